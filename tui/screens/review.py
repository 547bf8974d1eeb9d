"""The weekly review: the list before the meeting, one blocker a page in it, and what has changed since last week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize

from tracker.office.outcome import Done, Refused
from tui.actions import REVIEW, bindings
from tui.asking import review as asking
from tui.screens.beside import WIDE
from tui.screens.review_head import PARTS, Columns, ReviewHead
from tui.screens.review_leafed import Leafed
from tui.screens.review_rows import ReviewLines
from tui.screens.review_sheet import Sheet
from tui.text import ascii_only
from tui.widgets.key_line import KeyLine
from tui.widgets.page import Page
from tui.widgets.roll import Roll, Title
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.project.detail import Said
    from tracker.office.review.items import Item
    from tracker.office.review.live import Live
    from tui.widgets.lines import Line

LARGE = 5_000
"""From so many projects on the line on top is read again when the review is left, not after what changes it."""

KEPT = 500
"""Lines of the list that are kept, so that a key does not make those in sight anew."""


class ReviewScreen(Leafed):
    """A page of a week, shown as a list, a meeting, or one of the further pages."""

    ON = MAIN = REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEW)
    DEFAULT_CSS = """
    ReviewScreen { background: $background; }
    ReviewScreen #both { layout: vertical; height: 1fr; }
    ReviewScreen #roll { height: 1fr; }
    ReviewScreen #story { height: 10; border-top: solid $foreground 25%; padding: 0; }
    ReviewScreen Page { scrollbar-gutter: stable; }
    ReviewScreen #part { display: none; }
    ReviewScreen.-wide #both { layout: horizontal; }
    ReviewScreen.-wide #roll { width: 12fr; height: 1fr; }
    ReviewScreen.-wide #story { width: 9fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    ReviewScreen.-plain #story { border-top: ascii $foreground 25%; }
    ReviewScreen.-plain.-wide #story { border-top: none; border-left: ascii $foreground 25%; }
    ReviewScreen.-meets #roll, ReviewScreen.-meets Columns { display: none; }
    ReviewScreen.-meets #story { height: 1fr; border-top: none; }
    ReviewScreen.-meets.-wide #roll { display: block; width: 44; }
    ReviewScreen.-meets.-wide #story { width: 1fr; }
    ReviewScreen.-apart #roll, ReviewScreen.-apart #story, ReviewScreen.-apart Columns { display: none; }
    ReviewScreen.-apart #part { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[int, tuple[Said, ...]] = {}
        self._listed: list[int | Title] = []
        self._listed_of: tuple[int, ...] = ()
        self._read_at = -1
        self._lines: dict[int, tuple[tuple[Any, ...], Item | None, Line]] = {}

    def compose(self) -> ComposeResult:
        """The strip, the head, the list with the page of the chosen one or another page, the keys."""
        yield YearStrip()
        yield ReviewHead()
        yield Columns()
        with Container(id="both"):
            yield Roll(self._line, lambda blocker: blocker, self.words.loading)
            yield Sheet("story")
            yield Page("part")
        yield KeyLine(REVIEW)

    def on_mount(self) -> None:
        """Reads the week."""
        self.set_class(ascii_only(), "-plain")
        self.roll.focus()
        self.read()
        self.arrived()

    def on_unmount(self) -> None:
        """What was said here shows on the screens behind."""
        self._drop_form()
        if self._behind:
            self.office_app.read_again()

    @property
    def roll(self) -> Roll:
        """The list."""
        return self.query_one(Roll)

    @property
    def sheet(self) -> Sheet:
        """The page of one blocker."""
        return self.query_one(Sheet)

    # -- reading ------------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """The facts of the office are there: the strip, and the page where anything has changed."""
        facts = self.office_app.facts
        if facts is None:
            return
        self._behind = False
        self.query_one(YearStrip).show(facts.strip)
        if self.page is None:
            self.read()
        elif facts.changes != self._read_at:
            self.again()
        self._read_at = facts.changes

    def look_again(self) -> None:
        """Something was written, here or elsewhere: the page follows at once; in a large office the rest later."""
        self.again()
        self._others()

    def _others(self) -> None:
        """What stands on other screens, and on the line on top."""
        facts = self.office_app.facts
        if facts is not None and facts.register.n < LARGE:
            self.office_app.read_again()
        else:
            self._behind = True

    def read(self) -> None:
        """Reads the whole page of the week that is looked at."""
        week, at = self.week, self.at
        self.ask(lambda office: asking.read(office, week, at), self._there, group="review", otherwise=self._unread)

    def again(self) -> None:
        """Reads what has been touched since; a page that is over stays as it is."""
        page = self.page
        if page is not None and page.live:
            at = self.at
            self.ask(lambda office: asking.renewed(office, page, at), self._renewed, group="review", quiet=True)

    def _renewed(self, found: tuple[Live | Refused, asking.Told | None]) -> None:
        (page, told), was = found, self.page
        if page is not was:
            self._take(page, told)
            self._to_end()
            if isinstance(page, Refused) or was is None or page.open_and_overdue != was.open_and_overdue:
                self._others()

    def _unread(self, sentence: str) -> None:
        if self.page is None:
            self.roll.show((), (sentence,))

    def _there(self, found: tuple[Live | Refused, asking.Told | None]) -> None:
        self._take(*found)

    def _take(self, found: Live | Refused, told: asking.Told | None = None, *, stays: bool = True) -> None:
        if isinstance(found, Refused):
            self.tell(self.sentences(found), bad=True)
            self.week = self.page.agenda.meeting.week if self.page is not None and not self.page.live else None
            return
        begun = found.meets and (self.page is None or not self.page.meets)
        self._told = self._told_still(found)
        if told is not None:
            self._told[told.blocker] = told.said
        self.page, self._found = found, {}
        self.at = found.instead.get(self.at or 0, self.at)
        if begun or self.at not in found.at:
            self.at = found.begin()
        self.fill(stays=stays and not begun)

    def _told_still(self, found: Live) -> dict[int, tuple[Said, ...]]:
        """The stories of blockers that were not touched: a page read anew has the same of them as before."""
        was = self.page
        return {} if was is None or found.instead else {
            one: said for one, said in self._told.items() if one in found.at and found.item(one) is was.item(one)}

    # -- showing ------------------------------------------------------------------------------------------------------

    def fill(self, *, stays: bool = True) -> None:
        """Shows the page: the list, the blocker, or the further page that was chosen."""
        page = self.page
        if page is None:
            return
        self.set_class(page.meets, "-meets")
        self.set_class(self._part != PARTS[0], "-apart")
        self.sheet.meets = page.meets
        says = self.words.review_screen
        if not self._listed_still(page):
            self._listed = self._rows(page)
        self.roll.show(self._listed, says.none if page.live else says.none_past, on=self.at if page.meets else None)
        self._head()
        self._focus()
        if self._part == PARTS[0]:
            self._tell_story(stays=stays)
        else:
            self._show_part()

    def _rows(self, page: Live) -> list[int | Title]:
        """In a meeting the one that is looked at and those that remain; else all, the verified ones last."""
        if page.meets:
            return [at for at in page.route if at == self.at or at in page.remaining]
        closed = [at for at in page.route if at in page.verified]
        rows: list[int | Title] = [at for at in page.route if at not in page.verified]
        return [*rows, Title(self.words.review_screen.verified, str(len(closed))), *closed] if closed else rows

    def _listed_still(self, page: Live) -> bool:
        """Whether the list is as it has to be: in a meeting, those that remain, and perhaps the one looked at.

        Lines are drawn by what the page knows of their numbers, so a word changes no list but the line.
        """
        was, self._listed_of = self._listed_of, page.route
        taken = self.at in page.at and self.at not in page.remaining
        return page.meets and was is page.route and len(self._listed) == page.counts.remaining + taken

    def _line(self, blocker: int, width: int) -> Line:
        """The line of a blocker; it is the same as long as nothing was said of it."""
        one = self.page.item(blocker) if self.page is not None else None
        if one is None:
            return []
        made_for, made_of, line = self._lines.get(blocker, ((), None, []))
        if made_of is not one or made_for != (width, self.words.lang):
            if len(self._lines) > KEPT:
                self._lines = {}
            line = ReviewLines(self.words, self.terms).line(one, width)
            self._lines[blocker] = (width, self.words.lang), one, line
        return line

    def _head(self) -> None:
        if self.page is not None:
            route = self.page.route
            place = route.index(self.at) + 1 if self.at in route else 0
            self.query_one(ReviewHead).show(self.page, self._part, place)
            self.query_one(Columns).refresh()

    def _focus(self) -> None:
        there: Roll | Page = self.query_one("#part", Page) if self._part != PARTS[0] else (
            self.sheet if self.sheet.meets else self.roll)
        if self.focused is not there and not (there is self.roll and self.focused is self.sheet):
            self.call_after_refresh(there.focus)

    def _tell_story(self, *, stays: bool = False) -> None:
        """The page of the blocker, with what is known of its story; what is not is read, and the next one's too."""
        page, at = self.page, self.at
        one = page.item(at) if page is not None and at is not None else None
        if page is None or one is None:
            self.sheet.show(lambda width: [])
            return
        said = self._told.get(one.id)
        made = ReviewLines(self.words, self.terms)
        self.sheet.show(lambda width: made.sheet(one, said, page, width))
        if not stays:
            self.sheet.scroll_to(y=0, animate=False, force=True)
        if said is None:
            self.ask(lambda office: asking.story(office, page, one.id), self._story, group="story")
        else:
            self._ahead(page, one.id)

    def _story(self, told: asking.Told) -> None:
        if told.page is self.page:
            self._told[told.blocker] = told.said
            if told.blocker == self.at:
                self._tell_story(stays=True)
                self._to_end()

    def _to_end(self) -> None:
        """After a word was said, its line is in sight."""
        if self._follow and self.said() is not None:
            self._follow = False
            self.sheet.scroll_end(animate=False, force=True, immediate=True)

    def _ahead(self, page: Live, at: int) -> None:
        """Reads the story of the blocker that comes next."""
        following = self.beside(at, 1)
        if following is not None and following not in self._told:
            self.ask(lambda office: asking.story(office, page, following), self._story, group="ahead", quiet=True)

    def said(self) -> tuple[Said, ...] | None:
        """The story of the blocker that is looked at, where it has been read."""
        return self._told.get(self.at) if self.at is not None else None

    def go_to(self, blocker: int) -> None:
        """Goes to another blocker."""
        page = self.page
        if page is not None and page.meets and self.at != blocker:
            if self.at in page.at and self.at not in page.remaining:
                self._leave()
            self.at = blocker
            if blocker not in page.remaining:
                self._listed = self._rows(page)
            self.roll.show(self._listed, on=blocker)
        self.at = blocker
        self._head()
        self._tell_story()

    def _leave(self) -> None:
        """The one that was looked at is taken: it goes out of the list of those that remain."""
        if self.at in self._listed:
            self._listed.remove(self.at)

    def turned(self, page: Live, blocker: int | None) -> None:
        """The page after one was passed over, at the next blocker."""
        kept = self._told.get(blocker) if blocker is not None else None
        if blocker is not None:
            self._leave()
            self.at = blocker
        told = asking.Told(page, self.at, kept) if self.at is not None and kept is not None else None
        self._take(page, told, stays=blocker is None)
        self._behind = True

    @on(Roll.Chosen)
    def chosen(self) -> None:
        """The page tells of the chosen one."""
        blocker = self.roll.row
        if blocker is not None and blocker != self.at:
            self.at = blocker
            self._head()
            self._tell_story()

    @on(Roll.Opened)
    def clicked_twice(self) -> None:
        """Opens the project."""
        self.action_open()

    def on_resize(self, event: Resize) -> None:
        """The page beside the list, or below it."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self.query_one(Columns).refresh)

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self.fill()

    # -- keys ---------------------------------------------------------------------------------------------------------

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the project of a line."""
        if isinstance(event.row.to, tuple):
            self.office_app.open_project(*event.row.to)

    def action_open(self) -> None:
        """Opens the project of the blocker, or of the line under the cursor."""
        if self._part != PARTS[0]:
            self.query_one("#part", Page).pick()
        elif project := self.job_project():
            self.office_app.open_project(*project)

    def action_back(self) -> None:
        """From a further page to the blockers, from another week to this one, then to the board."""
        if self._part != PARTS[0]:
            self._part = PARTS[0]
            self.fill()
        elif self.week is not None:
            self.look_at(None)
        else:
            self.office_app.go("board")

    def action_refresh(self) -> None:
        """Reads everything again."""
        self.read()
        super().action_refresh()

    def action_print_review(self) -> None:
        """Writes the page or the minutes into a file."""
        from tui.dialogs.review import PrintDialog

        if self.page is not None:
            meeting = self.page.agenda.meeting
            self.app.push_screen(PrintDialog(meeting.week, minutes=meeting.closed_at is not None))

    def done(self, code: str | None) -> None:
        """A form has done something: the page shows it at once, to its end."""
        if code is None:
            return
        self._follow = self._behind = True
        if self.page is not None and self.page.live:
            self.again()
        else:
            self.read()

    def _undone(self, subject: str | None) -> None:
        self.done(subject)

    def finished(self, outcome: Done[object] | Refused) -> bool:
        """Whether something was done; says why not, or what is to be known of it."""
        if isinstance(outcome, Refused):
            self.tell(self.sentences(outcome), bad=True)
            return False
        return True
