"""`sanxin evidence`: hands in documents, lists them, opens their files, withdraws them, moves them to another fact."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, done_to, granted, refuse_all
from tracker.cli.call import call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.meant import code_meant
from tracker.cli.options import AsJson, On, Project, Version, Why
from tracker.cli.pages import noun
from tracker.cli.printing import on_terminal, print_json, say, warn
from tracker.cli.readers import Typed, paper, stage, version, whole
from tracker.files import LOOKED_AT
from tracker.report.lists.project import documents_table
from tracker.words import spoken
from tracker.words.screens import ScreenWords
from tui import opened_document

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_OfChange = Annotated[str, typer.Option("--change", metavar="ID")]
_Id = Annotated[str, typer.Argument(metavar="ID")]


def _attach(
    ctx: typer.Context, project: Project,
    kind: Annotated[str, typer.Argument(metavar="KIND[:NUMBER[:FILE]]")],
    file: Annotated[str | None, typer.Argument(metavar="FILE")] = None,
    number: Annotated[str, typer.Option("--number", metavar="TEXT")] = "", on: On = "",
    stage_: Annotated[str, typer.Option("--stage", metavar="STAGE")] = "",
    receipt: Annotated[str, typer.Option("--receipt", metavar="ID")] = "", change: _OfChange = "",
    version_: Version = None, as_json: AsJson = False,
) -> None:
    """Puts a document to a milestone, a receipt, a capital increase, or the project as a whole."""
    from tracker.office.project import evidence as documents_of

    call = call_of(ctx)
    if file is not None and not file.strip():  # a script whose variable was empty: nothing would be kept as proof
        raise typer.BadParameter(call.says.no_value.format(name="FILE"))
    given = paper(call, kind, "KIND")
    at = stage(call, stage_, "--stage") if stage_ else None
    slip = whole(call, receipt, "--receipt") if receipt else None
    raised = whole(call, change, "--change") if change else None
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.known_day(on)
    refuse_all(call, reader.reasons, as_json)
    handed = documents_of.Paper(given.kind, number or given.number, day, Path(file) if file else given.path)
    outcome = granted(call, documents_of.attach(desk, project, handed, stage=at, receipt_id=slip, change_id=raised,
                                                version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, call.says.attached, {"evidence": outcome.value}, id=outcome.value,
            kind=told.name(call.words.terms.evidence, handed.kind))


def _list_(ctx: typer.Context, project: Project, output: Output = "", as_json: AsJson = False) -> None:
    """Lists the documents of a project."""
    from tracker.office.project.evidence import documents

    call = call_of(ctx)
    desk = call.desk()
    code = code_meant(call, desk, project, as_json)
    found = granted(call, documents(desk, code), as_json)
    Handed(call, desk, output, as_json, about=(code,), narrowed=True).on(
        "evidence", [documents_table(found, call.lang)],
        lambda: {"evidence": [shapes.document(document) for document in found]})


def open_(ctx: typer.Context, document: _Id, as_json: AsJson = False) -> None:
    """Opens the file of a document; without a terminal it says where a copy lies."""
    from tracker.office.project.evidence import fetch

    call = call_of(ctx)
    copy = granted(call, fetch(call.desk(), whole(call, document, "ID")), as_json).value
    if as_json:
        print_json({"path": str(copy)})
        return
    say(str(copy))
    if copy.suffix not in LOOKED_AT:
        warn(call.says.copy_not_opened)
    elif on_terminal():
        opened_document(copy)


def _withdraw(ctx: typer.Context, document: _Id, reason: Why = "", version_: Version = None, as_json: AsJson = False
              ) -> None:
    """Withdraws a document; it stays on record and proves nothing more."""
    from tracker.office.project.proofs import withdraw

    call = call_of(ctx)
    number, expected = whole(call, document, "ID"), version(call, version_)
    outcome = granted(call, withdraw(call.desk(), number, reason, version=expected), as_json)
    done(call, outcome, as_json, call.says.evidence_withdrawn.format(id=outcome.value), {"evidence": outcome.value})


def _move(
    ctx: typer.Context, document: _Id, stage_: Annotated[str, typer.Option("--stage", metavar="STAGE")] = "",
    receipt: Annotated[str, typer.Option("--receipt", metavar="ID")] = "", change: _OfChange = "", reason: Why = "",
    version_: Version = None, as_json: AsJson = False,
) -> None:
    """Lets a document prove another milestone, receipt or increase, or with none the project as a whole."""
    from tracker.office.project.proofs import move

    call = call_of(ctx)
    was, at = whole(call, document, "ID"), stage(call, stage_, "--stage") if stage_ else None
    slip = whole(call, receipt, "--receipt") if receipt else None
    raised = whole(call, change, "--change") if change else None
    expected = version(call, version_)
    outcome = granted(call, move(call.desk(), was, stage=at, receipt_id=slip, change_id=raised, reason=reason,
                                 version=expected), as_json)
    of = spoken(call.lang, ScreenWords)
    to = (call.words.terms.stage[at] if at else f"{of.receipts} {slip}" if slip else
          f"{of.of_project.increased} {raised}" if raised else of.of_project.attach_project)
    done(call, outcome, as_json, call.says.evidence_moved.format(was=was, to=to, id=outcome.value),
         {"evidence": outcome.value, "was": was})


app = noun("evidence", {"attach": _attach, "list": _list_, "open": open_, "withdraw": _withdraw, "move": _move})
