"""What an import says of a ledger as lists: problems, notes, additions, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.ledger import LedgerWords, fields_changed, note_line, problem_line, value_text
from tracker.words.lists import ListWords
from tracker.words.screens import ScreenWords

if TYPE_CHECKING:
    from tracker.ledger.rows import Note, Problem
    from tracker.office.intake.look import New
    from tracker.office.intake.plan import Change


def problems_table(problems: Sequence[Problem], lang: Lang) -> ListTable[Problem]:
    """Every cell in the way: where, what kind, what it holds, what to do."""
    title, codes = spoken(lang, ListWords).column, spoken(lang, ScreenWords).intake.codes
    return ListTable((
        ListColumn("sheet", title["sheet"], lambda problem: problem.sheet),
        ListColumn("row", title["row"], lambda problem: problem.row or None, Kind.COUNT),
        ListColumn("cell", title["cell"], lambda problem: problem.column),
        ListColumn("kind", title["kind"], lambda problem: codes[problem.code]),
        ListColumn("value", title["value"], lambda problem: value_text(problem.value, lang)),
        ListColumn("message", title["message"], lambda problem: problem_line(problem, lang)),
    ), problems)


def notes_table(notes: Sequence[Note], lang: Lang) -> ListTable[Note]:
    """What is worth a look and stops nothing."""
    return ListTable((ListColumn("note", spoken(lang, ListWords).column["note"],
                                 lambda note: note_line(note, lang)),), notes)


def additions_table(additions: Sequence[New], lang: Lang) -> ListTable[New]:
    """What would be added: of what kind, what about, its values, and from which row."""
    title, kinds, said = spoken(lang, ListWords).column, spoken(lang, LedgerWords).kind, spoken(lang, LedgerWords)

    def values(addition: New) -> str:
        return said.comma.join(value_text(value, lang, name) for name, value in addition.what)

    return ListTable((
        ListColumn("kind", title["kind"], lambda addition: kinds[addition.kind]),
        ListColumn("subject", title["subject"], lambda addition: addition.subject),
        ListColumn("value", title["new"], values),
        ListColumn("sheet", title["sheet"], lambda addition: addition.sheet),
        ListColumn("row", title["row"], lambda addition: addition.row, Kind.COUNT),
    ), additions)


def changes_table(changes: Sequence[Change], lang: Lang) -> ListTable[tuple[Change, str, str, str]]:
    """Each field that would be corrected, before and after."""
    title, kinds = spoken(lang, ListWords).column, spoken(lang, LedgerWords).kind
    rows = [(change, *field) for change in changes for field in fields_changed(change, lang)]
    return ListTable((
        ListColumn("kind", title["kind"], lambda row: kinds[row[0].kind]),
        ListColumn("subject", title["subject"], lambda row: row[0].subject),
        ListColumn("field", title["field"], lambda row: row[1]),
        ListColumn("before", title["before"], lambda row: row[2]),
        ListColumn("after", title["after"], lambda row: row[3]),
        ListColumn("sheet", title["sheet"], lambda row: row[0].sheet),
        ListColumn("row", title["row"], lambda row: row[0].row, Kind.COUNT),
    ), rows)
