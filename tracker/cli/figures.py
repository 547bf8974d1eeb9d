"""`sanxin rollup`: the year's figures against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output, print_table
from tracker.cli.options import AsJson, AsOf, Rules, ToldApart, Until
from tracker.cli.over_regions import REGIONS_APART, print_over_regions
from tracker.cli.pages import verb
from tracker.cli.printing import say
from tracker.cli.readers import grouping, year
from tracker.cli.then import Then, by_rules_of_now, then_asked
from tracker.office.outcome import Done, Refused
from tracker.report.lists.figures import indicator_table, periods_table, rollup_tables, subtotals_table
from tracker.words.figures import (
    beside_line,
    figure_notes,
    own_ratio_line,
    past_line,
    span_text,
    units_line,
    whole_money_line,
    without_day_lines,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.office.figures.rollup import Figure, Rollup
    from tracker.office.figures.subtotals import SubTotals
    from tracker.report.lists.shape import ListTable

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


_Reach = Annotated[str | None, typer.Option("--region", metavar="CODE")]


def print_rollup(ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")], until: Until = "",
                 as_of: AsOf = "", rules: Rules = "", by: ToldApart = None, region: _Reach = None, output: Output = "",
                 as_json: AsJson = False) -> None:
    """Prints the figures of a year, up to a day, as known at a moment, by the rules of then; with their sub-totals."""
    from tracker.office.figures import over_regions, periods, rollup

    call = call_of(ctx)
    which = year(call, year_)
    desk = call.desk()
    by_now = by_rules_of_now(call, rules)
    if region is not None:
        if by and set(by) - set(REGIONS_APART):
            told = call.says.not_a_choice.format(value=by[0], choices=call.says.joint.join(REGIONS_APART))
            raise typer.BadParameter(told, param_hint="--by")
        then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
        over = over_regions.figures_over(desk, which, region, until=then.until, as_of=then.as_of, by_now=by_now)
        print_over_regions(call, over if isinstance(over, Refused) else Done(over), output, as_json=as_json)
        return
    groupings = [grouping(call, one) for one in by or ()]
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
    found = rollup.rollup(desk, which, until=then.until, as_of=then.as_of, by_now=by_now)
    apart, parts = periods.year_apart(desk, which, groupings, until=then.until, as_of=then.as_of, by_now=by_now)
    tables = (*rollup_tables(found, call.lang), *([periods_table(parts, call.lang)] if parts else ()),
              *(subtotals_table(told, found, call.lang) for told in apart))
    about = (_head(call, found), past_line(found.until, found.as_of, call.lang), _rules(call, found),
             *_sealed(call, found), *figure_notes(found, call.lang), *(
                 [whole_money_line(found.money, call.lang)] if found.money.lines else []),
             *without_day_lines(found, call.lang), *_beside(call, found), *_own_ratios(call, apart, found))

    def data() -> dict[str, object]:
        return {**found.as_json(), **({"periods": [one.as_json() for one in parts]} if parts else {}),
                **({"sub_totals": [told.as_json() for told in apart]} if apart else {})}

    Handed(call, desk, output, as_json, which, about, narrowed=then.asked).on(
        "figures", tables, data, lambda: _print(call, found, tables, then, _own_ratios(call, apart, found)))


def print_figures(call: Call, figures: Sequence[Figure]) -> None:
    """Indicators as a table: target, actual, rate, how far ahead of the time gone by."""

    print_table(call, indicator_table(figures, call.lang))


def _head(call: Call, shown: Rollup) -> str:
    head = call.says.rollup.format(place=shown.place, year=shown.year, span=span_text(shown.span, call.lang),
                                   until=shown.until, progress=shown.time_progress)
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


def _own_ratios(call: Call, apart: Sequence[SubTotals], shown: Rollup) -> list[str]:
    """Which figures are not the sum of their sub-totals."""
    return [line for told in apart[:1] if (line := own_ratio_line(told, shown, call.lang))]


def _print(call: Call, shown: Rollup, tables: Sequence[ListTable[Any]], then: Then, notes: Sequence[str]) -> None:
    say(_head(call, shown))
    for line in then.told(call):
        say(line)
    for note in figure_notes(shown, call.lang):
        say(note)
    indicators, *others = tables
    print_table(call, indicators)
    if units := units_line((figure.unit for figure in shown.indicators), call.lang):
        say(units)
    if shown.money.lines:
        say(f"\n{whole_money_line(shown.money, call.lang)}")
    for table in others:
        say(f"\n{table.title}")
        print_table(call, table)
    for line in (*without_day_lines(shown, call.lang), *_beside(call, shown), *notes):
        say(line)
    say("\n" + _rules(call, shown))
    for line in _sealed(call, shown):
        say(line)


app = verb("rollup", print_rollup)
