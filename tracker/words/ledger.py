"""What an import says: what is wrong with a cell and what to do about it, what is worth a look, what was taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.domain.days import Day
from tracker.domain.profile import Origin
from tracker.domain.results import HowMuch
from tracker.domain.stages import Stage, Status
from tracker.ledger.choosing import quoted
from tracker.ledger.family import Kind
from tracker.ledger.mapping import MappingTrouble
from tracker.ledger.rows import NoteCode
from tracker.words import Coded, Lang, spoken
from tracker.words.amounts import measure_text
from tracker.words.catalogue import words
from tracker.words.days import day_text, kept_day_text
from tracker.words.reasons import Says

if TYPE_CHECKING:
    from tracker.ledger.mapping import BadMapping
    from tracker.ledger.rows import Note, Problem
    from tracker.office.intake.plan import Change


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """A sentence for each `ProblemCode`, and finer ones for its variants: code_variant."""

    no_such_date: Says
    not_a_date: Says
    not_a_date_no_year: Says
    not_a_date_which_year: Says
    not_a_date_empty: Says
    not_a_date_result: Says
    not_a_date_period: Says
    future_date: Says
    future_date_older: Says
    order: Says
    order_office: Says
    order_blocker: Says
    gap: Says
    not_an_amount: Says
    not_an_amount_empty: Says
    not_an_amount_result: Says
    unknown_result: Says
    result_twice: Says
    not_a_share: Says
    not_a_share_part: Says
    unknown_unit: Says
    not_an_amount_unexplained: Says
    not_an_amount_range: Says
    not_an_amount_several: Says
    not_an_amount_undecided: Says
    unknown_unit_header: Says
    not_a_date_serial: Says
    credit_code_number: Says
    unknown_indicator: Says
    not_a_count: Says
    not_a_count_people: Says
    wrong_unit: Says
    duplicate_target: Says
    unknown_origin: Says
    credit_code: Says
    no_name: Says
    name_is_label: Says
    no_name_orphan: Says
    no_name_whose: Says
    duplicate_project_name: Says
    duplicate_project_code: Says
    duplicate_project_name_orphan: Says
    duplicate_project_code_orphan: Says
    duplicate_project_code_is_name: Says
    duplicate_project_name_is_code: Says
    duplicate_project_office: Says
    unknown_project: Says
    unknown_project_near: Says
    duplicate_receipt: Says
    overdrawn: Says
    contradiction: Says
    error_cell: Says
    error_cell_no_value: Says
    nothing_above: Says
    unreadable_missing: Says
    unreadable_folder: Says
    unreadable_not_a_file: Says
    unreadable_denied: Says
    unreadable_broken: Says
    unreadable_password: Says
    unreadable_limits: Says
    unreadable_memory: Says
    unreadable_no_table: Says
    unreadable_file_bytes: Says
    unreadable_unpacked_bytes: Says
    unreadable_entries: Says
    unreadable_ratio: Says
    unreadable_rows: Says
    unreadable_columns: Says
    unreadable_merges: Says
    unreadable_open_quote: Says
    unreadable_damaged: Says
    unreadable_binary: Says
    unreadable_document: Says
    unreadable_own_list: Says
    unreadable_web_archive: Says
    unreadable_big5: Says
    unreadable_nothing: Says
    unreadable_sheets: Says
    unreadable_cells: Says
    unreadable_empty: Says
    unreadable_text: Says
    unreadable_text_bytes: Says
    unreadable_row_bytes: Says
    unreadable_merged_cells: Says
    unreadable_depth: Says

    def of(self, problem: Problem) -> Says:
        """The sentence of its variant where there is one, else that of its code."""
        finer = getattr(self, f"{problem.code}_{problem.variant}", None)
        says: Says = finer or getattr(self, problem.code)
        return says


@dataclass(frozen=True, slots=True)
class NoteWords(Coded[NoteCode, str]):
    """A line for each note; `{rows}` names the rows it was made on."""

    sheet_unknown: str
    sheet_lacks: str
    table_unknown: str
    sheet_names_alone: str
    sheet_cards_unclear: str
    card_cells_skipped: str
    sheet_hidden: str
    sheet_skipped: str
    sheet_own_list: str
    columns_kept: str
    columns_unread: str
    stages_without_column: str
    origin_unclear: str
    list_unclear: str
    yes_unclear: str
    row_skipped: str
    row_left_out: str
    mapping_learned: str
    row_continues: str
    gap_accepted: str
    text_cut: str
    blocker_empty: str
    due_before_raised: str
    state_contradicts: str
    second_amount: str
    second_investor: str
    stages_unread: str
    closed_in_words: str
    closed_against_state: str
    state_unclear: str
    indicator_unknown: str
    withdrawn: str
    perhaps_withdrawn: str
    above_contract: str
    alike: str
    phase_unknown: str
    phase_loop: str
    office_kept: str
    projects_missing: str
    receipt_void: str
    receipts_missing: str
    unmet: str
    perhaps_renamed: str
    emptied: str
    ditto: str
    amount_merged: str
    sections: str
    sections_passed: str
    hidden_rows: str
    formula_unread: str
    sum_agrees: str
    counts_agree: str
    sum_differs: str
    sums_agree: str
    sum_unchecked: str
    parts_agree: str
    parts_exceed: str
    hidden_columns: str
    cumulative_differs: str
    months_differ: str
    months_as_last: str
    people_read: str
    arrived_agrees: str
    arrived_differs: str
    no_records: str
    park_from_sheet: str
    rows_joined: str
    month_overrules: str
    month_lacks: str
    year_of_header: str
    year_of_title: str
    day_rounded: str
    month_without_year: str
    stage_behind: str
    plan_kept: str
    stage_told: str
    origin_borders: str
    land_unclear: str
    stage_ahead: str
    stage_not_reached: str
    name_is_date: str
    target_text: str
    targets_one_row: str
    origin_from_place: str
    due_kept: str
    due_year: str
    targets_of_year: str
    money_without_day: str
    money_of_which_day: str
    result_undated: str
    result_of_title: str
    result_so_far: str
    result_instead: str
    result_without_day: str
    result_unread: str
    result_left_out: str
    result_differs: str
    result_overlaps: str
    result_void: str
    results_agree: str
    results_differ: str
    results_beside_agree: str
    results_beside_differ: str
    results_before_signed: str
    results_after_end: str
    results_unsigned: str
    form_unclear: str
    share_inexact: str


@dataclass(frozen=True, slots=True)
class MappingWords(Coded[MappingTrouble, Says]):
    """A sentence for each trouble with a mapping, or with what is accepted."""

    mapping_missing: Says
    mapping_not_a_file: Says
    mapping_too_large: Says
    mapping_denied: Says
    mapping_not_text: Says
    mapping_not_toml: Says
    mapping_beyond: Says
    mapping_field: Says
    mapping_value: Says
    mapping_unit: Says
    mapping_row: Says
    mapping_equal: Says
    mapping_indicator: Says
    mapping_header_row: Says
    mapping_header_row_alone: Says
    mapping_no_row: Says
    mapping_no_sheet: Says
    mapping_place: Says
    mapping_skip: Says
    not_acceptable: Says


@dataclass(frozen=True, slots=True)
class NotesAsk:
    """What to do about the notes that ask for something, where it is not done on the import screen."""

    perhaps_renamed: str
    sheet_lacks: str


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """What an import says in one language; `{name}` is filled from the particulars."""

    joint: str
    comma: str
    rows: str
    over: str
    """The rows that a sum was compared with."""
    over_none: str
    empty: str
    about: str
    problem: ProblemWords
    note: NoteWords
    asks: NotesAsk
    mapping: MappingWords
    kind: Mapping[str, str]
    field: Mapping[str, str]
    column: Mapping[str, str]
    """What a column is called that holds a field, where that is more than the field's own name."""
    place: str
    change: str
    change_field: str
    labelled: str
    """A {field} that has a {label} of its own: a note, a role."""
    step: Mapping[str, str]
    lacks: Mapping[str, str]
    """What does not hold in a project's life, by the code of the reason; a test finds one that is missing."""
    lacks_order: str
    """Of a change of status that no arrow leads to."""


