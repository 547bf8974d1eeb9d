"""How a score came about, said so that a unit can follow it; what it waits for; how much more until the next step."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.domain.money import print_exact
from tracker.domain.rates import print_rounded
from tracker.domain.scoring_goals import GoalKind
from tracker.domain.scoring_working import Wanting, Worked
from tracker.words import Coded, Lang, spoken
from tracker.words.assessment import figure_named

if TYPE_CHECKING:
    from tracker.domain.rules_types import Ruleset
    from tracker.domain.scoring_goals import Goal
    from tracker.domain.scoring_working import MissingInput, WorkStep

_SHOWN_EXACTLY = 6
"""Decimals of a number that is shown with all of them."""
_SHOWN_ROUNDED = 4
"""Decimals of one that never ends, or only later."""


@dataclass(frozen=True, slots=True)
class WorkedWords(Coded[Worked, str]):
    """A sentence for each step; `{name}`, `{unit}` and the numbers of the step are filled in."""

    figure: str
    mark: str
    usual_mark: str
    target: str
    printed_target: str
    times: str
    once: str
    figure_at_most: str
    not_again: str
    added: str
    targets_added: str
    completion: str
    over: str
    short: str
    difference: str
    share: str
    rate: str
    sample_measure: str
    counted_rounded: str
    counted_at_most: str
    counted_at_least: str
    below_proportion: str
    full: str
    proportion: str
    proportion_of_full: str
    proportion_between: str
    step: str
    below_steps: str
    band: str
    band_upwards: str
    band_downwards: str
    no_band: str
    units: str
    whole_units: str
    for_each: str
    taken_for_each: str
    on_base: str
    off_base: str
    below_target: str
    at_target: str
    above: str
    most_above: str
    part: str
    weighted: str
    sum: str
    average: str
    at_most: str
    at_least: str
    normalised: str
    all_equal: str
    sample: str
    no_target_full: str
    no_target_nothing: str
    nothing_full: str
    nothing_nothing: str
    only_where: str
    vetoed: str
    rounded: str


@dataclass(frozen=True, slots=True)
class WantingWords(Coded[Wanting, str]):
    """A sentence for what a line waits for; `{name}` is filled in."""

    figure: str
    mark: str
    target: str
    zero_target: str
    zero_whole: str
    no_ratio: str
    projects: str
    line: str


@dataclass(frozen=True, slots=True)
class GoalWords(Coded[GoalKind, str]):
    """What is reached with more of an indicator."""

    begins: str
    step: str
    target: str
    full: str
    cap: str


@dataclass(frozen=True, slots=True)
class ScoringWords:
    """The words of scores in one language."""

    worked: WorkedWords
    wanting: WantingWords
    goal: GoalWords
    with_more: str
    """{more} of {name} bring {line} from {now} to {then}: {goal}."""
    about: str
    """Before a number that does not end: {number}."""


def exact_told(value: Fraction, lang: Lang, *, percent: bool = False) -> str:
    """A number with all its decimals where they are few, else rounded with a sign before it; as 96% of a ratio."""
    value = value * 100 if percent else value
    sign = "%" if percent else ""
    scaled = value * 10**_SHOWN_EXACTLY
    if scaled.denominator == 1:
        return print_exact(Decimal(scaled.numerator).scaleb(-_SHOWN_EXACTLY)) + sign
    return spoken(lang, ScoringWords).about.format(number=print_rounded(value, _SHOWN_ROUNDED) + sign)


_OF_THE_MEASURE = {"measure", "limit", "lower", "size"}
_IS_RATIO = (Worked.COMPLETION, Worked.SHARE, Worked.RATE)
_MEASURES_A_RATIO = (Worked.COUNTED_AT_MOST, Worked.COUNTED_AT_LEAST, Worked.ABOVE, Worked.SAMPLE_MEASURE,
                     Worked.COUNTED_ROUNDED)
_ALWAYS_RATIO = {"base", "rest", "share"}


def step_told(step: WorkStep, rules: Ruleset, lang: Lang) -> str:
    """One step of a working in words."""
    normalised = step.code in (Worked.NORMALISED, Worked.ALL_EQUAL)
    shown = {name: exact_told(number, lang, percent=(step.ratio and name in _OF_THE_MEASURE)
                              or (normalised and name in _ALWAYS_RATIO))
             for name, number in step.numbers.items()}
    result_is_ratio = step.code in _IS_RATIO or (step.ratio and step.code in _MEASURES_A_RATIO)
    return spoken(lang, ScoringWords).worked[step.code].format(
        **shown, result=exact_told(step.result, lang, percent=result_is_ratio),
        name=figure_named(rules, step.key, lang), unit=_unit(rules, step.key)).rstrip()


def missing_told(missing: MissingInput, rules: Ruleset, lang: Lang) -> str:
    """What a line waits for."""
    return spoken(lang, ScoringWords).wanting[missing.why].format(name=figure_named(rules, missing.key, lang))


def goal_told(goal: Goal, rules: Ruleset, lang: Lang) -> str:
    """How much more of an indicator brings a line how far."""
    says = spoken(lang, ScoringWords)
    return says.with_more.format(
        name=figure_named(rules, goal.key, lang), more=exact_told(goal.more, lang), unit=_unit(rules, goal.key),
        line=figure_named(rules, goal.line, lang), now=exact_told(goal.now, lang), then=exact_told(goal.then, lang),
        goal=says.goal[goal.kind])




def _unit(rules: Ruleset, key: str) -> str:
    indicator = rules.indicator(key)
    if indicator is not None:
        return indicator.unit
    mark = rules.assessment.mark(key) if rules.assessment else None
    return mark.unit if mark else ""


