"""The figures: bars with time progress, months, conversion rates; every figure is proven by the list behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from tests.office.cards import cards
from tests.tui.conftest import HOSTILE, Officer, day, sitting, sure, take_in
from tests.tui.settled import PATIENCE
from tracker.domain.days import Precision
from tracker.domain.money import Currency, Money
from tracker.domain.parts import PartOf
from tracker.domain.reasons import Code
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.asserting import assert_figure
from tracker.office.figures.targets import set_target
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project import receipts
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.moves import correct
from tracker.words import Lang
from tracker.words.days import day_text
from tui.app import SanxinApp
from tui.screens.counted import CountedScreen
from tui.screens.figures import FiguresScreen
from tui.screens.figures_asked import Known, Wrong, behind, figures, read_known
from tui.screens.figures_rows import SubTotalOf, signed
from tui.screens.project import ProjectScreen
from tui.widgets.bars import figure_bar, rate_bar
from tui.widgets.counted_list import CountedList
from tui.widgets.lines import width_of
from tui.widgets.months import Months, month_chart
from tui.widgets.page import Page

MakeApp = Callable[..., SanxinApp]


async def test_a_figure_is_proven_down_to_the_project(make_app: MakeApp) -> None:
    """Opens the figures, sees what is behind 新签约, who is not counted and why, and opens one of them."""
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        assert isinstance(officer.app.screen, FiguresScreen)
        seen = officer.sees()
        assert "截至 2023-12-31" in seen
        assert "口径 default " in seen
        assert "× 红" in seen or "√ 绿" in seen
        assert "125%" in seen
        assert "+25" in seen
        await officer.presses("enter")
        assert isinstance(officer.app.screen, CountedScreen)
        assert "2023 新签约 5 个" in officer.sees()
        assert "合计 5 个，5 个项目" in officer.sees()
        assert "√ 与指标数 5 一致" in officer.sees()
        await officer.presses("tab")
        assert "[未计入 6]" in officer.sees()
        assert "签约在本年度之前（2021-10-14）" in officer.sees()
        await officer.types("wjcb")
        assert "桃花江" not in officer.sees()
        await officer.presses("enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        assert "万骏船舶  P0003" in officer.sees()
        await officer.presses("escape")
        assert isinstance(officer.app.screen, CountedScreen)
        await officer.presses("escape")
        assert "桃花江二期" in officer.sees()
        await officer.presses("escape")
        assert isinstance(officer.app.screen, FiguresScreen)


@pytest.mark.story
async def test_a_figure_tells_how_much_of_it_is_proven_beside_its_light(make_app: MakeApp, office_desk: Desk) -> None:
    """Nothing is proven yet; a contract with a number is one of the five. A line says what is counted, and so does F1.
    """
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        assert line_of(officer, "新签约 ").endswith(" 0/5")
        assert "灯 有凭证号" in officer.sees()
        assert "有凭证号：计入的项目里，几个有编号凭证；编号、原件都没有的标黄" in officer.sees()
        await officer.presses("f1")
        pages = [officer.sees()]
        while len(pages) == 1 or pages[-1] != pages[-2]:
            await officer.presses("pagedown")
            pages.append(officer.sees())
        assert "计入的项目里，几个有编号凭证、几个有凭证原件、几个经上报人以外的人认定" in "\n".join(pages)
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4")
        assert re.search(r"有编号凭证 +有凭证原件 +他人认定 +计入$", line_of(officer, "指标  完成"))
        assert line_of(officer, "新签约 ").split()[-4:] == ["0", "0", "0", "5"]
        await officer.presses("enter")
        assert "计入的 5 个项目中：有编号凭证 0，有凭证原件 0，他人认定 0" in officer.sees()
    code = next(card.code for card in cards(office_desk) if card.stage is Stage.SIGNED and card.since
                and card.since.year == 2023)
    sure(attach(office_desk, code, Paper("contract", "HT-1"), stage=Stage.SIGNED))
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4")
        assert line_of(officer, "新签约 ").split()[-4:] == ["1", "0", "0", "5"]


async def test_a_quarter_with_a_target_stands_below_the_figures(make_app: MakeApp, office_desk: Desk) -> None:
    """With its own rate and light; Enter shows what is behind it."""
    sure(set_target(office_desk, 2023, "new_signed", "20", period=PartOf("quarter", "4")))
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4")
        told = line_of(officer, "新签约  4季度")
        assert re.search(r"[0-5] / 20 个 +[0-9.]+% +(红|黄)$", told), told


async def test_what_others_recognised_stands_above_the_list_behind_a_figure(make_app: MakeApp,
                                                                            office_desk: Desk) -> None:
    entry = sure(assert_figure(office_desk, 2023, "new_signed", "7", body="市商务局",
                               document=Paper("", "沅商〔2024〕3号")))
    async with sitting(make_app()) as officer:
        await officer.presses("4", "enter")
        told = line_of(officer, "市商务局（")
        assert "新签约 7 个 [沅商〔2024〕3号]，本办 5，少 2" in told
        await officer.presses("escape", "down", "enter")
        assert "市商务局" not in officer.sees()
    sure(undo(office_desk, "看错了", entry))
    async with sitting(make_app()) as officer:
        await officer.presses("4", "enter")
        assert "市商务局" not in officer.sees()


def line_of(officer: Officer, label: str) -> str:
    """The line of an indicator on the page, below the strip and the head."""
    return next(line.rstrip() for line in officer.lines()[2:] if label in line)


async def test_money_and_conversion_rates_are_proven_too(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4", "down", "down", "down", "enter")
        assert "2023 境内省外资金 1 亿元" in officer.sees()
        assert "√ 与指标数 1 一致" in officer.sees()
        assert "5000万元" in officer.sees()
        await officer.types("hrgz")
        assert "筛出 1 个，其中合计 0.5 亿元" in officer.sees()
        await officer.presses("escape", "escape", "end")
        await officer.presses(*["up"] * 10)
        await officer.presses("enter")
        assert "注册率 2 / 5" in officer.sees()
        assert "√ 与指标数 2 一致" in officer.sees()


@pytest.mark.story
async def test_another_day_is_not_now_and_says_so(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("4", "f2")
        await officer.types("2023-13")
        await officer.presses("enter")
        assert "不是日期" in officer.sees() or "没有" in officer.sees()
        await officer.clears()
        await officer.types("2023-10")
        await officer.presses("enter")
        assert "! 不是现在的数：截至 2023-10-31。按 F3 回到现在" in officer.sees()
        assert "序时 83.33%" in officer.sees()
        await officer.presses("enter")
        assert "! 截至 2023-10-31" in officer.sees()
        await officer.presses("escape", "f3")
        assert "不是现在的数" not in officer.sees()
        await officer.presses("f3")
        assert "看的就是现在的数" in officer.told()
        await officer.presses("f2", "tab")
        await officer.types("2020-01-01")
        await officer.presses("enter")
        assert "还什么都不知道" in officer.sees()
        await officer.presses("escape")
        assert "不是现在的数" not in officer.sees()
        assert isinstance(officer.app.screen, FiguresScreen)
        await officer.presses("escape")
        assert not isinstance(officer.app.screen, FiguresScreen)


async def test_what_no_month_counts_is_named_below_the_months(make_app: MakeApp, office_desk: Desk) -> None:
    card = next(card for card in cards(office_desk) if card.stage is Stage.SIGNED and card.since
                and card.since.year == 2023)
    quarter = card.day.widened(Precision.QUARTER)
    assert isinstance(correct(office_desk, card.code, Stage.SIGNED, day=quarter, reason="只知道季度"), Done)
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        told = f"新签约有 1 个只知道季度、半年或年份，未列入各月：{card.name} {day_text(quarter, Lang.ZH)}"
        assert told in officer.sees().replace("\n", "")
        await officer.presses("right")
        assert "未列入各月" not in officer.sees()


async def test_years_and_months_are_chosen_by_keys(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        assert "分月：新签约" in officer.sees()
        await officer.presses("right")
        assert "分月：新开工" in officer.sees()
        await officer.presses("right")
        assert "分月：新投产" in officer.sees()
        await officer.presses("left_square_bracket")
        assert "2022" in officer.lines()[0]
        assert "截至 2022-12-31" in officer.sees()
        assert "没有下达目标" in officer.sees()
        await officer.presses("right_square_bracket")
        assert "截至 2023-12-31" in officer.sees()


async def test_one_cursor_drives_the_figures_and_what_stands_below(make_app: MakeApp) -> None:
    """Up and down, left and right, a click: the months and sub-totals are of the indicator under the cursor."""

    def under_cursor() -> object:
        row = officer.app.screen.query_one(Page).row
        return row.to if row else None

    async with sitting(make_app()) as officer:
        await officer.presses("4", "down")
        assert under_cursor() == "new_started"
        assert "分月：新开工" in officer.sees()
        await officer.presses("right")
        assert under_cursor() == "new_producing"
        assert "分月：新投产" in officer.sees()
        await officer.presses("down")
        assert "分月：境内省外资金" in officer.sees()
        assert "本口径不按月统计境内省外资金；按 Tab 看它按月份的分项" in officer.sees()
        await officer.presses("left", "left", "left", "tab")
        assert under_cursor() == "new_signed"
        assert "分项：新签约，按月份" in officer.sees()
        await officer.presses("down")
        assert "分项：新开工，按月份" in officer.sees()
        await officer.presses("end", *["up"] * 12)
        stood = under_cursor()
        assert isinstance(stood, SubTotalOf)
        key, part = stood
        assert f"分项：{CALLED[key]}" in officer.sees()
        await officer.presses("left")
        now = under_cursor()
        assert isinstance(now, SubTotalOf)
        assert now.part == part
        assert now.key != key
        assert f"分项：{CALLED[now.key]}" in officer.sees()


async def test_end_goes_to_the_last_line_of_a_list_one_types_into(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("4", "enter")
        first = officer.app.screen.query_one(CountedList).code
        await officer.presses("down")
        second = officer.app.screen.query_one(CountedList).code
        await officer.presses("end")
        last = officer.app.screen.query_one(CountedList).code
        assert len({first, second, last}) == 3
        await officer.presses("home")
        assert officer.app.screen.query_one(CountedList).code == first


CALLED = {"new_signed": "新签约", "new_started": "新开工", "new_producing": "新投产"}


async def test_a_change_elsewhere_appears_and_the_cursor_stays(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4", "down", "down", "down", "enter", "down")
        assert "境内省外资金 1 亿元" in officer.sees()
        sure(receipts.add_receipt(office_desk, "恒瑞管桩二期", day("2023-12-01"), Money(10**10)))
        chosen = officer.app.screen.query_one(CountedList).code
        officer.app._look()
        await officer.waits()
        assert "境内省外资金 2 亿元" in officer.sees()
        assert officer.app.screen.query_one(CountedList).code == chosen


@pytest.mark.long(keep=3)
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45), (200, 60)])
@pytest.mark.parametrize("lang", list(Lang))
async def test_no_line_is_broken_at_any_width(make_app: MakeApp, size: tuple[int, int], lang: Lang) -> None:
    async with sitting(make_app(lang=lang), size) as officer:
        for keys in (("4",), ("end",), ("enter",), ("escape", "home", "enter"), ("tab",)):
            await officer.presses(*keys)
            assert {cell_len(line) for line in officer.lines()} == {size[0]}


async def test_the_screens_change_language_at_once(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4", "f10")
        assert "Conversion" in officer.sees() or "conversion" in officer.sees()
        assert "分月" not in officer.sees()
        await officer.presses("enter", "f10")
        assert "计入 5" in officer.sees()
        assert "counted" not in officer.sees()


@pytest.mark.long(keep=2)
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_behind_a_figure(make_app: MakeApp, empty: Desk, name: str) -> None:
    take_in(empty, name, "2023-01-05", ("signed", "2023-02-10"))
    take_in(empty, f"{name}二", "2023-01-05")
    async with sitting(make_app(empty), (140, 45)) as officer:
        await officer.presses("4", "enter")
        assert name in officer.sees()
        await officer.presses("tab")
        assert name in officer.sees()
        await officer.types("[/]")
        assert "[/]" in officer.sees()


async def test_an_empty_office_has_figures_of_nothing(make_app: MakeApp, empty: Desk) -> None:
    async with sitting(make_app(empty)) as officer:
        await officer.presses("4")
        assert "没有下达目标" in officer.sees()
        await officer.presses("enter")
        assert "没有计入的项目" in officer.sees()
        await officer.presses("enter")
        assert "没有选中的项目" in officer.told()


async def test_the_mouse_opens_a_figure_and_a_project(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        await officer.pilot.click("#figures", offset=(5, 1), times=2)
        await officer.waits()
        assert isinstance(officer.app.screen, CountedScreen)
        await officer.pilot.click(CountedList, offset=(10, 1), times=2)
        await officer.waits()
        assert isinstance(officer.app.screen, ProjectScreen)


async def test_the_list_can_be_left_while_it_is_counted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large office takes some seconds; Esc leads back at once, and the answer that comes later disturbs nobody."""
    held, counting = Event(), behind

    def slowly(*asked: Any) -> Any:
        assert held.wait(PATIENCE)
        return counting(*asked)

    monkeypatch.setattr("tui.screens.counted.behind", slowly)
    async with sitting(make_app()) as officer:
        await officer.presses("4")
        await officer.pilot.press("enter")
        await officer.until(lambda: "正在统计…" in officer.sees())
        await officer.pilot.press("tab", "w", "escape", "escape")
        await officer.until(lambda: isinstance(officer.app.screen, FiguresScreen))
        held.set()
        await officer.waits()
        assert "125%" in officer.sees()
        assert officer.told() == ""


