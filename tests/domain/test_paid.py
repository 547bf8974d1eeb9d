"""Money that went back: never more than can have arrived by its day, in each currency and origin by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_guards import at, codes, d
from tracker.domain.currency import Currency, Money
from tracker.domain.guards import Step, checklist, unmet
from tracker.domain.paid import Paid, overdrawn
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage

USD, CNY = Currency.USD, Currency.CNY
FOREIGN, LOCAL = Origin.FOREIGN, Origin.LOCAL


Slice = tuple[str, int] | tuple[str, int, Currency] | tuple[str, int, Currency, Origin | None]


def paid(*slices: Slice) -> tuple[Paid, ...]:
    return tuple(Paid(d(one[0]), *one[1:]) for one in slices)


@pytest.mark.parametrize(("slices", "told"), [
    ([("2023-03-01", 100), ("2023-04-01", -100)], []),
    ([("2023-03-01", 100), ("2023-04-01", -101)], ["overdrawn"]),
    ([("2023-03-01", 100), ("2023-04-01", -60), ("2023-05-01", -60)], ["overdrawn"]),
    ([("2023-03-01", 100), ("2023-04-01", -60), ("2023-04-20", 50), ("2023-05-01", -60)], []),
    ([("2023-03-02", 100), ("2023-03-01", -10)], ["nothing_to_withdraw"]),
    ([("2023-03-01", -10)], ["nothing_to_withdraw"]),
    ([("2023-03-01", 100, USD), ("2023-04-01", -10)], ["nothing_to_withdraw"]),
    ([("2023-03-01", 100, USD), ("2023-03-01", 5), ("2023-04-01", -10)], ["overdrawn"]),
    ([("2023-03-01", 100, CNY, LOCAL), ("2023-04-01", -10, CNY, FOREIGN)], ["nothing_to_withdraw"]),
    ([("2023-03-01", 100, CNY, LOCAL), ("2023-04-01", -10)], ["nothing_to_withdraw"]),
    ([("2023-03-01", 100), ("2023-04-01", -10, CNY, LOCAL)], ["nothing_to_withdraw"]),
    ([("2023-03-01", 100, CNY, LOCAL), ("2023-03-01", 5, CNY, FOREIGN), ("2023-04-01", -10, CNY, FOREIGN)],
     ["overdrawn"]),
    ([("2023-03-01", 100, CNY, LOCAL), ("2023-03-01", 5, CNY, FOREIGN), ("2023-04-01", -5, CNY, FOREIGN),
      ("2023-04-01", -100, CNY, LOCAL)], []),
    ([("2023-03-01", 100), ("2023-03-01", -100)], []),
    ([("2023-03", 100), ("2023-03-01", -100)], []),
    ([("2023-04", 100), ("2023-03-31", -100)], ["nothing_to_withdraw"]),
    ([("2023-03-31", 100), ("2023-03", -60), ("2023-03", -60)], ["overdrawn"]),
    ([("", 100), ("2023-03-01", -100)], []),
    ([("2023-09-01", 100), ("", -100)], []),
    ([("2023-09-01", 100), ("", -101)], ["overdrawn"]),
    ([("2023-03-01", 100)], []),
    ([], []),
])
def test_how_much_can_have_gone_back(slices: list[tuple[str, int]], told: list[str]) -> None:
    assert [reason.code.value for reason in overdrawn(paid(*slices))] == told
    assert codes(unmet(at(Stage.LEAD, receipts=paid(*slices)))) == told, "a whole life says the same"


def test_a_reason_says_how_much_went_back_by_which_day_and_how_much_had_arrived() -> None:
    (reason,) = overdrawn(paid(("2023-03-01", 100), ("2023-04-01", -60), ("2023-05-01", -60), ("2023-06-01", 900)))
    assert (reason.params["day"], reason.params["amount"], reason.params["received"]) == (
        d("2023-05-01"), Money(120), Money(100))


DAYS = st.integers(0, 9).map(lambda days: date(2023, 1, 1) + timedelta(days=days))


@given(st.lists(st.tuples(DAYS, st.sampled_from([-3, -2, -1, 1, 2, 3]), st.sampled_from([Currency.CNY, USD])),
                max_size=8))
def test_with_whole_days_it_is_a_balance_that_falls_below_zero(slices: list[tuple[date, int, Currency]]) -> None:
    """What arrives on a day can go back on it."""
    overdrawn_on = {(reason.params["day"], reason.params["currency"]) for reason in overdrawn(
        Paid(replace(d("2023-01-01"), on=on), minor, currency) for on, minor, currency in slices)}
    expected = set()
    for day, minor, currency in slices:
        balance = sum(other for on, other, kind in slices if kind is currency and on <= day)
        if minor < 0 and balance < 0:
            expected.add((replace(d("2023-01-01"), on=day), currency))
    assert overdrawn_on == expected


def test_money_that_went_back_does_not_prove_that_money_arrived() -> None:
    step = Step(Stage.FUNDED, d("2023-04-01"))
    assert codes(checklist(at(Stage.REGISTERED, receipts=paid(("2023-03-20", -5))), step)) == ["no_receipt"]
    assert codes(checklist(at(Stage.REGISTERED, receipts=paid(("2023-03-20", 5), ("2023-03-20", -5))), step)) == []
