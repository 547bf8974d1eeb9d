"""What an inspection asks about: each kind of question of the auditor's dry run, by the name rulesets know it by."""

from __future__ import annotations

from enum import StrEnum


class AuditCheck(StrEnum):
    """A kind of question; the order is the order in which they are shown."""

    YEAR_END_STARTS = "year_end_starts"
    """More starts in the last days of the year than habit explains."""
    SOON_STARTS = "soon_starts"
    """More starts within days of the signing than habit explains."""
    MONEY_BEFORE_SIGNING = "money_before_signing"
    ABOVE_CONTRACT = "above_contract"
    """More money has arrived than the contract says."""
    ONE_SUM_TWICE = "one_sum_twice"
    """One sum on one day in several projects."""
    SLIP_TWICE = "slip_twice"
    """One slip number for several receipts."""
    FREE_DAY = "free_day"
    """Large sums on days on which banks do not settle them."""
    NO_PROOF = "no_proof"
    PROOF_OLDER = "proof_older"
    """A document dated long before the fact it proves."""
    ENTERED_LATE = "entered_late"
    SPLIT_SIGNINGS = "split_signings"
    """Several signings of one investor just below or above a threshold."""
    ENDED_AFTER_COUNTED = "ended_after_counted"
    """Terminated right after it was counted."""
    CODE_OF_ANOTHER = "code_of_another"
    """One credit code of several investors."""
    SAME_BEHIND = "same_behind"
    """One telephone, address or person behind several investors."""