async def test_what_is_typed_survives_a_change_of_sides_and_size(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("4", "enter")
        await officer.types("wj")
        await officer.presses("tab")
        await officer.pilot.resize_terminal(120, 40)
        await officer.waits()
        assert officer.app.screen.query_one(Input).value == "wj"
        assert "万骏船舶" in officer.sees()


# -- drawing ----------------------------------------------------------------------------------------------------------


def test_a_bar_has_the_time_marked_on_it() -> None:
    assert figure_bar(0, 1, 20, "bad") == [("─" * 16, "quiet"), ("│", "name"), ("   ", "")]
    ahead = "".join(text for text, _ in figure_bar(1.1, 10 / 12, 20, "good"))
    assert (ahead[13], ahead[:13]) == ("│", "█" * 13)
    beyond = figure_bar(5, 1, 20, "good")
    assert beyond[-1][0].endswith("▶")
    assert width_of(beyond) == 20
    assert figure_bar(1, 1, 0, "") == []
    assert rate_bar(0.5, 10) == [("█" * 5, ""), ("─" * 5, "quiet")]


@pytest.mark.parametrize("width", [40, 77, 137])
def test_months_are_columns_of_cells(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    months = Months(2023, (12, 3, 11, 3, 2, 1, 3, 5, 3, 0, 0, 0), (1,) * 12, last=9)
    names = [f"{month}月" for month in range(1, 13)]
    lines = month_chart(months, names, width, 4)
    assert len(lines) == 4 + 3
    assert all(width_of(line) <= width for line in lines)
    assert [text.strip() for text, _ in lines[5]] == ["██ 2023", "12", "3", "11", "3", "2", "1", "3", "5", "3", "", "",
                                                      ""]
    monkeypatch.setenv("SANXIN_ASCII", "1")
    plain = "".join(text for line in month_chart(months, names, width, 4) for text, _ in line)
    assert "#" in plain
    assert "█" not in plain


def test_points_carry_their_sign() -> None:
    assert [signed(points) for points in ("4.7", "-93.31", "0")] == ["+4.7", "−93.31", "0"]


def test_a_month_stands_for_its_last_day(desk: Desk) -> None:
    asked = read_known(desk, 2023, "2023-10", "2023-12-31T12:00")
    assert isinstance(asked, Done)
    assert str(asked.value.until) == "2023-10-31"
    assert asked.value.as_of is not None
    assert asked.value.as_of.hour == 4
    assert read_known(desk, 2023, "", "2023-12-31") == Done(Known(None, desk.now()))
    ahead = read_known(desk, 2023, "", "2023-12-31T12:01")
    assert isinstance(ahead, Refused)
    assert [reason.code for reason in ahead.reasons] == [Code.NOT_PASSED]
    early = read_known(desk, 2023, "2023-10", "2023-11-01T09:30")
    assert isinstance(early, Refused)
    assert [reason.code for reason in early.reasons] == [Code.NOTHING_KNOWN]
    assert read_known(desk, 2023, "", " ") == Done(Known())
    wrong = read_known(desk, 2023, "某天", "某时")
    assert isinstance(wrong, Refused)
    assert [reason.field for reason in wrong.reasons] == ["until", "as_of"]


async def test_a_day_before_the_year_is_refused_and_named_on_the_screen(make_app: MakeApp, desk: Desk) -> None:
    early = read_known(desk, 2023, "2022", "")
    assert isinstance(early, Refused)
    assert [(reason.code, reason.field) for reason in early.reasons] == [(Code.YEAR_NOT_BEGUN, "until")]
    shown = figures(desk, 2023, Known(until=date(2022, 12, 31)), Lang.ZH)
    assert isinstance(shown, Wrong)
    assert "2023 年还没有开始" in shown.problems[0]
    assert not shown.of_rules
    assert isinstance(read_known(desk, 2023, "2023-01-01", ""), Done)


async def test_a_day_after_the_year_is_refused_and_named_on_the_screen(desk: Desk) -> None:
    late = read_known(desk, 2022, "2023-06-30", "")
    assert isinstance(late, Refused)
    assert [(reason.code, reason.field) for reason in late.reasons] == [(Code.YEAR_ENDED, "until")]
    shown = figures(desk, 2022, Known(until=date(2023, 6, 30)), Lang.ZH)
    assert isinstance(shown, Wrong)
    assert "2022 年到 2022-12-31 为止" in shown.problems[0]
    assert isinstance(read_known(desk, 2022, "2022", ""), Done)


async def test_money_without_an_origin_is_named_on_the_screen_and_in_the_list_behind(make_app: MakeApp,
                                                                                     desk: Desk) -> None:
    take_in(desk, "无来源项目", "2023-01-01", ("signed", "2023-02-01"), origin="")
    sure(receipts.add_receipt(desk, "无来源项目", day("2023-03-01"), Money(1000 * 10_000 * 100)))
    lacking = "! 1 个项目 1000万元没有填资金来源，未计入任何资金指标"
    async with sitting(make_app(desk)) as officer:
        await officer.presses("4")
        assert "未计入任何资金指标 1000万元，1 笔" in officer.sees()
        await officer.presses("enter")
        assert lacking not in officer.sees()
        await officer.presses("escape", "down", "down", "down", "enter")
        assert lacking in officer.sees()
        await officer.presses("tab")
        await officer.types("无来源")
        assert "到资没有填资金来源" in officer.sees()


async def test_money_that_no_figure_counts_is_listed_from_its_line(make_app: MakeApp, desk: Desk) -> None:
    take_in(desk, "港资项目", "2023-01-01", ("signed", "2023-02-01"), origin="foreign")
    for currency in (Currency.HKD, Currency.CNY):
        sure(receipts.add_receipt(desk, "港资项目", day("2023-03-01"), Money(50 * 10_000 * 100, currency)))
    async with sitting(make_app(desk), (140, 45)) as officer:
        await officer.presses("4")
        seen = officer.sees()
        assert re.search("本年到资 .*50万港元（.*笔），计入指标 .*0港元（.*笔），其余如下", seen)
        assert "没有指标计这种货币" in seen
        assert "没有指标计外资来源的这种货币" in seen
        await officer.presses(*["down"] * 8, "enter")
        assert "2023 未计入任何资金指标，没有指标计这种货币 1 笔" in officer.sees()
        assert "50万港元" in officer.sees()
        assert "50万元" not in officer.sees()
        assert "√ 与指标数 1 一致" in officer.sees()


@pytest.mark.story
async def test_a_figure_is_told_apart_and_one_part_of_it_is_proven(make_app: MakeApp, office_desk: Desk) -> None:
    """Tab goes through months, quarters, parks …; left and right choose the indicator; Enter lists one part."""
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("4", "tab")
        assert "分项：新签约，按月份" in officer.sees()
        months = [line for line in officer.lines() if re.match(r"\W*\d+月 ", line)]
        assert len(months) == 12
        assert sum(int(re.split(r"月\s+", line)[1].split()[0]) for line in months) == 5
        await officer.presses("right", "right", "right")
        assert "分项：境内省外资金，按月份" in officer.sees()
        await officer.presses("tab", "tab")
        assert "分项：境内省外资金，按园区/乡镇" in officer.sees()
        first = next(at for at, line in enumerate(officer.lines()) if "按园区" in line) + 1
        name, actual = officer.lines()[first].strip(" ▌│").split()[:2]
        page = officer.app.screen.query_one(Page)
        while page.row is None or not isinstance(page.row.to, SubTotalOf):
            await officer.presses("down")
        while "分项：境内省外资金" not in officer.sees():
            await officer.presses("left")
        await officer.presses("enter")
        assert isinstance(officer.app.screen, CountedScreen)
        assert f"2023 境内省外资金（园区/乡镇：{name}） {actual} 亿元" in officer.sees()
        assert f"√ 与指标数 {actual} 一致" in officer.sees()
        await officer.presses("escape", "shift+tab", "shift+tab", "shift+tab")
        assert "分项：" not in officer.sees()


async def test_what_one_park_comes_to_is_not_held_against_the_targets_of_the_place(
        make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(replace(office_desk, parks=("高新区",)))) as officer:
        await officer.presses("4")
        assert "目标是全地区的，不比" in officer.sees()
        assert "没有下达目标" not in officer.sees()
