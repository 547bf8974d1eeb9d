"""What a form asks for of the results of projects: how much over which time, and whether something has happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tracker.domain.money import Mark, Unit
from tracker.domain.results import read_people
from tracker.ledger.excel import Cell
from tracker.ledger.families_results import HAPPENINGS
from tracker.ledger.headers import fold
from tracker.ledger.layout import ResultColumn, Span
from tracker.ledger.money_columns import THIS_YEAR, YEAR_BEFORE, span_of, year_named
from tracker.ledger.own_book import NOTE, ColumnShape
from tracker.ledger.result_columns import RESULT_FIELDS, result_columns
from tracker.office.book.cells import amount_cell, kept_day
from tracker.office.book.facts import ResultFacts

_OF_A_YEAR = re.compile("年(?![度底末初内])")
"""What the header of a year's result begins with where the title says which: 年纳税."""
WHETHER = re.compile("是否|有无")


def result_asked(column: ColumnShape, context: str, today: date) -> ResultColumn | None:
    """The result with an amount that a column asks for, and over which time; None where it asks for anything else.

    `context` are the titles and the name of the sheet; 本年 and 上年 are by `today` where they say no year.
    """
    if column.field not in (NOTE, "", *RESULT_FIELDS):
        return None
    last = column.parts[-1]
    parts = (*column.parts[:-1], f"本{last}" if _OF_A_YEAR.match(last) else last)
    whole = "".join(parts)
    if not year_named(f"{whole}{context}") and (THIS_YEAR.search(whole) or YEAR_BEFORE.search(whole)):
        context = f"{context} {today.year}年"
    return next(iter(result_columns({0: parts}, (), (0,), context)), None)


def happening_asked(column: ColumnShape) -> str:
    """What happens once that a column asks whether it has (是否入统), by its field; nothing where it asks that not."""
    header = column.parts[-1]
    if not WHETHER.search(header):
        return ""
    bare = fold(WHETHER.sub("", header)).removeprefix("已")
    return next((family.field for family in HAPPENINGS if family.shape and re.fullmatch(family.shape, bare)), "")


def result_cell(asked: ResultColumn, results: Sequence[ResultFacts], unit: Unit | None) -> tuple[Cell, bool]:
    """How much is on record of what is asked for; and whether it can mean several things, and stays empty for that.

    Where nothing states a time it is the one result there is of the kind.
    """
    own = [result for result in results if result.what == asked.what.value]
    period = asked.period
    if period is not None and period.year is None:
        return (_sum(own, unit), False) if len(own) == 1 else (None, len(own) > 1)
    spans = asked.spans if period is None else (span_of(period),)
    if len(spans) > 1 and spans[0][0] is None and "累计" in asked.header:
        spans = spans[:1]
    sums = {_over(span, own, unit) for span in spans}
    return (sums.pop(), False) if len(sums) == 1 else (None, bool(own))


def cell_of(asked: ResultColumn, noted: Cell) -> Cell:
    """What a note says in place of a result: a number of people as a number."""
    people = read_people(noted)[0] if asked.what.of_people and isinstance(noted, str) else None
    return noted if people is None else people.count


def _over(span: Span, results: Sequence[ResultFacts], unit: Unit | None) -> Cell:
    """What came over a span; None where nothing did, or a time lies across its ends or that of another."""
    within: list[tuple[date, date, ResultFacts]] = []
    begin, end = span[0] or date.min, span[1] or date.max
    for result in results:
        day = kept_day(result.on, result.precision)
        if day.first is None or day.last is None:
            return None
        if (day.first, day.last) == (begin, end):
            return _sum([result], unit)
        if begin <= day.first and day.last <= end:
            within.append((day.first, day.last, result))
        elif day.first <= end and day.last >= begin:
            return None
    within.sort(key=lambda one: one[:2])
    if any(later[0] <= earlier[1] and earlier[:2] != (later[0], later[0])
           for earlier, later in pairwise(within)):
        return None
    return _sum([result for _, _, result in within], unit)


def _sum(results: Sequence[ResultFacts], unit: Unit | None) -> Cell:
    """The sum of results of one currency; None where there are none, or of several."""
    if not results or any(result.people for result in results):
        return sum(result.people or 0 for result in results) or None
    currencies, marks = {result.currency for result in results}, {result.mark for result in results} - {Mark.EXACT}
    if len(currencies) > 1 or len(marks) > 1:
        return None
    return amount_cell(sum(result.minor or 0 for result in results), currencies.pop(),
                       marks.pop() if marks else Mark.EXACT, unit)
