"""What a ruleset says of the assessment of units, told in sentences: marks, lines, ranks, grades and promotions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.assessment_words import GradeChanges, Measuring, ScoringWay, WithoutTarget
from tracker.domain.money import print_exact
from tracker.domain.rules_score_values import Threshold
from tracker.domain.rules_unit_conditions import CONDITIONS
from tracker.domain.rules_words import label_in
from tracker.domain.scoring import VETO
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import rate_label

if TYPE_CHECKING:
    from tracker.domain.rules_assessment import Assessment, Demotion, MarkAsked
    from tracker.domain.rules_score_line import Normalise, ScoreLine
    from tracker.domain.rules_score_values import ScoreBand
    from tracker.domain.rules_types import Ruleset
    from tracker.domain.rules_unit_conditions import AskedOfUnit
    from tracker.domain.rules_values import Label


@dataclass(frozen=True, slots=True)
class AssessmentWords:
    """Sentences of one language; `{points}` and other numbers are filled in."""

    title: str
    grades_title: str
    source: str
    key: str
    names: str
    # the whole
    decimals: str
    line_decimals: str
    total_at_most: str
    total_at_least: str
    full_points: str
    deducted_down_to: str
    ranked: Mapping[str, str]
    ties: Mapping[str, str]
    """{lines} that decide, with `by_lines`."""
    # marks
    mark: str
    """{unit} of a number that people give."""
    mark_plain: str
    mark_least: str
    mark_most: str
    usual: str
    # what a line measures
    groups: str
    measuring: Mapping[str, str]
    """{names} of figures and marks; of a share {first} and {second}."""
    bonus: str
    only_where: str
    """{conditions} have to be so, else nothing."""
    target_of: str
    printed_target: str
    factor: str
    figure_at_most: str
    once: str
    not_in: str
    without_target: Mapping[str, str]
    of_nothing: Mapping[str, str]
    counted_decimals: str
    counted_ratio: str
    """The same, of a percentage."""
    counted_at_most: str
    counted_at_least: str
    # how it scores
    proportion: str
    proportion_of: Mapping[str, str]
    full_from: str
    proportional_from: str
    step: str
    below_steps: str
    band: str
    band_upwards: str
    band_downwards: str
    no_band: str
    base: str
    for_each: str
    taken_for_each: str
    for_each_of: str
    """{size} of which each gives {points}."""
    taken_for_each_of: str
    whole: str
    at_target: str
    above: str
    """Introduces what is given beside the base."""
    most_above: str
    sum: str
    average: str
    weight: str
    part_of: str
    at_most: str
    at_least: str
    normalise: str
    all_equal: Mapping[str, str]
    sample: Mapping[str, str]
    """By what a sample cuts; {found} and {claimed}."""
    rounded: str
    # grades
    grade_points: str
    grade_first: str
    grade_rest: str
    promotion: str
    """{conditions} lift by {grades}."""
    demotion: str
    """{name}: {conditions} lower by {grades}."""
    at_best: str
    """{name}: with {conditions} no better than {grade}."""
    grade_changes: Mapping[str, str]
    conditions: Mapping[str, str]
    """What is asked of a unit: {name} and {limit}."""
    all_of: str
    """Between conditions that all have to be so."""
    vetoes_title: str
    veto: Mapping[str, str]
    """What a veto does, with {conditions}."""


class SubjectTold(NamedTuple):
    """One subject of the assessment: what it is called, its sentences, and by what it is known."""

    title: str
    sentences: tuple[str, ...]
    key: str


def figure_named(rules: Ruleset, key: str, lang: Lang) -> str:
    """What an indicator, conversion rate, mark, line or veto is called; its key where the rules have no such thing."""
    indicator = rules.indicator(key)
    if indicator is not None:
        return indicator.called(lang)
    table = next((one for one in rules.all_conversions if key in one.rate_keys), None)
    if table is not None:
        return rate_label(key.rpartition(".")[2], table.labels, None, lang)
    assessment = rules.assessment
    if assessment is None:
        return key
    if key.startswith(VETO):
        return assessment.vetoes[int(key.removeprefix(VETO)) - 1].called(lang)
    marks, lines = ({one.key: one for one in assessment.marks}, {one.key: one for one in assessment.lines})
    return marks[key].called(lang) if key in marks else lines[key].called(lang) if key in lines else key


def assessment_told(rules: Ruleset, lang: Lang) -> tuple[SubjectTold, ...]:
    """The table `[assessment]` of a ruleset in sentences; nothing where it has none."""
    if rules.assessment is None:
        return ()
    teller = _Teller(rules, rules.assessment, lang)
    return tuple(teller.subjects())


class _Teller:
    """Makes the sentences of one assessment in one language."""

    def __init__(self, rules: Ruleset, assessment: Assessment, lang: Lang) -> None:
        self.rules, self.assessment, self.lang = rules, assessment, lang
        self.says, self.terms = spoken(lang, AssessmentWords), words(lang).terms
        self.ways: dict[ScoringWay, Callable[[ScoreLine], Iterator[str]]] = {
            ScoringWay.PROPORTION: self._proportion, ScoringWay.STEPS: self._steps, ScoringWay.BANDS: self._bands,
            ScoringWay.PER_UNIT: self._per_unit, ScoringWay.ABOVE_TARGET: self._above_target,
            ScoringWay.SUM: self._of_lines, ScoringWay.AVERAGE: self._of_lines,
        }

    def named(self, keys: Iterable[str]) -> str:
        """Several figures, marks or lines by what they are called."""
        return self.terms.list_joint.join(figure_named(self.rules, key, self.lang) for key in keys)

    def subjects(self) -> Iterator[SubjectTold]:
        """The whole, then marks, lines, grades, and vetoes."""
        of = self.assessment
        yield SubjectTold("", tuple(self._whole()), "assessment")
        for mark in of.marks:
            yield SubjectTold(mark.called(self.lang), tuple(self._mark(mark)), f"mark.{mark.key}")
        for line in of.lines:
            yield SubjectTold(line.called(self.lang), tuple(self._line(line)), f"line.{line.key}")
        if of.grades:
            yield SubjectTold(self.says.grades_title, (*self._grades(), *self._moves()), "grades")
        if of.vetoes:
            yield SubjectTold(self.says.vetoes_title, tuple(self._vetoes()), "vetoes")

    def _whole(self) -> Iterator[str]:
        of, says = self.assessment, self.says
        yield says.decimals.format(decimals=of.decimals)
        if of.line_decimals is not None:
            yield says.line_decimals.format(decimals=of.line_decimals)
        yield from self._limit(says.total_at_most, of.at_most)
        yield from self._limit(says.total_at_least, of.at_least)
        yield from self._limit(says.full_points, of.full_points)
        yield from self._limit(says.deducted_down_to, of.deducted_down_to)
        yield says.ranked[of.ranked]
        yield says.ties[of.ties].format(lines=self.named(of.ties_by))
        yield from self._source(of.source)

    def _mark(self, mark: MarkAsked) -> Iterator[str]:
        says = self.says
        yield from self._called(mark.key, mark.label.by_language)
        yield says.mark.format(unit=mark.unit) if mark.unit else says.mark_plain
        yield from self._limit(says.mark_least, mark.at_least or None)
        yield from self._limit(says.mark_most, mark.at_most)
        yield from self._limit(says.usual, mark.usual)
        yield from self._source(mark.source)

    def _called(self, key: str, labels: Mapping[str, str]) -> Iterator[str]:
        yield self.says.key.format(key=key)
        others = [label for label in labels.values() if label != label_in(labels, self.lang)]
        if others:
            yield self.says.names.format(names=self.terms.list_joint.join(others))

    def _line(self, line: ScoreLine) -> Iterator[str]:
        says = self.says
        yield from self._called(line.key, line.label.by_language)
        if line.groups:
            yield says.groups.format(groups=self.terms.list_joint.join(line.groups))
        if line.bonus:
            yield says.bonus
        if line.only_where:
            yield says.only_where.format(conditions=self._asked(line.only_where))
            yield from self._source(line.only_where.source)
        yield from self._measured(line)
        yield from self.ways[line.way](line)
        yield from self._limit(says.at_most, line.at_most)
        yield from self._limit(says.at_least, line.at_least)
        if line.normalise:
            yield self._normalised(line, line.normalise)
            yield says.all_equal[line.normalise.all_equal]
        if line.sample:
            found, claimed = line.sample
            yield says.sample[line.sample_cuts].format(found=self.named([found]), claimed=self.named([claimed]))
        if line.decimals is not None:
            yield says.rounded.format(decimals=line.decimals)
        whole = next((one for one in self.assessment.lines if line.key in one.of), None)
        if whole:
            yield says.part_of.format(name=whole.called(self.lang))
        yield from self._source(line.source)

    def _measured(self, line: ScoreLine) -> Iterator[str]:
        says = self.says
        if line.measuring is Measuring.SHARE:
            first, second = line.figures
            yield says.measuring[Measuring.SHARE].format(first=self.named([first]), second=self.named([second]))
        elif line.measuring:
            yield says.measuring[line.measuring].format(names=self.named(line.figures))
        for key, target in line.targets.items():
            yield says.printed_target.format(name=self.named([key]), target=print_exact(target))
        if line.target_of:
            yield says.target_of.format(names=self.named(line.target_of))
        for key, factor in line.factors.items():
            yield says.factor.format(name=self.named([key]), factor=print_exact(factor))
        for key, most in line.figures_at_most.items():
            yield says.figure_at_most.format(name=self.named([key]), most=print_exact(most))
        yield from self._measured_how(line)
        yield from self._bound(says.counted_at_most, line.counted_at_most)
        yield from self._bound(says.counted_at_least, line.counted_at_least)

    def _measured_how(self, line: ScoreLine) -> Iterator[str]:
        """Which projects count again, what becomes of a unit that has nothing to measure, how it is rounded."""
        says = self.says
        if line.once:
            yield says.once
        if line.not_in:
            yield says.not_in.format(names=self.named(line.not_in))
        if line.without_target is not WithoutTarget.ASKED:
            yield says.without_target[line.without_target]
        if line.of_nothing is not WithoutTarget.ASKED:
            yield says.of_nothing[line.of_nothing]
        if line.counted_decimals is not None:
            told = says.counted_ratio if line.is_ratio else says.counted_decimals
            yield told.format(decimals=line.counted_decimals)

    def _proportion(self, line: ScoreLine) -> Iterator[str]:
        says, points = self.says, print_exact(line.points or Decimal(0))
        yield says.proportion.format(points=points)
        yield from self._bound(says.full_from, line.full_from)
        yield from self._bound(says.proportional_from, line.proportional_from)
        if line.full_from or line.proportional_from:
            yield says.proportion_of[line.proportion_of].format(
                points=points, full=line.full_from or "", lower=line.proportional_from or "")

    def _steps(self, line: ScoreLine) -> Iterator[str]:
        for step in line.steps:
            yield self.says.step.format(limit=step.at_least, points=print_exact(step.points))
        yield self.says.below_steps.format(limit=line.steps[-1].at_least)

    def _bands(self, line: ScoreLine) -> Iterator[str]:
        for band in line.bands:
            yield self._band_of(band)
        yield self.says.no_band

    def _band_of(self, band: ScoreBand) -> str:
        says = self.says
        told = says.band if band.at_least and band.less_than else says.band_upwards if (
            band.at_least) else says.band_downwards
        return told.format(lower=band.at_least, limit=band.less_than, points=print_exact(band.points))

    def _each(self, line: ScoreLine) -> Iterator[str]:
        says, points = self.says, line.points or Decimal(0)
        if line.each:
            told = says.for_each_of if points >= 0 else says.taken_for_each_of
        else:
            told = says.for_each if points >= 0 else says.taken_for_each
        yield told.format(size=line.each or "", points=print_exact(abs(points)))
        if line.whole:
            yield says.whole

    def _per_unit(self, line: ScoreLine) -> Iterator[str]:
        yield from self._limit(self.says.base, line.base)
        yield from self._each(line)

    def _above_target(self, line: ScoreLine) -> Iterator[str]:
        yield from self._limit(self.says.at_target, line.base)
        if line.points is not None:
            yield self.says.above.format(each=self.terms.list_joint.join(self._each(line)))
        yield from self._limit(self.says.most_above, line.most_above)

    def _of_lines(self, line: ScoreLine) -> Iterator[str]:
        told = self.says.sum if line.way is ScoringWay.SUM else self.says.average
        yield told.format(names=self.named(line.of))
        for part, weight in line.weights.items():
            yield self.says.weight.format(name=self.named([part]), weight=weight)

    def _normalised(self, line: ScoreLine, how: Normalise) -> str:
        points = how.points if how.points is not None else line.full_points or 0
        return self.says.normalise.format(points=print_exact(Decimal(str(points)) if isinstance(points, int | Decimal)
                                                             else Decimal(points.numerator) / points.denominator),
                                          base=how.base, rest=how.rest)

    def _grades(self) -> Iterator[str]:
        says = self.says
        for grade in self.assessment.grades:
            name = grade.called(self.lang)
            if grade.at_least is not None:
                yield says.grade_points.format(name=name, points=print_exact(grade.at_least))
            elif grade.first is not None:
                yield says.grade_first.format(name=name, count=grade.first)
            else:
                yield says.grade_rest.format(name=name)
            yield from self._others_of(grade.label)
            yield from self._source(grade.source)

    def _moves(self) -> Iterator[str]:
        """What lifts and lowers units, and what becomes of several."""
        of, says = self.assessment, self.says
        for promotion in of.promotions:
            yield says.promotion.format(conditions=self._asked(promotion), grades=promotion.grades)
            yield from self._source(promotion.source)
        for one in of.demotions:
            yield from self._demotion(one)
            yield from self._source(one.source)
        if len(of.promotions) > 1 or len(of.demotions) > 1 or of.grade_changes is not GradeChanges.GREATEST:
            yield says.grade_changes[of.grade_changes]

    def _demotion(self, one: Demotion) -> Iterator[str]:
        if one.grades is not None:
            yield self.says.demotion.format(name=one.called(self.lang), conditions=self._asked(one), grades=one.grades)
        else:
            best = next(grade for grade in self.assessment.grades if grade.label.zh == one.at_best)
            yield self.says.at_best.format(name=one.called(self.lang), conditions=self._asked(one),
                                           grade=best.called(self.lang))
        yield from self._others_of(one.label)

    def _vetoes(self) -> Iterator[str]:
        for one in self.assessment.vetoes:
            yield self.says.veto[one.effect].format(name=one.called(self.lang), conditions=self._asked(one))
            yield from self._others_of(one.label)
            yield from self._source(one.source)

    def _others_of(self, label: Label) -> Iterator[str]:
        """What something is called in other languages."""
        yield from (self.says.names.format(names=name) for name in label.by_language.values()
                    if name != label_in(label.by_language, self.lang))

    def _asked(self, asked: AskedOfUnit) -> str:
        """All that is asked of a unit."""
        says = self.says.conditions
        return self.says.all_of.join(
            says[key].format(name=self.named([name]),
                             limit=limit if isinstance(limit, Threshold) else print_exact(limit))
            for key in CONDITIONS for name, limit in getattr(asked, key).items())

    def _limit(self, told: str, points: Decimal | None) -> Iterator[str]:
        if points is not None:
            yield told.format(points=print_exact(points))

    def _bound(self, told: str, bound: Threshold | None) -> Iterator[str]:
        if bound is not None:
            yield told.format(limit=bound)

    def _source(self, source: str) -> Iterator[str]:
        if source:
            yield self.says.source.format(source=source)
