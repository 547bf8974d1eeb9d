"""The assessment is reached from the figures: units and credits are taken from profiles, scored, followed, tried."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.assessed import in_force, with_units
from tests.tui.conftest import HOSTILE, Officer, Standing, sitting, sure, take_in
from tracker.domain.assessed import CreditHow, UnitKind
from tracker.office.assessment.assess import Assessed, assess
from tracker.office.assessment.credits import CreditShown, list_credits
from tracker.office.assessment.marks import give_mark
from tracker.office.assessment.unit_figures import unit_figures
from tracker.office.assessment.units import NewUnit, add_units, list_units, retire_unit
from tracker.office.desk import Desk
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.assessed_unit import AssessedUnitScreen
from tui.screens.assessment import AssessmentScreen
from tui.screens.assessment_asked import AssessmentSeen, assessment_seen
from tui.screens.figures import FiguresScreen
from tui.screens.figures_asked import Known, Wrong
from tui.screens.project import ProjectScreen
from tui.widgets.day_input import DayInput
from tui.widgets.grid import Grid
from tui.widgets.page import Page

MakeApp = Callable[..., SanxinApp]
BOTH = pytest.mark.parametrize("size", [(80, 24), (140, 45)])


@pytest.fixture
def scored(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The office with three units, and rules that score them."""
    monkeypatch.setenv("SANXIN_RULES", str(in_force(tmp_path)))
    with_units(desk)
    return desk


def total(desk: Desk, name: str) -> Fraction:
    found = assess(desk, 2023)
    assert isinstance(found, Assessed)
    one = found.of_unit(name)
    assert one is not None
    return one.score.total


async def on_the_row(officer: Officer, text: str) -> None:
    """Puts the cursor of the page on the row that says something, from the top on."""
    await officer.presses("home")
    page = officer.app.screen.query_one(Page)
    for _ in range(80):
        row = page.row
        if row is not None and any(text in "".join(piece for piece, _ in line) for line in row.lines):
            return
        await officer.presses("down")
    raise AssertionError(text)


# -- units and claims -------------------------------------------------------------------------------------------------


@pytest.mark.story
@BOTH
async def test_an_office_without_units_takes_them_from_its_projects(make_app: MakeApp, desk: Desk,
                                                                    size: tuple[int, int]) -> None:
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("4", "f7")
        assert isinstance(officer.app.screen, AssessmentScreen)
        assert "还没有考核单位" in officer.sees()
        assert "写着 2 个园区、乡镇和责任单位，按 F4" in officer.sees()
        assert "换页" not in officer.lines()[-1]
        await officer.presses("enter")
        assert "高新区（园区，9 个项目）、船舶产业园（园区，2 个项目）" in officer.sees()
        assert list_units(desk) == ()
        await officer.presses("tab")
        await officer.types("园区组")
        await officer.presses("enter")
        assert [(one.name, one.group) for one in list_units(desk)] == [("高新区", "园区组"), ("船舶产业园", "园区组")]
        assert "已增加 2 个考核单位：高新区、船舶产业园" in officer.told()
        await officer.presses("tab")
        assert "无人认领的项目：6 个" in officer.sees()
        assert "资料里的园区/乡镇是“高新区”，自 2023-08-01" in officer.sees()
        await officer.presses("f4")
        assert "“高新区”9 个：" in officer.sees()
        assert "“船舶产业园”2 个：万骏船舶、桃花江二期" in officer.sees()
        await officer.presses("enter")
        assert "已按资料把 11 个项目计入各自的单位" in officer.told()
        assert "计入的项目都有单位认领" in officer.sees()
        assert "F4" not in officer.lines()[-1]
        await officer.presses("f4")
        assert "没有可以按资料计入的项目" in officer.told()
        await officer.presses("ctrl+z")
        await officer.types("看错了")
        await officer.presses("enter")
        assert list_credits(desk) == ()
        assert "无人认领的项目：6 个" in officer.sees()
        await officer.presses("escape")
        assert isinstance(officer.app.screen, FiguresScreen)


