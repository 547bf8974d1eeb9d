"""What `sanxin assess` and `sanxin mark` do: tell scores as lists and for programs, record and list marks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.answer import done, granted, refuse, refuse_all
from tracker.cli.lists import Handed
from tracker.cli.readers import Typed, version, year
from tracker.cli.then import Then, by_rules_of_now, then_asked
from tracker.cli.unit_told import unit_shape
from tracker.domain.money import print_exact
from tracker.domain.reasons import Code
from tracker.office.assessment.assess import Assessed, UnitAssessed, assess
from tracker.office.assessment.attributing import Beside
from tracker.office.assessment.marks import MarkShown, give_mark, marks_given, take_back_mark
from tracker.office.assessment.units import unit_called
from tracker.office.assessment.what_if import MoreAmiss, more_typed
from tracker.office.outcome import refused
from tracker.office.rules import rules_of
from tracker.report.lists.assessment import board_tables, marks_table, rounded_up, unit_tables
from tracker.words import spoken
from tracker.words.assessment import figure_named
from tracker.words.scoring import missing_told, step_told
from tracker.words.scoring_tables import AssessTableWords, more_amiss_told, score_head, with_more_told

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.domain.scoring import ScoreLine, UnitScore
    from tracker.office.desk import Desk


def hand_board(call: Call, year_: str, past: tuple[str, str, str], output: str, as_json: bool) -> None:
    """Tells the scores of all units up to a day, as known at a moment, by the rules of then or of now (`past`)."""
    desk, found, then = _assessed(call, year_, past, as_json)
    Handed(call, desk, output, as_json, found.year, _about(call, found), then=then).told(
        "assessment", board_tables(found, call.lang), lambda: _shape(call, found, found.units))


def hand_unit(call: Call, year_: str, name: str, more: Sequence[str], past: tuple[str, str, str], output: str,
              as_json: bool) -> None:
    """Tells the score of one unit line by line, and what it would be with so much more of some indicators."""
    desk, found, then = _assessed(call, year_, past, as_json)
    number = granted(call, unit_called(desk, name), as_json).number
    one = found.numbered(number)
    if one is None:
        refuse(call, refused(Code.UNIT_UNKNOWN, field="unit", value=name), as_json)
    with_that = _what_if(call, found, one, more)
    head = score_head(one.score, found.ranked_with(one), found.year, call.lang)
    lines = (head, *((with_more_told(with_that, more, call.lang),) if with_that else ()))

    def data() -> dict[str, Any]:
        return {**_shape(call, found, [one]), **({"with_more": _score(call, found, with_that)} if with_that else {})}

    Handed(call, desk, output, as_json, found.year, (*_about(call, found), *lines), narrowed=True, then=then).told(
        "assessment_of_unit", unit_tables(found, one, call.lang), data)


def _assessed(call: Call, year_: str, past: tuple[str, str, str], as_json: bool) -> tuple[Desk, Assessed, Then]:
    which, desk = year(call, year_), call.desk()
    until, as_of, rules = past
    by_now = by_rules_of_now(call, rules)
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
    found = granted(call, assess(desk, which, until=then.until, as_of=then.as_of, by_now=by_now), as_json)
    return desk, found, then


def _about(call: Call, found: Assessed) -> tuple[str, ...]:
    says = spoken(call.lang, AssessTableWords)
    twice, nobody = (len(found.figures.projects_beside(which)) for which in (Beside.TWICE, Beside.NOBODY))
    return (says.head.format(year=found.year, until=found.until, rules=found.rules.id),
            *((says.not_whole.format(count=found.waiting),) if found.waiting else ()),
            *((says.nobodys_groups.format(groups=call.words.terms.list_joint.join(found.groups_of_nobody)),)
              if found.groups_of_nobody else ()),
            *((says.claims_open.format(twice=twice, nobody=nobody),) if twice or nobody else ()))


def _what_if(call: Call, found: Assessed, one: UnitAssessed, typed: Sequence[str]) -> UnitScore | None:
    """The score with so much more of some indicators, in their units; None where nothing was typed."""
    more = more_typed(found.rules, one.measures, typed)
    if isinstance(more, MoreAmiss):
        raise typer.BadParameter(more_amiss_told(more, call.lang))
    return found.with_more(one.unit.name, more) if more else None


def _shape(call: Call, found: Assessed, units: Sequence[UnitAssessed]) -> dict[str, Any]:
    """Scores for programs: numbers as exact texts, a fraction where they do not end."""
    return {"year": found.year, "until": found.until.isoformat(),
            "ruleset": {"id": found.rules.id, "digest": found.rules.digest},
            "units": [{**unit_shape(one.unit), **_score(call, found, one.score), "goals": [
                {"line": goal.line, "key": goal.key, "goal": goal.kind, "more": _number(goal.more),
                 "now": _number(goal.now), "then": _number(goal.then)} for goal in one.goals]} for one in units]}


def _score(call: Call, found: Assessed, score: UnitScore) -> dict[str, Any]:
    return {"total": _number(score.total), "rank": score.rank, "whole": score.is_whole,
            "grade": score.graded.grade or None,
            "missing": [{"why": one.why, "key": one.key, "message": missing_told(one, found.rules, call.lang)}
                        for one in score.waits_for],
            "lines": [_line(call, found, line) for line in score.lines]}


def _line(call: Call, found: Assessed, line: ScoreLine) -> dict[str, Any]:
    return {"key": line.key, "label": figure_named(found.rules, line.key, call.lang), "part": line.is_part,
            "points": None if line.points is None else _number(line.points),
            "steps": [{"code": step.code, "key": step.key, "result": _number(step.result),
                       "numbers": {name: _number(number) for name, number in step.numbers.items()},
                       "message": step_told(step, found.rules, call.lang)} for step in line.working.steps]}


def _number(value: Fraction) -> str:
    """A number that ends as a decimal, any other as a fraction, 1/3: nothing is lost."""
    plain = rounded_up(value)
    return print_exact(plain) if Fraction(plain) == value else str(value)


def told_given(call: Call, year_: str, given: tuple[str, str, str], said: tuple[str, str, str], reason: str,
               version_: str | None, as_json: bool) -> None:
    """Records a mark: unit, mark and value; by whom, on which day and in which paper."""
    (unit, mark, value), (by, on, number) = given, said
    which, expected, desk = year(call, year_), version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.whole_day(on, "on")
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, give_mark(desk, unit, which, mark, value, body=by, on=day, number=number, reason=reason,
                                      version=expected), as_json)
    row, rules = outcome.value, rules_of(desk, which)
    asked = rules.assessment.mark(row.mark) if rules.assessment else None
    line = spoken(call.lang, AssessTableWords).given.format(
        unit=row.assessed, year=row.year, mark=figure_named(rules, row.mark, call.lang),
        value=f"{row.value} {asked.unit if asked else ''}".strip(), body=row.body, day=row.day)
    done(call, outcome, as_json, line, {"mark": _mark_shape(row)})


def told_taken_back(call: Call, year_: str, of: tuple[str, str], reason: str, version_: str | None, as_json: bool
                    ) -> None:
    """Takes a mark back: of a unit, by its name."""
    (unit, mark), which, expected, desk = of, year(call, year_), version(call, version_), call.desk()
    outcome = granted(call, take_back_mark(desk, unit, which, mark, reason, version=expected), as_json)
    row = outcome.value
    line = spoken(call.lang, AssessTableWords).taken_back.format(
        unit=row.assessed, year=row.year, mark=figure_named(rules_of(desk, which), row.mark, call.lang),
        value=row.value)
    done(call, outcome, as_json, line, {"mark": _mark_shape(row)})


def hand_marks(call: Call, year_: str, output: str, as_json: bool) -> None:
    """Lists the marks of a year."""
    which, desk = year(call, year_), call.desk()
    rows = marks_given(desk, which)
    Handed(call, desk, output, as_json, which).on(
        "marks", [marks_table(rows, rules_of(desk, which), call.lang)],
        lambda: {"marks": [_mark_shape(row) for row in rows]})


def _mark_shape(row: MarkShown) -> dict[str, Any]:
    return {"unit": row.assessed, "year": row.year, "mark": row.mark, "value": row.value, "by": row.body,
            "on": row.day.isoformat(), "number": row.number, "recorded_at": row.recorded_at.isoformat(),
            "recorded_by": row.recorded_by, "version": row.version}
