"""What officers do all day, told as they would tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.office.cards import cards
from tests.tui.conftest import CREDIT_CODE, YI, day, sitting, sure
from tracker.domain.blocking import BlockerState
from tracker.domain.money import Money
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.project import blockers, moves, projects, receipts
from tracker.office.project.detail import Detail, detail
from tracker.store.unusable import StoreTrouble, StoreUnusable
from tui.app import SanxinApp

MakeApp = Callable[..., SanxinApp]


def known(desk: Desk, name: str) -> Detail:
    project = detail(desk, name)
    assert isinstance(project, Detail)
    return project


@pytest.mark.story
async def test_the_wind_farm_is_found_by_its_initials_and_registered(make_app: MakeApp, office_desk: Desk) -> None:
    """Finds it, is told the credit code is missing, types it, succeeds."""
    async with sitting(make_app()) as officer:
        await officer.presses("slash")
        await officer.types("fdxm")
        assert "草尾50MW风电项目" in officer.sees()
        assert "万骏船舶" not in officer.sees()
        await officer.presses("enter", "f2")
        assert "没有统一社会信用代码" in officer.sees()
        assert "2023-12-31" in officer.sees()
        await officer.presses("enter")
        assert known(office_desk, "草尾50MW风电项目").stage is Stage.SIGNED
        await officer.types("91430981MA4L16JQ92")
        assert "不对" in officer.sees()
        await officer.clears()
        await officer.types(CREDIT_CODE)
        assert "要求全部满足" in officer.sees()
        await officer.presses("enter")
        assert "已推进到注册阶段" in officer.told()
    project = known(office_desk, "草尾50MW风电项目")
    assert (project.stage, project.profile.credit_code) == (Stage.REGISTERED, CREDIT_CODE)


@pytest.mark.story
async def test_a_receipt_is_recorded_from_within_the_move(make_app: MakeApp, office_desk: Desk) -> None:
    """The move dialog asks for a receipt; F3 records it there, and the move goes on where it was."""
    async with sitting(make_app()) as officer:
        await officer.presses("slash")
        await officer.types("wjcb")
        await officer.presses("enter", "f2")
        assert "没有到资记录" in officer.sees()
        await officer.presses("f3")
        assert "登记到资：万骏船舶" in officer.sees()
        await officer.types("3千万")
        assert "= 3000万元" in officer.sees()
        await officer.presses("enter")
        assert "当日或之前已有到资" in officer.sees()
        await officer.presses("enter")
    project = known(office_desk, "万骏船舶")
    assert project.stage is Stage.FUNDED
    assert [receipt.amount for receipt in project.receipts] == [Money(3 * YI // 10)]


async def test_a_bare_number_is_read_in_wan_and_said_so(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f3")
        await officer.types("500")
        assert "= 500万元" in officer.sees()
        await officer.presses("enter")
        assert "已登记到资 500万元" in officer.told()
    assert known(office_desk, "万骏船舶").receipts[0].amount == Money(500 * 10_000 * 100)


@pytest.mark.story
async def test_a_blocker_is_raised_answered_verified_and_the_project_starts(
        make_app: MakeApp, office_desk: Desk) -> None:
    """The doer's word does not close it; only the verification does."""
    name = "金莫特电子年产三百万台变压器生产线项目"
    async with sitting(make_app()) as officer:
        assert officer.board.choose(known(office_desk, name).code)
        await officer.presses("f4")
        await officer.types("用地指标没有批下来")
        await officer.presses("enter", *"yd", "enter")
        assert "已提出卡点（用地）" in officer.told()
        await officer.presses("f2", "enter")
        assert "卡点未销号" in officer.sees()
        await officer.presses("escape", "f7")
        assert "先按 F6 记下答复" in officer.told()
        await officer.presses("f6")
        await officer.types("指标已下达")
        await officer.presses("enter", "f7")
        await officer.types("现场核实，属实")
        await officer.presses("enter", "f2", "enter")
    project = known(office_desk, name)
    assert project.stage is Stage.STARTED
    assert [hold.state for hold in project.blockers] == [BlockerState.VERIFIED]


