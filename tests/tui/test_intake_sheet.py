"""An officer sees the sheet itself on the import screen, and says there what the program does not know."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.segment import Segment

from tests.ledger.made import PROJECTS, write_xlsx
from tests.office.taken import the
from tests.tui.conftest import Officer, Standing, day, sitting
from tests.tui.test_intake import opens
from tracker.office.desk import Desk
from tracker.office.figures.targets import list_targets
from tracker.office.intake.intake import intake
from tracker.office.intake.learned import every_learned
from tracker.office.outcome import Done
from tracker.office.project.detail import Detail, detail
from tracker.office.project.projects import add
from tracker.office.register.register import register
from tracker.office.verify import verify
from tracker.office.yearend.closing import close_year
from tui.app import SanxinApp
from tui.widgets.sheet_grid import CellLines, SheetGrid

MakeApp = Callable[..., SanxinApp]

WAITING = "约定没有导入：接着用"

BOOK: dict[str, list[list[Any]]] = {
    "项目": [
        ["沅江市2023年招商引资项目台账"],
        ["项目名称", "掌门", "合同金额（万元）", "握手那天", "开工时间", "项目性质"],
        ["船舶产业园片区", None, 17000, None, None, None],
        ["万骏船舶", "盛景科技有限公司", 5000, "2021-10-14", "2022-05-01", "新建"],
        ["恒瑞管桩二期", "南洲控股有限公司", 12000, "2023.1.16", "2023.4.18", "续建"],
        ["合计", None, 17000, None, None, None]],
    "目标": [["2023年目标"], ["指标", "目标值", "单位"], ["新开工项目", 20, "个"], ["招商引资大数", 36, "个"]],
    "填表说明": [["由办公室填"]],
}
"""Two headers nobody knows, a section row that looks like a project, and a target nobody knows."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "台账"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def names(desk: Desk) -> list[str]:
    return sorted(register(desk).column("name"))


def told(officer: Officer) -> str:
    return officer.app.screen.query_one(CellLines).text


async def to_cell(officer: Officer, row: int, column: int) -> None:
    """Moves the cursor by keys to a cell, both from 1."""
    grid = officer.app.screen.query_one(SheetGrid)
    assert grid.cell is not None
    down, right = row - 1 - grid.cell[0], column - 1 - grid.cell[1]
    keys = ["down" if down > 0 else "up"] * abs(down) + ["right" if right > 0 else "left"] * abs(right)
    if keys:
        await officer.presses(*keys)


async def chooses(officer: Officer, name: str) -> None:
    """Enter on the cell, then the choice of a name."""
    await officer.presses("enter")
    for _ in range(60):
        if any(re.search(rf"[▌>][ √]*{re.escape(name)}", line) for line in officer.lines()):
            break
        await officer.presses("down")
    await officer.presses("enter")


@pytest.mark.story
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_a_book_with_unknown_headers_a_target_and_a_section_is_taken_in_on_its_sheet(
        make_app: MakeApp, empty: Desk, folder: Path, size: tuple[int, int]) -> None:
    write_xlsx(folder / "台账.xlsx", BOOK)
    async with sitting(make_app(empty), size) as officer:
        await opens(officer, "台账.xlsx")
        assert "有 1 处问题" in officer.sees()
        await officer.presses("tab")
        assert "船舶产业园片区" in officer.sees()
        assert "A1  标题" in told(officer)
        await to_cell(officer, 2, 2)
        assert "B2  表头“掌门”，不认识" in told(officer)
        await chooses(officer, "投资方")
        assert "表头“掌门”，读作投资方" in told(officer)
        await to_cell(officer, 2, 4)
        await officer.presses("enter")
        assert "“握手那天”（D 列）是什么？" in officer.sees()
        await officer.types("没有的")
        assert "没有这样的名称" in officer.sees()
        await officer.clears()
        await officer.types("qyrq")
        assert "投资方" not in officer.sees()
        await officer.presses("enter")
        assert "读作签约" in told(officer)
        await to_cell(officer, 3, 1)
        assert told(officer) == "A3  项目名称：船舶产业园片区"
        await chooses(officer, "这一行是分组")
        assert "A3  分组或合计，不是项目" in told(officer)
        await to_cell(officer, 6, 3)
        assert "与读入的 2 行（第 4-5 行）相符" in told(officer)
        await to_cell(officer, 4, 3)
        assert told(officer) == "C4  合同金额：5000万元"
        await to_cell(officer, 4, 6)
        assert told(officer) == "F4  存为备注“项目性质”"
        await officer.presses("f8")
        assert "A4  没有读：不认识的指标“招商引资大数”" in told(officer)
        await chooses(officer, "新签约")
        await officer.presses("shift+tab")
        assert "可以导入" in officer.sees()
        assert "按 4 条约定读" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
    assert names(empty) == ["万骏船舶", "恒瑞管桩二期"]
    assert {target.indicator: target.value for target in list_targets(empty)} == {
        "new_signed": "36", "new_started": "20"}
    (kept,) = every_learned(empty)
    assert kept.said == {"projects": {"columns": {"掌门": "investor", "握手那天": "signed"}},
                         "rows": {"船舶产业园片区": "section"},
                         "targets": {"indicators": {"招商引资大数": "new_signed"}}}


