"""How a score came about, step by step with exact numbers, and what it still waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Exact = int | Decimal | Fraction
"""A number that loses nothing; never a float."""


class Worked(StrEnum):
    """One step of a working; each has a sentence with the numbers named here. `result` is what the step leaves."""

    FIGURE = "figure"
    """The figure of an indicator: result."""
    MARK = "mark"
    """A mark as it was given: result."""
    USUAL_MARK = "usual_mark"
    """A mark nobody gave, as the rules have it: result."""
    TARGET = "target"
    """The target that was handed down: result."""
    PRINTED_TARGET = "printed_target"
    """The target of the rules: result."""
    TIMES = "times"
    """A figure × its factor: value, factor."""
    ONCE = "once"
    """What projects of a figure count for that count most in it: count, factor."""
    FIGURE_AT_MOST = "figure_at_most"
    """What a figure adds counts as no more than this: value."""
    NOT_AGAIN = "not_again"
    """A figure without the projects that count in other lines: value, off."""
    ADDED = "added"
    """Several figures added up."""
    TARGETS_ADDED = "targets_added"
    COMPLETION = "completion"
    """value ÷ target."""
    OVER = "over"
    """value less target, at least nothing."""
    SHORT = "short"
    """target less value, at least nothing."""
    DIFFERENCE = "difference"
    """value less target."""
    SHARE = "share"
    """value ÷ of."""
    RATE = "rate"
    """A conversion rate: value ÷ of."""
    SAMPLE_MEASURE = "sample_measure"
    """measure × found ÷ claimed: factor."""
    COUNTED_ROUNDED = "counted_rounded"
    """measure to so many decimals."""
    COUNTED_AT_MOST = "counted_at_most"
    COUNTED_AT_LEAST = "counted_at_least"
    BELOW_PROPORTION = "below_proportion"
    """measure is below limit: no points."""
    FULL = "full"
    """measure has reached limit: all points."""
    PROPORTION = "proportion"
    """points × measure."""
    PROPORTION_OF_FULL = "proportion_of_full"
    """points × measure ÷ limit."""
    PROPORTION_BETWEEN = "proportion_between"
    """points × (measure − lower) ÷ (limit − lower)."""
    STEP = "step"
    """measure has reached limit."""
    BELOW_STEPS = "below_steps"
    """measure is below the lowest, limit."""
    BAND = "band"
    """measure lies from lower and below limit."""
    BAND_UPWARDS = "band_upwards"
    """measure lies from lower on."""
    BAND_DOWNWARDS = "band_downwards"
    """measure lies below limit."""
    NO_BAND = "no_band"
    UNITS = "units"
    """measure ÷ size."""
    WHOLE_UNITS = "whole_units"
    """measure ÷ size, what is whole of it."""
    FOR_EACH = "for_each"
    """count × points."""
    TAKEN_FOR_EACH = "taken_for_each"
    """count × points, which are taken off: off."""
    ON_BASE = "on_base"
    """base and more together."""
    OFF_BASE = "off_base"
    """base less off."""
    BELOW_TARGET = "below_target"
    AT_TARGET = "at_target"
    """The target is met: result is the base."""
    ABOVE = "above"
    """measure is so much above the target: result."""
    MOST_ABOVE = "most_above"
    """No more than this beside the base."""
    PART = "part"
    """The score of another line: result."""
    WEIGHTED = "weighted"
    """The score of another line by its weight: value, weight."""
    SUM = "sum"
    AVERAGE = "average"
    """The sum ÷ count."""
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    NORMALISED = "normalised"
    """points × (base + rest × (value − least) ÷ (most − least))."""
    ALL_EQUAL = "all_equal"
    """All units have the same: value."""
    SAMPLE = "sample"
    """value × found ÷ claimed."""
    NO_TARGET_FULL = "no_target_full"
    NO_TARGET_NOTHING = "no_target_nothing"
    NOTHING_FULL = "nothing_full"
    """It would be a share of nothing: all points."""
    NOTHING_NOTHING = "nothing_nothing"
    ONLY_WHERE = "only_where"
    """What the line asks of the unit is not so: nothing."""
    VETOED = "vetoed"
    """A veto takes all points: value."""
    ROUNDED = "rounded"
    """To so many decimals."""


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step: which, what it leaves, the numbers it is made of by name, and the figure or line it speaks of.

    `ratio`: what it measures is a ratio (`measure`, `limit`, `lower`, `size` and, of a measuring step, `result`).
    """

    code: Worked
    result: Fraction
    numbers: Mapping[str, Fraction] = field(default_factory=dict)
    key: str = ""
    ratio: bool = False


class Wanting(StrEnum):
    """Why a line has no score yet."""

    FIGURE = "figure"
    """Nothing is known of an indicator."""
    MARK = "mark"
    """Nobody gave the mark."""
    TARGET = "target"
    """No target was handed down."""
    ZERO_TARGET = "zero_target"
    """The target is nothing, so that no completion can be stated."""
    ZERO_WHOLE = "zero_whole"
    """What it is a share of is nothing."""
    NO_RATIO = "no_ratio"
    """The indicator is a ratio, and what it divides by is nothing."""
    PROJECTS = "projects"
    """The projects behind a figure are not known, so none can be counted once."""
    LINE = "line"
    """A line it is made of has no score."""


@dataclass(frozen=True, slots=True)
class MissingInput:
    """What a line waits for: of which figure, mark or line."""

    why: Wanting
    key: str


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known of one unit: each figure in its indicator's unit, targets likewise, marks as they were given.

    `projects` has, for an indicator, what each project adds to its figure by the project's code; only lines that count
    a project once need it. `rates` has the numerator and the denominator of conversion rates, `no_ratio` the
    ratios that have no figure since what they divide by is nothing.
    """

    unit: str
    group: str = ""
    actuals: Mapping[str, Exact] = field(default_factory=dict)
    targets: Mapping[str, Exact] = field(default_factory=dict)
    marks: Mapping[str, Exact] = field(default_factory=dict)
    projects: Mapping[str, Mapping[str, Exact]] = field(default_factory=dict)
    rates: Mapping[str, tuple[Exact, Exact]] = field(default_factory=dict)
    no_ratio: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Working:
    """What a line comes to so far: None where something is missing, with the steps up to there."""

    value: Fraction | None
    steps: tuple[WorkStep, ...] = ()
    missing: tuple[MissingInput, ...] = ()

    def then(self, step: WorkStep) -> Working:
        """With one step more."""
        return Working(step.result, (*self.steps, step), self.missing)
