"""What is known of one project as lists: its milestones, receipts, blockers and the words on them, its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.report.lists.blockers import LISTED, hold_columns
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.changed import ChangedWords, dated_change_line
from tracker.words.cli import CliWords
from tracker.words.figures import FiguresWords
from tracker.words.lists import ListWords
from tracker.words.money_form import form_line
from tracker.words.recognition import RecognitionWords, verdict_line
from tracker.words.results import ResultWords, result_line

if TYPE_CHECKING:
    from tracker.office.project.changes import ChangeShown
    from tracker.office.project.detail import Arrived, Detail, Hold, Reached, Said
    from tracker.office.project.expected import Expected, Outlook
    from tracker.office.project.offered import Document
    from tracker.office.project.results import ResultShown
    from tracker.office.recognition.reported import VerdictSaid


def project_tables(shown: Detail, lang: Lang) -> tuple[ListTable[Any], ...]:
    """Its life, its money, what stops it and what was said of that; those that are empty are left out."""
    parts = spoken(lang, CliWords).part
    tables = (_milestones(shown.milestones, lang), _changes(shown.changes, lang), _receipts(shown.receipts, lang),
              _results(shown.results, lang),
              ListTable(hold_columns(LISTED, lang), shown.blockers, parts["blockers"], sparse=True),
              _words([(hold, word) for hold in shown.blockers for word in hold.said], lang),
              documents_table(shown.offered, lang, spoken(lang, CliWords).offered))
    return tuple(table for table in tables if table.rows)


def project_lists(shown: Detail, lang: Lang) -> list[ListTable[Any]]:
    """What is known of it as it is exported: with the days that are and were expected, and its documents."""
    further = (_expected(shown.expected, lang), documents_table(shown.documents, lang))
    return [*project_tables(shown, lang), *(table for table in further if table.rows)]


def documents_table(documents: Sequence[Document], lang: Lang, title: str = "") -> ListTable[Document]:
    """Each document with what it is a proof of."""
    heading, terms = spoken(lang, CliWords).heading, words(lang).terms
    return ListTable((
        ListColumn("id", heading["id"], lambda document: document.id, Kind.COUNT),
        ListColumn("kind", heading["kind"], lambda document: terms.evidence.get(document.kind, document.kind)),
        ListColumn("number", heading["number"], lambda document: document.number),
        ListColumn("day", heading["day"], lambda document: document.day if document.day.known else None, Kind.DAY),
        ListColumn("stage", heading["stage"], lambda document: terms.stage.get(document.stage or "", document.stage)),
        ListColumn("receipt", heading["receipt"], lambda document: document.receipt_id, Kind.COUNT),
        *([ListColumn("change", heading["change"], lambda document: document.change_id, Kind.COUNT)]
          if any(document.change_id for document in documents) else []),
        ListColumn("file", heading["file"], lambda document: document.filename if document.sha256 else None),
    ), documents, title or spoken(lang, ListWords).name["evidence"])


def _milestones(milestones: Sequence[Reached], lang: Lang) -> ListTable[Reached]:
    verdict = spoken(lang, RecognitionWords).verdict
    heading, terms, parts = spoken(lang, CliWords).heading, words(lang).terms, spoken(lang, CliWords).part
    return ListTable((
        ListColumn("stage", heading["stage"], lambda reached: terms.stage[reached.stage]),
        ListColumn("day", heading["day"], lambda reached: reached.day, Kind.DAY),
        ListColumn("held", heading["held"], lambda reached: reached.held, Kind.COUNT),
        ListColumn("recognised_on", heading["recognised_on"], lambda reached: reached.recognised_on, Kind.DAY),
        ListColumn("recognised_by", heading["recognised_by"], lambda reached: reached.recognised_by),
        ListColumn("evidence", heading["evidence"], lambda reached: _proofs(reached, lang)),
        ListColumn("verdict", verdict, lambda reached: _verdict(reached.verdict, lang)),
        ListColumn("override", heading["override"], lambda reached: reached.override),
    ), milestones, parts["milestones"], sparse=True)


def _proofs(reached: Reached, lang: Lang) -> str:
    """The kinds of document of a milestone, or what is to be known of its money."""
    says = spoken(lang, CliWords)
    if not reached.proven:
        return says.without_proof
    early = says.before_money if reached.before_money else ""
    return says.joint.join(part for part in (early, _kinds(reached.documents, lang)) if part)


def _changes(changes: Sequence[ChangeShown], lang: Lang) -> ListTable[ChangeShown]:
    heading = spoken(lang, CliWords).heading
    return ListTable((
        ListColumn("id", heading["id"], lambda change: change.id, Kind.COUNT),
        ListColumn("day", heading["day"], lambda change: change.day, Kind.DAY),
        ListColumn("text", heading["text"], lambda change: dated_change_line(change, lang)),
        ListColumn("note", heading["note"], lambda change: change.note),
        ListColumn("evidence", heading["evidence"], lambda change: _kinds(change.documents, lang)),
    ), changes, spoken(lang, ChangedWords).title, sparse=True)


def _results(results: Sequence[ResultShown], lang: Lang) -> ListTable[ResultShown]:
    heading = spoken(lang, CliWords).heading
    return ListTable((
        ListColumn("id", heading["id"], lambda result: result.id, Kind.COUNT),
        ListColumn("day", heading["day"], lambda result: result.day, Kind.DAY),
        ListColumn("text", heading["text"], lambda result: result_line(result, lang)),
        ListColumn("note", heading["note"], lambda result: result.note),
    ), results, spoken(lang, ResultWords).title, sparse=True)


def _verdict(said: VerdictSaid | None, lang: Lang) -> str:
    return verdict_line(said, lang) if said else ""


def _expected(outlooks: Sequence[Outlook], lang: Lang) -> ListTable[tuple[Outlook, Expected]]:
    """Each expectation in the order it was known, those that moved since first."""
    heading, terms, parts = spoken(lang, CliWords).heading, words(lang).terms, spoken(lang, CliWords).part
    rows = [(outlook, expected) for outlook in outlooks
            for expected in (*outlook.before, *([outlook.now] if outlook.now else []))]
    return ListTable((
        ListColumn("what", heading["stage"], lambda row: terms.awaited[row[0].what]),
        ListColumn("day", heading["day"], lambda row: row[1].day, Kind.DAY),
        ListColumn("text", heading["text"], lambda row: row[1].text),
        ListColumn("known_at", spoken(lang, ListWords).column["known_at"], lambda row: row[1].known_at, Kind.MOMENT),
        ListColumn("reason", heading["reason"], lambda row: row[1].reason),
    ), rows, parts["expected"], sparse=True)


def _receipts(receipts: Sequence[Arrived], lang: Lang) -> ListTable[Arrived]:
    heading, terms, parts = spoken(lang, CliWords).heading, words(lang).terms, spoken(lang, CliWords).part
    back = spoken(lang, FiguresWords).withdrawal
    return ListTable((
        ListColumn("id", heading["id"], lambda arrived: arrived.id, Kind.COUNT),
        ListColumn("day", heading["day"], lambda arrived: arrived.day, Kind.DAY),
        ListColumn("amount", heading["amount"], lambda arrived: arrived.amount, Kind.AMOUNT),
        ListColumn("kind", heading["kind"], lambda arrived: back if arrived.amount.went_back else ""),
        ListColumn("origin", heading["origin"], lambda arrived: terms.origin.get(arrived.origin or "", "")),
        ListColumn("form", heading["form"], lambda arrived: form_line(arrived, lang)),
        ListColumn("evidence", heading["evidence"], lambda arrived: _kinds(arrived.documents, lang)),
        ListColumn("verdict", spoken(lang, RecognitionWords).verdict,
                   lambda arrived: _verdict(arrived.verdict, lang)),
        ListColumn("note", heading["note"], lambda arrived: arrived.note),
    ), receipts, parts["receipts"], sparse=True)


def _words(said: Sequence[tuple[Hold, Said]], lang: Lang) -> ListTable[tuple[Hold, Said]]:
    heading, terms, parts = spoken(lang, CliWords).heading, words(lang).terms, spoken(lang, CliWords).part
    return ListTable((
        ListColumn("id", heading["id"], lambda row: row[0].id, Kind.COUNT),
        ListColumn("day", heading["day"], lambda row: row[1].day, Kind.DAY),
        ListColumn("word", heading["word"], lambda row: terms.blocker_word.get(row[1].word, row[1].word)),
        ListColumn("by", heading["by"], lambda row: row[1].by),
        ListColumn("text", heading["text"], lambda row: row[1].text),
        ListColumn("level", heading["level"], lambda row: terms.level.get(row[1].level, row[1].level)),
        ListColumn("due", heading["due"], lambda row: row[1].due, Kind.DAY),
    ), said, parts["said"], sparse=True)


def _kinds(documents: Sequence[Document], lang: Lang) -> str:
    kinds = words(lang).terms.evidence
    return spoken(lang, CliWords).joint.join(f"{kinds.get(document.kind, document.kind)} {document.number}".strip()
                                             for document in documents)
