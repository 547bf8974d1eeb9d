"""All keys, group by group, from the actions of all screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.words import spoken
from tracker.words.figures import FiguresWords
from tui.actions import GROUPS, Action, key_name
from tui.places import every_action
from tui.screens.base import Asking
from tui.settings import keys_file
from tui.text import drawn, pad, wrap
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row, blank, heading

KEYS_WIDTH = 22
_OF_FIGURES = "figures"
"""The group of keys below which is told what the columns of proofs beside the figures count."""


class HelpScreen(Asking[None]):
    """A page that scrolls; any of the usual keys leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,fullwidth_question_mark,q,ｑ,enter", "leave", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen Static { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    HelpScreen #hint { dock: bottom; text-style: none; color: $text-muted; height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Title, keys, hint."""
        yield Static(self.words.help_title, id="title", markup=False)
        yield Page("help")
        yield Static(self.words.help_hint, id="hint", markup=False)

    def on_mount(self) -> None:
        """Shows all keys."""
        page = self.query_one(Page)
        page.show(lambda width: list(self._rows(width)))
        page.focus()

    def _rows(self, width: int) -> Iterator[Row]:
        for group in GROUPS:
            yield heading((getattr(self.words.actions, f"group_{group}"), "head"))
            for action in every_action():
                if action.group == group:
                    yield self._row(action, width)
            if group == _OF_FIGURES:
                told = spoken(self.words.lang, FiguresWords).every_proof_told
                yield from (Row(([(line, "dim")],)) for line in wrap(told, width))
            yield blank()

        for line in wrap(drawn(self.words.settings.keys_in.format(path=keys_file())), width):
            yield Row(([(line, "dim")],))

    def _row(self, action: Action, width: int) -> Row:
        called = action.called(self.words)
        keys = "  ".join(key_name(key, self.words) for key in action.keys)
        room = width - KEYS_WIDTH - 12
        first, *more = wrap(called.about, max(room, 10))
        lines: list[Line] = [[(pad(keys, KEYS_WIDTH), "key"), (pad(called.short, 12), "name"), (first, "dim")]]
        lines += [[(" " * (KEYS_WIDTH + 12), ""), (line, "dim")] for line in more]
        return Row(tuple(lines))

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self.query_one("#title", Static).update(self.words.help_title)
        self.query_one("#hint", Static).update(self.words.help_hint)
        self.query_one(Page).show(lambda width: list(self._rows(width)))

    def action_leave(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)
