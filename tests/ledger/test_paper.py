"""How a table lies on paper: it is read without a glass, and no line of it is cut or printed over another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.paper import A3, A4, Measured, Paper, line_count, paper_of, row_height
from tracker.ledger.titles import dated, day_asked, day_of_table, with_day_filled

MM = {A4: 276.7, A3: 399.7}
"""Between the margins of a landscape page."""
LONG = "用地报批卡在省厅，材料已经三次退回补正，"


def laid_out(columns: list[str], named: int | None = None) -> Paper:
    measured: Measured[str] = Measured(["项目"] * len(columns), str)
    measured.add(columns)
    return measured.paper(named)


def percent(paper: Paper) -> float:
    """How large a sheet is printed."""
    return paper.percent or 100 * MM[paper.size] / sum(width * 1.852 + 1.323 for width in paper.widths)


@pytest.mark.parametrize(("text", "width", "lines"), [
    ("", 10, 1), ("甲项目", 10, 1), ("甲乙丙丁", 10, 1), ("甲乙丙丁戊", 10, 2), ("一\n二\n三", 10, 3),
    (LONG * 3, 42, 3), ("aaaa bbbb cccc", 12, 2), ("x" * 200, 42, 5), ("“引号”", 10, 1), ("“引号引”", 10, 2)])
def test_a_text_takes_as_many_lines_as_it_has_or_needs(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines


@given(text=st.text(alphabet="项目 ab\n，1", max_size=300), width=st.integers(6, 50))
def test_no_line_is_left_without_room(text: str, width: int) -> None:
    room = width - 2
    printed = [sum(2 if ord(sign) > 127 else 1 for sign in line) for line in text.split("\n")]
    assert line_count(text, width) >= sum(max(1, -(-length // room)) for length in printed)


def test_a_list_stays_on_one_a4_page_and_is_as_wide_as_its_texts() -> None:
    paper = laid_out(["P0001", "万骏船舶", LONG])
    assert (paper.size, paper.percent) == (A4, None)
    assert percent(paper) >= 100
    assert paper.widths[2] == 42


def test_long_texts_are_broken_before_the_print_becomes_small() -> None:
    paper = laid_out([LONG * 4] * 6)
    assert (paper.size, paper.percent) == (A4, None)
    assert percent(paper) >= 80
    assert all(20 <= width < 48 for width in paper.widths)


def test_many_columns_go_on_a3_and_more_on_several_pages_with_the_name_on_each() -> None:
    wide = laid_out(["2023-06-18"] * 24)
    assert (wide.size, wide.percent) == (A3, None)
    assert percent(wide) >= 60
    wider = laid_out(["1", "甲项目", *["2023-06-18"] * 48], named=1)
    assert (wider.size, wider.percent, wider.repeated) == (A4, 70, (0, 1))
    assert wider.on_first is not None
    assert sum(width * 1.852 + 1.323 for width in wider.widths[:wider.on_first]) * 0.7 <= MM[A4]


@given(texts=st.lists(st.sampled_from(["", "1", "2023-06-18", "甲项目", LONG, LONG * 10, "91430981878AY7A07H"]),
                      min_size=1, max_size=60))
def test_nothing_is_printed_smaller_than_can_be_read(texts: list[str]) -> None:
    paper = laid_out(texts, named=0)
    assert percent(paper) >= 59.9
    assert paper_of(paper.widths).size in MM
    assert row_height(paper.lines(texts)) < 409, "the highest row there can be holds these texts"
    assert all(line_count(text, width) == 1 for text, width in zip(texts, paper.widths, strict=True)
               if text.isascii()), "a day or a code stands on one line"


@pytest.mark.parametrize(("title", "now"), [
    ("填报单位：某中心　　截止日期：2023年12月31日　　单位：亿元",
     "填报单位：某中心　　截止日期：2024年2月3日　　单位：亿元"),
    ("2024年重点招商项目调度表（截至10月底）", "2024年重点招商项目调度表（截至2024年2月3日）"),
    ("2023年 6 月 30 日", "2024年2月3日"), ("数据截至2023-12-31", "数据截至2024-02-03"),
    ("截止时间:2023.12.31", "截止时间:2024.02.03"), ("截止日期：２０２３年１２月３１日", "截止日期：2024年2月3日"),
    ("单位：亿元　　截止日期：", "单位：亿元　　截止日期：2024年2月3日"), ("填报日期：20231231", "填报日期：20240203"),
    *((title, title) for title in ("2023年招商引资项目台账", "某市2023年1-3月重点项目", "统计2023年1月至6月签约项目",
                                   "报送2023年度重点项目", "截至2023年1-6月", "截止日期：李四", ""))])
def test_a_line_that_says_its_day_says_another(title: str, now: str) -> None:
    assert dated(title, date(2024, 2, 3)) == now
    assert dated(now, date(2024, 2, 3)) == now


@pytest.mark.parametrize(("title", "day"), [
    ("截至2023年6月底情况表", "2023-06-30"), ("（截至2023年6月15日18时）", "2023-06-15"), ("截至6月30日", "2023-06-30"),
    ("截止日期：2023.6.30", "2023-06-30"), ("截至2023年三季度末", "2023-09-30"), ("截至上半年", "2023-06-30"),
    ("2022年情况（截至6月底）", "2022-06-30"), ("截至2024年1月5日", "2024-01-05"), ("截至目前", None),
    ("截至    年   月   日", None), ("报送截止日期：2023年7月5日", None), ("填报日期：2023年7月5日", None),
    ("截至2月30日", None), ("截至2023年1-6月", None), ("2023年项目表", None)])
def test_the_day_up_to_which_a_form_asks(title: str, day: str | None) -> None:
    assert day_asked(title, date(2023, 12, 31)) == (day and date.fromisoformat(day))


@pytest.mark.parametrize("title", ["截至日期" + " " * 32_000 + "x", "截止" + "_" * 32_000, "截至2023年" + " " * 32_000])
def test_a_title_of_nothing_but_blanks_says_no_day(title: str) -> None:
    """By trying everything, it took 39 s; `tests.bench.long_titles` measures it."""
    day = date(2023, 12, 31)
    assert (day_of_table(title), dated(title, day), day_asked(title, day)) == (None, title, None)
    assert with_day_filled(title, day) == title


def test_in_january_the_end_of_december_is_that_of_the_year_before() -> None:
    assert day_asked("截至12月底", date(2024, 1, 5)) == date(2023, 12, 31)
    assert day_asked("截至12月底", date(2023, 11, 5)) == date(2023, 12, 31)
