"""The list behind a figure: one line for each fact or project, drawn only where it is in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message

from tracker.words import spoken
from tracker.words.amounts import amount_text
from tracker.words.days import day_text
from tracker.words.figures import FiguresWords, increases_told, late_told, papers_told, why_not, why_nowhere
from tracker.words.rulesets import met_told
from tui.text import clip, drawn, marks, pad, right
from tui.widgets.in_sight import InSight, Stands
from tui.widgets.lines import Line

if TYPE_CHECKING:
    from tracker.office.figures.explained import NotCountedProject
    from tui.screens.figures_asked import Counted

DAY, AMOUNT = 10, 13
"""Cells of the columns that do not depend on what is in them."""


class CountedList(InSight, can_focus=False, inherit_bindings=False):
    """Projects counted with fact, day, amount, share and documents; or the others, each with its reason."""

    DEFAULT_CSS = """
    CountedList { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    class Opened(Message):
        """A line was clicked twice."""

    def __init__(self) -> None:
        super().__init__(id="counted")
        self._rows: Sequence[Counted] | Sequence[NotCountedProject] = ()
        self._counting = True
        self._fact, self._share_width = "", 1
        self._note = ""
        self._at = 0
        self._code = 7

    def show_counted(self, rows: Sequence[Counted], fact: str, share_width: int, note: str) -> None:
        """Takes the facts that counted; `fact` is what each of them is called."""
        self._fact, self._share_width = fact, share_width
        self._take(rows, True, note)

    def show_others(self, rows: Sequence[NotCountedProject], note: str) -> None:
        """Takes the projects that did not count."""
        self._take(rows, False, note)

    def _take(self, rows: Sequence[Counted] | Sequence[NotCountedProject], counting: bool, note: str) -> None:
        was = self.code if counting is self._counting else None
        self._rows, self._counting, self._note = rows, counting, note
        # In the order of codes: the last one is as long as any.
        self._code = max(len(self._project(len(rows) - 1)[0]) + 1, 7) if rows else 7
        near = range(max(self._at - 200, 0), min(self._at + 200, len(rows)))
        self._at = next((at for at in near if was is not None and self._project(at)[0] == was),
                        0 if was is None else min(self._at, max(len(rows) - 1, 0)))
        self.virtual_size = Size(self.size.width, max(len(rows), 1))
        self._follow()
        self.renew()

    @property
    def code(self) -> str | None:
        """The code of the project under the cursor."""
        return self._project(self._at)[0] if self._at < len(self._rows) else None

    @property
    def name_there(self) -> str:
        """The name of the project under the cursor."""
        return self._project(self._at)[1] if self._at < len(self._rows) else ""

    def _project(self, at: int) -> tuple[str, str]:
        row = self._rows[at]
        project = row[0] if isinstance(row, tuple) else row
        return project.code, project.name

    # -- drawing ------------------------------------------------------------------------------------------------------

    def stands(self, at: int, width: int) -> Stands:
        """One line of the list."""
        if not self._rows:
            return [(" ", ""), (drawn(self._note), "quiet")] if at == 0 else [], False
        if at >= len(self._rows):
            return [], False
        row = self._rows[at]
        line = self._counted(at, row, width - 2) if isinstance(row, tuple) else self._other(row, width - 2)
        chosen = at == self._at
        return [(marks().cursor if chosen else " ", "key"), *line], chosen

    @property
    def _nowhere(self) -> bool:
        """Whether it lists money that no indicator counts."""
        return bool(self._rows) and isinstance(self._rows[0], tuple) and self._rows[0][1].nowhere is not None

    def _sizes(self, width: int) -> tuple[int, int, int, int]:
        """Cells of fact, share, documents and name, for the facts that counted."""
        money = bool(self._rows) and isinstance(self._rows[0], tuple) and self._rows[0][1].amount is not None
        fact = AMOUNT if money else max(cell_len(self._fact), 4)
        share = max(self._share_width, 4)
        used = self._code + DAY + fact + share + 3
        papers = min(max(width - used - 20, 6), max(width // 4, 6))
        return fact, share, papers, max(width - used - papers - 1, 4)

    def headings(self, width: int) -> Line:
        """What stands in each column."""
        says = spoken(self.words.lang, FiguresWords)
        if not self._counting:
            named = self._name_width(width)
            return [(pad(says.code, self._code), "quiet"), (pad(says.name, named) + " ", "quiet"), (says.why, "quiet")]
        fact, share, _, named = self._sizes(width)
        named_fact = right(says.amount, fact) if fact == AMOUNT else pad(says.fact, fact)
        titles = (pad(says.code, self._code), pad(says.name, named) + " ", pad(says.day, DAY) + " ", named_fact + " ",
                right(says.receipts if self._nowhere else says.share, share) + " ", says.evidence)
        return [(text, "quiet") for text in titles]

    def _counted(self, at: int, row: Counted, width: int) -> Line:
        project, fact = row
        again = at > 0 and self._project(at - 1)[0] == project.code
        terms = self.office_app.terms.terms
        fact_cells, share, paper_cells, named = self._sizes(width)
        amount = amount_text(fact.amount, self.words.lang)
        what = right(amount, fact_cells) if fact.amount else pad(self._fact, fact_cells)
        papers = papers_told((proof.named for proof in fact.evidence), self.words.lang, self.words.joint
                             ) or self.words.figures.no_paper
        if fact.increases:
            papers = f"{papers}{self.words.joint}{increases_told(fact, self.words.lang)}"
        if fact.entered_late:
            papers = f"{late_told(fact, self.words.lang)}{self.words.joint}{papers}"
        if project.met and not again:
            met = met_told(project, self.words.lang)
            papers = f"{spoken(self.words.lang, FiguresWords).met} {met}{self.words.joint}{papers}"
        if fact.nowhere:
            papers = f"{why_nowhere(*fact.nowhere, self.words.lang)}{self.words.joint}{papers}"
        if fact.amount and fact.amount.went_back:
            papers = f"{spoken(self.words.lang, FiguresWords).withdrawal}{self.words.joint}{papers}"
        start: Line = ([(" " * (self._code + named + 1), "")] if again else
                       [(pad(project.code, self._code), "dim"), (pad(drawn(project.name), named) + " ", "")])
        day = pad(day_text(fact.day, self.words.lang, terms.unknown_day), DAY + 1)
        return [*start, (f"{day}{what} ", "dim" if again else ""),
                (right(fact.share, share) + " ", "name"),
                (clip(drawn(papers), paper_cells), "dim" if fact.evidence else "quiet")]

    def _name_width(self, width: int) -> int:
        return max((width - self._code) * 45 // 100, 10)

    def _other(self, row: NotCountedProject, width: int) -> Line:
        return [(pad(row.code, self._code), "dim"), (pad(drawn(row.name), self._name_width(width)) + " ", ""),
                (drawn(why_not(row, self.office_app.terms)), "warn")]

    def on_resize(self, event: Resize) -> None:
        """Keeps the cursor in sight."""
        self.measured(Size(self.size.width, max(len(self._rows), 1)))
        self._follow()

    # -- moving -------------------------------------------------------------------------------------------------------

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), max(len(self._rows) - 1, 0))
        self._follow()
        self.renew()

    def _follow(self) -> None:
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        if height and not top <= self._at < top + height:
            self.scroll_to(y=self._at if self._at < top else self._at - height + 1, animate=False, force=True)

    def walk(self, by: int) -> None:
        """So many lines down."""
        self._go(self._at + by)

    def leap(self, by: int) -> None:
        """So many pages down."""
        self._go(self._at + by * max(self.scrollable_content_region.height - 1, 1))

    def end(self, last: bool) -> None:
        """To the first line, or the last."""
        self._go(len(self._rows) - 1 if last else 0)

    def on_click(self, event: Click) -> None:
        """Chooses the line clicked; a second click opens the project."""
        at = event.y + self.scroll_offset.y
        if at < len(self._rows):
            self._go(at)
            if event.chain == 2:
                self.post_message(self.Opened())
