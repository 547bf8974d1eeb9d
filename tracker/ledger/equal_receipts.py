"""Receipts of one ledger that nothing tells apart: two that both arrived, or one that was written down twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tracker.domain.money import print_amount
from tracker.ledger.account import Fate
from tracker.ledger.cells import Cells
from tracker.ledger.family import Kind
from tracker.ledger.mapping import EqualReceipts
from tracker.ledger.rows import NoteCode, Problem, ProblemCode, ReceiptRow
from tracker.ledger.sections import row_key


def equal_key(row: ReceiptRow) -> str:
    """What a mapping calls a receipt by: 甲项目 2024-03-05 500万元, with its note and the numbers of its vouchers."""
    numbers = (voucher.number for voucher in row.vouchers)
    parts = (row.project or row.code, str(row.day), print_amount(row.amount), row.note, *numbers)
    return " ".join(" ".join(filter(None, parts)).split())


def settled(rows: Iterable[ReceiptRow], decided: Mapping[str, EqualReceipts], cells: Cells) -> Iterator[ReceiptRow]:
    """The receipts without those that were decided to stand there twice; of others that are equal a problem asks.

    `decided` holds what the mapping says, by the folded text of `equal_key`. A row left out is noted, and unread in the
    account of its sheet.
    """
    seen: dict[tuple[object, ...], ReceiptRow] = {}
    for row in rows:
        numbers = tuple(voucher.number for voucher in row.vouchers)
        sign = (row.key or row.code, row.day, row.amount.minor, row.amount.currency, row.note, numbers)
        first = seen.setdefault(sign, row)
        decision = decided.get(row_key(equal_key(row))) if first is not row else EqualReceipts.ALL
        if decision is EqualReceipts.ONE:
            _leave_out(row, cells)
            continue
        if decision is None:
            cells.problems.append(Problem(
                ProblemCode.DUPLICATE_RECEIPT, row.layout.sheet, row.row, row.layout.letter("project"),
                row.project or row.code, {"sheet": first.layout.sheet, "first": first.row, "key": equal_key(row)}))
        yield row


def _leave_out(row: ReceiptRow, cells: Cells) -> None:
    """A row that says once more what another one said. The money of a month is only one cell of its project's row."""
    if row.layout.kind is Kind.RECEIPTS and (account := cells.accounts.get(row.layout.sheet)) is not None:
        account.part(row.layout).row(row.row - 1, Fate.UNREAD)
    cells.note(NoteCode.ROW_LEFT_OUT, row.layout, row.row)
