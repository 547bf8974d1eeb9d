"""`sanxin result`: records what came of a project beside its stages, and makes void what was recorded wrongly."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, done_to, granted
from tracker.cli.call import call_of
from tracker.cli.options import AsJson, InUnit, On, Project, Version, Why
from tracker.cli.pages import noun
from tracker.cli.readers import choice, version, whole
from tracker.domain.days import Day
from tracker.domain.reasons import Reason
from tracker.domain.results import ResultKind
from tracker.domain.typed import day_typed, how_much_typed
from tracker.words import spoken
from tracker.words.results import ResultWords, result_told

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def _add(ctx: typer.Context, project: Project, result: Annotated[str, typer.Argument(metavar="RESULT")],
         amount: Annotated[str, typer.Argument()] = "", on: On = "",
         in_unit: InUnit = "",
         note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", version_: Version = None,
         as_json: AsJson = False) -> None:
    """Records investment done, output or tax of a period, or that a project was taken into the statistics."""
    call = call_of(ctx)
    what = ResultKind(choice(call, result, "result", "RESULT"))
    expected, desk = version(call, version_), call.desk()
    day, how_much = day_typed(on, desk.today()), how_much_typed(what, amount, in_unit)
    outcome = granted(call, _office().add_result(desk, project, what, day, how_much, note=note, version=expected),
                      as_json)
    assert isinstance(day, Day)
    assert not isinstance(how_much, Reason)
    done_to(call, desk, project, outcome, as_json, spoken(call.lang, ResultWords).added,
            {"result": outcome.value, "what": what, **shapes.how_much(how_much, call.lang)},
            day=told.day(call, day), told=result_told(what, how_much, call.lang), id=outcome.value)


def _void(ctx: typer.Context, number: Annotated[str, typer.Argument(metavar="NUMBER")], reason: Why = "",
          version_: Version = None, as_json: AsJson = False) -> None:
    """Makes a result void; it stays on record and counts no more."""
    call = call_of(ctx)
    meant, expected = whole(call, number, "NUMBER"), version(call, version_)
    outcome = granted(call, _office().void_result(call.desk(), meant, reason, version=expected), as_json)
    done(call, outcome, as_json, spoken(call.lang, ResultWords).voided.format(id=outcome.value),
         {"result": outcome.value})


def _office() -> ModuleType:
    from tracker.office.project import results
    return results


app = noun("result", {"add": _add, "void": _void})
