"""`sanxin explain`: each project behind a figure with its facts, and every other one with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.answer import granted
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output, print_table
from tracker.cli.options import AsJson, AsOf, InPart, Rules, Until
from tracker.cli.pages import verb
from tracker.cli.printing import say
from tracker.cli.readers import part_of_year, year
from tracker.cli.shapes_figures import explanation
from tracker.cli.then import Then, by_rules_of_now, then_asked
from tracker.report.lists.figures import counted_table, not_counted_table
from tracker.words.figures import explanation_notes, label_of, past_line, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.office.figures.explained import Explanation
    from tracker.report.lists.shape import ListTable

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_explanation(ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
                      key: Annotated[str, typer.Argument()], until: Until = "", as_of: AsOf = "",
                      rules: Rules = "", part: InPart = "", output: Output = "", as_json: AsJson = False) -> None:
    """Prints what is behind one figure of the rollup with the same arguments, or behind one of its sub-totals."""
    from tracker.office.figures.explain import explain

    call = call_of(ctx)
    which = year(call, year_)
    desk = call.desk()
    by_now = by_rules_of_now(call, rules)
    whole_or_part = part_of_year(call, part) if part else None
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
    found = granted(call, explain(desk, which, key, until=then.until, as_of=then.as_of, by_now=by_now,
                                  part=whole_or_part), as_json)
    says, rows = call.says, [(one, fact) for one in found.counted for fact in one.facts]
    tables: tuple[ListTable[Any], ...] = (
        counted_table(rows, found.unit, call.lang, "" if found.nowhere else says.counted.format(
            count=len(found.counted))),
        not_counted_table(found.not_counted, call.lang, says.not_counted.format(count=len(found.not_counted))))
    tables = tables[:1] if found.nowhere else tables
    about = (_head(call, found), past_line(found.until, found.as_of, call.lang), *explanation_notes(found, call.lang))
    Handed(call, desk, output, as_json, which, about, narrowed=then.asked).on(
        "explain", tables, lambda: explanation(found, call.lang), lambda: _print(call, found, tables, then))


def _head(call: Call, shown: Explanation) -> str:
    figure = f"{shown.figure}/{shown.of}" if shown.of is not None else shown.figure
    return call.says.explained.format(
        year=shown.year, span=span_text(shown.span, call.lang), label=label_of(shown, call.lang),
        figure=f"{figure} {shown.unit}".strip(), until=shown.until)


def _print(call: Call, shown: Explanation, tables: Sequence[ListTable[Any]], then: Then) -> None:
    say(_head(call, shown))
    for line in then.told(call):
        say(line)
    for note in explanation_notes(shown, call.lang):
        say(note)
    for table in tables:
        say(f"\n{table.title}")
        if table.rows:
            print_table(call, table)


app = verb("explain", print_explanation)
