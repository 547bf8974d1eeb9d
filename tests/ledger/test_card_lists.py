"""Small tables on cards of projects: each is read as what it is, or kept line by line, and every cell has its fate."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.made import found, read, write_csv, write_ods, write_xls, write_xlsx
from tracker.domain.expected import Awaited
from tracker.domain.money import print_amount
from tracker.ledger.account import Fate
from tracker.ledger.card_lists import lists_on
from tracker.ledger.cards import OnSheets
from tracker.ledger.raw import BookSheet
from tracker.ledger.rows import Ledger, NoteCode
from tracker.words.ledger import note_line

Rows = list[list[Any]]
TODAY = date(2025, 6, 30)
CARD: Rows = [["项目名称", "甲厂", "投资方", "乙公司"], ["合同金额（万元）", 25000, "签约时间", "2021-03-12"]]


def card(tmp_path: Path, *rows: list[Any], top: Rows = CARD, merges: tuple[str, ...] = ()) -> Ledger:
    """A card with further rows below its first ones, read in the middle of 2025."""
    path = write_xlsx(tmp_path / "a.xlsx", {"卡片": [*top, *rows]}, [("卡片", merge) for merge in merges])
    return read(path, today=TODAY)


def came(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(row.what.value, str(row.day), print_amount(row.amount) if hasattr(row.amount, "minor") else str(
        row.amount.count)) for row in ledger.results if row.amount is not None]


def money(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(row.project, str(row.day), print_amount(row.amount)) for row in ledger.receipts]


def unread(ledger: Ledger) -> list[str]:
    return list(ledger.accounts[0].unread())


def notes_of(ledger: Ledger) -> dict[str, str]:
    notes: dict[str, str] = ledger.projects[0].profile.get("notes", {})
    return notes


def test_results_of_years_one_below_another_and_their_sum(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["年份", "完成投资（万元）", "产值（万元）", "备注"], [2022, 5000, 0, ""],
                  ["2023年度", "8000", 3000, "达产"], ["合计", 13000, 3000, ""])
    assert came(ledger) == [("invested", "2022", "5000万元"), ("invested", "2023", "8000万元"),
                            ("output", "2023", "3000万元")]
    assert [(said.header, print_amount(said.amount)) for said in ledger.projects[0].sums] == [
        ("累计完成投资（万元）", "1.3亿元"), ("累计产值（万元）", "3000万元")]
    assert notes_of(ledger)["2023年备注"] == "达产"
    assert unread(ledger) == []


def test_results_of_years_beside_each_other(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["成效", "2022年", "2023年", "2024年"], ["产值（万元）", 1000, 3000, 5000],
                  ["用工（人）", "", 20, 30])
    assert came(ledger) == [("output", "2022", "1000万元"), ("output", "2023", "3000万元"),
                            ("output", "2024", "5000万元"), ("jobs", "2023", "20"), ("jobs", "2024", "30")]
    assert "expected_output" not in ledger.projects[0].profile
    assert unread(ledger) == []


def test_money_by_months_beside_one_label(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["2024年到位资金（万元）", "1月", "2月", "3月"], ["", "", 500, 700], merges=("A3:A4",))
    assert money(ledger) == [("甲厂", "2024-02", "500万元"), ("甲厂", "2024-03", "700万元")]
    assert unread(ledger) == []


def test_planned_and_actual_days_by_stage(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["推进节点", "计划时间", "实际完成时间", "备注"], ["注册", "2021-04-01", "2021-04-02", ""],
                  ["开工", "2021-06-01", "2021-06-20", "推迟"], ["投产", "2025-12-31", "", ""])
    (project,) = ledger.projects
    assert found(ledger) == set()
    assert [str(day) for stage, day in project.milestones.items() if stage.value in ("registered", "started")] == [
        "2021-04-02", "2021-06-20"]
    assert {what: str(one.day) for what, one in project.expected.items()} == {
        Awaited.REGISTERED: "2021-04-01", Awaited.STARTED: "2021-06-01", Awaited.PRODUCING: "2025-12-31"}
    assert notes_of(ledger) == {"开工备注": "推迟"}
    assert unread(ledger) == []


def test_slices_of_money_without_a_header(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["资金到位情况（万元）", "第一笔", "2023年4月1日", 3000],
                  ["", "第二笔", "2023年6月15日", "2000万元"], merges=("A3:A4",))
    assert money(ledger) == [("甲厂", "2023-04-01", "3000万元"), ("甲厂", "2023-06-15", "2000万元")]
    assert unread(ledger) == []


def test_a_list_of_investors_gives_the_first_one_and_is_kept_line_by_line(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["投资方构成"], ["投资方名称", "出资额（万元）", "出资比例", "注册地"],
                  ["乙公司", 15000, "60%", "江州市"], ["丙集团", 10000, "40%", "海州市"], ["备注", "重点"],
                  top=[["项目名称", "甲厂", "责任单位", "工信局"], CARD[1]])
    assert ledger.projects[0].profile["investor"] == "乙公司"
    assert notes_of(ledger) == {"备注": "重点", "投资方构成": (
        "投资方名称：乙公司；出资额（万元）：15000；出资比例：60%；注册地：江州市\n"
        "投资方名称：丙集团；出资额（万元）：10000；出资比例：40%；注册地：海州市")}
    account = ledger.accounts[0]
    assert [account.of(*place) for place in ((2, 0), (3, 1), (4, 0), (4, 1), (5, 0))] == [
        Fate.HEADER, Fate.HEADER, Fate.FIELD, Fate.NOTE, Fate.NOTE]
    assert unread(ledger) == []
    assert any("投资方构成（A3）" in note_line(note) for note in ledger.notes)


def test_what_was_done_when_is_no_list_of_blockers(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["推进大事记"], ["时间", "事项", "经办人"], ["2024-02-01", "赴江州对接", "张三"],
                  ["2024-03-12", "签订合同", "李四"])
    assert (ledger.blockers, "officer" in ledger.projects[0].profile) == ((), False)
    assert notes_of(ledger)["推进大事记"].splitlines()[1] == "时间：2024-03-12；事项：签订合同；经办人：李四"


def test_work_that_is_still_to_do_is_no_list_of_blockers(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["下一步工作计划"], ["事项", "责任单位", "完成时限"],
                  ["完成土地平整", "自然资源局", "2025-09-30"], ["办理施工许可", "住建局", "2025-10-31"])
    assert ledger.blockers == ()
    assert "bureau" not in ledger.projects[0].profile
    assert len(notes_of(ledger)["下一步工作计划"].splitlines()) == 2


def test_a_blocker_of_one_text_alone_is_one(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["问题", "责任单位", "完成时限", "进展"], ["用地指标未落实", "", "", ""],
                  ["电力不足", "供电公司", "2025-10-30", ""], ["填表人：张三", "", "审核人：李四", ""])
    assert [row.description for row in ledger.blockers] == ["用地指标未落实", "电力不足"]
    assert unread(ledger) == ["A6", "C6"]
    assert {note.code for note in ledger.notes} >= {NoteCode.CARD_CELLS_SKIPPED}


def test_a_list_at_the_right_of_the_labels(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["合同金额（万元）", 25000, "2024-06-15", 2000], ["签约时间", "2024-03-12", "", ""],
                  top=[["项目名称", "甲厂", "到资日期", "到资金额（万元）"], ["投资方", "乙公司", "2024-04-01", 3000]])
    assert found(ledger) == set()
    assert money(ledger) == [("甲厂", "2024-04-01", "3000万元"), ("甲厂", "2024-06-15", "2000万元")]
    assert ledger.projects[0].profile["investor"] == "乙公司"
    assert unread(ledger) == []


def test_cards_beside_each_other_each_with_its_list(tmp_path: Path) -> None:
    rows: Rows = [*CARD, ["到资日期", "到资金额（万元）", "资金来源", "凭证号"], ["2024-04-01", 3000, "境内省外", "A1"],
                  ["2024-06-15", 2000, "境内省外", "A2"]]
    other = [[{"甲厂": "丙厂", 3000: 100}.get(cell, cell) for cell in row] for row in rows[:4]] + [[""] * 4]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"卡片": [
        [*left, "", *right] for left, right in zip(rows, other, strict=True)]}), today=TODAY)
    assert money(ledger) == [("甲厂", "2024-04-01", "3000万元"), ("甲厂", "2024-06-15", "2000万元"),
                             ("丙厂", "2024-04-01", "100万元")]
    assert unread(ledger) == []


def test_a_list_without_rows_is_its_header(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["到资日期", "到资金额（万元）", "资金来源", "凭证号"], [""], ["备注", "尚未到资"])
    assert (ledger.receipts, unread(ledger)) == ((), [])
    assert [ledger.accounts[0].of(2, column) for column in range(4)] == [Fate.HEADER] * 4


GROUPED: Rows = [
    ["临江县“一项目一表”"], ["项目基本情况", "项目名称", "甲厂", "", "项目编号", "LJ-003"],
    ["", "投 资 方：", "乙公司", "", "资金来源", "境内省外"],
    ["", "计划总投资（万元）", 25000, "", "其中：固定资产投资（万元）", 18000],
    ["项目进展情况", "签约时间", "2023.5.1", "", "开工时间", "2023.8.2"], ["", "目前进展", "主体封顶", "", "", ""],
    ["到资情况（万元）", "到资日期", "", "到资金额", "资金来源", "凭证号"],
    ["", date(2023, 7, 1), "", 3000, "境内省外", "A1"], ["", "合计", "", 3000, "", ""],
    ["存在问题", "问题", "", "责任单位", "完成时限", "进展"],
    ["", "用地指标未落实", "", "自然资源局", "2025年9月30日", ""]]


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods", "csv"])
def test_labels_and_lists_in_groups_at_the_left(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    match form:
        case "xlsx":
            write_xlsx(path, {"卡片": GROUPED}, [("卡片", merge) for merge in (
                "A1:F1", "A2:A4", "C2:D2", "C3:D3", "C4:D4", "A5:A6", "C6:F6", "A7:A9", "B7:C7", "B8:C8", "B9:C9",
                "A10:A11", "B10:C10", "B11:C11")])
        case "xls":
            write_xls(path, {"卡片": GROUPED})
        case "ods":
            write_ods(path, {"卡片": GROUPED})
        case _:
            write_csv(path, GROUPED)
    ledger = read(path, today=TODAY)
    (project,) = ledger.projects
    assert found(ledger) == set()
    assert (project.code, project.profile["investor"], project.profile["origin"].value) == (
        "LJ-003", "乙公司", "out_of_province")
    assert [print_amount(project.profile[name]) for name in ("contract_amount", "fixed_investment")] == [
        "2.5亿元", "1.8亿元"]
    assert money(ledger) == [("甲厂", "2023-07-01", "3000万元")]
    assert [(row.description, row.bureau) for row in ledger.blockers] == [("用地指标未落实", "自然资源局")]
    assert {note.code for note in ledger.notes} >= {NoteCode.SUM_AGREES}
    assert unread(ledger) == []


def test_boxes_say_by_their_ticks(tmp_path: Path) -> None:
    ledger = card(
        tmp_path, ["项目阶段", "☑已签约 ☑已注册 □已开工 □已投产", "资金来源", "□境内省外 ☑域外省内 □外资"],
        ["是否入规", "☑是 □否", "是否开工", "□是 ☑否"], ["是否世界500强", "√否 □是", "是否湘商回归", "是（√）否（ ）"],
        ["是否达产", "□是 □否", "掌门", "□甲 ☑乙"])
    (project,) = ledger.projects
    assert found(ledger) == set()
    assert {stage.value for stage in project.milestones} == {"lead", "signed", "registered"}
    assert (project.profile["origin"].value, project.profile["hunan_return"]) == ("in_province", True)
    assert "top500" not in project.profile
    assert [row.what.value for row in ledger.results] == ["above_scale"]
    assert notes_of(ledger)["掌门"] == "□甲 ☑乙"


def test_people_and_telephones_in_the_cell_of_a_party_are_apart(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["责任单位", "工信局 责任人：王五 联系电话：111", "备注", "联系人：钱六 电话：222"],
                  top=[["项目名称", "甲厂", "投资方", "乙公司\n联系人：张三 电话：000"], CARD[1]])
    profile = ledger.projects[0].profile
    assert (profile["investor"], profile["bureau"], profile["officer"]) == ("乙公司", "工信局", "王五")
    assert profile["notes"] == {"投资方联系人": "张三", "投资方电话": "000", "责任单位联系电话": "111",
                                "备注": "联系人：钱六 电话：222"}
    assert ledger.accounts[0].of(0, 3) is Fate.FIELD


@pytest.mark.parametrize("labels", [("投资方", "投资方"), ("投资方一", "投资方二"), ("第一投资方", "第二投资方")])
def test_of_two_investors_the_first_is_taken_and_the_other_named(tmp_path: Path, labels: tuple[str, str]) -> None:
    first, second = labels
    for rows in ([["项目名称", "甲厂"], [first, "乙公司"], [second, "丙公司"], ["合同金额", "2亿元"],
                  ["签约时间", "2023-05-01"]],
                 [["项目名称", first, second, "合同金额"], ["甲厂", "乙公司", "丙公司", "2亿元"]]):
        ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": rows}))
        assert ledger.projects[0].profile["investor"] == "乙公司"
        (note,) = (note for note in OnSheets(ledger.accounts).notes(ledger.notes)
                   if note.code is NoteCode.SECOND_INVESTOR)
        assert (note.params["first"], note.params["second"]) == ("乙公司", "丙公司")
        assert "丙公司" in notes_of(ledger).values()


@pytest.mark.parametrize(("label", "said", "what", "day"), [
    ("是否入统", "是，2023年9月入库", "in_statistics", "2023-09"),
    ("是否入规", "是(2024-6-1)", "above_scale", "2024-06-01")])
def test_a_yes_with_other_words_for_it_keeps_its_day(
        tmp_path: Path, label: str, said: str, what: str, day: str) -> None:
    (result,) = card(tmp_path, [label, said]).results
    assert (result.what.value, str(result.day)) == (what, day)


PLAIN: dict[str, object] = {
    "投资方": "乙公司", "合同金额": "2.5亿元", "签约时间": "2023-05-01", "是否开工": "是（2023.8.2）",
    "建设地点": "高新区", "是否入规": "是（2024.6.1）", "责任单位": "县工信局", "联系人": "甲某",
    "主要产品": "精密铸件", "用地（亩）": 30, "预计产值": "3亿元", "存在问题": "用地", "备注": "重点项目",
    "开工时间": "2023年8月", "建设内容": "年产一百万件", "项目类型": "工业", "当前进展": "正在建设",
    "填表日期": "2025-01-02"}


@settings(deadline=None)  # the first reading of each label takes longer than those after it
@given(st.permutations(list(PLAIN)), st.integers(4, len(PLAIN)), st.integers(1, 3))
def test_labels_with_values_beside_them_are_never_a_list(order: list[str], count: int, wide: int) -> None:
    pairs = [["项目名称", "甲厂"], *([label, PLAIN[label]] for label in order[:count])]
    rows: Rows = [[cell for pair in pairs[at:at + wide] for cell in pair] for at in range(0, len(pairs), wide)]
    assert lists_on(BookSheet("卡片", rows=rows)) == []
