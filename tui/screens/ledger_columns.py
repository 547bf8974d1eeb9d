"""What stands in the columns of the ledger: titles, widths in cells, and each value as an officer reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.money import Money
from tracker.domain.stages import Status
from tracker.words import Lang
from tracker.words.amounts import column_amount, ranked
from tui.text import marks
from tui.widgets.grid import GridColumn
from tui.widgets.lines import Piece

if TYPE_CHECKING:
    from tracker.office.register.register import Register
    from tracker.words import Words
    from tracker.words.screens import ScreenWords

WIDTHS = {
    "code": (8, 8), "name": (26, 26), "investor": (24, 24), "stage": (6, 10), "status": (6, 10), "blocked": (8, 11),
    "amount": (11, 12), "currency": (6, 8), "since": (10, 10), "days": (6, 6), "origin": (8, 15),
    "hunan_return": (6, 6), "top500": (14, 16), "chain": (12, 14), "chain_role": (6, 11), "chain_leader": (8, 12),
    "park": (12, 12), "officer": (9, 10), "touched": (10, 10), "arrived": (11, 12), "category": (10, 12),
    "overdue": (10, 13), "credit_code": (18, 18),
}
"""Cells, in Chinese and in a language of longer words."""
RIGHT = frozenset({"amount", "arrived", "days", "overdue"})
"""Numbers stand at the right, and are sorted from the largest first."""
CODED = frozenset({"stage", "status", "blocked", "hunan_return", "origin", "top500", "chain_role", "currency"})
"""Columns whose values are shown under another name than they are kept."""
TABLES = {"stage": "stage", "status": "status", "origin": "origin", "top500": "top500", "chain_role": "chain_role"}


def short(money: Money | None, lang: Lang, width: int = 11) -> str:
    """An amount as the ledger has room for it; ≈ says that it is rounded."""
    return column_amount(money, lang, "≈" if marks().parts else "~", width)


def sums(totals: Mapping[Any, int], lang: Lang) -> str:
    """Amounts by currency, yuan first."""
    return "+".join(short(money, lang, 16) for money in ranked(totals))


def named(name: str, value: Any, words: ScreenWords, terms: Words) -> str:
    """A value of a column as it is read, in filters and groups."""
    if value in (None, ""):
        return words.ledger.nothing
    if name == "blocked":
        return words.ledger.blocked if value else words.ledger.free
    if name == "hunan_return":
        return words.ledger.yes if value else words.ledger.no
    if name in TABLES:
        found: str = getattr(terms.terms, TABLES[name]).get(str(value), str(value))
        return found
    return str(value)


def grid_column(name: str, register: Register, words: ScreenWords, terms: Words) -> GridColumn:
    """A column of the register as the grid draws it."""
    cell = _Cells(register, words, terms).of(name)
    width = WIDTHS[name][words.wide]
    return GridColumn(name, words.ledger.column[name], width, cell, name in RIGHT)


class _Cells:
    """Makes, for a column, what says a row's text and style."""

    def __init__(self, register: Register, words: ScreenWords, terms: Words) -> None:
        self._register, self._words, self._terms = register, words, terms

    def of(self, name: str) -> Callable[[int], Piece]:
        """The cells of a column."""
        special = {"name": self._name, "amount": self._amount, "arrived": self._arrived, "days": self._days,
                   "blocked": self._flag("blocked", self._words.ledger.blocked, "bad"),
                   "hunan_return": self._flag("hunan_return", self._words.ledger.yes, ""),
                   "overdue": self._overdue, "category": self._category}
        return special.get(name) or (self._coded(name) if name in TABLES else self._plain(name))

    def _name(self, row: int) -> Piece:
        status, signs = self._register.column("status")[row], marks()
        mark = signs.ended if status is Status.TERMINATED else signs.paused if status is Status.PAUSED else (
            signs.blocked if self._register.column("blocked")[row] else " ")
        return mark + self._register.column("name")[row], "dim" if status is Status.TERMINATED else "name"

    def _money(self, name: str, row: int) -> Money | None:
        minor = self._register.column(name)[row]
        return None if minor is None else Money(minor, self._register.column("currency")[row])

    def _amount(self, row: int) -> Piece:
        card_mark = self._register.column("mark")[row]
        minor = self._register.column("amount")[row]
        if minor is None:
            return self._words.ledger.no_money, "quiet"
        return short(Money(minor, self._register.column("currency")[row], card_mark), self._words.lang), ""

    def _arrived(self, row: int) -> Piece:
        money = self._money("arrived", row)
        return (short(money, self._words.lang), "") if money and money.minor else (self._words.ledger.no_money, "quiet")

    def _days(self, row: int) -> Piece:
        days = self._register.column("days")[row]
        return ("" if days is None else self._words.days.format(days=days)), ""

    def _overdue(self, row: int) -> Piece:
        days = self._register.overdue(row)
        return (str(days), "bad") if days else ("", "")

    def _category(self, row: int) -> Piece:
        return self._register.column("category")[row] or "", "bad"

    def _plain(self, name: str) -> Callable[[int], Piece]:
        column = self._register.column(name)

        def cell(row: int) -> Piece:
            value = column[row]
            return "" if value is None else str(value), ""
        return cell

    def _flag(self, name: str, said: str, style: str) -> Callable[[int], Piece]:
        column = self._register.column(name)
        return lambda row: (said, style) if column[row] else ("", "")

    def _coded(self, name: str) -> Callable[[int], Piece]:
        column = self._register.column(name)
        names: Mapping[str, str] = getattr(self._terms.terms, TABLES[name])

        def cell(row: int) -> Piece:
            value = column[row]
            return names.get(str(value), str(value)) if value else "", ""
        return cell
