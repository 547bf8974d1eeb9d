"""In which figures of the year a project counts, on its page: with what it adds, or why it does not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.rules_problems import RulesetError
from tracker.office.figures.of_project import InFigure, figures_of
from tracker.words import spoken
from tracker.words.figures import FiguresWords, in_figure_text
from tui.screens.figures_asked import wrong_rules
from tui.text import drawn, pad, wrap
from tui.widgets.page import Row, heading

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.words import Lang


@dataclass(frozen=True, slots=True)
class FiguresHere:
    """Every indicator of a year with what a project adds to it; or the faults of the ruleset, one a line."""

    year: int
    figures: tuple[InFigure, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explains:
    """The figure that Enter explains on a line."""

    year: int
    key: str


def figures_here(desk: Desk, code: str, year: int, lang: Lang) -> FiguresHere:
    """Counts them."""
    try:
        return FiguresHere(year, figures_of(desk, code, year))
    except RulesetError as error:
        return FiguresHere(year, faults=wrong_rules(error, lang).problems)


def figure_rows(here: FiguresHere, lang: Lang, width: int) -> Iterator[Row]:
    """An indicator a line; a long reason goes on below itself."""
    says = spoken(lang, FiguresWords)
    yield heading((says.in_figures.format(year=here.year), "head"))
    for fault in here.faults:
        yield Row(tuple([(line, "bad")] for line in wrap(drawn(fault), width)))
    names = [drawn(one.called(lang)) for one in here.figures]
    room = min(max(map(cell_len, names), default=0) + 1, width // 2)
    for name, one in zip(names, here.figures, strict=True):
        first, *more = wrap(drawn(in_figure_text(one, lang)), max(width - room, 8))
        style = "good" if one.reason is None else "dim"
        yield Row(([(pad(name, room), "dim"), (first, style)],
                   *([(" " * room, ""), (line, style)] for line in more)), does="figure",
                  to=Explains(here.year, one.key))
