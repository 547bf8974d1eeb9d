"""Finds the lists on cards: small tables among the labels of a project, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.days import day_said
from tracker.ledger.card_labels import NAMED, SURE, CardPlace, label_with_value, meant_by
from tracker.ledger.card_tables import is_table_of_a_kind
from tracker.ledger.families_projects import STEMS
from tracker.ledger.families_results import result_said
from tracker.ledger.family import Kind
from tracker.ledger.footers import FOOTER, is_signature
from tracker.ledger.headers import fold, is_unit_alone
from tracker.ledger.lines import SUM_NAME
from tracker.ledger.money_columns import ARRIVED_WORDS
from tracker.ledger.raw import BookSheet, Month
from tracker.ledger.sections import CHINESE_NUMBER
from tracker.ledger.stack import header_text, is_blank

LIST_KINDS = (Kind.RECEIPTS, Kind.BLOCKERS, Kind.RESULTS)
_LEAST = 2
"""Columns of a list that have a meaning, at least."""
_LEAST_EMPTY = 3
"""Headers of a list without any rows, at least: fewer may be labels whose values are not filled in."""
_LONGEST_TITLE = 24
_WANTING = "land_mu"
"""The field whose label (用地) is also what blockers are called by."""
_YEAR_HEADS = frozenset(map(fold, ("年份", "年度", "时间", "年", "时期", "期间", "月份", "年月")))
_TIME = re.compile(r"20\d\d(?:\.0)?(?:年度?)?|(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|全年"
                   r"|\d{1,2}月?(?:[-—–~～至到]\d{1,2})?月份?)")
_HEAD_WORD = re.compile(
    r".{0,6}(?:名称|姓名|单位|部门|职务|职位|时间|日期|金额|数额|出资额|比例|占比|股比|股权|份额|事项|内容|地址|注册地|所在地|电话"
    r"|方式|数量|来源|情况|经办人|责任人|联系人|负责人|类别|类型|进度|节点|阶段|措施|结果|意见|状态|规格|型号|用途|面积|序号"
    r"|备注|说明|工作|任务|目标|年份)(?:[(（][^)）]*[)）])?")
"""What the header of a column is called, whatever the list is of."""
_OF_DAYS = re.compile("时间|日期|计划|实际|完成|预计|节点日")
_STAGES = re.compile("|".join(f"(?:{stem})" for stem in STEMS.values()))
_SLICE = re.compile(r"(?:第[一二三四五六七八九十\d]{1,2}|首)[笔次期](?:资金|到资|到账)?")
"""How a line of money begins that has no header: 第一笔, then its day and its amount."""
_TITLE_WORD = re.compile(r"(?:情况|清单|明细|名单|一览表?|表|构成|大事记|记录|台账|事项|信息)(?:[(（][^()（）]*[)）])?$"
                         rf"|^[(（]?{CHINESE_NUMBER}[)）]?[、.．]")
_PLAIN_NUMBER = re.compile(r"[\d.,]+%?")
_AMOUNT = re.compile(r"[\d,，.]+\s*(?:[十百千]?[万亿]?(?:元|美元|港元|欧元)?)")


class ListShape(StrEnum):
    """What a list on a card is, which says how it is read."""

    TABLE = "table"
    """Receipts, blockers or results, a row for each."""
    YEARS = "years"
    """A row for each year or month, a column for each result."""
    ACROSS = "across"
    """A column for each year or month, a row for each result or money that arrived."""
    NODES = "nodes"
    """A row for each stage, with the days that were planned and that came."""
    SLICES = "slices"
    """第一笔 and so on, each with its day and its amount, without a header."""
    LINES = "lines"
    """Any other: kept as notes, line by line."""
    EMPTY = "empty"
    """The header of one of the first, without any rows."""


class CardList(NamedTuple):
    """A table among the labels of a card: the row of its header, its columns, and where it ends."""

    shape: ListShape
    top: int
    columns: tuple[int, ...]
    last: int
    """The row after the last one."""
    right: int
    """The last column that belongs to it."""
    title: CardPlace | None = None
    """The cell above the header that says what it is a list of."""
    groups: tuple[CardPlace, ...] = ()
    """Cells at its left that reach down over it and say the same."""

    @property
    def rows(self) -> range:
        """Its rows below the header."""
        return range(self.top + (self.shape is not ListShape.SLICES), self.last)

    def places(self) -> set[CardPlace]:
        """Every cell that is part of it."""
        inside = {(row, column) for row in range(self.top, self.last)
                  for column in range(self.columns[0], self.right + 1)}
        return inside | set(self.groups) | ({self.title} if self.title else set())

    def heads(self) -> set[CardPlace]:
        """The cells that say what its values are: its group and, of one that is no table, its title and its labels."""
        found = set(self.groups)
        if self.shape is ListShape.TABLE:
            return found
        found |= {self.title} if self.title else set()
        found |= set() if self.shape is ListShape.SLICES else {(self.top, column) for column in self.columns}
        return found if self.shape is ListShape.LINES else found | {(row, self.columns[0]) for row in self.rows}

    def meets(self, other: CardList) -> bool:
        """Whether it has a cell in common with another one."""
        return (self.top < other.last and other.top < self.last
                and self.columns[0] <= other.right and other.columns[0] <= self.right)


class _Run(NamedTuple):
    """Cells of a row that may be the header of a list."""

    row: int
    columns: tuple[int, ...]
    right: int
    groups: tuple[CardPlace, ...] = ()
    apart: bool = False
    """Whether other things than the list stand at its left."""


def lists_on(sheet: BookSheet) -> list[CardList]:
    """The lists of a sheet that may be a card, from above."""
    finder = _Finder(sheet)
    found: list[CardList] = []
    for one in finder.all():
        if not any(one.meets(other) for other in found):
            found.append(one)
    return found


def without(sheet: BookSheet, lists: Sequence[CardList]) -> BookSheet:
    """The sheet with the cells of its lists left blank."""
    rows = [list(row) for row in sheet.rows]
    gone = {place for one in lists for place in one.places()}
    for row, column in gone:
        if column < len(rows[row]):
            rows[row][column] = ""
    return replace(sheet, rows=rows, merges=[merge for merge in sheet.merges if merge[0] not in gone])


def cell_at(sheet: BookSheet, row: int, column: int) -> object:
    """A cell; an empty text where the row is shorter."""
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else ""


def is_sum_label(cell: object) -> bool:
    """Whether a cell says 合计, or another word for a sum."""
    return isinstance(cell, str) and SUM_NAME.fullmatch(cell.strip()) is not None


class _Finder:
    """Looks for lists from below, because a list ends where the next one begins."""

    def __init__(self, sheet: BookSheet) -> None:
        self._sheet = sheet
        self._width = max(map(len, sheet.rows), default=0)
        self._merges = dict(sheet.merges)
        self._begun: dict[int, list[CardList]] = {}

    def all(self) -> Iterator[CardList]:
        """Every list that can be one, from above; one that begins within another among them."""
        for row in range(len(self._sheet.rows) - 1, -1, -1):
            if found := [one for run in self._runs(row) if (one := self._list(run)) is not None]:
                self._begun[row] = found
        for row in sorted(self._begun):
            yield from self._begun[row]

    def _runs(self, row: int) -> Iterator[_Run]:
        """The cells of a row that may be headers: all of them, those of lists beside each other, or the last ones."""
        filled = [column for column, cell in enumerate(self._sheet.rows[row]) if not is_blank(cell)]
        groups = tuple((row, column) for column in filled[:-1] if self._bottom(row, column) > row and (
            self._bottom(row, filled[-1]) < self._bottom(row, column)))
        columns = [column for column in filled if (row, column) not in groups]
        texts = [fold(header_text(cell_at(self._sheet, row, column))) for column in columns]
        for size in range(_LEAST, len(columns) // 2 + 1):
            if len(columns) % size == 0 and all(texts) and texts == texts[:size] * (len(columns) // size):
                starts = [*columns[::size], self._width]
                for place, start in enumerate(starts[:-1]):
                    yield _Run(row, tuple(columns[place * size:(place + 1) * size]), starts[place + 1] - 1,
                               groups if not place else (), apart=start > columns[0])
                return
        yield _Run(row, tuple(columns), self._width - 1, groups)
        known = [place for place, column in enumerate(columns) if self._heads_a_list(row, column)]
        # Headers stand beside each other; between labels stand their values.
        if len(known) < len(columns) and [place - known[0] for place in known[:_LEAST]] == [0, 1]:
            inside = tuple(columns[known[0]:known[-1] + 1])
            right = columns[known[-1] + 1] - 1 if known[-1] + 1 < len(columns) else self._width - 1
            yield _Run(row, inside, right, apart=known[0] > 0 or bool(groups))

    def _heads_a_list(self, row: int, column: int) -> bool:
        """Whether a cell is a header that lists have, and no name of a project."""
        cell = cell_at(self._sheet, row, column)
        return meant_by(cell, NAMED) != "name" and any(
            meant_by(cell, SURE, kind) not in ("", "project") for kind in LIST_KINDS[:2])

    def _bottom(self, row: int, column: int) -> int:
        return self._merges.get((row, column), (row, column))[0]

    def _list(self, run: _Run) -> CardList | None:
        """The list that a run of cells is the header of; None where it is none."""
        if (slices := self._slices(run)) is not None:
            return slices
        if len(run.columns) < _LEAST or self._begins_in(run, run.row):
            return None
        headers = [cell_at(self._sheet, run.row, column) for column in run.columns]
        for shape in (ListShape.ACROSS, ListShape.NODES, ListShape.YEARS, ListShape.TABLE, ListShape.LINES):
            if not _MAY_HEAD[shape](headers):
                continue
            one = self._with_rows(shape, run)
            if one.last > run.row + 1 and self._is(one):
                return self._told(one)
        is_empty = _may_head_table(headers) and self._is_empty(run, headers)
        return self._told(CardList(ListShape.EMPTY, run.row, run.columns, run.row + 1, run.right, None, run.groups)
                          ) if is_empty else None

    def _told(self, one: CardList) -> CardList:
        """The list with the line above that says what it is of, and its columns without a header."""
        bare = {column for row in one.rows for column in range(one.columns[0], one.right + 1)
                if not is_blank(cell_at(self._sheet, row, column))}
        columns = tuple(sorted({*one.columns, *bare}))
        first = columns[0]
        if not one.groups and one.rows and one.shape is not ListShape.EMPTY and len(columns) > _LEAST and all(
                is_blank(cell_at(self._sheet, row, first)) for row in one.rows):
            return one._replace(columns=columns[1:], groups=((one.top, first),), title=self._title(one))
        return one._replace(columns=columns, title=self._title(one))

    def _with_rows(self, shape: ListShape, run: _Run) -> CardList:
        """A list of a shape with as many rows as go on with it."""
        bottom = min((self._bottom(*group) for group in run.groups), default=len(self._sheet.rows) - 1)
        last = row = run.row + 1
        while row <= bottom and row < len(self._sheet.rows):
            if not self._filled(run, row):
                if not run.groups:
                    break
            elif self._goes_on(shape, run, row):
                last = row + 1
            else:
                break
            row += 1
        return CardList(shape, run.row, run.columns, last, run.right, None, run.groups)

    def _filled(self, run: _Run, row: int) -> list[int]:
        """The columns of a list in which a row has something."""
        return [column for column in range(run.columns[0], run.right + 1)
                if not is_blank(cell_at(self._sheet, row, column))]

    def _begins_in(self, run: _Run, row: int) -> bool:
        """Whether another list begins in a row below a list's columns."""
        return any(run.columns[0] <= one.right and one.columns[0] <= run.right for one in self._begun.get(row, ()))

    def _goes_on(self, shape: ListShape, run: _Run, row: int) -> bool:
        """Whether a row goes on with a list: something is in it below the header, and no label of the project's."""
        filled, cells = self._filled(run, row), self._sheet.rows[row]
        first = cells[filled[0]]
        left = any(not is_blank(cell) for cell in cells[:run.columns[0]])
        if self._begins_in(run, row) or (left and not run.apart) or self._is_foot(run, row, first):
            return False
        if shape is ListShape.ACROSS and is_a_time(cell_at(self._sheet, run.row, run.columns[0])):
            return all(_is_number(cells[column]) for column in filled)
        if shape in (ListShape.ACROSS, ListShape.NODES):
            return filled[0] == run.columns[0] and isinstance(first, str) and self._is_line_of(shape, run, row)
        if shape is ListShape.YEARS:
            return is_a_time(first) or is_sum_label(first)
        if label_with_value(first) is not None or self._has_a_label([cells[column] for column in filled]):
            return False
        return len(filled) > 1 or filled[0] != run.columns[0] or (
            len(run.columns) > 1 and shape is ListShape.TABLE and self._is_lone_row(run, row))

    @staticmethod
    def _has_a_label(said: Sequence[object]) -> bool:
        """Whether a row has a label of the project's. 用地 before a bureau and a day is none: it is what is
        wanting in a list of blockers.
        """
        if is_sum_label(said[0]):
            return False
        third = len(said) > _LEAST and bool(meant_by(said[2], SURE))
        wanting = len(said) > _LEAST and meant_by(said[0], NAMED) == _WANTING
        return third or any(meant_by(cell, NAMED) not in ("", _WANTING) for cell in said) or (
            bool(meant_by(said[0], NAMED)) and not wanting)

    def _is_lone_row(self, run: _Run, row: int) -> bool:
        """Whether a row with a text in its first column alone is one of a list: no title, and no label above its value.
        """
        wide = self._merges.get((row, run.columns[0]), (row, run.columns[0]))[1] >= run.columns[1]
        after = self._filled(run, row + 1) if row + 1 < len(self._sheet.rows) else []
        return not (wide or self._begins_in(run, row + 1) or after == [run.columns[0]]
                    or _TITLE_WORD.search(str(cell_at(self._sheet, row, run.columns[0])).strip()))

    def _is_foot(self, run: _Run, row: int, first: object) -> bool:
        """Whether a row says who filled in the card."""
        return (isinstance(first, str) and FOOTER.match(first) is not None) or is_signature(
            self._sheet.rows[row][run.columns[0]:run.right + 1])

    def _is_line_of(self, shape: ListShape, run: _Run, row: int) -> bool:
        """Whether a row names a stage, or what the numbers beside it are."""
        if shape is ListShape.NODES:
            return all(not meant_by(cell_at(self._sheet, row, column), NAMED) for column in self._filled(run, row)[1:])
        return all(_is_number(cell_at(self._sheet, row, column)) for column in self._filled(run, row)[1:])

    def _is(self, one: CardList) -> bool:
        """Whether the rows of a list are what its shape has."""
        sheet = self._sheet
        if one.shape is ListShape.TABLE:
            about = [cell_at(sheet, *place) for place in (*one.groups, *filter(None, (self._title(one),)))]
            body = [[cell_at(sheet, row, column) for column in one.columns] for row in (one.top, *one.rows)]
            return is_table_of_a_kind(body, " ".join(map(str, about)))
        firsts = [cell_at(sheet, row, one.columns[0]) for row in one.rows]
        if one.shape is ListShape.NODES:
            stages = sum(isinstance(first, str) and _STAGES.fullmatch(fold(first)) is not None for first in firsts)
            return stages >= min(_LEAST, len(firsts)) and stages * 2 >= len(firsts)
        if one.shape is ListShape.LINES:
            return self._is_of_lines(one)
        if one.shape is ListShape.ACROSS and not is_a_time(cell_at(sheet, one.top, one.columns[0])):
            return any(_is_told_over_time(first) for first in firsts)
        if one.shape is ListShape.ACROSS:
            return bool(one.groups) and len(one.rows) == 1 and _is_told_over_time(cell_at(sheet, *one.groups[0]))
        return True

    def _is_of_lines(self, one: CardList) -> bool:
        """Whether a list of no kind is one: its headers have no gaps between them, and it is no row of labels above
        their values.
        """
        if not _says_columns([cell_at(self._sheet, one.top, column) for column in one.columns]):
            return self._is_full(one)
        gaps = any(self._right(one.top, column) + 1 < after
                   for column, after in zip(one.columns, one.columns[1:], strict=False))
        several = len(one.rows) >= _LEAST
        named = any(meant_by(cell_at(self._sheet, one.top, column), SURE) for column in one.columns)
        titled = bool(one.groups) or self._title(one) is not None
        if named and len(one.columns) == _LEAST:
            return False  # a label with its value: 存在问题 and 用地
        return not gaps and (several or (titled and not named) or (
            titled and re.search("构成|股东|股权|出资", str(cell_at(self._sheet, *self._about(one)))) is not None))

    def _is_full(self, one: CardList) -> bool:
        """Whether rows below headers nobody knows (股东) are a table: none of their cells is a label, nearly all are
        filled, and a column has numbers alone.
        """
        rows = [[cell_at(self._sheet, row, column) for column in one.columns] for row in one.rows]
        if len(one.columns) <= _LEAST or len(rows) < _LEAST or any(
                sum(map(is_blank, row)) > 1 or any(isinstance(cell, str) and meant_by(cell, SURE) for cell in row)
                for row in rows):
            return False
        return any(all(_PLAIN_NUMBER.fullmatch(str(cell).strip()) for cell in column)
                   for column in zip(*rows, strict=True))

    def _about(self, one: CardList) -> CardPlace:
        """The cell that says what a list is of."""
        return self._title(one) or (one.groups[0] if one.groups else (one.top, one.columns[0]))

    def _right(self, row: int, column: int) -> int:
        return self._merges.get((row, column), (row, column))[1]

    def _is_empty(self, run: _Run, headers: Sequence[object]) -> bool:
        """Whether headers beside each other have blank rows below them, or what is no row of a list."""
        known = max(sum(bool(meant_by(cell, SURE, kind)) for cell in headers) for kind in LIST_KINDS[:2])
        return (known >= _LEAST_EMPTY and known * 3 >= len(headers) * 2 and not any(
            meant_by(cell, NAMED) == "name" for cell in headers)
            and all(self._right(run.row, column) + 1 == after
                    for column, after in zip(run.columns, run.columns[1:], strict=False)))

    def _slices(self, run: _Run) -> CardList | None:
        """Lines of money that begin with 第一笔; None where the row begins none. A line below one goes on with it."""
        if not self._is_slice(run) or (run.row and any(
                self._is_slice(above) for above in self._runs(run.row - 1))):
            return None
        last = run.row + 1
        while last < len(self._sheet.rows) and any(self._is_slice(below) for below in self._runs(last)):
            last += 1
        one = CardList(ListShape.SLICES, run.row, run.columns, last, run.right, None, run.groups)
        one = one._replace(title=None if run.groups else self._title(one))
        about = " ".join(str(cell_at(self._sheet, *place)) for place in (*one.groups, *filter(None, (one.title,))))
        firsts = (str(cell_at(self._sheet, row, run.columns[0])) for row in one.rows)
        return one if ARRIVED_WORDS.search(" ".join((about, *firsts))) or "资金" in about else None

    def _is_slice(self, run: _Run) -> bool:
        """Whether a row is one slice of money: what it is called, a day and an amount, in either order."""
        if len(run.columns) != _LEAST + 1:
            return False
        first, *others = (cell_at(self._sheet, run.row, column) for column in run.columns)
        return (isinstance(first, str) and _SLICE.fullmatch(first.strip(" ：:")) is not None
                and sorted(map(is_a_day, others)) == [False, True] and sorted(map(_is_number, others)) == [False, True])

    def _title(self, one: CardList) -> CardPlace | None:
        """The only cell of the row above, where it is no label of the project's, and no value of a label above it."""
        if not one.top or self._has_left(one.top - 1, one.columns[0]):
            return None
        row = one.top - 1
        above = [column for column in range(one.columns[0], one.right + 1)
                 if not is_blank(cell_at(self._sheet, row, column))]
        text = cell_at(self._sheet, row, above[0]) if len(above) == 1 else None
        if not isinstance(text, str) or len(text) > _LONGEST_TITLE or meant_by(text, SURE) or (
                label_with_value(text) is not None):
            return None
        lone_above = row > 0 and sum(not is_blank(cell) for cell in self._sheet.rows[row - 1]) == 1
        return None if lone_above and not _TITLE_WORD.search(text.strip()) else (row, above[0])

    def _has_left(self, row: int, column: int) -> bool:
        return any(not is_blank(cell) for cell in self._sheet.rows[row][:column])


