"""Who did what, when and why: the journal of the office and of one project, and what an entry recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from tracker.domain.changed import ChangeKind
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.money_form import share_text
from tracker.domain.reasons import Code
from tracker.domain.week import Week
from tracker.office.desk import UNDO, Desk
from tracker.office.journal.together import Extent, entry_line, extents, of_projects, together, written_with
from tracker.office.journal.undone import acting, taken_back, undone_by
from tracker.office.naming import search_holds
from tracker.office.outcome import Refused, refused
from tracker.office.project.detail import JournalLine, lines
from tracker.office.project.projects import profile_changes
from tracker.office.project.results import amount_of
from tracker.office.records import day_of, find, number, particulars
from tracker.store.query import SEAL, Condition
from tracker.store.seals import SHOWN, head_shown
from tracker.store.tables import (
    FACTS,
    Assertion,
    AssessedUnit,
    AuditAnswer,
    Blocker,
    BlockerWord,
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
    Project,
    ProjectResult,
    Receipt,
    Recognition,
    ReviewWord,
    StatusChange,
)

_SHOWN = 60
"""Facts of one entry that are listed one by one; an import has thousands."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One part of what was typed: it is in a name, a reason or a project, or these are the actions so called."""

    text: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Entries, newest first, those of many projects written at once as one line; `more` says older ones are left.

    `of` is the action each undo among them took back, `codes` the project each is about; both by the entry's number.
    """

    lines: tuple[JournalLine, ...]
    codes: Mapping[int, str]
    of: Mapping[int, str]
    undone: frozenset[int]
    more: bool
    head: str = ""
    """The first digits of the journal's head."""


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact as it is told: its kind, and what it says, by field."""

    kind: str
    says: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an entry recorded and what it superseded; the first of each, and how many there are."""

    added: tuple[FactShown, ...]
    ended: tuple[FactShown, ...]
    count_added: int
    count_ended: int
    changes: Mapping[str, list[object]]
    """Field -> [before, after], where a profile took the place of another."""
    head: str = ""
    """The first digits of the journal's head, up to this entry and all it was written together with."""
    members: tuple[tuple[str, JournalLine], ...] = ()
    """Where it was written together with entries of other projects: all of them, each behind its project's code."""


def opened_entry(desk: Desk, entry_id: int) -> tuple[JournalLine, ...] | Refused:
    """An entry with all that were written together with it for other projects, in the order they were written."""
    with desk.reading() as session:
        entry = session.get(JournalEntry, entry_id)
        if entry is None:
            return refused(Code.UNKNOWN_ENTRY, field="entry", value=entry_id)
        is_many = together(entry) in extents(session, [entry])
        return tuple(line for _, line in _members(session, entry)) if is_many else (entry_line(entry),)


def history(desk: Desk, project: str) -> tuple[JournalLine, ...] | Refused:
    """The journal of one project, newest first; an import that brought it in is part of it."""
    with desk.reading() as session:
        record = find(session, project)
        return record if isinstance(record, Refused) else lines(session, record.id)


def journal_page(desk: Desk, *, limit: int = 200, before: int | None = None,
                 sought: Sequence[Sought] = ()) -> JournalPage:
    """A page of the journal: entries older than `before` that fit everything sought."""
    found: dict[int, tuple[JournalEntry, Extent | None]] = {}
    more = True
    with desk.reading() as session:
        while more and len(found) < limit:
            rows, more = _older(session, limit, before, sought)
            found |= _heads(session, rows)
            before = min(found, default=before)
        shown = list(found.values())[:limit]
        heads = [row for row, _ in shown]
        of, undone = _undos(session, heads)
        codes = _codes(session, [row for row, extent in shown if extent is None])
        head = head_shown(session.connection())
    return JournalPage(tuple(entry_line(*one) for one in shown), codes, of, undone, more or len(found) > limit,
                       head)


def _older(session: Session, limit: int, before: int | None,
           sought: Sequence[Sought]) -> tuple[list[JournalEntry], bool]:
    """The newest entries before one that fit, and whether there are older ones."""
    query = select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(limit + 1)
    if before is not None:
        query = query.where(col(JournalEntry.id) < before)
    for part in sought:
        query = query.where(_fits(part))
    rows = list(session.exec(query))
    return rows[:limit], len(rows) > limit


