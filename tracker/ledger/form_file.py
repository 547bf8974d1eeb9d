"""Writes into an .xlsx form as it is: single cells change, and whatever else the file holds stays."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from copy import copy, deepcopy
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from tracker.ledger.excel import DAY_FORMAT, DAY_ZERO
from tracker.ledger.headers import column_number, letters

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_AS_TEXT, _OWN_FORMATS = 49, 164
"""The number of the format of texts, and the first of those that a file writes out itself."""
_DAY_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""The built-in formats that show days."""
_NO_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for the code of a character in a text."""
_LATER_CALENDAR = 1462
"""Days between the first days of the two calendars a workbook can count from."""
_BEFORE_CALCULATION = frozenset({"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews",
                                 "sheets", "functionGroups", "externalReferences", "definedNames"})
"""What stands before the settings of calculation in a workbook."""


class NotAForm(ValueError):
    """A file is no .xlsx workbook that can be written into."""


def _local(element: Element) -> str:
    return str(etree.QName(element).localname)


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if isinstance(child.tag, str) and _local(child) == name), None)


def _children(element: Element | None, name: str) -> list[Element]:
    return [] if element is None else [
        child for child in element if isinstance(child.tag, str) and _local(child) == name]


def _tag(beside: Element, name: str) -> str:
    """A name in the namespace of another element."""
    return f"{{{etree.QName(beside).namespace}}}{name}"


class FormFile:
    """A form: its sheets by their names, and the file with what was written into them. Raises NotAForm."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
            self._names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}
            self._parts = {_BOOK: self._read(_BOOK)}
            self._looks = _Styles(self._read(_STYLES)) if _STYLES in self._names else None
            links = {link.get("Id"): link.get("Target", "") for link in self._read(_LINKS)}
            self.sheets: dict[str, FormSheet] = {}
            for sheet in _children(_child(self._parts[_BOOK], "sheets"), "sheet"):
                target = links.get(sheet.get(_LINK_ID) or sheet.get(_STRICT_LINK_ID), "")
                part = posixpath.normpath(posixpath.join("/xl", target.lower()))[1:]
                root = self._read(part)
                if _local(root) == "worksheet":
                    self._parts[part] = root
                    self.sheets[sheet.get("name", "")] = FormSheet(root, self._looks, later=self._counts_later())
        except (BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, OSError, RuntimeError) as error:
            raise NotAForm(str(error)) from error

    def _read(self, part: str) -> Element:
        return etree.fromstring(self._zip.read(self._names[part]), _PARSER)

    def _counts_later(self) -> bool:
        said = _child(self._parts[_BOOK], "workbookPr")
        return said is not None and said.get("date1904") in ("1", "true")

    def saved(self) -> bytes:
        """The file. What its formulas came to is taken out, and they are calculated when it is opened."""
        for sheet in self.sheets.values():
            sheet.forget_results()
        self._calculate_when_opened()
        changed = {self._names[part]: root for part, root in self._parts.items()}
        if self._looks is not None and self._looks.changed:
            changed[self._names[_STYLES]] = self._looks.root
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as packed:
            for entry in self._zip.infolist():
                root = changed.get(entry.filename)
                packed.writestr(copy(entry), self._zip.read(entry) if root is None else etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True), ZIP_DEFLATED)
        return made.getvalue()

    def _calculate_when_opened(self) -> None:
        book = self._parts[_BOOK]
        calculation = _child(book, "calcPr")
        if calculation is None:
            calculation = book.makeelement(_tag(book, "calcPr"))
            before = [place for place, child in enumerate(book) if isinstance(child.tag, str)
                      and _local(child) in _BEFORE_CALCULATION]
            book.insert(max(before, default=-1) + 1, calculation)
        calculation.set("fullCalcOnLoad", "1")


