"""The boards of the assessment: columns of scores, and of what units reached of their targets; each cell in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len

from tracker.domain.money import print_exact
from tracker.report.lists.assessment import board_tables
from tracker.report.lists.shape import ListColumn, printed
from tracker.report.lists.units import completion_of
from tracker.words import spoken
from tracker.words.figures import FiguresWords
from tracker.words.lists import ListWords
from tracker.words.scoring import missing_told, step_told
from tracker.words.scoring_tables import score_head
from tracker.words.screens_assessment import AssessmentScreenWords
from tracker.words.units import UnitWords
from tui.text import drawn
from tui.widgets.grid import GridColumn
from tui.widgets.lines import Line, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.rules import Indicator
    from tracker.office.assessment.assess import Assessed, UnitAssessed
    from tracker.office.assessment.unit_figures import UnitFigure, UnitFigures
    from tracker.words.screens import ScreenWords

_WIDEST_NAME = 24
_WIDEST_TITLE = 16
_WIDEST_FIGURE = 22
"""Cells of a name, and of titles: of a line, and of a figure with its unit."""
_FIRST = ("unit", "rank", "group", "total", "grade", "waits")
"""The columns of a board of scores before those of its lines."""
_LINE = "line_"


class UnitBoard(Protocol):
    """A table of units with a cell in full for the line below it."""

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """What stands in it."""

    @property
    def frozen(self) -> int:
        """How many columns stay while the others are scrolled."""

    def __len__(self) -> int:
        """How many rows it has."""

    def number(self, row: int) -> int | None:
        """The unit of a row by its number; None where a row is of none."""

    def told(self, row: int, column: str) -> Line:
        """What stands in a cell, in full."""


def reached_told(figure: UnitFigure, indicator: Indicator, words: ScreenWords) -> str:
    """A figure with its unit, its target and how much of it is reached."""
    says = spoken(words.lang, AssessmentScreenWords)
    pieces = [says.reached.format(actual=print_exact(figure.actual), unit=indicator.unit).rstrip()]
    rate = completion_of(indicator, figure)
    if figure.target is not None:
        pieces.append(says.of_target.format(target=print_exact(figure.target)))
    if rate is not None:
        pieces.append(says.at_rate.format(rate=rate))
    return words.joint.join(pieces)


def _column(name: str, title: str, cells: Sequence[Piece], *, right: bool = False, widest: int = _WIDEST_TITLE
            ) -> GridColumn:
    """A column as wide as what stands in it and its title, within limits; a title that is chosen stands in brackets."""
    texts = max((cell_len(text) for text, _ in cells), default=0)
    width = max(min(texts, _WIDEST_NAME), min(cell_len(title) + 2, widest), 4)
    return GridColumn(name, title, width, lambda row: cells[row], right)


class ScoreBoard:
    """Every unit with its rank, total and points line by line."""

    frozen = 2

    def __init__(self, found: Assessed, words: ScreenWords) -> None:
        self._found, self._words = found, words
        table = board_tables(found, words.lang)[0]
        every, shown = {column.name: column for column in table.columns}, {column.name for column in table.shown()}
        order = [*(name for name in _FIRST if name in shown), *(name for name in every if name.startswith(_LINE))]
        self.columns = tuple(self._made(every[name]) for name in order)

    def _made(self, column: ListColumn[UnitAssessed]) -> GridColumn:
        cells = [self._cell(one, column) for one in self._found.units]
        return _column(column.name, column.title, cells, right=column.right,
                       widest=_WIDEST_NAME if column.name in _FIRST else _WIDEST_TITLE)

    def _cell(self, one: UnitAssessed, column: ListColumn[UnitAssessed]) -> Piece:
        value, says = column.value(one), spoken(self._words.lang, AssessmentScreenWords)
        if value is None and column.name.startswith(_LINE):
            there = one.score.line(column.name.removeprefix(_LINE)) is not None
            return (says.waits, "warn") if there else ("—", "quiet")
        style = {"unit": "name", "total": "name", "waits": "warn"}.get(column.name, "")
        return drawn(printed(value, column.kind, self._words.lang)), style

    def __len__(self) -> int:
        """How many units there are."""
        return len(self._found.units)

    def number(self, row: int) -> int | None:
        """The unit of a row."""
        return self._found.units[row].unit.number

    def told(self, row: int, column: str) -> Line:
        """How the points of a line came about; of the other columns how the unit stands and what its score waits for.
        """
        one, rules, lang = self._found.units[row], self._found.rules, self._words.lang
        if not column.startswith(_LINE):
            missing = one.score.waits_for
            head = score_head(one.score, self._found.ranked_with(one), self._found.year, lang)
            waits = self._words.joint.join(missing_told(each, rules, lang) for each in missing)
            return [(f"{drawn(head)}  ", "name"), (drawn(waits), "warn")]
        line: Line = [(f"{drawn(one.unit.name)}  ", "name")]
        score = one.score.line(column.removeprefix(_LINE))
        if score is None:
            line.append((spoken(lang, AssessmentScreenWords).not_for, "dim"))
        else:
            title = next(found.title for found in self.columns if found.name == column)
            line.append((f"{drawn(title)}{self._words.colon}", ""))
            line += [(drawn(missing_told(each, rules, lang)), "warn") for each in score.working.missing] or [
                (drawn(step_told(step, rules, lang)), "dim") for step in score.working.steps[-1:]]
        return line


@dataclass(frozen=True, slots=True)
class _RowOf:
    """A unit, or what is taken off, put in, and the place."""

    name: str
    group: str
    figures: Mapping[str, UnitFigure]
    number: int | None


class ReachedBoard:
    """Every unit with its figures and how far it reached its targets; below them what makes the place's of them."""

    frozen = 1

    def __init__(self, found: UnitFigures, words: ScreenWords) -> None:
        says = spoken(words.lang, UnitWords)
        self._found, self._words = found, words
        self._rows = [*(_RowOf(one.unit.name, one.unit.group, one.figures, one.unit.number) for one in found.units),
                      _RowOf(says.twice, "", found.twice, None), _RowOf(says.unclaimed, "", found.unclaimed, None),
                      _RowOf(says.whole(found.place_name), "", found.place, None)]
        self.columns = tuple(self._made())

    def _made(self) -> list[GridColumn]:
        lang = self._words.lang
        says, lists, rate = spoken(lang, UnitWords), spoken(lang, ListWords), spoken(lang, FiguresWords).rate
        columns = [self._of_all("unit", says.column["unit"], lambda row: (
            row.name, "name" if row.number is not None else "dim"), widest=_WIDEST_NAME)]
        if any(row.group for row in self._rows):
            columns.append(self._of_all("group", says.column["group"], lambda row: (row.group, ""),
                                        widest=_WIDEST_NAME))
        for one in self._found.indicators:
            title = lists.in_unit.format(title=one.called(lang), unit=one.unit) if one.unit else one.called(lang)
            columns.append(self._of_all(one.key, title, self._actual(one), right=True,
                                        widest=_WIDEST_FIGURE))
            if any(row.figures[one.key].target is not None for row in self._rows):
                columns.append(self._of_all(f"{one.key}.rate", rate, self._rate(one), right=True))
        return columns

    def _of_all(self, name: str, title: str, cell: Callable[[_RowOf], Piece], *, right: bool = False,
                widest: int = _WIDEST_TITLE) -> GridColumn:
        cells = [(drawn(text), style) for text, style in map(cell, self._rows)]
        return _column(name, drawn(title), cells, right=right, widest=widest)

    def _actual(self, indicator: Indicator) -> Callable[[_RowOf], Piece]:
        def cell(row: _RowOf) -> Piece:
            figure = row.figures[indicator.key]
            target = "" if figure.target is None else f" / {print_exact(figure.target)}"
            style = "" if row.number is not None else "dim"
            return print_exact(figure.actual) + target, style
        return cell

    def _rate(self, indicator: Indicator) -> Callable[[_RowOf], Piece]:
        def cell(row: _RowOf) -> Piece:
            rate = completion_of(indicator, row.figures[indicator.key])
            return ("", "") if rate is None else (f"{rate}%", "good" if rate >= Decimal(100) else "warn")
        return cell

    def __len__(self) -> int:
        """The units, what is taken off and put in, the place."""
        return len(self._rows)

    def number(self, row: int) -> int | None:
        """The unit of a row; None below them."""
        return self._rows[row].number

    def told(self, row: int, column: str) -> Line:
        """The figure under the cursor in full, with its target and how many projects are behind it."""
        of, key, says = self._rows[row], column.removesuffix(".rate"), spoken(
            self._words.lang, AssessmentScreenWords)
        line: Line = [(f"{drawn(of.name)}  ", "name")]
        indicator = next((one for one in self._found.indicators if one.key == key), None)
        if indicator is None:
            return line
        figure = of.figures[key]
        told = f"{indicator.called(self._words.lang)}{self._words.colon}{reached_told(figure, indicator, self._words)}"
        if figure.projects:
            told = self._words.joint.join((told, says.counted.format(count=figure.counted)))
        return [*line, (drawn(told), "dim")]