@pytest.mark.story
async def test_only_parks_or_only_bureaux_are_taken_in(make_app: MakeApp, desk: Desk) -> None:
    take_in(desk, "责任单位的项目", "2023-01-05", bureau="水利局")
    async with sitting(make_app(desk)) as officer:
        await officer.presses("4", "f7", "f4", "right", "right")
        assert "水利局（部门，1 个项目）" in officer.sees()
        assert "高新区（园区" not in officer.sees()
        await officer.presses("enter")
        assert [(one.name, one.kind) for one in list_units(desk)] == [("水利局", UnitKind.BUREAU)]
        await officer.presses("f4")
        assert "增加考核单位" in officer.sees()
        await officer.presses("escape", "tab", "f4")
        assert "责任单位 1" in officer.sees()
        await officer.presses("enter")
        assert [one.unit for one in list_credits(desk)] == ["水利局"]


async def test_an_office_whose_projects_name_no_unit_says_what_to_do(make_app: MakeApp, empty: Desk) -> None:
    async with sitting(make_app(empty), (140, 45)) as officer:
        await officer.presses("4", "f7")
        assert "还没有考核单位" in officer.sees()
        assert "用 sanxin unit add 增加" in officer.sees()
        assert "F4" not in officer.lines()[-1]
        await officer.presses("f4", "enter", "tab", "f5")
        assert isinstance(officer.app.screen, AssessmentScreen)


@pytest.mark.story
@BOTH
async def test_what_nobody_claims_is_credited_by_a_form(make_app: MakeApp, scored: Desk, size: tuple[int, int]) -> None:
    async with sitting(make_app(scored), size) as officer:
        await officer.presses("4", "f7", "shift+tab")
        assert "重复 1，无人认领 3" in officer.sees()
        await on_the_row(officer, "麻地膜生产线")
        await officer.presses("enter")
        assert "项目归属：麻地膜生产线" in officer.sees()
        assert "[高新区]" in officer.sees()
        assert officer.app.screen.query_one("#day", DayInput).value == "2023-04-05"
        await officer.presses("left", "tab", "tab", "tab", "tab")
        await officer.types("确认单7号")
        await officer.presses("enter")
        assert "麻地膜生产线：自 2023-04-05 起计入“船舶产业园” 100%" in officer.told()
        found = sure_credits(scored, "麻地膜生产线")
        assert [(one.unit, one.how, one.share, one.number) for one in found] == [
            ("船舶产业园", CreditHow.FIRST_CLAIM, 10000, "确认单7号")]
        assert "无人认领的项目：2 个" in officer.sees()


def sure_credits(desk: Desk, project: str) -> tuple[CreditShown, ...]:
    found = list_credits(desk, project=project)
    assert isinstance(found, tuple)
    return found


@pytest.mark.story
async def test_what_is_typed_wrongly_is_said_in_the_form(make_app: MakeApp, scored: Desk) -> None:
    before = list_credits(scored)
    take_in(scored, "没有单位的项目", "2023-05-01", ("signed", "2023-06-01"), park="外地")
    async with sitting(make_app(scored), (140, 45)) as officer:
        await officer.presses("4", "f7", "shift+tab")
        await on_the_row(officer, "没有单位的项目")
        await officer.presses("enter", "enter")
        assert "没有写单位名称" in officer.sees()
        await officer.presses("right", "tab")
        await officer.clears()
        await officer.types("2031-01-01")
        await officer.presses("tab", "tab")
        await officer.types("0.6")
        await officer.presses("enter")
        assert "比例" in officer.sees()
        await officer.clears()
        await officer.types("60%")
        await officer.presses("enter")
        assert "2031" in officer.sees()
        assert list_credits(scored) == before
        await officer.presses("escape")
        assert isinstance(officer.app.screen, AssessmentScreen)


@pytest.mark.story
async def test_what_two_claim_is_shared(make_app: MakeApp, scored: Desk) -> None:
    """With 60% for one of them and 40% for the other, nothing is claimed twice any more."""
    async with sitting(make_app(scored), (80, 24)) as officer:
        await officer.presses("4", "f7", "shift+tab")
        for unit, share in (("高新区", "60%"), ("船舶产业园", "40%")):
            await on_the_row(officer, "恒瑞管桩二期")
            assert "“高新区”100%，自 2023-01-05（首先认领）" in officer.sees() or unit != "高新区"
            await officer.presses("enter")
            assert "[共享]" in officer.sees()
            await officer.presses("right", *(["right"] if unit == "船舶产业园" else []))
            assert f"[{unit}]" in officer.sees()
            await officer.presses("tab")
            await officer.clears()
            await officer.types("2023-01-06")
            await officer.presses("tab", "tab")
            await officer.types(share)
            await officer.presses("enter")
        assert "没有重复认领的项目" in officer.sees()
        figures = unit_figures(scored, 2023)
        assert not figures.twice["new_signed"].projects


