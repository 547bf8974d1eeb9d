"""The proof of a draft as lists: what does not agree, and every number that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.report.lists.shape import ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.proof import ProofWords, cause_text, numbers_text, place_text, todo_text, what_text

if TYPE_CHECKING:
    from tracker.proof.findings import DraftFinding
    from tracker.proof.proofread import NumberMet, Proofread


def findings_table(found: Proofread, lang: Lang) -> ListTable[DraftFinding]:
    """Findings, then notes, each with its place and sentence."""
    says = spoken(lang, ProofWords)
    title = says.column
    return ListTable((
        ListColumn("kind", title["kind"], lambda one: says.kind["finding" if one.hard else "note"]),
        ListColumn("place", title["place"], lambda one: place_text(one.place, lang)),
        ListColumn("what", title["what"], lambda one: what_text(one, lang)),
        ListColumn("stated", title["stated"], lambda one: one.stated),
        ListColumn("computed", title["computed"], lambda one: one.computed),
        ListColumn("numbers", title["numbers"], lambda one: numbers_text(one, lang)),
        ListColumn("cause", title["cause"], lambda one: cause_text(one, lang)),
        ListColumn("todo", title["todo"], lambda one: todo_text(one, lang)),
        ListColumn("sentence", title["sentence"], lambda one: one.sentence),
    ), (*found.findings, *found.notes))


def numbers_table(found: Proofread, lang: Lang) -> ListTable[NumberMet]:
    """Every number of the draft, and what became of it."""
    says = spoken(lang, ProofWords)
    title = says.column
    return ListTable((
        ListColumn("text", title["text"], lambda one: one.text),
        ListColumn("fate", title["fate"], lambda one: says.fate[one.fate]),
        ListColumn("place", title["place"], lambda one: place_text(one.place, lang)),
        ListColumn("sentence", title["sentence"], lambda one: one.sentence),
    ), found.numbers, says.kind["numbers"])
