"""A year's targets on one sheet, with those before; last year's taken over as a start."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.office.build import in_place
from tests.office.entries import entries
from tracker.office.figures.in_force import in_force
from tracker.office.figures.target_sheet import copy_targets, target_sheet
from tracker.office.figures.targets import list_targets, set_target
from tracker.office.outcome import Done

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Clock
    from tracker.office.desk import Desk


def test_a_sheet_has_every_indicator_with_what_stood_before(desk: Desk, clock: Clock) -> None:
    set_target(desk, 2022, "new_signed", "30")
    set_target(desk, 2023, "new_signed", "36")
    clock.at += timedelta(days=1)
    set_target(desk, 2023, "new_signed", "40", reason="加了任务")
    sheet = target_sheet(desk, 2023)
    signed = sheet.lines[0]
    assert (signed.key, signed.called("en")) == ("new_signed", "New signed")
    assert signed.standing is not None
    assert signed.standing.value == "40"
    assert [past.value for past in signed.before] == ["36"]
    assert signed.last_year is not None
    assert signed.last_year.value == "30"
    assert all(line.standing is None for line in sheet.lines[1:])
    assert sheet.others == ()


def test_last_years_targets_are_a_start_and_no_more(desk: Desk) -> None:
    set_target(desk, 2022, "new_signed", "30")
    set_target(desk, 2022, "foreign", "300")
    set_target(desk, 2022, "out_of_province", "1000000万元")
    set_target(desk, 2023, "new_signed", "36")
    done = copy_targets(desk, 2023)
    assert isinstance(done, Done)
    assert (done.value.copied, done.value.had, done.value.unfit) == (2, 1, 0)
    assert {row.indicator: (row.value, row.unit) for row in list_targets(desk, 2023)} == {
        "new_signed": ("36", "个"), "foreign": ("300", "万美元"), "out_of_province": ("100", "亿元")}
    again = copy_targets(desk, 2023).value
    assert (again.copied, again.had) == (0, 3)
    assert [line.action for line in entries(desk)].count("target.set") == 6


def test_the_file_a_ruleset_comes_from(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (in_force(desk, 2023).file, in_force(desk, 2023).own) == ("default.toml", False)
    in_place(desk, "沅江市")
    assert in_force(desk, 2023).file == "yuanjiang-2023.toml"
    folder = tmp_path / "own"
    folder.mkdir()
    from tracker.domain.rules import shipped_rulesets

    text = next(file for file in shipped_rulesets() if file.name == "default.toml").read_bytes()
    (folder / "mine.toml").write_bytes(text)
    monkeypatch.setenv("SANXIN_RULES", str(folder))
    mine = in_force(desk, 2023)
    assert (mine.file, mine.own, mine.rules.id) == (str(folder / "mine.toml"), True, "default")
