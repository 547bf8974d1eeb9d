"""What the screen of what waits to be recognised says, and its two forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RecognitionScreenWords:
    """The words of that screen in one language."""

    head: dict[str, str]
    """The names of the columns, by column."""
    marked: str
    none: tuple[str, ...]
    no_match: str
    filter_hint: str
    reported: str
    lacks: str
    papers: str
    papers_by: str
    """Until which day papers are taken."""
    asked_by: str
    """Which figures count only what was recognised."""
    recognise_one: str
    recognise_many: str
    recognise_commit: str
    body_hint: str
    day_hint: str
    number: str
    number_hint: str
    override_hint: str
    recognised_one: str
    recognised_many: str
    send_back_one: str
    send_back_many: str
    send_back_commit: str
    reason_hint: str
    sent_back_one: str
    sent_back_many: str
    more: str
    """Facts that are not named one by one."""
