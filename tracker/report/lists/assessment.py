"""The assessment as lists: the board of all units, one unit line by line, what is missing, what comes next, marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from tracker.domain.days import Day
from tracker.domain.rates import round_half_up
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.assessment import figure_named
from tracker.words.catalogue import words
from tracker.words.scoring import ScoringWords, exact_told, missing_told, step_told
from tracker.words.scoring_tables import AssessTableWords, grade_told, line_named

if TYPE_CHECKING:
    from tracker.domain.rules import Ruleset
    from tracker.domain.scoring_goals import Goal
    from tracker.domain.scoring_working import MissingInput, WorkStep
    from tracker.office.assessment.assess import Assessed, UnitAssessed
    from tracker.office.assessment.marks import MarkShown

_SCORE_DECIMALS = 4
"""Of a score in a list at most; its working says it in full."""
_MORE_DECIMALS = 10
"""Of what is missing to the next step at most."""


def score_number(value: Fraction) -> Decimal:
    """A score as a list holds it: without zeros at its end, rounded half up where it has more than four decimals."""
    return _without_zeros(round_half_up(value, _SCORE_DECIMALS))


def rounded_up(value: Fraction) -> Decimal:
    """A number without zeros at its end, rounded up where it has more than ten decimals: what is needed is enough."""
    return _without_zeros(Decimal(ceil(value * 10**_MORE_DECIMALS)).scaleb(-_MORE_DECIMALS))


def _without_zeros(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def board_tables(found: Assessed, lang: Lang) -> tuple[ListTable[Any], ...]:
    """Every unit with its rank, total and lines, and what scores still wait for, where they do."""
    tables: tuple[ListTable[Any], ...] = (_board(found, lang), _missing(found.units, found.rules, lang))
    return tuple(table for at, table in enumerate(tables) if table.rows or not at)


def _board(found: Assessed, lang: Lang) -> ListTable[UnitAssessed]:
    says, parts = spoken(lang, AssessTableWords), found.assessment.parts
    title = says.column

    def of_line(key: str) -> Callable[[UnitAssessed], Decimal | None]:
        def points(row: UnitAssessed) -> Decimal | None:
            line = row.score.line(key)
            return None if line is None or line.points is None else score_number(line.points)
        return points

    return ListTable((
        ListColumn("group", title["group"], lambda row: row.unit.group),
        ListColumn("rank", title["rank"], lambda row: row.score.rank, Kind.COUNT),
        ListColumn("unit", title["unit"], lambda row: row.unit.name),
        ListColumn("total", title["total"], lambda row: score_number(row.score.total), Kind.NUMBER),
        ListColumn("grade", title["grade"], lambda row: grade_told(row.score, found.rules, lang)),
        *(ListColumn(f"line_{one.key}", one.called(lang), of_line(one.key), Kind.NUMBER)
          for one in found.assessment.lines if one.key not in parts),
        ListColumn("waits", title["waits"], lambda row: len(row.score.waits_for) or None, Kind.COUNT),
    ), found.units, says.board, sparse=True)


@dataclass(frozen=True, slots=True)
class _Wants:
    """Something that is missing, and the units that lack it."""

    missing: MissingInput
    units: tuple[str, ...]


def _missing(units: Sequence[UnitAssessed], rules: Ruleset, lang: Lang) -> ListTable[_Wants]:
    says, joint = spoken(lang, AssessTableWords), words(lang).terms.list_joint
    found: dict[MissingInput, list[str]] = {}
    for one in units:
        for missing in one.score.waits_for:
            found.setdefault(missing, []).append(one.unit.name)
    return ListTable((
        ListColumn("missing", says.column["missing"], lambda row: missing_told(row.missing, rules, lang)),
        ListColumn("units", says.column["unit"], lambda row: joint.join(row.units)),
    ), [_Wants(missing, tuple(names)) for missing, names in found.items()], says.missing)


@dataclass(frozen=True, slots=True)
class _Row:
    """One step of a line, or what it comes to: the line is named on its first row, its points stand on its last."""

    line: str
    step: str
    points: Decimal | None


def unit_tables(found: Assessed, one: UnitAssessed, lang: Lang) -> tuple[ListTable[Any], ...]:
    """One unit: each line with every step of its working, the total, what is missing, what comes next."""
    says = spoken(lang, AssessTableWords)
    lines = ListTable((
        ListColumn("line", says.column["line"], lambda row: row.line),
        ListColumn("step", says.column["step"], lambda row: row.step),
        ListColumn("points", says.column["points"], lambda row: row.points, Kind.NUMBER),
    ), _lines(found, one, lang), says.lines)
    tables: tuple[ListTable[Any], ...] = (
        lines, _missing((one,), found.rules, lang), _goals(one.goals, found.rules, lang))
    return tuple(table for at, table in enumerate(tables) if table.rows or not at)


def _lines(found: Assessed, one: UnitAssessed, lang: Lang) -> list[_Row]:
    rules, says, rows = found.rules, spoken(lang, AssessTableWords), list[_Row]()
    for line in one.score.lines:
        told = [step_told(step, rules, lang) for step in line.working.steps]
        told += [missing_told(missing, rules, lang) for missing in line.working.missing]
        name = line_named(rules, line.key, lang, is_part=line.is_part)
        rows += _of_steps(name, told, None if line.points is None else score_number(line.points))
    rows += _of_steps(says.total, _told(one.score.total_steps, rules, lang), score_number(one.score.total))
    return rows


def _told(steps: Sequence[WorkStep], rules: Ruleset, lang: Lang) -> list[str]:
    return [step_told(step, rules, lang) for step in steps]


def _of_steps(name: str, told: Sequence[str], points: Decimal | None) -> list[_Row]:
    return [_Row("" if at else name, step, points if at + 1 == len(told) else None) for at, step in enumerate(told)]


def _goals(goals: Sequence[Goal], rules: Ruleset, lang: Lang) -> ListTable[Goal]:
    says, reached = spoken(lang, AssessTableWords), spoken(lang, ScoringWords).goal
    return ListTable((
        ListColumn("goal_line", says.column["line"], lambda goal: figure_named(rules, goal.line, lang)),
        ListColumn("figure", says.column["figure"], lambda goal: figure_named(rules, goal.key, lang)),
        ListColumn("more", says.column["more"], lambda goal: rounded_up(goal.more), Kind.NUMBER),
        ListColumn("in", says.column["in"], lambda goal: _unit_of(rules, goal.key)),
        ListColumn("goal", says.column["goal"], lambda goal: reached[goal.kind]),
        ListColumn("now", says.column["now"], lambda goal: exact_told(goal.now, lang)),
        ListColumn("then", says.column["then"], lambda goal: exact_told(goal.then, lang)),
    ), goals, says.goals)


def _unit_of(rules: Ruleset, key: str) -> str:
    indicator = rules.indicator(key)
    return indicator.unit if indicator else ""


def marks_table(rows: Sequence[MarkShown], rules: Ruleset, lang: Lang) -> ListTable[MarkShown]:
    """The marks of a year, with who gave each and when."""
    title = spoken(lang, AssessTableWords).column
    return ListTable((
        ListColumn("unit", title["unit"], lambda row: row.assessed),
        ListColumn("mark", title["mark"], lambda row: figure_named(rules, row.mark, lang)),
        ListColumn("value", title["value"], lambda row: Decimal(row.value), Kind.NUMBER),
        ListColumn("by", title["by"], lambda row: row.body),
        ListColumn("on", title["on"], lambda row: Day(row.day), Kind.DAY),
        ListColumn("paper", title["paper"], lambda row: row.number),
    ), rows, spoken(lang, AssessTableWords).marks, sparse=True)
