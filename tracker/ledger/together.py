"""Puts together what several tables say of one project: rows of one name that do not contradict each other are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from tracker.domain.currency import Currency
from tracker.domain.days import Day
from tracker.domain.money import Money, print_amount
from tracker.domain.order import misplaced
from tracker.domain.profile import FIELDS, REMARK
from tracker.domain.results import once_of, print_how_much
from tracker.domain.stages import STAGES, Stage
from tracker.domain.text import fold_width
from tracker.ledger.cells import Cells
from tracker.ledger.families_projects import MONEY_BESIDE
from tracker.ledger.family import Kind
from tracker.ledger.headers import letters
from tracker.ledger.layout import SheetLayout
from tracker.ledger.money_columns import PARTS_OF_YEAR
from tracker.ledger.rows import NoteCode, Problem, ProblemCode, ProjectRow, ReceiptRow, ResultRow, as_found
from tracker.ledger.sections import SECTION_NOTE
from tracker.ledger.targets import year_in

_PARK = re.compile(r"[\u4e00-\u9fff]{1,12}(?:区|园|镇|乡|街道|基地)")
_NO_PARK = re.compile(r"全[市县区]|汇总|总表|新区项目|项目")
_Month = tuple[int, int, int]
"""Year, month and day a sheet is of."""
_AFTER_ALL: _Month = (9999, 12, 31)
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|{'|'.join(reversed(_CHINESE_MONTHS))})"
_MONTHLY = re.compile(r"[^\d一二三四五六七八九十]{0,8}(?:(?P<year>20\d\d)\s*[年.-]\s*)?"
                      rf"(?:(?:1[0-2]|[1-9])\s*[-至到—~]\s*)?{_MONTH}\s*月(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日)?")
_YEAR_AND_MONTH = re.compile(r"(?P<year>20\d\d)\s*[-._/年]?\s*(?P<month>1[0-2]|0[1-9])")
_QUARTERLY = re.compile(r"[^\d一二三四上下]{0,8}(?:(?P<year>20\d\d)\s*年?度?\s*[-._]?\s*)?第?"
                        r"(?P<part>[一二三四1-4]季度|[Qq][1-4](?!\d)|[上下]半年)")
_EXPECTED = "expected_"
_STAGES = frozenset(map(str, STAGES))
_SHOWN = 20
"""Changes and projects that are named one by one."""


def with_parks(rows: list[ProjectRow], layouts: Iterable[SheetLayout], cells: Cells) -> list[ProjectRow]:
    """The projects of sheets named after a park, with that park, where the sheet has no column for it."""
    parks = {layout.sheet for layout in layouts if layout.kind is Kind.PROJECTS and "park" not in layout.columns
             and _PARK.fullmatch(layout.sheet.strip()) and not _NO_PARK.search(layout.sheet)}
    for row in rows:
        if row.layout.sheet in parks and "park" not in row.profile:
            row.profile["park"] = row.layout.sheet.strip()
            cells.note(NoteCode.PARK_FROM_SHEET, row.layout, row.row, park=row.profile["park"])
    return rows


def joined(rows: list[ProjectRow], cells: Cells,
           year: int | None = None) -> tuple[list[ProjectRow], list[Problem]]:
    """Each project once, and the cells that contradict each other. Two rows of one table stay two.

    Of sheets that are a month each, the later ones say what holds, and two of one month may not contradict each other;
    a list of all is held against the last of them.
    `year` is that of the book, as its name says: it is meant where neither a sheet nor its title names one.
    """
    first: dict[str, ProjectRow] = {}
    places: dict[str, int] = {}
    told: dict[str, list[ProjectRow]] = {}
    found: list[ProjectRow] = []
    problems: list[Problem] = []
    months = _months(rows, year)
    overruled = _Overruled(cells)
    for row in sorted(rows, key=lambda row: months.get(row.layout.sheet, _AFTER_ALL)):
        before = first.get(row.key) if row.key else None
        if before is None or _is_another(row, before, told[row.key]):
            if row.key and before is None:
                first[row.key], places[row.key] = row, len(found)
                told[row.key] = [row]
            found.append(row)
            continue
        later = row.layout.sheet in months and before.layout.sheet in months
        differing = list(_differences(before, row, told[row.key]))
        if against := [one for one in differing if not one.is_of_later_month(months)]:
            problems += map(_contradiction, against)
            continue
        overruled.takes(differing)
        if not differing:
            cells.note(NoteCode.ROWS_JOINED, row.layout, row.row)
        both = _both(before, row, told[row.key][-1].layout if later else None)
        told[row.key].append(row)
        found[places[row.key]] = first[row.key] = both
        problems += _out_of_order(both, before, row)
    overruled.tell()
    _tell_missing(rows, months, cells)
    return found, problems


def _is_another(row: ProjectRow, before: ProjectRow, told: list[ProjectRow]) -> bool:
    """Whether a row is no more of the project before it: by its code, or as the table has that already in the same
    section, or says otherwise of it in another one.
    """
    if row.code and before.code and row.code != before.code:
        return True
    here = [other for other in told if row.layout is other.layout]
    return any(_section_of(row) == _section_of(other) for other in here) or (
        bool(here) and next(_differences(before, row, told), None) is not None)


def _section_of(row: ProjectRow) -> str:
    """The sections a row stands in; empty for none."""
    section: str = row.profile.get("notes", {}).get(SECTION_NOTE, "")
    return section


class _Difference(NamedTuple):
    """What a row says otherwise of a field of a project than a row before it, each as it is printed."""

    name: str
    value: object
    was: object
    before: ProjectRow
    row: ProjectRow
    month: Day | None = None

    def cells(self) -> tuple[str, str]:
        """The places of the two cells on their sheets, that of the earlier row first: C4, C5."""
        first, second = (f"{_letters(row.layout, self.name, self.month)}{row.row}" for row in (self.before, self.row))
        return first, second

    def is_of_later_month(self, months: Mapping[str, _Month]) -> bool:
        """Whether the sheet of the row is of a later month than that of the row before, so that it holds."""
        was, now = months.get(self.before.layout.sheet), months.get(self.row.layout.sheet)
        return was is not None and now is not None and was < now


class _Overruled:
    """What later months say otherwise than earlier ones, noted by sheet and field; some of it with both cells."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._by_field: dict[tuple[str, str], list[_Difference]] = {}

    def takes(self, differing: Iterable[_Difference]) -> None:
        """What one row changed."""
        for one in differing:
            self._by_field.setdefault((one.row.layout.sheet, one.name), []).append(one)

    def tell(self) -> None:
        """Notes all that was changed."""
        for (_, name), changed in self._by_field.items():
            lines = []
            for one in changed[:_SHOWN]:
                was, now = one.cells()
                lines.append(f"{one.row.name} {one.was}（{one.before.layout.sheet} {was}）→ {one.value}（{now}）")
            for one in changed:
                self._cells.note(NoteCode.MONTH_OVERRULES, one.row.layout, one.row.row, field=name, count=len(changed),
                                 names=(*lines, *_more(changed)))


