"""From what a line measures to its points, each way of scoring by itself; nothing is rounded here."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tracker.domain.assessment_words import Measuring, ProportionOf, ScoringWay
from tracker.domain.rates import round_half_up
from tracker.domain.rules_score_line import ScoreLine
from tracker.domain.scoring_working import Worked, Working, WorkStep

_NOTHING = Fraction(0)


def scored(line: ScoreLine, measured: Working, least: Decimal | None = None) -> Working:
    """The points a line gives for what was measured, at most what it says and at least `least`; what is missing stays
    missing.
    """
    if measured.value is None:
        return measured
    return _limited(line, _WAYS[line.way](line, _counted(line, measured)), least)


def summed(line: ScoreLine, parts: dict[str, Fraction], start: Working) -> Working:
    """The points of a line that is made of others, whose scores are all there."""
    total = _NOTHING
    for key, value in parts.items():
        start, weight = start.then(WorkStep(Worked.PART, value, {}, key)), line.weight(key)
        if weight != 1:
            start = start.then(WorkStep(Worked.WEIGHTED, value * weight, {"value": value, "weight": weight}, key))
        total += value * weight
    if line.way is ScoringWay.AVERAGE:
        count = Fraction(len(parts))
        start = start.then(WorkStep(Worked.AVERAGE, total / count, {"total": total, "count": count}))
    else:
        start = start.then(WorkStep(Worked.SUM, total))
    return _limited(line, start, line.at_least)


def _counted(line: ScoreLine, working: Working) -> Working:
    """What is measured, rounded where the line says so, within what counts at most and at least."""
    if line.counted_decimals is not None:
        working = _counted_rounded(working, line.counted_decimals, ratio=line.is_ratio)
    value = _value(working)
    if line.counted_at_most and value > (most := line.counted_at_most.value):
        return working.then(WorkStep(Worked.COUNTED_AT_MOST, most, {"measure": value}, "", line.is_ratio))
    if line.counted_at_least and value < (least := line.counted_at_least.value):
        return working.then(WorkStep(Worked.COUNTED_AT_LEAST, least, {"measure": value}, "", line.is_ratio))
    return working


def _counted_rounded(working: Working, decimals: int, *, ratio: bool) -> Working:
    """A measure rounded half up; of a ratio its percentage is."""
    value, whole = _value(working), 100 if ratio else 1
    result = Fraction(round_half_up(value * whole, decimals)) / whole
    if result == value:
        return working
    return working.then(WorkStep(Worked.COUNTED_ROUNDED, result, {"measure": value, "decimals": Fraction(decimals)},
                                 "", ratio))


def _limited(line: ScoreLine, working: Working, least: Decimal | None) -> Working:
    """The points, within what the line gives at most and at least."""
    value = _value(working)
    if line.at_most is not None and value > line.at_most:
        return working.then(WorkStep(Worked.AT_MOST, Fraction(line.at_most), {"value": value}))
    if least is not None and value < least:
        return working.then(WorkStep(Worked.AT_LEAST, Fraction(least), {"value": value}))
    return working


def _proportion(line: ScoreLine, working: Working) -> Working:
    measure, points = _value(working), Fraction(line.points or 0)
    lower = line.proportional_from.value if line.proportional_from else None
    full = line.full_from.value if line.full_from else None
    numbers = {"points": points, "measure": measure}
    if full is not None and measure >= full:
        return working.then(WorkStep(Worked.FULL, points, {**numbers, "limit": full}, "", line.is_ratio))
    if lower is not None and measure < lower:
        return working.then(WorkStep(Worked.BELOW_PROPORTION, _NOTHING, {"measure": measure, "limit": lower}, "",
                                     line.is_ratio))
    if line.proportion_of is ProportionOf.FULL and full is not None:
        return working.then(WorkStep(Worked.PROPORTION_OF_FULL, points * measure / full, {**numbers, "limit": full},
                                     "", line.is_ratio))
    if line.proportion_of is ProportionOf.BETWEEN and full is not None and lower is not None:
        result = points * (measure - lower) / (full - lower)
        return working.then(WorkStep(Worked.PROPORTION_BETWEEN, result, {**numbers, "limit": full, "lower": lower}, "",
                                     line.is_ratio))
    return working.then(WorkStep(Worked.PROPORTION, points * measure, numbers, "", line.is_ratio))


def _steps(line: ScoreLine, working: Working) -> Working:
    measure = _value(working)
    for step in line.steps:
        if measure >= step.at_least.value:
            return working.then(WorkStep(Worked.STEP, Fraction(step.points), {
                "measure": measure, "limit": step.at_least.value}, "", line.is_ratio))
    return working.then(WorkStep(Worked.BELOW_STEPS, _NOTHING, {
        "measure": measure, "limit": line.steps[-1].at_least.value}, "", line.is_ratio))


def _bands(line: ScoreLine, working: Working) -> Working:
    measure = _value(working)
    band = next((one for one in line.bands if one.holds(measure)), None)
    if band is None:
        return working.then(WorkStep(Worked.NO_BAND, _NOTHING, {"measure": measure}, "", line.is_ratio))
    numbers = {"measure": measure}
    if band.at_least:
        numbers["lower"] = band.at_least.value
    if band.less_than:
        numbers["limit"] = band.less_than.value
    code = (Worked.BAND if band.at_least and band.less_than
            else Worked.BAND_UPWARDS if band.at_least else Worked.BAND_DOWNWARDS)
    return working.then(WorkStep(code, Fraction(band.points), numbers, "", line.is_ratio))


def units_in(line: ScoreLine, value: Fraction) -> Fraction:
    """How many units points are given for lie in a measure; where only whole ones count, without the rest."""
    count = value / line.size
    return Fraction(int(count)) if line.whole else count


def _for_each(line: ScoreLine, working: Working) -> Working:
    """Points for each unit of what is measured; below zero whole ones are counted towards zero."""
    value, points = _value(working), Fraction(line.points or 0)
    count = units_in(line, value)
    if line.whole or line.size != 1:
        working = working.then(WorkStep(Worked.WHOLE_UNITS if line.whole else Worked.UNITS, count,
                                        {"measure": value, "size": line.size}, "", line.is_ratio))
    if points < 0:
        return working.then(WorkStep(Worked.TAKEN_FOR_EACH, count * points, {
            "count": count, "points": -points, "off": -count * points}))
    return working.then(WorkStep(Worked.FOR_EACH, count * points, {"count": count, "points": points}))


def _per_unit(line: ScoreLine, working: Working) -> Working:
    working = _for_each(line, working)
    return working if line.base is None else _on_base(line, working)


def _on_base(line: ScoreLine, working: Working) -> Working:
    more, base = _value(working), Fraction(line.base or 0)
    if more < 0:
        return working.then(WorkStep(Worked.OFF_BASE, base + more, {"base": base, "off": -more}))
    return working.then(WorkStep(Worked.ON_BASE, base + more, {"base": base, "more": more}))


def _above_target(line: ScoreLine, working: Working) -> Working:
    measure, base = _value(working), Fraction(line.base or 0)
    target = Fraction(1 if line.measuring is Measuring.COMPLETION else 0)
    if measure < target:
        return working.then(WorkStep(Worked.BELOW_TARGET, _NOTHING, {"measure": measure}, "", line.is_ratio))
    working = working.then(WorkStep(Worked.AT_TARGET, base, {"measure": measure}, "", line.is_ratio))
    if line.points is None or measure == target:
        return working
    working = working.then(WorkStep(Worked.ABOVE, measure - target, {"measure": measure}, "", line.is_ratio))
    working = _for_each(line, working)
    if line.most_above is not None and _value(working) > line.most_above:
        working = working.then(WorkStep(Worked.MOST_ABOVE, Fraction(line.most_above), {"value": _value(working)}))
    return _on_base(line, working)


def _value(working: Working) -> Fraction:
    return working.value if working.value is not None else _NOTHING


_WAYS = {
    ScoringWay.PROPORTION: _proportion, ScoringWay.STEPS: _steps, ScoringWay.BANDS: _bands,
    ScoringWay.PER_UNIT: _per_unit, ScoringWay.ABOVE_TARGET: _above_target,
}
