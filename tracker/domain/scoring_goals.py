"""What a unit's lines would give it next: how much more of an indicator until the next step, the cap, full points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from tracker.domain.assessment_words import Measuring, ProportionOf, SampleCuts, ScoringWay
from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_score_line import ScoreLine
from tracker.domain.scoring import LineScore, UnitScore, raw_of, scores_of
from tracker.domain.scoring_measures import measured, pair_of_sample
from tracker.domain.scoring_ways import units_in
from tracker.domain.scoring_working import Exact, Measures


class GoalKind(StrEnum):
    """What is reached; each has its words."""

    BEGINS = "begins"
    """The threshold below which there is nothing."""
    STEP = "step"
    """The next step or band, the next whole unit."""
    TARGET = "target"
    """The target."""
    FULL = "full"
    """All points; of what is short, nothing short any more."""
    CAP = "cap"
    """What counts at most, or the most the line gives."""


@dataclass(frozen=True, slots=True)
class Goal:
    """With `more` of an indicator a line gives `then` by itself, before it is normalised, cut or rounded; now `now`.

    `more` is the least that does it: in the indicator's unit, a whole number of its grains.
    """

    line: str
    key: str
    kind: GoalKind
    more: Fraction
    now: Fraction
    then: Fraction


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where something happens: at this measure, or only beyond it."""

    kind: GoalKind
    at: Fraction
    beyond: bool = False


def goals_of(rules: Assessment, of: Measures, grains: Mapping[str, Exact]) -> tuple[Goal, ...]:
    """The goals of a unit, line by line, the nearest first; only what lifts the line's points is one.

    `grains`: the smallest amount an indicator can grow by, such as 1 project; of indicators that have none nothing is
    told. Lines that are made of others have the goals of those that lift them too, and what waits for something has
    none.
    """
    found: list[Goal] = []
    for line in rules.lines:
        if line.is_for(of.group) and not line.way.of_lines:
            for key in line.figures:
                if key in grains and key in of.actuals:
                    found += _of_figure(rules, line, of, key, Fraction(grains[key]))
    parts = rules.parts
    return tuple(goal for goal in found if goal.line not in parts or _lifts(rules, of, goal))


def _lifts(rules: Assessment, of: Measures, goal: Goal) -> bool:
    """Whether a goal of a part lifts what it is a part of: that may have reached its limit already."""
    top, whole = goal.line, {part: line.key for line in rules.lines for part in line.of}
    while top in whole:
        top = whole[top]
    now, then = (_raw_lines(rules, one)[top].points for one in (of, with_more(of, goal.key, goal.more)))
    return now is None or then is None or then > now


def _alone(rules: Assessment, line: ScoreLine, of: Measures) -> Fraction | None:
    """The points of a line by itself; None while something is missing."""
    return raw_of(rules, line, of, _raw_lines(rules, of) if line.only_where else {}).value


def _raw_lines(rules: Assessment, of: Measures) -> dict[str, LineScore]:
    """Every line of a unit by itself, as `raw_of` has it."""
    lines: dict[str, LineScore] = {}
    for line in rules.lines:
        if line.is_for(of.group):
            working = raw_of(rules, line, of, lines)
            lines[line.key] = LineScore(line.key, working.value, working)
    return lines


def with_more(of: Measures, key: str, more: Exact) -> Measures:
    """What is known of a unit, had it so much more of an indicator: where projects are counted, by a new one."""
    grown = Fraction(of.actuals.get(key, 0)) + Fraction(more)
    behind = {**of.projects, key: {**of.projects[key], "": more}} if key in of.projects else of.projects
    return replace(of, actuals={**of.actuals, key: grown}, projects=behind)


def score_with(rules: Assessment, units: Sequence[Measures], unit: str, more: Mapping[str, Exact]) -> UnitScore:
    """The whole score of a unit among the others, had it so much more of some indicators. Raises KeyError for a unit
    that is not there.
    """
    at = {one.unit: at for at, one in enumerate(units)}[unit]
    grown = units[at]
    for key, amount in more.items():
        grown = with_more(grown, key, amount)
    return scores_of(rules, [*units[:at], grown, *units[at + 1:]])[at]


def _of_figure(rules: Assessment, line: ScoreLine, of: Measures, key: str, grain: Fraction) -> Iterator[Goal]:
    """The goals of one line by one of its figures, the nearest first."""
    now, found = _alone(rules, line, of), measured(rules, line, of).value
    cut = _cut_of(rules, line, of)
    if now is None or found is None or not cut:
        return
    least: dict[Fraction, GoalKind] = {}
    for mark in _reaching(line, found * cut):
        needed = _needed(line, of, key, found, replace(mark, at=mark.at / cut))
        if needed is None or needed < 0:
            continue
        grains = floor(needed / grain) + 1 if mark.beyond else ceil(needed / grain)
        if grains > 0:
            least[grains * grain] = mark.kind
    reached = now
    for more, kind in sorted(least.items()):
        then = _alone(rules, line, with_more(of, key, more))
        if then is not None and then > reached:
            yield Goal(line.key, key, kind, more, now, then)
            reached = then


def _cut_of(rules: Assessment, line: ScoreLine, of: Measures) -> Fraction | None:
    """By what a sample cuts what is measured; 1 where it cuts the points, or there is none."""
    return pair_of_sample(rules, line, of).value if line.sample_cuts is SampleCuts.MEASURE else Fraction(1)


def _reaching(line: ScoreLine, measure: Fraction) -> Iterator[_Mark]:
    """The marks of a line; where the measure is rounded before it is scored, what is rounded up to each."""
    decimals = line.counted_decimals
    if decimals is None:
        yield from _marks(line, measure)
        return
    unit = Fraction(1, 10**decimals * (100 if line.is_ratio else 1))
    for mark in _marks(line, _half_up(measure, unit)):
        if not mark.beyond:  # what is below a limit until it is rounded up is told as nothing
            yield replace(mark, at=ceil(mark.at / unit) * unit - unit / 2)


