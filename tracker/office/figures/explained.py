"""What is behind a figure, as it is handed on: projects counted with their facts, and the others with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.domain.counting_year import YearSpan
from tracker.domain.days import Day, Precision
from tracker.domain.money import Mark, Money
from tracker.domain.parts import PartOf
from tracker.domain.reasons import Nowhere, Unmet
from tracker.domain.rules_fields import Filters
from tracker.domain.rules_words import NO_INDICATOR, RulesSaid
from tracker.office.figures.figures import OthersFigure, WithoutOrigin
from tracker.office.known_then import PastLedger


@dataclass(frozen=True, slots=True)
class Proof:
    """A document behind a fact; `sha256` finds its file, if there is one."""

    kind: str
    number: str
    sha256: str | None

    @property
    def named(self) -> tuple[str, str]:
        """Its kind and its number."""
        return self.kind, self.number


@dataclass(frozen=True, slots=True)
class IncreaseBehind:
    """A capital increase within an amount that counted, with what proves it."""

    id: int
    day: Day
    amount: Money
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class EnteredLate:
    """When a fact was first on record that was entered after its year was closed, and where it counts."""

    on: date
    counts_in: int
    """The year: its own, or a later one."""
    moved: bool
    """Whether that is a later one."""


@dataclass(frozen=True, slots=True)
class CountedFact:
    """A milestone or a receipt that counted. `share` is what it adds to the figure: exact, in the figure's unit."""

    day: Day
    share: str
    amount: Money | None = None
    """Of a receipt, as recorded, with its mark (约): a mark does not change what is summed."""
    receipt: int | None = None
    evidence: tuple[Proof, ...] = ()
    nowhere: tuple[Nowhere, str] | None = None
    """Of money that no indicator counts, why, and the currency or origin that none counts."""
    increases: tuple[IncreaseBehind, ...] = ()
    """The capital increases that a contract amount holds, or that are counted themselves, in the order of their days.
    """
    entered_late: EnteredLate | None = None
    """Where the ruleset says by when facts have to be on record, that it was entered later."""


@dataclass(frozen=True, slots=True)
class CountedProject:
    """A project that counted; `share` is what it adds to the figure."""

    code: str
    name: str
    share: str
    facts: tuple[CountedFact, ...]
    met: tuple[Filters, ...] = ()
    """Where one of several conditions suffices (`any_of`), those it meets."""


@dataclass(frozen=True, slots=True)
class NotCountedProject:
    """A project that did not count, and the first thing it fails; `reason` names a sentence in `words/figures.py`."""

    code: str
    name: str
    reason: Unmet
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure with everything behind it: the shares of the projects counted add up to `figure` exactly."""

    year: int
    span: YearSpan
    """The year with its first and last day."""
    key: str
    labels: Mapping[str, str]
    """Of an indicator, by language; of a conversion rate those of its table, where there are several."""
    unit: str
    figure: str
    of: str | None
    """The denominator, for a conversion rate and a ratio; how many parts an average has."""
    until: date
    as_of: datetime
    ruleset_id: str
    ruleset_digest: str
    counted: tuple[CountedProject, ...]
    not_counted: tuple[NotCountedProject, ...]
    rate: str = ""
    """Of a conversion rate: its stage, or "arrived"."""
    ledger: PastLedger | None = None
    """Of figures for a moment before the office was kept here, the older ledger they come from."""
    without_origin: WithoutOrigin | None = None
    """Beside money that counts by its origin, the money that counts nowhere for want of one."""
    rules_said: RulesSaid | None = None
    """What has to be known of the rules that counted."""
    cohort: int | None = None
    """The year of signing, where a rate of one cohort is explained."""
    source: str = ""
    """Where the rule is written, if the ruleset says so."""
    part: PartOf | None = None
    """The part of the figure that is explained; None where it is the whole."""
    asserted: tuple[OthersFigure, ...] = ()
    """What others say the figure is."""

    @property
    def nowhere(self) -> bool:
        """Whether it lists receipts that no indicator counts, instead of what one counts."""
        return self.key.startswith(NO_INDICATOR)

    @property
    def by_period(self) -> int:
        """Of a part of a year: the projects counted of which a day is known only by ten days, a month or longer."""
        in_part = self.until < self.span.last
        inexact = (any(fact.day.precision not in (Precision.DAY, Precision.UNKNOWN) for fact in project.facts)
                   for project in self.counted)
        return sum(inexact) if in_part else 0

    @property
    def under(self) -> int:
        """The amounts summed that are said to be less than they stand for."""
        return sum(fact.amount is not None and fact.amount.mark is Mark.UNDER
                   for project in self.counted for fact in project.facts)
