"""National sums: what DuckDB adds up from Parquet is what the rules count, and no name is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.office.build import YI, Made, Slice, made, on
from tests.office.bundles.made_bundles import (
    HESHAN,
    HOSTILE_PROJECTS,
    NANXIAN,
    YUANJIANG,
    county,
    handed,
    prefecture,
    project,
)
from tracker.domain.money import Currency
from tracker.domain.stages import Stage
from tracker.office.bundles import national
from tracker.office.bundles.national import CAN_SUM, RegionSum, sum_parquet, write_parquet
from tracker.office.bundles.summed import CountiesSummed, sum_counties
from tracker.office.desk import Desk
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.changes import change
from tracker.office.project.projects import add

needs_duckdb = pytest.mark.skipif(not CAN_SUM, reason="DuckDB is not installed (the extra `national`)")
PERSON = "王小二"


def facts() -> list[Made]:
    """Days of every precision, money of two currencies that came and went, without an origin of its own, undated."""
    return [
        *map(project, HOSTILE_PROJECTS),
        made("A 'quoted' \"one\"", "2022-12-31", "2023-12-31", "2023-12-31", "2023", "2023-11", "2023-12", receipts=(
            Slice(on("2023"), 10**15 + 1, origin="in_province"), Slice(on("2023-12"), -7, origin="in_province"),
            Slice(on("2024-01-01"), YI, origin="in_province"), Slice(on(""), YI, origin="in_province")),
            officer=PERSON, investor=PERSON, chain_leader=PERSON),
        made("外资", "2022-01-01", "2022-06", "", "2023Q1", origin="foreign", receipts=(
            Slice(on("2023-03-01"), 12_345, Currency.USD), Slice(on("2023-03-02"), 5, origin=None))),
    ]


@pytest.fixture
def offices(sqlite_template: Path, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    found = {region: county(sqlite_template, tmp_path / "counties", region, *projects) for region, projects in (
        (YUANJIANG, facts()), (HESHAN, [project("甲")]), (NANXIAN, []))}
    yield found
    for desk in found.values():
        desk.store.close()


@pytest.fixture
def bundles(offices: dict[str, Desk], tmp_path: Path) -> list[Path]:
    return [handed(desk, tmp_path, name=region) for region, desk in offices.items()]


def sums(folder: Path, until: date | None = None) -> dict[str, RegionSum]:
    found = sum_parquet(folder, 2023, until)
    assert isinstance(found, tuple), found
    return {one.region: one for one in found}


@needs_duckdb
@pytest.mark.parametrize("until", [None, date(2023, 6, 30), date(2023, 12, 30)])
def test_sums_are_those_of_a_rollup_of_the_bundles(offices: dict[str, Desk], sqlite_template: Path, tmp_path: Path,
                                                   until: date | None) -> None:
    """Also for what was entered by mistake, and for money of a project whose origin became another."""
    office = offices[HESHAN]
    assert isinstance(add(office, {"name": "记错了"}, lead=on("2023-01-01")), Done)
    assert isinstance(undo(office, "不是本县的"), Done)
    became = {"origin": "外资", "investor": "某公司"}
    assert isinstance(change(offices[YUANJIANG], "外资", became, on("2023-02-01")), Done)
    desk = prefecture(sqlite_template, tmp_path, offices)
    paths = [tmp_path / f"{region}.sanxin" for region in offices]
    summed = sum_counties(desk, 2023, until=until)
    assert isinstance(summed, CountiesSummed)
    assert isinstance(write_parquet(tmp_path / "out", paths), Done)
    found = sums(tmp_path / "out", until)
    assert set(found) == {one.taken.region for one in summed.counties}
    for one in summed.counties:
        told = found[one.taken.region]
        actual = {figure.key: Decimal(figure.actual) for figure in one.figures.indicators}
        assert {key: Decimal(told.reached[stage]) for key, stage in (
            ("new_signed", Stage.SIGNED), ("new_started", Stage.STARTED), ("new_producing", Stage.PRODUCING))} == {
                key: actual[key] for key in ("new_signed", "new_started", "new_producing")}
        assert {origin: Decimal(told.arrived("CNY", origin)) / YI for origin in ("out_of_province", "in_province")} == {
            origin: actual[origin] for origin in ("out_of_province", "in_province")}
        assert Decimal(told.arrived("USD", "foreign")) / 1_000_000 == actual["foreign"]
    desk.store.close()


@needs_duckdb
def test_a_county_without_projects_stands_there_with_nothing(bundles: list[Path], tmp_path: Path) -> None:
    outcome = write_parquet(tmp_path / "out", bundles)
    assert isinstance(outcome, Done)
    assert outcome.value["bundle"] == 3
    found = sums(tmp_path / "out")
    assert (found[NANXIAN].projects, found[NANXIAN].money, set(found[NANXIAN].reached.values())) == (0, (), {0})
    assert found[YUANJIANG].projects == 5
    assert found[HESHAN].place == "赫山区 A & B <合资>"


@needs_duckdb
def test_no_name_is_in_the_files(bundles: list[Path], tmp_path: Path) -> None:
    assert isinstance(write_parquet(tmp_path / "out", bundles), Done)
    text = ""
    for name in ("project", "milestone", "receipt"):
        text += repr(national.duckdb.sql(f"SELECT * FROM '{tmp_path / 'out' / name}.parquet'").fetchall())
    assert re.search(r"T\d{5}", text)
    for name in (PERSON, "外省集团", "联络员01", *HOSTILE_PROJECTS, "quoted"):
        assert name not in text


@needs_duckdb
def test_what_is_wrong_writes_nothing(bundles: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"

    def refused(folder: Path, paths: list[Path], *, replaces: bool = False) -> str:
        outcome = write_parquet(folder, paths, replaces=replaces)
        assert isinstance(outcome, Refused)
        return outcome.reasons[0].code.value

    altered = tmp_path / "altered.sanxin"
    altered.write_bytes(bundles[0].read_bytes()[:-1] + b"x")
    assert refused(out, [bundles[1], altered]) == "county_bundle_altered"
    assert refused(out, [bundles[1], bundles[1]]) == "region_twice"
    assert refused(tmp_path / "no" / "out", bundles) == "no_folder"
    assert not out.exists()
    assert isinstance(write_parquet(out, bundles[:1]), Done)
    assert refused(out, bundles) == "folder_in_use"
    assert len(sums(out)) == 1
    assert isinstance(write_parquet(out, bundles, replaces=True), Done)
    assert len(sums(out)) == 3
    (out / "mine.txt").write_text("mine")
    assert refused(out, bundles, replaces=True) == "folder_in_use"
    (out / "project.parquet").write_bytes(b"x")
    for folder in (out, tmp_path, tmp_path / "none"):
        outcome = sum_parquet(folder, 2023)
        assert isinstance(outcome, Refused)
        assert outcome.reasons[0].code == "no_parquet"


def test_without_duckdb_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "CAN_SUM", False)
    for outcome in (write_parquet(tmp_path / "out", []), sum_parquet(tmp_path, 2023)):
        assert isinstance(outcome, Refused)
        assert outcome.reasons[0].code == "no_duckdb"
