"""The page of one blocker: in a meeting its arrows go from blocker to blocker, the pages keys through the story."""

from __future__ import annotations

from textual.message import Message

from tui.widgets.roll import Story


class Sheet(Story):
    """In a meeting there is no cursor on it: the story is read, not worked on line by line."""

    class Step(Message):
        """Another blocker is wanted: so many on in the route, or `to` its beginning (0) or end (-1)."""

        def __init__(self, by: int = 0, to: int | None = None) -> None:
            super().__init__()
            self.by, self.to = by, to

    meets = False
    """Whether the meeting is under way."""

    def action_cursor_up(self) -> None:
        """The blocker before, or a line up."""
        self._step(-1) if self.meets else super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """The next blocker, or a line down."""
        self._step(1) if self.meets else super().action_cursor_down()

    def action_cursor_left(self) -> None:
        """The blocker before, or back to the list."""
        self._step(-1) if self.meets else super().action_cursor_left()

    def action_cursor_right(self) -> None:
        """The next blocker."""
        if self.meets:
            self._step(1)

    def action_first(self) -> None:
        """The first blocker, or the top."""
        self.post_message(self.Step(to=0)) if self.meets else super().action_first()

    def action_last(self) -> None:
        """The last blocker, or the end."""
        self.post_message(self.Step(to=-1)) if self.meets else super().action_last()

    def action_page_up(self) -> None:
        """Back in the story."""
        self._scrolled(-1)

    def action_page_down(self) -> None:
        """On in the story."""
        self._scrolled(1)

    def _step(self, by: int) -> None:
        self.post_message(self.Step(by))

    def _scrolled(self, by: int) -> None:
        height = max(self.scrollable_content_region.height - 1, 1)
        self.scroll_to(y=self.scroll_offset.y + by * height, animate=False, force=True)
