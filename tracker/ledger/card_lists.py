"""Lists on cards: the money, the blockers or the results of one project, as a small table among its labels."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker.ledger.card_labels import NAMED, SURE, label_with_value, meant_by
from tracker.ledger.families_results import result_said
from tracker.ledger.family import Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.headers import fold, is_unit_alone
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.lines import SUM_NAME
from tracker.ledger.raw import BookSheet
from tracker.ledger.stack import header_text, is_blank

_KINDS = (Kind.RECEIPTS, Kind.BLOCKERS, Kind.RESULTS)
_NAME = "项目名称"
_LEAST = 2
"""Columns of a list that have a meaning, at least."""
_YEAR_HEADS = frozenset(map(fold, ("年份", "年度", "时间", "年")))
_YEAR = re.compile(r"(20\d\d)(?:\.0)?年?度?")
_OF_BLOCKERS = re.compile("问题|困难|卡点|堵点|难点|诉求|制约")
_OF_MONEY = re.compile("到资|到位|到账|进账|进资|实缴")
_NUMBER = re.compile(r"[\d.,]+%?")
_Place = tuple[int, int]
"""Row and column of a cell, from 0."""


class CardList(NamedTuple):
    """A table among the labels of a card: the row of its header, the columns that have one, and its rows."""

    top: int
    columns: tuple[int, ...]
    last: int
    """The row after the last one."""
    title: _Place | None = None
    """The cell above the header that says what it is a list of."""
    groups: tuple[_Place, ...] = ()
    """Cells at its left that reach down over it and say the same."""
    by_year: bool = False
    """Whether each row tells the results of a year, in a column each."""
    known: bool = True
    """Whether it is of a kind that is read; the cells of another one are no labels, and are named as not read."""

    @property
    def rows(self) -> range:
        """Its rows below the header."""
        return range(self.top + 1, self.last)

    def places(self) -> set[_Place]:
        """Every cell that is part of it."""
        inside = {(row, column) for row in range(self.top, self.last) for column in self.columns}
        return inside | set(self.groups) | ({self.title} if self.title else set())


@dataclass(frozen=True, slots=True)
class LaidList:
    """A list as it stands below the cards where they are laid out as a table."""

    layout: SheetLayout
    places: dict[_Place, _Place]
    """Where its cells stand on the sheet."""


class YearResult(NamedTuple):
    """A result of one year as a label with its value: 2023年产值."""

    label: str
    place: _Place
    value: _Place
    text: object
    heads: tuple[_Place, ...]


def lists_on(sheet: BookSheet) -> list[CardList]:
    """The lists of a sheet that may be a card, from above."""
    tall = {first for first, last in sheet.merges if last[0] > first[0]}
    begun: dict[int, CardList] = {}
    for row in range(len(sheet.rows) - 2, -1, -1):  # from below, because a list ends where the next one begins
        if (one := _list_at(sheet, row, tall, begun)) is not None:
            begun[row] = one
    found: list[CardList] = []
    for row, one in sorted(begun.items()):
        if not found or row >= found[-1].last:
            found.append(one)
    return found


def without(sheet: BookSheet, lists: Sequence[CardList]) -> BookSheet:
    """The sheet with the cells of its lists left blank."""
    rows = [list(row) for row in sheet.rows]
    for row, column in {place for one in lists for place in one.places()}:
        if column < len(rows[row]):
            rows[row][column] = ""
    inside = [range(one.top, one.last) for one in lists]
    merges = [merge for merge in sheet.merges if not any(merge[0][0] in rows_of for rows_of in inside)]
    return replace(sheet, rows=rows, merges=merges)


def laid_below(sheet: BookSheet, one: CardList, name: object, rows: list[list[object]]) -> LaidList | None:
    """Puts a list below `rows`, with the name of its project before each of its rows; None, with nothing put there,
    where it makes no table of one of the kinds.
    """
    first = len(rows)
    places: dict[_Place, _Place] = {}
    mine: list[list[object]] = []
    if one.title is not None:
        mine.append([_cell(sheet, *one.title)])
        places[first, 0] = one.title
    for row in range(one.top, one.last):
        laid, is_sum = first + len(mine), row > one.top and _is_sum(_cell(sheet, row, one.columns[0]))
        mine.append([_NAME if row == one.top else "" if is_sum else name])
        for at, column in enumerate(one.columns):
            place = 0 if is_sum and not at else at + 1
            mine[-1] += [""] * (place + 1 - len(mine[-1]))
            mine[-1][place] = _cell(sheet, row, column)
            places[laid, place] = row, column
    above: list[list[object]] = [[] for _ in range(first)]
    layout = _table(BookSheet(sheet.name, sheet.hidden, [*above, *mine], date1904=sheet.date1904), first)
    if layout is None:
        return None
    rows += mine
    return LaidList(replace(layout, title_top=max(layout.title_top, first)), places)


def results_by_year(sheet: BookSheet, one: CardList) -> Iterator[YearResult]:
    """Each result of a list by years, behind its year."""
    years, *others = one.columns
    for row in _years_of(sheet, one):
        match = _YEAR.fullmatch(str(_cell(sheet, row, years)).strip())
        assert match is not None, row
        for column in others:
            header = header_text(_cell(sheet, one.top, column))
            yield YearResult(f"{match[1]}年{header}", (one.top, column), (row, column), _cell(sheet, row, column),
                             ((row, years), (one.top, years)))


def _list_at(sheet: BookSheet, top: int, tall: set[_Place], begun: Container[int]) -> CardList | None:
    """The list whose header stands in a row; None where none does. It ends where another one has `begun`."""
    groups = tuple((top, column) for column, cell in enumerate(sheet.rows[top])
                   if not is_blank(cell) and (top, column) in tall)
    columns = tuple(column for column, cell in enumerate(sheet.rows[top])
                    if not is_blank(cell) and (top, column) not in groups)
    headers = [sheet.rows[top][column] for column in columns]
    if len(columns) < _LEAST or not all(map(_is_header, headers)):
        return None
    last = top + 1
    while last < len(sheet.rows) and last not in begun and _is_row(sheet, last, columns):
        last += 1
    one = CardList(top, columns, last, None, groups)
    if last == top + 1:
        return None
    one = one._replace(title=_title(sheet, top))
    if _is_by_year(sheet, one):
        return one._replace(by_year=True)
    if _is_list(sheet, one):
        return one
    return one._replace(title=None, known=False) if _is_another_table(sheet, one) else None


def _is_header(cell: object) -> bool:
    return bool(header_text(cell)) and label_with_value(cell) is None and not is_unit_alone(header_text(cell))


def _is_row(sheet: BookSheet, row: int, columns: tuple[int, ...]) -> bool:
    """Whether a row goes on with a list: something is in it below the header, and no label of the project's."""
    filled = [column for column, cell in enumerate(sheet.rows[row]) if not is_blank(cell)]
    said = [sheet.rows[row][column] for column in filled]
    if not set(filled) & set(columns) or any(label_with_value(cell) is not None for cell in said):
        return False
    if len(filled) == 1 and filled[0] == columns[0]:
        return False  # a title, or a remark, and no row with an amount
    # 用地 is a label beside one value or before another label, and what is wanting in a list of blockers.
    begins = isinstance(said[0], str) and bool(meant_by(said[0], NAMED)) and not _is_sum(said[0])
    return not (begins and (len(said) <= _LEAST or bool(meant_by(said[2], SURE))))


