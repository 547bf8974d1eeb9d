"""The project's page: every field edited where it stands, days corrected, money made void, papers attached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.conftest import CREDIT_CODE, Officer, day, sitting, sure
from tests.tui.test_stories import known
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.rules import shipped_rulesets
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.naming import project_meant
from tracker.office.project import projects
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.expected import Outlook
from tracker.office.project.moves import Milepost, advance, correct
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.project import ProjectScreen
from tui.screens.project_profile import Edits
from tui.widgets.page import Page
from tui.widgets.text_box import TextBox

MakeApp = Callable[..., SanxinApp]
WIDE = (140, 45)


async def opens(officer: Officer, code: str) -> None:
    assert officer.board.choose(code)
    await officer.presses("enter")


async def goes_to(officer: Officer, what: Callable[[object], bool]) -> None:
    """Walks down until the cursor is on a line about that."""
    page = officer.app.focused
    assert isinstance(page, Page)
    page.action_first()
    for _ in range(120):
        if page.row is not None and what(page.row.to):
            return
        await officer.presses("down")
    raise AssertionError(officer.sees())


async def edits(officer: Officer, field: str) -> None:
    await goes_to(officer, lambda to: isinstance(to, Edits) and to.field == field)
    await officer.presses("enter")


async def test_a_text_is_edited_on_its_line_and_every_version_stays(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await edits(officer, "park")
        assert officer.field().value == "船舶产业园"
        await officer.clears()
        await officer.types("高新区")
        await officer.presses("enter")
        assert "园区/乡镇已改为 高新区" in officer.told()
        assert "高新区" in officer.sees()
        await officer.presses("end")
        assert "船舶产业园 → 高新区" in officer.sees()
    assert known(office_desk, "万骏船舶").profile.park == "高新区"


async def test_a_long_amount_keeps_its_distance_in_english(make_app: MakeApp, office_desk: Desk) -> None:
    """CNY 30 million takes all of the column that Chinese amounts have."""
    sure(add_receipt(office_desk, "P0003", day("2023-05-01"), Money(3_000_000_000), origin=Origin.OUT_OF_PROVINCE))
    sure(add_receipt(office_desk, "P0003", day("2023-06-01"), Money(3_025_000_000), origin=Origin.OUT_OF_PROVINCE))
    async with sitting(make_app(lang=Lang.EN)) as officer:
        await opens(officer, "P0003")
        await officer.presses("pagedown")
        assert "CNY 30 million    out of province" in officer.sees()
        assert "CNY 30.25 million out of province" in officer.sees()


async def test_the_code_is_not_edited_and_says_so(make_app: MakeApp) -> None:
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right", "home", "enter")
        assert "编号不能修改" in officer.told()
        await edits(officer, "name")


async def test_a_value_is_found_by_its_initials_among_those_in_use(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0002")
        await edits(officer, "park")
        await officer.clears()
        await officer.types("cbcyy")
        assert "船舶产业园" in officer.sees()
        await officer.presses("down", "right", "enter")
    assert known(office_desk, "草尾50MW风电项目").profile.park == "船舶产业园"


@pytest.mark.story
async def test_a_choice_is_chosen_with_arrows_or_its_first_letters(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await edits(officer, "origin")
        await officer.presses("w", "z", "enter")
        assert "资金来源已改为 外资" in officer.told()
        assert known(office_desk, "P0003").profile.origin is Origin.FOREIGN
        await edits(officer, "origin")
        await officer.presses("left", "enter")
        await edits(officer, "hunan_return")
        await officer.presses("left", "enter")
    project = known(office_desk, "P0003").profile
    assert (project.origin, project.hunan_return) == (Origin.IN_PROVINCE, False)


@pytest.mark.story
async def test_a_refused_value_stays_with_the_reason_beside_it(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await edits(officer, "contract_amount")
        await officer.clears()
        await officer.types("若干")
        assert "“若干”不是金额" in officer.sees()
        await officer.presses("enter")
        assert "按 5.2亿元、52000万元 填写" in officer.sees()
        assert officer.field().value == "若干"
        await officer.clears()
        await officer.types("8千万")
        assert "= 8000万元" in officer.sees()
        await officer.presses("enter")
    assert known(office_desk, "P0003").profile.contract_amount == Money(8000 * 10_000 * 100)


async def test_somebody_else_was_first_says_what_changed_and_keeps_what_was_typed(
        make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await edits(officer, "officer")
        await officer.clears()
        await officer.types("联络员07")
        sure(projects.amend(office_desk, "P0003", {"park": "草尾镇"}))
        await officer.presses("enter")
        assert "刚被改过" in officer.sees()
        assert "园区/乡镇 船舶产业园 → 草尾镇" in officer.sees()
        assert officer.field().value == "联络员07"
        await officer.presses("enter")
    project = known(office_desk, "P0003").profile
    assert (project.officer, project.park) == ("联络员07", "草尾镇")


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("field", "typed", "kept"), [
    ("name", "万骏船舶制造", "万骏船舶制造"), ("land_mu", "120.50亩", "120.5"), ("bureau", "水利局", "水利局"),
    ("roles", "专班=船舶专班", {"专班": "船舶专班"}), ("channel", "以商招商", "以商招商"),
    ("investor_from", "广东深圳", "广东深圳"), ("industry_chain", "新能源", "新能源"),
    ("chain_leader", "链长甲", "链长甲"),
])
@pytest.mark.long(keep=4)
async def test_every_kind_of_field_is_edited(make_app: MakeApp, office_desk: Desk, field: str, typed: str,
                                             kept: object) -> None:
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right")
        await edits(officer, field)
        await officer.clears()
        await officer.types(typed)
        await officer.presses("enter")
    assert getattr(known(office_desk, "P0003").profile, field) == kept


@pytest.mark.story
async def test_a_remark_has_several_lines_and_f2_saves_it(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right")
        await edits(officer, "notes")
        await officer.presses("a", "ctrl+j", "b", "f2")
    assert known(office_desk, "P0003").profile.notes == {"备注": "a\nb"}


@pytest.mark.story
async def test_a_later_phase_is_linked_to_the_first(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0007")
        await officer.presses("right")
        await edits(officer, "phase_of")
        await officer.types("万骏船舶")
        await officer.presses("enter")
        assert "P0003 万骏船舶" in officer.sees()
        await edits(officer, "phase_of")
        assert officer.field().value == "P0003"


@pytest.mark.story
async def test_empty_fields_are_folded_where_room_is_short_and_a_key_lists_them(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await goes_to(officer, lambda to: isinstance(to, Edits) and to.field == "officer")
        await officer.presses("down", "down")
        assert "栏未填：" in officer.sees()
        await officer.presses("f8")
        await edits(officer, "expected_tax")
        assert isinstance(officer.app.focused, Input)


@pytest.mark.story
async def test_the_day_of_a_milestone_is_corrected_with_a_reason(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.SIGNED)
        await officer.presses("enter")
        assert "原记 2021-10-14" in officer.sees()
        await officer.clears()
        await officer.types("2021-10-20")
        await officer.presses("enter")
        assert "没有写理由" in officer.sees()
        await officer.types("合同落款日期")
        await officer.presses("enter")
        assert "签约日期已更正为 2021-10-20" in officer.told()
    assert [str(one.day) for one in known(office_desk, "P0003").milestones][1] == "2021-10-20"


@pytest.mark.story
async def test_the_recognition_of_a_milestone_is_put_right_and_its_day_stays(make_app: MakeApp,
                                                                            office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.SIGNED)
        await officer.presses("enter", "tab")
        await officer.types("市局补发认定")
        await officer.presses("down")
        await officer.types("2021年11月")
        await officer.presses("enter")
        assert "“2021年11月”" in officer.sees()
        await officer.clears()
        await officer.types("2021-11-03")
        await officer.presses("tab")
        await officer.types("市商务局")
        await officer.presses("down", "right", "down")
        await officer.types("HT-7")
        await officer.presses("enter")
        assert "签约的认定或凭证已更正" in officer.told()
    project = known(office_desk, "P0003")
    signed = project.milestones[1]
    assert (signed.day, str(signed.recognised_on), signed.recognised_by) == (
        day("2021-10-14"), "2021-11-03", "市商务局")
    assert [(one.stage, one.number) for one in project.documents] == [(Stage.SIGNED, "HT-7")]
    assert project.journal[0].reason == "市局补发认定"


@pytest.mark.story
async def test_a_recognition_that_is_emptied_is_taken_away(make_app: MakeApp, office_desk: Desk) -> None:
    """With its reason; the day itself stays, and so does the recognition on record."""
    sure(correct(office_desk, "P0003", Stage.SIGNED, recognised_on=date(2021, 11, 3), recognised_by="市商务局",
                 reason="补发"))
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.SIGNED)
        await officer.presses("enter", "tab")
        await officer.types("认定被撤")
        await officer.presses("down")
        await officer.clears()
        await officer.presses("tab")
        await officer.clears()
        await officer.presses("enter")
        assert "签约的认定或凭证已更正" in officer.told()
    signed = known(office_desk, "P0003").milestones[1]
    assert (signed.day, signed.recognised_on, signed.recognised_by) == (day("2021-10-14"), None, "")
    assert known(office_desk, "P0003").journal[0].reason == "认定被撤"


async def test_a_receipt_is_made_void_with_a_reason(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await officer.presses("delete")
        assert "光标不在到资、历程或凭证上" in officer.told()
        await officer.presses("f3")
        await officer.types("300")
        await officer.presses("enter")
        assert "累计 300万元 / 合同 5000万元" in officer.sees()
        await goes_to(officer, lambda to: hasattr(to, "amount"))
        await officer.presses("delete")
        assert "作废到资：万骏船舶" in officer.sees()
        await officer.types("重复登记")
        await officer.presses("enter")
    project = known(office_desk, "P0003")
    assert project.receipts == ()
    assert project.journal[0].reason == "重复登记"


@pytest.mark.story
async def test_the_wrong_slip_goes_and_funded_stands_without_its_proof(make_app: MakeApp, office_desk: Desk) -> None:
    """It is another county's: voided, named on the screen, its paper offered again; the right one proves the stage."""
    sure(add_receipt(office_desk, "P0003", day("2023-05-01"), Money(3_000_000_000),
                     papers=(Paper("bank_slip", "别县-1"),)))
    sure(advance(office_desk, "P0003", [Milepost(Stage.FUNDED, day("2023-05-02"))]))
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await goes_to(officer, lambda to: hasattr(to, "amount"))
        await officer.presses("delete")
        await officer.types("进账单是别县的")
        await officer.presses("enter")
        assert "“到资”（2023-05-02）从此没有到资证明" in officer.told()
        assert "凭证 银行进账单" in officer.told()
        assert "缺到资证明" in officer.sees()
        await officer.presses("f3")
        await officer.types("500")
        await officer.presses("tab")
        await officer.clears()
        await officer.types("2023-05-02")
        await officer.presses("enter")
        assert "缺到资证明" not in officer.sees()
        await officer.presses("right")
        assert "原事实已更正或作废" in officer.sees()
        await goes_to(officer, lambda to: getattr(to, "number", "") == "别县-1")
        await officer.presses("enter")
        assert "凭证转到：万骏船舶" in officer.sees()
        await officer.presses("enter")
        assert "银行进账单已转到到资 2023-05-02 500万元" in officer.told()
        assert "原事实已更正或作废" not in officer.sees()
        await goes_to(officer, lambda to: getattr(to, "number", "") == "别县-1")
        await officer.presses("delete")
        await officer.types("还是别县的")
        await officer.presses("enter")
        assert "已撤回银行进账单" in officer.told()
    project = known(office_desk, "P0003")
    assert (project.documents, project.offered) == ((), ())


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("lang", "stands"), [
    (Lang.ZH, "到资  正常  !卡点  缺到资证明"), (Lang.EN, "funded  active  !blocked  no money proves it")])
