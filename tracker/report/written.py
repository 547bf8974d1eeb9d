"""Remembers which files the program wrote and how, so that it replaces its own and never those of others.

No mark inside a file could tell: texts of commas have no room for one, and a workbook keeps it while its cells are
changed by hand. So the digest of each file that is written is kept in the officer's own folder of the program.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from platformdirs import user_state_path

from tracker.files import read_whole, write_whole

_MOST = 2_000
"""Files that are remembered; beyond them those written longest ago are forgotten."""
_DIGEST = 64


class Whose(Enum):
    """What stands at a place where a file is to be written."""

    NOTHING = auto()
    OURS = auto()
    """What the program wrote there last, as it was written."""
    CHANGED = auto()
    """What the program wrote there, and somebody changed or replaced."""
    OTHERS = auto()
    """A file the program knows nothing of."""


def whose(place: Path) -> Whose:
    """What stands at a place. Raises OSError where it cannot be read."""
    if not place.exists():
        return Whose.NOTHING
    try:
        written = read_whole(_note_of(place), _DIGEST).decode("ascii")
    except (OSError, UnicodeDecodeError, RuntimeError):  # never written by this officer, or no folder to keep it in
        return Whose.OTHERS
    with place.open("rb") as file:
        return Whose.OURS if hashlib.file_digest(file, "sha256").hexdigest() == written else Whose.CHANGED


def remember(place: Path, content: bytes) -> None:
    """Keeps what was written at a place. Where that cannot be kept the file counts as one of others from then on, or as
    changed where the folder lets nobody take away the note on the file before it.
    """
    with suppress(OSError, RuntimeError):  # a full disk; no home folder
        note = _note_of(place)
        note.unlink(missing_ok=True)  # first: the note on the file before would say this one was changed by hand
        write_whole(note, hashlib.sha256(content).hexdigest().encode(), mode=0o600, durable=False)
        notes = sorted(note.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in notes[_MOST:]:
            old.unlink(missing_ok=True)


def _note_of(place: Path) -> Path:
    """The note on a place, named by the digest of its path: no name of a file stands in it."""
    name = hashlib.sha256(bytes(place.resolve())).hexdigest()
    return user_state_path("sanxin", appauthor=False) / "written" / name
