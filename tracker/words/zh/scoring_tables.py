"""What the assessment of a year says around its scores, in Chinese."""

from __future__ import annotations

from tracker.words.scoring_tables import AssessTableWords

WORDS = AssessTableWords(
    column={"unit": "单位", "group": "组别", "rank": "名次", "total": "总分", "grade": "等次", "waits": "尚缺",
            "line": "考核项", "step": "计算", "points": "得分", "missing": "缺什么", "figure": "指标", "more": "再有",
            "in": "计量单位", "now": "现得分", "then": "可得分", "goal": "到哪里", "mark": "评定项", "value": "评定",
            "by": "谁评定", "on": "日期", "paper": "文号"},
    head="{year} 年目标任务考核，截至 {until}，口径 {rules}",
    of_unit="{year} 年“{unit}”：{total} 分，{group} {of} 个单位中第 {rank} 名",
    not_final="（尚缺数据，未定）",
    all_units="全部",
    board="考核得分",
    paper="{place}{year}年目标任务考核",
    pages_written="已写入 {file}：一览和单位共 {pages} 份，{count} 个数和名称，每个都能用 sanxin check 核对",
    web_written="已写入 {file}：一览和单位共 {pages} 份；要能用 sanxin check 核对，写成 .docx",
    paper_of_unit="{unit}{year}年目标任务考核",
    lines="逐项计算",
    missing="尚缺的目标、数据和评定（缺的项没有计分）",
    goals="再有多少能到下一档",
    marks="评定",
    claims_open="重复认领 {twice} 个项目，无人认领 {nobody} 个：用 sanxin unit figures 查看",
    not_whole="{count} 个单位还缺目标、数据或评定，总分和名次未定",
    nobodys_groups="口径里有只考核“{groups}”的项，没有一个单位在这个组；请核对组名（sanxin unit group）",
    total="总分",
    part="　其中：{line}",
    no_score="尚缺",
    grade="{grade}（由 {before} 提升）",
    lowered="{grade}（本为 {before}；{why}）",
    unmoved="{grade}（提升与“{why}”相抵）",
    vetoed="一票否决：{names}",
    with_more="再有 {more}，“{unit}”{total} 分，第 {rank} 名",
    given="已记下“{unit}”{year} 年“{mark}”：{value}（{body}，{day}）",
    taken_back="已收回“{unit}”{year} 年“{mark}”的评定 {value}，记录保留",
    unknown_figure="没有指标“{value}”，可用：{choices}",
    no_more="从“{value}”读不出再有多少：写指标、数量和它的计量单位，如 new_signed=3，或 +3 new_signed",
)
