"""`sanxin import`: takes a ledger in, all of it or nothing, and names every cell that is in the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import BAD_FILE, granted, refuse
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, table, warn
from tracker.cli.shapes_intake import imported
from tracker.cli.waiting import stoppable, watched
from tracker.domain.reasons import Code
from tracker.domain.rights import Right
from tracker.files import name_of
from tracker.ledger.mapping import BadMapping, MappingTrouble
from tracker.ledger.rows import ACCEPTABLE
from tracker.office.outcome import refused
from tracker.report.write import place_for, put
from tracker.words import spoken
from tracker.words.control import ControlWords, cells_line, older_lines, total_rows
from tracker.words.ledger import kinds_counted, mapping_line

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.intake.intake import Imported
    from tracker.office.intake.older import Then

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_INTERRUPTED = 130


def import_(
    ctx: typer.Context, path: Annotated[str, typer.Argument(metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    mapping: Annotated[str, typer.Option("--mapping", metavar="FILE.toml")] = "",
    accept: Annotated[list[str] | None, typer.Option("--accept", metavar="CODE,…")] = None,
    sheet: Annotated[list[str] | None, typer.Option("--sheet", metavar="NAME")] = None,
    known_on: Annotated[list[str] | None, typer.Option("--known-on", metavar="DATE")] = None,
    problems: Annotated[str, typer.Option("--problems", metavar="FILE.xlsx")] = "", as_json: AsJson = False,
) -> None:
    """Takes a ledger in, or the older ledgers of a folder, oldest first. Ctrl-C stops it with nothing written."""
    call = call_of(ctx)
    codes = frozenset(code for said in accept or [] for code in re.split(r"[,，、\s]+", said.strip().lower()) if code)
    if problems:
        _check_problem_file(call, Path(problems), Path(path))
        granted(call, place_for(Path(problems), replaces=call.replaces), as_json)
    desk = call.desk(create=True)
    if not dry_run:
        desk.need(Right.RECORD)
    asks = not (known_on and _is_now(known_on))
    books = _books(call, desk, Path(path), known_on if known_on and asks else [], as_json)
    told = []
    for file, then in books:
        found = _take_in(call, desk, file, then, Path(mapping) if mapping else None, codes, frozenset(sheet or ()),
                         asks=asks, dry_run=dry_run, as_json=as_json)
        if as_json:
            told.append({**({"file": found.file, "known_on": then.on.isoformat()} if then else {}),
                         **imported(found, call.lang)})
        else:
            _head(call, found, then)
            _print(call, found)
            if found.older:
                warn(spoken(call.lang, ControlWords).older_asked.format(day=found.older))
        if found.refused:
            break
    if as_json:
        print_json({"ledgers": told} if Path(path).is_dir() else told[0])
    if found.refused:
        if problems:
            _write_problems(call, found, file, Path(problems), as_json)
        raise typer.Exit(BAD_FILE)


def _take_in(call: Call, desk: Desk, file: Path, then: Then | None, mapping: Path | None, codes: frozenset[str],
             sheets: frozenset[str], *, asks: bool, dry_run: bool, as_json: bool) -> Imported:
    from tracker.office.intake.intake import intake

    with stoppable() as stop, watched(call, quiet=as_json) as progress:
        try:
            found = intake(desk, file, mapping=mapping, accept=codes, only=sheets, dry_run=dry_run, then=then,
                           asks=asks, progress=progress, stop=stop)
        except BadMapping as error:
            _bad_mapping(call, error, as_json)
    if found.stopped or (stop() and found.refused):  # the reading process may have heard Ctrl-C before us
        warn(call.says.import_stopped)
        raise typer.Exit(_INTERRUPTED)
    if found.older and not found.dry_run:
        refuse(call, refused(Code.KNOWN_ON_ASKED, field="known_on", value=found.older.isoformat(), file=found.file),
               as_json)
    return found


def _is_now(typed: list[str]) -> bool:
    """Whether a ledger is said to be of now, whatever day it says itself."""
    return [text.strip().lower() for text in typed] in (["now"], ["现在"])


def _books(call: Call, desk: Desk, path: Path, typed: list[str], as_json: bool) -> list[tuple[Path, Then | None]]:
    """The ledgers to take in, with the moment each was known where they are older ones."""
    from tracker.office.intake.books import books_of

    if not path.is_dir() and not typed:
        return [(path, None)]
    return list(granted(call, books_of(desk, path, typed), as_json))


def _head(call: Call, found: Imported, then: Then | None) -> None:
    """Of an older ledger its day, and whether it is history alone."""
    if then:
        for line in older_lines(found.file, then.on, history=found.history, lang=call.lang):
            say(line)


def _print(call: Call, found: Imported) -> None:
    says, told = call.says, imported(found, call.lang)
    if found.refused:
        columns = ("sheet", "row", "column", "code", "value", "message")
        table([says.heading["problem" if name == "code" else name] for name in columns],
              [[problem[name] for name in columns] for problem in told["problems"]], numbers=(1,))
        for code, count in told["more_problems"].items():
            say(spoken(call.lang, ControlWords).more_problems.format(code=code, count=count))
        say(spoken(call.lang, ControlWords).codes_told.format(codes=call.says.joint.join(sorted(ACCEPTABLE))))
    else:
        say((says.would_import if found.dry_run else says.imported).format(file=found.file))
        for what, counts in kinds_counted(found.every_count(), call.lang):
            say(says.import_count.format(what=what, **counts))
        say(f"\n{cells_line(found.cells, call.lang, below=True)}\n")
        control = spoken(call.lang, ControlWords)
        table([control.heading, control.book, control.office],
              [list(row) for row in total_rows(found.book, found.office, call.lang)], numbers=(1, 2))
    if found.refused and any(found.cells.values()):
        say(f"\n{cells_line(found.cells, call.lang, below=True)}")
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


def _write_problems(call: Call, found: Imported, ledger: Path, file: Path, as_json: bool) -> None:
    """Writes the workbook in which the problems are marked, and says so."""
    from tracker.report.problem_book import problem_book

    says = spoken(call.lang, ControlWords)
    if any(problem.row for problem in found.problems):
        granted(call, put(file, lambda: problem_book(ledger, found.accounts, found.problems, call.lang),
                          replaces=call.replaces), as_json)
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
