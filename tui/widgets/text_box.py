"""Typing a text of several lines: Enter saves, Ctrl+J or Shift+Enter begins a new line, the box grows with the text."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import TextArea

from tui.host import teller_of

_LEFT_OUT = frozenset({"up", "down", "pageup", "pagedown", "f6", "f7", "ctrl+c,super+c",
                       "ctrl+w,ctrl+backspace,alt+backspace"})
"""Keys of a text area that are the form's, or that do more here."""


class TextBox(TextArea, inherit_bindings=False):
    """A text area among the fields of a form: up from its first line and down from its last lead to other fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(one for one in TextArea.BINDINGS if isinstance(one, Binding) and one.key not in _LEFT_OUT),
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("ctrl+backspace,alt+backspace", "delete_word_left", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
    ]
    DEFAULT_CSS = """
    TextBox { height: auto; min-height: 1; max-height: 6; padding: 0; border: none; scrollbar-size-vertical: 1; }
    """
    NEW_LINE: ClassVar[frozenset[str]] = frozenset({"ctrl+j", "shift+enter", "alt+enter"})

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, box: TextBox) -> None:
            super().__init__()
            self.box = box

        @property
        def control(self) -> TextBox:
            """Where it was pressed."""
            return self.box

    def __init__(self, name: str, value: str = "", hint: str = "") -> None:
        super().__init__(value, id=name, placeholder=hint, compact=True, highlight_cursor_line=False)

    @property
    def value(self) -> str:
        """What is typed."""
        return self.text

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            self.post_message(self.Submitted(self))
        elif event.key in self.NEW_LINE:
            self.paste("\n")
        else:
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Puts a text in the place of what is selected, its lines as they are."""
        self.replace("\n".join(text.splitlines()) + ("\n" if text.endswith(("\n", "\r")) else ""), *self.selection,
                     maintain_selection_offset=False)
        self.scroll_cursor_visible()

    def action_cursor_up(self, select: bool = False) -> None:
        """The line above; from the first one the field above."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """The line below; from the last one the field below."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def action_copy(self) -> None:
        """Copies what is selected, else all that stands here."""
        if text := self.selected_text or self.text:
            teller_of(self).copy(text)