@pytest.mark.story(keep=1)
@BOTH
async def test_a_wrong_claim_is_withdrawn_with_a_reason(make_app: MakeApp, scored: Desk, size: tuple[int, int]) -> None:
    async with sitting(make_app(scored), size) as officer:
        await officer.presses("4", "f7", "shift+tab", "delete")
        assert "没有单位认领这个项目" in officer.told()
        await on_the_row(officer, "恒瑞管桩二期")
        assert "Del" in officer.lines()[-1]
        await officer.presses("delete")
        assert "撤回归属：恒瑞管桩二期" in officer.sees()
        await officer.presses("right", "tab", "enter")
        assert "没有写理由" in officer.sees()
        await officer.types("确认单是高新区的")
        await officer.presses("enter")
        assert "已撤回“船舶产业园”对 恒瑞管桩二期 的认领，记录保留" in officer.told()
        assert [one.unit for one in sure_credits(scored, "恒瑞管桩二期")] == ["高新区"]
        assert "没有重复认领的项目" in officer.sees()


async def test_a_project_of_the_claims_is_opened(make_app: MakeApp, scored: Desk) -> None:
    async with sitting(make_app(scored)) as officer:
        await officer.presses("4", "f7", "shift+tab")
        assert "F5 项目" in officer.lines()[-1]
        await on_the_row(officer, "启航船用配套产业园")
        await officer.presses("f5")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape")
        assert isinstance(officer.app.screen, AssessmentScreen)


# -- boards -----------------------------------------------------------------------------------------------------------


@pytest.mark.story
async def test_a_board_without_scores_says_so_and_leads_to_the_claims(make_app: MakeApp, desk: Desk) -> None:
    with_units_alone(desk)
    async with sitting(make_app(desk), (140, 45)) as officer:
        await officer.presses("4", "f7")
        assert "2023 年的口径里没有考核办法" in officer.sees()
        assert "[assessment]" in officer.sees()
        assert "考核得分" not in officer.sees()
        assert "还没有下达目标：sanxin unit export" in officer.sees()
        lines = officer.lines()
        assert next(line for line in lines if "全县（市、区）" in line).split()[1:5] == ["5", "/", "4", "125%"]
        await officer.presses("right")
        assert "甲镇  新签约：0 个" in officer.sees()
        await officer.presses("enter")
        assert isinstance(officer.app.screen, AssessedUnitScreen)
        assert "没有下达目标" in officer.sees()
        assert "F2 试算" not in officer.lines()[-1]
        await officer.presses("f2", "escape")
        assert isinstance(officer.app.screen, AssessmentScreen)
        await officer.presses("end", "up", "enter")
        assert "无人认领的项目：6 个" in officer.sees()


def with_units_alone(desk: Desk) -> None:
    sure(add_units(desk, [NewUnit("甲镇", UnitKind.TOWNSHIP)]))


@pytest.mark.story(keep=1)
@BOTH
async def test_the_board_ranks_units_and_tells_each_cell(make_app: MakeApp, scored: Desk,
                                                            size: tuple[int, int]) -> None:
    async with sitting(make_app(scored), size) as officer:
        await officer.presses("4", "f7")
        assert "1 个单位还缺目标、数据或评定，总分和名次未定" in officer.sees()
        assert "2023 年“新湾镇”：0 分，乡镇组 1 个单位中第 1 名" in officer.lines()[-3]
        rows = [line.split() for line in officer.lines()[:-3] if "园区组" in line or "乡镇组" in line]
        assert [row[-7:] if "▌" not in row[0] else row[1:] for row in rows] == [
            ["新湾镇", "1", "乡镇组", "0", "3", "尚缺", "尚缺", "尚缺"],
            ["船舶产业园", "1", "园区组", "77", "40", "25", "12"], ["高新区", "2", "园区组", "56", "20", "25", "11"]]
        assert "没有下达“新签约”的目标" in "".join(officer.sees().split())
        await officer.presses("down", *["right"] * 6)
        assert "船舶产业园  到资得分：50 分 × 50% ＝ 25 分" in officer.sees()
        await officer.presses("tab")
        assert "[完成情况]" in officer.sees()
        grid = officer.app.screen.query_one(Grid)
        assert "▌ 船舶产业园" in officer.sees()
        assert grid.column is not None


