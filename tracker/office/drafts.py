"""Sets the numbers of a draft against the office's figures: those of an indicator, in its year, up to its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.domain.counting_year import YEARS
from tracker.domain.indicator_words import IndicatorWords
from tracker.domain.rates import ratio
from tracker.domain.stages import Stage
from tracker.office.figures.rollup import Rollup, rollup
from tracker.office.rules import rules_of
from tracker.proof.findings import (
    Checked,
    DraftFinding,
    HowStated,
    NumberSaid,
    Outcome,
    cause_of_difference,
    percent_text,
)
from tracker.proof.interval import Interval
from tracker.proof.labels import bare_label
from tracker.proof.measures import SCALES_WRITTEN, measure_meant
from tracker.proof.mentions import subjects_before
from tracker.proof.period_said import is_of_other_time, with_periods
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.shares import conversion_told_of, converted_word

if TYPE_CHECKING:
    from tracker.domain.rules import Indicator
    from tracker.office.desk import Desk
    from tracker.office.figures.figures import ConversionRate, Figure

_ONE_MONTH = re.compile(r"(?<![\d\-—–~～至到年止])\d{1,2}月份?(?![底末\d])|本月|当月|[二三四]季度|下半年")
_OTHER_YEAR = re.compile(r"上年|去年|前年|明年|下年|来年|力争|预计|拟|将")
_PLANNED = re.compile(r"计划(?:全年|年内|当年)?(?:引进|完成|实现|到位|新|签约|开工)")
_SIZES = "省州市区县"
"""Places from the largest to the smallest."""
_PLACES = re.compile(f"[全我本]([{_SIZES}])")
_WHOSE = re.compile(r"^(?:我|本)[省市县区州]")
_UNIT = re.compile(r"(?P<scale>[十百千]?万亿|[十百千]?[万亿])?(?P<unit>.*)")
_STAGES = {
    **dict.fromkeys(("注册", "项目注册"), Stage.REGISTERED),
    **dict.fromkeys(("到资", "到位", "资金到位", "入资"), Stage.FUNDED),
    **dict.fromkeys(("开工", "动工", "项目开工", "开工建设", "落地开工"), Stage.STARTED),
    **dict.fromkeys(("投产", "项目投产"), Stage.PRODUCING),
}
"""The stage that the word of a conversion rate speaks of."""
_KINDS = {Role.TARGET, Role.ACTUAL, Role.OTHER, Role.COMPLETION}


@dataclass(frozen=True, slots=True)
class ComparedWithOffice:
    """What differs from the office's figures, and which numbers were compared, by passage and offset.

    `exact` are those of them that are the office's own to the last digit, so that nothing was rounded.
    """

    findings: tuple[DraftFinding, ...]
    used: frozenset[tuple[int, int]]
    exact: frozenset[tuple[int, int]]


def compare_draft(desk: Desk, sentences: Iterable[Sentence], year: int | None = None) -> ComparedWithOffice:
    """Compares every number of a draft that names an indicator. `year` is the draft's where it names none itself.

    Numbers of townships, bodies and projects, of other years and of a single month are left alone. Raises RulesetError,
    and NotTaken where only some parks are seen: a draft tells the whole place.
    """
    desk.need_sight_of_all()
    found: list[DraftFinding] = []
    used: set[tuple[int, int]] = set()
    exact: set[tuple[int, int]] = set()
    dated = list(_dated(sentences, year))
    office = _Office(desk, max((of_year for _, _, of_year, _ in dated), default=YEARS[0]))
    for sentence, one, of_year, until in dated:
        known = office.figures(of_year, until)
        ours = office.held(known, of_year, sentence, one) if known else None
        if ours is None:
            continue
        place = (sentence.passage, one.number.start)
        used.add(place)
        if ours.outcome.exact == one.number.value and not one.number.is_hedged:
            exact.add(place)
        if ours.outcome.judged(one) is HowStated.DIFFERS:
            found.append(_finding(sentence, one, ours, of_year))
    return ComparedWithOffice(tuple(found), frozenset(used), frozenset(exact))


@dataclass(frozen=True, slots=True)
class _Held:
    """What the office holds for a number: the value, how it is printed, what it is called and explained by."""

    outcome: Outcome
    printed: str
    label: str
    key: str


class _Office:
    """The office's figures and the words of its indicators, each asked for once."""

    def __init__(self, desk: Desk, year: int) -> None:
        self._desk = desk
        self._year = year
        self._rollups: dict[tuple[int, date | None], Rollup | None] = {}
        self._words: dict[int, IndicatorWords] = {}

    def figures(self, year: int, until: date | None) -> Rollup | None:
        """The figures of a year up to a day; None for a year that none are counted for."""
        if not YEARS[0] <= year <= YEARS[-1]:
            return None
        if (year, until) not in self._rollups:
            self._rollups[year, until] = rollup(self._desk, year, until=until)
        return self._rollups[year, until]

    def held(self, known: Rollup, year: int, sentence: Sentence, one: Numbered) -> _Held | None:
        """What the office holds for a number: the numerator of the conversion rate it is told with, else its figure."""
        rate = conversion_told_of(sentence, one)
        key = self.meant(year, sentence, one)
        figure = known.figure(key) if key else None
        if figure is None or self._is_empty(year, figure):
            return None
        ours = _ours(figure, one)
        if rate is None or ours is None or ours.outcome.judged(one) is not HowStated.DIFFERS:
            return ours
        return _converted(known.conversion, rate, one)

    def _is_empty(self, year: int, figure: Figure) -> bool:
        """Whether the office has nothing of an indicator, no target either, in a year before the draft's."""
        whole = self.figures(year, None)
        kept = whole.figure(figure.key) if whole else None
        return kept is None or (year < self._year and not Decimal(kept.actual) and kept.target is None)

    def meant(self, year: int, sentence: Sentence, one: Numbered) -> str | None:
        """The indicator a number is of, by the words before it or those of the number before it in its segment."""
        if year not in self._words:
            indicators: tuple[Indicator, ...] = rules_of(self._desk, year).indicators
            self._words[year] = IndicatorWords(indicators, only_these=True)
        for said in _labels(sentence, one):
            if key := self._words[year].meant(said):
                return key
        return None


