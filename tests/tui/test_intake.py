"""An officer takes ledgers in: finds the file, sees what it would do, names a header, writes it, or lets it be."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest
from textual.events import Paste

from tests.ledger.made import BROKEN, GOOD, PROJECTS, write_xlsx
from tests.office.taken import rows, small
from tests.tui.conftest import Officer, Standing, day, sitting
from tests.tui.settled import PATIENCE, hit
from tests.tui.test_slips import pours
from tracker.ledger.choosing import fields_of
from tracker.ledger.family import Kind
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.projects import add
from tracker.store.tables import Project
from tracker.words import Lang
from tui.app import SanxinApp
from tui.files import listing, typed_path
from tui.screens.board import BoardScreen
from tui.screens.intake import IntakeScreen
from tui.screens.targets import TargetsScreen

MakeApp = Callable[..., SanxinApp]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the officer keeps ledgers, and starts the program."""
    path = tmp_path / "台账"
    (path / "旧的").mkdir(parents=True)
    monkeypatch.chdir(path)
    return path


async def opens(officer: Officer, name: str) -> None:
    """Goes to the import and opens a file by what is typed."""
    if not isinstance(officer.app.screen, IntakeScreen):
        await officer.presses("5")
    await officer.presses("slash")
    await officer.types(name)
    await officer.presses("enter")