def problem_line(problem: Problem, lang: Lang = Lang.ZH, todo: str = "") -> str:
    """What is wrong with a cell, of which project where its row names one, and what to do about it: `todo` where it is
    done otherwise than in the file or its mapping.
    """
    said = spoken(lang, LedgerWords)
    says = said.problem.of(problem)
    value = said.empty if problem.value is None else problem.value
    filled = _filled({**problem.params, "value": value}, lang)
    line = f"{says.what.format_map(filled)}{said.joint}{(todo or says.todo).format_map(filled)}"
    return said.about.format(name=problem.name, line=line) if problem.name else line


def place_line(problem: Problem, lang: Lang = Lang.ZH) -> str:
    """Where the cell stands: 项目台账 N67; empty for the file itself."""
    if not problem.row:
        return problem.sheet
    return spoken(lang, LedgerWords).place.format(sheet=problem.sheet, column=problem.column, row=problem.row)


def note_line(note: Note, lang: Lang = Lang.ZH, todo: str = "") -> str:
    """Something worth a look, in one line, with what to do about it: `todo` where that is done otherwise than in the
    mapping.
    """
    said = spoken(lang, LedgerWords)
    filled = _filled({"rows": (), **note.params}, lang)
    line, todo = said.note[note.code].format_map(filled), todo or getattr(said.asks, note.code, "")
    return f"{line}{said.joint}{todo.format_map(filled)}" if todo else line


