"""`sanxin witness`: a short signed note of the journal's head, for somebody else to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say
from tracker.report.write import put

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_witness(ctx: typer.Context, output: Annotated[str, typer.Option("-o", "--output", metavar="FILE")] = "",
            as_json: AsJson = False) -> None:
    """Prints the note, or writes it into a file. Whoever keeps it can prove that nothing before it was changed."""
    from tracker.office.witness import witness

    call = call_of(ctx)
    note = granted(call, witness(call.desk()), as_json)
    data = {"office": note.office, "entry": note.entry_id, "at": note.at, "head": note.head, "text": note.text}
    if output:
        outcome = granted(call, put(Path(output), note.text.encode, replaces=call.replaces), as_json)
        done(call, outcome, as_json, call.says.note_written.format(file=outcome.value.resolve()),
             {"file": str(outcome.value.resolve()), **data})
    elif as_json:
        print_json(data)
    else:
        say(note.text.rstrip())


app = verb("witness", print_witness)