async def test_how_a_project_stands_is_on_top_however_long_its_name(make_app: MakeApp, office_desk: Desk, lang: Lang,
                                                                    stands: str) -> None:
    """In 80 columns too: those who answer for it give way, then its name."""
    receipt = sure(add_receipt(office_desk, "P0003", day("2023-05-01"), Money(3_000_000_000)))
    sure(advance(office_desk, "P0003", [Milepost(Stage.FUNDED, day("2023-05-02"))]))
    sure(void_receipt(office_desk, receipt, "进账单是别县的"))
    people = {"chain_leader": "链长丁", "officer": "联络员05", "park": "高新区"}
    async with sitting(make_app(lang=lang)) as officer:
        for name in ("万骏船舶", "[/]甲", "=1+1 A & B <合资>", f"{'内河绿色智能船舶生产基地' * 3}（二期）"):
            sure(projects.amend(office_desk, "P0003", {"name": name, **people}))
            await officer.presses("ctrl+r")
            if not isinstance(officer.app.screen, ProjectScreen):
                await opens(officer, "P0003")
            head = officer.lines()[1]
            assert f"P0003  {stands}" in head
            assert head.lstrip().startswith(name[:6])


@pytest.mark.story
async def test_a_stage_is_taken_back_under_a_later_one_and_put_on_record_again(
        make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.SIGNED)
        await officer.presses("delete")
        assert "撤销阶段：万骏船舶 · 签约" in officer.sees()
        await officer.types("合同是别人的")
        await officer.presses("enter")
        assert "已撤销“签约”" in officer.told()
        assert "没有记录" in officer.sees()
        assert known(office_desk, "P0003").stage is Stage.REGISTERED
        await goes_to(officer, lambda to: getattr(to, "missing", False))
        await officer.presses("enter")
        assert "补登阶段：万骏船舶 · 签约" in officer.sees()
        await officer.clears()
        await officer.types("2021-10-15")
        await officer.presses("tab")
        await officer.types("按原件")
        await officer.presses("enter")
        assert "没有记录" not in officer.sees()
    assert str(known(office_desk, "P0003").milestones[1].day) == "2021-10-15"


