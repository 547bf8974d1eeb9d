"""Lists of other offices beside the year's figures: every difference, and why it is there; Enter says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from tracker.domain.rules_problems import RulesetError
from tracker.office.reconciling.reconciled import DifferenceSeen, ListReconciled, lists_reconciled
from tracker.office.rules import rules_of
from tracker.report.lists.reconciling import differences_table
from tracker.words import spoken
from tracker.words.reconciling import (
    ReconcilingWords,
    alike_line,
    answer_line,
    list_line,
    our_side,
    their_side,
)
from tui.actions import BACK, COPY, MARK, MARK_ALL, REFRESH, UNDO_LAST, YEAR_KEYS, Action, shown_key
from tui.dialogs.reconciling import AnswerDialog, TakeListDialog
from tui.exported import Exported
from tui.screens.figures_asked import Wrong, wrong_rules
from tui.screens.year_page import YearPage
from tui.text import drawn, marks, wrap
from tui.widgets.choices import Option
from tui.widgets.lines import Line, width_of
from tui.widgets.page import Page, Row, blank, heading

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.words import Lang


@dataclass(frozen=True, slots=True)
class ListsSeen:
    """The lists of a year beside our figures, and the indicators one can be of."""

    year: int
    lists: tuple[ListReconciled, ...]
    indicators: tuple[Option, ...]
    changes: int

    @property
    def differences(self) -> dict[str, DifferenceSeen]:
        """Every difference by its number, in the order they are shown."""
        return {one.id: one for held in self.lists for one in held.differences}

    @property
    def version(self) -> int:
        """The last entry by which one of the lists stands."""
        return max((held.entry_id for held in self.lists), default=0)


def lists_seen(desk: Desk, year: int, lang: Lang) -> ListsSeen | Wrong:
    """Compares them."""
    changes = desk.store.changes()
    try:
        indicators = tuple((one.key, one.called(lang)) for one in rules_of(desk, year).indicators)
        return ListsSeen(year, lists_reconciled(desk, year), indicators, changes)
    except RulesetError as error:
        return wrong_rules(error, lang)


class ReconcilingScreen(YearPage[ListsSeen]):
    """What differs, list by list; what is marked, or the line under the cursor, is explained."""

    NAME = "reconciling"
    ACTIONS = (
        Action("explain_difference", ("enter",), "figures", writes=True),
        Action("take_list", ("f2",), "figures", writes=True),
        MARK, MARK_ALL, BACK, *YEAR_KEYS, UNDO_LAST, REFRESH, COPY)
    FOOTER = ("explain_difference", "take_list", "mark", "mark_all", "year_back", "year_on", "palette", "help", "back",
              "undo", "export")
    DEFAULT_CSS = """
    ReconcilingScreen { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._marked: set[str] = set()

    def seen_by(self, desk: Desk, year: int, lang: Lang) -> ListsSeen | Wrong:
        """The lists of the year, compared."""
        return lists_seen(desk, year, lang)

    def fill(self) -> None:
        """Shows again what was read; what is no longer there is not marked."""
        if self._seen is not None:
            self._marked &= self._seen.differences.keys()
        super().fill()

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now; the indicators are named anew."""
        super().reword()
        self._read()

    # -- rows ---------------------------------------------------------------------------------------------------------

    @property
    def _says(self) -> ReconcilingWords:
        return spoken(self.words.lang, ReconcilingWords)

    def rows(self, seen: ListsSeen, width: int) -> Iterator[Row]:
        """Each list with its differences, those that were explained last."""
        if not seen.lists:
            told = self._says.nothing_of_year.format(year=seen.year, key=shown_key("take_list", self.words))
            yield Row(tuple([(line, "dim")] for line in wrap(drawn(told), width)))
        for held in seen.lists:
            for text, style in ((list_line(held, self.words.lang), "name"),
                                (alike_line(held, self.words.lang), "warn")):
                if text:
                    yield Row(tuple([(line, style)] for line in wrap(drawn(text), width)), rest=False)
            answered = False
            for one in held.differences:
                if one.answer is not None and not answered:
                    answered = True
                    yield heading((self._says.closed, "dim"))
                yield self._difference(one, width)
            yield blank()

    def _difference(self, one: DifferenceSeen, width: int) -> Row:
        """Its class; below it what they say, what we have, and why, each under its name."""
        says, lang, terms = self._says, self.words.lang, self.terms.terms
        mark = f"{marks().met} " if one.id in self._marked else "  "
        is_open = one.answer is None
        theirs, ours = their_side(one, lang), our_side(one, lang)
        lacks = theirs if not one.of.theirs else ours if not one.of.ours else ""
        lines: list[Line] = [[(mark, "key"), (terms.differs[one.of.kind], "warn" if is_open else "dim"),
                              (f"  {one.id}  {lacks}", "dim")]]
        told = [(says.column["theirs"], theirs, "")] * bool(one.of.theirs)
        told += [(says.column["ours"], ours, "")] * bool(one.of.ours)
        if why := answer_line(one, lang):
            told.append((says.column["answer"], why, "good" if one.answer else "warn"))
        for name, text, style in told:
            label = f"    {name}{self.words.colon}"
            style = style if is_open or style else "dim"
            cells = width_of([(label, "")])
            for at, line in enumerate(wrap(drawn(text), max(width - cells, 8))):
                lines.append([(" " * cells if at else label, "dim"), (line, style)])
        return Row(tuple(lines), does="explain", to=one.id)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def _here(self) -> str | None:
        row = self.query_one(Page).row
        return str(row.to) if row is not None and row.does == "explain" else None

    def action_mark(self) -> None:
        """Marks the difference under the cursor, or unmarks it, and goes on."""
        if (here := self._here()) is not None:
            self._marked ^= {here}
            self.fill()
            self.query_one(Page).action_cursor_down()

    def action_mark_all(self) -> None:
        """Marks what nobody explained; where all of it is marked already, unmarks it."""
        if self._seen is not None:
            open_ = {one.id for one in self._seen.differences.values() if one.answer is None}
            self._marked = self._marked - open_ if open_ <= self._marked else self._marked | open_
            self.fill()

    def action_explain_difference(self) -> None:
        """Enter: says why what is marked, or the difference under the cursor, is there."""
        self.query_one(Page).pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the form."""
        seen = self._seen
        if seen is None or event.row.does != "explain":
            return
        wanted = self._marked or {str(event.row.to)}
        chosen = [one for number, one in seen.differences.items() if number in wanted]
        self.app.push_screen(AnswerDialog(chosen), self._done)

    def action_take_list(self) -> None:
        """Takes a list of this year in."""
        if self._seen is not None:
            self.app.push_screen(TakeListDialog(
                self._seen.year, self._seen.indicators, self._seen.version), self._done)

    def _done(self, done: str | None) -> None:
        if done is not None:
            self._marked.clear()
            self._read()

    def exported(self) -> Exported | str:
        """Every list with its differences, a table each."""
        seen, lang = self._seen, self.words.lang
        if seen is None:
            return self.words.lists.not_yet
        about = tuple(filter(None, (alike_line(held, lang) for held in seen.lists)))
        return Exported("reconciled", lambda desk: [differences_table(held, lang) for held in seen.lists], about,
                        year=seen.year)

    def action_back(self) -> None:
        """Unmarks everything, else back to the figures."""
        if self._marked:
            self._marked.clear()
            self.fill()
        else:
            self.dismiss()
