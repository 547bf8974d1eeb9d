"""How much more of which indicator is read from what officers type, the number first or last."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.assessment.published import line, ruleset_with
from tracker.domain.scoring_working import Measures
from tracker.office.assessment.what_if import MoreAmiss, more_split, more_typed

RULES = ruleset_with(line('way = "per_unit"\nactual = "new_signed"\npoints = 1'))
OF = Measures("新湾镇", actuals={"new_signed": 1, "out_of_province": 2, "top500": 0})


@pytest.mark.parametrize("typed", [
    "+3 new_signed", "3 new_signed", "+3个 新签约", "+3个新签约项目", "new_signed=3", "new_signed = 3", "new_signed +3",
    "new_signed+3", "new_signed 3个", "新签约 3", "新签约＋３", "＋3 新签约", "NEW_SIGNED=3"])
def test_one_indicator(typed: str) -> None:
    assert more_typed(RULES, OF, [typed]) == {"new_signed": 3}


@pytest.mark.parametrize("typed", [
    "0.5 out_of_province", "+0.5亿元 境内省外资金", "境内省外资金 +0.5 亿元", "out_of_province=0.5亿元"])
def test_money_in_its_unit(typed: str) -> None:
    assert more_typed(RULES, OF, [typed]) == {"out_of_province": Fraction(1, 2)}


def test_a_name_that_ends_or_begins_with_a_number() -> None:
    for typed in ("top500=2", "top500 +2", "top500+2", "+2 top500", "2 top500"):
        assert more_typed(RULES, OF, [typed]) == {"top500": 2}, typed


def test_less_and_several() -> None:
    assert more_split("+3 new_signed， -1 out_of_province; +1 new_signed") == [
        "+3 new_signed", "-1 out_of_province", "+1 new_signed"]
    assert more_typed(RULES, OF, ["+3 new_signed", "-1 out_of_province", "+1 new_signed"]) == {
        "new_signed": 4, "out_of_province": -1}
    assert more_typed(RULES, OF, []) == {}


@pytest.mark.parametrize("typed", ["new_signed", "new_signed=许多", "+ new_signed", "out_of_province=5万元", "3", "",
                                   "new_signed=1.2.3", "new_signed=1234567890123"])
def test_where_no_number_is_to_be_read(typed: str) -> None:
    assert more_typed(RULES, OF, [typed]) == MoreAmiss(typed)


@pytest.mark.parametrize("typed", ["+3 税收", "税收=3", "foreign=1"])
def test_where_there_is_no_such_figure(typed: str) -> None:
    """An indicator of which nothing is known is none either."""
    found = more_typed(RULES, OF, [typed])
    assert isinstance(found, MoreAmiss)
    assert (found.value in typed, found.known) == (True, ("new_signed", "out_of_province", "top500"))
