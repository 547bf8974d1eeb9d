"""Blockers and receipts as offices write them: due days in words, closing days in brackets, money returned."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tracker.domain.blocking import Word
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.ledger.rows import BlockerRow, Ledger, NoteCode
from tracker.ledger.words import cause_of
from tracker.words.ledger import note_line, problem_line

BOOKS = Path(__file__).parent / "books"
PROJECTS = [["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2024-01-05"]]
TODAY = date(2024, 12, 31)


def one(tmp_path: Path, **cells: Any) -> Ledger:
    row = {"项目名称": "甲项目", "存在问题": "缺电", **cells}
    rows = [["2024年问题清单"], list(row), list(row.values())]
    return read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "问题清单": rows}), today=TODAY)


def of(ledger: Ledger) -> BlockerRow:
    assert found(ledger) == set()
    (row,) = ledger.blockers
    return row


@pytest.mark.parametrize(("cell", "due", "kept"), [
    ("2024-06-30", date(2024, 6, 30), False), ("2024年6月底前", date(2024, 6, 30), True), ("6月30日前", date(2024, 6,
                                                                                                      30), True),
    ("2024年第三季度", date(2024, 9, 30), True), ("2024年6月", date(2024, 6, 30), True),
    ("立行立改", None, True), ("持续推进", None, True), ("长期", None, True), ("视情况", None, True),
    ("年底前", date(2024, 12, 31), True), ("三季度", date(2024, 9, 30), True), ("6月中旬", date(2024, 6, 20), True),
])
def test_a_due_day_in_words(tmp_path: Path, cell: str, due: date | None, kept: bool) -> None:
    row = of(one(tmp_path, 完成时限=cell, 责任人="张三"))
    assert row.due == due
    assert [(word.text, word.said_by) for word in row.words] == ([(f"完成时限：{cell}", "张三")] if kept else [])


def listed(tmp_path: Path, *rows: tuple[str | None, str], title: str = "问题清单台账", header: str = "完成时限",
           file: str = "a.xlsx") -> Ledger:
    """A list that names no year in its title: when each was raised, and by when it is due."""
    sheet = [[title], ["项目名称", "存在问题", "提出时间", header],
             *(["甲项目", f"缺电{number}", raised, due] for number, (raised, due) in enumerate(rows))]
    return read(write_xlsx(tmp_path / file, {"项目": PROJECTS, "问题清单": sheet}), today=TODAY)


@pytest.mark.parametrize(("raised", "cell", "due"), [
    ("2024-03-01", "6月底前", date(2024, 6, 30)), ("2024-03-01", "12-30", date(2024, 12, 30)),
    ("2024-11-20", "1月底前", date(2025, 1, 31)), ("2024年3月", "三季度", date(2024, 9, 30)),
    ("2024-03-01", "6月底前完成整改，确保开工", date(2024, 6, 30))])
def test_a_due_day_without_a_year_is_of_the_year_beside_it(tmp_path: Path, raised: str, cell: str, due: date) -> None:
    ledger = listed(tmp_path, (raised, cell))
    assert of(ledger).due == due
    assert any(f"读作 {due.year} 年" in note_line(note) for note in ledger.notes)


def test_the_other_due_days_tell_the_year_only_where_they_agree(tmp_path: Path) -> None:
    ledger = listed(tmp_path, (None, "6月底前"), (None, "2024-09-30"), (None, "12-30"))
    assert [row.due for row in ledger.blockers] == [date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 30)]
    asked = listed(tmp_path, (None, "6月底前"), (None, "2024-09-30"), (None, "2023-12-30"))
    assert [(one.row, one.column, one.variant) for one in asked.problems] == [(3, "D", "no_year")]


def test_a_due_day_whose_year_nothing_tells_is_asked_about(tmp_path: Path) -> None:
    for cell in ("6月底前", "12-30", "年底"):
        ledger = listed(tmp_path, (None, cell))
        assert found(ledger) == {("问题清单", 3, "D", "not_a_date")}
        assert "没有写年份" in problem_line(ledger.problems[0])
    for cell in ("立行立改", "长期"):
        assert of(listed(tmp_path, (None, cell))).due is None


@pytest.mark.parametrize("where", [{"title": "2024年问题清单"}, {"file": "2024年台账.xlsx"},
                                   {"header": "2024年完成时限"}])
def test_the_book_tells_the_year_of_a_due_day(tmp_path: Path, where: dict[str, str]) -> None:
    assert of(listed(tmp_path, (None, "6月底前"), **where)).due == date(2024, 6, 30)


@pytest.mark.parametrize(("header", "cell", "who"), [
    ("责任人", "责任领导：李四\n具体负责人：张三\n完成时限：2024年6月底前", "李四、张三"),
    ("责任领导", "2024年6月底前完成时限：李四", "李四"),
    ("责任单位及责任人", "责任领导：王局长\n完成时限：6月底前", ""), ("责任领导", "李四（完成时限：6月底前）", "李四")])
def test_a_deadline_among_the_responsible_people_is_no_speaker(tmp_path: Path, header: str, cell: str,
                                                               who: str) -> None:
    """A deadline there is the due day of the blocker where no column has one; 完成时限 is nobody's name."""
    progress = "5月10日：责任领导：已受理；5月12日：完成时限：6月底"
    row = of(one(tmp_path, **{header: cell}, 办理情况=progress))
    assert {word.said_by for word in row.words} == {who}
    assert [str(word.day) for word in row.words][:2] == ["2024-05-10", "2024-05-12"]
    assert row.due == (None if "完成时限：李四" in cell else date(2024, 6, 30))


