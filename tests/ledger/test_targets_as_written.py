"""Targets as offices write them: found by likeness, asked about otherwise, laid out upright or sideways."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import TODAY, Rows, found, read, write_xlsx
from tracker.domain.counting_year import CountingYear
from tracker.domain.rules_read import read_ruleset
from tracker.ledger.raw import BookSheet
from tracker.ledger.reading import ledger_of, read_ledger
from tracker.ledger.rows import Ledger, NoteCode
from tracker.words import Lang
from tracker.words.ledger import note_line, problem_line

BOOKS = Path(__file__).parent / "books"
RULES = Path(__file__).parents[2] / "data" / "rules" / "yuanjiang-2023.toml"


def book(tmp_path: Path, *rows: Any, **more: Any) -> Ledger:
    return read(write_xlsx(tmp_path / "a.xlsx", {"任务": [["2024年度目标任务"], ["考核指标", "单位", "全年目标"],
                                                        *rows]}), **more)


def told(ledger: Ledger) -> dict[str, str]:
    assert found(ledger) == set()
    return {row.indicator: f"{row.value.normalize():f}{row.unit}" for row in ledger.targets}


@pytest.mark.parametrize(("cell", "noted"), [
    (22, False), ("22", False), ("22个", False), ("不少于22", True), ("≥22", True), ("22个以上", True),
    ("22（含5个亿元以上）", True),
    ("力争22", True), ("力争达到22个", True), ("不得少于22个", True), ("22个及以上", True), ("确保22", True),
])
def test_a_number_of_projects(tmp_path: Path, cell: Any, noted: bool) -> None:
    ledger = book(tmp_path, ["新投产项目", "个", cell])
    assert told(ledger) == {"new_producing": "22个"}
    assert any(str(cell) in note_line(note) for note in ledger.notes) is noted


@pytest.mark.parametrize(("today", "signed", "months_after", "year"), [
    (date(2023, 12, 5), None, 0, 2023), (date(2023, 12, 5), None, -1, 2024), (date(2024, 3, 1), None, 6, 2023),
    (date(2025, 3, 1), "2023-12-05", -1, 2024), (date(2025, 3, 1), "2024-03", 6, 2023),
    (date(2025, 3, 1), "2023", -1, 2023), (date(2025, 3, 1), "2023-12-05", 0, 2023)])
def test_targets_without_a_year_are_of_a_counting_year_and_this_is_said(today: date, signed: str | None,
                                                                        months_after: int, year: int) -> None:
    rows: list[list[object]] = [["考核指标", "单位", "全年目标"], ["新投产项目", "个", 22]]
    projects: list[list[object]] = [["项目名称", "投资方", "签约时间"], ["甲厂", "甲公司", signed or ""]]
    ledger = ledger_of([BookSheet("项目", rows=projects), BookSheet("任务", rows=rows)], Path("a.xlsx"), today=today,
                       indicators=read_ruleset(RULES.read_bytes(), RULES.name).indicators,
                       years=CountingYear(months_after))
    assert (ledger.problems, len(ledger.targets), ledger.year) == ((), 1, year)
    assert [(note.params["sheet"], note.params["year"]) for note in ledger.notes
            if note.code is NoteCode.TARGETS_OF_YEAR] == [("任务", year)]


@pytest.mark.parametrize("cell", ["20-25", "若干", "20个、5个", "1.5"])
def test_what_is_no_number_is_named(tmp_path: Path, cell: str) -> None:
    ledger = book(tmp_path, ["新投产项目", "个", cell])
    assert found(ledger) == {("任务", 3, "C", "not_a_count")}


def test_an_amount_and_its_bound(tmp_path: Path) -> None:
    ledger = book(tmp_path, ["新引进境内省外到位资金", "亿元", "不低于124"], ["利用外资（到位）", "万美元", 320])
    assert told(ledger) == {"out_of_province": "124亿元", "foreign": "320万美元"}
    assert any("不低于124" in note_line(note) for note in ledger.notes)


@pytest.mark.parametrize("label", ["实际到位内资", "新签约亿元以上项目数", "湘商回归新注册企业"])
def test_a_label_nobody_knows_is_asked_about(tmp_path: Path, label: str) -> None:
    ledger = book(tmp_path, [label, "个", 5], ["新签约项目", "个", 36])
    assert found(ledger) == {("任务", 3, "A", "unknown_indicator")}
    for lang in Lang:
        line = problem_line(ledger.problems[0], lang)
        assert f'"{label}" = "out_of_province"' in line
        assert "[targets.indicators]" in line
        assert "new_signed" in line
        assert '"skip"' in line


def test_a_mapping_says_which_indicator_it_is_or_leaves_it_out(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[targets.indicators]\n"湘商回归新注册企业" = "skip"\n"招商签约任务" = "new_signed"\n',
                       encoding="utf-8")
    ledger = book(tmp_path, ["湘商回归新注册企业", "个", 5], ["招商签约任务", "个", 36], mapping=mapping)
    assert told(ledger) == {"new_signed": "36个"}
    assert any("按要求没有记" in note_line(note) for note in ledger.notes)
    assert "A3" in list(ledger.accounts[0].unread())


SIDEWAYS: list[Rows] = [
    [["2024年招商引资目标任务"], ["单位", "境内省外资金（亿元）", "利用外资（万美元）", "新签约（个）"], ["全市", 124,
                                                                      320, 36]],
    [["2024年目标任务表"], ["项目", "境内省外资金", "外资", "新签约项目"], ["单位", "亿元", "万美元", "个"], ["目标",
                                                                                 124, 320, 36],
     ["完成", 12, 32, 3], ["完成率", "10%", "10%", "8%"]],
    [["2024年各乡镇目标任务分解表"], ["乡镇", "境内省外资金（亿元）", "外资（万美元）", "新签约"], ["草尾镇", 100, 300,
                                                                   30],
     ["共华镇", 24, 20, 6], ["合计", 124, 320, 36]],
]


@pytest.mark.parametrize("rows", SIDEWAYS)
def test_indicators_as_columns(tmp_path: Path, rows: Rows) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert told(ledger) == {"out_of_province": "124亿元", "foreign": "320万美元", "new_signed": "36个"}
    assert ledger.year == 2024


def test_targets_of_several_towns_without_a_sum_are_not_guessed(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": SIDEWAYS[2][:4]}))
    assert ledger.targets == ()
    assert [problem.variant for problem in ledger.problems] == ["no_table"]


def test_target_set_takes_the_words_of_the_import() -> None:
    rules = read_ruleset(RULES.read_bytes(), RULES.name)
    for label, key in (("新引进境内省外到位资金", "out_of_province"), ("利用外资（到位）", "foreign"), ("新签约",
                                                                                     "new_signed")):
        indicator = rules.indicator_named(label)
        assert indicator is not None
        assert indicator.key == key
    assert rules.indicator_named("新签约亿元以上项目数") is None


def test_the_book_of_targets() -> None:
    ledger = read(BOOKS / "43-targets-forms" / "input.xlsx")
    assert {problem.value for problem in ledger.problems} == {"实际到位内资", "新签约亿元以上项目数",
                                                              "湘商回归新注册企业"}
    read_as = {row.indicator: f"{row.value.normalize():f}{row.unit}" for row in ledger.targets}
    assert read_as == {"out_of_province": "124亿元", "foreign": "320万美元", "new_started": "30个",
                       "new_producing": "22个",
                       "top500": "1家", "hunan_return": "32亿元"}
    assert ledger.year == 2024


@pytest.mark.parametrize(("cell", "target"), [
    ("确保32亿元", "32亿元"), ("不低于124亿元", "124亿元"), ("320000万元以上", "320000万元"), ("力争达到7.3亿元",
                                                                                               "7.3亿元")])
def test_a_target_keeps_the_unit_it_is_set_in(tmp_path: Path, cell: str, target: str) -> None:
    ledger = book(tmp_path, ["境内省外资金", None, cell])
    assert told(ledger) == {"out_of_province": target}
    assert any(cell in note_line(note) for note in ledger.notes)


def test_a_year_in_the_label_is_the_year_of_the_target(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"任务": [["考核指标", "目标"], ["2024年新开工项目", 30],
                                                          ["2025年度引进省外境内到位资金（亿元）", 124]]}))
    assert told(ledger) == {"new_started": "30个", "out_of_province": "124亿元"}
    assert [row.year for row in ledger.targets] == [2024, 2025]


@pytest.mark.parametrize("label", ["新签约投资额5亿元以上项目", "到位资金", "招商引资到位资金", "项目履约率",
                                   "项目开工率",
                                   "新签约项目合同引资额", "2024年新签约亿元以上项目"])
def test_labels_of_other_things_are_no_indicator(tmp_path: Path, label: str) -> None:
    assert [problem.value for problem in book(tmp_path, [label, "个", 5]).problems] == [label]


def test_two_rows_of_one_indicator_are_a_problem_that_names_both(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[targets.indicators]\n"招商签约任务" = "new_signed"\n', encoding="utf-8")
    ledger = book(tmp_path, ["新签约项目", "个", 36], ["招商签约任务", "个", 40], mapping=mapping)
    assert found(ledger) == {("任务", 4, "A", "duplicate_target")}
    for lang in Lang:
        line = problem_line(ledger.problems[0], lang)
        assert all(part in line for part in ("招商签约任务", "新签约项目", "任务", "3"))


def test_one_indicator_in_two_years_is_no_problem(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"任务": [["考核指标", "目标"], ["2024年新开工项目", 30],
                                                          ["2025年新开工项目", 32]]}))
    assert found(ledger) == set()
    assert [(row.year, row.value) for row in ledger.targets] == [(2024, 30), (2025, 32)]


@pytest.mark.parametrize(("label", "unit", "cell", "column"), [
    ("实际到位内资", "亿元", 130, "B"), ("实际到位内资", "%", 95, "B"), ("实际到位内资（亿元）", None, 130, "A")])
def test_a_number_of_projects_is_not_counted_in_money(tmp_path: Path, label: str, unit: str | None, cell: int,
                                                      column: str) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(f'[targets.indicators]\n"{label}" = "new_signed"\n', encoding="utf-8")
    ledger = book(tmp_path, [label, unit, cell], mapping=mapping)
    assert found(ledger) == {("任务", 3, column, "wrong_unit")}
    for lang in Lang:
        assert label in problem_line(ledger.problems[0], lang)


def test_an_amount_of_another_currency_is_no_target(tmp_path: Path) -> None:
    rules = read_ruleset(RULES.read_bytes(), RULES.name)
    path = write_xlsx(tmp_path / "a.xlsx", {"任务": [["考核指标", "单位", "全年目标"], ["利用外资", "亿元", 3]]})
    ledger = read_ledger(path, today=TODAY, indicators=rules.indicators)
    assert found(ledger) == {("任务", 2, "B", "wrong_unit")}


def test_a_count_above_an_amount_keeps_its_label(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[targets.indicators]\n"新签约亿元以上项目数" = "new_signed"\n', encoding="utf-8")
    assert told(book(tmp_path, ["新签约亿元以上项目数", None, 36], mapping=mapping)) == {"new_signed": "36个"}
