"""`sanxin undo`: takes back the last action of one's own, or one named by its number in the journal."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, granted
from tracker.cli.call import call_of
from tracker.cli.options import AsJson, Why
from tracker.cli.pages import verb
from tracker.cli.readers import whole

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def take_back(ctx: typer.Context, reason: Why = "",
              entry: Annotated[str, typer.Option("--entry", metavar="N")] = "", as_json: AsJson = False) -> None:
    """Undoes the last action of one's own; what it recorded is superseded, never erased."""
    from tracker.office.journal.undo import undo

    call = call_of(ctx)
    at = whole(call, entry, "--entry") if entry else None
    outcome = granted(call, undo(call.desk(), reason, at), as_json)
    shown = outcome.value
    sentence = call.says.undone.format(action=call.says.action.get(shown.action, shown.action),
                                       subject=told.about(call, shown))
    done(call, outcome, as_json, sentence, {"undone": shapes.line(shown)})


app = verb("undo", take_back)
