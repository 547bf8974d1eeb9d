"""Reads single cells: each distinct value once, and whatever cannot be read becomes a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from tracker.domain.amount_aside import read_amount_with_aside
from tracker.domain.amount_signed import without_sign
from tracker.domain.days import Day, NotADay, in_year, is_empty, is_vague, lacks_year, read_day
from tracker.domain.money import Currency, Money, NotAnAmount, Unit, read_amount, read_unit, unit_name
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead
from tracker.domain.places import Borders, is_about_origin, is_abroad
from tracker.domain.profile import LINE, PAGE, Origin
from tracker.domain.reasons import Code
from tracker.domain.results import HowMuch, ResultKind, read_people
from tracker.domain.text import clean, clean_lines
from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.families_projects import TICKED_STAGES
from tracker.ledger.family import Kind
from tracker.ledger.headers import letters, stated_year
from tracker.ledger.layout import SheetLayout
from tracker.ledger.mapping import RowKind
from tracker.ledger.money_columns import MONTHS_OF_YEAR
from tracker.ledger.raw import Month
from tracker.ledger.rows import Note, NoteCode, Problem, ProblemCode, as_found
from tracker.ledger.sum_scopes import TableFigures
from tracker.ledger.words import amount_trouble, origin_said

CUT = "…"
_NOTHING: Mapping[str, object] = MappingProxyType({})
"""The particulars of a problem that has none: one for all, as there may be a hundred thousand."""
EARLIEST = 1950
"""A day in an earlier year is a number that a spreadsheet shows as a day: 2023 as 1905-07-15, 45 as 1900-02-14."""
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS_OF_TITLE = re.compile(rf"{MONTHS_OF_YEAR.pattern}(?!\s*\d)")
"""The months that a title is of; 截至2024年10月31日 says no more than a day."""
_OF_A_KIND = re.compile(r"设备|固定资产")
"""Words in an amount that say what it is for, which is to be kept."""
_BEGINNING = 20
"""Characters by which a text that was cut is named in a note."""


class Cells:
    """Reads the cells of one file. What is wrong goes to `problems`, what is worth a look to `notes`."""

    def __init__(self, today: date, origins: dict[str, Origin] | None = None, *,
                 date1904: bool = False) -> None:
        self.today = today
        self.borders: Borders | None = None
        self._date1904 = date1904
        self.problems: list[Problem] = []
        self._notes: dict[tuple[str, str], tuple[Note, list[int]]] = {}
        self._days: dict[object, Day | ProblemCode | None] = {}
        self._amounts: dict[tuple[object, Unit | None, Currency], Money | ProblemCode | None] = {}
        self._units: dict[str, Unit | None] = {}
        self._said: dict[str, str] = {}
        self._origins = origins or {}
        self._origin_of: dict[str, Origin | NoteCode | ProblemCode | None] = {}
        self._more: set[object] = set()
        self.year: int | None = None
        """The year of the book, where its name or the titles of its sheets name one and no other."""
        self.until = today
        """The day that the book is of, where a title says it; else today."""
        self.accounts: MutableMapping[str, SheetAccount] = {}
        """What became of the cells of each sheet, by its name."""
        self.sums: dict[tuple[str, Kind], list[TableFigures]] = {}
        """The sums of the tables read so far, by sheet and kind: the last one may be of all of them."""
        self.left_open: dict[tuple[str, Kind, int], tuple[tuple[int, str], ...]] = {}
        """The sections that were open at the end of the last table, by its sheet, kind and first column."""
        self.row_kinds: Mapping[str, RowKind] = {}
        """What the mapping says that rows are, by their text."""
        self.values: Mapping[str, Mapping[str, str]] = {}
        """By field, what the mapping reads instead of what stands in its cells."""
        self._cut_texts: dict[int, dict[str, None]] = {}
        """Beginnings of the texts that were cut, by how long they may be."""

    def problem(self, layout: SheetLayout, row: int, field: str, code: ProblemCode, value: object, variant: str = "",
                **params: object) -> None:
        """Puts a problem on record: in the column of `field`, with the value as found."""
        self.problem_at(layout, row, layout.columns.get(field, 0), code, value, variant, **params)

    def problem_at(self, layout: SheetLayout, row: int, column: int, code: ProblemCode, value: object,
                   variant: str = "", **params: object) -> None:
        """Puts a problem on record in a column, counted from 0; the cell was then not read."""
        self.problems.append(Problem(code, layout.sheet, row, letters(column), as_found(value), params or _NOTHING,
                                     variant))
        self.fate(layout, row, column, Fate.UNREAD)

    def says_more(self, value: object) -> bool:
        """Whether a cell that was read as a day or an amount says more than that, which is to be kept as a note."""
        return bool(self._more) and value in self._more

    def fate(self, layout: SheetLayout, row: int, column: int, fate: Fate) -> None:
        """A cell is not what its column is: it could not be read, or is kept as a note. `row` counts from 1."""
        if row and (account := self.accounts.get(layout.sheet)) is not None:
            account.at(column).cell(row - 1, column, fate)

    def note(self, code: NoteCode, layout: SheetLayout, row: int = 0, **params: object) -> None:
        """Puts a note on record; the same note on several rows is one note that names them."""
        key = (code, repr(sorted(params.items())) + layout.sheet)
        _, rows = self._notes.setdefault(key, (Note(code, {"sheet": layout.sheet, **params}), []))
        if row and row not in rows[-1:]:
            rows.append(row)

    @property
    def notes(self) -> Iterator[Note]:
        """All notes, each with the rows it was made on, and the texts that were cut."""
        for note, rows in self._notes.values():
            yield Note(note.code, {**note.params, "rows": tuple(rows)})
        for limit, texts in self._cut_texts.items():
            yield Note(NoteCode.TEXT_CUT, {"limit": limit, "count": len(texts), "texts": tuple(texts)})

    def day(self, layout: SheetLayout, row: int, field: str, value: object, *,
            ahead: bool = False) -> Day | ProblemCode | None:
        """The day in a cell, None when it is empty, or the code of its problem. `ahead` allows a day to come."""
        found = self.day_found(value)
        if found is None:
            return None
        if isinstance(found, ProblemCode):
            found = self._in_year_meant(layout, row, field, value) or found
        if isinstance(found, ProblemCode):
            self._ask_for_day(layout, row, field, found, value)
            return found
        if not ahead and is_ahead(found, self.today):
            self.problem(layout, row, field, ProblemCode.FUTURE_DATE, value, today=self.today)
            return ProblemCode.FUTURE_DATE
        if self.says_more(value):
            self.note(NoteCode.DAY_ROUNDED, layout, row, value=clean(str(value)), day=found)
        return found

    def _ask_for_day(self, layout: SheetLayout, row: int, field: str, code: ProblemCode, value: object) -> None:
        """Puts on record that a cell is no day: a number shown as one, or a day that lacks its year."""
        serial, year = _shown_serial(value), year_meant(layout, field)
        if serial is not None:
            self.problem(layout, row, field, code, value, "serial", number=serial)
        elif not lacks_year(str(value)):
            self.problem(layout, row, field, code, value)
        elif year is None:
            self.problem(layout, row, field, code, value, "no_year")
        elif in_year(str(value), year) is None:
            self.problem(layout, row, field, code, value)
        else:
            self.problem(layout, row, field, code, value, "which_year", year=year)

    def day_found(self, value: object) -> Day | ProblemCode | None:
        """The day in a cell, None when it is empty, or what would be wrong with it; nothing is put on record."""
        try:
            return self._days[value]
        except KeyError:
            found = self._days[value] = self._day(value)
            return found

    def _in_year_meant(self, layout: SheetLayout, row: int, field: str, value: object) -> Day | None:
        """三季度 below a header (2023年开工时间) or a title (2023年重点项目) that names one year, with a note.

        What is only about a day (年底) is of the year of a title unless all other days of its row are of other years:
        it could be the end of one of those as well.
        """
        year = year_meant(layout, field)
        if isinstance(value, str) and is_vague(value) and stated_year(layout.headers.get(field, "")) is None:
            years = self._years_beside(layout, row, field)
            if years and year not in years:
                return None
        day = self.day_in_year(value, year) if isinstance(value, str) and year is not None else None
        if year is None and isinstance(value, str):
            year, day = self._in_months_of_title(layout, value)
        if day is not None:
            self.note_year(layout, row, field, year)
        return day

    def _in_months_of_title(self, layout: SheetLayout, text: str) -> tuple[int | None, Day | None]:
        """The year and the day that 3月5日 is below a title of months (2024年1-10月招商情况) that had come by then."""
        months = set(_MONTHS_OF_TITLE.findall(layout.title))
        if len(months) != 1 or is_vague(text):
            return None, None
        year, month = map(int, months.pop())
        day, last = self.day_in_year(text, year), Day.month(year, month).last
        return year, day if day is not None and day.last is not None and last is not None and day.last <= last else None

    def _years_beside(self, layout: SheetLayout, row: int, field: str) -> set[int]:
        """The years of the days that a row has for other stages."""
        account = self.accounts.get(layout.sheet)
        cells = account.laid_sheet.rows[row - 1] if account is not None else []
        columns = (layout.columns[stage] for stage in TICKED_STAGES if stage in layout.columns and stage != field)
        days = (self.day_found(cells[column]) for column in columns if column < len(cells))
        return {day.on.year for day in days if isinstance(day, Day) and day.on is not None}

    def day_in_year(self, text: str, year: int) -> Day | None:
        """The day that a text without a year is in `year`, None for other texts; what says more is remembered."""
        day = in_year(text, year)
        if day is not None and is_vague(text):
            self._more.add(text)
        return day

    def note_year(self, layout: SheetLayout, row: int, field: str, year: int | None) -> None:
        """Notes that a day without a year was read as one of the year that its header names, or else its title."""
        header = layout.headers.get(field, "")
        code = NoteCode.YEAR_OF_TITLE if stated_year(header) is None else NoteCode.YEAR_OF_HEADER
        self.note(code, layout, row, header=clean(header), year=year)

    def _day(self, value: object) -> Day | ProblemCode | None:
        """A day, as precise as it is; what says more than it (年底, 6月底) is remembered for `says_more`."""
        if isinstance(value, Month):
            return Day.month(value.year, value.month)
        try:
            day = read_day(value, date1904=self._date1904)
        except NotADay as error:
            return ProblemCode.NOT_A_DATE if error.code is Code.NO_YEAR else ProblemCode(error.code)
        if day is not None and day.on is not None and day.on.year < EARLIEST:
            return ProblemCode.NOT_A_DATE
        if isinstance(value, str) and is_vague(value):
            self._more.add(value)
        return day

    def amount(self, layout: SheetLayout, row: int, field: str, value: object, unit: Unit | None,
               currency: Currency = Currency.CNY) -> Money | ProblemCode | None:
        """The amount in a cell, None when it is empty, or the code of its problem."""
        return self.amount_at(layout, row, layout.columns[field], value, unit, currency)

    def receipt_at(self, layout: SheetLayout, row: int, column: int, value: object, unit: Unit | None,
                   currency: Currency = Currency.CNY) -> Money | ProblemCode | None:
        """The money in a cell of a column, counted from 0: one below zero went back, which a note says."""
        money = self.amount_at(layout, row, column, value, unit, currency, signed=True)
        if isinstance(money, Money) and money.went_back:
            self.note(NoteCode.WITHDRAWN, layout, row)
        return money

    def amount_at(self, layout: SheetLayout, row: int, column: int, value: object, unit: Unit | None,
                  currency: Currency = Currency.CNY, *, signed: bool = False) -> Money | ProblemCode | None:
        """The amount in a cell of a column, counted from 0; `signed`: it may be below zero."""
        found = (self.signed_said if signed else self.amount_said)(value, unit, currency)
        if found is ProblemCode.UNKNOWN_UNIT and (several := layout.several_units.get(column)):
            self.problem_at(layout, row, column, found, value, "header", header=layout.heads()[column].header,
                            units=tuple(map(unit_name, several)), first=unit_name(several[0]))
        elif isinstance(found, ProblemCode):
            self.problem_at(layout, row, column, found, value,
                            amount_trouble(value) if found is ProblemCode.NOT_AN_AMOUNT else "")
        return found

    def amount_said(self, value: object, unit: Unit | None,
                    currency: Currency = Currency.CNY) -> Money | ProblemCode | None:
        """The amount a cell says, None when it is empty, or the code of its problem, which is not put on record."""
        key = (value, unit, currency)
        try:
            return self._amounts[key]
        except KeyError:
            found = self._amounts[key] = self._amount(value, unit, currency)
            return found

    def signed_said(self, value: object, unit: Unit | None,
                    currency: Currency = Currency.CNY) -> Money | ProblemCode | None:
        """The amount a cell says that may be below zero, as money that went back is written."""
        positive = without_sign(value)
        found = self.amount_said(value if positive is None else positive, unit, currency)
        if positive is None or not isinstance(found, Money):
            return found
        if self.says_more(positive):
            self._more.add(value)
        return replace(found, minor=-found.minor)

    def _amount(self, value: object, unit: Unit | None, currency: Currency) -> Money | ProblemCode | None:
        try:
            money = read_amount(value, unit, currency)
            if isinstance(value, str) and _OF_A_KIND.search(value):
                self._more.add(value)
            return money
        except NotAnAmount as error:
            refused = ProblemCode(error.code)
        try:
            money = read_amount_with_aside(value, unit, currency) if isinstance(value, str) else None
        except NotAnAmount:
            return refused
        if money is None:
            return refused
        self._more.add(value)
        return money

    def how_much(self, layout: SheetLayout, row: int, column: int, value: object, what: ResultKind,
                 unit: Unit | None, currency: Currency = Currency.CNY) -> HowMuch | ProblemCode | None:
        """What a kind of result comes to by a cell of a column, counted from 0: money, or of people their number."""
        if not what.of_people:
            return self.amount_at(layout, row, column, value, unit, currency)
        people = self.how_much_said(value, what, unit)
        if people is None and not is_empty(value):
            self.problem_at(layout, row, column, ProblemCode.NOT_A_COUNT, value, "people")
            return ProblemCode.NOT_A_COUNT
        return people

    def how_much_said(self, value: object, what: ResultKind, unit: Unit | None) -> HowMuch | ProblemCode | None:
        """What a kind of result comes to by a cell; None where it is empty, and for what is no number of people."""
        if not what.of_people:
            return self.amount_said(value, unit)
        return read_people(self.line(value))[0]

    def says_more_than(self, what: ResultKind, value: object) -> bool:
        """Whether a cell says more than what its kind of result comes to, which is to be kept as a note."""
        return read_people(self.line(value))[1] if what.of_people else self.says_more(value)

    def unit(self, layout: SheetLayout, row: int, field: str, value: object) -> Unit | ProblemCode | None:
        """The unit a cell names, None when it is empty, or the code of its problem."""
        if is_empty(value):
            return None
        found = self.unit_found(value)
        if found is None:
            self.problem(layout, row, field, ProblemCode.UNKNOWN_UNIT, value)
            return ProblemCode.UNKNOWN_UNIT
        return found

    def unit_found(self, value: object) -> Unit | None:
        """The unit a cell names; None for an empty one and for what is no unit of money."""
        text = str(value)
        if text not in self._units:
            try:
                self._units[text] = None if is_empty(value) else read_unit(text)
            except NotAnAmount:
                self._units[text] = None
        return self._units[text]

    def origin(self, layout: SheetLayout, row: int, field: str, value: object) -> Origin | ProblemCode | None:
        """The origin a cell names; None when it is empty, or says too little to tell (then with a note)."""
        text = self.whole(value)
        if text not in self._origin_of:
            self._origin_of[text] = self._origin(text)
        found = self._origin_of[text]
        if found is None or isinstance(found, Origin):
            return found
        if isinstance(found, ProblemCode):
            self.problem(layout, row, field, found, value)
            return found
        self.note(found, layout, row, value=text)
        return None

    def origin_of_place(self, text: str) -> Origin | None:
        """Where money from a place is from, as the ruleset has its borders; countries are abroad without any."""
        if self.borders:
            return self.borders.origin_of(text)
        return Origin.FOREIGN if is_abroad(text) else None

    def _origin(self, text: str) -> Origin | NoteCode | ProblemCode | None:
        """The origin a text names; None where there is none in it, else why none can be told."""
        if is_empty(text):
            return None
        found = self._origins.get(fold_name(text)) or origin_said(text)
        if not isinstance(found, Origin):
            found = self.origin_of_place(text) or found
        if isinstance(found, Origin):
            return found
        if found is None and not is_about_origin(text):
            return ProblemCode.UNKNOWN_ORIGIN
        return NoteCode.ORIGIN_UNCLEAR if self.borders or found is not None else NoteCode.ORIGIN_BORDERS

    def line(self, value: object) -> str:
        """A cell as one line of clean text; a number as it would be typed. Cut (with …) where it is far too long."""
        return self._short(self._clean(value), LINE)

    def said(self, value: object) -> str:
        """A cell as `line` gives it; empty where it says that there is nothing (—, 无)."""
        if type(value) is not str:
            text = self.line(value)
            return "" if is_empty(text) else text
        found = self._said.get(value)
        if found is None:
            text = self.line(value)
            found = self._said[value] = "" if is_empty(text) else text
        return found

    def whole(self, value: object) -> str:
        """A cell as one line of clean text, as long as a note can be: for what no field may be able to hold."""
        return self._short(self._clean(value), PAGE)

    def page(self, value: object) -> str:
        """A cell as clean text of several lines."""
        if not isinstance(value, str):
            return self._clean(value)
        return self._short(clean_lines(value), PAGE)

    def _clean(self, value: object) -> str:
        """A cell as one line of clean text, however long."""
        if isinstance(value, str):
            return clean(value)
        shown = as_found(value)
        return "" if shown is None else str(shown)

    def _short(self, text: str, limit: int) -> str:
        """A text of at most `limit` characters; one that had to be cut ends with … and is noted by its beginning."""
        if len(text) <= limit:
            return text
        self._cut_texts.setdefault(limit, {})[text[:_BEGINNING] + CUT] = None
        return text[:limit - 1] + CUT


def year_meant(layout: SheetLayout, field: str) -> int | None:
    """The year of days without one below a header: the one that it names, else its titles, else its sheet's name."""
    return next((year for text in (layout.headers.get(field, ""), layout.title, layout.sheet, f"{layout.sheet}年")
                 if (year := stated_year(text)) is not None), None)


def _shown_serial(value: object) -> int | None:
    """The number that a spreadsheet shows as this day of 1900 or 1905."""
    day = value.date() if isinstance(value, datetime) else value
    return (day - _SERIAL_ZERO).days if isinstance(day, date) and day.year < EARLIEST else None


def number_of(value: object) -> Decimal | None:
    """A plain number from a cell such as 36, "36个", "1,200.5亩"; None when it is none."""
    if isinstance(value, bool):
        return None
    text = clean(str(value)).replace(",", "").replace("，", "")
    match = re.fullmatch(r"[约共]?\s*([0-9]+(?:\.[0-9]+)?)\s*(?:[^\d\s.]{0,4})?", text)
    try:
        return Decimal(match[1]) if match else None
    except InvalidOperation:
        return None
