"""What the filter of the board says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BoardWords:
    """The words of the filter in one language."""

    label: str
    title: str
    hint: str
    keys: str
    none: str
    nothing_fits: str
    cleared: str
    not_mine: str
    clear: str
    several: str
    groups: Mapping[str, str]
    states: Mapping[str, str]


ZH = BoardWords(
    label="筛选",
    title="筛选：{count} 个  {total}",
    hint="输入汉字或拼音找选项",
    keys="↑↓ 选，回车 选中或取消，可选多项；F8 全部清除，Esc 看结果",
    none="没有这样的选项",
    nothing_fits="没有符合筛选条件的项目，按 Esc 清除筛选",
    cleared="已清除筛选",
    not_mine="没有招商联络员是“{who}”的项目",
    clear="Esc 清除",
    several="、",
    groups={"state": "情况", "officer": "联络员", "park": "园区", "chain": "产业链", "chain_leader": "链长",
            "origin": "资金来源", "tags": "标签"},
    states={"blocked": "有卡点", "overdue": "卡点逾期", "stale": "{days}天未更新", "paused": "暂缓"},
)

EN = BoardWords(
    label="filter",
    title="filter: {count} projects  {total}",
    hint="type to find a choice",
    keys="↑↓ go, Enter chooses or takes back, several if wanted; F8 clears all, Esc shows",
    none="there is no such choice",
    nothing_fits="no project fits the filter; Esc clears it",
    cleared="the filter is cleared",
    not_mine="there is no project whose officer is “{who}”",
    clear="Esc clears",
    several=", ",
    groups={"state": "state", "officer": "officer", "park": "park", "chain": "chain", "chain_leader": "chain leader",
            "origin": "origin", "tags": "tags"},
    states={"blocked": "blocked", "overdue": "blocker overdue", "stale": "untouched for {days} days",
            "paused": "paused"},
)
