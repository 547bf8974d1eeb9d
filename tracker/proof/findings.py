"""What a check found: the sentence, the numbers it compared, what they come to, and the likely cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from tracker.domain.rates import round_half_up
from tracker.proof.draft import DraftPlace
from tracker.proof.interval import Interval
from tracker.proof.sentences import Numbered, Sentence


class Checked(StrEnum):
    """What was looked at."""

    COMPLETION = "completion"
    """A rate of completion against actual ÷ target."""
    SHARE = "share"
    """A share against part ÷ whole."""
    CONVERSION = "conversion"
    """A conversion rate (开工率) against its two numbers."""
    GROWTH = "growth"
    """A growth against the values of two years, or against the value and its increase."""
    MULTIPLE = "multiple"
    """是上年的1.3倍 against two values."""
    AVERAGE = "average"
    """An average against its total and what that is divided by."""
    SURPLUS = "surplus"
    """By how much a target was passed, against actual − target."""
    PARTS = "parts"
    """Parts against their total."""
    PART_OF_WHOLE = "part_of_whole"
    """A part that is more than its whole."""
    STRUCTURE = "structure"
    """Shares that must come to 100 (三次产业结构)."""
    TWICE = "twice"
    """One thing with two values."""
    RANK = "rank"
    """A rank against how many are ranked."""
    CLAIM = "claim"
    """Words such as 超额完成 against the numbers beside them."""
    PACE = "pace"
    """快于序时进度 against the rate before it and the time gone by."""
    SIGN = "sign"
    """A word of growth with a minus."""
    OFFICE = "office"
    """A number against the office's figure."""


class Cause(StrEnum):
    """What most likely happened."""

    ROUNDING = "rounding"
    """Only rounding of the printed numbers explains it."""
    CUT_OFF = "cut_off"
    """Cut off, not rounded."""
    MYRIADS = "myriads"
    """万 and 亿 taken for each other: ten thousand times too large or too small."""
    POINT = "point"
    """The decimal point is at another place."""
    SWAPPED = "swapped"
    """Two digits changed places."""
    ONE_DIGIT = "one_digit"
    """One digit is another."""
    WRONG_SIGN = "wrong_sign"
    """Grew where it fell, or fell where it grew."""
    OTHER = "other"
    """One of the numbers was changed and the other not."""


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """A number of a finding: as it was written, and what it is there (a value of `Role`, or one of the check's own)."""

    text: str
    part: str


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """Something that does not agree. `hard`: no rounding explains it; else it is a note.

    `stated` is what was written, `computed` what the other numbers come to, both with their unit. `also` is the place
    and sentence of the other mention where there are two, `params` what else the sentence of the check needs.
    """

    checked: Checked
    cause: Cause
    hard: bool
    place: DraftPlace
    sentence: str
    stated: str
    computed: str
    numbers: tuple[NumberSaid, ...]
    also: tuple[DraftPlace, str] | None = None
    params: dict[str, str] = field(default_factory=dict)
    passage: int = 0
    start: int = 0
    """Passage and offset, for the order in which findings are told."""


class HowStated(StrEnum):
    """How a stated number stands to what others come to."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was computed for a stated number: of the numbers as printed, and of all they may have been rounded from."""

    exact: Fraction
    possible: Interval

    def judged(self, stated: Numbered) -> HowStated:
        """How the stated number stands to it: to its own decimals; else within rounding; else not."""
        return self.compared(stated.number.value, stated.number.step, stated.number.interval,
                             hedged=stated.number.is_hedged)

    def compared(self, value: Fraction, step: Fraction, interval: Interval, *, hedged: bool = False) -> HowStated:
        """Like `judged`, for a number given by its pieces."""
        if not hedged and step and rounded_to(self.exact, step) == value:
            return HowStated.AGREES
        if self.possible.meets(interval):
            return HowStated.AGREES if hedged else HowStated.ROUNDING
        return HowStated.DIFFERS


def rounded_to(value: Fraction, step: Fraction) -> Fraction:
    """A value rounded half up to multiples of a step; a half of a fallen value is rounded away from nothing too."""
    sign = -1 if value < 0 else 1
    return sign * Fraction(round_half_up(abs(value) / step, 0)) * step


def cause_of_difference(stated: Fraction, computed: Fraction, step: Fraction) -> Cause:
    """The likely cause why `stated` is not `computed`; `step` is what the last digit of the stated one stands for."""
    if not step:
        step = Fraction(1)
    right = rounded_to(computed, step)
    if stated == -right and stated:
        return Cause.WRONG_SIGN
    if (computed / step).__floor__() * step == stated:
        return Cause.CUT_OFF
    if stated and computed and (power := _power_of_ten(abs(stated / computed))):
        return Cause.MYRIADS if abs(power) in (4, 8) else Cause.POINT
    ours, theirs = str(abs(right / step)), str(abs(stated / step))
    if len(ours) == len(theirs):
        differ = [at for at, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other]
        if len(differ) == 1:
            return Cause.ONE_DIGIT
        if len(differ) == 2 and ours[differ[0]] == theirs[differ[1]] and ours[differ[1]] == theirs[differ[0]]:
            return Cause.SWAPPED
    return Cause.OTHER


def _power_of_ten(quotient: Fraction) -> int:
    """The power of ten that a quotient is within a hundredth; 0 where it is none, or 1."""
    powers = [power for power in range(-9, 10) if power]
    for power in powers:
        if abs(quotient / _ten_to(power) - 1) < Fraction(1, 100):
            return power
    return 0


def _ten_to(power: int) -> Fraction:
    return Fraction(10**power) if power >= 0 else Fraction(1, 10**-power)


def finding_in(sentence: Sentence, checked: Checked, cause: Cause, *, hard: bool, stated: str, computed: str,
               numbers: Sequence[tuple[Numbered, str]] | Sequence[Numbered], start: int | None = None,
               params: dict[str, str] | None = None) -> DraftFinding:
    """A finding in one sentence; numbers have the part given with them, or their own."""
    said = tuple(NumberSaid(one.text, one.part.value) if isinstance(one, Numbered) else NumberSaid(one[0].text, one[1])
                 for one in numbers)
    return DraftFinding(checked, cause, hard, sentence.place, sentence.shown, stated, computed, said,
                        passage=sentence.passage, start=sentence.start if start is None else start,
                        params=params or {})


def percent_text(ratio: Fraction, step: Fraction) -> str:
    """A value in percent with as many decimals as a step has, and one more where they would not tell: "104.70%"."""
    decimals = 0 if step >= 1 or step == 0 else len(str(round(1 / step))) - 1
    sign = "-" if ratio < 0 else ""
    return f"{sign}{round_half_up(abs(ratio), decimals):f}%"
