"""`sanxin mapping`: what was decided about books on the import screen: listed, shown as a file, taken back."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, Version
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, say
from tracker.cli.readers import version
from tracker.domain.reasons import Code
from tracker.ledger.choosing import as_toml, choices_in
from tracker.office.outcome import refused
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import spoken
from tracker.words.control import ControlWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.office.intake.learned import Learned

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_SHOWN = 6
"""Headers by which a shape is told in a list."""


def _list_(ctx: typer.Context, output: Output = "", as_json: AsJson = False) -> None:
    """Lists the shapes of books about which something was decided."""
    call = call_of(ctx)
    desk = call.desk()
    found: tuple[Learned, ...] = _learned().every_learned(desk)
    Handed(call, desk, output, as_json).on(
        "mappings", [_table(found, call)], lambda: {"mappings": [_json(one) for one in found]})


def _table(found: Sequence[Learned], call: Call) -> ListTable[Learned]:
    says, heading = spoken(call.lang, ControlWords), call.says.heading
    return ListTable((
        ListColumn("shape", says.shape, lambda one: one.key),
        ListColumn("decisions", says.decisions, lambda one: len(choices_in(one.said)), Kind.COUNT),
        ListColumn("decided_on", says.decided_on, lambda one: one.file),
        ListColumn("headers", says.headers, lambda one: says.comma.join(_headers(one))),
        ListColumn("set_at", heading["set_at"], lambda one: one.recorded_at, Kind.MOMENT),
        ListColumn("who", heading["who"], lambda one: one.recorded_by),
    ), found)


def show(ctx: typer.Context, shape: Annotated[str, typer.Argument()], as_json: AsJson = False) -> None:
    """Prints what was decided as a mapping file, for `sanxin import --mapping`."""

    call = call_of(ctx)
    found = next((one for one in _learned().every_learned(call.desk()) if one.key == shape), None)
    kept = granted(call, refused(Code.NO_MAPPING, field="key", value=shape), as_json) if found is None else found
    if as_json:
        print_json({"mapping": _json(kept)})
    else:
        say(as_toml(kept.said).rstrip("\n"))


def _drop(ctx: typer.Context, shape: Annotated[str, typer.Argument()], version_: Version = None,
          as_json: AsJson = False) -> None:
    """Takes back what was decided; the next book of that shape is read as the program understands it."""
    call = call_of(ctx)
    expected = version(call, version_)
    outcome = granted(call, _learned().drop_learned(call.desk(), shape, version=expected), as_json)
    line = spoken(call.lang, ControlWords).dropped.format(file=outcome.value.file, shape=shape)
    done(call, outcome, as_json, line, {"mapping": _json(outcome.value)})


def _learned() -> ModuleType:
    """What the office keeps, loaded with its database when a command runs."""
    from tracker.office.intake import learned

    return learned


def _headers(one: Learned) -> list[str]:
    headers = [header for row in one.headers for header in row]
    return [*headers[:_SHOWN], *(["…"] if len(headers) > _SHOWN else [])]


def _json(one: Learned) -> dict[str, object]:
    return {"shape": one.key, "file": one.file, "headers": one.headers, "mapping": one.said,
            "recorded_at": one.recorded_at.isoformat(), "recorded_by": one.recorded_by, "version": one.version}


app = noun("mapping", {"list": _list_, "show": show, "drop": _drop})
