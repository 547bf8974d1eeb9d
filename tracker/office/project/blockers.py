"""What stops projects: raised, followed up, answered by the bureau, verified by the office, and nothing forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from tracker.domain.blocker_story import left_at
from tracker.domain.blocking import OTHER_CATEGORY, BlockerState, Level, Word
from tracker.domain.days import Day
from tracker.domain.guards import before_lead
from tracker.domain.machines import BLOCKER_LIFE
from tracker.domain.order import not_happened
from tracker.domain.pace import lateness
from tracker.domain.profile import LINE, PAGE
from tracker.domain.reasons import Code, Reason
from tracker.domain.rights import Right
from tracker.domain.text import TooLong, clean, clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import About, Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.detail import Hold, holds
from tracker.office.project.first import stand_ins
from tracker.office.records import (
    Record,
    brought_up,
    content_of,
    day_of,
    find,
    find_at,
    find_blocker,
    load_of,
    number,
    open_entry,
    settle,
)
from tracker.office.versions import Version, told_since, touched_since, version_of
from tracker.store.at_hand import at_hand
from tracker.store.query import BLOCKER, OPEN_BLOCKER, ColumnValues, known, plain_rows
from tracker.store.tables import Blocker, BlockerWord, Fact, JournalEntry, Profile, Project

COLLEAGUE = timedelta(days=365)
"""Who recorded anything in this time before today belongs to the office."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A blocker as an officer raises it. Without `raised` it is today's; a risk is not `blocking`."""

    category: str
    description: str
    blocking: bool = True
    bureau: str = ""
    person: str = ""
    level: str = Level.BUREAU
    raised: Day | None = None
    due: Day | None = None
    permit: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class BlockerCorrection:
    """A blocker as it should have been raised; what is None stays as it is."""

    category: str | None = None
    description: str | None = None
    blocking: bool | None = None
    bureau: str | None = None
    person: str | None = None
    raised: Day | None = None


