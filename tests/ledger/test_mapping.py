"""Mapping files: an office names its own columns, sheets and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.made import PROJECTS, found, read, write_xlsx
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage
from tracker.ledger.mapping import BadMapping, read_mapping
from tracker.words import Lang
from tracker.words.ledger import mapping_line

ODD = [["某局内部表"], ["事项", "甲方", "钱从哪来", "盘子（亿元）", "握手日", "风向"],
       ["万骏船舶", "盛景", "内资", 0.5, "2023-01-02", "东南"]]


def mapped(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "m.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", [
    '[projects]\nsheet = "S1"\n[projects.columns]\n"事项" = "name"\n"甲方" = "investor"\n"钱从哪来" = "origin"\n'
    '"盘子（亿元）" = "contract_amount"\n"握手日" = "signed"\n[values.origin]\n"内资" = "out_of_province"\n',
    '[columns]\n"事项" = "项目名称"\n"甲方" = "投资方"\n"钱从哪来" = "资金来源"\n"盘子" = "总投资"\n"握手日" = '
    '"签约时间"\n'
    '[values.origin]\n"内资" = "境内省外"\n',
    '[projects]\nname = "事项"\ninvestor = "甲方"\norigin = "C"\ncontract_amount = "D"\nsigned = ["握手日", "牵手日"]\n'
    '[values.origin]\n"内资" = "境内省外"\n',
])
def test_columns_by_their_own_names(tmp_path: Path, text: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S1": ODD})
    assert read(path).problems[0].variant == "no_table"
    ledger = read(path, mapping=mapped(tmp_path, text))
    assert found(ledger) == set()
    (row,) = ledger.projects
    assert (row.name, row.profile["investor"], row.profile["origin"]) == ("万骏船舶", "盛景", Origin.OUT_OF_PROVINCE)
    assert row.profile["contract_amount"] == Money(50_000_000_00)
    assert Stage.SIGNED in row.milestones
    assert row.profile["notes"] == {"风向": "东南"}


def test_a_mapping_names_only_the_rest(tmp_path: Path) -> None:
    rows = [["握手日" if cell == "签约时间" else cell for cell in row] for row in PROJECTS]
    path = write_xlsx(tmp_path / "a.xlsx", {"S1": rows})
    (row, _) = read(path, mapping=mapped(tmp_path, '"握手日" = "signed"\n')).projects
    assert {Stage.SIGNED, Stage.REGISTERED} <= set(row.milestones)


@pytest.mark.parametrize(("text", "code"), [
    ("not toml", "mapping_not_toml"), ("a = " + "[" * 2000, "mapping_beyond"), (f"a = {2**64}", "mapping_beyond"),
    ('[projects.columns]\n"a" = "b"\n', "mapping_field"),
    ('[projects]\nsheet = "a"\nheader_row = 0\n', "mapping_field"),
    ('[values.origin]\n"a" = "火星"\n', "mapping_value"),
])
def test_a_mapping_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(BadMapping) as raised:
        read_mapping(mapped(tmp_path, text))
    assert raised.value.code == code
    assert mapping_line(raised.value)
    assert mapping_line(raised.value, Lang.EN)
