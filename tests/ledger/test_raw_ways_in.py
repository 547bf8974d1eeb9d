"""The formats a ledger comes in, whatever its file is called: each is read, or named with what to do."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.ledger.made import PROJECTS, encrypted_xlsx, read, write_csv, write_xlsx
from tests.ledger.raw_books import BOOKS
from tracker.domain.money import Money
from tracker.ledger.workbook import BookSheet, CellError, Month, NoValue, Unreadable, read_book
from tracker.words import Lang
from tracker.words.ledger import problem_line

NAMES = ["甲项目", "乙项目", "丙项目"]


def saved(folder: Path, content: bytes | str, name: str = "导出.xls", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def sheet(folder: Path, content: bytes | str, name: str = "导出.xls", encoding: str = "utf-8") -> BookSheet:
    return read_book(saved(folder, content, name, encoding)).sheets[0]


@pytest.mark.parametrize(("path", "projects"), [
    ("30-html-as-xls/导出.xls", 2), ("31-excel-2003-xml/导出.xls", 2), ("32-csv-flavours/gbk.csv", 3),
    ("32-csv-flavours/utf8bom.csv", 3), ("32-csv-flavours/semicolon.csv", 2), ("32-csv-flavours/utf16.txt", 2),
    ("34-xls-ods-password/input.xls", 3), ("34-xls-ods-password/input.ods", 3), ("34-xls-ods-password/input.xlsx", 3),
])
def test_one_ledger_in_many_formats(path: str, projects: int) -> None:
    ledger = read(BOOKS / path)
    assert ledger.problems == ()
    assert [project.name for project in ledger.projects] == NAMES[:projects]
    assert [project.profile["contract_amount"] for project in ledger.projects] == [
        Money(amount * 10_000 * 100) for amount in (1200, 3400, 5600)][:projects]


@pytest.mark.parametrize(("content", "variant"), [
    ((BOOKS / "32-csv-flavours" / "big5.csv").read_bytes(), "big5"), (b"%PDF-1.7 ...", "document"),
    (b"{\\rtf1 ...", "document"), (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web_archive"),
    (b"", "nothing"), (b" \r\n", "nothing"),
])
def test_what_is_not_read_is_named(tmp_path: Path, content: bytes, variant: str) -> None:
    (problem,) = read(saved(tmp_path, content)).problems
    assert (problem.code, problem.variant) == ("unreadable", variant)
    assert problem_line(problem)
    assert problem_line(problem, Lang.EN)


@pytest.mark.parametrize(("part", "variant"), [("word/document.xml", "document"), ("xl/workbook.bin", "binary")])
def test_other_archives_are_named(tmp_path: Path, part: str, variant: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(part, b"...")
    assert read(saved(tmp_path, content.getvalue())).problems[0].variant == variant


def test_an_encrypted_workbook_says_that_it_has_a_password(tmp_path: Path) -> None:
    assert read(saved(tmp_path, encrypted_xlsx())).problems[0].variant == "password"


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><title>x</title><style>td {color: red}</style>
<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>台账</x:Name></x:ExcelWorksheet></xml><![endif]--></head><body>
<table><tr><th rowspan=2>项目名称</th><th colspan="2">投资</th></tr><tr><th>亿元</th><th>日期</th></tr>
<tr><td>甲<br>项目&nbsp;一期</td><td x:num="1.5">1.50</td><td>#REF!</td></tr>
<tr style="display:none"><td>乙项目<td>2<td>2023-01-05
</table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_page_of_the_web(tmp_path: Path, encoding: str) -> None:
    found = sheet(tmp_path, PAGE, encoding=encoding)
    assert found.name == "台账"
    assert found.rows == [["项目名称", "投资"], ["", "亿元", "日期"], ["甲\n项目 一期", 1.5, CellError("#REF!")],
                          ["乙项目", "2", "2023-01-05"]]
    assert found.merges == [((0, 0), (1, 0)), ((0, 1), (0, 2))]
    assert found.hidden_rows == {3}


def test_tables_in_each_other_are_the_inner_ones(tmp_path: Path) -> None:
    page = "<table><tr><td><table><tr><td>甲<td>1</table><td><table><tr><td>乙<td>2</table></table>"
    assert [one.rows for one in read_book(saved(tmp_path, page)).sheets] == [[["甲", "1"]], [["乙", "2"]]]


OLD_XML = """<?xml version="1.0" encoding="{}"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<ss:ExcelWorkbook><Date1904/></ss:ExcelWorkbook>
<ss:Styles><ss:Style ss:ID="m"><ss:NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></ss:Style></ss:Styles>
<ss:Worksheet ss:Name="台账"><ss:Table><ss:Column ss:Hidden="1"/><ss:Column ss:Index="3" ss:StyleID="m"/>
<ss:Row ss:Index="2"><ss:Cell ss:MergeAcross="1"><ss:Data ss:Type="String">甲</ss:Data></ss:Cell>
<ss:Cell><ss:Data ss:Type="DateTime">2023-06-01T00:00:00.000</ss:Data></ss:Cell>
<ss:Cell ss:Index="5"><ss:Data ss:Type="DateTime">2023-06-18T00:00:00.000</ss:Data></ss:Cell></ss:Row>
<ss:Row ss:Hidden="1"><ss:Cell><ss:Data ss:Type="Error">#REF!</ss:Data></ss:Cell><ss:Cell ss:Formula="=1"/>
<ss:Cell><ss:Data ss:Type="Number">1.5</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type="Boolean">1</ss:Data></ss:Cell>
</ss:Row></ss:Table></ss:Worksheet><ss:Worksheet ss:Name="旧"><WorksheetOptions><Visible>SheetHidden</Visible>
</WorksheetOptions></ss:Worksheet></ss:Workbook>"""


def test_the_xml_that_excel_wrote_in_2003(tmp_path: Path) -> None:
    found, old = read_book(saved(tmp_path, OLD_XML.format("UTF-8"))).sheets
    assert found.rows == [[], ["甲", "", Month(2023, 6), "", date(2023, 6, 18)],
                          [CellError("#REF!"), NoValue, 1.5, True]]
    assert (found.merges, found.hidden_rows, found.hidden_columns) == ([((1, 0), (1, 1))], {2}, {0})
    assert found.date1904
    assert old.hidden
    assert old.is_empty


def test_xml_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    text = OLD_XML.format("UTF-8").replace("<ss:Workbook", '<!DOCTYPE a [<!ENTITY a "甲">]><ss:Workbook', 1)
    with pytest.raises(Unreadable):
        read_book(saved(tmp_path, text))


ODS = """<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"
 xmlns:number="n" xmlns:calcext="c"><office:automatic-styles><style:style style:name="ce1" style:data-style-name="N1"/>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
