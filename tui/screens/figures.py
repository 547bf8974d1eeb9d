"""Figures: each indicator against its target and the time gone by, months, conversion rates; Enter proves a figure."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.message import Message

from tracker.domain.parts import GROUPINGS
from tracker.office.figures.over_regions import reach_of_desk
from tracker.report.lists.figures import rollup_tables, subtotals_table
from tracker.words import spoken
from tracker.words.cli import CliWords
from tracker.words.figures import figure_notes, without_day_lines
from tui.actions import BACK, BACK_TO_NOW, COPY, KNOWN, REFRESH, YEAR_KEYS, Action, shown_key
from tui.dialogs.until import UntilDialog
from tui.exported import Exported
from tui.screens.assessment import AssessmentScreen
from tui.screens.auditing import AuditingScreen
from tui.screens.closing import ClosingScreen
from tui.screens.counted import CountedScreen
from tui.screens.figures_asked import Known, Seen, Wrong, figures
from tui.screens.figures_rows import (
    TALL,
    FiguresPage,
    SubTotalOf,
    asked_told,
    closed_lines,
    figure_of,
    head_line,
    note_lines,
)
from tui.screens.of_year import YearScreen, wrong_rows
from tui.screens.reconciling import ReconcilingScreen
from tui.screens.regions import RegionsScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line, Lined
from tui.widgets.page import Page
from tui.widgets.year_strip import YearStrip


class FiguresHead(Lined):
    """Which year, up to when, which ruleset; and plainly so when it is not now."""

    DEFAULT_CSS = """
    FiguresHead { height: auto; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._seen: Seen | None = None
        self._known, self._counting = Known(), True

    def show(self, seen: Seen | None, known: Known, *, counting: bool = False) -> None:
        """Takes the figures and what they were asked for; without figures, whether they are being counted."""
        self._seen, self._known, self._counting = seen, known, counting
        self.refresh(layout=True)

    def height_at(self, width: int) -> int:
        """A line more where it is not now, and one for each thing that has to be known of the figures."""
        return 1 + (not self._known.now) + len(self._notes(width))

    def _notes(self, width: int) -> list[Line]:
        if self._seen is None:
            return []
        return [*closed_lines(self._seen, self.words, width), *note_lines(self._seen.rollup, self.words, width)]

    def line(self, y: int, width: int) -> Line:
        """The year and the ruleset; below them what was asked for, and what has to be known."""
        says = self.words.figures
        if y == 0 and self._seen is None:
            return [(says.counting, "dim")] if self._counting else []
        if y == 0 and self._seen is not None:
            return head_line(self._seen, self.words, width)
        if y == 1 and not self._known.now:
            asked_for = asked_told(self._known.until, self._known.as_of, self.words)
            return [(says.not_now.format(told=asked_for, key=shown_key("back_to_now", self.words)), "warn")]
        return self._notes(width)[y - 1 - (not self._known.now)]


class Turning(Page):
    """A page of figures with one cursor: what stands below the indicators is about the one it was on last."""

    class Turned(Message):
        """Left or right: the indicator before, or the next one."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Stood(Message):
        """The cursor stands on another row."""

    def moved(self) -> None:
        """The whole row is in sight, and what is below is told."""
        super().moved()
        self.post_message(self.Stood())

    def stand_on(self, to: object) -> None:
        """Puts the cursor on the row of a figure."""
        at = next((at for at, row in enumerate(self._rows) if row.to == to), None)
        if at is not None:
            self._go(at, 1)

    def action_cursor_left(self) -> None:
        """The one before."""
        self.post_message(self.Turned(-1))

    def action_cursor_right(self) -> None:
        """The next one."""
        self.post_message(self.Turned(1))


class FiguresScreen(YearScreen):
    """The year's figures; they are counted in a thread and again whenever something has changed."""

    NAME = "figures"
    ACTIONS = (
        Action("behind", ("enter",), "figures"),
        KNOWN, BACK_TO_NOW,
        Action("tell_apart", ("tab",), "figures", "tell_apart(1)"),
        Action("tell_apart_before", ("shift+tab",), "figures", "tell_apart(-1)"),
        Action("closing", ("f4", "c"), "figures"),
        Action("reconciling", ("f5", "v"), "figures"),
        Action("auditing", ("f6", "a"), "figures"),
        Action("assessment", ("f7", "s"), "figures"),
        Action("regions", ("f8",), "figures"),
        BACK, *YEAR_KEYS, REFRESH, COPY)
    FOOTER = ("behind", "tell_apart", "known", "back_to_now", "regions", "closing", "auditing", "assessment",
              "year_back", "year_on", "help", "reconciling", "palette", "back")
    DEFAULT_CSS = """
    FiguresScreen { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: Seen | None = None
        self._known = Known()
        self._figure = ""
        """The indicator that the cursor stands on, or stood on last: the one whose months or sub-totals are shown."""
        self._by = ""

    def compose(self) -> ComposeResult:
        """The strip, the head, the page, the keys."""
        yield YearStrip()
        yield FiguresHead()
        yield Turning("figures")
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Counts."""
        self.query_one(Page).focus()
        self.arrived()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def shown(self) -> tuple[int, int] | None:
        """The year counted."""
        return None if self._seen is None else (self._seen.rollup.year, self._seen.changes)

    def _read(self) -> None:
        year, known, lang, by = self._year, self._known, self.words.lang, self._by
        if year is None:
            return
        if self._seen is None or self._seen.rollup.year != year:
            self.query_one(FiguresHead).show(None, known, counting=True)
        self.ask(lambda desk: figures(desk, year, known, lang, by), self._counted, group="figures",
                 otherwise=self._unread)

    def _tell_wrong(self, wrong: Wrong) -> None:
        self._counted(wrong)

    def _counted(self, seen: Seen | Wrong) -> None:
        self._seen, self._wrong = (seen, None) if isinstance(seen, Seen) else (None, seen)
        self._fill()

    def _fill(self) -> None:
        page, words = self.query_one(Page), self.words
        self.query_one(FiguresHead).show(self._seen, self._known)
        if self._wrong is not None:
            wrong = self._wrong
            page.show(lambda width: [*wrong_rows(wrong, words, width)])
        elif self._seen is not None:
            made = FiguresPage(self._seen, words, self.terms, self._figure, self.size.height >= TALL)
            page.show(made.rows)
            self.stood()

    def on_resize(self, event: Resize) -> None:
        """Taller columns where there is room."""
        self._fill()

    def offers(self, action_id: str) -> bool:
        """Back to now only from another time, and other regions only where this one has some below it."""
        if action_id == "regions":
            return self.office_app.desk is not None and bool(reach_of_desk(self.office_app.desk))
        return action_id != "back_to_now" or not self._known.now

    def exported(self) -> Exported | str:
        """Indicators, sub-totals, conversion rates, stages and months, a table each."""
        if self._seen is None:
            return self.words.lists.not_yet
        shown, says, lang, apart = self._seen.rollup, self.words.figures, self.words.lang, self._seen.apart
        parts = (subtotals_table(apart, shown, lang),) if apart else ()
        asked = (says.until.format(day=shown.until) if self._known.now
                 else asked_told(self._known.until, self._known.as_of, self.words))
        sealed = [spoken(lang, CliWords).head.format(head=shown.head)] if shown.head else []
        about = (asked, says.time_mark.format(mark="", progress=shown.time_progress).strip(),
                 f"{says.ruleset} {shown.ruleset_id} {shown.ruleset_digest}", *sealed, *figure_notes(shown, lang),
                 *without_day_lines(shown, lang))
        return Exported(self.NAME, lambda desk: [*rollup_tables(shown, lang), *parts], about, not self._known.now,
                        year=shown.year)

    # -- keys ---------------------------------------------------------------------------------------------------------

    @on(Turning.Stood)
    def stood(self) -> None:
        """The months, or the sub-totals, of the indicator under the cursor."""
        row = self.query_one(Page).row
        key = figure_of(row.to if row else None)
        if key != self._figure and self._seen is not None and self._seen.rollup.figure(key) is not None:
            self._figure = key
            self._fill()

    @on(Turning.Turned)
    def turned(self, event: Turning.Turned) -> None:
        """Left and right: the cursor goes to another indicator; on a sub-total, to the same part of that one."""
        seen, page = self._seen, self.query_one(Turning)
        keys = [one.key for one in seen.rollup.indicators] if seen is not None else []
        if not keys:
            return
        place = keys.index(self._figure) if self._figure in keys else 0
        to: object = keys[(place + event.by) % len(keys)]
        stands = page.row.to if page.row else None
        if seen is not None and seen.apart is not None and isinstance(stands, SubTotalOf) and (
                stands.part.by == seen.apart.by):
            self._figure, to = str(to), SubTotalOf(str(to), stands.part)
            self._fill()
        page.stand_on(to)

    def action_behind(self) -> None:
        """Enter: the projects behind the figure under the cursor."""
        self.query_one(Page).pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the list behind a figure."""
        if event.row.does == "behind" and self._seen is not None:
            to = event.row.to
            key, part = to if isinstance(to, SubTotalOf) else (str(to), None)
            self.app.push_screen(CountedScreen(self._seen.rollup.year, key, self._known, part))

    def action_tell_apart(self, by: int) -> None:
        """Sub-totals by the next thing, the one before, or none."""
        ways = ("", *GROUPINGS)
        self._by = ways[(ways.index(self._by) + by) % len(ways)]
        self._read()

    def action_known(self) -> None:
        """Asks up to which day and as known at which moment."""
        dialog = UntilDialog(self._known, self._year)
        self.app.push_screen(dialog, lambda done: self._ask_as(dialog.known) if done is not None else None)

    def action_closing(self) -> None:
        """Closing the year, and what moved since it was closed."""
        self.app.push_screen(ClosingScreen())

    def action_reconciling(self) -> None:
        """Lists of other offices beside ours."""
        self.app.push_screen(ReconcilingScreen())

    def action_auditing(self) -> None:
        """What an inspection would ask of the year."""
        self.app.push_screen(AuditingScreen())

    def action_assessment(self) -> None:
        """How units stand, and whose each project is, by what is shown: now, or then."""
        self.app.push_screen(AssessmentScreen(self._known))

    def action_regions(self) -> None:
        """Each region below this one, by what is shown: now, or then."""
        if self.offers("regions"):
            self.app.push_screen(RegionsScreen(self._known))

    def action_back_to_now(self) -> None:
        """The figures of now."""
        if self._known.now:
            self.tell(self.words.figures.is_now)
        else:
            self._ask_as(Known())

    def _ask_as(self, known: Known) -> None:
        self._known = known
        self.query_one(KeyLine).refresh()
        self.query_one(FiguresHead).show(self._seen, known)
        self._read()

    def action_back(self) -> None:
        """Back to now, else to the board."""
        if self._known.now:
            self.office_app.action_go("board")
        else:
            self._ask_as(Known())