def change_line(change: Change, lang: Lang = Lang.ZH) -> str:
    """One correction: each field before and after."""
    said = spoken(lang, LedgerWords)
    fields = said.comma.join(said.change_field.format(
        field=field, before=before or said.empty, after=after or said.empty)
        for field, before, after in fields_changed(change, lang))
    return said.change.format_map({"kind": said.kind[change.kind], "subject": change.subject, "sheet": change.sheet,
                                   "row": change.row, "fields": fields})


def fields_changed(change: Change, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Each field that a correction is about: what it is called, what it held before and holds after, as texts.

    Of notes and roles, which have labels of their own, only the labels that say something else are fields.
    """
    said = spoken(lang, LedgerWords)
    for name, (before, after) in change.what.items():
        field = ledger_field(name, lang)
        if not isinstance(before, Mapping) or not isinstance(after, Mapping):
            yield field, value_text(before, lang, name), value_text(after, lang, name)
            continue
        for label in dict.fromkeys((*before, *after)):
            was, now = before.get(label), after.get(label)
            if was != now:
                called = said.labelled.format(field=field, label=value_text(label, lang))
                yield called, value_text(was, lang), value_text(now, lang)


def mapping_line(error: BadMapping, lang: Lang = Lang.ZH) -> str:
    """Why a mapping file, or a code to accept, cannot be used."""
    says = spoken(lang, LedgerWords).mapping[error.code]
    said = spoken(lang, LedgerWords)
    what = says.what.format(value=error.value, line=error.line, column=error.column)
    return f"{what}{said.joint}{says.todo.replace('{known}', said.comma.join(error.known))}"


def ledger_field(name: str, lang: Lang) -> str:
    """What a field of a ledger is called."""
    terms = words(lang).terms
    said = spoken(lang, LedgerWords)
    found = said.field.get(name) or terms.stage.get(name) or terms.field.get(name) or terms.result.get(name)
    return found or said.column.get(name, name)


def column_field(name: str, lang: Lang) -> str:
    """What a column of a ledger is taken for, by the field it holds: 签约日期 for the day of a stage."""
    return spoken(lang, LedgerWords).column.get(name) or ledger_field(name, lang)


def kinds_counted(counts: Mapping[Any, Mapping[str, int]], lang: Lang) -> Iterator[tuple[str, Mapping[str, int]]]:
    """What each kind of row of a book is called, with how many there were by what became of them. Results, which few
    books have, are left out where there were none.
    """
    for kind, name in spoken(lang, LedgerWords).kind.items():
        found = next((of_kind for of, of_kind in counts.items() if of == kind), {})
        if kind != Kind.RESULTS or any(found.values()):
            yield name, found


class _Filled(dict[str, str]):
    """Particulars as texts; `name_quoted` is the one of `name` as a mapping file holds it."""

    def __missing__(self, name: str) -> str:
        plain = name.removesuffix("_quoted")
        if plain == name:
            raise KeyError(name)
        return quoted(self[plain])


def _filled(params: Mapping[str, Any], lang: Lang) -> _Filled:
    said = spoken(lang, LedgerWords)
    found = _Filled({name: value_text(value, lang, name) for name, value in params.items()})
    if "over" in params:
        found["over"] = said.over.format(rows=found["over"]) if params["over"] else said.over_none
    if "rows" in params:
        found["rows"] = said.rows.format(rows=found["rows"]) if params["rows"] else ""
    return found


def value_text(value: Any, lang: Lang, name: str = "") -> str:
    """A particular as it is read by a person: stages and choices by name, amounts with their unit, days written out."""
    terms, said = words(lang).terms, spoken(lang, LedgerWords)
    if (text := _text_of_type(value, lang)) is not None:
        return text
    if name == "kind":
        return said.kind[value]
    if name == "fields":
        return said.comma.join(ledger_field(one, lang) for one in value)
    if name == "field":
        return ledger_field(value, lang)
    if name == "what":
        return said.lacks.get(value, said.lacks_order)
    if isinstance(value, Mapping):
        pairs = ((value_text(key, lang), value_text(one, lang)) for key, one in value.items()
                 if not isinstance(one, Day) or one.known)
        return said.comma.join(f"{key} {text}" for key, text in pairs if text)
    if isinstance(value, list | tuple):
        shown = [value_text(one, lang) for one in value]
        more = "…" if name in ("rows", "over") and len(shown) > 20 else ""
        return said.comma.join(shown[:20] if more else shown) + more
    return "" if value is None else terms.names_of(name).get(str(value)) or kept_day_text(str(value), lang)


def _text_of_type(value: object, lang: Lang) -> str | None:
    """A value whose type tells how it is read: an amount, a day, a stage, an origin; None for all others."""
    terms = words(lang).terms
    if isinstance(value, HowMuch):
        return measure_text(value, lang)
    if isinstance(value, Day):
        return day_text(value, lang) or terms.unknown_day
    if isinstance(value, Stage):
        return terms.stage[value]
    if isinstance(value, Status):
        return terms.status[value]
    return terms.origin[value] if isinstance(value, Origin) else None
