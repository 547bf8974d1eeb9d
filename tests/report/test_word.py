"""The Word document opened again: its cells say what the review says, whatever people wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.report.conftest import HOSTILE, LONG, Write, crowded, spoilt
from tracker.domain.blocking import Word
from tracker.domain.money import Currency
from tracker.domain.reasons import Nowhere
from tracker.domain.workdays import WorkingDays
from tracker.office.figures.figures import Coverage, Figure, MoneyLine
from tracker.office.review.review import Moved, Review
from tracker.report.templates import TEMPLATES, template
from tracker.shipped import shipped
from tracker.words import Lang

LIST = ["序号", "项目", "卡点", "责任单位/责任人", "等待层级", "提出", "历时（工作日）", "办结时限", "预警", "结转",
        "最近一次"]


def table(document: Any, key: str) -> list[list[str]]:
    """The texts of the table a caption names."""
    found = next(one for one in document.tables if one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == key)
    return [[cell.text for cell in row.cells] for row in found.rows]


def paragraphs(document: Any) -> list[str]:
    return [one.text for one in document.paragraphs]


@pytest.mark.story
def test_the_list_says_what_the_review_says(held: Review, write: Write) -> None:
    rows = table(docx.Document(str(write(held, "docx"))), "list")
    assert rows[0] == LIST
    assert len(rows) - 1 == len(held.agenda.open) == 9
    for at, (row, one) in enumerate(zip(rows[1:], held.agenda.open, strict=True), 1):
        assert row[0] == str(at)
        assert row[1].split("\n")[0] == one.project
        assert one.code in row[1]
        assert row[2].startswith(f"【{one.category}】{one.description}")
        assert row[3] == "自然资源局\n王<五>"
        assert one.age is not None
        assert row[6] == str(one.age.count) == "27"  # 6 November to 13 December 2023: no holiday between
        assert row[7].startswith(str(one.due))
        assert row[9] == "连续第 1 周结转"


@pytest.mark.story
def test_the_rows_of_three_blockers_in_full(held: Review, write: Write) -> None:
    rows = {row[1].split("\n")[0]: row for row in table(docx.Document(str(write(held, "docx"))), "list")}
    put_off, raised_to, outside = (rows[name] for name in (HOSTILE[0], HOSTILE[1], HOSTILE[4]))
    assert put_off[7] == "2023-12-20\n还有 7 天到期\n原定 2023-12-01"
    # The first of December passed before it was put off: one lapse.
    assert put_off[8] == "蓝色预警，报责任单位"
    assert raised_to[2] == "【用地】=1+1\n风险\n许可 岸线〔2023〕7号（水利厅）"
    assert raised_to[4] == "链长"
    # Due on Saturday 2 December; the 4th to the 8th and the 11th to the 13th are working days.
    assert raised_to[7] == "2023-12-02\n逾期 8 个工作日"
    assert raised_to[10] == "2023-12-13 升级到链长：请链长协调 =1+1"
    assert outside[4] == "省级\n外部等待 27 个工作日"


@pytest.mark.story
def test_what_was_verified_is_told_apart(held: Review, write: Write) -> None:
    document = docx.Document(str(write(held, "docx")))
    (row,) = table(document, "verified")[1:]
    assert row[1].split("\n")[0] == "A & B <合资>"
    assert LONG.strip() in row[2]
    assert row[7] == "2023-12-13 销号"
    counts = next(text for text in paragraphs(document) if text.startswith("未销号"))
    assert counts == "未销号 9 · 新增 0 · 补列 0 · 结转 9 · 逾期 8 · 已答复 1 · 已销号 1 · 退回 0 · 重开 0 · 待议 5"
    assert f"已销号 {len(held.agenda.turned(Word.VERIFY))}" in counts


@pytest.mark.story
def test_the_head_says_which_week_and_what_was_known(held: Review, write: Write) -> None:
    texts = paragraphs(docx.Document(str(write(held, "docx"))))
    assert texts[0] == "甲县<b>重点项目卡点周会商表"
    assert "周次：2023-W50（2023-12-11 周一至 2023-12-17 周日）" in texts[1]
    assert "会商：已结束；2023-12-13 09:00 联络员01 开始；2023-12-13 09:00 联络员01 结束" in texts[1]
    assert "数据截至：2023-12-13 09:00，天数算到 2023-12-13" in texts[2]
    assert f"口径：{held.agenda.ruleset_id} {held.agenda.ruleset_digest[:19]}" in texts[2]


@pytest.mark.story
def test_the_signatures_end_the_page_behind_every_part(held: Review, write: Write) -> None:
    document = docx.Document(str(write(held, "docx")))
    last = document.tables[-1]._tbl.tblPr.find(docx.oxml.ns.qn("w:tblCaption"))
    assert last.get(docx.oxml.ns.qn("w:val")) == "signatures"
    assert table(document, "signatures")[0][::2] == ["主持人（签字）", "记录人（签字）", "链长（签批）", "日期"]
    assert len(table(document, "reminders")) - 1 == len(held.reminders) == 1
    assert len(table(document, "health")) - 1 == len(held.health)
    weeks = table(document, "trends")
    assert weeks[0] == ["类别", "2023-W49", "2023-W50"]
    assert weeks[1] == ["用地", "10", "9"]
    assert weeks[2] == ["合计", "10", "9"]
    assert table(document, "bureaus")[1] == ["自然资源局", "1", "0", "0%"]


@pytest.mark.story
def test_the_minutes_say_what_was_said(held: Review, write: Write) -> None:
    document = docx.Document(str(write(held, "docx", minutes=True)))
    said = {row[1].split("\n")[0]: row[3:] for row in table(document, "said")[1:]}
    assert said == {
        "[/]甲": ["2023-12-13 改期至 2023-12-20", "2023-12-20", "", "推进中"],
        "=1+1": ["2023-12-13 升级到链长：请链长协调 =1+1", "", "链长", "推进中"],
        "A & B <合资>": ["2023-12-13 答复（自然资源局）：已供地 | <ok>\n2023-12-13 销号", "", "", "已销号"],
        "{{7*7}}": ["2023-12-13 跟进：{{7*7}}", "", "", "推进中"]}
    left = {row[1].split("\n")[0]: row[4] for row in table(document, "left")[1:]}
    assert left[HOSTILE[4]] == "略过，未作决定"
    assert [left[name] for name in HOSTILE[5:]] == ["未议"] * 5
    assert table(document, "general")[1:] == [["1", "联络员01", "现场办公\n=2+2 | x", "2023-12-13 09:00"],
                                              ["2", "联络员01", "散会", "2023-12-13 09:00"]]
    assert [row[5] for row in table(document, "deadlines")[1:]] == ["2023-12-20"]


@pytest.mark.story
def test_the_page_is_landscape_a4_with_its_heading_on_every_sheet(held: Review, write: Write) -> None:
    document = docx.Document(str(write(held, "docx")))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    grid = document.tables[0]
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert sum(column.width.mm for column in grid.columns) == pytest.approx(273, abs=1)
    fonts = document.styles["Cell"].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "宋体"
    footer = section.footer.paragraphs[0]._p.xml
    assert "NUMPAGES" in footer
    assert "第 " in footer


@pytest.mark.story
def test_a_long_row_may_run_over_and_a_short_one_may_not(held: Review, write: Write) -> None:
    document = docx.Document(str(write(held, "docx", minutes=True)))
    rows = next(one for one in document.tables if "会上意见" in one.rows[0].cells[3].text).rows
    whole = {row.cells[1].text.split("\n")[0]: row._tr.trPr is not None and
             row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows}
    assert whole["[/]甲"]
    assert not whole["A & B <合资>"]


@pytest.mark.story
def test_an_office_without_blockers_has_a_page_too(empty: Review, write: Write) -> None:
    document = docx.Document(str(write(empty, "docx")))
    assert {"没有未销号的卡点。", "本周没有销号。", "没有项目触发体检规则。"} <= set(paragraphs(document))
    assert [text for text in paragraphs(document) if "{" in text or "%" in text] == []


@pytest.mark.story
def test_provisional_days_carry_a_star_and_a_note(held: Review, write: Write) -> None:
    items = tuple(replace(one, age=WorkingDays(12, True), late=WorkingDays(3, True)) for one in held.agenda.items)
    document = docx.Document(str(write(replace(held, agenda=replace(held.agenda, items=items)), "docx")))
    rows = table(document, "list")[1:]
    assert {row[6] for row in rows} == {"12*"}
    assert all("逾期 3* 个工作日" in row[7] for row in rows)
    assert "* 暂计：跨入调休安排尚未公布的年份，只扣除法定节假日" in paragraphs(document)
    assert not any(text.startswith("* ") for text in paragraphs(docx.Document(str(write(held, "docx")))))


@pytest.mark.story
def test_figures_that_moved_are_told_with_what_they_were(held: Review, write: Write) -> None:
    signed = Figure("new_signed", {"zh": "新签约 & <三新>"}, "个", None, "45", None, None, None, 45, 0,
                    coverage=Coverage(12))
    moved = (Moved("new_signed", signed.labels, "个", "44", "45", signed),
             Moved("money", {"zh": "境内省外资金"}, "亿元", "129.8295", "129.0295"))
    rows = table(docx.Document(str(write(replace(held, figures=moved), "docx"))), "figures")[1:]
    assert rows == [["1", "新签约 & <三新>", "个", "44", "45", "+1", "12/45"],
                    ["2", "境内省外资金", "亿元", "129.8295", "129.0295", "-0.8", ""]]


@pytest.mark.story
def test_money_that_no_figure_counts_is_named_on_the_page_and_not_in_the_minutes(held: Review, write: Write) -> None:
    lacking = replace(held, nowhere=(
        MoneyLine(Nowhere.NO_ORIGIN, "", 3, 4, {Currency.CNY: 1000 * 10_000 * 100}),
        MoneyLine(Nowhere.OTHER_CURRENCY, "HKD", 1, 1, {Currency.HKD: 50 * 10_000 * 100})))
    told = {"3 个项目 1000万元没有填资金来源，未计入任何资金指标",
            "1 个项目 50万港元没有指标计这种货币，未计入任何资金指标"}
    assert told <= set(paragraphs(docx.Document(str(write(lacking, "docx")))))
    assert told.isdisjoint(paragraphs(docx.Document(str(write(lacking, "docx", minutes=True)))))


@pytest.mark.story
def test_english_says_the_same(held: Review, write: Write) -> None:
    rows = table(docx.Document(str(write(held, "docx", Lang.EN))), "list")
    assert rows[0][:3] == ["No.", "Project", "Blocker"]
    assert next(row for row in rows if row[1].startswith("[/]甲"))[7] == "2023-12-20\ndue in 7 days\nfirst 2023-12-01"


@pytest.mark.story
def test_three_hundred_rows(held: Review, write: Write) -> None:
    rows = table(docx.Document(str(write(crowded(held, 300), "docx"))), "list")
    assert [row[1].split("\n")[0] for row in rows[1:]] == [f"项目{at}" for at in range(1, 301)]


@pytest.mark.story
def test_characters_no_document_can_hold_are_left_out(held: Review, write: Write) -> None:
    rows = table(docx.Document(str(write(spoilt(held), "docx"))), "list")
    assert {row[1].split("\n")[0] for row in rows[1:]} == {"甲乙"}
    assert all("\x1b" not in cell and "\u202e" not in cell for row in rows for cell in row)


@pytest.mark.story
@pytest.mark.parametrize("name", TEMPLATES)
def test_the_shipped_templates_are_what_the_script_makes(name: str) -> None:
    assert shipped("report", f"{name}.docx").read_bytes() == template(name)
