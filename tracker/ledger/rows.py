"""The rows of a ledger as values, each knowing where it stands; and what is wrong with a cell, or worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.domain.expected import Awaited, Expectation
from tracker.domain.money import Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.profile import Origin
from tracker.domain.results import HowMuch, ResultKind
from tracker.domain.stages import Stage, Status
from tracker.ledger.account import SheetAccount
from tracker.ledger.layout import SheetLayout, Span
from tracker.ledger.own_book import SheetShape
from tracker.ledger.seen import SheetSeen


class ProblemCode(StrEnum):
    """What can be wrong with a cell or a file; the whole file is then left out."""

    NO_SUCH_DATE = "no_such_date"
    NOT_A_DATE = "not_a_date"
    FUTURE_DATE = "future_date"
    ORDER = "order"
    GAP = "gap"
    NOT_AN_AMOUNT = "not_an_amount"
    UNKNOWN_RESULT = "unknown_result"
    RESULT_TWICE = "result_twice"
    NOT_A_SHARE = "not_a_share"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_ORIGIN = "unknown_origin"
    UNKNOWN_INDICATOR = "unknown_indicator"
    NOT_A_COUNT = "not_a_count"
    WRONG_UNIT = "wrong_unit"
    DUPLICATE_TARGET = "duplicate_target"
    CREDIT_CODE = "credit_code"
    NO_NAME = "no_name"
    NAME_IS_LABEL = "name_is_label"
    DUPLICATE_PROJECT = "duplicate_project"
    UNKNOWN_PROJECT = "unknown_project"
    DUPLICATE_RECEIPT = "duplicate_receipt"
    OVERDRAWN = "overdrawn"
    UNREADABLE = "unreadable"
    CONTRADICTION = "contradiction"
    ERROR_CELL = "error_cell"
    NOTHING_ABOVE = "nothing_above"


ACCEPTABLE = frozenset({ProblemCode.GAP})
"""Problems an officer can accept; all others have to be put right in the ledger."""


class NoteCode(StrEnum):
    """What can be worth a look in a ledger and stops nothing; each has a sentence."""

    SHEET_UNKNOWN = "sheet_unknown"
    SHEET_LACKS = "sheet_lacks"
    TABLE_UNKNOWN = "table_unknown"
    CARD_CELLS_SKIPPED = "card_cells_skipped"
    SHEET_NAMES_ALONE = "sheet_names_alone"
    SHEET_CARDS_UNCLEAR = "sheet_cards_unclear"
    SHEET_HIDDEN = "sheet_hidden"
    SHEET_SKIPPED = "sheet_skipped"
    SHEET_OWN_LIST = "sheet_own_list"
    COLUMNS_KEPT = "columns_kept"
    COLUMNS_UNREAD = "columns_unread"
    STAGES_WITHOUT_COLUMN = "stages_without_column"
    ORIGIN_UNCLEAR = "origin_unclear"
    LIST_UNCLEAR = "list_unclear"
    YES_UNCLEAR = "yes_unclear"
    ROW_SKIPPED = "row_skipped"
    ROW_LEFT_OUT = "row_left_out"
    MAPPING_LEARNED = "mapping_learned"
    ROW_CONTINUES = "row_continues"
    GAP_ACCEPTED = "gap_accepted"
    TEXT_CUT = "text_cut"
    BLOCKER_EMPTY = "blocker_empty"
    DUE_BEFORE_RAISED = "due_before_raised"
    STATE_CONTRADICTS = "state_contradicts"
    STATE_UNCLEAR = "state_unclear"
    INDICATOR_UNKNOWN = "indicator_unknown"
    WITHDRAWN = "withdrawn"
    PERHAPS_WITHDRAWN = "perhaps_withdrawn"
    ABOVE_CONTRACT = "above_contract"
    ALIKE = "alike"
    PHASE_UNKNOWN = "phase_unknown"
    PHASE_LOOP = "phase_loop"
    OFFICE_KEPT = "office_kept"
    PROJECTS_MISSING = "projects_missing"
    RECEIPT_VOID = "receipt_void"
    RECEIPTS_MISSING = "receipts_missing"
    UNMET = "unmet"
    PERHAPS_RENAMED = "perhaps_renamed"
    EMPTIED = "emptied"
    DITTO = "ditto"
    AMOUNT_MERGED = "amount_merged"
    SECTIONS = "sections"
    SECTIONS_PASSED = "sections_passed"
    HIDDEN_ROWS = "hidden_rows"
    FORMULA_UNREAD = "formula_unread"
    SUM_AGREES = "sum_agrees"
    COUNTS_AGREE = "counts_agree"
    SUM_DIFFERS = "sum_differs"
    SUMS_AGREE = "sums_agree"
    SUM_UNCHECKED = "sum_unchecked"
    PARTS_AGREE = "parts_agree"
    PARTS_EXCEED = "parts_exceed"
    HIDDEN_COLUMNS = "hidden_columns"
    CUMULATIVE_DIFFERS = "cumulative_differs"
    MONTHS_DIFFER = "months_differ"
    MONTHS_AS_LAST = "months_as_last"
    ARRIVED_AGREES = "arrived_agrees"
    ARRIVED_DIFFERS = "arrived_differs"
    NO_RECORDS = "no_records"
    PEOPLE_READ = "people_read"
    PARK_FROM_SHEET = "park_from_sheet"
    ROWS_JOINED = "rows_joined"
    MONTH_OVERRULES = "month_overrules"
    MONTH_LACKS = "month_lacks"
    MONTH_WITHOUT_YEAR = "month_without_year"
    YEAR_OF_HEADER = "year_of_header"
    YEAR_OF_TITLE = "year_of_title"
    DAY_ROUNDED = "day_rounded"
    STAGE_BEHIND = "stage_behind"
    PLAN_KEPT = "plan_kept"
    STAGE_AHEAD = "stage_ahead"
    STAGE_TOLD = "stage_told"
    ORIGIN_BORDERS = "origin_borders"
    LAND_UNCLEAR = "land_unclear"
    STAGE_NOT_REACHED = "stage_not_reached"
    NAME_IS_DATE = "name_is_date"
    TARGET_TEXT = "target_text"
    TARGETS_ONE_ROW = "targets_one_row"
    ORIGIN_FROM_PLACE = "origin_from_place"
    DUE_KEPT = "due_kept"
    DUE_YEAR = "due_year"
    TARGETS_OF_YEAR = "targets_of_year"
    MONEY_WITHOUT_DAY = "money_without_day"
    MONEY_OF_WHICH_DAY = "money_of_which_day"
    RESULT_UNDATED = "result_undated"
    RESULT_OF_TITLE = "result_of_title"
    RESULT_SO_FAR = "result_so_far"
    RESULT_INSTEAD = "result_instead"
    RESULT_WITHOUT_DAY = "result_without_day"
    RESULT_UNREAD = "result_unread"
    RESULT_LEFT_OUT = "result_left_out"
    RESULT_DIFFERS = "result_differs"
    RESULT_OVERLAPS = "result_overlaps"
    RESULT_VOID = "result_void"
    RESULTS_AGREE = "results_agree"
    RESULTS_DIFFER = "results_differ"
    RESULTS_BESIDE_AGREE = "results_beside_agree"
    RESULTS_BESIDE_DIFFER = "results_beside_differ"
    RESULTS_BEFORE_SIGNED = "results_before_signed"
    RESULTS_AFTER_END = "results_after_end"
    RESULTS_UNSIGNED = "results_unsigned"
    FORM_UNCLEAR = "form_unclear"
    SHARE_INEXACT = "share_inexact"
    SECOND_AMOUNT = "second_amount"
    SECOND_INVESTOR = "second_investor"
    STAGES_UNREAD = "stages_unread"
    CLOSED_IN_WORDS = "closed_in_words"
    CLOSED_AGAINST_STATE = "closed_against_state"


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell (or the file, with row 0) that keeps the ledger out. `row` counts from 1, `column` is its letters.

    `value` is what was found; `params` are the particulars its sentence needs, `variant` names a finer sentence.
    """

    code: ProblemCode
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: object = None
    params: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    name: str = ""
    """The project its row is about, where the row names one."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth a look that stops nothing: a code with a sentence in the catalogue, and its particulars."""

    code: NoteCode
    params: Mapping[str, object] = field(default_factory=dict)


