"""`sanxin verify`: proves that everything the office holds is what was recorded, alone or against a witness's note."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import REFUSED, reason_json, refuse
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, warn
from tracker.domain.clock import to_the_minute
from tracker.domain.reasons import Code
from tracker.domain.witness import NotANote, Witness, read_witness
from tracker.files import read_whole
from tracker.office.outcome import Refused, refused
from tracker.office.unread_file import file_unread
from tracker.words.sentences import sentence

if TYPE_CHECKING:
    from tracker.office.verify import Verified

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_verified(ctx: typer.Context, witness: Annotated[str, typer.Option("--witness", metavar="NOTE")] = "",
           as_json: AsJson = False) -> None:
    """Takes every digest anew and reads every kept file; ends with 1 where something is not what was recorded."""
    from tracker.office.verify import verify

    call = call_of(ctx)
    note = _note(call, witness, as_json) if witness else None
    found = verify(call.desk(), note)
    if as_json:
        print_json({"head": found.head, "last_entry": found.last, "entries": found.entries, "facts": found.facts,
                    "witnessed": found.witnessed, "findings": [reason_json(call, one) for one in found.findings]})
    else:
        _tell(call, found, note)
    if not found.is_sound:
        raise typer.Exit(REFUSED)


def _tell(call: Call, found: Verified, note: Witness | None) -> None:
    for finding in found.findings:
        told = call.says.differs if finding.hard else call.says.note
        warn(told.format(reason=sentence(finding, call.words)))
    if found.is_sound:
        say(call.says.verified.format(entries=found.entries, facts=found.facts))
    if note and found.witnessed is not None:
        at = to_the_minute(datetime.fromisoformat(note.at))
        say(call.says.witnessed.format(entry=found.witnessed, at=at, key=note.key_shown))
    say(call.says.head_to.format(head=found.head_shown, entry=found.last))


def _note(call: Call, path: str, as_json: bool) -> Witness:
    try:
        return read_witness(read_whole(Path(path)).decode("utf-8"))
    except OSError as error:
        refuse(call, Refused((file_unread(error, Path(path), "witness"),)), as_json)
    except (UnicodeDecodeError, NotANote):
        refuse(call, refused(Code.NOT_A_NOTE, field="witness", value=path), as_json)


app = verb("verify", print_verified)
