"""The files an officer can choose from: folders and ledgers of one folder, narrowed by what is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from tracker.domain.pinyin import search_key, search_query
from tracker.files import name_of
from tracker.ledger.limits import LEDGER_SUFFIXES
from tui.kept_in import kept_inside

_MOST = 2_000
"""Entries shown of one folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file that can be a ledger."""

    path: Path
    name: str
    folder: bool
    size: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a folder holds, and what keeps it from being shown: "missing", "denied", or nothing."""

    folder: Path
    entries: tuple[Entry, ...] = ()
    trouble: str = ""


def typed_path(text: str, *folders: Path) -> Path:
    """The path that was typed, pasted or dropped: quoted, escaped, a file:// address, from home, or in the first of the
    folders in which there is the folder that it names.
    """
    return kept_inside(_typed(text, *folders))


def _typed(text: str, *folders: Path) -> Path:
    written = text.strip().strip("\"'“”‘’").strip().replace("\0", "")
    if written.startswith("file://"):
        written = unquote(written.removeprefix("file://"))
    elif "\\ " in written:
        written = re.sub(r"\\(.)", r"\1", written)
    try:
        path = Path(written).expanduser()
    except RuntimeError:
        path = Path(written)
    if path.is_absolute():
        return path
    return next((folder / path for folder in folders if is_folder((folder / path).parent)), folders[0] / path)


def listing(text: str, *folders: Path) -> Listed:
    """The entries that fit what was typed: of the folder it names, seen from one of the folders, or of the first."""
    path = typed_path(text, *folders) if text.strip() else kept_inside(folders[0])
    if not text.strip() or text.rstrip().endswith(("/", "\\")) or is_folder(path):
        return _listed(path, "")
    return _listed(path.parent, path.name)


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a name no system takes is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _listed(folder: Path, typed: str) -> Listed:
    try:
        folder = folder.resolve()
        entries = sorted(_entries(folder, typed), key=lambda entry: (not entry.folder, entry.name.casefold()))
    except PermissionError:
        return Listed(folder, trouble="denied")
    except (OSError, ValueError):
        return Listed(folder, trouble="missing")
    is_top = folder.parent == folder or kept_inside(folder.parent) != folder.parent
    up = () if is_top else (Entry(folder.parent, "..", True),)
    return Listed(folder, (*entries[:_MOST], *up) if typed else (*up, *entries[:_MOST]))


def _entries(folder: Path, typed: str) -> Iterator[Entry]:
    fits = _fitting(typed)
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")):
            continue
        try:
            about, name = path.stat(), name_of(path)
            if is_folder(path):
                if fits(name):
                    yield Entry(path, name, True)
            elif path.suffix.lower() in LEDGER_SUFFIXES and fits(name):
                yield Entry(path, name, False, about.st_size, datetime.fromtimestamp(about.st_mtime).astimezone())
        except OSError:
            continue


def _fitting(typed: str) -> Callable[[str], bool]:
    """Whether a name holds what was typed, or its pinyin does."""
    if not typed:
        return lambda name: True
    wanted, plain = search_query(typed), typed.casefold()
    return lambda name: plain in name.casefold() or (bool(wanted) and wanted in search_key(name))
