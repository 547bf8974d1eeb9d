"""What the printed page of the weekly review says beside the words it shares with the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of the page in one language; `{name}` is filled in."""

    title: str
    minutes_title: str
    facts: Mapping[str, str]
    """Names of the facts under the title: week, meeting, known, rules, head."""
    fact: str
    week: str
    begun: str
    ended: str
    known: str
    joint: str
    """Between the parts of a fact."""
    count: str
    """One figure of the line of counts."""
    tables: Mapping[str, str]
    """The title of each table."""
    nothing: Mapping[str, str]
    """What is said where a table has no row."""
    columns: Mapping[str, str]
    sheets: Mapping[str, str]
    """The sheets of the workbook: names of at most 31 characters."""
    stuck: str
    permit: str
    outside: str
    first_due: str
    within: str
    decided_nothing: str
    not_reached: str
    total: str
    median: str
    signatures: tuple[str, ...]
    minutes_signatures: tuple[str, ...]
    page: str
    """The page number: `{page}` of `{pages}`."""
    event: str
    """What a day in the calendar is called."""
    remind: str
