"""In what another office's list of the projects of a figure differs from ours, each difference in a class."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from tracker.domain.counting_year import YearSpan
from tracker.domain.days import Day, read_day
from tracker.domain.differs import Differs
from tracker.domain.matching import Match, MatchedBy, ProjectNamed, holds_other, matched
from tracker.domain.money import Currency, Money, by_currency
from tracker.domain.names import fold_name
from tracker.domain.reasons import Unmet

_SHOWN = 8
"""Digits of the number by which a difference is answered."""


_BY_REASON: Final[Mapping[Unmet, Differs]] = {
    **dict.fromkeys((Unmet.NOT_RECOGNISED, Unmet.UNCONFIRMED, Unmet.RECEIPT_UNCONFIRMED, Unmet.OTHER_BODY,
                     Unmet.RECEIPT_OTHER_BODY), Differs.NOT_RECOGNISED),
    **dict.fromkeys((Unmet.NO_EVIDENCE, Unmet.UNPROVEN, Unmet.RECEIPT_NO_EVIDENCE, Unmet.LATE_PAPERS),
                    Differs.NO_PROOF),
    **dict.fromkeys((Unmet.NO_AMOUNT, Unmet.BELOW, Unmet.ABOVE, Unmet.OVER, Unmet.NOT_OVER,
                     Unmet.NO_LAND, Unmet.BELOW_PER_MU, Unmet.ARRIVED_BELOW, Unmet.ARRIVED_IN_YEAR_BELOW,
                     Unmet.ONE_RECEIPT_BELOW, Unmet.SMALL_RECEIPT,
                     Unmet.RESULT_BELOW, Unmet.RESULT_IN_YEAR_BELOW), Differs.AMOUNT),
    **dict.fromkeys((Unmet.BEFORE, Unmet.AGAIN_LEFT_OUT, Unmet.BEFORE_BASE, Unmet.AFTER, Unmet.RECOGNISED_LATE,
                     Unmet.LATE_NEXT_YEAR, Unmet.LATE_LEFT_OUT, Unmet.RECEIPT_NEXT_YEAR, Unmet.RECEIPT_LEFT_OUT,
                     Unmet.TWO_YEARS, Unmet.TWO_COHORTS, Unmet.RECEIPT_TWO_YEARS, Unmet.RESULT_TWO_YEARS,
                     Unmet.PERIOD_OPEN, Unmet.UNKNOWN_DAY, Unmet.TOO_FAR_APART, Unmet.RECEIPT_UNKNOWN_DAY,
                     Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER, Unmet.RECEIPT_OPEN, Unmet.RESULT_BEFORE,
                     Unmet.RESULT_AFTER, Unmet.RESULT_OPEN, Unmet.STAGE_OTHER_YEAR,
                     Unmet.STAGE_NOT_BEFORE, Unmet.ONCE_BEFORE, Unmet.ONCE_TWO_YEARS), Differs.YEAR),
}
"""Of a project that they list and we do not count, the class by our reason; for every other reason "only there"."""


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A line of another office's list."""

    sheet: str
    row: int
    """Counted from 1."""
    name: str
    code: str = ""
    """Ours, where their list has it."""
    credit_code: str = ""
    amounts: tuple[Money, ...] = ()
    """One of each currency; none where the list says nothing of it."""
    day: Day = field(default_factory=Day.unknown)
    turned_down: str = ""
    """In their words, that it was not recognised."""
    investor: str = ""

    @property
    def named(self) -> ProjectNamed:
        """What it is matched by."""
        return ProjectNamed(self.code, fold_name(self.name), self.credit_code)

    def as_kept(self) -> dict[str, Any]:
        """As plain values, without what is empty."""
        values: dict[str, Any] = {
            "sheet": self.sheet, "row": self.row, "name": self.name, "code": self.code,
            "credit_code": self.credit_code, "amounts": [[str(one.currency), one.minor] for one in self.amounts],
            "day": str(self.day) if self.day.known else "", "turned_down": self.turned_down,
            "investor": self.investor}
        return {name: value for name, value in values.items() if value}

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> ListedProject:
        """A line as `as_kept` gave it."""
        amounts = tuple(Money(minor, Currency(currency)) for currency, minor in kept.get("amounts", ()))
        return cls(kept.get("sheet", ""), kept["row"], kept.get("name", ""), kept.get("code", ""),
                   kept.get("credit_code", ""), amounts, read_day(kept.get("day", "")) or Day.unknown(),
                   kept.get("turned_down", ""), kept.get("investor", ""))


@dataclass(frozen=True, slots=True)
class OurProject:
    """A project of ours beside a list: what it counts with, or why it does not count."""

    code: str
    name: str
    credit_code: str = ""
    amounts: tuple[Money, ...] = ()
    """One of each currency: what is held against theirs."""
    days: tuple[Day, ...] = ()
    """Of what counted."""
    is_proven: bool = False
    """Whether any fact that counted has a document."""
    reason: Unmet | None = None
    """Why it does not count; None where it does."""
    params: Mapping[str, object] | None = None
    """The particulars of that reason."""
    investor: str = ""

    @property
    def named(self) -> ProjectNamed:
        """What it is matched by."""
        return ProjectNamed(self.code, fold_name(self.name), self.credit_code)


