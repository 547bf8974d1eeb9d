"""Asks of a year what an inspection would ask: every question that the ruleset asks, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tracker.domain.audit_days import ended_after_counted, entered_late, soon_starts, year_end_starts
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_money import above_contract, free_day, money_before_signing, one_sum_twice, slip_twice
from tracker.domain.audit_papers import no_proof, proof_older
from tracker.domain.audit_people import code_of_another, same_behind, split_signings
from tracker.domain.audit_rows import AuditedYear, AuditFinding
from tracker.domain.rules_audit import AuditRules

QUESTIONS: Final[Mapping[AuditCheck, Callable[[AuditedYear, AuditRules], Iterator[AuditFinding]]]] = {
    AuditCheck.YEAR_END_STARTS: year_end_starts,
    AuditCheck.SOON_STARTS: soon_starts,
    AuditCheck.MONEY_BEFORE_SIGNING: money_before_signing,
    AuditCheck.ABOVE_CONTRACT: above_contract,
    AuditCheck.ONE_SUM_TWICE: one_sum_twice,
    AuditCheck.SLIP_TWICE: slip_twice,
    AuditCheck.FREE_DAY: free_day,
    AuditCheck.NO_PROOF: no_proof,
    AuditCheck.PROOF_OLDER: proof_older,
    AuditCheck.ENTERED_LATE: entered_late,
    AuditCheck.SPLIT_SIGNINGS: split_signings,
    AuditCheck.ENDED_AFTER_COUNTED: ended_after_counted,
    AuditCheck.CODE_OF_ANOTHER: code_of_another,
    AuditCheck.SAME_BEHIND: same_behind,
}
"""Every kind of question, and what asks it: a pure function of the rows of a year."""


def audit_year(year: AuditedYear, rules: AuditRules) -> tuple[AuditFinding, ...]:
    """All that is asked of a year."""
    return tuple(finding for check, ask in QUESTIONS.items() if rules.asks(check) for finding in ask(year, rules))
