"""Lists on cards that are tables of a kind: money, blockers or results, laid out below the cards with their project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.ledger.card_labels import CardPlace
from tracker.ledger.families import NEEDS
from tracker.ledger.families_results import result_said
from tracker.ledger.family import Kind
from tracker.ledger.finding import stated_unit, tables_on
from tracker.ledger.headers import stated_year
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.raw import BookSheet

_KINDS = (Kind.RECEIPTS, Kind.BLOCKERS, Kind.RESULTS)
_NAME = "项目名称"
_LEAST = 2
"""Columns of a list that have a meaning, at least."""
_STILL_TO_DO = re.compile("下一步|下步|工作(?:计划|安排|打算|任务)|年度任务|大事记|日志")
"""What a list is of that has days and bureaus as blockers have, and is none of them."""


@dataclass(frozen=True, slots=True)
class LaidList:
    """A list as it stands below the cards where they are laid out as a table."""

    layout: SheetLayout
    places: dict[CardPlace, CardPlace]
    """Where its cells stand on the sheet."""


class ListRow:
    """A row of a list: its cells, each with its place on the sheet."""

    __slots__ = ("cells", "is_sum")

    def __init__(self, cells: Sequence[tuple[object, CardPlace]], *, is_sum: bool) -> None:
        self.cells, self.is_sum = cells, is_sum


def is_table_of_a_kind(body: Sequence[Sequence[object]], about: str) -> bool:
    """Whether a header with its rows is a table of money, blockers or results, by its words or by what it is said to
    be `about`, and most of its columns have a meaning.
    """
    rows = [[_NAME, *body[0]], *(["甲", *row] for row in body[1:])]
    layout = _table(BookSheet("", rows=rows), 0, about)
    known = len(layout.columns) - 1 if layout else 0
    if layout is not None and layout.kind is Kind.RESULTS and not all(
            result_said(str(row[layout.columns["result"]])) for row in rows[1:]):
        return False
    return known >= _LEAST and known * 3 >= len(body[0]) * 2


def laid_below(sheet: BookSheet, about: Sequence[tuple[object, CardPlace]], header: ListRow, body: Sequence[ListRow],
               name: object, rows: list[list[object]]) -> LaidList | None:
    """Puts a list below `rows`, with the name of its project before each of its rows; None, with nothing put there,
    where it makes no table of one of the kinds. `about` are the cells that say what it is of: a line above it, or a
    group beside it, which is put there only where it says a unit or a year.
    """
    first = len(rows)
    places: dict[CardPlace, CardPlace] = {}
    mine: list[list[object]] = []
    for text, place in about:
        if place[0] < header.cells[0][1][0] or stated_unit((str(text),)) or stated_year(str(text)):
            places[first + len(mine), 0] = place
            mine.append([text])
    for row in (header, *body):
        laid = first + len(mine)
        mine.append([_NAME if row is header else "" if row.is_sum else name])
        for at, (cell, place) in enumerate(row.cells):
            column = 0 if row.is_sum and not at else at + 1
            mine[-1] += [""] * (column + 1 - len(mine[-1]))
            mine[-1][column] = cell
            places[laid, column] = place
    above: list[list[object]] = [[] for _ in range(first)]
    layout = _table(BookSheet(sheet.name, sheet.hidden, [*above, *mine], date1904=sheet.date1904), first,
                    " ".join(str(text) for text, _ in about))
    if layout is None:
        return None
    rows += mine
    return LaidList(replace(layout, title_top=max(layout.title_top, first)), places)


def _table(sheet: BookSheet, top: int, about: str) -> SheetLayout | None:
    """The table of one of the kinds of lists that begins at or below a row, with the name of the project first."""
    for kind in _KINDS:
        tables = tables_on(sheet, WantedColumn(kind=kind))
        if len(tables) == 1 and tables[0].kind is kind and tables[0].top >= top and (
                tables[0].columns.get("project") == 0 and tables[0].first_row == tables[0].top + 1) and (
                _says_kind(tables[0], about)):
            return tables[0]
    return None


def _says_kind(layout: SheetLayout, about: str) -> bool:
    """Whether a list has words that only its kind has: in its headers, or above it."""
    needs = NEEDS[layout.kind]
    headed = " ".join(layout.headers.get(name, "") for name in sorted(needs.own_of))
    if layout.kind is Kind.BLOCKERS and _STILL_TO_DO.search(about):
        return False
    return re.search(needs.own, f"{about} {headed}") is not None
