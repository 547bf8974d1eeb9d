"""Finds targets laid out sideways: an indicator a column, and one row with the numbers of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.indicator_words import IndicatorWords
from tracker.domain.money import find_unit
from tracker.domain.rules import Indicator
from tracker.domain.text import clean
from tracker.ledger.family import Kind
from tracker.ledger.layout import SheetLayout
from tracker.ledger.stack import Headings, Stacked, is_blank
from tracker.ledger.titles import title_texts
from tracker.ledger.workbook import BookSheet

SIDEWAYS = "target:"
"""Before the number of the column in the name of a field that holds the target of one indicator."""
_LOOK_AT = 12
_HEIGHTS = (1, 2)
_AT_LEAST = 2
_OF_TARGETS = re.compile("目标|任务|指标")
_DONE = re.compile("完成|实绩|进度|占比|[率%]|上年|同比|排名")
_TOTAL = re.compile("合计|总计|全[市县区旗]|^计$")


def sideways_on(sheet: BookSheet, indicators: Iterable[Indicator]) -> SheetLayout | None:
    """The table of a sheet whose name or title says targets and whose columns are indicators; None without such.

    One row of numbers is meant: the only one, or the one that is called targets or a total.
    """
    words, headings = IndicatorWords(indicators), Headings(sheet)
    for top in range(min(_LOOK_AT, len(sheet.rows))):
        titles = [text for row in sheet.rows[:top] for text in title_texts(row)]
        if not _OF_TARGETS.search(" ".join((sheet.name, *titles))):
            continue
        for height in _HEIGHTS:
            stacked = headings.stack(top, height) if top + height < len(sheet.rows) else {}
            columns = _indicators_in(stacked, words)
            if any(_number_in(row, column) for row in sheet.rows[top:top + height] for column in columns):
                continue
            if len(columns) >= _AT_LEAST and (row := _row_of_targets(sheet, top + height, columns)) is not None:
                return _layout(sheet, top, top + height, row, stacked, columns, titles)
    return None


def _indicators_in(stacked: Stacked, words: IndicatorWords) -> dict[int, str]:
    """The columns of indicators, each with the part of its header that names it."""
    found: dict[int, str] = {}
    for column, parts in stacked.items():
        label = next((part for part in (parts[-1], "".join(parts)) if words.meant(part)), None)
        if label is not None:
            found[column] = clean(label)
    return found if len({words.meant(label) for label in found.values()}) == len(found) else {}


def _row_of_targets(sheet: BookSheet, first: int, columns: dict[int, str]) -> int | None:
    rows = [place for place in range(first, len(sheet.rows)) if any(_number_in(sheet.rows[place], column)
                                                                    for column in columns)]
    called = {place: "".join(cell for column, cell in enumerate(sheet.rows[place])
                             if column not in columns and isinstance(cell, str)) for place in rows}
    rows = [place for place in rows if not _DONE.search(called[place])]
    if len(rows) == 1:
        return rows[0]
    meant = [place for place in rows if _OF_TARGETS.search(called[place]) or _TOTAL.search(called[place].strip())]
    return meant[0] if len(meant) == 1 else None


def _number_in(row: list[object], column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return not is_blank(cell) and (isinstance(cell, int | float) or any(sign.isdigit() for sign in str(cell)))


def _layout(sheet: BookSheet, top: int, first: int, row: int, stacked: Stacked, columns: dict[int, str],
            titles: list[str]) -> SheetLayout:
    """The table, whose last row is the one with the targets; units may stand in a row of their own."""
    names = {column: f"{SIDEWAYS}{column}" for column in columns}
    units = {column: unit for column in columns if (unit := find_unit("".join(stacked[column])))}
    if first < row and not any(_number_in(sheet.rows[first], column) for column in columns):
        units |= {column: unit for column in columns if (unit := find_unit(_text(sheet.rows[first], column)))}
        first += 1
    others = tuple((clean("".join(parts)), column) for column, parts in stacked.items() if column not in columns)
    return SheetLayout(Kind.TARGETS, sheet.name, first, {names[column]: column for column in columns},
                       {names[column]: label for column, label in columns.items()}, units, others=others,
                       title=" ".join(titles), score=float(len(columns)), top=top, last_row=row + 1)


def _text(row: list[object], column: int) -> str:
    cell = row[column] if column < len(row) else ""
    return cell if isinstance(cell, str) else ""
