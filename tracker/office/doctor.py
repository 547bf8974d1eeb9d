"""Examines an office: is what is kept beside the facts what the facts come to, and is every proof still there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from tracker.domain.clock import STRAY, to_the_minute
from tracker.domain.days import Day
from tracker.domain.guards import unmet
from tracker.domain.reasons import Code, Reason
from tracker.domain.replay import Projection
from tracker.domain.required import NOTHING_ASKED, Asked
from tracker.domain.rules_problems import Problem, RulesetError
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.project.evidence import content_of
from tracker.office.records import LifeFacts, every_life
from tracker.office.rules import Requirements
from tracker.office.rules_kept import place_of, rules_changed
from tracker.store.access import Access, access_of, closed_to_group
from tracker.store.guardrails import check_guardrails, strangers
from tracker.store.legible import illegible
from tracker.store.query import ASSERTION, BUNDLE_TAKEN, CLOCK_KEY, PROFILE, PROJECT, SETTING, gone, known, read_columns
from tracker.store.sqlite import library_name
from tracker.store.tables import Evidence, JournalEntry, RulesKept


@dataclass(frozen=True, slots=True)
class Examination:
    """What the examination found; an office in good health has no findings."""

    findings: tuple[Reason, ...]
    facts: dict[str, object]


def examine(desk: Desk) -> Examination:
    """Replays every project, looks for the guards of the facts, and reads every kept file against its digest.

    A stored value that cannot be read is named; what would have to read it is then left out. Raises NotTaken where only
    some parks are seen.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        findings = [*guards_missing(session), *_integrity(session), *unreadable_values(session)]
        legible = not any(finding.code is Code.VALUE_UNREADABLE for finding in findings)
        if legible:
            findings += [*replayed(session, lambda lives: lives_unmet(desk, session, lives)),
                         *altered_files(desk, session), *_ahead(desk, session), *_rules_changed(desk, session)]
        place = place_of(session) if legible else ""
        facts = {"place": place, "database": str(desk.store.url), **_kept_how(desk, session),
                 "projects": _projects(session), "journal": _count(session, JournalEntry),
                 "documents": _count(session, Evidence)}
    findings += _access(desk)
    if legible and facts["projects"] and not place:
        findings.append(Reason(Code.UNKNOWN_PLACE, hard=False))
    return Examination(tuple(findings), facts)


def _count(session: Session, kind: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(kind)) or 0)


def _projects(session: Session) -> int:
    """The projects that are known now; some may have been in ledgers of the past alone."""
    return int(session.scalar(select(func.count()).select_from(PROFILE).where(known(PROFILE))) or 0)


def guards_missing(session: Session) -> Iterator[Reason]:
    """Guards of the facts that somebody took down or made otherwise, and what else was put on their tables."""
    for name in check_guardrails(session.connection()):
        yield Reason(Code.GUARD_MISSING, params={"value": name})
    for name in strangers(session.connection()):
        yield Reason(Code.GUARD_STRANGE, params={"value": name})


def _integrity(session: Session) -> Iterator[Reason]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (line,) in session.connection().exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Reason(Code.DATABASE_DAMAGED, params={"value": line})


def _ahead(desk: Desk, session: Session) -> Iterator[Reason]:
    """Entries that lie in the future, but for those after which somebody went on by a clock that was put right."""
    put_right = select(func.max(SETTING.c.entry_id)).where(SETTING.c.key.startswith(CLOCK_KEY)).scalar_subquery()
    late = and_(col(JournalEntry.at) > desk.now() + STRAY, col(JournalEntry.id) > func.coalesce(put_right, 0))
    first, count, last = session.execute(select(
        func.min(col(JournalEntry.id)), func.count(), func.max(col(JournalEntry.at))).where(late)).one()
    if count:
        yield Reason(Code.ENTRY_AHEAD, params={"id": first, "count": count, "at": to_the_minute(last)}, hard=False)


def _rules_changed(desk: Desk, session: Session) -> Iterator[Reason]:
    """Ruleset files that mean something else than when something was last recorded; in a new office none was kept."""
    files = tuple(changed.file for changed in rules_changed(session, desk.store.rules_folder))
    if files and _count(session, RulesKept):
        yield Reason(Code.RULES_CHANGED, params={"files": files}, hard=False)


_NOWHERE = Projection(Stage.LEAD, Status.ACTIVE, blocked=False, since=None)


def replayed(session: Session, more: Callable[[Mapping[int, LifeFacts]], Iterable[Reason]]) -> list[Reason]:
    """Projects that do not stand where their facts say, and what `more` finds in the lives of all projects."""
    def found() -> Iterator[Reason]:
        lives = every_life(session)
        yield from off_projections(session, {number: life.projection() for number, life in lives.items()})
        yield from more(lives)

    return as_far_as_replayable(found())


