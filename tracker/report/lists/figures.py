"""Figures as lists: the year's indicators, the projects behind one of them, and targets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.domain.days import Day
from tracker.domain.money import Currency, Money
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.cli import CliWords
from tracker.words.figures import (
    FiguresWords,
    by_text,
    document_text,
    in_figure_text,
    increases_told,
    late_told,
    papers_told,
    part_text,
    rate_label,
    why_not,
    why_nowhere,
)
from tracker.words.lists import ListWords
from tracker.words.rulesets import met_told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.office.figures.explained import CountedFact, CountedProject, NotCountedProject
    from tracker.office.figures.figures import ConversionRate, Figure, MoneyLine, OthersFigure, Rollup
    from tracker.office.figures.of_project import InFigure
    from tracker.office.figures.periods import PeriodFigure
    from tracker.office.figures.subtotals import SubTotals
    from tracker.office.figures.target_sheet import TargetSheet
    from tracker.office.figures.targets import StandingTarget

_Counted = tuple["CountedProject", "CountedFact"]
"""A project counted with one of the facts it counted by."""


def rollup_tables(shown: Rollup, lang: Lang) -> tuple[ListTable[Any], ...]:
    """Indicators, money that none of them counts, what others say of them, conversion rates, projects by stage, new
    ones by month.

    Those that have nothing are left out.
    """
    tables = (indicator_table(shown.indicators, lang), nowhere_table(shown.money.lines, lang),
              asserted_table(shown.asserted, lang), conversion_table(shown.conversion, lang), _stages(shown, lang),
              _months(shown, lang))
    return tuple(table for table in tables if table.rows)


def indicator_table(figures: Sequence[Figure], lang: Lang) -> ListTable[Figure]:
    """Each indicator with target, actual, rate, and how far it is ahead of the time gone by."""
    says, lights = spoken(lang, FiguresWords), words(lang).terms.light

    def covered(way: str) -> Callable[[Figure], int | None]:
        return lambda figure: None if figure.without_papers else getattr(figure.coverage, way)

    return ListTable((
        ListColumn("indicator", says.indicator, lambda figure: figure.called(lang)),
        ListColumn("target", says.target, lambda figure: _number(figure.target), Kind.NUMBER),
        ListColumn("actual", says.actual, lambda figure: _number(figure.actual), Kind.NUMBER),
        ListColumn("unit", says.unit, lambda figure: figure.unit),
        ListColumn("rate", says.rate, lambda figure: _percent(figure.rate), Kind.PERCENT),
        ListColumn("ahead", says.ahead, lambda figure: _number(figure.ahead), Kind.NUMBER),
        ListColumn("light", says.light, lambda figure: lights.get(figure.light or "", figure.light or "")),
        ListColumn("counted", says.counted, lambda figure: figure.counted, Kind.COUNT),
        ListColumn("not_counted", says.not_counted, lambda figure: figure.not_counted, Kind.COUNT),
        ListColumn("numbered", says.numbered, covered("numbered"), Kind.COUNT),
        ListColumn("filed", says.filed, covered("filed"), Kind.COUNT),
        ListColumn("recognised", says.recognised, covered("recognised"), Kind.COUNT),
    ), figures, spoken(lang, ListWords).name["figures"])


def subtotals_table(told: SubTotals, shown: Rollup, lang: Lang) -> ListTable[tuple[str, Mapping[str, str]]]:
    """The figures of a year told apart by one thing, a column for each indicator; below them the figures."""
    says, in_unit = spoken(lang, FiguresWords), spoken(lang, ListWords).in_unit

    def actual(key: str) -> Callable[[tuple[str, Mapping[str, str]]], Decimal | None]:
        return lambda row: _number(row[1][key])

    rows = [(part_text(told.by, value, lang), {key: one.actual for key, one in row.items()})
            for value, row in told.rows.items()]
    return ListTable((
        ListColumn("part", by_text(told.by, lang), lambda row: row[0]),
        *(ListColumn(figure.key, in_unit.format(title=figure.called(lang), unit=figure.unit), actual(figure.key),
                     Kind.NUMBER) for figure in shown.indicators),
    ), [*rows, (says.whole, {figure.key: figure.actual for figure in shown.indicators})],
        says.told_apart.format(by=by_text(told.by, lang)))


def periods_table(figures: Sequence[PeriodFigure], lang: Lang) -> ListTable[PeriodFigure]:
    """Targets of quarters and months beside what was reached in them."""
    says, lights = spoken(lang, FiguresWords), words(lang).terms.light
    return ListTable((
        ListColumn("indicator", says.indicator, lambda figure: figure.called(lang)),
        ListColumn("period", says.period, lambda figure: part_text(*figure.period, lang)),
        ListColumn("target", says.target, lambda figure: _number(figure.target), Kind.NUMBER),
        ListColumn("actual", says.actual, lambda figure: _number(figure.actual), Kind.NUMBER),
        ListColumn("unit", says.unit, lambda figure: figure.unit),
        ListColumn("rate", says.rate, lambda figure: _percent(figure.rate), Kind.PERCENT),
        ListColumn("light", says.light, lambda figure: lights.get(figure.light or "", figure.light or "")),
    ), figures, says.periods)


def nowhere_table(lines: Sequence[MoneyLine], lang: Lang) -> ListTable[MoneyLine]:
    """The money that no indicator counts, a line for each reason."""
    says = spoken(lang, FiguresWords)
    currencies = [one for one in Currency if any(one in line.money for line in lines)]

    def sum_in(currency: Currency) -> Callable[[MoneyLine], Money | None]:
        return lambda line: Money(line.money[currency], currency) if currency in line.money else None

    return ListTable((
        ListColumn("why", says.why, lambda line: why_nowhere(line.reason, line.of, lang)),
        ListColumn("projects", says.projects, lambda line: line.projects, Kind.COUNT),
        ListColumn("receipts", says.receipts, lambda line: line.receipts, Kind.COUNT),
        *(ListColumn(f"amount_{one}", f"{says.amount} {one.value}" if len(currencies) > 1 else says.amount,
                     sum_in(one), Kind.AMOUNT) for one in currencies),
        ListColumn("key", says.key, lambda line: line.key),
    ), lines, says.no_indicator)


def asserted_table(asserted: Sequence[OthersFigure], lang: Lang) -> ListTable[OthersFigure]:
    """What others say of the figures, beside ours."""
    says = spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("indicator", says.indicator, lambda one: one.called(lang)),
        ListColumn("body", says.body, lambda one: one.body),
        ListColumn("day", says.day, lambda one: Day(one.on), Kind.DAY),
        ListColumn("theirs", says.theirs, lambda one: _number(one.value), Kind.NUMBER),
        ListColumn("ours", says.ours, lambda one: _number(one.ours), Kind.NUMBER),
        ListColumn("difference", says.difference, lambda one: _number(one.difference), Kind.NUMBER),
        ListColumn("unit", says.unit, lambda one: one.unit),
        ListColumn("document", says.document, document_text),
        ListColumn("entry", says.entry, lambda one: str(one.entry_id)),
    ), asserted, says.asserted, sparse=True)


def conversion_table(rates: Sequence[ConversionRate], lang: Lang, title: str = "") -> ListTable[ConversionRate]:
    """Conversion rates with what each is a share of, under their usual title or another."""
    says = spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("rate_of", says.conversion, lambda rate: rate_label(rate.key, rate.labels, None, lang)),
        ListColumn("cohort", says.cohort, lambda rate: None if rate.cohort is None else str(rate.cohort)),
        ListColumn("numerator", says.numerator, lambda rate: _number(rate.numerator), Kind.NUMBER),
        ListColumn("denominator", says.denominator, lambda rate: _number(rate.denominator), Kind.NUMBER),
        ListColumn("unit", says.unit, lambda rate: rate.unit),
        ListColumn("rate", says.rate, lambda rate: _percent(rate.rate), Kind.PERCENT),
    ), rates, title or says.conversion, sparse=True)


def _stages(shown: Rollup, lang: Lang) -> ListTable[Any]:
    terms = words(lang).terms
    named = {**terms.stage, "terminated": terms.status["terminated"]}

    def count_of(stage: str) -> Callable[[Any], int]:
        return lambda counts: int(counts[stage])

    return ListTable(tuple(ListColumn(stage, named.get(stage, stage), count_of(stage), Kind.COUNT)
                           for stage in shown.by_stage), (shown.by_stage,), spoken(lang, CliWords).part["by_stage"])


def _months(shown: Rollup, lang: Lang) -> ListTable[Any]:
    says = spoken(lang, FiguresWords)
    labels = {figure.key: figure.called(lang) for figure in shown.indicators}
    beside = shown.beside_months

    def count_in(place: int) -> Callable[[Any], int]:
        return lambda counts: int(counts[1][place])

    return ListTable((
        ListColumn("indicator", says.indicator, lambda counts: labels.get(counts[0], counts[0])),
        *(ListColumn(f"month{month}", says.month.format(month=month), count_in(place), Kind.COUNT)
          for place, month in enumerate(shown.span.months)),
        *((ListColumn("beside", says.beside, lambda counts: beside[counts[0]].projects if counts[0] in beside else 0,
                      Kind.COUNT),) if beside else ()),
    ), tuple(shown.new_by_month.items()), spoken(lang, CliWords).part["by_month"])


def counted_table(rows: Sequence[_Counted], unit: str, lang: Lang, title: str = "",
                  fact: str = "") -> ListTable[_Counted]:
    """A row for each fact of the projects counted; `fact` is what a milestone among them is called."""
    says = spoken(lang, FiguresWords)
    share = spoken(lang, ListWords).in_unit.format(title=says.share, unit=unit) if unit else says.share
    share = says.receipts if any(row[1].nowhere for row in rows) else share

    def what(row: _Counted) -> str:
        amount = row[1].amount
        if row[1].nowhere:
            return why_nowhere(*row[1].nowhere, lang)
        return fact if amount is None else says.withdrawal if amount.went_back else ""

    increased: tuple[ListColumn[_Counted], ...] = (
        ListColumn("increases", says.increases, lambda row: increases_told(row[1], lang)),) if any(
        row[1].increases for row in rows) else ()
    late: tuple[ListColumn[_Counted], ...] = (
        ListColumn("entered_late", says.entered_late, lambda row: late_told(row[1], lang)),) if any(
        row[1].entered_late for row in rows) else ()
    met: tuple[ListColumn[_Counted], ...] = (ListColumn("met", says.met, lambda row: met_told(row[0], lang)),) if any(
        row[0].met for row in rows) else ()
    named: tuple[ListColumn[_Counted], ...] = (
        ListColumn("fact", says.fact, what),) if fact or any(map(what, rows)) else ()
    return ListTable((
        ListColumn("code", says.code, lambda row: row[0].code),
        ListColumn("name", says.name, lambda row: row[0].name),
        ListColumn("share", share, lambda row: _number(row[1].share), Kind.NUMBER),
        ListColumn("day", says.day, lambda row: row[1].day, Kind.DAY),
        *named,
        ListColumn("amount", says.amount, lambda row: row[1].amount, Kind.AMOUNT),
        ListColumn("evidence", says.evidence,
                   lambda row: papers_told((proof.named for proof in row[1].evidence), lang)),
        *increased,
        *met,
        *late,
    ), rows, title)


def not_counted_table(rows: Sequence[NotCountedProject], lang: Lang, title: str = "") -> ListTable[NotCountedProject]:
    """The projects that did not count, each with why."""
    says = spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("code", says.code, lambda row: row.code),
        ListColumn("name", says.name, lambda row: row.name),
        ListColumn("why", says.why, lambda row: why_not(row, words(lang))),
    ), rows, title)


def in_figures_table(rows: Sequence[InFigure], year: int, lang: Lang) -> ListTable[InFigure]:
    """Each indicator of a year with what one project adds to it, or why it does not count."""
    says = spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("indicator", says.indicator, lambda row: row.called(lang)),
        ListColumn("counted", says.counts, lambda row: in_figure_text(row, lang)),
    ), rows, says.in_figures.format(year=year))


def targets_table(rows: Sequence[StandingTarget], label: Callable[[StandingTarget], str],
                  lang: Lang) -> ListTable[StandingTarget]:
    """Targets as `target list` prints them; `label` is what the ruleset of its year calls an indicator."""
    says, heading = spoken(lang, FiguresWords), spoken(lang, CliWords).heading
    return ListTable((
        ListColumn("year", heading["year"], lambda row: str(row.year)),
        ListColumn("indicator", says.indicator, label),
        ListColumn("period", says.period, lambda row: part_text(*row.period, lang) if row.period else None),
        ListColumn("target", says.target, lambda row: _number(row.value), Kind.NUMBER),
        ListColumn("unit", says.unit, lambda row: row.unit),
        ListColumn("set_at", heading["set_at"], lambda row: row.recorded_at, Kind.MOMENT),
        ListColumn("who", heading["who"], lambda row: row.recorded_by),
    ), rows, sparse=True)


@dataclass(frozen=True, slots=True)
class _OfYear:
    """A line of a year's targets: what its indicator is called, what stands, and last year's as it is read."""

    label: str
    unit: str
    standing: StandingTarget | None
    was: str = ""


def sheet_table(sheet: TargetSheet, lang: Lang) -> ListTable[_OfYear]:
    """A year's targets as the screen has them: every indicator, then targets the ruleset does not know any more."""
    says, heading, own = spoken(lang, FiguresWords), spoken(lang, CliWords).heading, spoken(lang, ListWords).column
    rows = [_OfYear(line.called(lang), line.unit, line.standing,
                    f"{line.last_year.value}{line.last_year.unit}" if line.last_year else "") for line in sheet.lines]
    rows += [_OfYear(row.indicator, row.unit, row) for row in sheet.others]

    def standing(name: str) -> Callable[[_OfYear], Any]:
        return lambda row: getattr(row.standing, name, None)

    return ListTable((
        ListColumn("indicator", says.indicator, lambda row: row.label),
        ListColumn("target", says.target, lambda row: _number(row.standing.value if row.standing else None),
                   Kind.NUMBER),
        ListColumn("unit", says.unit, lambda row: row.standing.unit if row.standing else row.unit),
        ListColumn("set_at", heading["set_at"], standing("recorded_at"), Kind.MOMENT),
        ListColumn("who", heading["who"], standing("recorded_by")),
        ListColumn("was", own["was"], lambda row: row.was),
    ), rows)


def _number(text: str | int | None) -> Decimal | None:
    """An exact number as the office hands it on."""
    return None if text in (None, "") else Decimal(text)


def _percent(text: str | None) -> Decimal | None:
    return _number(text.removesuffix("%")) if text else None
