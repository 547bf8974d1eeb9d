"""What moved the figures of a year between two moments: each step with the entry that took it, adding up exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.domain.clock import end_of_day, to_the_minute, utc_text
from tracker.domain.money import exact_sum, print_exact
from tracker.domain.reasons import Code
from tracker.domain.restating import BECAUSE, CLASS
from tracker.office.desk import IMPORT, Desk
from tracker.office.figures.explain import counted_behind
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.journal.together import entry_line
from tracker.office.known_then import KNOWN_ON, first_known, nothing_known
from tracker.office.outcome import Refused, refused
from tracker.office.project.detail import JournalLine
from tracker.store.query import PROJECT, YEAR_CLOSE, known
from tracker.store.tables import (
    Evidence,
    ExpectedDay,
    Fact,
    JournalEntry,
    Milestone,
    Profile,
    ProfileChange,
    ProjectResult,
    Receipt,
    Recognition,
    RulesKept,
    Setting,
    StatusChange,
    YearClose,
)

_COUNTED: tuple[type[Fact], ...] = (Profile, Milestone, StatusChange, Receipt, Evidence, Recognition,
                                   ProfileChange, ProjectResult, Setting, RulesKept, YearClose)
"""The facts that figures are counted from; targets and words on blockers change no figure, and days that were expected
only where rules ask for them.
"""


@dataclass(frozen=True, slots=True)
class FigureStep:
    """One project's part of a figure changed. `by` is exact, in the figure's unit, with a minus where it fell.

    `entry` is the journal entry at whose moment it changed; None where none names the project, such as another ruleset.
    """

    at: datetime
    code: str
    name: str
    by: str
    entry: JournalLine | None

    @property
    def restates(self) -> str:
        """The class of the restatement, of a closed year; empty before."""
        return str(self.entry.detail.get(CLASS) or "") if self.entry else ""

    def as_json(self) -> dict[str, object]:
        """The project, by how much, who did what and why, and of which class it is in a closed year."""
        entry = self.entry
        restated = {CLASS: self.restates, BECAUSE: entry.detail.get(BECAUSE)} if entry and self.restates else {}
        return {"at": utc_text(self.at), "code": self.code, "name": self.name, "by": self.by,
                "entry": None if entry is None else entry.id, "who": entry.who if entry else "",
                "action": entry.action if entry else "", "reason": entry.reason if entry else "", **restated}


@dataclass(frozen=True, slots=True)
class FigureMoved:
    """One indicator then and now, and every step between: the steps add up to the difference exactly."""

    key: str
    labels: Mapping[str, str]
    unit: str
    before: str
    after: str
    by: str
    moves: tuple[FigureStep, ...]

    def as_json(self) -> dict[str, object]:
        """Both figures, the difference, and the steps in the order of time."""
        return {"key": self.key, "label": self.labels["zh"], "unit": self.unit, "before": self.before,
                "after": self.after, "by": self.by, "moves": [move.as_json() for move in self.moves]}


@dataclass(frozen=True, slots=True)
class YearMoved:
    """The figures of a year as known at two moments (aware UTC), up to the same day."""

    year: int
    until: date
    since: datetime
    to: datetime
    figures: tuple[FigureMoved, ...]

    def as_json(self) -> dict[str, object]:
        """What `sanxin year diff --json` prints."""
        return {"year": self.year, "until": self.until.isoformat(), "from": utc_text(self.since),
                "to": utc_text(self.to), "indicators": [figure.as_json() for figure in self.figures]}


def year_moved(desk: Desk, year: int, since: datetime | None = None, to: datetime | None = None,
               until: date | None = None, *, first_report: bool = False) -> YearMoved | Refused:
    """What moved each indicator between what was known at `since` and at `to`.

    Each moment counts by the rules of then, as `rollup` does; what came of other rules is a step too. An indicator that
    was in another unit then is counted by the rules of now.

    `since` is the moment of the last closing where it is not given. Of a year that is not closed, and from the
    `first_report` on, it is the end of the year, or the first moment at which any project was known where that is
    later. `to` is the present.
    Refused where `to` is before `since`, and where nothing was known yet at a `since` that is given.
    """
    if unknown := nothing_known(desk, since):
        return Refused((unknown,))
    last, first = rollup(desk, year, until=until, as_of=to), first_known(desk)
    year_end = end_of_day(last.span.last)
    closed = None if first_report else _last_closed(desk, year, to)
    since = since or closed or (max(year_end, first) if first else year_end)
    if since > (to or max(desk.now(), last.as_of)):  # the last entry may be a moment ahead of a clock that stood
        return refused(Code.NO_MOMENTS_BETWEEN, field="from", since=to_the_minute(since),
                       to=to_the_minute(to or desk.now()))
    end = max(last.as_of, since)  # nothing may have been recorded since
    counted = (*_COUNTED, *((ExpectedDay,) if rules_for(desk, year, to).asks_expectations else ()))
    moments: list[_Asked] = [(moment, moment) for moment in _moments(desk, counted, since, end)]
    if to is None:  # by the files of rules as they are: one may have been edited since the last entry
        moments.append((end, None))
    walk = _Walk(desk, year, last.until, moments, {one.key: one.unit for one in last.indicators})
    figures = tuple(walk.moved(one.key, one.labels, one.unit) for one in last.indicators)
    return YearMoved(year, last.until, since, end, figures)


def _last_closed(desk: Desk, year: int, to: datetime | None) -> datetime | None:
    """The moment of the closing in force; None where the year is not closed."""
    query = select(YEAR_CLOSE.c.closed_at).where(YEAR_CLOSE.c.year == year, known(YEAR_CLOSE, to))
    with desk.reading() as session:
        closed: datetime | None = session.scalar(query.order_by(YEAR_CLOSE.c.number.desc()).limit(1))
        return closed


def _moments(desk: Desk, counted: Iterable[type[Fact]], since: datetime, to: datetime) -> list[datetime]:
    """The first moment, each at which any fact of the kinds that are counted was known or known no more, the last."""
    found = {since, to}
    with desk.reading() as session:
        for kind in counted:
            for moment in (col(kind.known_at), col(kind.gone_at)):
                found.update(session.scalars(select(moment).where(moment > since, moment < to).distinct()))
    return sorted(found)


_Asked = tuple[datetime, datetime | None]
"""A moment, and as known when its figures are asked for: None is the present."""
_Shares = Mapping[str, Decimal]
"""What each project that counts adds to the figure, by its code."""


@dataclass(slots=True)
class _Walk:
    """Goes from moment to moment and compares what each project adds to a figure."""

    desk: Desk
    year: int
    until: date
    moments: Sequence[_Asked]
    units: Mapping[str, str]
    """The unit of each indicator, by its key."""
    _names: dict[str, str] = field(default_factory=dict)
    _known: list[dict[str, _Shares]] = field(init=False)
    """At each moment what each project adds to each figure."""

    def __post_init__(self) -> None:
        self._known = [self._shares(as_of) for _, as_of in self.moments]

    def moved(self, key: str, labels: Mapping[str, str], unit: str) -> FigureMoved:
        """One indicator."""
        known = [shares.get(key, {}) for shares in self._known]
        moves = tuple(move for asked, (was, now) in zip(self.moments[1:], pairwise(known), strict=True)
                      for move in self._step(asked, was, now))
        before, after = _sum(known[0]), _sum(known[-1])
        return FigureMoved(key, labels, unit, print_exact(before), print_exact(after), _exact(after, before), moves)

    def _step(self, asked: _Asked, was: _Shares, now: _Shares) -> Iterator[FigureStep]:
        if was == now:
            return
        moment, as_of = asked
        with self.desk.reading() as session:
            entries = None if as_of is None else _Entries(session, moment)
            for code in sorted(was.keys() | now.keys()):
                before, after = was.get(code, Decimal(0)), now.get(code, Decimal(0))
                if before != after:
                    yield FigureStep(moment, code, self._names[code], _exact(after, before),
                                     entries.of(code) if entries else None)

    def _shares(self, as_of: datetime | None) -> dict[str, _Shares]:
        counted = counted_behind(self.desk, self.year, self.units, until=self.until, as_of=as_of)
        self._names.update((project.code, project.name) for behind in counted.values() for project in behind)
        return {key: {project.code: Decimal(project.share) for project in behind} for key, behind in counted.items()}


class _Entries:
    """The journal entries of one moment: that of a project, else the one that is about no project."""

    def __init__(self, session: Session, moment: datetime) -> None:
        rows = list(session.scalars(select(JournalEntry).where(col(JournalEntry.at) == moment).order_by(
            col(JournalEntry.id))))
        codes = dict(session.execute(select(PROJECT.c.id, PROJECT.c.code).where(
            PROJECT.c.id.in_([row.project_id for row in rows if row.project_id is not None]))).all())
        self._by_code = {codes[row.project_id]: row for row in rows if row.project_id in codes}
        self._of_none = next((row for row in rows if row.project_id is None), None) or self._older(session, moment)

    def of(self, code: str) -> JournalLine | None:
        """The entry that changed what a project adds."""
        row = self._by_code.get(code) or self._of_none
        return entry_line(row) if row is not None else None

    @staticmethod
    def _older(session: Session, moment: datetime) -> JournalEntry | None:
        """The import of an older ledger that was known at the moment."""
        imports = session.scalars(select(JournalEntry).where(col(JournalEntry.action) == IMPORT))
        return next((row for row in imports if row.detail.get(KNOWN_ON)
                     and end_of_day(date.fromisoformat(row.detail[KNOWN_ON])) == moment), None)


def _sum(shares: _Shares) -> Decimal:
    return exact_sum(shares.values())


def _exact(after: Decimal, before: Decimal) -> str:
    return print_exact(exact_sum((after, before.copy_negate())))
