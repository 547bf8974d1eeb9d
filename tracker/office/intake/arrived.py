"""Holds what a ledger says had come by some time (累计到位资金, 累计完成投资) against receipts and results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter, itemgetter
from typing import NamedTuple

from tracker.domain.currency import Currency
from tracker.domain.money import Money
from tracker.domain.results import People, measure_of, print_how_much, size_of
from tracker.ledger.layout import Span
from tracker.ledger.rows import Note, NoteCode, ProjectRow, SumSaid
from tracker.office.intake.known import KnownOffice
from tracker.office.intake.plan import RECEIPT_COLUMNS, RESULT_COLUMNS, Plan
from tracker.office.records import day_of
from tracker.office.records import number as number_of
from tracker.store.tables import ProjectResult, Receipt

_SHOWN = 10
_NOTHING = "—"
"""In place of an amount, of an empty cell."""


class _Arrived(NamedTuple):
    """One receipt or result as the office will have it."""

    on: date | None
    size: int
    """Minor units of its currency, or people."""
    measure: Currency | None
    """The currency; None of people."""


def held_against_receipts(plan: Plan, office: KnownOffice, find: Callable[[str, str], int | None],
                          rows: Iterable[ProjectRow]) -> Iterator[Note]:
    """Column by column, for how many projects it agrees with the receipts, and where it differs with both figures.

    A project without any receipt of that time is left out: that its column is no receipt is said elsewhere.
    """
    rows = [row for row in rows if row.arrived]
    receipts = _receipts(plan, office) if rows else {}
    return _compared(rows, find, lambda row: row.arrived, lambda number, _: receipts.get(number, ()),
                     NoteCode.ARRIVED_AGREES, NoteCode.ARRIVED_DIFFERS)


def held_against_results(plan: Plan, office: KnownOffice, find: Callable[[str, str], int | None],
                         rows: Iterable[ProjectRow]) -> Iterator[Note]:
    """The same of how far results had come (累计完成投资), held against the results behind it."""
    rows = [row for row in rows if row.came_to]
    results = _results(plan, office) if rows else {}
    yield from _beside(rows)
    yield from _compared(rows, find, lambda row: (said for said in row.came_to if not said.beside),
                         lambda number, said: results.get((number, said.what or ""), ()),
                         NoteCode.RESULTS_AGREE, NoteCode.RESULTS_DIFFER)


def _beside(rows: Iterable[ProjectRow]) -> Iterator[Note]:
    """Of two columns of one result and one time, for how many projects they say the same, and where they do not."""
    agreed: dict[tuple[str, str, str], int] = defaultdict(int)
    differing: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        for said in row.came_to:
            columns = (said.sheet, said.header, said.beside)
            if said.beside and said.amount == said.there:
                agreed[columns] += 1
            elif said.beside:
                there = print_how_much(said.there) if said.there is not None else _NOTHING
                differing[columns].append(f"{row.name} {print_how_much(said.amount)}（{there}）")
    for (sheet, header, beside), count in agreed.items():
        yield Note(NoteCode.RESULTS_BESIDE_AGREE, {"sheet": sheet, "header": header, "beside": beside, "count": count})
    for (sheet, header, beside), names in differing.items():
        yield Note(NoteCode.RESULTS_BESIDE_DIFFER, {
            "sheet": sheet, "header": header, "beside": beside, "count": len(names), "names": tuple(names[:_SHOWN])})


def _compared(rows: Iterable[ProjectRow], find: Callable[[str, str], int | None],
              said_by: Callable[[ProjectRow], Iterable[SumSaid]], behind: Callable[[int, SumSaid], Iterable[_Arrived]],
              agrees: NoteCode, differs: NoteCode) -> Iterator[Note]:
    """What each row says that something had come to, against what is behind it: both kinds of notes, by column."""
    agreed: dict[tuple[str, str], int] = defaultdict(int)
    differing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        number = find(row.code, row.key)
        for said in said_by(row):
            measure = measure_of(said.amount)
            comes_to = [_comes_to(behind(number or 0, said), measure, span) for span in said.spans]
            column = (said.sheet, said.header)
            if size_of(said.amount) in comes_to:
                agreed[column] += 1
            elif any(comes_to):
                size = next(filter(None, comes_to))
                there = People(size) if measure is None else Money(size, measure)
                differing[column].append(f"{row.name} {print_how_much(said.amount)}（{print_how_much(there)}）")
    for (sheet, header), count in agreed.items():
        yield Note(agrees, {"sheet": sheet, "header": header, "count": count})
    for (sheet, header), names in differing.items():
        yield Note(differs, {"sheet": sheet, "header": header, "count": len(names), "names": tuple(names[:_SHOWN]),
                             "more": len(names) > _SHOWN})


def _receipts(plan: Plan, office: KnownOffice) -> dict[int, list[_Arrived]]:
    """The receipts of each project once the plan is carried out."""
    gone = set(plan.superseded.get(Receipt, ()))
    found: dict[int, list[_Arrived]] = defaultdict(list)
    for number, kept in office.receipts.items():
        found[number] += [_Arrived(one.received_on, one.amount_minor, one.currency) for one in kept
                          if number_of(one) not in gone]
    whose, on, minor, currency = map(RECEIPT_COLUMNS.index, ("project_id", "received_on", "amount_minor", "currency"))
    for values in plan.batches[Receipt].rows:
        found[values[whose]].append(_Arrived(values[on], values[minor], values[currency]))
    return found


def _results(plan: Plan, office: KnownOffice) -> dict[tuple[int, str], list[_Arrived]]:
    """The results that are added up, by project and kind, once the plan is carried out, each at the end of its time."""
    gone = set(plan.superseded.get(ProjectResult, ()))
    found: dict[tuple[int, str], list[_Arrived]] = defaultdict(list)
    kept = (row for rows in office.results.values() for row in rows if number_of(row) not in gone)
    columns = ("project_id", "what", "happened_on", "precision", "amount_minor", "currency", "people")
    new = map(itemgetter(*map(RESULT_COLUMNS.index, columns)), plan.batches[ProjectResult].rows)
    for number, what, on, precision, minor, currency, people in (*map(attrgetter(*columns), kept), *new):
        if people is not None:
            found[number, what].append(_Arrived(day_of(on, precision).last, people, None))
        elif minor is not None:
            found[number, what].append(_Arrived(day_of(on, precision).last, minor, currency))
    return found


def _comes_to(facts: Iterable[_Arrived], measure: Currency | None, span: Span) -> int:
    """What the facts of a time and a measure come to, in 分 or people."""
    first, last = span
    return sum(one.size for one in facts if one.measure == measure
               and (first is None or (one.on is not None and one.on >= first))
               and (last is None or (one.on is not None and one.on <= last)))
