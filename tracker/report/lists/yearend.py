"""The year's end as lists: what moved figures, their vintages, and two years beside each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.domain.clock import to_the_minute
from tracker.domain.rules_words import label_in
from tracker.office.yearend.vintages import VintageKind
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import FiguresWords
from tracker.words.lists import ListWords
from tracker.words.screens import ScreenWords
from tracker.words.yearend import YearendWords, restated_text

if TYPE_CHECKING:
    from tracker.office.yearend.compared import FigureCompared, YearsCompared
    from tracker.office.yearend.moves import FigureMoved, FigureStep, YearMoved
    from tracker.office.yearend.vintages import Revisions, Vintage


def moved_tables(moved: YearMoved, lang: Lang) -> tuple[ListTable[Any], ...]:
    """The indicators that changed, then the steps of each; those that did not change have no table of steps."""
    changed = tuple(figure for figure in moved.figures if figure.moves)
    return (_figures(moved.figures, lang), *(_steps(figure, lang) for figure in changed))


def _figures(figures: tuple[FigureMoved, ...], lang: Lang) -> ListTable[FigureMoved]:
    says, of = spoken(lang, YearendWords), spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("indicator", of.indicator, lambda one: label_in(one.labels, lang)),
        ListColumn("before", says.before, lambda one: Decimal(one.before), Kind.NUMBER),
        ListColumn("after", says.after, lambda one: Decimal(one.after), Kind.NUMBER),
        ListColumn("by", says.by, lambda one: Decimal(one.by), Kind.NUMBER),
        ListColumn("unit", of.unit, lambda one: one.unit),
    ), figures, of.indicator)


def _steps(figure: FigureMoved, lang: Lang) -> ListTable[FigureStep]:
    says, actions = spoken(lang, YearendWords), spoken(lang, ScreenWords).journal_actions
    of = spoken(lang, FiguresWords)
    title = says.adds_up.format(label=label_in(figure.labels, lang), before=figure.before, after=figure.after,
                                unit=figure.unit, by=figure.by)
    restated: ListColumn[FigureStep] = ListColumn(
        "restated", says.kind, lambda move: restated_text(move.entry.detail, says) if move.entry else "")
    return ListTable((
        ListColumn("at", says.at, lambda move: to_the_minute(move.at)),
        ListColumn("code", of.code, lambda move: move.code),
        ListColumn("name", of.name, lambda move: move.name),
        ListColumn("by", says.by, lambda move: Decimal(move.by), Kind.NUMBER),
        ListColumn("what", says.what, lambda move: actions.get(move.entry.action, move.entry.action)
                   if move.entry else ""),
        ListColumn("who", says.who, lambda move: move.entry.who if move.entry else ""),
        ListColumn("why", says.why, lambda move: move.entry.reason if move.entry else ""),
        *([restated] if any(move.restates for move in figure.moves) else []),
        ListColumn("entry", says.entry, lambda move: str(move.entry.id) if move.entry else ""),
    ), figure.moves, title)


def revision_tables(found: Revisions, lang: Lang) -> tuple[ListTable[Any], ...]:
    """A line for each vintage with all figures, then of each indicator how often and how far it was revised."""
    says, of = spoken(lang, YearendWords), spoken(lang, FiguresWords)
    names = {key: label_in(found.labels[key], lang) for key in found.keys}

    def figure_of(key: str) -> Callable[[Vintage], Decimal]:
        return lambda vintage: Decimal(vintage.figures[key])

    vintages = ListTable((
        ListColumn("at", says.at, lambda vintage: to_the_minute(vintage.at)),
        ListColumn("vintage", says.vintage, lambda vintage: vintage_name(vintage, lang)),
        *(ListColumn(key, spoken(lang, ListWords).in_unit.format(title=name, unit=found.units[key]), figure_of(key),
                     Kind.NUMBER) for key, name in names.items()),
    ), found.vintages, says.revisions.format(year=found.year, until=found.until))
    sizes = ListTable((
        ListColumn("indicator", of.indicator, lambda key: names[key]),
        ListColumn("raised", says.raised, lambda key: Decimal(found.size(key).raised), Kind.NUMBER),
        ListColumn("up", says.up, lambda key: Decimal(found.size(key).up), Kind.NUMBER),
        ListColumn("lowered", says.lowered, lambda key: Decimal(found.size(key).lowered), Kind.NUMBER),
        ListColumn("down", says.down, lambda key: Decimal(found.size(key).down), Kind.NUMBER),
        ListColumn("unit", of.unit, lambda key: found.units[key]),
    ), found.keys, of.indicator)
    return vintages, sizes, *([_by_class(found, names, lang)] if found.classes not in ((), ("",)) else [])


def vintage_name(vintage: Vintage, lang: Lang) -> str:
    """What a vintage is: the first report, which closing, what was restated or done, an older ledger, other rules."""
    says, joint = spoken(lang, YearendWords), words(lang).terms.list_joint
    if vintage.kind is VintageKind.CLOSING:
        return says.closing.format(number=vintage.closing)
    if vintage.kind is VintageKind.RESTATED:
        return says.restatement.format(classes=joint.join(says.restates[one] for one in vintage.classes))
    if vintage.kind is VintageKind.LEDGER:
        return says.of_ledger.format(days=joint.join(vintage.ledgers))
    if vintage.kind is VintageKind.CHANGED:
        named = spoken(lang, ScreenWords).journal_actions
        return says.recorded.format(actions=joint.join(named.get(one, one) for one in vintage.actions))
    return {VintageKind.FIRST: says.first, VintageKind.ASKED: says.moment_asked}.get(vintage.kind, says.other_rules)


def _by_class(found: Revisions, names: Mapping[str, str], lang: Lang) -> ListTable[tuple[str, str]]:
    """Of each indicator and class, how often and how far it was revised; what was not has no line."""
    says, of = spoken(lang, YearendWords), spoken(lang, FiguresWords)
    rows = [(key, kind) for key in found.keys for kind in found.classes
            if found.size(key, kind).raised or found.size(key, kind).lowered]
    return ListTable((
        ListColumn("indicator", of.indicator, lambda row: names[row[0]]),
        ListColumn("class", says.kind, lambda row: says.restates[row[1]]),
        ListColumn("raised", says.raised, lambda row: Decimal(found.size(*row).raised), Kind.NUMBER),
        ListColumn("up", says.up, lambda row: Decimal(found.size(*row).up), Kind.NUMBER),
        ListColumn("lowered", says.lowered, lambda row: Decimal(found.size(*row).lowered), Kind.NUMBER),
        ListColumn("down", says.down, lambda row: Decimal(found.size(*row).down), Kind.NUMBER),
        ListColumn("unit", of.unit, lambda row: found.units[row[0]]),
    ), rows, says.by_class)


def compared_table(found: YearsCompared, lang: Lang) -> ListTable[FigureCompared]:
    """Each indicator in both years, with the difference and the growth."""
    says, of = spoken(lang, YearendWords), spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("indicator", of.indicator, lambda one: label_in(one.labels, lang)),
        ListColumn("earlier", says.earlier.format(year=found.earlier.year), lambda one: _number(one.earlier),
                   Kind.NUMBER),
        ListColumn("later", says.later.format(year=found.later.year), lambda one: _number(one.later), Kind.NUMBER),
        ListColumn("by", says.by, lambda one: _number(one.by), Kind.NUMBER),
        ListColumn("growth", says.growth, lambda one: one.growth or ""),
        ListColumn("unit", of.unit, lambda one: one.unit),
    ), found.figures, says.compared.format(earlier=found.earlier.year, later=found.later.year,
                                           day=f"{found.later.until:%m-%d}"))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