def test_a_due_day_the_calendar_does_not_have_is_still_wrong(tmp_path: Path) -> None:
    assert found(one(tmp_path, 完成时限="2024年2月30日")) == {("问题清单", 3, "C", "no_such_date")}


@pytest.mark.parametrize(("cell", "day"), [
    ("是（2024.5.20）", "2024-05-20"), ("已销号（5月20日）", "2024-05-20"), ("2024年5月20日已销号", "2024-05-20"),
    ("已于5月20日销号", "2024-05-20"), ("2024-05-20", "2024-05-20"), ("已销号（2024年5月）", "2024-05"), ("已销号", ""),
    ("已于二季度销号", "2024Q2"), ("24年5月20日销号", "2024-05-20"), ("20240520已销号", "2024-05-20"),
    ("2024年5月中旬解决", "2024-05D2"),
    ("√", ""),
])
def test_the_day_it_was_closed(tmp_path: Path, cell: str, day: str) -> None:
    row = of(one(tmp_path, 是否销号=cell))
    assert [(word.word, str(word.day)) for word in row.words] == [(Word.VERIFY, day)]


@pytest.mark.parametrize("cell", ["否", "×", "未", None])
def test_one_that_is_open(tmp_path: Path, cell: str | None) -> None:
    assert of(one(tmp_path, 是否销号=cell)).words == ()


def test_words_are_their_author_s_and_keep_the_day_they_begin_with(tmp_path: Path) -> None:
    row = of(one(tmp_path, 责任领导="某县长", 解决措施="架设专线", 备注="5月10日：已报电力公司"))
    assert [(str(word.day), word.text, word.said_by) for word in row.words] == [
        ("", "解决措施：架设专线", "某县长"), ("2024-05-10", "备注：5月10日：已报电力公司", "某县长"),
        ("", "责任领导：某县长", "某县长")]


def test_each_day_of_a_text_is_a_word_of_its_own_by_whoever_signs_it(tmp_path: Path) -> None:
    """A signature is a name that the sheet has for somebody, in whatever row."""
    told = "3月5日：现场踏勘（李四）；4月10日：报省厅。\n2024年5月20日王五电话催办"
    rows = [["2024年问题清单"], ["项目名称", "存在问题", "责任人", "办理情况", "办结时间"],
            ["甲项目", "缺电", "张三", told, "6月1日"],
            ["甲项目", "缺水", "李四（副局长）、王五 13800000000", None, None]]
    row, _ = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "问题清单": rows}), today=TODAY).blockers
    assert [(word.word, str(word.day), word.text, word.said_by) for word in row.words] == [
        (Word.NOTE, "2024-03-05", "办理情况：3月5日：现场踏勘（李四）", "李四"),
        (Word.NOTE, "2024-04-10", "办理情况：4月10日：报省厅。", "张三"),
        (Word.NOTE, "2024-05-20", "办理情况：2024年5月20日王五电话催办", "张三"),
        (Word.ANSWER, "2024-06-01", "", "")]


@pytest.mark.parametrize("cell", [
    "5月10日：已受理（高新区）", "5月10日：林业局：已受理", "5月10日：已核发（许可证）", "5月10日：汤阴县：正在办理",
    "5月10日：江北区：已受理"])
def test_an_office_or_a_paper_in_the_place_of_a_signature_is_nobody(tmp_path: Path, cell: str) -> None:
    assert [word.said_by for word in of(one(tmp_path, 责任人="张三", 办理情况=cell)).words] == ["张三"]
    assert [word.said_by for word in of(one(tmp_path, 责任单位及责任人="住建局 王五", 办理情况=cell)).words] == [""]


