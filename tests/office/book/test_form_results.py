"""What a form asks for of results is told by its header, and is what is on record of that time."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.money import Unit
from tracker.ledger.excel import Cell
from tracker.ledger.headers import unit_of
from tracker.ledger.own_book import NOTE, ColumnShape
from tracker.office.book.facts import ResultFacts
from tracker.office.book.form_results import cell_of, happening_asked, result_asked, result_cell

TODAY = date(2026, 11, 27)
TITLE = "2025年项目成效表"
WAN: Unit | None = unit_of(("税收（万元）",))


def tax(on: str, precision: str, wan: int) -> ResultFacts:
    return ResultFacts(1, "P1", "甲", "tax", on, precision, wan * 1_000_000, "CNY", "", None, "")


def jobs(on: str, people: int) -> ResultFacts:
    return ResultFacts(2, "P1", "甲", "jobs", on, "year", None, "", "", people, "")


YEARS = [tax("2024-01-01", "year", 90), tax("2025-01-01", "year", 126), jobs("2025-01-01", 85)]
MONTHS = [tax("2025-03-01", "month", 7), tax("2025-07-01", "month", 5)]


@pytest.mark.parametrize(("header", "title", "results", "cell"), [
    *((f"{header}（万元）", TITLE, YEARS, (126, False)) for header in (
        "税收", "2025年税收", "2025年度税收", "入库税收", "年纳税", "本年税收")),
    *((header, TITLE, YEARS, (85, False)) for header in ("用工", "用工人数", "用工人数（人）", "2025年用工人数")),
    ("上年税收（万元）", TITLE, YEARS, (90, False)), ("2024年税收（万元）", "", YEARS, (90, False)),
    ("累计税收（万元）", TITLE, YEARS, (216, False)), ("税收（万元）", "", YEARS, (None, True)),
    ("用工人数", "", YEARS, (85, False)), ("2023年税收（万元）", TITLE, YEARS, (None, False)),
    ("年纳税（万元）", TITLE, MONTHS, (12, False)), ("3月税收（万元）", TITLE, MONTHS, (7, False)),
    ("一季度税收（万元）", TITLE, YEARS, (None, False)), ("产值（万元）", TITLE, YEARS, (None, False))])
def test_a_column_of_a_result_holds_what_is_on_record_of_its_time(header: str, title: str, results: list[ResultFacts],
                                                                 cell: tuple[Cell, bool]) -> None:
    asked = result_asked(ColumnShape((header,), NOTE, header), title, TODAY)
    assert asked is not None
    assert result_cell(asked, results, WAN) == cell


@pytest.mark.parametrize("header", ["预计年税收", "亩均税收", "达产后年产值", "备注", "纳税信用等级"])
def test_what_is_hoped_for_or_no_result_is_none(header: str) -> None:
    assert result_asked(ColumnShape((header,), NOTE, header), TITLE, TODAY) is None


def test_a_number_of_people_that_a_note_says_is_a_number_and_other_notes_stay_texts() -> None:
    people, money = (result_asked(ColumnShape((header,), NOTE, header), TITLE, TODAY)
                     for header in ("用工人数", "税收"))
    assert people is not None
    assert money is not None
    assert (cell_of(people, "40"), cell_of(people, "约四十"), cell_of(people, None)) == (40, "约四十", None)
    assert cell_of(money, "126") == "126"


@pytest.mark.parametrize(("header", "field"), [
    ("是否入统", "in_statistics"), ("是否已入统", "in_statistics"), ("是否入规", "above_scale"),
    ("是否达产", "at_capacity"), ("入统时间", ""), ("是否开工", ""), ("是否规上工业企业", "above_scale")])
def test_whether_something_has_happened_is_asked(header: str, field: str) -> None:
    assert happening_asked(ColumnShape((header,), NOTE, header)) == field
