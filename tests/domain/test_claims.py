"""Which units have a project on a day: claims stand beside each other, a move ends what was before its day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.assessed import CreditHow
from tracker.domain.claims import Claim, claimed_on
from tracker.domain.money_form import WHOLE

FIRST = date(2023, 1, 1)


def claim(unit: int, day: str, how: CreditHow = CreditHow.FIRST_CLAIM, share: int = WHOLE) -> Claim:
    return Claim(unit, date.fromisoformat(f"2023-{day}"), how, share)


@pytest.mark.parametrize(("claims", "day", "shares", "twice", "nobody"), [
    ([], "06-01", {}, 0, WHOLE),
    ([claim(1, "06-02")], "06-01", {}, 0, WHOLE),
    ([claim(1, "06-01")], "06-01", {1: WHOLE}, 0, 0),
    # Two that claim it in full both keep it.
    ([claim(1, "03-01"), claim(2, "05-01")], "06-01", {1: WHOLE, 2: WHOLE}, WHOLE, 0),
    # A share agreed on later takes the place of the unit's own claim, not of the other's.
    ([claim(1, "03-01"), claim(2, "05-01", CreditHow.SHARED, 4000)], "06-01", {1: WHOLE, 2: 4000}, 4000, 0),
    ([claim(1, "03-01"), claim(1, "05-01", CreditHow.SHARED, 6000), claim(2, "05-01", CreditHow.SHARED, 4000)],
     "06-01", {1: 6000, 2: 4000}, 0, 0),
    ([claim(1, "05-01", CreditHow.SHARED, 3333)], "06-01", {1: 3333}, 0, 6667),
    # A move ends what was before; on the days before it nothing has moved.
    ([claim(1, "03-01"), claim(2, "05-01", CreditHow.MOVED)], "06-01", {2: WHOLE}, 0, 0),
    ([claim(1, "03-01"), claim(2, "05-01", CreditHow.MOVED)], "04-30", {1: WHOLE}, 0, 0),
    ([claim(2, "05-01", CreditHow.MOVED, 5000), claim(1, "03-01"), claim(3, "05-01", CreditHow.SHARED, 5000)],
     "05-01", {2: 5000, 3: 5000}, 0, 0),
    ([claim(2, "05-01", CreditHow.MOVED), claim(1, "05-02")], "06-01", {1: WHOLE, 2: WHOLE}, WHOLE, 0),
    # It may come back.
    ([claim(1, "03-01"), claim(2, "04-01", CreditHow.MOVED), claim(1, "05-01", CreditHow.MOVED)], "06-01",
     {1: WHOLE}, 0, 0),
])
def test_what_units_have_of_a_project_on_a_day(claims: list[Claim], day: str, shares: dict[int, int], twice: int,
                                               nobody: int) -> None:
    assert claimed_on(claims, date.fromisoformat(f"2023-{day}")) == (shares, twice, nobody)


CLAIMS = st.lists(st.builds(
    Claim, st.integers(1, 4), st.integers(0, 30).map(lambda days: FIRST + timedelta(days)), st.sampled_from(CreditHow),
    st.integers(1, WHOLE)), max_size=8, unique_by=lambda one: (one.unit, one.since))


@pytest.mark.story
@given(CLAIMS, st.integers(-1, 31), st.randoms())
def test_shares_less_twice_plus_nobodys_are_the_whole_in_whatever_order_they_were_recorded(
        claims: list[Claim], days: int, random: Random) -> None:
    day = FIRST + timedelta(days)
    found = claimed_on(claims, day)
    assert sum(found.shares.values()) - found.twice + found.nobody == WHOLE
    assert 0 in (found.twice, found.nobody)
    random.shuffle(claims)
    assert claimed_on(claims, day) == found
