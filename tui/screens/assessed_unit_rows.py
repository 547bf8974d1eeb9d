"""The page of one assessed unit: how it stands, each line of its score step by step, goals, marks, figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.days import Day
from tracker.domain.money import print_exact
from tracker.words import spoken
from tracker.words.assessment import figure_named
from tracker.words.days import day_text
from tracker.words.scoring import exact_told, goal_told, missing_told, step_told
from tracker.words.scoring_tables import AssessTableWords, grade_told, line_named, score_head
from tracker.words.screens_assessment import AssessmentScreenWords
from tui.actions import shown_key
from tui.screens.assessment_boards import reached_told
from tui.screens.figures_rows import asked_told
from tui.text import drawn, wrap
from tui.widgets.lines import Line, spread
from tui.widgets.page import Row, blank, wrapped

if TYPE_CHECKING:
    from tracker.domain.scoring import ScoreLine
    from tracker.domain.scoring_goals import Goal
    from tracker.domain.scoring_working import WorkStep
    from tracker.office.assessment.assess import Assessed, UnitAssessed
    from tracker.office.assessment.marks import MarkShown
    from tracker.office.assessment.unit_figures import UnitOfYear
    from tracker.words.screens import ScreenWords
    from tui.screens.assessment_asked import UnitSeen

_STEP = 2
"""Cells by which a step stands in."""


@dataclass(frozen=True, slots=True)
class BehindFigure:
    """A project behind a figure of the unit."""

    indicator: str
    code: str
    name: str


class UnitPage:
    """Makes the rows of one unit; `unfolded` are the indicators of which every project is listed."""

    def __init__(self, seen: UnitSeen, words: ScreenWords, unfolded: Collection[str], width: int) -> None:
        self._seen, self._words, self._unfolded, self._width = seen, words, unfolded, width
        self._says = spoken(words.lang, AssessmentScreenWords)
        self._tables = spoken(words.lang, AssessTableWords)

    def rows(self) -> Iterator[Row]:
        """The score where there is one, then the figures."""
        seen, lang = self._seen, self._words.lang
        yield from self._when()
        if seen.of_year is None:
            yield self._text(self._says.gone.format(year=seen.whole.year), "dim", rest=True)
            return
        if seen.scored is not None and seen.whole.assessed is not None:
            found = seen.whole.assessed
            yield from self._head(found, seen.scored)
            for line in seen.scored.score.lines:
                yield self._line(found, line)
            steps = self._steps(seen.scored.score.total_steps)
            total = exact_told(seen.scored.score.total, lang)
            yield Row((self._with_points(self._tables.total, total, "name"), *steps), about=("line", ""))
            yield from self._goals(found, seen.scored)
            yield blank()
            yield from self._marks(found)
        else:
            yield self._text(f"{seen.of_year.unit.name}  {seen.of_year.unit.group}".strip(), "name")
        yield blank()
        yield from self._figures(seen.of_year)

    def _when(self) -> Iterator[Row]:
        """The year, up to when, by which rules; that it is not now."""
        seen, known = self._seen.whole, self._seen.whole.known
        yield self._text(self._tables.head.format(year=seen.year, until=seen.figures.until,
                                                  rules=seen.figures.ruleset_id), "head")
        if not known.now:
            told = asked_told(known.until, known.as_of, self._words)
            yield self._text(self._says.not_now.format(told=told), "warn")

    def _text(self, text: str, style: str, *, rest: bool = False) -> Row:
        return wrapped(text, style, self._width, rest=rest)

    # -- the score ----------------------------------------------------------------------------------------------------

    def _head(self, found: Assessed, one: UnitAssessed) -> Iterator[Row]:
        """Total, rank and grade; what is missing, so that they are not final; from where the rules are."""
        lang, rules = self._words.lang, found.rules
        yield self._text(score_head(one.score, found.ranked_with(one), found.year, lang), "name")
        if grade := grade_told(one.score, rules, lang):
            yield self._text(f"{self._tables.column['grade']}{self._words.colon}{grade}", "good")
        missing = one.score.waits_for
        if missing:
            told = self._words.joint.join(missing_told(each, rules, lang) for each in missing)
            yield self._text(f"{self._tables.missing}{self._words.colon}{told}", "warn")
        if found.assessment.source:
            yield self._text(self._says.source.format(source=found.assessment.source), "dim")
        yield blank()

    def _with_points(self, name: str, points: str, style: str) -> Line:
        return spread([(drawn(name), style)], [(points, style or "name")], self._width)

    def _line(self, found: Assessed, line: ScoreLine) -> Row:
        """A line with its points; below it each step, what is missing, and the article it is from."""
        lang, rules = self._words.lang, found.rules
        name = line_named(rules, line.key, lang, is_part=line.is_part)
        first = (self._with_points(name, self._tables.no_score, "warn") if line.points is None
                 else self._with_points(name, exact_told(line.points, lang), "dim" if line.is_part else ""))
        missing = [(missing_told(one, rules, lang), "warn") for one in line.working.missing]
        source = next((one.source for one in found.assessment.lines if one.key == line.key), "")
        missing += [(self._says.source.format(source=source), "quiet")] if source else []
        below = [row for text, style in missing for row in self._below(text, style)]
        return Row((first, *self._steps(line.working.steps), *below), about=("line", line.key),
                   begins=line is self._first_line)

    @property
    def _first_line(self) -> ScoreLine | None:
        scored = self._seen.scored
        return next(iter(scored.score.lines), None) if scored else None

    def _below(self, text: str, style: str) -> list[Line]:
        return [[(" " * _STEP, ""), (line, style)] for line in wrap(drawn(text), max(self._width - _STEP, 8))]

    def _steps(self, steps: Collection[WorkStep]) -> list[Line]:
        assessed = self._seen.whole.assessed
        assert assessed is not None
        return [line for step in steps for line in self._below(
            step_told(step, assessed.rules, self._words.lang), "dim")]

    def _goals(self, found: Assessed, one: UnitAssessed) -> Iterator[Row]:
        """What lifts a line next; Enter tries it."""
        if not one.goals:
            return
        yield blank()
        yield self._text(self._says.goal.format(key=shown_key("open_of_unit", self._words)), "name")
        for goal in one.goals:
            yield self._goal(goal, found)

    def _goal(self, goal: Goal, found: Assessed) -> Row:
        lines = wrap(drawn(goal_told(goal, found.rules, self._words.lang)), max(self._width - _STEP, 8))
        return Row(tuple([("  " if at else "", ""), (line, "")] for at, line in enumerate(lines)), does="try", to=goal,
                   about=("goal", goal.line, goal.key, goal.kind))

    def _marks(self, found: Assessed) -> Iterator[Row]:
        """What people gave, with who and when."""
        if not found.assessment.marks:
            return
        yield self._text(self._tables.marks, "name")
        for mark in self._seen.marks:
            yield self._text(self._mark(mark, found), "", rest=True)
        if not self._seen.marks:
            yield self._text(self._says.no_marks, "dim", rest=True)

    def _mark(self, one: MarkShown, found: Assessed) -> str:
        asked, lang = found.assessment.mark(one.mark), self._words.lang
        told = self._says.mark.format(mark=figure_named(found.rules, one.mark, lang), body=one.body,
                                      value=f"{one.value} {asked.unit if asked else ''}".strip(),
                                      day=day_text(Day(one.day), lang))
        return self._words.joint.join((told, one.number)) if one.number else told

    # -- the figures --------------------------------------------------------------------------------------------------

    def _figures(self, one: UnitOfYear) -> Iterator[Row]:
        """Each indicator with target and rate; where it is unfolded, the projects behind it."""
        yield self._text(self._says.figures.format(key=shown_key("open_of_unit", self._words)), "name")
        for indicator in self._seen.whole.figures.indicators:
            figure = one.figures[indicator.key]
            told = f"{indicator.called(self._words.lang)}{self._words.colon}"
            told += reached_told(figure, indicator, self._words)
            if figure.target is None:
                told = self._words.joint.join((told, self._says.no_target))
            count = self._says.counted.format(count=figure.counted) if figure.projects else ""
            lines = wrap(drawn(told), max(self._width - 16, 8))
            first = spread([(lines[0], "")], [(count, "dim")], self._width)
            yield Row((first, *([("  ", ""), (line, "")] for line in lines[1:])), does="unfold", to=indicator.key,
                      about=("figure", indicator.key))
            if indicator.key in self._unfolded:
                for project in figure.projects:
                    adds = f"{print_exact(project.adds)} {indicator.unit}".rstrip()
                    line = spread([("    ", ""), (drawn(f"{project.code}  {project.name}"), "")],
                                  [(adds, "dim")], self._width)
                    yield Row((line,), does="project", to=BehindFigure(indicator.key, project.code, project.name),
                              about=("project", indicator.key, project.code))
