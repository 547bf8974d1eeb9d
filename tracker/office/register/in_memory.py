"""The register in memory: all projects of the office in compact columns, for lists that filter, sort and group."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session

from tracker.domain import pace
from tracker.domain.day import Day
from tracker.domain.money import Currency, Money
from tracker.domain.pinyin import fold_search
from tracker.domain.profile import in_register, usual_first
from tracker.domain.workdays import WorkingDays
from tracker.office.project.cards import Card, OldestBlocker
from tracker.office.register.columns import NONE, Column, Named, Numbers, Packed
from tracker.office.register.places import Places, sort_key
from tracker.office.register.read import RegisterData, read_changed
from tracker.office.register.texts import Texts

_FIRST = ("code", "name", "investor", "stage", "status", "blocked", "amount", "currency", "since", "days")
_LAST = ("touched", "arrived", "category", "overdue", "credit_code")
REGISTER_COLUMNS = (*usual_first((name for name in in_register() if name not in _LAST), _FIRST), *_LAST)
"""What `Register.column` answers to, in the order it is offered; the other fields of a profile stand in between.

Amounts are whole minor units of the project's `currency`; `days` are calendar days, `overdue` working days.
"""

BOARD_ORDER: tuple[tuple[str, bool], ...] = (("stage", False), ("blocked", True), ("since", False), ("code", False))
"""The order of the board: blocked and longest waiting first within each stage."""

_R = TypeVar("_R")

SortOrder = tuple[tuple[str, bool], ...]
"""Columns to sort by, each with whether it runs downwards."""
ORDERS_KEPT = 6
"""Orders of the whole register that are remembered."""


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """Projects with the same value in a column. Money is in whole minor units, by currency."""

    value: object
    rows: array[int]
    count: int
    amount_by_currency: Mapping[Currency, int]
    arrived_by_currency: Mapping[Currency, int]


class _Made(Column):
    """A column worked out of others when it is asked for."""

    def __init__(self, count: int, value: Callable[[int], object], empty: object) -> None:
        self._count, self._value, self._empty = count, value, empty

    def __len__(self) -> int:
        return self._count

    def value(self, row: int) -> Any:
        """The value of a row."""
        return self._value(row)

    def places(self) -> Places:
        """Where each row stands; what is empty is not known."""
        values = list(map(self._value, range(self._count)))
        return Places.among(values, sorted(set(values) - {self._empty}, key=sort_key))


class Register:
    """Projects by row, from 0 to `n`; a row is its project's for as long as later registers are read from this one.

    It does not change: what is touched later is in the next register, read with this one as `before`.
    """

    by_pages = False
    """Whether what is not held is read when it is asked for, which is for a thread."""

    def __init__(self, held: RegisterData, changes: int, today: date, *, whole: bool = True) -> None:
        self._held, self._today = held, today
        self._columns: dict[str, Column] = dict(held.columns)
        self._since: array[int] = held.columns["since"].held  # type: ignore[attr-defined]
        self._places: dict[str, Places] = {}
        self._orders: dict[SortOrder, Sequence[int]] = {}
        self._apart: dict[str, dict[Currency, array[int]]] = {}
        self._totals: dict[str, dict[Currency, int]] = {}
        self._found: tuple[list[str], object, Sequence[int]] = ([], None, ())
        self.n = len(held)
        self.changes = changes
        self.whole = whole
        """False for a first page: more projects follow."""

    def renewed(self, session: Session, changes: int, today: date) -> Register:
        """The register after this one, of which only what was touched since is read."""
        return self._next(read_changed(session, self._held), changes, today)

    def _next(self, held: RegisterData | None, changes: int, today: date) -> Register:
        """The register after this one; orders and places stay known of the columns in which nothing was touched."""
        later = Register(held or self._held, changes, today)
        if held is None and today == self._today:
            later._columns, later._places = self._columns, self._places
            later._orders, later._apart, later._totals = self._orders, self._apart, self._totals
        else:
            same = {name for name in self._places if name in later._columns
                    and later._columns[name].same(self._columns[name])}
            later._places = {name: self._places[name] for name in same}
            later._orders = {by: rows for by, rows in self._orders.items() if same.issuperset(name for name, _ in by)}
        return later

    # -- one project --------------------------------------------------------------------------------------------------

    def code(self, row: int) -> str:
        """The code of the project in a row."""
        found: str = self._columns["code"][row]
        return found

    def row_of(self, code: str) -> int | None:
        """The row of the project with this code."""
        codes = self._columns["code"]
        return codes.row_of(code) if isinstance(codes, Packed) else None

    def card(self, row: int) -> Card:
        """The project of a row at a glance."""
        values = {name: column.value(row) for name, column in self._held.columns.items()}
        amount = values["amount"]
        return Card(
            code=values["code"], name=values["name"], investor=values["investor"], stage=values["stage"],
            status=values["status"], blocked=values["blocked"],
            amount=None if amount is None else Money(amount, values["currency"], values["mark"]), day=self.day(row),
            days=self._days(row), origin=values["origin"],
            hunan_return=values["hunan_return"], top500=values["top500"], chain=values["chain"],
            chain_leader=values["chain_leader"], park=values["park"], officer=values["officer"],
            touched=values["touched"], stuck=self._stuck(row), search=values["search"], version=values["version"],
        )

    def _stuck(self, row: int) -> OldestBlocker | None:
        found = self._held.stuck.get(row)
        if found is None:
            return None
        return OldestBlocker(found.category, found.description, found.level, _day(found.raised), _day(found.due),
                             self._today)

    def overdue(self, row: int) -> WorkingDays | None:
        """How long the deadline of its blocker has gone by; None where it has not."""
        found = self._held.stuck.get(row)
        return pace.overdue(_day(found.due), self._today) if found else None

    def _late(self, row: int) -> int | None:
        late = self.overdue(row)
        return late.count if late else None

    def _days(self, row: int) -> int | None:
        """Calendar days its stage has lasted; None where its day is not known."""
        vague = self._held.vague.get(row)
        return pace.held(vague.last if vague else _day(self._since[row]), self._today)

    def day(self, row: int) -> Day:
        """The day on which its stage was reached, as precisely as it is known."""
        first = _day(self._since[row])
        return self._held.vague.get(row) or (Day(first) if first else Day.unknown())

    # -- columns ------------------------------------------------------------------------------------------------------

    def column(self, name: str) -> Sequence[Any]:
        """The values of a column by row; see REGISTER_COLUMNS."""
        return self._column(name)

    def _column(self, name: str) -> Column:
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._made(name)
        return found

    def _made(self, name: str) -> Column:
        stuck = self._held.stuck
        if name == "category":
            return _Made(self.n, lambda row: stuck[row].category if row in stuck else None, None)
        if name == "overdue":
            return _Made(self.n, self._late, None)
        if name == "days":
            return _Made(self.n, self._days, None)
        raise KeyError(name)

    def whole_column(self, name: str) -> Sequence[Any]:
        """The values of a column by row, to be gone through for all rows: where they are not held they are read."""
        return self._column(name)

    def bring(self, rows: Sequence[int]) -> None:
        """Reads what is going to be looked at of some rows; here all of it is at hand. Takes time: not for a screen."""

    def in_pages(self, rows: Sequence[_R]) -> Sequence[_R]:
        """The rows as they are, to be gone through from the first to the last."""
        return rows

    def rows_now(self, was: Register, rows: Collection[int]) -> set[int]:
        """Where the projects of some rows of an earlier register stand in this one."""
        codes = ((row, was.code(row)) for row in rows)
        found = (row if row < self.n and self.code(row) == code else self.row_of(code) for row, code in codes)
        return {row for row in found if row is not None}

    def stands_ready(self, row: int) -> bool:
        """Whether a row can be looked at without reading anything."""
        return True

    # -- finding ------------------------------------------------------------------------------------------------------

    def search(self, typed: str, rows: Sequence[int] | None = None) -> Sequence[int]:
        """The rows that hold every part of what was typed, in the order they come; `rows` narrows where to look.

        While more is typed, looking among the same rows, only what was found before is looked through.
        """
        parts = fold_search(typed)
        known, among, last = self._found
        narrower = known and among is rows and all(any(one in part for part in parts) for one in known)
        found: Sequence[int] = last if narrower else range(self.n) if rows is None else rows
        found = self._holding(found, parts)
        self._found = (parts, rows, found)
        return found

    def _holding(self, rows: Sequence[int], parts: Sequence[str]) -> Sequence[int]:
        """Those of the rows whose search text holds all parts."""
        texts = self._columns["search"]
        assert isinstance(texts, Texts)
        for part in parts:
            rows = texts.holding(rows, part)
        return rows

    def where(self, chosen: Mapping[str, Collection[object]], rows: Sequence[int] | None = None) -> array[int]:
        """The rows whose value is among the chosen ones, in each of the columns named; among `rows` where given."""
        found: Sequence[int] = range(self.n) if rows is None else rows
        for name, values in chosen.items():
            found = self._column(name).picked(found, values)
        return array("i", found)

    def until(self, name: str, last: date, rows: Sequence[int] | None = None) -> array[int]:
        """The rows whose number or day is known and not above `last`."""
        number, column = last.toordinal() if isinstance(last, date) else last, self._column(name)
        assert isinstance(column, Numbers)
        held = column.held
        return array("i", [row for row in (range(self.n) if rows is None else rows) if NONE < held[row] <= number])

    def having(self, name: str, rows: Sequence[int]) -> array[int]:
        """Those of the rows whose value in a column is known, in the order they come."""
        column = self._column(name)
        return array("i", [row for row in rows if column[row] is not None])

    # -- ordering -----------------------------------------------------------------------------------------------------

    def order(self, rows: Sequence[int], by: Sequence[tuple[str, bool]]) -> Sequence[int]:
        """The rows sorted by columns, the first column first; True runs downwards, what is not known comes last.

        The order of all rows is remembered: asked for again, it is the same object, which is not to be changed.
        """
        wanted: SortOrder = tuple(by)
        if len(rows) * (32 if wanted in self._orders else 8) < self.n:
            return self._sorted(rows, wanted)
        whole = self._orders.get(wanted) or self._laid(wanted)
        if len(rows) == self.n:
            return whole
        flags = bytearray(self.n)
        for row in rows:
            flags[row] = 1
        return array("i", [row for row in whole if flags[row]])

    def _sorted(self, rows: Sequence[int], by: SortOrder) -> array[int]:
        found = list(rows)
        for name, descending in reversed(by):
            found = self._places_of(name).sorted(found, descending)
        return array("i", found)

    def _laid(self, by: SortOrder) -> Sequence[int]:
        """All rows in order."""
        found: Sequence[int] = range(self.n)
        for at in reversed(range(len(by))):
            found = self._orders.get(by[at:]) or self._laid_by(found, by[at:])
        while len(self._orders) >= ORDERS_KEPT:
            self._orders.pop(next(iter(self._orders)))
        self._orders[by] = found
        return found

    def _laid_by(self, rows: Sequence[int], by: SortOrder) -> Sequence[int]:
        """All rows, in order but for the first column: where they are known the other way round, only turned."""
        (name, descending), *behind = by
        other = self._orders.get(((name, not descending), *behind))
        places = self._places_of(name)
        return places.laid(rows, descending) if other is None else places.turned(other, descending)

    def _places_of(self, name: str) -> Places:
        found = self._places.get(name)
        if found is None:
            found = self._places[name] = self._column(name).places()
        return found

    def rank(self, names: Collection[str]) -> None:
        """Finds the places in columns that may be sorted by: the slow part of sorting, done ahead in a thread."""
        for name in names:
            self._places_of(name)

    # -- adding up ----------------------------------------------------------------------------------------------------

    def groups(self, rows: Sequence[int], by: str) -> list[ValueGroup]:
        """The rows by their value in a column, the value that sorts first first; within each in the order given."""
        gathered: dict[object, array[int]] = {}
        column = self._column(by)
        for row in rows:
            value = column.value(row)
            kept = gathered.get(value)
            if kept is None:
                kept = gathered[value] = array("i")
            kept.append(row)
        known = sorted((value for value in gathered if value not in (None, "")), key=sort_key)
        behind = [value for value in gathered if value in (None, "")]
        return [ValueGroup(value, gathered[value], len(gathered[value]), self.sums("amount", gathered[value]),
                      self.sums("arrived", gathered[value])) for value in (*known, *behind)]

    def sums(self, name: str, rows: Sequence[int]) -> dict[Currency, int]:
        """The amounts of a column added up by currency, in minor units; a currency without any is left out."""
        everything = len(rows) == self.n
        if everything and name in self._totals:
            return self._totals[name]
        added = ((currency, sum([money[row] for row in rows])) for currency, money in self._money(name).items())
        found = {currency: minor for currency, minor in added if minor}
        if everything:
            self._totals[name] = found
        return found

    def _money(self, name: str) -> dict[Currency, array[int]]:
        """An amount column apart by currency, nothing being 0: adding up many rows is then one call."""
        if name not in self._apart:
            money, currencies = self._column(name), self._column("currency")
            assert isinstance(money, Numbers)
            assert isinstance(currencies, Named)
            self._apart[name] = {
                currency: array("q", [minor if number == own and minor != NONE else 0
                                      for minor, number in zip(money.held, currencies.held, strict=True)])
                for own, currency in enumerate(currencies.values)}
        return self._apart[name]


def _day(number: int) -> date | None:
    return None if number == NONE else date.fromordinal(number)