@pytest.mark.story
async def test_the_mouse_opens_a_unit_and_turns_the_page(make_app: MakeApp, scored: Desk) -> None:
    async with sitting(make_app(scored)) as officer:
        await officer.presses("4", "f7")
        await officer.pilot.click(Grid, offset=(5, 3), times=2)
        await officer.waits()
        assert isinstance(officer.app.screen, AssessedUnitScreen)
        assert "2023 年“高新区”：56 分，园区组 2 个单位中第 2 名" in officer.sees()
        await officer.presses("escape")
        await officer.pilot.click("#keys", offset=(14, 0))
        await officer.waits()
        assert "[完成情况]" in officer.sees()
        await officer.pilot.click("#top", offset=(28, 1))
        await officer.waits()
        assert "[项目归属]" in officer.sees()
        await officer.pilot.click("#top", offset=(3, 1))
        await officer.waits()
        assert "[考核得分]" in officer.sees()


@pytest.mark.story
async def test_names_are_shown_as_they_are_and_found_among_sixty(make_app: MakeApp, desk: Desk) -> None:
    names = [*HOSTILE, *(f"第{number:02}号乡镇人民政府驻地片区管理办公室" for number in range(55))]
    sure(add_units(desk, [NewUnit(name, UnitKind.TOWNSHIP, "[/]组") for name in names]))
    async with sitting(make_app(desk), (80, 24)) as officer:
        await officer.presses("4", "f7")
        for name in HOSTILE:
            assert name in officer.sees()
        await officer.presses("tab", "home")
        await on_the_row(officer, "麻地膜生产线")
        await officer.presses("enter")
        await officer.types("di42hao")
        assert "[第42号乡镇人民政府驻地片区管理办公室]" in officer.sees()
        await officer.presses("enter")
        assert "自 2023-04-05 起计入“第42号乡镇人民政府驻地片区管理办公室”" in officer.told()
        await officer.presses("shift+tab", "home", *["down"] * (len(HOSTILE) + 42), "enter")
        assert "第42号乡镇人民政府驻地片区管理办公室" in officer.sees()
        await officer.presses("tab")
        assert "第43号乡镇人民政府驻地片区管理办公室" in officer.sees()


@pytest.mark.story
async def test_past_days_are_shown(make_app: MakeApp, scored: Desk) -> None:
    async with sitting(make_app(scored), (140, 45)) as officer:
        await officer.presses("4", "f2")
        await officer.types("2023-06-30")
        await officer.presses("enter", "f7")
        assert "截至 2023-06-30" in officer.lines()[1]
        assert "不是现在的数" in officer.sees()
        assert next(line for line in officer.lines() if "高新区" in line).split()[3:] == ["25", "1", "0", "25", "尚缺"]
        await officer.presses("enter")
        assert "不是现在的数：截至 2023-06-30" in officer.sees()
        await officer.presses("escape", "f3")
        assert next(line for line in officer.lines() if "高新区" in line).split()[3] == "56"
        await officer.presses("left_square_bracket")
        assert "2022 年目标任务考核" in officer.sees()


# -- one unit ---------------------------------------------------------------------------------------------------------


