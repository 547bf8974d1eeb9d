"""Completes the columns of a book: further ones after the office's own, each with a header that the reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from tracker.domain.day import Day
from tracker.domain.fields import AmountField, NumberField
from tracker.domain.profile import FIELDS
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import ROLE, Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.headers import NOTE_SIGN, ROLE_SIGN
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.own_book import NOTE, SEVERAL, ColumnShape, SheetShape, shape_of
from tracker.ledger.result_columns import RESULT_FIELDS, results_on, settled_results
from tracker.ledger.workbook import BookSheet
from tracker.ledger.writing import header_of

_TRIES = 12
"""Headers tried for a column that the reader takes for something else."""
_FIRST_WORDS = {
    "status": "项目状态", "lead": "线索登记时间", "signed": "签约时间", "registered": "注册时间",
    "funded": "首笔到资时间", "started": "开工时间", "producing": "投产时间",
    "lead_recognised": "线索认定时间", "signed_recognised": "签约认定时间",
    "registered_recognised": "注册认定时间", "funded_recognised": "到资认定时间", "started_recognised": "开工认定时间",
    "producing_recognised": "投产认定时间",
    "expected_signed": "预计签约时间 拟签约时间", "expected_registered": "预计注册时间 拟注册时间",
    "expected_funded": "预计到资时间 拟到资时间", "expected_started": "计划开工时间 预计开工时间 拟开工时间",
    "expected_completed": "计划竣工时间 预计竣工时间 拟竣工时间",
    "expected_producing": "计划投产时间 预计投产时间 拟投产时间",
    "top500_world": "世界500强", "top500_china": "中国500强",
    "top500_china_private": "民营500强",
}
"""What a column is headed with that the lists of names leave open, or would head otherwise; the best first."""


class NotReadBack(ValueError):
    """A column has no header that the reader would take for it."""


def further(kind: Kind, field: str) -> ColumnShape:
    """A further column for a field, headed by the best name there is for it."""
    return ColumnShape((next(_headers(kind, field)),), field)


def further_note(label: str) -> ColumnShape:
    """A further column for a note, headed by its label."""
    return ColumnShape((label,), NOTE, label)


def further_role(label: str) -> ColumnShape:
    """A further column for a role, headed by its label."""
    return ColumnShape((label,), ROLE, label)


def completed(shape: SheetShape, more: Iterable[ColumnShape]) -> SheetShape:
    """The shape with further columns, and every header such that the reader takes it for what the column is.

    Of the office's own headers only those change that the reader would not understand without a mapping file: they
    stay in brackets behind a word it knows. Raises NotReadBack where no header does.
    """
    made = replace(shape, columns=(*shape.columns, *more))
    tried: dict[int, Iterator[str]] = {}
    for _ in range(_TRIES * 2):
        wrong = _misread(made, len(shape.columns))
        if not wrong:
            return made
        columns = list(made.columns)
        for place in wrong:
            own = made.columns[place] if place >= len(shape.columns) else shape.columns[place]
            names = tried.setdefault(place, _other_headers(shape.kind, own, place < len(shape.columns)))
            header = next(names, None)
            if header is None:
                raise NotReadBack(own.header)
            columns[place] = replace(columns[place], parts=(header,))
        made = replace(made, columns=tuple(columns))
    raise NotReadBack(shape.sheet)


def _misread(shape: SheetShape, own: int) -> list[int]:
    """The places of the columns that the reader takes for something else; of all of them where it finds no table.

    The first `own` columns are the office's own.
    """
    sheet, layout = _read_again(shape)
    if layout is None or layout.kind is not shape.kind or layout.top != len(shape.titles) or (
            layout.first_row != len(sheet.rows)):
        return [place for place, column in enumerate(shape.columns) if column.field not in ("", NOTE, *RESULT_FIELDS)]
    return _differing(shape, sheet, layout, own)


def _read_again(shape: SheetShape) -> tuple[BookSheet, SheetLayout | None]:
    """The sheet that a shape is written as, without rows, and the table that the reader finds on it."""
    rows, merges = header_of(shape)
    top = len(shape.titles)
    lines: list[list[object]] = [[title] for title in shape.titles]
    lines += [list(row) for row in rows]
    sheet = BookSheet(shape.sheet, rows=lines, merges=[((top + first, left), (top + last, right))
                                                       for (first, left), (last, right) in merges])
    return sheet, next(iter(tables_on(sheet, WantedColumn())), None)


def times_of_results(shape: SheetShape, until: date) -> dict[int, Day]:
    """By the place of its column, the time of each column of results that the reader would take for one in a book that
    is of the day `until`. A column whose year no header or title of its sheet states is not among them.
    """
    _, layout = _read_again(shape)
    return {} if layout is None else {result.column: day for result, day in results_on(
        settled_results(layout, until, None))}


def _differing(shape: SheetShape, sheet: BookSheet, layout: SheetLayout, own: int) -> list[int]:
    found = dict(shape_of(sheet, layout).on_sheet())
    nothing = ColumnShape(("",))
    wrong = []
    for place, column in enumerate(shape.columns):
        if column.field in RESULT_FIELDS:
            continue  # another time by now, or none: its cells stay empty
        read = found.get(place, nothing)
        stands_in = place in layout.alternate_headers and place >= own
        if stands_in or ((column.field, column.label) != (read.field, read.label) and (column.field or column.header)):
            wrong.append(place)
    # A column that was taken for another's field gives it back once its own header says what it is.
    thieves = [place for place in wrong if shape.columns[place].field in (NOTE, *SEVERAL)]
    return thieves or wrong


def _other_headers(kind: Kind, column: ColumnShape, own: bool) -> Iterator[str]:
    """Further headers of a column, the likeliest first."""
    if column.field == ROLE:
        return iter((f"{ROLE_SIGN}{column.label}",))
    if column.field in (NOTE, ""):
        return iter((f"{NOTE_SIGN}{column.label or column.header}",))
    names = _headers(kind, column.field)
    return (f"{name}（{column.header}）" for name in names) if own and column.header else chain(names)


def _headers(kind: Kind, field: str) -> Iterator[str]:
    """What a field can be headed with, the best first, with the unit its numbers are written in."""
    unit = ""
    if kind is Kind.PROJECTS and isinstance(FIELDS.get(field), AmountField):
        unit = "（万元）"
    elif kind is Kind.PROJECTS and isinstance(FIELDS.get(field), NumberField):
        unit = "（亩）"
    elif field == "amount" and kind in (Kind.RECEIPTS, Kind.RESULTS):
        unit = "（万元）"
    elif (kind, field) == (Kind.RECEIPTS, "outside"):
        unit = "（%）"
    yield from _FIRST_WORDS.get(field, "").split()
    for family in FAMILIES[kind]:
        if family.field == field:
            yield from (f"{name}{unit}" for name in family.names.split())
