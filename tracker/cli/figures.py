"""`sanxin rollup`: the year's figures against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output, print_table
from tracker.cli.options import AsJson, AsOf, Rules, Until
from tracker.cli.pages import verb
from tracker.cli.printing import say
from tracker.cli.readers import year
from tracker.cli.then import Then, by_rules_of_now, then_asked
from tracker.domain.typed import year_not_begun
from tracker.report.lists.figures import indicator_table, rollup_tables
from tracker.words.figures import beside_line, figure_notes, past_line, without_day_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.office.figures.rollup import Figure, Rollup
    from tracker.report.lists.shape import ListTable

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_rollup(ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")], until: Until = "",
                 as_of: AsOf = "", rules: Rules = "", output: Output = "", as_json: AsJson = False) -> None:
    """Prints the figures of a year, up to a day, as known at a moment, by the rules of then."""
    from tracker.office.figures.rollup import rollup

    call = call_of(ctx)
    which = year(call, year_)
    desk = call.desk()
    by_now = by_rules_of_now(call, rules)
    then = then_asked(call, desk, until, as_of, as_json=as_json, more=lambda day: year_not_begun(which, day))
    found = rollup(desk, which, until=then.until, as_of=then.as_of, by_now=by_now)
    tables = rollup_tables(found, call.lang)
    about = (_head(call, found), past_line(found.until, found.as_of, call.lang), _rules(call, found),
             *_sealed(call, found), *figure_notes(found, call.lang), *without_day_lines(found, call.lang),
             *_beside(call, found))
    Handed(call, desk, output, as_json, which, about, narrowed=then.asked).on(
        "figures", tables, found.as_json, lambda: _print(call, found, tables, then))


def print_figures(call: Call, figures: Sequence[Figure]) -> None:
    """Indicators as a table: target, actual, rate, how far ahead of the time gone by."""

    print_table(call, indicator_table(figures, call.lang))


def _head(call: Call, shown: Rollup) -> str:
    head = call.says.rollup.format(place=shown.place, year=shown.year, until=shown.until,
                                   progress=shown.time_progress)
    return head.strip()


def _rules(call: Call, shown: Rollup) -> str:
    return call.says.ruleset.format(id=shown.ruleset_id, digest=shown.ruleset_digest)


def _sealed(call: Call, shown: Rollup) -> list[str]:
    """The head of all that was recorded by then."""
    return [call.says.head.format(head=shown.head)] if shown.head else []


def _beside(call: Call, shown: Rollup) -> list[str]:
    """Of each indicator counted by month, what no month counts."""
    return [beside_line(beside, figure.called(call.lang), call.lang) for key, beside in shown.beside_months.items()
            if (figure := shown.figure(key))]


def _print(call: Call, shown: Rollup, tables: Sequence[ListTable[Any]], then: Then) -> None:
    say(_head(call, shown))
    for line in then.told(call):
        say(line)
    for note in figure_notes(shown, call.lang):
        say(note)
    indicators, *others = tables
    print_table(call, indicators)
    for table in others:
        say(f"\n{table.title}")
        print_table(call, table)
    for line in (*without_day_lines(shown, call.lang), *_beside(call, shown)):
        say(line)
    say("\n" + _rules(call, shown))
    for line in _sealed(call, shown):
        say(line)


app = verb("rollup", print_rollup)