def _half_up(value: Fraction, unit: Fraction) -> Fraction:
    return floor(value / unit + Fraction(1, 2)) * unit


def _needed(line: ScoreLine, of: Measures, key: str, measure: Fraction, mark: _Mark) -> Fraction | None:
    """How much more of a figure makes the measure so much; None where more of it never does."""
    away = mark.at - measure
    needed = _more_needed(line, of, key, away, mark)
    most = line.figures_at_most.get(key)
    if needed is None or most is None:
        return needed
    return needed if (Fraction(of.actuals[key]) + needed) * line.factor(key) <= most else None


def _more_needed(line: ScoreLine, of: Measures, key: str, away: Fraction, mark: _Mark) -> Fraction | None:
    """How much more of a figure moves the measure so far, whatever the figure counts at most."""
    factor, measuring = line.factor(key), line.measuring
    if measuring is Measuring.COMPLETION:
        wholes = [Fraction(_target(line, of, name)) for name in line.target_of or line.figures]
        return away * sum(wholes, Fraction(0)) / factor
    if measuring is Measuring.SHARE:
        first, second = line.figures
        return away * Fraction(of.actuals.get(second, of.marks.get(second, 0))) if key == first else None
    if measuring in (Measuring.ACTUAL, Measuring.DIFFERENCE):
        return away / factor
    short = Fraction(_target(line, of, key)) - Fraction(of.actuals[key])
    if measuring is Measuring.OVER:
        return max(short, Fraction(0)) + away / factor
    fewer = -away / factor  # more than it is short itself takes off nothing
    return fewer if 0 <= fewer < short or (fewer == short and not mark.beyond) else None


def _target(line: ScoreLine, of: Measures, key: str) -> Exact:
    return line.targets[key] if key in line.targets else of.targets.get(key, 0)


def _marks(line: ScoreLine, measure: Fraction) -> Iterator[_Mark]:
    """Every measure at which the way of the line gives something else, and where its limits lie."""
    yield from _MARKS[line.way](line, measure)
    if line.counted_at_most:
        yield _Mark(GoalKind.CAP, line.counted_at_most.value)


def _of_proportion(line: ScoreLine, _: Fraction) -> Iterator[_Mark]:
    if line.proportional_from:
        yield _Mark(GoalKind.BEGINS, line.proportional_from.value)
    full = line.full_from.value if line.full_from else None
    points = Fraction(line.points or 0)
    if line.at_most is not None and points > 0 and line.proportion_of is not ProportionOf.BETWEEN:
        of_full = full if full is not None and line.proportion_of is ProportionOf.FULL else Fraction(1)
        yield _Mark(GoalKind.CAP, Fraction(line.at_most) / points * of_full)
    yield _Mark(GoalKind.FULL, full if full is not None else Fraction(1))


def _of_steps(line: ScoreLine, _: Fraction) -> Iterator[_Mark]:
    for step in line.steps:
        yield _Mark(GoalKind.STEP, step.at_least.value)


def _of_bands(line: ScoreLine, _: Fraction) -> Iterator[_Mark]:
    for band in line.bands:
        if band.at_least:
            yield _Mark(GoalKind.STEP, band.at_least.value)
        if band.less_than:  # where more of a figure makes what is short less
            yield _Mark(GoalKind.STEP, band.less_than.value, beyond=True)


def _of_units(line: ScoreLine, measure: Fraction) -> Iterator[_Mark]:
    points, base = Fraction(line.points or 0), Fraction(line.base or 0)
    if line.whole:
        count = units_in(line, measure)
        upwards = points > 0 and measure >= 0
        yield _Mark(GoalKind.STEP, (count + 1 if upwards else count) * line.size, beyond=not upwards)
    if line.at_most is not None and points:
        count = (Fraction(line.at_most) - base) / points
        if count > 0:
            yield _unit_mark(line, GoalKind.CAP, count, fewer=points < 0)
    if points < 0:
        yield _unit_mark(line, GoalKind.FULL, Fraction(0), fewer=True)


def _unit_mark(line: ScoreLine, kind: GoalKind, count: Fraction, *, fewer: bool) -> _Mark:
    """Where so many units are reached, or no more than so many are left."""
    if not line.whole:
        return _Mark(kind, count * line.size)
    return _Mark(kind, (floor(count) + 1 if fewer else ceil(count)) * line.size, beyond=fewer)


def _of_target(line: ScoreLine, measure: Fraction) -> Iterator[_Mark]:
    target = Fraction(1 if line.measuring is Measuring.COMPLETION else 0)
    yield _Mark(GoalKind.TARGET, target)
    if line.points is None or line.points <= 0:
        return
    if line.whole and measure >= target:
        yield _Mark(GoalKind.STEP, target + (floor((measure - target) / line.size) + 1) * line.size)
    caps = [Fraction(line.most_above)] if line.most_above is not None else []
    caps += [Fraction(line.at_most) - Fraction(line.base or 0)] if line.at_most is not None else []
    if caps and min(caps) > 0:
        count = min(caps) / Fraction(line.points)
        yield _Mark(GoalKind.CAP, target + (ceil(count) if line.whole else count) * line.size)


_MARKS = {
    ScoringWay.PROPORTION: _of_proportion, ScoringWay.STEPS: _of_steps, ScoringWay.BANDS: _of_bands,
    ScoringWay.PER_UNIT: _of_units, ScoringWay.ABOVE_TARGET: _of_target,
}