<number:date-style style:name="N1"><number:year/><number:text>年</number:text><number:month/></number:date-style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="台账">
<table:table-column/><table:table-column table:visibility="collapse" table:default-cell-style-name="ce1"/>
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation>
<text:p>批注</text:p></office:annotation><text:p>甲</text:p><text:p>乙<text:s text:c="2"/>丙</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell
 table:number-columns-repeated="16384"/></table:table-row><table:table-row table:visibility="filter"><table:table-cell
 table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!
</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2023-06-01"><text:p>2023年6月
</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2023-06-18"/><table:table-cell
 office:value-type="time" office:time-value="PT09H30M00S"/><table:table-cell office:value-type="time"
 office:time-value="PT30H00M00S"/><table:table-cell office:value-type="currency" office:value="1.5"><text:p>1.5
</text:p></table:table-cell><table:table-cell table:formula="of:=A1"/><table:table-cell office:value-type="boolean"
 office:boolean-value="true"/></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell
 table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="旧"
 table:style-name="ta2"/></office:spreadsheet></office:body></office:document-content>"""


def ods(folder: Path, content: str = ODS, manifest: str = "") -> Path:
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def test_opendocument(tmp_path: Path) -> None:
    found, old = read_book(ods(tmp_path)).sheets
    assert found.rows == [["甲\n乙  丙"], [], [], [
        CellError("#DIV/0!"), Month(2023, 6), date(2023, 6, 18), time(9, 30), timedelta(hours=30), 1.5, NoValue, True]]
    assert (found.merges, found.hidden_rows, found.hidden_columns) == ([((0, 0), (0, 1))], {3}, {1})
    assert old.hidden


def test_encrypted_opendocument(tmp_path: Path) -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert read(ods(tmp_path, manifest=manifest)).problems[0].variant == "password"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，", "|"])
def test_tables_of_lines(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["项目名称", "投资方", "备注"], ["甲项目", "甲公司", "x"], ["乙项目", "乙公司", "一、二"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert sheet(tmp_path, text, "台账.csv", encoding).rows == rows


def test_commas_in_the_cells_of_a_table_with_semicolons(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "备注"], ["甲,项目", "甲,乙,丙", "1,2,3,4"], ["乙项目", "丁", "5,6"]]
    text = "\n".join(";".join(row) for row in rows)
    assert sheet(tmp_path, text, "台账.csv").rows == rows
    assert sheet(tmp_path, f"sep=;\n{text}", "台账.csv").rows == rows


def test_failed_formulas_in_a_table_of_lines(tmp_path: Path) -> None:
    assert sheet(tmp_path, "a,b\n#REF!,#3 厂房", "a.csv").rows == [["a", "b"], [CellError("#REF!"), "#3 厂房"]]


def test_a_name_in_the_encoding_of_older_systems(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "2023年台账.csv".encode("gbk")))
    try:
        write_csv(path, PROJECTS)
    except OSError:
        pytest.skip("this system has no such names")
    assert read_book(path).sheets[0].name == "2023年台账"
    assert read(path).problems == ()
    path.write_bytes(b"%PDF")
    assert "2023年台账.csv" in problem_line(read(path).problems[0])


def test_nothing_in_it_is_not_unreadable(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"台账": [], "旧": [[" ", None]]})
    assert all(one.is_empty for one in read_book(path).sheets)
    assert read(path).problems[0].variant == "nothing"
    headers = read_book(write_xlsx(tmp_path / "b.xlsx", {"台账": PROJECTS[:1]})).sheets
    assert [len(one.rows) for one in headers if not one.is_empty] == [1]
