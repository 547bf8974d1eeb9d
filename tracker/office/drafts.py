"""Sets the numbers of a draft against the office's figures: those of an indicator, in its year, up to its day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.domain.counting_year import YEARS
from tracker.domain.indicator_words import IndicatorWords
from tracker.domain.rates import ratio
from tracker.ledger.words import stage_said
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
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.shares import conversions_of
from tracker.proof.until import month_said

if TYPE_CHECKING:
    from tracker.domain.rules import Indicator
    from tracker.office.desk import Desk
    from tracker.office.figures.figures import Figure

_YEAR = re.compile(r"(20\d\d)(?:年|-\d)")
_ONE_MONTH = re.compile(r"(?<![\d\-—–~～至到年止])\d{1,2}月份?(?![底末\d])|本月|当月|[二三四]季度|下半年")
_OTHER_YEAR = re.compile(r"上年|去年|前年|明年|下年|来年|力争|预计|拟|将")
_UNIT = re.compile(r"(?P<scale>[十百千]?万亿|[十百千]?[万亿])?(?P<unit>.*)")
_KINDS = {Role.TARGET, Role.ACTUAL, Role.OTHER, Role.COMPLETION, Role.CONVERSION}


@dataclass(frozen=True, slots=True)
class ComparedWithOffice:
    """What differs from the office's figures; numbers by passage and offset: those compared, and those of them that
    are the office's own to the last digit, so that nothing was rounded.
    """

    findings: tuple[DraftFinding, ...]
    used: frozenset[tuple[int, int]]
    exact: frozenset[tuple[int, int]] = frozenset()


def compare_draft(desk: Desk, sentences: Iterable[Sentence], year: int | None = None) -> ComparedWithOffice:
    """Compares every number of a draft that names an indicator. `year` is the draft's where it names none itself.

    Numbers of townships, bodies and projects, of other years and of a single month are left alone. Raises RulesetError.
    """
    found: list[DraftFinding] = []
    used: set[tuple[int, int]] = set()
    exact: set[tuple[int, int]] = set()
    office = _Office(desk)
    for sentence, one, of_year, until in _dated(sentences, year):
        known = office.figures(of_year, until)
        said = _said_by(office, known, of_year, sentence, one) if known else None
        if said is None:
            continue
        at = (sentence.passage, one.number.start)
        used.add(at)
        if said.outcome.exact == one.number.value and not one.number.measure.is_rate:
            exact.add(at)
        if said.outcome.judged(one) is HowStated.DIFFERS:
            found.append(_finding(sentence, one, said, of_year))
    return ComparedWithOffice(tuple(found), frozenset(used), frozenset(exact))


@dataclass(frozen=True, slots=True)
class _OfficeSays:
    """What the office says of a number: the name and key it is explained by, its value, and that as text."""

    label: str
    key: str
    outcome: Outcome
    computed: str


def _said_by(office: _Office, known: Rollup, year: int, sentence: Sentence, one: Numbered) -> _OfficeSays | None:
    """What the office says of a number; of one that a conversion rate counts (开工率), what it counts for that rate."""
    for stem, rate, part, whole in conversions_of(sentence):
        if one in (rate, part) and f"新{stem}" not in part.number.before:
            return _of_conversion(known, stem, one, whole)
    figure = known.figure(key) if (key := office.meant(year, sentence, one)) else None
    outcome = _ours(figure, one) if figure else None
    if figure is None or outcome is None:
        return None
    said = figure.target if one.part is Role.TARGET else figure.actual
    computed = percent_text(outcome.exact, one.number.step) if one.part is Role.COMPLETION else f"{said}{figure.unit}"
    return _OfficeSays(figure.label, figure.key, outcome, computed)


def _of_conversion(known: Rollup, stem: str, one: Numbered, whole: Numbered | None) -> _OfficeSays | None:
    """The office's rate and its numerator, where it has the denominator that is written; None where it has another."""
    stage = stage_said(stem)
    ours = next((each for each in known.conversion if each.key == stage and isinstance(each.numerator, int)
                 and each.cohort in (None, known.year) and whole is not None
                 and whole.number.value == each.denominator), None)
    if ours is None or not ours.denominator:
        return None
    numerator = Fraction(ours.numerator)
    if one.part is not Role.CONVERSION:
        return _OfficeSays(f"{stem}率的分子", ours.explained_by, _exact(numerator),
                           f"{ours.numerator}{one.number.measure.word}")
    outcome = _exact(numerator / Fraction(ours.denominator) * 100)
    return _OfficeSays(f"{stem}率", ours.explained_by, outcome, percent_text(outcome.exact, one.number.step))


