"""Sub-totals of any office: together they are the figure, and each is what is listed behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office.build import WAN, YI, Made, Slice, made, on, put
from tests.office.figures.test_rollup_property import UNTILS, fresh, projects
from tests.office.rulesets import MORE, rules, some_projects
from tests.selection import a_third, in_thirds
from tracker.domain.money import Currency, Money, exact_sum
from tracker.domain.parts import GROUPINGS, PartOf
from tracker.domain.rules import Ruleset
from tracker.domain.text import clean
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.office.outcome import Done
from tracker.office.project.changes import increase

if TYPE_CHECKING:
    from tracker.office.desk import Desk

SHARE = settings.default.max_examples / 420
"""Of so many sub-totals the list behind them is looked at: a seventh, and all in a thorough run."""
COMPOSED = """
[[indicators]]
key = "in_dollars"
label = { zh = "折美元" }
unit = "万美元"
kind = "receipts"
currency = ["CNY", "USD"]

[[indicators]]
key = "signed_amount"
label = { zh = "签约总额" }
unit = "亿元"
kind = "amount"
stage = "signed"

[[indicators]]
key = "both"
label = { zh = "合计" }
unit = "万元"
kind = "sum"
of = ["out_of_province", "in_dollars"]

[[indicators]]
key = "share"
label = { zh = "占比" }
unit = "%"
kind = "ratio"
of = ["new_started", "new_signed"]

