"""How two results of one kind and one project stand to each other, and which are on record already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.currency import Currency
from tracker.domain.days import Day, read_day
from tracker.domain.money import Money
from tracker.domain.results import Compared, DatedResult, HowMuch, People, again, compared, once_of

ONE, TWO, DOLLARS = Money(100), Money(200), Money(100, Currency.USD)
TEN, TWENTY = People(10), People(20)


def said(day: str, amount: HowMuch | None, note: str = "") -> DatedResult:
    return DatedResult(7, _day(day), amount, note)


def _day(text: str) -> Day:
    return read_day(text) or Day.unknown()


@pytest.mark.parametrize(("new", "other", "expected", "is_again"), [
    # What only happens, happens once.
    (said("2023-05-01", None), said("2024-01-01", None, "另一回"), Compared.ONE, True),
    (said("2023", None), said("", None), Compared.ONE, True),
    # A single day: the same amount is the same slice, another amount is another one.
    (said("2023-05-01", ONE), said("2023-05-01", ONE), Compared.ONE, True),
    (said("2023-05-01", ONE), said("2023-05-01", TWO), Compared.OTHER_SLICE, False),
    (said("2023-05-01", ONE), said("2023-05-01", DOLLARS), Compared.APART, False),
    (said("2023-05-01", ONE), said("2023-05-02", ONE), Compared.APART, False),
    # A period: two amounts of one, or of two that overlap, would both be added up.
    (said("2023-05", ONE), said("2023-05", ONE), Compared.ONE, True),
    (said("2023-05", ONE), said("2023-05", TWO), Compared.OTHER_AMOUNT, True),
    (said("2023-05", ONE), said("2023-06", ONE), Compared.APART, False),
    (said("2023-05", ONE), said("2023", TWO), Compared.OVERLAPS, True),
    (said("2023", TWO), said("2023-05-31", ONE), Compared.OVERLAPS, True),
    (said("2023Q2", TEN), said("2023-06", TWENTY), Compared.OVERLAPS, True),
    (said("2023Q2", TEN), said("2023-07", TWENTY), Compared.APART, False),
    # A note that differs tells two apart for whoever enters one.
    (said("2023-05", ONE, "二期"), said("2023-05", ONE), Compared.ONE, False),
    (said("2023-05", ONE, "二期"), said("2023", TWO, "一期"), Compared.OVERLAPS, False),
    (said("2023-05", ONE, "二期"), said("2023", TWO, "二期"), Compared.OVERLAPS, True),
    # An amount of an unknown day overlaps no other.
    (said("", ONE), said("2023", ONE), Compared.APART, False),
    (said("", ONE), said("", TWO), Compared.OTHER_AMOUNT, True),
])
def test_how_two_results_stand_to_each_other(new: DatedResult, other: DatedResult, expected: Compared,
                                             is_again: bool) -> None:
    assert compared(new, other) is compared(other, new) is expected
    assert list(again(new, [other])) == [7] * is_again


_DAYS = st.sampled_from([_day(text) for text in (
    "2023", "2023H1", "2023Q2", "2023-05", "2023-05D1", "2023-05-04", "2023-05-05", "2023-12-31", "")])
_SAID = st.builds(DatedResult, st.just(7), _DAYS, st.sampled_from([ONE, TWO, DOLLARS, TEN, None]), st.just(""))


@given(_SAID, _SAID)
def test_results_of_one_time_are_told_by_what_there_is_once_of_them(one: DatedResult, other: DatedResult) -> None:
    how = compared(one, other)
    assert how is compared(other, one)
    if (one.amount is None) is (other.amount is None):
        assert how.of_one_time is (once_of(one) == once_of(other))
        assert how is Compared.APART or type(one.amount) is type(other.amount)
