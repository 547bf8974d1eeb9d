"""Which commands record, and by which right: asked before a command asks or reads anything else."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.rights import Right

_RECORD = (
    "project add", "project amend", "project advance", "project revert", "project correct",
    "project increase", "project change", "project unchange", "project sign-again", "project intent", "project expect",
    "project pause", "project resume", "project terminate", "project reopen", "receipt add", "receipt withdraw",
    "receipt void", "result add", "result void", "evidence attach", "evidence withdraw", "evidence move",
    "blocker raise", "blocker correct", "review start", "review note", "review skip", "review close",
    "mapping drop", "credit add", "credit withdraw", "bundle import")
_EITHER = ("blocker note", "blocker answer", "blocker reject", "blocker escalate", "blocker due", "blocker reopen")
_ADMIN = ("year close", "target drop", "unit add", "unit rename", "unit group", "unit retire", "unit resume",
          "unit import", "mark give", "mark withdraw", "bundle trust")

RIGHTS_NEEDED: Mapping[str, tuple[Right, ...]] = {
    **dict.fromkeys(_RECORD, (Right.RECORD,)), **dict.fromkeys(_EITHER, (Right.RECORD, Right.VERIFY)),
    "blocker verify": (Right.VERIFY,), "target set": (Right.ADMIN, Right.RECORD), "undo": tuple(Right),
    **dict.fromkeys(_ADMIN, (Right.ADMIN,))}
"""One of these rights is needed by a command that always records; what others may record is asked when they do."""
