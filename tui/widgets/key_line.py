"""The line at the bottom: the keys of the screen, made from the table of actions; a click does what the key does."""

from __future__ import annotations

from textual.events import Click

from tui.actions import YEAR_BACK, YEAR_KEYS, YEAR_ON, Action, find, key_name
from tui.host import teller_of
from tui.widgets.lines import Line, Lined, width_of

_HELP = "help"
"""The action that is never left out: it leads to all others."""

_Named = tuple[Action, ...]
"""Actions that have one name together: one, or the year before and the next one."""


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
        for named in self._fitting(width):
            if line:
                line.append(("  ", ""))
            for action, item in zip(named, self._items(named), strict=True):
                start = width_of(line)
                line += item
                self._at.append((start, width_of(line), action))
        return line

    def _fitting(self, width: int) -> list[_Named]:
        """Help is always there, with its name: another key has to go where it is tight."""
        offered = [find(name) for name in self._ids if teller_of(self).offers(name)]
        shown: list[_Named] = [YEAR_KEYS if action is YEAR_BACK else (action,)
                               for action in offered if action is not YEAR_ON]
        while len(shown) > 1 and self._cells(shown) > width:
            shown.pop(-2 if shown[-1][0].id == _HELP else -1)
        return shown

    def _cells(self, shown: list[_Named]) -> int:
        return sum(sum(map(width_of, self._items(named))) + 2 for named in shown) - 2

    def _items(self, named: _Named) -> list[Line]:
        """The keys of one name, the name behind the last: [ ] 换年."""
        *first, last = named
        called = self.words.other_year if first else last.called(self.words).short
        keys: list[Line] = [[(key_name(action.keys[0], self.words), "key"), (" ", "")] for action in named]
        keys[-1].append((called, "dim"))
        return keys

    async def on_click(self, event: Click) -> None:
        """Does what was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for start, end, action in self._at:
            if start <= place.x < end:
                await self.screen.run_action(action.runs)
