"""Proves that what the office holds is what was recorded: seals, guards, projections, documents, a witness's note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from sqlalchemy import and_, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tracker.domain.blocker_story import left_at
from tracker.domain.pinyin import search_key
from tracker.domain.reasons import Code, Reason
from tracker.domain.witness import Witness
from tracker.office.desk import Desk
from tracker.office.doctor import (
    altered_files,
    as_far_as_replayable,
    guards_missing,
    off_projections,
    unreadable_values,
)
from tracker.office.records import every_life, every_projection
from tracker.office.signatures import CAN_SIGN, is_genuine
from tracker.office.undisturbed import undisturbed
from tracker.store.query import BLOCKER, JOURNAL, PROFILE, PROJECT, SEAL, WORD, known, raw_chunks, table_of
from tracker.store.seals import MODELS, SHOWN
from tracker.store.seals_checked import Broken, Seals, check_seals

_TOLD = 1_000
"""Findings told one by one; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: nothing, where all is as it was recorded; only what is hard says that something is not.

    `head` is the hash of the last seal, `facts` how many rows are sealed, `witnessed` up to which journal entry a
    note proves that nothing was changed.
    """

    findings: tuple[Reason, ...]
    head: str
    last: int
    entries: int
    facts: int
    witnessed: int | None = None

    @property
    def is_sound(self) -> bool:
        """Whether all is as it was recorded."""
        return not any(finding.hard for finding in self.findings)

    @property
    def head_shown(self) -> str:
        """The first digits of the head."""
        return self.head[:SHOWN]


def verify(desk: Desk, note: Witness | None = None, *, rows_alone: bool = False) -> Verified:
    """Takes every digest anew, from the first journal entry to the last, and compares a witness's note with the seals.

    Every fact that is not what was recorded is named, the first of them first. Of an office that came as `rows_alone`
    the guards and the bytes of documents are not asked for: it has none. Raises NotTaken where only some parks
    are seen: what is not seen would be named as gone.
    """
    desk.need_sight_of_all()
    with undisturbed(), desk.reading() as session:
        connection = session.connection()
        seals = check_seals(connection)
        findings = [*(() if rows_alone else guards_missing(session)), *_broken(session, seals),
                    *_beside_seals(desk, session, seals, documents=not rows_alone)]
        if note is not None:
            findings[:0] = _differs(session, note)
    found = Verified(tuple(findings), seals.head, seals.last, seals.entries, seals.sealed)
    return replace(found, witnessed=note.entry_id) if note and found.is_sound else found


def _beside_seals(desk: Desk, session: Session, seals: Seals, *, documents: bool) -> list[Reason]:
    """What is wrong with what no seal holds. Where a value cannot be read that is named, and nothing that reads it.

    What sound seals hold was recorded so, and is read beforehand only where reading it went wrong after all.
    """
    sealed = not seals.broken
    if unreadable := list(unreadable_values(session, sealed=sealed)):
        return unreadable
    try:
        found = [*as_far_as_replayable(_off_facts(session, sealed=sealed)), *_off_search(session),
                 *_off_touched(session), *(altered_files(desk, session) if documents else ())]
    except DBAPIError:
        if unreadable := list(unreadable_values(session)):
            return unreadable
        raise
    if any(finding.code is Code.NOT_REPLAYABLE for finding in found):
        return list(unreadable_values(session)) or found
    return found


def _off_facts(session: Session, *, sealed: bool) -> Iterator[Reason]:
    """Projects and blockers that do not stand where their facts say; facts that nobody sealed so are all replayed."""
    yield from off_projections(session, every_projection(session) if sealed else {
        number: life.projection() for number, life in every_life(session).items()})
    yield from _off_blockers(session)


def _differs(session: Session, note: Witness) -> Iterator[Reason]:
    """What contradicts a note: its own signature, or another seal at the entry it names."""
    if not CAN_SIGN:
        yield Reason(Code.SIGNATURE_UNREAD, hard=False)
    elif not is_genuine(note):
        yield Reason(Code.WITNESS_FORGED)
        return
    sealed = session.scalar(select(SEAL.c.hash).where(SEAL.c.entry_id == note.entry_id))
    if sealed != note.head:
        code = Code.WITNESS_UNKNOWN if sealed is None else Code.WITNESS_DIFFERS
        yield Reason(code, params={"entry": note.entry_id})


def _broken(session: Session, seals: Seals) -> Iterator[Reason]:
    for broken in seals.broken[:_TOLD]:
        params = {"harm": broken.harm, "fact": broken.table, "id": broken.number, "entry": broken.entry_id}
        project = _project_of(session, broken)
        yield Reason(Code.FACT_ALTERED, params=params | {"project": project}) if project else Reason(
            Code.RECORD_ALTERED, params=params)
    more = len(seals.broken) - _TOLD
    if more > 0:
        yield Reason(Code.MORE_ALTERED, params={"count": more})


def _project_of(session: Session, broken: Broken) -> str:
    """The project a fact is about: its code and name, as far as they are there."""
    if broken.table not in MODELS:
        return ""
    table = table_of(MODELS[broken.table])
    if "blocker_id" in table.c:
        numbers = select(BLOCKER.c.project_id).join(table, table.c.blocker_id == BLOCKER.c.id).where(
            table.c.id == broken.number)
    elif "project_id" in table.c:
        numbers = select(table.c.project_id).where(table.c.id == broken.number)
    else:
        return ""
    profile = and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE))
    row = session.execute(select(PROJECT.c.code, PROFILE.c.name).outerjoin(PROFILE, profile)
                          .where(PROJECT.c.id.in_(numbers))).first()
    return " ".join(filter(None, row)) if row else ""


def _off_blockers(session: Session) -> Iterator[Reason]:
    """Blockers whose state or due day is not what the words on them come to."""
    words: dict[int, list[tuple[str, date | None, str]]] = {}
    for blocker_id, word, due_on, level in session.execute(
            select(WORD.c.blocker_id, WORD.c.word, WORD.c.due_on, WORD.c.level).where(known(WORD)).order_by(WORD.c.id)):
        words.setdefault(blocker_id, []).append((word, due_on, level))
    columns = (BLOCKER.c.id, BLOCKER.c.state, BLOCKER.c.due_on, BLOCKER.c.first_due_on, BLOCKER.c.level)
    for number, state, due_on, first_due_on, level in session.execute(select(*columns).where(known(BLOCKER))):
        if left_at(first_due_on, level, words.get(number, ()))[:2] != (state, due_on):
            yield Reason(Code.BLOCKER_OFF, params={"value": number})


def _off_search(session: Session) -> Iterator[Reason]:
    """Projects that are searched by other words than those of their profile."""
    columns = (PROFILE.c.name, PROFILE.c.investor, PROFILE.c.officer, PROFILE.c.park)
    profile = and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE))
    query = select(PROJECT.c.code, PROJECT.c.search, *columns).outerjoin(PROFILE, profile)
    for code, search, name, *others in chain.from_iterable(raw_chunks(session, query)):
        if search != ("" if name is None else search_key(name, *others, code)):
            yield Reason(Code.SEARCH_OFF, params={"code": code})


def _off_touched(session: Session) -> Iterator[Reason]:
    """Projects last changed at a moment of no journal entry."""
    entry = select(JOURNAL.c.id).where(JOURNAL.c.at == PROJECT.c.touched_at)
    for code in session.scalars(select(PROJECT.c.code).where(~entry.exists())):
        yield Reason(Code.TOUCHED_OFF, params={"code": code})
