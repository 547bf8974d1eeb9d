"""What the figures screen asks: a year's figures as known at a moment, and every project behind one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.office.outcome import Done, Refused

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.office.figures.explained import CountedFact, CountedProject, Explanation, NotCountedProject
    from tracker.office.figures.figures import Rollup
    from tracker.words import Lang
    from tui.office import Office


@dataclass(frozen=True, slots=True)
class Known:
    """What the figures are asked for: up to the end of a day, as known at a moment; None is now."""

    until: date | None = None
    as_of: datetime | None = None

    @property
    def now(self) -> bool:
        """Whether nothing but the present was asked for."""
        return self.until is None and self.as_of is None


@dataclass(frozen=True, slots=True)
class Seen:
    """A year's figures and those of the year before, by the same knowledge; what a conversion rate is a share of."""

    rollup: Rollup
    before: Rollup | None
    denominator: str
    base_year: int | None
    changes: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """The ruleset in force is wrong: each problem with its file and line."""

    problems: tuple[str, ...]


def figures(office: Office, year: int, known: Known, lang: Lang) -> Seen | Wrong:
    """The figures of a year beside the year before."""
    from tracker.domain.rules import RulesetError
    from tracker.office.figures.rollup import rollup
    from tracker.office.rules import rules_of

    changes = office.changes()
    try:
        found = rollup(office.desk, year, until=known.until, as_of=known.as_of)
        conversion = rules_of(office.desk, year).conversion
    except RulesetError as error:
        return wrong(error, lang)
    try:
        before = rollup(office.desk, year - 1, as_of=known.as_of)
    except RulesetError:
        before = None
    return Seen(found, before, conversion.denominator.value if conversion else "",
                conversion.base_year if conversion else None, changes)


def wrong(error: Exception, lang: Lang) -> Wrong:
    """The problems of a ruleset as lines."""
    from tracker.words.figures import fault_line

    return Wrong(tuple(fault_line(one, lang) for one in getattr(error, "problems", ())) or (str(error),))


def read_known(until: str, as_of: str, today: date) -> Done[Known] | Refused:
    """The day and the moment that were typed; a month or a year stands for its last day."""
    from tracker.domain.days import NotADay, read_moment
    from tracker.domain.reasons import Reason
    from tracker.domain.typed import optional_day_typed

    day = optional_day_typed(until, today, field="until")
    reasons = [day] if isinstance(day, Reason) else []
    moment = None
    try:
        moment = read_moment(as_of) if as_of.strip() else None
    except NotADay as error:
        reasons.append(Reason(error.code, params={"value": as_of}, field="as_of"))
    if reasons or isinstance(day, Reason):
        return Refused(tuple(reasons))
    return Done(Known(day.last if day else None, moment))


Counted = tuple["CountedProject", "CountedFact"]
"""A project counted with one of the facts it counted by."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a figure, with a row for each fact of those counted."""

    explained: Explanation
    rows: tuple[Counted, ...]
    share_width: int
    stage: str
    """The stage whose milestones counted; empty for receipts."""
    figure: str | None
    """What the rollup says the figure is, by the same knowledge."""


def behind(office: Office, year: int, key: str, known: Known) -> Behind | Refused:
    """The projects behind a figure: some seconds where there are 100,000."""
    from tracker.office.figures.explain import explain
    from tracker.office.figures.rollup import rollup
    from tracker.office.rules import rules_of

    found = explain(office.desk, year, key, until=known.until, as_of=known.as_of)
    if isinstance(found, Refused):
        return found
    rows = tuple((one, fact) for one in found.counted for fact in one.facts)
    width = max((len(fact.share) for _, fact in rows), default=1)
    rules = rules_of(office.desk, year)
    indicator = rules.indicator(key)
    stage = (indicator.stage or "") if indicator else key.removeprefix("conversion.")
    counted = rollup(office.desk, year, until=known.until, as_of=known.as_of)
    figure = counted.figure(key)
    said = figure.actual if figure else sum_of_rates(counted, stage)
    return Behind(found, rows, width, stage, said)


def sum_of_rates(counted: Rollup, stage: str) -> str:
    """The numerator of a conversion rate; of one for each cohort, their sum."""
    from decimal import Decimal

    from tracker.domain.money import print_exact

    return print_exact(sum((Decimal(one.numerator) for one in counted.conversion if one.key == stage), Decimal(0)))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows that fit what was typed; of those counted their projects and the sum of their shares."""

    rows: Sequence[Counted]
    others: Sequence[NotCountedProject]
    projects: int
    total: str


def narrow(office: Office, found: Behind, typed: str) -> Narrowed:
    """Both sides of a list by what was typed into its search box."""
    from tracker.office.figures.narrowed import codes_found, sum_of_shares

    explained = found.explained
    if not typed.strip():
        return Narrowed(found.rows, explained.not_counted, len(explained.counted), explained.figure)
    fits = codes_found(office.desk, typed)
    rows = [row for row in found.rows if row[0].code in fits]
    others = [one for one in explained.not_counted if one.code in fits]
    return Narrowed(rows, others, len({project.code for project, _ in rows}), sum_of_shares(fact for _, fact in rows))
