"""`sanxin import`: takes a ledger in, all of it or nothing, and names every cell that is in the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import BAD_FILE
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, table, warn
from tracker.cli.shapes_intake import imported
from tracker.cli.waiting import stoppable, watched
from tracker.files import name_of, write_whole
from tracker.ledger.mapping import BadMapping, MappingTrouble
from tracker.words import spoken
from tracker.words.control import ControlWords, cells_line, total_rows
from tracker.words.ledger import LedgerWords, mapping_line

if TYPE_CHECKING:
    from tracker.office.intake.intake import Imported

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_INTERRUPTED = 130


def import_(
    ctx: typer.Context, path: Annotated[str, typer.Argument(metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    mapping: Annotated[str, typer.Option("--mapping", metavar="FILE.toml")] = "",
    accept: Annotated[list[str] | None, typer.Option("--accept", metavar="CODE,…")] = None,
    sheet: Annotated[list[str] | None, typer.Option("--sheet", metavar="NAME")] = None,
    problems: Annotated[str, typer.Option("--problems", metavar="FILE.xlsx")] = "", as_json: AsJson = False,
) -> None:
    """Takes a ledger in. Ctrl-C stops it with nothing written."""
    from tracker.office.intake.intake import intake

    call = call_of(ctx)
    codes = frozenset(code for said in accept or [] for code in re.split(r"[,，、\s]+", said.strip().lower()) if code)
    if problems:
        _check_problem_file(call, Path(problems), Path(path))
    desk = call.desk(create=True)
    with stoppable() as stop, watched(call, quiet=as_json) as progress:
        try:
            found = intake(desk, Path(path), mapping=Path(mapping) if mapping else None, accept=codes,
                           only=frozenset(sheet or ()), dry_run=dry_run, progress=progress, stop=stop)
        except BadMapping as error:
            _bad_mapping(call, error, as_json)
    if found.stopped or (stop() and found.refused):  # the reading process may have heard Ctrl-C before us
        warn(call.says.import_stopped)
        raise typer.Exit(_INTERRUPTED)
    if as_json:
        print_json(imported(found, call.lang))
    else:
        _print(call, found)
    if found.refused:
        if problems:
            _write_problems(call, found, Path(path), Path(problems))
        raise typer.Exit(BAD_FILE)


def _print(call: Call, found: Imported) -> None:
    says, told = call.says, imported(found, call.lang)
    if found.refused:
        columns = ("sheet", "row", "column", "code", "value", "message")
        table([says.heading["problem" if name == "code" else name] for name in columns],
              [[problem[name] for name in columns] for problem in told["problems"]], numbers=(1,))
        for code, count in told["more_problems"].items():
            say(spoken(call.lang, ControlWords).more_problems.format(code=code, count=count))
    else:
        say((says.would_import if found.dry_run else says.imported).format(file=found.file))
        for kind, what in spoken(call.lang, LedgerWords).kind.items():
            say(says.import_count.format(what=what, **told[kind]))
        say(f"\n{cells_line(found.cells, call.lang)}\n")
        control = spoken(call.lang, ControlWords)
        table([control.heading, control.book, control.office],
              [list(row) for row in total_rows(found.book, found.office, call.lang)], numbers=(1, 2))
    if found.refused:
        say(f"\n{cells_line(found.cells, call.lang)}")
    if told["notes"]:
        say(f"\n{says.part['notes']}")
        for note in told["notes"]:
            say(f"  {note}")
    if found.refused:
        warn(says.not_imported.format(file=found.file, count=len(found.problems)))


def _check_problem_file(call: Call, file: Path, ledger: Path) -> None:
    """Refuses a name under which no workbook can be written, or that is the ledger's own."""
    says = spoken(call.lang, ControlWords)
    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter(says.problems_not_xlsx.format(file=file.name), param_hint="--problems")
    if file.resolve() == ledger.resolve():
        raise typer.BadParameter(says.problems_is_ledger.format(file=file.name), param_hint="--problems")


def _write_problems(call: Call, found: Imported, ledger: Path, file: Path) -> None:
    """Writes the workbook in which the problems are marked, and says so."""
    from tracker.report.problem_book import problem_book

    says = spoken(call.lang, ControlWords)
    if any(problem.row for problem in found.problems):
        write_whole(file, problem_book(ledger, found.accounts, found.problems, call.lang))
        warn(says.problems_written.format(file=name_of(file)))
    else:
        warn(says.no_problem_cells)


def _bad_mapping(call: Call, error: Exception, as_json: bool) -> None:
    """A code that cannot be accepted is a mistake in the line typed; a mapping that cannot be used is a bad file."""
    if not isinstance(error, BadMapping):
        return
    told = mapping_line(error, call.lang)
    if error.code is MappingTrouble.NOT_ACCEPTABLE:
        raise typer.BadParameter(told, param_hint="--accept")
    if as_json:
        print_json({"refused": [{"code": error.code, "hard": True, "message": told, "todo": "", "field": "mapping"}]})
    else:
        warn(call.says.error.format(message=told))
    raise typer.Exit(BAD_FILE)


app = verb("import", import_)