def _heads(session: Session, rows: Sequence[JournalEntry]) -> dict[int, tuple[JournalEntry, Extent | None]]:
    """The entries by number; those written together for many projects are one, the first that was written."""
    wholes = extents(session, rows)
    heads: dict[int, tuple[JournalEntry, Extent | None]] = {}
    for row in rows:
        extent = wholes.get(together(row))
        if extent is None:
            heads[number(row)] = row, None
        elif extent.first not in heads:
            heads[extent.first] = session.get_one(JournalEntry, extent.first), extent
    return heads


def _fits(part: Sought) -> ColumnElement[bool]:
    text = [col(name).icontains(part.text, autoescape=True)
            for name in (JournalEntry.who, JournalEntry.subject, JournalEntry.reason)]
    projects = select(Project.id).where(*search_holds(part.text))
    return or_(*text, col(JournalEntry.action).in_(part.actions),
               and_(col(JournalEntry.project_id).is_not(None), col(JournalEntry.project_id).in_(projects)))


def _codes(session: Session, rows: Sequence[JournalEntry]) -> dict[int, str]:
    wanted = {row.project_id for row in rows if row.project_id is not None}
    codes = {int(project_id or 0): code for project_id, code in session.exec(
        select(Project.id, Project.code).where(col(Project.id).in_(wanted)))}
    return {number(row): codes[row.project_id] for row in rows if row.project_id in codes}


def _undos(session: Session, rows: Sequence[JournalEntry]) -> tuple[dict[int, str], frozenset[int]]:
    """Which action each undo took back, and which entries are undone at present."""
    if not rows:
        return {}, frozenset()
    undone = undone_by(session, number(rows[-1]) - 1)
    of = {number(row): taken_back(row) for row in rows if row.action == UNDO}
    actions = dict(session.exec(select(JournalEntry.id, JournalEntry.action).where(
        col(JournalEntry.id).in_(of.values()))).all())
    return ({undo: actions.get(entry_id, "") for undo, entry_id in of.items()},
            frozenset(number(row) for row in rows if acting(number(row), undone) is None))


# -- what an entry recorded -------------------------------------------------------------------------------------------


def recorded(desk: Desk, entry_id: int) -> Recorded:
    """The facts an entry recorded, and those it superseded, with those of all entries it was written together with."""
    added: list[Fact] = []
    ended: list[Fact] = []
    counts = [0, 0]
    with desk.reading() as session:
        entry = session.get(JournalEntry, entry_id)
        if entry is None:
            return Recorded((), (), 0, 0, {})
        is_many = together(entry) in extents(session, [entry])
        for kind in FACTS:
            for at, (name, rows) in enumerate((("entry_id", added), ("superseded_entry_id", ended))):
                query = select(kind).where(*_by(kind, name, entry, is_many=is_many))
                found = list(session.exec(query.order_by(col(kind.id))))
                counts[at] += len(found)
                rows += found[:_SHOWN - len(rows)]
        members = _members(session, entry) if is_many else ()
        return Recorded(tuple(map(_shown, added)), tuple(map(_shown, ended)), counts[0], counts[1],
                        {} if is_many else _changed(added, ended), _head_up_to(session, entry, members), members)


def _members(session: Session, entry: JournalEntry) -> tuple[tuple[str, JournalLine], ...]:
    rows = list(session.exec(select(JournalEntry).where(*written_with(entry)).order_by(col(JournalEntry.id))))
    codes = _codes(session, rows)
    return tuple((codes.get(number(row), ""), entry_line(row)) for row in rows)


def _head_up_to(session: Session, entry: JournalEntry, members: tuple[tuple[str, JournalLine], ...]) -> str:
    last = members[-1][1].id if members else entry.id
    return (session.scalar(select(SEAL.c.hash).where(SEAL.c.entry_id == last)) or "")[:SHOWN]


def _by(kind: type[Fact], name: str, entry: JournalEntry, *, is_many: bool) -> list[Condition]:
    """The conditions of rows whose column `name` names an entry, or one of all that were written together with it.

    Where the entries are about projects, only rows of these are looked at: they are found by an index.
    """
    written = written_with(entry) if is_many else (col(JournalEntry.id) == entry.id,)
    theirs: Condition = getattr(kind, name).in_(select(JournalEntry.id).where(*written))
    if entry.project_id is None:
        return [theirs]
    return [theirs, *of_projects(kind, select(JournalEntry.project_id).where(*written))]


def _changed(added: Sequence[Fact], ended: Sequence[Fact]) -> dict[str, list[object]]:
    now = [row for row in added if isinstance(row, Profile)]
    was = [row for row in ended if isinstance(row, Profile)]
    return profile_changes(particulars(was[0]), particulars(now[0])) if len(now) == len(was) == 1 else {}


