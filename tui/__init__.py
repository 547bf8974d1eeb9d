"""The terminal an officer works in: screens drawn with Textual, with no rule and no query of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.words import Lang


def run(where: str | None, *, demo: bool, lang: Lang, who: str | None) -> int:
    """Runs the app until the officer quits. 0, or 5 where the database cannot be used."""
    from tui import app

    return app.run(where, demo=demo, lang=lang, who=who)
