"""What the board's filter says, in Chinese."""

from __future__ import annotations

from tracker.words.screens_board import BoardWords

WORDS = BoardWords(
    label="筛选",
    title="筛选：{count} 个  {total}",
    hint="输入汉字或拼音找选项",
    keys="↑↓ 选，回车 选中或取消，可选多项；F8 全部清除，Esc 看结果",
    none="没有这样的选项",
    nothing_fits="没有符合筛选条件的项目，按 Esc 清除筛选",
    cleared="已清除筛选",
    not_mine="没有联络员是“{who}”的项目",
    clear="Esc 清除",
    several="、",
    groups={"state": "情况", "officer": "联络员", "park": "园区", "chain": "产业链", "chain_leader": "链长",
            "origin": "资金来源", "tags": "标签"},
    states={"blocked": "有卡点", "overdue": "卡点逾期", "stale": "{days}天未更新", "paused": "暂缓"},
)
