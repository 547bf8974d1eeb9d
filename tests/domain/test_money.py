"""Amounts are read exactly, or refused, and print so that they read back."""

import json
import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tracker.domain.money import (
    MOST,
    Currency,
    Mark,
    Money,
    NotAnAmount,
    Unit,
    by_currency,
    in_unit,
    print_amount,
    print_exact,
    read_amount,
    read_unit,
)
from tracker.words import Lang
from tracker.words.amounts import amount_text

YI, WAN, YUAN = Unit(Currency.CNY, 10**8), Unit(Currency.CNY, 10**4), Unit(Currency.CNY, 1)
PROJECTS = json.loads((Path(__file__).parent / "data" / "published-projects.json").read_text("utf-8"))
MONEY = st.sampled_from(Currency).flatmap(
    lambda c: st.builds(Money, st.integers(1, MOST * c.minor_units), st.just(c), st.sampled_from(Mark))
)
UNITS = st.sampled_from(
    [
        None,
        YUAN,
        WAN,
        YI,
        Unit(None, 10**4),
        Unit(Currency.USD, 10**4),
        Unit(Currency.JPY, 10**8),
    ]
)

READ = {
    "5.2亿元": "5.2亿元", "52000万元": "5.2亿元", "3 亿": "3亿元", "7。5亿元": "7.5亿元", "２ 。8亿元": "2.8亿元",
    "8.229亿元": "8.229亿元", "总投资达1.2亿元": "1.2亿元", "计划投资 3 亿元": "3亿元", "20000万": "2亿元",
    "1,234.5万元": "1234.5万元", "1，234万元": "1234万元", "951万元": "951万元", "1亿2000万元": "1.2亿元",
    "1亿2千万": "1.2亿元", "三亿元": "3亿元", "三千五百万": "3500万元", "一点二亿": "1.2亿元", "两亿": "2亿元",
    "壹亿贰仟万元整": "1.2亿元", "3个亿": "3亿元", "１２３．４万元": "123.4万元", "3万5000元": "3.5万元",
    "0.5元": "0.5元", "人民币3亿元": "3亿元", "3亿人民币": "3亿元", "3亿元（人民币）": "3亿元", "¥3亿": "3亿元",
    "￥500": "500元", "RMB 3 million": "300万元", "3亿元。": "3亿元", "到位资金3亿元": "3亿元",
    "21.4万美元": "21.4万美元", "500万美金": "500万美元", "US$3 million": "300万美元", "USD 3,000,000": "300万美元",
    "500万元美金": "500万美元", "3000万港币": "3000万港元", "100万欧元": "100万欧元", "5亿日元": "5亿日元",
    "2亿台币": "2亿新台币", "约3亿": "约3亿元", "大约3亿元": "约3亿元", "近3亿元": "约3亿元",
    "估计投资1亿元": "约1亿元", "3亿元左右": "约3亿元", "总投资约3亿元": "约3亿元", "3亿元以上": "3亿元以上",
    "超过3亿元": "3亿元以上", "超3亿": "3亿元以上", "3亿多元": "3亿元以上", "3000余万元": "3000万元以上",
    "约3亿元以上": "3亿元以上", "不少于3亿元": "3亿元以上", "不低于3亿": "3亿元以上", "低于3亿": "3亿元以内",
    "3亿元以内": "3亿元以内", "不超过3亿元": "3亿元以内", "不到3亿": "3亿元以内",
    "over USD 3 million": "300万美元以上", "about CNY 5.2 billion": "约52亿元",
}  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_people_write(text: str) -> None:
    money = read_amount(text)
    assert money is not None
    assert print_amount(money) == READ[text]


@pytest.mark.parametrize(
    "value",
    [
        "若干", "一大笔", "-3亿元", "-500", "（500）", "负3亿", "0", "0亿元", "3-5亿元", "3~5亿", "3至5亿元",
        "计划投资25亿元,仅有100万到位", "?", "待定", "百万元", "亿元", "几千万", "十几亿", "近期3亿", "3亿5",
        "1亿2000", "1.2.3亿", "12,34万元", "1,2亿", "2 8亿", "1e5万元", "①亿", "超过3亿元以内", "人民币300万美元",
        "3亿元/年", "7.5亿元(一期2亿)", "2023-06-18", "0.001元", "`", "``", "11万亿元", "9" * 99 + "元", "nan", "inf",
        float("nan"), float("inf"), -1, -0.5, 0, 0.0, True, False, 10**400, 1e300, Decimal("NaN"), Decimal("-1"),
        object(), b"1", [3], Decimal("1e999"), Decimal("1e-999"),
    ],
)  # fmt: skip
def test_not_an_amount(value: object) -> None:
    with pytest.raises(NotAnAmount) as error:
        read_amount(value, YUAN)
    assert error.value.code == "not_an_amount"
    assert error.value.value is value


@pytest.mark.parametrize("value", ["3万贯", "5户", "42亩", "三万贯", "500", "约3", 500, 2.4, Decimal(5)])
def test_unknown_unit(value: object) -> None:
    with pytest.raises(NotAnAmount) as error:
        read_amount(value)
    assert error.value.code == "unknown_unit"


