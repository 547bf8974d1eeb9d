"""Filters of the ledger: values chosen, amounts and days typed, on both databases."""

from collections.abc import Callable

import pytest

from tests.conftest import Make
from tracker.domain.days import Day, read_day
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.register.register import Register, register
from tracker.office.register.sift import Filter, readable, sift, totals_of, values_of

YI = 10**8 * 100


def on(text: str) -> Day:
    day = read_day(text)
    assert day is not None
    return day


def four(desk: Desk) -> Register:
    """Four projects in two parks; one in dollars, one without an amount."""
    for name, park, amount, lead in (("万骏船舶", "船舶产业园", "5000万元", "2022-03-01"),
                                     ("桃花江二期", "船舶产业园", "2.4亿元", "2023-06-01"),
                                     ("宝益服饰", "高新区", "320万美元", "2023-06-18"),
                                     ("南洲储能", "", "", "2023-12-01")):
        done = add(desk, {"name": name, "park": park, "contract_amount": amount}, lead=on(lead))
        assert isinstance(done, Done)
    assert isinstance(advance(desk, "桃花江二期", [Milepost(Stage.SIGNED, on("2023-07-01"))], override="补录"), Done)
    assert isinstance(add_receipt(desk, "桃花江二期", on("2023-08-01"), Money(YI)), Done)
    return register(desk)


@pytest.fixture
def known(prepared: Callable[[Make], tuple[Desk, Register]]) -> Register:
    return prepared(four)[1]


def names(known: Register, **filters: Filter) -> list[str]:
    return [known.column("name")[row] for row in sift(known, filters)]


def test_values_are_chosen_in_several_columns_at_once(known: Register) -> None:
    assert names(known, park=Filter(("船舶产业园",))) == ["万骏船舶", "桃花江二期"]
    assert names(known, park=Filter(("船舶产业园",)), stage=Filter(("signed",))) == ["桃花江二期"]
    assert names(known, park=Filter(("",))) == ["南洲储能"]
    assert names(known) == ["万骏船舶", "桃花江二期", "宝益服饰", "南洲储能"]


@pytest.mark.parametrize(("typed", "found"), [
    (">1亿", ["桃花江二期"]), ("<=5000万", ["万骏船舶", "宝益服饰"]), ("≥5000", ["万骏船舶", "桃花江二期"]),
    ("3000万~3亿", ["万骏船舶", "桃花江二期"]), ("5000万元", ["万骏船舶"]), ("约莫", []),
])
def test_amounts_are_typed_as_bounds(known: Register, typed: str, found: list[str]) -> None:
    assert names(known, amount=Filter(typed=typed)) == found


@pytest.mark.parametrize(("typed", "found"), [
    ("2023-06", ["宝益服饰"]), ("2023", ["桃花江二期", "宝益服饰", "南洲储能"]),
    (">=2023-07-01", ["桃花江二期", "南洲储能"]), ("2023Q2", ["宝益服饰"]),
    ("2023年下半年", ["桃花江二期", "南洲储能"]), ("2023年6月中旬", ["宝益服饰"]),
    (">2023Q2", ["桃花江二期", "南洲储能"]), ("2022H1~2023Q2", ["万骏船舶", "宝益服饰"]),
    ("2022-01-01~2023-06-30", ["万骏船舶", "宝益服饰"]), ("2022~2023-06", ["万骏船舶", "宝益服饰"]),
    ("<=2023", ["万骏船舶", "桃花江二期", "宝益服饰", "南洲储能"]), (">2022", ["桃花江二期", "宝益服饰", "南洲储能"]),
    ("<2023", ["万骏船舶"]), (">2023", []),
])
def test_days_are_typed_by_their_beginning_or_as_bounds(known: Register, typed: str, found: list[str]) -> None:
    assert names(known, since=Filter(typed=typed)) == found


def test_days_are_chosen_by_year_and_counted(known: Register) -> None:
    assert values_of(known, "since") == [("2023", 3), ("2022", 1)]
    assert names(known, since=Filter(("2022",))) == ["万骏船舶"]
    assert names(known, days=Filter(typed=">365")) == ["万骏船舶"]
    assert names(known, name=Filter(typed="船")) == ["万骏船舶"]


def test_values_come_with_how_often_they_are_there(known: Register) -> None:
    assert values_of(known, "park")[0] == ("船舶产业园", 2)
    assert values_of(known, "stage") == [(Stage.LEAD, 3), (Stage.SIGNED, 1)]
    assert values_of(known, "amount") == []


def test_what_cannot_be_read_is_known_before_it_is_used() -> None:
    assert readable("amount", "2.4亿")
    assert not readable("amount", "一些")
    assert not readable("days", ">很久")
    assert readable("name", "[/]")


def test_what_is_shown_is_added_up_by_currency(known: Register) -> None:
    totals = totals_of(known, range(known.n))
    assert totals.count == 4
    assert totals.amount == {"CNY": 29 * YI // 10, "USD": 320_0000_00}
    assert totals.arrived == {"CNY": YI}
