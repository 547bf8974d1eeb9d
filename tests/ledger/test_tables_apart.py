"""Tables of one sheet that differ in a unit or a year alone: each is read by its own header, titles and sections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import Rows, found, read, write_xlsx
from tracker.domain.money import print_amount
from tracker.ledger.rows import Ledger
from tracker.words.ledger import problem_line

FIRST = ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间"]
BARE = ["序号", "项目名称", "投资方", "合同金额", "签约时间"]
A = [1, "甲项目", "甲公司", 5000, "2023-01-02"]
B = [1, "乙项目", "乙公司", 3, "2023-02-02"]
MONTHS = ["项目名称", "总投资（万元）", "签约时间", "1月", "2月"]


def sheet(tmp_path: Path, rows: Rows, **more: Rows) -> Ledger:
    return read(write_xlsx(tmp_path / "a.xlsx", {"表": rows, **more}))


def contracts(ledger: Ledger) -> list[str]:
    assert found(ledger) == set()
    return [print_amount(row.profile["contract_amount"]) for row in ledger.projects]


def _with(header: Sequence[Any], old: str, new: str) -> list[Any]:
    return [new if cell == old else cell for cell in header]


@pytest.mark.parametrize("between", [[], [["二、临港区"]], [[None]], [[None], ["二、临港区"]]])
def test_a_header_with_another_unit_begins_a_table(tmp_path: Path, between: list[list[Any]]) -> None:
    other = _with(FIRST, "合同金额（万元）", "合同金额（亿元）")
    assert contracts(sheet(tmp_path, [FIRST, A, *between, other, B])) == ["5000万元", "3亿元"]


def test_the_same_of_receipts_and_areas(tmp_path: Path) -> None:
    money = ["项目名称", "到资日期", "到资金额（万元）"]
    receipts = [money, ["甲项目", "2023-02-01", 500], _with(money, "到资金额（万元）", "到资金额（万美元）"),
                ["乙项目", "2023-02-01", 50]]
    ledger = sheet(tmp_path, [FIRST, A, [2, *B[1:]]], 到资=receipts)
    assert [print_amount(row.amount) for row in ledger.receipts] == ["500万元", "50万美元"]
    land = ["项目名称", "投资方", "总投资（亿元）", "用地面积（亩）"]
    ledger = sheet(tmp_path, [land, ["甲", "A", 1, 100], _with(land, "用地面积（亩）", "用地面积（平方米）"),
                              ["乙", "A", 1, 66667]])
    assert [row.profile["land_mu"] for row in ledger.projects] == ["100", "100.0005"]


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("section", [["二、外资（单位：万美元）"], ["二", "外资项目（万美元）"],
                                     ["二", "外资项目（单位：万美元）", None, 3]])
def test_a_section_with_a_unit_is_read_in_it(tmp_path: Path, section: list[Any], again: bool) -> None:
    rows = [["单位：亿元"], BARE, A, section, *([BARE] if again else []), B]
    ledger = sheet(tmp_path, rows)
    assert contracts(ledger) == ["5000亿元", "3万美元"]
    assert "外资" in ledger.projects[1].profile["notes"]["所在分组"]


def test_the_wider_section_stays_open(tmp_path: Path) -> None:
    rows = [["单位：亿元"], BARE, ["一、高新区"], ["（一）内资"], A, ["（二）外资（单位：万美元）"], B]
    ledger = sheet(tmp_path, rows)
    assert contracts(ledger) == ["5000亿元", "3万美元"]
    assert [row.profile["park"] for row in ledger.projects] == ["高新区", "高新区"]


def test_a_section_against_the_unit_of_its_column_is_asked_about(tmp_path: Path) -> None:
    ledger = sheet(tmp_path, [FIRST, A, ["二、外资（单位：万美元）"], B])
    assert found(ledger) == {("表", 4, "D", "unknown_unit")}
    assert all(unit in problem_line(ledger.problems[0]) for unit in ("万元", "万美元"))


def test_below_tables_of_two_units_a_title_without_one_is_asked_about(tmp_path: Path) -> None:
    rows = [["一、内资（单位：亿元）"], BARE, A, ["二、外资（单位：万美元）"], BARE, B, ["三、其他项目"], BARE,
            [1, "丙项目", "丙公司", 7, "2023-03-02"]]
    assert found(sheet(tmp_path, rows)) == {("表", 9, "D", "unknown_unit")}


@pytest.mark.parametrize("between", [[], [[None]]])
@pytest.mark.parametrize("header", [[MONTHS], []])
def test_each_year_of_months_is_its_own(tmp_path: Path, between: Rows, header: Rows) -> None:
    rows = [["2022年到位资金（万元）"], MONTHS, ["甲项目", 1000, "2021-01-01", 10, 20], *between,
            ["2023年到位资金（万元）"], *header, ["乙项目", 1000, "2021-01-01", 12, 22]]
    ledger = sheet(tmp_path, rows)
    assert [(row.project, str(row.day)) for row in ledger.receipts] == [
        ("甲项目", "2022-01"), ("甲项目", "2022-02"), ("乙项目", "2023-01"), ("乙项目", "2023-02")]


def test_the_same_header_on_a_further_page_goes_on_with_the_table(tmp_path: Path) -> None:
    ledger = sheet(tmp_path, [["单位：亿元"], BARE, A, ["单位：亿元"], BARE, B])
    assert contracts(ledger) == ["5000亿元", "3亿元"]
    assert len({id(row.layout) for row in ledger.projects}) == 1


def test_a_project_that_is_called_like_a_section_with_a_unit_is_one_where_it_has_a_code(tmp_path: Path) -> None:
    rows: Rows = [["单位：亿元"], ["序号", "项目编号", "项目名称", "合同金额"],
                  [1, "P0001", "一、签约项目（单位：万元）", None], [2, "P0002", "甲项目", 12]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows}))
    assert [(row.code, row.name) for row in ledger.projects] == [
        ("P0001", "一、签约项目（单位：万元）"), ("P0002", "甲项目")]
    assert print_amount(ledger.projects[1].profile["contract_amount"]) == "12亿元"
