"""Which right it takes to add a row of each kind, and to supersede one: asked by units, and granted on a server."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import SQLModel

from tracker.domain.rights import EVERY_RIGHT, Right
from tracker.store.query import CLOCK_KEY
from tracker.store.tables import (
    FACTS,
    AssessedUnit,
    BlockerWord,
    EvidenceFile,
    Fact,
    GivenMark,
    JournalEntry,
    Milestone,
    Project,
    Recognition,
    RulesKept,
    Seal,
    Setting,
    Target,
    UnitTarget,
    YearClose,
)

_RECORD, _VERIFY, _ADMIN = (frozenset({right}) for right in (Right.RECORD, Right.VERIFY, Right.ADMIN))

ADDS: Mapping[type[SQLModel], frozenset[Right]] = {
    **dict.fromkeys(FACTS, _RECORD),
    # Every unit writes its entry and seal, and may have to keep a ruleset or say that a clock was put right.
    **dict.fromkeys((JournalEntry, Seal, RulesKept, Setting), EVERY_RIGHT),
    Project: _RECORD, EvidenceFile: _RECORD,
    Recognition: _VERIFY,
    # A recognised milestone takes over the day and the body; a word may be that a blocker is verified.
    Milestone: _RECORD | _VERIFY, BlockerWord: _RECORD | _VERIFY,
    # A ledger may bring targets where there are none; whoever changes one answers for it.
    Target: _RECORD | _ADMIN,
    **dict.fromkeys((UnitTarget, AssessedUnit, GivenMark, YearClose), _ADMIN),
}
"""One of these rights is enough to add a row."""
ENDS: Mapping[type[Fact], frozenset[Right]] = {
    **{kind: ADDS[kind] for kind in FACTS}, Setting: _RECORD | _ADMIN, Target: _ADMIN}
"""One of these rights is enough to supersede a row."""
TAKEN_IN_SETTINGS = ("place", "book", "sample", "mapping:%", f"{CLOCK_KEY}%")
"""Keys (patterns of LIKE) of settings that come with a ledger or with putting a clock right; others are an admin's."""
GRANTED, REVOKED, UNDO = "db.grant", "db.revoke", "undo"
"""Actions of entries that the database itself looks at: a role was granted, roles were revoked, entries taken back."""
OPEN_ACTIONS = (
    "clock", GRANTED, REVOKED, "mapping.drop", "year.close", "target.set", "target.drop", "figure.assert",
    "review.start", "review.skip", "review.note", "review.close",
    "unit.add", "unit.rename", "unit.group", "unit.retire", "unit.resume", "unit.target", "unit.untarget",
    "mark.give", "mark.withdraw", "region.set")
"""Of no project but the whole office's: entries that an account sees too that sees some parks only. Any other is hidden
from it, such as one of an import, of lists of other offices, or of an answer, which may name projects of any park."""
