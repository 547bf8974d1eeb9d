"""What stands over the review: the week and where its meeting is, the pages, what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.clock import to_the_minute
from tracker.domain.meeting import MeetingState
from tui.actions import shown_key
from tui.screens.base import loading
from tui.screens.review_rows import ReviewLines
from tui.screens.review_sitting import PARTS
from tui.text import drawn
from tui.widgets.lines import Line, Lined, spread, width_of
from tui.widgets.roll import Roll

if TYPE_CHECKING:
    from tracker.office.review.live import Live


class ReviewHead(Lined):
    """Two lines: the week, its state, the place in it; the pages and the counts."""

    DEFAULT_CSS = """
    ReviewHead { height: 2; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._page: Live | None = None
        self._part, self._at = PARTS[0], 0

    def show(self, page: Live, part: str, place: int) -> None:
        """Takes the page, which part of it is shown, and the place of the blocker in the route (from 1)."""
        self._page, self._part, self._at = page, part, place
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The week and the place; the parts and the counts."""
        if self._page is None:
            return [(loading(self.screen), "dim")] if y == 0 else []
        return self._week(self._page, width) if y == 0 else self._counts(self._page, width)

    def _week(self, page: Live, width: int) -> Line:
        says, meeting = self.words.review_screen, page.agenda.meeting
        made = ReviewLines(self.words, self.office_app.terms)
        left: Line = [(says.title.format(week=meeting.week), "name"),
                      (f"  {meeting.week.monday:%m-%d}–{meeting.week.sunday:%m-%d}", "dim"),
                      (f"  {made.shared.state[meeting.state]}", "head")]
        if page.meets:
            end: Line = [(says.place.format(at=self._at, count=len(page.route)), "name"),
                         (f"  {says.remain.format(count=page.counts.remaining)}", "key")]
            return spread([*left, (f"  {says.began.format(who=drawn(meeting.started_by))}", "dim")], end, width)
        if page.live:
            return spread(left, [(says.begin.format(key=shown_key("meeting", self.words)), "key")], width)
        if meeting.state is MeetingState.CLOSED:
            left.append((f"  {drawn(meeting.closed_by)}", "dim"))
        return spread(left, [(says.as_known.format(at=to_the_minute(page.agenda.at)), "warn")], width)

    def _counts(self, page: Live, width: int) -> Line:
        says, counts = self.words.review_screen, page.counts
        left: Line = []
        for name in PARTS:
            here = name == self._part
            left += [(f"[{says.parts[name]}]" if here else f" {says.parts[name]} ", "key" if here else "dim")]
        # What is only seldom there takes no room from the others.
        late_in = {"listed": counts.listed} if counts.listed else {}
        many = {"open": counts.open, "new": counts.new, **late_in, "over": counts.over, "overdue": counts.overdue,
                "answered": counts.answered, "verified": counts.verified}
        end: Line = []
        for name, count in many.items():
            style = "bad" if name == "overdue" and count else "name" if count else "dim"
            piece: Line = [(f"  {says.counts[name]} ", "dim"), (str(count), style)]
            if width_of(left) + width_of(end) + width_of(piece) < width:
                end += piece
        return spread(left, end, width)


class Columns(Lined):
    """The names of the list's columns."""

    DEFAULT_CSS = """
    Columns { height: 1; background: $background; }
    """

    def line(self, y: int, width: int) -> Line:
        """Over the list."""
        made = ReviewLines(self.words, self.office_app.terms)
        return made.head(self.screen.query_one(Roll).scrollable_content_region.width)
