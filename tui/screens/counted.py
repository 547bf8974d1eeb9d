"""The list behind a figure: projects counted with their facts, the others with reasons, the sum that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tracker.office.outcome import Refused
from tracker.report.lists.figures import counted_table, not_counted_table
from tracker.words import spoken
from tracker.words.figures import FiguresWords, asserted_line, coverage_text, figure_notes, label_of, span_text
from tui.actions import BACK, COPY, OPEN, Action, shown_key
from tui.exported import Exported
from tui.screens.base import OfficeScreen
from tui.screens.figures_asked import Behind, Known, Narrowed, behind, narrow
from tui.screens.figures_rows import asked_told, note_lines
from tui.text import drawn, marks, wrap
from tui.widgets.counted_list import CountedList
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Line, Lined, spread
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.domain.parts import PartOf
    from tracker.office.desk import Desk
    from tracker.report.lists.shape import ListTable


class CountedHead(Lined):
    """The figure with what it was asked for; the two sides with their numbers, the chosen one in brackets."""

    DEFAULT_CSS = """
    CountedHead { height: auto; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._behind: Behind | None = None
        self._known, self._others = Known(), False

    def show(self, behind: Behind | None, known: Known, others: bool) -> None:
        """Takes the list and which side of it is shown."""
        self._behind, self._known, self._others = behind, known, others
        self.refresh(layout=True)

    def height_at(self, width: int) -> int:
        """Two lines, and one for each thing that has to be known of the figure."""
        return 2 + len(self._notes(width))

    def _notes(self, width: int) -> list[Line]:
        if self._behind is None:
            return []
        told, figure = note_lines(self._behind.explained, self.words, width), self._behind.covered
        if figure is not None and figure.counted:
            style = "warn" if figure.unproven else "dim"
            told += [[(text, style)] for text in wrap(coverage_text(figure, self.words.lang), width)]
        for other in self._behind.explained.asserted:
            told += [[(text, "")] for text in wrap(drawn(asserted_line(other, self.words.lang)), width)]
        return told

    def line(self, y: int, width: int) -> Line:
        """The figure; what has to be known of it; the sides."""
        says, behind = self.words.figures, self._behind
        if behind is None:
            return [(says.counting, "warn")] if y == 0 else []
        explained, notes = behind.explained, self._notes(width)
        if 0 < y <= len(notes):
            return notes[y - 1]
        if y == 0:
            label = drawn(label_of(explained, self.words.lang))
            of = f" / {explained.of}" if explained.of is not None else ""
            year = f"{explained.year}{span_text(explained.span, self.words.lang)} "
            start: Line = [(year, ""), (says.is_made_of.format(label=label, figure=(
                f"{explained.figure}{of} {drawn(explained.unit)}".rstrip())), "name")]
            until = (says.until.format(day=explained.until) if self._known.now else
                    f"! {asked_told(self._known.until, self._known.as_of, self.words)}")
            return spread(start, [(until, "dim" if self._known.now else "warn")], width)
        sides = (says.counted.format(count=len(explained.counted)),
                 says.not_counted.format(count=len(explained.not_counted)))
        if explained.nowhere:
            return [(f"[{spoken(self.words.lang, FiguresWords).projects} {len(explained.counted)}]", "key")]
        line: Line = []
        for number, side in enumerate(sides):
            line.append((f"[{side}]", "key") if bool(number) is self._others else (f" {side} ", "dim"))
        hint = says.side_hint.format(key=shown_key("other_side", self.words))
        return spread(line, [(hint, "dim")], width)


class CountedTop(Lined):
    """What stands in the columns of the list."""

    DEFAULT_CSS = """
    CountedTop { height: 1; background: $background; }
    """

    def line(self, y: int, width: int) -> Line:
        """In the columns of the list, which has a cursor before them and a scrollbar behind."""
        return [(" ", ""), *self.screen.query_one(CountedList).headings(width - 3)]


class CountedFoot(Lined):
    """The sum of what is listed, and whether it is the figure."""

    DEFAULT_CSS = """
    CountedFoot { height: 1; background: $surface; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._pieces: Line = []

    def show(self, pieces: Line) -> None:
        """Takes the line."""
        self._pieces = pieces
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The sum."""
        return self._pieces


class CountedScreen(OfficeScreen):
    """What is typed narrows the list at once; arrows choose, Tab changes sides, Enter opens the project."""

    NAME = "counted"
    ACTIONS = (Action("other_side", ("tab",), "figures"), OPEN, BACK, COPY)
    FOOTER = ("other_side", "open", "palette", "help", "back")
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", show=False), Binding("down", "walk(1)", show=False),
        Binding("pageup,ctrl+b", "leap(-1)", show=False), Binding("pagedown", "leap(1)", show=False),
        Binding("ctrl+home", "end(0)", show=False), Binding("ctrl+end", "end(1)", show=False),
        Binding("home", "to_the_end(0)", show=False, priority=True),
        Binding("end", "to_the_end(1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    CountedScreen { background: $background; }
    CountedScreen #search { height: 1; background: $surface; padding: 0 1; }
    CountedScreen #search Static { width: auto; color: $text-accent; text-style: bold; margin-right: 1; }
    CountedScreen #search Input { width: 1fr; }
    """

    def __init__(self, year: int, key: str, known: Known, part: PartOf | None = None) -> None:
        super().__init__()
        self._year, self._key, self._known, self._part = year, key, known, part
        self._behind: Behind | None = None
        self._narrowed: Narrowed | None = None
        self._others = False

    def compose(self) -> ComposeResult:
        """The strip, the figure, the search, the list, the sum, the keys."""
        yield YearStrip()
        yield CountedHead()
        with Horizontal(id="search"):
            yield Static(self.words.search_label, markup=False)
            yield LineInput(placeholder=self.words.figures.search_hint)
        yield CountedTop()
        yield CountedList()
        yield CountedFoot()
        yield KeyLine(self.FOOTER)

    @property
    def list(self) -> CountedList:
        """The list."""
        return self.query_one(CountedList)

    def on_mount(self) -> None:
        """Counts."""
        self.arrived()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Counts again where anything has changed."""
        super().arrived()
        year, key, known, part = self._year, self._key, self._known, self._part
        if self.has_news():
            self.ask(lambda desk: behind(desk, year, key, known, part), self._counted, group="behind",
                     otherwise=self._unread)

    def _unread(self, sentence: str) -> None:
        if self._behind is None:
            self.list.show_counted([], "", 0, sentence)

    def _counted(self, answer: Behind | Refused) -> None:
        if isinstance(answer, Refused):
            self.tell(self.sentences(answer), bad=True)
            return
        self._behind = answer
        self._narrow()

    def _narrow(self) -> None:
        behind_it = self._behind
        if behind_it is None:
            return
        typed = self.query_one(Input).value
        self.ask(lambda desk: narrow(desk, behind_it, typed), self._show, group="narrow")

    def _show(self, narrowed: Narrowed) -> None:
        self._narrowed = narrowed
        self._fill()

    def _fill(self) -> None:
        found, narrowed, says = self._behind, self._narrowed, self.words.figures
        self.query_one(CountedHead).show(found, self._known, self._others)
        if found is None or narrowed is None:
            return
        typed = self.query_one(Input).value.strip()
        none = says.no_match.format(typed=typed) if typed else ""
        if self._others:
            self.list.show_others(narrowed.others, none or says.nothing_left)
        else:
            self.list.show_counted(narrowed.rows, self._fact(found), found.share_width, none or says.nothing_counted)
        self.query_one(CountedTop).refresh()
        self.query_one(CountedFoot).show(self._sum(found, narrowed, typed))

    def _fact(self, behind: Behind) -> str:
        stage = behind.stage
        return self.terms.terms.stage.get(stage, "") if stage else self.words.figures.fact_receipt

    def _sum(self, found: Behind, narrowed: Narrowed, typed: str) -> Line:
        says, explained = self.words.figures, found.explained
        if self._others:
            text = (self.words.found.format(count=len(narrowed.others)) if typed
                    else says.others_of.format(count=len(narrowed.others)))
            return [(text, "name")]
        unit = drawn(explained.unit)
        if typed:
            return [(says.filtered.format(count=narrowed.projects, sum=f"{narrowed.total} {unit}".rstrip()), "name")]
        line: Line = [(says.sum_of.format(sum=f"{narrowed.total} {unit}".rstrip(), count=narrowed.projects), "name")]
        if found.figure is None:
            return line
        agrees = found.figure == narrowed.total
        text = (says.agrees if agrees else says.differs).format(mark=marks().met if agrees else marks().unmet,
                                                                figure=found.figure)
        return [*line, ("  ", ""), (text, "good" if agrees else "bad")]

    def exported(self) -> Exported | str:
        """The side that is shown, as far as it fits what was typed."""
        found, narrowed, lang, others = self._behind, self._narrowed, self.words.lang, self._others
        if found is None or narrowed is None:
            return self.words.lists.not_yet
        says, explained, typed = self.words.figures, found.explained, self.query_one(Input).value.strip()
        of = f" / {explained.of}" if explained.of is not None else ""
        label, fact = label_of(explained, lang), self._fact(found)
        asked = (says.until.format(day=explained.until) if self._known.now
                 else asked_told(self._known.until, self._known.as_of, self.words))
        about = (says.is_made_of.format(label=label, figure=f"{explained.figure}{of} {explained.unit}".rstrip()), asked,
                 *figure_notes(explained, lang), *((self.words.lists.searched.format(typed=typed),) if typed else ()))

        def tables(desk: Desk) -> list[ListTable[Any]]:
            return [not_counted_table(narrowed.others, lang) if others
                    else counted_table(narrowed.rows, explained.unit, lang, fact=fact)]
        return Exported("not_counted" if others else "counted", tables, about, bool(typed), label, explained.year)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self.query_one("#search Static", Static).update(self.words.search_label)
        self.query_one(Input).placeholder = self.words.figures.search_hint

    # -- keys ---------------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Narrows the list."""
        event.stop()
        self._narrow()

    @on(Input.Submitted)
    @on(CountedList.Opened)
    def wants_open(self, event: Input.Submitted | CountedList.Opened) -> None:
        """Enter, or a second click."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Opens the project under the cursor."""
        if code := self.list.code:
            self.office_app.open_project(code, self.list.name_there)
        else:
            self.tell(self.words.no_choice, bad=True)

    def action_other_side(self) -> None:
        """Those not counted, or those counted."""
        self._others = not self._others
        self._fill()

    def action_walk(self, by: int) -> None:
        """The line above or below."""
        self.list.walk(by)

    def action_leap(self, by: int) -> None:
        """The page above or below."""
        self.list.leap(by)

    def action_to_the_end(self, last: int) -> None:
        """To the end of what is typed; from there to the first or the last line, as in every list one types into."""
        line = self.query_one(Input)
        end = len(line.value) if last else 0
        if line.has_focus and line.cursor_position != end:
            line.cursor_position = end
        else:
            self.action_end(last)

    def action_end(self, last: int) -> None:
        """The first line, or the last."""
        self.list.end(bool(last))

    def action_back(self) -> None:
        """Clears what was typed, else goes back to the figures."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.app.pop_screen()
