"""The line on top of every screen: the year's three counts against target, what is blocked, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.actions import shown_key
from tui.text import bar
from tui.widgets.lines import Line, Lined, spread, width_of

if TYPE_CHECKING:
    from tracker.office.figures.rollup import Figure
    from tracker.office.register.overview import Strip

THREE = ("new_signed", "new_started", "new_producing")


class YearStrip(Lined):
    """Shows as much as fits: bars go first, then rates, then the words get shorter."""

    DEFAULT_CSS = """
    YearStrip { dock: top; height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="strip")
        self.strip_of_year: Strip | None = None

    def show(self, strip: Strip | None) -> None:
        """Takes the year's figures."""
        if strip is not self.strip_of_year:
            self.strip_of_year = strip
            self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The longest form that fits."""
        strip = self.strip_of_year
        if strip is None or not strip.figures:  # nothing has been counted yet
            return [*self._may_not(), (self.words.title, "name")]
        for form in self._forms(strip):
            if width_of(form[0]) + 2 + width_of(form[1]) <= width:
                return spread(form[0], form[1], width)
        return form[0]

    def _forms(self, strip: Strip) -> Iterator[tuple[Line, Line]]:
        words = self.words
        begun = self.office_app.new_year
        end: Line = [(f"{words.time_progress} {strip.time_progress}", "dim")]
        if begun:  # of a year that is over the progress says nothing
            end = [(words.new_year.format(year=begun, key=shown_key("year_on", words)), "warn")]
        for bars in (16, 12, 10, 8, 6, 4, 0):
            yield self._form(strip, bars, True, words.three), end
        if begun:  # it is told before any rate
            yield self._form(strip, 0, False, words.three), end
            yield self._form(strip, 0, False, words.three_short), end
        yield self._form(strip, 0, True, words.three), []
        yield self._form(strip, 0, False, words.three), end
        yield self._form(strip, 0, False, words.three), []
        yield self._form(strip, 0, False, words.three_short), []

    def _form(self, strip: Strip, bars: int, rates: bool, names: tuple[str, str, str]) -> Line:
        by_key = {figure.key: figure for figure in strip.figures}
        gap = "   " if bars else "  " if rates and names == self.words.three else " "
        line: Line = [(f"{self.words.away} ", "bad")] if self.office_app.away else []
        line += self._may_not()
        if strip.sample:
            line.append((f"{self.office_app.terms.terms.sample_tag} ", "warn"))
        line.append((f"{strip.place} {strip.year}".strip(), "name"))
        for key, name in zip(THREE, names, strict=True):
            if figure := by_key.get(key):
                line.append((gap, ""))
                line += self._figure(figure, name, bars, rates)
        line.append((gap, ""))
        line += self._count(self.words.blocked, strip.blocked)
        if strip.overdue:
            line.append((" ", ""))
            line += self._count(self.words.overdue, strip.overdue)
        return line

    def _may_not(self) -> Line:
        """That nothing can be recorded here, and which parks alone are seen."""
        desk, terms = self.office_app.desk, self.office_app.terms.terms
        if desk is None:
            return []
        line: Line = [] if desk.rights else [(f"{terms.read_only} ", "warn")]
        if desk.parks:
            line.append((f"{terms.narrowed_to.format(parks=terms.list_joint.join(desk.parks))} ", "warn"))
        return line

    def _figure(self, figure: Figure, name: str, bars: int, rates: bool) -> Line:
        light = {"red": "bad", "yellow": "warn", "green": "good"}.get(figure.light or "", "")
        target = f"/{figure.target}" if figure.target else ""
        line: Line = [(f"{name} ", "dim"), (f"{figure.actual}{target}", "name")]
        if bars and figure.target:
            share = float(figure.actual) / float(figure.target)
            line += [(" ", ""), (bar(share, bars), light or "dim")]
        if rates and figure.rate:
            line.append((f" {rounded(figure.rate)}", light))
            if light in ("bad", "warn"):
                line.append((f" {self.office_app.terms.terms.light[figure.light or '']}", light))
        return line

    @staticmethod
    def _count(name: str, count: int) -> Line:
        return [(f"{name} ", "dim"), (str(count), "bad" if count else "dim")]


def rounded(rate: str) -> str:
    """A printed rate without its decimals, where only a glance is wanted: 122.22% is 122%.

    What falls short stays short of 100%, and what is above 0 does not become 0.
    """
    whole, point, _ = rate.rstrip("%").partition(".")
    return f"{whole}%" if point else rate