def _shown(row: Fact) -> FactShown:
    return FactShown(type(row).__name__, tuple((name, value) for name, value in _says(row) if value not in (None, "")))


def _says_dated(row: ProfileChange | Receipt) -> list[tuple[str, object]]:
    """Money with its day, or what a field became on one."""
    said: list[tuple[str, object]] = [("note", row.note)]
    if isinstance(row, Receipt):
        return [("amount", Money(row.amount_minor, row.currency, row.mark)),
                ("day", day_of(row.received_on, row.precision)), *said]
    said = [("day", day_of(row.changed_on, row.precision)), *said]
    if row.what in (ChangeKind.SIGNING, ChangeKind.INTENT):
        return [("changed", row.what.value), ("before", row.before), ("after", row.after), *said]
    if row.amount_minor is not None:
        return [("amount", Money(row.amount_minor, row.currency)), *said]
    return [("field", row.what.value), ("before", row.before), ("after", row.after), *said]


def _says(row: Fact) -> list[tuple[str, object]]:
    if isinstance(row, Profile):
        return [("name", row.name)]
    if isinstance(row, Milestone):
        return [("stage", row.stage), ("day", day_of(row.occurred_on, row.precision)), ("override", row.override)]
    if isinstance(row, ExpectedDay):
        day = day_of(row.expected_on, row.precision)
        return [("awaited", row.what), ("day", row.text or day), ("reason", row.reason)]
    if isinstance(row, StatusChange):
        return [("status", row.status), ("day", day_of(row.changed_on, row.precision)), ("reason", row.reason)]
    if isinstance(row, ProfileChange | Receipt):
        return _says_dated(row)
    if isinstance(row, Blocker):
        return [("category", row.category), ("description", row.description),
                ("due", Day(row.first_due_on) if row.first_due_on else None)]
    if isinstance(row, BlockerWord):
        return [("word", row.word), ("day", day_of(row.said_on, row.precision)), ("by", row.said_by),
                ("due", Day(row.due_on) if row.due_on else None), ("level", row.level), ("text", row.text),
                ("permit", row.permit), ("authority", row.authority)]
    if isinstance(row, ReviewWord):
        return [("week", str(Week(row.week))), ("minute", row.word), ("text", row.text)]
    if isinstance(row, Evidence):
        return [("kinds", row.kind), ("number", row.number), ("filename", row.filename)]
    return _says_further(row)


def _says_further(row: Fact) -> list[tuple[str, object]]:
    if isinstance(row, ProjectResult):
        return [("result", row.what), ("amount", amount_of(row)), ("day", day_of(row.happened_on, row.precision)),
                ("note", row.note)]
    if isinstance(row, Recognition):
        amount = Money(row.amount_minor, row.currency) if row.amount_minor is not None and row.currency else None
        return [("stage", row.stage), ("amount", amount), ("day", Day(row.said_on)), ("authority", row.body),
                ("number", row.number), ("reason", row.reason)]
    if isinstance(row, Assertion):
        return [("year", row.year), ("by", row.body), ("day", Day(row.said_on)), ("value", row.value),
                ("unit", row.unit), ("number", row.number), ("filename", row.filename)]
    if isinstance(row, OthersList):
        return [("year", row.year), ("by", row.body), ("day", Day(row.said_on)), ("filename", row.filename)]
    if isinstance(row, DifferenceAnswer):
        return [("year", row.year), ("by", row.body), ("differs", row.kind), ("project", row.subject.lstrip("=")),
                ("reason", row.reason), ("filename", row.filename)]
    if isinstance(row, AuditAnswer):
        return [("year", row.year), ("asked", row.kind), ("project", row.subject), ("reason", row.reason)]
    if isinstance(row, AssessedUnit):
        return [("name", row.name), ("unit_kind", row.kind), ("group", row.ranked_in),
                ("retired", Day(row.retired_on) if row.retired_on else None)]
    if isinstance(row, GivenMark):
        return [("year", row.year), ("key", row.mark), ("value", row.value), ("by", row.body),
                ("day", Day(row.said_on)), ("number", row.number)]
    if isinstance(row, Credit):
        return [("credit_how", row.how), ("share", share_text(row.share)), ("day", day_of(row.from_on, row.precision)),
                ("number", row.number), ("note", row.note)]
    names = ("county", "rules_id", "file", "year", "value", "unit", "key")
    return [(name, getattr(row, name)) for name in names if hasattr(row, name)]
