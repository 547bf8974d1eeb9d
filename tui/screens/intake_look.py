"""A look at a ledger with the choices made on it: read and worked out, taken in, its choices saved beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.files import write_whole
from tracker.ledger.choosing import as_toml, beside
from tracker.ledger.mapping import BadMapping, load_mapping
from tracker.ledger.workbook import Stopped
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported
from tracker.office.intake.look import Changed, Looked, look_at
from tracker.office.intake.look import take_in as take_in_looked
from tui.files import is_file
from tui.widgets.intake_lines import Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file, how its headers are to be read (None: as the mapping beside it says), whether gaps are accepted."""

    path: Path
    chosen: Mapping[str, Any] | None = None
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen, and the choices it was read with; `kept` says that they were found in a file beside the ledger."""

    wanted: Wanted
    looked: Looked
    chosen: Mapping[str, Any]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing was seen: the officer stopped it, or the mapping beside the file cannot be used."""

    wanted: Wanted
    bad: BadMapping | None = None


def look_into(desk: Desk, wanted: Wanted, work: Work) -> Look | Unread:
    """Reads a file and works out what it would do; writes nothing."""
    try:
        file = beside(wanted.path)
        kept = wanted.chosen is None and is_file(file)
        chosen = load_mapping(file) if kept else wanted.chosen or {}
        looked = look_at(desk, wanted.path, mapping=chosen, accept={"gap"} if wanted.gaps else frozenset(),
                         progress=work.tell, stop=work.stops)
    except BadMapping as error:
        return Unread(wanted, error)
    except Stopped:
        return Unread(wanted)
    return Look(wanted, looked, chosen, kept)


def take_in(desk: Desk, looked: Looked, work: Work) -> Imported | str:
    """Writes what was seen; "file" or "office" where that is another by now, and nothing was written."""
    try:
        return take_in_looked(desk, looked, progress=work.tell, stop=work.stops)
    except Changed as changed:
        return changed.what


def save_choices(look: Look) -> str:
    """Writes the choices beside the ledger, where the next import finds them.

    The answer is the file's name, or nothing where it may not be written there.
    """
    file = beside(look.wanted.path)
    try:
        write_whole(file, as_toml(look.chosen).encode())
    except OSError:
        return ""
    return file.name