@pytest.mark.story(keep=1)
@BOTH
async def test_a_unit_follows_its_score_and_tries_what_more_would_bring(make_app: MakeApp, scored: Desk,
                                                                        size: tuple[int, int]) -> None:
    changes = scored.store.changes()
    async with sitting(make_app(scored), size) as officer:
        await officer.presses("4", "f7", "end", "enter")
        for told in ("2023 年“高新区”：56 分，园区组 2 个单位中第 2 名", "依据：某县考核办法第二条", "新签约：2 个",
                     "新签约的目标：3 个", "依据：第五条"):
            assert told in officer.sees(), told
        await officer.presses("f2")
        await officer.types("+1 new_signed, +0.5亿元 境内省外资金")
        assert "“高新区”101 分，第 1 名" in officer.sees()
        assert "现在 56 分，第 2 名" in officer.sees()
        await officer.clears()
        await officer.types("+1 税收")
        assert "没有指标“税收”" in officer.sees()
        await officer.clears()
        await officer.types("很多")
        assert "读不出再有多少" in officer.sees()
        await officer.presses("escape")
        assert "再有 " not in officer.lines()[1]
        assert "56 分" in officer.sees()
        await on_the_row(officer, "由 20 分到 40 分")
        await officer.presses("enter")
        assert "“高新区”76 分，第 2 名" in officer.sees()
        await officer.presses("escape")
        await on_the_row(officer, "考办〔2023〕9号")
        assert "月报：11  考核办，2023-12-30" in officer.sees()
        assert scored.store.changes() == changes
        assert total(scored, "高新区") == 56


