"""Figures unit by unit: less what two claim, with what none claims, they are the place's to the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, YI, Slice, made, on, put
from tests.office.figures.test_counter import Draw, made_office, written
from tests.office.figures.test_subtotals import COMPOSED
from tests.office.journal.test_undo import sure
from tests.office.rulesets import rules
from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.day import Precision
from tracker.domain.money import Currency, exact_sum
from tracker.domain.money_form import WHOLE
from tracker.domain.parts import PartOf
from tracker.office.assessment.attributing import Beside
from tracker.office.assessment.credits import credit
from tracker.office.assessment.unit_figures import UnitFigure, UnitFigures, unit_figures
from tracker.office.assessment.unit_targets import hand_down
from tracker.office.assessment.units import NewUnit, add_units, retire_unit
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.targets import set_target
from tracker.store.query import PROJECT, standing_rows
from tracker.store.tables import Credit, Project

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

COMPOSITE = """
[exchange]
USD = 7.0467
HKD = 0.9
""" + COMPOSED + """
[[indicators]]
key = "mean"
label = { zh = "平均" }
unit = "个"
kind = "average"
of = ["new_signed", "new_started", "introduced"]
decimals = 2

[[indicators]]
key = "mean_money"
label = { zh = "平均资金" }
unit = "亿元"
kind = "average"
of = ["out_of_province", "in_dollars", "both"]
decimals = 1

[[indicators]]
key = "more_money"
label = { zh = "合计资金" }
unit = "万美元"
kind = "sum"
of = ["mean_money", "signed_amount", "foreign"]

[[indicators]]
key = "part_of_mean"
label = { zh = "占平均" }
unit = "%"
kind = "ratio"
of = ["new_started", "mean"]
"""

HALF = """
[[indicators]]
key = "half"
label = { zh = "平均" }
unit = "个"
kind = "average"
of = ["new_signed", "new_started"]
decimals = 1

