"""The last moment of so many days after a day or a period, in SQL: what was known by then was known in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from tracker.domain.clock import ZONE, office_time
from tracker.domain.day import BEGINNINGS, MONTHS_OF, Precision
from tracker.store.columns import Moment

_AHEAD_OF_UTC = office_time(datetime(2024, 1, 1, tzinfo=UTC)).utcoffset() or timedelta()
_TO_UTC = f"{_AHEAD_OF_UTC // timedelta(hours=-1):+d} hours"
"""What turns a time of the office into UTC, for SQLite. It is the same all year: the zone has no summer time."""


class Deadline(FunctionElement[datetime]):
    """The end, in the office, of so many `days` after the last day of a period by its first day and precision.

    Compared as `known_at < Deadline(...)`. NULL where the day is not known.
    """

    type = Moment()
    inherit_cache = True

    def __init__(self, day: ColumnElement[Any], precision: ColumnElement[Any], days: int) -> None:
        super().__init__(day, precision, literal(days))


@compiles(Deadline)
def _on_sqlite(element: Deadline, compiler: Any, **options: Any) -> str:
    day, precision, days = (compiler.process(one, **options) for one in element.clauses)

    def after(months: int) -> str:
        return f"date({day}, 'start of month', '+{months} months', '-1 day')"

    last = _last_day(day, precision, after, f"date({day}, '+9 days')", f"CAST(strftime('%d', {day}) AS INTEGER)")
    return f"strftime('%Y-%m-%dT%H:%M:%S.000000Z', {last}, '+' || ({days} + 1) || ' days', '{_TO_UTC}')"


@compiles(Deadline, "postgresql")
def _on_postgres(element: Deadline, compiler: Any, **options: Any) -> str:
    day, precision, days = (compiler.process(one, **options) for one in element.clauses)

    def after(months: int) -> str:
        return f"CAST(date_trunc('month', {day}) + interval '{months} months' - interval '1 day' AS date)"

    last = _last_day(day, precision, after, f"({day} + 9)", f"extract(day from {day})")
    return f"(CAST({last} + CAST({days} AS integer) + 1 AS timestamp) AT TIME ZONE '{ZONE}')"


def _last_day(day: str, precision: str, after: Any, ten_days: str, of_month: str) -> str:
    """The last day of a period, as `Day.last` has it."""
    cases = " ".join(f"WHEN '{one.value}' THEN {after(months)}" for one, months in MONTHS_OF.items())
    dekad = f"CASE WHEN {of_month} < {BEGINNINGS[2]} THEN {ten_days} ELSE {after(1)} END"
    return f"(CASE {precision} {cases} WHEN '{Precision.DEKAD.value}' THEN {dekad} ELSE {day} END)"
