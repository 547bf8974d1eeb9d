"""Leafing on the review screen: from the blockers to the changes, the health check, the trends, and to other weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.reasons import Code
from tracker.office.outcome import refused
from tui.asking import review as asking
from tui.screens.review_head import PARTS
from tui.screens.review_meeting import Meets
from tui.screens.review_parts import ReviewParts
from tui.widgets.page import Page, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.office.review.live import Live


class Leafed(Meets):
    """The further pages beside the meeting, each read when it is first turned to, and the weeks before."""

    def __init__(self) -> None:
        super().__init__()
        self._part = PARTS[0]
        self._found: dict[str, object] = {}

    def fill(self, *, stays: bool = True) -> None:
        """Shows the page that was turned to."""
        raise NotImplementedError

    def action_review_part(self) -> None:
        """The next page: blockers, changes, health, trends."""
        self._turn(1)

    def action_review_part_before(self) -> None:
        """The page before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self._part = PARTS[(PARTS.index(self._part) + by) % len(PARTS)]
        self.query_one("#part", Page).scroll_to(y=0, animate=False, force=True)
        self.fill()

    def _show_part(self) -> None:
        page, part = self.page, self._part
        if page is None:
            return
        made, found = ReviewParts(self.words, self.terms), self._found.get(part)
        builds: dict[str, Callable[[int], list[Row]]] = {
            "changes": lambda width: made.changes(page, found, width),  # type: ignore[arg-type]
            "health": lambda width: made.health(found, width),  # type: ignore[arg-type]
            "trends": lambda width: made.trends(found, width),  # type: ignore[arg-type]
        }
        self.query_one("#part", Page).show(builds[part])
        if part not in self._found:
            job = {"changes": asking.changes, "health": asking.health, "trends": asking.trends}[part]
            self.ask(lambda office: job(office, page), lambda value: self._part_there(page, part, value), group="part")

    def _part_there(self, page: Live, part: str, value: object) -> None:
        if page is self.page:
            self._found[part] = value
            if part == self._part:
                self._show_part()

    def action_week_back(self) -> None:
        """The week before, as it was known then."""
        if self.page is not None:
            self.look_at(self.page.agenda.meeting.week.before)

    def action_week_on(self) -> None:
        """The next week, up to this one."""
        if self.page is None:
            return
        if self.page.live or self.week is None:
            ahead = str(self.page.agenda.meeting.week.after)
            self.tell(self.sentences(refused(Code.WEEK_AHEAD, value=ahead)), bad=True)
        else:
            self.look_at(self.page.agenda.meeting.week.after)
