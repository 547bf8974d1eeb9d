"""Ledgers made up in tests: sheets as lists of rows, written as xlsx, xls, ods or csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.ledger.checks import Known, checked
from tracker.ledger.mapping import read_mapping
from tracker.ledger.reading import read_ledger
from tracker.ledger.rows import Ledger

DATA = Path(__file__).parent / "data"
GOOD = DATA / "yuanjiang-2023.xlsx"
BROKEN = DATA / "yuanjiang-2023-broken.xlsx"
TODAY = date(2023, 12, 31)
CODE = "91430981878AY7A07H"
Rows = Sequence[Sequence[Any]]

PROJECTS: list[list[Any]] = [
    ["项目名称", "投资方", "资金来源", "计划总投资（亿元）", "签约时间", "注册时间", "统一社会信用代码", "首笔到资时间",
     "开工时间", "投产时间", "备注"],
    ["万骏船舶", "盛景科技有限公司", "境内省外", 0.5, "2021-10-14", "2021-11-09", CODE, None, None, None, None],
    ["恒瑞管桩二期", "南洲控股有限公司", "境内省外", "1.7亿元", "2023.1.16", "2023.2.12", None, "2023.3.17",
     "2023.4.18", None, None],
]
RECEIPTS: list[list[Any]] = [
    ["项目名称", "到资日期", "到资金额", "单位", "凭证"],
    ["恒瑞管桩二期", "2023-03-17", 3200, "万元", "银行进账单"],
]


def write_xlsx(path: Path, sheets: Mapping[str, Rows], merges: Sequence[tuple[str, str]] = ()) -> Path:
    """A workbook; `merges` are (sheet, range)."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # "=1+1" is somebody's name, not a formula
    for name, where in merges:
        book[name].merge_cells(where)
    book.save(path)
    return path


def write_xls(path: Path, sheets: Mapping[str, Rows]) -> Path:
    import xlwt

    book, days = xlwt.Workbook(), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write(number, column, value, days)
                elif value is not None:
                    sheet.write(number, column, value)
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Mapping[str, Rows]) -> Path:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value, TableCell, P))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def _ods_cell(value: Any, cell: Any, paragraph: Any) -> Any:
    if value is None:
        return cell()
    if isinstance(value, date | datetime):
        made = cell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, int | float):
        made = cell(valuetype="float", value=str(value))
    else:
        made = cell(valuetype="string")
    made.addElement(paragraph(text=str(value)))
    return made


def write_csv(path: Path, rows: Rows, encoding: str = "gb18030") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def read(path: Path, mapping: Path | None = None, accept: Sequence[str] = (), known: Known | None = None,
         today: date = TODAY) -> Ledger:
    """A ledger read and checked as an import does it."""
    named = read_mapping(mapping) if mapping else None
    return checked(read_ledger(path, today=today, mapping=named, accept=accept), known or Known())


def found(ledger: Ledger) -> set[tuple[str, int, str, str]]:
    """Sheet, row, column and code of every problem."""
    return {(one.sheet, one.row, one.column, one.code.value) for one in ledger.problems}


def with_cell(rows: Rows, row: int, header: str, value: Any) -> list[list[Any]]:
    """A copy of a sheet with one cell changed; `row` counts from 1."""
    changed = [list(one) for one in rows]
    changed[row - 1][changed[0].index(header)] = value
    return changed


def encrypted_xlsx() -> bytes:
    """Excel puts an encrypted workbook as one stream into a compound file."""
    sector = 512
    entry = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + bytes([34, 0, 2, 1]) + b"\xff" * 12 + bytes(36)
    directory = (entry + b"\xfe\xff\xff\xff" + bytes(8)).ljust(sector, b"\0")
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(10)
              + b"\x01\0\0\0" + b"\0\0\0\0" + bytes(4) + b"\0\x10\0\0" + b"\xfe\xff\xff\xff" + bytes(4)
              + b"\xfe\xff\xff\xff" + bytes(4) + b"\x01\0\0\0").ljust(sector, b"\xff")
    table = (b"\xfe\xff\xff\xff" + b"\xfd\xff\xff\xff").ljust(sector, b"\xff")
    return header + directory + table
