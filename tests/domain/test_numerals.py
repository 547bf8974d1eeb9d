"""Numbers in Chinese characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.numerals import read_below_myriad, read_digits, read_numeral


def spoken(number: int) -> str:
    """A number below 10,000 as it is said."""
    text, gap = "", False
    for step, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + word
        gap = not digit and bool(text)
    return text


def test_every_number_below_a_myriad() -> None:
    assert [read_below_myriad(spoken(number)) for number in range(1, 10_000)] == list(range(1, 10_000))


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("十八", 18), ("两千", 2000), ("零", 0), ("〇", 0), ("零五百", 500)]
)
def test_other_forms(text: str, number: int) -> None:
    assert read_below_myriad(text) == number


@pytest.mark.parametrize("text", ["", "千", "二三", "三百五", "一千五十", "一千零", "零零", "三.", "几十", "百十"])
def test_doubtful(text: str) -> None:
    assert read_below_myriad(text) is None


def test_digits_one_by_one() -> None:
    assert read_digits("二〇二三") == "2023"
    assert read_digits("二十") is None
    assert read_digits("") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", (12345, 1)),
        ("1.2亿", (1200000000, 1)),
        ("3千", (3000, 0)),
        ("一点零五亿", (10500000000, 2)),
        ("1亿2000万", (120000000, 0)),
        ("一亿零五百万", (105000000, 0)),
        ("2千5百万", (25000000, 0)),
        ("3个亿", (300000000, 0)),
        ("1万亿2000亿", (1200000000000, 0)),
    ],
)
def test_numerals(text: str, number: tuple[int, int]) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text", ["", "亿", "3亿5", "1.5亿2000万", "1亿20000万", "12,34", "1.2.3", "2000万1亿", "1.", ".5"]
)
def test_no_numerals(text: str) -> None:
    assert read_numeral(text) is None


def test_an_open_end_is_doubtful() -> None:
    assert read_numeral("1亿2000", closed=False) is None
    assert read_numeral("3万5000", closed=True) == (35000, 0)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_compounds(yi: int, wan: int) -> None:
    assert read_numeral(f"{yi}亿{wan}万") == (yi * 10**8 + wan * 10**4, 0)
