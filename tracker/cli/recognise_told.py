"""What `sanxin recognise` does: tells what waits for a second person, and records what one says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done_to, granted, refuse_all
from tracker.cli.lists import Handed
from tracker.cli.meant import code_meant
from tracker.cli.readers import Typed, stage, version, whole, year
from tracker.domain.days import Day
from tracker.domain.recognising import Waiting
from tracker.domain.stages import Stage
from tracker.office.recognition.queue import Awaiting, awaiting
from tracker.office.recognition.recognise import recognise, send_back
from tracker.office.rules import year_now
from tracker.report.lists.recognition import awaiting_columns
from tracker.report.lists.shape import ListTable
from tracker.words import Lang, spoken
from tracker.words.recognition import RecognitionWords

if TYPE_CHECKING:
    from tracker.cli.call import Call

_MONEY = ("receipt", "到资")


def hand_verdict(call: Call, project: str, what: str, receipt: str, said: tuple[str, str, str, str],
                 why_back: str | None, version_: str | None, as_json: bool) -> None:
    """Recognises one fact, or sends it back."""
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
    outcome = granted(call, recognise(desk, project, of, by, on=day, paper=number, override=override,
                                                version=expected) if why_back is None else
                      send_back(desk, project, of, why_back, body=by, on=day, version=expected), as_json)
    named = call.words.terms.stage[of] if isinstance(of, Stage) else f"{says.money} {of}"
    line = says.done[outcome.value.verdict].format(what=named, by=by, on=told.day(call, Day(outcome.value.on)))
    done_to(call, desk, project, outcome, as_json, line, shapes.verdict(outcome.value))


def hand_queue(call: Call, project: str | None, year_: str, output: str, as_json: bool) -> None:
    """Lists what waits."""
    which = year(call, year_, "--year") if year_ else None
    desk = call.desk()
    project = code_meant(call, desk, project, as_json) if project else None
    found = granted(call, awaiting(desk, which, project), as_json)
    says, shown = spoken(call.lang, RecognitionWords), which or year_now(desk)
    back = sum(one.state is Waiting.SENT_BACK for one in found)
    about = (project,) if project and not which else (
        says.waits.format(year=shown, count=len(found), back=back),)
    Handed(call, desk, output, as_json, year=shown, about=about, narrowed=project is not None).told(
        "recognition", [ListTable(awaiting_columns(call.lang), found, about[0], sparse=True)],
        lambda: {"year": shown, "waiting": [_shape(one, call.lang) for one in found]}, says.nothing)


def _shape(one: Awaiting, lang: Lang) -> dict[str, Any]:
    return {"code": one.code, "project": one.project, "stage": one.stage, "receipt": one.receipt_id,
            **shapes.day(one.day), "amount": shapes.money(one.amount, lang), "reported_by": one.reported_by,
            "own": one.own, "state": one.state, "lacks": [list(group) for group in one.lacks],
            "evidence": list(one.papers), "papers_by": one.papers_by and one.papers_by.isoformat(),
            "asked_by": list(one.asked_by), **shapes.verdict(one.back)}
