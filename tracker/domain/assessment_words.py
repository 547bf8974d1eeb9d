"""The vocabulary of an assessment (目标任务考核): what a line measures, how it scores, how units are ranked."""

from __future__ import annotations

from enum import StrEnum


class Measuring(StrEnum):
    """What a line takes of the figures and marks it names."""

    COMPLETION = "completion"
    """All of them ÷ their targets: a ratio."""
    ACTUAL = "actual"
    """As they are, added up."""
    OVER = "over"
    """What each is above its target, added up; what one is short makes up for nothing."""
    SHORT = "short"
    """What each is short of its target, added up; what one is above makes up for nothing."""
    DIFFERENCE = "difference"
    """Each less its target, added up; below zero where they are short."""
    SHARE = "share"
    """The first ÷ the second: a ratio."""
    RATE = "rate"
    """A conversion rate of the rules, of the unit's own projects: a ratio."""

    @property
    def is_ratio(self) -> bool:
        """Whether it is written and told in percent."""
        return self in (Measuring.COMPLETION, Measuring.SHARE, Measuring.RATE)

    @property
    def asks_target(self) -> bool:
        """Whether it is held against targets."""
        return self not in (Measuring.ACTUAL, Measuring.SHARE, Measuring.RATE)


class ScoringWay(StrEnum):
    """How a line makes points of what it measures."""

    PROPORTION = "proportion"
    """Points × the measure, with what is counted at most, full points from a threshold, nothing below another."""
    STEPS = "steps"
    """The points of the highest threshold that is reached; below the lowest none."""
    BANDS = "bands"
    """The points of the band it lies in; between bands none."""
    PER_UNIT = "per_unit"
    """A base, and points for each unit measured; below zero they are taken off."""
    ABOVE_TARGET = "above_target"
    """A base where the target is met, and points for each step above it; below it nothing."""
    SUM = "sum"
    """Other lines added up."""
    AVERAGE = "average"
    """The average of other lines."""

    @property
    def of_lines(self) -> bool:
        """Whether it is made of other lines."""
        return self in (ScoringWay.SUM, ScoringWay.AVERAGE)


class ProportionOf(StrEnum):
    """What points are in proportion to, where there are thresholds."""

    MEASURE = "measure"
    """The measure itself: 80% of the points at 80%."""
    FULL = "full"
    """The measure ÷ the threshold of full points: all of them there."""
    BETWEEN = "between"
    """The way from the threshold below which there is nothing to that of full points."""


class WithoutTarget(StrEnum):
    """What becomes of a line for a unit that was handed no target, or has nothing that a share could be of."""

    ASKED = "asked"
    """It has no score until one is, and is named."""
    NOTHING = "nothing"
    """No points."""
    FULL = "full"
    """All points: it was asked for nothing."""


class SampleCuts(StrEnum):
    """What a sample cuts by found ÷ claimed."""

    POINTS = "points"
    """The points of the line, after all else."""
    MEASURE = "measure"
    """What is measured, before anything is scored: a cap comes after it."""


class GradeChanges(StrEnum):
    """What becomes of several promotions that are met, and of several demotions."""

    GREATEST = "greatest"
    """The one of most grades counts, once."""
    ADDED = "added"
    """Each of them counts."""


class VetoEffect(StrEnum):
    """What a veto (一票否决) does."""

    NO_POINTS = "no_points"
    """The total counts as nothing."""
    RANKED_LAST = "ranked_last"
    """The unit stands behind all that have none, whatever its total."""
    LAST_GRADE = "last_grade"
    """It has the last grade, whatever its total."""


class AllEqual(StrEnum):
    """What a normalised line gives where all units have the same: largest less smallest is 0."""

    FULL = "full"
    BASE = "base"


class RankedIn(StrEnum):
    """Which units are ranked, and normalised, together."""

    GROUP = "group"
    ALL = "all"


class TieRule(StrEnum):
    """Which rank units with the same total have."""

    GAP = "gap"
    """They share it, and the next is as many further: 1, 1, 3."""
    DENSE = "dense"
    """They share it, and the next follows: 1, 1, 2."""
    BY_LINES = "by_lines"
    """Lines that are named decide, one after the other; whoever is the same in all of them shares it, as by gap."""
