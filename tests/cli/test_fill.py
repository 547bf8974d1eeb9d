"""`sanxin fill`: forms of rows and forms of labelled cells, filled from the office."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.styles import Font

from tests.cli.conftest import Run
from tests.ledger.made import write_xlsx


def _office(sanxin: Run, folder: Path) -> None:
    sanxin("import", str(write_xlsx(folder / "台账.xlsx", {"项目": [
        ["项目编号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间"],
        ["A1", "=1+1", "甲公司", 1.5, "2023-02-01"], ["A2", "乙项目", "乙公司", "约3亿元", "2023年3月"]]})))


def test_a_form_of_rows_keeps_what_it_says_itself(sanxin: Run, tmp_path: Path) -> None:
    _office(sanxin, tmp_path)
    form = write_xlsx(tmp_path / "空表.xlsx", {"报送表": [
        ["重点项目报送表", None, None, None, None],
        ["序号", "项目名称", "投资额（万元）", "签约日期", "预计产值（万元）"]]})
    book = load_workbook(form)
    book["报送表"]["F3"], book["报送表"]["B2"].font = "=SUM(C3:C9)", Font(bold=True)
    book["报送表"].column_dimensions["B"].width = 33
    book.save(form)
    told = sanxin("fill", str(form), "-o", str(tmp_path / "好.xlsx"), "--json").json
    sheet = load_workbook(tmp_path / "好.xlsx")["报送表"]
    assert [[cell.value for cell in row] for row in sheet["A3:E4"]] == [
        [1, "=1+1", 15000, datetime(2023, 2, 1), None], [2,  # noqa: DTZ001 - cells know no zone
         "乙项目", "约3亿元", "2023年3月", None]]
    assert (sheet["B3"].data_type, sheet["F3"].value) == ("s", "=SUM(C3:C9)")
    assert (sheet["B2"].font.bold, sheet.column_dimensions["B"].width) == (True, 33)
    assert (told["projects"], told["empty"]) == (2, ["预计产值（万元）"])
    assert load_workbook(form)["报送表"]["B3"].value is None


def test_a_form_of_labelled_cells_takes_one_project(sanxin: Run, tmp_path: Path) -> None:
    _office(sanxin, tmp_path)
    form = write_xlsx(tmp_path / "卡.xlsx", {"登记表": [
        ["项目登记表", None, None, None], ["项目名称：", None, "投资方", None], ["签约时间", None, "信用代码", None]]},
        merges=[("登记表", "A1:D1")])
    told = sanxin("fill", str(form), "-o", str(tmp_path / "好.xlsx"), "--project", "A2", "--json").json
    sheet = load_workbook(tmp_path / "好.xlsx")["登记表"]
    assert (sheet["B2"].value, sheet["D2"].value, sheet["B3"].value) == ("乙项目", "乙公司", "2023年3月")
    assert told["empty"] == ["信用代码（C3）"]
    assert sanxin("fill", str(form), "--project", "Z9", "--json", code=1).codes == ["unknown_project"]
    assert sanxin("fill", str(form), "--json", code=1).codes == ["ambiguous_project"]
