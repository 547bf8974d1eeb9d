"""Saved views: kept as they were, read back by other versions, never lost with a damaged file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.office.register.sift import Filter
from tui.views import FILE, FIRST, View, load, save, with_view
from tui.widgets.grid_lines import Lines


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path))
    return tmp_path


def test_a_view_comes_back_as_it_was() -> None:
    view = View("按金额 [/]", ("name", "amount"), 2, (("amount", True), ("name", False)),
                {"park": Filter(("船舶产业园", "")), "amount": Filter(typed=">1亿")}, "park")
    save((view,))
    assert load().views == (view,)
    assert not load().damaged


def test_without_a_file_there_is_nothing() -> None:
    assert load().views == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"views": [{}]}', '{"views": 3}', '{"views": ["x"]}'])
def test_a_damaged_file_is_said_and_put_aside(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8")
    assert load().damaged
    save((View("新"),))
    assert [view.name for view in load().views] == ["新"]
    (folder / FILE).write_text("{again", encoding="utf-8")
    save((View("新"),))
    assert (folder / "ledger-views.damaged.json").read_text(encoding="utf-8") == text
    assert (folder / "ledger-views.damaged-2.json").read_text(encoding="utf-8") == "{again"


def test_columns_of_another_version_are_left_out(folder: Path) -> None:
    (folder / FILE).write_text('{"views": [{"name": "x", "columns": ["nonsense"], "frozen": 99, '
                               '"sort": [["nonsense", true]], "filters": {"nonsense": {}}, "group": "nonsense"}]}',
                               encoding="utf-8")
    assert load().views == (View("x", FIRST, len(FIRST)),)


def test_the_same_name_takes_the_place_of_the_one_before() -> None:
    one, other = View("甲"), View("乙")
    assert with_view((one, other), View("甲", frozen=0)) == (View("甲", frozen=0), other)


def test_sorting_turns_and_ends_and_keeps_one_column_behind() -> None:
    view = View().sorted_by("amount", downwards_first=True)
    assert view.sort == (("amount", True),)
    view = view.sorted_by("stage", downwards_first=False)
    assert view.sort == (("stage", False), ("amount", True))
    view = view.sorted_by("stage", downwards_first=False)
    assert view.sort == (("stage", True), ("amount", True))
    assert view.sorted_by("stage", downwards_first=False).sort == (("amount", True),)
    assert view.sorted_by("name", downwards_first=False).sort == (("name", False), ("stage", True))


def test_lines_of_groups_are_found_both_ways() -> None:
    lines = Lines((), [[3, 1], [2], [5, 4]], {1})
    assert len(lines) == 7
    assert [lines.row(at) for at in range(7)] == [None, 3, 1, None, None, 5, 4]
    assert [lines.group(at) for at in range(7)] == [0, None, None, 1, 2, None, None]
    assert lines.line_of(4) == 6
    assert lines.line_of(2) is None
    assert (lines.group_at(6), lines.line_of_group(2)) == (2, 4)
