"""Files that are no ledger, and sheets that are not read; and how a reading is watched and stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.made import GOOD, PROJECTS, read, write_xlsx
from tracker.ledger import limits
from tracker.ledger.workbook import Stopped, read_book

pytestmark = pytest.mark.usefixtures("read_anew")


@pytest.mark.parametrize("content", [
    b"hello", b"\xd0\xcf\x11\xe0 and then nothing", bytes(range(256)) * 20,
    "<html><p>项目名称,投资方</p></html>".encode(),
])
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    (problem,) = read(path).problems
    assert (problem.code, problem.variant) == ("unreadable", "broken")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert read(tmp_path / "none.xlsx").problems[0].variant == "missing"
    assert read(tmp_path).problems[0].variant == "folder"


def test_too_large_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    assert read(GOOD).problems[0].variant == "file_bytes"


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
