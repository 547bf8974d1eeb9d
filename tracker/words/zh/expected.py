"""How an expected day is told, in Chinese."""

from __future__ import annotations

from tracker.words.expected import ExpectedWords

WORDS = ExpectedWords(
    expected="预计 {day} {awaited}", later="推迟到 {day}（{slip}）", earlier="提前到 {day}（{slip}）",
    moved="改为 {day}", withdrawn="不再预计", reached="实际 {day}{how}", on_time="如期", late="比预计晚 {slip}",
    early="比预计早 {slip}", years="{count} 年", months="{count} 个月", days="{count} 天", joint="，",
    next="预计 {day} {awaited}",
)