class _Office:
    """The office's figures and the words of its indicators, each asked for once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rollups: dict[tuple[int, date | None], Rollup | None] = {}
        self._words: dict[int, IndicatorWords] = {}

    def figures(self, year: int, until: date | None) -> Rollup | None:
        """The figures of a year up to a day; None for a year that none are counted for."""
        if not YEARS[0] <= year <= YEARS[-1]:
            return None
        if (year, until) not in self._rollups:
            self._rollups[year, until] = rollup(self._desk, year, until=until)
        return self._rollups[year, until]

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
        words = bare_label(re.split("[，：；、]", other.number.before)[-1])
        yield words
        if len(words) >= 2 and other.part is not Role.COMPLETION:
            after = bare_label(re.split("[，。；、（]", other.number.after)[0])
            yield after if len(words) < 4 else words
            return


def _dated(sentences: Iterable[Sentence], year: int | None) -> Iterator[tuple[Sentence, Numbered, int, date | None]]:
    """The numbers that may be compared, each with its year and the last day that counts (None: all of the year)."""
    passage, known, months = -1, year, None
    for sentence in sentences:
        if sentence.passage != passage:
            passage, months = sentence.passage, None
        known, months = _said(sentence.lead[-400:], known, months)
        for one in sentence.numbers:
            before = sentence.text[:one.number.start - sentence.start]
            of_year, of_months = _said(before, known, months)
            if one.part in _KINDS and of_year is not None and not _is_elsewhere(sentence, one, before):
                yield sentence, one, of_year, _until(of_year, of_months)
        known, months = _said(sentence.text, known, months)


def _said(text: str, year: int | None, months: int | None) -> tuple[int | None, int | None]:
    years = _YEAR.findall(text)
    year = int(years[-1]) if years else year
    return year, month_said(text, months)


def _until(year: int, months: int | None) -> date | None:
    if months is None or not 1 <= months <= 12:
        return None
    return date(year, months, monthrange(year, months)[1])


def _is_elsewhere(sentence: Sentence, one: Numbered, before: str) -> bool:
    """Whether a number is not the place's own of its year: of a township, another year, a month, a plan."""
    clause = one.number.clause
    return bool(one.number.spelled or _OTHER_YEAR.search(clause) or _ONE_MONTH.search(clause)
                or subjects_before(before) or "其中" in clause)


def _ours(figure: Figure, one: Numbered) -> Outcome | None:
    """The office's figure that a number is of, in its base unit; None where they are counted differently."""
    if one.part is Role.COMPLETION:
        rate = ratio(Decimal(figure.actual), Decimal(figure.target)) if figure.target is not None else None
        return None if rate is None else _exact(rate * 100)
    said = figure.target if one.part is Role.TARGET else figure.actual
    match = _UNIT.fullmatch(figure.unit)
    measure = measure_meant(match["unit"] if match else "")
    if said is None or measure.of != one.number.measure.of:
        return None
    return _exact(Fraction(Decimal(said)) * (SCALES_WRITTEN[match["scale"]] if match and match["scale"] else 1))


def _exact(value: Fraction) -> Outcome:
    return Outcome(value, Interval(value, value))


def _finding(sentence: Sentence, one: Numbered, said: _OfficeSays, year: int) -> DraftFinding:
    cause = cause_of_difference(one.number.value, said.outcome.exact, one.number.step)
    return DraftFinding(
        Checked.OFFICE, cause, True, sentence.place, sentence.shown, one.text, said.computed,
        (NumberSaid(one.text, one.part.value), NumberSaid(said.computed, "office")),
        params={"label": said.label, "key": said.key, "year": str(year)}, passage=sentence.passage,
        start=one.number.start)
