"""What stands above and below the boards of the assessment: which page and of when; the cell under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.events import Click

from tracker.words import spoken
from tracker.words.scoring_tables import AssessTableWords
from tracker.words.screens_assessment import AssessmentScreenWords
from tracker.words.sentences import sentence
from tui.actions import shown_key
from tui.screens.figures_rows import asked_told
from tui.text import drawn, wrap
from tui.widgets.lines import Line, Lined, width_of

if TYPE_CHECKING:
    from tracker.words.screens import ScreenWords
    from tui.screens.assessment_asked import AssessmentSeen
    from tui.screens.figures_asked import Known

SCORES, REACHED, CLAIMS = "scores", "reached", "claims"
"""The pages of the assessment, by the names they have in the words."""
_FOOT = 2
"""Lines for a cell in full."""


def export_heading(seen: AssessmentSeen, words: ScreenWords) -> tuple[str, ...]:
    """What stands above anything exported from the assessment: up to when, and by which rules."""
    known, figures = seen.known, seen.figures
    return (words.figures.until.format(day=figures.until) if known.now else asked_told(known.until, known.as_of, words),
            f"{words.figures.ruleset} {figures.ruleset_id} {figures.ruleset_digest}")


class AssessmentTop(Lined):
    """The year, up to when, by which rules; the pages; what has to be known of what is shown."""

    DEFAULT_CSS = """
    AssessmentTop { height: auto; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="top")
        self._seen: AssessmentSeen | None = None
        self._known: Known | None = None
        self._pages: Sequence[str] = ()
        self._shown = ""
        self._is_counting = True
        self._at: list[tuple[int, int, str]] = []
        """Where the name of each page stands, from one cell to another."""

    def show(self, seen: AssessmentSeen | None, known: Known, pages: Sequence[str], shown: str, *,
             is_counting: bool = False) -> None:
        """Takes what was read, what it was asked for, and which page is shown; whether it is still being counted."""
        self._seen, self._known, self._pages, self._shown = seen, known, pages, shown
        self._is_counting = is_counting
        self.refresh(layout=True)

    def height_at(self, width: int) -> int:
        """As many lines as it has to say."""
        return len(self._lines(width))

    def line(self, y: int, width: int) -> Line:
        """One of them."""
        lines = self._lines(width)
        return lines[y] if y < len(lines) else []

    def _lines(self, width: int) -> list[Line]:
        seen, known, words = self._seen, self._known, self.words
        lines: list[Line] = []
        if seen is None:
            lines += [[(words.figures.counting, "dim")]] if self._is_counting else []
        else:
            head = spoken(words.lang, AssessTableWords).head.format(
                year=seen.year, until=seen.figures.until, rules=seen.figures.ruleset_id)
            lines += [[(line, "head")] for line in wrap(drawn(head), width)]
        if known is not None and not known.now:
            told = words.figures.not_now.format(told=asked_told(known.until, known.as_of, words),
                                                key=shown_key("back_to_now", words))
            lines += [[(line, "warn")] for line in wrap(told, width)]
        if seen is not None and self._pages:
            lines.append(self._tabs(seen))
            lines += [[(line, "warn")] for text in self._notes(seen) for line in wrap(drawn(text), width)]
        return lines

    def _tabs(self, seen: AssessmentSeen) -> Line:
        says, line = spoken(self.words.lang, AssessmentScreenWords), list[tuple[str, str]]()
        self._at = []
        for name in self._pages:
            called, start = says.pages[name], width_of(line)
            self._at.append((start, start + cell_len(called) + 2, name))
            line += [(f"[{called}]", "key") if name == self._shown else (f" {called} ", "dim"), (" ", "")]
        if seen.twice or seen.unclaimed:
            line.append((says.claims_open.format(twice=len(seen.twice), unclaimed=len(seen.unclaimed)), "warn"))
        return line

    async def on_click(self, event: Click) -> None:
        """Turns to the page that was clicked."""
        place = event.get_content_offset(self)
        tabs = next((y for y, line in enumerate(self._lines(self.content_size.width))
                     if any(text.startswith("[") for text, style in line if style == "key")), None)
        if place is None or place.y != tabs:
            return
        for start, end, name in self._at:
            if start <= place.x < end:
                await self.screen.run_action(f"show_page('{name}')")

    def _notes(self, seen: AssessmentSeen) -> list[str]:
        """Why there is no score, or how many are not final; that no targets were handed down."""
        says, terms = spoken(self.words.lang, AssessmentScreenWords), self.office_app.terms
        if self._shown == CLAIMS:
            return []
        notes: list[str] = []
        if seen.assessed is None:
            why = (sentence(reason, terms) for reason in seen.why_none)
            notes.append(self.words.joint.join((*why, says.without_score)))
        elif self._shown == SCORES:
            waiting = seen.assessed.waiting
            not_whole = spoken(self.words.lang, AssessTableWords).not_whole
            notes += [not_whole.format(count=waiting)] if waiting else []
        if not any(figure.target is not None for one in seen.figures.units for figure in one.figures.values()):
            notes.append(says.no_targets)
        return notes


class BoardFoot(Lined):
    """The cell under the cursor in full, in two lines at most."""

    DEFAULT_CSS = """
    BoardFoot { height: 2; background: $surface; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._told: Line = []

    def show(self, told: Line) -> None:
        """Takes another cell."""
        self._told = told
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The first piece on top, the others below it where they do not fit beside it."""
        return _in_lines(self._told, width)[y] if y < _FOOT else []


def _in_lines(told: Line, width: int) -> list[Line]:
    """A line of pieces in two lines: broken between signs, styles kept."""
    lines: list[Line] = [[], []]
    whole = "".join(text for text, _ in told)
    broken = wrap(whole, width)
    first = len(broken[0]) if len(broken) > 1 else len(whole)
    at = 0
    for text, style in told:
        head, tail = text[:max(first - at, 0)], text[max(first - at, 0):]
        lines[0] += [(head, style)] if head else []
        lines[1] += [(tail, style)] if tail else []
        at += len(text)
    return lines
