"""What the command line says: headings, one line for each thing done, and what was wrong with a command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CliWords:
    """One language of the command line; `{name}` is filled in by the command."""

    command: Mapping[str, str]
    """What each command does, by its words without the program's name; "" is the program."""
    option: Mapping[str, str]
    """What each argument and option is for, by its name, or by "command.name" where commands differ."""
    example: Mapping[str, str]
    """Command lines to copy, by command."""
    heading: Mapping[str, str]
    office_moved: str
    office_set_up: str
    office_brought_up: str
    dump_made: str
    role_granted: str
    region_added: str
    region_there: str
    roles_revoked: str
    member: str
    no_years: str
    documents_lost: str
    part: Mapping[str, str]
    action: Mapping[str, str]
    """What each journal action is called."""
    joint: str
    usage: str
    options_mark: str
    command_mark: str
    examples: str
    arguments: str
    options: str
    commands: str
    required: str
    error: str
    see_help: str
    no_such_command: str
    no_such_option: str
    not_below_zero: str
    begins_with_minus: str
    """What follows where a number with a minus was taken for an option."""
    did_you_mean: str
    missing: str
    no_value: str
    is_needed: str
    """What has to be written with what was: its {name}."""
    not_with: str
    """That {name} is not written together with {other}."""
    bad_value: str
    extra: str
    not_a_choice: str
    not_whole: str
    not_a_year: str
    not_a_pair: str
    day_for_each: str
    on_for_which: str
    two_days: str
    interrupted: str
    import_stopped: str
    not_utf8: str
    refused: str
    may_override: str
    note: str
    meant: str
    added: str
    amended: str
    advanced: str
    reverted: str
    reverted_one: str
    undone: str
    corrected: str
    corrected_day: str
    declared: str
    receipt_added: str
    receipt_withdrawn: str
    receipt_voided: str
    attached: str
    evidence_withdrawn: str
    evidence_moved: str
    without_proof: str
    before_money: str
    offered: str
    raised: str
    blocker_said: str
    blocker_corrected: str
    review_noted: str
    review_skipped: str
    review_ended: str
    review_written: str
    exported: str
    filled: str
    filled_name: str
    filled_until: str
    """The {day} until which what had happened was filled in."""
    filled_day_ahead: str
    """The {day} of a title that has not come."""
    filled_later: str
    filled_without: str
    """Projects that began after the day, by their {codes}."""
    filled_alike: str
    """The {names} in its rows that only likeness tells which project they mean."""
    filled_alike_pair: str
    filled_unknown: str
    """The {names} in its rows that no project has, or that may mean several."""
    filled_as_titled: str
    """Filled up to {day}, because the title of the form says so."""
    rows_added: str
    """The {sheets} of a form that rows were put into."""
    rows_of_sheet: str
    filled_as_text: str
    """Amounts that had to be written as texts: {names}."""
    left_empty: str
    left_unclear: str
    """The {names} of what stays empty because what the header means is not certain."""
    """What stayed empty: {names}."""
    empty_cells: str
    """A {label} and the {cells} of it that stayed empty."""
    and_more: str
    """Behind the first of {count} cells."""
    not_filled: str
    """The {sheets} of a form that nothing was filled in on."""
    list_written: str
    narrowed_to: str
    newest: str
    of_period: str
    """{label} of a {period} of the year."""
    target_set: str
    target_dropped: str
    keys_read: str
    keys_none: str
    keys_wrong: str
    imported: str
    would_import: str
    import_count: str
    not_imported: str
    reading: str
    rollup: str
    ruleset: str
    explained: str
    counted: str
    not_counted: str
    none_found: str
    rules_right: str
    """That nothing is wrong with the ruleset {id} in {file}."""
    rules_head: str
    """Which ruleset is told: {id}, its {digest}, from {file}."""
    rules_tried: str
    """That {year} was counted under {draft} beside {before}, up to {until}."""
    rules_alike: str
    """That two rulesets say the same."""
    tried_alike: str
    tried_one_side: str
    """That a draft counts every project as the ruleset in force does."""
    copy_not_opened: str
    """Of the copy of a document that no program is asked to open."""
    journal_opens: str
    """Where a line of the journal stands for entries of many projects."""
    projects_found: str
    yes: str
    risk: str
    fact: str
    access: Mapping[str, str]
    """Who may read the files of an office."""
    healthy: str
    differs: str
    verified: str
    witnessed: str
    head: str
    head_to: str
    note_written: str
    standing: str
    is_blocked: str
    before_next: str
    met: str
    unmet: str
    empty: str
    overview: str
    see_blockers: str
    waiting: str
