"""What a unit's lines would give it next: how much more of an indicator until the next step, the cap, full points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from tracker.domain.assessment_words import Measuring, ProportionOf, SampleCuts, ScoringWay
from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_assessment_line import AssessmentLine
from tracker.domain.scoring import ScoreLine, UnitScore, lines_alone, raw_of, scores_of
from tracker.domain.scoring_figures import figure_known, known_or_zero, target_known
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
    told, and nothing of lines of a month or quarter. Lines that are made of others have the goals of those that lift
    them too; a part has none whose whole is not for the group, nor has what waits for something. The points of a
    normalised line depend on the other units: what a line asks about them waits here.
    """
    lines = lines_alone(rules, of)
    found: list[Goal] = []
    for line in rules.lines:
        top = _added_in(rules, line, lines) if not line.way.of_lines and not line.of_period else ""
        for key in line.figures if top else ():
            if key in grains and key in of.actuals:
                found += _of_figure(_Standing(rules, of, lines, line, top), key, Fraction(grains[key]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A line of a unit as it stands now, beside the others, and the line by which its points are in the total."""

    rules: Assessment
    of: Measures
    lines: Mapping[str, ScoreLine]
    line: AssessmentLine
    top: str

    def points(self) -> Fraction | None:
        """What the line gives by itself; None while something is missing."""
        return raw_of(self.rules, self.line, self.of, self.lines).value

    def grown(self, key: str, more: Fraction) -> _Standing:
        """With more of a figure; the other lines are counted again only where something asks about them."""
        of = with_more(self.of, key, more)
        asked = self.line.only_where is not None or self.top != self.line.key
        return replace(self, of=of, lines=lines_alone(self.rules, of) if asked else {})

    def gives_with(self, key: str, less: Fraction, points: Fraction) -> bool:
        """Whether less of a figure gives as much: only where what the line asks of the unit begins or ends with it."""
        if self.line.only_where is None:
            return False
        found = self.grown(key, less).points()
        return found is not None and found >= points

    def is_lifted_from(self, before: _Standing) -> bool:
        """Whether what the line is a part of has more as well: that may have reached its limit already."""
        if self.top == self.line.key:
            return True
        now, then = before.lines[self.top].points, self.lines[self.top].points
        return now is None or then is None or then > now


def _added_in(rules: Assessment, line: AssessmentLine, lines: Mapping[str, ScoreLine]) -> str:
    """The line by which a line is in the total of a unit: itself, or what it is in the end a part of. Empty where the
    unit does not have one of them: then it adds nothing.
    """
    wholes = {part: one.key for one in rules.lines for part in one.of}
    top = line.key
    while top in lines and top in wholes:
        top = wholes[top]
    return top if top in lines else ""


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


def _of_figure(standing: _Standing, key: str, grain: Fraction) -> Iterator[Goal]:
    """The goals of one line by one of its figures, the nearest first."""
    rules, line, of = standing.rules, standing.line, standing.of
    now, found = standing.points(), measured(rules, line, of).value
    cut = _cut_of(rules, line, of)
    if now is None or found is None or not cut:
        return
    least: dict[Fraction, GoalKind] = {}
    for mark in _reaching(line, found * cut):
        needed = _needed(standing, key, found, replace(mark, at=mark.at / cut))
        if needed is None or needed < 0:
            continue
        grains = floor(needed / grain) + 1 if mark.beyond else ceil(needed / grain)
        if grains > 0:
            least[grains * grain] = mark.kind
    reached = now
    for more, kind in sorted(least.items()):
        grown = standing.grown(key, more)
        then = grown.points()
        if then is not None and then > reached:
            reached = then
            if grown.is_lifted_from(standing) and not standing.gives_with(key, more - grain, then):
                yield Goal(line.key, key, kind, more, now, then)


def _cut_of(rules: Assessment, line: AssessmentLine, of: Measures) -> Fraction | None:
    """By what a sample cuts what is measured; 1 where it cuts the points, or there is none."""
    return pair_of_sample(rules, line, of).value if line.sample_cuts is SampleCuts.MEASURE else Fraction(1)


def _reaching(line: AssessmentLine, measure: Fraction) -> Iterator[_Mark]:
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


def _needed(standing: _Standing, key: str, measure: Fraction, mark: _Mark) -> Fraction | None:
    """How much more of a figure makes the measure so much; None where more of it never does."""
    line = standing.line
    needed = _more_needed(standing, key, mark.at - measure, mark)
    most = line.figures_at_most.get(key)
    if needed is None or most is None:
        return needed
    return needed if (Fraction(standing.of.actuals[key]) + needed) * line.factor(key) <= most else None


def _more_needed(standing: _Standing, key: str, away: Fraction, mark: _Mark) -> Fraction | None:
    """How much more of a figure moves the measure so far, whatever the figure counts at most."""
    line, of = standing.line, standing.of
    factor, measuring = line.factor(key), line.measuring
    if measuring is Measuring.COMPLETION:
        wholes = [_target(standing, name) for name in line.target_of or line.figures]
        return away * sum(wholes, Fraction(0)) / factor
    if measuring is Measuring.SHARE:
        first, second = line.figures
        return away * known_or_zero(figure_known(standing.rules, second, of)) if key == first else None
    if measuring in (Measuring.ACTUAL, Measuring.DIFFERENCE):
        return away / factor
    short = _target(standing, key) - Fraction(of.actuals[key])
    if measuring is Measuring.OVER:
        return max(short, Fraction(0)) + away / factor
    fewer = -away / factor  # more than it is short itself takes off nothing
    return fewer if 0 <= fewer < short or (fewer == short and not mark.beyond) else None


def _target(standing: _Standing, key: str) -> Fraction:
    return known_or_zero(target_known(standing.line.targets, key, standing.of))


def _marks(line: AssessmentLine, measure: Fraction) -> Iterator[_Mark]:
    """Every measure at which the way of the line gives something else, and where its limits lie."""
    yield from _MARKS[line.way](line, measure)
    if line.counted_at_most:
        yield _Mark(GoalKind.CAP, line.counted_at_most.value)


def _of_proportion(line: AssessmentLine, _: Fraction) -> Iterator[_Mark]:
    if line.proportional_from:
        yield _Mark(GoalKind.BEGINS, line.proportional_from.value)
    full = line.full_from.value if line.full_from else None
    points = Fraction(line.points or 0)
    if line.at_most is not None and points > 0 and line.proportion_of is not ProportionOf.BETWEEN:
        of_full = full if full is not None and line.proportion_of is ProportionOf.FULL else Fraction(1)
        yield _Mark(GoalKind.CAP, Fraction(line.at_most) / points * of_full)
    yield _Mark(GoalKind.FULL, full if full is not None else Fraction(1))


def _of_steps(line: AssessmentLine, _: Fraction) -> Iterator[_Mark]:
    for step in line.steps:
        yield _Mark(GoalKind.STEP, step.at_least.value)


def _of_bands(line: AssessmentLine, _: Fraction) -> Iterator[_Mark]:
    for band in line.bands:
        if band.at_least:
            yield _Mark(GoalKind.STEP, band.at_least.value)
        if band.less_than:  # where more of a figure makes what is short less
            yield _Mark(GoalKind.STEP, band.less_than.value, beyond=True)


def _of_units(line: AssessmentLine, measure: Fraction) -> Iterator[_Mark]:
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


def _unit_mark(line: AssessmentLine, kind: GoalKind, count: Fraction, *, fewer: bool) -> _Mark:
    """Where so many units are reached, or no more than so many are left."""
    if not line.whole:
        return _Mark(kind, count * line.size)
    return _Mark(kind, (floor(count) + 1 if fewer else ceil(count)) * line.size, beyond=fewer)


def _of_target(line: AssessmentLine, measure: Fraction) -> Iterator[_Mark]:
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
