"""The page of the import screen that shows a sheet itself: its columns and cells by what became of them, the legend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.ledger.account import Fate
from tracker.ledger.headers import letters
from tracker.ledger.rows import NoteCode, as_found
from tracker.words import spoken
from tracker.words.control import ControlWords
from tui.text import drawn, marks
from tui.widgets.grid import GridColumn
from tui.widgets.grid_lines import Lines
from tui.widgets.lines import Line, Piece

if TYPE_CHECKING:
    from tracker.ledger.account import SheetAccount
    from tracker.ledger.cell_seen import CellSeen, CellsSeen
    from tracker.words.screens import ScreenWords
    from tui.widgets.sheet_grid import SheetGrid

_STYLES = {Fate.TITLE: ("=", "quiet"), Fate.HEADER: ("#", "head"), Fate.FIELD: (" ", ""), Fate.NOTE: ("~", "key"),
          Fate.SUM: ("+", "good"), Fate.UNREAD: ("?", "warn")}
"""The mark before a cell and its style, by what became of it; colour never says it alone."""
_BAD = "bad"
_SAMPLE = 200
"""Rows whose cells say how wide a column is."""
_NARROW, _WIDE = 4, 24


def show_account(grid: SheetGrid, account: SheetAccount, cells: CellsSeen) -> None:
    """Puts a sheet into the grid, all its rows, each cell with what became of it."""
    grid.set_columns(_columns(account, cells), 1, {})
    grid.runs_over = partial(_runs_over, account, cells)
    grid.show(Lines(range(len(account.sheet.rows))), heading=lambda group: [], marked=lambda row: False)


def _columns(account: SheetAccount, cells: CellsSeen) -> list[GridColumn]:
    """The number of the row, then the columns by their letters, each as wide as what stands at its top."""
    rows = account.sheet.rows
    width = max(map(len, rows), default=0)
    numbers = max(len(str(len(rows))), 2)
    found = [GridColumn("", "", numbers, lambda row: (str(row + 1), "quiet"), right=True)]
    return found + [_column(account, cells, column) for column in range(width)]


def _column(account: SheetAccount, cells: CellsSeen, column: int) -> GridColumn:
    letter = letters(column)

    def cell(row: int) -> Piece:
        value = cells.value(account, row, column)
        if value in ("", None):
            bad = cells.problems_at(account.sheet.name, row + 1, letter)
            return (marks().unmet, _BAD) if bad else ("", "")
        mark, style = look_of(account, cells, row, column)
        return f"{mark}{drawn(str(as_found(value)))}", style

    sample = (cells.value(account, row, column) for row in range(min(_SAMPLE, len(account.sheet.rows)))
              if not _runs_over(account, cells, row, column))
    widest = max((cell_len(drawn(str(as_found(value)))) + 1 for value in sample if value not in ("", None)), default=0)
    return GridColumn(letter, letter, min(max(widest, _NARROW), _WIDE), cell)


def _runs_over(account: SheetAccount, cells: CellsSeen, row: int, column: int) -> bool:
    """Whether a text may run over the cells beside it: a title, a section or a sum, and what is no part of a table;
    nothing stands on its right, or there is nothing more.
    """
    return (account.of(row, column) in (Fate.TITLE, Fate.SUM, Fate.UNREAD)
            and cells.value(account, row, column + 1) in ("", None)
            and not cells.problems_at(account.sheet.name, row + 1, letters(column + 1)))


def look_of(account: SheetAccount, cells: CellsSeen, row: int, column: int) -> tuple[str, str]:
    """The mark and the style of a cell."""
    if cells.problems_at(account.sheet.name, row + 1, letters(column)):
        return marks().unmet, _BAD
    mark, style = _STYLES[account.of(row, column)]
    renamed = any(note.code is NoteCode.PERHAPS_RENAMED for note in cells.notes_at(account.sheet.name, row + 1))
    return (mark, "warn") if renamed else (mark, style)


def whole_text(grid: SheetGrid, cell: CellSeen, told: str) -> str:
    """The text of the cell under the cursor where the grid cuts it, and the line on it does not say it already."""
    column, row, text = grid.column, grid.row, "" if cell.value is None else str(cell.value)
    cut = column is not None and row is not None and cell_len(drawn(column.cell(row)[0])) > column.width
    return text if cut and drawn(text) not in drawn(told) else ""


def legend(words: ScreenWords) -> Line:
    """What the marks and colours mean, in one line."""
    says = spoken(words.lang, ControlWords)
    line: Line = [(f"{marks().unmet} {says.problem}", _BAD)]
    for fate in (Fate.UNREAD, Fate.NOTE, Fate.SUM, Fate.HEADER, Fate.TITLE, Fate.FIELD):
        mark, style = _STYLES[fate]
        line += [("  ", ""), (f"{mark} {says.mark[fate]}".strip(), style)]
    return line


def names_of_sheets(accounts: list[SheetAccount], cells: CellsSeen) -> list[tuple[str, str]]:
    """The names of the sheets: red where problems are, grey where nothing was read."""
    bad = {sheet for sheet, _, _ in cells.problem_cells()}
    return [(drawn(account.sheet.name), _BAD if account.sheet.name in bad
             else "dim" if has_tables(account) else "quiet") for account in accounts]


def has_tables(account: SheetAccount) -> bool:
    """Whether anything of a sheet was read."""
    return account.table_at(0) is not None
