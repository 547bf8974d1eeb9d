"""One line of an assessment (`[[assessment.lines]]`): what it measures, how it scores, and what is done to that."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any, Final, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from tracker.domain.assessment_words import (
    AllEqual,
    Measuring,
    ProportionOf,
    SampleCuts,
    ScoringWay,
    WithoutTarget,
)
from tracker.domain.parts import PERIODS
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_score_values import (
    Bound,
    FigureNumbers,
    Figures,
    Percentage,
    Points,
    ScoreBand,
    ScoreStep,
    Threshold,
)
from tracker.domain.rules_unit_conditions import AskedOfUnit
from tracker.domain.rules_values import (
    Cited,
    Decimals,
    Flag,
    Label,
    OptionalText,
    Table,
    Text,
    Texts,
    context,
    one_of,
    own_key,
    word,
)
from tracker.domain.rules_words import label_in

_LEAST_OF_A_SHARE: Final = 2
_MEASURES: Final = tuple(one.value for one in Measuring)
_OF_MEASURES: Final = (*_MEASURES, "of_period", "target_of", "targets", "factors", "figures_at_most", "once", "not_in",
                       "without_target", "of_nothing", "counted_decimals", "counted_at_most", "counted_at_least")
_FOR: Final = {
    ScoringWay.PROPORTION: ("points", "full_from", "proportional_from", "proportion_of", *_OF_MEASURES),
    ScoringWay.STEPS: ("steps", *_OF_MEASURES),
    ScoringWay.BANDS: ("bands", *_OF_MEASURES),
    ScoringWay.PER_UNIT: ("points", "base", "each", "whole", *_OF_MEASURES),
    ScoringWay.ABOVE_TARGET: ("points", "base", "each", "whole", "most_above", *_OF_MEASURES),
    ScoringWay.SUM: ("of", "weights"),
    ScoringWay.AVERAGE: ("of", "weights"),
}
"""The keys that say something for each way of scoring, beside those of every line."""
_OF_SOME_WAY: Final = tuple(dict.fromkeys(key for keys in _FOR.values() for key in keys))
_NEEDED: Final = {
    ScoringWay.PROPORTION: ("points",), ScoringWay.STEPS: ("steps",), ScoringWay.BANDS: ("bands",),
    ScoringWay.PER_UNIT: ("points",), ScoringWay.ABOVE_TARGET: ("base",), ScoringWay.SUM: ("of",),
    ScoringWay.AVERAGE: ("of",),
}
_FOR_MEASURE: Final = {"of_period": tuple(one for one in Measuring if one is not Measuring.RATE),
                       "target_of": (Measuring.COMPLETION,),
                       "targets": tuple(one for one in Measuring if one.asks_target),
                       "without_target": tuple(one for one in Measuring if one.asks_target),
                       "factors": tuple(one for one in Measuring if one not in (Measuring.SHARE, Measuring.RATE)),
                       "figures_at_most": (Measuring.ACTUAL, Measuring.COMPLETION),
                       "once": (Measuring.ACTUAL,), "not_in": (Measuring.ACTUAL,)}
"""The keys that say something for some measures alone."""


class Normalise(Table):
    """`normalise = { base = "60%", rest = "40%" }`: of the line's points so much to everybody, and the rest by where
    a unit lies between the smallest and the largest (三明 2020, 高安 2021).
    """

    base: Percentage
    rest: Percentage
    points: Points | None = None
    """What the percentages are of; the full points of the line where it is left out."""
    all_equal: Annotated[AllEqual, word(AllEqual)] = AllEqual.FULL


class AssessmentLine(Cited):
    """One line of an assessment. Lines that others are made of (`of`) are not added to the total themselves."""

    key: Text
    label: Label
    groups: Texts = ()
    """Groups of units it is for; empty for all."""
    way: Annotated[ScoringWay, word(ScoringWay)]
    bonus: Flag = False
    """Beside the full points that the assessment says its lines add up to."""
    only_where: AskedOfUnit | None = None
    """It gives nothing to a unit of which this is not so."""
    of: Texts = ()
    """Sum and average: lines that stand before it."""
    weights: dict[Text, Bound] = Field(default_factory=dict)
    """Sum and average: by what a part is multiplied; 1 where nothing is said."""
    completion: Figures = ()
    actual: Figures = ()
    over: Figures = ()
    short: Figures = ()
    difference: Figures = ()
    share: Figures = ()
    rate: Texts = ()
    """A conversion rate by the key it is explained by: conversion.started."""
    of_period: OptionalText = ""
    """A month or quarter, such as quarter.2: its own figures and targets are measured, not those of the year."""
    target_of: Figures = ()
    """Completion: whose targets are added up, where it is not those of all."""
    targets: FigureNumbers = Field(default_factory=dict)
    """Targets the rules print for every unit, in the place of those handed down."""
    factors: FigureNumbers = Field(default_factory=dict)
    """By what a figure is multiplied, and its distance from the target; 1 where nothing is said."""
    figures_at_most: FigureNumbers = Field(default_factory=dict)
    """What a figure adds, with its factor, is no more than this."""
    once: Flag = False
    """A project that is behind several of the figures counts in the one where it counts most."""
    not_in: Texts = ()
    """Lines that stand before it: projects that count there do not count here again."""
    without_target: Annotated[WithoutTarget, word(WithoutTarget)] = WithoutTarget.ASKED
    of_nothing: Annotated[WithoutTarget, word(WithoutTarget)] = WithoutTarget.ASKED
    """What becomes of the line where the measure is a share of nothing."""
    counted_decimals: Decimals | None = None
    """What is measured is rounded half up before it is scored; of a ratio its percentage."""
    counted_at_most: Bound | None = None
    """What is measured counts as no more than this: a completion as "120%"."""
    counted_at_least: Bound | None = None
    points: Points | None = None
    """Proportion: for the whole. Per unit, above target: for each."""
    full_from: Bound | None = None
    """Proportion: from here on all points."""
    proportional_from: Bound | None = None
    """Proportion: below this none."""
    proportion_of: Annotated[ProportionOf, word(ProportionOf)] = ProportionOf.MEASURE
    steps: tuple[ScoreStep, ...] = ()
    bands: tuple[ScoreBand, ...] = ()
    base: Points | None = None
    """Per unit: what points are put to, or taken from. Above target: the points for meeting it."""
    each: Bound | None = None
    """Of how much points are given for each; 1, and of a ratio 100%, where nothing is said."""
    whole: Flag = False
    """Only what is whole of them counts."""
    most_above: Points | None = None
    """Above target: the most that is given beside the base."""
    at_most: Points | None = None
    """The line gives no more than this."""
    at_least: Points | None = None
    normalise: Normalise | None = None
    sample: Figures = ()
    """What a random sample found and what was claimed: the score is cut by the first ÷ the second (湖州 2007)."""
    sample_cuts: Annotated[SampleCuts, word(SampleCuts)] = SampleCuts.POINTS
    decimals: Decimals | None = None
    """How the line is rounded, half up; as the assessment says where nothing is said, a part of another not at all."""

    @field_validator("key")
    @classmethod
    def _its_own_key(cls, key: str, info: ValidationInfo) -> str:
        return own_key(info, "line_keys", key)

    @field_validator(*_OF_SOME_WAY, mode="before")
    @classmethod
    def _for_this_way(cls, value: object, info: ValidationInfo) -> object:
        way, name = info.data.get("way"), str(info.field_name)
        if way is not None and name not in _FOR[way]:
            raise wrong(Fault.NOT_FOR_WAY, way)
        measure = next((Measuring(one) for one in _MEASURES if info.data.get(one)), None)
        if measure is not None and name in _FOR_MEASURE and measure not in _FOR_MEASURE[name]:
            raise wrong(Fault.NOT_FOR_WAY, measure)
        return value

    @field_validator("of")
    @classmethod
    def _lines_before(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        lines = context(info).get("lines", {})
        return tuple(own_key(info, "line_parts", one_of(lines, name)) for name in names)

    @field_validator("weights")
    @classmethod
    def _of_parts(cls, weights: dict[str, Threshold], info: ValidationInfo) -> dict[str, Threshold]:
        for name in weights:
            one_of(info.data.get("of", ()), name)
        return weights

    @field_validator("of_period")
    @classmethod
    def _a_month_or_quarter(cls, period: str) -> str:
        return one_of(PERIODS, period) if period else period

    @field_validator("rate", mode="before")
    @classmethod
    def _one_rate(cls, rate: object, info: ValidationInfo) -> object:
        if not isinstance(rate, str):
            raise wrong(Fault.WRONG_TYPE, rate, ("text",))
        return [one_of(context(info).get("rates", ()), rate.strip())]

    @field_validator("over", "short", "difference", "share", "actual", "rate")
    @classmethod
    def _one_measure(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if any(info.data.get(other) for other in _MEASURES if other != info.field_name):
            raise wrong(Fault.ONE_MEASURE, info.field_name, _MEASURES)
        if info.field_name == Measuring.SHARE and len(names) != _LEAST_OF_A_SHARE:
            raise wrong(Fault.OUT_OF_RANGE, len(names), ("2",))
        return names

    @field_validator("sample")
    @classmethod
    def _found_of_claimed(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(names) != _LEAST_OF_A_SHARE:
            raise wrong(Fault.OUT_OF_RANGE, len(names), ("2",))
        return names

    @field_validator("targets", "factors", "figures_at_most")
    @classmethod
    def _of_what_is_measured(cls, named: Any, info: ValidationInfo) -> Any:
        measured = next((info.data[one] for one in _MEASURES if info.data.get(one)), ())
        others = info.data.get("target_of", ()) if info.field_name == "targets" else ()
        for name in named:
            one_of(dict.fromkeys((*measured, *others)), name)
        return named

    @field_validator("once")
    @classmethod
    def _of_projects(cls, once: bool, info: ValidationInfo) -> bool:
        if once and info.data.get("of_period"):
            raise wrong(Fault.NOT_FOR_WAY, info.data["of_period"])
        for name in info.data.get("actual", ()) if once else ():
            one_of(_with_projects(info), name)
        return once

    @field_validator("not_in")
    @classmethod
    def _of_projects_there(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        lines = context(info).get("lines", {})
        if names and info.data.get("of_period"):
            raise wrong(Fault.NOT_FOR_WAY, info.data["of_period"])
        counting = [key for key, line in lines.items() if line.counts_projects(_with_projects(info))]
        for name in names:
            one_of(counting, name)
        for name in info.data.get("actual", ()) if names else ():
            one_of(_with_projects(info), name)
        return names

    @field_validator("sample_cuts")
    @classmethod
    def _of_a_sample(cls, cuts: SampleCuts, info: ValidationInfo) -> SampleCuts:
        if cuts is SampleCuts.MEASURE and not info.data.get("sample"):
            raise wrong(Fault.MISSING_KEY, "sample")
        if cuts is SampleCuts.MEASURE and info.data.get("way") in (ScoringWay.SUM, ScoringWay.AVERAGE):
            raise wrong(Fault.NOT_FOR_WAY, info.data["way"])
        return cuts

    @field_validator("counted_at_most", "counted_at_least", "full_from", "proportional_from", "each")
    @classmethod
    def _in_its_unit(cls, bound: Threshold | None, info: ValidationInfo) -> Threshold | None:
        return _fits(bound, info)

    @field_validator("full_from", "each")
    @classmethod
    def _above_zero(cls, bound: Threshold | None) -> Threshold | None:
        if bound is not None and not bound.value:
            raise wrong(Fault.OUT_OF_RANGE, bound, ("> 0",))
        return bound

    @field_validator("proportional_from")
    @classmethod
    def _below_full(cls, bound: Threshold | None, info: ValidationInfo) -> Threshold | None:
        full = info.data.get("full_from")
        if bound is not None and full is not None and bound.value >= full.value:
            raise wrong(Fault.ORDER, bound)
        return bound

    @field_validator("steps")
    @classmethod
    def _downwards(cls, steps: tuple[ScoreStep, ...], info: ValidationInfo) -> tuple[ScoreStep, ...]:
        """Steps stand from the highest to the lowest, in thresholds and in points."""
        for higher, lower in pairwise(steps):
            if lower.at_least.value >= higher.at_least.value or lower.points >= higher.points:
                raise wrong(Fault.ORDER, lower.at_least)
        for step in steps:
            _fits(step.at_least, info)
        return steps

    @field_validator("bands")
    @classmethod
    def _apart(cls, bands: tuple[ScoreBand, ...], info: ValidationInfo) -> tuple[ScoreBand, ...]:
        """No value lies in two bands."""
        for at, band in enumerate(bands):
            if band.at_least is None and band.less_than is None:
                raise wrong(Fault.MISSING_KEY, "at_least")
            for bound in filter(None, (band.at_least, band.less_than)):
                _fits(bound, info)
            if band.at_least and band.less_than and band.at_least.value >= band.less_than.value:
                raise wrong(Fault.ORDER, band.at_least)
            if any(_overlap(band, other) for other in bands[:at]):
                raise wrong(Fault.ORDER, band.at_least or band.less_than)
        return bands

    @field_validator("at_least")
    @classmethod
    def _not_above_the_most(cls, least: Decimal | None, info: ValidationInfo) -> Decimal | None:
        most = info.data.get("at_most")
        if least is not None and most is not None and least > most:
            raise wrong(Fault.ORDER, least)
        return least

    @model_validator(mode="after")
    def _says_all_it_needs(self, info: ValidationInfo) -> Self:
        for key in _NEEDED[self.way]:
            if getattr(self, key) in (None, ()):
                raise wrong(Fault.MISSING_KEY, key)
        if not self.way.of_lines and self.measuring is None:
            raise wrong(Fault.ONE_MEASURE, self.key, _MEASURES)
        for key in self._asked_beside():
            raise wrong(Fault.MISSING_KEY, key)
        context(info).setdefault("lines", {})[self.key] = self
        return self

    def _asked_beside(self) -> tuple[str, ...]:
        """Keys that are lacking because of what others say."""
        lacking = []
        between = self.proportion_of is ProportionOf.BETWEEN
        of_number = self.way is ScoringWay.PROPORTION and not self.is_ratio
        if self.full_from is None and (self.proportion_of is not ProportionOf.MEASURE or of_number):
            lacking.append("full_from")
        if self.proportional_from is None and between:
            lacking.append("proportional_from")
        if self.way is ScoringWay.ABOVE_TARGET and self.measuring not in (Measuring.COMPLETION, Measuring.DIFFERENCE):
            lacking.append("completion")
        if self.most_above is not None and self.points is None:
            lacking.append("points")
        without_full = self.full_points is None
        if without_full and (WithoutTarget.FULL in (self.without_target, self.of_nothing)
                             or (self.normalise is not None and self.normalise.points is None)):
            lacking.append("at_most")
        return tuple(lacking)

    @property
    def measuring(self) -> Measuring | None:
        """What it takes of its figures; None where it is made of other lines."""
        return next((Measuring(one) for one in _MEASURES if getattr(self, one)), None)

    @property
    def figures(self) -> tuple[str, ...]:
        """The indicators and marks it measures."""
        return getattr(self, self.measuring) if self.measuring else ()

    @property
    def is_ratio(self) -> bool:
        """Whether what it measures is told in percent."""
        return self.measuring is not None and self.measuring.is_ratio

    @property
    def full_points(self) -> Fraction | None:
        """The most it can give as far as it says so: at most, or what its way gives for everything."""
        full = self.at_most
        if full is None and self.way is ScoringWay.PROPORTION:
            full = self.points
        if full is None and (self.steps or self.bands):
            full = max((*(one.points for one in self.steps), *(one.points for one in self.bands)))
        if full is None and self.way is ScoringWay.ABOVE_TARGET:
            full = self.base
        if full is None and self.takes_off:
            full = self.base
        return None if full is None else Fraction(full)

    @property
    def takes_off(self) -> bool:
        """Whether it takes points off for each that is measured."""
        return self.way is ScoringWay.PER_UNIT and self.points is not None and self.points < 0

    @property
    def size(self) -> Fraction:
        """Of how much points are given for each."""
        return self.each.value if self.each else Fraction(1)

    def weight(self, part: str) -> Fraction:
        """By what a line it is made of is multiplied."""
        return self.weights[part].value if part in self.weights else Fraction(1)

    def counts_projects(self, with_projects: Container[str]) -> bool:
        """Whether it counts projects that can be told one from another, as the figures of some indicators can."""
        return self.measuring is Measuring.ACTUAL and all(key in with_projects for key in self.figures)

    def factor(self, figure: str) -> Fraction:
        """By what a figure is multiplied."""
        return Fraction(self.factors.get(figure, 1))

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.label.by_language, lang)

    def is_for(self, group: str) -> bool:
        """Whether units of a group have it."""
        return not self.groups or group in self.groups


def _with_projects(info: ValidationInfo) -> list[str]:
    """The indicators of which it is known what each project adds: those that are not made of others."""
    return [key for key, one in context(info).get("made", {}).items() if not one.composed]


def _fits(bound: Threshold | None, info: ValidationInfo) -> Threshold | None:
    """A threshold on a ratio is written in percent, any other is not. Raises `wrong_type`."""
    measure = next((Measuring(one) for one in _MEASURES if info.data.get(one)), None)
    if bound is not None and measure is not None and bound.percent is not measure.is_ratio:
        raise wrong(Fault.WRONG_TYPE, bound, ("percent" if measure.is_ratio else "number",))
    return bound


def _overlap(one: ScoreBand, other: ScoreBand) -> bool:
    """Whether a value can lie in both."""
    return not any(below.less_than is not None and above.at_least is not None
                   and below.less_than.value <= above.at_least.value for below, above in ((one, other), (other, one)))


