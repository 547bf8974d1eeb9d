"""Lists as files and as text: numbers as numbers, days as days, what people wrote as text, whole or not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tracker.domain.days import Day
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.workdays import WorkingDays
from tracker.office.outcome import Done, Refused
from tracker.office.register.stamp import Stamp
from tracker.report.lists import files
from tracker.report.lists.files import clipboard_text, comma_separated, workbook_of, write_list
from tracker.report.lists.head import file_name, list_of
from tracker.report.lists.shape import Kind, ListColumn, Listing, ListTable, Section, Value
from tracker.words import Lang

STAMP = Stamp("沅江市", 2023, datetime(2023, 12, 31, 4, tzinfo=UTC), sample=False)
on = datetime.fromisoformat


def listing(values: list[Value | Section], kind: Kind = Kind.TEXT, *, title: str = "值",
            lang: Lang = Lang.ZH) -> Listing:
    """A list of one column."""
    column: ListColumn[Any] = ListColumn("value", title, lambda row: row, kind)
    return list_of("ledger", [ListTable((column,), values)], STAMP, lang)


def cells(made: Listing) -> list[list[Any]]:
    """The cells below the head, the titles first."""
    (sheet,) = load_workbook(BytesIO(workbook_of(made)))
    return [list(row) for row in sheet.iter_rows(min_row=len(made.head) + 2)]


def values_of(made: Listing) -> list[list[Any]]:
    """What stands in them."""
    return [[cell.value for cell in row] for row in cells(made)]


def test_the_first_lines_say_what_it_is() -> None:
    made = list_of("ledger", [], STAMP, Lang.ZH, about=("筛选 园区=高新区",))
    assert made.head == ("沅江市2023年台账", "筛选 园区=高新区", "共 0 行；2023-12-31 12:00 导出")
    assert listing([]).head[1] == "全部，没有筛选"
    assert listing([], lang=Lang.EN).head[0] == "沅江市 2023: ledger"


@pytest.mark.parametrize(("label", "narrowed", "name"), [
    ("", False, "沅江市-台账-2023"), ("", True, "沅江市-台账-2023-筛选"),
    ("A/B: \\n<丙>", False, "沅江市-台账-A B 丙-2023")])
def test_a_file_is_called_what_any_system_takes(label: str, narrowed: bool, name: str) -> None:
    assert file_name("ledger", STAMP, Lang.ZH, narrowed=narrowed, label=label.replace("\\n", "\n")) == name


def test_amounts_are_numbers_in_one_unit_a_column() -> None:
    amounts: list[Value | Section] = [
        Money(1), Money(320_0000_00, Currency.USD), Money(5_0000_0000_00, Currency.CNY, Mark.ABOUT), None,
        Section("合计", {"value": {Currency.CNY: 7, Currency.USD: 9}})]
    made = listing(amounts, Kind.AMOUNT, title="合同金额")
    assert values_of(made) == [
        ["合同金额（万元）", "合同金额（万美元）", "合同金额（原文）"],
        [0.000001, None, None], [None, 320, None], [50000, None, "约5亿元"], [None, None, None],
        [0.000007, 0.000009, "合计"]]
    text = comma_separated(made).decode("utf-8-sig").splitlines()
    assert text[-5:] == ["0.000001,,", ",320,", "50000,,约5亿元", ",,", "0.000007,0.000009,合计"]


@pytest.mark.parametrize(("kind", "value", "cell", "text"), [
    (Kind.DAY, Day(date(2023, 6, 18)), on("2023-06-18"), "2023-06-18"),
    (Kind.DAY, Day.month(2023, 6), "2023-06", "2023-06"),
    (Kind.DAY, Day.unknown(), "日期不详", "日期不详"),
    (Kind.DAY, date(1899, 1, 1), "1899-01-01", "1899-01-01"),
    (Kind.MOMENT, datetime(2023, 6, 18, 4, 5, 59, tzinfo=UTC), on("2023-06-18 12:05"), "2023-06-18 12:05"),
    (Kind.COUNT, WorkingDays(3, provisional=True), 3, "3"),
    (Kind.COUNT, 0, 0, "0"),
    (Kind.NUMBER, Decimal("129.8295"), 129.8295, "129.8295"),
    (Kind.PERCENT, Decimal("104.70"), 104.7, "104.7"),
    (Kind.TEXT, "", None, ""),
    (Kind.TEXT, "430000199001011234", "430000199001011234", "430000199001011234"),
    (Kind.TEXT, "https://example.org", "https://example.org", "https://example.org"),
    (Kind.TEXT, "=1+1", "=1+1", "'=1+1"),
    (Kind.TEXT, "-5", "-5", "'-5"),
    (Kind.TEXT, "＝1", "＝1", "'＝1"),
    (Kind.NUMBER, Decimal("-5"), -5, "-5"),
])
def test_a_value_is_what_it_is(kind: Kind, value: Value, cell: object, text: str) -> None:
    made = listing([value], kind)
    (found,) = cells(made)[1] if cell is not None else [None]
    assert (found.value if found is not None else None) == cell
    if found is not None:
        assert found.data_type != "f"
        assert found.hyperlink is None
    assert comma_separated(made).decode("utf-8-sig").splitlines()[-1] == (text or '""')
    assert clipboard_text(made).splitlines()[-1:] == [text] or not text


def test_a_provisional_number_of_days_keeps_its_star() -> None:
    (found,) = cells(listing([WorkingDays(3, provisional=True)], Kind.COUNT))[1]
    assert found.number_format == '0"*"'


@pytest.mark.story
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40), min_size=1,
                max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    assert [row[0] for row in values_of(listing(list(texts)))[1:]] == texts


def test_a_text_longer_than_a_cell_says_that_it_is_cut() -> None:
    (text,) = values_of(listing(["长" * 40_000]))[1]
    assert len(text) == 32_767
    assert text.endswith("…")


def test_a_list_longer_than_a_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    made = listing([str(number) for number in range(25)])
    monkeypatch.setattr(files, "MOST_ROWS", len(made.head) + 2 + 10)
    book = load_workbook(BytesIO(workbook_of(made)))
    assert book.sheetnames == ["台账", "台账 2", "台账 3"]
    below = [row[0] for sheet in book for row in sheet.iter_rows(min_row=len(made.head) + 3, values_only=True)]
    assert below == [str(number) for number in range(25)]


def test_a_list_of_several_tables_has_a_sheet_for_each() -> None:
    column: ListColumn[Any] = ListColumn("value", "值", lambda row: row)
    made = list_of("figures", [ListTable((column,), ["甲"], "指标/一"), ListTable((column,), [], "指标/一")], STAMP,
                   Lang.ZH)
    assert load_workbook(BytesIO(workbook_of(made))).sheetnames == ["指标 一", "指标 一 2"]


def test_how_far_it_is_is_told_and_what_is_stopped_is_not_there(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def told(done: int, whole: int) -> None:
        heard.append((done, whole))
        if done >= 2_000:
            raise KeyboardInterrupt

    made, path = listing([str(number) for number in range(5_000)]), tmp_path / "台账.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        write_list(made, path, told, replaces=True)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
    assert heard == [(0, 5_000), (1_000, 5_000), (2_000, 5_000)]


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.CSV"])
def test_a_file_is_replaced_by_the_whole_new_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_list(listing(["甲", "乙"]), path)
    before = path.read_bytes()
    assert write_list(listing(["甲"]), path) == Done(path)
    assert path.read_bytes() != before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("name", "code"), [("台账.doc", "unknown_suffix"), ("没有/台账.csv", "no_folder")])
def test_what_cannot_be_written_is_refused(tmp_path: Path, name: str, code: str) -> None:
    outcome = write_list(listing(["甲"]), tmp_path / name)
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == [code]


@pytest.mark.parametrize("make", [workbook_of, comma_separated, clipboard_text])
def test_a_list_can_be_empty(make: Callable[[Listing], object]) -> None:
    assert make(listing([], Kind.AMOUNT))
