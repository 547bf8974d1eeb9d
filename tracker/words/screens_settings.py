"""What the app says of an officer's own settings: the file of keys, what in it was not taken, the themes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SettingsWords:
    """The words of settings in one language."""

    keys_unreadable: str
    keys_unknown_action: str
    keys_unknown_key: str
    keys_twice: str
    keys_in: str
    theme_now: str
    themes: dict[str, str]
    table_page: str
    """The page of the keys under docs/."""
    table_title: str
    table_about: str
    table_head: tuple[str, str, str]
