"""A closing as lists: its figures, and behind each the projects that counted with the proofs there were."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.domain.rules_words import label_in
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.days import kept_day_text
from tracker.words.figures import FiguresWords
from tracker.words.terms import Terms

if TYPE_CHECKING:
    from tracker.office.yearend.closing import Closing

_Row = Mapping[str, Any]
"""A part of what was frozen, as it was kept."""


def closing_tables(closing: Closing, lang: Lang) -> tuple[ListTable[Any], ...]:
    """The indicators as they were closed, then the projects of each."""
    of, terms = spoken(lang, FiguresWords), words(lang).terms
    indicators: list[_Row] = closing.figures["indicators"]  # type: ignore[assignment]
    figures = ListTable((
        ListColumn("indicator", of.indicator, lambda one: _label(closing, one["key"], lang)),
        ListColumn("actual", of.actual, lambda one: Decimal(one["actual"]), Kind.NUMBER),
        ListColumn("target", of.target, lambda one: one["target"] and Decimal(one["target"]), Kind.NUMBER),
        ListColumn("unit", of.unit, lambda one: one["unit"]),
    ), indicators, of.indicator)
    lists = [(one["key"], closing.counted.get(one["key"]) or ()) for one in indicators]
    return figures, *(_projects(_label(closing, key, lang), rows, of, terms, lang) for key, rows in lists if rows)


def _label(closing: Closing, key: str, lang: Lang) -> str:
    labels: Mapping[str, Mapping[str, str]] = closing.figures["labels"]  # type: ignore[assignment]
    return label_in(labels[key], lang)


def _projects(title: str, rows: Any, of: FiguresWords, terms: Terms, lang: Lang) -> ListTable[Any]:
    return ListTable((
        ListColumn("code", of.code, lambda one: one["code"]),
        ListColumn("name", of.name, lambda one: one["name"]),
        ListColumn("share", of.share, lambda one: Decimal(one["share"]), Kind.NUMBER),
        ListColumn("day", of.day, lambda one: terms.list_joint.join(
            kept_day_text(fact["day"], lang) for fact in one["facts"])),
        ListColumn("evidence", of.proof, lambda one: terms.list_joint.join(
            " ".join(filter(None, (terms.evidence.get(proof["kind"], proof["kind"]), proof["number"])))
            for fact in one["facts"] for proof in fact["evidence"])),
    ), rows, title)
