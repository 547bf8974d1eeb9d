"""What the dialogs of the app say: their titles, fields, hints, and what is said once a thing is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FormWords:
    """The words of the forms in one language."""

    commit: str
    cancel: str
    next_field: str
    new_line: str
    joined: str
    not_keys: str
    put_into: str
    """`field`: the label of the field that took a text which arrived elsewhere in the form."""
    nothing_to_copy: str
    no_day: str
    no_year: str
    step_day: str
    draft_waits: str
    draft_back: str
    theirs: str
    """Of a field, what another officer saved meanwhile and what stands here: {field}, {theirs}, {mine}."""
    take_theirs: str
    still_saving: str
    giving_up: str
    changed_since_sent: str
    checking: str
    day: str
    day_hint: str
    optional: str
    move_title: str
    move_done: str
    move_commit: str
    move_ready: str
    move_soft: str
    move_unready: str
    evidence: str
    evidence_none: str
    number: str
    number_hint: str
    override: str
    override_hint: str
    saved_along: str
    receipt_title: str
    receipt_commit: str
    receipt_done: str
    receipt_kind: str
    receipt_kinds: tuple[str, str]
    """Money that arrived, and money that went back."""
    withdrawal_done: str
    withdrawal_reason: str
    withdrawal_hint: str
    withdrawal_title: str
    receipt_total: str
    amount: str
    amount_hint: str
    amount_read: str
    origin: str
    origin_project: str
    note: str
    note_hint: str
    raise_title: str
    raise_commit: str
    to_category: str
    raise_done: str
    mend_title: str
    mend_commit: str
    mend_done: str
    category: str
    description: str
    description_hint: str
    bureau: str
    bureau_hint: str
    waits: str
    raised: str
    raised_hint: str
    person: str
    person_hint: str
    permit: str
    permit_hint: str
    authority: str
    authority_hint: str
    due: str
    due_hint: str
    kind: str
    blocking: str
    risk: str
    say_title: str
    say_commit: str
    say_done: str
    word: str
    text: str
    text_hint: str
    by: str
    by_hint: str
    level: str
    level_same: str
    status_title: str
    status_commit: str
    status_done: str
    status_move: str
    reason: str
    reason_hint: str
    lead_title: str
    lead_commit: str
    lead_done: str
    name_hint: str
    which_blocker: str
    which_hint: str
