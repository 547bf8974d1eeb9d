"""The checklist before a move: a line for each requirement that is met."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.reasons import Requirement
from tracker.words import Coded


@dataclass(frozen=True, slots=True)
class CheckWords(Coded[Requirement, str]):
    """A line for each requirement; `{name}` is filled from the particulars of the check."""

    active: str
    next_stage: str
    day: str
    order: str
    contract_amount: str
    credit_code: str
    receipt: str
    blockers: str
    evidence: str
