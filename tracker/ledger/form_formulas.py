"""Formulas of a form as text: the rows they speak of when rows are put in, and when they are copied to another cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tracker.ledger.headers import column_number, letters
from tracker.ledger.references import PARTS, REFERENCE, sheet_named

_ADDED = re.compile(r"=?\s*(?:SUM\(\s*)?([A-Z]{1,3}[0-9]{1,7}(?:\s*[+,]\s*[A-Z]{1,3}[0-9]{1,7})*)\s*\)?")
"""Cells that are added up one by one: C4+C5+C6."""


@dataclass(frozen=True, slots=True)
class PutIn:
    """Rows that are put into a sheet behind a row (`after`, counted from 1), and how many.

    They go on the rows from `first` to `after`; where `first` lies behind `after` there are no such rows. They look
    like the row `like`, which may stand below them. With `moves` what stands below moves down; else nothing does, and
    only what ended with the row before them is widened.
    """

    sheet: str
    first: int
    after: int
    count: int
    like: int
    moves: bool = True

    @property
    def goes_on(self) -> bool:
        """Whether the new rows go on rows before them, so that what holds for all of those holds for the new ones."""
        return self.first <= self.after

    def row(self, row: int) -> int:
        """Where a row stands then."""
        return row + self.count if self.moves and row > self.after else row

    def rows(self, top: int, bottom: int) -> tuple[int, int]:
        """Where a range of rows stands then; one that ends with the last row before the new ones takes them in."""
        return self.row(top), bottom + self.count if self.goes_on and bottom == self.after else self.row(bottom)

    def reference(self, reference: str, *, alone: bool = False, beside: int = 0) -> str:
        """Ranges of cells (B4:C7 E9), each moved or widened; with `alone` a single cell is one range and widened too.

        A range within the row `beside` alone stays in it.
        """
        return " ".join(self._range(one, alone=alone, beside=beside) for one in reference.split())

    def _range(self, reference: str, *, alone: bool, beside: int) -> str:
        first, colon, last = reference.partition(":")
        if not PARTS.fullmatch(first) or (colon and not PARTS.fullmatch(last)):
            return reference
        if not colon and not alone:
            return _with_row(first, self.row(_row_of(first)))
        top, bottom = _row_of(first), _row_of(last or first)
        top, bottom = (top, bottom) if top == bottom == self.after == beside else self.rows(top, bottom)
        begin, end = _with_row(first, top), _with_row(last or first, bottom)
        return begin if begin == end and not colon else f"{begin}:{end}"

    def formula(self, formula: str, own: str, row: int = 0) -> str:
        """A formula that stands on the sheet `own`, in a row counted from 1, as it is then."""
        is_here = own.casefold() == self.sheet.casefold()
        if is_here and not self.first <= row <= self.after and (whole := self._sum_of_all(formula)):
            return whole

        def moved(sheet: str | None, text: str) -> str:
            is_there = sheet_named(sheet, own).casefold() == self.sheet.casefold()
            return self.reference(text, beside=row) if is_there else text

        return _replaced(formula, moved)

    def _sum_of_all(self, formula: str) -> str:
        """The sum of a column that adds up each row by itself, as the sum of their range; empty for other formulas.

        Where there is one row, a formula below it that names its cell alone is such a sum.
        """
        match = _ADDED.fullmatch(formula.strip())
        places = [PARTS.fullmatch(place.strip()) for place in re.split("[+,]", match[1])] if match else []
        rows = [int(place[4]) for place in places if place]
        columns = {place[2] for place in places if place}
        if len(columns) != 1 or rows != list(range(self.first, self.after + 1)):
            return ""
        column = columns.pop()
        return f"SUM({column}{self.first}:{column}{self.after + self.count})"


def speaks_of_its_row(formula: str) -> bool:
    """Whether a formula can be copied into the rows below: it adds up no rows that would be others there."""
    ranges = [(match["first"] or match["top"], last) for match in REFERENCE.finditer(formula)
              if (last := match["last"] or match["bottom"])]
    return all(_row_of(first) == _row_of(last) or ("$" in first[1:] and "$" in last[1:]) for first, last in ranges)


def copied_formula(formula: str, rows: int, columns: int = 0) -> str:
    """A formula as it is when it is copied so many rows down and columns to the right."""

    def part(text: str) -> str:
        match = PARTS.fullmatch(text)
        if match is None:
            return text
        fixed, column, held, row = match.groups()
        if column and not fixed:
            column = letters(max(0, column_number(column) + columns))
        return f"{fixed}{column}{held}{row if held or (fixed and not column) else max(1, int(row) + rows)}"

    return _replaced(formula, lambda _, text: ":".join(map(part, text.split(":"))))


def _replaced(formula: str, change: Callable[[str | None, str], str]) -> str:
    def changed(match: re.Match[str]) -> str:
        if match[0].startswith('"'):
            return match[0]
        sheet = match["sheet"]
        return (sheet or "") + change(sheet, match[0].removeprefix(sheet or ""))

    return REFERENCE.sub(changed, formula)


def _row_of(place: str) -> int:
    return int(re.findall("[0-9]+", place)[-1])


def _with_row(place: str, row: int) -> str:
    return re.sub("[0-9]+$", str(row), place)
