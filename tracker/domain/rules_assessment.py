"""The table of a ruleset about the assessment of units (`[assessment]`): its lines, marks, grades and ranks."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, StrictInt, ValidationInfo, field_validator, model_validator

from tracker.domain.assessment_words import GradeChanges, RankedIn, TieRule, VetoEffect
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_score_line import ScoreLine
from tracker.domain.rules_score_values import Points
from tracker.domain.rules_unit_conditions import AskedOfUnit
from tracker.domain.rules_values import Cited, Decimals, Label, OptionalText, Text, Texts, context, one_of, word
from tracker.domain.rules_words import label_in


class MarkAsked(Cited):
    """`[[assessment.marks]]`: a number that people give each unit: points, visits, awards, what a sample found."""

    key: Text
    label: Label
    unit: OptionalText = ""
    """分, 个, 次 …"""
    at_most: Points | None = None
    at_least: Points = Decimal(0)
    usual: Points | None = None
    """What a unit has where nobody gave it one; without it such a unit's lines wait for the mark."""

    @field_validator("key")
    @classmethod
    def _not_an_indicator(cls, key: str, info: ValidationInfo) -> str:
        marks = context(info).setdefault("marks", {})
        if key in marks or key in context(info).get("keys", ()):
            raise wrong(Fault.DUPLICATE, key)
        marks[key] = None
        return key

    @field_validator("at_least")
    @classmethod
    def _not_above_most(cls, least: Decimal, info: ValidationInfo) -> Decimal:
        most = info.data.get("at_most")
        if most is not None and least > most:
            raise wrong(Fault.ORDER, least)
        return least

    @field_validator("usual")
    @classmethod
    def _within(cls, usual: Decimal | None, info: ValidationInfo) -> Decimal | None:
        most, least = info.data.get("at_most"), info.data.get("at_least", Decimal(0))
        if usual is not None and (usual < least or (most is not None and usual > most)):
            raise wrong(Fault.OUT_OF_RANGE, usual, (f"≥ {least}", *((f"≤ {most}",) if most is not None else ())))
        return usual

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.label.by_language, lang)


class GradeAsked(Cited):
    """`[[assessment.grades]]`: what a total is called from so many points on, or a rank up to so many."""

    label: Label
    at_least: Points | None = None
    first: Annotated[StrictInt, Field(ge=1, le=10_000)] | None = None
    """The first so many by rank."""

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.label.by_language, lang)


_Grades = Annotated[StrictInt, Field(ge=1, le=10)]


class Promotion(AskedOfUnit):
    """`[[assessment.promotions]]`: what lifts a unit by grades (桐庐 2022)."""

    grades: _Grades = 1


class Demotion(AskedOfUnit):
    """`[[assessment.demotions]]`: what lowers a unit by grades (降档), or keeps it from the best ones."""

    label: Label
    grades: _Grades | None = None
    at_best: OptionalText = ""
    """The best grade it can have, by its Chinese label."""

    @model_validator(mode="after")
    def _says_how_far(self) -> Self:
        if (self.grades is None) is not bool(self.at_best):
            raise wrong(Fault.ONE_MEASURE, "grades", ("grades", "at_best"))
        return self

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.label.by_language, lang)


class Veto(AskedOfUnit):
    """`[[assessment.vetoes]]`: one thing that decides against a unit, whatever else it has (一票否决)."""

    label: Label
    effect: Annotated[VetoEffect, word(VetoEffect)]

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.label.by_language, lang)


