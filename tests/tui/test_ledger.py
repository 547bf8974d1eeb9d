"""The ledger, told as an officer would tell it: sorts, filters, groups, marks, changes many, keeps views."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from tests.office.cards import cards
from tests.tui.conftest import Officer, sitting, sure, take_in
from tests.tui.settled import PATIENCE
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.project import bulk, projects
from tracker.office.register import register as opening
from tui.app import SanxinApp
from tui.screens.ledger import LedgerScreen
from tui.screens.project import ProjectScreen
from tui.widgets.grid import Grid

MakeApp = Callable[..., SanxinApp]


@pytest.fixture(autouse=True, params=["in memory", pytest.param("by pages", marks=pytest.mark.long)])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is that of an office in memory, and the same of a large one, which is read by pages."""
    if request.param == "by pages":
        monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The officer's own settings, in a folder of the test's."""
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def grid(officer: Officer) -> Grid:
    return officer.app.query_one(Grid) if not isinstance(officer.app.screen, LedgerScreen) else officer.app.screen.grid


def names(officer: Officer) -> list[str]:
    """The names in the table, from the top."""
    screen = next(one for one in officer.app.screen_stack if isinstance(one, LedgerScreen))
    register, lines = screen.arrangement.register, screen.arrangement.lines
    assert register is not None
    rows = [lines.row(at) for at in range(len(lines))]
    return [register.column("name")[row] for row in rows if row is not None]


async def on_column(officer: Officer, name: str) -> None:
    """Goes to a column with the arrows."""
    while (column := grid(officer).column) and column.name != name:
        await officer.presses("right")
        further = grid(officer).column
        assert further is not None
        assert further.name != column.name, name


@pytest.mark.story
async def test_shipyards_are_sorted_filtered_and_handed_over_together(make_app: MakeApp, office_desk: Desk) -> None:
    """Sorts by amount, keeps the shipyards of 船舶产业园, hands all to 联络员03, is told which one cannot."""
    take_in(office_desk, "云帆船舶", "2022-02-01", ("signed", "2022-03-01"), park="船舶产业园",
            contract_amount="8000万元")
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2")
        await on_column(officer, "amount")
        await officer.presses("f8")
        assert names(officer)[:3] == ["启航船用配套产业园", "恒瑞管桩二期", "草尾50MW风电项目"]
        await on_column(officer, "park")
        await officer.presses("equals_sign")
        assert "筛选：园区/乡镇" in officer.sees()
        await officer.types("船舶产业园")
        await officer.presses("enter")
        assert names(officer) == ["桃花江二期", "云帆船舶", "万骏船舶"]
        assert "显示 3 / 12 个" in officer.sees()
        assert "筛选 园区/乡镇=船舶产业园" in officer.sees()
        await officer.presses("ctrl+a", "ctrl+e")
        assert "一次修改 3 个项目" in officer.sees()
        await officer.presses("right", "tab", "tab")
        await officer.types("联络员03")
        sure(projects.amend(office_desk, "云帆船舶", {"investor": "云帆集团"}))
        await officer.presses("enter")
        assert "1 个项目不行，全部没有改动" in officer.sees()
        seen = officer.lines()
        at = next(at for at, line in enumerate(seen) if "× 云帆船舶" in line)
        assert "刚被改过" in seen[at + 1]
        assert {card.officer for card in cards(office_desk)} == {"联络员05"}
        await officer.presses("enter")
        assert "已修改 3 个项目" in officer.told()
        assert {card.name for card in cards(office_desk) if card.officer == "联络员03"} == {
            "万骏船舶", "桃花江二期", "云帆船舶"}
        assert names(officer) == ["桃花江二期", "云帆船舶", "万骏船舶"]


async def test_many_are_moved_on_or_none(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "slash")
        await officer.types("项目")
        await officer.presses("escape", "equals_sign")
        await officer.presses("escape")
        for name in ("草尾50MW风电项目", "芦苇综合利用项目"):
            grid(officer).go(names(officer).index(name))
            await officer.presses("space")
        assert "选中 2 个" in officer.sees()
        await officer.presses("ctrl+e", "right", "right")
        assert "全部推进（注册）" in officer.sees()
        await officer.presses("enter")
        assert "没有统一社会信用代码" in officer.sees()
        assert "1 个项目不行" in officer.sees()
        assert {card.stage for card in cards(office_desk) if "芦苇" in card.name} == {Stage.SIGNED}
        sure(projects.amend(office_desk, "草尾50MW风电项目", {"credit_code": "91430981MA4L16JQ91"}))
        await officer.presses("enter", "enter")
        assert "已推进 2 个项目（注册）" in officer.told()


async def test_many_are_stopped_half_way_with_none_changed(make_app: MakeApp, office_desk: Desk,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """While many are being changed the form shows how far it is; Esc stops it and the form stays."""
    half_way, go_on, amend_in = threading.Event(), threading.Event(), bulk.amend_in

    def slow(*args: Any, **named: Any) -> Any:
        half_way.set()
        assert go_on.wait(PATIENCE)
        return amend_in(*args, **named)

    monkeypatch.setattr(bulk, "amend_in", slow)
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2")
        for name in ("草尾50MW风电项目", "芦苇综合利用项目"):
            grid(officer).go(names(officer).index(name))
            await officer.presses("space")
        await officer.presses("ctrl+e", "right", "tab", "tab")
        await officer.types("联络员09")
        await officer.pilot.press("enter")
        assert await asyncio.to_thread(half_way.wait, PATIENCE)
        await officer.until(lambda: "Esc" in officer.sees() and "停止" in officer.sees())
        await officer.pilot.press("escape")
        await officer.until(lambda: "正在停止" in officer.sees())
        go_on.set()
        await officer.waits()
        assert "已停止，什么都没有写入" in officer.told()
        assert officer.app.screen.query_one("#value", Input).value == "联络员09"
        assert "联络员09" not in {card.officer for card in cards(office_desk)}
        await officer.presses("enter")
    assert [card.officer for card in cards(office_desk)].count("联络员09") == 2


async def test_a_second_column_decides_between_equals(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2")
        await on_column(officer, "amount")
        await officer.presses("f8", "left", "f8")
        assert "排序 阶段↑ 合同金额↓" in officer.sees()
        assert names(officer)[-1] == "启航船用配套产业园"
        await officer.presses("f8")
        assert "阶段↓" in officer.sees()
        assert names(officer)[0] == "启航船用配套产业园"
        await officer.presses("f8")
        assert "排序 合同金额↓" in officer.sees()


async def test_amounts_are_filtered_by_what_is_typed(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2")
        await on_column(officer, "amount")
        await officer.presses("equals_sign")
        await officer.types("约莫")
        assert "看不懂“约莫”" in officer.sees()
        await officer.clears()
        await officer.types(">3亿")
        await officer.presses("enter")
        assert set(names(officer)) == {"启航船用配套产业园", "恒瑞管桩二期", "草尾50MW风电项目"}
        assert "合同金额>3亿" in officer.sees()
        await officer.presses("escape")
        assert len(names(officer)) == 11


async def test_values_are_chosen_by_their_names_and_pinyin(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "right", "equals_sign")
        assert "签约" in officer.sees()
        await officer.types("touchan")
        await officer.presses("enter")
        assert names(officer) == ["启航船用配套产业园"]
        await officer.presses("equals_sign")
        await officer.presses("down", "space")
        await officer.presses("enter")
        assert len(names(officer)) == 5
        assert "阶段=投产、签约" in officer.sees() or "阶段=签约、投产" in officer.sees()


async def test_groups_have_subtotals_and_fold(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "ctrl+g")
        seen = " ".join(officer.sees().split())
        assert "- 船舶产业园 2 个 合同金额 2.9亿 到资 5000万" in seen
        assert "分组 园区/乡镇" in seen
        await officer.presses("minus")
        assert "+ 高新区 9 个" in " ".join(officer.sees().split())
        assert names(officer) == []
        await officer.presses("home", "enter")
        assert len(names(officer)) in (2, 9)
        await officer.presses("ctrl+g")
        assert "分组 产业链" in officer.sees()
        await officer.presses("ctrl+g", "ctrl+g")
        assert "分组" not in officer.lines()[1]
        assert len(names(officer)) == 11


async def test_a_view_is_kept_under_a_name_and_found_again(make_app: MakeApp, folder: Path) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2")
        await on_column(officer, "amount")
        await officer.presses("f8", "ctrl+g", "ctrl+d")
        assert "还没有保存的视图" in officer.sees()
        await officer.types("按金额")
        await officer.presses("enter")
        assert "视图“按金额”已保存" in officer.told()
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "ctrl+d", "enter")
        assert "视图 按金额" in officer.lines()[1]
        assert "排序 合同金额↓" in officer.lines()[1]
        assert "分组 园区/乡镇" in officer.lines()[1]
        await officer.presses("f8")
        assert "视图" not in officer.lines()[1]
        await officer.presses("ctrl+d", "delete")
        assert "已删除" in officer.told()
    assert '"views": []' in (folder / "ledger-views.json").read_text(encoding="utf-8")


async def test_a_damaged_file_of_views_is_said_and_put_aside(make_app: MakeApp, folder: Path) -> None:
    folder.mkdir()
    (folder / "ledger-views.json").write_text("{坏", encoding="utf-8")
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "ctrl+d")
        assert "视图文件已损坏" in officer.sees()
        await officer.types("新")
        await officer.presses("enter")
        assert "已保存" in officer.told()
    assert (folder / "ledger-views.damaged.json").read_text(encoding="utf-8") == "{坏"


async def test_columns_are_chosen_moved_and_kept(make_app: MakeApp) -> None:
    async with sitting(make_app(), (80, 24)) as officer:
        await officer.presses("2", "ctrl+o")
        assert "选择列" in officer.sees()
        await officer.presses("down", "space", "down", "right", "up", "f8", "enter")
        shown = grid(officer)._columns
        assert [column.name for column in shown][:3] == ["name", "arrived", "amount"]
        assert "stage" not in {column.name for column in shown}
        await officer.presses(*["right"] * 9)
        head = officer.lines()[2]
        assert "项目名称" in head
        assert "到资" in head
        assert "合同金额" not in head
        assert "投资方" in head


@pytest.mark.story
async def test_changes_made_elsewhere_lose_nothing(make_app: MakeApp, office_desk: Desk) -> None:
    for number in range(60):
        take_in(office_desk, f"线索项目{number:02}", "2023-10-01")
    async with sitting(make_app()) as officer:
        await officer.presses("2", "f8")
        grid(officer).go(40, top=30)
        await officer.presses("space", "slash")
        await officer.types("xm")
        name = names(officer)[grid(officer).at]
        top = grid(officer).at - grid(officer).top
        take_in(office_desk, "阿尔法项目", "2023-10-01")
        officer.app.read_again()
        await officer.waits()
        assert "阿尔法项目" in names(officer)
        assert names(officer)[grid(officer).at] == name
        assert grid(officer).at - grid(officer).top == top
        assert "选中 1 个" in officer.sees()
        assert officer.app.focused is not None
        assert officer.field().value == "xm"


async def test_enter_opens_what_was_found_and_the_search_holds_until_escape(make_app: MakeApp) -> None:
    """Grouped too, where the first line found is that of a group; on another screen and back it still holds."""
    async with sitting(make_app()) as officer:
        await officer.presses("2", "slash")
        assert "回车 打开" in officer.lines()[2]
        await officer.types("cbcy")
        there = names(officer)
        assert set(there) == {"万骏船舶", "桃花江二期"}
        await officer.presses("down", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        assert there[1] in officer.sees()
        await officer.presses("escape")
        assert names(officer) == there
        assert names(officer)[grid(officer).at] == there[1]
        await officer.presses("ctrl+g", "slash")
        assert officer.field().value == "cbcy"
        await officer.presses("home", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape", "1", "2")
        assert officer.field().value == "cbcy"
        assert "万骏船舶" in officer.sees()
        assert "恒瑞管桩二期" not in officer.sees()
        await officer.presses("escape")
        assert "恒瑞管桩二期" in officer.sees()
        await officer.presses("slash", "enter")
        assert not isinstance(officer.app.screen, ProjectScreen), "nothing was searched for"


@pytest.mark.story
async def test_enter_opens_and_the_daily_keys_work_on_the_chosen_row(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("2", "slash")
        await officer.types("wjcb")
        await officer.presses("enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape")
        assert names(officer)[grid(officer).at] == "万骏船舶"
        await officer.presses("f3")
        assert "登记到资：万骏船舶" in officer.sees()
        await officer.presses("escape", "f4")
        assert "提出卡点：万骏船舶" in officer.sees()
        await officer.presses("escape", "f2")
        assert "推进：万骏船舶" in officer.sees()
        await officer.presses("escape", "1", "2")
        assert names(officer)[grid(officer).at] == "万骏船舶"


async def test_what_is_copied_is_text(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("2")
        grid(officer).go(names(officer).index("万骏船舶"))
        await officer.presses("ctrl+c")
        assert officer.app.clipboard == "万骏船舶"
        await officer.presses("space", "ctrl+c")
        assert officer.app.clipboard.splitlines()[1].split("\t")[:3] == ["万骏船舶", "注册", "5000万"]


async def test_the_mouse_chooses_sorts_and_opens(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("2")
        await officer.pilot.click(Grid, offset=(40, 0))
        await officer.waits()
        assert "排序 合同金额↓" in officer.sees()
        await officer.pilot.click(Grid, offset=(5, 3))
        assert grid(officer).at == 2
        await officer.pilot.click(Grid, offset=(5, 3), times=2)
        await officer.waits()
        assert isinstance(officer.app.screen, ProjectScreen)


async def test_hostile_names_are_only_text(make_app: MakeApp, office_desk: Desk) -> None:
    for name in ("[/]甲", "=1+1", "[bold]乙[/bold]"):
        take_in(office_desk, name, "2023-10-01", park=name)
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2")
        for name in ("[/]甲", "=1+1", "[bold]乙[/bold]"):
            assert name in officer.sees()
        await officer.presses("ctrl+g")
        assert "- [/]甲 1 个" in " ".join(officer.sees().split())
        await on_column(officer, "park")
        await officer.presses("equals_sign")
        assert "[bold]乙[/bold]" in officer.sees()
        await officer.types("[/]甲")
        await officer.presses("enter", "ctrl+a", "ctrl+e")
        assert "[/]甲" in officer.sees()


async def test_an_office_without_projects_says_how_to_begin(make_app: MakeApp, empty: Desk) -> None:
    async with sitting(make_app(empty)) as officer:
        await officer.presses("2")
        assert "F9" in officer.sees()
        await officer.presses("f2", "ctrl+e", "space", "ctrl+a", "f8", "ctrl+g", "minus", "ctrl+c", "enter")
        assert "没有选中的项目" in officer.told()


async def test_a_search_that_finds_nothing_says_so(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("2", "slash")
        await officer.types("qqqq")
        assert "没有符合条件的项目" in officer.sees()
        await officer.presses("escape")
        assert len(names(officer)) == 11


async def test_all_of_it_is_in_english_too(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("2", "f10")
        seen = officer.sees()
        for word in ("Ledger", "contract", "arrived", "signed", "11 projects"):
            assert word in seen, word
        for word in ("合同", "阶段", "显示"):
            assert word not in seen, word
