"""`sanxin recognise`: what waits for a second person; recognises what another one reported, or sends it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done_to, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, On, Version, cleaned
from tracker.cli.pages import verb
from tracker.cli.readers import Typed, stage, version, whole, year
from tracker.domain.days import Day
from tracker.domain.recognising import Waiting
from tracker.domain.stages import Stage
from tracker.words import Lang, spoken
from tracker.words.recognition import RecognitionWords

if TYPE_CHECKING:
    from tracker.office.recognition.queue import Awaiting

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_MONEY = ("receipt", "到资")


def recognise_(
    ctx: typer.Context, project: Annotated[str | None, typer.Argument(callback=cleaned)] = None,
    what: Annotated[str, typer.Argument(metavar="STAGE|receipt")] = "",
    receipt: Annotated[str, typer.Argument(metavar="ID")] = "",
    by: Annotated[str, typer.Option("--by", metavar="BODY")] = "", on: On = "",
    number: Annotated[str, typer.Option("--number", metavar="TEXT")] = "",
    send_back: Annotated[str | None, typer.Option("--send-back", metavar="REASON")] = None,
    override: Annotated[str, typer.Option("--override", metavar="REASON")] = "", version_: Version = None,
    year_: Annotated[str, typer.Option("--year", metavar="YEAR")] = "", output: Output = "", as_json: AsJson = False,
) -> None:
    """Lists what waits, of the office or of a project; with a stage or a receipt, recognises it or sends it back."""
    call = call_of(ctx)
    if project is None or not what:
        _queue(call, project, year_, output, as_json)
    else:
        _say(call, project, what, receipt, (by, on, number, override), send_back, version_, as_json)


def _say(call: Call, project: str, what: str, receipt: str, said: tuple[str, str, str, str], send_back: str | None,
         version_: str | None, as_json: bool) -> None:
    """Recognises one fact, or sends it back."""
    from tracker.office.recognition import recognise

    by, on, number, override = said
    says = spoken(call.lang, RecognitionWords)
    if what.strip().lower() in _MONEY:
        if not receipt:
            raise typer.BadParameter(says.receipt_needs_id, param_hint="ID")
        of: Stage | int = whole(call, receipt, "ID")
    else:
        of = stage(call, what, "STAGE|receipt")
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.whole_day(on, "on")
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, recognise.recognise(desk, project, of, by, on=day, paper=number, override=override,
                                                version=expected) if send_back is None else
                      recognise.send_back(desk, project, of, send_back, body=by, on=day, version=expected), as_json)
    named = call.words.terms.stage[of] if isinstance(of, Stage) else f"{says.money} {of}"
    line = says.done[outcome.value.verdict].format(what=named, by=by, on=told.day(call, Day(outcome.value.on)))
    done_to(call, desk, project, outcome, as_json, line, shapes.verdict(outcome.value))


def _queue(call: Call, project: str | None, year_: str, output: str, as_json: bool) -> None:
    """Lists what waits."""
    from tracker.office.recognition.queue import awaiting
    from tracker.report.lists.recognition import awaiting_columns
    from tracker.report.lists.shape import ListTable

    which = year(call, year_, "--year") if year_ else None
    desk = call.desk()
    found = granted(call, awaiting(desk, which, project), as_json)
    says, shown = spoken(call.lang, RecognitionWords), which or desk.today().year
    back = sum(one.state is Waiting.SENT_BACK for one in found)
    about = (project,) if project and not which else (
        says.waits.format(year=shown, count=len(found), back=back),)
    Handed(call, desk, output, as_json, year=shown, about=about, narrowed=project is not None).told(
        "recognition", [ListTable(awaiting_columns(call.lang), found, about[0], sparse=True)],
        lambda: {"year": shown, "waiting": [_shape(one, call.lang) for one in found]})


def _shape(one: Awaiting, lang: Lang) -> dict[str, Any]:
    return {"code": one.code, "project": one.project, "stage": one.stage, "receipt": one.receipt_id,
            **shapes.day(one.day), "amount": shapes.money(one.amount, lang), "reported_by": one.reported_by,
            "own": one.own, "state": one.state, "lacks": [list(group) for group in one.lacks],
            "evidence": list(one.papers), "papers_by": one.papers_by and one.papers_by.isoformat(),
            "asked_by": list(one.asked_by), **shapes.verdict(one.back)}


app = verb("recognise", recognise_)
