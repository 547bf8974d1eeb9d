"""A book that was written and is taken in again changes nothing, and brings an empty office the same facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.ledger.made import GOOD, Rows, write_xlsx
from tests.office.book.given_books import given_books
from tests.office.book.offices import TARGETS, YEARLESS, projects, put_office
from tests.office.build import made, put
from tests.office.taken import everything
from tests.selection import a_third, in_thirds
from tracker.domain.days import Day, read_day
from tracker.domain.expected import Awaited
from tracker.domain.money import Money
from tracker.domain.results import ResultKind
from tracker.domain.stages import STAGES, Stage
from tracker.ledger import writing
from tracker.office.book.export import book_of
from tracker.office.book.facts import (
    PLACES,
    blockers_of,
    projects_of,
    receipts_of,
    results_of,
    targets_of,
    vouchers_of,
    words_of,
)
from tracker.office.book.left_out import LeftOut
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported, intake
from tracker.office.outcome import Done
from tracker.office.project.expected import expect
from tracker.office.project.projects import amend
from tracker.office.project.results import add_result
from tracker.office.records import settle
from tracker.store.engine import open_store
from tracker.store.tables import ExpectedDay, Milestone, Profile, Project
from tracker.words import Lang, spoken
from tracker.words.lists import ListWords


@contextmanager
def fresh(template: Path) -> Iterator[tuple[Desk, Path]]:
    """An empty office, and a folder beside it."""
    with TemporaryDirectory() as folder:
        copyfile(template, Path(folder) / "office.db")
        store = open_store(Path(folder) / "office.db")
        yield Desk(store, "test", clock=lambda: datetime(2024, 12, 31, tzinfo=UTC)), Path(folder)
        store.close()


def told(answer: Imported) -> dict[str, Any]:
    return {"problems": answer.problems, "changes": answer.changes,
            "counts": {kind: (one["added"], one["corrected"]) for kind, one in answer.every_count().items()}}


NOTHING = {"problems": (), "changes": (),
           "counts": dict.fromkeys(("projects", "receipts", "blockers", "targets", "results"), (0, 0))}


def facts(desk: Desk) -> dict[str, Any]:
    """Everything a book holds of an office, without numbers of rows, and so in no order of them."""
    with desk.reading() as session:
        vouchers, words = vouchers_of(session), words_of(session)
        every = list(projects_of(session))
        codes = {one.number: one.code for one in every}
        return {
            "projects": [(one.code, [codes.get(value) if name == "phase_of" else value
                                     for name, value in zip(_names(), one.values, strict=True)
                                     if name not in ("roles", "notes")], dict(one.roles), dict(one.notes),
                          {stage: one.milestones.get(stage) for stage in STAGES}, dict(one.expected), one.ending)
                         for one in every],
            "receipts": sorted(((one[1:], vouchers.get(one.number, [])) for one in receipts_of(session)), key=repr),
            "blockers": sorted(((one[1:], [word[1:] for word in words.get(one.number, [])])
                                for one in blockers_of(session)), key=repr),
            "targets": list(targets_of(session)),
            "results": sorted((one[1:] for one in results_of(session)), key=repr),
        }


def _names() -> tuple[str, ...]:
    from tracker.office.book.facts import PLACES

    return tuple(PLACES)


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples // 6), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=st.lists(projects(), max_size=5), targets=TARGETS)
def test_a_book_written_and_taken_in_again_changes_nothing(sqlite_template: Path, made: list[dict[str, Any]],
                                                           targets: dict[tuple[int, str], int]) -> None:
    with fresh(sqlite_template) as (desk, folder), fresh(sqlite_template) as (empty, _):
        put_office(desk, made, targets)
        path = folder / "book.xlsx"
        path.write_bytes(book_of(desk).content)
        before = everything(desk)
        assert told(intake(desk, path)) == NOTHING
        assert everything(desk) == before
        answer = intake(empty, path)
        assert answer.problems == ()
        assert facts(empty) == facts(desk)


HALF = "2023年上半年完成投资（万元）"
A_NOTE_THERE_A_RESULT_HERE: dict[str, Rows] = {"项目": [
    ["甲县2023年招商引资项目台账"],
    ["序号", "项目名称", "投资方", "合同金额（亿元）", "完成投资（万元）", HALF],
    [1, "项目1号", "甲公司", 12, 350, 100],
    ["序号", "项目名称", "投资方", "合同金额（亿元）", "开工时间", HALF],
    [2, "项目2号", "甲公司", 12, "2023-06-18", 100]]}
"""In one table the half is a part of the year beside it, and kept as a note; in the other one it is the result."""


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples // 3), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                                 HealthCheck.filter_too_much])
@example(sheets=A_NOTE_THERE_A_RESULT_HERE, later=None)
@given(sheets=given_books(), later=st.none() | given_books())
def test_a_book_with_the_titles_and_columns_of_another_one_changes_nothing(
        sqlite_template: Path, sheets: dict[str, Rows], later: dict[str, Rows] | None) -> None:
    with fresh(sqlite_template) as (desk, folder), fresh(sqlite_template) as (empty, _):
        for number, given_sheets in enumerate(filter(None, (sheets, later))):
            taken = intake(desk, write_xlsx(folder / f"{number}.xlsx", given_sheets), accept={"gap"})
            assume(number or not taken.problems)
        out = folder / "out.xlsx"
        out.write_bytes(book_of(desk).content)
        before = everything(desk)
        assert told(intake(desk, out)) == NOTHING
        assert everything(desk) == before
        assert intake(empty, out).problems == ()
        assert facts(empty) == facts(desk)


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples // 3), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(cells=st.lists(YEARLESS | st.sampled_from(["2024年底", "待定", "2026-06-18"]), min_size=1, max_size=5),
       years=st.tuples(st.integers(2024, 2027), st.sampled_from([-1, 0, 1, None])))
def test_days_below_a_header_that_names_the_year_are_the_same_in_every_later_book(
        sqlite_template: Path, cells: list[str], years: tuple[int, int | None]) -> None:
    year, later = years
    with fresh(sqlite_template) as (desk, folder), fresh(sqlite_template) as (empty, _):
        rows = [[f"项目{number}", "甲公司", "2023-01-02", 1, cell] for number, cell in enumerate(cells)]
        head = ["项目名称", "投资方", "签约时间", "计划总投资（亿元）"]
        given_book = write_xlsx(folder / "in.xlsx", {"项目": [[*head, f"{year}年计划开工时间"], *rows]})
        assert not intake(desk, given_book).problems
        assert told(intake(desk, given_book)) == NOTHING
        # The book of another year brings one project more, and its headers are those of the book from then on.
        header = "计划开工时间" if later is None else f"{year + later}年计划开工时间"
        newer = [[*head, header, "联系电话", "所属行业"], ["新项目", "乙公司", "2023-01-02", 1, None, "1", "化工"]]
        assert not intake(desk, write_xlsx(folder / "later.xlsx", {"项目": newer})).problems
        (folder / "out.xlsx").write_bytes(book_of(desk).content)
        before = everything(desk)
        assert told(intake(desk, folder / "out.xlsx")) == NOTHING
        assert everything(desk) == before
        assert intake(empty, folder / "out.xlsx").problems == ()
        assert _expected(empty) == _expected(desk)


def _expected(desk: Desk) -> dict[str, Any]:
    with desk.reading() as session:
        return {one.name: (dict(one.expected), dict(one.notes)) for one in projects_of(session)}


def test_expected_words_kept_without_their_year_are_written_with_it(desk: Desk, tmp_path: Path) -> None:
    with desk.unit() as unit:
        entry = unit.entry("test.put")
        row = Project(code="P1", recorded_at=unit.at, touched_at=unit.at)
        unit.session.add(row)
        unit.session.flush()
        number = row.id
        assert number is not None
        unit.append(Profile, entry, project_id=number, name="甲项目", name_key="甲项目")
        unit.append(Milestone, entry, project_id=number, stage=Stage.LEAD, occurred_on=date(2023, 1, 2),
                    precision="day")
        for what, text, on in ((Awaited.STARTED, "年底", date(2025, 12, 1)),
                               (Awaited.PRODUCING, "等批文", date(2026, 5, 1))):
            unit.append(ExpectedDay, entry, project_id=number, what=what, text=text, expected_on=on, precision="month")
        settle(unit, number)
    path = tmp_path / "out.xlsx"
    path.write_bytes(book_of(desk).content)
    head, row = list(load_workbook(path).worksheets[0].values)[-2:]
    project = dict(zip(head, row, strict=True))
    assert (project["计划开工时间"], project["计划投产时间"]) == ("2025年底", "2026年5月")
    assert told(intake(desk, path)) == NOTHING


def test_expected_days_stand_in_their_column_and_what_has_no_room_is_named(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", {"项目": [
        ["项目名称", "投资方", "签约时间", "计划总投资（亿元）", "拟开工时间"],
        ["甲项目", "甲公司", "2023-01-02", 1, "2025年6月中旬"], ["乙项目", "乙公司", "2023-01-02", 2, "待定"],
        ["丙项目", "丙公司", "2023-01-02", 3, None]]})
    assert not intake(desk, path).problems
    for day, reason in (("2025-08-01", ""), ("2025-10", "等林地批复")):
        assert isinstance(expect(desk, "丙项目", Awaited.STARTED, read_day(day), reason), Done)
    assert isinstance(expect(desk, "甲项目", Awaited.PRODUCING, Day.year(2026)), Done)
    out, book = tmp_path / "out.xlsx", book_of(desk)
    out.write_bytes(book.content)
    head, *rows = [[cell.value for cell in row] for row in load_workbook(out)["项目"]]
    assert [row[head.index("拟开工时间")] for row in rows] == ["2025年6月中旬", "待定", "2025年10月"]
    assert [row[head.index("计划投产时间")] for row in rows] == ["2026年", None, None]
    assert told(intake(desk, out)) == NOTHING
    assert book.left_out == {LeftOut.EXPECTED_BEFORE: 1, LeftOut.EXPECTED_REASON: 1, LeftOut.JOURNAL: 4}


def test_results_of_one_time_that_one_note_tells_apart_are_named(desk: Desk) -> None:
    """In a ledger a note on one of two does not say that they are two: reading it again would leave one out."""
    put(desk, made("甲", "2023-01-01", "2023-02-01"))
    for day, note in (("2023-05", ""), ("2023-05", "二期"), ("2023-06", ""), ("2023-07", "一期"), ("2023-07", "二期")):
        added = add_result(desk, "甲", ResultKind.INVESTED, read_day(day), Money(5_000_000), note=note)
        assert isinstance(added, Done), added
    assert book_of(desk).left_out[LeftOut.RESULTS_ALIKE] == 1


@pytest.mark.parametrize("lang", Lang)
def test_everything_that_has_no_room_has_a_name(lang: Lang) -> None:
    assert set(spoken(lang, ListWords).left_out_of) == {what.value for what in LeftOut}


@pytest.mark.story
def test_a_long_book_goes_on_in_further_sheets_and_is_read_whole(desk: Desk, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROWS_EACH", 40)
    intake(desk, GOOD)
    (tmp_path / "out.xlsx").write_bytes(book_of(desk).content)
    assert load_workbook(tmp_path / "out.xlsx").sheetnames[:3] == ["项目台账", "项目台账 2", "项目台账 3"]
    assert told(intake(desk, tmp_path / "out.xlsx")) == NOTHING


@pytest.mark.story
def test_the_ledger_of_2023_in_its_own_columns(desk: Desk, tmp_path: Path) -> None:
    intake(desk, GOOD)
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(desk).content)
    assert told(intake(desk, path)) == NOTHING
    own, now = load_workbook(GOOD)["项目台账"], load_workbook(path)["项目台账"]
    headers = [cell.value for cell in own[3]]
    assert [cell.value for cell in now[3]][:len(headers)] == headers
    assert now["A1"].value == own["A1"].value
    assert now.freeze_panes == "C4"
    assert now.auto_filter.ref
    assert now.print_title_rows == "$3:$3"
    assert (now.page_setup.orientation, now.page_setup.paperSize, now.page_setup.fitToHeight) == ("landscape", 8, 0)


def test_a_book_says_the_day_it_was_written_and_keeps_all_texts_of_its_titles(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", {"项目": [
        ["甲县2023年招商引资项目台账"], ["填报单位：甲县商务局", None, "单位：亿元", "截止日期：2023年12月31日"],
        ["项目名称", "投资方", "签约时间", "计划总投资"], ["甲项目", "甲公司", "2023-01-02", 1.5]]})
    assert not intake(desk, path).problems
    out, today = tmp_path / "out.xlsx", desk.today()
    out.write_bytes(book_of(desk).content)
    before, sheet = everything(desk), load_workbook(out)["项目"]
    assert sheet["A1"].value == "甲县2023年招商引资项目台账"
    assert sheet["A2"].value == (f"填报单位：甲县商务局　　单位：亿元　　"
                                 f"截止日期：{today.year}年{today.month}月{today.day}日")
    assert sheet["D4"].value == 1.5
    assert told(intake(desk, out)) == NOTHING
    assert everything(desk) == before


def test_a_section_above_the_first_header_is_no_title_of_the_book(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", {"项目": [
        ["甲县招商引资项目台账"], ["一、计划开工项目（单位：亿元）"],
        ["项目名称", "投资方", "签约时间", "开工时间", "计划总投资"], ["甲项目", "甲公司", None, "2025-01-02", 1.5],
        ["二、新签约项目"], ["乙项目", "乙公司", "2023-01-02", None, 2]]})
    assert not intake(desk, path, accept={"gap"}).problems
    out = tmp_path / "out.xlsx"
    out.write_bytes(book_of(desk).content)
    before, sheet = everything(desk), load_workbook(out)["项目"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["甲县招商引资项目台账", "单位：亿元", "项目名称"]
    assert sheet["E4"].value == 1.5
    assert told(intake(desk, out)) == NOTHING
    assert everything(desk) == before


def test_no_cell_of_a_book_comes_out_empty_or_cut_that_the_office_knows(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", {
        "项目": [["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2023-01-02"]],
        "到资": [["项目名称", "到账日期", "到账金额（万元）", "银行凭证号", "经手人", "备注"],
               ["甲项目", "2023-05-06", 10, "0012", "张三", "首笔"], ["甲项目", "2023-05-07", 20, "0013", None, None]],
        "问题": [["项目名称", "存在问题", "提出日期", "办理情况"],
               ["甲项目", "缺电", "2023-03-01", "5月6日已发函；6月7日已销号"],
               ["甲项目", "缺水", "2023-03-01", "5月8日已发函；6月9日已上报"]]})
    assert not intake(desk, path).problems
    out = tmp_path / "out.xlsx"
    out.write_bytes(book_of(desk).content)
    book = load_workbook(out)
    assert _columns(book["到资"], "银行凭证号", "经手人", "备注") == [("0012", "张三", "首笔"), ("0013", None, None)]
    assert _columns(book["问题"], "办理情况") == [("5月6日已发函\n6月7日已销号",), ("5月8日已发函\n6月9日已上报",)]
    assert told(intake(desk, out)) == NOTHING


def test_people_beside_their_telephones_are_read_and_stay_as_they_are(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", {
        "项目": [["项目名称", "投资方", "签约时间", "联系人及电话"], ["甲项目", "甲公司", "2023-01-02",
                                                                      "张三 13800000000"],
               ["乙项目", "乙公司", "2023-01-02", "李四：0737-1234567、王五13900000000"], ["丙项目", "丙公司",
                                                                                           "2023-01-02", None]],
        "问题": [["项目名称", "存在问题", "责任人及联系电话", "销号情况"], ["甲项目", "缺电", "赵六(13800000000)",
                                                                            None]]})
    assert not intake(desk, path).problems
    with desk.reading() as session:
        assert [project.values[PLACES["officer"]] for project in projects_of(session)] == ["张三", "李四、王五", ""]
        assert [blocker.person for blocker in blockers_of(session)] == ["赵六"]
    assert isinstance(amend(desk, "甲项目", {"officer": ""}), Done)
    out = tmp_path / "out.xlsx"
    out.write_bytes(book_of(desk).content)
    assert _columns(load_workbook(out)["项目"], "联系人及电话", "招商联络员")[:2] == [
        ("张三 13800000000", None), ("李四：0737-1234567、王五13900000000", "李四、王五")]
    assert told(intake(desk, out)) == NOTHING


def _columns(sheet: Any, *headers: str) -> list[tuple[Any, ...]]:
    """The cells of some columns, row by row."""
    head, *rows = sheet.values
    return [tuple(row[head.index(header)] for header in headers) for row in rows]


def test_rows_are_high_enough_and_wide_books_go_over_several_pages(desk: Desk, tmp_path: Path) -> None:
    notes = [f"情况{number}" for number in range(40)]
    rows = [[name, "甲公司", "2023-01-02", "第一行\n第二行\n第三行", *["用地报批卡在省厅，材料已经三次退回。" * 2] * 40]
            for name in ("甲项目", "=1+1", "A & B <合资>")]
    path = write_xlsx(tmp_path / "in.xlsx", {"项目": [["项目名称", "投资方", "签约时间", "备注", *notes], *rows]})
    assert not intake(desk, path).problems
    out = tmp_path / "out.xlsx"
    out.write_bytes(book_of(desk).content)
    sheet = load_workbook(out)["项目"]
    assert all(sheet.row_dimensions[row].height >= 3 * 13.5 for row in (2, 3, 4))
    assert (sheet.page_setup.scale, sheet.print_title_cols) == (70, "$A:$A")
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert told(intake(desk, out)) == NOTHING


def test_no_formula_and_no_link_comes_out(desk: Desk, tmp_path: Path) -> None:
    names = ["=1+1", "@SUM(1)", "http://example.org", "mailto:a@b.c", "{=1}", "-2+3"]
    intake(desk, write_xlsx(tmp_path / "in.xlsx", {"项目": [
        ["项目名称", "投资方", "签约时间", "计划总投资（亿元）"], *([name, name, "2023-01-02", 1] for name in names)]}))
    (tmp_path / "out.xlsx").write_bytes(book_of(desk).content)
    cells = [cell for sheet in load_workbook(tmp_path / "out.xlsx") for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert set(names) <= {cell.value for cell in cells}


def test_columns_units_groups_and_words_of_the_office_own(desk: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", {"招商库": [
        ["甲县重点项目表", None, None, None, None, None, None, None],
        ["编码", "项目名称", "投资情况", None, "签约日期", "联系电话", "责任单位", None],
        [None, None, "投资主体", "协议投资额（万美元）", None, None, "单位名称", "联系人"],
        ["A-1", "甲项目", "甲公司", 1200, "2023-01-02", "0737-1", "商务局", "张三"]]},
        merges=[("招商库", "C2:D2"), ("招商库", "G2:H2"), *(("招商库", f"{one}2:{one}3") for one in "ABEF")])
    assert not intake(desk, path).problems
    out = tmp_path / "out.xlsx"
    out.write_bytes(book_of(desk).content)
    sheet = load_workbook(out)["招商库"]
    given = load_workbook(path)["招商库"]
    assert [[cell.value for cell in row][:8] for row in sheet[1:3]] == [[cell.value for cell in row]
                                                                        for row in given[1:3]]
    assert sheet["D4"].value == 1200
    assert told(intake(desk, out)) == NOTHING


@pytest.mark.long(database="postgresql")
@pytest.mark.both_databases
def test_periods_are_written_in_words_and_come_in_again_as_they_were(desk: Desk, tmp_path: Path) -> None:
    written = ["2023-06-18", "2023年6月中旬", "2023年6月", "2023年第三季度", "2023年上半年", "2023年"]
    told_of = ["2024-06-18", "2024年12月下旬", "2025年5月", "2025年第一季度", "2025年下半年", "2026年"]
    path = write_xlsx(tmp_path / "in.xlsx", {
        "项目": [["项目名称", "投资方", "签约时间", "计划开工时间"],
               *([f"项目{at}", "甲", day, told_of[at]] for at, day in enumerate(written))],
        "到资": [["项目名称", "到账日期", "到账金额（万元）"],
               *([f"项目{at}", day, 100] for at, day in enumerate(written))]})
    assert not intake(desk, path).problems
    with desk.reading() as session:
        kept = [one.milestones[Stage.SIGNED].precision for one in projects_of(session)]
    assert kept == ["day", "dekad", "month", "quarter", "half_year", "year"]
    out = tmp_path / "out.xlsx"
    out.write_bytes(book_of(desk).content)
    book = load_workbook(out)
    for sheet, header in (("项目", "签约时间"), ("到资", "到账日期")):
        rows = list(book[sheet].values)
        head = next(at for at, row in enumerate(rows) if header in row)
        cells = [row[rows[head].index(header)] for row in rows[head + 1:]]
        assert cells == [datetime(2023, 6, 18), *written[1:]]  # noqa: DTZ001 - cells know no zone
    assert told(intake(desk, out)) == NOTHING


@pytest.mark.story
@pytest.mark.both_databases
def test_both_databases_write_the_same_book(desk: Desk, tmp_path: Path) -> None:
    intake(desk, GOOD)
    (tmp_path / "out.xlsx").write_bytes(book_of(desk).content)
    values = [[[cell.value for cell in row] for row in sheet] for sheet in load_workbook(tmp_path / "out.xlsx")]
    assert [len(rows) for rows in values] == [92, 159, 16, 9]
    assert told(intake(desk, tmp_path / "out.xlsx")) == NOTHING


@pytest.mark.story
def test_words_of_a_book_corrected_by_hand_are_taken_in(desk: Desk, tmp_path: Path) -> None:
    intake(desk, GOOD)
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(desk).content)
    book = load_workbook(path)
    sheet = book["卡点清单"]
    head = [cell.value for cell in sheet[1]]
    row = next(row for row in range(2, 17) if not sheet.cell(row, head.index("销号日期") + 1).value)
    sheet.cell(row, head.index("销号日期") + 1).value = "2023-12-30"
    book.save(path)
    assert told(intake(desk, path))["counts"]["blockers"] == (0, 1)
