"""`sanxin year`: closes a year, tells what moved its figures since, lists their vintages, compares two years."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tracker.cli.answer import done, granted, refuse
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, AsOf, Until, Version
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, version, year
from tracker.cli.then import then_asked
from tracker.domain.clock import to_the_minute, utc_text
from tracker.domain.reasons import Code
from tracker.office.outcome import Done, Refused, refused
from tracker.office.yearend.vintages import revisions_of
from tracker.report.lists.closing import closing_tables
from tracker.report.lists.yearend import compared_table, moved_tables, revision_tables, vintage_name
from tracker.words import spoken
from tracker.words.yearend import YearendWords, closed_text, closing_lines

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.yearend.closing import Closing
    from tracker.office.yearend.compared import YearsCompared
    from tracker.office.yearend.moves import YearMoved

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

Year = Annotated[str, typer.Argument(metavar="YEAR")]
Since = Annotated[str, typer.Option("--from", metavar="TIME")]


class _UseCases(NamedTuple):
    """What an officer does with a year."""

    moved: Callable[..., YearMoved | Refused]
    compared: Callable[..., YearsCompared]
    close: Callable[..., Done[Closing] | Refused]
    closings: Callable[..., tuple[Closing, ...]]


def _use_cases() -> _UseCases:
    """The use cases, loaded when one is called."""
    from tracker.office.yearend import closing, compared, moves

    return _UseCases(moves.year_moved, compared.years_compared, closing.close_year, closing.closings)


def _diff(ctx: typer.Context, year_: Year, since: Since = "", to: Annotated[str, typer.Option(metavar="TIME")] = "",
          until: Until = "", output: Output = "", as_json: AsJson = False) -> None:
    """Tells what moved each indicator between two moments; the steps add up to the difference exactly."""
    call = call_of(ctx)
    desk, moved = _moved(call, year(call, year_), since, to, until, as_json)
    says = spoken(call.lang, YearendWords)
    closings = _use_cases().closings(desk, moved.year)
    first = revisions_of(moved, closings, asked=bool(since)).vintages[0]
    last = next((one.number for one in closings if to and one.at == moved.to), 0)
    named = (vintage_name(first, call.lang), says.closing.format(number=last) if last else
             says.moment_asked if to else says.now)
    before, after = (says.named_moment.format(at=to_the_minute(at), name=name) for at, name in zip(
        (moved.since, moved.to), named, strict=True))
    about = (says.moved.format(year=moved.year, until=moved.until, since=before, to=after),
             *([] if any(figure.moves for figure in moved.figures) else [says.unmoved]))
    ends = {"from_is": {"kind": first.kind, "closing": first.closing or None},
            "to_is": {"kind": "closing" if last else "asked" if to else "now", "closing": last or None}}
    Handed(call, desk, output, as_json, moved.year, about).told(
        "year_diff", moved_tables(moved, call.lang), lambda: {**moved.as_json(), **ends})


def _revisions(ctx: typer.Context, year_: Year, since: Since = "", until: Until = "", output: Output = "",
               as_json: AsJson = False) -> None:
    """Lists every vintage of the figures of a year, with how often and how far each was revised."""
    call = call_of(ctx)
    desk, moved = _moved(call, year(call, year_), since, "", until, as_json, first_report=True)
    found = revisions_of(moved, _use_cases().closings(desk, moved.year), asked=bool(since))
    about = (spoken(call.lang, YearendWords).revisions.format(year=moved.year, until=found.until),)
    Handed(call, desk, output, as_json, moved.year, about).told(
        "year_revisions", revision_tables(found, call.lang), found.as_json)


def _moved(call: Call, which: int, since: str, to: str, until: str, as_json: bool, *,
           first_report: bool = False) -> tuple[Desk, YearMoved]:
    """What moved the figures of a year between the moments that were typed."""
    desk = call.desk()
    reader = Typed(desk.today())
    first = reader.moment(since, desk.now())
    then = then_asked(call, desk, until, to, as_json=as_json, year=which,
                      others=reader.reasons)
    found = _use_cases().moved(desk, which, first, then.as_of, then.until, first_report=first_report)
    return desk, granted(call, found, as_json)


def _compare(ctx: typer.Context, earlier: Annotated[str, typer.Argument(metavar="YEAR")],
             later: Annotated[str, typer.Argument(metavar="YEAR")], until: Until = "", as_of: AsOf = "",
             output: Output = "", as_json: AsJson = False) -> None:
    """Prints two years beside each other, up to the same day of the year."""
    call = call_of(ctx)
    before, after = year(call, earlier), year(call, later)
    desk = call.desk()
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=after)
    found = _use_cases().compared(desk, before, after, then.until, then.as_of)
    table = compared_table(found, call.lang)
    Handed(call, desk, output, as_json, after, (table.title,)).told("year_compare", [table], found.as_json)


def _close(ctx: typer.Context, year_: Year, despite: Annotated[str, typer.Option(metavar="REASON")] = "",
           version_: Version = None, as_json: AsJson = False) -> None:
    """Closes a year, or tells everything that is open first; what is no more than open can be accepted with a reason.
    """
    call = call_of(ctx)
    which, expected = year(call, year_), version(call, version_)
    outcome = _use_cases().close(call.desk(), which, despite, version=expected)
    says = spoken(call.lang, YearendWords)
    if isinstance(outcome, Refused):
        refuse(call, outcome, as_json, says.may_close.format(count=len(outcome.reasons)))
    closing = outcome.value
    done(call, outcome, as_json, closed_text(closing, says), {"closing": closing.as_json()})


def _show(ctx: typer.Context, year_: Year, as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Shows the closing in force: figures, and each project that counted with its proofs."""
    call = call_of(ctx)
    which = year(call, year_)
    desk = call.desk()
    then = then_asked(call, desk, "", as_of, as_json=as_json)
    found = _use_cases().closings(desk, which, then.as_of)
    if not found:
        refuse(call, refused(Code.NOT_CLOSED, field="year", year=which), as_json)
    says = spoken(call.lang, YearendWords)
    about = tuple(line for one in found for line in closing_lines(one, says))
    data = {**found[-1].as_json(), "closings": [{"closing": one.number, "at": utc_text(one.at), "by": one.by,
                                                 "head": one.head} for one in found]}
    Handed(call, desk, output, as_json, which, about).told("year_show", closing_tables(found[-1], call.lang),
                                                           lambda: data)


app = noun("year", {"close": _close, "show": _show, "diff": _diff, "revisions": _revisions, "compare": _compare})
