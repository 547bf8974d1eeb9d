"""Where an officer is in the weekly review: which week and part, which blocker, what comes next; no widget in it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.meeting import MeetingState
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.detail import Hold, Said
from tracker.office.review.items import Item
from tracker.office.review.live import Live, look_again, open_review, story, with_story
from tracker.office.review.meeting import skip
from tracker.office.versions import Version

PARTS = ("meeting", "changes", "health", "trends")
"""The pages of the review, in the order of Tab."""


@dataclass(frozen=True, slots=True)
class StoryTold:
    """The story of one blocker of a page."""

    page: Live
    blocker: int
    said: tuple[Said, ...]


class Sitting:
    """The review as it is gone through. It changes by what was read of the office and by where the officer goes."""

    def __init__(self) -> None:
        self.page: Live | None = None
        self.week: Week | None = None
        """The week looked at; None is the meeting under way, or this week."""
        self.at: int | None = None
        """The blocker looked at."""
        self.part = PARTS[0]
        self.found: dict[str, object] = {}
        """What the further pages show, as far as it has been read."""
        self.listed: list[int] = []
        """The blockers of the list: in a meeting the one looked at and those that remain, else all that stand."""
        self.verified: list[int] = []
        """Those below it: outside a meeting the verified ones."""
        self._listed_of: tuple[int, ...] = ()
        self._told: dict[int, tuple[Said, ...]] = {}

    # -- what was read ------------------------------------------------------------------------------------------------

    def take(self, page: Live, story: StoryTold | None = None) -> bool:
        """Takes the page as it is by now, perhaps with a story; whether a meeting has begun with it."""
        begun = page.meets and (self.page is None or not self.page.meets)
        self._told = self._told_still(page)
        self.page, self.found = page, {}
        if story is not None:
            self.hear(story)
        self.at = page.instead.get(self.at or 0, self.at)
        if begun or self.at not in page.at:
            self.at = page.begin()
        self._list(page)
        return begun

    def _told_still(self, page: Live) -> dict[int, tuple[Said, ...]]:
        """The stories that are still right on a page read anew: those of blockers nobody has touched since."""
        was = self.page
        return {} if was is None or page.instead else {
            blocker: words for blocker, words in self._told.items()
            if blocker in page.at and page.item(blocker) is was.item(blocker)}

    def _list(self, page: Live) -> None:
        """Makes the list anew where other blockers belong into it; most words in a meeting change only one line."""
        was, self._listed_of = self._listed_of, page.route
        taken = self.at in page.at and self.at not in page.remaining
        if not (page.meets and was is page.route and len(self.listed) == page.counts.remaining + taken):
            self._list_anew(page)

    def _list_anew(self, page: Live) -> None:
        if page.meets:
            self.listed = [blocker for blocker in page.route if blocker == self.at or blocker in page.remaining]
            self.verified = []
        else:
            self.listed = [blocker for blocker in page.route if blocker not in page.verified]
            self.verified = [blocker for blocker in page.route if blocker in page.verified]

    def hear(self, story: StoryTold) -> None:
        """Takes a story, where it is one of this page."""
        if story.page is self.page:
            self._told[story.blocker] = story.said

    def refuse(self) -> None:
        """The week asked for cannot be shown: it is the one of the page again."""
        self.week = self.page.agenda.meeting.week if self.page is not None and not self.page.live else None

    # -- where it is --------------------------------------------------------------------------------------------------

    @property
    def apart(self) -> bool:
        """Whether one of the further pages is shown."""
        return self.part != PARTS[0]

    @property
    def item(self) -> Item | None:
        """The blocker looked at."""
        return self.page.item(self.at) if self.page is not None and self.at is not None else None

    @property
    def place(self) -> int:
        """Its place in the route, from 1; 0 where it has none."""
        route = self.page.route if self.page is not None else ()
        return route.index(self.at) + 1 if self.at in route else 0

    @property
    def closed(self) -> bool:
        """Whether the meeting of this week has been closed, so that nothing more is said in it."""
        return (self.page is not None and not self.page.live and self.week is None
                and self.page.agenda.meeting.state is MeetingState.CLOSED)

    def said_of(self, blocker: int) -> tuple[Said, ...] | None:
        """The story of a blocker, where it has been read."""
        return self._told.get(blocker)

    def hold_of(self, blocker: int) -> Hold | None:
        """A blocker of the page as a form takes it."""
        item = self.page.item(blocker) if self.page is not None else None
        return None if item is None else with_story(item, self.said_of(blocker) or ())

    def version_of(self, blocker: int) -> Version:
        """The version of the story of a blocker; None where it has not been read."""
        hold = self.hold_of(blocker)
        return None if hold is None or self.said_of(blocker) is None else hold.version

    # -- where it goes ------------------------------------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """To another part, around at the ends."""
        self.part = PARTS[(PARTS.index(self.part) + by) % len(PARTS)]

    def look_at(self, week: Week | None) -> None:
        """To another week; its page has still to be read."""
        self.week, self.at = week, None

    def beside(self, by: int) -> int | None:
        """The blocker so many on from this one in the route; None past its ends."""
        route = self.page.route if self.page is not None else ()
        there = route.index(self.at) + by if self.at in route else -1
        return route[there] if 0 <= there < len(route) else None

    def go_to(self, blocker: int) -> bool:
        """Goes to another blocker; whether the list has changed by it: one that is taken stays while looked at."""
        page, was = self.page, self.at
        self.at = blocker
        if page is None or not page.meets or was == blocker:
            return False
        if was in self.listed and was not in page.remaining:
            self.listed.remove(was)
        if blocker not in page.remaining:
            self._list_anew(page)
        return True

    def pass_on(self, page: Live) -> int | None:
        """Takes the page after the blocker was passed over, and goes to the next that remains, if any does."""
        following = page.next_remaining(self.at)
        if following is not None:
            if self.at in self.listed:
                self.listed.remove(self.at)
            self.at = following
        self.take(page)
        return following


# -- what is read for it ----------------------------------------------------------------------------------------------


def read_page(desk: Desk, week: Week | None, blocker: int | None) -> tuple[Live | Refused, StoryTold | None]:
    """The page of a week (of the meeting under way or else this week where none is named), and the story it is shown
    with: of the blocker `at`, or where the page has no such blocker, of the one it begins with."""
    page = open_review(desk, week)
    if isinstance(page, Refused):
        return page, None
    first = blocker if blocker in page.at else page.begin()
    return page, None if first is None else read_story(desk, page, first)


def read_renewed(desk: Desk, page: Live, blocker: int | None) -> tuple[Live | Refused, StoryTold | None]:
    """The page read anew, and the story of the blocker that is looked at."""
    renewed = look_again(desk, page)
    if blocker is None or isinstance(renewed, Refused) or renewed is page:
        return renewed, None
    return renewed, read_story(desk, renewed, renewed.instead.get(blocker, blocker))


def read_story(desk: Desk, page: Live, blocker: int) -> StoryTold:
    """What was said of a blocker, as the page knows it."""
    return StoryTold(page, blocker, story(desk, page, blocker))


def pass_over(desk: Desk, page: Live, blocker: int, version: Version) -> Live | Refused:
    """Passes over a blocker, of which the story of that version was looked at; the page as it is then."""
    outcome = skip(desk, blocker, version=version)
    return outcome if isinstance(outcome, Refused) else look_again(desk, page)
