"""Prints the page of a week's review as text: the same page that is written to files, its list with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.call import Call
from tracker.cli.lists import print_table
from tracker.cli.printing import on_terminal, say, table
from tracker.report.cells import Sayer
from tracker.report.compose import compose
from tracker.report.lists.blockers import review_table
from tracker.report.minutes import general

if TYPE_CHECKING:
    from tracker.office.review.items import Item
    from tracker.office.review.review import Review
    from tracker.report.page import Page, Table

def print_list(call: Call, found: Review) -> None:
    """The heading and the list alone, as a meeting begins with them."""
    page = compose(found, call.lang)
    _head(page)
    _list(call, found)
    _notes(page)


def print_page(call: Call, found: Review, *, minutes: bool = False) -> None:
    """The whole page of a week, or with `minutes` what was said in its meeting."""
    page = compose(found, call.lang, minutes=minutes)
    _head(page)
    if not minutes:
        _list(call, found)
    for one in page.tables:
        if one.key != "list":
            _table(call, one)
    if not minutes and found.agenda.meeting.notes:
        _table(call, general(Sayer.of(found, call.lang)))
    _notes(page)


def _head(page: Page) -> None:
    say(page.title)
    for fact in page.facts:
        say(fact)
    say(page.counts)


def _notes(page: Page) -> None:
    for note in page.notes:
        say(f"\n{note}")


def _table(call: Call, shown: Table) -> None:
    say(f"\n{shown.title}")
    if not shown.rows:
        say(shown.nothing)
        return
    numbers = [at for at in range(len(shown.columns)) if all(row[at].number is not None for row in shown.rows)]
    table([column.heading for column in shown.columns],
          [[call.says.joint.join(cell.lines) for cell in row] for row in shown.rows], numbers=numbers)


def _list(call: Call, found: Review) -> None:
    """What is open, as the printed page lists it; what was verified has a table of its own there."""
    sayer, every = Sayer.of(found, call.lang), found.agenda.open
    say(f"\n{sayer.says.tables['list']}")
    if not every:
        say(sayer.says.nothing["list"])
        return
    shown = review_table(found, call.lang)
    if not on_terminal():
        print_table(call, shown)
        return
    done = [column for column in shown.columns if column.name in ("moved", "said")]
    for place, one in enumerate(every, 1):
        _block(sayer, place, one, [str(column.value(one) or "") for column in done])


def _block(sayer: Sayer, place: int, one: Item, done: list[str]) -> None:
    """A blocker on a screen, which is too narrow for a column for everything: its place, and four lines at most.

    The place is the one it has on the printed page; the commands take the number that its first line ends in.
    """
    named = sayer.says.columns
    age = f"{named['age']} {one.age}" if one.age else ""
    due, *more = sayer.due(one).lines or ("",)
    standing = [one.bureau, one.person, *sayer.level(one).lines, f"{named['raised']} {sayer.raised(one)}", age,
                f"{named['due']} {due}" if due else "", *more, sayer.alert(one), sayer.carried(one), *done]
    number = f"{named['id']} {one.id}"
    lines = ((*sayer.project(one).lines, number), sayer.stuck(one).lines, standing, (sayer.last(one),))
    first, *rest = (" · ".join(filter(None, parts)) for parts in lines)
    say(f"{place:>5}  {first}")
    for line in filter(None, rest):
        say(f"{'':7}{line}")
