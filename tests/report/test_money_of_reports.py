"""All money of a report, read back from the file: the same exact sums everywhere, in one unit, and rows that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import Clock
from tests.office.build import WAN, YI, Slice, in_place, made, on, put
from tests.report.reporting import budget, cell_text, document_of, lines_of, rows_of
from tracker.domain.budget import Budget, budget_of
from tracker.domain.currency import Currency
from tracker.domain.parts import PartOf
from tracker.office.desk import Desk
from tracker.office.reporting.facts import ReportAsked, report_facts
from tracker.report.selfreport import compose_report
from tracker.words import Lang

MONEY = re.compile(r"(?<![\d.])(-?\d+(?:\.\d+)?) ?(亿元|万元|万美元|美元|元)")
INTO = {"亿元": YI, "万元": WAN, "元": 100, "万美元": 10_000 * 100, "美元": 100}
ORIGINS = {"out_of_province": "亿元", "in_province": "亿元", "foreign": "万美元"}
"""The origin of money is the key of the indicator that counts it, here with its unit."""
CONTRACTS = (3 * YI, 9_876_543_21, 12_345 * WAN + 67, 5_000 * WAN)
KINDS = {"year": ReportAsked(2023), "part": ReportAsked(2023, PartOf("quarter", "4")), "leader": ReportAsked(2023)}


def slices(origin: str, at: int) -> tuple[Slice, ...]:
    """Receipts to the 分 in each quarter of 2023, and one of 2022 that no figure of 2023 counts."""
    currency = Currency.USD if origin == "foreign" else Currency.CNY
    days = ("2022-12-30", "2023-03-03", "2023-06-30", "2023-10-01", "2023-12-05")
    return tuple(Slice(on(day), 1_234_567_89 * (number + 1) + 7 * at + number, currency, origin=origin)
                 for number, day in enumerate(days))


def sums(first: str, last: str) -> dict[str, int]:
    """By origin the exact sum of what arrived in these days, in 分 or cents: reckoned here, of what was put in."""
    return {origin: sum(one.minor for at in range(len(CONTRACTS)) for one in slices(origin, at)
                        if first <= str(one.day) <= last) for origin in ORIGINS}


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    clock.at = datetime(2023, 12, 13, 1, tzinfo=UTC)
    in_place(desk, "某县")
    put(desk, *(made(f"{origin}{at}", "2022-01-10", "2022-02-01", "2022-03-01", "2022-12-30", top500="world",
                     contract_minor=contract, origin=origin, receipts=slices(origin, at))
                for origin in ORIGINS for at, contract in enumerate(CONTRACTS)))
    put(desk, *(made(f"今年{at}", "2023-01-10", "2023-02-01", top500="china", contract_minor=contract)
                for at, contract in enumerate(CONTRACTS)))
    return desk


def exact(minor: int, unit: str) -> str:
    """An amount in a unit with all its decimals and no zero behind them."""
    return format((Decimal(minor) / INTO[unit]).normalize(), "f")


def texts(document: Any) -> Iterator[str]:
    yield from lines_of(document)
    for table in document.tables:
        for row in table.rows:
            yield from {cell_text(cell) for cell in row.cells}


@pytest.mark.story
@pytest.mark.parametrize("kind", KINDS)
def test_every_amount_in_a_report_is_one_of_the_exact_sums(office: Desk, kind: str) -> None:
    """Sentences, titles, notes and cells that name a unit: nothing is rounded, and each sum has one form."""
    report = compose_report(report_facts(office, KINDS[kind]), None, Lang.ZH)
    document = document_of(report, kind)
    whole, quarter = sums("2023-01-01", "2023-12-31"), sums("2023-10-01", "2023-12-31")
    known = {(exact(made_of[origin], unit), unit) for made_of in (whole, quarter) for origin, unit in ORIGINS.items()}
    known |= {("0", "亿元"), ("0", "万美元")}
    # An amount of a project is in the largest unit that leaves it four decimals.
    contracts = {("3", "亿元"), ("9876543.21", "元"), ("123450000.67", "元"), ("5000", "万元")}
    known |= contracts
    found = {pair for text in texts(document) for pair in MONEY.findall(text)}
    assert found <= known, found - known
    if kind != "leader":
        assert {(exact(whole[origin], unit), unit) for origin, unit in ORIGINS.items()} <= found
    assert (contracts <= found) is (kind == "year"), "the table of the lists of 500"


@pytest.mark.story
@pytest.mark.parametrize("kind", KINDS)
def test_the_table_the_sentences_and_the_appendix_say_one_sum(office: Desk, kind: str) -> None:
    facts = report_facts(office, KINDS[kind])
    report = compose_report(facts, None, Lang.ZH)
    document = document_of(report, kind)
    whole, part = sums("2023-01-01", "2023-12-31"), sums("2023-10-01", "2023-12-31")
    (figures,) = rows_of(document, "figures")
    labels = {one.key: one.label for one in facts.rollup.indicators}
    rows = {row[0]: row for row in figures}
    listed = rows_of(document, "projects")
    lines = lines_of(document)
    for origin, unit in ORIGINS.items():
        row = rows[labels[origin]]
        assert row[1] == unit
        assert exact(whole[origin], unit) in row
        if kind == "leader":
            continue
        told = part if kind == "part" else whole
        assert f"{labels[origin]}：4个项目，{exact(told[origin], unit)}{unit}" in lines
        its = next(rows for rows in listed if rows and rows[0][2] == f"{origin}0")
        shares = {row[0]: Decimal(row[3]) for row in its}
        assert sum(shares.values()) == sum(Decimal(row[5]) for row in its) == Decimal(exact(told[origin], unit))
        if kind == "part":
            assert row[2] == exact(part[origin], unit)


def typed(**tables: object) -> Budget:
    found, _ = budget_of(tables)
    assert found is not None
    return found


@pytest.mark.story
@pytest.mark.parametrize(("given", "told"), [
    (None, "公用经费支出9.09万元（各数已四舍五入，分项合计相差0.01万元）。"),
    (typed(basic={"spent": "172.42", "personnel": "163.33", "running": "9.09"}), "公用经费支出9.09万元。"),
    (typed(total={"spent": "210.8"}, basic={"spent": "172.41"}, projects=[{"name": "招商", "spent": "38.4"}]),
     "2023年部门整体支出210.8万元（各数已四舍五入，分项合计相差0.01万元）。"),
    (typed(total={"spent": "210.81"}, basic={"spent": "172.41"}, projects=[{"name": "招商", "spent": "38.4"}]),
     "2023年部门整体支出210.81万元。"),
], ids=["as published", "adds up", "the whole rounded", "the whole adds up"])
def test_a_sum_of_the_budget_is_that_of_its_parts_or_says_that_they_are_rounded(office: Desk, given: Budget | None,
                                                                                told: str) -> None:
    facts = report_facts(office, ReportAsked(2023))
    lines = lines_of(document_of(compose_report(facts, given or budget(), Lang.ZH)))
    assert [line for line in lines if line.endswith(told)], [line for line in lines if "支出" in line]
