"""What the figures screen says, the list behind a figure, and the dialog that asks for another moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FiguresScreenWords:
    """The words of these screens in one language; headings of figures are in `words/figures.py`."""

    counting: str
    until: str
    not_now: str
    end_of_day: str
    ruleset: str
    ahead: str
    no_target: str
    of_the_place: str
    """In place of a target, where only some parks are seen."""
    receipts_of: str
    time_mark: str
    months: str
    month_keys: str
    not_by_month: str
    """`label`: the indicator; `key`: tells figures apart."""
    no_months: str
    parts: str
    projects_of: str
    stages: str
    cohort: str
    whole: dict[str, str]
    wrong_rules: str
    # the list behind a figure
    is_made_of: str
    counted: str
    not_counted: str
    side_hint: str
    search_hint: str
    sum_of: str
    filtered: str
    others_of: str
    agrees: str
    differs: str
    nothing_counted: str
    nothing_left: str
    no_match: str
    no_paper: str
    fact_receipt: str
    # another moment
    known_title: str
    known_commit: str
    known_about: str
    until_label: str
    until_hint: str
    as_of_label: str
    as_of_hint: str
    known_done: str
    known_now: str
    is_now: str
