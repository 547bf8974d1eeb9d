"""The table of a ruleset about the auditor's dry run (`[audit]`): which questions are asked, and from what on."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StrictInt

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.currency import Currency, Money
from tracker.domain.rules_values import Amount, Cited, Days, Flag, Number, StageWord, Table, Texts, each_once, word
from tracker.domain.stages import Stage

Percent = Annotated[Number, Field(le=1000)]
_WAN: Final = 10_000 * 100
"""万元 in 分."""


class OlderThan(Table):
    """How many days a document may be older than the fact it proves."""

    signed: Days = 60
    """A contract is often signed before the ceremony."""
    registered: Days = 60
    funded: Days = 60
    started: Days = 270
    """A construction permit lapses where works do not begin within three months, put off twice at most (建筑法,
    article 9).
    """
    producing: Days = 365
    receipt: Days = 15
    """A slip that is booked after a holiday."""


class AuditRules(Cited):
    """`[audit]`: the questions of the auditor's dry run. Shares are in percent."""

    left_out: Annotated[tuple[Annotated[AuditCheck, word(AuditCheck)], ...], AfterValidator(each_once)] = ()
    """Questions that are not asked here."""
    chance: Annotated[Percent, Field(le=50)] = Decimal(5)
    """Numbers are asked about that chance alone brings no more often than in so many of a hundred years like this."""
    year_end_days: Annotated[StrictInt, Field(ge=1, le=92)] = 10
    """The last days of the year."""
    year_end_percent: Percent = Decimal(12)
    """What share of the year's starts habit puts into them; where earlier years had more, theirs counts."""
    soon_days: Annotated[StrictInt, Field(ge=0, le=366)] = 7
    """A start within so many days of the signing is soon."""
    soon_percent: Percent = Decimal(15)
    """What share of starts is, by habit."""
    above_percent: Percent = Decimal(100)
    """How much of its contract amount a project may receive."""
    free_day_from: Amount = Money(100 * _WAN, Currency.CNY)
    """What a bank settles online on any day: larger sums on a free day are asked about."""
    weekend_percent: Percent = Decimal(15)
    """What share of large sums comes on plain weekends by habit."""
    proof_of: Annotated[tuple[StageWord, ...], AfterValidator(each_once)] = (
        Stage.SIGNED, Stage.STARTED, Stage.PRODUCING)
    """Stages a document is asked for."""
    proof_of_receipts: Flag = True
    proof_within: Days = 60
    """Days after the fact by which its document has to be there."""
    older_than: OlderThan = OlderThan()
    entered_within: Days = 90
    """Days after the fact by which it has to be on record."""
    split_at: tuple[Amount, ...] = (Money(5000 * _WAN, Currency.CNY), Money(10_000 * _WAN, Currency.CNY))
    """Thresholds from which a signing counts, or is approved elsewhere."""
    split_within: Days = 30
    split_percent: Annotated[Percent, Field(le=100)] = Decimal(15)
    """How far below or above a threshold an amount is just below or above it."""
    ended_within: Days = 60
    """Days after the fact, or after the year, in which the end of a project follows right after."""
    same_notes: Texts = ("法定代表人", "法人代表", "法人电话", "投资方电话", "企业电话", "注册地址", "投资方地址",
                         "企业地址")
    """Columns of the ledger the office keeps beside the profile, of which investors do not share what they say."""

    def asks(self, check: AuditCheck) -> bool:
        """Whether a question is asked here."""
        return check not in self.left_out

    def proves(self, stage: Stage | None) -> bool:
        """Whether a document is asked for of a stage, or (None) of money that arrived."""
        return self.asks(AuditCheck.NO_PROOF) and (self.proof_of_receipts if stage is None else stage in self.proof_of)
