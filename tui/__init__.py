"""The terminal an officer works in: screens drawn with Textual, with no rule and no query of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.memory import sweep_later

# Late imports: a command that opens no screen does without Textual.

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.words import Lang
    from tui.own_keys import OwnKeys


def run(where: str | None, *, demo: bool, lang: Lang, who: str | None, clock_reason: str = "", user: str = "") -> int:
    """Runs the app until the officer quits. 0, or 5 where the database cannot be used."""
    sweep_later()
    from tui import app

    return app.run(where, demo=demo, lang=lang, who=who, clock_reason=clock_reason, user=user)


def keys_of_ones_own(lang: Lang) -> OwnKeys:
    """What the officer's keys.toml says, and what in it is not taken."""
    from tui import own_keys

    return own_keys.own_keys(lang)


def opened_document(path: Path) -> bool:
    """Whether a document was handed to the program the machine has for its kind."""
    from tui import opener

    return opener.opened_here(path)
