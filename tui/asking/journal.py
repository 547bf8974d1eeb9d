"""What the journal screen and the undo dialog ask of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.office.journal.journal import JournalPage, Recorded
    from tracker.office.journal.undo import Undoable
    from tracker.office.outcome import Done, Refused
    from tracker.office.project.detail import JournalLine
    from tui.office import Office

LIMIT = 100
"""Entries in a page; the next is asked for when the cursor comes near the end."""


def page(office: Office, typed: str, actions: Mapping[str, str], before: int | None = None,
         limit: int = LIMIT) -> JournalPage:
    """Entries that fit everything typed; `actions` are the names of the actions in the officer's language."""
    from tracker.domain.pinyin import fold_search, search_key
    from tracker.office.journal.journal import Sought, journal_page

    named = {code: search_key(name) for code, name in actions.items()} if typed.strip() else {}
    sought = [Sought(part, tuple(code for code, key in named.items() if part in key)) for part in fold_search(typed)]
    return journal_page(office.desk, limit=limit, before=before, sought=sought)


def recorded(office: Office, entry_id: int) -> Recorded:
    """What an entry recorded and superseded."""
    from tracker.office.journal.journal import recorded

    return recorded(office.desk, entry_id)


def look(office: Office, entry_id: int | None) -> tuple[Undoable, Recorded] | Refused:
    """What an undo would take back, with the facts it is about, and why it cannot be."""
    from tracker.office.journal.undo import try_undo
    from tracker.office.outcome import Refused

    found = try_undo(office.desk, entry_id)
    return found if isinstance(found, Refused) else (found, recorded(office, found.line.id))


def undo(office: Office, reason: str, entry_id: int) -> Done[JournalLine] | Refused:
    """Takes an action of one's own back."""
    from tracker.office.journal.undo import undo

    return undo(office.desk, reason, entry_id)
