"""The journal as a list: who did what, when and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.cli import CliWords
from tracker.words.lists import ListWords

if TYPE_CHECKING:
    from tracker.office.project.detail import JournalLine


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry with what the journal knows about it: its project, what an undo took back, whether it is undone."""

    entry: JournalLine
    code: str = ""
    of: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class JournalTold:
    """How an entry is told: what was done, about what, and its particulars without the reason."""

    action: Callable[[Noted], str]
    subject: Callable[[JournalLine], str]
    detail: Callable[[JournalLine], str]


def journal_table(rows: Sequence[Noted], told: JournalTold, lang: Lang) -> ListTable[Noted]:
    """The entries in the order given."""
    heading, own = spoken(lang, CliWords).heading, spoken(lang, ListWords).column
    return ListTable((
        ListColumn("id", heading["id"], lambda row: row.entry.id, Kind.COUNT),
        ListColumn("at", heading["at"], lambda row: row.entry.at, Kind.MOMENT),
        ListColumn("who", heading["who"], lambda row: row.entry.who),
        ListColumn("action", heading["action"], told.action),
        ListColumn("undone", own["undone"], lambda row: own["undone"] if row.undone else None),
        ListColumn("subject", heading["subject"], lambda row: told.subject(row.entry)),
        ListColumn("detail", heading["detail"], lambda row: "" if row.entry.many else told.detail(row.entry)),
        ListColumn("reason", heading["reason"], lambda row: row.entry.reason),
    ), rows, sparse=True)