def is_a_day(cell: object) -> bool:
    """Whether a cell is a day or a month."""
    if isinstance(cell, str):
        return not cell.strip().isdigit() and day_said(cell.strip()) is not None
    return isinstance(cell, date | Month)


def is_a_time(cell: object) -> bool:
    """Whether a cell is a year, or a part of one."""
    return isinstance(cell, Month) or (not isinstance(cell, bool | date) and _TIME.fullmatch(
        "".join(str(cell).split())) is not None)


def _is_number(cell: object) -> bool:
    if isinstance(cell, str):
        return _AMOUNT.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_told_over_time(cell: object) -> bool:
    """Whether a text is what a result is called, or money that arrived."""
    text = header_text(cell)
    return bool(text) and (result_said(text) is not None or ARRIVED_WORDS.search(text) is not None)


def _is_header(cell: object) -> bool:
    """Whether a cell can be the header of a column: a day or an amount is a value, and beside it stands a label."""
    text = header_text(cell)
    return (bool(text) and label_with_value(cell) is None and not is_unit_alone(text)
            and not is_a_day(cell) and not _is_number(cell) and meant_by(cell, NAMED) != "name")


def _may_head_across(cells: Sequence[object]) -> bool:
    times = [is_a_time(cell) for cell in cells]
    return len(times) >= _LEAST and all(times[1:]) and (times[0] or _is_header(cells[0])) and (
        len(times) > _LEAST or times[0])


