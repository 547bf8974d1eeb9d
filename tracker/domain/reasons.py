"""Why something is refused or worth a look: a code and its particulars, put into words elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Why something is refused, or is worth a look; each has a sentence in every language of `tracker/words`."""

    NOT_ACTIVE = "not_active"
    ALREADY_PRODUCING = "already_producing"
    ALREADY_REACHED = "already_reached"
    SKIPS_STAGE = "skips_stage"
    DAY_MISSING = "day_missing"
    FUTURE_DATE = "future_date"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DATE = "no_such_date"
    NO_YEAR = "no_year"
    ORDER = "order"
    ORDER_AFTER = "order_after"
    STATUS_ORDER = "status_order"
    RECOGNISED_EARLY = "recognised_early"
    NO_CONTRACT_AMOUNT = "no_contract_amount"
    NO_CREDIT_CODE = "no_credit_code"
    CREDIT_CODE = "credit_code"
    NO_RECEIPT = "no_receipt"
    OPEN_BLOCKER = "open_blocker"
    NO_EVIDENCE = "no_evidence"
    CANNOT_PAUSE = "cannot_pause"
    CANNOT_RESUME = "cannot_resume"
    CANNOT_TERMINATE = "cannot_terminate"
    CANNOT_REOPEN = "cannot_reopen"
    CANNOT_REVERT = "cannot_revert"
    NO_REASON = "no_reason"
    NO_NAME = "no_name"
    DUPLICATE_PROJECT = "duplicate_project"
    DUPLICATE_CODE = "duplicate_code"
    NAME_IS_CODE = "name_is_code"
    CODE_IS_NAME = "code_is_name"
    ALIKE_PROJECT = "alike_project"
    UNKNOWN_PROJECT = "unknown_project"
    AMBIGUOUS_PROJECT = "ambiguous_project"
    UNKNOWN_FIELD = "unknown_field"
    NOT_AN_AMOUNT = "not_an_amount"
    AMOUNT_TOO_LARGE = "amount_too_large"
    UNKNOWN_UNIT = "unknown_unit"
    TWO_CURRENCIES = "two_currencies"
    WRONG_CURRENCY = "wrong_currency"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_COUNT = "not_a_count"
    NO_TARGET = "no_target"
    NO_MAPPING = "no_mapping"
    TOO_LONG = "too_long"
    NOT_REACHED = "not_reached"
    NOTHING_CHANGES = "nothing_changes"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    UNKNOWN_RECEIPT = "unknown_receipt"
    RECEIPT_VOID = "receipt_void"
    DUPLICATE_RECEIPT = "duplicate_receipt"
    DUPLICATE_WITHDRAWAL = "duplicate_withdrawal"
    LAST_RECEIPT = "last_receipt"
    PROOF_GONE = "proof_gone"
    EVIDENCE_GONE = "evidence_gone"
    EVIDENCE_SETTLED = "evidence_settled"
    OVERDRAWN = "overdrawn"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    WITHDRAWN_SINCE = "withdrawn_since"
    WHICH_ORIGIN = "which_origin"
    UNKNOWN_BLOCKER = "unknown_blocker"
    BLOCKER_STATE = "blocker_state"
    OWN_ANSWER = "own_answer"
    NO_REVIEW = "no_review"
    REVIEW_UNDER_WAY = "review_under_way"
    REVIEW_CLOSED = "review_closed"
    WEEK_AHEAD = "week_ahead"
    NOT_A_WEEK = "not_a_week"
    NO_TEXT = "no_text"
    DUE_BEFORE_RAISED = "due_before_raised"
    WORD_BEFORE_RAISED = "word_before_raised"
    BEFORE_LEAD = "before_lead"
    UNKNOWN_EVIDENCE = "unknown_evidence"
    UNKNOWN_KIND = "unknown_kind"
    NO_FILE = "no_file"
    FILE_UNREADABLE = "file_unreadable"
    NOT_A_FILE = "not_a_file"
    FILE_TOO_LARGE = "file_too_large"
    FILE_LOST = "file_lost"
    FILE_RESTORED = "file_restored"
    FILE_GUARDED = "file_guarded"
    UNKNOWN_INDICATOR = "unknown_indicator"
    PHASE_LOOP = "phase_loop"
    ABOVE_CONTRACT = "above_contract"
    NO_LEVEL = "no_level"
    NO_MILEPOSTS = "no_mileposts"
    UNKNOWN_PLACE = "unknown_place"
    NOTHING_TO_UNDO = "nothing_to_undo"
    UNKNOWN_ENTRY = "unknown_entry"
    NOT_YOURS = "not_yours"
    ALREADY_UNDONE = "already_undone"
    UNDO_IMPORT = "undo_import"
    NOTHING_RECORDED = "nothing_recorded"
    BUILT_ON = "built_on"
    UNDO_TERMINATES = "undo_terminates"
    GUARD_MISSING = "guard_missing"
    GUARD_STRANGE = "guard_strange"
    DATABASE_DAMAGED = "database_damaged"
    PROJECTION_OFF = "projection_off"
    LIFE_UNMET = "life_unmet"
    FILE_ALTERED = "file_altered"
    VALUE_UNREADABLE = "value_unreadable"
    FACT_ALTERED = "fact_altered"
    RECORD_ALTERED = "record_altered"
    MORE_ALTERED = "more_altered"
    NOT_REPLAYABLE = "not_replayable"
    BLOCKER_OFF = "blocker_off"
    SEARCH_OFF = "search_off"
    TOUCHED_OFF = "touched_off"
    WITNESS_FORGED = "witness_forged"
    WITNESS_UNKNOWN = "witness_unknown"
    WITNESS_DIFFERS = "witness_differs"
    NOT_A_NOTE = "not_a_note"
    NO_KEY = "no_key"
    NO_SIGNING = "no_signing"
    SIGNATURE_UNREAD = "signature_unread"
    NOTHING_SEALED = "nothing_sealed"
    RULES_WRONG = "rules_wrong"
    RULES_CHANGED = "rules_changed"
    OPEN_TO_EVERYONE = "open_to_everyone"
    CLOSED_TO_GROUP = "closed_to_group"
    ENTRY_AHEAD = "entry_ahead"
    UNKNOWN_SUFFIX = "unknown_suffix"
    NO_PROJECTS = "no_projects"
    FORM_NOT_XLSX = "form_not_xlsx"
    FORM_LOCKED = "form_locked"
    FORM_DAMAGED = "form_damaged"
    FORM_UNKNOWN = "form_unknown"
    FORM_FULL = "form_full"
    FORM_OF_ONE = "form_of_one"
    FORM_ITSELF = "form_itself"
    NO_FOLDER = "no_folder"
    FILE_IN_THE_WAY = "file_in_the_way"
    FILE_UNWRITABLE = "file_unwritable"
    DISK_FULL = "disk_full"
    KNOWN_ON_AHEAD = "known_on_ahead"
    KNOWN_ON_KEPT = "known_on_kept"
    KNOWN_ON_UNTOLD = "known_on_untold"
    KNOWN_ON_WHICH = "known_on_which"
    KNOWN_ON_NO_FILE = "known_on_no_file"
    KNOWN_ON_TWICE = "known_on_twice"
    NO_LEDGERS = "no_ledgers"
    NOTHING_KNOWN = "nothing_known"
    NOT_PASSED = "not_passed"
    YEAR_NOT_BEGUN = "year_not_begun"
    EXPECTED_PAST = "expected_past"
    ALREADY_THERE = "already_there"
    NOT_EXPECTED = "not_expected"
    NO_MOMENTS_BETWEEN = "no_moments_between"


