"""What the journal screen and the undo dialog say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class JournalWords:
    """The words of the journal in one language."""

    today: str
    yesterday: str
    days_ago: str
    weekdays: tuple[str, ...]
    none: tuple[str, ...]
    no_match: str
    filter_hint: str
    undone: str
    undo_of: str
    redo: str
    no_project: str
    who: str
    when: str
    entry: str
    head: str
    proving: str
    proved: str
    not_proved: str
    not_proved_hint: str
    reason: str
    added: str
    ended: str
    nothing: str
    each: str
    known_on: str
    """Of an older ledger, the day it was known on."""
    and_more: str
    kind: dict[str, str]
    field: dict[str, str]
    undo_title: str
    redo_title: str
    undo_commit: str
    undo_reason_hint: str
    undo_done: str
    redo_done: str
    undo_by: str
    undo_takes: str
    undo_restores: str
