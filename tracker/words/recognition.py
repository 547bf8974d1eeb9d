"""What recognition says: the queue of what waits, a verdict in one line, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.recognising import Verdict, Waiting
from tracker.words import Lang, spoken

if TYPE_CHECKING:
    from tracker.office.recognition.reported import VerdictSaid


@dataclass(frozen=True, slots=True)
class RecognitionWords:
    """The words of recognition in one language; `{name}` is filled in."""

    state: Mapping[Waiting, str]
    column: Mapping[str, str]
    """Titles of the columns of the queue."""
    verdict: str
    """Heads a column of what second persons said."""
    money: str
    """What is recognised, of a receipt."""
    own: str
    """That the one at the desk reported it."""
    any_paper: str
    """Any document, where none of a kind is asked for."""
    nothing: str
    waits: str
    """How many wait in a year, and how many of them were sent back."""
    recognised: str
    sent_back: str
    done: Mapping[Verdict, str]
    """What was done: to {what} of a project."""
    aside: str
    receipt_needs_id: str


def verdict_line(said: VerdictSaid, lang: Lang) -> str:
    """Who recognised something, or why who sent it back, in one line."""
    says = spoken(lang, RecognitionWords)
    told = says.recognised if said.verdict is Verdict.RECOGNISED else says.sent_back
    by = says.aside.join(part for part in (said.body, said.who) if part)
    line = told.format(on=said.on, by=by, reason=said.reason)
    return f"{line} {said.number}" if said.number else line