@pytest.mark.parametrize("value", [None, "", " ", "-", "—", "/", "无", "未到资", "\x1b", "\u200b"])
def test_nothing(value: object) -> None:
    assert read_amount(value, WAN) is None


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (2.4, "亿元", "2.4亿元"),
        (3200.0, "万元", "3200万元"),
        (0.1 + 0.2, "亿元", "3000万元"),
        (1.1 * 3, "万元", "3.3万元"),
        (129829512345.67, "元", "129829512345.67元"),
        (Decimal("21.40"), "万美元", "21.4万美元"),
        ("951万元", "亿元", "951万元"),
        ("5.2亿", "万元", "5.2亿元"),
        ("21.4万", "万美元", "21.4万美元"),
        ("500美元", "万元", "500美元"),
        ("三十", "亿元", "30亿元"),
        ("约3", "亿元", "约3亿元"),
        ("1,234.5", "万", "1234.5万元"),
        (100 / 3, "万元", "333333.33元"),
        (0.005, "元", "0.01元"),
    ],
)
def test_units_of_the_column(value: object, unit: str, printed: str) -> None:
    money = read_amount(value, read_unit(unit))
    assert money is not None
    assert print_amount(money) == printed


def test_a_currency_sign_in_a_scaled_column_is_in_doubt() -> None:
    with pytest.raises(NotAnAmount) as error:
        read_amount("¥500", WAN)
    assert error.value.code == "unknown_unit"


def test_the_currency_of_the_context() -> None:
    assert read_amount("3万", currency=Currency.USD) == Money(3_000_000, Currency.USD)
    assert read_amount(3, Unit(None, 10**4), Currency.JPY) == Money(30_000, Currency.JPY)


@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["name"])
def test_published_projects(row: dict[str, str]) -> None:
    text = row.get("amount")
    if row.get("unit") == "亿元/万元":
        with pytest.raises(NotAnAmount):
            read_amount(text)
    elif text:
        money = read_amount(text)
        assert money is not None
        digits = re.sub("[^0-9.]", "", text.replace("。", "."))
        assert in_unit(money.minor, money.currency, read_unit(row["unit"])) == Decimal(digits)


@given(MONEY, st.sampled_from(Lang))
@example(Money(1), Lang.ZH)
@example(Money(MOST * 100), Lang.EN)
def test_reading_the_printed_amount_gives_it_back(money: Money, lang: Lang) -> None:
    assert read_amount(amount_text(money, lang)) == money


@given(st.integers(1, 10**9), st.integers(0, 6), st.sampled_from([YUAN, WAN, YI]))
def test_numbers_and_their_texts_are_read_alike(coefficient: int, places: int, unit: Unit) -> None:
    exact = Decimal(coefficient).scaleb(-places)
    assume(Decimal("0.01") <= exact * unit.factor <= MOST)
    texts = [print_exact(exact), f"{exact:,f}", f" {exact:f} "]
    read = {read_amount(value, unit) for value in [exact, float(exact), *texts]}
    assert len(read) == 1


@given(
    st.text() | st.text("0123456789.,亿万千百元美约以上超多一二三点 -", max_size=12) | st.floats() | st.integers(),
    UNITS,
)
def test_anything_else_is_an_amount_nothing_or_refused(value: object, unit: Unit | None) -> None:
    money = None
    with suppress(NotAnAmount):
        money = read_amount(value, unit)
    assert money is None or 0 < money.minor <= MOST * money.currency.minor_units


def test_in_unit_is_exact() -> None:
    assert in_unit(1_298_295_000_000, Currency.CNY, YI) == Decimal("129.8295")
    assert print_exact(in_unit(1_298_295_000_000, Currency.CNY, YI)) == "129.8295"
    assert print_exact(in_unit(21_400_000, Currency.USD, Unit(Currency.USD, 10**4))) == "21.4"
    assert str(in_unit(2**63 - 1, Currency.CNY, YI)).replace(".", "") == str(2**63 - 1)
    with pytest.raises(ValueError, match="not counted"):
        in_unit(1, Currency.USD, YI)


@pytest.mark.parametrize(
    ("number", "printed"),
    [("100", "100"), ("1E+3", "1000"), ("0.10", "0.1"), ("-0.00", "0"), ("-1.50", "-1.5"), ("1E-9", "0.000000001")],
)
def test_print_exact(number: str, printed: str) -> None:
    assert print_exact(Decimal(number)) == printed


@pytest.mark.parametrize(
    ("money", "zh", "en"),
    [
        (Money(52_000_000_000), "5.2亿元", "CNY 520 million"),
        (Money(951_000_000), "951万元", "CNY 9.51 million"),
        (Money(21_400_000, Currency.USD), "21.4万美元", "USD 214000"),
        (Money(30_000_000_000, mark=Mark.OVER), "3亿元以上", "over CNY 300 million"),
        (Money(50_000_001), "500000.01元", "CNY 500000.01"),
        (Money(0), "0元", "CNY 0"),
        (Money(-52_000_000_000), "-5.2亿元", "CNY -520 million"),
    ],
)
def test_an_amount_in_full(money: Money, zh: str, en: str) -> None:
    assert amount_text(money, Lang.ZH) == print_amount(money) == zh
    assert amount_text(money, Lang.EN) == en


@pytest.mark.parametrize("text", ["1" + " " * 2_500 + "x", "共计" * 39 + "x", "不超过" * 26, "1" + "以上" * 39 + "x",
                                  "总投资额" * 19 + "人民币", "1," * 39])
def test_a_text_made_to_fool_the_reader_is_no_amount(text: str) -> None:
    """By trying everything, the first takes 17 s and the second years."""
    with pytest.raises(NotAnAmount):
        read_amount(text, Unit(Currency.CNY, 10_000))


def test_many_blanks_say_nothing() -> None:
    assert read_amount(" " * 2_500) is None
    assert read_amount("1" + " " * 2_500 + "亿元") == read_amount("1亿元")


def test_amounts_are_added_up_to_one_of_each_currency() -> None:
    amounts = (Money(5), Money(7, Currency.USD), Money(6, mark=Mark.ABOUT))
    assert by_currency(amounts) == (Money(11), Money(7, Currency.USD))
    assert by_currency(()) == ()
