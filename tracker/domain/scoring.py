"""The scores of all units of an assessment: line by line with their working, totals, grades and ranks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tracker.domain.assessment_words import VETO, AllEqual, RankedIn, SampleCuts, VetoEffect, WithoutTarget
from tracker.domain.rates import round_half_up
from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_assessment_line import AssessmentLine, Normalise
from tracker.domain.scoring_conditions import LinePoints, meets
from tracker.domain.scoring_figures import figure_known, known_or_zero
from tracker.domain.scoring_grades import Graded, Lifted, grade_of, moved, vetoes_of
from tracker.domain.scoring_measures import measured, pair_of_sample
from tracker.domain.scoring_ranks import Placed, ranks_of
from tracker.domain.scoring_ways import scored, summed
from tracker.domain.scoring_working import Measures, MissingInput, Wanting, Worked, Working, WorkStep

__all__ = ["Graded", "Lifted", "ScoreLine", "UnitScore", "lines_alone", "points_of", "raw_of", "scores_of"]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of one unit: its points rounded as the rules say, None where something is missing.

    `is_part`: it is part of another line and not added to the total itself.
    """

    key: str
    points: Fraction | None
    working: Working
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's score: the lines that are for its group, their total, its rank and grade.

    `total` adds up what is known; while `missing` names anything it is not the last word, and neither is the rank.
    `rank` counts from 1 among the units it is ranked with.
    """

    unit: str
    group: str
    lines: tuple[ScoreLine, ...]
    total: Fraction
    total_steps: tuple[WorkStep, ...]
    missing: tuple[MissingInput, ...]
    rank: int = 0
    graded: Graded = field(default_factory=Graded)
    vetoes: tuple[int, ...] = ()
    """The vetoes that are met, by their numbers in the rules (from 1)."""

    @property
    def waits_for(self) -> tuple[MissingInput, ...]:
        """All that total, rank or grade still wait for, each once."""
        return tuple(dict.fromkeys((*self.missing, *self.graded.waits_for)))

    @property
    def is_whole(self) -> bool:
        """Whether total, rank and grade wait for nothing."""
        return not self.waits_for

    def line(self, key: str) -> ScoreLine | None:
        """Its line with a key; None where its group has none."""
        return next((one for one in self.lines if one.key == key), None)


def scores_of(rules: Assessment, units: Sequence[Measures]) -> tuple[UnitScore, ...]:
    """The score of each unit, in the order given. Units have different names."""
    found: dict[str, dict[str, ScoreLine]] = {one.unit: {} for one in units}
    parts = rules.parts
    for line in rules.lines:
        raw = {one.unit: raw_of(rules, line, one, found[one.unit]) for one in units
               if _has_line(line, one, found[one.unit])}
        if line.normalise:
            raw = _normalised(rules, line, line.normalise, raw, units)
        for one in units:
            if one.unit in raw:
                working = _rounded(rules, line, _sampled(rules, line, one, raw[one.unit]))
                found[one.unit][line.key] = ScoreLine(line.key, working.value, working, line.key in parts)
    totals = [_total(rules, one, tuple(found[one.unit].values())) for one in units]
    ranks = ranks_of(rules, [Placed(one.group, one.total, [_deciding(rules, one, of, key) for key in rules.ties_by],
                                    _has(rules, one, VetoEffect.RANKED_LAST))
                             for one, of in zip(totals, units, strict=True)])
    return tuple(replace(one, rank=rank, graded=grade_of(
        rules, one.total, rank, moved(rules, of, points_of(one.lines)), one.vetoes))
        for one, rank, of in zip(totals, ranks, units, strict=True))


def points_of(lines: Iterable[ScoreLine]) -> LinePoints:
    """The points of lines by their key."""
    return {one.key: one.points for one in lines}


def _has_line(line: AssessmentLine, of: Measures, before: Mapping[str, ScoreLine]) -> bool:
    """Whether a unit has a line: it is for its group, and of one made of others it has at least one part."""
    return line.is_for(of.group) and (not line.of or any(key in before for key in line.of))


def lines_alone(rules: Assessment, of: Measures) -> dict[str, ScoreLine]:
    """The lines of one unit by their keys, without the other units: what is normalised among them has no points yet,
    and neither has what is made of it.
    """
    lines, parts = dict[str, ScoreLine](), rules.parts
    for line in rules.lines:
        if _has_line(line, of, lines):
            working = Working(None) if line.normalise else _rounded(
                rules, line, _sampled(rules, line, of, raw_of(rules, line, of, lines)))
            lines[line.key] = ScoreLine(line.key, working.value, working, line.key in parts)
    return lines


def raw_of(rules: Assessment, line: AssessmentLine, of: Measures, lines: Mapping[str, ScoreLine]) -> Working:
    """What a line gives a unit by itself, with its limits: not normalised, not rounded, its points not cut by a sample.
    """
    if line.only_where:
        is_met, lacks = meets(rules, line.only_where, of, points_of(lines.values()))
        if is_met is None:
            return Working(None, (), lacks)
        if not is_met:
            return Working(Fraction(0), (WorkStep(Worked.ONLY_WHERE, Fraction(0), {}, line.key),))
    if not line.way.of_lines:
        found = measured(rules, line, of)
        settled = _for_nothing(line, found)
        return settled if settled is not found else scored(
            line, _cut_first(rules, line, of, found), rules.least_of(line))
    there = {key: lines[key] for key in line.of if key in lines}
    missing = tuple(MissingInput(Wanting.LINE, key) for key, one in there.items() if one.points is None)
    if missing:
        return Working(None, (), missing)
    return summed(line, {key: one.points for key, one in there.items() if one.points is not None}, Working(None))


def _cut_first(rules: Assessment, line: AssessmentLine, of: Measures, working: Working) -> Working:
    """What is measured, cut by a sample where that comes before the scoring."""
    if line.sample_cuts is SampleCuts.POINTS or working.value is None:
        return working
    sample = pair_of_sample(rules, line, of)
    steps = (*working.steps, *sample.steps)
    if sample.value is None:
        return Working(None, steps, sample.missing)
    return Working(None, steps).then(WorkStep(Worked.SAMPLE_MEASURE, working.value * sample.value, {
        "measure": working.value, "factor": sample.value}, "", line.is_ratio))


def _for_nothing(line: AssessmentLine, working: Working) -> Working:
    """A unit that has no target, or nothing to have a share of, where the rules say what becomes of it."""
    if working.value is not None or not working.missing:
        return working
    found = {one.why for one in working.missing}
    for whys, becomes, all_points, no_points in _WITHOUT:
        said = getattr(line, becomes)
        if found <= whys and said is not WithoutTarget.ASKED:
            full = said is WithoutTarget.FULL
            points = (line.full_points or Fraction(0)) if full else Fraction(0)
            return Working(points, (*working.steps, WorkStep(all_points if full else no_points, points, {},
                                                             working.missing[0].key)))
    return working


_WITHOUT = (
    ({Wanting.TARGET, Wanting.ZERO_TARGET}, "without_target", Worked.NO_TARGET_FULL, Worked.NO_TARGET_NOTHING),
    ({Wanting.ZERO_WHOLE, Wanting.NO_RATIO}, "of_nothing", Worked.NOTHING_FULL, Worked.NOTHING_NOTHING),
)
"""What is missing, the key of the line that says what becomes of it, and the steps that tell it."""


def _normalised(rules: Assessment, line: AssessmentLine, how: Normalise, raw: Mapping[str, Working],
                units: Iterable[Measures]) -> dict[str, Working]:
    """Each unit's points by where it lies between the smallest and the largest of those it is compared with."""
    together: dict[str, list[Fraction]] = {}
    groups = {one.unit: one.group if rules.ranked is RankedIn.GROUP else "" for one in units}
    for unit, working in raw.items():
        if working.value is not None:
            together.setdefault(groups[unit], []).append(working.value)
    full = Fraction(how.points) if how.points is not None else line.full_points or Fraction(0)
    return {unit: _between(how, full, working, together[groups[unit]]) if working.value is not None else working
            for unit, working in raw.items()}