@pytest.mark.story
async def test_documents_of_a_corrected_day_are_taken_over_with_one_key(make_app: MakeApp, office_desk: Desk) -> None:
    sure(attach(office_desk, "P0003", Paper("contract", "HT-1"), stage=Stage.SIGNED))
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.SIGNED)
        await officer.presses("enter")
        assert "原有凭证" in officer.sees()
        await officer.clears()
        await officer.types("2021-10-15")
        await officer.presses("tab")
        await officer.types("看错")
        await officer.presses("tab", "right", "enter")
    assert [paper.number for paper in known(office_desk, "P0003").milestones[1].documents] == ["HT-1"]


@pytest.mark.story
async def test_a_document_is_attached_with_its_file_and_opened_again(
        make_app: MakeApp, office_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over ssh there is no program to open it with: its place is told."""
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 22 10.0.0.2 22")
    slip = tmp_path / "执照 [甲].pdf"
    slip.write_bytes(b"%PDF-1.4")
    async with sitting(make_app(), WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("right")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.REGISTERED)
        await officer.presses("ctrl+o", "down", "down")
        await officer.types(str(tmp_path / "没有.pdf"))
        await officer.presses("enter")
        assert "找不到文件" in officer.sees()
        await officer.clears()
        await officer.types(str(slip))
        await officer.presses("enter")
        assert "已附营业执照" in officer.told()
        await goes_to(officer, lambda to: hasattr(to, "sha256"))
        await officer.presses("enter")
        assert "文件在：" in officer.told()
    paper = known(office_desk, "P0003").documents[0]
    assert (paper.kind, paper.stage, paper.filename) == ("licence", Stage.REGISTERED, slip.name)


async def test_several_stages_are_reached_in_one_move(make_app: MakeApp, office_desk: Desk) -> None:
    """F6 adds the next stage with a day of its own; all of them are saved, or none."""
    async with sitting(make_app()) as officer:
        officer.board.choose("P0002")
        await officer.presses("f2")
        await officer.presses("f6")
        assert "到资日期" in officer.sees()
        assert "没有到资记录" in officer.sees()
        await officer.presses("f7")
        assert "到资日期" not in officer.sees()
        await officer.presses("escape")
    assert known(office_desk, "P0002").stage is Stage.SIGNED


@pytest.mark.story
async def test_a_lead_becomes_registered_at_once(make_app: MakeApp, office_desk: Desk) -> None:
    sure(projects.amend(office_desk, "P0001", {"contract_amount": "8000万元"}))
    async with sitting(make_app(), WIDE) as officer:
        officer.board.choose("P0001")
        await officer.presses("f2")
        await officer.clears()
        await officer.types("2023-12-01")
        await officer.presses("f6")
        await officer.clears()
        await officer.types("2023-11-30")
        assert "早于" in officer.sees()
        await officer.clears()
        await officer.types("2023-12-20")
        await officer.presses("tab")
        await officer.types(CREDIT_CODE)
        await officer.presses("enter")
        assert "已推进到注册阶段" in officer.told()
    project = known(office_desk, "P0001")
    assert [(one.stage, one.day) for one in project.milestones[1:]] == [
        (Stage.SIGNED, day("2023-12-01")), (Stage.REGISTERED, day("2023-12-20"))]
    assert project.profile.credit_code == CREDIT_CODE


@pytest.mark.story
async def test_each_stage_of_a_move_brings_its_own_document(make_app: MakeApp, office_desk: Desk, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """A field for the number comes with the evidence of the stage that F6 added, and only where it is asked for."""
    default = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text(encoding="utf-8")
    (tmp_path / "strict.toml").write_text(f'{default}\n[evidence]\nregistered = [["licence"]]\n', encoding="utf-8")
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    sure(projects.amend(office_desk, "P0001", {"contract_amount": "8000万元", "credit_code": CREDIT_CODE}))
    async with sitting(make_app(), WIDE) as officer:
        officer.board.choose("P0001")
        await officer.presses("f2")
        assert not officer.app.screen.query_one("#field-number-registered").display
        await officer.presses("f6")
        assert officer.app.screen.query_one("#field-number-registered").display
        officer.app.screen.query_one("#evidence-registered").focus()
        await officer.presses("right", "down")
        assert officer.field().id == "number-registered"
        await officer.types("注字12号")
        await officer.presses("f7")
        assert not officer.app.screen.query_one("#field-number-registered").display
        await officer.presses("f6", "enter")
        assert "已推进到注册阶段" in officer.told()
    project = known(office_desk, "P0001")
    assert [(one.stage, one.kind, one.number) for one in project.documents] == [
        (Stage.REGISTERED, "licence", "注字12号")]


@pytest.mark.long(keep=2)
@pytest.mark.parametrize("typed", ["wjcb", "wanjun", "万骏", "P0003", "lly05 wjcb"])
async def test_a_project_is_found_from_any_screen(make_app: MakeApp, typed: str) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0007")
        await officer.presses("ctrl+k")
        await officer.types(typed)
        await officer.presses("enter")
        assert officer.lines()[1].strip().startswith("万骏船舶")
        await officer.presses("escape")
        assert officer.app.screen is officer.app.screen_stack[0]


async def test_the_search_has_names_before_parks_as_the_command_line_has(make_app: MakeApp, office_desk: Desk) -> None:
    """Two lie in the park, one is called so: Enter opens that one, and `sanxin project show` shows it."""
    async with sitting(make_app()) as officer:
        await opens(officer, "P0007")
        await officer.presses("ctrl+f")
        await officer.types("船舶")
        assert "桃花江二期" in officer.sees()
        await officer.presses("enter")
        assert officer.lines()[1].strip().startswith("万骏船舶")
    assert project_meant(office_desk, "船舶") == ("P0003", "万骏船舶", False)


@pytest.mark.parametrize("key", ["slash", "ideographic_comma", "ctrl+f"])
async def test_from_one_project_the_search_key_leads_to_another(make_app: MakeApp, key: str) -> None:
    """As on the lists; Esc leaves the project as it was, Enter opens the one found in its place."""
    async with sitting(make_app()) as officer:
        await opens(officer, "P0007")
        before = officer.sees()
        await officer.presses(key)
        assert officer.app.words.of_project.find_title in officer.sees()
        await officer.presses("escape")
        assert officer.sees() == before
        await officer.presses(key)
        await officer.types("wjcb")
        await officer.presses("enter")
        assert officer.lines()[1].strip().startswith("万骏船舶")
        await officer.presses("escape")
        assert officer.app.screen is officer.app.screen_stack[0]


async def test_a_form_speaks_the_other_language_and_keeps_what_was_typed(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f4", "down", *"yd", "up")
        await officer.types("岸线还差一个章")
        await officer.presses("f10")
        assert "Raise a blocker" in officer.sees()
        assert "提出卡点" not in officer.sees()
        assert officer.field().value == "岸线还差一个章"
        assert "[用地]" in officer.sees()
        await officer.presses("f10")
        assert "提出卡点" in officer.sees()
        assert officer.app.lang is Lang.ZH


@pytest.mark.story
async def test_a_day_is_expected_moved_and_taken_back_where_the_project_is(
        make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), size=WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("ctrl+x")
        assert "预计时间：万骏船舶" in officer.sees()
        await officer.presses("tab")
        await officer.types("2024-06")
        await officer.presses("enter")
        assert "万骏船舶：预计 2024-06" in officer.told()
        assert officer.sees().count("预计 2024-06") >= 2  # at the end of the line of life, and below the milestones
        officer.app.screen.query_one("#knowing", Page).focus()
        await officer.waits()
        await goes_to(officer, lambda to: isinstance(to, Outlook))
        await officer.presses("ctrl+x", "tab")
        await officer.clears()
        await officer.types("2024-10")
        await officer.presses("enter")
        assert "推迟到 2024-10（4 个月）" in officer.sees()
        officer.app.screen.query_one("#knowing", Page).focus()
        await officer.waits()
        await goes_to(officer, lambda to: isinstance(to, Outlook))
        await officer.presses("ctrl+x", "tab")
        await officer.clears()
        await officer.presses("enter")
        assert "万骏船舶：不再预计到资的时间" in officer.told()


async def test_money_that_went_back_is_recorded_beside_money_that_arrived(make_app: MakeApp) -> None:
    """Without a reason, or of more than had arrived, it is refused; then it stands with its sign, and is taken off."""
    async with sitting(make_app(), (140, 45)) as officer:
        officer.board.choose("P0008")
        await officer.presses("enter", "f3")
        assert "到资" in officer.sees()
        await officer.types("1亿元")
        await officer.presses(*["tab"] * 8, "right")
        seen = officer.sees()
        assert "登记资金退回：" in seen
        assert "退回原因" in seen
        assert "必填" in seen
        await officer.presses("enter")
        seen = officer.sees()
        assert "没有写理由" in seen
        assert "只到资 5000万元" in seen
        officer.app.screen.query_one("#amount", Input).value = "2000万元"
        officer.app.screen.query_one("#note", TextBox).text = "投资方减资"
        await officer.presses("enter")
        assert "已登记退回资金 2000万元" in officer.told()
        seen = officer.sees()
        assert "-2000万元" in seen
        assert "资金退回" in seen
        assert "投资方减资" in seen
        assert "累计 3000万元" in seen
