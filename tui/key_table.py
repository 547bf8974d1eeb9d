"""Writes the key table of the manual, in every language, from the actions of all screens: `python -m tui.key_table`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tui.actions import GROUPS, key_name
from tui.places import every_action


def page(lang: Lang) -> Path:
    """Where the table stands in a language."""
    return Path(__file__).parent.parent / "docs" / spoken(lang, ScreenWords).settings.table_page


def table(lang: Lang) -> str:
    """The whole page in one language."""
    words = spoken(lang, ScreenWords)
    return "\n".join(_lines(words)) + "\n"


def _lines(words: ScreenWords) -> Iterator[str]:
    of = words.settings
    yield f"# {of.table_title}"
    yield ""
    yield of.table_about
    for group in GROUPS:
        there = [action for action in every_action() if action.group == group]
        if there:
            yield ""
            yield f"## {getattr(words.actions, f'group_{group}')}"
            yield ""
            yield f"| {' | '.join(of.table_head)} |"
            yield "|---|---|---|"
        for action in there:
            keys = " ".join(f"`{key_name(key, words)}`" for key in action.given).replace("|", r"\|")
            called = action.called(words)
            yield f"| `{action.id}` {called.short} | {keys} | {called.about} |"


def main() -> None:
    """Writes the page of each language."""
    for lang in Lang:
        page(lang).write_text(table(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
