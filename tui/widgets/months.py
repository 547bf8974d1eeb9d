"""Months as columns: this year's filled beside last year's outlined, and both as numbers below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from rich.cells import cell_len

from tui.text import ascii_only, clip, marks, pad
from tui.widgets.lines import Line

RISING = "▁▂▃▄▅▆▇"
WIDEST = 4
"""Cells a column takes at the most: beyond that it says no more."""


@dataclass(frozen=True, slots=True)
class Months:
    """Twelve numbers of a year and of the one before (None where it has none); `last` is the last month gone by."""

    year: int
    these: Sequence[int]
    before: Sequence[int] | None
    last: int = 12


def month_chart(months: Months, names: Sequence[str], width: int, height: int) -> list[Line]:
    """`height` lines of columns, the names of the months, and the numbers of both years."""
    gutter = max(cell_len(text) for text in _legend(months)) + 1
    group = max((width - gutter) // 12, 2)
    thick = min(max((group - 1) // 2, 1), WIDEST)
    most = max([*months.these, *(months.before or ()), 1])
    lines = [_row(months, row, height, most, group, thick, gutter) for row in range(height - 1, -1, -1)]
    lines.append([(" " * gutter, ""), *((pad(clip(name, group), group), "dim") for name in names)])
    return [*lines, *_numbers(months, group, gutter)]


def _legend(months: Months) -> tuple[str, str]:
    solid, hollow = ("##", "++") if ascii_only() else ("██", "┌┐")
    return f"{solid} {months.year}", f"{hollow} {months.year - 1}"


def _row(months: Months, row: int, height: int, most: int, group: int, thick: int, gutter: int) -> Line:
    line: Line = [(" " * gutter, "")]
    for month in range(12):
        mine = filled(months.these[month] / most * height - row, thick)
        other = outlined(months.before[month] / most * height, row, thick) if months.before else " " * thick
        line += [(mine, "head"), (other, "dim"), (" " * (group - 2 * thick), "")]
    return line


def filled(level: float, thick: int) -> str:
    """The part of a filled column in one line; `level` is how far the column reaches above the line's foot."""
    eighths = min(ceil(level * 8), 8)
    if eighths <= 0:
        return " " * thick
    if ascii_only():
        return "#" * thick
    return (marks().full if eighths == 8 else RISING[eighths - 1]) * thick


def outlined(reach: float, row: int, thick: int) -> str:
    """The part of an outlined column in one line; the lines of a box stand in the middle of their cells."""
    rows = ceil(reach)
    if row >= rows:
        return " " * thick
    corner, across, down = ("+", "-", "|") if ascii_only() else ("", "─", "│")
    if thick == 1:
        return down
    if row == rows - 1:
        left, right = (corner, corner) if corner else ("┌", "┐")
        return left + across * (thick - 2) + right
    return down + " " * (thick - 2) + down


def _numbers(months: Months, group: int, gutter: int) -> list[Line]:
    """Both years as numbers; a month still to come has none."""
    this, before = _legend(months)
    mine: Line = [(pad(this, gutter), "head")]
    mine += [(pad(str(count) if at < months.last else "", group), "name") for at, count in enumerate(months.these)]
    if months.before is None:
        return [mine]
    return [mine, [(pad(before, gutter), "dim"), *((pad(str(count), group), "dim") for count in months.before)]]
