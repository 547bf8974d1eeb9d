"""The words of the ledger screen and its dialogs: columns, filters, saved views, changing many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LedgerScreenWords:
    """The words of the ledger in one language."""

    column: Mapping[str, str]
    title: str
    empty: str
    search_hint: str
    view: str
    sorted_by: str
    filtered_by: str
    grouped_by: str
    found_by: str
    blocked: str
    free: str
    yes: str
    no: str
    nothing: str
    shown: str
    shown_all: str
    arrived: str
    marked: str
    no_money: str
    sort_off: str
    group_now: str
    group_off: str
    marked_now: str
    marked_off: str
    none_marked: str
    copied: str
    no_fold: str
    # columns
    columns_title: str
    columns_hint: str
    stays: str
    # filters
    filter_title: str
    filter_typed: str
    filter_amount: str
    filter_days: str
    filter_day: str
    filter_hint: str
    filter_unread: str
    filter_more: str
    # views
    views_title: str
    views_name: str
    views_hint: str
    views_none: str
    views_first: str
    views_damaged: str
    views_saved: str
    views_removed: str
    # many
    many_title: str
    many_what: str
    many_stage: str
    many_value: str
    many_none: str
    many_how: str
    many_empty: str
    many_choose: str
    many_clear: str
    many_clears: str
    many_said: str
    many_more: str
    many_cleared: str
    many_no_field: str
    many_no_value: str
    many_commit: str
    many_move: str
    many_done: str
    many_moved: str
    many_refused: str
    many_rows: str
