"""The sentences of refusals and notes: the shape of their catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.reasons import Code
from tracker.words import Coded


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence and the advice that goes with it; `{name}` is filled from the reason's particulars."""

    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Reasons(Coded[Code, Says]):
    """A sentence for each code of a reason."""

    not_active: Says
    already_producing: Says
    already_reached: Says
    skips_stage: Says
    day_missing: Says
    future_date: Says
    not_a_date: Says
    no_year: Says
    no_such_date: Says
    order: Says
    order_after: Says
    status_order: Says
    recognised_early: Says
    no_contract_amount: Says
    no_credit_code: Says
    credit_code: Says
    no_receipt: Says
    open_blocker: Says
    no_evidence: Says
    cannot_pause: Says
    cannot_resume: Says
    cannot_terminate: Says
    cannot_reopen: Says
    cannot_revert: Says
    no_reason: Says
    no_name: Says
    duplicate_project: Says
    duplicate_code: Says
    name_is_code: Says
    code_is_name: Says
    alike_project: Says
    unknown_project: Says
    ambiguous_project: Says
    unknown_field: Says
    not_an_amount: Says
    amount_too_large: Says
    unknown_unit: Says
    two_currencies: Says
    wrong_currency: Says
    unknown_choice: Says
    not_a_number: Says
    not_a_count: Says
    no_target: Says
    no_mapping: Says
    too_long: Says
    not_reached: Says
    nothing_changes: Says
    changed_elsewhere: Says
    unknown_receipt: Says
    receipt_void: Says
    duplicate_receipt: Says
    duplicate_withdrawal: Says
    last_receipt: Says
    proof_gone: Says
    evidence_gone: Says
    evidence_settled: Says
    overdrawn: Says
    nothing_to_withdraw: Says
    withdrawn_since: Says
    which_origin: Says
    unknown_blocker: Says
    blocker_state: Says
    own_answer: Says
    own_report: Says
    no_body: Says
    recognised_already: Says
    proof_lacking: Says
    no_review: Says
    review_under_way: Says
    review_closed: Says
    week_ahead: Says
    not_a_week: Says
    no_text: Says
    due_before_raised: Says
    word_before_raised: Says
    before_lead: Says
    unknown_evidence: Says
    unknown_kind: Says
    no_file: Says
    file_unreadable: Says
    not_a_file: Says
    file_too_large: Says
    file_lost: Says
    file_restored: Says
    file_guarded: Says
    unknown_indicator: Says
    phase_loop: Says
    above_contract: Says
    no_level: Says
    no_mileposts: Says
    unknown_place: Says
    nothing_to_undo: Says
    unknown_entry: Says
    not_yours: Says
    already_undone: Says
    undo_import: Says
    nothing_recorded: Says
    built_on: Says
    undo_terminates: Says
    guard_missing: Says
    guard_strange: Says
    database_damaged: Says
    projection_off: Says
    life_unmet: Says
    file_altered: Says
    value_unreadable: Says
    fact_altered: Says
    record_altered: Says
    more_altered: Says
    not_replayable: Says
    blocker_off: Says
    search_off: Says
    touched_off: Says
    witness_forged: Says
    witness_unknown: Says
    witness_differs: Says
    not_a_note: Says
    no_key: Says
    no_signing: Says
    signature_unread: Says
    nothing_sealed: Says
    rules_wrong: Says
    draft_wrong: Says
    rules_changed: Says
    open_to_everyone: Says
    closed_to_group: Says
    entry_ahead: Says
    unknown_suffix: Says
    no_projects: Says
    form_not_xlsx: Says
    form_locked: Says
    form_damaged: Says
    form_unknown: Says
    form_full: Says
    form_merged: Says
    form_of_one: Says
    form_itself: Says
    no_folder: Says
    file_in_the_way: Says
    file_unwritable: Says
    disk_full: Says
    known_on_ahead: Says
    known_on_kept: Says
    known_on_untold: Says
    known_on_which: Says
    known_on_no_file: Says
    known_on_twice: Says
    known_on_asked: Says
    no_ledgers: Says
    nothing_known: Says
    not_passed: Says
    year_not_begun: Says
    expected_past: Says
    already_there: Says
    not_expected: Says
    no_moments_between: Says