def test_a_person_named_beside_an_office_signs(tmp_path: Path) -> None:
    row = of(one(tmp_path, 责任单位及责任人="住建局 王五", 办理情况="5月10日：王五：已受理；5月12日：住建局：已批复"))
    assert [(str(word.day), word.said_by) for word in row.words] == [("2024-05-10", "王五"), ("2024-05-12", "")]


@pytest.mark.parametrize("text", ["5月20日、6月3日两次协调", "5月20日至6月3日公示", "5月20日、23日两次协调",
                                  "已上报省厅，6月3日受理", "踏勘、6月3日报批", "2024年二季度完成征地"])
def test_a_day_among_others_and_one_within_a_sentence_begin_no_word(tmp_path: Path, text: str) -> None:
    assert [(str(word.day), word.text) for word in of(one(tmp_path, 办理情况=text)).words] == [("",
                                                                                                f"办理情况：{text}")]


@pytest.mark.parametrize(("text", "days"), [
    ("24年5月10日上报；20240603受理", ["2024-05-10", "2024-06-03"]),
    ("1. 5月10日上报\n2. 6月3日受理", ["2024-05-10", "2024-06-03"]),
    ("5月10日上报，6月3日受理", ["2024-05-10"]), ("24.5.10上报。24年6月受理", ["2024-05-10", "2024-06"])])
def test_the_days_that_begin_a_word(tmp_path: Path, text: str, days: list[str]) -> None:
    assert [str(word.day) for word in of(one(tmp_path, 办理情况=text)).words] == days


@pytest.mark.parametrize("header", ["提出时间", "答复时间", "销号时间"])
def test_a_day_that_says_more_is_kept_beside_the_blocker(tmp_path: Path, header: str) -> None:
    for cell in ("6月底", "2024年6月底。"):
        row = of(one(tmp_path, **{header: cell}))
        assert f"{header}：{cell}" in [word.text for word in row.words]
        assert "2024-06" in [str(row.raised), *(str(word.day) for word in row.words)]


@pytest.mark.parametrize("text", ["计划6月底前完成", "园区已协调", "3月底前报批；4月中旬批复"])
def test_a_text_without_a_day_of_its_own_stays_whole(tmp_path: Path, text: str) -> None:
    assert [(str(word.day), word.text) for word in of(one(tmp_path, 办理情况=text)).words] == [("",
                                                                                                f"办理情况：{text}")]


@pytest.mark.parametrize("cell", ["部分解决", "预计6月完成", "正在协调"])
def test_what_is_closed_in_part_is_open_and_its_words_are_kept(tmp_path: Path, cell: str) -> None:
    for header in ("是否销号", "办结时间"):
        row = of(one(tmp_path, **{header: cell}))
        assert [(word.word, word.text) for word in row.words] == [(Word.NOTE, f"{header}：{cell}")]


def test_the_day_in_the_state_and_a_day_in_the_year_of_the_title(tmp_path: Path) -> None:
    row = of(one(tmp_path, 提出时间="3月8日", 完成情况="已办结（9月1日）"))
    assert str(row.raised) == "2024-03-08"
    assert [(word.word, str(word.day)) for word in row.words] == [(Word.ANSWER, "2024-09-01")]


@pytest.mark.parametrize(("text", "kept"), [("无需协调", True), ("暂无", False), ("没有问题", True), ("进展顺利", True),
                                            ("已解决", True)])
def test_a_project_without_problems_has_no_blocker(tmp_path: Path, text: str, kept: bool) -> None:
    rows = [["项目名称", "投资方", "需要协调解决的问题"], ["甲项目", "甲公司", text]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows}), today=TODAY)
    assert ledger.blockers == ()
    assert ledger.projects[0].profile.get("notes", {}) == ({"需要协调解决的问题": text} if kept else {})


def test_of_problems_and_what_is_asked_for_the_problem_is_the_blocker(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "存在问题及困难", "需协调解决事项"], ["甲项目", "甲公司", "缺电", "请尽快架线"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows}), today=TODAY)
    assert of(ledger).description == "缺电"
    assert ledger.projects[0].profile["notes"] == {"需协调解决事项": "请尽快架线"}


def test_the_words_offices_have_for_who_and_what(tmp_path: Path) -> None:
    rows = [["反映企业", "反映问题", "牵头部门及责任人", "完成情况"], ["甲项目", "园区道路未通", "住建局 王五",
                                                                       "推进中"]]
    row = of(read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "堵点台账": rows}), today=TODAY))
    assert (row.project, row.description, row.bureau) == ("甲项目", "园区道路未通", "住建局 王五")


