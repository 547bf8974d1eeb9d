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
            "taken_by": "收下人", "key": "公钥", "reason": "理由"},
)
