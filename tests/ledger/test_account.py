"""Every cell of a sheet has one fate, and it is the true one: what is said to be kept is kept, what is not is named."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.made import DATA, PROJECTS, RECEIPTS, read, write_xlsx
from tests.ledger.made_books import project_sheets, workbooks
from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.cell_seen import OF_SHEETS, OF_UNREAD, CellsSeen
from tracker.ledger.headers import letters
from tracker.ledger.reading import ledger_of
from tracker.ledger.rows import Ledger, NoteCode
from tracker.ledger.workbook import BookSheet

TODAY = date(2026, 11, 26)
TOKEN = "独一无二的话"


def of(*sheets: BookSheet) -> Ledger:
    """What made-up sheets say."""
    return ledger_of([BookSheet(s.name, s.hidden, [list(row) for row in s.rows], list(s.merges)) for s in sheets],
                     Path("a.xlsx"), today=TODAY)


def filled(sheet: BookSheet) -> list[tuple[int, int]]:
    """The places of all cells with something in them."""
    return [(row, column) for row, cells in enumerate(sheet.rows) for column, cell in enumerate(cells)
            if cell not in ("", None)]


def each(account: SheetAccount) -> Counter[Fate]:
    """The fates counted cell by cell."""
    return Counter(account.of(row, column) for row, column in filled(account.sheet))


@pytest.mark.story
@settings(deadline=None)
@given(workbooks())
def test_each_cell_has_one_fate_and_they_add_up(sheets: list[BookSheet]) -> None:
    """Each is a workbook of one to three sheets; a thorough run makes 2,000 of them."""
    accounts = of(*sheets).accounts
    assert [account.sheet.name for account in accounts] == [sheet.name for sheet in sheets]
    for account, sheet in zip(accounts, sheets, strict=True):
        counts = account.counts()
        assert counts == each(account)
        assert counts.total() == len(filled(sheet))


@pytest.mark.story
@settings(deadline=None)
@given(project_sheets(), st.data())
def test_the_fate_is_the_true_one(sheet: BookSheet, data: st.DataObject) -> None:
    """A word put into a note's cell is among the notes, one put into a field's cell changes what is read, and the
    place of a cell that was not read is named.
    """
    ledger = of(sheet)
    row, column = data.draw(st.sampled_from(filled(sheet)))
    again = of(changed(sheet, row, column))
    match again.accounts[0].of(row, column):
        case Fate.NOTE:
            assert TOKEN in kept(again)
        case Fate.FIELD if not is_serial(again, column):
            assert (said(again), again.problems) != (said(ledger), ledger.problems)
        case Fate.UNREAD:
            assert named(again, row, column)


def changed(sheet: BookSheet, row: int, column: int) -> BookSheet:
    """The sheet with one cell saying something else."""
    rows = [list(cells) for cells in sheet.rows]
    rows[row][column] = TOKEN
    return BookSheet(sheet.name, sheet.hidden, rows, list(sheet.merges))


def kept(ledger: Ledger) -> str:
    """All notes of all projects, receipts and blockers in one text."""
    notes = [text for row in ledger.projects for text in row.profile.get("notes", {}).values()]
    return "\n".join([*notes, *(row.note for row in ledger.receipts),
                      *(word.text for row in ledger.blockers for word in row.words)])


def said(ledger: Ledger) -> list[Any]:
    """What a ledger says, without where."""
    return [[(row.name, row.profile, row.milestones, row.ending, row.troubles) for row in ledger.projects],
            [(row.project, row.day, row.amount, row.note) for row in ledger.receipts],
            [(row.project, row.what, row.day, row.amount, row.note) for row in ledger.results],
            [(row.project, row.description, row.words) for row in ledger.blockers]]


def is_serial(ledger: Ledger, column: int) -> bool:
    """Whether a cell only numbers its line."""
    return any((seen.field, seen.letter) == ("serial", letters(column)) for sheet in ledger.sheets
               for seen in sheet.columns)


def named(ledger: Ledger, row: int, column: int) -> bool:
    """Whether the import says that a cell was not read: by a problem, or a note about its row, column or sheet."""
    seen = CellsSeen(ledger, ledger.problems, ledger.notes).of(ledger.accounts[0], row, column)
    return bool(seen.problems) or any(note.code in OF_UNREAD | OF_SHEETS for note in seen.notes) or any(
        f"（{letters(column)}）" in str(note.params["headers"]) for note in ledger.notes
        if note.code is NoteCode.COLUMNS_UNREAD)


@pytest.mark.parametrize("book", ["yuanjiang-2023.xlsx", "yuanjiang-2023-broken.xlsx"])
def test_the_shipped_ledgers_are_accounted_for(book: str) -> None:
    for account in read(DATA / book).accounts:
        assert account.counts() == each(account)


def test_of_the_ledger_of_2023_only_the_sheet_about_it_is_unread() -> None:
    accounts = read(DATA / "yuanjiang-2023.xlsx").accounts
    assert {account.sheet.name for account in accounts if account.counts()[Fate.UNREAD]} == {"说明"}


def test_a_workbook_with_every_kind_of_sheet(tmp_path: Path) -> None:
    causes = [["项目名称", "卡点描述", "责任单位", "配合单位"], ["万骏船舶", "岸线", "水利局", "交通局"]]
    targets = [["指标", "单位", "目标", "责任单位"], ["新签约", "个", 36, "商务局"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "到资": RECEIPTS, "问题清单": causes,
                                                   "目标": targets,
                                                    "说明": [["请按月填写"]]}))
    counts = {account.sheet.name: dict(account.counts()) for account in ledger.accounts}
    assert counts["问题清单"] == {Fate.HEADER: 4, Fate.FIELD: 3, Fate.NOTE: 1}
    assert counts["目标"] == {Fate.HEADER: 4, Fate.FIELD: 3, Fate.UNREAD: 1}
    assert counts["说明"] == {Fate.UNREAD: 1}
    assert "交通局" in kept(ledger)
