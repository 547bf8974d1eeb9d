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
from tracker.ledger.form_formulas import PutIn, copied_formula, speaks_of_its_row
from tracker.ledger.form_parts import CHAIN, RELATED, change_formulas, move_part, move_ranges, relations_of
from tracker.ledger.form_ranges import CellRanges
from tracker.ledger.form_xml import child_of, children_of, local_name, named_beside
from tracker.ledger.headers import letters
from tracker.ledger.paper import HIGHEST, USUAL_WIDTH, line_count
from tracker.ledger.references import place_said, range_said

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_LINKS, _KINDS = "xl/_rels/workbook.xml.rels", "[content_types].xml"
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
_LINE_HEIGHT, _AROUND_LINES, _USUAL_HEIGHT = 1.3, 3.0, 13.5
"""Of a line by the size of its font; around all lines and of a row by itself, in points."""
_USUAL_SIZE = 11.0
"""Of a font, in points, where the file says nothing."""
_BEFORE_CALCULATION = frozenset({"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews",
                                 "sheets", "functionGroups", "externalReferences", "definedNames"})
"""What stands before the settings of calculation in a workbook."""


class NotAForm(ValueError):
    """A file is no .xlsx workbook that can be written into."""


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
            self._part_of: dict[str, str] = {}
            self._dropped: set[str] = set()
            for sheet in children_of(child_of(self._parts[_BOOK], "sheets"), "sheet"):
                target = links.get(sheet.get(_LINK_ID) or sheet.get(_STRICT_LINK_ID), "")
                part = posixpath.normpath(posixpath.join("/xl", target.lower()))[1:]
                root = self._read(part)
                if local_name(root) == "worksheet":
                    self._parts[part] = root
                    name = sheet.get("name", "")
                    self._part_of[name] = part
                    self.sheets[name] = FormSheet(root, self._looks, later=self._counts_later())
        except (BadZipFile, KeyError, etree.XMLSyntaxError, ValueError, OSError, RuntimeError) as error:
            raise NotAForm(str(error)) from error

    def _read(self, part: str) -> Element:
        return etree.fromstring(self._zip.read(self._names[part]), _PARSER)

    def _counts_later(self) -> bool:
        said = child_of(self._parts[_BOOK], "workbookPr")
        return said is not None and said.get("date1904") in ("1", "true")

    def put_in(self, rows: PutIn) -> None:
        """Puts rows into a sheet that look like the one before them; what stands below moves down, and whatever in the
        file speaks of moved rows, or of all rows up to the new ones, is changed with them.
        """
        for name, sheet in self.sheets.items():
            sheet.change_formulas(rows, name)
        self.sheets[rows.sheet].put_in(rows)
        for defined in children_of(child_of(self._parts[_BOOK], "definedNames"), "definedName"):
            defined.text = rows.formula(defined.text or "", "")
        related = self._related(self._part_of[rows.sheet])
        for part in {*related, *(part for part in self._names if part.startswith("xl/charts/chart"))}:
            try:
                root = self._parts[part] if part in self._parts else self._read(part)
            except etree.XMLSyntaxError:
                continue
            if move_part(root, rows, moves=part in related):
                self._parts[part] = root
        self._forget_order()

    def _related(self, part: str) -> set[str]:
        """The parts that belong to a sheet and say where on it they stand: comments, pictures, tables."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        found = relations_of(self._read(links), part) if links in self._names else ()
        return {target for kind, target in found if kind in RELATED and target in self._names}

    def _forget_order(self) -> None:
        """Takes out the order of calculation, which names cells that have moved."""
        if CHAIN not in self._names or self._dropped:
            return
        self._dropped.add(self._names[CHAIN])
        for part, name in ((_KINDS, "PartName"), (_LINKS, "Target")):
            root = self._parts[part] = self._read(part)
            for element in [one for one in root if one.get(name, "").lower().endswith("calcchain.xml")]:
                root.remove(element)

    def named(self, name: str) -> str:
        """What a defined name stands for; nothing where there is none of that name."""
        return next((defined.text or "" for defined in children_of(
            child_of(self._parts[_BOOK], "definedNames"), "definedName")
            if defined.get("name", "").casefold() == name.casefold()), "")

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
                if entry.filename in self._dropped:
                    continue
                root = changed.get(entry.filename)
                packed.writestr(copy(entry), self._zip.read(entry) if root is None else etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True), ZIP_DEFLATED)
        return made.getvalue()

    def _calculate_when_opened(self) -> None:
        book = self._parts[_BOOK]
        calculation = child_of(book, "calcPr")
        if calculation is None:
            calculation = book.makeelement(named_beside(book, "calcPr"))
            before = [place for place, child in enumerate(book) if isinstance(child.tag, str)
                      and local_name(child) in _BEFORE_CALCULATION]
            book.insert(max(before, default=-1) + 1, calculation)
        calculation.set("fullCalcOnLoad", "1")


class FormSheet:
    """A sheet of a form. Rows and columns count from 0."""

    def __init__(self, root: Element, looks: _Styles | None, *, later: bool) -> None:
        self._root, self._looks = root, looks
        self._zero = _LATER_CALENDAR if later else 0
        data = child_of(root, "sheetData")
        if data is None:
            raise NotAForm("sheetData")
        self._data = data
        self._rows: dict[int, Element] = {}
        self._cells: dict[tuple[int, int], Element] = {}
        self._shared: dict[str, tuple[str, tuple[int, int]]] = {}
        for row in children_of(data, "row"):
            self._know_row(row)
        self._numbers = sorted(self._rows)
        self.merges = self._merged()
        self._columns = [(int(one.get("min", 0)), int(one.get("max", 0)), one.get("style"))
                         for one in children_of(child_of(root, "cols"), "col")]

    def _know_row(self, row: Element) -> None:
        number = int(row.get("r") or max(self._rows, default=-1) + 2) - 1
        row.set("r", str(number + 1))
        self._rows[number] = row
        column = -1
        for cell in children_of(row, "c"):
            place = place_said(cell.get("r", ""))
            column = place[1] if place else column + 1
            cell.set("r", f"{letters(column)}{number + 1}")
            self._cells[number, column] = cell
            formula = child_of(cell, "f")
            if formula is not None and formula.text and formula.get("si"):
                self._shared[formula.get("si", "")] = formula.text, (number, column)

    def drop_downs(self) -> list[tuple[str, str]]:
        """The ranges of cells that take a value of a list alone, and the list as it is written: "是,否" or a range."""
        found = []
        for element in self._root.iter():
            if local_name(element) == "dataValidation" and element.get("type") == "list":
                formula, cells = child_of(element, "formula1"), element.get("sqref", "")
                if formula is not None:
                    inner = child_of(formula, "f")
                    where = child_of(element, "sqref")
                    found.append((cells or (where.text or "" if where is not None else ""),
                                  (formula if inner is None else inner).text or ""))
        return found

    @property
    def last_row(self) -> int:
        """The last row that the file knows of, if only by its look; -1 where there is none."""
        return self._numbers[-1] if self._numbers else -1

    def forget_rows_from(self, row: int) -> None:
        """Takes out the rows from one on that nothing stands in: they would be pushed off the sheet."""
        for number in [number for number in self._numbers if number >= row]:
            element = self._rows[number]
            if not any(self.says(number, column) for line, column in self._cells if line == number):
                self._data.remove(element)
                del self._rows[number]
        self._cells = {place: cell for place, cell in self._cells.items() if place[0] in self._rows}
        self._numbers = sorted(self._rows)

    def holds(self, row: int, column: int) -> bool:
        """Whether the file knows of a cell, if only by its look."""
        return (row, column) in self._cells

    def is_ruled(self, row: int, column: int) -> bool:
        """Whether a cell has a line around it."""
        cell = self._cells.get((row, column))
        return cell is not None and self._looks is not None and self._looks.is_ruled(int(cell.get("s") or 0))

    def says(self, row: int, column: int) -> bool:
        """Whether the form itself says something in a cell: a text, a number, a formula."""
        cell = self._cells.get((row, column))
        return cell is not None and any(local_name(child) in ("v", "is", "f") for child in cell
                                        if isinstance(child.tag, str))

    def formula(self, row: int, column: int) -> str:
        """The formula in a cell; nothing where there is none."""
        cell = self._cells.get((row, column))
        formula = child_of(cell, "f") if cell is not None else None
        if formula is None:
            return ""
        return self._written_out(cell, formula) or "="

    def write(self, row: int, column: int, value: str | int | float | date) -> None:
        """Writes into a cell; it keeps its look, but that a day is shown as one: text as text, never as a formula."""
        cell = self._cell(row, column)
        cell[:] = []
        cell.attrib.pop("t", None)
        if isinstance(value, date):
            value = self._day(cell, value)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, named_beside(cell, "is")), named_beside(cell, "t"))
            text.text = _CODED.sub("_x005F_", value)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            etree.SubElement(cell, named_beside(cell, "v")).text = repr(value)

    def make_room(self, row: int, column: int, text: str) -> None:
        """Makes a row higher whose own height would cut off a text that is broken into lines."""
        element, cell = self._rows.get(row), self._cells.get((row, column))
        if element is None or cell is None or self._looks is None or not element.get("ht"):
            return
        style = int(cell.get("s") or 0)
        if not self._looks.is_wrapped(style):
            return
        merge = self.merges.over_cell(row, column)
        right, bottom = (merge.right, merge.bottom) if merge else (column, row)
        lines = line_count(text, sum(map(self._width, range(column, right + 1))))
        wanted = lines * self._looks.font_size(style) * _LINE_HEIGHT + _AROUND_LINES
        others = sum(float(self._rows[number].get("ht") or _USUAL_HEIGHT) for number in range(row + 1, bottom + 1)
                     if number in self._rows)
        if wanted - others > float(element.get("ht", 0)):
            element.set("ht", f"{min(wanted - others, HIGHEST):g}")
            element.set("customHeight", "1")

    def _width(self, column: int) -> float:
        """How many characters wide a column is."""
        usual = child_of(self._root, "sheetFormatPr")
        width = next((one.get("width") for one in children_of(child_of(self._root, "cols"), "col")
                      if int(one.get("min", 0)) <= column + 1 <= int(one.get("max", 0))), None)
        return float(width or (usual.get("defaultColWidth") if usual is not None else None) or USUAL_WIDTH)

    def _day(self, cell: Element, day: date) -> str | int:
        """A day as its number, in a cell that shows it as a day; in a cell of texts as a text."""
        style = int(cell.get("s") or 0)
        if self._looks is None or self._looks.is_text(style):
            return day.isoformat()
        shown = self._looks.showing_days(style)
        if shown != style:
            cell.set("s", str(shown))
        return (day - DAY_ZERO).days - self._zero

    def change_formulas(self, rows: PutIn, name: str) -> None:
        """Changes the formulas of this sheet, which has that name, for rows that are put into one of the sheets.

        Formulas that many cells share are written out, since each may change in its own way.
        """
        for (row, _), cell in self._cells.items():
            formula = child_of(cell, "f")
            if formula is None:
                continue
            if formula.get("t") == "shared":
                text = self._written_out(cell, formula)
                formula.attrib.clear()
                formula.text = text
            if formula.text:
                formula.text = rows.formula(formula.text, name, row + 1)
            if formula.get("ref") and name == rows.sheet:
                formula.set("ref", rows.reference(formula.get("ref", "")))
        change_formulas(self._root, rows, name)

    def _written_out(self, cell: Element, formula: Element) -> str:
        """The formula of a cell that shares it with others."""
        if formula.text:
            return str(formula.text)
        text, home = self._shared.get(formula.get("si", ""), ("", None))
        place = place_said(cell.get("r", ""))
        return copied_formula(text, place[0] - home[0], place[1] - home[1]) if place and home else text

    def put_in(self, rows: PutIn) -> None:
        """Moves down what stands below the new rows, and makes them like the one before them: height, look, merged
        cells, and formulas that speak of their own row.
        """
        moved = [number for number in self._numbers if number >= rows.after] if rows.moves else []
        for number in reversed(moved):
            self._move_row(number, number + rows.count)
        move_ranges(self._root, rows)
        self._numbers = sorted(self._rows)
        pattern = rows.row(rows.like) - 1
        like = [(column, cell) for (number, column), cell in self._cells.items() if number == pattern]
        wide = [merge for merge in self.merges.over_row(rows.like - 1) if merge.top == merge.bottom and rows.goes_on]
        for row in range(rows.after, rows.after + rows.count):
            made = self._row(row)
            for name, value in self._rows[pattern].attrib.items() if pattern in self._rows else ():
                if name not in ("r", "spans"):
                    made.set(name, value)
            for column, cell in like:
                self._copy(cell, row, column, row - pattern if rows.goes_on else 0)
            for merge in wide:
                self._merge(f"{letters(merge.left)}{row + 1}:{letters(merge.right)}{row + 1}")
        self.merges = self._merged()

    def _move_row(self, number: int, to: int) -> None:
        row = self._rows.pop(number)
        row.set("r", str(to + 1))
        self._rows[to] = row
        for cell in children_of(row, "c"):
            place = place_said(cell.get("r", ""))
            column = place[1] if place else 0
            del self._cells[number, column]
            self._cells[to, column] = cell
            cell.set("r", f"{letters(column)}{to + 1}")

    def _copy(self, cell: Element, row: int, column: int, down: int) -> None:
        """The look of a cell, so many rows below it with its formula; 0 for its look alone."""
        made = self._cell(row, column)
        if cell.get("s"):
            made.set("s", cell.get("s", ""))
        formula = child_of(cell, "f")
        if down and formula is not None and formula.text and speaks_of_its_row(formula.text):
            etree.SubElement(made, named_beside(made, "f")).text = copied_formula(formula.text, down)

    def _merged(self) -> CellRanges:
        return CellRanges(merge for one in children_of(child_of(self._root, "mergeCells"), "mergeCell")
                          if (merge := range_said(one.get("ref", ""))))

    def _merge(self, reference: str) -> None:
        merges = child_of(self._root, "mergeCells")
        if merges is None:
            return
        etree.SubElement(merges, named_beside(merges, "mergeCell")).set("ref", reference)
        merges.set("count", str(len(merges)))

    def _row(self, number: int) -> Element:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self._data.makeelement(named_beside(self._data, "row"))
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
            cell = self._cells[number, column] = row.makeelement(named_beside(row, "c"))
            cell.set("r", f"{letters(column)}{number + 1}")
            style = row.get("s") or next((style for first, last, style in self._columns
                                          if first <= column + 1 <= last), None)
            if style:
                cell.set("s", style)
            behind = next((one for one in children_of(row, "c")
                           if (place := place_said(one.get("r", ""))) and place[1] > column), None)
            if behind is None:
                row.insert(len(children_of(row, "c")), cell)
            else:
                behind.addprevious(cell)
        return cell

    def forget_results(self) -> None:
        """Takes out what formulas came to, and how far the sheet reached before it was written into."""
        dimension = child_of(self._root, "dimension")
        if dimension is not None:
            self._root.remove(dimension)
        for cell in self._cells.values():
            result = child_of(cell, "v")
            if result is not None and child_of(cell, "f") is not None:
                cell.remove(result)
                cell.attrib.pop("t", None)


class _Styles:
    """The looks of cells: which shows days, and one that does for each that does not."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.changed = False
        found = child_of(root, "cellXfs")
        self._list = found if found is not None else etree.SubElement(root, named_beside(root, "cellXfs"))
        self._looks = list(self._list)  # lxml counts through all elements to find one by its number
        self._fonts = children_of(child_of(root, "fonts"), "font")
        self._borders = children_of(child_of(root, "borders"), "border")
        self._codes = {int(one.get("numFmtId", 0)): one.get("formatCode", "")
                       for one in children_of(child_of(root, "numFmts"), "numFmt")}
        self._with_days: dict[int, int] = {}

    def is_text(self, style: int) -> bool:
        """Whether cells of a look hold texts alone."""
        return self._format(style) == _AS_TEXT or self._codes.get(self._format(style)) == "@"

    def is_wrapped(self, style: int) -> bool:
        """Whether texts in cells of a look are broken into lines."""
        alignment = child_of(self._looks[style], "alignment") if style < len(self._looks) else None
        return alignment is not None and alignment.get("wrapText") in ("1", "true")

    def font_size(self, style: int) -> float:
        """The size of the font of a look, in points."""
        number = int(self._looks[style].get("fontId", 0)) if style < len(self._looks) else 0
        size = child_of(self._fonts[number], "sz") if number < len(self._fonts) else None
        return float(size.get("val", _USUAL_SIZE)) if size is not None else _USUAL_SIZE

    def is_ruled(self, style: int) -> bool:
        """Whether cells of a look have a line on any side."""
        border = int(self._looks[style].get("borderId", 0)) if style < len(self._looks) else 0
        sides = self._borders[border] if border < len(self._borders) else ()
        return any(side.get("style", "none") != "none" for side in sides)

    def _format(self, style: int) -> int:
        return int(self._looks[style].get("numFmtId", 0)) if style < len(self._looks) else 0

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
        plain = named_beside(self._list, "xf")
        pattern = self._looks[style] if style < len(self._looks) else self._list.makeelement(plain)
        look = deepcopy(pattern)
        look.set("numFmtId", str(self._day_format()))
        look.set("applyNumberFormat", "1")
        self._list.append(look)
        self._looks.append(look)
        self._list.set("count", str(len(self._looks)))
        return len(self._looks) - 1

    def _day_format(self) -> int:
        """The number of the format of days, which the file is given where it has none."""
        number = next((number for number, code in self._codes.items() if code == DAY_FORMAT), None)
        if number is None:
            number = max([_OWN_FORMATS - 1, *self._codes]) + 1
            self._codes[number] = DAY_FORMAT
            formats = child_of(self.root, "numFmts")
            if formats is None:
                formats = self.root.makeelement(named_beside(self.root, "numFmts"))
                self.root.insert(0, formats)
            made = etree.SubElement(formats, named_beside(formats, "numFmt"))
            made.set("numFmtId", str(number))
            made.set("formatCode", DAY_FORMAT)
            formats.set("count", str(len(formats)))
        return number
