"""Makes the sentence of a reason: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.reasons import Reason
from tracker.domain.results import People
from tracker.domain.rules_words import label_in
from tracker.words import spoken
from tracker.words.amounts import measure_text
from tracker.words.changed import ChangedWords
from tracker.words.checks import CheckWords
from tracker.words.days import day_text
from tracker.words.faults import fault_line
from tracker.words.review import ReviewWords, finding_line
from tracker.words.screens import ScreenWords

if TYPE_CHECKING:
    from tracker.domain.reasons import Check
    from tracker.words.catalogue import Words


def sentence(reason: Reason, words: Words) -> str:
    """The reason as one line: what is wrong, then what to do."""
    return words.terms.semicolon.join(parts(reason, words))


def parts(reason: Reason, words: Words) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    says, particulars = words.reasons[reason.code], _filled(reason.params, words)
    return says.what.format(**particulars), says.todo.format(**particulars)


def check_line(check: Check, words: Words) -> str:
    """One line of a checklist: what is met, or what is wrong."""
    if check.reason:
        return parts(check.reason, words)[0]

    return spoken(words.lang, CheckWords)[check.code].format(**_filled(check.params, words))


def _filled(params: Any, words: Words) -> dict[str, str]:
    return {name: shown(value, words, name) for name, value in params.items()}


def shown(value: Any, words: Words, name: str = "") -> str:
    """A particular as it is read by a person: names of stages and kinds, days by their precision."""

    terms = words.terms
    if name in ("cell", "book_note"):
        return _of_book(value, words, name)
    if name == "why":
        return terms.semicolon.join(sentence(one, words) for one in value)
    if name == "health":
        return finding_line(value, spoken(words.lang, ReviewWords), terms)
    if isinstance(value, Mapping):
        return label_in(value, words.lang)
    if name == "faults":
        return "\n".join(fault_line(problem, words.lang) for problem in value)
    tables = {"status": terms.status, "stage": terms.stage, "next": terms.stage, "previous": terms.stage,
              "kinds": terms.evidence, "state": terms.blocker_state, "word": terms.blocker_word, "minute": terms.minute,
              "field": terms.field, "fields": terms.field, "awaited": terms.awaited, "origins": terms.origin,
              "fact": terms.fact, "result": terms.result, "forms": terms.money_form, "harm": terms.harm,
              "differs": terms.differs, "asked": terms.asked, "unit_kind": terms.unit_kind,
              "credit_how": terms.credit_how, "right": terms.right}
    table = tables[name] if name in tables else _further(name, words)
    if isinstance(value, Day):
        return day_text(value, words.lang, terms.unknown_day)
    if isinstance(value, Money | People):
        return measure_text(value, words.lang)
    if isinstance(value, (list, tuple, set, frozenset)):
        return terms.list_joint.join(parts(one, words)[0] if isinstance(one, Reason) else table.get(str(one), str(one))
                                     for one in value)
    return table.get(str(value), str(value))


def _of_book(value: Any, words: Words, name: str) -> str:
    """A cell of a book that cannot be read with its place, or what is worth a look in it."""
    # Only where a book was read: it takes the readers of books along.
    from tracker.words.ledger import note_line, place_line, problem_line

    if name == "book_note":
        return note_line(value, words.lang)
    return " ".join(filter(None, (place_line(value, words.lang), problem_line(value, words.lang))))


def _further(name: str, words: Words) -> Mapping[str, str]:
    if name == "changed":
        return spoken(words.lang, ChangedWords).kind
    return spoken(words.lang, ScreenWords).journal_actions if name == "action" else {}
