"""What waits for a second person: the milestones and receipts of a year nobody has recognised, and what was sent back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from tracker.domain.counting_year import YearSpan
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.recognising import Verdict, Waiting
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.recognition.reported import (
    Proofs,
    Put,
    Reportable,
    VerdictSaid,
    day_reported,
    is_mended,
    kinds_at_hand,
    lacking,
    put_of,
    reporter,
    verdict_of,
)
from tracker.office.records import find, number
from tracker.office.rules import rules_within, year_now, year_within
from tracker.office.versions import version_of
from tracker.store.query import CHUNK, EVIDENCE, PROFILE, PROJECT, Condition, known
from tracker.store.tables import Milestone, ProjectFact, Receipt, Recognition


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A milestone or receipt that waits for a second person."""

    code: str
    project: str
    stage: Stage | None
    """None of a receipt."""
    receipt_id: int | None
    day: Day
    amount: Money | None
    reported_by: str
    own: bool
    """Whether the one at the desk reported it, and so cannot recognise it."""
    state: Waiting
    lacks: tuple[tuple[str, ...], ...]
    """The proofs that are missing: kinds of document, of each group one; an empty group is any document."""
    papers: tuple[str, ...]
    """The kinds of the documents there are."""
    papers_by: date | None
    """The last day on which papers are taken."""
    asked_by: tuple[str, ...]
    """The keys of the indicators that count it only once it was recognised."""
    version: int
    """The last entry by which it, or what was said of it, stands."""
    back: VerdictSaid | None = None
    """Why it was sent back; also where that was mended since."""

    @property
    def of(self) -> Stage | int:
        """What is recognised, as `recognise` takes it."""
        return self.stage or self.receipt_id or 0


def awaiting(desk: Desk, year: int | None = None, project: str | None = None) -> tuple[Awaiting, ...] | Refused:
    """What waits: of a year (that of today where none is given) or, of one `project`, all its years.

    What was sent back and not mended is there whatever its year. A lead is nothing that anybody recognises, and money
    that went back is taken off without that. What was sent back comes first, then what is ready, each by its day.
    """
    with desk.reading() as session:
        wanted = None
        if project is not None:
            record = find(session, project)
            if isinstance(record, Refused):
                return record
            wanted = record.id
        return _Queue(desk, session, year or (None if wanted else year_now(desk)), wanted).all()


class _Named(NamedTuple):
    code: str
    name: str


class _Paper(NamedTuple):
    """A document: what it proves, and the entries that recorded it and let it go."""

    kind: str
    stage: Stage | None
    receipt_id: int | None
    entry_id: int
    ended_by: int | None


