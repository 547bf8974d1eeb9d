"""`sanxin export`: the office's own book out again, in the columns and the order of the last one it took in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.answer import done, granted, refuse
from tracker.cli.call import call_of
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import verb
from tracker.cli.then import office_then, then_asked
from tracker.domain.reasons import Code
from tracker.files import is_full
from tracker.office.outcome import refused
from tracker.report.write import place_for, put
from tracker.words import spoken
from tracker.words.ledger import LedgerWords
from tracker.words.lists import left_out_line

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_SUFFIX = ".xlsx"


def _export(ctx: typer.Context, path: Annotated[str, typer.Argument(metavar="FILE.xlsx")],
            until: Until = "", as_of: AsOf = "", as_json: AsJson = False) -> None:
    """Writes the whole office into a workbook."""
    from tracker.office.book.export import book_of

    call, place = call_of(ctx), Path(path)
    if place.suffix.lower() != _SUFFIX:
        refuse(call, refused(Code.UNKNOWN_SUFFIX, field="path", value=place.name, choices=[_SUFFIX]), as_json)
    granted(call, place_for(place, replaces=call.replaces), as_json)
    then = then_asked(call, call.desk(), until, as_of, as_json=as_json)
    try:
        book = book_of(office_then(call, then))
    except OSError as error:
        refuse(call, refused(Code.DISK_FULL if is_full(error) else Code.FILE_UNWRITABLE, field="path",
                             value=error.filename or str(place)), as_json)
    outcome = granted(call, put(place, lambda: book.content, replaces=call.replaces), as_json)
    kinds = spoken(call.lang, LedgerWords).kind
    what = call.says.joint.join(f"{kinds[kind]} {count}" for kind, count in book.counts.items())
    told = call.says.exported.format(file=outcome.value.resolve(), what=what)
    sealed = call.says.head.format(head=book.head) if book.head else ""
    lines = (told, *then.told(call), left_out_line(book.left_out, call.lang), sealed)
    done(call, outcome, as_json, "\n".join(filter(None, lines)), then.in_json({
        "file": str(outcome.value.resolve()), "head": book.head,
        **{kind.value: count for kind, count in book.counts.items()}, "left_out": dict(book.left_out)}))


app = verb("export", _export)
