"""Opens a document with the program the machine has for it; over ssh there is none, and its place is all there is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tracker.files import LOOKED_AT

_copies: list[Path] = []
"""Copies of documents made to be looked at, in folders of their own."""


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
