"""A damaged or hostile file changes nothing: what is refused is refused quickly, before memory for it is taken."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.ledger.made import GOOD, PROJECTS, RECEIPTS, read, write_xls, write_xlsx
from tests.ledger.raw_books import BOOKS, MAIN, cell, cost_of, data, read_here, with_sheet
from tracker.ledger import limits
from tracker.ledger.limits import BookCount, OverLimit
from tracker.ledger.ways_in.archive import Archive
from tracker.ledger.ways_in.given import NotForUs
from tracker.words import Lang
from tracker.words.ledger import problem_line

pytestmark = pytest.mark.usefixtures("read_anew")

SECONDS, MEGABYTES = 2.0, 300.0
"""What may be spent on a file that is refused, in both processes."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("books")
    merged = write_xlsx(folder / "a.xlsx", {"项目台账": PROJECTS, "到资明细": RECEIPTS}, [("项目台账", "B2:B3")])
    found = {"two sheets, one with merges": merged.read_bytes()}
    for name in ("23-error-cells/input.xlsx", "25-month-format-first-day/input.xlsx", "34-xls-ods-password/input.ods"):
        found[name] = (BOOKS / name).read_bytes()
    return found


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("book", ["two sheets, one with merges", "23-error-cells/input.xlsx",
                                  "25-month-format-first-day/input.xlsx", "34-xls-ods-password/input.ods"])
def test_one_flipped_bit_is_never_another_value(books: dict[str, bytes], book: str) -> None:
    content, chance, refused = books[book], Random(10), 0
    whole = read_here(content)
    for _ in range(300):
        place, bit = chance.randrange(len(content)), 1 << chance.randrange(8)
        flipped = content[:place] + bytes([content[place] ^ bit]) + content[place + 1:]
        try:
            assert read_here(flipped) == whole, (place, bit)
        except (NotForUs, OverLimit, ValueError):
            refused += 1
    assert refused > 150


def test_every_flipped_bit_of_what_is_packed_is_damage(books: dict[str, bytes], tmp_path: Path) -> None:
    content = books["two sheets, one with merges"]
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: entry for entry in archive.infolist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml",
                 "docProps/core.xml", "xl/theme/theme1.xml"):
        entry = parts[name]
        for part in range(8):
            place = entry.header_offset + 30 + len(name) + entry.compress_size * part // 8 + 4
            flipped = bytearray(content)
            flipped[place] ^= 4
            with pytest.raises(NotForUs, match="damaged"):
                read_here(bytes(flipped))


