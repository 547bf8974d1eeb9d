"""Figures of any office: equal to counting in Python, proven by their explanation, the same on both databases."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.office.build import Made, Slice, made, on, put
from tests.office.naive import naive, over
from tests.office.rulesets import MORE, rules, some_projects
from tests.selection import a_third, in_thirds
from tracker.domain.days import Day, Precision
from tracker.domain.money import Currency
from tracker.domain.rules import Ruleset, ruleset_for
from tracker.domain.stages import STAGES, Status
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain, explained_keys
from tracker.office.figures.explained import CountedFact, Explanation
from tracker.office.figures.figures import YearMoney
from tracker.office.figures.rollup import rollup
from tracker.store.engine import open_store

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.store.engine import Store


@st.composite
def days(draw: st.DrawFn) -> Day:
    """A day in or about 2023, sometimes known only by a longer period, or not at all."""
    day = Day(draw(st.dates(date(2022, 6, 1), date(2024, 6, 1))))
    precision = draw(st.sampled_from([Precision.DAY] * 5 + list(Precision)))
    return Day.unknown() if precision is Precision.UNKNOWN else day.widened(precision)


@st.composite
def projects(draw: st.DrawFn) -> Made:
    """A project that came some way, with money of all sorts."""
    reached = draw(st.integers(1, 6))
    drawn = draw(st.lists(days(), min_size=reached, max_size=reached))
    stages = sorted(drawn, key=lambda day: day.on or date(2023, 3, 1))
    origins = st.sampled_from([None, "out_of_province", "in_province", "foreign", "local"])
    slices = st.builds(Slice, days(), st.integers(-10**13, 10**13).filter(bool),
                       st.sampled_from([Currency.CNY, Currency.USD, Currency.HKD]), origins)
    statuses = st.lists(st.tuples(st.sampled_from(Status), days()), max_size=2)
    profile = {"origin": draw(origins), "hunan_return": draw(st.booleans()),
               "top500": draw(st.sampled_from([None, None, "world", "china"]))}
    return Made("项目", dict(zip(STAGES, stages, strict=False)), tuple(draw(st.lists(slices, max_size=3))),
                tuple(draw(statuses)), profile=profile)


def fresh(template: Path) -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        shutil.copyfile(template, Path(folder) / "office.db")
        store = open_store(Path(folder) / "office.db")
        yield Desk(store, "test", clock=lambda: datetime(2024, 12, 31, tzinfo=UTC))
        store.close()


UNTILS = st.sampled_from(
    [date(2023, 12, 31), date(2023, 6, 30), date(2023, 1, 1), date(2022, 12, 31), date(2024, 3, 1)])


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples * 15 // 100), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=st.lists(projects(), max_size=8), until=UNTILS)
def test_counts_equal_counting_in_python(sqlite_template: Path, office: list[Made], until: date) -> None:
    for desk in fresh(sqlite_template):
        put(desk, *office)
        figures = rollup(desk, 2023, until=until)
        shown: dict[str, Any] = {figure.key: (figure.actual, figure.counted, figure.not_counted)
                                 for figure in figures.indicators}
        beside = {key: one.projects for key, one in figures.beside_months.items()}
        shown |= {"conversion": [(rate.numerator, rate.denominator) for rate in figures.conversion],
                  "by_stage": dict(figures.by_stage), "months": dict(figures.new_by_month)}
        lacking = figures.without_origin
        shown["without_origin"] = (lacking.projects, dict(lacking.money)) if lacking else (0, {})
        assert shown == naive(office, 2023, until)
        lines_add_up(office, figures.money, until)
        assert beside == {key: figure.counted - sum(months) for key, months in figures.new_by_month.items()
                          if (figure := figures.figure(key)) and figure.counted > sum(months)}
        for key in explained_keys(ruleset_for(2023, "")):
            proof = explain(desk, 2023, key, until=until)
            assert isinstance(proof, Explanation)
            figure = figures.figure(key)
            if figure is not None:
                assert (proof.figure, len(proof.counted), len(proof.not_counted)) == shown[key]


def lines_add_up(office: list[Made], money: YearMoney, until: date) -> None:
    """What is counted once each and the lines of what is not are all receipts of the year; those without a day stand
    apart.
    """
    last = min(until, date(2023, 12, 31))
    slices = [one for project in office for one in project.receipts]
    every = [one for one in slices if one.day.on and date(2023, 1, 1) <= one.day.on and over(one.day, last)]
    count, counted = money.counted
    assert count + sum(line.receipts for line in money.nowhere) == money.receipts == len(every)
    assert count >= 0
    for currency in Currency:
        total = sum(one.minor for one in every if one.currency is currency)
        assert money.money.get(currency, 0) == total
        assert counted.get(currency, 0) + sum(line.money.get(currency, 0) for line in money.nowhere) == total
    lost = [one.minor for one in slices if one.day.on is None]
    assert sum(line.receipts for line in money.of_no_year) == len(lost)
    assert sum(minor for line in money.of_no_year for minor in line.money.values()) == sum(lost)


@pytest.mark.story
@settings(max_examples=settings.default.max_examples * 5 // 100, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=st.lists(projects(), max_size=6), until=UNTILS, which=st.sets(st.integers(0, 40)))
def test_any_rulesets_lines_add_up_and_are_proven(sqlite_template: Path, office: list[Made], until: date,
                                                  which: set[int]) -> None:
    """With indicators left away at random, the money of a year is what explain lists of them and of the lines."""
    every = rules(more=MORE)
    chosen = every.model_copy(update={"indicators": tuple(
        one for place, one in enumerate(every.indicators) if place not in which)})
    for desk in fresh(sqlite_template):
        put(desk, *office)
        money = rollup(desk, 2023, until=until, ruleset=chosen).money
        lines_add_up(office, money, until)
        counted = {fact.receipt for one in chosen.indicators if one.money
                   for fact in facts_of(desk, one.key, until, chosen)}
        lines = {line.key: {fact.receipt for fact in facts_of(desk, line.key, until, chosen)} for line in money.lines}
        assert {key: len(found) for key, found in lines.items()} == {line.key: line.receipts for line in money.lines}
        assert money.counted[0] == len(counted)
        assert all(counted.isdisjoint(found) for found in lines.values())


def facts_of(desk: Desk, key: str, until: date, chosen: Ruleset) -> list[CountedFact]:
    proof = explain(desk, 2023, key, until=until, ruleset=chosen)
    assert isinstance(proof, Explanation)
    return [fact for project in proof.counted for fact in project.facts]


@pytest.mark.story
def test_both_databases_say_the_same(sqlite_store: Store, pg_store: Store, clock: Clock) -> None:
    said = []
    for store in (sqlite_store, pg_store):
        desk = Desk(store, "test", clock=clock)
        put(desk, *some_projects(),
            made("戊", "2022H2", "2023H1", "2023Q3", receipts=(Slice(on("2023Q3"), 11), Slice(on("2023-12D3"), 13))),
            made("己", "2022-01-01", "2023-06D2"))
        chosen = rules(more=MORE)
        proofs = [explain(desk, 2023, key, ruleset=chosen) for key in explained_keys(chosen)]
        said.append([rollup(desk, 2023, ruleset=chosen).as_json(),
                     [[(one.name, one.share) for one in proof.counted] + [(one.name, one.reason) for one in
                      proof.not_counted] for proof in proofs if isinstance(proof, Explanation)]])
    # Each office has codes of its own, and by them a head of its own.
    first, second = (re.sub('"(T[0-9]+|[0-9a-f]{16})"', '"T"', json.dumps(one, ensure_ascii=False)) for one in said)
    assert first == second
    assert '"precision": "half_year"' in first
