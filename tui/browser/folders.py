"""Folders of one person among many whom the server serves under one account: settings, drafts, and files."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path

from tui.kept_in import KEPT_IN
from tui.settings import CONFIG

_UNUSUAL = re.compile(r"[^\w@.-]")
_LONGEST = 40


def all_folders() -> Path:
    """Where the folders of all of them are."""
    return user_data_path("sanxin", appauthor=False) / "served"


def own_folders(name: str, base: Path) -> dict[str, str]:
    """Makes the folders of a person below `base`; answers with the variables of the environment that name them.

    Settings, keys, views and drafts are theirs. Files are read and written below one of them alone: what the account
    of the server can read is not for everybody whom the proxy lets in. Raises OSError.
    """
    own = base / f"{_UNUSUAL.sub('_', name)[:_LONGEST]}-{sha256(name.encode()).hexdigest()[:32]}"
    folders = {CONFIG: own / "settings", KEPT_IN: own / "files"}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {variable: str(folder) for variable, folder in folders.items()}
