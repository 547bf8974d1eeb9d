"""The dated facts of `sanxin project` beside its stages: increases, other investors, signings again, intents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, done_to, granted, refuse_all
from tracker.cli.call import call_of
from tracker.cli.options import AsJson, InUnit, On, Project, Version, Why
from tracker.cli.readers import Typed, fields_typed, version, whole
from tracker.office.outcome import Done, Refused
from tracker.words import spoken
from tracker.words.changed import ChangedWords

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


class _Uses(NamedTuple):
    """The use cases that the commands carry out."""

    increase: Callable[..., Done[int] | Refused]
    change: Callable[..., Done[str] | Refused]
    void: Callable[..., Done[int] | Refused]
    sign_again: Callable[..., Done[int] | Refused]
    intent: Callable[..., Done[int] | Refused]


def _uses() -> _Uses:
    from tracker.office.project.changes import change, increase, void_change
    from tracker.office.project.signings import record_intent, sign_again

    return _Uses(increase, change, void_change, sign_again, record_intent)


def project_increase(ctx: typer.Context, project: Project, amount: Annotated[str, typer.Argument()], on: On = "",
             in_unit: InUnit = "",
             note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", version_: Version = None,
             as_json: AsJson = False) -> None:
    """Records a capital increase: from its day on the contract amount is larger by it."""
    call = call_of(ctx)
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day, money = reader.day(on), reader.amount(amount, in_unit)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _uses().increase(desk, project, day, money, note=note, version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, spoken(call.lang, ChangedWords).increase_done,
            {"change": outcome.value, "amount": shapes.money(money, call.lang)},
            day=told.day(call, day), amount=told.amount(call, money))


def sign_again(ctx: typer.Context, project: Project,
               fields: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE")] = None, on: On = "",
               reason: Why = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Records that a project that was terminated is signed again, with what became another one by it."""
    call = call_of(ctx)
    typed = fields_typed(call, fields or [])
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.day(on)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _uses().sign_again(desk, project, typed, day, reason=reason, version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, spoken(call.lang, ChangedWords).signed_done,
            {"change": outcome.value}, day=told.day(call, day), id=outcome.value)


def intent(ctx: typer.Context, project: Project, on: On = "",
           note: Annotated[str, typer.Option("--note", metavar="TEXT")] = "", version_: Version = None,
           as_json: AsJson = False) -> None:
    """Records an intent or a framework agreement, which is no signing."""
    call = call_of(ctx)
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.day(on)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _uses().intent(desk, project, day, note=note, version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, spoken(call.lang, ChangedWords).intent_done,
            {"change": outcome.value}, day=told.day(call, day), id=outcome.value)


def project_change(ctx: typer.Context, project: Project,
           fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE")], on: On = "", reason: Why = "",
           version_: Version = None, as_json: AsJson = False) -> None:
    """Records what the investor, where it is from, or the origin became on a day."""
    call = call_of(ctx)
    typed = fields_typed(call, fields)
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.day(on)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, _uses().change(desk, project, typed, day, reason=reason, version=expected), as_json)
    names = call.says.joint.join(told.name(call.words.terms.field, field) for field in typed)
    done_to(call, desk, outcome.value, outcome, as_json, spoken(call.lang, ChangedWords).change_done, {},
            day=told.day(call, day), fields=names)


def project_unchange(ctx: typer.Context, change_: Annotated[str, typer.Argument(metavar="ID")], reason: Why = "",
             version_: Version = None, as_json: AsJson = False) -> None:
    """Takes an increase or a change back; it stays on record."""
    call = call_of(ctx)
    number, expected = whole(call, change_, "ID"), version(call, version_)
    outcome = granted(call, _uses().void(call.desk(), number, reason, version=expected), as_json)
    done(call, outcome, as_json, spoken(call.lang, ChangedWords).void_done.format(id=outcome.value),
         {"change": outcome.value})