def _between(how: Normalise, full: Fraction, working: Working, of: Sequence[Fraction]) -> Working:
    value, least, most = working.value or Fraction(0), min(of), max(of)
    numbers = {"points": full, "base": how.base.value, "rest": how.rest.value, "value": value}
    if least == most:
        share = how.base.value + (how.rest.value if how.all_equal is AllEqual.FULL else 0)
        return working.then(WorkStep(Worked.ALL_EQUAL, full * share, {**numbers, "share": share}))
    result = full * (how.base.value + how.rest.value * (value - least) / (most - least))
    return working.then(WorkStep(Worked.NORMALISED, result, {**numbers, "least": least, "most": most}))


def _sampled(rules: Assessment, line: AssessmentLine, of: Measures, working: Working) -> Working:
    """The points cut by what a sample found of what was claimed."""
    if not line.sample or working.value is None or line.sample_cuts is not SampleCuts.POINTS:
        return working
    sample = pair_of_sample(rules, line, of)
    steps = (*working.steps, *sample.steps)
    if sample.value is None:
        return Working(None, steps, sample.missing)
    return Working(None, steps).then(WorkStep(Worked.SAMPLE, working.value * sample.value,
                                              {"value": working.value, "factor": sample.value}))


def _rounded(rules: Assessment, line: AssessmentLine, working: Working) -> Working:
    """What is part of another line is rounded only where it says so itself."""
    of_all = None if line.key in rules.parts else rules.line_decimals
    decimals = line.decimals if line.decimals is not None else of_all
    if decimals is None or working.value is None:
        return working
    return _round(working, decimals)


