"""Rates come out as they were printed."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.money import read_amount, read_unit
from tracker.domain.rates import (
    Light,
    ahead,
    light_by_pace,
    light_by_points,
    percent,
    points,
    print_percent,
    print_rounded,
    ratio,
    round_half_up,
)

ROWS = json.loads((Path(__file__).parent / "data" / "published-rates.json").read_text("utf-8"))


def figure(text: str, unit: str) -> Fraction:
    """A published figure: a count, or an amount in minor units."""
    if unit == "个":
        return Fraction(text)
    money = read_amount(text, read_unit(unit))
    assert money is not None
    return Fraction(money.minor)


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{row['indicator']}" for n, row in enumerate(ROWS)])
def test_published_rates(row: dict[str, str]) -> None:
    target, actual = figure(row["target"], row["unit"]), figure(row["actual"], row["unit"])
    printed = row["stated_rate"].rstrip("%") if row["agrees"] else row["half_up"]
    assert percent(actual, target, decimals(printed), drop_zeros=False) == printed
    rate = ratio(actual, target)
    assert rate is not None
    assert print_percent(rate, decimals(printed), drop_zeros=False) == printed + "%"


def test_there_are_rows_of_both_kinds() -> None:
    assert {row["agrees"] for row in ROWS} == {True, False}
    assert len(ROWS) == 68


def test_the_published_year() -> None:
    assert percent(Decimal("129.8295"), 124, with_sign=True) == "104.7%"
    assert percent(Decimal("129.8295"), 124, drop_zeros=False) == "104.70"
    assert percent(Decimal("7.429"), Decimal("7.3")) == "101.77"
    assert percent(39, 44, with_sign=True) == "88.64%"
    assert percent(44, 36, 0) == "122"
    assert percent(1, 0) is None
    assert ratio(1, 0) is None
    assert percent(100, 1, 0) == "10000"


@pytest.mark.parametrize(
    ("rate", "progress", "printed"),
    [
        (Fraction(12564, 10000), Fraction(10, 12), "42.31"),
        (Fraction(1005136, 800000), Fraction(10, 12), "42.31"),
        (Fraction(7041, 10000), Fraction(10, 12), "-12.92"),
        (Fraction(1298295, 1240000), Fraction(1), "4.7"),
        (Fraction(7429, 7300), Fraction(1), "1.77"),
        (Fraction(214, 3200), Fraction(1), "-93.31"),
        (Fraction(1), Fraction(1), "0"),
        (Fraction(-1, 10**6), Fraction(0), "0"),
    ],
)
def test_ahead(rate: Fraction, progress: Fraction, printed: str) -> None:
    assert ahead(rate, progress) == printed


def test_a_plus_only_in_front_of_something() -> None:
    assert ahead(Fraction(1298295, 1240000), 1, plus=True) == "+4.7"
    assert ahead(1, 1, plus=True) == "0"
    assert ahead(0, 1, plus=True) == "-100"


@given(st.fractions(0, 5), st.integers(0, 3))
def test_at_the_years_end_ahead_is_the_printed_rate_less_100(rate: Fraction, places: int) -> None:
    assert Decimal(ahead(rate, 1, places)) == Decimal(print_percent(rate, places, with_sign=False)) - 100


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_near_and_upwards(value: Fraction, places: int) -> None:
    error = Fraction(round_half_up(value, places)) - value
    assert -Fraction(1, 2 * 10**places) < error <= Fraction(1, 2 * 10**places)
    assert decimals(print_rounded(value, places, drop_zeros=False)) == places


def test_half_goes_up() -> None:
    assert [print_rounded(Decimal(n), 1) for n in ("0.25", "0.35", "-0.25", "0.249", "-0.04")] == [
        "0.3", "0.4", "-0.2", "0.2", "0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("behind", "light"),
    [
        (-5, "green"),
        (0, "green"),
        (Decimal("9.99"), "green"),
        (10, "yellow"),
        (30, "yellow"),
        (Decimal("30.01"), "red"),
    ],
)
def test_light_by_points(behind: Decimal, light: str) -> None:
    assert light_by_points(-behind) == Light(light)


def test_lights_look_at_the_exact_points() -> None:
    assert light_by_points(points(Fraction(90001, 100000), 1)) is Light.GREEN
    assert light_by_points(-5, yellow=5) is Light.YELLOW


@pytest.mark.parametrize(
    ("rate", "progress", "light"),
    [
        ("0.8", "1", "green"),
        ("0.7999", "1", "yellow"),
        ("0.6", "1", "yellow"),
        ("0.5999", "1", "red"),
        ("0", "0", "green"),
        ("0.4", "0.5", "green"),
    ],
)
def test_light_by_pace(rate: str, progress: str, light: str) -> None:
    assert light_by_pace(Decimal(rate), Decimal(progress)) == Light(light)


@pytest.mark.parametrize(
    ("rate", "progress", "given", "light"),
    [
        ("0.9999", "1", "green", "yellow"),
        ("0.95", "1", "green", "yellow"),
        ("0.95", "0.9999", "green", "green"),
        ("1", "1", "green", "green"),
        ("1.3", "1", "green", "green"),
        ("0.9", "1", "yellow", "yellow"),
        ("0.2", "1", "red", "red"),
    ],
)
def test_at_the_end_a_target_that_was_missed_is_not_green(rate: str, progress: str, given: str, light: str) -> None:
    assert Light(given).at(Decimal(rate), Decimal(progress)) == Light(light)