@dataclass(frozen=True, slots=True)
class ListDifference:
    """A difference of one class about one project, with what each side says."""

    kind: Differs
    theirs: tuple[ListedProject, ...] = ()
    ours: tuple[OurProject, ...] = ()

    @property
    def subject(self) -> str:
        """What it is about, whatever the figures are: our code, else the name as they write it, folded."""
        if len(self.ours) == 1:
            return self.ours[0].code
        return f"={self.theirs[0].named.key or self.theirs[0].named.credit_code}"

    @property
    def figures(self) -> str:
        """What both sides say, as one text: an answer holds while it stays the same."""
        theirs = [[line.named.key, _minors(line.amounts), str(line.day), line.turned_down] for line in self.theirs]
        ours = [[one.code, _minors(one.amounts), [str(day) for day in one.days], one.is_proven, one.reason or "",
                 str((one.params or {}).get("day", ""))] for one in self.ours]
        return json.dumps([sorted(theirs), sorted(ours)], ensure_ascii=False, separators=(",", ":"))

    def id_in(self, *which: object) -> str:
        """A short number of it in the list of `which` (year, indicator, body); another once its figures change."""
        told = "\n".join(map(str, (*which, self.kind, self.subject, self.figures)))
        return hashlib.sha256(told.encode()).hexdigest()[:_SHOWN]


class ListCompared(NamedTuple):
    """A list beside our figure."""

    differences: tuple[ListDifference, ...]
    agreed: int
    """Projects on which both agree."""
    alike: tuple[tuple[ListedProject, OurProject], ...]
    """Lines that were matched by the likeness of names alone."""


def compare_list(lines: Sequence[ListedProject], projects: Sequence[OurProject], span: YearSpan) -> ListCompared:
    """Every line and every project that we count is agreed upon, or in at least one difference.

    Only a line that they turned down is passed over, where no project that it may mean is counted, or another line
    means that project alone. `projects` are all of ours, in the order of their codes; `span` is the year of the figure.
    """
    matches = matched([line.named for line in lines], [project.named for project in projects],
                      lambda at, place: _agrees(lines[at], projects[place]))
    of_project = _lines_of(lines, matches)
    missed = {place for place, project in enumerate(projects) if project.reason is None and place not in of_project}
    found, agreed = [*_of_no_project(lines, matches, projects, missed)], 0
    doubtful = {place for match in matches if len(match.places) > 1 for place in match.places}
    for place, project in enumerate(projects):
        claims = of_project.get(place, ())
        if not claims and place in doubtful:
            continue
        differences = [*_about(project, claims, span)]
        found += differences
        agreed += bool(claims) and project.reason is None and not differences
    alike = tuple((line, projects[match.places[0]]) for line, match in zip(lines, matches, strict=True)
                  if match.by is MatchedBy.LIKENESS and len(match.places) == 1)
    order = list(Differs)
    return ListCompared(tuple(sorted(found, key=lambda one: order.index(one.kind))), agreed, alike)


def _agrees(line: ListedProject, project: OurProject) -> bool:
    """Whether both say one investor, one amount or one day."""
    theirs, ours = fold_name(line.investor), fold_name(project.investor)
    is_same_investor = bool(theirs and ours) and (theirs == ours or holds_other(theirs, ours))
    return is_same_investor or (bool(line.amounts) and _minors(line.amounts) == _minors(project.amounts)) or (
        line.day.known and line.day in project.days)


def _of_no_project(lines: Sequence[ListedProject], matches: Sequence[Match],
                   projects: Sequence[OurProject], missed: set[int]) -> Iterator[ListDifference]:
    """The lines that mean no project of ours, or nobody can tell which; those of one name together.

    One that was turned down is among them where it may mean one of `missed`: projects counted that no line means alone.
    """
    found = defaultdict[tuple[str, tuple[int, ...]], list[ListedProject]](list)
    for line, match in zip(lines, matches, strict=True):
        if len(match.places) != 1 and (not line.turned_down or not missed.isdisjoint(match.places)):
            found[line.named.key or line.credit_code, match.places].append(line)
    for (_, places), alike in found.items():
        kind = Differs.CLAIMED_TWICE if places else Differs.ONLY_THERE
        yield ListDifference(kind, tuple(alike), tuple(projects[place] for place in places))


def _lines_of(lines: Sequence[ListedProject], matches: Sequence[Match]) -> dict[int, tuple[ListedProject, ...]]:
    """The lines that mean each project, by its place; where any does, without those that turn it down."""
    found = defaultdict[int, list[ListedProject]](list)
    for line, match in zip(lines, matches, strict=True):
        if len(match.places) == 1:
            found[match.places[0]].append(line)
    return {place: tuple([line for line in claims if not line.turned_down] or claims[:1])
            for place, claims in found.items()}


def _about(project: OurProject, claims: Sequence[ListedProject], span: YearSpan) -> Iterator[ListDifference]:
    """The differences about one project of ours and the lines that mean it."""
    counted, both = project.reason is None, tuple(claims)
    if len(claims) > 1:
        yield ListDifference(Differs.CLAIMED_TWICE, both, (project,))
    elif not claims:
        if counted:
            yield ListDifference(Differs.ONLY_HERE, (), (project,))
    elif claims[0].turned_down:
        if counted:
            yield ListDifference(Differs.NOT_RECOGNISED, both, (project,))
    elif project.reason is not None:
        yield ListDifference(_BY_REASON.get(project.reason, Differs.ONLY_THERE), both, (project,))
    else:
        (line,) = claims
        if line.amounts and _minors(line.amounts) != _minors(project.amounts):
            yield ListDifference(Differs.AMOUNT, both, (project,))
        if line.day.on is not None and not span.holds(line.day.on):
            yield ListDifference(Differs.YEAR, both, (project,))


def _minors(amounts: Sequence[Money]) -> dict[str, int]:
    """Amounts by currency, in minor units; marks (约) do not make them others."""
    return dict(sorted((str(one.currency), one.minor) for one in by_currency(amounts) if one.minor))
