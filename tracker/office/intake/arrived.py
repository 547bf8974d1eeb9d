"""Holds what a ledger says has arrived over some time (本年累计到位资金) against the receipts behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tracker.domain.currency import Currency
from tracker.domain.money import Money, print_amount
from tracker.ledger.layout import Span
from tracker.ledger.rows import Note, NoteCode, ProjectRow
from tracker.office.intake.known import KnownOffice
from tracker.office.intake.plan import RECEIPT_COLUMNS, Plan
from tracker.office.records import number as number_of
from tracker.store.tables import Receipt

_SHOWN = 10


class _Arrived(NamedTuple):
    """One receipt as the office will have it."""

    on: date | None
    minor: int
    currency: Currency


def held_against_receipts(plan: Plan, office: KnownOffice, find: Callable[[str, str], int | None],
                          rows: Iterable[ProjectRow]) -> Iterator[Note]:
    """Column by column, for how many projects it agrees with the receipts, and where it differs with both figures.

    A project without any receipt of that time is left out: that its column is no receipt is said elsewhere.
    """
    rows = [row for row in rows if row.arrived]
    receipts = _receipts(plan, office) if rows else {}
    agreed: dict[tuple[str, str], int] = defaultdict(int)
    differing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        number = find(row.code, row.key)
        for said in row.arrived:
            comes_to = [_comes_to(receipts.get(number or 0, ()), said.amount.currency, span) for span in said.spans]
            column = (said.sheet, said.header)
            if said.amount.minor in comes_to:
                agreed[column] += 1
            elif any(comes_to):
                there = Money(next(filter(None, comes_to)), said.amount.currency)
                differing[column].append(f"{row.name} {print_amount(said.amount)}（{print_amount(there)}）")
    for (sheet, header), count in agreed.items():
        yield Note(NoteCode.ARRIVED_AGREES, {"sheet": sheet, "header": header, "count": count})
    for (sheet, header), names in differing.items():
        yield Note(NoteCode.ARRIVED_DIFFERS, {"sheet": sheet, "header": header, "count": len(names),
                                              "names": tuple(names[:_SHOWN]), "more": len(names) > _SHOWN})


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


def _comes_to(receipts: Iterable[_Arrived], currency: Currency, span: Span) -> int:
    """What the receipts of a time and a currency come to, in 分."""
    first, last = span
    return sum(one.minor for one in receipts if one.currency == currency
               and (first is None or (one.on is not None and one.on >= first))
               and (last is None or (one.on is not None and one.on <= last)))
