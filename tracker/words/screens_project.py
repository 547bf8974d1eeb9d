"""What the project screen and its forms say: fields edited in place, milestones corrected, papers, drafts, search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProjectWords:
    """The words of the project screen that came with its editing, in one language."""

    empty_field: str
    empty_fields: str
    field_commit: str
    field_done: str
    field_emptied: str
    choose_hint: str
    free_hint: str
    roles_hint: str
    phase_hint: str
    code_stays: str
    read_as: str
    conflict: str
    conflict_by: str
    conflict_again: str
    changed_to: str
    nothing: str
    correct_title: str
    correct_commit: str
    correct_done: str
    correct_kept: str
    recognised_on: str
    recognised_on_hint: str
    recognised_by: str
    recognised_by_hint: str
    no_milestone: str
    expect_title: str
    expect_what: str
    expect_day_hint: str
    expect_reason_hint: str
    expect_commit: str
    expect_done: str
    expect_withdrawn: str
    void_title: str
    void_commit: str
    void_done: str
    no_receipt_here: str
    revert_title: str
    revert_commit: str
    revert_done: str
    withdraw_title: str
    withdraw_commit: str
    withdraw_done: str
    move_title: str
    move_commit: str
    move_done: str
    papers: str
    papers_go: str
    papers_kept: str
    missing_title: str
    without_proof: str
    before_money: str
    leave_money: str
    take_money: str
    nothing_to_leave: str
    not_on_record: str
    offered: str
    attach_title: str
    attach_commit: str
    attach_done: str
    attach_to: str
    attach_project: str
    attach_receipt: str
    attach_increase: str
    increased: str
    """What a document is of that proves a capital increase."""
    takes_back: str
    """Which key takes back what Enter cannot open."""
    kind: str
    path: str
    path_hint: str
    opened_file: str
    delivered_file: str
    """The browser was given it."""
    file_at: str
    stage_day: str
    more_stages: str
    no_more_stages: str
    find_title: str
    find_hint: str
    find_none: str
    find_first: str
