"""What a line measures of a unit: figures and marks against targets, added up, over, short, or as a ratio."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from tracker.domain.assessment_words import Measuring
from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_assessment_line import AssessmentLine
from tracker.domain.scoring_figures import figure_known, target_known
from tracker.domain.scoring_working import Measures, MissingInput, Wanting, Worked, Working, WorkStep


@dataclass(slots=True)
class _Reading:
    """The steps and what is missing while a line is read."""

    rules: Assessment
    line: AssessmentLine
    of: Measures
    steps: list[WorkStep] = field(default_factory=list)
    missing: list[MissingInput] = field(default_factory=list)

    def step(self, code: Worked, result: Fraction, key: str = "", **numbers: Fraction) -> Fraction:
        """Writes a step down and gives what it leaves."""
        self.steps.append(WorkStep(code, result, numbers, key))
        return result

    def lacks(self, why: Wanting, key: str) -> Fraction | None:
        """Writes down what is missing, in the place of a number."""
        self.missing.append(MissingInput(why, key))
        return None

    def figure(self, key: str) -> Fraction | None:
        """A figure or mark as it is; None where it is missing."""
        return self._read(figure_known(self.rules, key, self.of))

    def target(self, key: str) -> Fraction | None:
        """The target of a figure; None where none is set."""
        return self._read(target_known(self.line.targets, key, self.of))

    def _read(self, found: WorkStep | MissingInput) -> Fraction | None:
        if isinstance(found, MissingInput):
            self.missing.append(found)
            return None
        self.steps.append(found)
        return found.result

    def times(self, key: str, value: Fraction) -> Fraction:
        """A figure, or its distance from the target, by its factor, within what it counts at most."""
        factor = self.line.factor(key)
        if factor != 1:
            value = self.step(Worked.TIMES, value * factor, key, value=value, factor=factor)
        return self.at_most(key, value)

    def at_most(self, key: str, value: Fraction) -> Fraction:
        """What a figure adds, or the most that it counts as."""
        most = self.line.figures_at_most.get(key)
        if most is None or value <= most:
            return value
        return self.step(Worked.FIGURE_AT_MOST, Fraction(most), key, value=value)

    def added(self, values: Iterable[Fraction], code: Worked = Worked.ADDED) -> Fraction:
        """Several added up; one alone is no step."""
        values = list(values)
        return values[0] if len(values) == 1 else self.step(code, sum(values, Fraction(0)))


def measured(rules: Assessment, line: AssessmentLine, of: Measures) -> Working:
    """What a line that is not made of others measures of a unit, before any limit; None with all that is missing."""
    if line.of_period:
        if line.of_period not in of.periods:
            return Working(None, (), (MissingInput(Wanting.NOT_BEGUN, line.key),))
        of = of.periods[line.of_period]
    reading = _Reading(rules, line, of)
    value = _MEASURED[line.measuring](reading) if line.measuring else None
    if reading.missing:
        return Working(None, tuple(reading.steps), tuple(reading.missing))
    return Working(value, tuple(reading.steps))


def _actual(reading: _Reading) -> Fraction | None:
    if reading.line.once:
        return _once(reading)
    figure = _not_again if reading.line.not_in else _Reading.figure
    found = [(key, figure(reading, key)) for key in reading.line.figures]
    values = [reading.times(key, value) for key, value in found if value is not None]
    return reading.added(values) if len(values) == len(found) else None


def _not_again(reading: _Reading, key: str) -> Fraction | None:
    """A figure without the projects that count in other lines already."""
    value = reading.figure(key)
    if value is None:
        return None
    if key not in reading.of.projects:
        return reading.lacks(Wanting.PROJECTS, key)
    there = counted_elsewhere(reading.rules, reading.line, reading.of)
    off = sum((Fraction(adds) for code, adds in reading.of.projects[key].items() if code in there), Fraction(0))
    return reading.step(Worked.NOT_AGAIN, value - off, key, value=value, off=off) if off else value


def counted_elsewhere(rules: Assessment, line: AssessmentLine, of: Measures) -> frozenset[str]:
    """The codes of projects that count in the lines whose projects do not count in this one."""
    found: set[str] = set()
    for name in line.not_in:
        other = rules.line(name)
        if not other.is_for(of.group):  # a line the unit does not have counts none of its projects
            continue
        codes = {code for key in other.figures for code, adds in of.projects.get(key, {}).items() if adds}
        found |= codes - counted_elsewhere(rules, other, of)
    return frozenset(found)


def _once(reading: _Reading) -> Fraction | None:
    """Each project by the figure in which it counts most; of equal ones by the first that is named."""
    best: dict[str, tuple[Fraction, str]] = {}
    elsewhere = counted_elsewhere(reading.rules, reading.line, reading.of)
    for key in reading.line.figures:
        if reading.figure(key) is None:
            continue
        if key not in reading.of.projects:
            reading.lacks(Wanting.PROJECTS, key)
            continue
        for code, adds in reading.of.projects[key].items():
            worth = Fraction(adds) * reading.line.factor(key)
            if code in elsewhere:
                continue
            if code not in best or worth > best[code][0]:
                best[code] = worth, key
    if reading.missing:
        return None
    values = []
    for key in reading.line.figures:
        worth = sum((value for value, where in best.values() if where == key), Fraction(0))
        factor = reading.line.factor(key)
        step = reading.step(Worked.ONCE, worth, key, count=worth / factor, factor=factor)
        values.append(reading.at_most(key, step))
    return reading.added(values)


def _completion(reading: _Reading) -> Fraction | None:
    value = _actual(reading)
    of = reading.line.target_of or reading.line.figures
    found = [(key, reading.target(key)) for key in of]
    targets = [target for _, target in found if target is not None]
    if value is None or len(targets) < len(found):
        return None
    target = reading.added(targets, Worked.TARGETS_ADDED)
    if not target:
        return reading.lacks(Wanting.ZERO_TARGET, of[0])
    return reading.step(Worked.COMPLETION, value / target, value=value, target=target)


def _distance(reading: _Reading) -> Fraction | None:
    """Over, short and difference: each figure against its own target."""
    values = []
    for key in reading.line.figures:
        value, target = reading.figure(key), reading.target(key)
        if value is None or target is None:
            continue
        code = Worked(str(reading.line.measuring))
        far = target - value if code is Worked.SHORT else value - target
        far = far if code is Worked.DIFFERENCE else max(far, Fraction(0))
        values.append(reading.times(key, reading.step(code, far, key, value=value, target=target)))
    return None if reading.missing else reading.added(values)


def _share(reading: _Reading) -> Fraction | None:
    first, second = reading.line.figures
    value, whole = reading.figure(first), reading.figure(second)
    if value is None or whole is None:
        return None
    if not whole:
        return reading.lacks(Wanting.ZERO_WHOLE, second)
    return reading.step(Worked.SHARE, value / whole, first, value=value, of=whole)


def _rate(reading: _Reading) -> Fraction | None:
    [key] = reading.line.figures
    if key not in reading.of.rates:
        return reading.lacks(Wanting.FIGURE, key)
    value, whole = (Fraction(one) for one in reading.of.rates[key])
    if not whole:
        return reading.lacks(Wanting.ZERO_WHOLE, key)
    return reading.step(Worked.RATE, value / whole, key, value=value, of=whole)


_MEASURED = {
    Measuring.ACTUAL: _actual, Measuring.COMPLETION: _completion, Measuring.OVER: _distance,
    Measuring.SHORT: _distance, Measuring.DIFFERENCE: _distance, Measuring.SHARE: _share, Measuring.RATE: _rate,
}


def pair_of_sample(rules: Assessment, line: AssessmentLine, of: Measures) -> Working:
    """What a sample found ÷ what was claimed, no more than all; None with all that is missing."""
    reading = _Reading(rules, line, of)
    found, claimed = (reading.figure(key) for key in line.sample)
    if found is None or claimed is None:
        return Working(None, tuple(reading.steps), tuple(reading.missing))
    if not claimed:
        return Working(None, tuple(reading.steps), (MissingInput(Wanting.ZERO_WHOLE, line.sample[1]),))
    return Working(min(found / claimed, Fraction(1)), tuple(reading.steps))
