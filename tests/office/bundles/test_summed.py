"""Figures from bundles: each county's are its own to the byte, and the whole is their sum."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.office.build import YI, made, on, put
from tests.office.bundles.made_bundles import (
    HESHAN,
    HOSTILE_PROJECTS,
    NANXIAN,
    PLACES,
    YUANJIANG,
    county,
    handed,
    prefecture,
    project,
    taken,
)
from tests.office.rulesets import text_of
from tracker.domain.money import print_exact
from tracker.office.bundles.moved_since import BundlesCompared, compare_bundles
from tracker.office.bundles.summed import CountiesSummed, sum_counties
from tracker.office.desk import Desk
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.figures.targets import set_target
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.moves import terminate

COUNTIES = {
    YUANJIANG: [project(name) for name in HOSTILE_PROJECTS],
    HESHAN: [project("甲", "2023-03", 10_000_001), project("乙", "2022-12-31", 7 * YI)],
    NANXIAN: [made("只有线索", "2023-05-01")],
}
"""By region the projects of each county; a year ago one was signed whose money came in this year."""

MORE = """
[[indicators]]
key = "firms"
label = { zh = "企业", en = "Firms" }
unit = "家"
kind = "companies"
stage = "signed"
date = "occurred_on"

[[indicators]]
key = "both"
label = { zh = "签约和开工", en = "Both" }
unit = "个"
kind = "sum"
of = ["new_signed", "new_started"]

[[indicators]]
key = "mean"
label = { zh = "平均", en = "Mean" }
unit = "个"
kind = "average"
of = ["new_signed", "new_started"]