@pytest.mark.story
async def test_from_an_empty_office_to_a_full_board(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    (folder / "沅江2023.xlsx").write_bytes(GOOD.read_bytes())
    async with sitting(make_app(empty)) as officer:
        seen = officer.sees()
        for way in ("5    导入台账", "F9", "0    看看样子"):
            assert way in seen
        await officer.presses("0")
        assert "sanxin demo" in officer.told()
        await officer.presses("5")
        assert "旧的/" in officer.sees()
        await officer.presses("end", "enter")
        seen = officer.sees()
        assert "可以导入" in seen
        for number in ("89", "158", "15"):
            assert number in seen
        await officer.presses("tab", "tab")
        assert "计划总投资（亿元）" in officer.sees()
        assert "亿元" in officer.sees()
        await officer.presses("right", "right")
        assert "项目 89" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        await officer.presses("enter")
        assert isinstance(officer.app.screen, BoardScreen)
        await opens(officer, "沅江")
        assert "完全一致" in officer.sees()
        await officer.presses("f2")
        assert "完全一致" in officer.told()


async def test_problems_by_row_narrowed_by_sheet_and_kind(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(BROKEN.read_bytes())
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "a.xlsx")
        assert "有 18 处问题" in officer.sees()
        await officer.presses("f2")
        assert "还有 18 处问题" in officer.told()
        await officer.presses("enter")
        seen = officer.sees()
        for said in ("项目台账 S4  不是日期", "填的是：年底", "没有“2023-02-30”这一天", "F3 导入"):
            assert said in seen
        assert "--accept" not in seen
        await officer.presses("f6", "down", "enter")
        assert "只看：项目台账（12 / 18）" in officer.sees()
        await officer.presses("f6", "end", "enter")
        assert "（1 / 18）" in officer.sees()
        await officer.presses("f3")
        assert "问题 17" in officer.sees()


async def test_a_correction_says_choices_by_name_and_a_sheet_counts_its_records(make_app: MakeApp, empty: Desk,
                                                                                folder: Path) -> None:
    """The line of the sum below the table is no record."""
    total = ["合计", *[None] * (len(PROJECTS[0]) - 1)]
    write_xlsx(folder / "库.xlsx", {"项目": [*PROJECTS, total]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("tab", "tab")
        assert "下面 2 行" in officer.sees()
        await officer.presses("f2")
        header, ship, pile = PROJECTS
        write_xlsx(folder / "库.xlsx", {"项目": [header, [*ship[:2], "域外省内", *ship[3:]], pile]})
        await officer.presses("f4")
        await opens(officer, "库.xlsx")
        await officer.presses("shift+tab", "shift+tab")
        assert "境内省外" in officer.sees()
        assert "域外省内" in officer.sees()
        assert "_province" not in officer.sees()


def past(folder: Path) -> None:
    """A ledger of today, and one of June 2023 that says otherwise."""
    small(folder)
    rows = [PROJECTS[0], ["明珠食品", "明珠公司", "境内省外", 1, "2023-02-01", *[None] * 6]]
    write_xlsx(folder / "2023-06.xlsx", {"项目": rows})


@pytest.mark.story
async def test_an_older_ledger_is_taken_in_as_known_on_its_day(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """The day is offered from the file's name; what is known now stays, and the figures of then name their book."""
    past(folder)
    async with sitting(make_app(empty)) as officer:
        await opens(officer, "台账.xlsx")
        await officer.presses("f2")
        await officer.presses("f4")
        await opens(officer, "2023-06")
        assert "可以导入" in officer.sees()
        await officer.presses("f9")
        assert "“2023-06.xlsx”是哪一天的台账？" in officer.sees()
        assert officer.field().value == "2023-06-30"
        await officer.clears()
        await officer.types("2099-01-01")
        await officer.presses("enter")
        assert "2099-01-01 还没有过完" in officer.sees()
        await officer.clears()
        await officer.types("2023年6月")
        await officer.presses("enter")
        seen = officer.sees()
        assert "2023-06.xlsx：按 2023-06-30 所知导入" in seen
        assert "这本只记入历史，现在的一切不变" in seen
        assert "按 2023-06-30 所知读：改日子，或作为现在的台账  F9" in seen
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        assert "2023-06.xlsx：按 2023-06-30 所知导入" in officer.sees()
        await officer.presses("f4")
        await opens(officer, "2023-06")
        await officer.presses("f9", "enter")
        assert "完全一致" in officer.sees()
        await officer.presses("6")
        assert "2023-06.xlsx" in officer.sees()
        await officer.presses("4")
        assert "据台账" not in officer.sees()
        await asks_as_of(officer, "2022-01-01")
        assert "2022-01-01 23:59 时还什么都不知道：最早的所知是 2023-06-30 23:59" in officer.sees()
        await officer.clears()
        await officer.types("2023-07-01")
        await officer.presses("enter")
        assert "! 据台账 2023-06.xlsx（2023-06-30 所知）" in officer.sees()
        await officer.presses("enter")
        seen = officer.sees()
        assert "明珠食品" in seen
        assert "! 据台账 2023-06.xlsx（2023-06-30 所知）" in seen
        await officer.presses("escape", "escape")
        assert "据台账" not in officer.sees()


async def asks_as_of(officer: Officer, moment: str) -> None:
    """Asks for the figures as known then."""
    await officer.presses("f2", "tab")
    await officer.types(moment)
    await officer.presses("enter")


async def test_an_older_ledger_becomes_one_of_now_again(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """Read as of its day, a day after it has not happened yet; with no day it is a ledger of now."""
    past(folder)
    write_xlsx(folder / "2023-05.xlsx", {"项目": PROJECTS})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "2023-05")
        await officer.presses("f9", "enter")
        assert "2023-05.xlsx：按 2023-05-31 所知导入" in officer.sees()
        await officer.presses("f9")
        await officer.clears()
        await officer.types("2023-02-28")
        await officer.presses("enter")
        assert "有 2 处问题" in officer.sees()
        await officer.presses("f9")
        await officer.clears()
        await officer.presses("enter")
        seen = officer.sees()
        assert "可以导入" in seen
        assert "所知导入" not in seen
        await officer.presses("f2", "f9")
        assert "没有可以写入的" in officer.told()


@pytest.mark.story
async def test_a_header_is_named_and_kept(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    rows = [["[/]甲方" if one == "投资方" else one for one in PROJECTS[0]], *PROJECTS[1:]]
    write_xlsx(folder / "库.xlsx", {"项目": rows, "杂": [["甲", "乙"], ["1", "2"]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("tab", "tab", "down", "down")
        assert "? 不认识，记入备注" in officer.sees()
        await officer.presses("enter")
        assert "“[/]甲方”（B 列）是什么？" in officer.sees()
        await officer.presses(*["down"] * (1 + list(fields_of(Kind.PROJECTS)).index("investor")), "enter")
        assert "? 不认识" not in officer.sees()
        assert "“[/]甲方”列是投资方" in officer.sees()
        await officer.presses("enter")
        assert "“[/]甲方”（B 列）是什么？" in officer.sees(), "the cursor stays on the column that was named"
        await officer.presses("escape", "end", "enter")
        assert "先在表名上按回车" in officer.told()
        await officer.presses("f2")
        assert not list(folder.glob("*.toml"))
        (folder / "另一本.xlsx").write_bytes((folder / "库.xlsx").read_bytes())
        await officer.presses("f4")
        await opens(officer, "另一本")
        assert "按 1 条约定读" in officer.sees()
        assert "完全一致" in officer.sees()


async def test_a_mapping_beside_the_ledger_is_read_before_what_was_learned(make_app: MakeApp, empty: Desk,
                                                                           folder: Path) -> None:
    rows = [["甲方" if one == "投资方" else one for one in PROJECTS[0]], *PROJECTS[1:]]
    write_xlsx(folder / "库.xlsx", {"项目": rows})
    (folder / "库.mapping.toml").write_text('"甲方" = "investor"\n', "utf-8")
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        assert "按旁边的 库.mapping.toml 读表头" in officer.sees()
        (folder / "库.mapping.toml").write_text("[[[", "utf-8")
        await officer.presses("f4")
        await opens(officer, "库.xlsx")
        assert "映射文件不能用" in officer.told()
        assert "可以导入" in officer.sees()


async def test_a_correction_and_an_office_that_moved_on(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    small(folder)
    assert isinstance(add(empty, {"name": "万骏船舶", "investor": "旧公司"}, lead=day("2020-01-01")), Done)
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "台账.xlsx")
        await officer.presses("tab", "tab", "tab", "tab", "tab")
        assert "旧公司 → 盛景科技有限公司" in officer.sees()
        assert isinstance(add(empty, {"name": "恒瑞管桩二期"}, lead=day("2020-01-01")), Done)
        await officer.presses("f2")
        assert "别人改动了数据，没有写入" in officer.told()
        assert "更正 2" in officer.sees()
        (folder / "台账.xlsx").write_bytes(b"")
        await officer.presses("f2")
        assert "文件又被改动了，没有写入" in officer.told()
        assert "读不了这个文件" in officer.sees()


@pytest.mark.parametrize("name", ["没有.xlsx", "甲" * 300, "a\0b", "[/]甲.xlsx", "~谁也不是/x.xlsx"])
async def test_a_path_that_leads_nowhere_is_said(make_app: MakeApp, empty: Desk, folder: Path, name: str) -> None:
    async with sitting(make_app(empty)) as officer:
        await opens(officer, name)
        assert "没有这个文件" in officer.told()


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0junk", b"x" * 100])
async def test_a_file_that_is_no_ledger_is_said(make_app: MakeApp, empty: Desk, folder: Path, content: bytes) -> None:
    (folder / "[bold]甲.xlsx").write_bytes(content)
    async with sitting(make_app(empty)) as officer:
        await opens(officer, "[bold]甲")
        assert "读不了这个文件" in officer.sees()
        assert "[bold]甲.xlsx" in officer.sees()
        await officer.presses("f2", "f3", "f6", "f7", "escape", "tab", "shift+tab", "escape", "escape")
        assert isinstance(officer.app.screen, BoardScreen)


async def test_hostile_names_of_files_sheets_and_projects(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    names = ["[bold]甲[bold]", "=1+1", "{{7*7}}", "A & B <合资>"]
    rows = [PROJECTS[0], *([name, name, *PROJECTS[1][2:]] for name in names)]
    write_xlsx(folder / "[bold]x.xlsx", {"A & B <合资>": rows})
    (folder / "e\x1b[31m.csv").write_text("x")
    os.close(os.open(os.fsencode(folder) + b"/\xcc\xa8.xls", os.O_CREAT))
    async with sitting(make_app(empty), (140, 45)) as officer:
        await officer.presses("5")
        assert "[bold]x.xlsx" in officer.sees()
        assert "\x1b" not in officer.sees()
        await opens(officer, "[bold]x")
        await officer.presses("tab")
        assert all(name in officer.sees() for name in ("A & B <合资>", *names))
        await officer.presses("tab")
        assert "A & B <合资>" in officer.sees()
        await officer.presses("tab", "tab")
        assert all(f"+ {name}" in officer.sees() for name in names)
        await officer.presses("f2")
        assert "[bold]x.xlsx" in officer.sees()


async def test_it_can_be_stopped_and_leaves_nothing(make_app: MakeApp, empty: Desk, folder: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    small(folder)
    go_on = threading.Event()

    def slowly(desk: Desk, looked: object, *, progress: Callable[..., None], stop: Callable[[], bool]) -> object:
        progress(30, 100, "write")
        assert go_on.wait(PATIENCE)
        return write(desk, looked, progress=progress, stop=stop)

    from tracker.office.intake.look import take_in as write

    async with sitting(make_app(empty)) as officer:
        await opens(officer, "台账.xlsx")
        monkeypatch.setattr("tui.screens.intake_look.take_in_looked", slowly)
        await officer.pilot.press("f2")
        await officer.until(lambda: "写入" in officer.sees() and "30%" in officer.sees())
        await officer.pilot.press("f2")
        await officer.until(lambda: "正在进行" in officer.told())
        await officer.pilot.press("escape")
        await officer.until(lambda: "正在停止" in officer.sees())
        go_on.set()
        await officer.waits()
        assert "已停止，什么都没有写入" in officer.told()
        assert "可以导入" in officer.sees()


async def test_a_path_is_pasted_and_folders_are_walked(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    path = small(folder / "旧的")
    async with sitting(make_app(empty)) as officer:
        await officer.presses("5")
        officer.app.screen.post_message(Paste(f"'{path}'\n"))
        await officer.waits()
        await officer.presses("enter")
        assert "可以导入" in officer.sees()
        await officer.presses("escape")
        assert "台账.xlsx" in officer.sees()
        await officer.presses("home", "enter", "tab")
        await officer.types("jd")
        assert "旧的/" in officer.sees()
        await officer.presses("f10")
        assert "Import a ledger" in officer.sees()


async def test_a_name_that_arrives_all_at_once_is_looked_for(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """From an input method, or a terminal that does not mark what is pasted: it is what is looked for in the list."""
    small(folder / "旧的")
    write_xlsx(folder / "报表.xlsx", {"项目": PROJECTS[:2]})
    write_xlsx(folder / "总表.xlsx", {"项目": PROJECTS})
    async with sitting(make_app(empty)) as officer:
        await officer.presses("5")
        await pours(officer, "报表")
        await officer.waits()
        assert officer.field().value == "报表"
        assert "总表" not in officer.sees()
        await officer.presses("enter")
        assert "报表.xlsx" in officer.lines()[1]
        assert "可以导入" in officer.sees()
        await pours(officer, "总表")
        await officer.waits()
        assert "没有当作按键" in officer.told(), "no file is being chosen any more"
        await officer.presses("f4")
        await pours(officer, f"{folder}/旧的/台账.xlsx\n")
        await officer.waits()
        await officer.presses("enter")
        assert "旧的/台账.xlsx" in officer.lines()[1]


async def test_the_files_begin_at_the_newest_ledger(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """However many there are, and whatever stands before it."""
    for number in range(40):
        (folder / f"{number:02}.xlsx").write_bytes(b"x")
        os.utime(folder / f"{number:02}.xlsx", (1_000_000, 1_000_000 + number % 29))
    write_xlsx(folder / "28.xlsx", {"项目": PROJECTS})
    async with sitting(make_app(empty)) as officer:
        await officer.presses("5")
        assert any("▌28.xlsx" in line for line in officer.lines())
        await officer.presses("enter")
        assert "可以导入" in officer.sees()
        await officer.presses("escape")
        assert any("▌28.xlsx" in line for line in officer.lines())


async def test_a_path_is_typed_from_the_folder_shown_or_the_first_one(make_app: MakeApp, empty: Desk,
                                                                      folder: Path) -> None:
    """While it is typed, the folder that it names is listed; that does not make it begin there."""
    small(folder / "旧的")
    async with sitting(make_app(empty)) as officer:
        for _ in range(2):
            await opens(officer, "旧的/台账.xlsx")
            assert "可以导入" in officer.sees(), officer.told()
            await officer.presses("escape")
        await opens(officer, "旧的/台")
        assert "可以导入" in officer.sees(), officer.told()
        await officer.presses("escape")
        await opens(officer, "台账.xlsx")
        assert "可以导入" in officer.sees(), officer.told()


async def test_enter_right_behind_the_typing_reads_what_was_typed(make_app: MakeApp, empty: Desk, folder: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while the list is still the one of before, with its cursor on another file."""
    small(folder)
    write_xlsx(folder / "二月.xlsx", {"项目": PROJECTS})
    os.utime(folder / "台账.xlsx", (4e9, 4e9))

    def slowly(text: str, *folders: Path) -> object:
        sleep(0.3)
        return listing(text, *folders)

    async with sitting(make_app(empty)) as officer:
        await officer.presses("5", "slash")
        monkeypatch.setattr("tui.screens.intake_choosing.listing", slowly)
        officer.field().value = "二"
        hit(officer.pilot, "enter")
        await officer.waits()
        assert "可以导入" in officer.sees()
        assert "二月.xlsx" in officer.lines()[1]


@pytest.mark.story
async def test_targets_of_another_year_are_said_and_enter_goes_there(make_app: MakeApp, office_desk: Desk,
                                                                     folder: Path) -> None:
    """The year shown stays until the officer has it changed."""
    write_xlsx(folder / "目标.xlsx", {"目标": [["2024年目标"], ["指标", "目标值", "单位"], ["新开工项目", 20, "个"]]})
    async with sitting(make_app()) as officer:
        await opens(officer, "目标.xlsx")
        await officer.presses("f2")
        assert "记入的是 2024 年的目标；界面现在显示 2023 年" in officer.sees()
        assert "2023" in officer.lines()[0]
        await officer.presses("enter")
        assert isinstance(officer.app.screen, TargetsScreen)
        assert "2024" in officer.lines()[0]
        assert "20" in officer.sees()
        write_xlsx(folder / "目标.xlsx", {"目标": [["2024年目标"], ["指标", "目标值", "单位"], ["新开工项目", 21,
                                                                                                "个"]]})
        await opens(officer, "目标.xlsx")
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        assert "界面现在显示" not in officer.sees()


@pytest.mark.story
async def test_after_an_import_the_year_is_that_of_the_next_start(make_app: MakeApp, empty: Desk,
                                                                  folder: Path) -> None:
    """The year of an empty office is the present one; once a ledger is in, the latest of which there is anything."""
    desk = replace(empty, clock=Standing(datetime(2026, 11, 27, 4, tzinfo=UTC)))
    write_xlsx(folder / "项目.xlsx", {"项目": [["项目名称", "投资方", "合同金额（万元）", "签约日期"],
                                               ["甲厂", "甲公司", 1000, "2023-05-06"]]})
    async with sitting(make_app(desk)) as officer:
        assert " 2026 " in officer.lines()[0]
        await opens(officer, "项目.xlsx")
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        assert " 2023 " in officer.lines()[0]
        assert "2026年已开始 ]" in officer.lines()[0]
        assert "顶栏改为 2023 年：有数的最近一年" in officer.told()
        await officer.presses("4")
        assert "截至 2023-12-31" in officer.sees()
        await officer.presses("right_square_bracket")
        assert " 2026 " in officer.lines()[0]
    async with sitting(make_app(desk)) as officer:
        assert " 2023 " in officer.lines()[0]


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_the_reading_of_a_large_ledger_is_stopped(make_app: MakeApp, empty: Desk, folder: Path, key: str) -> None:
    lines = ["项目名称,投资方,合同金额（万元）", *(f"项目{number},公司{number},100" for number in range(100_000))]
    (folder / "大.csv").write_text("\n".join(lines), "utf-8")
    async with sitting(make_app(empty)) as officer:
        await officer.presses("5", "slash")
        await officer.types("大")
        hit(officer.pilot, "enter")
        await officer.until(lambda: "读取" in officer.sees() and "大.csv" in officer.lines()[-3])
        hit(officer.pilot, key)
        await officer.waits()
        assert "已停止，什么都没有写入" in officer.told()
        assert "大.csv" in officer.sees()
    assert rows(empty, Project) == 0


@pytest.mark.story
async def test_a_file_that_is_gone_or_no_ledger_while_its_preview_stands(make_app: MakeApp, empty: Desk,
                                                                         folder: Path) -> None:
    path = small(folder)
    (folder / "文件.xlsx").mkdir()
    (folder / "公文.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    async with sitting(make_app(empty)) as officer:
        await opens(officer, "公文")
        assert "读不了这个文件" in officer.sees()
        await officer.presses("f4")
        await opens(officer, "文件.xlsx")
        assert "这里没有台账文件" in officer.sees()
        await officer.presses("home", "enter")
        await opens(officer, "台账.xlsx")
        path.unlink()
        await officer.presses("f2")
        assert "没有写入" in officer.told()
        assert "找不到文件" in officer.sees()
        small(folder)
        await officer.presses("f5")
        assert "可以导入" in officer.sees()
        await officer.presses("f2", "f4")
        await opens(officer, "台账.xlsx")
        assert "与现有的完全一致" in officer.sees()


async def test_english_is_complete(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    small(folder)
    async with sitting(make_app(empty, Lang.EN), (140, 45)) as officer:
        await opens(officer, "台账.xlsx")
        assert "can be taken in" in officer.sees()
        await officer.presses("tab", "tab")
        assert "CNY 100 million" in officer.sees()
        assert "contract amount" in officer.sees()


def test_paths_as_they_are_typed_pasted_and_dropped(tmp_path: Path) -> None:
    for text in ("a b.xlsx", '"a b.xlsx"', "'a b.xlsx' ", "a\\ b.xlsx", f"file://{tmp_path}/a%20b.xlsx"):
        assert typed_path(text, tmp_path) == tmp_path / "a b.xlsx"
    assert typed_path("~/x.xls", tmp_path) == Path.home() / "x.xls"


def test_a_folder_lists_ledgers_and_nothing_else(tmp_path: Path) -> None:
    for name in ("沅江.xlsx", "b.CSV", "~$b.xlsx", ".c.xlsx", "photo.png"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "子").mkdir()
    assert [one.name for one in listing("", tmp_path).entries] == ["..", "子", "b.CSV", "沅江.xlsx"]
    assert [one.name for one in listing("yj", tmp_path).entries] == ["沅江.xlsx", ".."]
    assert listing(str(tmp_path / "没有") + "/", tmp_path).trouble == "missing"


@pytest.mark.story
async def test_a_ledger_with_the_name_of_an_older_system_is_taken_in(
        make_app: MakeApp, empty: Desk, folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + "/招商台账.xlsx".encode("gbk"))).write_bytes(GOOD.read_bytes())
    async with sitting(make_app(empty)) as officer:
        await officer.presses("5")
        assert "招商台账.xlsx" in officer.sees()
        await officer.presses("slash")
        await officer.types("招商")
        await officer.presses("enter")
        assert "可以导入" in officer.sees()
        await officer.presses("f2")
        await officer.waits()
        await officer.presses("6")
        assert "招商台账.xlsx" in officer.sees()


@pytest.mark.story
async def test_a_ledger_that_says_it_is_older_is_asked_about_before_it_is_written(make_app: MakeApp, empty: Desk,
                                                                                folder: Path) -> None:
    small(folder).rename(folder / "2023年7月.xlsx")
    older = write_xlsx(folder / "2023年6月.xlsx", {"项目": [PROJECTS[0], [
        "明珠食品", "明珠公司", "境内省外", 1, "2023-02-01", *[None] * 6]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "2023年7月")
        await officer.presses("f2", "f4")
        await opens(officer, older.name)
        assert "早于本单位已知的情况：写入前要问" in officer.sees()
        await officer.presses("f2", "escape")
        assert "可以导入" in officer.sees()
        await officer.presses("f2", "enter")
        assert "按 2023-06-30 所知导入" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()


@pytest.mark.story
async def test_projects_perhaps_renamed_are_asked_about_once(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """Passed over, they would be counted twice."""
    small(folder)
    header, ship, pile = PROJECTS
    write_xlsx(folder / "新.xlsx", {"项目": [header, [f"{ship[0]}（一期）", *ship[1:]], pile]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "台账.xlsx")
        await officer.presses("f2", "f4")
        await opens(officer, "新.xlsx")
        assert "1 个可能改名、1 个不见了" in officer.sees()
        await officer.presses("f2", "enter")
        assert "改了名" in officer.sees()
        await officer.presses("enter")
        assert "[项目]" in officer.sees()
        await officer.presses("f2", "down", "enter")
        assert "个可能改名" not in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        assert rows(empty, Project) == 2
