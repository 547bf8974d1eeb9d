"""Every form people write days in."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.day_text import DATE, DATE_OF_ANY_YEAR
from tracker.domain.days import Day, NotADay, day_said, in_year, is_vague, read_day

JUNE_18 = [
    "2023-06-18", "2023-6-18", "2023/6/18", "2023.6.18", "2023．6．18", "2023。6。18", "2023、6、18", "2023 6 18",
    "2023年6月18日", "2023年6月18号", "2023年06月18", "2023 年 6 月 18 日", "20230618", "２０２３年６月１８日",
    " 2023-06-18 ", "\u30002023-06-18\xa0", "2023-06-18 00:00:00", "2023-06-18T12:30", "2023年6月18日 9:30",
    "2023年6月18日上午9时", "2023年6月18日（周日）", "2023-06-18 星期日", "2023.6.18.", "二〇二三年六月十八日",
    "二零二三年六月十八号", "45095", "45095.0", "45095.75", "20230618.0", "23年6月18日", "23.6.18", "2023—06—18",
    "2023-06-18T20:00:00+08:00", "2023-06-17T20:00:00Z", "2023\u200b-06-18",
]  # fmt: skip
JUNE = [
    "2023-06", "2023-6", "2023/6", "2023.06", "2023年6月", "2023 年 6 月", "2023年6月份", "202306", "二〇二三年六月",
    "2023年6月底", "2023年6月初", "23年6月", "２０２３．６", "二〇二三年六月底",
]  # fmt: skip
THE_YEAR = ["2023", "2023年", "２０２３年", "2023年度", "二〇二三年", "2023年初", "2023年中", "2023年内", "23年年初"]
LONGER = {
    "2023-06D2": ["2023年6月中旬", "2023-06中旬", "2023年6月份中旬", "2023.6中旬", "23年6月中旬",
                  "二〇二三年六月中旬", "2023-06d2"],
    "2023-02D3": ["2023年2月下旬", "２０２３年２月下旬"],
    "2023Q3": ["2023年第三季度", "2023年三季度", "2023三季度", "2023年3季度", "２０２３年第３季度", "2023q3",
               "2023-Q3", "Q3 2023",
               "2023年第 三 季度", "2023年度三季度", "23年三季度", "二〇二三年第三季度", "2023年三季度末"],
    "2023H1": ["2023年上半年", "2023上半年", "2023年度上半年", "2023h1", "H1 2023", "二〇二三年上半年"],
    "2023H2": ["2023年下半年", "23年下半年"],
    "2023-12": ["2023年底", "2023年年底", "2023底", "23年底", "2023年末", "2023年度末", "二〇二三年底"],
}
"""What lasts longer than a day, as `str` prints it, and how it is written."""


@pytest.mark.parametrize("text", JUNE_18)
def test_a_day(text: str) -> None:
    assert read_day(text) == Day(date(2023, 6, 18))


@pytest.mark.parametrize("text", JUNE)
def test_a_month(text: str) -> None:
    assert read_day(text) == Day.month(2023, 6)


@pytest.mark.parametrize("text", THE_YEAR)
def test_a_year(text: str) -> None:
    assert read_day(text) == Day.year(2023)


@pytest.mark.parametrize(("text", "printed"), [(text, printed) for printed, texts in LONGER.items() for text in texts])
def test_longer_periods(text: str, printed: str) -> None:
    assert str(read_day(text)) == printed


@pytest.mark.parametrize("text", ["2023年底", "2023年6月底", "2023年6月初", "2023年中", "2023年三季度末",
                                  "2023年底。", "2023年6月底（周五）"])
def test_words_that_say_more_than_the_day(text: str) -> None:
    assert is_vague(text)
    assert not any(is_vague(plain) for plain in ("2023年6月中旬", "2023Q3", "2023年第三季度", "2023-06-18",
                                                 "2023年6月", "2023-06-18 中午12:00"))


@pytest.mark.parametrize(("text", "day"), [
    ("三季度", "2024Q3"), ("第三季度", "2024Q3"), ("Q3", "2024Q3"), ("上半年", "2024H1"), ("年底", "2024-12"),
    ("6月中旬", "2024-06D2"),    ("6月", "2024-06"), ("6月18日", "2024-06-18"), ("2月29日", "2024-02-29"),
])
def test_a_day_without_its_year_is_asked_for_it(text: str, day: str) -> None:
    with pytest.raises(NotADay) as error:
        read_day(text)
    assert error.value.code == "no_year"
    assert str(in_year(text, 2024)) == day


IN_A_SENTENCE = re.compile(DATE_OF_ANY_YEAR)


@given(st.from_regex(DATE, fullmatch=True, alphabet=" 0123456789-./年月日号份度季第一二三四上中下旬半初底末内QqHh"))
def test_every_day_found_in_a_text_is_one_that_is_read(text: str) -> None:
    with suppress(NotADay):
        assert read_day(text) is not None
        return
    with pytest.raises(NotADay) as error:
        read_day(text)
    assert error.value.code == "no_such_date"


@pytest.mark.parametrize("text", [
    "2023年6月18日", "2023-6-18", "2023.06.18", "2023/6/18", "20230618", "23年6月18日", "23.6.18", "2023年6月",
    "2023.6", "23年6月", "2023年6月中旬", "2023年6月底", "2023年三季度", "2023年第3季度", "2023Q3", "2023年上半年",
    "2023年", "2023年底", "2023年年底", "6月18日", "6月18", "6月", "6月中旬", "6月底", "三季度", "上半年"])
def test_a_day_in_a_sentence_is_found_whole(text: str) -> None:
    for sentence in (f"{text}开工", f"于{text}已开工", f"开工（{text}）"):
        match = IN_A_SENTENCE.search(sentence)
        assert match is not None
        assert match[0] == text
    assert day_said(text, 2023) is not None


@pytest.mark.parametrize("text", ["投资2000.5万元", "2000亩", "50%", "12023061800", "1.5亿元", "3个月"])
def test_a_number_in_a_sentence_is_no_day(text: str) -> None:
    assert IN_A_SENTENCE.search(text) is None


@pytest.mark.parametrize(("text", "date"), [("6月3家企业", "6月"), ("6月30万元", "6月"), ("2023年6月12户", "2023年6月"),
                                            ("6月3 个", "6月")])
def test_a_number_of_something_behind_a_month_is_no_day(text: str, date: str) -> None:
    match = IN_A_SENTENCE.search(text)
    assert match is not None
    assert match[0] == date


@pytest.mark.parametrize("text", ["2023Q3", "2023年三季度", "6月31日", "13月", "前三季度", "底", "旬", "", "一" * 70])
def test_what_no_year_helps(text: str) -> None:
    assert in_year(text, 2023) is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (date(2023, 6, 18), "2023-06-18"),
        (datetime(2023, 6, 18, 23, 59), "2023-06-18"),  # noqa: DTZ001
        (datetime(2023, 6, 18, 20, tzinfo=UTC), "2023-06-19"),
        (45095, "2023-06-18"),
        (45095.5, "2023-06-18"),
        (20230618, "2023-06-18"),
        (20230618.0, "2023-06-18"),
        (202306, "2023-06"),
        (2023, "2023"),
        (2023.06, "2023-06"),
        (2023.12, "2023-12"),
        (2023.2, "2023-02"),
        (20000, "1954-10-03"),
        (73050, "2099-12-31"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("二○二三年廿一月", None),
        ("98年5月", "1998-05"),
        ("2099-05-01", "2099-05-01"),
    ],
)
def test_other_values(value: object, printed: str | None) -> None:
    if printed is None:
        with pytest.raises(NotADay):
            read_day(value)
    else:
        assert str(read_day(value)) == printed


@pytest.mark.parametrize("value", [None, "", "   ", "-", "—", "/", "无", "未", "未开工", "N/A"])
def test_nothing(value: object) -> None:
    assert read_day(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "2023-02-30", "2023年13月5日", "2023.11.31", "20230230", "202313", "2023-00-10", "2023-6-0", "2023年13月",
        2023.13, 20231301, "二〇二三年二月三十日", "2023-02-30 00:00:00",
    ],
)  # fmt: skip
def test_no_such_date(value: object) -> None:
    with pytest.raises(NotADay) as error:
        read_day(value)
    assert (error.value.code, error.value.value) == ("no_such_date", value)


@pytest.mark.parametrize(
    "value",
    [
        "待定", "?", "今年2月底", "2023年前三季度", "2023年5季度", "20233季度", "23年", "2023中",
        "6月30日(2011年)", "2023-06-18前", "约2023年",
        "23-6-18", "6/8/23", "230618", "12345678", "1e5", "2023-6-181", "0023-06-18", "2023-W01-1", "٢٠٢٣-06-18", 0,
        -1, 1e-5, 0.5, 45095 * 3, 2023.1, True, False, float("nan"), float("inf"), 10**50, time(1), timedelta(1),
        object(), b"2023", "2" * 99,
    ],
)  # fmt: skip
def test_not_a_date(value: object) -> None:
    with pytest.raises(NotADay) as error:
        read_day(value)
    assert error.value.code == "not_a_date"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from("-/.。、 "), st.booleans())
def test_any_day_in_any_dress(day: date, sep: str, wide: bool) -> None:
    texts = [f"{day.year}{sep}{day.month}{sep}{day.day}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"]
    for text in texts:
        dressed = text.translate({n: chr(n + 0xFEE0) for n in range(0x30, 0x3A)}) if wide else text
        assert read_day(dressed) == Day(day)


@given(st.text() | st.text("0123456789年月日-./ 一二十〇号上中下旬半季度第QHD底",
                           max_size=14) | st.floats() | st.integers())
def test_anything_else_is_a_day_nothing_or_refused(value: object) -> None:
    day = None
    with suppress(NotADay):
        day = read_day(value)
    assert day is None or (day.known and read_day(str(day)) == day)


@pytest.mark.parametrize(("number", "printed"), [(43_469, "2023-01-05"), (43_469.5, "2023-01-05"),
                                                 (20_230_618, "2023-06-18"), (2023, "2023")])
def test_a_number_of_a_workbook_that_counts_from_1904(number: float, printed: str) -> None:
    assert str(read_day(number, date1904=True)) == printed


def test_many_blanks_cost_nothing_and_say_nothing() -> None:
    assert str(read_day("2023-06-18" + " " * 2_500)) == "2023-06-18"
    with pytest.raises(NotADay):
        read_day("2023" + " " * 2_500 + "x")
