"""A year's figures as known at a moment, every project behind one of them, and the day and moment asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.money import print_exact
from tracker.domain.parts import PartOf
from tracker.domain.reasons import Reason
from tracker.domain.rules import RulesetError
from tracker.domain.rules_words import NO_INDICATOR
from tracker.domain.typed import as_of_typed, optional_day_typed
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import CountedFact, CountedProject, Explanation, NotCountedProject
from tracker.office.figures.figures import Figure, Rollup
from tracker.office.figures.narrowed import codes_found, sum_of_shares
from tracker.office.figures.periods import PeriodFigure, year_apart
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.figures.subtotals import SubTotals, sub_totals
from tracker.office.known_then import nothing_known, outside_year
from tracker.office.outcome import Done, Refused
from tracker.office.yearend.closing import Closing, closings
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.faults import fault_line
from tracker.words.sentences import sentence


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
    apart: SubTotals | None = None
    """The sub-totals that are shown; None where the figures are not told apart."""
    periods: tuple[PeriodFigure, ...] = ()
    """Targets of quarters and months with what was reached in them."""
    closed: Closing | None = None
    """The closing in force then."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why there are no figures: the ruleset in force is wrong, each problem with its file and line."""

    problems: tuple[str, ...]
    of_rules: bool = True
    """False where the rules are right, and the day asked for lies outside the year."""


def figures(desk: Desk, year: int, known: Known, lang: Lang, by: str = "") -> Seen | Wrong:
    """The figures of a year beside the year before; told apart by one of `GROUPINGS` where one is given."""
    changes = desk.store.changes()
    try:
        if (reason := outside_year(desk, year, known.until)) is not None:
            return Wrong((sentence(reason, words(lang)),), of_rules=False)
        present = rollup(desk, year, until=known.until, as_of=known.as_of)
        apart = year_apart(desk, year, [by] if by else (), until=known.until, as_of=known.as_of)
        conversion = next(iter(rules_for(desk, year, known.as_of).all_conversions), None)
    except RulesetError as error:
        return wrong_rules(error, lang)
    try:
        before = rollup(desk, year - 1, as_of=known.as_of)
    except RulesetError:
        before = None
    return Seen(present, before, conversion.denominator.value if conversion else "",
                conversion.base_year if conversion else None, changes,
                next(iter(apart.sub_totals), None), apart.periods,
                next(reversed(closings(desk, year, known.as_of)), None))


def wrong_rules(error: RulesetError, lang: Lang) -> Wrong:
    """The problems of a ruleset as lines."""
    return Wrong(tuple(fault_line(problem, lang) for problem in error.problems) or (str(error),))


def read_known(desk: Desk, year: int | None, until: str, as_of: str) -> Done[Known] | Refused:
    """The day and the moment that were typed for a year's figures; a month or a year stands for its last day.

    Refused too for a day outside the year, and for a moment at which nothing was known yet.
    """
    day = optional_day_typed(until, desk.today(), field="until")
    reasons = [day] if isinstance(day, Reason) else []
    moment = as_of_typed(as_of, desk.now())
    if isinstance(moment, Reason):
        reasons.append(moment)
        moment = None
    last = None if day is None or isinstance(day, Reason) else day.last
    reasons += filter(None, [outside_year(desk, year, last), nothing_known(desk, moment)])
    return Refused(tuple(reasons)) if reasons else Done(Known(last, moment))


Counted = tuple[CountedProject, CountedFact]
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
    covered: Figure | None = None
    """Of an indicator, how good it is."""


def behind(desk: Desk, year: int, key: str, known: Known, part: PartOf | None = None) -> Behind | Refused:
    """The projects behind a figure, or one of its sub-totals: some seconds where there are 100,000."""
    explained = explain(desk, year, key, until=known.until, as_of=known.as_of, part=part)
    if isinstance(explained, Refused):
        return explained
    rows = tuple((project, fact) for project in explained.counted for fact in project.facts)
    width = max((len(fact.share) for _, fact in rows), default=1)
    indicator = rules_for(desk, year, known.as_of).indicator(key)
    stage = (indicator.stage or "") if indicator else explained.rate
    if part is not None:
        told = sub_totals(desk, year, [part.by], until=known.until, as_of=known.as_of)[0]
        sub_total = told.rows.get(part.value, {}).get(key) if key in told.adds_up else None
        figure = _as_exact(sub_total.actual, explained.figure) if sub_total else None
        return Behind(explained, rows, width, stage, figure)
    counted = rollup(desk, year, until=known.until, as_of=known.as_of)
    return Behind(explained, rows, width, stage, _as_exact(_figure(counted, key), explained.figure),
                  counted.figure(key))


def _as_exact(figure: str, shares: str) -> str:
    """A figure as its shares add up to it: of what was divided both are rounded, each at another digit."""
    return shares if abs(Decimal(figure) - Decimal(shares)) < _ROUNDED else figure


_ROUNDED = Decimal("1e-9")
"""What two ways of rounding the same figure can differ by."""


def _figure(counted: Rollup, key: str) -> str:
    """What the rollup says a figure is; of money that no indicator counts, how many receipts."""
    if key.startswith(NO_INDICATOR):
        return str(sum(line.receipts for line in counted.money.lines if key in (NO_INDICATOR, line.key)))
    figure = counted.figure(key)
    return figure.actual if figure else _sum_of_rates(counted, key)


def _sum_of_rates(counted: Rollup, key: str) -> str:
    """The numerator of a conversion rate; of one for each cohort, their sum."""
    meant = [rate for rate in counted.conversion if key in (rate.explained_by, replace(rate, cohort=None).explained_by)]
    return print_exact(sum((Decimal(rate.numerator) for rate in meant), Decimal(0)))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows that fit what was typed; of those counted their projects and the sum of their shares."""

    rows: Sequence[Counted]
    others: Sequence[NotCountedProject]
    projects: int
    total: str


def narrow(desk: Desk, of: Behind, typed: str) -> Narrowed:
    """Both sides of a list by what was typed into its search box."""
    explained = of.explained
    if not typed.strip():
        return Narrowed(of.rows, explained.not_counted, len(explained.counted), explained.figure)
    fits = codes_found(desk, typed)
    rows = [row for row in of.rows if row[0].code in fits]
    others = [project for project in explained.not_counted if project.code in fits]
    return Narrowed(rows, others, len({project.code for project, _ in rows}), sum_of_shares(fact for _, fact in rows))
