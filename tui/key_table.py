"""Writes the key table of the manual, in both languages, from the actions of all screens: `python -m tui.key_table`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tracker.words import Lang
from tracker.words.screens import ScreenWords, screen_words
from tui.actions import GROUPS, key_name
from tui.places import every_action

PAGES = {Lang.EN: "keys.md", Lang.ZH: "keys.zh-CN.md"}
"""The pages under docs/."""


def table(lang: Lang) -> str:
    """The whole page in one language."""
    words = screen_words(lang)
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
    """Writes both pages."""
    for lang, name in PAGES.items():
        (Path(__file__).parent.parent / "docs" / name).write_text(table(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
