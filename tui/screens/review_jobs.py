"""The daily jobs in the weekly review: done to the blocker under the cursor as the page has it, while it is open."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.machines import BLOCKER_LIFE
from tracker.domain.reasons import Code
from tracker.office.outcome import refused
from tracker.office.project.detail import Hold
from tui.dialogs.review import MeetingSay
from tui.jobs import STANDING, DailyJobs
from tui.screens.base import OfficeScreen
from tui.screens.review_sitting import Sitting, StoryTold, read_story


class MeetingJobs(DailyJobs):
    """Words said in a meeting; the form of the last one is used again."""

    def __init__(self, screen: OfficeScreen, sitting: Sitting, open_still: Callable[[], bool]) -> None:
        super().__init__(screen)
        self._sitting, self._open_still = sitting, open_still
        self._form: MeetingSay | None = None
        self._dressed: tuple[str, str] = ("", "")
        """The language and the theme the form was made in."""

    def raise_blocker(self) -> None:
        """A new blocker on the project; it comes at the end of the meeting."""
        if self._open_still():
            super().raise_blocker()

    def say(self, word: Word) -> None:
        """Says something of the blocker under the cursor; where that cannot be, says why."""
        if self._open_still():
            if (blocker := self.screen.blocker_here(word)) is None:
                super().say(word)
            else:
                self._of_page(blocker, BLOCKER_LIFE.sources(word), lambda hold: self.said(hold, word), word)

    def correct_blocker(self) -> None:
        """Puts the blocker under the cursor right; a verified one is not."""
        if self._open_still():
            if (blocker := self.screen.blocker_here(Word.NOTE)) is None:
                super().correct_blocker()
            else:
                self._of_page(blocker, STANDING, self.corrected, "correct")

    def _of_page(self, blocker: int, states: frozenset[BlockerState], then: Callable[[Hold], None],
                 does: str) -> None:
        """A blocker of the page with its story, which is read where it is not known: the form tells the last word."""
        hold, page = self._sitting.hold_of(blocker), self._sitting.page
        if hold is None or page is None:
            return
        if hold.state not in states:
            self.refuse(refused(Code.BLOCKER_STATE, state=hold.state, word=does))
        elif self._sitting.said_of(blocker) is not None:
            then(hold)
        else:
            def told(story: StoryTold) -> None:
                self._sitting.hear(story)
                if self.screen.is_current and (known := self._sitting.hold_of(blocker)) is not None:
                    then(known)

            self.screen.ask(lambda desk: read_story(desk, page, blocker), told, group="job")

    def said(self, hold: Hold, word: Word) -> None:
        """Opens the form of a word. One form is used again and again: making it would double the time a word takes."""
        app, dressed = self.screen.app, (self.words.lang, self.screen.app.theme)
        if self._form is not None and self._dressed == dressed:
            self._form.turn_to(hold, word)
        else:
            self.drop_form()
            self._form, self._dressed = MeetingSay(hold, word), dressed
            app.install_screen(self._form, f"{MeetingSay.__name__} {id(self._form)}")
        app.push_screen(self._form, self.screen.done)

    def drop_form(self) -> None:
        """The form is not needed again: the meeting is left, or the form would be in other words and colours."""
        form, self._form = self._form, None
        app = self.screen.app
        if form is not None and form not in app.screen_stack:  # else the program ends, and all its screens with it
            app.uninstall_screen(form)
            form.remove()
