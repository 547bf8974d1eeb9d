"""The weekly review: the list before the meeting, one blocker a page in it, and what has changed since last week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize

from tracker.domain.reasons import Code
from tracker.domain.week import Week
from tracker.office.outcome import Done, Refused, refused
from tracker.office.review.items import Item
from tracker.office.review.live import Live, changes
from tracker.office.review.meeting import Meeting, start
from tracker.office.review.review import failing, weeks_behind
from tracker.report.lists.blockers import IN_REVIEW, item_columns, named_section
from tracker.report.lists.review import health_table
from tracker.report.lists.shape import ListTable
from tui.actions import BACK, BLOCKER_JOBS, COPY, CORRECT, OPEN, REFRESH, UNDO_LAST, Action, job, shown_key
from tui.dialogs.review import CloseDialog, MinuteDialog, PrintDialog
from tui.exported import Exported
from tui.screens.base import OfficeScreen
from tui.screens.review_head import Columns, ReviewHead
from tui.screens.review_jobs import MeetingJobs
from tui.screens.review_parts import ReviewParts
from tui.screens.review_rows import ReviewLines
from tui.screens.review_sheet import Sheet
from tui.screens.review_sitting import PARTS, Sitting, StoryTold, pass_over, read_page, read_renewed, read_story
from tui.text import ascii_only
from tui.widgets.key_line import KeyLine
from tui.widgets.page import WIDE, Page, Row
from tui.widgets.roll import Roll, Title
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.domain.blocking import Word
    from tracker.office.desk import Desk
    from tui.widgets.lines import Line

_LARGE = 5_000
"""From so many projects on the line on top is read again when the review is left, not after what changes it."""

_OF_MEETING = frozenset({"skip", "minute"})
"""Actions that a meeting has to be under way for."""
_ON_BLOCKERS = frozenset({"note", "due", "answer", "verify", "escalate", "reject", "raise_blocker"})
"""Actions that the page must have a blocker for, and must not be over."""

_KEPT = 500
"""Lines of the list that are kept, so that a key does not make those in sight anew."""


class ReviewScreen(OfficeScreen):
    """A page of a week, shown as a list, a meeting, or one of the further pages."""

    NAME = "review"
    ACTIONS = (
        Action("meeting", ("f2",), "review", writes=True),
        job("due", ("f8",), "review"),
        job("escalate", ("f9",), "review"),
        job("reject", ("f3",), "review"),
        Action("skip", ("ctrl+n", "f11"), "review", writes=True),
        Action("minute", ("ctrl+e",), "review", writes=True),
        Action("review_part", ("tab",), "review", "part(1)"),
        Action("review_part_before", ("shift+tab",), "review", "part(-1)"),
        Action("week_back", ("left_square_bracket", "ctrl+left"), "review"),
        Action("week_on", ("right_square_bracket", "ctrl+right"), "review"),
        Action("print_review", ("ctrl+o",), "review", writes=True),
        OPEN, BACK, REFRESH, COPY, *BLOCKER_JOBS, CORRECT, UNDO_LAST)
    FOOTER = ("note", "due", "answer", "verify", "skip", "meeting", "review_part", "escalate", "help", "palette",
              "minute", "print_review", "reject", "week_back", "undo", "open", "raise_blocker", "back")
    DEFAULT_CSS = """
    ReviewScreen { background: $background; }
    ReviewScreen #halves { layout: vertical; height: 1fr; }
    ReviewScreen #roll { height: 1fr; }
    ReviewScreen #story { height: 10; border-top: solid $foreground 25%; padding: 0; }
    ReviewScreen Page { scrollbar-gutter: stable; }
    ReviewScreen #part { display: none; }
    ReviewScreen.-wide #halves { layout: horizontal; }
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
        self.sitting = Sitting()
        self._jobs = MeetingJobs(self, self.sitting, self._still)
        self._behind = False
        """Whether the other screens, and the line on top, have still to be told what was said here."""
        self._follow = self._passing = False
        self._lines: dict[int, tuple[tuple[Any, ...], Item | None, Line]] = {}

    def compose(self) -> ComposeResult:
        """The strip, the head, the list with the page of the chosen one or another page, the keys."""
        yield YearStrip()
        yield ReviewHead()
        yield Columns()
        with Container(id="halves"):
            yield Roll(self._line, lambda blocker: blocker, self.words.loading)
            yield Sheet("story")
            yield Page("part")
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Reads the week."""
        self.set_class(ascii_only(), "-plain")
        self.roll.focus()
        self._read()
        self.arrived()

    def on_unmount(self) -> None:
        """What was said here shows on the screens behind."""
        self._jobs.drop_form()
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

    @property
    def part(self) -> Page:
        """The further page: changes, health check or trends."""
        return self.query_one("#part", Page)

    # -- reading ------------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """The facts of the office are there: the strip, and the page where anything has changed."""
        super().arrived()
        if self.office_app.facts is None:
            return
        self._behind = False
        news = self.has_news()
        if self.sitting.page is None:
            self._read()
        elif news:
            self._again()

    def look_again(self) -> None:
        """Something was written, here or elsewhere: the page follows at once; in a large office the rest later."""
        self._again()
        self._others()

    def _others(self) -> None:
        """What stands on other screens, and on the line on top."""
        facts = self.office_app.facts
        if facts is not None and facts.register.n < _LARGE:
            self.office_app.read_again()
        else:
            self._behind = True

    def _read(self) -> None:
        """Reads the whole page of the week that is looked at."""
        week, blocker = self.sitting.week, self.sitting.at
        self.ask(lambda desk: read_page(desk, week, blocker), lambda answer: self._take(*answer), group="review",
                 otherwise=self._unread)

    def _again(self) -> None:
        """Reads what has been touched since; a page that is over stays as it is."""
        page, blocker = self.sitting.page, self.sitting.at
        if page is not None and page.live:
            self.ask(lambda desk: read_renewed(desk, page, blocker), self._renewed, group="review", quiet=True)

    def _renewed(self, answer: tuple[Live | Refused, StoryTold | None]) -> None:
        (page, story), was = answer, self.sitting.page
        if page is not was:
            self._take(page, story)
            self._to_end()
            if isinstance(page, Refused) or was is None or page.open_and_overdue != was.open_and_overdue:
                self._others()

    def _unread(self, sentence: str) -> None:
        if self.sitting.page is None:
            self.roll.show((), (sentence,))

    def _take(self, page: Live | Refused, story: StoryTold | None = None) -> None:
        if isinstance(page, Refused):
            self.sitting.refuse()
            self.tell(self.sentences(page), bad=True)
        else:
            begun = self.sitting.take(page, story)
            self._fill(stays=not begun)

    # -- showing ------------------------------------------------------------------------------------------------------

    def _fill(self, *, stays: bool = True) -> None:
        """Shows the page: the list, the blocker, or the further page that was chosen."""
        sitting, page, says = self.sitting, self.sitting.page, self.words.review_screen
        if page is None:
            return
        self.set_class(page.meets, "-meets")
        self.set_class(sitting.apart, "-apart")
        self.sheet.meets = page.meets
        self.roll.show(self._rows(), says.none if page.live else says.none_past,
                       on=sitting.at if page.meets else None)
        self._head()
        self._focus()
        if sitting.apart:
            self._show_part()
        else:
            self._tell_story(stays=stays)

    def _rows(self) -> Sequence[int | Title]:
        """The blockers of the list, the verified ones under a title of their own."""
        listed, verified = self.sitting.listed, self.sitting.verified
        if not verified:
            return listed
        return [*listed, Title(self.words.review_screen.verified, str(len(verified))), *verified]

    def _line(self, blocker: int, width: int) -> Line:
        """The line of a blocker; it is the same as long as nothing was said of it."""
        page = self.sitting.page
        item = page.item(blocker) if page is not None else None
        if item is None:
            return []
        made_for, made_of, line = self._lines.get(blocker, ((), None, []))
        if made_of is not item or made_for != (width, self.words.lang):
            if len(self._lines) > _KEPT:
                self._lines = {}
            line = ReviewLines(self.words, self.terms).line(item, width)
            self._lines[blocker] = (width, self.words.lang), item, line
        return line

    def _head(self) -> None:
        if self.sitting.page is not None:
            self.query_one(ReviewHead).show(self.sitting.page, self.sitting.part, self.sitting.place)
            self.query_one(Columns).refresh()
            self.query_one(KeyLine).refresh()

    def offers(self, action_id: str) -> bool:
        """A page that is over is only read."""
        page = self.sitting.page
        if page is None:
            return True
        if action_id in _OF_MEETING:
            return page.meets
        if action_id in _ON_BLOCKERS:
            return page.live and bool(page.route)
        return page.live if action_id == "meeting" else bool(page.route) or action_id != "open"

    def _focus(self) -> None:
        there: Roll | Page = self.part if self.sitting.apart else self.sheet if self.sheet.meets else self.roll
        if self.focused is not there and not (there is self.roll and self.focused is self.sheet):
            self.call_after_refresh(there.focus)

    def _tell_story(self, *, stays: bool = False) -> None:
        """The page of the blocker, with what is known of its story; what is not is read, and the next one's too."""
        page, item = self.sitting.page, self.sitting.item
        if page is None or item is None:
            self.sheet.show(lambda width: [])
            return
        story = self.sitting.said_of(item.id)
        made = ReviewLines(self.words, self.terms)
        self.sheet.show(lambda width: made.sheet(item, story, page, width))
        if not stays:
            self.sheet.scroll_to(y=0, animate=False, force=True)
        if story is None:
            self.ask(lambda desk: read_story(desk, page, item.id), self._story, group="story")
        else:
            self._ahead(page)

    def _story(self, story: StoryTold) -> None:
        self.sitting.hear(story)
        if story.page is self.sitting.page and story.blocker == self.sitting.at:
            self._tell_story(stays=True)
            self._to_end()

    def _to_end(self) -> None:
        """After a word was said, its line is in sight."""
        blocker = self.sitting.at
        if self._follow and blocker is not None and self.sitting.said_of(blocker) is not None:
            self._follow = False
            self.sheet.scroll_end(animate=False, force=True, immediate=True)

    def _ahead(self, page: Live) -> None:
        """Reads the story of the blocker that comes next."""
        following = self.sitting.beside(1)
        if following is not None and self.sitting.said_of(following) is None:
            self.ask(lambda desk: read_story(desk, page, following), self._story, group="ahead", quiet=True)

    def on_resize(self, event: Resize) -> None:
        """The page beside the list, or below it."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self.query_one(Columns).refresh)

    # -- the further pages --------------------------------------------------------------------------------------------

    def action_part(self, by: int) -> None:
        """The next page, or the one before: blockers, changes, health, trends."""
        self.sitting.turn(by)
        self.part.scroll_to(y=0, animate=False, force=True)
        self._fill()

    def _show_part(self) -> None:
        page, part, read = self.sitting.page, self.sitting.part, self.sitting.found
        if page is None:
            return
        made, shown = ReviewParts(self.words, self.terms), read.get(part)
        builds: dict[str, Callable[[int], list[Row]]] = {
            "changes": lambda width: made.changes(page, shown, width),  # type: ignore[arg-type]
            "health": lambda width: made.health(shown, width),  # type: ignore[arg-type]
            "trends": lambda width: made.trends(shown, width),  # type: ignore[arg-type]
        }
        self.part.show(builds[part])
        if part not in read:
            self.ask(lambda desk: READS[part](desk, page), lambda value: self._part_there(page, part, value),
                     group="part")

    def _part_there(self, page: Live, part: str, value: object) -> None:
        if page is self.sitting.page:
            self.sitting.found[part] = value
            if part == self.sitting.part:
                self._show_part()

    def exported(self) -> Exported | str:
        """The blockers of the page, or the health check; what else there is its own printing writes."""
        sitting, page, lang = self.sitting, self.sitting.page, self.words.lang
        if page is None or (sitting.apart and sitting.part not in sitting.found):
            return self.words.lists.not_yet
        about = (str(page.agenda.meeting.week),)
        if sitting.part == "health":
            findings: Any = sitting.found["health"]
            return Exported("health", lambda desk: [health_table(findings, lang)], about)
        if sitting.apart:
            return self.words.lists.use_print.format(key=shown_key("print_review", self.words))
        rows = [named_section(row.name, int(row.end), lang) if isinstance(row, Title) else page.at[row]
                for row in self._rows()]
        return Exported(self.NAME, lambda desk: [ListTable(item_columns(IN_REVIEW, lang), rows)], about)

    # -- from blocker to blocker --------------------------------------------------------------------------------------

    @on(Sheet.Step)
    def stepped(self, event: Sheet.Step) -> None:
        """The next blocker or the one before; behind the last one, the first that remains."""
        page = self.sitting.page
        if page is None or not page.route or self.sitting.at is None:
            return
        if event.to is not None:
            self._go_to(page.route[event.to])
        elif (there := self.sitting.beside(event.by)) is not None:
            self._go_to(there)
        elif event.by > 0:
            self._around(page)

    def _around(self, page: Live) -> None:
        says, first = self.words.review_screen, page.next_remaining(self.sitting.at)
        if first is not None:
            self.tell(says.last_one.format(count=page.counts.remaining))
            self._go_to(first)
        elif page.counts.remaining == 0:
            self.tell(says.all_taken.format(key=shown_key("meeting", self.words)))

    def _go_to(self, blocker: int) -> None:
        if self.sitting.go_to(blocker):
            self.roll.show(self._rows(), on=blocker)
        self._head()
        self._tell_story()

    @on(Roll.Chosen)
    def chosen(self) -> None:
        """The page tells of the chosen one."""
        blocker = self.roll.row
        if blocker is not None and blocker != self.sitting.at:
            self.sitting.at = blocker
            self._head()
            self._tell_story()

    # -- what is under the cursor -------------------------------------------------------------------------------------

    @property
    def jobs(self) -> MeetingJobs:
        """The jobs, done to the blocker as the page has it."""
        return self._jobs

    @property
    def _line_here(self) -> object:
        """What the highlighted line is about: a blocker, a project's code and name, or nothing."""
        if not self.sitting.apart:
            return self.sitting.item
        return self.part.row.to if self.part.row is not None else None

    def project_here(self) -> tuple[str, str] | None:
        """The project of the highlighted line."""
        match self._line_here:
            case Item() as item:
                return item.code, item.project
            case (str() as code, str() as name):
                return code, name
        self.tell(self.words.no_choice if self.sitting.apart else self.words.review_screen.none[0], bad=True)
        return None

    def blocker_here(self, word: Word) -> int | None:
        """The blocker of the highlighted line."""
        here = self._line_here
        return here.id if isinstance(here, Item) else None

    # -- begin, pass over, close --------------------------------------------------------------------------------------

    def action_meeting(self) -> None:
        """Begins the meeting; in it, asks for the closing word."""
        page = self.sitting.page
        if page is None or not self._still():
            return
        if page.meets:
            meeting = page.agenda.meeting
            self.app.push_screen(CloseDialog(meeting.week, page.counts.remaining, meeting.version), self.done)
        else:
            self.ask(start, self._begun, group="meeting")

    def _begun(self, outcome: Done[Meeting] | Refused) -> None:
        if isinstance(outcome, Refused):
            self.tell(self.sentences(outcome), bad=True)
        else:
            self.tell(self.words.review_screen.begun)
            self.look_again()

    def action_skip(self) -> None:
        """Passes over the blocker, and goes on to the next that remains."""
        page, here = self.sitting.page, self._line_here
        if page is None or not self._still() or self._passing:
            return
        if not isinstance(here, Item):
            self.project_here()  # which says that there is none
            return
        blocker, version, self._passing = here.id, self.sitting.version_of(here.id), True
        self.ask(lambda desk: pass_over(desk, page, blocker, version), self._passed, group="skip",
                 otherwise=self._unpassed)

    def _unpassed(self, sentence: str) -> None:
        self._passing = False

    def _passed(self, page: Live | Refused) -> None:
        self._passing = False
        if isinstance(page, Refused):
            self.tell(self.sentences(page), bad=True)
            return
        following = self.sitting.pass_on(page)
        if following is None:
            self.tell(self.words.review_screen.all_taken.format(key=shown_key("meeting", self.words)))
        self._fill(stays=following is None)
        self._behind = True

    def action_minute(self) -> None:
        """Takes a minute of the meeting."""
        page = self.sitting.page
        if page is None or not self._still():
            return
        if page.meets:
            self.app.push_screen(MinuteDialog(page.agenda.meeting.week, page.agenda.meeting.version), self.done)
        else:
            self.tell(self.sentences(refused(Code.NO_REVIEW)), bad=True)

    def _still(self) -> bool:
        """Whether the page is not over; says so where it is."""
        page = self.sitting.page
        if page is None or page.live:
            return page is not None
        week = page.agenda.meeting.week
        if self.sitting.closed:
            self.tell(self.sentences(refused(Code.REVIEW_CLOSED, value=str(week))), bad=True)
        else:
            says = self.words.review_screen
            self.tell(says.read_only.format(week=week, key=shown_key("week_on", self.words)), bad=True)
        return False

    def done(self, code: str | None) -> None:
        """A form has done something: the page shows it at once, to its end."""
        if code is None:
            return
        self._follow = self._behind = True
        if self.sitting.page is not None and self.sitting.page.live:
            self._again()
        else:
            self._read()

    # -- other keys ---------------------------------------------------------------------------------------------------

    @on(Page.Picked)
    @on(Roll.Opened)
    def action_open(self) -> None:
        """Opens the project of the highlighted line."""
        if project := self.project_here():
            self.office_app.open_project(*project)

    def action_back(self) -> None:
        """From a further page to the blockers, from another week to this one, then to the board."""
        if self.sitting.apart:
            self.sitting.part = PARTS[0]
            self._fill()
        elif self.sitting.week is not None:
            self._look_at(None)
        else:
            self.office_app.action_go("board")

    def action_refresh(self) -> None:
        """Reads everything again."""
        self._read()
        super().action_refresh()

    def _look_at(self, week: Week | None) -> None:
        self.sitting.look_at(week)
        self._read()

    def action_week_back(self) -> None:
        """The week before, as it was known then."""
        if self.sitting.page is not None:
            self._look_at(self.sitting.page.agenda.meeting.week.before)

    def action_week_on(self) -> None:
        """The next week, up to this one."""
        page = self.sitting.page
        if page is None:
            return
        week = page.agenda.meeting.week
        if page.live or self.sitting.week is None:
            self.tell(self.sentences(refused(Code.WEEK_AHEAD, value=str(week.after))), bad=True)
        else:
            self._look_at(week.after)

    def action_print_review(self) -> None:
        """Writes the page or the minutes into a file."""
        if self.sitting.page is not None:
            meeting = self.sitting.page.agenda.meeting
            self.app.push_screen(PrintDialog(meeting.week, minutes=meeting.closed_at is not None))


def _health(desk: Desk, page: Live) -> object:
    """The projects that fail the health check; none where the week cannot be looked at."""
    findings = failing(desk, page.agenda.meeting.week)
    return () if isinstance(findings, Refused) else findings


def _trends(desk: Desk, page: Live) -> object:
    """The weeks behind the page; None where the week cannot be looked at."""
    weeks = weeks_behind(desk, page.agenda.meeting.week)
    return None if isinstance(weeks, Refused) else weeks


READS: dict[str, Callable[[Desk, Live], object]] = {"changes": changes, "health": _health, "trends": _trends}
"""What is read for each of the further pages."""
