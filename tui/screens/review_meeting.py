"""The meeting on the review screen: which blocker is looked at, what is said of it, how the meeting begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tracker.domain.meeting import MeetingState
from tracker.domain.reasons import Code
from tracker.office.outcome import Done, Refused, refused
from tui.actions import shown_key
from tui.asking import review as asking
from tui.screens.jobs import Jobs
from tui.screens.review_sheet import Sheet

if TYPE_CHECKING:
    from tracker.domain.blocking import Word
    from tracker.domain.week import Week
    from tracker.office.project.detail import Hold, Said
    from tracker.office.review.live import Live
    from tracker.office.review.meeting import Meeting
    from tui.dialogs.review import MeetingSay


class Meets(Jobs):
    """What the officer does in a meeting; what is shown is the screen's own matter."""

    def __init__(self) -> None:
        super().__init__()
        self.page: Live | None = None
        self.week: Week | None = None
        """The week looked at; None is the meeting under way, or this week."""
        self.at: int | None = None
        """The blocker looked at."""
        self._follow = False
        self._behind = False
        self._passing = False
        self._form: MeetingSay | None = None
        self._dressed: tuple[str, str] = ("", "")
        """The language and the theme the form was made in."""

    # -- what the screen answers --------------------------------------------------------------------------------------

    def read(self) -> None:
        """Reads the whole page."""
        raise NotImplementedError

    def go_to(self, blocker: int) -> None:
        """Shows another blocker."""
        raise NotImplementedError

    def turned(self, page: Live, blocker: int | None) -> None:
        """Takes the page after one was passed over, and shows the next blocker of it."""
        raise NotImplementedError

    def said(self) -> tuple[Said, ...] | None:
        """The story of the blocker that is looked at, where it has been read."""
        raise NotImplementedError

    def finished(self, outcome: Done[object] | Refused) -> bool:
        """Whether something was done; says why not."""
        raise NotImplementedError

    # -- the place in the meeting -------------------------------------------------------------------------------------

    def beside(self, at: int, by: int) -> int | None:
        """The blocker so many on from one in the route; None past its ends."""
        route = self.page.route if self.page is not None else ()
        there = route.index(at) + by if at in route else -1
        return route[there] if 0 <= there < len(route) else None

    @on(Sheet.Step)
    def stepped(self, event: Sheet.Step) -> None:
        """The next blocker or the one before; behind the last one, the first that remains."""
        page = self.page
        if page is None or not page.route or self.at is None:
            return
        if event.to is not None:
            self.go_to(page.route[event.to])
        elif (there := self.beside(self.at, event.by)) is not None:
            self.go_to(there)
        elif event.by > 0:
            self._around(page)

    def _around(self, page: Live) -> None:
        says, first = self.words.review_screen, page.next_remaining(self.at)
        if first is not None:
            self.tell(says.last_one.format(count=page.counts.remaining))
            self.go_to(first)
        elif page.counts.remaining == 0:
            self.tell(says.all_taken.format(key=shown_key("meeting", self.words)))

    def look_at(self, week: Week | None) -> None:
        """Goes to another week."""
        self.week, self.at = week, None
        self.read()

    # -- begin, pass over, close --------------------------------------------------------------------------------------

    def action_meeting(self) -> None:
        """Begins the meeting; in it, asks for the closing word."""
        from tui.dialogs.review import CloseDialog

        page = self.page
        if page is None or not self._still():
            return
        if page.meets:
            self.app.push_screen(CloseDialog(page.agenda.meeting.week, page.counts.remaining), self.done)
        else:
            self.ask(asking.begin, self._begun, group="meeting")

    def _begun(self, outcome: Done[Meeting] | Refused) -> None:
        if self.finished(outcome):
            self.tell(self.words.review_screen.begun)
            self.look_again()

    def action_skip(self) -> None:
        """Passes over the blocker, and goes on to the next that remains."""
        page, at = self.page, self.at
        if page is None or not self._still() or at is None or self._passing:
            return
        self._passing = True
        self.ask(lambda office: asking.passed_over(office, page, at), lambda found: self._passed(*found, at),
                 group="skip", otherwise=self._unpassed)

    def _unpassed(self, sentence: str) -> None:
        self._passing = False

    def _passed(self, outcome: Done[Meeting] | Refused, page: Live | Refused, at: int) -> None:
        self._passing = False
        if not self.finished(outcome) or isinstance(page, Refused):
            return
        following = page.next_remaining(at)
        if following is None:
            self.tell(self.words.review_screen.all_taken.format(key=shown_key("meeting", self.words)))
        self.turned(page, following)

    def action_minute(self) -> None:
        """Takes a minute of the meeting."""
        from tui.dialogs.review import MinuteDialog

        page = self.page
        if page is None or not self._still():
            return
        if page.meets:
            self.app.push_screen(MinuteDialog(page.agenda.meeting.week), self.done)
        else:
            self.tell(self.sentences(refused(Code.NO_REVIEW)), bad=True)

    def _still(self) -> bool:
        """Whether the page is not over; says so where it is."""
        page = self.page
        if page is None or page.live:
            return page is not None
        week = page.agenda.meeting.week
        if self.week is None and page.agenda.meeting.state is MeetingState.CLOSED:
            self.tell(self.sentences(refused(Code.REVIEW_CLOSED, value=str(week))), bad=True)
        else:
            says = self.words.review_screen
            self.tell(says.read_only.format(week=week, key=shown_key("week_on", self.words)), bad=True)
        return False

    # -- words on the blocker -----------------------------------------------------------------------------------------

    def action_due(self) -> None:
        """A new due day."""
        self._say("due")

    def action_escalate(self) -> None:
        """One level up."""
        self._say("escalate")

    def action_reject(self) -> None:
        """Rejects the answer."""
        self._say("reject")

    def job_project(self) -> tuple[str, str] | None:
        """The project of the blocker that is looked at."""
        one = self.page.item(self.at) if self.page is not None and self.at is not None else None
        if one is None:
            self.tell(self.words.review_screen.none[0], bad=True)
            return None
        return one.code, one.project

    def _say(self, word: str) -> None:
        """Says it of the blocker that is looked at; where that cannot be, says why."""
        from tracker.domain.blocking import Word
        from tracker.domain.machines import BLOCKER_LIFE
        from tracker.office.review.live import with_story

        page = self.page
        if page is None or not self._still() or self.job_project() is None or self.at is None:
            return
        one, said = page.at[self.at], Word(word)
        if BLOCKER_LIFE.after(one.state, said):
            self.app.push_screen(self._form_for(with_story(one, self.said() or ()), said), self.done)
        else:
            self.tell(self.sentences(refused(Code.BLOCKER_STATE, state=one.state, word=said)), bad=True)

    def _form_for(self, hold: Hold, word: Word) -> MeetingSay:
        """The form of the last word once more: to make one takes as long as all else a word costs."""
        from tui.dialogs.review import MeetingSay

        dressed = (self.words.lang, self.app.theme)
        if self._form is not None and self._dressed == dressed:
            self._form.turn_to(hold, word)
            return self._form
        self._drop_form()
        self._form, self._dressed = MeetingSay(hold, word), dressed
        self.app.install_screen(self._form, f"{MeetingSay.__name__} {id(self._form)}")
        return self._form

    def _drop_form(self) -> None:
        """The form is not needed again: the meeting is left, or the form would be in other words and colours."""
        form, self._form = self._form, None
        if form is not None and form not in self.app.screen_stack:  # else the program ends, and all its screens with it
            self.app.uninstall_screen(form)
            form.remove()

    def action_correct_blocker(self) -> None:
        """Puts the blocker right that is looked at; a verified one is not."""
        from tracker.domain.blocking import BlockerState
        from tracker.office.review.live import with_story

        page = self.page
        if page is None or not self._still() or self.job_project() is None or self.at is None:
            return
        one = page.at[self.at]
        if one.state is BlockerState.VERIFIED:
            self.tell(self.sentences(refused(Code.BLOCKER_STATE, state=one.state, word="correct")), bad=True)
        else:
            self._corrected(with_story(one, self.said() or ()))

    def action_raise_blocker(self) -> None:
        """A new blocker on the project; it comes at the end of the meeting."""
        if self._still():
            super().action_raise_blocker()