def _more(things: Sequence[object]) -> tuple[str, ...]:
    """That there are more than are named."""
    return ("…",) if len(things) > _SHOWN else ()


def _tell_missing(rows: Iterable[ProjectRow], months: Mapping[str, _Month], cells: Cells) -> None:
    """Names, month by month, the projects that the month before had and this one lacks. Months that share no project
    list what was new in each.
    """
    by_month: dict[_Month, dict[str, ProjectRow]] = {}
    for row in rows:
        if row.key and (month := months.get(row.layout.sheet)) is not None:
            by_month.setdefault(month, {}).setdefault(row.key, row)
    for before, now in pairwise(sorted(by_month)):
        gone = [row for key, row in by_month[before].items() if key not in by_month[now]]
        if gone and len(gone) < len(by_month[before]):
            later = next(iter(by_month[now].values())).layout
            names = (f"{row.name}（{row.layout.letter('name')}{row.row}）" for row in gone[:_SHOWN])
            cells.note(NoteCode.MONTH_LACKS, later, other=gone[0].layout.sheet, count=len(gone),
                       names=(*names, *_more(gone)))


def _months(rows: Iterable[ProjectRow], year: int | None) -> dict[str, _Month]:
    """Year, month and day of each sheet that is a month, a quarter or a half year, by its name; none where there is no
    telling which is the last.

    The year is that of the sheet's name, of its title or of the book. Where none of them says it, it is one year, 0.
    Of 1-6月 and 二季度 the last month is meant. The day is 0 where the name says none.
    """
    months: dict[str, _Month] = {}
    for layout in {id(row.layout): row.layout for row in rows}.values():
        name = fold_width(layout.sheet.strip())
        found = _month_in(name)
        if found is not None and layout.sheet not in months:
            said, month, day = found
            months[layout.sheet] = (said or year_in(layout.title) or year or 0, month, day)
    some_say_none = len({bool(year) for year, *_ in months.values()}) > 1
    return {} if some_say_none or len(months) < 2 else months


