"""Targets are changed where they stand, each refusal beside what was typed; the ruleset is read in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.tui.conftest import sitting, sure
from tracker.office.desk import Desk
from tracker.office.figures import targets
from tracker.office.figures.targets import list_targets
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.targets import TargetsScreen

MakeApp = Callable[..., SanxinApp]


def standing(desk: Desk, year: int = 2023) -> dict[str, str]:
    return {row.indicator: f"{row.value}{row.unit}" for row in list_targets(desk, year)}


@pytest.mark.story
async def test_a_target_is_changed_where_it_stands(make_app: MakeApp, office_desk: Desk) -> None:
    """Mistypes it, is told why beside it, mends it, and sees what stood before."""
    async with sitting(make_app()) as officer:
        await officer.presses("7")
        assert isinstance(officer.app.screen, TargetsScreen)
        assert "2023年目标" in officer.sees()
        await officer.presses("down", "down", "down", "enter")
        await officer.types("若干")
        assert "“若干”不是金额" in officer.lines()[5]
        await officer.presses("enter")
        assert "“若干”不是金额" in officer.lines()[5]
        assert "out_of_province" not in standing(office_desk)
        await officer.clears()
        await officer.types("124")
        assert "= 124亿元" in officer.lines()[5]
        await officer.presses("enter")
        assert "境内省外资金目标已定为 124亿元" in officer.told()
        assert not officer.app.screen.query(Input)
        await officer.presses("home", "f2")
        await officer.clears()
        await officer.types("6")
        await officer.presses("enter")
        assert "改为 6，写明理由" in officer.lines()[2]
        await officer.presses("enter")
        assert "没有写理由" in officer.lines()[2]
        await officer.types("市里加了任务")
        await officer.presses("enter")
        assert "原 4个（2023-12-31 联络员05）" in officer.sees()
        assert "6个" in officer.lines()[2]
    assert standing(office_desk) == {"new_signed": "6个", "new_started": "2个", "new_producing": "1个",
                                     "out_of_province": "124亿元"}


@pytest.mark.story
async def test_what_is_typed_is_dropped_by_escape_and_survives_a_resize(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("7", "enter")
        await officer.clears()
        await officer.types("99")
        await officer.pilot.resize_terminal(140, 45)
        await officer.waits()
        assert officer.app.screen.query_one(Input).value == "99"
        assert "99" in officer.lines()[2]
        await officer.presses("down", "escape")
        assert not officer.app.screen.query(Input)
        await officer.presses("enter", "enter")
        assert not officer.app.screen.query(Input)
    assert standing(office_desk)["new_signed"] == "4个"


@pytest.mark.story
async def test_a_target_is_removed_with_a_reason_and_the_journal_tells_it(make_app: MakeApp,
                                                                          office_desk: Desk) -> None:
    """Emptying the line removes the target; Esc at the reason leaves everything as it was."""
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("7", "enter")
        await officer.clears()
        await officer.types("30个亿")
        await officer.presses("enter")
        assert "“30个亿”不是以“个”计的数" in officer.sees()
        await officer.clears()
        await officer.presses("enter")
        assert "取消这项目标，写明理由" in officer.sees()
        await officer.presses("escape")
        assert standing(office_desk)["new_signed"] == "4个"
        await officer.presses("enter")
        await officer.clears()
        await officer.presses("enter")
        await officer.types("市里取消考核")
        await officer.presses("enter")
        assert "新签约目标 4个 已取消" in officer.told()
        assert "没有下达" in officer.lines()[2]
        assert "原 4个" in officer.lines()[3]
        await officer.presses("6")
        assert "取消目标" in officer.sees()
        assert "市里取消考核" in officer.sees()
    assert "new_signed" not in standing(office_desk)


@pytest.mark.story
async def test_last_years_targets_are_a_start(make_app: MakeApp, office_desk: Desk) -> None:
    sure(targets.set_target(office_desk, 2022, "foreign", "300"))
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("7")
        assert "上年 300万美元" in officer.sees()
        await officer.presses("f4")
        assert "已从2022年复制 1 项目标" in officer.told()
        await officer.presses("f4")
        assert "本年各项目标都已有" in officer.told()
        await officer.presses("left_square_bracket", "left_square_bracket")
        assert "2021年目标" in officer.sees()
        await officer.presses("f4")
        assert "2020年没有目标可以复制" in officer.told()
        await officer.presses("escape")
        assert not isinstance(officer.app.screen, TargetsScreen)
    assert standing(office_desk)["foreign"] == "300万美元"


@pytest.mark.story
async def test_the_ruleset_is_read_in_words(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 60)) as officer:
        await officer.presses("7")
        assert "2023年口径：default" in officer.sees()
        assert "文件 default.toml（随程序附带）" in officer.sees()
        assert "数本年度签约的项目，每个项目只计一次" in officer.sees()
        await officer.presses("right", "end")
        assert "卡点类别" in officer.sees()
        await officer.presses("f10", "home")
        assert "counts the projects signed in the year" in officer.sees()
        assert "口径" not in officer.sees()


async def test_a_wrong_ruleset_is_told_line_by_line(make_app: MakeApp, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(make_app()) as officer:
        (tmp_path / "mine.toml").write_text('id = "mine"\nwhat = 1\n', encoding="utf-8")
        monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
        for key in ("4", "7"):
            await officer.presses(key)
            assert "口径文件有误" in officer.sees()
            assert "mine.toml" in officer.sees()


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("size", [(80, 24), (110, 30), (200, 60)])
@pytest.mark.parametrize("lang", list(Lang))
async def test_no_line_is_broken_at_any_width(make_app: MakeApp, size: tuple[int, int], lang: Lang) -> None:
    async with sitting(make_app(lang=lang), size) as officer:
        for keys in (("7",), ("end",), ("home", "enter")):
            await officer.presses(*keys)
            assert {cell_len(line) for line in officer.lines()} == {size[0]}
