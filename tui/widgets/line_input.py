"""Typing into one line, also over a list; what is pasted in several lines is joined to one, and nothing is dropped."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.widgets import Input

from tui.host import host_of, teller_of

_BREAK = re.compile(r"[^\S\n\r\v\f\x85\u2028\u2029]*[\n\r\v\f\x85\u2028\u2029]\s*")
"""The end of a line, with the blanks around it."""


class LineInput(Input):
    """An input of one line, in a form, a list's filter or a search."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,super+c", "copy", show=False)]

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None,  # noqa: A002
                 select_on_focus: bool = False, max_length: int = 0) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, id=id, select_on_focus=select_on_focus,
                         max_length=max_length)

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Puts a text in the place of what is selected, its lines joined by a blank; a line's end alone is a blank."""
        lines = text.strip() or " "
        joined = _BREAK.sub(" ", lines)
        self.replace(joined, *self.selection)
        if joined != lines or not text.strip():
            teller_of(self).tell(host_of(self).words.forms.joined)

    def action_copy(self) -> None:
        """Copies what is selected, else all that stands here."""
        if text := self.selected_text or self.value:
            teller_of(self).copy(text)


class OverList:
    """What holds a line of typing over a list: each change narrows the list, Enter goes on from there."""

    @abstractmethod
    def narrow(self, typed: str) -> None:
        """Shows the rows that fit."""

    @abstractmethod
    def go_there(self) -> None:
        """Enter."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something was typed."""
        event.stop()
        self.narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter was pressed in the line."""
        event.stop()
        self.go_there()