def _month_in(name: str) -> _Month | None:
    """Year (0 where it says none), last month and day that the name of a sheet says it is of; None for other names."""
    if match := _QUARTERLY.match(name):
        return int(match["year"] or 0), PARTS_OF_YEAR[match["part"].lower()][1], 0
    if (match := _MONTHLY.match(name) or _YEAR_AND_MONTH.fullmatch(name)) is None:
        return None
    month, day = match["month"], match.groupdict("0").get("day", "0")
    return (int(match["year"] or 0), int(month) if month.isascii() else _CHINESE_MONTHS.index(month) + 1, int(day))


def _differences(first: ProjectRow, second: ProjectRow, told: list[ProjectRow]) -> Iterator[_Difference]:
    """What a row says otherwise of a project than those before; `told` are the rows before."""
    before = _said(first)
    for name, value in _said(second).items():
        was = before.get(name)
        if was is None or was == value or (isinstance(was, Day) and isinstance(value, Day) and _agree(was, value)):
            continue
        source = next((row for row in reversed(told) if _said(row).get(name) == was), first)
        yield _Difference(name, _plain(name, value), _plain(name, was), source, second)
    money = _by_day(first.money)
    for (day, currency), amount in _by_day(second.money).items():
        other = money.get((day, currency), amount)
        if other != amount:
            source = next((row for row in reversed(told) if _by_day(row.money).get((day, currency)) == other), first)
            yield _Difference("amount", print_amount(Money(amount, currency)), print_amount(Money(other, currency)),
                              source, second, day)
    results = _by_time(first.results)
    for one in second.results:
        was_one = results.get((one.what, once_of(one)), one)
        if was_one.amount != one.amount or not _agree(was_one.day, one.day):
            source = next((row for row in reversed(told) if was_one in row.results), first)
            value, was = (print_how_much(each.amount) if each.amount else str(each.day) for each in (one, was_one))
            yield _Difference(one.what.value, value, was, source, second, one.day)


def _by_time(results: Iterable[ResultRow]) -> dict[tuple[object, ...], ResultRow]:
    """The results of a project by their kind and what there is once of it."""
    return {(one.what, once_of(one)): one for one in results}


def _said(row: ProjectRow) -> dict[str, object]:
    """What a row says of a project in fields of one value, by the names of their columns."""
    found = {name: value for name, value in row.profile.items() if name not in ("notes", "roles")}
    found |= {str(stage): day for stage, day in row.milestones.items()}
    found |= {f"{stage}_recognised": day for stage, day in row.recognised.items()}
    return found | {f"{_EXPECTED}{what}": expectation.day for what, expectation in row.expected.items()}


def _plain(name: str, value: object) -> object:
    return FIELDS[name].plain(value) if name in FIELDS else str(value)


def _by_day(money: Iterable[ReceiptRow]) -> dict[tuple[Day, Currency], int]:
    """Money of each day and currency, in 分."""
    found: dict[tuple[Day, Currency], int] = {}
    for receipt in money:
        of = (receipt.day, receipt.amount.currency)
        found[of] = found.get(of, 0) + receipt.amount.minor
    return found


def _agree(one: Day, other: Day) -> bool:
    """Whether two days can be the same: one is not known, or a month that the other lies in."""
    if not one.known or not other.known or one == other:
        return True
    return not one.certainly_before(other) and not other.certainly_before(one)


