"""What an officer is asked on the import screen: which field a column is, which kind a sheet, what a row is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from tracker.domain.text import clean
from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.cell_seen import CellSeen, header_text
from tracker.ledger.choosing import (
    fields_of,
    kind_said,
    with_column,
    with_equal,
    with_indicator,
    with_renamed,
    with_row,
    with_sheet,
    with_unit,
    with_value,
    without_sheet,
)
from tracker.ledger.equal_receipts import equal_key
from tracker.ledger.families_results import RESULT_WORDS
from tracker.ledger.family import Kind
from tracker.ledger.headers import column_number
from tracker.ledger.lines import text_of_row
from tracker.ledger.mapping import BY_ORIGIN, SKIP, EqualReceipts, RowKind
from tracker.ledger.rows import NoteCode, Problem, ProblemCode
from tracker.ledger.sections import row_key
from tracker.ledger.seen import ColumnSeen, SheetSeen
from tracker.words import spoken
from tracker.words.control import ControlWords
from tracker.words.ledger import LedgerWords, column_field
from tracker.words.screens import ScreenWords
from tui.screens.intake_look import Look

if TYPE_CHECKING:
    from tracker.ledger.layout import SheetLayout

Chosen = Mapping[str, Any]
"""The choices made on a ledger, as its mapping file holds them."""
_LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Question:
    """What can be chosen, what holds now, and what the choices are once one is taken."""

    title: str
    options: list[tuple[str, Any]]
    now: object
    then: Callable[[Any], Chosen]


def which_field(look: Look, sheet: SheetSeen, column: ColumnSeen, words: ScreenWords) -> Question | None:
    """What a column is; None while it is not known what its sheet is."""
    kind = kind_said(look.chosen, sheet)
    return None if kind is None else _field(look, kind, column, words)


def _field(look: Look, kind: Kind, column: ColumnSeen, words: ScreenWords) -> Question:
    says = words.intake
    options = [(column_field(field, words.lang), field) for field in fields_of(kind)]
    return Question(says.choose_field.format(header=column.header, letter=column.letter),
                    [(says.as_found, ""), *options], column.field if column.field in fields_of(kind) else "",
                    lambda field: with_column(look.chosen, kind, column, field))


def which_kind(look: Look, sheet: SheetSeen, words: ScreenWords) -> Question:
    """What a sheet is, or that it is left out."""
    says, kinds = words.intake, spoken(words.lang, LedgerWords).kind
    left_out = any(one.get("sheet") == sheet.name for one in look.chosen.get("skip", ()))

    def then(kind: Kind | str | None) -> Chosen:
        if kind == _LEAVE_OUT:
            return without_sheet(look.chosen, sheet.name)
        return with_sheet(look.chosen, sheet.name, None if kind is None else Kind(kind))

    return Question(says.choose_kind.format(sheet=sheet.name),
                    [(says.as_found, None), *((kinds[kind], kind) for kind in Kind), (says.leave_out, _LEAVE_OUT)],
                    _LEAVE_OUT if left_out else kind_said(look.chosen, sheet), then)


def which_cell(look: Look, account: SheetAccount, cell: CellSeen, words: ScreenWords) -> Question:
    """What is asked about a cell: of a header its field, of a label its indicator or result, of an amount
    its unit, of a row what it is, else the sheet.
    """
    layout, (row, _) = account.table_at(cell.row - 1), account.laid(cell.row - 1, column_number(cell.column))
    if layout is None or row < layout.top:
        return which_kind(look, _sheet(look, account, layout), words)
    if row < layout.first_row:
        column = ColumnSeen(cell.column, cell.head.header or _header(account, layout, cell), cell.head.field)
        return _field(look, layout.kind, column, words)
    if any(problem.code is ProblemCode.UNKNOWN_INDICATOR for problem in cell.problems) or (
            layout.kind is Kind.TARGETS and cell.head.field == "indicator" and cell.fate is not Fate.SUM):
        return _indicator(look, str(cell.value or ""), words)
    if layout.kind is Kind.RESULTS and cell.head.field == "result" and cell.fate is not Fate.SUM:
        return _result(look, str(cell.value or ""), words)
    asked = next((problem for problem in cell.problems if problem.code is ProblemCode.UNKNOWN_UNIT
                  and problem.variant == "header"), None)
    if asked is not None:
        return _unit(look, asked, words)
    return _equal(look, cell, words) or _row(look, account, layout, cell, words)


def _unit(look: Look, asked: Problem, words: ScreenWords) -> Question:
    """Which unit is meant of those that a header names, or that the origin of each row tells."""
    says, header = words.intake, str(asked.params["header"])
    units = [str(unit) for unit in cast(Iterable[object], asked.params["units"])]
    return Question(says.choose_unit.format(header=header),
                    [(says.as_found, ""), *((unit, unit) for unit in units), (says.unit_by_origin, BY_ORIGIN)],
                    dict(look.chosen.get("units", {})).get(header, ""),
                    lambda unit: with_unit(look.chosen, header, unit))


def _equal(look: Look, cell: CellSeen, words: ScreenWords) -> Question | None:
    """Whether receipts that nothing tells apart all arrived; None on a row that is none of them."""
    says, receipts = words.intake, look.looked.ledger.receipts
    text = next((equal_key(row) for row in receipts if (row.layout.sheet, row.row) == (cell.sheet, cell.row)), "")
    asked = {problem.params["key"] for problem in look.looked.answer.problems
             if problem.code is ProblemCode.DUPLICATE_RECEIPT}
    decided = {row_key(said): kept for said, kept in dict(look.chosen.get("receipts", {}).get("equal", {})).items()}
    now = decided.get(row_key(text))
    if not text or (text not in asked and now is None):
        return None
    called = spoken(words.lang, ControlWords).choice.kept
    return Question(says.choose_equal.format(text=text),
                    [(says.as_found, None), *((called[kept], kept) for kept in EqualReceipts)],
                    EqualReceipts(now) if now else None, lambda kept: with_equal(look.chosen, text, kept))


def _header(account: SheetAccount, layout: SheetLayout, cell: CellSeen) -> str:
    column = account.laid(cell.row - 1, column_number(cell.column))[1]
    return header_text(account, layout, column) or cell.column


def _sheet(look: Look, account: SheetAccount, layout: SheetLayout | None) -> SheetSeen:
    """What the sheet of a cell was taken for."""
    name, kind = account.sheet.name, layout.kind if layout else None
    return next((sheet for sheet in look.looked.ledger.sheets if sheet.name == name and sheet.kind is kind),
                SheetSeen(name, kind, 0, 0, ()))


def _indicator(look: Look, label: str, words: ScreenWords) -> Question:
    """Which indicator a target is for, or that it is left out."""
    says = words.intake
    targets = look.chosen.get("targets", {})
    options = [(indicator.called(words.lang), indicator.key) for indicator in look.indicators]
    return Question(says.choose_indicator.format(label=label),
                    [(says.as_found, ""), *options, (says.no_target, SKIP)],
                    targets.get("indicators", {}).get(label, "") if isinstance(targets, Mapping) else "",
                    lambda key: with_indicator(look.chosen, label, key))


def _result(look: Look, text: str, words: ScreenWords) -> Question:
    """Which result a text means, or that its rows are left out."""
    says, named = words.intake, dict(look.chosen.get("values", {})).get("result", {})
    return Question(says.choose_result.format(text=text),
                    [(says.as_found, ""), *((said.name, said.name) for said in RESULT_WORDS.values()),
                     (says.no_result, SKIP)],
                    named.get(clean(text), "") if isinstance(named, Mapping) else "",
                    lambda meant: with_value(look.chosen, "result", text, meant))


def _row(look: Look, account: SheetAccount, layout: SheetLayout, cell: CellSeen, words: ScreenWords) -> Question:
    """What a row is; of a new project, also whose new name it may be; and whether its sheet is read at all."""
    says, rows = words.intake, spoken(words.lang, ControlWords).choice.row
    name = account.sheet.name
    text = text_of_row(account.laid_sheet, layout, account.laid(cell.row - 1, column_number(cell.column))[0])
    options: list[tuple[str, Any]] = []
    if text:
        options = [(says.as_found, None), *((says.row_is.format(what=rows[kind]), kind) for kind in RowKind)]
    options += [(says.is_renamed.format(name=note.params["other"]), (str(note.params["name"]),
                                                                    str(note.params["other"])))
                for note in cell.notes if note.code is NoteCode.PERHAPS_RENAMED]
    options.append((says.leave_sheet_out.format(sheet=name), _LEAVE_OUT))
    now = next((kind for said, kind in dict(look.chosen.get("rows", {})).items() if row_key(said) == row_key(text)),
               None)

    def then(taken: RowKind | tuple[str, str] | str | None) -> Chosen:
        if isinstance(taken, tuple):
            return with_renamed(look.chosen, *taken)
        if taken == _LEAVE_OUT:
            return without_sheet(look.chosen, name)
        return with_row(look.chosen, text, None if taken is None else RowKind(taken))

    return Question(says.choose_row.format(row=cell.row, text=text), options, now, then)
