"""A single particular as a person reads it: names of stages and kinds, days by their precision, money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.results import People
from tracker.words import spoken
from tracker.words.amounts import measure_text
from tracker.words.changed import ChangedWords
from tracker.words.days import day_text
from tracker.words.screens import ScreenWords

if TYPE_CHECKING:
    from tracker.words.catalogue import Words


def plain(value: object, words: Words, name: str = "") -> str:
    """What is said of one value that bears a `name` among the particulars; as it is written where nothing else is."""
    if isinstance(value, Day):
        return day_text(value, words.lang, words.terms.unknown_day)
    if isinstance(value, Money | People):
        return measure_text(value, words.lang)
    return _table(name, words).get(str(value), str(value))


def _table(name: str, words: Words) -> Mapping[str, str]:
    terms = words.terms
    tables: dict[str, Mapping[str, str]] = {
        "status": terms.status, "stage": terms.stage, "next": terms.stage, "previous": terms.stage,
        "kinds": terms.evidence, "state": terms.blocker_state, "word": terms.blocker_word, "minute": terms.minute,
        "field": terms.field, "fields": terms.field, "awaited": terms.awaited, "origins": terms.origin,
        "fact": terms.fact, "result": terms.result, "forms": terms.money_form, "harm": terms.harm,
        "differs": terms.differs, "asked": terms.asked, "unit_kind": terms.unit_kind,
        "credit_how": terms.credit_how, "right": terms.right}
    if name in tables:
        return tables[name]
    if name == "changed":
        return spoken(words.lang, ChangedWords).kind
    return spoken(words.lang, ScreenWords).journal_actions if name == "action" else {}
