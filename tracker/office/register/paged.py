"""The register of a large office: pages of what is looked at, columns of what is sorted, filtered or added up.

Of each project its number is held, 8 bytes, and what has been asked of all projects: 1 to 8 bytes a column and 4 an
order. Texts stay in the database: those in sight are read a page at a time, a search is put to the database, and a
column of texts is read to be put in order and let go of.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from itertools import compress
from threading import RLock
from typing import Any, TypeVar, overload

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.day import Day
from tracker.domain.money import Currency
from tracker.domain.workdays import WorkingDays
from tracker.office.desk import Desk
from tracker.office.project.cards import Card
from tracker.office.register.by_column import (
    LONG_TEXTS,
    days_lasted,
    known_ids,
    money_arrived,
    ranked_texts,
    stuck_columns,
    whole_columns,
)
from tracker.office.register.columns import NONE, Column, Named, Numbers
from tracker.office.register.in_memory import Register
from tracker.office.register.places import Places
from tracker.office.register.read import (
    ASKED_AT_ONCE,
    RegisterData,
    last_touch,
    read_some,
    row_of,
    touched_after,
)
from tracker.store.query import PROFILE, PROJECT, known, raw_chunks

_R = TypeVar("_R")

ROWS_KEPT = 4 * ASKED_AT_ONCE
"""Projects that were looked at and are kept as they were read."""
_TOGETHER = (("stage", "status", "blocked", "since"), ("amount", "currency"))
"""Columns of one table that are mostly wanted together: reading one of them takes as long as reading all."""
_OF_TODAY = frozenset({"days", "overdue"})
"""Columns that change with the day though nothing is written."""


class _InSight(Column):
    """A column read page by page, as far as it is looked at."""

    def __init__(self, register: PagedRegister, name: str) -> None:
        self._register, self._name = register, name

    def __len__(self) -> int:
        return self._register.n

    def value(self, row: int) -> Any:
        """The value of a row."""
        page, at = self._register.page_of(row)
        return page.column(self._name)[at]


class PagedRegister(Register):
    """A register that answers as one in memory does, and asks the database for what it does not hold.

    What is asked of all projects takes time the first time: finding, ordering and adding up are for a thread, and so
    is `bring`. A row that `stands_ready` can be looked at on a screen.
    """

    by_pages = True

    def __init__(self, desk: Desk, ids: array[int], last: datetime | None, changes: int, today: date) -> None:
        super().__init__(RegisterData.nothing(), changes, today)
        self._desk, self._ids, self._last = desk, ids, last
        self.n = len(ids)
        self._columns = {}
        self._pages: dict[int, tuple[Register, int]] = {}
        self._rows: dict[str, int] = {}
        self._one_at_a_time = RLock()

    @classmethod
    def opened(cls, desk: Desk, session: Session, changes: int) -> PagedRegister:
        """The register of the office as it is now: the numbers of its projects are read."""
        last = last_touch(session)
        return cls(desk, known_ids(session), last, changes, desk.today())

    # -- what was touched ---------------------------------------------------------------------------------------------

    def renewed(self, session: Session, changes: int, today: date) -> Register:
        """The register after this one: what is held of other projects stays, of those touched since it is read."""
        latest = last_touch(session)
        touched = touched_after(session, self._last) if latest and self._last and latest != self._last else []
        if (self._last is None) != (latest is None) or len(touched) > max(self.n // 4, ASKED_AT_ONCE):
            return self.opened(self._desk, session, changes)
        there = [number for number in touched if row_of(self._ids, number, self.n) is not None]
        new = [number for number in touched if number > (self._ids[-1] if self.n else 0)]
        standing = self._standing(session, touched)
        if len(there) + len(new) < len(standing) or not standing.issuperset(there):
            return self.opened(self._desk, session, changes)  # one came back, or went: rows are numbered anew
        new = [number for number in new if number in standing]
        later = PagedRegister(self._desk, self._ids + array("q", new) if new else self._ids, latest, changes, today)
        later._take_over(self, [row for number in there if (row := row_of(self._ids, number, self.n)) is not None],
                         range(self.n, self.n + len(new)))
        return later

    @staticmethod
    def _standing(session: Session, numbers: Sequence[int]) -> set[int]:
        """Those of the projects that the office knows."""
        found: set[int] = set()
        for at in range(0, len(numbers), ASKED_AT_ONCE):
            found.update(session.execute(select(PROFILE.c.project_id).where(
                known(PROFILE), PROFILE.c.project_id.in_(numbers[at:at + ASKED_AT_ONCE]))).scalars())
        return found

    def _take_over(self, was: PagedRegister, touched: Sequence[int], new: Sequence[int]) -> None:
        """Holds what the register before held, with other values where a project was touched or is new."""
        self._rows, self._one_at_a_time = was._rows, was._one_at_a_time
        changed = {*touched, *new}
        if not changed and self._today == was._today:
            self._columns, self._places, self._orders = was._columns, was._places, was._orders
            self._pages, self._totals = was._pages, was._totals
            return
        same_day = self._today == was._today
        self._pages = {row: page for row, page in list(was._pages.items()) if row not in changed} if same_day else {}
        same = {"code"} if not new else set()
        for name, column in list(was._columns.items()):
            if same_day or name not in _OF_TODAY:
                self._columns[name] = self._followed(name, column, touched, new)
                if self._columns[name] is column:
                    same.add(name)
        self._places = {name: places for name, places in was._places.items() if name in same}
        self._orders = {by: rows for by, rows in was._orders.items() if same.issuperset(name for name, _ in by)}

    def _followed(self, name: str, column: Column, touched: Sequence[int], new: Sequence[int]) -> Column:
        """A column with the values that touched and new projects have now; the same one where they are the same."""
        now = [(row, self._value_now(name, row)) for row in touched]
        other = [(row, value) for row, value in now if column.value(row) != value]
        if not other and not new:
            return column
        later = column.copied()
        later.put([row for row, _ in other], [value for _, value in other])
        later.take([self._value_now(name, row) for row in new])
        return later

    def _value_now(self, name: str, row: int) -> Any:
        page, at = self.page_of(row)
        return page.column(name)[at]

    # -- what is looked at --------------------------------------------------------------------------------------------

    def page_of(self, row: int) -> tuple[Register, int]:
        """The page a project was read with, and its row there; it is read where it was not."""
        found = self._pages.get(row)
        while found is None:
            self.bring((row,))
            found = self._pages.get(row)
        return found

    def stands_ready(self, row: int) -> bool:
        """Whether a row was read with a page that is kept."""
        return row in self._pages

    def rows_now(self, was: Register, rows: Collection[int]) -> set[int]:
        """Where the projects of some rows of an earlier register stand in this one."""
        if not isinstance(was, PagedRegister):
            found = (self.row_of(was.code(row)) for row in rows)
        elif was._ids is self._ids:
            return set(rows)
        else:
            found = (row_of(self._ids, was._ids[row], self.n) for row in rows)
        return {row for row in found if row is not None}

    def bring(self, rows: Sequence[int]) -> None:
        """Reads the projects of some rows, as far as they are not kept: for a thread, a page at a time."""
        missing = sorted({row for row in rows if row not in self._pages})
        for at in range(0, len(missing), ASKED_AT_ONCE):
            some = missing[at:at + ASKED_AT_ONCE]
            with self._desk.reading() as session:
                page = Register(read_some(session, [self._ids[row] for row in some]), self.changes, self._today)
            self._keep(page, some)

    def _keep(self, page: Register, rows: Sequence[int]) -> None:
        with self._one_at_a_time:
            for at, row in enumerate(rows):
                self._rows[page.code(at)] = row
                self._pages[row] = (page, at)
            for row in list(self._pages)[:max(len(self._pages) - ROWS_KEPT, 0)]:
                del self._pages[row]

    def in_pages(self, rows: Sequence[_R]) -> Sequence[_R]:
        """The rows as they are, to be gone through from the first to the last: each page is read when it is come to."""
        return _Ahead(self, rows)

    def code(self, row: int) -> str:
        """The code of the project in a row."""
        page, at = self.page_of(row)
        return page.code(at)

    def row_of(self, code: str) -> int | None:
        """The row of the project with this code."""
        found = self._rows.get(code)
        if found is not None:
            return found
        with self._desk.reading() as session:
            number = session.execute(select(PROJECT.c.id).where(PROJECT.c.code == code)).scalar()
        row = None if number is None else row_of(self._ids, number, self.n)
        if row is not None:
            self._rows[code] = row
        return row

    def card(self, row: int) -> Card:
        """The project of a row at a glance."""
        page, at = self.page_of(row)
        return page.card(at)

    def overdue(self, row: int) -> WorkingDays | None:
        """How long the deadline of its blocker has gone by; None where it has not."""
        page, at = self.page_of(row)
        return page.overdue(at)

    def day(self, row: int) -> Day:
        """The day on which its stage was reached, as precisely as it is known."""
        page, at = self.page_of(row)
        return page.day(at)

    def column(self, name: str) -> Sequence[Any]:
        """The values of a column by row, read page by page unless all of them are held; see REGISTER_COLUMNS."""
        return self._columns.get(name) or _InSight(self, name)

    # -- what is asked of all projects --------------------------------------------------------------------------------

    def _column(self, name: str) -> Column:
        found = self._columns.get(name)
        if found is None:
            with self._one_at_a_time:
                found = self._columns.get(name)
                if found is None:
                    found = self._read(name)
        return found

    def _read(self, name: str) -> Column:
        """Reads a column of all projects; texts are not kept."""
        if name == "arrived":
            currencies = self._column("currency")
        elif name == "days":
            since = self._column("since")
        with self._desk.reading() as session:
            if name == "arrived":
                self._columns[name] = money_arrived(session, self._ids, currencies)
            elif name == "days":
                self._columns[name] = days_lasted(session, self._ids, since, self._today)
            elif name in ("category", "overdue"):
                self._columns["category"], self._columns["overdue"] = stuck_columns(session, self._ids, self._today)
            else:
                names = next((some for some in _TOGETHER if name in some), (name,))
                found = dict(zip(names, whole_columns(session, names, self._ids), strict=True))
                if name in LONG_TEXTS:
                    return found[name]
                self._columns.update(found)
        return self._columns[name]

    def _places_of(self, name: str) -> Places:
        with self._one_at_a_time:
            if name in LONG_TEXTS and name not in self._places:
                with self._desk.reading() as session:
                    self._places[name] = ranked_texts(session, name, self._ids)
            return super()._places_of(name)

    def _holding(self, rows: Sequence[int], parts: Sequence[str]) -> Sequence[int]:
        """Those of the rows whose search text holds all parts: the database looks through its texts."""
        if not parts:
            return rows
        flags = bytearray(self.n)
        query = select(PROJECT.c.id).where(*(PROJECT.c.search.contains(part, autoescape=True) for part in parts))
        if len(rows) <= ASKED_AT_ONCE:
            query = query.where(PROJECT.c.id.in_([self._ids[row] for row in rows]))
        with self._desk.reading() as session:
            for chunk in raw_chunks(session, query):
                for number, in chunk:
                    if (row := row_of(self._ids, number, self.n)) is not None:
                        flags[row] = 1
        return array("i", compress(rows, map(flags.__getitem__, rows)))

    def sums(self, name: str, rows: Sequence[int]) -> dict[Currency, int]:
        """The amounts of a column added up by currency, in minor units; a currency without any is left out."""
        everything = len(rows) == self.n
        if everything and name in self._totals:
            return self._totals[name]
        money, currencies = self._column(name), self._column("currency")
        assert isinstance(money, Numbers)
        assert isinstance(currencies, Named)
        added, amounts, numbers = [0] * len(currencies.values), money.held, currencies.held
        for row in rows:
            minor = amounts[row]
            if minor != NONE:
                added[numbers[row]] += minor
        found = {currency: minor for currency, minor in zip(currencies.values, added, strict=True) if minor}
        if everything:
            self._totals[name] = found
        return found


class _Ahead(Sequence[_R]):
    """Rows whose projects are read a page at a time while one goes through them; what is no row stands among them."""

    def __init__(self, register: PagedRegister, rows: Sequence[_R]) -> None:
        self._register, self._held = register, rows

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> _R: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_R]: ...
    def __getitem__(self, at: int | slice) -> _R | Sequence[_R]:
        return self._held[at]

    def __iter__(self) -> Iterator[_R]:
        for at in range(0, len(self._held), ASKED_AT_ONCE):
            some = self._held[at:at + ASKED_AT_ONCE]
            self._register.bring([row for row in some if isinstance(row, int)])
            yield from some
