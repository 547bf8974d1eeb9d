"""Lists of other offices beside our figures: each difference as a line, with the number it is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.report.lists.shape import ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.reconciling import ReconcilingWords, answer_line, list_line, our_side, their_side

if TYPE_CHECKING:
    from tracker.office.reconciling.reconciled import DifferenceSeen, ListReconciled


def differences_table(held: ListReconciled, lang: Lang) -> ListTable[DifferenceSeen]:
    """The differences of one list, those that nobody explained first."""
    title, terms = spoken(lang, ReconcilingWords).column, words(lang).terms
    return ListTable((
        ListColumn("id", title["id"], lambda one: one.id),
        ListColumn("differs", title["differs"], lambda one: terms.differs[one.of.kind]),
        ListColumn("theirs", title["theirs"], lambda one: their_side(one, lang)),
        ListColumn("ours", title["ours"], lambda one: our_side(one, lang)),
        ListColumn("answer", title["answer"], lambda one: answer_line(one, lang)),
    ), held.differences, list_line(held, lang))
