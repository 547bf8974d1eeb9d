"""What the screen of the weekly review says; what the command and the printed page say too is in `review.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReviewScreenWords:
    """The words of the review screen in one language; `{name}` is filled in."""

    title: str
    counts: Mapping[str, str]
    parts: Mapping[str, str]
    begin: str
    begun: str
    began: str
    read_only: str
    as_known: str
    place: str
    remain: str
    head: Mapping[str, str]
    none: tuple[str, ...]
    none_past: tuple[str, ...]
    verified: str
    promised: str
    promised_none: str
    said_here: str
    labels: Mapping[str, str]
    nobody: str
    no_due: str
    first_due: str
    raised_ago: str
    unknown_age: str
    story: str
    story_none: str
    taken: str
    passed: str
    last_one: str
    all_taken: str
    minute_title: str
    minute: str
    minute_hint: str
    minute_commit: str
    minute_done: str
    close_title: str
    close_left: str
    close_none_left: str
    close_hint: str
    close_commit: str
    close_done: str
    print_title: str
    print_kind: str
    print_page: str
    print_minutes: str
    print_path: str
    print_hint: str
    print_commit: str
    print_done: str
    print_name: str
    since: str
    turned: Mapping[str, str]
    reminders: str
    reminders_none: str
    figures: str
    figures_none: str
    figure: str
    minutes: str
    minutes_none: str
    minutes_empty: str
    health: str
    health_none: str
    trend_weeks: str
    trend_median: str
    trend_categories: str
    trend_bureaus: str
    trend_none: str
    bureaus_none: str
    unnamed: str
