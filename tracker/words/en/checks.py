"""The lines of a checklist that are met, in English."""

from __future__ import annotations

from tracker.words.checks import CheckWords

WORDS = CheckWords(
    active="the project is active",
    next_stage="it is the next stage",
    day="the day is valid: {day}",
    order="not before {previous} ({previous_day})",
    contract_amount="a contract amount is on record",
    credit_code="the credit code is valid: {value}",
    receipt="money has arrived on or before the day",
    blockers="no open blocker",
    evidence="evidence is at hand: {kinds}",
)
