"""What builds on an action by now, so that it cannot be undone alone: later stages, words, money, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlmodel import Session, col, or_, select

from tracker.domain.blocking import hinders
from tracker.domain.guards import unmet
from tracker.domain.meeting import Minute
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.journal.undo_facts import Taken, later, standing_now
from tracker.office.project.receipts import proof_gone
from tracker.office.records import Record, current, load_of
from tracker.office.rules import Requirements
from tracker.store.query import known
from tracker.store.tables import (
    AssessedUnit,
    Blocker,
    BlockerWord,
    Credit,
    Evidence,
    Fact,
    GivenMark,
    JournalEntry,
    Milestone,
    Profile,
    ProfileChange,
    Project,
    Receipt,
    ReviewWord,
    StatusChange,
    UnitTarget,
)


@dataclass(slots=True)
class Before:
    """What was already amiss in the projects before anything is undone, and of which something was recorded since."""

    desk: Desk
    amiss: dict[int, set[str]] = field(default_factory=dict)
    newer: set[int] = field(default_factory=set)

    def worse(self, session: Session, records: Iterable[Record]) -> list[Reason]:
        """What would be amiss after the undo and was not before; nothing where nothing has been recorded since."""
        return [proof_gone(reason) for record in records if record.id in self.newer
                for reason in _amiss(self.desk, session, record)
                if str(reason) not in self.amiss[record.id]]


def before(desk: Desk, session: Session, taken: Taken) -> Before:
    """Looks at the projects as they stand."""
    seen = Before(desk)
    for project_id in taken.projects:
        record = load_of(session, project_id)
        seen.amiss[project_id] = {str(reason) for reason in _amiss(desk, session, record)}
        if _renamed(taken) or _since(session, project_id, taken.last):
            seen.newer.add(project_id)
    return seen


def _since(session: Session, project_id: int, entry_id: int) -> bool:
    """Whether anything was recorded about a project, or about many at once, after an entry."""
    query = select(JournalEntry.id).where(
        col(JournalEntry.id) > entry_id,
        or_(col(JournalEntry.project_id) == project_id, col(JournalEntry.project_id).is_(None)))
    return session.exec(query.limit(1)).first() is not None


def _renamed(taken: Taken) -> bool:
    """Whether a name changes, which other projects may have taken since."""
    return len({row.name_key for row in (*taken.added, *taken.ended) if isinstance(row, Profile)}) > 1


def built_on(session: Session, taken: Taken) -> list[Reason]:
    """Every later entry that builds on what was recorded, each once."""
    reasons: dict[int, Reason] = {}
    for entry_id in sorted(_building(session, taken)):
        reasons.setdefault(entry_id, later(session, entry_id))
    return list(reasons.values())


def _building(session: Session, taken: Taken) -> set[int]:
    entry_ids = set(taken.since)
    touched = [*taken.added, *taken.ended]
    for project_id in taken.projects:
        record = load_of(session, project_id)
        entry_ids |= set(_on_project(record, taken, touched))
    entry_ids |= set(_on_blockers(session, taken, touched))
    entry_ids |= set(_on_meetings(session, taken))
    entry_ids |= set(_on_units(session, taken))
    return entry_ids


def _on_project(record: Record, taken: Taken, touched: list[Fact]) -> Iterator[int]:
    """Later stages on a stage, later changes of status on one, later documents, anything on a new project."""
    mine = [row for row in touched if getattr(row, "project_id", None) == record.id]
    stages = _reached(taken.added, record.id) ^ _reached(taken.ended, record.id)
    status = any(isinstance(row, StatusChange) for row in mine)
    mileposts, declared = taken.ids(Milestone), taken.ids(StatusChange)
    for milestone in record.milestones.values():
        if milestone.id not in mileposts and milestone.entry_id > taken.last and (
                status or any(milestone.stage.rank > one.rank for one in stages)):
            yield milestone.entry_id
    for change in record.statuses:
        if change.id not in declared and change.entry_id > taken.last and (status or stages):
            yield change.entry_id
    receipts, reached = taken.ids(Receipt), _reached(taken.added, record.id)
    changes, papers = taken.ids(ProfileChange), taken.ids(Evidence)
    for paper in record.evidence:
        if paper.id not in papers and (paper.receipt_id in receipts or paper.change_id in changes or (
                paper.stage in reached and paper.entry_id > taken.last)):
            yield paper.entry_id
    if any(isinstance(row, Milestone) and row.stage is Stage.LEAD and row.supersedes_id is None for row in taken.added):
        rows: list[Fact] = [*record.statuses, *record.receipts, *record.blockers, *record.evidence]
        yield from (row.entry_id for row in rows if row.entry_id not in taken.entries)


def _reached(rows: Iterable[Fact], project_id: int) -> set[Stage]:
    return {row.stage for row in rows if isinstance(row, Milestone) and row.project_id == project_id}


def _on_blockers(session: Session, taken: Taken, touched: list[Fact]) -> Iterator[int]:
    """Other words on a blocker since, and a start that its verification made possible."""
    words = taken.ids(BlockerWord)
    about = {row.blocker_id for row in touched if isinstance(row, BlockerWord)}
    about |= {blocker_id for blocker_id in taken.ids(Blocker) if blocker_id is not None}
    for blocker_id in about:
        row = standing_now(session, session.get(Blocker, blocker_id))
        if not isinstance(row, Blocker):
            continue
        on_it = session.exec(select(BlockerWord).where(BlockerWord.blocker_id == row.id, known(BlockerWord)))
        yield from (word.entry_id for word in on_it if word.id not in words and word.entry_id > taken.last)
        if row.blocking and not hinders(row.blocking, row.state):
            yield from (milestone.entry_id for milestone in current(session, Milestone, row.project_id)
                        if milestone.stage is Stage.STARTED and milestone.entry_id > taken.last)


def _on_meetings(session: Session, taken: Taken) -> Iterator[int]:
    """What was done since in the meetings that are touched.

    Where the beginning of a meeting is undone, that is everything done in it; else the close of a meeting, or the
    beginning of another one.
    """
    rows = [row for row in (*taken.added, *taken.ended) if isinstance(row, ReviewWord)]
    since = session.exec(select(ReviewWord).where(
        known(ReviewWord), col(ReviewWord.entry_id) > taken.last)).all() if rows else ()
    begun = {row.week for row in taken.added if isinstance(row, ReviewWord) and row.word is Minute.START}
    weeks = {row.week for row in rows}
    for one in since:
        if one.week in begun or one.word is Minute.START or (one.word is Minute.CLOSE and one.week in weeks):
            yield one.entry_id


def _on_units(session: Session, taken: Taken) -> Iterator[int]:
    """Targets, marks and credits of a unit that would not be there any more."""
    new = {row.number for row in taken.added if isinstance(row, AssessedUnit) and row.supersedes_id is None}
    if not new:
        return
    targets = session.exec(select(UnitTarget).where(col(UnitTarget.unit_number).in_(new), known(UnitTarget)))
    marks = session.exec(select(GivenMark).where(col(GivenMark.unit_number).in_(new), known(GivenMark)))
    claims = session.exec(select(Credit).where(col(Credit.unit_number).in_(new), known(Credit)))
    yield from (row.entry_id for row in (*targets, *marks, *claims) if row.entry_id not in taken.entries)


def _amiss(desk: Desk, session: Session, record: Record) -> Iterator[Reason]:
    """What does not hold in a project's life, and another project of its name."""
    yield from unmet(record.standing(desk.today()), Requirements(desk, session).of(record.days))
    yield from _named(session, record)


def _named(session: Session, record: Record) -> Iterator[Reason]:
    """Another project of the same name."""
    query = select(Project.code).join(Profile, col(Profile.project_id) == col(Project.id)).where(
        Profile.name_key == record.profile.name_key, known(Profile),
        col(Project.id) != record.id)
    for code in session.exec(query):
        yield Reason(Code.DUPLICATE_PROJECT, params={"name": record.profile.name, "code": code})
