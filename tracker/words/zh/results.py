"""How results of a project are told, in Chinese."""

from __future__ import annotations

from tracker.words.results import ResultWords

WORDS = ResultWords(
    title="建设与投产成效", told="{result} {amount}", added="{project}：{day} {told}（第 {id} 号）",
    voided="第 {id} 号成效已作废，记录保留",
    form_title="成效：{name}", form_commit="登记成效", form_done="{project}：{day} {told}", what="成效",
    of_period="写这一时期的数，不写累计数；日期写月份、季度或年度，如 2023-06、2023年三季度",
    of_day_or_period="写这一时期的数，不写累计数；日期写到日，或写月份、季度、年度，如 2023-06、2023年三季度",
    of_people="写新招用人数，不写现有人数；日期写月份、季度或年度，如 2023-06、2023年三季度",
    people="人数", people_hint="如 120、120人",
    period_hint="如 2023-06、2023年三季度、2023",
    of_a_day="只写日期，没有金额", void_title="作废成效：{name}\n{day} {told}",
)
