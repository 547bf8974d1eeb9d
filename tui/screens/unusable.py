"""What is shown when the office cannot be opened, or is gone: the sentence, what was touched, and how to leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tracker.failures import UNUSABLE
from tui.screens.base import Asking
from tui.text import drawn

TRY_AGAIN = 5
"""Seconds between two attempts to open an office whose server is away."""


class UnusableScreen(Asking[None]):
    """There is nothing to do here but read and leave; the exit code is 5."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,enter,ctrl+q,ｑ", "leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    UnusableScreen { align: center middle; background: $background; }
    UnusableScreen Static { width: 80%; max-width: 90; height: auto; padding: 1 2; background: $panel; }
    UnusableScreen.-plain Static { border: ascii $error; }
    """

    def __init__(self, sentence: str, *, was_open: bool = False, again: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._sentence, self._was_open, self._again = sentence, was_open, again

    def on_mount(self) -> None:
        """A server that is away is tried again and again, until it is there or the officer leaves."""
        if self._again is not None:
            self.set_interval(TRY_AGAIN, self._again)

    def say(self, sentence: str) -> None:
        """What was wrong the last time."""
        self._sentence = sentence
        self.query_one(Static).update(self._content())

    def compose(self) -> ComposeResult:
        """The sentence, as text."""
        yield Static(self._content(), markup=False)

    def _content(self) -> Content:
        words = self.words
        title, more = (words.lost, "") if self._was_open else (words.unusable, f"{words.nothing_touched}\n")
        return Content.assemble(
            (title, "bold $text-error"), "\n\n", drawn(self._sentence), "\n\n", more,
            f"{words.tried_again.format(seconds=TRY_AGAIN)}\n" if self._again else "",
            (words.quit_hint, "$foreground 60%"))

    def reword(self) -> None:
        """The frame of the sentence in another language."""
        self.query_one(Static).update(self._content())

    def action_leave(self) -> None:
        """Leaves with the exit code of an office that cannot be used."""
        self.app.exit(UNUSABLE)