class Assessment(Cited):
    """`[assessment]`: how units are scored and ranked."""

    decimals: Decimals = 2
    """Of the total, rounded half up."""
    line_decimals: Decimals | None = None
    """Of each line before they are added up; not rounded where nothing is said."""
    at_most: Points | None = None
    """The total is no more than this."""
    at_least: Points | None = None
    full_points: Points | None = None
    """What the lines that are no bonus give together at most (满分): what they say is checked against it."""
    deducted_down_to: Points | None = None
    """Lines that take points off a base do so down to this, where they do not say another `at_least` (扣完为止)."""
    ranked: Annotated[RankedIn, word(RankedIn)] = RankedIn.GROUP
    ties: Annotated[TieRule, word(TieRule)] = TieRule.GAP
    marks: tuple[MarkAsked, ...] = ()
    lines: Annotated[tuple[ScoreLine, ...], Field(min_length=1)]
    ties_by: Texts = ()
    """With `ties = "by_lines"`: the lines, indicators and marks that decide, one after the other."""
    grades: tuple[GradeAsked, ...] = ()
    """From the best to the least."""
    promotions: tuple[Promotion, ...] = ()
    demotions: tuple[Demotion, ...] = ()
    grade_changes: Annotated[GradeChanges, word(GradeChanges)] = GradeChanges.GREATEST
    vetoes: tuple[Veto, ...] = ()

    @field_validator("at_least")
    @classmethod
    def _total_in_order(cls, least: Decimal | None, info: ValidationInfo) -> Decimal | None:
        most = info.data.get("at_most")
        if least is not None and most is not None and least > most:
            raise wrong(Fault.ORDER, least)
        return least

    @field_validator("ties_by")
    @classmethod
    def _by_known_lines(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        read = context(info)
        for name in names:
            one_of([*read.get("lines", {}), *read.get("made", {}), *read.get("marks", {})], name)
        if names and info.data.get("ties") is not TieRule.BY_LINES:
            raise wrong(Fault.NOT_FOR_WAY, info.data.get("ties", ""))
        return names

    @field_validator("grades")
    @classmethod
    def _best_first(cls, grades: tuple[GradeAsked, ...]) -> tuple[GradeAsked, ...]:
        """Either all by points, downwards, or all by rank, upwards; the last may ask nothing."""
        for at, grade in enumerate(grades):
            asks = [grade.at_least is not None, grade.first is not None]
            if all(asks) or (not any(asks) and at + 1 < len(grades)):
                raise wrong(Fault.ORDER, grade.label.zh)
        points = [grade.at_least for grade in grades if grade.at_least is not None]
        firsts = [grade.first for grade in grades if grade.first is not None]
        if points and firsts:
            raise wrong(Fault.ORDER, firsts[0])
        if points != sorted(set(points), reverse=True) or firsts != sorted(set(firsts)):
            raise wrong(Fault.ORDER, "grades")
        return grades

    @field_validator("demotions")
    @classmethod
    def _at_best_a_grade(cls, demotions: tuple[Demotion, ...], info: ValidationInfo) -> tuple[Demotion, ...]:
        for one in demotions:
            if one.at_best:
                one_of([grade.label.zh for grade in info.data.get("grades", ())], one.at_best)
        return demotions

    @model_validator(mode="after")
    def _says_what_decides(self) -> Self:
        if self.ties is TieRule.BY_LINES and not self.ties_by:
            raise wrong(Fault.MISSING_KEY, "ties_by")
        of_grades = [one for one in self.vetoes if one.effect is VetoEffect.LAST_GRADE]
        if (self.promotions or self.demotions or of_grades) and not self.grades:
            raise wrong(Fault.MISSING_KEY, "grades")
        return self

    def least_of(self, line: ScoreLine) -> Decimal | None:
        """What a line gives at least: what it says itself, or down to where lines take points off their base."""
        if line.at_least is not None or line.base is None or not line.takes_off:
            return line.at_least
        return self.deducted_down_to

    @property
    def parts(self) -> frozenset[str]:
        """Lines that others are made of: they are not added to the total themselves."""
        return frozenset(name for line in self.lines for name in line.of)

    @property
    def rates(self) -> tuple[str, ...]:
        """The conversion rates that lines measure, by the keys they are explained by."""
        return tuple(dict.fromkeys(key for line in self.lines for key in line.rate))

    def line(self, key: str) -> ScoreLine:
        """The line with a key. Raises KeyError where there is none."""
        return {one.key: one for one in self.lines}[key]

    def mark(self, key: str) -> MarkAsked | None:
        """The mark with a key; None where it is none."""
        return next((one for one in self.marks if one.key == key), None)
