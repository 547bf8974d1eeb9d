"""Checks the tables of a draft: rates of completion and growth in each row, and the row of totals in each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from tracker.domain.rates import round_half_up
from tracker.proof.draft import DraftCell, DraftTable
from tracker.proof.findings import Cause, Checked, DraftFinding, HowStated, NumberSaid, Outcome, cause_of_difference
from tracker.proof.interval import Interval, rounded_from, total_of
from tracker.proof.table_text import CellNumber, ColumnPart, cell_number, columns_of, header_rows
from tracker.proof.tally import Tally

_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计|小\s*计|全[市县区州省](?:合计)?|总数)\s*")
_SUBTOTAL = re.compile(r"小\s*计")
_PERCENT: Final = Fraction(1, 100)
"""What the last digit of a rate stands for at the most where a workbook keeps it as a share of one."""
_AMOUNTS: Final = frozenset({ColumnPart.ACTUAL, ColumnPart.TARGET, ColumnPart.NUMBER})
_PARTS_SAID: Final = {Checked.GROWTH: ("now", "before"), Checked.SHARE: ("part", "whole"),
                      Checked.COMPLETION: ("actual", "target")}
"""What a rate is of and by, in the order in which they are told."""
_MOST_CELLS: Final = 200_000
"""Cells of a table that is checked; a larger one is a ledger, and no draft."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is checked: its rate, the numbers it is of, and what these come to."""

    rate: CellNumber
    top: CellNumber
    bottom: CellNumber
    outcome: Outcome
    judged: HowStated
    label: str


def check_tables(tables: Sequence[DraftTable], tally: Tally) -> None:
    """All checks of all tables."""
    for at, table in enumerate(tables):
        headers = header_rows(table)
        if headers and sum(map(len, table.rows)) <= _MOST_CELLS:
            columns = columns_of(table, headers)
            _check_rates(table, headers, columns, tally, at)
            _check_shares(table, headers, columns, tally, at)
            _check_totals(table, headers, columns, tally, at)


def _check_rates(table: DraftTable, headers: int, columns: list[ColumnPart], tally: Tally, at: int) -> None:
    """Each column of rates against the two it is of, where most of its rows say that it is of them."""
    for rate, part in enumerate(columns):
        if part is ColumnPart.COMPLETION:
            wanted, checked, less = (ColumnPart.ACTUAL, ColumnPart.TARGET), Checked.COMPLETION, 0
        elif part is ColumnPart.GROWTH:
            wanted, checked, less = (ColumnPart.ACTUAL, ColumnPart.BEFORE), Checked.GROWTH, 100
        else:
            continue
        top, bottom = (_beside(columns, rate, kind) for kind in wanted)
        if top is None or bottom is None:
            continue
        rows = max((_rows(table, headers, (rate, top, bottom), less, factor) for factor in (1, 100)), key=_agreeing)
        if (rows and 2 * _agreeing(rows) >= len(rows)) or (len(rows) == 1 and _is_meant(rows[0])):
            for row in rows:
                tally.cells.update(one.cell.place for one in (row.rate, row.top, row.bottom))
                if row.judged is not HowStated.AGREES:
                    tally.add(_finding(row, checked, at))


def _check_shares(table: DraftTable, headers: int, columns: list[ColumnPart], tally: Tally, at: int) -> None:
    """Each column of shares against the column whose rows are those of its total, where most rows say that they are."""
    totals = [place for place, _ in _totals(table, headers)]
    if len(totals) != 1:
        return
    for share in (place for place, part in enumerate(columns) if part is ColumnPart.SHARE):
        found = [rows for column, part in enumerate(columns)
                 if part in _AMOUNTS and (rows := _shares(table, headers, totals[0], (share, column)))]
        rows = max(found, key=_agreeing, default=[])
        if len(rows) > 1 and 2 * _agreeing(rows) >= len(rows):
            for row in rows:
                tally.cells.update(one.cell.place for one in (row.rate, row.top, row.bottom))
                if row.judged is not HowStated.AGREES:
                    tally.add(_finding(row, Checked.SHARE, at))


def _shares(table: DraftTable, headers: int, total: int, places: tuple[int, int]) -> list[_Row]:
    """The rows of a table with their share of its total, by the columns of the share and of what it is of."""
    lines = [row for row in (*table.rows[headers:total], *table.rows[total + 1:]) if max(places) < len(row)]
    if max(places) >= len(table.rows[total]):
        return []
    whole = table.rows[total][places[1]]
    pieces = [(row[places[0]], row[places[1]], whole, row[0].text) for row in lines]
    return max((_divided(pieces, 0, factor) for factor in (1, 100)), key=_agreeing)


def _agreeing(rows: Sequence[_Row]) -> int:
    return sum(row.judged is not HowStated.DIFFERS for row in rows)


def _is_meant(row: _Row) -> bool:
    return bool(row.outcome.exact) and Fraction(1, 2) < row.rate.value / row.outcome.exact < 2


def _beside(columns: list[ColumnPart], rate: int, wanted: ColumnPart) -> int | None:
    """The nearest column of a part, before the rate if there is one, else behind it."""
    before = [at for at in range(rate - 1, -1, -1) if columns[at] is wanted]
    after = [at for at in range(rate + 1, len(columns)) if columns[at] is wanted]
    return next(iter((*before, *after)), None)


def _rows(table: DraftTable, headers: int, places: tuple[int, int, int], less: int, factor: int) -> list[_Row]:
    rate, top, bottom = places
    return _divided([(row[rate], row[top], row[bottom], row[0].text) for row in table.rows[headers:]
                     if max(places) < len(row)], less, factor)


