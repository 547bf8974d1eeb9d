"""Whether two numbers of a draft can be set against each other, and what their quotient comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from tracker.proof.findings import Cause, HowStated, Outcome, cause_of_difference
from tracker.proof.measures import NO_UNIT_SAID
from tracker.proof.sentences import Numbered

HUNDRED = Fraction(100)
QUITE_NEAR = Fraction(3, 2)
"""How far apart two values may be that belong to each other by where they stand."""
RATHER_NEAR = Fraction(115, 100)
"""How far apart two values may be where it is not certain that they belong to each other."""


def comparable(one: Numbered, other: Numbered) -> bool:
    """Whether both count in one measure; 80亿 without a unit goes with every money, a bare number with bare ones."""
    ours, theirs = one.number.measure, other.number.measure
    if ours.of == theirs.of:
        return True
    bare = one if ours.of == NO_UNIT_SAID else other if theirs.of == NO_UNIT_SAID else None
    named = other if bare is one else one
    return bare is not None and bare.number.factor > 1 and named.number.measure.is_money


def quotient(part: Numbered, whole: Numbered, less: int = 0, factor: Fraction = HUNDRED) -> Outcome | None:
    """part ÷ whole × factor − less, in percent where nothing else is said; None where the whole may be 0."""
    possible = part.number.interval.over(whole.number.interval)
    if possible is None or not whole.number.value:
        return None
    exact = part.number.value / whole.number.value * factor - less
    possible = possible.times(factor)
    high = None if possible.high is None else possible.high - less
    return Outcome(exact, type(possible)(possible.low - less, high))


def pairs_of(numbers: Sequence[Numbered]) -> Iterator[tuple[Numbered, Numbered]]:
    """All ordered pairs of amounts that can be divided by each other."""
    amounts = [one for one in numbers if one.is_amount]
    for part in amounts:
        for whole in amounts:
            if part is not whole and comparable(part, whole):
                yield part, whole


def explained(stated: Numbered, outcomes: Iterable[Outcome | None]) -> bool:
    """Whether any of them gives the stated number to its own decimals."""
    return any(one is not None and one.judged(stated) is HowStated.AGREES for one in outcomes)


def are_beside(one: Numbered, other: Numbered, rate: Numbered) -> bool:
    """Whether two numbers and their rate follow each other with no other number between."""
    return {one.at, other.at} == {rate.at - 1, rate.at - 2}


def is_near(stated: Fraction, computed: Fraction, within: Fraction = QUITE_NEAR) -> bool:
    """Whether two values can be meant for one: less than a factor apart, or a power of ten."""
    if not stated or not computed or (stated < 0) != (computed < 0):
        return False
    ratio = abs(stated / computed)
    if 1 / within <= ratio <= within:
        return True
    return any(abs(ratio / Fraction(10) ** power - 1) < Fraction(1, 100) for power in (-4, -3, -2, -1, 1, 2, 3, 4))


def is_swap(stated: Fraction, computed: Fraction, step: Fraction) -> bool:
    """Whether two values are one another's with two digits changed, the point moved or 万 for 亿, to the last digit."""
    if (computed / (step or 1)).denominator != 1:
        return False
    return cause_of_difference(stated, computed, step) in (Cause.SWAPPED, Cause.MYRIADS, Cause.POINT)


def is_slip(stated: Fraction, computed: Fraction, step: Fraction) -> bool:
    """Whether one slip of the keys makes a value of the other: two digits changed places, the point moved, 万 for 亿,
    or one digit of three and more.
    """
    cause = cause_of_difference(stated, computed, step)
    has_three = bool(step) and abs(stated / step) >= HUNDRED
    return cause in (Cause.SWAPPED, Cause.MYRIADS, Cause.POINT) or (cause is Cause.ONE_DIGIT and has_three)


def is_meant_for(stated: Numbered, outcome: Outcome) -> bool:
    """Whether a stated number can be meant for what others come to: near it, or one slip of the keys away."""
    number = stated.number
    return is_near(number.value, outcome.exact) or is_slip(number.value, outcome.exact, number.step)