def _contradiction(one: _Difference) -> Problem:
    """What two sheets that hold at the same time say otherwise, with both cells."""
    was, now = one.cells()
    return Problem(ProblemCode.CONTRADICTION, one.row.layout.sheet, one.row.row, now.rstrip("0123456789"),
                   as_found(one.value), {"name": one.row.name, "field": one.name, "other": as_found(one.was),
                                         "sheet": one.before.layout.sheet, "cell": was})


def _letters(layout: SheetLayout, name: str, period: Day | None) -> str:
    """The letters of a field's column, or of the column of a period's money; of a day in words those of the stage's."""
    column = next((one.column for one in layout.periods if period is not None and one.day == period), next(
        (one.column for one in layout.results if one.day == period and one.what == name), None))
    if column is not None:
        return letters(column)
    columns = (name, name.removeprefix(_EXPECTED), *(("stage", "status", "progress") if name in _STAGES else ()),
               *((MONEY_BESIDE,) if period is not None else ()))
    return layout.letter(next((one for one in columns if one in layout.columns), name))


def _both(first: ProjectRow, second: ProjectRow, month_before: SheetLayout | None) -> ProjectRow:
    """One row that says what both say. Of monthly sheets the later one holds; `month_before` is the one before it."""
    later = month_before is not None
    over, under = (second, first) if later else (first, second)
    profile = {**under.profile, **over.profile}
    for name in ("roles", "notes"):
        kept = _texts(over.profile.get(name, {}), under.profile.get(name, {}), (month_before or second.layout).sheet)
        if kept:
            profile[name] = kept
    milestones = dict(under.milestones)
    for stage, day in over.milestones.items():
        if stage not in milestones or (day.known and (
                later or not milestones[stage].known or milestones[stage].covers(day))):
            milestones[stage] = day
    return replace(
        first, code=first.code or second.code, profile=profile, milestones=_in_order(milestones),
        recognised={**under.recognised, **over.recognised}, expected={**under.expected, **over.expected},
        ending=over.ending or under.ending,
        troubles=first.troubles if second.troubles in ("", first.troubles) else "\n".join(
            filter(None, (first.troubles, second.troubles))),
        phase_of=first.phase_of or second.phase_of,
        money=(*_not_in(over.money, under.money), *over.money),
        results=(*over.results, *_not_told(under.results, over.results)),
        sums=(*(over.arrived or under.arrived), *(over.came_to or under.came_to)))


def _not_told(results: Iterable[ResultRow], told: Iterable[ResultRow]) -> tuple[ResultRow, ...]:
    """Results without those that are told already: both sheets say them. A day stands before none."""
    there = _by_time(one for one in told if one.amount is not None or one.day.known)
    return tuple(one for one in results if (one.what, once_of(one)) not in there)


def _not_in(money: Iterable[ReceiptRow], further: Iterable[ReceiptRow]) -> tuple[ReceiptRow, ...]:
    """Further money, without that of a month and a currency that is there already: both sheets say it."""
    there = _by_day(money)
    return tuple(receipt for receipt in further if (receipt.day, receipt.amount.currency) not in there)


def _texts(first: Mapping[str, str], second: Mapping[str, str], sheet: str) -> dict[str, str]:
    """The notes of both; where both have one under the same header, both are kept."""
    found = dict(first)
    for label, text in second.items():
        if found.get(label, text) == text:
            found[label] = text
        elif label in (REMARK, SECTION_NOTE):
            found[label] = f"{found[label]}\n{text}"
        else:
            found[f"{label}（{sheet}）"] = text
    return found


def _in_order(milestones: Mapping[Stage, Day]) -> dict[Stage, Day]:
    return {stage: milestones[stage] for stage in Stage if stage in milestones}


def _out_of_order(both: ProjectRow, first: ProjectRow, second: ProjectRow) -> Iterable[Problem]:
    """Days that were in order on each sheet and are not together."""
    known: dict[Stage, Day] = dict(both.milestones)
    alone: set[Any] = {*misplaced(dict(first.milestones)), *misplaced(dict(second.milestones))}
    for stage in misplaced(known):
        if stage not in alone:
            row = second if stage in second.layout.columns else first
            yield Problem(ProblemCode.ORDER, row.layout.sheet, row.row, row.layout.letter(stage), str(known[stage]),
                          {"days": {one: day for one, day in known.items() if one is not stage and day.known}})
