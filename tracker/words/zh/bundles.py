"""What is said of counties' bundles, in Chinese."""

from __future__ import annotations

from tracker.words.bundles import BundleWords

WORDS = BundleWords(
    signer_made="密钥写在 {file}，只有本人能读，不要外传\n公钥（交给市级登记）：{key}",
    signer="公钥：{key}",
    region_is="行政区划代码：{region}",
    region_unset="还没有设行政区划代码：sanxin bundle region 430981",
    region_set="行政区划代码设为 {region}",
    trusted="{region} 的公钥已登记：{key}",
    handed_over="{place} {year}年的数据包写在 {file}：{entries} 条操作记录，校验号 {head}\n密钥：{key}",
    taken="收下 {place}（{region}）{year}年的数据包：{entries} 条操作记录，全部核对无误，校验号 {head}\n"
          "由 {made_by} 于 {made_at} 写出",
    may_differ="问清以后确实要收，写明理由：--reason 理由",
    taken_title="收下的数据包",
    signers_title="登记的公钥",
    none_taken="还没有收下数据包",
    column={"region": "区划代码", "place": "地区", "year": "年度", "entries": "记录", "head": "校验号",
            "rules_id": "口径", "made_at": "写出时间", "made_by": "写出人", "taken_at": "收下时间",
            "taken_by": "收下人", "key": "公钥", "reason": "理由", "code": "编号", "name": "项目"},
    summed="{year}年，{count} 个县区的数据包，截至 {until}",
    by_rules="都按本单位的口径：{id}（{digest}）",
    by_own_rules="各县区按自己的口径：{rules}",
    together="合计",
    counties="各县区",
    rates="合计的转化率（分子、分母各自相加后再除）",
    compared="{place} {year}年：{before} 收下的（校验号 {before_head}）→ {after} 收下的（校验号 {after_head}），"
    "截至 {until}，按县区自己的口径",
    other_past="注意：后一份不是接着前一份记下来的；两份各算各的，逐个项目相减，没有操作可查",
    came="新来的项目",
    went="终止的项目",
    nobody="没有",
    parquet_written="{count} 份数据包写进 {folder}：{projects} 个项目，{facts} 条阶段和到资（Parquet）",
    national="{year}年，{count} 个地区（自然年度；进入各阶段的项目数，到资减退回）",
)
