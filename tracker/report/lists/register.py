"""Projects as a list: what stands in each column of the register, for the ledger, the board and `project list`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from tracker.domain.fields import AmountField, ChoiceField, YesNoField
from tracker.domain.money import Money
from tracker.domain.profile import in_register
from tracker.report.lists.shape import Kind, ListColumn, ListTable, Section, Value
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.lists import ListWords
from tracker.words.screens import ScreenWords

if TYPE_CHECKING:
    from tracker.office.register.register import Register, ValueGroup

NAMED = frozenset({"stage", "status", *in_register(ChoiceField)})
"""Columns of values that have names."""
FLAGS = frozenset(in_register(YesNoField))
"""Columns of yes or no."""
CODED = frozenset({"blocked", "currency", *NAMED, *FLAGS})
"""Columns whose values are shown under another name than they are kept."""
_KINDS = {"days": Kind.COUNT, "overdue": Kind.COUNT, "since": Kind.DAY, "touched": Kind.DAY, "arrived": Kind.AMOUNT,
          **dict.fromkeys(in_register(AmountField), Kind.AMOUNT)}
"""Columns that hold no text."""
ON_THE_BOARD = ("name", "code", "investor", "blocked", "category", "amount", "days", "since", "officer", "park")
"""What the board's cards and the line below them say of a project."""
IN_LINES = ("code", "name", "stage", "status", "blocked", "amount", "days", "investor", "park", "officer")
"""The columns of `project list`."""


def column_title(name: str, lang: Lang) -> str:
    """What a column is called: like the field it shows, where it has no shorter name."""
    return spoken(lang, ScreenWords).ledger.column.get(name) or words(lang).terms.field[in_register()[name].name]


def register_value(name: str, value: Any, lang: Lang) -> str:
    """A value of a column as it is read, in filters and groups."""
    says = spoken(lang, ScreenWords).ledger
    if value in (None, ""):
        return says.nothing
    if name == "blocked":
        return says.blocked if value else says.free
    if name in FLAGS:
        return says.yes if value else says.no
    return words(lang).terms.names_of(name).get(str(value), str(value)) if name in NAMED else str(value)


def register_column(name: str, register: Register, lang: Lang) -> ListColumn[int]:
    """A column of the register, by row."""
    title = column_title(name, lang)
    if name == "days":
        says = spoken(lang, ListWords)
        title = says.in_unit.format(title=title, unit=says.days)
    return ListColumn(name, title, _value(name, register, lang), _KINDS.get(name, Kind.TEXT))


def _value(name: str, register: Register, lang: Lang) -> Callable[[int], Value]:
    field = in_register().get(name)
    if isinstance(field, AmountField):
        return _amount(field, register)
    if name == "overdue":
        return register.overdue
    column = register.column(name)
    if name == "arrived":
        return _arrived(column, register.column("currency"))
    if name == "since":
        return lambda row: register.day(row) if column[row] else None
    if name == "blocked" or name in FLAGS:
        yes = register_value(name, True, lang)
        return lambda row: yes if column[row] else None
    if name in NAMED:
        names = words(lang).terms.names_of(name)
        return lambda row: names.get(str(value), str(value)) if (value := column[row]) else None
    return column.__getitem__


def _amount(field: AmountField, register: Register) -> Callable[[int], Value]:
    columns = [register.column(name) for name in field.register]
    return lambda row: field.from_columns([column[row] for column in columns])


def _arrived(column: Sequence[Any], currencies: Sequence[Any]) -> Callable[[int], Value]:
    return lambda row: Money(column[row], currencies[row]) if column[row] else None


def register_table(register: Register, names: Sequence[str], rows: Sequence[int | Section],
                   lang: Lang) -> ListTable[int]:
    """Rows of the register in these columns."""
    return ListTable(tuple(register_column(name, register, lang) for name in names), rows)


def grouped_rows(groups: Sequence[ValueGroup], by: str, lang: Lang,
                 folded: Collection[str] = frozenset()) -> list[int | Section]:
    """Rows in groups, each below its own line; of a folded group there is that line alone."""
    rows: list[int | Section] = []
    for group in groups:
        rows.append(_section(group, by, lang))
        if str(group.value) not in folded:
            rows += group.rows
    return rows


def _section(group: ValueGroup, by: str, lang: Lang) -> Section:
    """The line of a group: what its projects have in common, how many they are, what they come to."""
    label = spoken(lang, ListWords).group.format(label=register_value(by, group.value, lang), count=group.count)
    return Section(label, {"amount": group.amount_by_currency, "arrived": group.arrived_by_currency})