async def test_a_follow_up_takes_four_keys_beside_the_text(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5")
        await officer.types("专家评审定在下周")
        await officer.presses("enter")
    project = known(office_desk, "万骏船舶").blockers[0].said[-1]
    assert (project.text, project.word) == ("专家评审定在下周", "note")


@pytest.mark.story
async def test_missing_evidence_is_set_aside_with_a_reason_that_is_kept(make_app: MakeApp, office_desk: Desk) -> None:
    """A soft requirement is not met until a reason is written, and then it stays with the milestone."""
    async with sitting(make_app()) as officer:
        officer.board.choose("P0001")
        await officer.presses("f2")
        assert "没有合同金额" in officer.sees()
        await officer.presses("tab")
        await officer.types("8000万元")
        if "没有要求的凭证" in officer.sees():
            await officer.presses("enter")
            assert known(office_desk, "南洲储能项目").stage is Stage.LEAD
            await officer.presses("down", "down", "down")
            await officer.types("合同在走签批")
        await officer.presses("enter")
    project = known(office_desk, "南洲储能项目")
    assert project.stage is Stage.SIGNED
    assert project.profile.contract_amount == Money(8000 * 10_000 * 100)


@pytest.mark.story
@pytest.mark.parametrize("far", [1, 2])
async def test_both_sides_moved_it_and_the_second_is_told_so(make_app: MakeApp, office_desk: Desk, far: int) -> None:
    """One stage or several: the refusal is the same one, and the form goes on from where the project is now."""
    sure(receipts.add_receipt(office_desk, "P0003", day("2023-12-01"), Money(YI // 10)))
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f2", *["tab"] * (far - 1))
        sure(moves.advance(office_desk, "P0003", [moves.Milepost(Stage.FUNDED, day("2023-12-02"))]))
        await officer.presses("enter")
        assert "刚被改过" in officer.sees()
        assert "已到过" not in officer.sees()
        project = known(office_desk, "万骏船舶")
        assert (project.stage, str(project.milestones[-1].day)) == (Stage.FUNDED, "2023-12-02")
        assert "开工" in officer.sees()


@pytest.mark.story
@pytest.mark.parametrize("far", [1, 2])
async def test_a_wrong_credit_code_has_one_reason(make_app: MakeApp, office_desk: Desk, far: int) -> None:
    """It is wrong, and not missing as well: while it is typed, and on Enter."""
    async with sitting(make_app()) as officer:
        officer.board.choose(known(office_desk, "草尾50MW风电项目").code)
        await officer.presses("f2", *["tab"] * (far - 1), "enter")
        await officer.types("91430981MA4L16JQ92")
        for _ in range(2):
            assert "JQ92”不对" in officer.sees()
            assert "没有统一社会信用代码" not in officer.sees()
            await officer.presses("enter")
    assert known(office_desk, "草尾50MW风电项目").stage is Stage.SIGNED


async def test_a_lead_much_like_another_is_taken_in_with_a_reason(make_app: MakeApp, office_desk: Desk) -> None:
    sure(projects.add(office_desk, {"name": "湘北管桩产业园项目", "investor": "南洲控股"}))
    async with sitting(make_app()) as officer:
        await officer.presses("f9")
        await officer.types("湘北管桩产业园项目部")
        await officer.presses("down")
        await officer.types("南洲控股")
        await officer.presses("enter")
        assert "名称很像" in officer.sees()
        await officer.types("部里另立的项目")
        await officer.presses("enter")
    assert known(office_desk, "湘北管桩产业园项目部").journal[-1].reason == "部里另立的项目"


@pytest.mark.story
async def test_somebody_else_was_first_and_the_form_survives(make_app: MakeApp, office_desk: Desk) -> None:
    """The refusal stands in the form, what was typed stays, and Enter once more succeeds."""
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        sure(receipts.add_receipt(office_desk, "P0003", day("2023-12-01"), Money(YI // 10)))
        await officer.presses("f2")
        sure(receipts.add_receipt(office_desk, "P0003", day("2023-12-02"), Money(YI // 10)))
        await officer.presses("enter")
        assert "刚被改过" in officer.sees()
        assert "2023-12-31" in officer.sees()
        await officer.presses("enter")
    assert known(office_desk, "万骏船舶").stage is Stage.FUNDED


async def test_a_database_that_is_busy_costs_nothing_that_was_typed(
        make_app: MakeApp, office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence stands in the form, and Enter once more does it."""
    real, calls = blockers.raise_blocker, []

    def busy_once(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == 1:
            raise StoreUnusable(StoreTrouble.LOCKED, where="small.db")
        return real(*args, **kwargs)

    monkeypatch.setattr(blockers, "raise_blocker", busy_once)
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f4")
        await officer.types("岸线还差一个章")
        await officer.presses("enter", "enter")
        assert "被别的程序占用" in officer.sees()
        assert "岸线还差一个章" in officer.sees()
        await officer.presses("enter")
    assert [hold.description for hold in known(office_desk, "万骏船舶").blockers][-1] == "岸线还差一个章"


async def test_what_others_do_appears_without_losing_the_place(make_app: MakeApp, office_desk: Desk) -> None:
    app = make_app()
    app.LOOK_AGAIN = 0.05
    async with sitting(app) as officer:
        board = officer.board
        board.choose("P0006")
        top = dict(board._top)
        sure(moves.resume(office_desk, "麻地膜生产线", day("2023-12-30"), "市场好转"))
        sure(receipts.add_receipt(office_desk, "P0003", day("2023-12-01"), Money(YI // 10)))
        sure(moves.advance(office_desk, "P0003", [moves.Milepost(Stage.FUNDED, day("2023-12-30"))]))
        await officer.until(lambda: "到资 3" in officer.sees())
        assert (board.card.code, board._top) == ("P0006", top)


async def test_a_project_is_paused_with_a_reason(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0004")
        await officer.presses("f11", "right", "down")
        await officer.presses("enter")
        assert "没有写理由" in officer.sees()
        await officer.types("等政策")
        await officer.presses("enter")
        assert "已暂缓" in officer.told()
    assert known(office_desk, "芦苇综合利用项目").status is Status.PAUSED


async def test_terminated_projects_are_out_of_the_way_but_never_lost(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        assert "宝益服饰" not in officer.sees()
        await officer.presses("f8")
        assert "宝益服饰" in officer.sees()
        await officer.presses("f8", "slash")
        await officer.types("byfs")
        assert "宝益服饰" in officer.sees()
        await officer.presses("enter")
        assert officer.board.card.name == "宝益服饰"


async def test_an_empty_office_says_how_to_begin(make_app: MakeApp, empty: Desk) -> None:
    async with sitting(make_app(empty)) as officer:
        assert "5    导入台账" in officer.sees()
        await officer.presses("0")
        assert "sanxin demo" in officer.told()
        await officer.presses("f2")
        assert "没有选中的项目" in officer.told()
        await officer.presses("f9")
        await officer.types("草尾光伏项目")
        await officer.presses("enter")
        assert "草尾光伏项目" in officer.sees()
    assert [card.name for card in cards(empty)] == ["草尾光伏项目"]


@pytest.mark.story
async def test_the_project_page_says_what_to_do_and_enter_does_it(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("enter")
        seen = officer.sees()
        for words in ("下一步：到资", "没有到资记录", "河湖岸线", "逾期126工作日", "省厅已受理", "302天", "782天"):
            assert words in seen, words
        await officer.presses("enter")
        assert "登记到资：万骏船舶" in officer.sees()
        await officer.presses("escape", "end")
        assert "记录" in officer.sees()
        assert "登记线索" in officer.sees()
        await officer.presses("escape")
        assert "线索 2" in officer.sees()


async def test_the_year_on_top_can_be_changed(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        assert "2023" in officer.lines()[0]
        assert "新签约 5/4" in officer.lines()[0]
        await officer.presses("left_square_bracket")
        assert "2022" in officer.lines()[0]
        await officer.presses("ctrl+right")
        assert "新签约 5/4" in officer.lines()[0]
