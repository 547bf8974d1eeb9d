"""The units that are assessed: taken in, renamed, regrouped, retired, taken up again; each with a number for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.assessed import UnitKind, UnitNamed
from tracker.domain.days import Day
from tracker.domain.names import fold_name, nearest
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean
from tracker.domain.typed import text_typed
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.records import content_of, day_of
from tracker.office.versions import Version, changed_since
from tracker.store.query import CREDIT, PROFILE, UNIT, ColumnValues, known, standing_rows
from tracker.store.tables import AssessedUnit

UNIT_ADDED = "unit.add"
_NEAREST = 3
"""Units that are named where none has the name that was typed."""
_TOWNS = ("乡", "镇", "街道", "街道办事处", "乡政府", "镇政府")
"""How the names of townships end; the others of the field for parks and townships are parks."""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be taken in."""

    name: str
    kind: UnitKind
    group: str = ""


@dataclass(frozen=True, slots=True)
class UnitSuggested:
    """A name that profiles hold and no unit has; `projects` is in how many it stands."""

    name: str
    kind: UnitKind
    projects: int


def unit_of_row(row: AssessedUnit) -> UnitNamed:
    """A unit by its row."""
    return UnitNamed(row.number, row.name, row.kind, row.ranked_in, row.retired_on, row.entry_id)


def list_units(desk: Desk, as_of: datetime | None = None) -> tuple[UnitNamed, ...]:
    """The units as they were known at a moment (now where none is given), by kind, group and number."""
    with desk.reading() as session:
        return units_known(session, as_of)


def units_known(session: Session, as_of: datetime | None = None) -> tuple[UnitNamed, ...]:
    """What `list_units` answers, by a session."""
    return in_order(map(unit_of_row, standing_rows(session, AssessedUnit, as_of)))


def in_order(units: Iterable[UnitNamed]) -> tuple[UnitNamed, ...]:
    """Units as they are listed: those of a group together, those of none last; within it by kind, then as they came."""
    kinds = list(UnitKind)
    return tuple(sorted(units, key=lambda one: (not one.group, one.group, kinds.index(one.kind), one.number)))


def rows_by_name(session: Session) -> dict[str, AssessedUnit]:
    """The units that stand, by their folded names."""
    rows = session.exec(select_row(AssessedUnit).where(known(AssessedUnit)))
    return {row.name_key: row for row in rows}


def add_unit(desk: Desk, name: str, kind: UnitKind, group: str = "") -> Done[int] | Refused:
    """Takes a unit in; the answer is its number. Refused without a name, and for one that a unit has."""
    added = add_units(desk, [NewUnit(name, kind, group)])
    return added if isinstance(added, Refused) else Done(added.value[0])


def add_units(desk: Desk, units: Sequence[NewUnit]) -> Done[tuple[int, ...]] | Refused:
    """Takes units in, all or none of them; the answer is their numbers. Each has an entry of its own in the journal."""
    with desk.unit() as work:
        return added_in(work, units)


def added_in(work: Unit, units: Sequence[NewUnit]) -> Done[tuple[int, ...]] | Refused:
    """What `add_units` does, in a unit of work that is under way; where it is refused nothing was written."""
    typed = [replace(one, name=clean(one.name), group=clean(one.group)) for one in units]
    reasons: list[Reason] = []
    taken = {key: row.name for key, row in rows_by_name(work.session).items()}
    for one in typed:
        reasons += _amiss(one.name, one.group, taken)
        taken.setdefault(fold_name(one.name), one.name)
    if reasons:
        return Refused(tuple(reasons))
    last: int = work.session.scalar(select(func.max(UNIT.c.number))) or 0
    for number, one in enumerate(typed, last + 1):
        entry = work.entry(UNIT_ADDED, subject=one.name, detail={"kind": one.kind, "group": one.group})
        work.append(AssessedUnit, entry, number=number, name=one.name, name_key=fold_name(one.name), kind=one.kind,
                    ranked_in=one.group)
    return Done(tuple(range(last + 1, last + 1 + len(typed))))


def _amiss(name: str, group: str, taken: dict[str, str]) -> Iterator[Reason]:
    """What is wrong with the name of a unit and its group."""
    if not name:
        yield Reason(Code.UNIT_UNNAMED, field="name")
    elif (there := taken.get(fold_name(name))) is not None:
        yield Reason(Code.UNIT_THERE, params={"name": there}, field="name")
    for text, field, called in ((name, "name", "unit_name"), (group, "group", "group")):
        yield from text_typed(text, LINE, field, called)[1]


def rename_unit(desk: Desk, unit: str, name: str, *, version: Version = None) -> Done[UnitNamed] | Refused:
    """Gives a unit another name; what counted for it stays its own. Refused for a name that another unit has."""
    name = clean(name)
    with desk.unit() as work:
        row = unit_at(work.session, unit, version)
        if isinstance(row, Refused):
            return row
        others = {key: one.name for key, one in rows_by_name(work.session).items() if one.number != row.number}
        reasons = list(_amiss(name, "", others))
        if reasons:
            return Refused(tuple(reasons))
        return _becomes(work, row, "unit.rename", name=name, name_key=fold_name(name))


