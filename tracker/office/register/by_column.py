"""Reads one column of all projects at a time, for a register that holds no texts: to sort, filter and add up by."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain import pace
from tracker.domain.days import Day, Precision
from tracker.office.project.cards import blocking_now
from tracker.office.register.columns import NONE, Column, Days, Named, Numbers, Ordinals, Packed
from tracker.office.register.places import Places, key_places, sort_keys
from tracker.office.register.read import (
    ASKED_AT_ONCE,
    KEPT_COLUMNS,
    money_by_project,
    read_some,
    row_of,
    stages_reached,
)
from tracker.store.query import PROFILE, PROJECT, AnyColumn, Query, RawRow, known, raw_chunks

_KEPT = {name: (column, made) for name, column, made in KEPT_COLUMNS}
LONG_TEXTS = frozenset(name for name, (_, made) in _KEPT.items() if made is Packed)
"""Columns whose texts differ from row to row."""


def known_ids(session: Session) -> array[int]:
    """The numbers of all projects the office knows, in order: a project's row is the place of its number."""
    found = array("q")
    for chunk in raw_chunks(session, _standing(PROFILE.c.project_id)):
        found.extend([number for number, in chunk])
    return found


def whole_columns(session: Session, names: Sequence[str], ids: array[int]) -> list[Column]:
    """Columns of all projects, read together where they lie in one table; see `KEPT_COLUMNS`."""
    columns = [_KEPT[name][1]() for name in names]
    for values in _in_rows(session, names, ids):
        for column, some in zip(columns, values, strict=True):
            column.take(some)
    return columns


def ranked_texts(session: Session, name: str, ids: array[int]) -> Places:
    """Where each row stands in a column of texts, none of which is held once it is known."""
    keys: list[str] = []
    for texts, in _in_rows(session, [name], ids):
        keys += sort_keys([text.replace("\n", " ") for text in texts])
    return key_places(keys)


def _standing(*columns: AnyColumn) -> Query:
    """Columns of the profiles that stand, by project."""
    return select(*columns).where(known(PROFILE)).order_by(PROFILE.c.project_id)


def _in_rows(session: Session, names: Sequence[str], ids: array[int]) -> Iterator[Sequence[Sequence[Any]]]:
    """The columns row by row from the first to the last, many rows at a time."""
    columns = [_KEPT[name][0] for name in names]
    query = (select(PROJECT.c.id, *columns).order_by(PROJECT.c.id) if columns[0].table is PROJECT
             else _standing(PROFILE.c.project_id, *columns))
    at = 0
    for chunk in raw_chunks(session, query):
        numbers, *values = zip(*chunk, strict=True)
        if ids[at:at + len(chunk)] == array("q", numbers):
            at += len(chunk)
            yield values
        elif at < (end := bisect_right(ids, numbers[-1])):
            yield _matched(session, names, ids[at:end], chunk)
            at = end
    for start in range(at, len(ids), ASKED_AT_ONCE):
        yield _matched(session, names, ids[start:start + ASKED_AT_ONCE], ())


def _matched(session: Session, names: Sequence[str], wanted: Sequence[int], chunk: Sequence[RawRow]
             ) -> Sequence[Sequence[Any]]:
    """The values of these projects where others came or went since their numbers were read; of one that went, its last.
    """
    found = {number: values for number, *values in chunk}
    gone = [number for number in wanted if number not in found]
    for start in range(0, len(gone), ASKED_AT_ONCE):
        last = read_some(session, gone[start:start + ASKED_AT_ONCE])
        found |= {number: [last.columns[name].value(row) for name in names] for row, number in enumerate(last.ids)}
    return list(zip(*(found[number] for number in wanted), strict=True))


def money_arrived(session: Session, ids: array[int], currencies: Column) -> Numbers:
    """What has arrived of each project in the currency of its contract, in minor units."""
    arrived, count = Numbers("q"), len(ids)
    arrived.take([0] * count)
    for chunk in raw_chunks(session, money_by_project()):
        for number, currency, total in chunk:
            row = row_of(ids, number, count)
            if row is not None and currencies.value(row) == currency:
                arrived.held[row] = int(total)
    return arrived


def stuck_columns(session: Session, ids: array[int], today: date) -> tuple[Named, Numbers]:
    """What kind of blocker holds each project up, and the working days it is overdue; none where that is so of none."""
    categories, late, days, count = Named(), Numbers("i"), Ordinals(), len(ids)
    categories.take([None] * count)
    late.take([None] * count)
    counted: dict[int, int | None] = {}
    for chunk in raw_chunks(session, blocking_now()):
        for number, category, _, _, _, _, due in chunk:
            row = row_of(ids, number, count)
            if row is None:
                continue
            day = days[due]
            if day not in counted:
                over = pace.overdue(None if day == NONE else date.fromordinal(day), today)
                counted[day] = over.count if over else None
            categories.put([row], [category])
            late.put([row], [counted[day]])
    return categories, late


def days_lasted(session: Session, ids: array[int], since: Column, today: date) -> Numbers:
    """Calendar days the stage of each project has lasted; none where its day is not known."""
    assert isinstance(since, Days)
    count, until = len(ids), array("i", since.held)
    for chunk in raw_chunks(session, stages_reached()):
        for number, precision in chunk:
            row = row_of(ids, number, count)
            if row is not None and until[row] != NONE:
                last = Day(date.fromordinal(until[row]), Precision(precision)).last
                until[row] = last.toordinal() if last else NONE
    held = {last: pace.held(None if last == NONE else date.fromordinal(last), today) for last in set(until)}
    lasted = Numbers("i")
    lasted.take([held[last] for last in until])
    return lasted
