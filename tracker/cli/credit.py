"""`sanxin credit`: for which unit a project counts, from which day on and with which paper."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import shapes
from tracker.cli.answer import done, done_to, granted, refuse_all
from tracker.cli.call import call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, Project, Version, Why, cleaned
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, choice, version, whole
from tracker.domain.assessed import CreditHow
from tracker.domain.money_form import WHOLE, share_text
from tracker.office.assessment.credits import credit, list_credits, withdraw_credit
from tracker.office.assessment.suggested_credits import SuggestedBy, suggested_credits, take_suggested
from tracker.report.lists.units import credits_table, suggested_credits_table
from tracker.words import spoken
from tracker.words.days import day_text
from tracker.words.units import UnitWords


def _add(
    ctx: typer.Context, project: Project, unit: Annotated[str, typer.Argument(metavar="UNIT", callback=cleaned)],
    from_: Annotated[str, typer.Option("--from", metavar="DAY")] = "",
    how: Annotated[str, typer.Option("--how", metavar="HOW")] = "",
    share: Annotated[str, typer.Option("--share", metavar="60%")] = "",
    number: Annotated[str, typer.Option("--number", metavar="TEXT")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", version_: Version = None,
    as_json: AsJson = False,
) -> None:
    """Lets a project count for a unit from a day on, in whole or for a share."""
    call = call_of(ctx)
    why = CreditHow(choice(call, how, "credit_how", "--how")) if how else None
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day, part = reader.day(from_, "from"), reader.share(share)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, credit(desk, project, unit, day, why, share=part, paper=number, note=note,
                                   version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, spoken(call.lang, UnitWords).credited,
            {"credit": outcome.value}, unit=unit, day=day_text(day, call.lang),
            share=share_text(WHOLE if part is None else part), id=outcome.value)


def _withdraw(ctx: typer.Context, credit_: Annotated[str, typer.Argument(metavar="ID")], reason: Why = "",
              version_: Version = None, as_json: AsJson = False) -> None:
    """Makes a credit void that was wrong from its first day on."""
    call = call_of(ctx)
    number, expected = whole(call, credit_, "ID"), version(call, version_)
    outcome = granted(call, withdraw_credit(call.desk(), number, reason, version=expected), as_json)
    done(call, outcome, as_json, spoken(call.lang, UnitWords).withdrawn.format(id=outcome.value),
         {"credit": outcome.value})


def _list(ctx: typer.Context, project: Annotated[str, typer.Option("--project", callback=cleaned)] = "",
          unit: Annotated[str, typer.Option("--unit", metavar="NAME", callback=cleaned)] = "", output: Output = "",
          as_json: AsJson = False) -> None:
    """Lists for which units projects count."""
    call = call_of(ctx)
    desk = call.desk()
    rows = granted(call, list_credits(desk, project=project, unit=unit), as_json)
    Handed(call, desk, output, as_json, narrowed=bool(project or unit)).on(
        "credits", [credits_table(rows, call.lang)], lambda: {"credits": [
            {"id": row.id, "project": row.code, "name": row.project, "unit": row.unit, **shapes.day(row.day),
             "how": row.how, "share": row.share, "number": row.number, "note": row.note, "version": row.version}
            for row in rows]})


def _suggest(ctx: typer.Context, bureau: Annotated[bool, typer.Option("--bureau")] = False,
             take: Annotated[bool, typer.Option("--take")] = False, output: Output = "", as_json: AsJson = False
             ) -> None:
    """Lists the projects nobody claims whose park, township or bureau is a unit; with --take credits all of them."""
    call = call_of(ctx)
    field = SuggestedBy.BUREAU if bureau else SuggestedBy.PARK
    desk, says = call.desk(), spoken(call.lang, UnitWords)
    if take:
        outcome = granted(call, take_suggested(desk, field), as_json)
        done(call, outcome, as_json, says.credits_taken.format(count=outcome.value), {"credits": outcome.value})
        return
    found = suggested_credits(desk, field)
    about = () if found else (says.none_to_credit,)
    Handed(call, desk, output, as_json, about=about).told(
        "credits_suggested", [suggested_credits_table(found, call.lang)] if found else [], lambda: {"suggested": [
            {"code": one.code, "name": one.project, "unit": one.unit, **shapes.day(one.day)} for one in found]})


app = noun("credit", {"add": _add, "suggest": _suggest, "withdraw": _withdraw, "list": _list})
