"""Files that are no ledger, or ask for more than a ledger may: refused, and quickly."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from tests.ledger.made import GOOD, PROJECTS, read, write_xlsx
from tracker.ledger import limits
from tracker.ledger.workbook import Stopped, read_book
from tracker.words import Lang
from tracker.words.ledger import problem_line

SHEET = ('<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
         "<sheetData>{}</sheetData></worksheet>")


def with_sheet(folder: Path, rows: str) -> Path:
    """A workbook whose only sheet is written by hand."""
    plain = write_xlsx(folder / "plain.xlsx", {"a": [["x"]]})
    made = folder / "made.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            text = source.read(entry.filename)
            target.writestr(entry.filename, SHEET.format(rows) if "worksheets/" in entry.filename else text)
    return made


def cell(where: str) -> str:
    digits = "".join(char for char in where if char.isdigit())
    return f'<row r="{digits}"><c r="{where}"><v>1</v></c></row>'


@pytest.mark.parametrize("rows", [
    cell("XFD1048576"), cell("A1") + cell("XFD1048576"), cell("A1") + cell("FFF100000"), cell("A1") + cell("A1048576"),
    '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * (64 << 20) + "</t></is></c></row>",
    '<row r="1">' + '<c r="A1"><v>1</v></c>' * 1_000_000 + "</row>",
], ids=["one far cell", "both corners", "a wide sheet", "a long sheet", "one long text", "a million times one cell"])
def test_bombs_are_refused_quickly(tmp_path: Path, rows: str) -> None:
    path = with_sheet(tmp_path, rows)
    began = time.monotonic()
    (problem,) = read(path).problems
    assert problem.code == "unreadable"
    assert time.monotonic() - began < 10
    assert problem_line(problem)
    assert problem_line(problem, Lang.EN)


@pytest.mark.parametrize("content", [
    b"", b"hello", b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0 and then nothing", bytes(range(256)) * 20,
    "<html><table><tr><td>项目名称,投资方</td></tr></table></html>".encode(),
])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    (problem,) = read(path).problems
    assert (problem.code, problem.variant) == ("unreadable", "broken")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert read(tmp_path / "none.xlsx").problems[0].variant == "missing"
    assert read(tmp_path).problems[0].variant == "missing"


def test_too_large_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    assert read(GOOD).problems[0].variant == "file_bytes"


def test_where_the_system_has_no_limits_the_cells_are_looked_at_first(tmp_path: Path,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.sys, "platform", "win32")
    limits.check_archive(GOOD.read_bytes())
    for where in ("XFD9", "A1048576"):
        with pytest.raises(limits.OverLimit):
            limits.check_archive(with_sheet(tmp_path, cell(where)).read_bytes())


def test_a_workbook_without_any_table(tmp_path: Path) -> None:
    (problem,) = read(write_xlsx(tmp_path / "a.xlsx", {"a": [["你好", "再见"], [1, 2]]})).problems
    assert (problem.code, problem.variant) == ("unreadable", "no_table")


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", {"台账": PROJECTS, "旧台账": PROJECTS})
    book = openpyxl.load_workbook(path)
    book["旧台账"].sheet_state = "hidden"
    book.save(path)
    ledger = read(path)
    assert ledger.problems == ()
    assert any(note.code == "sheet_hidden" for note in ledger.notes)


def test_reading_can_be_stopped_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    read_book(GOOD, lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1]
    with pytest.raises(Stopped):
        read_book(GOOD, stop=lambda: True)
