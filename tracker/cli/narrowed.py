"""The options by which `project list` and `fill` choose projects, and the projects they leave, in the board's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

_Text = Annotated[str | None, typer.Option()]
FILTERS: Mapping[str, Any] = {
    "stage_": Annotated[str | None, typer.Option("--stage")], "status": _Text,
    "blocked": Annotated[bool | None, typer.Option("--blocked/--not-blocked")],
    "officer": _Text, "park": _Text, "bureau": _Text,
    "chain": Annotated[str | None, typer.Option("--chain", "--industry-chain")],
    "reached": Annotated[str | None, typer.Option(metavar="STAGE=YEAR")],
    "search": Annotated[str | None, typer.Option(metavar="TEXT")],
}
"""The options, by the names of their parameters."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The projects that fit every option, in the order of the board, and the options that were given by their names."""

    register: Register
    rows: Sequence[int]
    given: Mapping[str, str]


def narrowed(call: Call, desk: Desk, typed: Mapping[str, Any]) -> Narrowed:
    """The projects that fit what was typed. Raises a usage error for a stage, state or year that is none."""
    from tracker.office.register.by_fact import of_bureau, reached_in
    from tracker.office.register.register import BOARD_ORDER, register

    at = stage(call, typed["stage_"], "--stage") if typed.get("stage_") else None
    in_status = Status(choice(call, typed["status"], "status", "--status")) if typed.get("status") else None
    blocked = typed.get("blocked")
    chosen: dict[str, Any] = {"stage": at, "status": in_status, "blocked": blocked}
    among: list[frozenset[str]] = []
    reached = ""
    if typed.get("reached"):
        name, number = pair(call, typed["reached"], "--reached")
        which, when = stage(call, name, "--reached"), year(call, number, "--reached")
        among.append(reached_in(desk, which, when))
        reached = f"{told.name(call.words.terms.stage, which)}={when}"
    if typed.get("bureau"):
        among.append(of_bureau(desk, typed["bureau"]))
    held = register(desk)
    rows = held.where({**{name: (value,) for name, value in chosen.items() if value is not None},
                       **({"code": frozenset.intersection(*among)} if among else {})})
    for name in ("officer", "park", "chain"):
        if asked := typed.get(name):
            rows = held.where({name: {value for value in set(held.whole_column(name)) if _has(value, asked)}}, rows)
    heading, search = call.says.heading, typed.get("search", "")
    given = {heading["stage"]: told.name(call.words.terms.stage, at),
             heading["status"]: told.name(call.words.terms.status, in_status),
             heading["blocked"]: "" if blocked is None else register_value("blocked", blocked, call.lang),
             **{heading[name]: typed.get(name) for name in ("officer", "park", "bureau")},
             call.words.terms.field["industry_chain"]: typed.get("chain"), "--reached": reached, "--search": search}
    return Narrowed(held, held.order(held.search(search, rows), BOARD_ORDER),
                    {name: value for name, value in given.items() if value})


def _has(value: str, asked: str) -> bool:
    return fold_name(asked) in fold_name(value)
