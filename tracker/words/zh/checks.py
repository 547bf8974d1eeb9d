"""The lines of a checklist that are met, in Chinese."""

from __future__ import annotations

from tracker.words.checks import CheckWords

WORDS = CheckWords(
    active="项目状态正常",
    next_stage="正好是下一阶段",
    day="日期有效：{day}",
    order="不早于{previous}（{previous_day}）",
    contract_amount="已有合同金额",
    credit_code="统一社会信用代码有效：{value}",
    receipt="当日或之前已有到资",
    blockers="没有未销号的卡点",
    evidence="已有凭证：{kinds}",
)
