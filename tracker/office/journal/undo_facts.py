"""What a journal entry recorded and superseded, and how what it superseded is recorded once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, or_, select

from tracker.domain.meeting import Minute
from tracker.domain.reasons import Code, Reason
from tracker.office.desk import UNDO, Unit
from tracker.office.journal.together import of_projects
from tracker.office.journal.undone import acting, undone_by
from tracker.office.project.blockers import settle_blocker
from tracker.office.records import (
    SAME_ASSERTION,
    SAME_BUNDLE,
    SAME_CREDIT,
    SAME_DIFFERENCE,
    SAME_LIST,
    SAME_MARK,
    SAME_QUESTION,
    SAME_RECEIPT,
    SAME_UNIT_TARGET,
    content_of,
    number,
    recorded_already,
)
from tracker.store.query import ColumnValues, known
from tracker.store.tables import (
    BY_ITSELF,
    FACTS,
    Assertion,
    AssessedUnit,
    AuditAnswer,
    Blocker,
    BlockerWord,
    BundleTaken,
    Credit,
    DifferenceAnswer,
    Evidence,
    ExpectedDay,
    Fact,
    GivenMark,
    JournalEntry,
    Milestone,
    OthersList,
    Profile,
    ProfileChange,
    ProjectFact,
    Receipt,
    ReviewWord,
    Setting,
    Target,
    UnitTarget,
    YearClose,
)

ONLY_ONE: dict[type[Fact], tuple[str, ...]] = {
    Profile: ("project_id",), Milestone: ("project_id", "stage"), ExpectedDay: ("project_id", "what"),
    Target: ("year", "indicator", "period"), Setting: ("key",), Assertion: SAME_ASSERTION,
    YearClose: ("year", "number"), OthersList: SAME_LIST, DifferenceAnswer: SAME_DIFFERENCE,
    AuditAnswer: SAME_QUESTION, AssessedUnit: ("number",), UnitTarget: SAME_UNIT_TARGET, Credit: SAME_CREDIT,
    GivenMark: SAME_MARK, BundleTaken: SAME_BUNDLE,
}
"""Facts of which only one can stand at a time, and for what."""


@dataclass(slots=True)
class Taken:
    """The rows some entries added, the rows they superseded, the projects these belong to.

    `again` has the row that stands for an added one where it was superseded and that was undone; `since` the entries
    that hold of those which superseded an added row.
    """

    entries: frozenset[int]
    added: list[Fact] = field(default_factory=list)
    ended: list[Fact] = field(default_factory=list)
    projects: set[int] = field(default_factory=set)
    again: dict[tuple[type[Fact], int | None], Fact] = field(default_factory=dict)
    since: set[int] = field(default_factory=set)

    @property
    def last(self) -> int:
        """The newest of the entries: what has a greater number was recorded later."""
        return max(self.entries)

    def stands(self, row: Fact) -> Fact:
        """The row that an added one is now."""
        return self.again.get((type(row), row.id), row)

    def ids(self, kind: type[Fact]) -> set[int | None]:
        """The numbers of the added rows of a kind, as they are now."""
        return {self.stands(row).id for row in self.added if isinstance(row, kind)}


def recorded_by_entries(session: Session, entries: Sequence[JournalEntry]) -> Taken:
    """Everything some entries (of one unit) recorded and superseded."""
    taken = Taken(frozenset(number(one) for one in entries))
    about = {entry.project_id for entry in entries}
    projects = None if None in about else {project_id for project_id in about if project_id is not None}
    for kind in FACTS:
        if kind in BY_ITSELF:
            continue
        query = select(kind).where(or_(col(kind.entry_id).in_(taken.entries),
                                            col(kind.superseded_entry_id).in_(taken.entries)))
        if projects is not None:
            query = query.where(*of_projects(kind, projects))
        for row in session.exec(query.order_by(col(kind.id))):
            (taken.added if row.entry_id in taken.entries else taken.ended).append(row)
    _follow(session, taken)
    taken.projects = {at for row in (*taken.added, *taken.ended) if (at := project_of(session, row)) is not None}
    return taken


def project_of(session: Session, row: Fact) -> int | None:
    """The project a fact is about, None for one about the office."""
    if isinstance(row, BlockerWord):
        return session.get_one(Blocker, row.blocker_id).project_id
    return row.project_id if isinstance(row, ProjectFact) else None


def _follow(session: Session, taken: Taken) -> None:
    """Finds what the added rows are now: what superseded a row and was undone cancels out with its undo."""
    superseded = [row for row in taken.added if row.superseded_at is not None]
    undone = undone_by(session, taken.last) if superseded else {}
    for row in superseded:
        *earlier, last = _in_its_place(session, row)
        ended_by = [each.superseded_entry_id for each in (*earlier, last) if each.superseded_entry_id is not None]
        holds = {entry_id for entry_id in ended_by if acting(entry_id, undone) is not None
                 and session.get_one(JournalEntry, entry_id).action != UNDO}
        if not holds and last.superseded_at is None:
            taken.again[type(row), row.id] = last
        else:
            taken.since |= holds or set(ended_by[:1])


def _in_its_place(session: Session, row: Fact) -> list[Fact]:
    """A row and those recorded in its place, one after another."""
    rows: list[Fact] = []
    following: Fact | None = row
    while following is not None:
        rows.append(following)
        if following.superseded_at is None:
            break
        kind = type(following)
        query = select(kind).where(col(kind.supersedes_id) == following.id)
        if issubclass(kind, ProjectFact):  # found by the index of the project
            query = query.where(col(kind.project_id) == project_of(session, following))
        following = session.exec(query.order_by(col(kind.id).desc())).first()
    return rows


def standing_now(session: Session, row: Fact | None) -> Fact | None:
    """The row that stands for this one today: itself, or the last of those recorded in its place."""
    last = _in_its_place(session, row)[-1] if row is not None else None
    return last if last is not None and last.superseded_at is None else None


def restore(unit: Unit, marks: Mapping[int, JournalEntry], taken: Taken) -> list[Reason]:
    """Supersedes what was added and records once more what had been superseded; reasons why that cannot be.

    `marks` gives, for each entry that is undone, the entry that undoes it.
    """
    for row in taken.added:
        unit.supersede(taken.stands(row), marks[row.entry_id])
    instead: dict[tuple[type[Fact], int | None], int | None] = {
        (type(row), row.supersedes_id): taken.stands(row).id for row in taken.added if row.supersedes_id}
    reasons: list[Reason] = []
    blockers = {row.blocker_id for row in taken.added if isinstance(row, BlockerWord)}
    for row in sorted(taken.ended, key=lambda fact: (
            isinstance(fact, Evidence), FACTS.index(type(fact)), fact.id or 0)):  # after what they prove
        values = content_of(row)
        reasons += (_pointed(unit.session, row, values) or _of_no_unit(unit.session, row)
                    or _in_the_way(unit.session, row, values))
        if reasons:
            return reasons
        mark = number(marks[row.superseded_entry_id or 0])
        copy = unit.record(type(row), {
            **values, "entry_id": mark, "recorded_at": unit.at, "known_at": unit.at, "recorded_by": unit.who,
            "supersedes_id": instead.get((type(row), row.id), row.id)})
        if isinstance(copy, BlockerWord | Blocker):
            blockers.add(copy.blocker_id if isinstance(copy, BlockerWord) else number(copy))
    for blocker_id in sorted(blockers):
        settle_blocker(unit, unit.session.get_one(Blocker, blocker_id))
    return reasons


def _of_no_unit(session: Session, row: Fact) -> list[Reason]:
    """That the unit of a target, a mark or a credit is there no more."""
    if not isinstance(row, UnitTarget | GivenMark | Credit) or session.exec(select(AssessedUnit).where(
            AssessedUnit.number == row.unit_number, known(AssessedUnit))).first() is not None:
        return []
    return [Reason(Code.UNIT_UNKNOWN, params={"value": row.unit_number})]


def _pointed(session: Session, row: Fact, values: ColumnValues) -> list[Reason]:
    """Points a word, or the proof of a receipt or an increase, at the row that stands for the one it was about."""
    kind: type[Fact]
    if isinstance(row, BlockerWord) or (isinstance(row, ReviewWord) and row.blocker_id is not None):
        name, kind = "blocker_id", Blocker
    elif isinstance(row, Evidence) and row.receipt_id is not None:
        name, kind = "receipt_id", Receipt
    elif isinstance(row, Evidence) and row.change_id is not None:
        name, kind = "change_id", ProfileChange
    else:
        return []
    now = standing_now(session, session.get(kind, values[name]))
    if now is None:
        code = (Code.UNKNOWN_BLOCKER if kind is Blocker else Code.RECEIPT_VOID if kind is Receipt
                else Code.CHANGE_VOID)
        return [Reason(code, params={"value": values[name]})]
    values[name] = now.id
    return []


def _in_the_way(session: Session, row: Fact, values: ColumnValues) -> list[Reason]:
    """What stands in the place of a row by now."""
    kind = type(row)
    alike = ONLY_ONE.get(kind)
    if isinstance(row, ReviewWord):
        return [] if row.word is Minute.START or _is_begun(session, row) else [Reason(Code.NO_REVIEW)]
    if kind is Receipt:
        alike = ("project_id", *SAME_RECEIPT)
    if isinstance(row, AssessedUnit) and _named_so(session, row):
        return [Reason(Code.UNIT_THERE, params={"name": row.name})]
    if alike is None:
        return []
    query = select(kind).where(known(kind),
                               *(getattr(kind, name) == values[name] for name in alike))
    there = session.exec(query).first()
    if there is None:
        return []
    if isinstance(there, Receipt):
        return [recorded_already(there)]
    return [later(session, there.entry_id)]


def _named_so(session: Session, row: AssessedUnit) -> bool:
    """Whether another unit has the name of one by now."""
    other = select(AssessedUnit.id).where(
        AssessedUnit.name_key == row.name_key, AssessedUnit.number != row.number, known(AssessedUnit))
    return session.exec(other).first() is not None


def _is_begun(session: Session, row: ReviewWord) -> bool:
    """Whether the meeting a row belongs to has a beginning."""
    query = select(ReviewWord.id).where(ReviewWord.week == row.week, ReviewWord.word == Minute.START,
                                        known(ReviewWord))
    return session.exec(query).first() is not None


def later(session: Session, entry_id: int) -> Reason:
    """The reason that a later entry builds on what is to be undone."""
    entry = session.get_one(JournalEntry, entry_id)
    return Reason(Code.BUILT_ON, params={"entry": entry_id, "action": entry.action, "who": entry.who})
