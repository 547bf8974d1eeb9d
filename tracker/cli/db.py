"""`sanxin db`: where the office lies and how it stands; moving all of it to a server, to a file, or back."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, say
from tracker.office.moving_office import move_office, stands
from tracker.office.open import open_desk


def _status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Where it lies, by what it is kept, how much is recorded, and the head of its journal."""
    call = call_of(ctx)
    found = stands(call.desk())
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        say(call.says.fact.format(name=call.says.heading.get(name, name), value=value))


def _move(ctx: typer.Context, to: Annotated[str, typer.Argument(metavar="PATH_OR_URL")], as_json: AsJson = False
          ) -> None:
    """Copies everything into an empty file or database, and verifies it there."""
    call = call_of(ctx)
    desk = call.desk()
    there = open_desk(to, who=call.who, create=True)
    call.opened.append(there)
    outcome = granted(call, move_office(desk, there), as_json)
    moved, says = outcome.value, call.says
    rows = sum(moved.rows.values())
    line = says.office_moved.format(where=there.store.url, rows=rows, documents=moved.documents, head=moved.head,
                                    years=says.joint.join(map(str, moved.years)) or says.no_years)
    if moved.lost:
        line += f"\n{says.documents_lost.format(count=len(moved.lost), names=says.joint.join(moved.lost))}"
    done(call, outcome, as_json, line, {
        "where": there.store.url, "rows": dict(moved.rows), "documents": moved.documents, "lost": list(moved.lost),
        "head": moved.head, "years": list(moved.years)})


app = noun("db", {"status": _status, "move": _move})