def as_found(value: object) -> str | int | float | bool | None:
    """A cell's value as it is reported: text as typed, a number, a day in ISO form, None for an empty cell."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Ending:
    """A project ended or set aside, as a remark or a column says."""

    status: Status
    day: Day
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What came of a project: on a day or in a period, with its amount; None of what only happens.

    The day is unknown where the ledger says that it has happened (是否入统：是) and not when.
    """

    layout: SheetLayout
    row: int
    code: str
    project: str
    key: str
    what: ResultKind
    day: Day
    amount: HowMuch | None = None
    note: str = ""
    column: str = ""
    """The letters of the column it stands in."""


@dataclass(frozen=True, slots=True)
class SumSaid:
    """What a column says had come of a project over some time, one of these spans: of a result, or money that arrived.
    """

    sheet: str
    header: str
    what: ResultKind | None
    """None of money that arrived."""
    amount: HowMuch
    spans: tuple[Span, ...]
    beside: str = ""
    """The header of the column of the same time that is read instead of it."""
    there: HowMuch | None = None
    """What that column says of the project."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project. `profile` holds only fields the row says something about; `name` is empty when it has none.

    `milestones` has an unknown day where the ledger knows that a stage was passed, and not when.
    """

    layout: SheetLayout
    row: int
    code: str
    name: str
    key: str
    profile: dict[str, Any]
    milestones: Mapping[Stage, Day]
    recognised: Mapping[Stage, Day] = field(default_factory=dict)
    expected: Mapping[Awaited, Expectation] = field(default_factory=dict)
    """Days that are expected; as a fact of its own, never a milestone."""
    ending: Ending | None = None
    troubles: str = ""
    phase_of: str = ""
    money: tuple[ReceiptRow, ...] = ()
    """What arrived in each month, where the sheet has a column for it."""
    results: tuple[ResultRow, ...] = ()
    """What came of it, where the sheet has columns for it."""
    sums: tuple[SumSaid, ...] = ()
    """What the sheet says had come of it by some time: held against what is on record, never a fact itself."""

    @property
    def arrived(self) -> tuple[SumSaid, ...]:
        """How much money had arrived."""
        return tuple(said for said in self.sums if said.what is None)

    @property
    def came_to(self) -> tuple[SumSaid, ...]:
        """How far results had come."""
        return tuple(said for said in self.sums if said.what is not None)

    def notes(self) -> dict[str, str]:
        """What no field holds, by the header of its column; more can be added while the sheet is read."""
        notes: dict[str, str] = self.profile.setdefault("notes", {})
        return notes


