"""`sanxin year`: what moved the figures of a year after they were reported, their vintages, two years compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import granted
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, year
from tracker.cli.then import then_asked
from tracker.domain.clock import to_the_minute
from tracker.domain.typed import year_not_begun
from tracker.office.yearend.vintages import revisions_of
from tracker.report.lists.yearend import compared_table, moved_tables, revision_tables
from tracker.words import spoken
from tracker.words.yearend import YearendWords

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.yearend.moves import YearMoved

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

Year = Annotated[str, typer.Argument(metavar="YEAR")]
Since = Annotated[str, typer.Option("--from", metavar="TIME")]


def _diff(ctx: typer.Context, year_: Year, since: Since = "", to: Annotated[str, typer.Option(metavar="TIME")] = "",
          until: Until = "", output: Output = "", as_json: AsJson = False) -> None:
    """Tells what moved each indicator between two moments; the steps add up to the difference exactly."""
    call = call_of(ctx)
    desk, moved = _moved(call, year(call, year_), since, to, until, as_json)
    says = spoken(call.lang, YearendWords)
    about = (says.moved.format(year=moved.year, until=moved.until, since=to_the_minute(moved.since),
                               to=to_the_minute(moved.to)),
             *([] if any(figure.moves for figure in moved.figures) else [says.unmoved]))
    Handed(call, desk, output, as_json, moved.year, about).told(
        "year_diff", moved_tables(moved, call.lang), moved.as_json)


def _revisions(ctx: typer.Context, year_: Year, since: Since = "", until: Until = "", output: Output = "",
               as_json: AsJson = False) -> None:
    """Lists every vintage of the figures of a year, with how often and how far each was revised."""
    call = call_of(ctx)
    desk, moved = _moved(call, year(call, year_), since, "", until, as_json)
    found = revisions_of(moved)
    about = (spoken(call.lang, YearendWords).revisions.format(year=moved.year, until=found.until),)
    Handed(call, desk, output, as_json, moved.year, about).told(
        "year_revisions", revision_tables(found, call.lang), found.as_json)


def _moved(call: Call, which: int, since: str, to: str, until: str, as_json: bool) -> tuple[Desk, YearMoved]:
    """What moved the figures of a year between the moments that were typed."""
    from tracker.office.yearend.moves import year_moved

    desk = call.desk()
    reader = Typed(desk.today())
    first = reader.moment(since, desk.now())
    then = then_asked(call, desk, until, to, as_json=as_json, more=lambda day: year_not_begun(which, day),
                      others=reader.reasons)
    return desk, granted(call, year_moved(desk, which, first, then.as_of, then.until), as_json)


def _compare(ctx: typer.Context, earlier: Annotated[str, typer.Argument(metavar="YEAR")],
             later: Annotated[str, typer.Argument(metavar="YEAR")], until: Until = "", as_of: AsOf = "",
             output: Output = "", as_json: AsJson = False) -> None:
    """Prints two years beside each other, up to the same day of the year."""
    from tracker.office.yearend.compared import years_compared

    call = call_of(ctx)
    before, after = year(call, earlier), year(call, later)
    desk = call.desk()
    then = then_asked(call, desk, until, as_of, as_json=as_json, more=lambda day: year_not_begun(after, day))
    found = years_compared(desk, before, after, then.until, then.as_of)
    table = compared_table(found, call.lang)
    Handed(call, desk, output, as_json, after, (table.title,)).told("year_compare", [table], found.as_json)


app = noun("year", {"diff": _diff, "revisions": _revisions, "compare": _compare})