[[indicators]]
key = "share"
label = { zh = "开工占比", en = "Share" }
unit = "%"
kind = "ratio"
of = ["new_started", "new_signed"]
"""


@pytest.fixture
def offices(sqlite_template: Path, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    """Three counties, each with a target but the last."""
    found = {region: county(sqlite_template, tmp_path / "counties", region, *projects)
             for region, projects in COUNTIES.items()}
    for region in (YUANJIANG, HESHAN):
        assert isinstance(set_target(found[region], 2023, "new_signed", "4"), Done)
        assert isinstance(set_target(found[region], 2023, "out_of_province", "10"), Done)
    assert isinstance(set_target(found[NANXIAN], 2023, "out_of_province", "0.5"), Done)
    yield found
    for desk in found.values():
        desk.store.close()


@pytest.fixture
def desk(offices: dict[str, Desk], sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """The prefecture, which has taken all of them in; it has a project of its own, which counts nowhere."""
    found = prefecture(sqlite_template, tmp_path, offices, project("市本级"))
    yield found
    found.store.close()


def summed(desk: Desk, reach: str = "", *, until: date | None = None, own_rules: bool = False) -> CountiesSummed:
    found = sum_counties(desk, 2023, reach, until=until, own_rules=own_rules)
    assert isinstance(found, CountiesSummed), found
    return found


@pytest.mark.parametrize("until", [None, date(2023, 2, 28)])
@pytest.mark.parametrize("own_rules", [False, True])
def test_each_county_is_its_own_rollup_to_the_byte(desk: Desk, offices: dict[str, Desk], until: date | None,
                                                   own_rules: bool) -> None:
    found, rules = summed(desk, until=until, own_rules=own_rules), rules_for(desk, 2023, None)
    assert [one.taken.region for one in found.counties] == sorted(COUNTIES)
    for one in found.counties:
        theirs = rollup(offices[one.taken.region], 2023, until=until, ruleset=None if own_rules else rules)
        assert json.dumps(one.figures.as_json()) == json.dumps(theirs.as_json())
        assert one.figures.place == PLACES[one.taken.region]


def test_the_whole_is_the_sum_of_what_each_county_counts(desk: Desk) -> None:
    found = {one.key: one for one in summed(desk).together}
    signed, money = found["new_signed"], found["out_of_province"]
    assert (signed.actual, signed.targets, signed.target, signed.rate) == ("4", 2, None, None)
    total = 3 * 3 * YI + 10_000_001 + 7 * YI
    assert (money.actual, money.targets, money.target) == (print_exact(Decimal(total) / YI), 3, "20.5")
    assert money.rate == "78.05%"  # 16.000100001 of 20.5
    rates = {rate.key: rate for rate in summed(desk).conversion}
    assert (rates["funded"].numerator, rates["funded"].denominator, rates["funded"].rate) == (0, 4, "0%")


def test_of_a_prefecture_only_its_own_counties_count(desk: Desk) -> None:
    assert [one.taken.region for one in summed(desk, "430903").counties] == [HESHAN]
    assert len(summed(desk, "4309").counties) == 3
    for reach, code in (("44", "no_bundle_of"), ("43090", "not_a_region"), ("甲", "not_a_region")):
        outcome = sum_counties(desk, 2023, reach)
        assert isinstance(outcome, Refused)
        assert outcome.reasons[0].code == code
    outcome = sum_counties(desk, 2024)
    assert isinstance(outcome, Refused)


def test_what_does_not_add_up_is_each_countys_own(desk: Desk, tmp_path: Path) -> None:
    """A company in two counties is one company; a ratio and an average are of their own county."""
    folder = desk.store.rules_folder
    assert folder is not None
    folder.mkdir()
    (folder / "ours.toml").write_text(text_of(MORE, ('id = "default"', 'id = "ours"')), "utf-8")
    found = summed(desk)
    assert found.rules is not None
    assert found.rules.id == "ours"
    assert {one.key: one.actual for one in found.together if one.key in ("firms", "both", "mean", "share")} == {
        "firms": None, "both": "4", "mean": None, "share": None}
    assert {one.figures.ruleset_id for one in found.counties} == {"ours"}
    assert all(one.figures.figure("firms") for one in found.counties)
    assert {one.figures.ruleset_id for one in summed(desk, own_rules=True).counties} == {
        "yuanjiang-2023", "default"}


def test_a_county_counts_by_the_rules_it_kept(desk: Desk, offices: dict[str, Desk], tmp_path: Path) -> None:
    office = offices[HESHAN]
    folder = office.store.rules_folder
    assert folder is not None
    folder.mkdir()
    (folder / "ours.toml").write_text(text_of("", ('id = "default"', 'id = "ours"')), "utf-8")
    put(office, project("按自己的口径"))
    taken(desk, handed(office, tmp_path, name="later"))
    by_own = {one.taken.region: one.figures for one in summed(desk, own_rules=True).counties}
    assert {region: figures.ruleset_id for region, figures in by_own.items()} == {
        YUANJIANG: "yuanjiang-2023", HESHAN: "ours", NANXIAN: "default"}
    assert by_own[HESHAN].as_json() == rollup(office, 2023).as_json()
    assert rules_for(office, 2023, None).digest == by_own[HESHAN].ruleset_digest
    (now,) = summed(desk, HESHAN).counties
    assert now.figures.ruleset_id == "default"


def test_the_last_bundle_counts_and_a_lost_one_is_told(desk: Desk, offices: dict[str, Desk], tmp_path: Path) -> None:
    put(offices[NANXIAN], project("新签"))
    one = taken(desk, handed(offices[NANXIAN], tmp_path, name="later"))
    found = {each.key: each for each in summed(desk).together}
    assert found["new_signed"].actual == "5"
    folder = desk.store.folder
    assert folder is not None
    (folder / one.sha256[:2] / one.sha256).unlink()
    outcome = sum_counties(desk, 2023)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].code == "county_bundle_lost"


def compared(desk: Desk, region: str = YUANJIANG) -> BundlesCompared:
    found = compare_bundles(desk, region, 2023)
    assert isinstance(found, BundlesCompared), found
    return found


def test_a_difference_names_who_came_who_went_and_every_step(desk: Desk, offices: dict[str, Desk], tmp_path: Path
                                                             ) -> None:
    office, before = offices[YUANJIANG], {one.key: one.actual for one in rollup(offices[YUANJIANG], 2023).indicators}
    put(office, project("[bold]新来"))
    (gone,) = (name for name in HOSTILE_PROJECTS if name.startswith("="))
    assert isinstance(terminate(office, gone, on("2023-09-01"), "撤资"), Done)
    put(office, made("又来", "2023-05-01"))
    after = {one.key: one.actual for one in rollup(office, 2023).indicators}
    taken(desk, handed(office, tmp_path, name="later"))
    found = compared(desk)
    assert [one.name for one in found.came] == ["[bold]新来", "又来"]
    assert [one.name for one in found.went] == ["=1+1"]
    assert not found.past_differs
    assert {one.key: (one.before, one.after) for one in found.moved.figures} == {
        key: (value, after[key]) for key, value in before.items()}
    (signed,) = (one for one in found.moved.figures if one.key == "new_signed")
    assert [(step.name, step.by) for step in signed.moves] == [("[bold]新来", "1")]
    for figure in found.moved.figures:
        assert sum(Decimal(step.by) for step in figure.moves) == Decimal(figure.after) - Decimal(figure.before)
    json.dumps(found.as_json())


def test_what_another_past_tells_is_said_to_be_one(desk: Desk, offices: dict[str, Desk], sqlite_template: Path,
                                                   tmp_path: Path) -> None:
    again = county(sqlite_template, tmp_path / "again", YUANJIANG, project("重来"))
    put(again, project("再来"), project("还来"), project("又来"))
    taken(desk, handed(again, tmp_path, name="again"), "机器坏了，重录")
    found = compared(desk)
    assert found.past_differs
    figures = {one.key: one for one in found.moved.figures}
    now = {one.key: one.actual for one in rollup(again, 2023).indicators}
    assert {key: one.after for key, one in figures.items()} == now
    assert {key: one.before for key, one in figures.items()} == {
        one.key: one.actual for one in rollup(offices[YUANJIANG], 2023).indicators}
    signed = figures["new_signed"]
    assert sum(int(step.by) for step in signed.moves) == int(signed.by) == 1
    assert {step.entry for step in signed.moves} == {None}
    assert {one.name for one in found.came} == {"重来", "再来", "还来", "又来"}
    assert {one.name for one in found.went} == set(HOSTILE_PROJECTS)
    again.store.close()


def test_one_bundle_alone_has_nothing_to_be_compared_with(desk: Desk) -> None:
    for region, code in ((YUANJIANG, "one_bundle_of"), ("430923", "no_bundle_of")):
        outcome = compare_bundles(desk, region, 2023)
        assert isinstance(outcome, Refused)
        assert outcome.reasons[0].code == code


def test_a_bundle_that_was_undone_counts_no_more(desk: Desk) -> None:
    assert isinstance(undo(desk, "收错了"), Done)
    assert len(summed(desk).counties) == 2