@dataclass(frozen=True, slots=True)
class Voucher:
    """What proves a receipt: the kind of document, its number, and what the ledger calls it where no kind fits."""

    kind: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One slice of money. `origin` is None when the row leaves it to the project's."""

    layout: SheetLayout
    row: int
    code: str
    project: str
    key: str
    day: Day
    amount: Money
    origin: Origin | None = None
    note: str = ""
    vouchers: tuple[Voucher, ...] = ()
    form: MoneyForm | None = None
    outside: int | None = None
    """The outside investor's share, in hundredths of a percent; None where the row says nothing of it."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A word on a blocker that the ledger reports, and when it was said.

    `logged` marks one out of the column of all words: it says itself who said it, and what it changed.
    """

    word: Word
    day: Day
    text: str = ""
    said_by: str = ""
    due: date | None = None
    level: str = ""
    permit: str | None = None
    authority: str | None = None
    logged: bool = False
    year_meant: bool = False
    """Whether the words name the day without its year."""


@dataclass(frozen=True, slots=True)
class BlockerRow:
    """One blocker, with the words the ledger reports on it. `due` is the day by which it is to be solved, `first_due`
    the one it was raised with where that was another; `blocking` is None where the ledger does not say.
    """

    layout: SheetLayout
    row: int
    code: str
    project: str
    key: str
    category: str
    description: str
    bureau: str = ""
    person: str = ""
    level: str = ""
    permit: str = ""
    authority: str = ""
    raised: Day = field(default_factory=Day.unknown)
    due: date | None = None
    words: tuple[SaidRow, ...] = ()
    first_due: date | None = None
    blocking: bool | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: the key of its indicator, an exact number, and its unit as it was set."""

    layout: SheetLayout
    row: int
    indicator: str
    label: str
    value: Decimal
    unit: str
    year: int | None
    column: str = ""
    """The letters of the column its label stands in."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything a file says. With any problem none of it is taken in."""

    projects: tuple[ProjectRow, ...] = ()
    receipts: tuple[ReceiptRow, ...] = ()
    blockers: tuple[BlockerRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    results: tuple[ResultRow, ...] = ()
    strays: tuple[tuple[str, str, int, str, str, Day | None, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    place: str = ""
    year: int | None = None
    """The year of the targets that name none themselves."""
    sheets: tuple[SheetSeen, ...] = ()
    """What each sheet was taken for, in the order of the file."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Folded new names of projects, and the folded names the office knows them by."""
    accounts: tuple[SheetAccount, ...] = ()
    """What became of each cell, sheet by sheet."""
    sha256: str = ""
    """Of the bytes it was read from; empty where the file could not be read."""
    shapes: tuple[SheetShape, ...] = ()
    """The sheets as the office lays them out, one of a kind, in which its book is written again."""
