"""What the app says of an officer's own settings: the file of keys, what in it was not taken, the themes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.words import Coded


class KeysTrouble(StrEnum):
    """What in an officer's file of keys is not taken."""

    UNREADABLE = "unreadable"
    UNKNOWN_ACTION = "unknown_action"
    UNKNOWN_KEY = "unknown_key"
    WRITES = "writes"
    TWICE = "twice"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class KeysWords(Coded[KeysTrouble, str]):
    """A sentence for each trouble; `{action}`, `{key}` and `{other}` stand in the file."""

    unreadable: str
    unknown_action: str
    unknown_key: str
    writes: str
    twice: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SettingsWords:
    """The words of settings in one language."""

    keys_wrong: KeysWords
    keys_in: str
    settings_damaged: str
    settings_unkept: str
    drafts_unkept: str
    theme_now: str
    themes: dict[str, str]
    table_page: str
    """The page of the keys under docs/."""
    table_title: str
    table_about: str
    table_head: tuple[str, str, str]
