"""What waits to be recognised, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.report.lists.shape import Kind, ListColumn
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.recognition import RecognitionWords, verdict_line

if TYPE_CHECKING:
    from tracker.office.recognition.queue import Awaiting


def what_waits(one: Awaiting, lang: Lang) -> str:
    """The stage, or that it is money."""
    return words(lang).terms.stage[one.stage] if one.stage else spoken(lang, RecognitionWords).money


def lacking_text(one: Awaiting, lang: Lang) -> str:
    """The kinds of document that are missing; of each group one is enough, and an empty one is any document."""
    terms, any_paper = words(lang).terms, spoken(lang, RecognitionWords).any_paper
    return terms.list_joint.join("/".join(terms.evidence.get(kind, kind) for kind in group) or any_paper
                                 for group in one.lacks)


def awaiting_columns(lang: Lang) -> tuple[ListColumn[Awaiting], ...]:
    """The columns of the queue."""
    says, terms = spoken(lang, RecognitionWords), words(lang).terms
    title = says.column
    return (
        ListColumn("state", title["state"], lambda one: says.state[one.state]),
        ListColumn("code", title["code"], lambda one: one.code),
        ListColumn("project", title["project"], lambda one: one.project),
        ListColumn("what", title["what"], lambda one: what_waits(one, lang)),
        ListColumn("id", title["id"], lambda one: one.receipt_id, Kind.COUNT),
        ListColumn("day", title["day"], lambda one: one.day, Kind.DAY),
        ListColumn("amount", title["amount"], lambda one: one.amount, Kind.AMOUNT),
        ListColumn("reported_by", title["reported_by"], lambda one: one.reported_by),
        ListColumn("papers", title["papers"], lambda one: terms.list_joint.join(
            terms.evidence.get(kind, kind) for kind in one.papers)),
        ListColumn("lacks", title["lacks"], lambda one: lacking_text(one, lang)),
        ListColumn("papers_by", title["papers_by"], lambda one: one.papers_by, Kind.DAY),
        ListColumn("back", title["back"], lambda one: verdict_line(one.back, lang) if one.back else ""),
    )
