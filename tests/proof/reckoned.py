"""Proofs a text as a draft of lines, for tests of what is found in it."""

from __future__ import annotations

from tracker.proof.draft import DraftPlace, DraftText, PlaceKind, one_place
from tracker.proof.proofread import Proofread, proofread


def draft_of(text: str) -> DraftText:
    """A text as a draft, each line a passage."""
    passages = [one_place(line, DraftPlace(PlaceKind.LINE, (at,)))
                for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    return DraftText("draft.txt", passages)


def proofed(text: str) -> Proofread:
    """The proof of a text, each line a passage."""
    return proofread(draft_of(text))


def told(text: str) -> list[tuple[str, str, str]]:
    """Findings and notes as (check, what is written, what it comes to)."""
    found = proofed(text)
    return [(one.checked.value, one.stated, one.computed) for one in (*found.findings, *found.notes)]