async def test_a_long_title_leaves_the_columns_their_widths(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """It runs over the empty cells beside it, and so does a section; what was not read is one key away."""
    title = "沅江市2023年招商引资项目台账（截至2023年12月31日，单位：万元）"
    write_xlsx(folder / "台账.xlsx", {"填表说明": [["由办公室填"]], "项目": [
        [title], ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间"],
        ["一、船舶产业园", None, None, 5000, None], [1, "万骏船舶", "盛景科技", 5000, "2021-10-14"]]})
    async with sitting(make_app(empty)) as officer:
        await opens(officer, "台账.xlsx")
        assert "见下" not in officer.sees()
        while not any(line.startswith("▌") and "看没有读的：1 格" in line for line in officer.lines()):
            await officer.presses("down")
        await officer.presses("enter")
        assert told(officer).startswith("A1  没有读")
        await officer.presses("full_stop")
        for seen in (f"={title}", "+一、船舶产业园", "#签约时间", " 2021-10-14"):
            assert seen in officer.sees()
        await to_cell(officer, 1, 3)
        assert title not in officer.sees(), "the cell under the cursor is empty, and seen to be"


PAID = [["项目名称", "到资日期", "到资金额", "单位", "凭证"],
        *[["恒瑞管桩二期", "2023-03-17", 3200, "万元", "银行进账单"]] * 2]


@pytest.mark.story
@pytest.mark.parametrize(("decision", "kept", "count"), [("都对", "all", 2), ("重复的，只记一笔", "one", 1)])
async def test_equal_receipts_are_settled_where_they_stand_and_the_next_book_is_read_so(
        make_app: MakeApp, empty: Desk, folder: Path, decision: str, kept: str, count: int) -> None:
    write_xlsx(folder / "三月.xlsx", {"项目": PROJECTS, "到资": PAID})
    more = ["恒瑞管桩二期", "2023-05-01", 100, "万元", "银行进账单"]
    write_xlsx(folder / "五月.xlsx", {"项目": PROJECTS, "到资": [*PAID, more]})
    async with sitting(make_app(empty)) as officer:
        await opens(officer, "三月")
        await officer.presses("f8")
        assert "按回车：两笔都对，还是重复的、只记一笔" in told(officer)
        assert "映射" not in officer.sees()
        await to_cell(officer, 2, 3)
        await chooses(officer, decision)
        await to_cell(officer, 2, 3)
        await officer.presses("enter")
        assert "都对（每一笔都记）" in officer.sees()
        await officer.presses("escape")
        await to_cell(officer, 3, 3)
        assert told(officer) == ("C3  金额：3200" if kept == "all" else "C3  没有读：“到资”表里按要求没有读的行")
        await officer.presses("tab")
        assert "恒瑞管桩二期 2023-03-17 3200万元" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        await officer.presses("f4")
        await opens(officer, "五月")
        assert "按 1 条约定读" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
        assert [line.split()[1:] for line in officer.lines() if line.strip().startswith("到资 ")] == [
            ["1", "0", str(count)]]
    assert len(the(empty, "恒瑞管桩二期").receipts) == count + 1
    (learned,) = every_learned(empty)
    assert learned.said == {"receipts": {"equal": {"恒瑞管桩二期 2023-03-17 3200万元": kept}}}


@pytest.mark.story
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_a_cell_longer_than_its_column_is_shown_whole_below(make_app: MakeApp, empty: Desk, folder: Path,
                                                                  size: tuple[int, int]) -> None:
    """What there is no room for is said with its length, and is copied whole; the cursor stays in sight."""
    long, longer = "".join(f"第{number}段，" for number in range(30)), "".join(f"第{at}句，" for at in range(900))
    rows = [[*PROJECTS[0], "主要情况"], [*PROJECTS[1], f"{long}[/]\n完"], [*PROJECTS[2], longer]]
    write_xlsx(folder / "库.xlsx", {"项目": rows})
    async with sitting(make_app(empty), size) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("tab")
        await to_cell(officer, 2, 12)
        assert told(officer) == "L2  存为备注“主要情况”"
        assert f"{long}[/]完" in "".join(line.strip() for line in officer.lines())
        await to_cell(officer, 3, 12)
        assert f"……全文 {len(longer)} 字，Ctrl+C 复制" in officer.sees()
        assert any(line.startswith("▌") for line in officer.lines()), "the cursor is in sight"
        await officer.presses("ctrl+c")
        assert officer.app.clipboard == longer
        await to_cell(officer, 3, 1)
        assert "全文" not in officer.sees()


@pytest.mark.story
async def test_the_screen_sends_nobody_to_a_file(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """What is decided on the screen is not said to stand in a mapping file, and is not asked for there."""
    assert isinstance(add(empty, {"name": "万骏老厂", "investor": "盛景科技有限公司", "contract_amount": "5000万元"},
                          lead=day("2020-01-01")), Done)
    goals = [["2023年目标"], ["指标", "目标值", "单位"], ["招商引资大数", 36, "个"], ["新开工项目", 20, "个"]]
    people = [["卡点描述", "责任单位"], ["土地没有批", "自然资源局"]]
    write_xlsx(folder / "库.xlsx", {"项目": PROJECTS[:2], "目标": goals, "问题": people})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        for _ in range(7):
            assert "映射" not in officer.sees()
            assert "--" not in officer.sees()
            await officer.presses("tab")
        await officer.presses("f8")
        await chooses(officer, "不要这个目标")
        assert told(officer) == "A3  没有读：指标“招商引资大数”按要求没有记"
        await officer.presses("tab", "tab", "tab", "tab", "tab")
        seen = officer.sees().replace("\n", "")
        assert "按回车" in seen
        assert "可能是“万骏老厂”改了名" in seen
        assert "映射" not in seen
        assert "--" not in seen


@pytest.mark.story
async def test_a_header_of_two_units_is_settled_on_its_cell(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    write_xlsx(folder / "台账.xlsx", {"项目": [
        ["项目名称", "投资方", "投资总额（亿元/亿美元）", "项目类别", "签约时间"],
        ["万骏船舶", "盛景科技", 1.2, "内资", "2021-10-14"], ["泵阀项目", "北欧泵业", 0.15, "外资", "2022-10-14"]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "台账.xlsx")
        assert "有 2 处问题" in officer.sees()
        await officer.presses("tab", "f8")
        assert "写了两种单位（亿元、亿美元）" in told(officer)
        await chooses(officer, "看每一行的来源")
        assert told(officer) == "C2  合同金额：1.2亿元"
        await to_cell(officer, 3, 3)
        assert told(officer) == "C3  合同金额：1500万美元"
        await officer.presses("tab")
        assert "“投资总额（亿元/亿美元）”的单位是人民币（内资）或外币（外资）" in officer.sees()
        await officer.presses("f2")
    (kept,) = every_learned(empty)
    assert kept.said == {"units": {"投资总额（亿元/亿美元）": "by_origin"}}


@pytest.mark.story
async def test_what_was_decided_holds_for_the_next_book_and_can_be_taken_back(
        make_app: MakeApp, empty: Desk, folder: Path) -> None:
    header = ["掌门" if cell == "投资方" else cell for cell in PROJECTS[0]]
    write_xlsx(folder / "一月.xlsx", {"一月": [["2023年1月"], header, PROJECTS[1]]})
    write_xlsx(folder / "二月.xlsx", {"二月": [["2023年2月"], header, PROJECTS[1], PROJECTS[2]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "一月.xlsx")
        await officer.presses("tab")
        await to_cell(officer, 2, 2)
        await chooses(officer, "投资方")
        await officer.presses("f2", "f4")
        await opens(officer, "二月.xlsx")
        assert "按 1 条约定读" in officer.sees()
        await officer.presses("tab", "tab")
        assert "“掌门”列是投资方" in officer.sees()
        await officer.presses("home", "enter")
        assert "不认识，记入备注" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
    assert every_learned(empty) == ()


@pytest.mark.story
async def test_decisions_that_were_not_taken_in_are_offered_with_the_next_such_book(
        make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """Esc, another file or another screen drop nothing; what is put back is read so, what is thrown away is gone."""
    write_xlsx(folder / "台账.xlsx", {"项目": BOOK["项目"]})
    app = make_app(empty)
    async with sitting(app, (80, 24)) as officer:
        await opens(officer, "台账.xlsx")
        assert WAITING not in officer.sees()
        await officer.presses("tab")
        await to_cell(officer, 2, 2)
        await chooses(officer, "投资方")
        await to_cell(officer, 3, 1)
        await chooses(officer, "这一行是分组")
        await officer.presses("escape")
        assert "2 条约定没有导入，已留作草稿" in officer.told()
        (folder / "八月.xlsx").write_bytes((folder / "台账.xlsx").read_bytes())
        await opens(officer, "八月.xlsx")
        assert any("▌" in line and "上次定的 2 条约定没有导入：接着用" in line for line in officer.lines())
        assert "条约定读" not in officer.sees()
        await officer.presses("enter")
        assert "按 2 条约定读" in officer.sees()
        assert WAITING not in officer.sees()
        await officer.presses("1", "5")
        await opens(officer, "八月.xlsx")
        await officer.presses("enter", "f2")
        assert "已导入" in officer.sees()
        await officer.presses("f4")
        await opens(officer, "台账.xlsx")
        assert WAITING not in officer.sees()
        assert "完全一致" in officer.sees()
        await officer.presses("tab")
        await to_cell(officer, 2, 6)
        await chooses(officer, "项目类型")
        await officer.presses("f4")
        assert "1 条约定没有导入" in officer.told()
        await opens(officer, "台账.xlsx")
        assert f"上次定的 1 条{WAITING}" in officer.sees()
        await officer.presses("down", "enter")
        assert WAITING not in officer.sees()
        await officer.presses("escape")
        (kept,) = every_learned(empty)
        app.drafts.keep(f"book {kept.key}", {"said": '{"rows": {"船舶产业园片区": "section"}}'})
        await opens(officer, "台账.xlsx")
        assert WAITING not in officer.sees(), "the office keeps all of it by now"
    assert names(empty) == ["万骏船舶", "恒瑞管桩二期"]


@pytest.mark.story
async def test_a_renamed_project_and_a_sheet_left_out_are_said_on_the_sheet(make_app: MakeApp, empty: Desk,
                                                                           folder: Path) -> None:
    assert isinstance(add(empty, {"name": "万骏老厂", "investor": "盛景科技有限公司", "contract_amount": "5000万元"},
                          lead=day("2020-01-01")), Done)
    write_xlsx(folder / "库.xlsx", {"项目": PROJECTS[:2], "旧表": [PROJECTS[0], PROJECTS[2]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("tab")
        await to_cell(officer, 2, 1)
        assert "可能是“万骏老厂”改了名" in told(officer)
        await chooses(officer, "就是原来的“万骏老厂”")
        await officer.presses("full_stop")
        assert "[旧表]" in officer.sees()
        await to_cell(officer, 2, 1)
        await chooses(officer, "整张表不读")
        assert "按要求没有读" in told(officer)
        await officer.presses("shift+tab", "f2")
    assert names(empty) == ["万骏船舶"]


@pytest.mark.story
async def test_a_result_nobody_knows_is_decided_on_its_cell_and_the_rest_goes_in(make_app: MakeApp, empty: Desk,
                                                                             folder: Path) -> None:
    write_xlsx(folder / "库.xlsx", {"项目": PROJECTS[:2], "成效": [
        ["项目名称", "指标", "时间", "数值（万元）"], ["万骏船舶", "完成投资", "2023年", 300],
        ["万骏船舶", "满意度", "2023年", 95], ["万骏船舶", "工业增长", "2022年", 80]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("f8")
        assert "看不出“满意度”是哪一项成效；在“表格”页的这一格按回车，选是哪一项，或不要这一项" in told(officer)
        await chooses(officer, "不要这一项")
        assert "成效“满意度”按要求没有记" in told(officer)
        await officer.presses("f8")
        await chooses(officer, "产值")
        await officer.presses("shift+tab")
        assert "按 2 条约定读" in officer.sees()
        await officer.presses("f2")
        assert "已导入" in officer.sees()
    (kept,) = every_learned(empty)
    assert kept.said == {"values": {"result": {"满意度": "skip", "工业增长": "产值"}}}
    ship = detail(empty, "万骏船舶")
    assert isinstance(ship, Detail)
    assert {(one.what.value, str(one.day)) for one in ship.results} == {("invested", "2023"), ("output", "2022")}


@pytest.mark.story
async def test_problems_are_stepped_through_marked_mended_and_read_again(make_app: MakeApp, empty: Desk,
                                                                        folder: Path) -> None:
    header, ship, pile = PROJECTS
    write_xlsx(folder / "库.xlsx", {"项目": [header, [*ship[:4], "某天", *ship[5:]], [*pile[:3], "若干", *pile[4:]]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("f8")
        assert told(officer).startswith("E2  没有读：万骏船舶：“某天”不是日期")
        assert "盛景科技有限公司" in officer.sees(), "what the cell stands in a row with is in sight too"
        await officer.presses("f8")
        assert told(officer).startswith("D3  没有读：恒瑞管桩二期：")
        await officer.presses("f8")
        assert told(officer).startswith("E2  ")
        await officer.presses("ctrl+y")
        assert "问题已标在 库.问题.xlsx" in officer.told()
        book = openpyxl.load_workbook(folder / "库.问题.xlsx")
        cell = book["项目"]["E2"]
        assert cell.fill.start_color.rgb == "FFFF9999"
        assert "“某天”不是日期" in cell.comment.text
        cell.value, book["项目"]["D3"].value = "2021-10-14", 1.7
        book.save(folder / "库.问题.xlsx")
        await officer.presses("f5")
        assert "库.问题.xlsx" in officer.lines()[1]
        await officer.presses("f2")
        assert "已导入" in officer.sees()
    assert len(names(empty)) == 2


async def test_a_changed_ledger_is_read_anew_with_one_key(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    header, ship, _ = PROJECTS
    write_xlsx(folder / "库.xlsx", {"项目": [header, [*ship[:4], "某天", *ship[5:]]]})
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "库.xlsx")
        await officer.presses("f8")
        write_xlsx(folder / "库.xlsx", {"项目": [header, ship]})
        await officer.presses("f5")
        assert told(officer) == "E2  签约日期：2021-10-14"
        await officer.presses("shift+tab")
        assert "可以导入" in officer.sees()


@pytest.mark.long
async def test_of_many_rows_only_those_in_sight_are_drawn(make_app: MakeApp, empty: Desk, folder: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is in sight is asked for and told; the last row is one key away."""
    lines = ["项目名称,投资方,合同金额（万元）", *(f"项目{number},公司{number},100" for number in range(20_000))]
    (folder / "大.csv").write_text("\n".join(lines), "utf-8")
    drawn, cells = set(), SheetGrid._cells

    def noted(grid: SheetGrid, row: int, width: int, cursor: str, *, chosen: bool) -> list[Segment]:
        drawn.add(row)
        return cells(grid, row, width, cursor, chosen=chosen)

    monkeypatch.setattr(SheetGrid, "_cells", noted)
    async with sitting(make_app(empty), (140, 45)) as officer:
        await opens(officer, "大.csv")
        await officer.until(lambda: "可以导入" in officer.sees())
        await officer.presses("tab")
        grid = officer.app.screen.query_one(SheetGrid)
        await officer.presses("end", "pageup", "pageup", "end")
        assert told(officer).startswith("A20001  项目名称：项目19999")
        assert len(grid.lines) == 20_001
    assert 20_000 in drawn
    assert len(drawn) < 4 * 45


@pytest.mark.story
async def test_enter_on_a_problem_or_an_addition_leads_to_its_cell(make_app: MakeApp, empty: Desk,
                                                                  folder: Path) -> None:
    write_xlsx(folder / "台账.xlsx", BOOK)
    write_xlsx(folder / "好的.xlsx", {"说明": [["由办公室填"]], "项目": [PROJECTS[0], PROJECTS[1], PROJECTS[2]]})
    async with sitting(make_app(empty), (80, 24)) as officer:
        await opens(officer, "台账.xlsx")
        await officer.presses("enter", "enter")
        assert "A4  没有读：不认识的指标“招商引资大数”" in told(officer)
        await officer.presses("f4")
        await opens(officer, "好的.xlsx")
        await officer.presses("shift+tab")
        assert "没有读“说明”表" in officer.sees()
        assert "回车" not in officer.lines()[-1], "what does nothing is not offered"
        await officer.presses("shift+tab", "shift+tab", "down", "enter")
        assert told(officer).startswith(f"A3  项目名称：{PROJECTS[2][0]}")
        assert "回车" in officer.lines()[-1]


@pytest.mark.story
async def test_a_ledger_with_facts_of_a_closed_year_asks_for_the_class_and_the_reason(
        make_app: MakeApp, empty: Desk, folder: Path) -> None:
    """Esc leaves the preview as it was with nothing written; what is answered stands beside each entry."""
    desk = replace(empty, clock=Standing(datetime(2024, 1, 20, 2, tzinfo=UTC)))
    write_xlsx(folder / "台账.xlsx", {"项目": PROJECTS})
    assert not intake(desk, folder / "台账.xlsx").problems
    assert isinstance(close_year(desk, 2023, "先报"), Done)
    late = [PROJECTS[0], *PROJECTS[1:], ["补报项目", "补报公司", "境内省外", 1, "2023-11-05", *[None] * 6]]
    write_xlsx(folder / "补报.xlsx", {"项目": late})
    async with sitting(make_app(desk), (80, 24)) as officer:
        await opens(officer, "补报.xlsx")
        assert "可以导入" in officer.sees()
        await officer.presses("f2")
        assert "这涉及已结账的年度" in officer.sees()
        assert "补报项目" in officer.sees()
        await officer.presses("escape")
        assert "只能作为更正记入" in officer.told()
        assert "可以导入" in officer.sees()
        assert "写入" not in officer.lines()[-3], "nothing goes on any more"
        assert "补报项目" not in names(desk)
        await officer.presses("f2", "enter")
        assert "没有写理由" in officer.sees()
        await officer.types("一月才收到合同")
        await officer.presses("enter")
        assert "已导入" in officer.sees()
        assert "补报项目" in names(desk)
        await officer.presses("6")
        assert "迟报" in officer.sees()
        assert "一月才收到合同" in officer.sees()
    assert verify(desk).is_sound


async def test_the_page_of_the_sheet_begins_at_one_that_was_read(make_app: MakeApp, empty: Desk, folder: Path) -> None:
    write_xlsx(folder / "台账.xlsx", {"填表说明": [["由办公室填"]],
                                      "项目": [["项目名称", "投资方", "签约日期"], ["甲厂", "甲公司", "2023-05-06"]]})
    async with sitting(make_app(empty)) as officer:
        await opens(officer, "台账.xlsx")
        await officer.presses("tab")
        assert "甲厂" in officer.sees()
        assert "由办公室填" not in officer.sees()
        await officer.presses("comma")
        assert "由办公室填" in officer.sees()
