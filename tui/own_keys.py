"""An officer's own keys, examined: which file, for how many actions, and what in it is not taken, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.files import NotToml, read_whole, toml_of
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tui.keymap import read_keymap
from tui.settings import keys_file

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The file, whether it is there, the actions it gives keys to; of what is wrong the line (0: none) and a text."""

    file: Path
    there: bool
    actions: tuple[str, ...]
    wrong: tuple[tuple[int, str], ...]


def own_keys(lang: Lang) -> OwnKeys:
    """Reads the file as the app does."""
    file = keys_file()
    try:
        text = read_whole(file).decode("utf-8-sig")
    except FileNotFoundError:
        return OwnKeys(file, False, (), ())
    except (OSError, ValueError):
        text = ""
    keymap, says = read_keymap(file), spoken(lang, ScreenWords).settings
    return OwnKeys(file, True, tuple(keymap.chosen),
                   tuple((_line(text, trouble.action), trouble.sentence(says)) for trouble in keymap.troubles))


def _line(text: str, action: str) -> int:
    """The line an action stands in; where the file cannot be read at all, the one where reading ended."""
    if action:
        stands = re.compile(rf"""\s*["']?{re.escape(action)}["']?\s*=""")
        return next((number for number, line in enumerate(text.splitlines(), 1) if stands.match(line)), 0)
    try:
        toml_of(text.encode("utf-8"))
    except NotToml as error:
        return error.line
    return 0
