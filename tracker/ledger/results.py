"""Reads what came of projects: columns of results on a list of projects, and sheets with a row for each result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tracker.domain.day import CHINESE_DAY, MONTHS_OF
from tracker.domain.days import Day, Precision, is_empty
from tracker.domain.money import Currency, Money, Unit
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead
from tracker.domain.results import PEOPLE_UNIT, HowMuch, ResultKind, size_of
from tracker.domain.text import clean
from tracker.ledger.account import Fate, PartAccount
from tracker.ledger.cells import Cells
from tracker.ledger.families_results import HAPPENED, RESULT_WORDS, result_said
from tracker.ledger.headers import letters, stated_year
from tracker.ledger.layout import PeriodColumn, ResultColumn, SheetLayout
from tracker.ledger.mapping import SKIP
from tracker.ledger.money_columns import months_in, span_of, year_named
from tracker.ledger.receipts import Stray, named_rows, whose
from tracker.ledger.result_columns import results_on, time_in_header
from tracker.ledger.row_units import unit_in_row
from tracker.ledger.rows import NoteCode, ProblemCode, ResultRow, SumSaid
from tracker.ledger.stack import is_blank
from tracker.ledger.stage_cells import happened_cell_said
from tracker.ledger.words import yes_or_no
from tracker.ledger.workbook import BookSheet, Stop

_FILLED = ("code", "project", "result", "day", "unit", "currency")
_NAMES = tuple(words.name for words in RESULT_WORDS.values())
_OF_PEOPLE = (PEOPLE_UNIT, "名", "个")
_MONTHS_OF_A_YEAR = re.compile(r"20\d\d年\d{1,2}月?[-—–~～至到]\d{1,2}月份?")
_HAS_HAPPENED = re.compile("(?:已|已经|完成|已完成)(?:入库|入统|纳统|入规|上规|升规|达产|满产|达效)[^率]{0,4}")
_ALSO_SAID, _NOTHING = {ResultKind.IN_STATISTICS: "入库", ResultKind.ABOVE_SCALE: "入库|达标"}, "(?!)"
"""What cells say below a header that has said what it is about: 是，2023年9月入库 below 是否入统."""
_HAS_NOT = re.compile(r"[未无否不×✗✘xX].*|尚未.*|暂未.*|拟.*|计划.*|预计.*")


class ResultCells:
    """The columns of results of one table of projects."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout, self.cells = layout, cells
        self._dated = tuple(results_on(layout))
        self._headers = {column: head.header for column, head in layout.heads().items()}
        self._happened = [(ResultKind(name), [layout.columns[name], *layout.alternates.get(name, ())])
                          for name in HAPPENED if name in layout.columns]
        self._untold = {
            **{column: (NoteCode.RESULT_UNDATED, self._headers[column]) for column in layout.undated},
            **{one.column: (NoteCode.RESULT_INSTEAD if one.read_instead else NoteCode.RESULT_SO_FAR, one.header)
               for one in layout.came_to}}
        """The columns with amounts that are no results, until one is found: the note, and the header it names."""
        self._instead = {one.column: one.read_instead for one in layout.came_to if one.read_instead}

    def read(self, number: int, row: list[Any], code: str, name: str, profile: dict[str, Any]) -> tuple[ResultRow, ...]:
        """What came of one project; what a cell says that is no result is kept among its notes, under its header."""
        found = []
        for result, day in self._dated:
            cell = row[result.column]
            if cell == 0 or is_empty(cell):
                continue
            if not time_in_header(result):
                self.cells.note(NoteCode.RESULT_OF_TITLE, self.layout, header=result.header, result=result.what,
                                period=day)
            unit = unit_in_row(self.layout, result.column, row)
            amount = self.cells.how_much(self.layout, number, result.column, cell, result.what, unit)
            if isinstance(amount, HowMuch) and size_of(amount):
                says_more = self.cells.says_more_than(result.what, cell)
                more = f"{result.header}：{self.cells.line(cell)}" if says_more else ""
                found.append(ResultRow(self.layout, number, code, name, fold_name(name), result.what, day, amount, more,
                                       letters(result.column)))
        for what, columns in self._happened:
            found += self._happens(number, row, what, columns, ResultRow(
                self.layout, number, code, name, fold_name(name), what, Day.unknown()), profile)
        self._tell_columns(row)
        return tuple(found)

    def came_to(self, row: list[Any]) -> tuple[SumSaid, ...]:
        """What columns say results had come to, to be held against those on record."""
        found = []
        for column in self.layout.came_to:
            amount = self.cells.how_much_said(row[column.column], column.what,
                                              unit_in_row(self.layout, column.column, row))
            if isinstance(amount, HowMuch):
                found.append(SumSaid(self.layout.sheet, column.header, column.what, amount, column.spans,
                                     *self._beside(column, row)))
        return tuple(found)

    def _beside(self, column: ResultColumn, row: list[Any]) -> tuple[str, HowMuch | None]:
        """The header of the column of the same time that is read instead of one, and what a row says there."""
        other = next((one for one, _ in self._dated if one.header in column.read_instead and one.what is column.what
                      and one.period is not None and column.spans == (span_of(one.period),)), None)
        if other is None:
            return "", None
        said = self.cells.how_much_said(row[other.column], other.what, unit_in_row(self.layout, other.column, row))
        return other.header, said if isinstance(said, HowMuch) else None

    def _tell_columns(self, row: list[Any]) -> None:
        """Names the columns with amounts that are no results: no year is said, or they tell how far it had come."""
        for column in [column for column in self._untold if not is_empty(row[column])]:
            code, header = self._untold.pop(column)
            others = self._instead.get(column, ())
            self.cells.note(code, self.layout, header=header, column=letters(column), others=others)

    def _happens(self, number: int, row: list[Any], what: ResultKind, columns: list[int], plain: ResultRow,
                 profile: dict[str, Any]) -> Iterator[ResultRow]:
        """The day of what happens once, by the first column that has one; else that it has happened."""
        days = [(column, day) for column in columns if not is_blank(row[column])
                and (day := self._day(number, what, column, row[column], profile)) is not None]
        dated = next(((column, day) for column, day in days if day.known), None)
        for column, _ in days if dated is None else ():
            self._keep(number, column, row[column], profile)
        for column, day in [dated] if dated else days[:1]:
            yield replace(plain, day=day, column=letters(column))

    def _day(self, number: int, what: ResultKind, column: int, cell: object, profile: dict[str, Any]) -> Day | None:
        """The day in a cell, unknown for √ and 已入统; None, with its words among the notes, for what says neither."""
        header = self._headers[column]
        day = self.cells.day_found(cell)
        if isinstance(day, ProblemCode) and isinstance(cell, str) and (year := stated_year(header)) is not None:
            day = self.cells.day_in_year(cell, year) or day
        if isinstance(day, Day) and day.known and not is_ahead(day, self.cells.today):
            if self.cells.says_more(cell):
                profile.setdefault("notes", {})[header] = self.cells.whole(cell)
            return day
        text = self.cells.whole(cell)
        on_a_day = happened_cell_said(text, f"{RESULT_WORDS[what].words}|{_ALSO_SAID.get(what, _NOTHING)}")
        if on_a_day is not None and on_a_day.day is not None and not is_ahead(on_a_day.day, self.cells.today):
            if on_a_day.more:
                profile.setdefault("notes", {})[header] = text
            return on_a_day.day
        yes = yes_or_no(cell)
        if yes or _HAS_HAPPENED.fullmatch(text):
            return Day.unknown()
        self._keep(number, column, cell, profile)
        if yes is None and not is_empty(cell) and not _HAS_NOT.fullmatch(text):
            self.cells.note(NoteCode.RESULT_UNREAD, self.layout, number, header=header, value=text, result=what)
        return None

    def _keep(self, number: int, column: int, cell: object, profile: dict[str, Any]) -> None:
        """Keeps what a cell says among the notes of its project, under its header."""
        profile.setdefault("notes", {})[self._headers[column]] = self.cells.whole(cell)
        self.cells.fate(self.layout, number, column, Fate.NOTE)