def _round(working: Working, decimals: int) -> Working:
    value = working.value or Fraction(0)
    result = Fraction(round_half_up(value, decimals))
    if result == value:
        return working
    return working.then(WorkStep(Worked.ROUNDED, result, {"value": value, "decimals": Fraction(decimals)}))


def _total(rules: Assessment, of: Measures, lines: tuple[ScoreLine, ...]) -> UnitScore:
    """What is known added up, within the limits of the total, rounded."""
    own = [one for one in lines if not one.is_part]
    value = sum((one.points for one in own if one.points is not None), Fraction(0))
    working = Working(value, (WorkStep(Worked.SUM, value),))
    if rules.at_most is not None and value > rules.at_most:
        working = working.then(WorkStep(Worked.AT_MOST, Fraction(rules.at_most), {"value": value}))
    elif rules.at_least is not None and value < rules.at_least:
        working = working.then(WorkStep(Worked.AT_LEAST, Fraction(rules.at_least), {"value": value}))
    working = _round(working, rules.decimals)
    missing = [one for line in lines for one in line.working.missing if one.why is not Wanting.LINE]
    vetoes, lacks = vetoes_of(rules, of, points_of(lines))
    if at := next((at for at in vetoes if rules.vetoes[at - 1].effect is VetoEffect.NO_POINTS), 0):
        working = working.then(WorkStep(Worked.VETOED, Fraction(0), {"value": working.value or Fraction(0)},
                                        f"{VETO}{at}"))
    missing += [one for one in lacks if one.why is not Wanting.LINE]
    return UnitScore(of.unit, of.group, lines, working.value or Fraction(0), working.steps,
                     tuple(dict.fromkeys(missing)), vetoes=vetoes)


def _has(rules: Assessment, unit: UnitScore, effect: VetoEffect) -> bool:
    return any(rules.vetoes[at - 1].effect is effect for at in unit.vetoes)


def _deciding(rules: Assessment, unit: UnitScore, of: Measures, key: str) -> Fraction:
    """What decides between equal totals: the points of a line, or a figure or mark itself; what is missing or not for
    the unit is nothing.
    """
    line = unit.line(key)
    if line is not None:
        return line.points or Fraction(0)
    return known_or_zero(figure_known(rules, key, of))
