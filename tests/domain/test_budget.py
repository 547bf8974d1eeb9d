"""A budget is held to its own arithmetic: what no rounding explains is refused, what it explains is a note."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tracker.domain.budget import budget_of
from tracker.domain.reasons import Code
from tracker.files import toml_of
from tracker.shipped import shipped


def codes(typed: dict[str, Any]) -> list[tuple[Code, str]]:
    found, reasons = budget_of(typed)
    assert (found is None) == any(one.hard for one in reasons)
    return [(one.code, str(one.params["value"])) for one in reasons]


def basic(spent: str, *parts: str, **more: str) -> dict[str, Any]:
    return {"basic": {"spent": spent, **dict(zip(("personnel", "running"), parts, strict=False)), **more}}


def test_the_published_sum_is_off_by_what_rounding_explains() -> None:
    """172.41 beside 163.33 and 9.09: three numbers, each off by half a hundredth at most."""
    found, (note,) = budget_of(basic("172.41", "163.33", "9.09"))
    assert found is not None
    assert (note.code, note.hard, note.params["difference"]) == (Code.BUDGET_ROUNDED, False, "0.01")


@pytest.mark.parametrize(("spent", "parts", "wrong"), [
    ("172.42", ("163.33", "9.09"), []), ("172.43", ("163.33", "9.09"), [Code.BUDGET_ROUNDED]),
    ("172.44", ("163.33", "9.09"), [Code.BUDGET_SUM]), ("172.4", ("163.33", "9.09"), [Code.BUDGET_ROUNDED]),
    ("172.3", ("163.33", "9.09"), [Code.BUDGET_SUM]), ("172", ("163.33", "9.09"), [Code.BUDGET_ROUNDED]),
    ("163", ("163",), [])])
def test_parts_make_their_sum_within_the_half_of_each_last_digit(spent: str, parts: tuple[str, ...],
                                                                 wrong: list[Code]) -> None:
    assert [code for code, _ in codes(basic(spent, *parts))] == wrong


@pytest.mark.parametrize(("rate", "wrong"), [("100%", True), ("97.9%", False), ("97.92%", False), ("97.93%", True),
                                             ("98", False), ("97", True)])
def test_a_rate_is_spent_over_budget_at_its_own_decimals(rate: str, wrong: bool) -> None:
    """188 of 192 is 97.9166…%."""
    found = codes({"projects": [{"name": "甲", "budget": 192, "spent": 188, "rate": rate}]})
    assert found == ([(Code.BUDGET_RATE, "projects.1.rate")] if wrong else [])


def test_the_whole_is_the_basic_spending_and_every_project() -> None:
    typed = {**basic("100"), "projects": [{"spent": "38.4"}, {"spent": "1.6"}], "total": {"spent": "140.0"}}
    assert codes(typed) == []
    assert codes({**typed, "total": {"spent": "141.5"}}) == [(Code.BUDGET_SUM, "total.spent")]


def test_everything_that_is_wrong_is_named_at_once() -> None:
    assert codes({"unti": "万元", "basic": {"spent": "12万", "runing": 1}, "public": 5, "office": 7, "projects": [
        {"name": "甲", "spent": -1}, {"spent": True}, {"spent": "NaN"}]}) == [
        (Code.BUDGET_KEY, "basic.runing"), (Code.BUDGET_NUMBER, "basic.spent"), (Code.BUDGET_TABLE, "public"),
        (Code.BUDGET_NUMBER, "projects.1.spent"), (Code.BUDGET_NUMBER, "projects.2.spent"),
        (Code.BUDGET_NUMBER, "projects.3.spent"), (Code.BUDGET_KEY, "unti"), (Code.BUDGET_TEXT, "office")]


def test_the_shipped_example_keeps_its_decimals_and_is_read_back_from_what_a_report_holds() -> None:
    typed = toml_of(shipped("report", "budget.toml").read_bytes(), parse_float=Decimal)
    found, reasons = budget_of(typed)
    assert found is not None
    assert [one.code for one in reasons] == [Code.BUDGET_ROUNDED]
    assert found.projects[0].rate == "100%"
    again, _ = budget_of(found.typed)
    assert again is not None
    assert (again.tables, again.projects, again.duties) == (found.tables, found.projects, found.duties)