@pytest.mark.story
async def test_the_projects_behind_a_figure_of_a_unit_are_listed_and_opened(make_app: MakeApp, scored: Desk) -> None:
    async with sitting(make_app(scored), (140, 45)) as officer:
        await officer.presses("4", "f7", "end", "enter")
        await on_the_row(officer, "新签约：2 个，目标 3，完成 66.67%")
        await officer.presses("enter")
        assert "P0002  草尾50MW风电项目" in officer.sees()
        await officer.presses("down", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape", "up", "enter")
        assert "P0002  草尾50MW风电项目" not in officer.sees()
        await on_the_row(officer, "实际使用外资：0")
        await officer.presses("enter")
        assert "没有计入的项目" in officer.told()


async def test_units_are_leafed_through_in_the_order_of_the_board(make_app: MakeApp, scored: Desk) -> None:
    async with sitting(make_app(scored)) as officer:
        await officer.presses("4", "f7", "enter")
        for name in ("新湾镇", "船舶产业园", "高新区", "新湾镇"):
            assert f"2023 年“{name}”" in officer.sees()
            await officer.presses("tab")
        await officer.presses("shift+tab", "shift+tab")
        assert "2023 年“高新区”" in officer.sees()


@pytest.mark.story
async def test_the_assessment_is_read_once_for_all_its_units(make_app: MakeApp, scored: Desk,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """Leafing reads nothing; what is recorded meanwhile is read once, and shown for the unit that is shown."""
    read: list[int] = []

    def counted(desk: Desk, year: int, known: Known, lang: Lang) -> AssessmentSeen | Wrong:
        read.append(year)
        return assessment_seen(desk, year, known, lang)

    monkeypatch.setattr("tui.screens.assessed_unit.assessment_seen", counted)
    async with sitting(make_app(scored), (140, 45)) as officer:
        await officer.presses("4", "f7", "end", "enter")
        assert "月报：11  考核办，2023-12-30" in officer.sees()
        await officer.presses("tab", "tab")
        assert "月报：12  考核办，2023-12-30" in officer.sees()
        assert "月报：11" not in officer.sees()
        await officer.presses("tab")
        assert "2023 年“高新区”" in officer.sees()
        assert read == [2023]
        sure(give_mark(scored, "船舶产业园", 2023, "reports", "10", body="考核办", on=date(2023, 12, 30),
                       reason="重新核对"))
        await officer.presses("ctrl+r", "shift+tab")
        assert "月报：10  考核办，2023-12-30" in officer.sees()


@pytest.mark.story
async def test_from_a_unit_the_year_does_not_have_one_leafs_to_the_first_or_the_last(make_app: MakeApp, scored: Desk
                                                                                     ) -> None:
    sure(add_units(scored, [NewUnit("旧镇", UnitKind.TOWNSHIP, "乡镇组")]))
    sure(retire_unit(scored, "旧镇", date(2022, 12, 31)))
    async with sitting(make_app(scored), (140, 45)) as officer:
        for key, name in (("tab", "新湾镇"), ("shift+tab", "高新区")):
            await officer.presses("4", "left_square_bracket", "f7")
            grid = officer.app.screen.query_one(Grid)
            await officer.presses("home")
            for _ in range(5):
                if "▌ 旧镇" in officer.sees():
                    break
                await officer.presses("down")
            assert grid.row is not None
            await officer.presses("enter", "right_square_bracket")
            assert "2023 年“" not in officer.sees()
            await officer.presses(key)
            assert f"2023 年“{name}”" in officer.sees()
            await officer.presses("escape", "escape")


async def exports(officer: Officer) -> tuple[str, list[str], list[list[str]]]:
    """Exports what is seen, as text: the name of the file, the lines on top, and what stands below the empty one."""
    await officer.presses("ctrl+s", "right")
    path = officer.app.folder / officer.app.screen.query_one("#path", Input).value
    await officer.presses("enter")
    assert "已写好" in officer.sees()
    await officer.presses("escape")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    path.unlink()
    empty = next(at for at, row in enumerate(rows) if not any(row))
    return path.name, [row[0] for row in rows[:empty]], [row for row in rows[empty + 1:] if any(row)]


@pytest.mark.story
async def test_what_is_exported_is_what_is_shown(make_app: MakeApp, scored: Desk, tmp_path: Path) -> None:
    app = make_app()
    app.folder = tmp_path
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("4", "f7")
        name, head, (_, titles, *rows) = await exports(officer)
        assert name == "目标任务考核-2023.csv"
        assert head[1].startswith("截至 2023-12-31")
        assert [dict(zip(titles, row, strict=True))["总分"] for row in rows[:3]] == ["0", "77", "56"]
        await officer.presses("tab")
        name, head, (_, titles, *rows) = await exports(officer)
        assert name == "各单位完成情况-2023.csv"
        assert [row[0] for row in rows[:3]] == ["新湾镇", "高新区", "船舶产业园"]
        await officer.presses("shift+tab", "end", "enter")
        name, head, (_, titles, *rows) = await exports(officer)
        assert name == "单位考核得分-高新区-2023-筛选.csv"
        assert "2023 年“高新区”：56 分，园区组 2 个单位中第 2 名" in head
        assert next(row for row in rows if row[0] == "签约得分")[1] == "新签约：2 个"
        assert not any("再有" in line for line in head)


@pytest.mark.story
async def test_what_is_tried_is_exported_only_as_a_trial(make_app: MakeApp, scored: Desk, tmp_path: Path) -> None:
    """Whoever reads the file has to see that nothing of it is so; and what says nothing stays on the screen."""
    app = make_app()
    app.folder = tmp_path
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("4", "f7", "end", "enter")
        _, without, rows = await exports(officer)
        await officer.presses("f2")
        await officer.types("+1 税收")
        assert "没有指标“税收”" in officer.sees()
        assert (await exports(officer))[1:] == (without, rows)
        await officer.clears()
        await officer.types("+1 new_signed")
        _, head, same = await exports(officer)
        assert head[len(without) - 1:-1] == ["再有 +1 new_signed，“高新区”76 分，第 2 名",
                                             "现在 56 分，第 2 名，只是试算，什么也不记"]
        assert head[:len(without) - 1] + head[-1:] == without
        assert same == rows


async def test_in_english(make_app: MakeApp, scored: Desk) -> None:
    async with sitting(make_app(scored, Lang.EN), (140, 45)) as officer:
        await officer.presses("4", "f7")
        assert "[scores]" in officer.sees()
        await officer.presses("end", "enter", "f2")
        await officer.types("+1 new_signed")
        assert "rank 2" in officer.sees()
        await officer.presses("f10")
        assert "2023 年“高新区”" in officer.sees()


async def test_of_a_past_moment_no_claim_is_recorded(make_app: MakeApp, scored: Desk) -> None:
    desk = replace(scored, clock=Standing(datetime(2023, 12, 31, 10, tzinfo=UTC)))
    async with sitting(make_app(desk), (140, 45)) as officer:
        await officer.presses("4", "f7", "f2", "tab")
        await officer.types("2023-12-31 15:00")
        await officer.presses("enter")
        assert "不是现在的数" in officer.sees()
        assert "F4" not in officer.lines()[-1]
        await officer.presses("shift+tab")
        await on_the_row(officer, "麻地膜生产线")
        await officer.presses("enter")
        assert "看的是过去，不能办理；按 F3 回到现在" in officer.told()
        assert isinstance(officer.app.screen, AssessmentScreen)
