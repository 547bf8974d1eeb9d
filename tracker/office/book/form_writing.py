"""Writes into single cells of a form, and keeps what was filled and what stayed empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.ledger.excel import Cell
from tracker.ledger.form_choices import Choices, chosen_of
from tracker.ledger.form_file import FormSheet


class HeadedCells(NamedTuple):
    """Cells (D5) below one header or beside one label, and whether those are all there are of it."""

    label: str
    cells: tuple[str, ...]
    all: bool
    unclear: bool = False
    """Whether they stay empty because what the header means is not certain, and not because nothing is known."""


@dataclass(slots=True)
class Filled:
    """A form that was filled: the bytes of the workbook, which projects stand in it, and what stayed empty."""

    content: bytes = b""
    codes: set[str] = field(default_factory=set)
    """The projects that stand in it."""
    cells: int = 0
    empty: list[HeadedCells] = field(default_factory=list)
    """What the office does not know, or what the form does not ask clearly."""
    texts: list[HeadedCells] = field(default_factory=list)
    """Cells of amounts that were filled with texts, which no formula adds up: about 3亿元, 1200万美元."""
    others: list[str] = field(default_factory=list)
    """The sheets nothing was filled in on."""
    later: list[str] = field(default_factory=list)
    """Projects that were asked for and began only after the day that the form is filled by."""
    alike: list[tuple[str, str, str]] = field(default_factory=list)
    """Names in its rows, each with the code and the name of the project that only likeness tells they mean."""
    unknown: list[str] = field(default_factory=list)
    """Names in its rows that no project has, or that may mean several."""
    added: dict[str, int] = field(default_factory=dict)
    """By sheet, how many rows were put in because the blank ones were too few."""

    @property
    def projects(self) -> int:
        """How many projects stand in it."""
        return len(self.codes)


class FormWriter:
    """Writes into the empty cells of one sheet of a form; what the form says itself stays."""

    def __init__(self, form: FormSheet, name: str, choices: Choices) -> None:
        self.form, self._name, self._choices = form, name, choices

    def write(self, row: int, column: int, value: Cell, field: str, like: int | None = None) -> bool:
        """Whether a value was written; in a cell with a drop-down it is the choice that means it, if one does.

        `like` is the row of the blank form that a row is like which was put in.
        """
        if value is None or value == "" or self._is_covered(row, column) or self.form.says(row, column):
            return False
        if isinstance(value, str) and (offered := self._choices.at(
                self._name, row if like is None else like, column)):
            value = chosen_of(offered, field, value)
        if value is None:
            return False
        self.form.write(row, column, value)
        if isinstance(value, str):
            self.form.make_room(row, column, value)
        return True

    def lacks(self, row: int, column: int) -> bool:
        """Whether a cell is there to be filled and empty."""
        return not self._is_covered(row, column) and not self.form.says(row, column)

    def _is_covered(self, row: int, column: int) -> bool:
        """Whether a cell lies under another it is merged with."""
        merge = self.form.merges.over_cell(row, column)
        return merge is not None and (merge.top, merge.left) != (row, column)


def in_full(value: Cell) -> str:
    """A value as text within another one."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
