"""Puts together what several tables say of one project: rows of one name that do not contradict each other are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tracker.domain.currency import Currency
from tracker.domain.days import Day
from tracker.domain.money import Money, print_amount
from tracker.domain.order import misplaced
from tracker.domain.profile import FIELDS, REMARK
from tracker.domain.stages import Stage
from tracker.ledger.cells import Cells
from tracker.ledger.family import Kind
from tracker.ledger.headers import letters
from tracker.ledger.layout import SheetLayout
from tracker.ledger.rows import NoteCode, Problem, ProblemCode, ProjectRow, ReceiptRow, as_found
from tracker.ledger.targets import year_in

_PARK = re.compile(r"[\u4e00-\u9fff]{1,12}(?:区|园|镇|乡|街道|基地)")
_NO_PARK = re.compile(r"全[市县区]|汇总|总表|新区项目|项目")
_AFTER_ALL = (9999, 12)
_MONTHLY = re.compile(r"^\D{0,8}(?:(20\d\d)\s*[年.-]\s*)?(1[0-2]|0?[1-9])\s*月")


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

    Of sheets that are a month each, the later ones say what holds; a list of all is held against the last of them.
    `year` is that of the book, as its name says: it is meant where neither a sheet nor its title names one.
    """
    first: dict[str, ProjectRow] = {}
    told: dict[str, list[ProjectRow]] = {}
    found: list[ProjectRow] = []
    problems: list[Problem] = []
    months = _months(rows, year)
    for row in sorted(rows, key=lambda row: months.get(row.layout.sheet, _AFTER_ALL)):
        before = first.get(row.key) if row.key else None
        if before is None or _same_table(before, row) or (row.code and before.code and row.code != before.code):
            if row.key and before is None:
                first[row.key] = row
                told[row.key] = [row]
            found.append(row)
            continue
        later = row.layout.sheet in months and before.layout.sheet in months
        differing = [] if later else list(_contradictions(before, row, told[row.key]))
        problems += differing
        if differing:
            continue
        cells.note(NoteCode.ROWS_JOINED, row.layout, row.row)
        both = _both(before, row, told[row.key][-1].layout if later else None)
        told[row.key].append(row)
        found[next(place for place, one in enumerate(found) if one is before)] = both
        first[row.key] = both
        problems += _out_of_order(both, before, row)
    return found, problems


def _months(rows: Iterable[ProjectRow], year: int | None) -> dict[str, tuple[int, int]]:
    """Year and month of each sheet that is a month, by its name; none where there is no telling which is the last.

    The year is that of the sheet's name, of its title or of the book. Where none of them says it, it is one year, 0.
    """
    months: dict[str, tuple[int, int]] = {}
    for layout in {id(row.layout): row.layout for row in rows}.values():
        if (match := _MONTHLY.match(layout.sheet.strip())) and layout.sheet not in months:
            months[layout.sheet] = (int(match[1] or year_in(layout.title) or year or 0), int(match[2]))
    some_say_none = len({bool(year) for year, _ in months.values()}) > 1
    return {} if some_say_none or len(months) < 2 else months


def _same_table(first: ProjectRow, second: ProjectRow) -> bool:
    return first.layout is second.layout


def _contradictions(first: ProjectRow, second: ProjectRow, told: list[ProjectRow]) -> Iterable[Problem]:
    """What a row says otherwise of a project than those before, each with both cells; `told` are the rows before."""
    for name, value in second.profile.items():
        if name in ("notes", "roles") or name not in first.profile or first.profile[name] == value:
            continue
        source = next((row for row in reversed(told) if row.profile.get(name) == first.profile[name]), first)
        yield _problem(name, FIELDS[name].plain(value), FIELDS[name].plain(first.profile[name]), source, second)
    for stage, day in second.milestones.items():
        was = first.milestones.get(stage)
        if was is not None and not _agree(was, day):
            source = next((row for row in reversed(told) if row.milestones.get(stage) == was), first)
            yield _problem(stage, str(day), str(was), source, second)
    before = _by_day(first.money)
    for (day, currency), amount in _by_day(second.money).items():
        other = before.get((day, currency), amount)
        if other != amount:
            yield _problem("amount", print_amount(Money(amount, currency)), print_amount(Money(other, currency)), first,
                           second, period=day)


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


def _problem(name: str, value: object, was: object, first: ProjectRow, second: ProjectRow,
             period: Day | None = None) -> Problem:
    here, there = (_letters(row.layout, name, period) for row in (second, first))
    return Problem(ProblemCode.CONTRADICTION, second.layout.sheet, second.row, here, as_found(value), {
        "name": second.name, "field": name, "other": as_found(was), "sheet": first.layout.sheet,
        "cell": f"{there}{first.row}"})


def _letters(layout: SheetLayout, name: str, period: Day | None) -> str:
    """The letters of a field's column, or of the column of the money of a month or a quarter."""
    return next((letters(one.column) for one in layout.periods
                 if period is not None and one.day == period), layout.letter(name))


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
        money=(*_not_in(over.money, under.money), *over.money), arrived=over.arrived or under.arrived)


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
        elif label == REMARK:
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
