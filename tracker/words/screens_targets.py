"""What the screen of targets and rulesets says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TargetsScreenWords:
    """The words of the screen in one language; the sentences of a ruleset are in `words/rulesets.py`."""

    title: str
    edit_hint: str
    no_target: str
    last_year: str
    set_by: str
    before: str
    others: str
    reads: str
    typing: str
    saved: str
    again: str
    why: str
    why_drop: str
    dropped: str
    copied: str
    copied_kept: str
    copied_unfit: str
    nothing_to_copy: str
    all_there: str
    rules_title: str
    digest: str
    shipped: str
    own: str
