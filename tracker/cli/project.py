"""`sanxin project`: takes projects in, lists and shows them, keeps their profiles; the moves are in `moves.py`."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import changes, moves, shapes, told
from tracker.cli.answer import done_to, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.journal import hand_lines
from tracker.cli.lists import Handed, Output, options_told, print_table
from tracker.cli.meant import code_meant
from tracker.cli.narrowed import FILTERS, narrowed
from tracker.cli.options import AsJson, AsOf, Project, Until, Version, Why, with_options
from tracker.cli.pages import noun
from tracker.cli.printing import JsonLines, say
from tracker.cli.readers import Typed, fields_typed, version
from tracker.cli.then import office_then, then_asked
from tracker.domain.fields import AnyField, ReferenceField, RolesField, YesNoField
from tracker.domain.profile import FIELDS
from tracker.report.lists.register import IN_LINES, register_column
from tracker.report.lists.shape import ListColumn, ListTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.office.register.register import Register
    from tracker.report.lists.shape import ListTable

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_SHORT = {"industry_chain": "--chain", "land_mu": "--land", "notes": "--note"}
"""Other names of options."""


def _option(field: AnyField) -> Any:
    """The option of `add` for a profile field: its name, with hyphens."""
    if isinstance(field, YesNoField):
        return Annotated[bool | None, typer.Option()]
    if type(field) is RolesField:
        return Annotated[list[str] | None, typer.Option("--role", metavar="LABEL=WHO")]
    names = (f"--{field.name.replace('_', '-')}", *filter(None, [_SHORT.get(field.name)]))
    return Annotated[str | None, typer.Option(*names, metavar="PROJECT" if isinstance(field, ReferenceField) else None)]


def _add(ctx: typer.Context, name: Annotated[str, typer.Argument()], typed: Mapping[str, Any], *,
         code: Annotated[str, typer.Option()] = "", lead: Annotated[str, typer.Option(metavar="DATE")] = "",
         override: Annotated[str, typer.Option(metavar="REASON")] = "",
         fields: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE")] = None,
         as_json: AsJson = False) -> None:
    """Takes in a lead; every option of a profile field is handed on as typed."""
    call = call_of(ctx)
    values = {**{field: _as_typed(value) for field, value in typed.items()}, "name": name,
              **fields_typed(call, fields or [])}
    desk = call.desk(create=True)
    reader = Typed(desk.today())
    day = reader.day(lead, "lead")
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _office().add(desk, values, code=code, lead=day, override=override), as_json)
    done_to(call, desk, outcome.value, outcome, as_json, call.says.added, {"project": {"code": outcome.value}},
            day=told.day(call, day))


def _list_(ctx: typer.Context, typed: Mapping[str, Any], until: Until = "", as_of: AsOf = "", output: Output = "",
           as_json: AsJson = False) -> None:
    """Lists the projects that fit every filter, now or at a moment of the past."""
    call = call_of(ctx)
    then = then_asked(call, call.desk(), until, as_of, as_json=as_json)
    desk = office_then(call, then)
    found = narrowed(call, desk, typed)
    held = found.register
    rows = held.in_pages(found.rows)
    shown = _table(call, held, rows)
    handed = Handed(call, desk, output, as_json, about=options_told(call, found.given), narrowed=bool(found.given),
                    then=then)
    handed.on("projects", [shown], lambda: {
        "projects": JsonLines(lambda row: shapes.card(held.card(row), call.lang), rows)},
              lambda: _print(call, shown))


def _show(ctx: typer.Context, project: Project, year_: Annotated[str, typer.Option("--year", metavar="YEAR")] = "",
          until: Until = "", as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Shows everything known of one project, now or at a moment of the past, and in which figures of a year it counts.
    """
    from tracker.cli.project_told import hand_project

    hand_project(call_of(ctx), project, year_, until, as_of, output, as_json)


def _amend(ctx: typer.Context, project: Project, fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE")],
          reason: Why = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Changes fields of a profile, all of them or none."""
    call = call_of(ctx)
    typed = fields_typed(call, fields)
    desk = call.desk()
    outcome = granted(
        call, _office().amend(desk, project, typed, reason=reason, version=version(call, version_)), as_json)
    names = call.says.joint.join(told.name(call.words.terms.field, field) for field in typed)
    done_to(call, desk, outcome.value, outcome, as_json, call.says.amended, {"project": {"code": outcome.value}},
            fields=names)


def _office() -> ModuleType:
    from tracker.office.project import projects
    return projects


def _history(ctx: typer.Context, project: Project, output: Output = "", as_json: AsJson = False) -> None:
    """Prints who did what to a project, newest first."""
    from tracker.office.journal.journal import history as lines_of

    call = call_of(ctx)
    desk = call.desk()
    code = code_meant(call, desk, project, as_json)
    hand_lines(call, granted(call, lines_of(desk, code), as_json), Handed(
        call, desk, output, as_json, about=(code,), narrowed=True))


def _table(call: Call, held: Register, rows: Sequence[int]) -> ListTable[int]:
    """The projects in the columns of the command; what is blocked says by what."""

    blocked, category = held.column("blocked"), held.column("category")
    columns = {name: register_column(name, held, call.lang) for name in IN_LINES}
    columns["blocked"] = ListColumn("blocked", call.says.heading["blocked"],
                                    lambda row: (category[row] or call.says.yes) if blocked[row] else None)
    return ListTable(tuple(columns.values()), rows)


def _print(call: Call, shown: ListTable[int]) -> None:
    if not shown.rows:
        say(call.says.none_found)
        return
    print_table(call, shown)
    say(call.says.projects_found.format(count=len(shown.rows)))


def _as_typed(value: object) -> str:
    """A flag as the word for it, labelled roles joined as one text, anything else as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "；".join(value) if isinstance(value, (list, tuple)) else str(value)


app = noun("project", {
    "add": with_options(_add, {name: _option(field) for name, field in FIELDS.items() if name != "name"}),
    "list": with_options(_list_, FILTERS), "show": _show, "amend": _amend, "advance": moves.advance,
    "revert": moves.revert, "correct": moves.correct, "expect": moves.expect, "increase": changes.project_increase,
    "change": changes.project_change, "unchange": changes.project_unchange,
    "sign-again": changes.sign_again, "intent": changes.intent, "pause": moves.pause,
    "resume": moves.resume, "terminate": moves.terminate, "reopen": moves.reopen, "history": _history,
})