@dataclass(slots=True)
class _Queue:
    desk: Desk
    session: Session
    year: int | None
    project_id: int | None
    _proofs: dict[int, Proofs] = field(default_factory=dict)
    _years: dict[date, int] = field(default_factory=dict)

    def all(self) -> tuple[Awaiting, ...]:
        """Everything that waits, in order."""
        said = self._said()
        rows: list[Reportable] = [*self._milestones(), *self._receipts()]
        rows = [row for row in rows
                if (last := said.get(row.project_id, {}).get(put_of(row))) is None
                or last.verdict is Verdict.SENT_BACK]
        projects = sorted({row.project_id for row in rows})
        names, papers, before = self._names(projects), self._papers(projects), self._before(rows)
        arrived = {number(row): row.amount_minor > 0 for row in rows if isinstance(row, Receipt)}
        waits = (self._one(row, names[row.project_id], said.get(row.project_id, {}).get(put_of(row)),
                           papers.get(row.project_id, []), before, arrived) for row in rows if row.project_id in names)
        order = list(Waiting)
        kept = [one for one in waits if self.year is None or one.state is Waiting.SENT_BACK or (
            one.day.on is not None and self._span.holds(one.day.on))]
        return tuple(sorted(kept, key=lambda one: (
            order.index(one.state), one.day.on or date.max, one.code, one.receipt_id or 0)))

    def _one(self, row: Reportable, named: _Named, back: VerdictSaid | None, papers: list[_Paper],
             before: Mapping[tuple[type, int], Reportable], arrived: Mapping[int, bool]) -> Awaiting:
        stage, receipt_id = (None, number(row)) if isinstance(row, Receipt) else (row.stage, None)
        day = day_reported(row)
        year = self._year_of(day.on or self.desk.today())
        proofs = self._proofs.get(year)
        if proofs is None:
            proofs = self._proofs[year] = Proofs(rules_within(self.desk, self.session, year))
        kinds = kinds_at_hand([paper[:3] for paper in papers if paper.ended_by is None], stage, receipt_id, arrived)
        lacks = lacking(proofs.of(stage), kinds)
        touched = [row.entry_id, *(entry for paper in papers if (
            paper.receipt_id == receipt_id if receipt_id else paper.stage is stage)
            for entry in (paper.entry_id, paper.ended_by))]
        is_back = back is not None and not is_mended(back, touched)
        who = reporter(row, lambda earlier: before.get((type(row), earlier)))
        return Awaiting(
            named.code, named.name, stage, receipt_id, day,
            Money(row.amount_minor, row.currency, row.mark) if isinstance(row, Receipt) else None, who,
            who == self.desk.who, Waiting.SENT_BACK if is_back else Waiting.LACKS if lacks else Waiting.READY, lacks,
            tuple(sorted(kinds)), proofs.papers_by(stage, year), proofs.counted_only_so(stage),
            version_of(row) if back is None else max(version_of(row), back.entry_id), back)

    # -- what is read -------------------------------------------------------------------------------------------------

    def _said(self) -> dict[int, dict[Put, VerdictSaid]]:
        """What was last said of each fact, by project."""
        found: dict[int, dict[Put, VerdictSaid]] = {}
        query = select(Recognition).where(known(Recognition)).order_by(col(Recognition.id))
        if self.project_id is not None:
            query = query.where(Recognition.project_id == self.project_id)
        for row in self.session.exec(query):
            found.setdefault(row.project_id, {})[put_of(row)] = verdict_of(row)
        return found

    def _milestones(self) -> Sequence[Milestone]:
        query = select(Milestone).where(known(Milestone), Milestone.stage != Stage.LEAD)
        return self.session.exec(query.where(*self._which(Milestone, Milestone.occurred_on))).all()

    def _receipts(self) -> Sequence[Receipt]:
        query = select(Receipt).where(known(Receipt), Receipt.amount_minor > 0)
        return self.session.exec(query.where(*self._which(Receipt, Receipt.received_on))).all()

    def _which(self, kind: type[ProjectFact], day: date | None) -> list[Condition]:
        """The facts of the project, or of the year and, whatever their year, of projects in which one was sent back."""
        if self.project_id is not None:
            return [col(kind.project_id) == self.project_id]
        back = select(Recognition.project_id).where(known(Recognition), Recognition.verdict == Verdict.SENT_BACK)
        return [or_(col(day).between(self._span.first, self._span.last), col(kind.project_id).in_(back))]

    @property
    def _span(self) -> YearSpan:
        """The year that is asked for."""
        year = self.year or self._year_of(self.desk.today())
        return rules_within(self.desk, self.session, year).counting.of(year)

    def _year_of(self, day: date) -> int:
        """The year of a day; all days of one month lie in the same."""
        month = day.replace(day=1)
        if month not in self._years:
            self._years[month] = year_within(self.desk, self.session, month)
        return self._years[month]

    def _names(self, projects: list[int]) -> dict[int, _Named]:
        found: dict[int, _Named] = {}
        for chunk in _chunks(projects):
            query = sql_select(PROJECT.c.id, PROJECT.c.code, PROFILE.c.name).join(
                PROFILE, PROFILE.c.project_id == PROJECT.c.id).where(known(PROFILE), PROJECT.c.id.in_(chunk))
            found |= {project_id: _Named(code, name) for project_id, code, name in self.session.execute(query)}
        return found

    def _papers(self, projects: list[int]) -> dict[int, list[_Paper]]:
        found: dict[int, list[_Paper]] = {}
        for chunk in _chunks(projects):
            query = sql_select(
                EVIDENCE.c.project_id, EVIDENCE.c.kind, EVIDENCE.c.stage, EVIDENCE.c.receipt_id, EVIDENCE.c.entry_id,
                EVIDENCE.c.superseded_entry_id).where(EVIDENCE.c.project_id.in_(chunk))
            for project_id, *paper in self.session.execute(query):
                found.setdefault(project_id, []).append(_Paper._make(paper))
        return found

    def _before(self, rows: Iterable[Reportable]) -> dict[tuple[type, int], Reportable]:
        """The rows that stood before these, as far back as any of them was recorded in the place of another."""
        found: dict[tuple[type, int], Reportable] = {}
        asked = {(type(row), row.supersedes_id) for row in rows if row.supersedes_id}
        while asked:
            milestones = [row for chunk in _numbers(asked, Milestone)
                          for row in self.session.exec(select(Milestone).where(col(Milestone.id).in_(chunk)))]
            receipts = [row for chunk in _numbers(asked, Receipt)
                        for row in self.session.exec(select(Receipt).where(col(Receipt.id).in_(chunk)))]
            earlier: list[Reportable] = [*milestones, *receipts]
            found |= {(type(row), number(row)): row for row in earlier}
            asked = {(type(row), row.supersedes_id) for row in earlier if row.supersedes_id} - found.keys()
        return found


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[at:at + CHUNK] for at in range(0, len(numbers), CHUNK))


def _numbers(asked: Iterable[tuple[type, int]], kind: type) -> Iterator[list[int]]:
    return _chunks([at for of, at in asked if of is kind])
