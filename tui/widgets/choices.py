"""A choice with all its options in sight: arrows move it, letters jump to one; nothing opens, nothing is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key, Paste
from textual.message import Message

from tracker.domain.pinyin import search_key, search_query
from tui.text import clip, drawn
from tui.widgets.lines import Line, Lined, width_of

Option = tuple[str, str]
"""A value and what it is called."""


class Choices(Lined, can_focus=True):
    """One of several, wrapped over as many lines as it takes. The chosen one stands in brackets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Choices { height: auto; width: 1fr; background: transparent; }
    Choices:focus { background: $foreground 8%; }
    """

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choices: Choices) -> None:
            super().__init__()
            self.choices = choices

        @property
        def control(self) -> Choices:
            """Where it was chosen."""
            return self.choices

    def __init__(self, options: Sequence[Option], value: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._options = list(options)
        self._at = next((at for at, (known, _) in enumerate(self._options) if known == value), 0)
        self._wanted = ""
        self._said = ""

    @property
    def options(self) -> list[Option]:
        """What is chosen from."""
        return list(self._options)

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self._at][0] if self._options else ""

    def offer(self, options: Sequence[Option], value: str | None = None) -> None:
        """Other options; the choice stays where it can."""
        wanted = self._wanted or self.value if value is None else value
        self._options = list(options)
        self._at = next((at for at, (known, _) in enumerate(self._options) if known == wanted), 0)
        self.refresh(layout=True)

    def choose(self, value: str) -> None:
        """Chooses a value; one that is not offered yet is chosen once it is."""
        at = next((at for at, (known, _) in enumerate(self._options) if known == value), None)
        self._wanted = value if at is None else ""
        if at is not None:
            self._choose(at)

    def _rows(self, width: int) -> list[list[tuple[int, str]]]:
        """Which option stands in which line."""
        rows: list[list[tuple[int, str]]] = [[]]
        used = 0
        for at, (_, name) in enumerate(self._options):
            text = clip(drawn(name), width - 2)
            size = width_of([(text, "")]) + 2
            if used + size > width and rows[-1]:
                rows.append([])
                used = 0
            rows[-1].append((at, text))
            used += size
        return rows

    def line(self, y: int, width: int) -> Line:
        """The options of one line."""
        rows = self._rows(width)
        line: Line = []
        for at, text in rows[y] if y < len(rows) else []:
            if at == self._at:
                line.append((f"[{text}]", "key" if self.has_focus else "name"))
            else:
                line.append((f" {text} ", "dim"))
        return line

    def height_at(self, width: int) -> int:
        """As many lines as the options take."""
        return max(len(self._rows(width)), 1)

    def on_focus(self) -> None:
        """Shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Shows that they go elsewhere."""
        self._said = ""
        self.refresh()

    def action_step(self, by: int) -> None:
        """The next option, or the one before; around at the ends."""
        if self._options:
            self._choose((self._at + by) % len(self._options))

    def action_end(self, at: int) -> None:
        """The first option, or the last."""
        if self._options:
            self._choose(at % len(self._options))

    def on_key(self, event: Key) -> None:
        """Letters go to the option they begin, by its name, its pinyin or its initials."""
        if event.character is None or not event.character.isalnum():
            return
        event.stop()
        for typed in (self._said + event.character, event.character):
            at = self._begun_by(typed)
            if at is not None:
                self._said = typed
                self._choose(at)
                return

    def on_paste(self, event: Paste) -> None:
        """A word that arrives at once, as an input method hands it over; any other text is the form's to take."""
        at = self._begun_by(event.text.strip())
        if at is not None:
            event.stop()
            self._choose(at)

    def _begun_by(self, typed: str) -> int | None:
        """The first option that begins so, by its name, its pinyin or its initials."""
        wanted = search_query(typed)
        return next((at for at, (_, name) in enumerate(self._options)
                     if wanted and any(part.startswith(wanted) for part in search_key(name).split())), None)

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Changed(self))

    def on_click(self, event: Click) -> None:
        """Picks what was clicked."""
        rows = self._rows(self.content_size.width)
        used = 0
        for at, text in rows[event.y] if event.y < len(rows) else []:
            size = width_of([(text, "")]) + 2
            if used <= event.x < used + size:
                self._choose(at)
            used += size
