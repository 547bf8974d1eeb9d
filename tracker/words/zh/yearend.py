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
    first="最初",
)
