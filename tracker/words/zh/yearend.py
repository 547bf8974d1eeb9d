"""What the year's end says, in Chinese."""

from __future__ import annotations

from tracker.words.yearend import YearendWords

WORDS = YearendWords(
    moved="{year} 年指标（截至 {until}）：{since} 所知与 {to} 所知",
    unmoved="各项指标都没有变",
    adds_up="{label}：{before} → {after} {unit}（{by}）",
    revisions="{year} 年指标（截至 {until}）的各个版本",
    compared="{earlier} 年与 {later} 年，都截至 {day}",
    at="时间",
    by="增减",
    before="原数",
    after="现数",
    entry="操作号",
    what="做了什么",
    why="理由",
    who="谁",
    raised="调增次数",
    up="调增合计",
    lowered="调减次数",
    down="调减合计",
    earlier="{year} 年",
    later="{year} 年",
    growth="增幅",
    restates={"": "结账以前", "late": "迟报", "error": "差错", "rules": "口径变更"},
    restated="{kind}：{because}",
    kind="更正类别",
    vintage="版本",
    closing="第 {number} 次结账",
    closed="{year} 年已结账（第 {number} 次，{at}，{by}，封首 {head}）",
    show_closed="{year} 年第 {number} 次结账：{at}，{by}，封首 {head}，口径 {rules}",
    despite="未办结 {count} 项，照样结账的理由：{reason}",
    may_close="以上 {count} 项未办结；要照样结账，加 --despite 理由，理由和清单随结账留存",
    by_class="按更正类别",
    first="最初",
)
