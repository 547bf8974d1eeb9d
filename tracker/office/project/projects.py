"""Takes a project in and keeps its profile up to date: every version of it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from tracker.domain.changed import ChangeKind
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.names import fold_name, lookalikes
from tracker.domain.order import not_happened
from tracker.domain.profile import FIELDS, LINE, Particulars, read_fields
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean, clean_lines, fold_width
from tracker.domain.typed import text_typed
from tracker.office.desk import About, Desk, Unit
from tracker.office.outcome import Done, Refused
from tracker.office.records import Record, columns, current, find, find_at, number, open_entry, particulars, settle
from tracker.store.query import known
from tracker.store.roles import codes
from tracker.store.tables import Milestone, Profile, ProfileChange, Project


def add(desk: Desk, typed: Mapping[str, str], *, code: str = "", lead: Day | None = None,
        override: str = "") -> Done[str] | Refused:
    """Takes in a lead: its profile as typed, its code (made up where none is given), the day it became known.

    Refused without a name, with a name or code already in use, or where a field cannot be read. One whose name is
    much like that of another project of the same investor is taken in with a written `override`, which is kept.
    """
    values, reasons = read_fields(typed)
    lead, override = lead or Day(desk.today()), clean_lines(override)
    reasons += not_happened(lead, desk.today())
    code, unfit = text_typed(code, LINE, "code", cleaned=clean)
    reasons += unfit
    with desk.unit() as unit:
        values, wrong = _with_phase(unit.session, values, typed)
        reasons += wrong + _perhaps_known(unit.session, values)
        reasons += [] if _name_unread(reasons) else _clashes(unit.session, values, code)
        if any(reason.hard or not override for reason in reasons):
            return Refused(tuple(reasons))
        return Done(_written(unit, values, code, lead, override if reasons else ""))


def amend(desk: Desk, project: str, typed: Mapping[str, str], *, reason: str = "",
          version: int | None = None) -> Done[str] | Refused:
    """Changes fields of a profile, all of them or none; the version before stays on record."""
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        return record if isinstance(record, Refused) else amend_in(unit, record, typed, reason=reason)


def amend_in(unit: Unit, record: Record, typed: Mapping[str, str], *, reason: str = "") -> Done[str] | Refused:
    """Amends a project within a unit of work; a refusal has written nothing."""
    was = particulars(record.profile)
    values, reasons = read_fields(typed, was)
    values, wrong = _with_phase(unit.session, values, typed, record.id)
    reasons += wrong
    reasons += [] if _name_unread(reasons) else _clashes(unit.session, values, "", record.id)
    if values.contract_amount != was.contract_amount:
        reasons += _below_increases(unit.session, record.id, values.contract_amount)
    if not reasons and values == was:
        reasons.append(Reason(Code.NOTHING_CHANGES))
    if reasons:
        return Refused(tuple(reasons))
    entry = open_entry(unit, record, "project.amend", reason, changes=profile_changes(was, values))
    unit.append(Profile, entry, instead_of=record.profile, project_id=record.id, **columns(values))
    settle(unit, record.id)
    return Done(record.project.code)


def _below_increases(session: Session, project_id: int, contract: Money | None) -> Iterator[Reason]:
    """The reason why a contract amount cannot be right: it holds the increases on record, and is less than they are."""
    changes = current(session, ProfileChange, project_id)
    signed = max((row.changed_on for row in changes if row.what is ChangeKind.SIGNING), default=date.min)
    rows = [row for row in changes if row.what is ChangeKind.INCREASE and row.changed_on >= signed]
    added = sum(row.amount_minor or 0 for row in rows)
    if rows and (contract is None or contract.currency is not rows[0].currency or contract.minor < added):
        increases = Money(added, rows[0].currency)
        yield Reason(Code.BELOW_INCREASES, params={"increases": increases}, field="contract_amount")


def profile_changes(was: Particulars, now: Particulars) -> dict[str, list[object]]:
    """Field by field what differs, as plain values for the journal: field -> [before, after]."""
    return {name: [field.plain(getattr(was, name)), field.plain(getattr(now, name))]
            for name, field in FIELDS.items() if getattr(was, name) != getattr(now, name)}


def _written(unit: Unit, values: Particulars, code: str, lead: Day, override: str) -> str:
    code = code or _next_code(unit.session, values.name)
    row = unit.there.write(Project, {"code": code, "recorded_at": unit.at, "touched_at": unit.at, "version": 0})
    entry = unit.entry("project.add", project_id=row.id, subject=f"{row.code} {values.name}",
                       reason=override)
    unit.append(Profile, entry, project_id=number(row), **columns(values))
    unit.append(Milestone, entry, project_id=number(row), stage=Stage.LEAD, occurred_on=lead.on,
                precision=lead.precision)
    settle(unit, number(row))
    return row.code


def _next_code(session: Session, name: str) -> str:
    """The next free code of the office's own series: no other project's code or name, nor `name`."""
    last = session.exec(select(func.max(col(Project.id)))).one() or 0
    taken = [*session.exec(select(Project.code).where(col(Project.code).startswith("P"))), name]
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        taken += codes(connection)
    names = session.exec(select(Profile.name_key).where(known(Profile), col(Profile.name_key).startswith("p")))
    return next(free_codes(last + 1, (*taken, *names)))


def free_codes(number: int, taken: Iterable[str]) -> Iterator[str]:
    """The codes P0001, P0002, … from a number on, without those that are names or codes of projects already."""
    folded = {fold_name(text) for text in taken}
    return (code for at in count(number) if fold_name(code := f"P{at:04d}") not in folded)


def _with_phase(session: Session, values: Particulars, typed: Mapping[str, str],
                own: int | None = None) -> tuple[Particulars, list[Reason]]:
    """The profile linked to the project it is a later phase of, where one was typed; an empty text unlinks it."""
    if "phase_of" not in typed:
        return values, []
    if not typed["phase_of"].strip():
        return replace(values, phase_of=None), []
    first = find(session, typed["phase_of"])
    if isinstance(first, Refused):
        return values, list(first.reasons)
    if own is not None and loops(own, first.id, lambda at: current(session, Profile, at)[0].phase_of):
        return values, [Reason(Code.PHASE_LOOP, field="phase_of")]
    return replace(values, phase_of=first.id), []


def loops(own: int, first: int | None, phase_of: Callable[[int], int | None]) -> bool:
    """Whether a project is met again on the way from the one it would be a phase of to that one's first phase.

    `phase_of` answers with the number of the project that another is a phase of.
    """
    passed: set[int] = set()
    while first is not None and first not in passed:
        if first == own:
            return True
        passed.add(first)
        first = phase_of(first)
    return False


def _name_unread(reasons: Iterable[Reason]) -> bool:
    """Whether a name was typed that cannot be kept: then nothing more can be said of it."""
    return any(reason.field == "name" for reason in reasons)


def _clashes(session: Session, values: Particulars, code: str, own: int | None = None) -> list[Reason]:
    """Names and codes that are another project's: either finds a project, so neither may be the other's."""
    if not values.name:
        return [Reason(Code.NO_NAME, field="name")]
    named = _standing_profiles(own)
    reasons = [Reason(Code.DUPLICATE_PROJECT, params={"name": values.name, "code": other}, field="name")
               for other, _ in session.exec(named.where(Profile.name_key == fold_name(values.name)))]
    coded = named.where(col(Project.code).in_({values.name, fold_width(values.name)}))
    reasons += [Reason(Code.NAME_IS_CODE, params={"name": other, "code": taken}, field="name")
                for taken, other in session.exec(coded)]
    if code and session.exec(select(Project.id).where(Project.code == code)).first() is not None:
        reasons.append(Reason(Code.DUPLICATE_CODE, params={"code": code}, field="code"))
    if code:
        reasons += [Reason(Code.CODE_IS_NAME, params={"name": other, "code": taken}, field="code")
                    for taken, other in session.exec(named.where(Profile.name_key == fold_name(code)))]
    return reasons


def _perhaps_known(session: Session, values: Particulars) -> list[Reason]:
    """Projects of the same investor with names much alike: perhaps this one. The first of its phases is another."""
    if not values.investor:
        return []
    there = [(code, name) for code, name in session.exec(_standing_profiles(values.phase_of).where(
        Profile.investor == values.investor))]
    places = lookalikes(fold_name(values.name), [fold_name(name) for _, name in there])
    return [Reason(Code.ALIKE_PROJECT, hard=False, field="override",
                   params={"name": name, "code": code, "investor": values.investor})
            for code, name in (there[place] for place in places)]


def _standing_profiles(without: int | None) -> Select[str, str]:
    """Asks for code and name of every project but one."""
    query = select(Project.code, Profile.name).join(Profile, col(Profile.project_id) == col(Project.id)).where(
        known(Profile))
    return query if without is None else query.where(col(Project.id) != without)
