"""Opens a document with the program the machine has for it, or hands it to the browser; over ssh tells its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.files import LOOKED_AT

if TYPE_CHECKING:
    from textual.app import App

_copies: list[Path] = []
"""Copies of documents made to be looked at, in folders of their own."""


class Shown(Enum):
    """What became of a document that was to be looked at."""

    OPENED = auto()
    DELIVERED = auto()
    """The browser that the app is in was given it: a program on the server's machine is nothing for who sits there."""
    NOT = auto()


def look_at(path: Path, app: App[int]) -> Shown:
    """Has a document opened for whoever sits at the app."""
    if app.is_web:
        return Shown.DELIVERED if delivered(path, app) else Shown.NOT
    return Shown.OPENED if opened_here(path) else Shown.NOT


def delivered(path: Path, app: App[int]) -> bool:
    """Whether the browser was handed the file; not where the app is in none, or the file cannot be read."""
    if not app.is_web:
        return False
    try:
        app.deliver_binary(path, mime_type="application/octet-stream")
    except OSError:
        return False
    return True


def opened_here(path: Path) -> bool:
    """Whether the document was handed to a program on the screen the officer sits at; one to be run never is."""
    if path.suffix.lower() not in LOOKED_AT or os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    if sys.platform == "win32":
        os.startfile(path)
        return True
    program = "open" if sys.platform == "darwin" else "xdg-open"
    if shutil.which(program) is None or (program == "xdg-open" and not _desktop()):
        return False
    subprocess.Popen([program, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                     stderr=subprocess.DEVNULL, start_new_session=True)
    return True


def until_the_end(copy: Path) -> None:
    """Notes a copy that goes when the app ends."""
    _copies.append(copy)


def forget_copies() -> None:
    """Removes the copies; one that a program still holds open (on Windows) goes the next day."""
    while _copies:
        shutil.rmtree(_copies.pop().parent, ignore_errors=True)


def _desktop() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
