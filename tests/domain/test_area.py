"""Areas in mu, whatever unit they are written in; ranges and words are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.area import read_area, unit_of_area


@pytest.mark.parametrize(("text", "unit", "mu", "plain"), [
    ("30", "", "30", True), ("30.5亩", "", "30.5", True), ("1,200亩", "平方米", "1200", True), ("20000", "平方米", "30",
                                                                                           False),
    ("33333", "平方米", "49.9995", False), ("20000㎡", "", "30", False), ("2公顷", "", "30", False),
    ("3万平方米", "亩", "45", False), ("约50亩", "", "50", False), ("50亩左右", "", "50", False), ("2 平方公里", "",
                                                                                         "3000", False),
    ("100.333m2", "", "0.1505", False), ("２００００平方米", "", "30", False),
])
def test_what_people_write(text: str, unit: str, mu: str, plain: bool) -> None:
    area = read_area(text, unit)
    assert area is not None
    assert (area.mu, area.plain) == (Decimal(mu), plain)


@pytest.mark.parametrize("text", ["50-60亩", "30亩、20亩", "待定", "租赁厂房", "3层", "", "99999999亩", "-3亩"])
def test_what_is_no_single_area(text: str) -> None:
    assert read_area(text) is None


@pytest.mark.parametrize(("header", "unit"), [
    ("用地需求\n（平方米）", "平方米"), ("用地面积（亩）", "亩"), ("占地面积/公顷", "公顷"), ("用地亩数", ""), ("用地",
                                                                                ""),
    ("用地面积（万平方米）", "万平方米"), ("拟用地㎡", "㎡"), ("用地（单位：亩）", "亩"),
])
def test_the_unit_of_a_header(header: str, unit: str) -> None:
    assert unit_of_area(header) == unit


@given(st.integers(0, 10**9))
def test_square_metres_are_exact_mu(metres: int) -> None:
    area = read_area(f"{metres}平方米")
    assert area is not None
    assert area.mu * 2000 / 3 == Decimal(metres)
