"""`sanxin rollup`: the year's figures against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import told
from tracker.cli.answer import refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, table
from tracker.cli.readers import Typed, year
from tracker.words import spoken
from tracker.words.figures import FiguresWords

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tracker.office.desk import Desk
    from tracker.office.figures.rollup import Figure, Rollup

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.



def print_rollup(ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")], until: Until = "",
                 as_of: AsOf = "", as_json: AsJson = False) -> None:
    """Prints the figures of a year, up to a day, as known at a moment."""
    from tracker.office.figures.rollup import rollup

    call = call_of(ctx)
    which = year(call, year_)
    desk = call.desk()
    last, known = moments(call, desk, until, as_of, as_json)
    found = rollup(desk, which, until=last, as_of=known)
    if as_json:
        print_json(found.as_json())
    else:
        _print(call, found)


def moments(call: Call, desk: Desk, until: str, as_of: str, as_json: bool) -> tuple[date | None, datetime | None]:
    """The last day counted and the moment of knowing, each None where it was left out."""
    from tracker.office.known_then import nothing_known

    reader = Typed(desk.today())
    last, known = reader.known_day(until, "until"), reader.moment(as_of, "as_of")
    refuse_all(call, [*reader.reasons, *filter(None, [nothing_known(desk, known)])], as_json)
    return last.last if last else None, known


def print_figures(call: Call, figures: Sequence[Figure]) -> None:
    """Indicators as a table: target, actual, rate, how far ahead of the time gone by."""
    words, lights = spoken(call.lang, FiguresWords), call.words.terms.light
    table([words.indicator, words.target, words.actual, words.unit, words.rate, words.ahead, words.light, words.counted,
           words.not_counted],
          [[one.called(call.lang), one.target, one.actual, one.unit, one.rate, one.ahead,
            told.name(lights, one.light), one.counted, one.not_counted] for one in figures], numbers=(1, 2, 4, 5, 7, 8))


def _print(call: Call, shown: Rollup) -> None:
    says, terms = call.says, call.words.terms
    head = says.rollup.format(place=shown.place, year=shown.year, until=shown.until, progress=shown.time_progress)
    say(head.strip())
    if shown.ledger:
        say(says.from_ledger.format(file=shown.ledger.file, day=shown.ledger.on))
    print_figures(call, shown.indicators)
    _conversion(call, shown)
    say(f"\n{says.part['by_stage']}")
    named = {**terms.stage, "terminated": terms.status["terminated"]}
    table([told.name(named, stage) for stage in shown.by_stage], [list(shown.by_stage.values())],
          numbers=range(len(shown.by_stage)))
    _by_month(call, shown)
    say("\n" + says.ruleset.format(id=shown.ruleset_id, digest=shown.ruleset_digest))


def _conversion(call: Call, shown: Rollup) -> None:
    if not shown.conversion:
        return
    words = spoken(call.lang, FiguresWords)
    say(f"\n{words.conversion}")
    table([words.conversion, words.cohort, words.numerator, words.denominator, words.unit, words.rate],
          [[told.name(words.conversion_rate, one.key), one.cohort, one.numerator, one.denominator, one.unit, one.rate]
           for one in shown.conversion], numbers=(2, 3, 5), sparse=True)


def _by_month(call: Call, shown: Rollup) -> None:
    if not shown.new_by_month:
        return
    words = spoken(call.lang, FiguresWords)
    say(f"\n{call.says.part['by_month']}")
    labels = {one.key: one.called(call.lang) for one in shown.indicators}
    table([words.indicator, *(words.month.format(month=month) for month in range(1, 13))],
          [[told.name(labels, key), *months] for key, months in shown.new_by_month.items()], numbers=range(1, 13))


app = verb("rollup", print_rollup)
