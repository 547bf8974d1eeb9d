"""Carries a plan out inside a unit: one journal entry, superseded facts, new facts, projections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, bindparam, update

from tracker.domain.pinyin import search_key
from tracker.domain.stages import Stage, Status
from tracker.files import name_of
from tracker.ledger.family import Kind
from tracker.ledger.workbook import Progress, Stop, Stopped
from tracker.office.desk import IMPORT, Unit
from tracker.office.intake.bulk_rows import Batch, Tick, last_id
from tracker.office.intake.learned import keep_decided
from tracker.office.intake.older import Narrowing, known_columns
from tracker.office.intake.plan import Plan, State
from tracker.office.known_then import KNOWN_ON
from tracker.office.records import number as number_of
from tracker.office.sample import mark_sample
from tracker.store.query import BLOCKER, CHUNK, PROJECT, ColumnValues, table_of
from tracker.store.tables import FACTS, Project

RECORDED = 5_000
"""Corrections written into the journal entry one by one; the facts themselves keep every one."""


def write_plan(unit: Unit, plan: Plan, path: Path, counts: Mapping[Kind, Mapping[str, int]],
               progress: Progress | None, stop: Stop | None) -> None:
    """Writes everything planned. Raises Stopped when `stop` answers yes: the unit then leaves nothing behind."""
    done = 0

    def tick(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            progress(done, max(done, plan.rows_planned), "write")
        if stop and stop():
            raise Stopped

    plan.rows_planned = plan.rows
    tick(0)
    narrowing = Narrowing(unit.session, plan.then, plan.superseded) if plan.then else None
    connection = unit.session.connection()
    unit.recorded.above = {kind: last_id(connection, kind) for kind in FACTS}
    entry = unit.entry(IMPORT, subject=name_of(path), detail=_detail(plan, path, counts, narrowing))
    mark_sample(unit, entry, plan.sha256)
    if plan.decided is not None:
        keep_decided(unit, entry, plan.decided)
    if narrowing:
        narrowing.end(unit, number_of(entry))
    else:
        _supersede(connection, plan, number_of(entry), unit.at)
    _write_new(connection, plan, unit, tick)
    own: ColumnValues = {"entry_id": entry.id, "recorded_at": unit.at, "recorded_by": unit.who}
    source = own | known_columns(plan.then, number_of(entry), unit.at)
    for batch in plan.batches.values():
        batch.write(connection, tick, **source)
    for until, batch in plan.past_targets:
        batch.write(connection, tick, **source | {
            "gone_at": until, "superseded_at": unit.at, "superseded_entry_id": entry.id})
    if narrowing:
        narrowing.write_copies()
    if not plan.is_history:
        _settle(connection, plan, unit, tick)
    unit.session.expire_all()


def _detail(plan: Plan, path: Path, counts: Mapping[Kind, Mapping[str, int]], narrowing: Narrowing | None
            ) -> dict[str, object]:
    """What the journal keeps of an import: which file it was, to the byte, and each correction."""
    return {
        "sha256": plan.sha256, "file": name_of(path), "place": plan.place,
        **({KNOWN_ON: plan.then.on.isoformat(), "history": plan.is_history} if plan.then else {}),
        **({"narrowed": narrowing.told()} if narrowing else {}),
        "counts": {kind.value: dict(found) for kind, found in counts.items()},
        "corrections": [[one.kind.value, one.subject, {name: [_plain(was), _plain(now)]
                                                       for name, (was, now) in one.what.items()}]
                        for one in plan.changes[:RECORDED]],
    }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | list | dict) else str(value)


def _supersede(connection: Connection, plan: Plan, entry_id: int, at: datetime) -> None:
    """Marks what no longer holds, before what holds instead: only one of them can be current."""
    for kind, numbers in plan.superseded.items():
        table = table_of(kind)
        statement = update(table).where(table.c.id == bindparam("b_id")).values(
            superseded_at=at, gone_at=at, superseded_entry_id=entry_id)
        connection.execute(statement, [{"b_id": number} for number in numbers])


def _write_new(connection: Connection, plan: Plan, unit: Unit, tick: Tick) -> None:
    """New projects, with their projections, before the facts that refer to them."""
    batch = Batch(Project, ("id", "code", "stage", "status", "blocked", "since", "search"))
    new = [state for state in plan.states.values() if state.new]
    for start in range(0, len(new), CHUNK):  # search texts are long: never those of all projects at once
        for state in new[start:start + CHUNK]:
            if plan.is_history:
                batch.rows.append((state.number, state.code, *_NOWHERE, ""))
            else:
                now = state.facts.projection()
                batch.rows.append((state.number, state.code, now.stage, now.status, now.blocked, now.since,
                                   _search(state)))
        batch.write(connection, tick, recorded_at=unit.at, touched_at=unit.at, version=1)


_NOWHERE = (Stage.LEAD, Status.ACTIVE, False, None)
"""Where a project stands that the office does not know now: stage, status, whether blocked, since when."""


def _settle(connection: Connection, plan: Plan, unit: Unit, tick: Tick) -> None:
    """Brings the projections of known projects and blockers up to their facts."""
    if plan.settled_blockers:
        connection.execute(update(BLOCKER).where(BLOCKER.c.id == bindparam("b_id")).values(
            state=bindparam("b_state"), due_on=bindparam("b_due")), plan.settled_blockers)
    known = [state for state in plan.states.values() if not state.new]
    plain = update(PROJECT).where(PROJECT.c.id == bindparam("b_id")).values(
        stage=bindparam("b_stage"), status=bindparam("b_status"), blocked=bindparam("b_blocked"),
        since=bindparam("b_since"), touched_at=unit.at, version=PROJECT.c.version + 1)
    for start in range(0, len(known), CHUNK):
        some = known[start:start + CHUNK]
        connection.execute(plain, [_projected(state) for state in some])
        renamed = [{"b_id": state.number, "b_search": _search(state)} for state in some if state.search]
        if renamed:
            connection.execute(update(PROJECT).where(PROJECT.c.id == bindparam("b_id")).values(
                search=bindparam("b_search")), renamed)
        tick(len(some))


def _projected(state: State) -> dict[str, object]:
    now = state.facts.projection()
    return {"b_id": state.number, "b_stage": now.stage, "b_status": now.status, "b_blocked": now.blocked,
            "b_since": now.since}


def _search(state: State) -> str:
    """What `search_text` in `tracker/office/records.py` gives for a row."""
    investor, officer, park = state.search or ("", "", "")
    return search_key(state.name, investor, officer, park, state.code)