[[indicators]]
key = "counted"
label = { zh = "合计" }
unit = "个"
kind = "sum"
of = ["half", "new_signed"]
"""


@dataclass(frozen=True)
class Said:
    """One figure of a holder, as a test writes it: what it adds, and the projects behind it with theirs."""

    adds: str
    projects: Mapping[str, str]


def said(figure: UnitFigure) -> Said:
    return Said(f"{figure.adds.normalize():f}", {one.name: f"{one.adds.normalize():f}" for one in figure.projects})


def of_all(found: UnitFigures, key: str) -> dict[str, Said]:
    """An indicator of every unit and of what is beside them; what has nothing is left out."""
    every = {**{one.unit.name: one.figures[key] for one in found.units}, "重复": found.twice[key],
             "无人": found.unclaimed[key]}
    return {name: said(figure) for name, figure in every.items() if figure.projects}


def office(desk: Desk) -> None:
    """Four projects and three units: one project moves in July, one is shared 60 to 40, one is claimed by two."""
    put(desk,
        made("甲", "2023-01-01", "2023-02-01", origin="out_of_province", contract_minor=3 * YI,
             receipts=(Slice(on("2023-03-10"), YI), Slice(on("2023-07-01"), 2 * YI), Slice(on("2023-08"), YI))),
        made("乙", "2023-01-01", "2023-03-01", origin="out_of_province", contract_minor=YI,
             receipts=(Slice(on("2023-05-01"), 1001 * WAN),)),
        made("丙", "2023-01-01", "2023-04-01", origin="out_of_province", contract_minor=YI,
             receipts=(Slice(on("2023-05-01"), 500 * WAN),)),
        made("丁", "2023-01-01", "2023-05-01", origin="foreign",
             receipts=(Slice(on("2023-05-01"), 7 * WAN, Currency.USD),)))
    sure(add_units(desk, [NewUnit("新湾镇", UnitKind.TOWNSHIP), NewUnit("高新区", UnitKind.PARK),
                          NewUnit("工信局", UnitKind.BUREAU), NewUnit("旧局", UnitKind.BUREAU)]))
    sure(credit(desk, "甲", "新湾镇", on("2023-01-01")))
    sure(credit(desk, "甲", "高新区", on("2023-07-01"), CreditHow.MOVED, paper="政办函7号"))
    sure(credit(desk, "乙", "新湾镇", on("2023-01-01"), CreditHow.SHARED, share=6000))
    sure(credit(desk, "乙", "高新区", on("2023-01-01"), CreditHow.SHARED, share=3333))
    sure(credit(desk, "丙", "新湾镇", on("2023-01-01")))
    sure(credit(desk, "丙", "工信局", on("2023-05-01"), CreditHow.INVESTOR_NAMED))
    sure(retire_unit(desk, "旧局", date(2022, 6, 1)))


@pytest.mark.both_databases
def test_each_fact_is_of_the_units_in_force_on_its_day(desk: Desk) -> None:
    """Worked out by hand: 甲's money of March stays with 新湾镇, that of July and August is 高新区's."""
    office(desk)
    found = unit_figures(desk, 2023)
    assert [one.unit.name for one in found.units] == ["新湾镇", "高新区", "工信局"]
    assert of_all(found, "new_signed") == {
        "新湾镇": Said("2.6", {"甲": "1", "乙": "0.6", "丙": "1"}), "高新区": Said("0.3333", {"乙": "0.3333"}),
        "无人": Said("1.0667", {"乙": "0.0667", "丁": "1"})}
    assert of_all(found, "out_of_province") == {
        "新湾镇": Said("1.11006", {"甲": "1", "乙": "0.06006", "丙": "0.05"}),
        "高新区": Said("3.03336333", {"甲": "3", "乙": "0.03336333"}), "工信局": Said("0.05", {"丙": "0.05"}),
        "重复": Said("0.05", {"丙": "0.05"}), "无人": Said("0.00667667", {"乙": "0.00667667"})}
    assert found.place["out_of_province"].adds == Decimal("4.1501")
    assert of_all(found, "foreign") == {"无人": Said("7", {"丁": "7"})}
    codes = {one.name: one.code for one in found.twice["out_of_province"].projects}
    assert found.claimants == {codes["丙"]: ("新湾镇", "工信局")}


def test_projects_that_two_claim_or_none_does_are_told_with_what_they_count_in(desk: Desk) -> None:
    """A sum tells them no second time: they are told by its parts."""
    office(desk)
    found = unit_figures(desk, 2023, ruleset=rules(more=HALF))

    def told(which: Beside) -> dict[str, tuple[tuple[str, ...], list[str]]]:
        return {one.name: (one.claimants, [each.key for each in one.indicators])
                for one in found.projects_beside(which)}

    assert said(found.unclaimed["counted"]).projects
    assert told(Beside.TWICE) == {"丙": (("新湾镇", "工信局"), ["out_of_province"])}
    assert told(Beside.NOBODY) == {"乙": ((), ["new_signed", "out_of_province"]), "丁": ((), ["new_signed", "foreign"])}
    codes = [one.code for one in found.projects_beside(Beside.NOBODY)]
    assert codes == sorted(codes)


@pytest.mark.both_databases
def test_targets_of_a_unit_stand_beside_its_figures_and_the_places(desk: Desk) -> None:
    office(desk)
    quarter = PartOf("quarter", "1")
    sure(set_target(desk, 2023, "out_of_province", "5"))
    sure(set_target(desk, 2023, "out_of_province", "1", period=quarter))
    sure(hand_down(desk, "高新区", 2023, "out_of_province", "30000", "万元"))
    sure(hand_down(desk, "高新区", 2023, "new_signed", "2"))
    sure(hand_down(desk, "高新区", 2023, "new_signed", "1", period=quarter))
    found = unit_figures(desk, 2023)
    park = found.of_unit("高新区")
    assert park is not None
    assert (park.figures["out_of_province"].target, park.figures["new_signed"].target) == (Decimal(3), Decimal(2))
    assert park.figures["new_signed"].targets == {"quarter.1": Decimal(1)}
    place = found.place["out_of_province"]
    assert (place.target, place.targets) == (Decimal(5), {"quarter.1": Decimal(1)})
    assert found.of_unit("高新") is None


def test_a_unit_that_retired_before_the_year_is_there_only_with_something_to_say(desk: Desk) -> None:
    office(desk)
    assert found_names(desk, 2022) == ["新湾镇", "高新区", "工信局", "旧局"]
    sure(credit(desk, "丁", "旧局", on("2022-05-31")))
    assert found_names(desk, 2023) == ["新湾镇", "高新区", "工信局", "旧局"]


def found_names(desk: Desk, year: int) -> list[str]:
    return [one.unit.name for one in unit_figures(desk, year).units]


@pytest.mark.story(keep=1)
@pytest.mark.both_databases
def test_figures_of_then_are_by_the_claims_of_then(desk: Desk, clock: Clock) -> None:
    office(desk)
    first = clock.at + timedelta(minutes=1)
    clock.at += timedelta(days=1)
    sure(credit(desk, "丙", "高新区", on("2023-03-01"), CreditHow.MOVED))
    assert "丙" in of_all(unit_figures(desk, 2023), "new_signed")["高新区"].projects
    was = of_all(unit_figures(desk, 2023, as_of=first), "new_signed")
    assert was["新湾镇"].projects == {"甲": "1", "乙": "0.6", "丙": "1"}
    early = unit_figures(desk, 2023, until=date(2023, 6, 30))
    assert of_all(early, "out_of_province")["高新区"] == Said("0.08336333", {"乙": "0.03336333", "丙": "0.05"})


def test_an_average_within_a_sum_is_explained_by_its_part_of_each_project(desk: Desk) -> None:
    """The mean of 1 signed and 0 started, and one signed, is 1.5."""
    put(desk, made("甲", "2023-01-01", "2023-02-01"))
    chosen = rules(more=HALF)
    proof, found = explain(desk, 2023, "counted", ruleset=chosen), unit_figures(desk, 2023, ruleset=chosen)
    assert isinstance(proof, Explanation)
    figure = rollup(desk, 2023, ruleset=chosen).figure("counted")
    assert figure is not None
    assert proof.figure == figure.actual == "1.5"
    assert said(found.unclaimed["counted"]) == Said("1.5", {"甲": "1.5"})


@pytest.mark.story
@pytest.mark.long(keep=1, of_each="database")
@pytest.mark.long(database="postgresql")
@pytest.mark.every_case
@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(6))
def test_units_less_twice_plus_unclaimed_are_the_place_for_every_indicator(desk: Desk, clock: Clock, seed: int
                                                                           ) -> None:
    """Random offices under random rules; claims of any day and share, some moved, some of the same project."""
    draw = Draw(seed)
    made_office(desk, draw, clock)
    claimed(desk, draw)
    more = COMPOSITE + "".join(
        "\n[[indicators]]\n" + "".join(f"{name} = {written(value)}\n" for name, value in draw.rule(f"k{at}").items())
        for at in range(12))
    chosen = rules(more=more)
    held = twice = 0
    for until in (date(2023, 12, 31), date(2023, draw.randint(2, 11), draw.randint(1, 28))):
        figures, found = rollup(desk, 2023, until=until, ruleset=chosen), unit_figures(
            desk, 2023, until=until, ruleset=chosen)
        for figure in figures.indicators:
            key, place = figure.key, found.place[figure.key]
            every = [one.figures[key] for one in found.units]
            assert place.actual == Decimal(figure.actual), key
            for part in ("adds", "of"):
                total = getattr(place, part)
                if total is None or (figure.key.startswith("mean") and part == "of"):
                    continue
                assert exact_sum((*(getattr(one, part) for one in every), -getattr(found.twice[key], part),
                                  getattr(found.unclaimed[key], part))) == total, (seed, until, key, part)
            for one in (*every, found.twice[key], found.unclaimed[key]):
                behind = exact_sum(project.adds for project in one.projects)
                off = Decimal(150) if key == "more_money" else Decimal("1e-11")  # an average within is a round one
                assert abs(behind - one.adds) < off, (seed, until, key)
            held += sum(len(one.projects) for one in every)
            twice += len(found.twice[key].projects)
    assert held > 20
    assert twice > 3


def claimed(desk: Desk, draw: Draw) -> None:
    """Four units, and claims of most projects, as facts: past the use case, which refuses days that lie ahead."""
    sure(add_units(desk, [NewUnit(name, draw.choice(list(UnitKind))) for name in ("甲镇", "乙镇", "丙区", "丁局")]))
    with desk.unit() as unit:
        entry = unit.entry("test.credit")
        for project in unit.session.scalars(PROJECT.select().with_only_columns(PROJECT.c.id)).all():
            taken = set[tuple[int, date]]()
            for _ in range(draw.choice([0, 1, 1, 2, 3])):
                day, number = draw.known_day().widened(Precision.DAY), draw.randint(1, 4)
                if day.first is None or (number, day.first) in taken:
                    continue
                taken.add((number, day.first))
                unit.append(Credit, entry, project_id=project, unit_number=number, from_on=day.first,
                            how=draw.choice(list(CreditHow)), share=draw.choice([WHOLE, WHOLE, 6000, 3333, 1]))
    with desk.reading() as session:
        assert list(standing_rows(session, Credit))
        assert session.get(Project, 1) is not None