def _labels(sentence: Sentence, one: Numbered) -> Iterator[str]:
    """What a number may be called: its own words; where these say nothing, the words of the one before it."""
    here = [other for other in sentence.segment(one.segment)[::-1] if other.at <= one.at and not other.is_listed]
    for other in here:
        words = _WHOSE.sub("", bare_label(re.split("[，：；、]", other.number.before)[-1]))
        yield words
        if len(words) >= 2 and other.part is not Role.COMPLETION:
            after = bare_label(re.split("[，。；、（]", other.number.after)[0])
            yield after if len(words) < 4 else words
            return


def _dated(sentences: Iterable[Sentence], year: int | None) -> Iterator[tuple[Sentence, Numbered, int, date | None]]:
    """The numbers that may be compared, each with its year and the last day that counts (None: all of the year)."""
    for sentence, known in with_periods(sentences, year):
        for one in sentence.numbers:
            before = sentence.text[:one.number.start - sentence.start]
            said = known.after(before)
            if one.part in _KINDS and said.year is not None and not _is_elsewhere(sentence, one, before):
                yield sentence, one, said.year, said.last_day()


def _is_elsewhere(sentence: Sentence, one: Numbered, before: str) -> bool:
    """Whether a number is not the place's own of its year: of a township, another year, a month, a plan."""
    clause = one.number.clause
    is_plan = one.part is not Role.TARGET and _PLANNED.search(clause)
    is_other_time = is_of_other_time(before) or _OTHER_YEAR.search(clause) or _ONE_MONTH.search(clause)
    return bool(one.number.spelled or is_plan or is_other_time or _is_of_larger_place(sentence.text, before)
                or subjects_before(before) or "其中" in clause)


def _is_of_larger_place(text: str, before: str) -> bool:
    """Whether a number is that of a place which the sentence's own lies in: 全市880亿元，其中我县129.83亿元."""
    named = _PLACES.findall(before)
    own = max((_SIZES.index(one) for one in _PLACES.findall(text)), default=0)
    return bool(named) and _SIZES.index(named[-1]) < own


def _ours(figure: Figure, one: Numbered) -> _Held | None:
    """The office's figure that a number is of, in its base unit; None where they are counted differently."""
    if one.part is Role.COMPLETION:
        rate = ratio(Decimal(figure.actual), Decimal(figure.target)) if figure.target is not None else None
        if rate is None:
            return None
        return _Held(_exact(rate * 100), percent_text(rate * 100, one.number.step), figure.label, figure.key)
    said = figure.target if one.part is Role.TARGET else figure.actual
    match = _UNIT.fullmatch(figure.unit)
    measure = measure_meant(match["unit"] if match else "")
    if said is None or measure.of != one.number.measure.of:
        return None
    value = Fraction(Decimal(said)) * (SCALES_WRITTEN[match["scale"]] if match and match["scale"] else 1)
    return _Held(_exact(value), f"{said}{figure.unit}", figure.label, figure.key)


def _converted(rates: Iterable[ConversionRate], rate: Numbered, one: Numbered) -> _Held | None:
    """What a conversion rate of the office counts of those signed, for a number that such a rate is told of; where it
    has several (by year of signing) one that says the same, if any does."""
    stem = converted_word(rate)
    stage = _STAGES.get(stem)
    held = [_Held(_exact(Fraction(found.numerator)), f"{found.numerator}{one.number.measure.word}", f"{stem}率的分子",
                  found.explained_by)
            for found in rates if found.key == stage and not found.unit]
    agreeing = [found for found in held if found.outcome.exact == one.number.value]
    return next(iter((*agreeing, *(held if len(held) == 1 else ()))), None)


def _exact(value: Fraction) -> Outcome:
    return Outcome(value, Interval(value, value))


def _finding(sentence: Sentence, one: Numbered, ours: _Held, year: int) -> DraftFinding:
    cause = cause_of_difference(one.number.value, ours.outcome.exact, one.number.step)
    return DraftFinding(
        Checked.OFFICE, cause, True, sentence.place, sentence.shown, one.text, ours.printed,
        (NumberSaid(one.text, one.part.value), NumberSaid(ours.printed, "office")),
        params={"label": ours.label, "key": ours.key, "year": str(year)}, passage=sentence.passage,
        start=one.number.start)
