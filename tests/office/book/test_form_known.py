"""Whatever the office knows stands in a form: money that arrived, stages in words, problems, progress, sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.conftest import Make
from tests.ledger.made import write_xlsx
from tracker.ledger.form_file import FormFile
from tracker.office.book.form import BlankForm, filled_form, opened_form
from tracker.office.book.form_writing import Filled
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake

CODES = ["P1", "P2", "P3", "P4", "P5"]
LINE = Side(style="thin")
BOX = Border(LINE, LINE, LINE, LINE)


def five_projects(desk: Desk) -> None:
    """Five projects at the end of 2023: one abroad, one about to be signed, one terminated."""
    head = ["项目编号", "项目名称", "投资方", "资金来源", "计划总投资（亿元）", "签约时间", "注册时间", "首笔到资时间",
            "开工时间", "计划开工时间", "目前进展情况", "建设内容", "终止情况"]
    signed, registered, funded = date(2022, 3, 4), date(2022, 4, 1), date(2022, 5, 20)
    rows = [["P1", "甲项目", "甲公司", "境内省外", 1.25, signed, registered, funded, date(2022, 9, 1), None, "主体封顶",
             "厂房3万平方米", None],
            ["P2", "乙项目", "乙公司", "域外省内", 1.7, date(2023, 1, 16), date(2023, 2, 1), date(2023, 3, 17), None,
             "2024年第一季度", None, None, None],
            ["P3", "丙项目", "丙公司", "外资", "1200万美元", signed, registered, funded, None, None, None, None, None],
            ["P4", "丁项目", "丁公司", "本地", "约3亿元", None, None, None, None, None, None, None, None],
            ["P5", "戊项目", "戊公司", "域外省内", 5, signed, registered, funded, None, None, None, None,
             "2023年11月28日终止：解约"]]
    receipts = [["甲项目", date(2022, 5, 20), 3000], ["甲项目", date(2023, 2, 3), 1500.5],
                ["乙项目", date(2023, 3, 17), 2000], ["丙项目", "2023年", "300万美元"],
                ["丙项目", date(2022, 7, 1), 50]]
    blockers = [["乙项目", "用地", "指标未落实"], ["乙项目", "融资", "贷款慢"], ["丁项目", "其他", "选址未定"]]
    with TemporaryDirectory() as folder:
        assert not intake(desk, write_xlsx(Path(folder) / "台账.xlsx", {
            "项目": [head, *rows], "到资明细": [["项目名称", "到资日期", "到资金额（万元）"], *receipts],
            "卡点清单": [["项目名称", "卡点类别", "卡点描述"], *blockers]}), accept={"gap"}).problems


@pytest.fixture
def office(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """The office with them."""
    return prepared(five_projects)[0]


def made(path: Path, *rows: list[Any], merges: tuple[str, ...] = (), ruled: range = range(0)) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "报送表"
    for row in rows:
        sheet.append(row)
    for row in ruled:
        for column in range(1, max(map(len, rows)) + 1):
            sheet.cell(row, column).border = BOX
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def filled(desk: Desk, path: Path, codes: list[str] | None = None, *, adds: bool = True) -> Filled:
    form = opened_form(path)
    assert isinstance(form, BlankForm), form
    answer = filled_form(desk, form, codes or CODES, adds=adds)
    assert isinstance(answer, Filled), answer
    return answer


def column(answer: Filled, letter: str, first: int, last: int, sheet: str = "报送表") -> list[Any]:
    page = load_workbook(BytesIO(answer.content))[sheet]
    return [page[f"{letter}{row}"].value for row in range(first, last + 1)]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("header", "cells"), [
    ("到位资金（万元）", [4500.5, 2000, "50万元＋300万美元", 0, None]),
    ("是否入统", ["否"] * 5),
    ("累计到位资金（亿元）", [0.45005, 0.2, "50万元＋300万美元", 0, None]),
    ("本年到位资金（万元）", [1500.5, 2000, "300万美元", 0, None]),
    ("上年到位资金（万元）", [3000, 0, 50, 0, None]),
    ("截至2022年底累计到位资金（万元）", [3000, 0, 50, 0, None]),
    ("省外到位资金（万元）", [4500.5, 0, 0, 0, None]),
    ("本年到位外资（万美元）", [0, 0, 300, 0, None]),
    ("到位资金", ["4500.5万元", "2000万元", "50万元＋300万美元", "0元", None]),
    ("银行贷款到位（万元）", [None] * 5),
    ("当前阶段", ["已开工", "已到资", "已到资", "在谈", "已到资"]),
    ("项目状态", ["已开工", "已到资", "已到资", "在谈", "2023年11月28日终止：解约"]),
    ("是否开工", ["是", "否", "否", "否", "否"]),
    ("目前进展", ["主体封顶", "2023年3月17日到资", "2022年5月20日到资", "在谈", "2023年11月28日终止：解约"]),
    ("存在问题", [None, "指标未落实；贷款慢", None, "选址未定", None]),
    ("计划开工时间", [None, "2024年第一季度", None, None, None]),
    ("建设内容", ["厂房3万平方米", None, None, None, None]),
    ("合同外资（万美元）", [None, None, 1200, None, None]),
    ("序号", [1, 2, 3, 4, 5]),
])
def test_a_column_holds_what_the_office_knows(office: Desk, tmp_path: Path, header: str, cells: list[Any]) -> None:
    answer = filled(office, made(tmp_path / "空.xlsx", ["项目名称", "投资方", "签约时间", header]))
    assert column(answer, "D", 2, 6) == cells


@pytest.mark.parametrize("serials", [(None, None, None, None), (1, 2, 3, 4)])
def test_a_form_that_names_projects_is_answered_on_its_rows_alone(office: Desk, tmp_path: Path,
                                                                  serials: tuple[int | None, ...]) -> None:
    names = ["乙项目", "没有这个项目", "甲项目建设工程", "丙"]
    rows = [[serial, name, None, None] for serial, name in zip(serials, names, strict=True)]
    path = made(tmp_path / "空.xlsx", ["重点项目"], ["序号", "项目名称", "投资方", "总投资（亿元）"], *rows, [None] * 4,
                ["填表人：", None, "审核人："], ruled=range(2, 8))
    answer = filled(office, path, adds=False)
    assert column(answer, "B", 3, 8) == [*names, None, None]
    assert column(answer, "C", 3, 8) == ["乙公司", None, "甲公司", "丙公司", None, "审核人："]
    assert column(answer, "A", 3, 6) == [1, serials[1], 3, 4]
    assert (answer.projects, answer.unknown, answer.added) == (3, ["没有这个项目"], {})
    assert answer.alike == [("甲项目建设工程", "P1", "甲项目"), ("丙", "P3", "丙项目")]
    unknown = made(tmp_path / "无.xlsx", ["序号", "项目名称", "投资方", "总投资（亿元）"], [None, "没有这个项目"])
    answer = filled(office, unknown, adds=False)
    assert (answer.projects, answer.cells, answer.unknown) == (0, 0, ["没有这个项目"])


def test_what_can_mean_two_things_stays_empty_where_they_differ_and_is_named(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["2023年项目情况"],
                ["项目名称", "投资方", "签约时间", "到位资金（万元）", "累计到资（万元）", "风水"])
    answer = filled(office, path)
    assert column(answer, "D", 3, 7) == [None, 2000, None, 0, None]
    assert column(answer, "E", 3, 7) == [4500.5, 2000, "50万元＋300万美元", 0, None], "all of them"
    assert [(one.label, one.cells) for one in answer.empty if one.unclear] == [
        ("到位资金（万元）", ("D3", "D5")), ("风水", ("F3", "F4", "F5", "F6", "F7"))]
    assert [(one.label, one.cells) for one in answer.empty if not one.unclear and one.label != "签约时间"] == [
        ("到位资金（万元）", ("D7",)), ("累计到资（万元）", ("E7",))]


@pytest.mark.parametrize(("title", "filled_in"), [
    ("招商引资项目情况表（截至    年   月   日）", "招商引资项目情况表（截至2023年12月31日）"),
    ("填报日期：　　年　　月　　日", "填报日期：2023年12月31日"), ("截至____年__月__日", "截至2023年12月31日"),
    ("2023年情况表（截至   月   日）", "2023年情况表（截至12月31日）"),
    ("截至2022年   月   日", "截至2022年   月   日"),
    ("2022年情况表（截至  月  日）", "2022年情况表（截至  月  日）"),
    ("截至目前招商引资项目情况表", "截至目前招商引资项目情况表")])
def test_a_day_that_a_title_leaves_to_be_filled_in_is_today(office: Desk, tmp_path: Path, title: str,
                                                            filled_in: str) -> None:
    answer = filled(office, made(tmp_path / "空.xlsx", [title], ["项目名称", "投资方", "签约时间"]))
    assert column(answer, "A", 1, 3) == [filled_in, "项目名称", "甲项目"]


def test_months_are_filled_where_the_receipts_tell_the_month(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["2023年到位资金（单位：万元）"],
                ["项目名称", "投资方", "到位资金", None, None], [None, None, "2月", "3月", "合计"],
                merges=("A2:A3", "B2:B3", "C2:E2"))
    answer = filled(office, path)
    assert [column(answer, letter, 4, 7) for letter in "CDE"] == [
        [1500.5, 0, None, 0], [0, 2000, None, 0], [1500.5, 2000, "300万美元", 0]]


def test_a_column_for_each_stage_has_one_tick(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["项目名称", "投资方", "项目阶段（打√）", None, None, "落户园区"],
                [None, None, "在谈", "签约", "开工", None], merges=("A1:A2", "B1:B2", "C1:E1", "F1:F2"))
    answer = filled(office, path, CODES[:4])
    assert [column(answer, letter, 3, 6) for letter in "CDE"] == [
        [None, None, None, "√"], [None, "√", "√", None], ["√", None, None, None]]


def test_a_drop_down_gets_the_choice_that_means_it_or_nothing(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["项目名称", "资金来源", "项目阶段", "投资方"], ruled=range(2, 4))
    book = load_workbook(path)
    sheet = book["报送表"]
    kinds = book.create_sheet("选项")
    for row, (origin, stage) in enumerate([("省外", "在谈"), ("省内", "签约"), ("外资", "开工"), ("其他", "投产")], 1):
        kinds.cell(row, 1, origin)
        kinds.cell(row, 2, stage)
    kinds.sheet_state = "hidden"
    book.defined_names["阶段"] = DefinedName("阶段", attr_text="选项!$B$1:$B$4")
    for letter, source in (("B", "选项!$A$1:$A$4"), ("C", "阶段"), ("D", '"甲公司,别的"')):
        choices = DataValidation("list", formula1=source)
        choices.add(f"{letter}2:{letter}3")
        sheet.add_data_validation(choices)
    book.save(path)
    answer = filled(office, path, CODES[:4])
    assert column(answer, "B", 2, 5) == ["省外", "省内", "外资", None]
    assert column(answer, "C", 2, 5) == ["开工", "签约", "签约", "在谈"]
    assert column(answer, "D", 2, 5) == ["甲公司", None, None, None]
    made_book = load_workbook(BytesIO(answer.content))
    assert sorted(str(one.sqref) for one in made_book["报送表"].data_validations.dataValidation) == [
        "B2:B5", "C2:C5", "D2:D5"]


def test_rows_put_in_look_like_the_last_and_what_is_below_moves(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["项目情况表"],
                ["序号", "项目名称", None, "总投资（万元）", "到位资金（万元）", "到位率"],
                [1, None, None, None, None, "=IF(D3=0,0,E3/D3)"], [2, None, None, None, None, "=IF(D4=0,0,E4/D4)"],
                ["合计", None, None, "=SUM(D3:D4)", None, "=E5/D5"], ["填表人：", None, "联系电话："],
                merges=("A1:F1", "B2:C2", "B3:C3", "B4:C4", "A6:B6"), ruled=range(2, 6))
    book = load_workbook(path)
    sheet = book["报送表"]
    sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 33, 21
    sheet["E4"].number_format, sheet.print_area = "#,##0.00", "A1:F6"
    sheet["A6"].comment = Comment("签字", "x")
    other = book.create_sheet("汇总")
    other["A1"], other["A2"] = "=SUM(报送表!D3:D4)", "=报送表!D5"
    book.save(path)
    answer = filled(office, path, ["P1", "P2", "P5", "P4"])
    made_book = load_workbook(BytesIO(answer.content))
    sheet = made_book["报送表"]
    assert [sheet[f"A{row}"].value for row in range(3, 9)] == [1, 2, 3, 4, "合计", "填表人："]
    assert [sheet[f"F{row}"].value for row in (5, 6, 7)] == ["=IF(D5=0,0,E5/D5)", "=IF(D6=0,0,E6/D6)", "=E7/D7"]
    assert (sheet["D7"].value, sheet["E7"].value, sheet["C8"].value) == ("=SUM(D3:D6)", 6500.5, "联系电话：")
    assert {str(merge) for merge in sheet.merged_cells.ranges} == {
        "A1:F1", "B2:C2", *(f"B{row}:C{row}" for row in range(3, 7)), "A8:B8"}
    assert [sheet.row_dimensions[row].height for row in (4, 5, 6, 7)] == [33, 33, 33, 21]
    assert (sheet["E6"].number_format, sheet["E6"].border.left.style) == ("#,##0.00", "thin")
    assert (sheet["A8"].comment.text, sheet["A6"].comment) == ("签字", None)
    assert sheet.print_area == "'报送表'!$A$1:$F$8"
    assert [made_book["汇总"][place].value for place in ("A1", "A2")] == ["=SUM(报送表!D3:D6)", "=报送表!D7"]
    assert answer.added == {"报送表": 2}
    assert [(named.label, named.cells) for named in answer.texts] == [("总投资（万元）", ("D6",))]


def test_a_table_of_excel_its_filter_and_what_is_merged_beside_the_rows_grow(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["县市区", "项目名称", "投资方", "签约时间"], ["本县"], [], ["注：如实填写"],
                merges=("A2:A3",), ruled=range(1, 4))
    book = load_workbook(path)
    book["报送表"].add_table(Table(displayName="表一", ref="A1:D3"))
    book["报送表"]["A4"].alignment = Alignment(wrap_text=True)
    book.save(path)
    sheet = load_workbook(BytesIO(filled(office, path).content))["报送表"]
    assert sheet.tables["表一"].ref == "A1:D6"
    assert {str(merge) for merge in sheet.merged_cells.ranges} == {"A2:A6"}
    assert ([sheet[f"B{row}"].value for row in (2, 6)], sheet["A7"].value) == (["甲项目", "戊项目"], "注：如实填写")


def test_a_sum_right_below_the_header_and_a_blank_line_before_the_footer(office: Desk, tmp_path: Path) -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）"]
    none = filled(office, made(tmp_path / "无.xlsx", head, ["合计", None, None, None], ["填表人：", None, "审核人："],
                               ruled=range(1, 3)), ["P1", "P2"])
    assert column(none, "A", 2, 5) == [1, 2, "合计", "填表人："]
    assert column(none, "D", 2, 4) == [1.25, 1.7, 2.95]
    spaced = filled(office, made(tmp_path / "隔.xlsx", head, [], [], [], ["填表人：", None, "审核人："],
                                 ruled=range(1, 4)), ["P1", "P2", "P5"])
    assert column(spaced, "A", 2, 6) == [1, 2, 3, None, "填表人："]


def test_sums_with_a_text_among_the_amounts_stay_empty_and_are_named(office: Desk, tmp_path: Path) -> None:
    answer = filled(office, made(tmp_path / "空.xlsx", ["项目名称", "投资方", "总投资（亿元）"], [], ["合计"],
                                 ruled=range(1, 4)), ["P1", "P4"])
    assert column(answer, "C", 2, 4) == [1.25, "约3亿元", None]
    assert ("总投资（亿元）", ("C4",)) in [(named.label, named.cells) for named in answer.empty]


def test_a_card_with_labels_side_by_side_and_lines_to_write_on(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "卡.xlsx", ["项目登记表"], ["项目名称", None, "投资方", None, "总投资（亿元）", None],
                ["累计到位资金（万元）", None, "当前阶段", None, "审批意见", None], ["签约时间：______"],
                merges=("A1:F1",), ruled=range(2, 4))
    answer = filled(office, path, ["P1"])
    sheet = load_workbook(BytesIO(answer.content))["报送表"]
    assert [sheet[place].value for place in ("B2", "D2", "F2", "B3", "D3", "A4")] == [
        "甲项目", "甲公司", 1.25, 4500.5, "已开工", "签约时间：2022年3月4日"]
    assert [(named.label, named.cells) for named in answer.empty] == [("审批意见", ("F3",))]


def test_a_row_grows_with_its_text(office: Desk, tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["项目名称", "投资方", "存在问题"], ruled=range(2, 4))
    book = load_workbook(path)
    sheet = book["报送表"]
    sheet.column_dimensions["C"].width = 6
    for row in (2, 3):
        sheet.row_dimensions[row].height = 15
        sheet.cell(row, 3).alignment = Alignment(wrap_text=True)
    book.save(path)
    made_sheet = load_workbook(BytesIO(filled(office, path, ["P1", "P2"]).content))["报送表"]
    assert made_sheet.row_dimensions[2].height == 15
    assert made_sheet.row_dimensions[3].height > 45


def test_a_row_grows_by_the_width_that_is_printed(tmp_path: Path) -> None:
    path = made(tmp_path / "空.xlsx", ["项目名称"], ruled=range(2, 3))
    book = load_workbook(path)
    sheet = book["报送表"]
    sheet.column_dimensions["A"].width = 12
    sheet.row_dimensions[2].height = 20
    sheet["A2"].alignment = Alignment(wrap_text=True)
    book.save(path)
    form = FormFile(path.read_bytes())
    form.sheets["报送表"].write(1, 0, "“甲”“乙”")
    form.sheets["报送表"].make_room(1, 0, "“甲”“乙”")
    assert load_workbook(BytesIO(form.saved()))["报送表"].row_dimensions[2].height > 30
