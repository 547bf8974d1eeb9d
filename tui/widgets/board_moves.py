"""How the cursor of the board moves: by keys over cards and columns, by clicks and the wheel."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Click, MouseEvent, MouseScrollDown, MouseScrollUp
from textual.message import Message

from tracker.domain.stages import STAGES, Stage
from tui.actions import CURSOR, bindings
from tui.widgets.lines import Lined

HEAD = 2
"""Lines above the cards: the stage with its count and sum, and a rule."""


class BoardMoves(Lined):
    """Columns of rows with one cursor over all of them; subclasses say how many fit and draw them."""

    BINDINGS = bindings(CURSOR)

    class Chosen(Message):
        """Another card is under the cursor, or none."""

    class Opened(Message):
        """A card was clicked twice."""

    _columns: dict[Stage, Sequence[int]]
    _at: dict[Stage, int]
    _top: dict[Stage, int]
    _stage: Stage

    @property
    def _per_card(self) -> int:
        """Lines of a card."""
        raise NotImplementedError

    @property
    def _cards_in_sight(self) -> int:
        raise NotImplementedError

    def _widths(self) -> list[tuple[Stage, int, int]]:
        """Each column in sight, with its first cell and its width."""
        raise NotImplementedError

    def _follow(self) -> None:
        """Scrolls so that the cursor is in sight."""
        raise NotImplementedError

    # -- moving -------------------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self._follow()
        self.refresh()
        self.post_message(self.Chosen())

    def _step(self, by: int) -> None:
        last = len(self._columns[self._stage]) - 1
        self._at[self._stage] = min(max(self._at[self._stage] + by, 0), max(last, 0))
        self._moved()

    def _aside(self, by: int) -> None:
        """To the next column that has cards, on the same height of the screen."""
        rank = self._stage.rank + by
        while 0 <= rank < len(STAGES) and not self._columns[STAGES[rank]]:
            rank += by
        if not 0 <= rank < len(STAGES):
            return
        height = self._at[self._stage] - self._top[self._stage]
        self._stage = STAGES[rank]
        column = self._columns[self._stage]
        self._at[self._stage] = min(self._top[self._stage] + height, len(column) - 1)
        self._moved()

    def action_cursor_up(self) -> None:
        """One card up."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """One card down."""
        self._step(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._step(-self._cards_in_sight)

    def action_page_down(self) -> None:
        """One page down."""
        self._step(self._cards_in_sight)

    def action_first(self) -> None:
        """To the first card of the column."""
        self._step(-len(self._columns[self._stage]))

    def action_last(self) -> None:
        """To the last card of the column."""
        self._step(len(self._columns[self._stage]))

    def action_cursor_left(self) -> None:
        """One column to the left."""
        self._aside(-1)

    def action_cursor_right(self) -> None:
        """One column to the right."""
        self._aside(1)

    # -- mouse --------------------------------------------------------------------------------------------------------

    def _stage_at(self, x: int) -> Stage | None:
        return next((stage for stage, start, width in self._widths() if start <= x <= start + width), None)

    def on_click(self, event: Click) -> None:
        """Chooses the card clicked; a second click opens it."""
        stage = self._stage_at(event.x)
        if stage is None or event.y < HEAD:
            return
        at = self._top[stage] + (event.y - HEAD) // self._per_card
        if at < len(self._columns[stage]):
            self._stage, self._at[stage] = stage, at
            self._moved()
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scrolls the column under the pointer down."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scrolls the column under the pointer up."""
        self._wheel(event, -1)

    def _wheel(self, event: MouseEvent, by: int) -> None:
        event.stop()  # left to go on, it would come back by way of the screen
        if stage := self._stage_at(event.x):
            last = max(len(self._columns[stage]) - self._cards_in_sight, 0)
            self._top[stage] = min(max(self._top[stage] + by, 0), last)
            self.refresh()
