"""What the app's actions are called: a short name for the footer, the palette's entry, and a line of help."""

from __future__ import annotations

from typing import NamedTuple


class Called(NamedTuple):
    """One action: `short` stands in the footer, `entry` in the palette, `about` in the help."""

    short: str
    entry: str
    about: str


class ActionWords(NamedTuple):  # of so many fields it is made in a third of the time a dataclass takes
    """One field for each action of `tui/actions.py`, by its id, and for each group of them."""

    group_go: str
    group_look: str
    group_table: str
    group_intake: str
    group_figures: str
    group_project: str
    group_blocker: str
    group_review: str
    group_office: str
    group_cursor: str
    go_board: Called
    go_ledger: Called
    go_intake: Called
    show_demo: Called
    pick_here: Called
    intake_write: Called
    accept_gaps: Called
    other_file: Called
    narrow_problems: Called
    forget_choices: Called
    next_problem: Called
    known_on: Called
    read_again: Called
    mark_problems: Called
    next_sheet: Called
    sheet_before: Called
    type_path: Called
    next_part: Called
    part_before: Called
    go_figures: Called
    go_targets: Called
    behind: Called
    known: Called
    closing: Called
    reconciling: Called
    auditing: Called
    answer_question: Called
    project_of_question: Called
    explain_difference: Called
    take_list: Called
    open_list: Called
    close_year: Called
    back_to_now: Called
    tell_apart: Called
    tell_apart_before: Called
    other_side: Called
    edit_target: Called
    copy_targets: Called
    search: Called
    open: Called
    back: Called
    narrow: Called
    mine: Called
    hidden: Called
    year_back: Called
    year_on: Called
    move: Called
    receipt: Called
    status: Called
    lead: Called
    correct: Called
    expect: Called
    increase: Called
    result: Called
    change: Called
    void_receipt: Called
    attach: Called
    all_fields: Called
    find: Called
    close: Called
    raise_blocker: Called
    note: Called
    answer: Called
    verify: Called
    correct_blocker: Called
    palette: Called
    help: Called
    refresh: Called
    language: Called
    theme: Called
    quit: Called
    sort_column: Called
    filter_column: Called
    mark: Called
    change_marked: Called
    mark_all: Called
    group_rows: Called
    fold_groups: Called
    choose_columns: Called
    saved_views: Called
    copy_row: Called
    go_review: Called
    go_recognition: Called
    recognise: Called
    send_back: Called
    meeting: Called
    due: Called
    escalate: Called
    reject: Called
    skip: Called
    minute: Called
    review_part: Called
    review_part_before: Called
    week_back: Called
    week_on: Called
    print_review: Called
    to_review: Called
    go_blockers: Called
    go_journal: Called
    order_blockers: Called
    all_blockers: Called
    undo: Called
    undo_this: Called
    prove: Called
    export: Called
    export_book: Called
    cursor_up: Called
    cursor_down: Called
    cursor_left: Called
    cursor_right: Called
    page_up: Called
    page_down: Called
    first: Called
    last: Called
