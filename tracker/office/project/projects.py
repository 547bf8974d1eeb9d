"""Takes a project in and keeps its profile up to date: every version of it stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from tracker.domain.days import Day
from tracker.domain.money import Money, print_amount
from tracker.domain.names import fold_name, lookalikes
from tracker.domain.order import not_happened
from tracker.domain.profile import LINE, Particulars, read_fields
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import TooLong, clean, clean_lines, fold_width
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused
from tracker.office.records import Record, columns, find, find_at, number, open_entry, particulars, settle
from tracker.store.query import known
from tracker.store.tables import Milestone, Profile, Project


def add(desk: Desk, typed: Mapping[str, str], *, code: str = "", lead: Day | None = None,
        phase_of: str = "", override: str = "") -> Done[str] | Refused:
    """Takes in a lead: its profile as typed, its code (made up where none is given), the day it became known.

    Refused without a name, with a name or code already in use, or where a field cannot be read. One whose name is
    much like that of another project of the same investor is taken in with a written `override`, which is kept.
    """
    values, reasons = read_fields(typed)
    lead, override = lead or Day(desk.today()), clean_lines(override)
    reasons += not_happened(lead, desk.today())
    code, unfit = _code(code)
    reasons += unfit
    with desk.unit() as unit:
        values, wrong = _with_phase(unit.session, values, phase_of)
        reasons += wrong + _clashes(unit.session, values, code) + _perhaps_known(unit.session, values)
        if any(reason.hard or not override for reason in reasons):
            return Refused(tuple(reasons))
        return Done(_written(unit, values, code, lead, override if reasons else ""))


def amend(desk: Desk, said: str, typed: Mapping[str, str], *, reason: str = "", phase_of: str | None = None,
          version: int | None = None) -> Done[str] | Refused:
    """Changes fields of a profile, all of them or none; the version before stays on record."""
    with desk.unit() as unit:
        record = find_at(unit.session, said, version)
        return record if isinstance(record, Refused) else amend_in(unit, record, typed, reason=reason,
                                                                   phase_of=phase_of)


def amend_in(unit: Unit, record: Record, typed: Mapping[str, str], *, reason: str = "",
             phase_of: str | None = None) -> Done[str] | Refused:
    """Amends a project within a unit of work; a refusal has written nothing."""
    was = particulars(record.profile)
    values, reasons = read_fields(typed, was)
    values, wrong = _with_phase(unit.session, values, phase_of, record.id)
    reasons += wrong + _clashes(unit.session, values, "", record.id)
    if not reasons and values == was:
        reasons.append(Reason(Code.NOTHING_CHANGES))
    if reasons:
        return Refused(tuple(reasons))
    entry = open_entry(unit, record, "project.amend", reason, changes=profile_changes(was, values))
    unit.append(Profile, entry, instead_of=record.profile, project_id=record.id, **columns(values))
    settle(unit, record.id)
    return Done(record.project.code)


def profile_changes(was: Particulars, now: Particulars) -> dict[str, list[object]]:
    """Field by field what differs, as plain values for the journal: field -> [before, after]."""
    return {f.name: [_plain(getattr(was, f.name)), _plain(getattr(now, f.name))]
            for f in fields(Particulars) if getattr(was, f.name) != getattr(now, f.name)}


def _plain(value: object) -> object:

    if isinstance(value, Money):
        return print_amount(value)
    return dict(value) if isinstance(value, Mapping) else value


def _written(unit: Unit, values: Particulars, code: str, lead: Day, override: str) -> str:
    row = Project(code=code or next_code(unit.session, values.name), recorded_at=unit.at, touched_at=unit.at, version=0)
    unit.session.add(row)
    unit.session.flush()
    entry = unit.entry("project.add", project_id=row.id, subject=f"{row.code} {values.name}",
                       reason=override)
    unit.append(Profile, entry, project_id=number(row), **columns(values))
    unit.append(Milestone, entry, project_id=number(row), stage=Stage.LEAD, occurred_on=lead.on,
                precision=lead.precision)
    settle(unit, number(row))
    return row.code


def next_code(session: Session, name: str = "") -> str:
    """The next free code of the office's own series, P0001, P0002, …: no other project's code or name, nor `name`."""
    last = session.exec(select(func.max(col(Project.id)))).one() or 0
    taken = {fold_name(code) for code in session.exec(select(Project.code).where(col(Project.code).startswith("P")))}
    taken |= set(session.exec(select(Profile.name_key).where(
        known(Profile), col(Profile.name_key).startswith("p")))) | {fold_name(name)}
    while f"p{last + 1:04d}" in taken:
        last += 1
    return f"P{last + 1:04d}"


def _code(typed: str) -> tuple[str, list[Reason]]:
    try:
        return clean(typed, limit=LINE), []
    except TooLong as error:
        return "", [Reason(Code.TOO_LONG, params={"field": "code", "limit": error.limit}, field="code")]


def _with_phase(session: Session, values: Particulars, phase_of: str | None,
                own: int | None = None) -> tuple[Particulars, list[Reason]]:
    """The profile linked to the project it is a later phase of; an empty text unlinks it."""
    if phase_of is None:
        return values, []
    if not phase_of.strip():
        return replace(values, phase_of=None), []
    first = find(session, phase_of)
    if isinstance(first, Refused):
        return values, list(first.reasons)
    if first.id == own:
        return values, [Reason(Code.PHASE_LOOP, field="phase_of")]
    return replace(values, phase_of=first.id), []


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
                   params={"name": there[at][1], "code": there[at][0], "investor": values.investor}) for at in places]


def _standing_profiles(without: int | None) -> Select[str, str]:
    """Asks for code and name of every project but one."""
    query = select(Project.code, Profile.name).join(Profile, col(Profile.project_id) == col(Project.id)).where(
        known(Profile))
    return query if without is None else query.where(col(Project.id) != without)