[[indicators]]
key = "introduced"
label = { zh = "引进" }
unit = "个"
kind = "milestone"
stage = "started"
together_with = ["registered", "funded"]
"""
CHOSEN = rules(more=COMPOSED + MORE)
HOSTILE = st.sampled_from(
    ["", "高新区", "高新区 ", "未填", "None", "0", "month=1", "', 1) --", "㊙\u0300", "ＡＢ", "ab", "AB"])


@st.composite
def anywhere(draw: st.DrawFn) -> Made:
    """A project of a park, a chain and a bureau that may be called anything."""
    project = draw(projects())
    more = {name: draw(HOSTILE) for name in ("park", "industry_chain", "bureau", "officer", "project_type", "investor")}
    role = draw(st.sampled_from([None, "main", "extend"]))
    amount = draw(st.one_of(st.none(), st.integers(1, 10**13)))
    return replace(project, profile={**project.profile, **more, "chain_role": role, "contract_minor": amount})


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples * 5 // 100), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=st.lists(anywhere(), max_size=8), until=UNTILS)
def test_the_sub_totals_of_every_partition_are_the_figure(sqlite_template: Path, office: list[Made], until: date
                                                          ) -> None:
    for desk in fresh(sqlite_template):
        put(desk, *office)
        adds_up(desk, until, CHOSEN, office)


def adds_up(desk: Desk, until: date, chosen: Ruleset, office: list[Made]) -> None:
    figures = rollup(desk, 2023, until=until, ruleset=chosen)
    for told in sub_totals(desk, 2023, GROUPINGS, until=until, ruleset=chosen):
        assert {one.key for one in figures.indicators} - told.adds_up == {"share"}
        for figure in figures.indicators:
            own = [row[figure.key] for row in told.rows.values()]
            if figure.key in told.adds_up:
                assert exact_sum(one.actual for one in own) == Decimal(figure.actual), (told.by, figure.key)
            # Money of one project can arrive in two months, and from two origins.
            counted = sum(one.counted for one in own)
            apart = told.by in ("month", "quarter", "origin")
            assert counted >= figure.counted if apart else counted == figure.counted, (told.by, figure.key)
        if told.by == "park":
            assert set(told.rows) <= {clean(str(project.profile["park"])) for project in office}


@pytest.mark.story
@pytest.mark.long(database="postgresql")
@pytest.mark.both_databases
def test_behind_each_sub_total_are_the_projects_it_counts(desk: Desk) -> None:
    put(desk, *some_projects(),
        made("戊", "2023-01-01", "2023H1", "2023Q3", park="高新区", origin="foreign", receipts=(
            Slice(on("2023Q3"), 11, origin="out_of_province"), Slice(on("2023-12D3"), 13 * WAN, Currency.USD),
            Slice(on("2023年上半年"), YI, origin="local"))))
    random = Random(7)
    for told in sub_totals(desk, 2023, GROUPINGS, ruleset=CHOSEN):
        for value, row in told.rows.items():
            for key, sub_total in row.items():
                if random.random() > SHARE:
                    continue
                explained = explain(desk, 2023, key, ruleset=CHOSEN, part=PartOf(told.by, value))
                assert isinstance(explained, Explanation)
                if key in told.adds_up:  # a ratio lists the projects of its upper part alone
                    assert len(explained.counted) == sub_total.counted, (told.by, value, key)
                    difference = Decimal(explained.figure) - Decimal(sub_total.actual)
                    assert abs(difference) < Decimal("1e-9"), (told.by, value, key)


@pytest.mark.both_databases
def test_a_year_by_park_month_and_origin(desk: Desk) -> None:
    """Counted by hand."""
    put(desk,
        made("甲", "2023-01-01", "2023-02-01", park="高新区", origin="foreign", receipts=(
            Slice(on("2023-02-10"), YI, origin="out_of_province"), Slice(on("2023-05"), 2 * YI),
            Slice(on("2023-05-09"), 7 * WAN, Currency.USD))),
        made("乙", "2023-01-01", "2023-03-01", park="高新区", origin="out_of_province",
             receipts=(Slice(on("2023Q2"), 3 * YI), Slice(on("2023H1"), 4 * YI), Slice(on("2023-12-31"), -YI))),
        made("丙", "2023-01-01", "2023-05-01"))
    told = {one.by: {value: {key: (sub.actual, sub.counted) for key, sub in row.items() if sub.counted}
                     for value, row in one.rows.items()}
            for one in sub_totals(desk, 2023, ("park", "month", "quarter", "origin"), ruleset=rules())}
    assert told["park"] == {
        "高新区": {"new_signed": ("2", 2), "out_of_province": ("7", 2), "foreign": ("7", 1)},
        "": {"new_signed": ("1", 1)}}
    money = {value: row["out_of_province"] for value, row in told["month"].items() if "out_of_province" in row}
    assert money == {"2": ("1", 1), "12": ("-1", 1), "": ("7", 1)}
    assert list(told["month"]) == [*(str(month) for month in range(1, 13)), ""]
    assert {value: row["new_signed"] for value, row in told["month"].items() if "new_signed" in row} == {
        "2": ("1", 1), "3": ("1", 1), "5": ("1", 1)}
    money = {value: row["out_of_province"] for value, row in told["quarter"].items() if "out_of_province" in row}
    assert money == {"1": ("1", 1), "2": ("3", 1), "4": ("-1", 1), "": ("4", 1)}
    # Money says where it is from itself; where it is silent it comes from where the project does.
    assert {value: row.get("out_of_province") for value, row in told["origin"].items()} == {
        "out_of_province": ("7", 2), "foreign": None, "": None}
    assert told["origin"]["foreign"] == {"new_signed": ("1", 1), "foreign": ("7", 1)}
    june = sub_totals(desk, 2023, ["month"], until=date(2023, 6, 15), ruleset=rules())[0]
    assert list(june.rows) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.both_databases
def test_increases_have_sub_totals_and_belong_to_no_month(desk: Desk) -> None:
    put(desk, made("甲项目", "2021-01-05", "2021-03-01", park="高新区", contract_minor=YI))
    assert isinstance(increase(desk, "甲项目", on("2023-05-01"), Money(YI // 2)), Done)
    chosen = rules(more="""
[[indicators]]
key = "increased"
label = { zh = "增资额" }
unit = "亿元"
kind = "increases"
stage = "signed"
""")
    told = sub_totals(desk, 2023, ("park", "month"), ruleset=chosen)
    assert {value: row["increased"].actual for value, row in told[0].rows.items()} == {"高新区": "0.5"}
    assert told[1].rows[""]["increased"].actual == "0.5"
    for part, figure in ((PartOf("park", "高新区"), "0.5"), (PartOf("month", ""), "0.5"), (PartOf("month", "3"), "0")):
        explained = explain(desk, 2023, "increased", ruleset=chosen, part=part)
        assert isinstance(explained, Explanation)
        assert explained.figure == figure
