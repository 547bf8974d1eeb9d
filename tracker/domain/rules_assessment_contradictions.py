"""What a readable assessment says that cannot be meant: weights that do not add up, caps out of reach, unused marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from tracker.domain.assessment_words import ScoringWay
from tracker.domain.money import print_exact
from tracker.domain.reasons import Fault
from tracker.domain.rules_assessment import Assessment, MarkAsked
from tracker.domain.rules_assessment_line import AssessmentLine
from tracker.domain.rules_score_values import Threshold
from tracker.domain.rules_unit_conditions import OF_TARGETS, AskedOfUnit
from tracker.domain.rules_values import Label

_DECIMALS = 10
"""Of a number that is told, as many as a ruleset can write."""
FoundWrong = tuple[str, Fault, str]
"""The key of a table below `assessment`, what is wrong there, and the value."""


def assessment_contradictions(rules: Assessment) -> Iterator[FoundWrong]:
    """Everything that contradicts itself, in the order of the tables."""
    yield from _whole(rules)
    yield from _names("marks", [one.label for one in rules.marks])
    for number, mark in enumerate(rules.marks, start=1):
        yield from _mark(f"marks[{number}]", mark, rules)
    yield from _names("lines", [one.label for one in rules.lines])
    for number, line in enumerate(rules.lines, start=1):
        for key, code, value in _line(line, rules):
            yield f"lines[{number}].{key}", code, value
    yield from _names("grades", [one.label for one in rules.grades])
    for number, grade in enumerate(rules.grades, start=1):
        if grade.at_least is not None and rules.at_most is not None and grade.at_least > rules.at_most:
            yield f"grades[{number}].at_least", Fault.NEVER_REACHED, f"{grade.at_least} > {rules.at_most}"
    for place, asked in _conditions(rules):
        for key, value in _of_marks(asked, rules):
            yield f"{place}.{key}", Fault.NO_TARGET_OF_MARK, value


def _conditions(rules: Assessment) -> Iterator[tuple[str, AskedOfUnit]]:
    """Everything that is asked of units, with its place."""
    for number, line in enumerate(rules.lines, start=1):
        if line.only_where:
            yield f"lines[{number}].only_where", line.only_where
    tables: dict[str, Sequence[AskedOfUnit]] = {
        "promotions": rules.promotions, "demotions": rules.demotions, "vetoes": rules.vetoes}
    for name, all_asked in tables.items():
        yield from ((f"{name}[{number}]", one) for number, one in enumerate(all_asked, start=1))


def _of_marks(asked: AskedOfUnit, rules: Assessment) -> Iterator[tuple[str, str]]:
    """Marks that are held against a target: nobody can hand one down."""
    for key in OF_TARGETS:
        for name in getattr(asked, key):
            if rules.mark(name):
                yield key, name


def _names(table: str, labels: Sequence[Label]) -> Iterator[FoundWrong]:
    """Two of one name: on a board nobody could tell them apart."""
    names = [label.zh for label in labels]
    for number, name in enumerate(names, start=1):
        if name in names[:number - 1]:
            yield f"{table}[{number}].label", Fault.DUPLICATE, name


# -- the whole and its marks ------------------------------------------------------------------------------------------

def _whole(rules: Assessment) -> Iterator[FoundWrong]:
    if rules.full_points is None:
        return
    if rules.at_most is not None and rules.at_most < rules.full_points:
        yield "at_most", Fault.NEVER_REACHED, f"{_told(rules.full_points)} > {_told(rules.at_most)}"
    told = set[Fraction]()
    # Where lines name groups it is added up for each of them: of others nobody knows whether there are any.
    for group in dict.fromkeys(name for line in rules.lines for name in line.groups) or ("",):
        total = _full_of(rules, group)
        if total != rules.full_points and total not in told:
            told.add(total)
            yield "full_points", Fault.FULL_POINTS, (
                f"{_told(total)} ≠ {_told(rules.full_points)}{f' ({group})' if group else ''}")


def _full_of(rules: Assessment, group: str) -> Fraction:
    """What the lines of a group give together, bonuses left out."""
    own = [line for line in rules.lines if line.is_for(group) and line.key not in rules.parts and not line.bonus]
    return sum((_most_of(rules, line, group) or Fraction(0) for line in own), Fraction(0))


def _most_of(rules: Assessment, line: AssessmentLine, group: str) -> Fraction | None:
    """What a line says it gives for everything; of one that only takes off nothing; None where it does not say."""
    if line.normalise and line.normalise.points is not None:
        return Fraction(line.normalise.points) * (line.normalise.base.value + line.normalise.rest.value)
    if not line.of or line.at_most is not None:
        return line.full_points
    parts = [part for name in line.of if (part := rules.line(name)).is_for(group)]
    fulls = [full * line.weight(part.key) for part in parts if (full := _most_of(rules, part, group)) is not None]
    total = sum(fulls, Fraction(0))
    return total / len(parts) if line.way is ScoringWay.AVERAGE and parts else total


def _mark(place: str, mark: MarkAsked, rules: Assessment) -> Iterator[FoundWrong]:
    if mark.at_most is not None and mark.at_most == mark.at_least:
        yield f"{place}.at_most", Fault.ONE_MARK, _told(mark.at_most)
    if mark.key not in _used(rules):
        yield f"{place}.key", Fault.MARK_NOT_USED, mark.key


def _used(rules: Assessment) -> set[str]:
    """The figures and marks that anything asks about."""
    of_lines = {key for line in rules.lines for key in (*line.figures, *line.sample, *line.target_of)}
    asked = {name for _, one in _conditions(rules) for key in type(one).model_fields
             if isinstance(named := getattr(one, key), dict) for name in named}
    return of_lines | asked | set(rules.ties_by)


# -- one line ---------------------------------------------------------------------------------------------------------

def _line(line: AssessmentLine, rules: Assessment) -> Iterator[FoundWrong]:
    yield from _caps(line, rules)
    yield from _thresholds(line)
    yield from _beyond_marks(line, rules)
    if line.measuring and line.measuring.asks_target:
        for name in line.target_of or line.figures:
            if rules.mark(name) and name not in line.targets:
                yield line.measuring.value, Fault.NO_TARGET_OF_MARK, name
    for key in ("of", "not_in"):
        for name in getattr(line, key):
            groups = rules.line(name).groups
            if groups and line.groups and not set(groups) & set(line.groups):
                yield key, Fault.OTHER_GROUP, f"{name}: {', '.join(groups)} / {', '.join(line.groups)}"
            elif key == "of" and line.groups and not (groups and set(groups) <= set(line.groups)):
                yield key, Fault.PART_OF_NOTHING, (
                    f"{name}{': ' if groups else ''}{', '.join(groups)} / {', '.join(line.groups)}")


def _caps(line: AssessmentLine, rules: Assessment) -> Iterator[FoundWrong]:
    """A cap below what the line gives for meeting its target, or above that of the total."""
    most, least = line.at_most, rules.least_of(line)
    own = line.base if line.base is not None else line.points if line.way is ScoringWay.PROPORTION else None
    name = "base" if line.base is not None else "points"
    if most is not None and own is not None and own > most:
        yield name, Fault.NEVER_REACHED, f"{name} {_told(own)} > at_most {_told(most)}"
    elif most is not None and line.most_above is not None and (line.base or 0) + line.most_above > most:
        yield "most_above", Fault.NEVER_REACHED, (
            f"base {_told(line.base or 0)} + most_above {_told(line.most_above)} > at_most {_told(most)}")
    for key, points in (("steps", [one.points for one in line.steps]), ("bands", [one.points for one in line.bands])):
        if most is not None and points and max(points) > most:
            yield key, Fault.NEVER_REACHED, f"{_told(max(points))} > at_most {_told(most)}"
    if own is not None and most is None and least is not None and least >= own > 0:
        yield "at_least", Fault.ALWAYS_REACHED, f"at_least {_told(least)} ≥ {name} {_told(own)}"
    if most is not None and rules.at_most is not None and most > rules.at_most:
        yield "at_most", Fault.ABOVE_TOTAL, f"{_told(most)} > {_told(rules.at_most)}"
    if line.normalise and line.normalise.base.value + line.normalise.rest.value > 1:
        yield "normalise", Fault.ORDER, f"{line.normalise.base} + {line.normalise.rest} > 100%"


def _thresholds(line: AssessmentLine) -> Iterator[FoundWrong]:
    """Thresholds beyond what is counted at most, or at or below what is counted at least."""
    most, least = line.counted_at_most, line.counted_at_least
    if most and least and least.value >= most.value:
        yield "counted_at_least", Fault.ALWAYS_REACHED, f"{least} ≥ {most}"
    for key, bound in _limits(line):
        if most and bound.value > most.value:
            yield key, Fault.NEVER_REACHED, f"{bound} > counted_at_most {most}"
        if least and bound.value <= least.value:
            yield key, Fault.ALWAYS_REACHED, f"{bound} ≤ counted_at_least {least}"


def _limits(line: AssessmentLine) -> Iterator[tuple[str, Threshold]]:
    """What has to be reached for anything to happen, and where it is written."""
    for key in ("full_from", "proportional_from"):
        if (bound := getattr(line, key)) is not None:
            yield key, bound
    yield from (("steps", step.at_least) for step in line.steps)
    yield from (("bands", band.at_least) for band in line.bands if band.at_least and band.at_least.value)


def _beyond_marks(line: AssessmentLine, rules: Assessment) -> Iterator[FoundWrong]:
    """Thresholds beyond all that people can give."""
    if line.measuring is None or line.is_ratio or line.measuring.asks_target:
        return
    marks = [rules.mark(key) for key in line.figures]
    if any(mark is None or mark.at_most is None for mark in marks):
        return
    most = sum((Fraction(mark.at_most) * line.factor(mark.key) for mark in marks if mark and mark.at_most is not None),
               Fraction(0))
    for key, bound in _limits(line):
        if bound.value > most:
            yield key, Fault.NEVER_REACHED, f"{bound} > {_told(most)} ({', '.join(line.figures)})"


def _told(number: object) -> str:
    """A number as it is written: 100, 0.5; one that does not end as a fraction."""
    exact = Fraction(str(number)) * 10**_DECIMALS
    if exact.denominator != 1:
        return str(Fraction(str(number)))
    return print_exact(Decimal(exact.numerator).scaleb(-_DECIMALS))
