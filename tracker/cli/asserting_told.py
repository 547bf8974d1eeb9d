"""What `sanxin assert` does: lists what others say of a year's figures, and records what a body says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tracker.cli.answer import done, granted, refuse_all
from tracker.cli.lists import Handed
from tracker.cli.readers import Typed, version, year
from tracker.office.figures.asserting import assert_figure
from tracker.office.figures.rollup import rollup
from tracker.office.project.evidence import Paper
from tracker.report.lists.figures import asserted_table
from tracker.words.figures import asserted_line

if TYPE_CHECKING:
    from tracker.cli.call import Call

_NAMES_A_FILE = re.compile(r"[/\\]|\.[A-Za-z0-9]{1,8}\Z")
"""What has a folder or an ending is no number of a document: one mistyped would be kept as if it were."""


def hand_assertion(call: Call, year_: str, figure: tuple[str, str, str], said: tuple[str, str, str | None, str],
                   version_: str | None, as_json: bool) -> None:
    """Records what a body says of one figure, and tells it beside ours."""
    (key, value, unit), (by, on, document, number) = figure, said
    which, expected = year(call, year_), version(call, version_)
    for name, typed in (("KEY", key), ("VALUE", value)):
        if not typed.strip():
            raise typer.BadParameter(call.says.no_value.format(name=name))
    if document is not None and not document.strip():  # a script whose variable was empty: no proof would be kept
        raise typer.BadParameter(call.says.no_value.format(name="--document"))
    desk = call.desk()
    reader = Typed(desk.today())
    day = reader.whole_day(on, "on")
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, assert_figure(desk, which, key, value, unit, body=by, on=day,
                                          document=_paper(document, number), version=expected), as_json)
    told = next(one for one in rollup(desk, which).asserted if one.entry_id == outcome.value)
    done(call, outcome, as_json, f"{which} {asserted_line(told, call.lang)}", {"asserted": told.as_json()})


def _paper(document: str | None, number: str) -> Paper:
    """A file that is there or whose name says that it is one; else the number of a document."""
    if document is None:
        return Paper("", number)
    path = Path(document)
    return Paper("", number, path=path) if path.is_file() or _NAMES_A_FILE.search(document) else Paper(
        "", number or document)


def hand_asserted(call: Call, year_: str, output: str, as_json: bool) -> None:
    """Lists what others say of the figures of a year."""
    which, desk = year(call, year_), call.desk()
    found = rollup(desk, which).asserted
    Handed(call, desk, output, as_json, which).on(
        "asserted", [asserted_table(found, call.lang)],
        lambda: {"year": which, "asserted": [one.as_json() for one in found]})
