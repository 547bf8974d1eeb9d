"""What the year's end says: what moved figures, their vintages, and two years beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.clock import to_the_minute
from tracker.domain.restating import BECAUSE, CLASS

if TYPE_CHECKING:
    from tracker.office.yearend.closing import Closing


@dataclass(frozen=True, slots=True)
class YearendWords:
    """One language; `{name}` is filled in."""

    moved: str
    """The head of a comparison of two moments."""
    unmoved: str
    adds_up: str
    """One figure then and now, with the difference."""
    revisions: str
    compared: str
    at: str
    by: str
    before: str
    after: str
    entry: str
    what: str
    """What was done."""
    why: str
    who: str
    raised: str
    up: str
    lowered: str
    down: str
    earlier: str
    later: str
    growth: str
    restates: Mapping[str, str]
    """The classes of restatements; empty: what moved before a closing."""
    restated: str
    """A class with its reason."""
    kind: str
    vintage: str
    closing: str
    """A vintage that is a closing."""
    restatement: str
    """One at which something of the closed year was restated, with the classes."""
    of_ledger: str
    other_rules: str
    recorded: str
    """One of a year that was not closed, with what was done."""
    moment_asked: str
    now: str
    named_moment: str
    """A moment with what it is."""
    closed: str
    show_closed: str
    """A closing in one line."""
    despite: str
    may_close: str
    """How to close though {count} things are open."""
    by_class: str
    lists_closed: str
    closed_list: str
    no_proof: str
    restate_title: str
    restate_commit: str
    restate_hint: str
    restate_again: str
    """What a screen asks for, where nobody said why the year is restated."""
    close_title: str
    close_commit: str
    close_about: str
    close_open: str
    not_closed: str
    nothing_open: str
    still_open: str
    since_closing: str
    sized: str
    moved_since: str
    first: str
    """The first vintage, unless a moment was asked for."""


def restated_text(detail: Mapping[str, object], says: YearendWords) -> str:
    """The class and the reason by which an entry restates a closed year; empty where it does not."""
    kind = str(detail.get(CLASS) or "")
    return says.restated.format(kind=says.restates[kind], because=detail.get(BECAUSE)) if kind else ""


def closed_text(closing: Closing, says: YearendWords) -> str:
    """That a year is closed: which closing, when, by whom, and the head."""
    return says.closed.format(year=closing.year, number=closing.number, at=to_the_minute(closing.at), by=closing.by,
                              head=closing.head)


def closing_lines(closing: Closing, says: YearendWords) -> tuple[str, ...]:
    """A closing with its rules, and what was accepted where something was open."""
    shown = says.show_closed.format(year=closing.year, number=closing.number, at=to_the_minute(closing.at),
                                    by=closing.by, head=closing.head, rules=closing.rules_id)
    despite = says.despite.format(count=len(closing.accepted), reason=closing.despite)
    return (shown, despite) if closing.accepted else (shown,)
