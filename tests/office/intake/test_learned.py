"""What was decided about a book is kept for the office: told when it is used, taken back, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import PROJECTS, RECEIPTS, write_xlsx
from tracker.ledger.fingerprint import fingerprint_of
from tracker.ledger.rows import NoteCode
from tracker.ledger.workbook import read_book
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported, intake
from tracker.office.intake.learned import drop_learned, every_learned
from tracker.office.intake.look import look_at, take_in
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused

SAID = {"projects": {"columns": {"掌门": "investor"}}}


def book(path: Path, title: str = "2023年1月", rows: int = 2, **more: Any) -> Path:
    header = ["掌门" if cell == "投资方" else cell for cell in PROJECTS[0]]
    return write_xlsx(path, {f"{title}表": [[title], header, *PROJECTS[1:1 + rows]], **more})


def decided(desk: Desk, path: Path, said: dict[str, Any]) -> Imported:
    """Looks at a book by some decisions and takes it in, as the import screen does."""
    return take_in(desk, look_at(desk, path, mapping=said))


def investors(desk: Desk, path: Path) -> list[object]:
    return [row.profile.get("investor") for row in look_at(desk, path).ledger.projects]


def test_a_decision_holds_for_the_next_book_of_the_shape_and_for_the_command(desk: Desk, tmp_path: Path) -> None:
    first, later = book(tmp_path / "一月.xlsx", rows=1), book(tmp_path / "二月.xlsx", "2024年2月")
    assert investors(desk, first) == [None]
    assert decided(desk, first, SAID).written
    (kept,) = every_learned(desk)
    assert (kept.said, kept.file, kept.recorded_by) == (SAID, "一月.xlsx", desk.who)
    assert investors(desk, later) == ["盛景科技有限公司", "南洲控股有限公司"]
    answer = intake(desk, later)
    assert answer.written
    (note,) = [note for note in answer.notes if note.code is NoteCode.MAPPING_LEARNED]
    assert (note.params["count"], note.params["file"], note.params["key"]) == (1, "一月.xlsx", kept.key)
    assert len(every_learned(desk)) == 1


def test_a_mapping_file_holds_instead_of_what_was_decided(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "一月.xlsx")
    decided(desk, path, SAID)
    mapping = tmp_path / "m.toml"
    mapping.write_text('"掌门" = "officer"\n', "utf-8")
    answer = intake(desk, path, mapping=mapping, dry_run=True)
    assert not [note for note in answer.notes if note.code is NoteCode.MAPPING_LEARNED]
    assert {name for change in answer.changes for name in change.what} == {"officer"}


def test_a_decision_is_changed_and_taken_back_with_an_import(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "一月.xlsx")
    decided(desk, path, SAID)
    other = {"projects": {"columns": {"掌门": "officer"}}}
    assert decided(desk, path, other).written
    assert [kept.said for kept in every_learned(desk)] == [other]
    looked = look_at(desk, path, mapping={})
    assert not looked.idle
    assert take_in(desk, looked).written
    assert every_learned(desk) == ()


def test_a_decision_is_dropped_and_that_is_undone(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path / "一月.xlsx")
    decided(desk, path, SAID)
    (kept,) = every_learned(desk)
    assert isinstance(drop_learned(desk, "没有"), Refused)
    assert isinstance(drop_learned(desk, kept.key), Done)
    assert every_learned(desk) == ()
    assert investors(desk, path) == [None, None]
    assert isinstance(undo(desk, "收回错了"), Done)
    assert [one.said for one in every_learned(desk)] == [SAID]


def test_what_is_refused_or_changed_in_between_keeps_no_decision(desk: Desk, tmp_path: Path) -> None:
    rows = [PROJECTS[0], [*PROJECTS[1][:4], "某天", *PROJECTS[1][5:]]]
    looked = look_at(desk, write_xlsx(tmp_path / "a.xlsx", {"项目": rows}), mapping=SAID)
    assert looked.answer.problems
    assert every_learned(desk) == ()


@pytest.mark.parametrize(("other", "same"), [
    ({"title": "2024年12月", "rows": 1}, True),
    ({"三月": [["2023年3月"], [*["掌门" if cell == "投资方" else cell for cell in PROJECTS[0]]], PROJECTS[2]]}, True),
    ({"说明": [["由办公室填"]]}, True),
    ({"到资": RECEIPTS}, False),
])
def test_books_of_one_shape(tmp_path: Path, other: dict[str, Any], same: bool) -> None:
    one = fingerprint_of(read_book(book(tmp_path / "一月.xlsx")).sheets)
    two = fingerprint_of(read_book(book(tmp_path / "另一本.xlsx", **other)).sheets)
    assert (one.key == two.key) is same