@pytest.mark.parametrize(("text", "cause"), [
    ("缺电", "用电"), ("10kV专线未接入", "用电"), ("没有通电", "用电"), ("缺水", "用水"), ("没有水", "用水"),
    ("天然气未接通", "用水"),
    ("招不到人", "用工"), ("缺用地指标60亩", "用地"), ("土地未摘牌", "用地"), ("房屋未拆除", "征拆"), ("环评未批",
                                                                           "环评"),
    ("污水排放指标不足", "环评"), ("资金紧张", "融资"), ("施工证未办", "规划报批"), ("奖励未到账", "政策"), ("销售不畅",
                                                                             "市场"),
    ("岸线手续", "河湖岸线"), ("天气不好", "其他"),
])
def test_the_cause_in_everyday_words(text: str, cause: str) -> None:
    assert cause_of(text) == cause


@pytest.mark.parametrize(("amount", "remark"), [
    (-100, "退回"), ("-100万元", "投资方撤资"), ("（100）", "冲减上月"),
    ("负100", "减资"), ("-0.01亿元", "x")])
def test_money_below_zero_went_back(tmp_path: Path, amount: Any, remark: str | None) -> None:
    rows = [["项目名称", "到账日期", "到账金额（万元）", "备注"], ["甲项目", "2024-02-01", amount, remark]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "到资": rows}), today=TODAY)
    assert ledger.problems == ()
    (row,) = ledger.receipts
    assert (row.amount, row.note) == (Money(-100 * 10_000 * 100), remark or "")
    (note,) = (one for one in ledger.notes if one.code is NoteCode.WITHDRAWN)
    assert note_line(note) == "“到资”表里的负数，记为退回的资金（第 2 行）"
    assert Stage.FUNDED not in ledger.projects[0].milestones, "no money arrived"


@pytest.mark.parametrize("remark", [None, "无", "-", "/", "暂无", " ", "——"])
def test_money_below_zero_that_nothing_explains_is_a_problem(tmp_path: Path, remark: str | None) -> None:
    """A minus may be a slip of the hand. 无, 暂无 or a dash in the remarks, or in another column, is no explanation."""
    rows = [["项目名称", "到账日期", "到账金额（万元）", "备注", "经手"],
            ["甲项目", "2024-02-01", -100, remark, remark]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "到资": rows}), today=TODAY)
    assert [(one.column, one.code.value, one.variant) for one in ledger.problems] == [
        ("C", "not_an_amount", "unexplained")]
    assert ledger.receipts == ()


@pytest.mark.parametrize(("header", "cell", "told"), [
    ("开户行", "工行", False), ("经办人", "张三", False), ("摘要", "退回投资款", True), ("退款原因", "解除协议", True),
    ("备注", "解除协议", True), ("备注", "/", False)])
def test_what_explains_money_below_zero_speaks_of_it(header: str, cell: str, told: bool, tmp_path: Path) -> None:
    """The bank an amount came by says nothing about its sign: neither in a list of days nor in columns of months."""
    days = [["项目名称", "到账日期", "到账金额（万元）", header], ["甲项目", "2024-02-01", -500, cell]]
    months = [["2024年到位资金（单位：万元）"], ["项目名称", "投资方", "责任单位", "1月", "2月", header],
              ["甲项目", "甲公司", "商务局", 800, -500, cell]]
    listed = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "到资": days}), today=date(2024, 12, 31))
    by_month = read(write_xlsx(tmp_path / "b.xlsx", {"月报": months}), today=date(2024, 12, 31))
    for ledger, where in ((listed, ("到资", 2, "C", "not_an_amount")), (by_month, ("月报", 3, "E", "not_an_amount"))):
        assert found(ledger) == (set() if told else {where})
        assert [one.variant for one in ledger.problems] == ([] if told else ["unexplained"])
        assert any(row.amount.minor < 0 for row in ledger.receipts) is told


def test_a_row_that_speaks_of_money_returned_above_zero_is_pointed_out(tmp_path: Path) -> None:
    rows = [["项目名称", "到账日期", "到账金额（万元）", "备注"], ["甲项目", "2024-02-01", 100, "投资方撤资退回"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "到资": rows}), today=TODAY)
    assert ledger.receipts[0].amount.minor > 0
    assert [note.code for note in ledger.notes if note.code is NoteCode.PERHAPS_WITHDRAWN]