class Results:
    """The reader of one sheet with a row for each result."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount) -> None:
        self.sheet, self.layout, self.cells, self.account = sheet, layout, cells, account
        self.strays: list[Stray] = []

    def rows(self, stop: Stop | None = None) -> list[ResultRow]:
        """Every result that can be read, in order; the others are problems and strays."""
        return [found for number, cells, _ in named_rows(self.sheet, self.layout, self.cells, self.account, _FILLED,
                                                         stop)
                if (found := self._row(number, cells))]

    def _row(self, number: int, cells: list[object]) -> ResultRow | None:
        layout = self.layout
        name, code, key = whose(self.cells, layout, number, cells)
        said = cells[layout.columns["result"]]
        what = result_said(self.cells.line(said))
        if what is None and said == SKIP:
            self._leave_out(number)
            return None
        if what is None:
            self.cells.problem(layout, number, "result", ProblemCode.UNKNOWN_RESULT, said, names="、".join(_NAMES),
                               first=_NAMES[0])
        day = self._day(number, cells, what)
        amount = self._amount(number, cells, what)
        if isinstance(amount, HowMuch) and not size_of(amount):
            return None  # nothing came
        if not (name or code) or what is None or day is None or isinstance(amount, ProblemCode):
            self.strays.append((layout.sheet, layout.letter("project"), number, name, key, day, ""))
            return None
        return ResultRow(layout, number, code, name, key, what, day, amount, self._note(cells),
                         layout.letter("amount" if amount else "day"))

    def _leave_out(self, number: int) -> None:
        """A row of which the mapping says that it is left out: none of it is read, and its words are named."""
        row = self.sheet.rows[number - 1]
        said = row[self.layout.columns["result"]]
        self.cells.note(NoteCode.RESULT_LEFT_OUT, self.layout, number, value=self.cells.line(said))
        for column in range(len(row)):
            self.cells.fate(self.layout, number, column, Fate.UNREAD)

    def _day(self, number: int, cells: list[object], what: ResultKind | None) -> Day | None:
        """The day or the period; without one there is nothing to count, and some results are of no single day."""
        cell = _as_year(cells[self.layout.columns["day"]])
        if what is not None and what.is_summed and isinstance(cell, str):
            cell = _as_part_of_year(cell)
        day = self.cells.day(self.layout, number, "day", cell)
        if day is None or (isinstance(day, Day) and not day.known):
            self.cells.problem(self.layout, number, "day", ProblemCode.NOT_A_DATE, cell, "result")
            return None
        if isinstance(day, Day) and what is not None and what.of_period_only and day.precision is Precision.DAY:
            self.cells.problem(self.layout, number, "day", ProblemCode.NOT_A_DATE, cell, "period")
            return None
        return day if isinstance(day, Day) else None

    def _amount(self, number: int, cells: list[object], what: ResultKind | None) -> HowMuch | ProblemCode | None:
        """The amount of what has one. One beside what only happens is kept as a note."""
        layout, columns = self.layout, self.layout.columns
        if what is None or not what.is_summed:
            return None
        column = columns.get("amount")
        if column is None or is_empty(cells[column]):
            self.cells.problem(layout, number, "amount", ProblemCode.NOT_AN_AMOUNT, None, "result")
            return ProblemCode.NOT_AN_AMOUNT
        amount = self._people(number, cells, column, what) if what.of_people else self._money(number, cells, column)
        return ProblemCode.NOT_AN_AMOUNT if amount is None else amount

    def _people(self, number: int, cells: list[object], column: int,
                what: ResultKind) -> HowMuch | ProblemCode | None:
        """The number of people of a row, whatever unit the header states for money; one of its own has to be 人."""
        columns = self.layout.columns
        if "unit" in columns and not is_blank(cells[columns["unit"]]) and (
                self.cells.line(cells[columns["unit"]]) not in _OF_PEOPLE):
            self.cells.problem(self.layout, number, "unit", ProblemCode.NOT_A_COUNT, cells[columns["unit"]], "people")
            return ProblemCode.NOT_A_COUNT
        return self.cells.how_much(self.layout, number, column, cells[column], what, None)

    def _money(self, number: int, cells: list[object], column: int) -> Money | ProblemCode | None:
        """The money of a row, in the unit and the currency that it or the header names."""
        layout, columns = self.layout, self.layout.columns
        unit: Unit | ProblemCode | None = None
        currency = Currency.CNY
        if "unit" in columns and not is_blank(cells[columns["unit"]]):
            unit = self.cells.unit(layout, number, "unit", cells[columns["unit"]])
        if "currency" in columns and not is_empty(cells[columns["currency"]]):
            named = self.cells.unit(layout, number, "currency", cells[columns["currency"]])
            if isinstance(named, ProblemCode):
                return named
            currency = named.currency or currency if named else currency
        if isinstance(unit, ProblemCode):
            return unit
        unit = unit or unit_in_row(layout, column, cells, currency if currency is not Currency.CNY else None)
        if unit is not None and currency is not Currency.CNY:
            unit = Unit(currency, unit.factor)
        return self.cells.amount_at(layout, number, column, cells[column], unit, currency)

    def _note(self, cells: list[object]) -> str:
        """The remark, and what columns say that no field holds, each behind its header."""
        columns, headers = self.layout.columns, self.layout.headers
        remark = self.cells.page(cells[columns["remarks"]]) if "remarks" in columns else ""
        what = result_said(self.cells.line(cells[columns["result"]]))
        unused = "amount" if what is not None and not what.is_summed else ""
        beside = [name for name in ("day", "amount") if name in columns and not is_empty(cells[columns[name]]) and (
            name == unused or (name == "day" and self.cells.says_more(cells[columns[name]])) or (
                name == "amount" and what is not None and self.cells.says_more_than(what, cells[columns[name]])))]
        more = [f"{clean(headers[name])}：{self.cells.line(cells[columns[name]])}" for name in beside]
        more += (f"{header}：{self.cells.page(cells[column])}" for header, column in self.layout.others
                 if not is_empty(cells[column]))
        return "；".join(filter(None, ("" if is_empty(remark) else remark, *more)))


def _as_part_of_year(text: str) -> str:
    """A period that is written by its months and has a name (2023年1-6月) by that name; any other text as it is."""
    months, year = months_in(text), year_named(text)
    if months is None or not year or _MONTHS_OF_A_YEAR.fullmatch("".join(text.split())) is None:
        return text
    day = PeriodColumn(0, text, *months, int(year)).day
    return day.written(CHINESE_DAY) if day is not None and months[0] < months[1] and (
        MONTHS_OF[day.precision] == months[1] - months[0] + 1) else text


def _as_year(cell: object) -> object:
    """A bare year in a column of periods, which spreadsheets keep as a number: 2023."""
    return f"{int(cell)}年" if isinstance(cell, int | float) and not isinstance(cell, bool) and (
        1990 <= cell <= 2100 and float(cell).is_integer()) else cell