def _may_head_nodes(cells: Sequence[object]) -> bool:
    return (all(map(_is_header, cells)) and not meant_by(cells[0], NAMED)
            and any(_OF_DAYS.search(str(cell)) for cell in cells[1:]))


def _may_head_years(cells: Sequence[object]) -> bool:
    said = [result_said(header_text(cell)) for cell in cells[1:]]
    return all(map(_is_header, cells)) and fold(header_text(cells[0])) in _YEAR_HEADS and any(
        what is not None and what.is_summed for what in said)


def _may_head_table(cells: Sequence[object]) -> bool:
    """Whether enough cells of a row are headers of a kind of list; looked at first, because that takes least time."""
    return all(map(_is_header, cells)) and any(
        sum(bool(meant_by(cell, SURE, kind)) for cell in cells) >= _LEAST for kind in LIST_KINDS)


def _may_head_lines(cells: Sequence[object]) -> bool:
    return all(map(_is_header, cells))


def _says_columns(cells: Sequence[object]) -> bool:
    """Whether cells are headers of columns, whatever the list is of: no values stand among them."""
    words = [_is_head_word(cell) for cell in cells]
    return all(words[:_LEAST]) and sum(words) * 3 >= len(words) * 2


def _is_head_word(cell: object) -> bool:
    return _HEAD_WORD.fullmatch(header_text(cell)) is not None or any(meant_by(cell, SURE, kind) for kind in Kind)


_MAY_HEAD = {ListShape.ACROSS: _may_head_across, ListShape.NODES: _may_head_nodes, ListShape.YEARS: _may_head_years,
             ListShape.TABLE: _may_head_table, ListShape.LINES: _may_head_lines}

