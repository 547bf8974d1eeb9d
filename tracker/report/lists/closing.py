"""A closing as lists: its figures, and behind each the projects that counted with the proofs there were."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.domain.rules_words import label_in
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.days import kept_day_text
from tracker.words.figures import FiguresWords, papers_told

if TYPE_CHECKING:
    from tracker.office.yearend.closing import ClosedFigure, ClosedProject, Closing


def closing_tables(closing: Closing, lang: Lang) -> tuple[ListTable[Any], ...]:
    """The indicators as they were closed, then the projects of each."""
    of = spoken(lang, FiguresWords)
    figures: ListTable[ClosedFigure] = ListTable((
        ListColumn("indicator", of.indicator, lambda one: label_in(one.labels, lang)),
        ListColumn("actual", of.actual, lambda one: Decimal(one.actual), Kind.NUMBER),
        ListColumn("target", of.target, lambda one: Decimal(one.target) if one.target else None, Kind.NUMBER),
        ListColumn("unit", of.unit, lambda one: one.unit),
    ), closing.indicators, of.indicator)
    lists = [(one, closing.projects(one.key)) for one in closing.indicators]
    return figures, *(_projects(label_in(one.labels, lang), rows, lang) for one, rows in lists if rows)


def _projects(title: str, rows: tuple[ClosedProject, ...], lang: Lang) -> ListTable[ClosedProject]:
    of, terms = spoken(lang, FiguresWords), words(lang).terms
    return ListTable((
        ListColumn("code", of.code, lambda one: one.code),
        ListColumn("name", of.name, lambda one: one.name),
        ListColumn("share", of.share, lambda one: Decimal(one.share), Kind.NUMBER),
        ListColumn("day", of.day, lambda one: terms.list_joint.join(kept_day_text(day, lang) for day in one.days)),
        ListColumn("evidence", of.evidence, lambda one: papers_told(one.proofs, lang)),
    ), rows, title)
