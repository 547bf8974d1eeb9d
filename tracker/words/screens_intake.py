"""What the import screen says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.ledger.rows import ProblemCode
from tracker.words import Coded


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProblemNames(Coded[ProblemCode, str]):
    """What each kind of problem is called."""

    no_such_date: str
    not_a_date: str
    future_date: str
    order: str
    gap: str
    not_an_amount: str
    unknown_result: str
    result_twice: str
    not_a_share: str
    unknown_unit: str
    unknown_origin: str
    unknown_indicator: str
    not_a_count: str
    wrong_unit: str
    duplicate_target: str
    credit_code: str
    no_name: str
    name_is_label: str
    duplicate_project: str
    unknown_project: str
    duplicate_receipt: str
    overdrawn: str
    contradiction: str
    error_cell: str
    nothing_above: str
    unreadable: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TodoHere:
    """What to do on the screen about problems and notes, where elsewhere the mapping or an option would be named."""

    gap: str
    unknown_indicator: str
    unknown_result: str
    duplicate_receipt: str
    duplicate_target: str
    unknown_unit_header: str
    contradiction: str
    unreadable_no_table: str
    perhaps_renamed: str
    sheet_lacks: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class IntakeWords:
    """`{name}` is filled in where it is shown."""

    title: str
    choose: str
    path_label: str
    path_hint: str
    folder: str
    folder_up: str
    folder_empty: str
    trouble: Mapping[str, str]
    no_such_file: str
    opening: str
    step: Mapping[str, str]
    stop_hint: str
    stopping: str
    stopped: str
    busy: str
    parts: Mapping[str, str]
    # the verdict
    fine: str
    idle: str
    problems: str
    unreadable: str
    done: str
    done_idle: str
    changed_file: str
    changed_office: str
    take: str
    nothing_to_take: str
    left_out: str
    gaps_off: str
    gaps_on: str
    gaps_none: str
    counts: tuple[str, str, str]
    kept_mapping: str
    see_problems: str
    see_mapping: str
    see_notes: str
    another: str
    to_board: str
    targets_elsewhere: str
    """Targets of the {years} were written while the year {shown} is shown."""
    to_targets: str
    # an older ledger
    as_now: str
    as_known_on: str
    older_asks: str
    """That the ledger says it is of the {day}, before what the office knows."""
    older_title: str
    older_then: str
    older_now: str
    # projects perhaps renamed, or gone
    differs: str
    """{renamed} and {gone} projects."""
    renamed_title: str
    renamed_all: str
    renamed_none: str
    renamed_look: str
    known_on_title: str
    known_on_label: str
    known_on_hint: str
    known_on_about: str
    known_on_commit: str
    # headers
    sheet: str
    sheet_unread: str
    sheet_hidden: str
    heads: tuple[str, str, str, str]
    unknown: str
    kept_as_note: str
    not_read: str
    change_hint: str
    choose_field: str
    choose_kind: str
    kind_first: str
    as_found: str
    leave_out: str
    choose_indicator: str
    choose_result: str
    choose_unit: str
    unit_by_origin: str
    no_target: str
    no_result: str
    choose_row: str
    row_is: str
    is_renamed: str
    leave_sheet_out: str
    choices: str
    chosen: str
    take_back: str
    forgotten: str
    draft_waits: str
    """That {count} decisions of another time were not taken in, and can be put back."""
    draft_drop: str
    draft_kept: str
    """That {count} decisions are kept, when a ledger is left that was not taken in."""
    see_sheet: str
    see_unread: str
    """{count} cells."""
    choose_equal: str
    more_text: str
    """Of a cell of which there is no room for all: {count} characters, {copy_row} copies them."""
    todo: TodoHere
    problems_stem: str
    """What the name of a workbook with marked problems ends with."""
    problems_saved: str
    """{file}; the key that reads it again by its action."""
    not_saved: str
    bad_mapping: str
    # problems
    no_problems: str
    where: str
    value: str
    narrow: str
    all_of_it: str
    narrowed: str
    codes: ProblemNames
    # additions, corrections, notes
    no_new: str
    no_changes: str
    no_notes: str
    change: str
    row: str
    more: str
    pick_hint: str
    narrow_hint: str
    narrow_none: str
