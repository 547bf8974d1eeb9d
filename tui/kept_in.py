"""Where files are read and written: anywhere, but one folder alone where a server serves many people."""

from __future__ import annotations

import os
from pathlib import Path

KEPT_IN = "SANXIN_FILES"
"""Environment variable: the one folder, where there is one."""


def first_folder() -> Path:
    """The folder that paths are typed from."""
    kept_in = os.environ.get(KEPT_IN)
    return Path(kept_in) if kept_in else Path.cwd()


def kept_inside(path: Path) -> Path:
    """The path; where files are kept to one folder, the file or folder of that name in it for whatever lies outside."""
    kept_in = os.environ.get(KEPT_IN)
    if not kept_in:
        return path
    whole = Path(kept_in).resolve()
    try:
        there = (whole / path).resolve()
    except (OSError, RuntimeError, ValueError):  # no system has such a path
        return whole / path.name
    return there if there.is_relative_to(whole) else whole / there.name
