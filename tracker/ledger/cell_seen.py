"""What one cell of a sheet became and why: its fate, the field it is read as, what was read, its problems and notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.domain.stages import Stage
from tracker.domain.text import clean
from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.headers import letters
from tracker.ledger.layout import ColumnHead, SheetLayout
from tracker.ledger.rows import Ledger, Note, NoteCode, Problem, ProjectRow, as_found
from tracker.ledger.stack import is_blank

OF_SUMS = frozenset({
    NoteCode.SUM_AGREES, NoteCode.COUNTS_AGREE, NoteCode.SUMS_AGREE, NoteCode.SUM_DIFFERS, NoteCode.SUM_UNCHECKED,
    NoteCode.PARTS_AGREE, NoteCode.PARTS_EXCEED, NoteCode.SECTIONS, NoteCode.SECTIONS_PASSED,
    NoteCode.CUMULATIVE_DIFFERS})
"""Notes that say what a sum or section row comes to."""
OF_UNREAD = frozenset({NoteCode.ROW_SKIPPED, NoteCode.CARD_CELLS_SKIPPED, NoteCode.ROW_LEFT_OUT,
                       NoteCode.INDICATOR_UNKNOWN, NoteCode.RESULT_LEFT_OUT, NoteCode.BLOCKER_EMPTY,
                       NoteCode.TARGETS_ONE_ROW, NoteCode.FORMULA_UNREAD, NoteCode.MONEY_WITHOUT_DAY,
                       NoteCode.MONEY_OF_WHICH_DAY})
"""Notes that say why a row, or a cell of it, was not read."""
OF_SHEETS = frozenset({NoteCode.SHEET_UNKNOWN, NoteCode.SHEET_LACKS, NoteCode.SHEET_NAMES_ALONE, NoteCode.SHEET_HIDDEN,
                       NoteCode.SHEET_SKIPPED})
"""Notes that say why a sheet was not read."""


@dataclass(frozen=True, slots=True)
class CellSeen:
    """One cell: rows count from 1, `column` is its letters. `read` is what it was read as, where that is kept."""

    sheet: str
    row: int
    column: str
    fate: Fate
    value: object
    head: ColumnHead
    read: object = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    """Those of its row, or of its sheet where that was not read."""

    @property
    def place(self) -> str:
        """The place on its sheet, such as D7."""
        return f"{self.column}{self.row}"


class CellsSeen:
    """Looks cells up in a ledger as it was read; problems and notes are put in order once."""

    def __init__(self, ledger: Ledger, problems: Iterable[Problem], notes: Iterable[Note]) -> None:
        """`problems` and `notes` are all there are, those against the office among them."""
        self.accounts = {account.sheet.name: account for account in ledger.accounts}
        self._problems: dict[tuple[str, int], list[Problem]] = defaultdict(list)
        for problem in problems:
            if problem.row:
                self._problems[problem.sheet, problem.row].append(problem)
        self._notes: dict[tuple[str, int], list[Note]] = defaultdict(list)
        for note in notes:
            rows = note.params.get("rows", ())
            if note.code in OF_SHEETS:
                self._notes[str(note.params["sheet"]), 0].append(note)
            elif isinstance(rows, tuple):
                for row in rows:
                    self._notes[str(note.params.get("sheet", "")), row].append(note)
        self._ledger = ledger
        self._bad: list[tuple[str, int, str]] | None = None
        self._projects: Mapping[tuple[str, int], ProjectRow] | None = None

    def of(self, account: SheetAccount, row: int, column: int) -> CellSeen:
        """What became of a cell; rows and columns from 0."""
        name, letter = account.sheet.name, letters(column)
        layout, (laid_row, laid_column) = account.table_at(row, column), account.laid(row, column)
        head = layout.heads().get(laid_column, ColumnHead("")) if layout is not None else ColumnHead("")
        return CellSeen(name, row + 1, letter, account.of(row, column), as_found(self.value(account, row, column)),
                        head, self._read(name, laid_row + 1, head.field, letters(laid_column)),
                        self.problems_at(name, row + 1, letter),
                        _of_column(self.notes_at(name, row + 1) or self.notes_at(name, 0), letter))

    def value(self, account: SheetAccount, row: int, column: int) -> object:
        """What stands in a cell; an empty text where its row is shorter."""
        cells = account.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def problems_at(self, sheet: str, row: int, letter: str) -> tuple[Problem, ...]:
        """The problems of a cell; the row from 1."""
        there = self._problems.get((sheet, row))
        return tuple(problem for problem in there if problem.column == letter) if there else ()

    def notes_at(self, sheet: str, row: int) -> tuple[Note, ...]:
        """The notes of a row, from 1."""
        return tuple(self._notes.get((sheet, row), ()))

    def problem_cells(self) -> list[tuple[str, int, str]]:
        """The cells with problems, sheet by sheet from the top down: sheet, row from 1, letters of the column."""
        if self._bad is not None:
            return self._bad
        order = {name: place for place, name in enumerate(self.accounts)}
        found = {(problem.sheet, problem.row, problem.column) for problems in self._problems.values()
                 for problem in problems if problem.sheet in order}
        self._bad = sorted(found, key=lambda cell: (order[cell[0]], cell[1], len(cell[2]), cell[2]))
        return self._bad

    def _read(self, sheet: str, row: int, field: str, letter: str) -> object:
        """What a field of a project was read as; of other rows, and of rows that were joined, nothing is said."""
        if self._projects is None:
            self._projects = {(found.layout.sheet, found.row): found for found in self._ledger.projects}
        project = self._projects.get((sheet, row))
        if project is None or not field:
            return None
        came = next((result for result in project.results if (
            result.layout.sheet, result.row, result.column) == (sheet, row, letter)), None)
        if came is not None:
            return came.amount or came.day
        if field in Stage.__members__.values():
            return project.milestones.get(Stage(field))
        return project.profile.get(field)


def _of_column(notes: tuple[Note, ...], letter: str) -> tuple[Note, ...]:
    """The notes of a row that a cell in a column is shown: of sums what is said of its own column, with no figure but
    its own; in a column of which nothing is said, such as that of the label, all of them.
    """
    columns = [_columns(note) for note in notes]
    if not any(letter in said for said in columns):
        return notes
    return tuple(_own_figure(note, said.index(letter)) if said else note
                 for note, said in zip(notes, columns, strict=True) if letter in said or "columns" not in note.params)


def _columns(note: Note) -> tuple[str, ...]:
    """The columns of sums that a note is about."""
    columns = note.params.get("columns")
    return columns if isinstance(columns, tuple) else ()


def _own_figure(note: Note, place: int) -> Note:
    """A note on the sums of a row, for the cell of one of them."""
    figures = note.params["figures"]
    return Note(note.code, {**note.params, "figures": figures[place:place + 1] if isinstance(figures, tuple) else ()})


def header_text(account: SheetAccount, layout: SheetLayout, column: int) -> str:
    """The text of a column's header as it stands on the sheet: the lowest one. The column is that of the table."""
    for row in range(layout.first_row - 1, layout.top - 1, -1):
        cells = account.laid_sheet.rows[row]
        cell = cells[column] if column < len(cells) else ""
        if isinstance(cell, str) and not is_blank(cell):
            return clean(cell)
    return ""
