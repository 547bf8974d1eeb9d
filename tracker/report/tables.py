"""The tables of a review: the list, what was verified, what comes due, the health check, figures, trends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.money import print_exact
from tracker.domain.rates import percent
from tracker.report.cells import Sayer, day, exact, last_said
from tracker.report.columns import COLUMNS, SHEET_LIST, columns, weekly
from tracker.report.page import Cell, Column, Table, cell, number
from tracker.words import review as told
from tracker.words.figures import proof_text

if TYPE_CHECKING:
    from tracker.office.review.items import Item


def table(sayer: Sayer, key: str, rows: Iterable[Sequence[Cell]], under: tuple[Column, ...] = ()) -> Table:
    """A table with its title and headings; those of a printed table unless it is given others."""
    says = sayer.says
    return Table(key, says.tables[key], under or columns(COLUMNS[key], says), tuple(tuple(row) for row in rows),
                 says.nothing[key])


def open_list(sayer: Sayer) -> Table:
    """Every open blocker, one a row, in the order of the meeting."""
    return table(sayer, "list", (_row(sayer, at, one) for at, one in enumerate(sayer.review.agenda.open, 1)))


def _row(sayer: Sayer, at: int, one: Item) -> Sequence[Cell]:
    return (number(at), sayer.project(one), sayer.stuck(one), cell(one.bureau, one.person), sayer.level(one),
            cell(sayer.raised(one)), sayer.days(one.age), sayer.due(one), cell(sayer.alert(one)),
            cell(sayer.carried(one)), cell(sayer.last(one)))


def sheet_list(sayer: Sayer) -> Table:
    """The list of blockers for sorting and counting, each thing in a column of its own."""
    rows = (_fine(sayer, at, one) for at, one in enumerate(sayer.review.agenda.open, 1))
    return table(sayer, "list", rows, columns(SHEET_LIST, sayer.says))


def _fine(sayer: Sayer, at: int, one: Item) -> Sequence[Cell]:
    terms, common = sayer.terms, sayer.common
    return (number(at), number(one.id), cell(one.code), cell(one.project), cell(terms.stage[one.stage]),
            cell(sayer.amount(one)), cell(sayer.moved(one)), cell(one.category), cell(one.description),
            cell("" if one.blocking else common.risk), cell(one.permit), cell(one.authority), cell(one.bureau),
            cell(one.person), cell(sayer.level_name(one.level)),
            sayer.days(one.waited) if one.waited.count else Cell(), cell(sayer.raised(one)), sayer.days(one.age),
            day(one.first_due), day(one.due), sayer.days(one.late), cell(terms.alert[one.alert] if one.alert else ""),
            cell(sayer.level_name(one.tell) if one.tell else ""), number(one.lapses), number(one.carried),
            cell(sayer.last(one)))


def verified(sayer: Sayer) -> Table:
    """What the office verified since last week's page."""
    found = [one for one in sayer.review.agenda.turned(Word.VERIFY) if one.state is BlockerState.VERIFIED]
    return table(sayer, "verified", (
        (number(at), sayer.project(one), sayer.stuck(one), cell(one.bureau), cell(sayer.raised(one)),
         day(one.due), sayer.days(one.age), cell(_verification(sayer, one)))
        for at, one in enumerate(found, 1)))


def _verification(sayer: Sayer, one: Item) -> str:
    last = last_said(sayer.review, one.id)
    return sayer.said(last) if last else ""


def reminders(sayer: Sayer) -> Table:
    """What comes due in the next days."""
    return table(sayer, "reminders", (
        (number(at), sayer.project(found.item), sayer.stuck(found.item), cell(found.item.bureau, found.item.person),
         cell(sayer.level_name(found.item.level)), day(found.item.due), number(found.days),
         cell(sayer.says.within.format(days=found.within)))
        for at, found in enumerate(sayer.review.reminders, 1)))


def health(sayer: Sayer) -> Table:
    """Projects that fail a rule, each with the rule that caught it."""
    terms = sayer.terms
    return table(sayer, "health", (
        (number(at), cell(found.project, found.code), cell(terms.stage[found.stage]), cell(found.officer),
         cell(told.finding_line(found, sayer.common, terms)))
        for at, found in enumerate(sayer.review.health, 1)))


def figures(sayer: Sayer) -> Table:
    """The year's figures that are not what they were a week ago."""
    return table(sayer, "figures", (
        (number(at), cell(one.called(sayer.lang)), cell(one.unit), exact(one.was), exact(one.now),
         _change(one.was, one.now), cell(proof_text(one.figure) if one.figure else ""))
        for at, one in enumerate(sayer.review.figures, 1)))


def _change(was: str, now: str) -> Cell:
    change = Decimal(now) - Decimal(was)
    return number(change, ("+" if change > 0 else "") + print_exact(change))


def trends(sayer: Sayer) -> Table:
    """How many were open of each category on the pages of the last weeks, and their median age."""
    points, says = sayer.review.trends.points, sayer.says
    names = dict.fromkeys(name for point in reversed(points) for name in point.categories)
    rows: list[Sequence[Cell]] = [
        (cell(name), *(number(point.categories.get(name, 0)) for point in points)) for name in names]
    rows.append((cell(says.total), *(number(point.count) for point in points)))
    rows.append((cell(says.median), *(sayer.days(point.age) for point in points)))
    under = weekly(says.columns["category"], tuple(str(point.week) for point in points))
    return table(sayer, "trends", rows if points else (), under)


def bureaus(sayer: Sayer) -> Table:
    """Of what each bureau had verified in these weeks, the share by its due day."""
    return table(sayer, "bureaus", (
        (cell(one.bureau), number(one.verified), number(one.in_time),
         cell(percent(one.in_time, one.verified, 1, with_sign=True) or ""))
        for one in sayer.review.trends.bureaus))
