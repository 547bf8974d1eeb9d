"""How results of a project are told, in Chinese."""

from __future__ import annotations

from tracker.words.results import ResultWords

WORDS = ResultWords(
    title="建设与投产成效", told="{result} {amount}", added="{project}：{day} {told}（第 {id} 号）",
    voided="第 {id} 号成效已作废，记录保留", void_title="作废成效：{name}\n{day} {told}",
)
