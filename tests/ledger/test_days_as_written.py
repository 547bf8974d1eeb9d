"""Days, periods, ticks and words of stages as offices write them, and what each is read as or named for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tracker.domain.expected import Awaited
from tracker.domain.stages import Stage, Status
from tracker.ledger.headers import stated_year
from tracker.ledger.rows import Ledger
from tracker.ledger.stage_cells import planned_said, reached_said
from tracker.ledger.words import stage_said, status_said
from tracker.words import Lang
from tracker.words.ledger import note_line, problem_line

BOOKS = Path(__file__).parent / "books"


def one(tmp_path: Path, today: date = date(2025, 1, 1), **cells: Any) -> Ledger:
    row = {"项目名称": "甲项目", "投资方": "甲公司", "合同金额": "1亿元", **cells}
    return read(write_xlsx(tmp_path / "a.xlsx", {"项目台账": [list(row), list(row.values())]}), today=today)


def days(ledger: Ledger) -> dict[str, str]:
    return {stage.value: str(day) for stage, day in ledger.projects[0].milestones.items() if stage is not Stage.LEAD}


@pytest.mark.parametrize(("cell", "day"), [
    ("2023年上半年", "2023H1"), ("2023Q3", "2023Q3"), ("2023年第三季度", "2023Q3"), ("2023年6月中旬", "2023-06D2"),
    ("2023-06", "2023-06"), ("2023年", "2023"),
])
def test_a_period_is_kept_as_it_is(tmp_path: Path, cell: str, day: str) -> None:
    ledger = one(tmp_path, 签约时间=cell)
    assert (found(ledger), days(ledger)) == (set(), {"signed": day})
    assert "notes" not in ledger.projects[0].profile


@pytest.mark.parametrize(("cell", "day"), [("2023年底", "2023-12"), ("2023年6月底", "2023-06"), ("2023年初", "2023"),
                                          ("2023年底。", "2023-12"), ("2023年6月底、", "2023-06")])
def test_words_that_say_more_than_the_day_stay_beside_it(tmp_path: Path, cell: str, day: str) -> None:
    ledger = one(tmp_path, 签约时间=cell)
    assert (found(ledger), days(ledger)) == (set(), {"signed": day})
    assert ledger.projects[0].profile["notes"] == {"签约时间": cell}
    assert [note_line(note) for note in ledger.notes if cell in note_line(note)] == [
        f"“项目台账”表里的“{cell}”记为 {day}（第 2 行）"]


@pytest.mark.parametrize(("cell", "asks"), [
    ("年底", True), ("上半年", True), ("第三季度", True), ("6月中旬", True), ("6月18日", True), ("待定", False),
    ("不详待查", False)])
def test_a_period_without_a_year_is_asked_about(tmp_path: Path, cell: str, asks: bool) -> None:
    ledger = one(tmp_path, 签约时间=cell)
    assert found(ledger) == {("项目台账", 2, "D", "not_a_date")}
    assert ("没有写年份" in problem_line(ledger.problems[0])) is asks
    assert ("names no year" in problem_line(ledger.problems[0], Lang.EN)) is asks


@pytest.mark.parametrize(("header", "cell", "day"), [
    ("2023年签约时间", "三季度", "2023Q3"), ("2023年签约时间", "6月中旬", "2023-06D2"), ("2023年度签约时间",
                                                                                         "6月18日", "2023-06-18"),
    ("2023年签约时间", "年底", "2023-12"), ("2023年签约时间", "2022年底", "2022-12"),
])
def test_the_year_of_a_header_is_that_of_its_days(tmp_path: Path, header: str, cell: str, day: str) -> None:
    ledger = one(tmp_path, **{header: cell})
    assert (found(ledger), days(ledger)) == (set(), {"signed": day})
    assert any("按表头记为 2023 年" in note_line(note) for note in ledger.notes) == (not cell.startswith("2022"))
    assert ledger.projects[0].profile.get("notes", {}) == ({header: cell} if "底" in cell else {})


@pytest.mark.parametrize(("title", "sheet", "asks"), [
    ("2023年重点项目推进表", "Sheet1", False), ("重点项目推进表", "2023年", False), ("重点项目推进表", "2023", False),
    ("重点项目推进表", "Sheet1", True), ("2022年、2023年重点项目推进表", "Sheet1", True),
    ("2021—2023年重点项目推进表", "Sheet1", True),
])
def test_the_year_of_a_title_is_that_of_days_without_one(tmp_path: Path, title: str, sheet: str, *, asks: bool) -> None:
    rows = [[title], ["序号", "项目名称", "投资方", "签约时间", "开工时间", "计划投产时间"],
            [1, "甲项目", "甲公司", "3月5日", "三季度", "年底"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {sheet: rows}), today=date(2025, 1, 1))
    if asks:
        assert found(ledger) == {(sheet, 3, "D", "not_a_date"), (sheet, 3, "E", "not_a_date")}
        return
    assert (found(ledger), days(ledger)) == (set(), {
        "signed": "2023-03-05", "registered": "", "funded": "", "started": "2023Q3"})
    assert str(ledger.projects[0].expected[Awaited.PRODUCING].day) == "2023-12"
    assert sum("按标题或表名记为 2023 年（第 3 行）" in note_line(note) for note in ledger.notes) == 3
    assert any("the year of the title" in note_line(note, Lang.EN) for note in ledger.notes)


@pytest.mark.parametrize(("cell", "day"), [
    ("年底", "2023-12"), ("年末", "2023-12"), ("年内", "2023"), ("年初", "2023"), ("6月底", "2023-06"),
    ("三季度末", "2023Q3")])
def test_what_is_only_about_a_day_is_of_the_year_of_a_title_and_its_words_stay(tmp_path: Path, cell: str,
                                                                               day: str) -> None:
    rows = [["2023年重点项目推进台账"], ["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", cell]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": rows}), today=date(2025, 1, 1))
    assert (found(ledger), days(ledger)) == (set(), {"signed": day})
    assert ledger.projects[0].profile["notes"] == {"签约时间": cell}
    assert any("按标题或表名记为 2023 年（第 3 行）" in note_line(note) for note in ledger.notes)


@pytest.mark.parametrize(("signed", "day"), [
    ("2023-02-01", "2023-12"), ("2023年3月", "2023-12"), ("三季度", "2023-12"), ("2022-11-01", None), ("", "2023-12")])
def test_what_is_only_about_a_day_could_be_of_a_year_beside_it_and_is_then_asked_about(tmp_path: Path, signed: str,
                                                                                       day: str | None) -> None:
    rows = [["2023年重点项目推进台账"], ["项目名称", "投资方", "签约时间", "注册时间"],
            ["甲项目", "甲公司", signed, "年底"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": rows}), today=date(2025, 1, 1), accept=["gap"])
    if day is None:
        assert found(ledger) == {("表", 3, "D", "not_a_date")}
        assert "同一行的其他日期都不是标题写的 2023 年，看不出是哪一年的；写明年份，如 2023年底" in problem_line(
            ledger.problems[0])
    else:
        assert (found(ledger), days(ledger)["registered"]) == (set(), day)


@pytest.mark.parametrize(("header", "year"), [
    ("2023年签约时间", 2023), ("签约时间（2023年度）", 2023), ("签约时间", None), ("2023年以来签约时间", None),
    ("2022-2023年签约时间", None), ("2022年、2023年签约时间", None),
    ("2023年前签约时间", None), ("2023年6月签约时间", None),
])
def test_the_one_year_a_header_names(header: str, year: int | None) -> None:
    assert stated_year(header) == year


def test_the_year_of_a_header_of_expected_days(tmp_path: Path) -> None:
    ledger = one(tmp_path, **{"2026年计划开工时间": "预计三季度", "预计投产时间": "年底"})
    assert {what.value: str(one.day) for what, one in ledger.projects[0].expected.items()} == {"started": "2026Q3"}
    assert ledger.projects[0].profile["notes"] == {"预计投产时间": "年底"}
    assert any("按表头记为 2026 年" in note_line(note) for note in ledger.notes)


@pytest.mark.parametrize("cell", [date(1905, 7, 15), date(1900, 2, 14)])
def test_a_number_shown_as_a_day_is_named(tmp_path: Path, cell: date) -> None:
    ledger = one(tmp_path, 签约时间=cell)
    assert found(ledger) == {("项目台账", 2, "D", "not_a_date")}
    assert "显示成了日期" in problem_line(ledger.problems[0])
    assert str((cell - date(1899, 12, 30)).days) in problem_line(ledger.problems[0], Lang.EN)


@pytest.mark.parametrize(("cell", "reached"), [
    ("√", True), ("✓", True), ("是", True), ("已签约", True), ("已完成", True), ("已", True), ("已正式签约", True),
    ("完成", True),
    ("否", False), ("×", False), ("未签约", False), ("尚未开工", False), ("未", False),
    ("待定", None), ("年底", None), ("2023-01-05", None), ("不详待查", None), ("1", None),
])
def test_a_tick_in_the_column_of_a_stage(cell: str, reached: bool | None) -> None:
    assert reached_said(cell) is reached


@pytest.mark.parametrize(("cell", "planned"), [
    ("拟2024年6月", True), ("计划12月开工", True), ("预计年底", True), ("2024年6月底前", True), ("力争上半年", True),
    ("2023-01-05", False), ("年底", False), ("2023年6月", False), ("已开工", False),
])
def test_a_plan_in_the_column_of_a_stage(cell: str, planned: bool) -> None:
    assert planned_said(cell) is planned


def test_ticks_are_milestones_on_an_unknown_day_and_plans_are_notes(tmp_path: Path) -> None:
    ledger = one(tmp_path, 签约="√", 注册=None, 开工="是", 投产="拟2026年6月")
    assert found(ledger) == set()
    assert days(ledger) == {"signed": "", "registered": "", "funded": "", "started": ""}
    assert ledger.projects[0].profile["notes"] == {"投产": "拟2026年6月"}
    assert any("是计划" in note_line(note) for note in ledger.notes)


@pytest.mark.parametrize("header", ["是否已签约", "是否为已签约项目", "是否签约"])
def test_a_question_about_a_stage(tmp_path: Path, header: str) -> None:
    assert days(one(tmp_path, **{header: "是"})) == {"signed": ""}
    assert days(one(tmp_path, **{header: "否"})) == {}


STAGES = {
    "在谈": Stage.LEAD, "正在洽谈": Stage.LEAD, "前期": Stage.LEAD, "储备": Stage.LEAD, "拟签约": Stage.LEAD,
    "未签约": Stage.LEAD,
    "已签框架协议": Stage.LEAD, "已签约": Stage.SIGNED, "签约未开工": Stage.SIGNED, "已签约，拟6月开工": Stage.SIGNED,
    "已签约未到资": Stage.SIGNED, "已注册": Stage.REGISTERED, "已注册待开工": Stage.REGISTERED,
    "已取得营业执照": Stage.REGISTERED,
    "资金已到位": Stage.FUNDED, "在建": Stage.STARTED, "在建未投产": Stage.STARTED, "主体封顶": Stage.STARTED,
    "试生产": Stage.STARTED, "已竣工未投产": Stage.STARTED, "已开工，预计2024年投产": Stage.STARTED,
    "已投产": Stage.PRODUCING,
    "竣工投产": Stage.PRODUCING, "拟开工": None, "预计投产": None, "正在办理注册手续": None, "推进中": None,
    "明年投产": None, "暂定6月开工": None, "后年开工": None,
    "施工图设计中": None, "施工许可证办理中": None, "土建招标": None, "开工前准备": None, "注册手续办理中": None,
    "投产后年产值5亿元": None, "签约仪式筹备": None, "完成施工图设计，已开工": Stage.STARTED,
    "签约后未动": Stage.SIGNED, "开工建设，前期手续已完成": Stage.STARTED,
}


@pytest.mark.parametrize("text", STAGES)
def test_stages_in_words(text: str) -> None:
    assert stage_said(text) is STAGES[text]


@pytest.mark.parametrize(("text", "status"), [
    ("已终止", Status.TERMINATED), ("暂缓", Status.PAUSED), ("停工", Status.PAUSED), ("未终止", None), ("在建", None)])
def test_statuses_in_words(text: str, status: Status | None) -> None:
    assert status_said(text) is status


@pytest.mark.parametrize("header", ["状态", "项目阶段", "当前进度"])
def test_the_columns_of_stages_in_words(tmp_path: Path, header: str) -> None:
    assert days(one(tmp_path, **{header: "已签约"})) == {"signed": ""}
    planned = one(tmp_path, **{header: "拟开工"})
    assert days(planned) == {}
    assert planned.projects[0].profile["notes"] == {header: "拟开工"}
    ended = one(tmp_path, **{header: "已终止"}).projects[0].ending
    assert ended is not None
    assert ended.status is Status.TERMINATED


@pytest.mark.parametrize(("text", "stages"), [
    ("已签约，2027年投产", ["signed"]), ("2027年6月开工建设", []), ("2024年12月投产", ["signed", "registered", "funded",
                                                                              "started", "producing"])])
def test_a_stage_of_a_time_after_the_day_of_the_book_is_not_reached(tmp_path: Path, text: str,
                                                                     stages: list[str]) -> None:
    ledger = one(tmp_path, 项目阶段=text)
    assert list(days(ledger)) == stages
    if len(stages) < 2:
        assert ledger.projects[0].profile["notes"] == {"项目阶段": text}


def test_a_stage_behind_a_known_day_is_named(tmp_path: Path) -> None:
    ledger = one(tmp_path, 项目阶段="签约", 签约时间="2023-01-05", 开工时间="2023-06-01")
    assert days(ledger)["started"] == "2023-06-01"
    assert any("日期却已到开工" in note_line(note) for note in ledger.notes)


def test_a_name_that_is_a_number_and_one_that_is_a_date(tmp_path: Path) -> None:
    assert one(tmp_path, 项目名称=1688).projects[0].name == "1688"
    ledger = one(tmp_path, 项目名称=date(2023, 6, 1))
    assert ledger.projects[0].name == "2023-06-01"
    assert any("是一个日期" in note_line(note) for note in ledger.notes)


def test_days_of_bookkeeping_are_notes(tmp_path: Path) -> None:
    kept = dict.fromkeys(("入库时间", "报送时间", "登记时间", "填表日期", "更新时间", "线索入库时间"), "2024-07-05")
    ledger = one(tmp_path, 签约时间="2024-01-05", **kept)
    assert (found(ledger), days(ledger)) == (set(), {"signed": "2024-01-05"})
    assert not ledger.projects[0].milestones[Stage.LEAD].known
    assert ledger.projects[0].profile["notes"] == kept


def test_the_book_of_stages_in_words() -> None:
    ledger = read(BOOKS / "09-stage-column-no-dates" / "input.xlsx")
    assert found(ledger) == set()
    reached = [max(row.milestones, key=lambda stage: stage.rank).value for row in ledger.projects]
    assert reached[:7] == ["lead", "signed", "registered", "funded", "started", "started", "producing"]
    assert [row.ending.status if row.ending else None for row in ledger.projects[8:10]] == [
        Status.TERMINATED, Status.PAUSED]
    assert all(not day.known for row in ledger.projects for day in row.milestones.values())


def test_the_book_of_bookkeeping_and_the_one_of_names() -> None:
    ledger = read(BOOKS / "61-admin-dates-as-lead" / "input.xlsx", today=date(2024, 12, 31))
    assert found(ledger) == set()
    assert all(not row.milestones[Stage.LEAD].known for row in ledger.projects)
    assert ledger.projects[0].profile["notes"] == {"入库时间": "2024-02-20", "报送时间": "2024-07-05"}
    for book in ("input.xlsx", "no-origin-ditto.xlsx"):
        names = read(BOOKS / "37-ditto-and-names" / book)
        assert "1688" in [row.name for row in names.projects]
        assert all(row.profile["investor"] != "同上" for row in names.projects)
        assert any("是一个日期" in note_line(note) for note in names.notes)


@pytest.mark.parametrize(("cell", "day", "note"), [
    ("2024.5已开工", "2024-05", False), ("2024年5月18日开工", "2024-05-18", False), ("是（2024年3月）", "2024-03",
                                                                                     False),
    ("已开工（2024.5.6）", "2024-05-06", False), ("已于2024年3月1日开工建设", "2024-03-01", False),
    ("2024年3月开工（5月停工）", "2024-03", True), ("在建", "", True), ("主体施工", "", True),
    ("2024年二季度开工", "2024Q2", False), ("20240518开工", "2024-05-18", False),
    ("2024年5月中旬开工", "2024-05D2", False),
    ("24年5月开工", "2024-05", False), ("2023年底开工", "2023-12", True),
    ("正在办理施工许可", None, True), ("未开工，待用地批复", None, True), ("2024年5月18日举行开工仪式", None, True),
    ("2024年5月奠基", None, True), ("未开工", None, False), ("○", None, False),
])
def test_words_and_days_in_the_column_of_a_stage(tmp_path: Path, cell: str, day: str | None, note: bool) -> None:
    ledger = one(tmp_path, 开工时间=cell)
    assert (found(ledger), days(ledger).get("started")) == (set(), day)
    assert ledger.projects[0].profile.get("notes", {}) == ({"开工时间": cell} if note else {})
    if note and day is None:
        for lang in Lang:
            assert any(cell in note_line(one_note, lang) for one_note in ledger.notes)


@pytest.mark.parametrize("cell", ["2024年5月主体封顶", "2024年5月签约"])
def test_a_day_of_something_else_is_asked_about(tmp_path: Path, cell: str) -> None:
    assert found(one(tmp_path, 开工时间=cell)) == {("项目台账", 2, "D", "not_a_date")}


@pytest.mark.parametrize(("cell", "day"), [
    ("拟2025年6月", "2025-06"), ("2025年3月（计划）", "2025-03"), ("预计2025-06-30", "2025-06-30"),
    ("预计2025年5月竣工投产", "2025-05"), ("2025年6月底前", "2025-06"), ("计划2025年一季度", "2025Q1"), ("拟6月", None),
    ("预计年底投产", None), ("暂定2025年6月", "2025-06"), ("有望2025年6月投产", "2025-06"), ("明年6月", None),
])
def test_a_plan_in_the_column_of_a_stage_is_an_expected_day(tmp_path: Path, cell: str, day: str | None) -> None:
    ledger = one(tmp_path, 投产时间=cell)
    assert (found(ledger), days(ledger)) == (set(), {})
    (project,) = ledger.projects
    assert {what.value: str(one.day) for what, one in project.expected.items()} == ({"producing": day} if day else {})
    assert project.profile["notes"] == {"投产时间": cell}


def test_a_column_for_the_expected_day_comes_before_a_plan_in_that_of_the_stage(tmp_path: Path) -> None:
    (project,) = one(tmp_path, 开工时间="拟2025年6月", 计划开工时间="2025-08-01").projects
    assert [str(expected.day) for expected in project.expected.values()] == ["2025-08-01"]


@pytest.mark.parametrize(("header", "cell", "reached"), [
    ("是否开工", 1, True), ("是否开工", 0, False), ("开工", True, True)])
def test_one_and_nought_are_yes_and_no_where_no_day_is_asked_for(tmp_path: Path, header: str, cell: Any,
                                                                reached: bool) -> None:
    assert ("started" in days(one(tmp_path, **{header: cell}))) is reached
    assert found(one(tmp_path, 开工时间=1)) == {("项目台账", 2, "D", "not_a_date")}


@pytest.mark.parametrize(("cell", "day"), [
    ("2024年3月18日开工", "2024-03-18"), ("已开工", ""), ("场地平整已完成，围挡已搭好，正在办理施工图审查", None)])
def test_sentences_in_a_column_that_tells_of_a_stage(tmp_path: Path, cell: str, day: str | None) -> None:
    ledger = one(tmp_path, 开工情况=cell)
    assert (found(ledger), days(ledger).get("started")) == (set(), day)
    assert days(one(tmp_path, 开工情况=cell, 开工时间="2024-04-01"))["started"] == "2024-04-01"


def test_planned_and_real_days_side_by_side(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "总投资（万元）", "开工时间", None], [None, None, None, "计划", "实际"],
            ["甲项目", "甲公司", 3000, "2024年3月", "2024-04-10"]]
    merges = [("进度", "D1:E1"), ("进度", "A1:A2"), ("进度", "B1:B2"), ("进度", "C1:C2")]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"进度": rows}, merges), today=date(2024, 12, 31))
    assert days(ledger)["started"] == "2024-04-10"
    assert [str(expected.day) for expected in ledger.projects[0].expected.values()] == ["2024-03"]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("text", "stage"), [
    ("已签约，正在办理用地手续", "signed"), ("2024年3月签约，5月开工", "started"), ("已投产", "producing"),
    ("已签约，24年5月开工", "started"), ("已签约，20240518开工", "started"), ("已签约，四季度投产", "signed"),
    ("已签约，2025年底投产", "signed"), ("已于2024年6月30日投产", "producing"), ("已签约，2027年投产", "signed"),
    ("2027年5月开工", None), ("已签约、已注册，2027.6投产", "registered"), ("项目已于3月开工", "started"),
    ("于2027年投产线建成", None), ("原项目已终止，现重新洽谈", None),
    ("正在洽谈，拟6月签约", None), ("对方公司已投产3家工厂", None), ("计划5月开工", None), ("已签约（框架协议）",
                                                                                            None)])
def test_where_only_sentences_tell_a_stage_their_beginning_does_and_it_is_said(tmp_path: Path, text: str,
                                                                              stage: str | None) -> None:
    ledger = one(tmp_path, 项目进展=text)
    assert (list(days(ledger)) or [None])[-1] == stage
    assert ledger.projects[0].profile["notes"] == {"项目进展": text}
    assert any("没有这一步的列" in note_line(note) for note in ledger.notes) is (stage is not None)
    assert days(one(tmp_path, 项目进展=text, 签约时间=None)) == {}


@pytest.mark.parametrize(("text", "status"), [
    ("因资金链断裂，项目已终止", Status.TERMINATED), ("因用地问题，项目已暂停", Status.PAUSED),
    ("对方项目已终止合作", None), ("原项目已终止，现重新洽谈", None)])
def test_a_last_clause_that_ends_the_project_does_and_it_is_said(tmp_path: Path, text: str,
                                                                 status: Status | None) -> None:
    ledger = one(tmp_path, 项目进展=text)
    ending = ledger.projects[0].ending
    assert (None if ending is None else ending.status) == status
    assert ledger.projects[0].profile["notes"] == {"项目进展": text}
    assert any("没有这一步的列" in note_line(note) for note in ledger.notes) is (status is not None)


@pytest.mark.parametrize(("cell", "status", "day"), [
    ("流失", Status.TERMINATED, ""), ("已清退", Status.TERMINATED, ""), ("解除协议", Status.TERMINATED, ""),
    ("2024.5暂停", Status.PAUSED, "2024-05"), ("24年5月暂停", Status.PAUSED, "2024-05"),
    ("2024年1-6月暂停", Status.PAUSED, ""), ("投资2000.5万元，暂停", Status.PAUSED, ""),
    ("终止（2024年3月15日）", Status.TERMINATED, "2024-03-15")])
def test_a_state_that_ends_a_project(tmp_path: Path, cell: str, status: Status, day: str) -> None:
    ending = one(tmp_path, 项目状态=cell).projects[0].ending
    assert ending is not None
    assert (ending.status, str(ending.day), ending.reason) == (status, day, cell)


@pytest.mark.parametrize(("remark", "day", "reason"), [
    ("2024年6月因用地问题终止", "2024-06", "因用地问题"), ("2024.6因环保问题，项目终止", "2024-06", "因环保问题"),
    ("24年6月终止：无地", "2024-06", "无地"), ("20240618终止", "2024-06-18", ""), ("2024年终止", "2024", ""),
    ("原合同终止后重新签约", None, ""), ("2024年6月终止日期待定", None, "")])
def test_a_remark_that_ends_a_project(tmp_path: Path, remark: str, day: str | None, reason: str) -> None:
    ending = one(tmp_path, 备注=remark).projects[0].ending
    assert (None if ending is None else (str(ending.day), ending.reason)) == (None if day is None else (day, reason))


def test_a_list_of_leads_with_expected_days_is_one_of_projects(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"在谈": [["线索名称", "拟签约时间", "计划开工时间"],
                                                         ["甲项目", "2025年3月", "待定"]]}), today=date(2024, 12, 31))
    assert [str(expected.day) for expected in ledger.projects[0].expected.values()] == ["2025-03"]
    assert ledger.projects[0].profile["notes"] == {"计划开工时间": "待定"}


def test_a_sheet_that_is_nearly_one_of_projects_says_what_it_lacks_in_words(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"在谈项目": [["项目名称", "投资方", "电话"], ["甲项目", "甲公司",
                                                                                                 "1"]]}))
    for lang in Lang:
        (line,) = (note_line(note, lang) for note in ledger.notes if note.code == "sheet_lacks")
        assert not any(word in line for word in ("chain_leader", "contract_amount", "problems、", "stage、"))
