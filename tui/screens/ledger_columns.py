"""What stands in the columns of the ledger: titles, widths in cells, and each value as an officer reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.fields import AmountField
from tracker.domain.money import Money
from tracker.domain.profile import in_register
from tracker.domain.stages import Status
from tracker.report.lists.register import column_title, register_column
from tracker.report.lists.shape import Kind
from tracker.words import Lang
from tracker.words.amounts import column_amount, ranked
from tui.text import marks
from tui.widgets.grid import GridColumn
from tui.widgets.lines import Piece

if TYPE_CHECKING:
    from tracker.office.register.register import Register
    from tracker.report.lists.shape import ListColumn
    from tracker.words.screens import ScreenWords

WIDTHS = {
    "code": (8, 8), "name": (26, 26), "investor": (24, 24), "stage": (6, 10), "status": (6, 10), "blocked": (8, 11),
    "amount": (11, 12), "currency": (6, 8), "since": (10, 10), "days": (6, 6), "origin": (8, 15),
    "hunan_return": (6, 6), "top500": (14, 16), "chain_role": (6, 11), "chain_leader": (8, 12),
    "park": (12, 12), "officer": (9, 10), "touched": (10, 10), "arrived": (11, 12), "category": (10, 12),
    "overdue": (10, 13), "credit_code": (18, 18),
}
"""Cells, in Chinese and in a language of longer words."""
USUAL = (12, 14)
"""Cells of all other columns."""
RIGHT = frozenset({"arrived", "days", "overdue", *in_register(AmountField)})
"""Numbers stand at the right, and are sorted from the largest first."""
def short(money: Money | None, lang: Lang, width: int = 11) -> str:
    """An amount as the ledger has room for it; ≈ says that it is rounded."""
    return column_amount(money, lang, "≈" if marks().parts else "~", width)


def sums(totals: Mapping[Any, int], lang: Lang) -> str:
    """Amounts by currency, yuan first."""
    return "+".join(short(money, lang, 16) for money in ranked(totals))


def grid_column(name: str, register: Register, words: ScreenWords) -> GridColumn:
    """A column of the register as the grid draws it."""
    column = register_column(name, register, words.lang)
    width = WIDTHS.get(name, USUAL)[words.wide]
    return GridColumn(name, column_title(name, words.lang), width, _cells(column, register, words), column.right)


def _cells(column: ListColumn[int], register: Register, words: ScreenWords) -> Callable[[int], Piece]:
    """What says a row's text and style in a column."""
    value, name = column.value, column.name
    if name == "name":
        return _names(register)
    if column.kind is Kind.AMOUNT:
        none = (words.ledger.no_money, "quiet")
        return lambda row: (short(money, words.lang), "") if isinstance(money := value(row), Money) else none
    if name == "days":
        return lambda row: ("" if (days := value(row)) is None else words.days.format(days=days), "")
    if name == "overdue":
        return lambda row: (str(days), "bad") if (days := value(row)) else ("", "")
    style = "bad" if name in ("category", "blocked") else ""
    return lambda row: ("" if (held := value(row)) is None else str(held), style)


def _names(register: Register) -> Callable[[int], Piece]:
    """Names behind a mark that says how the project stands."""
    def cell(row: int) -> Piece:
        status, signs = register.column("status")[row], marks()
        mark = signs.ended if status is Status.TERMINATED else signs.paused if status is Status.PAUSED else (
            signs.blocked if register.column("blocked")[row] else " ")
        return mark + register.column("name")[row], "dim" if status is Status.TERMINATED else "name"
    return cell