def _is_sum(cell: object) -> bool:
    return isinstance(cell, str) and SUM_NAME.fullmatch(cell.strip()) is not None


def _is_list(sheet: BookSheet, one: CardList) -> bool:
    """Whether it makes a table of one of the kinds, in which most columns have a meaning, and says what it is of: a log
    of days and what was done then has no blockers.
    """
    body = [[_NAME, *(_cell(sheet, one.top, column) for column in one.columns)]]
    body += [["甲", *(_cell(sheet, row, column) for column in one.columns)] for row in one.rows]
    layout = _table(BookSheet(sheet.name, rows=body), 0)
    if layout is None or len(layout.columns) - 1 < _LEAST or (len(layout.columns) - 1) * 3 < len(one.columns) * 2:
        return False
    if layout.kind is Kind.RESULTS:
        return all(result_said(str(row[layout.columns["result"]])) for row in body[1:])
    about = [_cell(sheet, *place) for place in (*one.groups, *([one.title] if one.title else ()))]
    said = "".join(map(str, (*about, *body[0][1:])))
    return (_OF_BLOCKERS if layout.kind is Kind.BLOCKERS else _OF_MONEY).search(said) is not None


def _is_another_table(sheet: BookSheet, one: CardList) -> bool:
    """Whether a table of another kind stands there, such as one of shareholders: no cell below its header is a label,
    nearly all are filled, and a column has numbers alone.
    """
    rows = [[_cell(sheet, row, column) for column in one.columns] for row in one.rows]
    if len(one.columns) <= _LEAST or len(rows) < _LEAST or any(
            sum(map(is_blank, row)) > 1 or any(isinstance(cell, str) and meant_by(cell, SURE) for cell in row)
            for row in rows):
        return False
    return any(all(_NUMBER.fullmatch(str(cell).strip()) for cell in column) for column in zip(*rows, strict=True))


def _table(sheet: BookSheet, top: int) -> SheetLayout | None:
    """The table of one of the kinds of lists that begins at or below a row, with the name of the project first."""
    for kind in _KINDS:
        tables = tables_on(sheet, WantedColumn(kind=kind))
        if len(tables) == 1 and tables[0].kind is kind and tables[0].top >= top and (
                tables[0].columns.get("project") == 0 and tables[0].first_row == tables[0].top + 1):
            return tables[0]
    return None


def _is_by_year(sheet: BookSheet, one: CardList) -> bool:
    """Whether each row is of a year, and each other column a result that adds up."""
    years, *others = one.columns
    headers = [header_text(_cell(sheet, one.top, column)) for column in others]
    said = [result_said(header) for header in headers]
    return (fold(header_text(_cell(sheet, one.top, years))) in _YEAR_HEADS
            and all(what is not None and what.is_summed for what in said)
            and all(_YEAR.fullmatch(str(_cell(sheet, row, years)).strip()) for row in _years_of(sheet, one)))


def _years_of(sheet: BookSheet, one: CardList) -> list[int]:
    """The rows of a list by years without its sums, which are left aside."""
    return [row for row in one.rows if not _is_sum(_cell(sheet, row, one.columns[0]))]


def _title(sheet: BookSheet, top: int) -> _Place | None:
    """The only cell of the row above, where it is no label of the project's."""
    above = [(column, cell) for column, cell in enumerate(sheet.rows[top - 1]) if not is_blank(cell)] if top else []
    if len(above) != 1 or meant_by(above[0][1], SURE) or label_with_value(above[0][1]) is not None:
        return None
    return (top - 1, above[0][0]) if isinstance(above[0][1], str) else None


def _cell(sheet: BookSheet, row: int, column: int) -> object:
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else ""