def _divided(pieces: Iterable[tuple[DraftCell, DraftCell, DraftCell, str]], less: int, factor: int) -> list[_Row]:
    """Rows of a rate, what it is a rate of and what by, and a label, judged; those that are no numbers left out.

    `factor` is 100 where a workbook may keep the rate as a share of one.
    """
    found = []
    for cells in pieces:
        rate, top, bottom = (cell_number(cell) for cell in cells[:3])
        if rate is None or top is None or bottom is None or bottom.value <= 0 or top.value < 0:
            continue
        scale = Fraction(1) if rate.is_percent or rate.cell.number is None else Fraction(factor)
        possible = top.interval.over(bottom.interval)
        if possible is None:
            continue
        outcome = _outcome(top, bottom, possible.times(Fraction(100) / scale), less / scale, scale)
        if scale != 1:
            rate = replace(rate, step=min(rate.step, _PERCENT))
        judged = outcome.compared(rate.value, rate.step, rounded_from(rate.value, rate.step))
        found.append(_Row(rate, top, bottom, outcome, judged, cells[3].strip()))
    return found


def _outcome(top: CellNumber, bottom: CellNumber, possible: Interval, less: Fraction, scale: Fraction) -> Outcome:
    high = None if possible.high is None else possible.high - less
    return Outcome(top.value / bottom.value * 100 / scale - less, Interval(possible.low - less, high))


def _finding(row: _Row, checked: Checked, at: int) -> DraftFinding:
    hard = row.judged is HowStated.DIFFERS
    rate, exact = row.rate, row.outcome.exact
    cause = cause_of_difference(rate.value, exact, rate.step)
    parts = _PARTS_SAID[checked]
    return DraftFinding(
        checked, cause if hard or cause is Cause.CUT_OFF else Cause.ROUNDING, hard, rate.cell.place, row.label,
        rate.text, _printed(exact, rate.step) + ("%" if rate.is_percent else ""),
        (NumberSaid(row.top.text, parts[0]), NumberSaid(row.bottom.text, parts[1]),
         NumberSaid(rate.text, checked.value)),
        passage=_FAR + at, start=_start(rate))


_FAR: Final = 10**9
"""Tables are told after the passages."""


def _start(number: CellNumber) -> int:
    """Where a cell stands in its table, row by row."""
    *_, row, column = (0, *number.cell.place.numbers)
    return row * 1_000 + column


def _printed(value: Fraction, step: Fraction) -> str:
    decimals = 0 if step >= 1 else len(str(round(1 / step))) - 1
    sign = "-" if value < 0 else ""
    return f"{sign}{round_half_up(abs(value), min(decimals, 4)):f}"


def _check_totals(table: DraftTable, headers: int, columns: list[ColumnPart], tally: Tally, at: int) -> None:
    """The row of totals against the sum of the rows that it is of, where most columns say that it is of them."""
    for place, rows in _totals(table, headers):
        sums = list(_sums(table, columns, place, rows))
        agreeing = [one for one in sums if one[2] is not HowStated.DIFFERS]
        if len(sums) < 2 or 2 * len(agreeing) < len(sums):
            continue
        tally.cells.update(total.cell.place for total, _, _ in sums)
        for total, outcome, judged in sums:
            if judged is not HowStated.AGREES:
                hard = judged is HowStated.DIFFERS
                cause = cause_of_difference(total.value, outcome.exact, total.step) if hard else Cause.ROUNDING
                tally.add(DraftFinding(
                    Checked.PARTS, cause, hard, total.cell.place, table.rows[place][0].text.strip(), total.text,
                    _printed(outcome.exact, total.step), (NumberSaid(total.text, "whole"),),
                    passage=_FAR + at, start=_start(total)))


def _totals(table: DraftTable, headers: int) -> Iterator[tuple[int, list[int]]]:
    """Each row of totals with the rows it is of: those up to the total before it, or all that are no totals."""
    places = [at for at in range(headers, len(table.rows)) if _is_total(table, at)]
    for place in places:
        others = [at for at in range(headers, len(table.rows)) if at not in places]
        if _SUBTOTAL.search("".join(cell.text for cell in table.rows[place][:2])):
            last = max((at for at in places if at < place), default=headers - 1)
            others = [at for at in others if last < at < place]
        if len(others) >= 2:
            yield place, others


def _is_total(table: DraftTable, place: int) -> bool:
    return any(_TOTAL.fullmatch(cell.text) for cell in table.rows[place][:3] if cell.text)


def _sums(table: DraftTable, columns: list[ColumnPart], place: int, rows: list[int]
          ) -> Iterator[tuple[CellNumber, Outcome, HowStated]]:
    for column, part in enumerate(columns):
        if part in (ColumnPart.COMPLETION, ColumnPart.GROWTH, ColumnPart.SHARE, ColumnPart.RATE, ColumnPart.NAME):
            continue
        total = cell_number(table.rows[place][column]) if column < len(table.rows[place]) else None
        found = [number for row in rows if column < len(table.rows[row])
                 and (number := cell_number(table.rows[row][column])) is not None]
        if total is None or total.is_percent or len(found) < 2:
            continue
        outcome = Outcome(sum((one.value for one in found), Fraction(0)), total_of([one.interval for one in found]))
        judged = HowStated.AGREES if outcome.exact == total.value else outcome.compared(
            total.value, total.step, total.interval)
        yield total, outcome, judged
