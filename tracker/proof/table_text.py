"""Reads the numbers of a table's cells, and what its columns are by their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from tracker.proof.draft import DraftCell, DraftTable
from tracker.proof.folded import fold_text
from tracker.proof.interval import Interval, rounded_from


class ColumnPart(StrEnum):
    """What stands in a column."""

    TARGET = "target"
    ACTUAL = "actual"
    BEFORE = "before"
    COMPLETION = "completion"
    GROWTH = "growth"
    SHARE = "share"
    """What of the whole column a row has."""
    RATE = "rate"
    """Another rate: a ratio, a rank."""
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class CellNumber:
    """The number of a cell, as it stands there, and what it was rounded from; `is_percent` where it has the sign."""

    value: Fraction
    step: Fraction
    interval: Interval
    text: str
    cell: DraftCell
    is_percent: bool = False


_PLAIN = re.compile(r"(?P<sign>[-－])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<percent>%)?(?:亿元"
                    r"|万元|万美元|美元|元|个|家|项|户)?")
_EXACT: Final = 9
"""Decimals of a number of a workbook; what lies beyond is how computers count."""
_COMPLETION = re.compile(r"完成率|完成比|完成占|完成.{0,6}[%率]|占.{0,6}(?:目标|任务|计划|预算).{0,6}(?:比|%|率)"
                         r"|达成率|为(?:预算|计划"
                         r"|目标).{0,4}%|进度[（(]?%|完成进度|占目标|占任务|占计划|占预算")
_GROWTH = re.compile(r"增长|增幅|增速|同比|环比|增减.{0,4}[%率]|比上年.{0,4}[%±]")
_SHARE = re.compile(r"占比|比重|构成|占.{0,6}(?:总|合计|全[省市县区州]).{0,6}|所占")
_RATE = re.compile(r"[%率]|占比|比重|百分比|排名|名次|位次|序号|编号|得分|分值|权重")
_BEFORE = re.compile(r"上年|去年|同期|上期")
_TARGET = re.compile(r"目标|任务|计划(?!总)|预算数?|指标")
_ACTUAL = re.compile(r"完成|实际|到位|实绩|累计|实现|决算|执行数|本期|本年|引进")
_PARTS: Final = (
    (_COMPLETION, ColumnPart.COMPLETION), (_GROWTH, ColumnPart.GROWTH), (_SHARE, ColumnPart.SHARE),
    (_RATE, ColumnPart.RATE),
    (_BEFORE, ColumnPart.BEFORE), (_TARGET, ColumnPart.TARGET), (_ACTUAL, ColumnPart.ACTUAL))
"""What a header is, by the first pattern that it holds."""
_MOST_HEADERS: Final = 3


def cell_number(cell: DraftCell) -> CellNumber | None:
    """The number of a cell, without a unit or with one; None for anything else."""
    if cell.number is not None:
        exact = round(Decimal(repr(cell.number)), _EXACT).normalize()
        step = Fraction(1, 10 ** max(-int(exact.as_tuple().exponent), 0))
        interval = rounded_from(Fraction(exact), Fraction(0) if step == 1 else step)
        return CellNumber(Fraction(exact), step, interval, f"{exact:f}", cell)
    match = _PLAIN.fullmatch(fold_text(cell.text).text)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    value = Fraction(digits) * (-1 if match["sign"] else 1)
    step = Fraction(1, 10 ** len(digits.partition(".")[2]))
    is_whole = step == 1 and bool(re.search("[个家项户]$", cell.text))
    return CellNumber(value, step, rounded_from(value, Fraction(0) if is_whole else step), cell.text.strip(), cell,
                      bool(match["percent"]))


def header_rows(table: DraftTable) -> int:
    """How many rows stand above the first one with numbers; 0 where a table has no header."""
    for at, row in enumerate(table.rows):
        if sum(cell_number(cell) is not None for cell in row[1:]) >= 2:
            return at
    return 0


def columns_of(table: DraftTable, headers: int) -> list[ColumnPart]:
    """What stands in each column, by the words above it; a row with one text alone is a title."""
    widest = max((len(row) for row in table.rows), default=0)
    rows = [row for row in table.rows[max(headers - _MOST_HEADERS, 0):headers]
            if sum(bool(cell.text) for cell in row) > 1]
    return [_part(_words(rows, column)) for column in range(widest)]


def _words(rows: Sequence[Sequence[DraftCell]], column: int) -> list[str]:
    return [row[column].text for row in rows if column < len(row) and row[column].text.strip()]


def _part(words: list[str]) -> ColumnPart:
    """The lowest header says what a column is; one above it only where that one does not."""
    for word in reversed(words):
        text = fold_text(word).text
        for pattern, part in _PARTS:
            if pattern.search(text):
                return part
    return ColumnPart.NUMBER if words else ColumnPart.NAME
