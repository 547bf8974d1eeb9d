"""Which right a key takes: known before the form it opens is filled in, and said where it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.domain.rights import Right

if TYPE_CHECKING:
    from tui.actions import Action

_EITHER = (Right.RECORD, Right.VERIFY)
_NEEDS: Mapping[str, tuple[Right, ...]] = {
    "note": _EITHER, "answer": _EITHER, "verify": (Right.VERIFY,), "recognise": (Right.VERIFY,),
    "send_back": (Right.VERIFY,), "edit_target": (Right.ADMIN, Right.RECORD), "copy_targets": (Right.ADMIN,),
    "close_year": (Right.ADMIN,), "undo": tuple(Right), "undo_this": tuple(Right),
    # These write a file, or open a page to be read.
    "mark_problems": (), "print_review": (), "open_assessed": ()}


def needed(action: Action) -> tuple[Right, ...]:
    """One of which rights an action takes; none where it writes nothing into the office."""
    return _NEEDS.get(action.id, (Right.RECORD,)) if action.writes else ()
