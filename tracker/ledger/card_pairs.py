"""The labels of a sheet that may be cards, each with its value beside it, below it or in its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracker.ledger.card_labels import (
    NAMED,
    SURE,
    CardPair,
    CardPlace,
    apart,
    is_about_sheet,
    is_stage_label,
    label_text,
    label_with_value,
    meant_by,
    unit_alone,
)
from tracker.ledger.family import NOTED, Kind
from tracker.ledger.headers import is_unit_alone
from tracker.ledger.lines import SUM_NAME
from tracker.ledger.raw import BookSheet
from tracker.ledger.stack import header_text, is_blank

_LEAST_ROWS, _LEAST_LABELS = 2, 3
"""Rows with named labels that a card has at least, and how many of those labels have their values beside them."""
_LONGEST_LINE = 20
"""Characters of a label that has a row of its own above its value."""
_GROUP = re.compile(".{0,8}(?:情况|信息|概况|资料)")
"""What a group of labels is called."""
_PROBLEMS = "problems"
_PARTIES = frozenset({"investor", "bureau", "chain_leader"})


class _Unit(NamedTuple):
    """A cell as it is seen: merged ones are one, from `left` to `right` and down to `bottom`."""

    left: int
    right: int
    bottom: int
    cell: object


class LabelledCells:
    """The labels of a sheet and their values."""

    def __init__(self, sheet: BookSheet) -> None:
        self._sheet = sheet
        self._merges = dict(sheet.merges)
        self._covered = {(row, column) for first, last in sheet.merges for row in range(first[0], last[0] + 1)
                         for column in range(first[1], last[1] + 1)} - set(self._merges)
        self._units = [list(self._units_in(row)) for row in range(len(sheet.rows))]
        self._named = [(row, unit) for row, units in enumerate(self._units) for unit in units
                       if meant_by(unit.cell, NAMED) and not self._is_group(row, unit)]
        self._columns = {unit.left for _, unit in self._named}
        self._width = max((len(row) for row in sheet.rows), default=0)
        self._below: set[CardPlace] = set()
        """The cells that are values of the labels above them."""

    def pairs(self) -> list[CardPair]:
        """Every label with its value, row by row; none where too little speaks for a card."""
        if not self._is_stack() and not self._is_card():
            return []
        several, first = self._columns_of_projects(), min(row for row, _ in self._named)
        return [pair for row in range(len(self._units)) for pair in self._pairs_in(row, several)
                if row >= first or ((row, pair.place[1]) not in self._below and not is_about_sheet(pair.label)
                                    and any(place[0] == row for place in pair.values))]

    def _is_card(self) -> bool:
        """Whether labels have their values beside them: the name, every label in its row, and enough of the others."""
        rows = {row for row, unit in self._named if meant_by(unit.cell, NAMED) == "name"}
        return self._has_values_beside() and all(
            self._value_beside(row, unit) is not None for row, unit in self._named if row == min(rows))

    def has_name_beside(self) -> bool:
        """Whether the name of a project stands beside its label, and the sheet is no stack of labels and values."""
        return not self._is_stack() and any(
            meant_by(unit.cell, NAMED) == "name" and self._value_beside(row, unit) is not None
            for row, unit in self._named)

    def is_like_cards(self) -> bool:
        """Whether it looks like cards, though they may lack a name."""
        return self._has_values_beside() or self._is_stack()

    def _has_values_beside(self) -> bool:
        """Whether enough labels have their values beside them, and a name is among the labels.

        A table has numbers for its rows, and names headed by a row of headers.
        """
        beside = [(row, unit) for row, unit in self._named if self._value_beside(row, unit) is not None]
        fields = {meant_by(unit.cell, NAMED) for _, unit in self._named}
        return ({"name", "serial"} & fields == {"name"} and len({row for row, _ in beside}) >= _LEAST_ROWS
                and len({meant_by(unit.cell, NAMED) for _, unit in beside}) >= _LEAST_LABELS
                and len(beside) * 2 >= len(self._named))

    def _is_stack(self) -> bool:
        """Whether rows of labels alone, each another one, take turns with single rows of values."""
        filled = [row for row, units in enumerate(self._units) if any(not is_blank(unit.cell) for unit in units)]
        rows = sorted({row for row, _ in self._named})
        fields = [meant_by(unit.cell, NAMED) for _, unit in self._named]
        after = filled[filled.index(rows[0]):] if rows else []
        return (len(rows) >= _LEAST_ROWS and len(after) == 2 * len(rows) and after[::2] == rows
                and len(set(fields)) == len(fields) > len(rows)
                and all(meant_by(unit.cell, SURE) for row in rows for unit in self._units[row]
                        if header_text(unit.cell)))

    def _units_in(self, row: int) -> Iterator[_Unit]:
        for column, cell in enumerate(self._sheet.rows[row]):
            if (row, column) not in self._covered:
                bottom, right = self._merges.get((row, column), (row, column))
                yield _Unit(column, right, bottom, cell)

    def _columns_of_projects(self) -> tuple[int, ...]:
        """The columns of several projects that stand beside each other, with all labels to the left of them."""
        row, name = next(((row, unit) for row, unit in self._named if meant_by(unit.cell, NAMED) == "name"),
                         (0, _Unit(0, 0, 0, "")))
        if len(self._columns) > 1:
            return ()
        filled = [unit.left for unit in self._units[row] if unit.left > name.right and not is_blank(unit.cell)]
        return tuple(filled) if len(filled) > 1 else ()

    def _pairs_in(self, row: int, several: tuple[int, ...]) -> Iterator[CardPair]:
        """The labels that stand in a row, with their values."""
        units, place, group = self._units[row], 0, self._group_before(row)
        while place < len(units):
            unit = units[place]
            inline = label_with_value(unit.cell, sure=place > 0)
            place += 1
            if (row, unit.left) in self._below or (row, unit.left) in group or (
                    inline is None and not self._is_label(row, unit)):
                continue
            if inline is not None:
                yield from apart(CardPair(inline[0], (row, unit.left), ((row, unit.left),), (inline[1],)))
                continue
            found, value = self._remark(row, place) or self._pair(row, unit, several)
            if value is not None:
                place = units.index(value) + 1
            found, group = found._replace(heads=(*found.heads, *group)), ()
            if value is not None and place < len(units) and (unit_said := unit_alone(units[place].cell)):
                found = found._replace(label=f"{found.label}（{unit_said}）",
                                       heads=(*found.heads, (row, units[place].left)))
                place += 1
            if any(not is_blank(text) for text in found.texts) or meant_by(unit.cell, SURE):
                yield from apart(found)  # else a text that has no value: no label, and named
            if several:
                return

    def _group_before(self, row: int) -> tuple[CardPlace, ...]:
        """The first cell of a row where it says what the labels at its right and below are about, as groups do in files
        that have no merged cells.
        """
        first, *others = [unit for unit in self._units[row] if not is_blank(unit.cell)] or [_Unit(0, 0, 0, "")]
        is_group = (first.left == 0 and _GROUP.fullmatch(header_text(first.cell)) is not None and others
                    and others[0].left == first.right + 1 and meant_by(others[0].cell, SURE)
                    and row + 1 < len(self._units) and is_blank(self._cell(row + 1, 0)))
        return ((row, first.left),) if is_group else ()

    def _remark(self, row: int, place: int) -> tuple[CardPair, _Unit] | None:
        """A label of remarks or progress with the last text of its row, though it begins as a label with its value
        does (备注 beside 联系人：张三); None where that says a stage, and for any other label.
        """
        label, *others = (unit for unit in self._units[row][place - 1:] if not is_blank(unit.cell))
        if len(others) != 1 or meant_by(label.cell, SURE) not in NOTED or (
                inside := label_with_value(others[0].cell)) is None or is_stage_label(inside[0]):
            return None
        text, heads = self._with_group(row, label)
        return CardPair(text, (row, label.left), ((row, others[0].left),), (others[0].cell,), heads), others[0]

    def _pair(self, row: int, unit: _Unit, several: tuple[int, ...]) -> tuple[CardPair, _Unit | None]:
        """A label with its value, and the cell of that where it stands beside it."""
        label, heads = self._with_group(row, unit)
        if several:
            places = tuple((row, column) for column in several)
            return CardPair(label, (row, unit.left), places, tuple(self._cell(*place) for place in places), heads), None
        value = self._value_beside(row, unit)
        if value is not None:
            return CardPair(label, (row, unit.left), ((row, value.left),), (value.cell,), heads), value
        below = self._value_below(row, unit)
        if below is None:
            return CardPair(label, (row, unit.left), (), (), heads), None
        self._below.add(below)
        return CardPair(label, (row, unit.left), (below,), (self._cell(*below),), heads), None

    def _is_label(self, row: int, unit: _Unit) -> bool:
        """Whether a cell is a label: by its words, or by where it stands."""
        text = header_text(unit.cell)
        if not text or is_unit_alone(text) or self._is_group(row, unit) or SUM_NAME.fullmatch(text):
            return False
        is_line = unit.left == 0 and unit.right + 1 >= self._width and len(text) <= _LONGEST_LINE
        return (bool(meant_by(text, SURE)) or label_with_value(text) is not None or is_line
                or unit.left in self._columns
                or any(unit.left == group.right + 1 for _, group in self._groups_over(row)))

    def _is_group(self, row: int, unit: _Unit) -> bool:
        """Whether a cell stands over several rows, beside others that do not: it is what their labels are about."""
        units = self._units[row]
        beside = next((other for other in units if other.left == unit.right + 1), None)
        return unit.bottom > row and beside is not None and beside.bottom < unit.bottom

    def _groups_over(self, row: int) -> list[tuple[int, _Unit]]:
        """The groups that reach down to a row, each with its first one."""
        return [(top, unit) for top in range(row + 1) for unit in self._units[top]
                if unit.bottom >= row and header_text(unit.cell) and self._is_group(top, unit)]

    def _value_beside(self, row: int, label: _Unit) -> _Unit | None:
        """The cell that holds the value of a label beside it; None where that is a label, or nothing."""
        if label_with_value(label.cell) is not None:
            return label
        beside = [unit for unit in self._units[row] if unit.left > label.right and not is_blank(unit.cell)]
        if len(beside) == 1 and meant_by(label.cell, SURE) == _PROBLEMS:
            return beside[0]  # 用地 alone beside 存在问题 is what is wanting, and no label
        if not beside or any(meant_by(beside[0].cell, NAMED, kind) for kind in Kind) or (
                beside[0].left in self._columns and beside[0].left > label.right + 1):
            return None
        return beside[0]

    def _value_below(self, row: int, label: _Unit) -> CardPlace | None:
        """The cell that holds the value of a label above it, which has no room for one beside it: it reaches to the
        end of the sheet, or stands among labels. No label is in the row of the value.
        """
        among_labels = any(meant_by(unit.cell, NAMED) and (unit.left == label.right + 1 or label.left == unit.right + 1)
                           for unit in self._units[row])
        row = label.bottom + 1
        if not (among_labels or label.right + 1 >= self._width) or row >= len(self._units):
            return None
        if is_blank(self._cell(row, label.left)) or any(
                meant_by(unit.cell, SURE) or label_with_value(unit.cell) for unit in self._units[row]):
            return None
        return row, label.left

    def _with_group(self, row: int, unit: _Unit) -> tuple[str, tuple[CardPlace, ...]]:
        """The text of a label, behind the party whose group it stands in, and the cells of its groups."""
        groups = [(top, group) for top, group in self._groups_over(row) if group.right < unit.left]
        parties = [label_text(group.cell) for _, group in groups if meant_by(group.cell, SURE) in _PARTIES]
        return "".join((*parties, label_text(unit.cell))), tuple((top, group.left) for top, group in groups)

    def _cell(self, row: int, column: int) -> object:
        cells = self._sheet.rows[row]
        return cells[column] if column < len(cells) else ""