class Requirement(StrEnum):
    """What is asked of a project before it moves on; each has a line for where it is met."""

    ACTIVE = "active"
    NEXT_STAGE = "next_stage"
    DAY = "day"
    ORDER = "order"
    CONTRACT_AMOUNT = "contract_amount"
    CREDIT_CODE = "credit_code"
    RECEIPT = "receipt"
    BLOCKERS = "blockers"
    EVIDENCE = "evidence"


class Unmet(StrEnum):
    """Why a project is not counted in a figure; each has a sentence."""

    NOT_REACHED = "not_reached"
    UNKNOWN_DAY = "unknown_day"
    NOT_RECOGNISED = "not_recognised"
    BEFORE = "before"
    BEFORE_BASE = "before_base"
    AFTER = "after"
    PERIOD_OPEN = "period_open"
    NO_EVIDENCE = "no_evidence"
    UNPROVEN = "unproven"
    NOT_HUNAN_RETURN = "not_hunan_return"
    NOT_TOP500 = "not_top500"
    NOT_IN = "not_in"
    EXCLUDED = "excluded"
    PHASE = "phase"
    NO_AMOUNT = "no_amount"
    BELOW = "below"
    NO_RATE = "no_rate"
    STANDS = "stands"
    NO_RECEIPT = "no_receipt"
    WITHDRAWN = "withdrawn"
    OTHER_CURRENCY = "other_currency"
    NO_ORIGIN = "no_origin"
    OTHER_ORIGIN = "other_origin"
    RECEIPT_UNKNOWN_DAY = "receipt_unknown_day"
    RECEIPT_BEFORE = "receipt_before"
    RECEIPT_AFTER = "receipt_after"
    RECEIPT_OPEN = "receipt_open"
    RECEIPT_NO_EVIDENCE = "receipt_no_evidence"


class Nowhere(StrEnum):
    """Why no indicator counts a receipt; the one that an officer can mend first. Each has its words."""

    NO_ORIGIN = "no_origin"
    OTHER_CURRENCY = "other_currency"
    OTHER_ORIGIN = "other_origin"
    WITHDRAWN = "withdrawn"
    NO_EVIDENCE = "no_evidence"
    NO_FIT = "no_fit"
    """The project is none of those that the indicators of its kind of money ask for."""
    UNKNOWN_DAY = "unknown_day"
    """It belongs to no year."""


class Fault(StrEnum):
    """What can be wrong in a ruleset file; each has a sentence in every language of `tracker/words`."""

    NOT_TOML = "not_toml"
    NOT_TEXT = "not_text"
    BEYOND = "beyond"
    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_WORD = "unknown_word"
    OUT_OF_RANGE = "out_of_range"
    NOT_AN_AMOUNT = "not_an_amount"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_CURRENCY = "unknown_currency"
    NO_RATE = "no_rate"
    DUPLICATE = "duplicate"
    NOT_FOR_KIND = "not_for_kind"
    ORDER = "order"


class HealthRule(StrEnum):
    """What a project can fail in the health check, in the order of the page; each has a sentence."""

    SIGNED_NOT_STARTED = "signed_not_started"
    NO_RECEIPT = "no_receipt"
    LOW_RECEIPTS = "low_receipts"
    STAGE_HELD = "stage_held"
    UNPROVEN = "unproven"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `code` names the sentence in `tracker/words/reasons.py`, `params` fill it.

    A soft reason can be overridden by writing down why; a hard one cannot. `field` is what mends it, where one
    field does: a profile field such as "credit_code", or "day", "receipt", "evidence", "blocker".
    """

    code: Code
    hard: bool = True
    params: Mapping[str, Any] = field(default_factory=dict)
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist before a move: what is asked, and the reason if it is not met."""

    code: Requirement
    reason: Reason | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool:
        """Whether nothing stands in the way here."""
        return self.reason is None