def test_a_damaged_workbook_says_so(tmp_path: Path) -> None:
    content = bytearray(GOOD.read_bytes())
    content[len(content) // 2] ^= 1
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    (problem,) = read(path).problems
    assert problem.variant == "damaged"
    assert "损坏" in problem_line(problem)
    assert "damaged" in problem_line(problem, Lang.EN)


@pytest.mark.parametrize("cut", [10, 100, 1_000, 4_000])
def test_a_workbook_that_was_not_copied_to_its_end(books: dict[str, bytes], cut: int) -> None:
    with pytest.raises(NotForUs, match="damaged"):
        read_here(books["two sheets, one with merges"][:-cut])


@pytest.mark.parametrize("seed", range(3))
def test_an_old_workbook_with_flipped_bits_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Its format has no checksums: what matters is that nothing but a refusal comes of it."""
    content = write_xls(tmp_path / "a.xls", {"项目台账": PROJECTS}).read_bytes()
    chance = Random(seed)
    for _ in range(60):
        flipped = bytearray(content)
        for _ in range(5):
            flipped[chance.randrange(8, len(content))] ^= 1 << chance.randrange(8)
        with suppress(NotForUs, OverLimit, ValueError):
            read_here(bytes(flipped))


def test_two_archives_in_one_file_are_damage(books: dict[str, bytes]) -> None:
    with pytest.raises(NotForUs, match="damaged"):
        Archive(books["23-error-cells/input.xlsx"] + books["two sheets, one with merges"])


FAR = "".join(cell(f"SR{row}") for row in range(100, 400_000, 20_000))
TALL = "".join(f'<mergeCell ref="A{row}:A1048576"/>' for row in range(1, 4_000))
STRINGS = f'<sst xmlns="{MAIN}">{{}}</sst>'
SHARED = "".join(f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ")
                 + "</row>" for row in range(1, 20_000))


def _text(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _bomb(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(800):
                sheet.write(bytes(limits.MIB))
    return folder / "a.xlsx"


def _sheets(folder: Path, names: int) -> Path:
    """Twenty sheets, each with two cells far from each other."""
    import openpyxl

    book = openpyxl.Workbook()
    for number in range(names):
        sheet = book.create_sheet(f"第{number}张")
        sheet["A1"] = sheet["Z9000"] = 1
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def _ods(folder: Path, rows: int, columns: int) -> Path:
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f'<x><table name="a"><table-row number-rows-repeated="{rows}"><table-cell '
                         f'number-columns-repeated="{columns}"><p>x</p></table-cell></table-row></table></x>')
    return folder / "a.ods"


REFUSED: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "far corners": ("rows", lambda folder: with_sheet(folder, data(cell("A1") + cell("XFD1048576")))),
    "twenty far cells": ("columns", lambda folder: with_sheet(folder, data(cell("A1") + FAR.replace("SR", "SS")))),
    "far cells within the limits": ("cells", lambda folder: with_sheet(folder, data(cell("A1") + FAR))),
    "two cells with nothing between": ("empty", lambda folder: with_sheet(folder, data(cell("A1") + cell("Z380000")))),
    "twenty sheets of two far cells": ("empty", lambda folder: _sheets(folder, 20)),
    "tall merges": ("merged_cells", lambda folder: with_sheet(
        folder, data("".join(cell(f"A{row}") for row in range(1, 60_000)), f"<mergeCells>{TALL}</mergeCells>"))),
    "commas": ("cells", lambda folder: _text(folder, b"," * 60_000_000)),
    "lines of commas": ("cells", lambda folder: _text(folder, (b"," * 400 + b"\n") * 140_000)),
    "a quotation that never ends": ("cells", lambda folder: _text(folder, b'a,b\n"' + b"x,\n" * 20_000_000)),
    "one long cell of a text": ("text", lambda folder: _text(folder, b'a,b\n"' + b"x" * 60_000_000)),
    "cells that never end": ("damaged", lambda folder: with_sheet(
        folder, data('<row r="1">' + "".join(f'<c s="1" r="A{number}">' for number in range(300_000))))),
    "failed cells that never end": ("damaged", lambda folder: with_sheet(
        folder, data('<row r="1">' + "".join(f'<c r="A{number}" t="e">' for number in range(1, 300_000))))),
    "formulas that never end": ("damaged", lambda folder: with_sheet(
        folder, data("".join(f'<row r="{number}"><c r="A{number}"><f a="1' for number in range(1, 300_000))))),
    "a zip bomb": ("unpacked_bytes", _bomb),
    "five thousand entries": ("entries", lambda folder: with_sheet(
        folder, data(cell("A1")), more={f"x/{number}.bin": b"" for number in range(5_000)})),
    "a text of 100 MB": ("ratio", lambda folder: with_sheet(
        folder, data(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 100_000_000}</t></is></c></row>'))),
    "a text of 30 MB that is hard to pack": ("row_bytes", lambda folder: with_sheet(
        folder, data('<row r="1"><c r="A1" t="inlineStr"><is><t>'
                     + Random(1).randbytes(15_000_000).hex() + "</t></is></c></row>"))),
    "one text in every cell": ("text_bytes", lambda folder: with_sheet(
        folder, data(SHARED), strings=STRINGS.format(f"<si><t>{'国' * 32_000}</t></si>"))),
    "a million times one cell": ("ratio", lambda folder: with_sheet(
        folder, data('<row r="1">' + '<c r="A1"><v>1</v></c>' * 1_000_000 + "</row>"))),
    "deep XML of 2003": ("depth", lambda folder: _text(
        folder, b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">' + b"<a>" * 3_000_000, "a.xls")),
    "a page of tables in each other": ("depth", lambda folder: _text(
        folder, b"<html>" + b"<table>" * 2_000_000, "a.xls")),
    "a page of endless comments": ("row_bytes", lambda folder: _text(
        folder, b"<html><table><tr><td>" + b"<!--" * 2_000_000, "a.xls")),
    "a page of cells that never end": ("broken", lambda folder: _text(
        folder, b"<html><table>" + b"<tr><td" * 2_000_000, "a.xls")),
    "cells repeated by a number": ("cells", lambda folder: _ods(folder, 400_000, 500)),
    "many cells repeated by a number": ("cells", lambda folder: _ods(folder, 100_000, 50)),
}


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=3)
@pytest.mark.parametrize("name", REFUSED)
def test_what_asks_for_too_much_is_refused_quickly(tmp_path: Path, name: str) -> None:
    why, make = REFUSED[name]
    cost = cost_of(make(tmp_path))
    assert cost.why == why
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES


READ: dict[str, Callable[[Path], Path]] = {
    "merges taller than the sheet": lambda folder: with_sheet(
        folder, data(cell("A1"), "<mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 4_000 + "</mergeCells>")),
    "deep XML": lambda folder: with_sheet(
        folder, data('<row r="1"><c r="A1"><is>' + "<a>" * 1_000_000 + "</a>" * 1_000_000 + "</is></c></row>")),
    "a million texts, of which one is shown": lambda folder: with_sheet(
        folder, data('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'),
        strings=STRINGS.format("".join(f"<si><t>text {number}</t></si>" for number in range(1_000_000)))),
    "styled cells to the far end": lambda folder: with_sheet(
        folder, data(cell("A1") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
}


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("name", READ)
def test_what_only_looks_large_is_read_and_costs_little(tmp_path: Path, name: str) -> None:
    cost = cost_of(READ[name](tmp_path))
    assert (cost.why, cost.cells) == ("", 1)
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES


def test_the_limit_is_one_for_the_whole_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 100)
    rows = [["x"] * 10] * 6
    assert len(read_here(write_xlsx(tmp_path / "a.xlsx", {"a": rows}).read_bytes())) == 1
    with pytest.raises(OverLimit, match="cells"):
        read_here(write_xlsx(tmp_path / "b.xlsx", {"a": rows, "b": rows}).read_bytes())
    with pytest.raises(OverLimit, match="cells"):
        read_here(write_xls(tmp_path / "b.xls", {"a": rows, "b": rows}).read_bytes())


def test_counting() -> None:
    count = BookCount()
    count.area(1_000, 40, 20_000)
    assert count.cells == 40_000
    with pytest.raises(OverLimit):
        count.area(400_000, 30, 400_000 * 30)
    with pytest.raises(OverLimit):
        BookCount().area(limits.MAX_ROWS + 1, 1)
    with pytest.raises(OverLimit):
        BookCount().area(1, limits.MAX_COLUMNS + 1)


def test_a_book_that_names_one_sheet_twice_is_damage(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"a": [["x"]], "b": [["y"]]})
    made = tmp_path / "made.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"sheet2.xml", b"sheet1.xml") if name.endswith("rels")
                            else source.read(name))
    with pytest.raises(NotForUs):
        read_here(made.read_bytes())


@pytest.mark.parametrize(("lines", "row"), [
    ('1,甲,A\n2,乙,"B公司\n3,丙,C\n', 3), ('1,甲,A\n2,"乙,B\n3,丙,C\n4,丁,"D"\n', 3), ('1,"甲,A\n2,乙,B', 2)])
def test_a_quotation_that_swallows_rows_is_refused_with_its_row(tmp_path: Path, lines: str, row: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"序号,项目名称,投资方\n{lines}", encoding="utf-8")
    ledger = read(path)
    assert [(one.variant, one.params["found"]) for one in ledger.problems] == [("open_quote", row)]
    assert f"第 {row} 行" in problem_line(ledger.problems[0])
    assert ledger.projects == ()


def test_quotations_that_end_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = '1,"甲\n项目","A ""B"", C",高新区\n2,"阳光"大厦,5"管公司,高新区\n'
    path.write_text(f"序号,项目名称,投资方,园区\n{rows}", encoding="utf-8")
    assert [row.profile["investor"] for row in read(path).projects] == ['A "B", C', '5"管公司']