def regroup_unit(desk: Desk, unit: str, group: str, *, version: Version = None) -> Done[UnitNamed] | Refused:
    """Puts a unit into another group, in which it is ranked from then on; an empty one takes it out of its group."""
    group = clean(group)
    with desk.unit() as work:
        row = unit_at(work.session, unit, version)
        if isinstance(row, Refused):
            return row
        reasons = text_typed(group, LINE, "group")[1]
        return Refused(tuple(reasons)) if reasons else _becomes(work, row, "unit.group", ranked_in=group)


def reranked_in(work: Unit, row: AssessedUnit, kind: UnitKind, group: str) -> Done[UnitNamed] | Refused:
    """Gives a unit another kind or group, in a unit of work that is under way."""
    return _becomes(work, row, "unit.group", kind=kind, ranked_in=group)


def retire_unit(desk: Desk, unit: str, on: date, *, version: Version = None) -> Done[UnitNamed] | Refused:
    """From a day on a unit claims no new project; what it has goes on counting for it.

    Refused where it claims a project on that day or after it: that credit would have to move first.
    """
    with desk.unit() as work:
        row = unit_at(work.session, unit, version)
        if isinstance(row, Refused):
            return row
        claim = work.session.execute(
            select(CREDIT.c.from_on, CREDIT.c.precision, PROFILE.c.name).join(
                PROFILE, PROFILE.c.project_id == CREDIT.c.project_id).where(
                known(CREDIT), known(PROFILE), CREDIT.c.unit_number == row.number, CREDIT.c.from_on >= on)
            .order_by(CREDIT.c.from_on, CREDIT.c.id).limit(1)).first()
        if claim is not None:
            return refused(Code.UNIT_CLAIMS, field="on", name=row.name, project=claim.name, on=Day(on),
                           day=day_of(claim.from_on, claim.precision))
        return _becomes(work, row, "unit.retire", retired_on=on)


def resume_unit(desk: Desk, unit: str, *, version: Version = None) -> Done[UnitNamed] | Refused:
    """A unit that was retired is assessed again and can claim projects of any day. Refused where it was not retired."""
    with desk.unit() as work:
        row = unit_at(work.session, unit, version)
        return row if isinstance(row, Refused) else _becomes(work, row, "unit.resume", retired_on=None)


def _becomes(work: Unit, row: AssessedUnit, action: str, **values: object) -> Done[UnitNamed] | Refused:
    """Another version of a unit; refused where nothing would change."""
    content: ColumnValues = content_of(row)
    changed = {name: [str(content[name] or ""), str(value or "")] for name, value in values.items()
               if content[name] != value}
    if not changed:
        return refused(Code.NOTHING_CHANGES)
    entry = work.entry(action, subject=row.name, detail={
        "unit_number": row.number, "changes": {name: both for name, both in changed.items() if name != "name_key"}})
    return Done(unit_of_row(work.append(AssessedUnit, entry, instead_of=row, **{**content, **values})))


def unit_named(session: Session, text: str) -> AssessedUnit | Refused:
    """The unit of this name, whatever its width, case and blanks; else refused with the nearest names."""
    key = fold_name(clean(text))
    rows = rows_by_name(session)
    if key in rows:
        return rows[key]
    names = {folded: row.name for folded, row in rows.items()}
    near = [name for folded, name in names.items() if key and (key in folded or folded in key)]
    near = near or [list(names.values())[at] for at in nearest(key, list(names), _NEAREST)]
    if near:
        return refused(Code.UNIT_UNKNOWN_NEAR, field="unit", value=clean(text), near=tuple(near[:_NEAREST]))
    return refused(Code.UNIT_UNKNOWN, field="unit", value=clean(text))


def unit_at(session: Session, text: str, version: Version) -> AssessedUnit | Refused:
    """The unit of this name, unless it is another by now than the form was filled from."""
    row = unit_named(session, text)
    if isinstance(row, Refused):
        return row
    return changed_since(session, version, row, AssessedUnit, _unit_said, number=row.number) or row


def _unit_said(row: AssessedUnit) -> tuple[str, ...]:
    """What can change of a unit, as a refusal tells it."""
    return tuple(filter(None, (row.name, row.ranked_in, str(row.retired_on or ""))))


def unit_called(desk: Desk, text: str) -> UnitNamed | Refused:
    """The unit of this name as it stands; else refused with the nearest names."""
    with desk.reading() as session:
        row = unit_named(session, text)
        return row if isinstance(row, Refused) else unit_of_row(row)


def suggested_units(desk: Desk) -> tuple[UnitSuggested, ...]:
    """The parks, townships and bureaux that profiles name and no unit is called, those of most projects first."""
    with desk.reading() as session:
        taken = rows_by_name(session)
        found: dict[str, Counter[tuple[str, UnitKind]]] = {}
        for name, kinds in (("park", None), ("bureau", UnitKind.BUREAU)):
            rows = session.execute(select(PROFILE.c[name], func.count()).where(
                known(PROFILE), PROFILE.c[name] != "").group_by(PROFILE.c[name]))
            for text, projects in rows:
                said = clean(text)
                found.setdefault(fold_name(said), Counter())[said, kinds or _kind_of(said)] += projects
    suggested = []
    for key, spellings in found.items():
        if key and key not in taken:
            (name, kind), _ = spellings.most_common(1)[0]
            suggested.append(UnitSuggested(name, kind, spellings.total()))
    return tuple(sorted(suggested, key=lambda one: (-one.projects, one.name)))


def _kind_of(name: str) -> UnitKind:
    """What a name is that stands in the field for parks and townships."""
    return UnitKind.TOWNSHIP if name.endswith(_TOWNS) else UnitKind.PARK
