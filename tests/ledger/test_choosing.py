"""Choices made on a screen are a mapping file, word for word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.ledger.made import PROJECTS, TODAY, write_xlsx
from tracker.ledger.choosing import (
    as_toml,
    beside,
    choices_in,
    fields_of,
    kind_said,
    with_column,
    with_indicator,
    with_renamed,
    with_row,
    with_sheet,
    with_unit,
    without,
    without_sheet,
)
from tracker.ledger.family import Kind
from tracker.ledger.mapping import RowKind, load_mapping, mapping_of
from tracker.ledger.reading import read_ledger
from tracker.ledger.seen import ColumnSeen, SheetSeen

ODD = ['甲方"单位"[/]', "=1+1", "{{7*7}}", "A & B <合资>", "两\\行", "C"]


def sheets(path: Path, chosen: dict[str, object] | None = None) -> tuple[SheetSeen, ...]:
    return read_ledger(path, today=TODAY, mapping=mapping_of(chosen) if chosen else None).sheets


def column(sheet: SheetSeen, letter: str) -> ColumnSeen:
    return next(one for one in sheet.columns if one.letter == letter)


def test_each_sheet_says_what_it_was_taken_for(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"项目": [["某县2023年项目"], *PROJECTS], "杂": [["甲", "乙"], ["1", "2"]]})
    first, other = sheets(path)
    assert (first.name, first.kind, first.header_row, first.rows) == ("项目", Kind.PROJECTS, 2, 2)
    assert [(one.letter, one.field) for one in first.columns][:5] == [
        ("A", "name"), ("B", "investor"), ("C", "origin"), ("D", "contract_amount"), ("E", "signed")]
    unit = column(first, "D").unit
    assert unit is not None
    assert unit.factor == 10**8
    assert (other.kind, [one.header for one in other.columns]) == (None, ["甲", "乙"])


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("header", ODD)
def test_a_column_named_on_the_screen_is_read_so_then_and_from_the_file(tmp_path: Path, header: str) -> None:
    rows = [[header if one == "投资方" else one for one in PROJECTS[0]], *PROJECTS[1:]]
    path = write_xlsx(tmp_path / "a.xlsx", {"项目": rows})
    sheet = sheets(path)[0]
    assert column(sheet, "B").field == ""
    chosen = with_column({}, Kind.PROJECTS, column(sheet, "B"), "investor")
    assert column(sheets(path, chosen)[0], "B").field == "investor"
    beside(path).write_text(as_toml(chosen), encoding="utf-8")
    kept = load_mapping(beside(path))
    assert kept == chosen
    assert column(sheets(path, kept)[0], "B").field == "investor"
    assert column(sheets(path, with_column(kept, Kind.PROJECTS, column(sheet, "B"), ""))[0], "B").field == ""


def test_a_sheet_said_to_be_of_a_kind(tmp_path: Path) -> None:
    rows = [["工程", "甲方", "定在"], ["万骏船舶", "某公司", "2023-01-05"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"招商库": rows})
    sheet = sheets(path)[0]
    assert sheet.kind is None
    chosen = with_sheet({}, sheet.name, Kind.PROJECTS)
    assert kind_said(chosen, sheet) is Kind.PROJECTS
    for letter, field in (("A", "name"), ("B", "investor"), ("C", "signed")):
        chosen = with_column(chosen, Kind.PROJECTS, column(sheet, letter), field)
    ledger = read_ledger(path, today=TODAY, mapping=mapping_of(chosen))
    assert [row.name for row in ledger.projects] == ["万骏船舶"]
    assert ledger.sheets[0].kind is Kind.PROJECTS
    assert kind_said(with_sheet(chosen, sheet.name, None), sheet) is None


def test_a_mapping_file_is_written_back_as_it_said() -> None:
    said = {"甲方": "investor", "projects": {"sheet": "库", "header_row": 4, "columns": {"C": "signed"}},
            "values": {"origin": {"内资": "out_of_province"}}, "investor": ["甲", "乙"]}
    assert tomllib.loads(as_toml(said)) == said


def test_each_choice_is_listed_and_can_be_taken_back() -> None:
    chosen = with_row(with_indicator(with_renamed({}, "新名", "旧名"), "招商数", "new_signed"), "一区", RowKind.SECTION)
    for name in ("甲表", "乙表"):
        chosen = with_sheet(chosen, name, Kind.PROJECTS)
    chosen = without_sheet(without_sheet(chosen, "汇总"), "乙表")
    chosen = with_unit(chosen, "总投资（亿元/亿美元）", "亿美元")
    chosen = with_column(chosen, Kind.PROJECTS, ColumnSeen("B", "甲方"), "investor")
    assert tomllib.loads(as_toml(chosen)) == chosen
    assert {(choice.table, choice.about, choice.value) for choice in choices_in(chosen)} == {
        ("renamed", "新名", "旧名"), ("indicators", "招商数", "new_signed"), ("rows", "一区", "section"),
        ("sheet", "projects", "甲表"), ("skip", "汇总", "skip"), ("skip", "乙表", "skip"),
        ("units", "总投资（亿元/亿美元）", "亿美元"),
        ("columns", "甲方", "investor")}
    for choice in choices_in(chosen):
        left = without(chosen, choice)
        assert set(choices_in(left)) == set(choices_in(chosen)) - {choice}
    for choice in choices_in(chosen):
        chosen = without(chosen, choice)
    assert chosen == {}


def test_every_field_can_be_chosen() -> None:
    assert {"name", "investor", "signed"} <= set(fields_of(Kind.PROJECTS))
