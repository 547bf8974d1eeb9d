"""Section rows, sums and rows that go on, in the shapes offices give them; names, persons and numbers are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tests.ledger.test_tables import TODAY, agreeing, by_name, made, notes
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage, Status
from tracker.ledger.account import Fate
from tracker.ledger.cell_seen import CellsSeen
from tracker.ledger.rows import Ledger, NoteCode

HEADER = ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间", "责任单位"]


def project(number: Any, name: str, amount: int = 1000, *more: Any) -> list[Any]:
    return [number, f"{name}项目", f"{name}公司", amount, *more]


def names(ledger: Ledger) -> list[str]:
    return [row.name for row in ledger.projects]


def section_notes(ledger: Ledger) -> list[str | None]:
    return [row.profile.get("notes", {}).get("所在分组") for row in ledger.projects]


@pytest.mark.parametrize(("section", "stage"), [
    ("一、在谈项目（1个）", Stage.LEAD), ("新签约项目", Stage.SIGNED), ("二、2024年新开工项目", Stage.STARTED),
    ("续建项目", Stage.STARTED), ("投产项目", Stage.PRODUCING), ("拟开工项目", Stage.LEAD)])
def test_a_section_says_how_far_its_projects_are(section: str, stage: Stage, tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, [section], project(1, "甲")])
    assert max(ledger.projects[0].milestones or {Stage.LEAD: 0}, key=lambda step: step.rank) is stage
    assert section_notes(ledger) != [None]


def test_a_section_of_ended_projects_ends_them(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一、在建项目"], project(1, "甲"), ["二、终止项目"], project(2, "乙")])
    assert [row.ending and row.ending.status for row in ledger.projects] == [None, Status.TERMINATED]


def test_a_day_on_record_stands_over_the_section(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一、签约项目"], project(1, "甲", 1000, "2024-01-05")])
    assert ledger.projects[0].milestones[Stage.SIGNED].known


def test_the_title_of_a_further_table_is_its_section(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "责任单位"]
    ledger = made(tmp_path, [["一、签约项目"], header, ["甲项目", "甲公司", "商务局"], [],
                             ["二、投产项目"], [*header, "投产时间"], ["乙项目", "乙公司", "商务局", "2024-05-01"]])
    assert by_name(ledger)["甲项目"].milestones[Stage.SIGNED] == Day.unknown()


@pytest.mark.parametrize(("section", "field", "value"), [
    ("境内省外资金项目（1个）", "origin", Origin.OUT_OF_PROVINCE), ("外资项目", "origin", Origin.FOREIGN),
    ("商务局牵头项目（1个）", "bureau", "商务局"), ("临港区", "park", "临港区"), ("工业项目", "industry_chain",
                                                                                  "工业")])
def test_a_section_fills_a_field_its_rows_leave_empty(section: str, field: str, value: Any, tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一", section, "", 1000], project(1, "甲")])
    assert ledger.projects[0].profile[field] == value


@pytest.mark.parametrize("serials", [("一", "二"), ("A", "B"), ("★", "☆"), ("（1）", "（2）"), ("", "")])
def test_sections_by_any_sign(serials: tuple[str, str], tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, [serials[0], "重点项目"], project(1, "甲"), [serials[1], "一般项目"],
                             project(2, "乙")])
    assert (names(ledger), section_notes(ledger)) == (["甲项目", "乙项目"], ["重点项目", "一般项目"])


@pytest.mark.parametrize("section", ["高新区", "工业项目", "在建项目", "商贸物流类"])
def test_a_section_without_numbers_and_sums(section: str, tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER[1:], [section], project("", "甲")[1:], ["乙项目"]])
    assert (names(ledger), section_notes(ledger)) == (["甲项目", "乙项目"], [section, section])


def test_a_number_with_numbers_below_it_heads_a_section(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, [1, "装备制造产业", "", 2000], project("1.1", "甲"), project("1.2", "乙"),
                             [2, "新材料产业", "", 1000], project("2.1", "丙")])
    assert names(ledger) == ["甲项目", "乙项目", "丙项目"]
    assert agreeing(ledger) == {2: ("3-4",), 5: ("6",)}


def test_a_section_whose_sum_is_a_sentence(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一", "高新区", "", "共1个项目，合同金额1000万元"], project(1, "甲")])
    assert (found(ledger), names(ledger)) == (set(), ["甲项目"])
    assert ledger.projects[0].profile["park"] == "高新区"


def test_parts_of_a_sum_are_no_sections_and_are_held_against_it(tmp_path: Path) -> None:
    def book(parts: int) -> Ledger:
        return made(tmp_path, [HEADER, ["合计", "2个", "", 3000], ["其中：", "工业项目1个", "", parts],
                               ["", "农业项目1个", "", 1000], project(1, "甲"), project(2, "乙", 2000)])
    ledger = book(2000)
    assert (names(ledger), section_notes(ledger)) == (["甲项目", "乙项目"], [None, None])
    assert agreeing(ledger) == {2: ("5-6",)}
    assert [one["rows"] for one in notes(ledger, NoteCode.PARTS_AGREE)] == [(3, 4)]
    assert not notes(ledger, NoteCode.SUM_DIFFERS)
    (exceed,) = notes(book(3500), NoteCode.PARTS_EXCEED)
    assert (exceed["said"], exceed["read"]) == ("3000", "3500")


def test_sources_of_money_below_a_project_belong_to_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, project(1, "甲", 5000), ["", "其中：自有资金", "", 2000], ["", "银行贷款", "",
                                                                                                3000],
                             project(2, "乙")])
    assert (names(ledger), section_notes(ledger)) == (["甲项目", "乙项目"], [None, None])
    assert ledger.projects[0].profile["notes"] == {"项目名称": "其中：自有资金\n银行贷款",
                                                   "合同金额（万元）": "2000\n3000"}
    assert [one["rows"] for one in notes(ledger, NoteCode.ROW_CONTINUES)] == [(3, 4)]


@pytest.mark.parametrize("rest", ["（二期）", "及配套码头项目", "二期工程"])
def test_a_name_that_goes_on_in_the_next_row(rest: str, tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, project(1, "甲"), ["", rest, "", ""], project(2, "乙")])
    assert (names(ledger), section_notes(ledger)) == (["甲项目", "乙项目"], [None, None])
    assert ledger.projects[0].profile["notes"] == {"项目名称": rest}


def test_a_sum_under_a_code_or_beside_a_number_is_a_sum(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目编号", "项目名称", "投资方", "合同金额（万元）"], ["ZS-1", "甲项目", "甲公司", 1000],
                             ["合计", "1", "", 1000]])
    assert names(ledger) == ["甲项目"]
    ledger = made(tmp_path, [["县区", "项目名称", "投资方", "合同金额（万元）"], ["资阳区", "甲项目", "甲公司", 1000],
                             ["资阳区小计", 1, "", 1000]])
    assert names(ledger) == ["甲项目"]


def test_a_row_of_figures_alone_is_a_sum(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER[1:], project("", "甲")[1:], project("", "乙", 2000)[1:], ["", "", 3000]])
    assert (found(ledger), names(ledger)) == (set(), ["甲项目", "乙项目"])
    assert len(notes(ledger, NoteCode.SUM_AGREES)) == 1


def test_below_a_sum_no_project_goes_on(tmp_path: Path) -> None:
    ledger = made(tmp_path, [[*HEADER, "备注"], project(1, "甲"), ["合计", "", "", 1000],
                             ["", "", "", "", "", "", "审核人：某某"]])
    assert "notes" not in ledger.projects[0].profile
    assert ledger.accounts[0].counts()[Fate.UNREAD] == 1


def test_a_sum_whose_formula_has_no_result_is_said_not_to_be_compared(tmp_path: Path) -> None:
    import openpyxl

    path = write_xlsx(tmp_path / "a.xlsx", {"台账": [HEADER, project(1, "甲"), ["合计"]]})
    book = openpyxl.load_workbook(path)
    book["台账"]["D3"] = "=SUM(D2:D2)"
    book.save(path)
    ledger = read(path, today=TODAY)
    assert (found(ledger), names(ledger)) == (set(), ["甲项目"])
    assert [one["rows"] for one in notes(ledger, NoteCode.FORMULA_UNREAD)] == [(3,)]


def test_how_to_fill_in_and_an_example_are_no_projects(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["填写说明", "填全称", "填全称", "填数字", "如2023-01-05"],
                             ["例", "某某项目", "某某公司", 1000, "2023-01-05"], project(1, "甲")])
    assert (found(ledger), names(ledger)) == (set(), ["甲项目"])
    assert [one["rows"] for one in notes(ledger, NoteCode.ROW_SKIPPED)] == [(2, 3)]


def test_ditto_with_nothing_above_is_asked_about(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, [1, "甲项目", "同上", 1000, "", "商务局"], [2, "乙项目", "乙公司", 1000, "",
                                                                                 "—〃—"],
                             [3, "丙项目", "同前", 1000, "", "“"]])
    assert found(ledger) == {("台账", 2, "C", "nothing_above")}
    assert [row.profile.get("investor") for row in ledger.projects] == [None, "乙公司", "乙公司"]
    assert {row.profile["bureau"] for row in ledger.projects} == {"商务局"}


def test_a_text_merged_over_rows_is_a_note_of_each(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "类别", "项目名称", "投资方", "合同金额（万元）"], [1, "续建", "甲项目",
                                                                                          "甲公司", 1000],
                             [2, "", "乙项目", "乙公司", 1000]], ("B2:B3",))
    assert [row.profile["notes"]["类别"] for row in ledger.projects] == ["续建", "续建"]


def test_a_merged_amount_is_named_with_its_column(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, project(1, "甲", 5000), [2, "乙项目", "乙公司", ""]], ("D2:D3",))
    (merged,) = notes(ledger, NoteCode.AMOUNT_MERGED)
    assert (merged["header"], merged["value"], merged["count"]) == ("合同金额（万元）", 5000, 2)


@pytest.mark.parametrize("text", ["暂无问题", "目前没有困难", "无。", "不存在问题"])
def test_what_says_that_there_is_no_problem_is_no_blocker(text: str, tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "存在问题"], ["甲项目", "甲公司", text], ["乙项目", "乙公司",
                                                                                              "无用地指标"]])
    assert [(row.project, row.description) for row in ledger.blockers] == [("乙项目", "无用地指标")]


def test_what_the_projects_come_to_is_the_money_of_none_twice(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["", "高新区", "", 3000], project(1, "甲", 1000), project(2, "乙", 2000)])
    amounts = [row.profile["contract_amount"] for row in ledger.projects]
    assert amounts == [Money(10_000_000_00), Money(20_000_000_00)]


@pytest.mark.parametrize(("cell", "stages"), [
    ("未开工", {Stage.LEAD, Stage.SIGNED, Stage.REGISTERED, Stage.FUNDED}),
    ("否", {Stage.LEAD, Stage.SIGNED, Stage.REGISTERED, Stage.FUNDED}),
    ("暂未动工，等用地", {Stage.LEAD, Stage.SIGNED, Stage.REGISTERED, Stage.FUNDED}),
    ("", set(Stage) - {Stage.PRODUCING}), ("/", set(Stage) - {Stage.PRODUCING})])
def test_a_row_that_says_it_has_not_started_stands_over_its_section(cell: str, stages: set[Stage],
                                                                    tmp_path: Path) -> None:
    head = ["序号", "项目名称", "投资方", "签约时间", "开工时间"]
    ledger = made(tmp_path, [head, ["一", "在建项目"], [1, "甲项目", "甲公司", "2024-01-05", cell]])
    (row,) = ledger.projects
    assert set(row.milestones) == stages
    told = [(note["value"], note["rows"]) for note in notes(ledger, NoteCode.STAGE_NOT_REACHED)]
    unreached = Stage.STARTED not in stages
    assert told == ([(cell, (3,))] if unreached else [])
    assert row.profile["notes"].get("开工时间", "") == (cell if unreached else "")


def differing(ledger: Ledger) -> list[tuple[int, str, str, Any]]:
    """Row, figure, what its rows come to, and which these are, of each sum that is wrong."""
    return [(note["rows"][0], note["said"], note["read"], note["over"]) for note in notes(ledger, NoteCode.SUM_DIFFERS)]


def test_a_section_is_compared_with_its_own_rows_alone(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["合计", "3个", "", 6000], ["一、", "高新区（1个）", "", 6000], project(1, "甲"),
                             project(2, "乙", 2000), ["二、", "经开区（3个）", "", 3000], project(3, "丙", 3000)])
    assert differing(ledger) == [(3, "6000", "3000", ("4-5",)), (3, "1", "2", ("4-5",)), (6, "3", "1", ("7",))]
    assert agreeing(ledger) == {2: ("4-5", "7"), 6: ("7",)}


@pytest.mark.parametrize(("label", "wrong"), [("小计", True), ("经开区小计", True), ("合计", False)])
def test_a_subtotal_that_says_the_sum_of_all_is_wrong(label: str, wrong: bool, tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一、", "高新区"], project(1, "甲"), project(2, "乙", 2000),
                             ["", "小计", "", 3000], ["二、", "经开区"], project(3, "丙", 3000), ["", label, "", 6000],
                             ["总计", "", "", 6000]])
    expected = [(8, "6000", "3000", ("7",))] if wrong else []
    assert differing(ledger) == expected
    assert agreeing(ledger)[9] == ("3-4", "7")


@pytest.mark.parametrize("label", ["小计", "工业小计", "工业合计"])
def test_a_sum_right_below_those_of_inner_sections_is_of_the_outer_one(label: str, tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一、", "工业项目"], ["（一）", "机械"], project(1, "甲"), ["", "小计", "", 1000],
                             ["（二）", "电子"], project(2, "乙", 2000), ["", "小计", "", 2000],
                             ["", label, "", 3000], ["二、", "农业项目"], project(3, "丙"), ["总计", "", "", 4000]])
    assert differing(ledger) == []
    assert agreeing(ledger)[9] == ("4", "7")


@pytest.mark.parametrize(("said", "inner", "wrong"), [(3000, False, False), (2000, False, False), (3000, True, True)])
def test_a_subtotal_of_the_last_inner_section_or_of_all_that_have_none(said: int, inner: bool, wrong: bool,
                                                                       tmp_path: Path) -> None:
    """Where the inner section before has a subtotal of its own, this one is of the last one alone."""
    ledger = made(tmp_path, [HEADER, ["一、", "工业项目"], ["（一）", "机械"], project(1, "甲"),
                             *([["", "小计", "", 1000]] if inner else []), ["（二）", "电子"], project(2, "乙", 2000),
                             ["", "小计", "", said], ["总计", "", "", 3000]])
    assert differing(ledger) == ([(8, "3000", "2000", ("7",))] if wrong else [])


def test_subtotals_above_their_rows(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["", "小计", "", 3000], project(1, "甲"), project(2, "乙", 2000),
                             ["", "小计", "", 4000], project(3, "丙", 4000)])
    assert (differing(ledger), agreeing(ledger)) == ([], {2: ("3-4",), 5: ("6",)})


def test_sums_of_each_section_that_are_called_sums_of_all(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一、", "高新区"], project(1, "甲"), ["合计", "", "", 1000], ["二、", "经开区"],
                             project(2, "乙", 2000), project(3, "丙", 3000), ["合计", "", "", 5000]])
    assert (differing(ledger), agreeing(ledger)) == ([], {4: ("3",), 8: ("6-7",)})


def test_a_section_without_rows_that_says_it_has_some_is_wrong(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["一、", "高新区（1个）"], project(1, "甲"), ["二、", "经开区（2个）"],
                             ["三、", "老城区（0个）"]])
    assert differing(ledger) == [(4, "2", "0", ())]
    assert agreeing(ledger) == {2: ("3",), 5: ()}


def test_a_section_without_a_number_above_numbered_ones_is_over_them(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, ["", "高新区（3个）"], ["一、", "工业项目（2个）"], project(1, "甲"),
                             project(2, "乙"), ["二、", "农业项目（1个）"], project(3, "丙"), ["", "经开区（1个）"],
                             ["一、", "工业项目（1个）"], project(4, "丁")])
    assert [row.profile["park"] for row in ledger.projects] == ["高新区"] * 3 + ["经开区"]
    assert agreeing(ledger) == {2: ("4-5", "7"), 3: ("4-5",), 6: ("7",), 8: ("10",), 9: ("10",)}


def test_a_sum_that_cannot_be_compared_is_named(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, project(1, "甲"), [2, "乙项目", "乙公司", "1000万美元"],
                             ["合计", "2个", "", 3000]])
    (unchecked,) = notes(ledger, NoteCode.SUM_UNCHECKED)
    assert (unchecked["header"], unchecked["rows"]) == ("合同金额（万元）", (4,))


def test_of_many_sums_the_widest_are_named_with_their_rows(tmp_path: Path) -> None:
    sections = [[["", f"第{number}片区（1个）"], project(number, f"第{number}")] for number in range(1, 31)]
    ledger = made(tmp_path, [HEADER, *(row for rows in sections for row in rows), ["合计", "", "", 30_000]])
    assert agreeing(ledger)[62] == tuple(str(row) for row in range(3, 62, 2))
    (others,) = notes(ledger, NoteCode.SUMS_AGREE)
    assert len(agreeing(ledger)) + len(others["rows"]) == 31


def test_each_cell_of_a_sum_row_tells_its_own_result(tmp_path: Path) -> None:
    header = [*HEADER[:4], "用地面积（亩）"]
    ledger = made(tmp_path, [header, ["一、", "高新区（2个）", "", 3000, 70], project(1, "甲", 1000, 30),
                             project(2, "乙", 2000, 30), ["合计", "", "", 4000, 60]])
    seen = CellsSeen(ledger, ledger.problems, ledger.notes)

    def told(row: int, column: int) -> list[tuple[NoteCode, Any]]:
        cell = seen.of(ledger.accounts[0], row - 1, column)
        return [(note.code, note.params.get("figures")) for note in cell.notes if note.code is not NoteCode.SECTIONS]

    assert told(2, 3) == [(NoteCode.SUM_AGREES, ("合同金额（万元） 3000",))]
    assert told(2, 4) == [(NoteCode.SUM_DIFFERS, ("用地面积（亩） 70",))]
    assert told(5, 3) == [(NoteCode.SUM_DIFFERS, ("合同金额（万元） 4000",))]
    assert told(5, 4) == [(NoteCode.SUM_AGREES, ("用地面积（亩） 60",))]
    assert {code for code, _ in told(5, 0)} == {NoteCode.SUM_AGREES, NoteCode.SUM_DIFFERS}


def test_the_last_sum_of_several_tables_is_of_all_of_them(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["一、新签约项目"], HEADER[:4], project(1, "甲"), ["合计", "", "", 1000], [],
                             ["二、新开工项目"], ["序号", "项目名称", "开工时间", "投资方", "总投资（万元）"],
                             [1, "乙项目", "2024-03-01", "乙公司", 2000], ["合计", "", "", "", 2000],
                             ["总计", "", "", "", 3000]])
    assert (differing(ledger), agreeing(ledger)) == ([], {4: ("3",), 9: ("8",), 10: ("3", "8")})


def test_the_last_sum_of_tables_side_by_side_is_of_all_of_them(tmp_path: Path) -> None:
    header = HEADER[:4]
    ledger = made(tmp_path, [header * 2, [*project(1, "甲"), *project(3, "丙")], [*project(2, "乙"), *project(4, "丁")],
                             ["小计", "", "", 2000, "小计", "", "", 2000], ["总计", "", "", 4000]])
    assert differing(ledger) == []
    assert [note["count"] for note in notes(ledger, NoteCode.SUM_AGREES) if note["label"] == "总计"] == [4]


def test_a_count_in_a_column_of_its_own_is_compared(tmp_path: Path) -> None:
    header = ["序号", "项目名称", "项目个数", "总投资（亿元）", "投资方"]
    ledger = made(tmp_path, [header, ["一", "在谈项目", 3, 8], [1, "甲项目", "", 3, "甲公司"],
                             [2, "乙项目", "", 5, "乙公司"], ["", "总计", 2, 8]])
    assert differing(ledger) == [(2, "3", "2", ("3-4",))]


def test_a_sum_is_called_by_its_words_and_not_by_its_figures(tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, project(1, "甲"), project(2, "乙", "1.2亿元"), ["合计", "", "", "1.3亿元"]])
    (agrees,) = notes(ledger, NoteCode.SUM_AGREES)
    assert (agrees["label"], agrees["figures"]) == ("合计", ("合同金额（万元） 13000",))


def test_sections_and_headers_that_take_turns(tmp_path: Path) -> None:
    header = HEADER[:4]
    ledger = made(tmp_path, [["2024年项目台账（万元）"], ["一、高新区"], header, project(1, "甲"),
                             ["二、临港区"], header, project(2, "乙")])
    assert section_notes(ledger) == ["一、高新区", "二、临港区"]


@pytest.mark.parametrize("footer", ["审核 李四", "制表人 张三", "注1.数据为快报数", "第1页", "共1个项目",
                                    "数据来源 商务局"])
def test_the_footer_of_a_table_is_no_section_of_the_next_one(footer: str, tmp_path: Path) -> None:
    further = ["序号", "项目名称", "投资方", "总投资（亿元）", "开工时间"]
    ledger = made(tmp_path, [["一、签约项目"], HEADER[:4], project(1, "甲"), [], [footer], further, project(2, "乙")])
    assert section_notes(ledger) == ["一、签约项目", None]
    titled = made(tmp_path, [["一、签约项目"], HEADER[:4], project(1, "甲"), [footer], ["重点在建"], further,
                             project(2, "乙")])
    assert section_notes(titled) == ["一、签约项目", "重点在建"]


def test_sections_below_a_title_that_count_anew_are_part_of_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["一、签约项目"], HEADER[:4], project(1, "甲"), [], ["二、开工项目"],
                             ["序号", "项目名称", "投资方", "合同金额", "开工时间"], ["一", "高新区"], project(2, "乙"),
                             ["二", "临港区"], project(3, "丙")])
    assert section_notes(ledger) == ["一、签约项目", "二、开工项目 / 高新区", "二、开工项目 / 临港区"]


def test_titles_of_tables_side_by_side_are_their_sections(tmp_path: Path) -> None:
    header = HEADER[:4]
    ledger = made(tmp_path, [["新签约", "", "", "", "新投产"], header * 2, [*project(1, "甲"), *project(2, "乙")]])
    assert section_notes(ledger) == ["新签约", "新投产"]
    assert [max(row.milestones, key=lambda step: step.rank) for row in ledger.projects] == [
        Stage.SIGNED, Stage.PRODUCING]


def test_three_short_tables_of_three_kinds_below_each_other(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["一、项目"], ["项目名称", "投资方", "投资额（亿元）"], ["甲项目", "甲公司", 1],
                             ["二、存在问题"], ["项目名称", "存在问题", "责任单位", "办结时限"],
                             ["甲项目", "用地未批", "自规局", "2024-06-30"], ["三、目标"],
                             ["指标", "目标值", "单位"], ["新签约", 22, "个"]])
    assert (names(ledger), [row.description for row in ledger.blockers], len(ledger.targets)) == (
        ["甲项目"], ["用地未批"], 1)
    assert ledger.accounts[0].counts()[Fate.UNREAD] == 0


def test_a_part_of_a_project_with_words_of_its_own_is_no_project(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间", "目前进展"],
        [1, "产业园项目", "城投公司", 50000, "2024-01-05", "在建"], ["", "其中：一期", "", 30000, "", "已开工"],
        ["", "二期", "", 20000, "", "前期"], [2, "船厂项目", "万骏船舶", 20000, "2021-10-14", "停滞"],
        ["", "其中：船台", "", "", "", "完成"], ["总计", "", "", 70000]])
    assert [row.name for row in ledger.projects] == ["产业园项目", "船厂项目"]
    assert ledger.projects[0].profile["notes"] == {
        "目前进展": "在建\n已开工\n前期", "项目名称": "其中：一期\n二期", "总投资（万元）": "30000\n20000"}
    assert [note["columns"] for note in notes(ledger, NoteCode.SUM_AGREES)] == [("D",)]
