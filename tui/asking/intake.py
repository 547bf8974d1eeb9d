"""What the import screen asks of the office: a look at a file, what was seen taken in, and the choices made on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.ledger.mapping import BadMapping
    from tracker.office.intake.intake import Imported
    from tracker.office.intake.look import Looked
    from tui.office import Office

Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]


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


def look(office: Office, wanted: Wanted, progress: Progress, stop: Stop) -> Look | Unread:
    """Reads a file and works out what it would do; writes nothing."""
    from tracker.ledger.choosing import beside
    from tracker.ledger.mapping import BadMapping, load_mapping
    from tracker.ledger.workbook import Stopped
    from tracker.office.intake.look import look_at

    try:
        file = beside(wanted.path)
        kept = wanted.chosen is None and _there(file)
        chosen = load_mapping(file) if kept else wanted.chosen or {}
        looked = look_at(office.desk, wanted.path, mapping=chosen, accept={"gap"} if wanted.gaps else frozenset(),
                         progress=progress, stop=stop)
    except BadMapping as error:
        return Unread(wanted, error)
    except Stopped:
        return Unread(wanted)
    return Look(wanted, looked, chosen, kept)


def take_in(office: Office, looked: Looked, progress: Progress, stop: Stop) -> Imported | str:
    """Writes what was seen; "file" or "office" where that is another by now, and nothing was written."""
    from tracker.office.intake.look import Changed, take_in

    try:
        return take_in(office.desk, looked, progress=progress, stop=stop)
    except Changed as changed:
        return changed.what


def save_choices(found: Look) -> str:
    """Writes the choices beside the ledger, where the next import finds them.

    The answer is the file's name, or nothing where it may not be written there.
    """
    from tracker.files import write_whole
    from tracker.ledger.choosing import as_toml, beside

    file = beside(found.wanted.path)
    try:
        write_whole(file, as_toml(found.chosen).encode())
    except OSError:
        return ""
    return file.name


def _there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:
        return False
