"""A ledger is looked at first, on both databases; what is written is what was seen, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledger.made import BROKEN, GOOD, PROJECTS
from tests.office.taken import counted, everything, small
from tracker.ledger.mapping import BadMapping
from tracker.ledger.workbook import Stopped
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.intake.look import Changed, look_at, take_in
from tracker.office.outcome import Done
from tracker.office.project.projects import add


def test_a_look_says_everything_and_writes_nothing(desk: Desk) -> None:
    before = everything(desk)
    looked = look_at(desk, GOOD)
    assert everything(desk) == before
    assert counted(looked.answer, "projects") == (89, 0, 0)
    assert len(looked.new) == 89 + 158 + 15 + 8
    assert not looked.idle
    assert [sheet.kind for sheet in looked.ledger.sheets].count(None) == 1
    first = looked.new[0]
    assert first.sheet == "项目台账"
    assert dict(first.what)["stage"]


def test_what_was_seen_is_written_without_reading_the_file_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = look_at(desk, GOOD)
    monkeypatch.setattr("tracker.ledger.workbook.read_book", lambda *_: pytest.fail("read again"))
    answer = take_in(desk, looked)
    assert answer.written
    assert counted(answer, "receipts") == (158, 0, 0)
    monkeypatch.undo()
    again = look_at(desk, GOOD)
    assert again.idle
    assert counted(again.answer, "projects") == (0, 0, 89)


def test_a_correction_is_shown_field_by_field(desk: Desk, tmp_path: Path) -> None:
    intake(desk, small(tmp_path))
    rows = [PROJECTS[0], [*PROJECTS[1][:1], "改了名的公司", *PROJECTS[1][2:]], PROJECTS[2]]
    looked = look_at(desk, small(tmp_path, rows))
    assert [(one.subject, dict(one.what)) for one in looked.answer.changes] == [
        ("万骏船舶", {"investor": ("盛景科技有限公司", "改了名的公司")})]
    assert looked.new == ()


def test_with_problems_nothing_can_be_written(desk: Desk) -> None:
    before = everything(desk)
    looked = look_at(desk, BROKEN)
    assert len(looked.answer.problems) == 18
    assert looked.new == ()
    with pytest.raises(Changed):
        take_in(desk, looked)
    assert everything(desk) == before


def test_a_file_changed_since_is_not_written(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path)
    before, looked = everything(desk), look_at(desk, path)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Changed) as raised:
        take_in(desk, looked)
    assert raised.value.what == "file"
    path.unlink()
    with pytest.raises(Changed):
        take_in(desk, looked)
    assert everything(desk) == before


def test_an_office_changed_since_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    """Somebody added one of the projects meanwhile: it would be a correction now, which nobody has seen."""
    looked = look_at(desk, small(tmp_path))
    assert isinstance(add(desk, {"name": "万骏船舶"}), Done)
    before = everything(desk)
    with pytest.raises(Changed) as raised:
        take_in(desk, looked)
    assert raised.value.what == "office"
    assert everything(desk) == before


def test_gaps_are_accepted_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    rows = [PROJECTS[0], [*PROJECTS[2][:5], None, *PROJECTS[2][6:]]]
    path = small(tmp_path, rows, PROJECTS[:0] or [["项目名称", "到资日期", "到资金额", "单位"]])
    assert [one.code.value for one in look_at(desk, path).answer.problems] == ["gap"]
    looked = look_at(desk, path, accept={"gap"})
    assert looked.answer.problems == ()
    assert take_in(desk, looked).written
    with pytest.raises(BadMapping):
        look_at(desk, path, accept={"order"})


def test_stopped_it_leaves_nothing_behind(desk: Desk) -> None:
    before = everything(desk)
    with pytest.raises(Stopped):
        look_at(desk, GOOD, stop=lambda: True)
    looked = look_at(desk, GOOD)
    assert take_in(desk, looked, stop=lambda: True).stopped
    assert everything(desk) == before


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_bytes(b"x"),
                                  lambda path: path.write_bytes(b"PK\x03\x04 not a workbook")])
def test_what_is_no_workbook_is_a_problem(desk: Desk, tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "甲.xlsx"
    make(path)
    looked = look_at(desk, path)
    assert [one.code.value for one in looked.answer.problems] == ["unreadable"]
    assert looked.ledger.sheets == ()
