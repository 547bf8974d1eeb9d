"""What reconciling says, in Chinese."""

from __future__ import annotations

from tracker.words.reconciling import ReconcilingWords

WORDS = ReconcilingWords(
    column={"id": "编号", "differs": "不一致", "theirs": "对方", "ours": "本办", "answer": "说明"},
    head="{year}年{label}：{body}的名单（{day}，{file}）{lines} 行；本办 {figure} {unit}；一致 {agreed} 个，"
         "不一致 {count} 项，其中 {open} 项未说明",
    no_indicator="{year}年{label}：{body}的名单（{day}，{file}）{lines} 行；现在的口径没有这个指标，不能核对",
    alike="名称相近而对上 {count} 个，请看是否同一项目：{names}",
    alike_pair="{theirs} → {code} {ours}",
    taken="已收下{body}的名单，{lines} 行",
    taken_again="{body}的这份名单已经在册，没有重复记",
    answered="已说明 {count} 项",
    row="（{sheet}第 {row} 行）",
    counted="计入，{proof}",
    proven="有凭证",
    unproven="没有凭证",
    no_such="没有这个项目",
    not_listed="名单上没有",
    turned_down="注明：{text}",
    before="数字有变，要重新说明；原说明：{reason}（{who}，{at}，{file}）",
    said="{reason}（{who}，{at}，{file}）",
    nothing="还没有收下其他单位的名单",
    nothing_of_year="{year} 年还没有收下其他单位的名单；按 {key} 收下一份，与本办的指标逐个项目核对",
    closed="已说明",
    take_title="收下其他单位的名单，与 {year} 年的指标核对",
    take_commit="收下并核对",
    path="文件",
    path_hint="名单所在位置，如 认定表.xlsx",
    indicator="指标",
    body="单位",
    body_hint="哪个单位的名单，如 市商务局",
    day_hint="名单的日期，默认今天",
    answer_title="说明为什么不一致",
    answer_commit="说明",
    answer_hint="如 对方按到账日认定，归入下一年",
)
