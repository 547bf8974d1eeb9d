"""The options by which `project list` and `fill` choose projects, and the projects they leave, in the board's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import told
from tracker.cli.call import Call
from tracker.cli.readers import choice, pair, stage, year
from tracker.domain.names import fold_name
from tracker.domain.stages import Status
from tracker.report.lists.register import register_value

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.register.register import Register

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_Text = Annotated[str, typer.Option()]
FILTERS: Mapping[str, Any] = {
    "stage_": Annotated[str, typer.Option("--stage")], "status": _Text,
    "blocked": Annotated[bool | None, typer.Option("--blocked/--not-blocked")],
    "officer": _Text, "park": _Text, "bureau": _Text,
    "chain": Annotated[str, typer.Option("--chain", "--industry-chain")],
    "reached": Annotated[str, typer.Option(metavar="STAGE=YEAR")],
    "search": Annotated[str, typer.Option(metavar="TEXT")],
}
"""The options, by the names of their parameters."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The projects that fit every option, in the order of the board, and the options that were given by their names."""

    register: Register
    rows: Sequence[int]
    given: Mapping[str, str]


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options; it reads what was typed from the parameters of its context."""
    taken = signature(command, eval_str=True)
    own = [parameter for parameter in taken.parameters.values() if parameter.kind is not Parameter.VAR_KEYWORD]
    first = [parameter for parameter in own if parameter.kind is not Parameter.KEYWORD_ONLY]
    options = [Parameter(name, Parameter.KEYWORD_ONLY, default=None if name == "blocked" else "", annotation=kind)
               for name, kind in FILTERS.items()]
    command.__signature__ = taken.replace(  # type: ignore[attr-defined]
        parameters=[*first, *options, *(parameter for parameter in own if parameter not in first)])
    return command


def narrowed(call: Call, desk: Desk, typed: Mapping[str, Any]) -> Narrowed:
    """The projects that fit what was typed. Raises a usage error for a stage, state or year that is none."""
    from tracker.office.register.by_fact import of_bureau, reached_in
    from tracker.office.register.register import BOARD_ORDER, register

    at = stage(call, typed["stage_"], "--stage") if typed["stage_"] else None
    in_status = Status(choice(call, typed["status"], "status", "--status")) if typed["status"] else None
    chosen: dict[str, Any] = {"stage": at, "status": in_status, "blocked": typed["blocked"]}
    among: list[frozenset[str]] = []
    reached = ""
    if typed["reached"]:
        name, number = pair(call, typed["reached"], "--reached")
        which, when = stage(call, name, "--reached"), year(call, number, "--reached")
        among.append(reached_in(desk, which, when))
        reached = f"{told.name(call.words.terms.stage, which)}={when}"
    if typed["bureau"]:
        among.append(of_bureau(desk, typed["bureau"]))
    held = register(desk)
    rows = held.where({**{name: (value,) for name, value in chosen.items() if value is not None},
                       **({"code": frozenset.intersection(*among)} if among else {})})
    for name in ("officer", "park", "chain"):
        if typed[name]:
            rows = held.where({name: {value for value in set(held.column(name)) if _has(value, typed[name])}}, rows)
    heading = call.says.heading
    given = {heading["stage"]: told.name(call.words.terms.stage, at),
             heading["status"]: told.name(call.words.terms.status, in_status),
             heading["blocked"]: "" if typed["blocked"] is None else register_value(
                 "blocked", typed["blocked"], call.lang),
             heading["officer"]: typed["officer"], heading["park"]: typed["park"], heading["bureau"]: typed["bureau"],
             call.words.terms.field["industry_chain"]: typed["chain"], "--reached": reached,
             "--search": typed["search"]}
    return Narrowed(held, held.order(held.search(typed["search"], rows), BOARD_ORDER),
                    {name: value for name, value in given.items() if value})


def _has(value: str, asked: str) -> bool:
    return fold_name(asked) in fold_name(value)