def as_far_as_replayable(findings: Iterator[Reason]) -> list[Reason]:
    """What is found in the facts of all projects.

    Facts that somebody altered may be such as nobody can replay: that is named, and what needs them left out.
    """
    try:
        return list(findings)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        return [Reason(Code.NOT_REPLAYABLE, params={"value": str(error)})]


def off_projections(session: Session, stand: Mapping[int, Projection]) -> Iterator[Reason]:
    """Projects that do not stand where their facts say, which is what `stand` has by their numbers."""
    kept = (PROJECT.c.stage, PROJECT.c.status, PROJECT.c.blocked, PROJECT.c.since)
    # A project that only ledgers of the past had has no standing facts: it stands nowhere, and is in no list.
    ever = select(PROFILE.c.project_id).where(gone(PROFILE))
    past = set(session.scalars(ever)).difference(stand)
    for number, code, *projected in read_columns(session, PROJECT, (PROJECT.c.id, PROJECT.c.code, *kept)):
        if Projection(*projected) != stand.get(number, _NOWHERE if number in past else None):
            yield Reason(Code.PROJECTION_OFF, params={"code": code})


def lives_unmet(desk: Desk, session: Session, lives: Mapping[int, LifeFacts]) -> Iterator[Reason]:
    """Each project in whose life something does not hold, whoever recorded it and however; and wrong ruleset files.

    What a wrong file would ask for is not looked for, everything else is.
    """
    required, faults, today = Requirements(desk, session), dict[Problem, None](), desk.today()

    def asked(milestones: Mapping[Stage, Day]) -> Asked:
        try:
            return required.of(milestones)
        except RulesetError as error:
            faults.update(dict.fromkeys(error.problems))
            return NOTHING_ASKED

    named = select(PROJECT.c.id, PROJECT.c.code, PROFILE.c.name).join(
        PROFILE, PROFILE.c.project_id == PROJECT.c.id).where(known(PROFILE)).order_by(PROJECT.c.id)
    for number, code, name in session.execute(named):
        if reasons := unmet(lives[number].standing(today), asked(lives[number].milestones)):
            yield Reason(Code.LIFE_UNMET, hard=False, params={"code": code, "name": name, "reasons": tuple(reasons)})
    asked({Stage.LEAD: Day(today)})  # this year's ruleset, also where no project has come so far
    if faults:
        yield Reason(Code.RULES_WRONG, params={"faults": tuple(faults)})


def unreadable_values(session: Session, *, sealed: bool = False) -> Iterator[Reason]:
    """Stored values that cannot be read; with `sealed` every fact is known to say what was recorded."""
    for value in illegible(session.connection(), sealed=sealed):
        yield Reason(Code.VALUE_UNREADABLE, params=asdict(value))


def altered_files(desk: Desk, session: Session) -> Iterator[Reason]:
    """Documents whose file is gone, or is not what was attached."""
    kept = select(col(Evidence.id), col(Evidence.sha256)).where(col(Evidence.sha256).is_not(None))
    for number, digest in session.execute(kept):
        if content_of(desk, session, digest) is None:
            yield Reason(Code.FILE_ALTERED, params={"value": number})
    asserted = (ASSERTION.c.body, ASSERTION.c.year, ASSERTION.c.filename, ASSERTION.c.sha256)
    for body, year, filename, digest in session.execute(select(*asserted).where(ASSERTION.c.sha256.is_not(None))):
        if content_of(desk, session, digest) is None:
            yield Reason(Code.ASSERTION_FILE_ALTERED, params={"body": body, "year": year, "value": filename})
    taken = select(BUNDLE_TAKEN.c.place, BUNDLE_TAKEN.c.year, BUNDLE_TAKEN.c.sha256)
    for place, year, digest in session.execute(taken):
        if content_of(desk, session, digest) is None:
            yield Reason(Code.COUNTY_BUNDLE_LOST, params={"place": place, "year": year})


def _kept_how(desk: Desk, session: Session) -> dict[str, Any]:
    """Of an office in a file: which SQLite, in which journal mode, and who may read it."""
    path = desk.store.location.path
    if path is None:
        return {}
    mode = str(session.connection().exec_driver_sql("PRAGMA journal_mode").scalar())
    more = {"library": library_name(), "journal_mode": mode.upper()}
    return more if os.name == "nt" else {**more, "access": access_of(path).value}


def _access(desk: Desk) -> Iterator[Reason]:
    """Files open to every account of the machine; files closed to the group whose folder they lie in."""
    path, folder = desk.store.location.path, desk.store.folder
    if path is None or folder is None or os.name == "nt":
        return
    for place in (path, folder):
        if not place.exists():
            continue
        if access_of(place) is Access.EVERYONE:
            yield Reason(Code.OPEN_TO_EVERYONE, params={"value": str(place)}, hard=False)
        if closed_to_group(place):
            yield Reason(Code.CLOSED_TO_GROUP, params={"value": str(place)}, hard=False)