def raise_blocker(desk: Desk, project: str, raised: Raised, *, version: Version = None) -> Done[int] | Refused:
    """Puts a blocker on a project; a blocking one keeps it from starting. The answer is the blocker's number.

    Refused where an open one says the same of the same category, unless each names a bureau of its own: what two
    bureaus have to do is two matters. One that another officer raised while the form was open is told first.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        day = raised.raised or Day(desk.today())
        text, reasons = _cleaned(raised)
        reasons += not_happened(day, desk.today()) or (before_lead(record.days, day) + _due_after(day, raised.due))
        reasons += [Reason(Code.BLOCKER_AGAIN, params={"number": row.id}, field="description")
                    for row in record.blockers if row.state is not BlockerState.VERIFIED
                    and row.category == text["category"] and row.description == text["description"]
                    and (row.bureau == text["bureau"] or not row.bureau or not text["bureau"])]
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "blocker.raise", category=text["category"],
                           description=text["description"], due=str(raised.due or ""))
        due = raised.due.last if raised.due else None
        row = unit.append(Blocker, entry, project_id=record.id, blocking=raised.blocking, raised_on=day.on,
                          precision=day.precision, first_due_on=due, due_on=due, **text)
        settle(unit, record.id)
        return Done(number(row))


def correct_blocker(desk: Desk, blocker_id: int, right: BlockerCorrection, reason: str, *, version: Version = None
                    ) -> Done[int] | Refused:
    """Puts an open blocker right; the wrong one stays on record, superseded, and all that was said of it goes along.

    What is said of a blocker later (its due day, its level, its permit) is a word on it, and no correction. The
    answer is the number of the blocker that stands now. `version` as in `say`.
    """
    with desk.unit(About.project_of(Blocker, blocker_id)) as unit:
        row = blocker_at(unit.session, blocker_id, version)
        if isinstance(row, Refused):
            return row
        record = load_of(unit.session, row.project_id)
        now, reasons = _put_right(desk, unit.session, record, row, right)
        if row.state is BlockerState.VERIFIED:
            reasons.append(Reason(Code.BLOCKER_STATE, params={"state": row.state, "word": "correct"}))
        changed = _changed(row, now)
        if not changed and not reasons:
            reasons.append(Reason(Code.NOTHING_CHANGES))
        reasons += unreasoned(reason)
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "blocker.correct", clean_lines(reason), blocker=blocker_id,
                           description=now["description"], changes=changed)
        standing = _stand_in(unit, entry, row, now)
        settle(unit, record.id)
        return Done(number(standing))


def say(desk: Desk, blocker_id: int, word: Word, text: str, *, on: Day | None = None, by: str = "",
        due: Day | None = None, level: str = "", permit: str = "", authority: str = "", version: Version = None
        ) -> Done[BlockerState] | Refused:
    """Adds a dated word to a blocker: a follow-up, a new due day, an escalation, an answer, a verification.

    The bureau's answer does not close it; only the office's verification does, and whoever recorded the answer does
    not verify it where the office has more than one person. A new due day leaves the old on record. `permit` and
    `authority` are the number an outside authority gave and which, once they are known. `version` is that of the
    story the form showed (`Hold.version`): refused where another word stands by now, or the blocker was put right.
    Raises NotTaken where verifying is not granted.
    """
    if word is Word.VERIFY:
        desk.need(Right.VERIFY)
    with desk.unit(About.project_of(Blocker, blocker_id)) as unit:
        row = blocker_at(unit.session, blocker_id, version)
        if isinstance(row, Refused):
            return row
        record = load_of(unit.session, row.project_id)
        day = on or Day(desk.today())
        texts, reasons = _said(text, by, permit, authority)
        reasons += _unsayable(unit, row, word, texts, due, level)
        raised = day_of(row.raised_on, row.precision)
        reasons += not_happened(day, desk.today()) + _said_before(raised, day) + _due_after(raised, due)
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, f"blocker.{word}", texts["text"], blocker=blocker_id,
                           description=row.description, due=str(due or ""), level=level)
        unit.append(BlockerWord, entry, blocker_id=blocker_id, word=word, said_on=day.on, precision=day.precision,
                    due_on=due.last if due else None, level=clean(level), **texts)
        settle_blocker(unit, row)
        brought_up(unit, record)
        return Done(row.state)


def blockers(desk: Desk, *, project: str | None = None, verified: bool = False) -> tuple[Hold, ...] | Refused:
    """The office's blockers, or one project's: overdue most first, then oldest. Verified ones only when asked for."""
    with desk.reading() as session:
        those = [known(BLOCKER)]
        if project is not None:
            record = find(session, project)
            if isinstance(record, Refused):
                return record
            those.append(BLOCKER.c.project_id == record.id)
        if not verified:
            those.append(OPEN_BLOCKER)
        named = session.exec(
            select(Project.id, Project.code, Profile.name).join(Profile, col(Profile.project_id) == col(Project.id))
            .where(known(Profile),
                   col(Project.id).in_(sql_select(BLOCKER.c.project_id).where(*those))))
        names = {int(project_id or 0): (code, name) for project_id, code, name in named}
        rows = list(plain_rows(session, Blocker, *those))
        every = holds(session, rows, desk.today(), names, sql_select(BLOCKER.c.id).where(*those))
    return tuple(sorted(every, key=most_overdue_first))


def most_overdue_first(hold: Hold) -> tuple[bool, int, date, int]:
    """What puts blockers in the order they are worked through: overdue most, then oldest; verified ones last."""
    return hold.state is BlockerState.VERIFIED, -lateness(hold.overdue), hold.raised.first or date.max, hold.id


def settle_blocker(unit: Unit, row: Blocker) -> None:
    """Brings the projections of a blocker (its state, its due day) up to the words on it."""
    words = _words(unit.session, number(row))
    state, due_on, _ = left_at(row.first_due_on, row.level, ((word.word, word.due_on, word.level) for word in words))
    unit.there.change(row, state=state, due_on=due_on)


def _put_right(desk: Desk, session: Session, record: Record, row: Blocker,
               right: BlockerCorrection) -> tuple[ColumnValues, list[Reason]]:
    """The columns a correction is about, as they should be."""
    values = {name: getattr(row, name) if (text := getattr(right, name)) is None else text
            for name in ("category", "description", "blocking", "bureau", "person")}
    text, reasons = _cleaned(Raised(**values))
    day = day_of(row.raised_on, row.precision) if right.raised is None else right.raised
    if right.raised is not None:
        early = (_said_before(day, day_of(word.said_on, word.precision)) for word in _words(session, number(row)))
        reasons += not_happened(day, desk.today()) or (
            before_lead(record.days, day) + next(filter(None, early), [])
            + _due_after(day, Day(row.due_on) if row.due_on else None))
    kept = {name: text[name] for name in ("category", "description", "bureau", "person")}
    return {**kept, "blocking": values["blocking"], "raised_on": day.on, "precision": day.precision}, reasons


def _changed(row: Blocker, now: ColumnValues) -> dict[str, list[object]]:
    """Field -> [before, after], as the journal keeps it."""
    changes = {name: [getattr(row, name), now[name]] for name in ("category", "description", "blocking", "bureau",
                                                                 "person") if getattr(row, name) != now[name]}
    was, day = day_of(row.raised_on, row.precision), day_of(now["raised_on"], now["precision"])
    return changes if was == day else {**changes, "raised": [str(was), str(day)]}


def _stand_in(unit: Unit, entry: JournalEntry, row: Blocker, now: ColumnValues) -> Blocker:
    """The blocker as it should be, in the place of the wrong one; the words on it go with it."""
    standing = unit.append(Blocker, entry, instead_of=row, **(content_of(row) | now))
    for word in _words(unit.session, number(row)):
        unit.append(BlockerWord, entry, instead_of=word, **(content_of(word) | {"blocker_id": standing.id}))
    settle_blocker(unit, standing)
    return standing


def _words(session: Session, blocker_id: int) -> list[BlockerWord]:
    """The words on a blocker that stand, in the order they were recorded."""
    there = at_hand(session)
    read_ahead = there.standing(BlockerWord, blocker_id) if there is not None else None
    return read_ahead if read_ahead is not None else list(session.exec(
        select(BlockerWord).where(BlockerWord.blocker_id == blocker_id, known(BlockerWord))
        .order_by(col(BlockerWord.id))))


def blocker_at(session: Session, blocker_id: int, version: Version) -> Blocker | Refused:
    """The blocker of this number, unless its story is another one than the form showed.

    Of one that was put right meanwhile the refusal names the number it has now.
    """
    row = find_blocker(session, blocker_id)
    if isinstance(row, Refused):
        return (version is not None and _put_right_since(session, blocker_id, version)) or (
            _renumbered(session, blocker_id)) or row
    if version is None:
        return row
    story: dict[type[Fact], Sequence[Any]] = {
        Blocker: (Blocker.id == blocker_id,), BlockerWord: (BlockerWord.blocker_id == blocker_id,)}
    return touched_since(session, version, story, version_of(row, *_words(session, blocker_id))) or row


def _stands_now(session: Session, blocker_id: int) -> int | None:
    """The number of the blocker that stands in the place of one that was put right."""
    asked = sql_select(BLOCKER.c.id).where(BLOCKER.c.id == blocker_id)
    return stand_ins(session, asked, known(BLOCKER)).get(blocker_id)


def _renumbered(session: Session, blocker_id: int) -> Refused | None:
    """The refusal where a blocker was put right, and has another number since."""
    now = _stands_now(session, blocker_id)
    return refused(Code.BLOCKER_PUT_RIGHT, field="blocker", value=blocker_id, now=now) if now else None


def _put_right_since(session: Session, blocker_id: int, version: int) -> Refused | None:
    gone = session.get(Blocker, blocker_id)
    if gone is None or gone.superseded_entry_id is None:
        return None
    now = _stands_now(session, blocker_id)
    row = session.get(Blocker, now) if now else None
    told = told_since(session, [gone.superseded_entry_id], version,
                      version_of(row, *_words(session, now)) if now else version)
    return Refused(tuple(replace(one, params={**one.params, "blocker": now}) for one in told.reasons)) if now else told


def _cleaned(raised: Raised) -> tuple[ColumnValues, list[Reason]]:
    text: ColumnValues = {}
    reasons: list[Reason] = []
    for name, limit in (("category", LINE), ("description", PAGE), ("bureau", LINE), ("person", LINE),
                        ("level", LINE), ("permit", LINE), ("authority", LINE)):
        text[name], long = text_typed(getattr(raised, name), limit, name,
                                      cleaned=clean_lines if name == "description" else clean)
        reasons += long
    if not text["description"] and not reasons:
        reasons.append(Reason(Code.NO_TEXT, field="description"))
    text["category"] = text["category"] or OTHER_CATEGORY
    return text, reasons


def _said(text: str, by: str, permit: str, authority: str) -> tuple[ColumnValues, list[Reason]]:
    try:
        return {"text": clean_lines(text, limit=PAGE), "said_by": clean(by, limit=LINE),
                "permit": clean(permit, limit=LINE) or None, "authority": clean(authority, limit=LINE) or None}, []
    except TooLong as error:
        # The text stays, so that it is not called missing as well; nothing of it is written down.
        return {"text": text}, [Reason(Code.TOO_LONG, params={"field": "notes", "limit": error.limit}, field="text")]


def _unsayable(unit: Unit, row: Blocker, word: Word, texts: ColumnValues, due: Day | None,
               level: str) -> list[Reason]:
    """Why a word cannot be said: no arrow leads from where the blocker is, or a condition on it does not hold."""
    reasons = []
    if BLOCKER_LIFE.after(row.state, word) is None:
        reasons.append(Reason(Code.BLOCKER_STATE, params={"state": row.state, "word": word}))
    conditions = BLOCKER_LIFE.conditions(word)
    if "text" in conditions and not texts["text"]:
        reasons.append(Reason(Code.NO_TEXT, field="text"))
    if "due" in conditions and (due is None or due.first is None):
        reasons.append(Reason(Code.DAY_MISSING, field="due"))
    if "level" in conditions and not level.strip():
        reasons.append(Reason(Code.NO_LEVEL, field="level"))
    if "other_hand" in conditions and BLOCKER_LIFE.after(row.state, word) is not None:
        reasons += _own_answer(unit, number(row), texts.get("said_by", ""))
    return reasons


def _own_answer(unit: Unit, blocker_id: int, by: str) -> list[Reason]:
    """The doer's word alone does not close a blocker: neither who answered nor who recorded the answer verifies it."""
    answer = next((word for word in reversed(_words(unit.session, blocker_id)) if word.word is Word.ANSWER), None)
    if answer is None:
        return []
    while answer.supersedes_id is not None:  # a correction records it once more; whoever did that did not answer
        answer = unit.session.get_one(BlockerWord, answer.supersedes_id)
    if by and by == answer.said_by:
        return [Reason(Code.OWN_ANSWER, params={"who": by}, field="by")]
    if answer.recorded_by == unit.who and _has_colleagues(unit.session, unit):
        return [Reason(Code.OWN_ANSWER, params={"who": unit.who}, field="by")]
    return []


def _has_colleagues(session: Session, unit: Unit) -> bool:
    """Whether anybody else has recorded anything here in the last year."""
    query = select(JournalEntry.id).where(JournalEntry.who != unit.who, col(JournalEntry.at) > unit.at - COLLEAGUE)
    return session.exec(query.limit(1)).first() is not None


def _due_after(raised: Day, due: Day | None) -> list[Reason]:
    if due is not None and due.certainly_before(raised):
        return [Reason(Code.DUE_BEFORE_RAISED, params={"due": due, "raised": raised}, field="due")]
    return []


def _said_before(raised: Day, day: Day) -> list[Reason]:
    """Nobody can have said anything of a blocker before it was raised."""
    if day.certainly_before(raised):
        return [Reason(Code.WORD_BEFORE_RAISED, params={"day": day, "raised": raised}, field="day")]
    return []
