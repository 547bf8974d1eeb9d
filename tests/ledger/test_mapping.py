"""Mapping files: an office names its own columns, sheets and values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.made import PROJECTS, found, read, write_xlsx
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage
from tracker.ledger.account import Fate
from tracker.ledger.mapping import BadMapping, read_mapping
from tracker.ledger.rows import NoteCode
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
    ('[projects]\nsheet = "a"\nheader_row = 0\n', "mapping_header_row"),
    ('[projects]\nsheet = "a"\nheader_row = [3, 5]\n', "mapping_header_row"),
    ('[projects.columns]\n"a" = ["b"]\n', "mapping_field"), ('[values."火星"]\n"a" = "b"\n', "mapping_field"),
    ('[units]\n"a" = "斤"\n', "mapping_unit"), ('[rows]\n"a" = "火星"\n', "mapping_row"),
    ('skip = ["a"]\n', "mapping_skip"), ("place = 5\n", "mapping_place"), ('place = " "\n', "mapping_place"),
    ("[projects]\nheader_row = 4\n", "mapping_header_row_alone"),
    ('[values.origin]\n"a" = "火星"\n', "mapping_value"),
])
def test_a_mapping_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(BadMapping) as raised:
        read_mapping(mapped(tmp_path, text))
    assert raised.value.code == code
    assert mapping_line(raised.value)
    assert mapping_line(raised.value, Lang.EN)


def test_rows_are_what_the_office_says(tmp_path: Path) -> None:
    """A heading with a sum that looks like a project, a project that looks like a sum, and a row nobody wants."""
    rows = [["项目名称", "投资方", "合同金额（万元）", "开工时间"], ["船舶片区", None, 300, None],
            ["甲厂", "甲公司", 100, None], ["其中：乙厂", None, 200, None], ["样行", "某公司", 9, None]]
    path = write_xlsx(tmp_path / "a.xlsx", {"S1": rows})
    text = '[rows]\n"船舶片区" = "section"\n"其中：乙厂" = "项目"\n"样行" = "skip"\n'
    ledger = read(path, mapping=mapped(tmp_path, text))
    assert [(row.name, row.profile["notes"]) for row in ledger.projects] == [
        ("甲厂", {"所在分组": "船舶片区"}), ("其中：乙厂", {"所在分组": "船舶片区"})]
    assert {NoteCode.SUM_AGREES, NoteCode.ROW_LEFT_OUT} <= {note.code for note in ledger.notes}
    fates = [ledger.accounts[0].of(row, 0) for row in range(5)]
    assert fates == [Fate.HEADER, Fate.SUM, Fate.FIELD, Fate.FIELD, Fate.UNREAD]


def test_place_units_and_values(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "合同金额", "所在园区", "开工时间"], ["甲厂", "甲公司", 100, "高新", None]]
    path = write_xlsx(tmp_path / "a.xlsx", {"S1": rows, "S2": [rows[0], ["乙厂", "乙公司", 2, "经开", None]]})
    assert len(read(path).problems) == 2
    text = 'place = "沅江市"\n[projects]\nunit = "万元"\n[values."园区"]\n"高新" = "沅江高新区"\n'
    ledger = read(path, mapping=mapped(tmp_path, text))
    assert ledger.place == "沅江市"
    assert [(row.profile["contract_amount"], row.profile["park"]) for row in ledger.projects] == [
        (Money(1_000_000_00), "沅江高新区"), (Money(20_000_00), "经开")]
    in_yi = read(path, mapping=mapped(tmp_path, 'unit = "亿元"'))
    assert in_yi.projects[1].profile["contract_amount"] == Money(2 * 10**10)


def test_several_sheets_and_a_header_of_two_rows(tmp_path: Path) -> None:
    rows = [["项目", None, "钱"], ["叫什么", "谁投的", "多少（万元）"], ["甲厂", "甲公司", 100]]
    other = [["叫什么", "谁投的", "多少（万元）"], ["乙厂", "乙公司", 2]]
    path = write_xlsx(tmp_path / "a.xlsx", {"一月": rows, "二月": [["x"], *other]})
    text = ('[projects]\nsheet = ["一月", "二月"]\nheader_row = [{}]\n[projects.columns]\n"叫什么" = "name"\n'
            '"谁投的" = "investor"\n"多少" = "contract_amount"\n')
    ledger = read(path, mapping=mapped(tmp_path, text.format(2)))
    assert [row.name for row in ledger.projects] == ["甲厂", "乙厂"]
    assert ledger.sheets[0].columns[0].header == "叫什么"
    both = text.replace('["一月", "二月"]', '"一月"').format("1, 2")
    assert read(path, mapping=mapped(tmp_path, both)).sheets[0].columns[0].header == "项目叫什么"


def test_indicators_by_key_or_name_and_none_that_is_not_there(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"目标": [["指标", "目标值"], ["招商签约大数", 9], ["幸福感", 100]]})
    text = '[targets.indicators]\n"招商签约大数" = "{}"\n"幸福感" = "skip"\n'
    for name in ("new_signed", "新签约项目"):
        ledger = read(path, mapping=mapped(tmp_path, text.format(name)))
        assert [row.indicator for row in ledger.targets] == ["new_signed"]
    with pytest.raises(BadMapping) as raised:
        read(path, mapping=mapped(tmp_path, text.format("火星")))
    assert "招商签约大数 = 火星" in mapping_line(raised.value)
