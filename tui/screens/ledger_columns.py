"""What stands in the columns of the ledger: titles, widths in cells, and each value as an officer reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.fields import AmountField, ChoiceField, YesNoField
from tracker.domain.money import Money
from tracker.domain.profile import in_register
from tracker.domain.stages import Status
from tracker.words import Lang
from tracker.words.amounts import column_amount, ranked
from tui.text import marks
from tui.widgets.grid import GridColumn
from tui.widgets.lines import Piece

if TYPE_CHECKING:
    from tracker.office.register.register import Register
    from tracker.words.catalogue import Words
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
NAMED = frozenset({"stage", "status", *in_register(ChoiceField)})
"""Columns of values that have names."""
FLAGS = frozenset(in_register(YesNoField))
"""Columns of yes or no."""
CODED = frozenset({"blocked", "currency", *NAMED, *FLAGS})
"""Columns whose values are shown under another name than they are kept."""


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
    if name in FLAGS:
        return words.ledger.yes if value else words.ledger.no
    return terms.terms.names_of(name).get(str(value), str(value)) if name in NAMED else str(value)


def column_title(name: str, words: ScreenWords, terms: Words) -> str:
    """What a column is called: like the field it shows, where it has no shorter name."""
    return words.ledger.column.get(name) or terms.terms.field[in_register()[name].name]


def grid_column(name: str, register: Register, words: ScreenWords, terms: Words) -> GridColumn:
    """A column of the register as the grid draws it."""
    cell = _Cells(register, words, terms).of(name)
    width = WIDTHS.get(name, USUAL)[words.wide]
    return GridColumn(name, column_title(name, words, terms), width, cell, name in RIGHT)


class _Cells:
    """Makes, for a column, what says a row's text and style."""

    def __init__(self, register: Register, words: ScreenWords, terms: Words) -> None:
        self._register, self._words, self._terms = register, words, terms

    def of(self, name: str) -> Callable[[int], Piece]:
        """The cells of a column."""
        special = {"name": self._name, "arrived": self._arrived, "days": self._days, "overdue": self._overdue,
                   "category": self._category,
                   "blocked": self._flag("blocked", self._words.ledger.blocked, "bad")}
        if name in special:
            return special[name]
        field = in_register().get(name)
        if isinstance(field, AmountField):
            return self._amount(field)
        if name in FLAGS:
            return self._flag(name, self._words.ledger.yes, "")
        return self._coded(name) if name in NAMED else self._plain(name)

    def _name(self, row: int) -> Piece:
        status, signs = self._register.column("status")[row], marks()
        mark = signs.ended if status is Status.TERMINATED else signs.paused if status is Status.PAUSED else (
            signs.blocked if self._register.column("blocked")[row] else " ")
        return mark + self._register.column("name")[row], "dim" if status is Status.TERMINATED else "name"

    def _money(self, name: str, row: int) -> Money | None:
        minor = self._register.column(name)[row]
        return None if minor is None else Money(minor, self._register.column("currency")[row])

    def _amount(self, field: AmountField) -> Callable[[int], Piece]:
        columns = [self._register.column(name) for name in field.register]

        def cell(row: int) -> Piece:
            money = field.from_columns([column[row] for column in columns])
            return (self._words.ledger.no_money, "quiet") if money is None else (short(money, self._words.lang), "")
        return cell

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

    def _flag(self, name: str, text: str, style: str) -> Callable[[int], Piece]:
        column = self._register.column(name)
        return lambda row: (text, style) if column[row] else ("", "")

    def _coded(self, name: str) -> Callable[[int], Piece]:
        column = self._register.column(name)
        names = self._terms.terms.names_of(name)

        def cell(row: int) -> Piece:
            value = column[row]
            return names.get(str(value), str(value)) if value else "", ""
        return cell
