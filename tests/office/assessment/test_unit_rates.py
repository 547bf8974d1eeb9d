"""Conversion rates of units are of the projects each has at the end; together they are the place's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.domain.assessment.published import line
from tests.office.build import WAN, YI, Slice, in_place, made, on, put
from tests.office.journal.test_undo import sure
from tests.office.rulesets import text_of
from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.scoring_working import MissingInput, Wanting
from tracker.office.assessment.assess import Assessed, assess
from tracker.office.assessment.credits import credit
from tracker.office.assessment.units import NewUnit, add_units
from tracker.office.figures.rollup import rollup
from tracker.office.outcome import Refused

if TYPE_CHECKING:
    from tracker.office.desk import Desk

RULES = text_of("""
[[conversions]]
key = "paid"
label = { zh = "资金到位率", en = "Money" }
denominator = "contract_amount"
base_year = 2020
unit = "亿元"
arrived = true

[assessment]
decimals = 3
""" + line('way = "proportion"\nrate = "conversion.started"\npoints = 20', "begun")
    + line('way = "proportion"\nrate = "conversion.paid.arrived"\npoints = 35', "money")
    + line('way = "steps"\nrate = "conversion.registered"\nof_nothing = "nothing"\n'
           'steps = [{ at_least = "80%", points = 5 }, { at_least = "50%", points = 2 }]', "registered_score"))


@pytest.fixture
def rated(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assessed:
    """甲 was the township's and is the park's since July; 乙 is shared 60 to 40; 丙 the township's; 丁 nobody's."""
    (tmp_path / "考核.toml").write_text(RULES, "utf-8")
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    in_place(desk, "某县")
    put(desk, made("甲", "2023-01-01", "2023-03-01", "2023-04-01", "2023-05-01", "2023-06-01",
                   origin="out_of_province", contract_minor=3 * YI, receipts=(Slice(on("2023-05-01"), 9000 * WAN),)),
        made("乙", "2023-01-01", "2023-04-01", "2023-04-02", origin="out_of_province", contract_minor=2 * YI,
             receipts=(Slice(on("2023-05-01"), 5000 * WAN),)),
        made("丙", "2023-01-01", "2023-04-01", origin="out_of_province", contract_minor=YI),
        made("丁", "2023-01-01", "2023-04-01", "2023-04-02", "2023-05-01", "2023-06-01", origin="out_of_province",
             contract_minor=4 * YI))
    sure(add_units(desk, [NewUnit("新湾镇", UnitKind.TOWNSHIP), NewUnit("高新区", UnitKind.PARK),
                          NewUnit("招商局", UnitKind.BUREAU)]))
    sure(credit(desk, "甲", "新湾镇", on("2023-01-01")))
    sure(credit(desk, "甲", "高新区", on("2023-07-01"), CreditHow.MOVED))
    sure(credit(desk, "乙", "新湾镇", on("2023-01-01"), CreditHow.SHARED, share=6000))
    sure(credit(desk, "乙", "高新区", on("2023-01-01"), CreditHow.SHARED, share=4000))
    sure(credit(desk, "丙", "新湾镇", on("2023-01-01")))
    found = assess(desk, 2023, until=date(2023, 12, 31))
    assert not isinstance(found, Refused)
    return found


def test_rates_worked_out_by_hand(rated: Assessed) -> None:
    """新湾镇 has 0.6 of 乙 and 丙: none started, 0.6 of 1.6 registered is 37.5%; 3000万 of 1.2 + 1亿元.
    高新区 has 甲 and 0.4 of 乙: 1 of 1.4 started, all registered; 9000 + 2000万 of 3 + 0.8亿元.
    """
    def lines(name: str) -> list[Fraction | None]:
        one = rated.of_unit(name)
        assert one is not None
        return [score.points for score in one.score.lines]

    assert lines("新湾镇") == [0, 35 * Fraction("0.3") / Fraction("2.2"), 0]
    assert lines("高新区") == [20 / Fraction("1.4"), 35 * Fraction("1.1") / Fraction("3.8"), 5]
    assert lines("招商局") == [None, None, 0]
    nobody = rated.of_unit("招商局")
    assert nobody is not None
    assert nobody.score.missing == (MissingInput(Wanting.ZERO_WHOLE, "conversion.started"),
                                    MissingInput(Wanting.ZERO_WHOLE, "conversion.paid.arrived"))


def test_units_and_what_nobody_has_are_the_place(desk: Desk, rated: Assessed) -> None:
    """丁 is nobody's: it started, and its contract is 4亿元."""
    place = {rate.explained_by: (Fraction(str(rate.numerator)), Fraction(str(rate.denominator)))
             for rate in rollup(desk, 2023, until=date(2023, 12, 31)).conversion}
    beside = {"conversion.started": (1, 1), "conversion.registered": (1, 1), "conversion.paid.arrived": (0, 4)}
    for key, (part, whole) in beside.items():
        rates = [one.measures.rates[key] for one in rated.units]
        assert (sum(Fraction(one[0]) for one in rates) + part, sum(Fraction(one[1]) for one in rates) + whole) == (
            place[key])
