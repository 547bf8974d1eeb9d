"""Units as lists: who they are, what was handed down to them, which projects count for them, and their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.domain.days import Day
from tracker.domain.money_form import share_text
from tracker.domain.rates import print_percent, ratio
from tracker.office.assessment.attributing import Beside
from tracker.office.assessment.unit_sheet import GROUP_HEADER, KIND_HEADER, UNIT_HEADER
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import FiguresWords, part_text
from tracker.words.lists import ListWords
from tracker.words.units import UnitWords

if TYPE_CHECKING:
    from tracker.domain.assessed import UnitNamed
    from tracker.domain.rules import Indicator
    from tracker.office.assessment.credits import CreditShown
    from tracker.office.assessment.suggested_credits import CreditSuggested
    from tracker.office.assessment.unit_figures import ProjectBeside, UnitFigure, UnitFigures
    from tracker.office.assessment.unit_sheet import SheetRow, UnitSheet
    from tracker.office.assessment.unit_targets import HandedDown
    from tracker.office.assessment.units import UnitSuggested

_Row = tuple[str, str, "dict[str, UnitFigure]"]
"""A line of figures: what it is of, its group, and its figures by indicator."""


def units_table(units: Sequence[UnitNamed], lang: Lang) -> ListTable[UnitNamed]:
    """The units with their groups."""
    says, kinds = spoken(lang, UnitWords), words(lang).terms.unit_kind
    title = says.column
    return ListTable((
        ListColumn("number", title["number"], lambda one: one.number, Kind.COUNT),
        ListColumn("name", title["unit"], lambda one: one.name),
        ListColumn("kind", title["kind"], lambda one: kinds[one.kind]),
        ListColumn("group", title["group"], lambda one: one.group),
        ListColumn("retired", title["retired"], lambda one: Day(one.retired_on) if one.retired_on else None, Kind.DAY),
    ), units, says.title, sparse=True)


def suggested_table(found: Sequence[UnitSuggested], lang: Lang) -> ListTable[UnitSuggested]:
    """Names that profiles hold and no unit has."""
    says, kinds = spoken(lang, UnitWords), words(lang).terms.unit_kind
    return ListTable((
        ListColumn("name", says.column["unit"], lambda one: one.name),
        ListColumn("kind", says.column["kind"], lambda one: kinds[one.kind]),
        ListColumn("projects", says.column["projects"], lambda one: one.projects, Kind.COUNT),
    ), found, says.suggested)


def sheet_table(sheet: UnitSheet, lang: Lang) -> ListTable[SheetRow]:
    """The sheet of units and targets, with the headers by which it is read again, in whatever language it is asked for.
    """
    def target(at: int) -> Callable[[SheetRow], str | Decimal | None]:
        return lambda row: row.targets[at]

    return ListTable((
        ListColumn("name", UNIT_HEADER, lambda row: row.unit.name),
        ListColumn("kind", KIND_HEADER, lambda row: row.kind_said),
        ListColumn("group", GROUP_HEADER, lambda row: row.unit.group),
        *(ListColumn(f"target{at}", column.header, target(at), Kind.NUMBER) for at, column in enumerate(sheet.columns)),
    ), sheet.rows, spoken(lang, ListWords).name["unit_targets"])


def handed_table(rows: Sequence[HandedDown], label: Callable[[HandedDown], str], lang: Lang) -> ListTable[HandedDown]:
    """Targets of units; `label` is what the ruleset of its year calls an indicator."""
    own, says = spoken(lang, UnitWords), spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("year", own.column["year"], lambda row: str(row.year)),
        ListColumn("assessed", own.column["unit"], lambda row: row.assessed),
        ListColumn("indicator", says.indicator, label),
        ListColumn("period", says.period, lambda row: part_text(*row.period, lang) if row.period else None),
        ListColumn("target", says.target, lambda row: Decimal(row.value), Kind.NUMBER),
        ListColumn("unit", own.column["measure"], lambda row: row.unit),
    ), rows, own.targets, sparse=True)


def credits_table(rows: Sequence[CreditShown], lang: Lang) -> ListTable[CreditShown]:
    """For which unit projects count, since when and why."""
    own, says, terms = spoken(lang, UnitWords), spoken(lang, FiguresWords), words(lang).terms
    return ListTable((
        ListColumn("id", own.column["id"], lambda row: row.id, Kind.COUNT),
        ListColumn("code", says.code, lambda row: row.code),
        ListColumn("name", says.name, lambda row: row.project),
        ListColumn("assessed", own.column["unit"], lambda row: row.unit),
        ListColumn("from", own.column["from"], lambda row: row.day, Kind.DAY),
        ListColumn("how", own.column["how"], lambda row: terms.credit_how[row.how]),
        ListColumn("share", own.column["share"], lambda row: share_text(row.share)),
        ListColumn("paper", own.column["paper"], lambda row: row.number),
        ListColumn("note", terms.field["notes"], lambda row: row.note),
    ), rows, own.credits, sparse=True)


def suggested_credits_table(found: Sequence[CreditSuggested], lang: Lang) -> ListTable[CreditSuggested]:
    """Projects nobody claims whose profile names a unit."""
    own, says = spoken(lang, UnitWords), spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("code", says.code, lambda one: one.code),
        ListColumn("name", says.name, lambda one: one.project),
        ListColumn("assessed", own.column["unit"], lambda one: one.unit),
        ListColumn("from", own.column["from"], lambda one: one.day, Kind.DAY),
    ), found, own.to_credit)


def unit_figures_tables(found: UnitFigures, lang: Lang) -> tuple[ListTable[Any], ...]:
    """Every unit with its figures, what is taken off and put in, the place; targets; projects two or none claim.

    Tables without a row are left out, but for the first.
    """
    says = spoken(lang, UnitWords)
    rows: list[_Row] = [(one.unit.name, one.unit.group, dict(one.figures)) for one in found.units]
    rows += [(says.twice, "", dict(found.twice)), (says.unclaimed, "", dict(found.unclaimed)),
             (says.whole(found.place_name), "", dict(found.place))]
    tables: tuple[ListTable[Any], ...] = (
        _board(rows, found.indicators, lang), _completion(rows, found.indicators, lang),
        _beside(found, Beside.TWICE, says.projects_twice, lang),
        _beside(found, Beside.NOBODY, says.projects_unclaimed, lang))
    return tuple(table for at, table in enumerate(tables) if table.rows or not at)


def _board(rows: Sequence[_Row], indicators: Iterable[Indicator], lang: Lang) -> ListTable[_Row]:
    says, in_unit = spoken(lang, UnitWords), spoken(lang, ListWords).in_unit

    def actual(key: str) -> Callable[[_Row], Decimal]:
        return lambda row: row[2][key].actual

    return ListTable((
        ListColumn("unit", says.column["unit"], lambda row: row[0]),
        ListColumn("group", says.column["group"], lambda row: row[1]),
        *(ListColumn(one.key, in_unit.format(title=one.called(lang), unit=one.unit), actual(one.key), Kind.NUMBER)
          for one in indicators),
    ), rows, spoken(lang, ListWords).name["unit_figures"], sparse=True)


@dataclass(frozen=True, slots=True)
class _Reached:
    """A target of a year of a unit, or of the place, and what was reached of it."""

    name: str
    indicator: Indicator
    figure: UnitFigure


def _completion(rows: Sequence[_Row], indicators: Sequence[Indicator], lang: Lang) -> ListTable[_Reached]:
    own, says = spoken(lang, UnitWords), spoken(lang, FiguresWords)
    reached = [_Reached(name, one, figures[one.key]) for name, _, figures in rows for one in indicators
               if figures[one.key].target is not None]
    return ListTable((
        ListColumn("unit_name", own.column["unit"], lambda row: row.name),
        ListColumn("indicator", says.indicator, lambda row: row.indicator.called(lang)),
        *_figure_columns(lang),
    ), reached, own.completion)


def _figure_columns(lang: Lang) -> tuple[ListColumn[_Reached], ...]:
    says = spoken(lang, FiguresWords)
    return (ListColumn("target", says.target, lambda row: row.figure.target, Kind.NUMBER),
            ListColumn("actual", says.actual, lambda row: row.figure.actual, Kind.NUMBER),
            ListColumn("unit", spoken(lang, UnitWords).column["measure"], lambda row: row.indicator.unit),
            ListColumn("rate", says.rate, lambda row: completion_of(row.indicator, row.figure), Kind.PERCENT))


def completion_of(indicator: Indicator, figure: UnitFigure) -> Decimal | None:
    """Actual ÷ target in hundredths, rounded as a rollup rounds it; None without a target."""
    rate = None if figure.target is None else ratio(figure.actual, figure.target)
    style = indicator.rounding
    return None if rate is None else Decimal(print_percent(rate, style.decimals, style.drop_zeros, with_sign=False))


def _beside(found: UnitFigures, which: Beside, title: str, lang: Lang) -> ListTable[ProjectBeside]:
    """The projects that two units claim, or none does, in whole or in part."""
    own, says, joint = spoken(lang, UnitWords), spoken(lang, FiguresWords), words(lang).terms.list_joint
    return ListTable((
        ListColumn("code", says.code, lambda row: row.code),
        ListColumn("name", says.name, lambda row: row.name),
        ListColumn("claimants", own.column["claimants"], lambda row: joint.join(row.claimants)),
        ListColumn("in_figures", own.column["in_figures"],
                   lambda row: joint.join(one.called(lang) for one in row.indicators)),
    ), found.projects_beside(which), title, sparse=True)


@dataclass(frozen=True, slots=True)
class _Behind:
    """A project behind a figure of a unit."""

    indicator: Indicator
    code: str
    name: str
    adds: Decimal


def one_unit_tables(found: UnitFigures, name: str, lang: Lang) -> tuple[ListTable[Any], ...]:
    """One unit: each indicator with target and rate, and the projects behind them. `name` is one of the units."""
    own, says = spoken(lang, UnitWords), spoken(lang, FiguresWords)
    unit = found.of_unit(name)
    assert unit is not None, name
    figures = unit.figures
    behind = [_Behind(one, project.code, project.name, project.adds) for one in found.indicators if not one.composed
              for project in figures[one.key].projects]
    return (ListTable((
        ListColumn("indicator", says.indicator, lambda row: row.indicator.called(lang)),
        *_figure_columns(lang),
        ListColumn("counted", says.counted, lambda row: row.figure.counted, Kind.COUNT),
    ), [_Reached(name, one, figures[one.key]) for one in found.indicators], name), ListTable((
        ListColumn("indicator", says.indicator, lambda row: row.indicator.called(lang)),
        ListColumn("code", says.code, lambda row: row.code),
        ListColumn("name", says.name, lambda row: row.name),
        ListColumn("adds", own.column["adds"], lambda row: row.adds, Kind.NUMBER),
        ListColumn("unit", own.column["measure"], lambda row: row.indicator.unit),
    ), behind, own.behind))
