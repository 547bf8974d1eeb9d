"""`sanxin mapping`: what was decided about books on the import screen: listed, shown as a file, taken back."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, say, table
from tracker.domain.clock import to_the_minute
from tracker.domain.reasons import Code
from tracker.ledger.choosing import as_toml, choices_in
from tracker.office.outcome import refused
from tracker.words import spoken
from tracker.words.control import ControlWords

if TYPE_CHECKING:
    from tracker.office.intake.learned import Learned

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_SHOWN = 6
"""Headers by which a shape is told in a list."""


def _list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Lists the shapes of books about which something was decided."""
    call = call_of(ctx)
    found = _learned().every_learned(call.desk())
    if as_json:
        print_json({"mappings": [_json(one) for one in found]})
    elif not found:
        say(call.says.none_found)
    else:
        says, heading = spoken(call.lang, ControlWords), call.says.heading
        table([says.shape, says.decisions, says.decided_on, says.headers, heading["set_at"], heading["who"]],
              [[one.key, len(choices_in(one.said)), one.file, says.comma.join(_headers(one)),
                to_the_minute(one.recorded_at), one.recorded_by] for one in found], numbers=(1,))


def show(ctx: typer.Context, shape: Annotated[str, typer.Argument()], as_json: AsJson = False) -> None:
    """Prints what was decided as a mapping file, for `sanxin import --mapping`."""

    call = call_of(ctx)
    found = next((one for one in _learned().every_learned(call.desk()) if one.key == shape), None)
    kept = granted(call, refused(Code.NO_MAPPING, field="key", value=shape), as_json) if found is None else found
    if as_json:
        print_json({"mapping": _json(kept)})
    else:
        say(as_toml(kept.said).rstrip("\n"))


def _drop(ctx: typer.Context, shape: Annotated[str, typer.Argument()], as_json: AsJson = False) -> None:
    """Takes back what was decided; the next book of that shape is read as the program understands it."""
    call = call_of(ctx)
    outcome = granted(call, _learned().drop_learned(call.desk(), shape), as_json)
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
            "recorded_at": one.recorded_at.isoformat(), "recorded_by": one.recorded_by}


app = noun("mapping", {"list": _list_, "show": show, "drop": _drop})
