"""One unit of the assessment: its score line by line, its figures, and what it would have with more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from tracker.domain.scoring_goals import Goal
from tracker.office.assessment.what_if import MoreAmiss, more_split, more_typed
from tracker.report.lists.assessment import rounded_up, unit_tables
from tracker.report.lists.units import one_unit_tables
from tracker.words import spoken
from tracker.words.scoring import exact_told
from tracker.words.scoring_tables import more_amiss_told, score_head, with_more_told
from tracker.words.screens_assessment import AssessmentScreenWords
from tui.actions import BACK, COPY, REFRESH, UNDO_LAST, YEAR_KEYS, Action
from tui.exported import Exported
from tui.screens.assessed_unit_rows import BehindFigure, UnitPage
from tui.screens.assessment_asked import AssessmentSeen, UnitSeen, assessment_seen
from tui.screens.assessment_top import export_heading
from tui.screens.figures_asked import Known, Wrong
from tui.screens.year_page import YearPage
from tui.widgets.filter_box import FilterBox
from tui.widgets.key_line import KeyLine
from tui.widgets.more_box import MoreBox, MoreTold
from tui.widgets.page import Page, Row
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.domain.assessed import UnitNamed
    from tracker.domain.scoring import UnitScore
    from tracker.office.desk import Desk
    from tracker.words import Lang


class AssessedUnitScreen(YearPage[AssessmentSeen]):
    """The unit, and below the strip a line in which one types what it would have more."""

    NAME = "assessed_unit"
    ACTIONS = (
        Action("open_of_unit", ("enter",), "figures"),
        Action("what_if", ("f2", "plus"), "figures"),
        Action("next_assessed", ("tab",), "figures", "turn(1)"),
        Action("assessed_before", ("shift+tab",), "figures", "turn(-1)"),
        BACK, *YEAR_KEYS, UNDO_LAST, REFRESH, COPY)
    FOOTER = ("what_if", "open_of_unit", "next_assessed", "assessed_before", "year_back", "year_on", "palette", "help",
              "back", "undo", "export")
    DEFAULT_CSS = """
    AssessedUnitScreen { background: $background; }
    """

    def __init__(self, number: int = 0, known: Known | None = None) -> None:
        super().__init__()
        self._number, self._known = number, known or Known()
        self._unfolded: set[str] = set()
        self._more = ""
        """What is typed in the line of what it would have more."""

    def compose(self) -> ComposeResult:
        """The strip, what it would have, the page, the keys."""
        yield YearStrip()
        yield MoreTold()
        yield Page(self.NAME)
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Reads; nothing is tried yet."""
        self.query_one(MoreTold).show(())
        super().on_mount()

    def seen_by(self, desk: Desk, year: int, lang: Lang) -> AssessmentSeen | Wrong:
        """The assessment of the year, with every unit: to the next one nothing is read again."""
        return assessment_seen(desk, year, self._known, lang)

    def rows(self, seen: AssessmentSeen, width: int) -> Iterator[Row]:
        """The unit line by line."""
        return UnitPage(seen.unit(self._number), self.words, self._unfolded, width).rows()

    @property
    def _one(self) -> UnitSeen | None:
        """The unit of the moment; None before anything is read."""
        return self._seen.unit(self._number) if self._seen else None

    def fill(self) -> None:
        """Shows again what was read, and what is tried on it."""
        super().fill()
        self._tell_more()
        self.query_one(KeyLine).refresh()

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self._end_more()
        self._read()

    # -- what it would have with more ---------------------------------------------------------------------------------

    def action_what_if(self) -> None:
        """Opens the line in which one types how much more of what."""
        self._open_more("")

    def _open_more(self, text: str) -> None:
        says = spoken(self.words.lang, AssessmentScreenWords)
        if not self.offers("what_if"):
            self.tell(self.words.no_choice, bad=True)
            return
        for box in self.query(MoreBox):
            box.put(text)
            return
        self._more = text
        self.mount(MoreBox(says.more_label, says.more_hint, text), after=self.query_one(YearStrip))
        self._tell_more()

    @on(FilterBox.Typed)
    def typed(self, event: FilterBox.Typed) -> None:
        """Says what it would come to."""
        self._more = event.text
        self._tell_more()

    @on(FilterBox.Ended)
    def ended(self) -> None:
        """Back to what is."""
        self._end_more()

    def _end_more(self) -> None:
        self.query(MoreBox).remove()
        self._more = ""
        self._tell_more()
        self.query_one(Page).focus()

    def _tell_more(self) -> None:
        self.query_one(MoreTold).show(self._would())

    def _tried(self) -> UnitScore | MoreAmiss | None:
        """The score with what is typed, or why that says nothing; None where there is nothing to try."""
        seen, typed = self._one, more_split(self._more)
        if seen is None or seen.scored is None or seen.whole.assessed is None or not typed:
            return None
        found, one = seen.whole.assessed, seen.scored
        more = more_typed(found.rules, one.measures, typed)
        return more if isinstance(more, MoreAmiss) else found.with_more(one.unit.name, more)

    def _would(self) -> list[tuple[str, str]]:
        """Total and rank with what is typed, beside those of now; or why it says nothing."""
        seen, tried, lang = self._one, self._tried(), self.words.lang
        if isinstance(tried, MoreAmiss):
            return [(more_amiss_told(tried, lang), "warn")]
        if tried is None or seen is None or seen.scored is None:
            return []
        says, now = spoken(lang, AssessmentScreenWords), seen.scored.score
        style = "good" if tried.total > now.total else "bad" if tried.total < now.total else "name"
        beside = says.beside_now.format(total=exact_told(now.total, lang), rank=now.rank)
        return [(with_more_told(tried, more_split(self._more), lang), style),
                (self.words.joint.join((beside, says.not_recorded)), "dim")]

    # -- other keys ---------------------------------------------------------------------------------------------------

    def offers(self, action_id: str) -> bool:
        """What it would have, only where there is a score; another unit, only where there is one."""
        seen = self._one
        if action_id == "what_if":
            return seen is not None and seen.scored is not None
        return action_id not in ("next_assessed", "assessed_before") or len(self._units()) > 1

    def _units(self) -> list[UnitNamed]:
        """The units in the order of the board."""
        seen = self._seen
        if seen is None:
            return []
        return [one.unit for one in (seen.assessed.units if seen.assessed else seen.figures.units)]

    def action_turn(self, by: int) -> None:
        """The next unit, or the one before; from one that the year does not have, the first or the last."""
        seen, numbers = self._seen, [one.number for one in self._units()]
        if seen is None or not numbers:
            return
        if self._number in numbers:
            self._number = numbers[(numbers.index(self._number) + by) % len(numbers)]
        else:
            self._number = numbers[0 if by > 0 else -1]
        if seen.year == self._year:  # else another year is being read, and will show this unit
            self.fill()

    def action_open_of_unit(self) -> None:
        """Enter: lists the projects of a figure, opens one, or tries what lifts a line."""
        self.query_one(Page).pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Does it."""
        to = event.row.to
        if isinstance(to, Goal) and self._seen is not None and self._seen.assessed is not None:
            indicator = self._seen.assessed.rules.indicator(to.key)
            unit = indicator.unit if indicator else ""
            self._open_more(f"{to.key} +{rounded_up(to.more):f}{unit}")
        elif isinstance(to, BehindFigure):
            self.office_app.open_project(to.code, to.name)
        elif event.row.does == "unfold":
            self._unfold(str(to))

    def _unfold(self, key: str) -> None:
        of_year = self._one.of_year if self._one else None
        if of_year is not None and not of_year.figures[key].projects:
            self.tell(spoken(self.words.lang, AssessmentScreenWords).no_projects)
            return
        self._unfolded ^= {key}
        self.fill()

    def exported(self) -> Exported | str:
        """The unit line by line where it is scored, else its figures with the projects behind them.

        What is tried stands above it only together with what is so now.
        """
        seen, lang = self._one, self.words.lang
        if seen is None:
            return self.words.lists.not_yet
        if seen.of_year is None:
            return self.words.lists.nothing_here
        whole, name, one = seen.whole, seen.of_year.unit.name, seen.scored
        about, found = export_heading(whole, self.words), whole.assessed
        if found is None or one is None:
            return Exported("unit_of_year", lambda desk: one_unit_tables(whole.figures, name, lang), about,
                            not self._known.now, name, whole.year)
        tried = [] if isinstance(self._tried(), MoreAmiss) else [text for text, _ in self._would()]
        about = (*about, score_head(one.score, found.ranked_with(one), found.year, lang), *tried)
        return Exported("assessment_of_unit", lambda desk: unit_tables(found, one, lang), about, narrowed=True,
                        label=name, year=whole.year)

    def action_back(self) -> None:
        """Ends what is tried, else back to the board."""
        if self.query(MoreBox):
            self._end_more()
        else:
            self.dismiss()
