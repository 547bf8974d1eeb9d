"""`sanxin result`: records what came of a project beside its stages, and makes void what was recorded wrongly."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, done_to, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson, On, Project, Version, Why
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, choice, version, whole
from tracker.domain.money import Money
from tracker.domain.results import ResultKind
from tracker.words import spoken
from tracker.words.results import ResultWords

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def _add(ctx: typer.Context, project: Project, result: Annotated[str, typer.Argument(metavar="RESULT")],
         amount: Annotated[str, typer.Argument()] = "", on: On = "",
         unit: Annotated[str, typer.Option("--unit", metavar="万元")] = "",
         note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", version_: Version = None,
         as_json: AsJson = False) -> None:
    """Records investment done, output or tax of a period, or that a project was taken into the statistics."""
    call = call_of(ctx)
    what = ResultKind(choice(call, result, "result", "RESULT"))
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day, money = reader.day(on), reader.amount(amount, unit) if amount else None
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _office().add_result(desk, project, what, day, money, note=note, version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, spoken(call.lang, ResultWords).added,
            {"result": outcome.value, "what": what, "amount": shapes.money(money, call.lang)},
            day=told.day(call, day), told=_told(call, what, money), id=outcome.value)


def _told(call: Call, what: ResultKind, money: Money | None) -> str:
    name = call.words.terms.result[what]
    return name if money is None else spoken(call.lang, ResultWords).told.format(
        result=name, amount=told.amount(call, money))


def _void(ctx: typer.Context, number: Annotated[str, typer.Argument(metavar="NUMBER")], reason: Why = "",
          as_json: AsJson = False) -> None:
    """Makes a result void; it stays on record and counts no more."""
    call = call_of(ctx)
    meant = whole(call, number, "NUMBER")
    outcome = granted(call, _office().void_result(call.desk(), meant, reason), as_json)
    done(call, outcome, as_json, spoken(call.lang, ResultWords).voided.format(id=outcome.value),
         {"result": outcome.value})


def _office() -> ModuleType:
    from tracker.office.project import results
    return results


app = noun("result", {"add": _add, "void": _void})
