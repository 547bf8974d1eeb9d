"""The line at the bottom: the keys of the screen, made from the table of actions; a click does what the key does."""

from __future__ import annotations

from textual.events import Click

from tui.actions import Action, find, key_name
from tui.host import teller_of
from tui.widgets.lines import Line, Lined, width_of

_HELP = "help"
"""The action that is never left out: it leads to all others."""


class KeyLine(Lined):
    """Shows the actions it is given that can act now, the most used first, and leaves out what does not fit."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(id="keys")
        self._ids = ids
        self._at: list[tuple[int, int, Action]] = []

    def line(self, y: int, width: int) -> Line:
        """The keys that fit, in the order of their rank."""
        line: Line = []
        self._at = []
        shown = self._fitting(width)
        tight = self._cells(shown) > width
        for action in shown:
            if line:
                line.append(("  ", ""))
            start = width_of(line)
            line += self._item(action)[:1 if tight and action.id == _HELP else None]
            self._at.append((start, width_of(line), action))
        return line

    def _fitting(self, width: int) -> list[Action]:
        """Help is always there; where it is tight, it gives up its name before another key has to go."""
        shown = [find(name) for name in self._ids if teller_of(self).offers(name)]
        name = width_of(self._item(find(_HELP))[1:])
        while len(shown) > 1 and self._cells(shown) > width:
            if shown[-1].id != _HELP:
                shown.pop()
            elif self._cells(shown) - name > width:
                shown.pop(-2)
            else:
                break
        return shown

    def _cells(self, actions: list[Action]) -> int:
        return sum(width_of(self._item(action)) + 2 for action in actions) - 2

    def _item(self, action: Action) -> Line:
        return [(key_name(action.keys[0], self.words), "key"), (" ", ""), (action.called(self.words).short, "dim")]

    async def on_click(self, event: Click) -> None:
        """Does what was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for start, end, action in self._at:
            if start <= place.x < end:
                await self.screen.run_action(action.runs)