class FormSheet:
    """A sheet of a form. Rows and columns count from 0."""

    def __init__(self, root: Element, looks: _Styles | None, *, later: bool) -> None:
        self._root, self._looks = root, looks
        self._zero = _LATER_CALENDAR if later else 0
        data = _child(root, "sheetData")
        if data is None:
            raise NotAForm("sheetData")
        self._data = data
        self._rows: dict[int, Element] = {}
        self._cells: dict[tuple[int, int], Element] = {}
        self._shared: dict[str, str] = {}
        for row in _children(data, "row"):
            self._know_row(row)
        self._numbers = sorted(self._rows)
        self.merges = [merge for one in _children(_child(root, "mergeCells"), "mergeCell")
                       if (merge := _range(one.get("ref", "")))]
        """Merged cells, each as its first row and column and its last row and column."""
        self._columns = [(int(one.get("min", 0)), int(one.get("max", 0)), one.get("style"))
                         for one in _children(_child(root, "cols"), "col")]

    def _know_row(self, row: Element) -> None:
        number = int(row.get("r") or max(self._rows, default=-1) + 2) - 1
        row.set("r", str(number + 1))
        self._rows[number] = row
        column = -1
        for cell in _children(row, "c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            cell.set("r", f"{letters(column)}{number + 1}")
            self._cells[number, column] = cell
            formula = _child(cell, "f")
            if formula is not None and formula.text and formula.get("si"):
                self._shared[formula.get("si", "")] = formula.text

    @property
    def last_row(self) -> int:
        """The last row that the file knows of, if only by its look; -1 where there is none."""
        return self._numbers[-1] if self._numbers else -1

    def says(self, row: int, column: int) -> bool:
        """Whether the form itself says something in a cell: a text, a number, a formula."""
        cell = self._cells.get((row, column))
        return cell is not None and any(_local(child) in ("v", "is", "f") for child in cell
                                        if isinstance(child.tag, str))

    def formula(self, row: int, column: int) -> str:
        """The formula in a cell; nothing where there is none. One shared by many cells is as its first cell has it."""
        cell = self._cells.get((row, column))
        formula = _child(cell, "f") if cell is not None else None
        if formula is None:
            return ""
        return formula.text or self._shared.get(formula.get("si", ""), "") or "="

    def write(self, row: int, column: int, value: str | int | float | date) -> None:
        """Writes into a cell; it keeps its look, but that a day is shown as one: text as text, never as a formula."""
        cell = self._cell(row, column)
        cell[:] = []
        cell.attrib.pop("t", None)
        if isinstance(value, date):
            value = self._day(cell, value)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, _tag(cell, "is")), _tag(cell, "t"))
            text.text = _CODED.sub("_x005F_", value)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            etree.SubElement(cell, _tag(cell, "v")).text = repr(value)

    def _day(self, cell: Element, day: date) -> str | int:
        """A day as its number, in a cell that shows it as a day; in a cell of texts as a text."""
        style = int(cell.get("s") or 0)
        if self._looks is None or self._looks.is_text(style):
            return day.isoformat()
        shown = self._looks.showing_days(style)
        if shown != style:
            cell.set("s", str(shown))
        return (day - DAY_ZERO).days - self._zero

    def look_like(self, row: int, other: int) -> None:
        """Gives a new row the height and the look of another."""
        pattern = self._rows.get(other)
        if pattern is None or row in self._rows:
            return
        made = self._row(row)
        for name, value in pattern.attrib.items():
            if name not in ("r", "spans"):
                made.set(name, value)
        for (at, column), cell in list(self._cells.items()):
            if at == other and cell.get("s"):
                self._cell(row, column).set("s", cell.get("s", ""))

    def _row(self, number: int) -> Element:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self._data.makeelement(_tag(self._data, "row"))
            row.set("r", str(number + 1))
            place = bisect_left(self._numbers, number)
            if place < len(self._numbers):
                self._rows[self._numbers[place]].addprevious(row)
            else:
                self._data.append(row)
            self._numbers.insert(place, number)
        row.attrib.pop("spans", None)
        return row

    def _cell(self, number: int, column: int) -> Element:
        cell = self._cells.get((number, column))
        if cell is None:
            row = self._row(number)
            cell = self._cells[number, column] = row.makeelement(_tag(row, "c"))
            cell.set("r", f"{letters(column)}{number + 1}")
            style = row.get("s") or next((style for first, last, style in self._columns
                                          if first <= column + 1 <= last), None)
            if style:
                cell.set("s", style)
            behind = next((one for one in _children(row, "c")
                           if (place := _place(one.get("r", ""))) and place[1] > column), None)
            if behind is None:
                row.insert(len(_children(row, "c")), cell)
            else:
                behind.addprevious(cell)
        return cell

    def forget_results(self) -> None:
        """Takes out what formulas came to, and how far the sheet reached before it was written into."""
        dimension = _child(self._root, "dimension")
        if dimension is not None:
            self._root.remove(dimension)
        for cell in self._cells.values():
            result = _child(cell, "v")
            if result is not None and _child(cell, "f") is not None:
                cell.remove(result)
                cell.attrib.pop("t", None)


class _Styles:
    """The looks of cells: which shows days, and one that does for each that does not."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.changed = False
        found = _child(root, "cellXfs")
        self._list = found if found is not None else etree.SubElement(root, _tag(root, "cellXfs"))
        self._codes = {int(one.get("numFmtId", 0)): one.get("formatCode", "")
                       for one in _children(_child(root, "numFmts"), "numFmt")}
        self._with_days: dict[int, int] = {}

    def is_text(self, style: int) -> bool:
        """Whether cells of a look hold texts alone."""
        return self._format(style) == _AS_TEXT or self._codes.get(self._format(style)) == "@"

    def _format(self, style: int) -> int:
        return int(self._list[style].get("numFmtId", 0)) if style < len(self._list) else 0

    def showing_days(self, style: int) -> int:
        """The look itself where it shows days, else one like it that does."""
        number = self._format(style)
        code = _NO_DATE.sub("", self._codes.get(number, "")).lower()
        if number in _DAY_FORMATS or ("y" in code and ("m" in code or "d" in code)):
            return style
        if style not in self._with_days:
            self._with_days[style] = self._made(style)
        return self._with_days[style]

    def _made(self, style: int) -> int:
        self.changed = True
        pattern = self._list[style] if style < len(self._list) else self._list.makeelement(_tag(self._list, "xf"))
        look = deepcopy(pattern)
        look.set("numFmtId", str(self._day_format()))
        look.set("applyNumberFormat", "1")
        self._list.append(look)
        self._list.set("count", str(len(self._list)))
        return len(self._list) - 1

    def _day_format(self) -> int:
        """The number of the format of days, which the file is given where it has none."""
        number = next((number for number, code in self._codes.items() if code == DAY_FORMAT), None)
        if number is None:
            number = max([_OWN_FORMATS - 1, *self._codes]) + 1
            self._codes[number] = DAY_FORMAT
            formats = _child(self.root, "numFmts")
            if formats is None:
                formats = self.root.makeelement(_tag(self.root, "numFmts"))
                self.root.insert(0, formats)
            made = etree.SubElement(formats, _tag(formats, "numFmt"))
            made.set("numFmtId", str(number))
            made.set("formatCode", DAY_FORMAT)
            formats.set("count", str(len(formats)))
        return number


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference)
    return (int(match[2]) - 1, column_number(match[1])) if match else None


def _range(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    begins, ends = _place(first), _place(last or first)
    return (*begins, *ends) if begins and ends else None
