"""`sanxin fill`: forms of rows and forms of labelled cells, filled from the office."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from tests.cli.conftest import Run
from tests.ledger.made import write_xlsx

OLD_XLS = Path(__file__).parents[1] / "ledger/books/34-xls-ods-password/input.xls"


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
    assert (told["projects"], told["empty"]) == (2, [{"label": "预计产值（万元）", "cells": ["E3", "E4"],
                                                          "unclear": False}])
    assert load_workbook(form)["报送表"]["B3"].value is None


def test_a_form_of_labelled_cells_takes_one_project(sanxin: Run, tmp_path: Path) -> None:
    _office(sanxin, tmp_path)
    form = write_xlsx(tmp_path / "卡.xlsx", {"登记表": [
        ["项目登记表", None, None, None], ["项目名称：", None, "投资方", None], ["签约时间", None, "信用代码", None]]},
        merges=[("登记表", "A1:D1")])
    told = sanxin("fill", str(form), "-o", str(tmp_path / "好.xlsx"), "--project", "A2", "--json").json
    sheet = load_workbook(tmp_path / "好.xlsx")["登记表"]
    assert (sheet["B2"].value, sheet["D2"].value, sheet["B3"].value) == ("乙项目", "乙公司", "2023年3月")
    assert told["empty"] == [{"label": "信用代码", "cells": ["D3"], "unclear": False}]
    assert sanxin("fill", str(form), "--project", "Z9", "--json", code=1).codes == ["unknown_project"]
    assert sanxin("fill", str(form), "--json", code=1).codes == ["form_of_one"]
    assert "选中的有 2 个" in sanxin("fill", str(form), code=1).err


@pytest.mark.story
def test_the_projects_of_one_bureau_and_one_year_in_the_order_of_the_list(sanxin: Run, tmp_path: Path) -> None:
    sanxin("import", str(write_xlsx(tmp_path / "台账.xlsx", {"项目": [
        ["项目编号", "项目名称", "投资方", "责任单位", "签约时间", "开工时间", "终止情况"],
        ["A1", "甲", "甲公司", "商务局", "2023-02-01", None, None],
        ["A2", "乙", "乙公司", "商务局", "2022-02-01", None, None],
        ["A3", "丙", "丙公司", "工信局", "2023-03-01", None, None],
        ["A4", "丁", "丁公司", "县商务局", "2023-01-01", "2023-06-01", None],
        ["A5", "戊", "戊公司", "商务局", "2023-01-02", None, "2023年11月28日终止：解约"]]})))
    form = write_xlsx(tmp_path / "空表.xlsx", {"报送表": [["项目名称", "投资方", "签约日期"]]})

    def filled(*options: str) -> list[str]:
        sanxin("fill", str(form), "-o", str(tmp_path / "好.xlsx"), *options)
        return [row[0] for row in load_workbook(tmp_path / "好.xlsx")["报送表"].iter_rows(min_row=2, values_only=True)]

    def listed(*options: str) -> list[str]:
        return [one["name"] for one in sanxin("project", "list", *options, "--json").json["projects"]]

    for options in (("--bureau", "商务局"), ("--reached", "签约=2023"), ("--reached", "开工=2023", "--bureau", "商务"),
                    ("--stage", "签约"), ("--status", "终止"), ("--search", "乙"), ("--officer", "没有这个人")):
        if names := listed(*options):
            assert filled(*options) == names
        else:
            assert sanxin("fill", str(form), *options, "--json", code=1).codes == ["no_projects"]
    assert set(listed("--bureau", "商务局", "--reached", "签约=2023")) == {"甲", "丁", "戊"}
    assert filled() == [name for name in listed() if name != "戊"]
    assert filled("--project", "A3", "--project", "A1") == ["丙", "甲"]
    assert filled("--project", "A3", "--project", "A1", "--project", "A3") == ["丙", "甲"]
    assert "不能作年份" in sanxin("fill", str(form), "--reached", "签约=明年", code=2).err


@pytest.mark.story
def test_a_form_that_asks_for_what_was_so_by_a_day_says_nothing_of_later(sanxin: Run, tmp_path: Path) -> None:
    sanxin("import", str(write_xlsx(tmp_path / "台账.xlsx", {
        "项目": [["项目编号", "项目名称", "投资方", "签约时间", "开工时间", "终止情况"],
               ["A1", "甲", "甲公司", "2023-02-01", "2023-08-01", None],
               ["A2", "乙", "乙公司", "2023-03-01", None, "2023年9月1日终止：解约"]],
        "到资明细": [["项目名称", "到资日期", "到资金额（万元）"],
                 ["甲", "2023-05-06", 300], ["甲", "2023-07-08", 500]]})),
        "--accept", "gap")
    head = ["项目名称", "投资方", "当前阶段", "开工时间", "到位资金（万元）"]
    form = write_xlsx(tmp_path / "空表.xlsx", {"表": [["情况表（截至2023年6月底）"], head]})

    def filled(*options: str) -> list[tuple[object, ...]]:
        sanxin("fill", str(form), "-o", str(tmp_path / "好.xlsx"), *options)
        return sorted(load_workbook(tmp_path / "好.xlsx")["表"].iter_rows(min_row=3, values_only=True), reverse=True)

    assert filled() == [("甲", "甲公司", "已到资", None, 300), ("乙", "乙公司", "已签约", None, 0)]
    assert "截至 2023-06-30" in sanxin("fill", str(form)).out
    assert sanxin("fill", str(form), "--json").json["until"] == "2023-06-30"
    assert [row[:3] for row in filled("--until", "今天")] == [("甲", "甲公司", "已开工")]
    assert [row[4] for row in filled("--until", "2023-05-05")] == [0, 0]
    form = write_xlsx(tmp_path / "空表.xlsx", {"表": [["截至2023年6月底"], head], "另": [["截至2023年5月底"], head]})
    assert sanxin("fill", str(form), "--json", code=1).codes == ["form_of_days"]
    assert "2023-05-31、2023-06-30" in sanxin("fill", str(form), code=1).err
    sanxin("project", "add", "后来的", "--lead", "2023-12-01")
    form = write_xlsx(tmp_path / "空表.xlsx", {"表": [["截至2023年6月底"], head]})
    answer = sanxin("fill", str(form), "--json").json
    assert (answer["projects"], len(answer["later"])) == (2, 1)
    assert "当时还没有、因此没有填的项目：" in sanxin("fill", str(form)).out
    assert sanxin("fill", str(form), "--project", "P0003", "--json", code=1).codes == ["no_projects_then"]
    assert sanxin("fill", str(form), "--until", "2030-03-31", "--json", code=1).codes == ["not_passed"]
    for wrong in ("2023年2月30日", "2023年13月"):
        form = write_xlsx(tmp_path / "空表.xlsx", {"表": [[f"截至{wrong}情况表"], head]})
        assert sanxin("fill", str(form), "--json", code=1).codes == ["form_day_unread"]
        assert sanxin("fill", str(form), "--until", "2023-06-30", "--json").json["projects"] == 2
    form = write_xlsx(tmp_path / "空表.xlsx", {"表": [["截至2099年6月底"], head]})
    assert "这一天还没有到" in sanxin("fill", str(form)).out


def test_a_form_in_an_old_format_is_told_so_whatever_it_is_to_be_called(sanxin: Run, tmp_path: Path) -> None:
    (tmp_path / "旧表.xls").write_bytes(OLD_XLS.read_bytes())
    for options in ((), ("-o", str(tmp_path / "好.xlsx")), ("-o", str(tmp_path / "好.xls"))):
        assert sanxin("fill", str(tmp_path / "旧表.xls"), *options, "--json", code=3).codes == ["form_not_xlsx"]
    assert "另存为“Excel 工作簿（.xlsx）”" in sanxin("fill", str(tmp_path / "旧表.xls"), code=3).err
    _office(sanxin, tmp_path)
    misnamed = tmp_path / "其实是新的.xls"
    misnamed.write_bytes(write_xlsx(tmp_path / "空表.xlsx", {"表": [["项目名称", "投资方", "签约时间"]]}).read_bytes())
    sanxin("fill", str(misnamed))
    assert load_workbook(tmp_path / "其实是新的-已填.xlsx")["表"]["A2"].value == "=1+1"


def test_what_stays_empty_is_named_cell_by_cell(sanxin: Run, tmp_path: Path) -> None:
    _office(sanxin, tmp_path)
    form = write_xlsx(tmp_path / "空表.xlsx", {
        "说明": [["填报说明：逐项填写"]], "报送表": [["项目名称", "开工时间", "存在问题", "信用代码"]]})
    sanxin("project", "advance", "A1", "注册=2023-03-01", "到资=2023-03-02", "开工=2023-04-01", "--override", "补录",
           code=None)
    sanxin("blocker", "raise", "A2", "岸线未批", "--category", "河湖岸线")
    told = sanxin("fill", str(form)).out
    path = tmp_path / "空表-已填.xlsx"
    assert str(path) in told
    assert "信用代码" in told
    assert "没有填的表：说明" in told
    stops = [row[2] for row in load_workbook(path)["报送表"].iter_rows(min_row=2, values_only=True)]
    assert sorted(filter(None, stops)) == ["岸线未批"]


def test_the_blank_form_is_not_written_over(sanxin: Run, tmp_path: Path) -> None:
    _office(sanxin, tmp_path)
    form = write_xlsx(tmp_path / "空表.xlsx", {"报送表": [["项目名称", "投资方"]]})
    (tmp_path / "链接.xlsx").symlink_to(form)
    blank = form.read_bytes()
    for output in (form, tmp_path / "链接.xlsx"):
        assert sanxin("fill", str(form), "-o", str(output), "--json", code=1).codes == ["form_itself"]
    assert "另一个文件名" in sanxin("fill", str(form), "-o", str(form), code=1).err
    assert form.read_bytes() == blank


def _filled(sanxin: Run, folder: Path, rows: list[list[object]], *options: str, merges: tuple[str, ...] = ()
            ) -> list[tuple[object, ...]]:
    form = write_xlsx(folder / "空表.xlsx", {"表": rows}, merges=[("表", where) for where in merges])
    sanxin("fill", str(form), "-o", str(folder / "好.xlsx"), *options)
    return list(load_workbook(folder / "好.xlsx")["表"].iter_rows(min_row=2, values_only=True))


def _two(sanxin: Run, folder: Path) -> None:
    sanxin("import", str(write_xlsx(folder / "台账.xlsx", {"项目": [
        ["项目编号", "项目名称", "投资方", "合同金额（万元）"], ["A1", "甲项目", "甲公司", 5000],
        ["A2", "乙项目", "乙公司", "300万美元"]]})))


def test_dollars_go_into_the_column_of_dollars(sanxin: Run, tmp_path: Path) -> None:
    _two(sanxin, tmp_path)
    codes = ("--project", "A1", "--project", "A2")
    one_line: list[list[object]] = [
        ["序号", "项目名称", "投资方", "合同金额（万元）", "合同金额（万美元）"], [1], [2]]
    two_lines: list[list[object]] = [
        ["序号", "项目名称", "投资方", "合同金额", None],
        [None, None, None, "人民币（万元）", "美元（万美元）"], [1], [2]]
    for form, merges in ((one_line, ()), (two_lines, ("D1:E1",))):
        assert [row[3:] for row in _filled(sanxin, tmp_path, form, *codes, merges=merges)[-2:]] == [
            (5000, None), (None, 300)]


def test_rows_merged_to_blocks_take_a_project_each(sanxin: Run, tmp_path: Path) -> None:
    """The lower half of a block shows nothing: what was written there was lost."""
    _two(sanxin, tmp_path)
    blank: list[list[object]] = [["序号", "项目名称", "投资方", "合同金额（万元）"], [1], [None], [2], [None], ["合计"]]
    merges = tuple(f"{column}{row}:{column}{row + 1}" for column in "ABCD" for row in (2, 4))
    codes = ("--project", "A1", "--project", "A2")
    rows = _filled(sanxin, tmp_path, blank, *codes, merges=merges)
    assert [row[:3] for row in (rows[0], rows[2])] == [(1, "甲项目", "甲公司"), (2, "乙项目", "乙公司")]
    of_one_block = write_xlsx(tmp_path / "一.xlsx", {"表": [*blank[:3], ["合计"]]},
                              merges=[("表", where) for where in merges[::2]])
    assert sanxin("fill", str(of_one_block), *codes, "--json", code=1).codes == ["form_merged"]


def test_a_form_that_names_projects_gets_each_once(sanxin: Run, tmp_path: Path) -> None:
    _two(sanxin, tmp_path)
    form: list[list[object]] = [["序号", "项目名称", "投资方", "合同金额（万元）"], [1, "乙项目"], [2], ["合计"]]
    assert [row[:3] for row in _filled(sanxin, tmp_path, form)] == [
        (1, "乙项目", "乙公司"), (2, None, None), ("合计", None, None)]
    added = _filled(sanxin, tmp_path, form, "--project", "A1", "--project", "A2")
    assert [row[:3] for row in added] == [(1, "乙项目", "乙公司"), (2, "甲项目", "甲公司"), ("合计", None, None)]


def test_what_was_paused_or_terminated_is_left_out_and_named(sanxin: Run, tmp_path: Path) -> None:
    _office(sanxin, tmp_path)
    sanxin("project", "terminate", "A2", "--on", "2023-06-01", "--reason", "投资方撤资")
    rows = write_xlsx(tmp_path / "空表.xlsx", {"报送表": [["序号", "项目名称", "投资方"]]})
    told = sanxin("fill", str(rows), "-o", str(tmp_path / "好.xlsx"))
    assert "暂缓、终止的 1 个项目没有填：A2" in told.out
    assert "没有填：A2" not in sanxin("fill", str(rows), "-o", str(tmp_path / "又.xlsx"), "--project", "A2").out
    named = write_xlsx(tmp_path / "点名.xlsx", {"报送表": [
        ["序号", "项目名称", "投资方"], [1, "乙项目", None], [2, "=1+1", None]]})
    told = sanxin("fill", str(named), "-o", str(tmp_path / "点.xlsx"), "--json").json
    filled = [cell.value for cell in load_workbook(tmp_path / "点.xlsx")["报送表"]["C"][1:]]
    assert ("A2" in told["idle"]) == (filled[0] is None), (filled, told)
