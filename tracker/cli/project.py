"""`sanxin project`: takes projects in, lists and shows them, keeps their profiles; the moves are in `moves.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import moves, shapes, told
from tracker.cli.answer import done, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.journal import print_lines
from tracker.cli.options import AsJson, Project, Version, Why
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, say, table
from tracker.cli.readers import Typed, choice, field_name, pair, stage, version
from tracker.domain.names import fold_name
from tracker.domain.profile import FIELDS
from tracker.domain.stages import Status

if TYPE_CHECKING:
    from tracker.office.project.cards import Card

Text = Annotated[str | None, typer.Option()]


def add(
    ctx: typer.Context, name: Annotated[str, typer.Argument()], investor: Text = None, investor_from: Text = None,
    origin: Text = None, hunan_return: Annotated[bool | None, typer.Option()] = None, top500: Text = None,
    industry_chain: Annotated[str | None, typer.Option("--industry-chain", "--chain")] = None, chain_role: Text = None,
    contract_amount: Text = None, fixed_investment: Text = None,
    land_mu: Annotated[str | None, typer.Option("--land-mu", "--land")] = None, expected_output: Text = None,
    expected_tax: Text = None, credit_code: Text = None, park: Text = None, bureau: Text = None,
    chain_leader: Text = None, officer: Text = None, channel: Text = None,
    roles: Annotated[list[str] | None, typer.Option("--role", metavar="LABEL=WHO")] = None,
    notes: Annotated[str | None, typer.Option("--notes", "--note")] = None, phase_of: Annotated[
        str, typer.Option(metavar="PROJECT")] = "", code: Annotated[str, typer.Option()] = "",
    lead: Annotated[str, typer.Option(metavar="DATE")] = "",
    override: Annotated[str, typer.Option(metavar="REASON")] = "",
    fields: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE")] = None, as_json: AsJson = False,
) -> None:
    """Takes in a lead; every option of a profile field is handed on as typed."""
    from tracker.office.project.projects import add as take_in

    call = call_of(ctx)
    typed = {field: _as_typed(value) for field, value in ctx.params.items()
             if field in FIELDS and field != "phase_of" and value not in (None, [], ())}
    named = _fields(call, fields or [])
    phase = named.pop("phase_of", phase_of)
    desk = call.desk(create=True)
    reader = Typed(desk.today())
    day = reader.day(lead, "lead")
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, take_in(desk, {**typed, **named}, code=code, lead=day, phase_of=phase,
                                     override=override), as_json)
    shown = told.standing(desk, outcome.value)
    line = call.says.added.format(project=told.title(shown) if shown else outcome.value, day=told.day(call, day))
    done(call, outcome, as_json, line, {"project": shapes.brief(shown) if shown else {"code": outcome.value}})


def list_(
    ctx: typer.Context, stage_: Annotated[str, typer.Option("--stage")] = "",
    status: Annotated[str, typer.Option()] = "",
    blocked: Annotated[bool | None, typer.Option("--blocked/--not-blocked")] = None,
    officer: Annotated[str, typer.Option()] = "", park: Annotated[str, typer.Option()] = "",
    chain: Annotated[str, typer.Option("--chain", "--industry-chain")] = "",
    search: Annotated[str, typer.Option(metavar="TEXT")] = "", as_json: AsJson = False,
) -> None:
    """Lists the projects that fit every filter."""
    from tracker.office.register.register import BOARD_ORDER, register

    call = call_of(ctx)
    at = stage(call, stage_, "--stage") if stage_ else None
    in_status = Status(choice(call, status, "status", "--status")) if status else None
    held = register(call.desk())
    chosen = {"stage": at, "status": in_status, "blocked": blocked}
    rows = held.where({name: (value,) for name, value in chosen.items() if value is not None})
    for name, part in (("officer", officer), ("park", park), ("chain", chain)):
        if part:
            rows = held.where({name: {value for value in set(held.column(name)) if _has(value, part)}}, rows)
    found = [held.card(row) for row in held.order(held.search(search, rows), BOARD_ORDER)]
    if as_json:
        print_json({"projects": [shapes.card(card, call.lang) for card in found]})
    elif not found:
        say(call.says.none_found)
    else:
        _print_cards(call, found)


def show(ctx: typer.Context, project: Project, as_json: AsJson = False) -> None:
    """Shows everything known of one project."""
    from tracker.cli.sheet import sheet
    from tracker.office.project.detail import detail

    call = call_of(ctx)
    found = granted(call, detail(call.desk(), project), as_json)
    if as_json:
        print_json(shapes.detail(found, call))
    else:
        sheet(call, found)


def amend(ctx: typer.Context, project: Project, fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE")],
          reason: Why = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Changes fields of a profile, all of them or none."""
    from tracker.office.project.projects import amend as change

    call = call_of(ctx)
    typed = _fields(call, fields)
    phase = typed.pop("phase_of", None)
    desk = call.desk()
    outcome = granted(call, change(desk, project, typed, reason=reason, phase_of=phase,
                                   version=version(call, version_)), as_json)
    shown = told.standing(desk, outcome.value)
    names = call.says.joint.join(told.name(call.words.terms.field, field)
                                 for field in [*typed, *(["phase_of"] if phase is not None else [])])
    line = call.says.amended.format(project=told.title(shown) if shown else outcome.value, fields=names)
    done(call, outcome, as_json, line, {"project": shapes.brief(shown) if shown else {"code": outcome.value}})


def history(ctx: typer.Context, project: Project, as_json: AsJson = False) -> None:
    """Prints who did what to a project, newest first."""
    from tracker.office.journal.journal import history as lines_of

    call = call_of(ctx)
    print_lines(call, granted(call, lines_of(call.desk(), project), as_json), as_json)


def _print_cards(call: Call, found: list[Card]) -> None:
    says, terms = call.says, call.words.terms
    rows = [[card.code, card.name, told.name(terms.stage, card.stage), told.name(terms.status, card.status),
             card.stuck.category if card.blocked and card.stuck else says.yes if card.blocked else "",
             told.amount(call, card.amount), card.days, card.investor, card.park, card.officer] for card in found]
    table([says.heading[name] for name in ("code", "name", "stage", "status", "blocked", "amount", "days", "investor",
                                           "park", "officer")], rows, numbers=(5, 6))
    say(says.projects_found.format(count=len(found)))


def _has(value: str, asked: str) -> bool:
    return fold_name(asked) in fold_name(value)


def _as_typed(value: object) -> str:
    """A flag as the word for it, labelled roles joined as one text, anything else as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "；".join(value) if isinstance(value, (list, tuple)) else str(value)


def _fields(call: Call, typed: list[str]) -> dict[str, str]:
    """FIELD=VALUE pairs by the names of the fields, which may be said in either language."""
    pairs = (pair(call, text, "FIELD=VALUE") for text in typed)
    return {field_name(call, name): value for name, value in pairs}


app = noun("project", {
    "add": add, "list": list_, "show": show, "amend": amend, "advance": moves.advance, "revert": moves.revert,
    "correct": moves.correct, "pause": moves.pause, "resume": moves.resume, "terminate": moves.terminate,
    "reopen": moves.reopen, "history": history,
})
