"""What titles say: whose ledger it is (a county, a city or a district, never a park or a bureau), and of which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ledger.test_tables import made, notes
from tracker.domain.money import Money
from tracker.ledger.account import Fate
from tracker.ledger.raw import BookSheet, Month
from tracker.ledger.reading import ledger_of
from tracker.ledger.rows import NoteCode
from tracker.ledger.titles import day_of_table, place_in, title_texts


@pytest.mark.parametrize(("title", "place"), [
    ("湖南省沅江市招商引资项目台账", "沅江市"), ("桃江县经济开发区招商引资项目表（2024年）", "桃江县"),
    ("益阳市赫山区龙岭产业开发区2024年项目台账", "赫山区"), ("安化县商务局2024年招商项目台账", "安化县"),
    ("沅江市船舶产业园项目表", "沅江市"), ("附件1：岳阳县2024年新引进项目汇总表", "岳阳县"),
    ("鄂托克旗招商引资项目台账", "鄂托克旗"), ("湘西自治州花垣县项目台账", "花垣县"),
    ("大通湖区重点招商项目", "大通湖区"), ("沅江市人民政府重点项目台账", "沅江市"),
    ("填报单位：沅江市商务局", "沅江市"), ("草尾镇2024年招商引资项目统计表", ""), ("临港产业园区签约项目台账", ""),
    ("经开区项目台账", ""), ("保税区项目台账", ""), ("各县市区招商引资项目", ""), ("全市招商引资项目台账", ""),
    ("高新区 在建项目 甲县2023年招商引资项目台账", "甲县"), ("我县招商项目台账", ""), ("重点园区项目台账", ""),
])
def test_the_place_of_a_title(title: str, place: str) -> None:
    assert place_in([title]) == place


@pytest.mark.parametrize("text", ["市", "甲县", "省县", "（元", "2023", "甲县 ", "填报单位："])
def test_a_title_of_any_length_is_read(tmp_path: Path, text: str) -> None:
    """How long it takes is measured by `tests.bench.long_titles`."""
    assert place_in([text * 24_000]) == ""
    rows = [[(text * 24_000)[:24_000]], ["序号", "项目名称", "投资方", "总投资（亿元）"],
            [1, "甲项目", "甲公司", 3]]
    ledger = ledger_of([BookSheet("台账", rows=rows)], tmp_path / "a.xlsx", today=date(2025, 1, 1))
    assert [row.name for row in ledger.projects] == ["甲项目"]


@pytest.mark.parametrize(("row", "texts"), [
    (["截至", date(2024, 6, 30), "", "单位：", "万元"], ["截至2024年6月30日", "单位：万元"]),
    (["填报单位：", "沅江市商务局", "填报人", "张三", "联系电话：", 13300000001, "填报日期", Month(2024, 7)],
     ["填报单位：沅江市商务局", "填报人：张三", "联系电话：13300000001", "填报日期：2024年7月"]),
    (["截至", 2024, "年", 7.0, "月", 31, "日"], ["截至2024年7月31日"]),
    (["招商引资项目台账", "", "2024.6.30"], ["招商引资项目台账", "2024.6.30"]),
    (["责任单位", "责任人", "联系电话"], ["责任单位", "责任人", "联系电话"])])
def test_labels_of_a_title_stand_with_the_cell_beside_them(row: list[object], texts: list[str]) -> None:
    assert title_texts(row) == texts


@pytest.mark.parametrize(("title", "day"), [
    ("截至2024年6月30日招商引资项目情况表", date(2024, 6, 30)), ("项目台账（2024年6月30日）", date(2024, 6, 30)),
    ("填报日期：2024年6月", date(2024, 6, 30)), ("2024年6月30日 单位：万元", date(2024, 6, 30)),
    ("2024年6月30日前签约的项目", None), ("2024年招商引资项目台账", None)])
def test_the_day_of_a_title(title: str, day: date | None) -> None:
    assert day_of_table(title) == day


def test_a_title_with_its_day_in_cells_of_their_own_is_neither_header_nor_record(tmp_path: Path) -> None:
    header = ["序号", "项目名称", "投资方", "总投资", "签约时间", "本年累计到位资金"]
    ledger = made(tmp_path, [["沅江市招商引资项目台账"], ["截至", date(2024, 6, 15), "", "金额单位", "万元",
                                                          "填表人", "张三"],
                             header, [1, "甲项目", "甲公司", 500, "2024-01-05", 300]])
    (row,) = ledger.projects
    assert row.profile["contract_amount"] == Money(5_000_000_00)
    assert [one.spans for one in row.arrived] == [((date(2024, 1, 1), date(2024, 6, 15)),)]
    assert ledger.accounts[0].counts() == {Fate.TITLE: 7, Fate.HEADER: 6, Fate.FIELD: 5, Fate.NOTE: 1}
    assert ledger.shapes[0].titles[1] == "截至2024年6月15日　　金额单位：万元　　填表人：张三"


def test_a_day_below_the_header_is_no_section(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "签约时间"], ["截至2024年6月30日"], ["甲项目", "甲公司",
                                                                                         "2024-01-05"]])
    assert [row.profile.get("notes") for row in ledger.projects] == [None]
    assert [note["rows"] for note in notes(ledger, NoteCode.ROW_SKIPPED)] == [(2,)]