def test_money_below_zero_in_month_columns_and_below_a_project(tmp_path: Path) -> None:
    """A sum that is right with the signs says nothing; the row without a name goes on with the one above."""
    rows = [["2024年到位资金"], ["项目名称", "投资方", "责任单位", "到位资金（万元）", "", "", "", "备注"],
            ["", "", "", "1月", "2月", "3月", "累计"], ["甲项目", "甲公司", "商务局", 300, -100, None, 200, "减资"],
            ["乙项目", "乙公司", "商务局", 50, "（50）", 10, 20, "2月退回"]]
    merges = [("到资", where) for where in ("A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:H3")]
    path = write_xlsx(tmp_path / "a.xlsx", {"到资": rows}, merges)
    ledger = read(path, today=date(2024, 12, 31))
    assert ledger.problems == ()
    assert [(row.project, str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [
        ("甲项目", "2024-01", 300), ("甲项目", "2024-02", -100), ("乙项目", "2024-01", 50), ("乙项目", "2024-02", -50),
        ("乙项目", "2024-03", 10)]
    differs = [note_line(note) for note in ledger.notes if note.code is NoteCode.CUMULATIVE_DIFFERS]
    assert len(differs) == 1
    assert "10" in differs[0]
    below = [["序号", "项目名称", "到账日期", "到账金额（万元）", "备注"], [1, "甲项目", "2024-02-01", 300],
             [None, None, "2024-03-01", -100, "减资"], [None, "合计", None, 200]]
    ledger = read(write_xlsx(tmp_path / "b.xlsx", {"项目": PROJECTS, "到资": below}), today=date(2024, 12, 31))
    assert [(row.project, row.amount.minor // 10**6) for row in ledger.receipts] == [("甲项目", 300), ("甲项目", -100)]
    assert any(note.code is NoteCode.SUM_AGREES for note in ledger.notes)


def test_the_book_of_a_problem_list() -> None:
    ledger = read(BOOKS / "41-problem-list-form" / "input.xlsx", today=TODAY)
    assert found(ledger) == set()
    told = [(row.project, row.category, row.due, [str(w.day) for w in row.words if w.word is Word.VERIFY])
            for row in ledger.blockers]
    assert told == [("甲项目", "用地", date(2024, 6, 30), []), ("甲项目", "用电", None, ["2024-05-20"]),
                    ("乙项目", "环评", None, [""]), ("乙项目", "岸线", None, [])]
    assert "完成时限：立行立改" in [word.text for word in ledger.blockers[1].words]
    assert found(read(BOOKS / "41-problem-list-form" / "no-words.xlsx", today=TODAY)) == set()


def test_the_book_of_lost_texts() -> None:
    first, second = read(BOOKS / "44-blockers-texts-lost" / "input.xlsx", today=TODAY).blockers
    assert {word.text for word in first.words} == {"解决措施：已向省厅申请追加指标", "备注：省厅王处长答应6月批复"}
    assert second.category == "用电"
    assert [str(word.day) for word in second.words if word.word is Word.VERIFY] == ["2024-05-20"]


def test_the_book_of_receipts() -> None:
    ledger = read(BOOKS / "68-receipts-forms" / "input.xlsx", today=TODAY)
    assert found(ledger) == set()
    assert [(row.project, row.amount.minor // 10**6, row.amount.currency.value) for row in ledger.receipts] == [
        ("甲项目", 500, "CNY"), ("甲项目", 300, "CNY"), ("乙项目", 50, "USD"), ("甲项目", -100, "CNY")]
    assert any("接上一行的项目" in note_line(note) for note in ledger.notes)


def test_a_text_of_several_days_is_a_word_of_each(tmp_path: Path) -> None:
    text = "2024年5月10日：已上报省厅；6月3日：省厅受理。"
    row = of(one(tmp_path, 完成时限="2024-06-30", 工作进展=text, 责任人="张三"))
    assert [(str(word.day), word.text, word.said_by) for word in row.words] == [
        ("2024-05-10", "工作进展：2024年5月10日：已上报省厅", "张三"),
        ("2024-06-03", "工作进展：6月3日：省厅受理。", "张三")]


def test_a_section_says_what_kind_of_blocker_it_is(tmp_path: Path) -> None:
    rows = [["问题清单"], ["序号", "项目名称", "存在问题", "责任单位", "完成时限"], ["一、融资类（1个）"],
            [1, "甲项目", "银行还没有答复", "金融办", "2024-06-30"]]
    row = of(read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "问题清单": rows}), today=TODAY))
    assert (row.category, row.description) == ("融资", "银行还没有答复")
