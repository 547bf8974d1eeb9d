"""What each row below a header is: a thing of its own, a continuation, a section, a sum, a header again, a footer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.domain.counted import BARE_COUNT, COUNT_SENTENCE, COUNTERS, ROWS_COUNTED, THINGS_COUNTED
from tracker.domain.fields import AmountField, NumberField
from tracker.domain.profile import FIELDS
from tracker.domain.text import clean, fold_width
from tracker.ledger.account import Fate, PartAccount
from tracker.ledger.cells import Cells
from tracker.ledger.family import NOTED, Kind
from tracker.ledger.footers import FOOTER, goes_on_below_a_note, is_signature
from tracker.ledger.headers import PART
from tracker.ledger.layout import SheetLayout
from tracker.ledger.mapping import RowKind
from tracker.ledger.open_sections import UNNUMBERED, OpenSections, level_of
from tracker.ledger.raw import CellError, NoValue
from tracker.ledger.rows import NoteCode, ProblemCode, as_found
from tracker.ledger.sections import (
    CHINESE_NUMBER,
    LONGEST_SECTION,
    NUMBERED,
    goes_on_from_a_page,
    heads_a_section,
    names_a_section,
    row_key,
)
from tracker.ledger.stack import is_blank
from tracker.ledger.workbook import BookSheet, Stop, Stopped

CHECK_EVERY = 2_000
"""Rows between two questions whether to stop."""
_LOOKED_AT = 300
"""Rows of which the serials are looked at to tell a numbered list from a sectioned one."""
_ROUNDING = 1e-6
"""By which the parts of an amount may come to more than it."""
_ERRORS = frozenset((CellError, type(NoValue)))
_DITTO_WORDS = ("同上", "同前", "上同", "同左上", "同上行", "同上一行", "同上项目", "〃", "″", "＂", "\"", "''", "“",
                "”", "“”", "〃〃", "ditto")
_DASHES = ("-", "—", "——", "－", "…", "……")
DITTO = frozenset(form for word in _DITTO_WORDS for form in (
    word, f"{word}。", f"（{word}）", f"({word})", *(f"{dash}{word}{dash}" for dash in _DASHES)))
"""What stands for the cell above."""

SUM_NAME = re.compile(r"(?:其中\s*[:：]?\s*)?.{0,8}?(?:合计|总计|小计|共计|累计|总数|汇总)(?:数|额)?\s*[:：]?"
                  rf"\s*(?:[(（]?{ROWS_COUNTED}[)）]?|[(（]\d+[)）])?|(?i:(?:grand|sub)?[-\s]*totals?)\s*[:：]?")
A_SUM = re.compile(r"计|汇总|总数|(?i:^(?:grand|sub)?[-\s]*total)")
"""A word that sums have in their names."""
_LIKE_A_SUM = re.compile(rf"{A_SUM.pattern}|^{PART.pattern}")
_COUNTED = re.compile(rf".+?[(（]\s*{THINGS_COUNTED}\s*[)）]|.*?[^\d年第]\s*\d+\s*[个项]")
_SECTION_SERIAL = re.compile(rf"[(（]?{CHINESE_NUMBER}[)）]?[、.．]?|[(（]\d{{1,2}}[)）]|[ⅠⅡⅢⅣⅤⅥIVX]{{1,4}}[、.．]?"
                             r"|[A-Z][、.．]?|[★☆◆◇●○■□▲△※◎]"
                             rf"|第{CHINESE_NUMBER}(?:部分|批|类)")
_SUB_SERIAL = re.compile(r"(\d{1,4})[.．\-－](\d{1,3})")
NO_RECORD = re.compile(r"(?:填写|填表|填报)?(?:说明|示例|要求)|示?例[:：]?|样例|范例|例如[:：]?|平均[值数]?")
"""In place of a serial: the row says how to fill in the table, or shows it, or is worked out from all rows."""
_OF_THE_NAME_ABOVE = re.compile(r"[(（]?(?:第?[一二三四五六七八九十\d]{1,2}期|其中)|[及和与并暨、，,（(]")
"""What a row without a serial begins with that goes on with the name above: （二期）, 及配套码头项目."""
_ASIDE = re.compile(r"[(（][^()（）]+[)）]")
_MERGED_OVER = 3
"""Columns over which a text in the column of names stands that is a section."""
_PLAIN_SERIAL = re.compile(r"\d{1,6}(?:\.0)?\s*[●*★、.．]?")
_ABOUT_TABLE = re.compile(r"[:：]|单位|截[至止]|附[件表]")
"""What a line above a table says that is no title of its rows: 单位：万元."""
_NUMBER = re.compile(rf"[-+]?[\d,，.\s]+[%％]?(?:[万亿]?元?|[{COUNTERS}])?")


WHO = {Kind.PROJECTS: "name", Kind.RECEIPTS: "project", Kind.BLOCKERS: "project", Kind.TARGETS: "indicator",
       Kind.RESULTS: "project"}
"""The field that says whose a row is, by kind of sheet."""


class LineKind(StrEnum):
    """What a row below a header is."""

    DATA = "data"
    CONTINUED = "continued"
    PART = "part"
    """Goes on with the project above and says of what its amount consists, so that no sum adds it up again."""
    SECTION = "section"
    SUM = "sum"
    HEADER = "header"
    FOOTER = "footer"
    SKIPPED = "skipped"


_SAID_KIND = {RowKind.SECTION: LineKind.SECTION, RowKind.RECORD: LineKind.DATA, RowKind.SUM: LineKind.SUM,
              RowKind.SKIP: LineKind.SKIPPED}


class TableLine(NamedTuple):
    """A row: its number from 1, what it is, its cells, and the texts of the sections it stands under."""

    number: int
    kind: LineKind
    cells: list[Any]
    sections: tuple[str, ...] = ()


class TableLines:
    """The rows of one table. What they are is put into the account of the sheet; what is worth a look into notes."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount, who: str,
                 fill: Collection[str]) -> None:
        self.sheet, self.layout, self.cells, self.account = sheet, layout, cells, account
        self.name = layout.columns.get(who, layout.columns.get("code", 0))
        self._header = layout.headers.get(who)
        self._serial = layout.columns.get("serial")
        self._code = layout.columns.get("code") if who != "code" and who in layout.columns else None
        self.width = max(layout.heads(), default=0) + 1
        self._sums = sorted(_columns_of_sums(layout))
        self._joined = _continued(sheet, layout, self.name)
        self._shared: dict[int, dict[int, Any]] = {}
        self._share_merged(fill)
        self._numbered, self._sectioned, self._parents = self._serials()
        self._parts = _Parts(self._sums)
        self._wide = {top for (top, left), (_, right) in sheet.merges
                      if left <= self.name <= right and right - left + 1 >= _MERGED_OVER}
        self._values = {layout.columns[field]: values for field, values in cells.values.items()
                        if field in layout.columns}

    def lines(self, stop: Stop | None = None) -> Iterator[TableLine]:
        """Every row with something in it, from the top down; a text alone is a section where rows follow, else a
        footer. Raises Stopped.
        """
        sections = self._open_sections()
        waiting: list[TableLine] = []
        above: list[Any] = [""] * self.width
        for place in range(self.layout.first_row, self.layout.last_row):
            if stop and place % CHECK_EVERY == 0 and stop():
                raise Stopped
            if _says_nothing(self.sheet.rows[place]):
                self.account.data(place)
                continue
            row = self._row(place)
            kind = self._settled(self._below(waiting, self._kind(row, place), row), row)
            if kind is LineKind.FOOTER:
                waiting.append(TableLine(place + 1, kind, row))
                continue
            for line in waiting:
                yield from self._late(line, sections, data_follow=True)
            waiting.clear()
            if kind is LineKind.SECTION:
                sections.enter(self._sign(row), self._text(row))
            if kind in (LineKind.DATA, LineKind.CONTINUED, LineKind.PART):
                sections.row_below()
                row = self._valued(self._dittoed(self._without_errors(row, place), above, place))
                above = row
                if place in self.sheet.hidden_rows:
                    self.cells.note(NoteCode.HIDDEN_ROWS, self.layout, place + 1)
            yield self._told(TableLine(place + 1, kind, row, sections.texts()))
        for line in waiting:
            yield from self._late(line, sections, data_follow=False)
        self.cells.left_open[self._place] = sections.left()

    @property
    def _place(self) -> tuple[str, Kind, int]:
        """Sheet, kind and first column: what tables that go on with each other have in common."""
        return self.layout.sheet, self.layout.kind, min(self.layout.heads(), default=0)

    def _open_sections(self) -> OpenSections:
        """The sections that the first row stands in: by the titles, and those left open where a table goes on."""
        if not self.layout.continues:
            return OpenSections((level_of(text) % UNNUMBERED, text) for text in self._heading())
        sections = OpenSections(self.cells.left_open.get(self._place, ()))
        for text in self._heading():
            sections.enter(fold_width(text), text)
        return sections

    def text(self, place: int) -> str:
        """What a row (from 0) is called."""
        return self._text(self._row(place))

    def shared_in(self, place: int) -> Collection[int]:
        """The columns of a row (from 0) that merged cells above fill."""
        return self._shared.get(place, {}).keys()

    def _late(self, line: TableLine, sections: OpenSections, *, data_follow: bool) -> Iterator[TableLine]:
        """A text alone, now that it is known whether rows follow it."""
        text = self._text(line.cells)
        if data_follow and len(text) <= LONGEST_SECTION and not FOOTER.match(text) and not NO_RECORD.fullmatch(
                self._serial_text(line.cells)):
            sections.enter(self._sign(line.cells), text)
            yield self._told(line._replace(kind=LineKind.SECTION, sections=sections.texts()))
        else:
            yield self._told(line)

    def _told(self, line: TableLine) -> TableLine:
        """Puts what a row is into the account, and names what is left out."""
        place = line.number - 1
        match line.kind:
            case LineKind.SECTION | LineKind.SUM:
                self.account.row(place, Fate.SUM)
            case LineKind.HEADER:
                self.account.row(place, Fate.HEADER)
            case LineKind.FOOTER:
                self.cells.note(NoteCode.ROW_SKIPPED, self.layout, line.number)
            case LineKind.SKIPPED:
                self.cells.note(NoteCode.ROW_LEFT_OUT, self.layout, line.number)
            case _:
                self.account.data(place)
        return line

    def _heading(self) -> Iterator[str]:
        """The title that names the section below it, such as 二、新开工项目; between tables any text but a footer."""
        for row in reversed(self.sheet.rows[self.layout.title_top:self.layout.top]):
            texts = [clean(cell) for cell in row if isinstance(cell, str) and not is_blank(cell)]
            if not texts or len(texts[0]) > LONGEST_SECTION or FOOTER.match(texts[0]) or (
                    COUNT_SENTENCE.fullmatch(texts[0])):
                continue
            between = self.layout.title_top > 0 and len(texts) == 1 and not (
                _ABOUT_TABLE.search(texts[0]) or goes_on_from_a_page(texts[0]))
            if between or heads_a_section(texts[0]):
                yield texts[0]
                return

    def _has_code(self, row: list[Any]) -> bool:
        """Whether a row has a name and, in a column of its own, a code: then it is a thing, whatever it is called."""
        if self._code is None or is_blank(row[self.name]) or is_blank(row[self._code]):
            return False
        code = fold_width(clean(str(row[self._code]))).replace(" ", "")
        return not (SUM_NAME.fullmatch(code) or PART.match(code) or _SECTION_SERIAL.fullmatch(code)
                    or code == fold_width(clean(self.layout.headers["code"])).replace(" ", ""))

    def _kind(self, row: list[Any], place: int) -> LineKind:
        name = row[self.name]
        if self.cells.row_kinds and (said := self.cells.row_kinds.get(row_key(self._text(row)))) is not None:
            return _SAID_KIND[said]
        if self._has_code(row) or self._is_plain(row, name):
            return LineKind.DATA
        if self._says_sum(row):
            return LineKind.SUM
        if NO_RECORD.fullmatch(self._serial_text(row)) or is_signature(row):
            return LineKind.FOOTER
        text = self._text(row)
        folded = row_key(text)
        if self._is_header(row, name, text):
            return LineKind.HEADER
        if SUM_NAME.fullmatch(folded):
            return LineKind.SUM
        texts = [cell for cell in row if isinstance(cell, str) and not is_blank(cell)]
        if FOOTER.match(text) and len(texts) <= 2 and not self._has_identity(row):
            return LineKind.FOOTER
        if self.layout.kind is not Kind.TARGETS and (
                self._is_section(row, folded, len(texts)) or self._is_title(row, place, len(texts))):
            return LineKind.SUM if PART.match(folded) else LineKind.SECTION
        if is_blank(name):
            return self._nameless(row, place, folded)
        return LineKind.DATA

    def _below(self, waiting: list[TableLine], kind: LineKind, row: list[Any]) -> LineKind:
        """What a row is below texts alone: a further point of a note is no thing of its own."""
        may_be = waiting and kind in (LineKind.DATA, LineKind.SECTION)
        is_note = may_be and goes_on_below_a_note(row, self._text(waiting[0].cells))
        return LineKind.FOOTER if is_note else kind

    def _is_header(self, row: list[Any], name: Any, text: str) -> bool:
        """Whether a row is the header again, or the title of a further page."""
        again = self._header and isinstance(name, str) and clean(name) == clean(self._header)
        return bool(again) or (goes_on_from_a_page(text) and sum(not is_blank(cell) for cell in row) == 1)

    def _is_plain(self, row: list[Any], name: Any) -> bool:
        """Whether a row is a thing of its own at first sight, as nearly all are: a number and a name like no sum."""
        return (self._serial is not None and type(row[self._serial]) in (int, float) and isinstance(name, str)
                and name != "" and not name.isspace() and _LIKE_A_SUM.search(name) is None and name != self._header
                and not self._parents)

    def _says_sum(self, row: list[Any]) -> bool:
        """Whether a cell left of the name, or a code, says 合计, and the name is none: empty, a number of rows."""
        name = row[self.name]
        if isinstance(name, str) and not is_blank(name) and not BARE_COUNT.fullmatch(name):
            return False
        return any(isinstance(cell, str) and SUM_NAME.fullmatch(row_key(cell)) for column, cell in enumerate(row)
                   if column < self.name or column == self._code)

    def _settled(self, kind: LineKind, row: list[Any]) -> LineKind:
        """What a row of projects is, with what stands above it: it can be a part of that, or go on with its name."""
        if self.layout.kind is Kind.PROJECTS and self._parts.below_a_row and self._is_aside(kind, row):
            return LineKind.SECTION if names_a_section(row_key(self._text(row))[1:-1]) else LineKind.CONTINUED
        if self.layout.kind is not Kind.PROJECTS or (
                kind is LineKind.DATA and not self._parents and not self._may_be_part(row)):
            self._parts.above(kind, row)
            return kind
        text, serial = self._text(row), self._serial_text(row)
        if row_key(text) in self.cells.row_kinds:
            self._parts.above(kind, row)
            return kind
        may_go_on = (kind is LineKind.SECTION and not serial) or (kind is LineKind.DATA and _is_below(serial))
        if may_go_on and self._parts.below_a_row and _OF_THE_NAME_ABOVE.match(text):
            kind = LineKind.CONTINUED
        folded = row_key(text) if kind in (LineKind.SUM, LineKind.SECTION, LineKind.DATA) else ""
        return self._parts.settled(kind, row, says_part=PART.match(folded) is not None,
                                   is_bare=not serial and not NUMBERED.fullmatch(folded))

    def _is_aside(self, kind: LineKind, row: list[Any]) -> bool:
        """Whether a row is a text in brackets and nothing else, about the project above."""
        name = row[self.name]
        return kind is LineKind.DATA and isinstance(name, str) and name.lstrip()[:1] in ("(", "（") and (
            _ASIDE.fullmatch(row_key(name)) is not None and sum(not is_blank(cell) for cell in row) == 1)

    def _may_be_part(self, row: list[Any]) -> bool:
        """Whether a row with words of its own can be a part of the project above: it says 其中 and has no number, or
        goes on without one below a row that does.
        """
        if self._serial is not None and not is_blank(row[self._serial]):
            return False
        return PART.match(str(row[self.name])) is not None or (self._numbered and self._parts.are_open)

    def _is_title(self, row: list[Any], place: int, texts: int) -> bool:
        """Whether a text alone is merged over several columns, or stands above the same header again."""
        if texts != 1 or is_blank(row[self.name]) or sum(not is_blank(cell) for cell in row) != 1:
            return False
        below = next((number for number in range(place + 1, self.layout.last_row)
                      if not _says_nothing(self.sheet.rows[number])), None)
        above_header = below is not None and self._header is not None and clean(str(self._cell(
            below, self.name))) == clean(self._header)
        return place in self._wide or above_header

    def _nameless(self, row: list[Any], place: int, folded: str) -> LineKind:
        """A row without a name: a footer, a text alone, what goes on with the row above, or one that lost its name."""
        said = [column for column, cell in enumerate(row) if not is_blank(cell) and column != self._serial]
        if self.layout.kind is Kind.PROJECTS and place not in self._joined and said and all(
                column in self._sums and isinstance(row[column], int | float) for column in said) and (
                self._serial is None or is_blank(row[self._serial])):
            return LineKind.SUM
        if FOOTER.match(folded) or (len(said) < 2 and not any(column in self._sums for column in said)):
            return LineKind.CONTINUED if self._goes_on(row, place) and said else LineKind.FOOTER
        return LineKind.CONTINUED if self._goes_on(row, place) else LineKind.DATA

    def _goes_on(self, row: list[Any], place: int) -> bool:
        """Whether a row without a name belongs to the one above: by a merged name, or by its empty serial."""
        if place in self._joined:
            return True
        if self._parts.below_a_sum:
            return False
        return self._serial is not None and self._numbered and is_blank(row[self._serial]) and not self._alone(row)

    def _alone(self, row: list[Any]) -> bool:
        """Whether only one text is in a row, in the first column: a signature or a remark below the table."""
        filled = [column for column, cell in enumerate(row) if not is_blank(cell)]
        return len(filled) == 1 and filled[0] <= min(self.name, self.name if self._serial is None else self._serial)

    def _is_section(self, row: list[Any], folded: str, texts: int) -> bool:
        if self._has_identity(row) or not folded or len(folded) > LONGEST_SECTION:
            return False
        serial = self._serial_text(row)
        if _PLAIN_SERIAL.fullmatch(serial):
            return serial.removesuffix(".0") in self._parents
        if serial and _SECTION_SERIAL.fullmatch(serial):
            return self._numbered or (texts <= 2 and self._sectioned)
        if _COUNTED.fullmatch(folded) or PART.match(folded) or NUMBERED.fullmatch(folded):
            return True
        if self._serial is None:
            return texts == 1 and names_a_section(self._text(row)) and sum(not is_blank(cell) for cell in row) == 1
        return self._numbered and not serial and not is_blank(row[self.name])

    def _has_identity(self, row: list[Any]) -> bool:
        """Whether a row says something besides its name that only a thing of its own has: a day, a word, a code."""
        skipped = {self.name, self._serial}
        heads = self._text_columns(row)
        return any(not is_blank(cell) and column not in skipped and column not in heads and not _is_number(cell)
                   and not (isinstance(cell, str) and COUNT_SENTENCE.fullmatch(cell))
                   for column, cell in enumerate(row))

    def _text_columns(self, row: list[Any]) -> set[int]:
        """The columns of the text that heads a row: the first filled one where that is left of the name."""
        first = next((column for column, cell in enumerate(row) if not is_blank(cell)), self.name)
        return {first} if first < self.name else set()

    def _serial_text(self, row: list[Any]) -> str:
        if self._serial is None or is_blank(row[self._serial]):
            return ""
        return fold_width(clean(str(row[self._serial])))

    def _text(self, row: list[Any]) -> str:
        """What a row is called: its name, else the first text in it; a serial before a bare count (合计 / 3个)."""
        serial, name = self._serial_text(row), row[self.name]
        if serial and not _PLAIN_SERIAL.fullmatch(serial) and not _SECTION_SERIAL.fullmatch(serial):
            counted = not isinstance(name, str) or is_blank(name) or BARE_COUNT.fullmatch(name)
            return serial if counted else f"{serial} {clean(name)}"
        if isinstance(name, str) and not is_blank(name):
            return clean(name)
        skipped = self._serial if serial and _SECTION_SERIAL.fullmatch(serial) else None
        return next((clean(cell) for column, cell in enumerate(row)
                     if column != skipped and isinstance(cell, str) and not is_blank(cell)), serial)

    def _sign(self, row: list[Any]) -> str:
        """What a section begins with: its serial, or its text."""
        return self._serial_text(row) or fold_width(self._text(row))

    def _serials(self) -> tuple[bool, bool, frozenset[str]]:
        """Whether the rows are numbered 1, 2, 3, and whether some are numbered 一, 二, among the first ones; and the
        numbers that others stand below: 1 where there are 1.1 and 1.2.
        """
        if self._serial is None:
            return False, False, frozenset()
        last = min(self.layout.last_row, self.layout.first_row + _LOOKED_AT)
        signs = [self._serial_text(self._row(place)) for place in range(self.layout.first_row, last)]
        plain = sum(1 for sign in signs if _PLAIN_SERIAL.fullmatch(sign))
        parents: frozenset[str] = frozenset()
        if any(_is_below(sign) for sign in signs):
            all_signs = (self._serial_text(self._row(place)) for place in range(last, self.layout.last_row))
            below = {sign for sign in (*signs, *all_signs) if _is_below(sign)}
            parents = frozenset(re.split(r"[.．\-－]", sign)[0] for sign in below)
            plain += len(below)
        return plain > 0, any(sign and _SECTION_SERIAL.fullmatch(sign) for sign in signs), parents

    def _valued(self, row: list[Any]) -> list[Any]:
        """The row with what the mapping reads instead of what stands in its cells."""
        if not self._values:
            return row
        found = list(row)
        for column, values in self._values.items():
            if isinstance(row[column], str):
                found[column] = values.get(clean(row[column]), row[column])
        return found

    def _dittoed(self, row: list[Any], above: list[Any], place: int) -> list[Any]:
        """The row with the cell above in place of 同上 and 〃, said in a note."""
        if DITTO.isdisjoint(row):
            return row
        found = list(row)
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or cell not in DITTO:
                continue
            found[column] = above[column]
            if is_blank(above[column]):
                self.cells.problem_at(self.layout, place + 1, column, ProblemCode.NOTHING_ABOVE, cell)
            else:
                self.cells.note(NoteCode.DITTO, self.layout, place + 1)
        return found

    def _without_errors(self, row: list[Any], place: int) -> list[Any]:
        """The row without cells whose formula failed or has no stored result: each is a problem, and read as empty.

        A total of months is only compared and a serial only numbers its line: there it is noted. A name that failed
        stays as it shows, so that it is not also missing.
        """
        if _ERRORS.isdisjoint(map(type, row)):
            return row
        found = list(row)
        unneeded = {self._serial, *(total.column for total in self.layout.totals)}
        for column, cell in enumerate(row):
            if isinstance(cell, CellError):
                found[column] = str(cell) if column == self.name else ""
                if column in unneeded:
                    self.cells.note(NoteCode.FORMULA_UNREAD, self.layout, place + 1)
                    self.cells.fate(self.layout, place + 1, column, Fate.UNREAD)
                else:
                    self.cells.problem_at(self.layout, place + 1, column, ProblemCode.ERROR_CELL, cell.text,
                                          "" if cell.text else "no_value")
        return found

    def _share_merged(self, fill: Collection[str]) -> None:
        """Writes the value of each merged range into all its rows, in the columns asked for; one amount over several
        rows is named, because it would be counted for each.
        """
        columns = {self.layout.columns[field] for field in fill if field in self.layout.columns}
        texts = {column for _, column in self.layout.others} | {
            self.layout.columns[field] for field in NOTED if field in self.layout.columns}
        for (top, left), (bottom, right) in self.sheet.merges:
            if bottom == top or bottom < self.layout.first_row or top >= self.layout.last_row:
                continue
            for column in range(left, min(right, self.width) + 1):
                if column in self._sums and top >= self.layout.first_row and not is_blank(self._cell(top, left)):
                    self.cells.note(NoteCode.AMOUNT_MERGED, self.layout, top + 1, value=as_found(self._cell(top, left)),
                                    header=self.layout.heads()[column].header, count=bottom - top + 1)
                if left < len(self.sheet.rows[top]) and (column in columns or (
                        column in texts and isinstance(self.sheet.rows[top][left], str))):
                    self._fill(top, left, bottom, column)

    def _fill(self, top: int, left: int, bottom: int, column: int) -> None:
        for place in range(max(top, self.layout.first_row) + 1, min(bottom + 1, self.layout.last_row)):
            self._shared.setdefault(place, {})[column] = self.sheet.rows[top][left]

    def _row(self, place: int) -> list[Any]:
        """The cells of a row, as many as the table has columns, with what merged cells say of it."""
        row = self.sheet.rows[place]
        shared = self._shared.get(place)
        if len(row) < self.width:
            row = row + [""] * (self.width - len(row))
        elif shared:
            row = list(row)
        for column, cell in (shared or {}).items():
            if row[column] in ("", None):
                row[column] = cell
        return row

    def _cell(self, row: int, column: int) -> Any:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""


def text_of_row(sheet: BookSheet, layout: SheetLayout, place: int) -> str:
    """The text by which a mapping says what a row (from 0) is; empty where it has none."""
    lines = TableLines(sheet, layout, Cells(date.max), PartAccount(len(sheet.rows)), WHO[layout.kind], ())
    return lines.text(place)


def _says_nothing(cells: list[Any]) -> bool:
    """Whether a row holds nothing but blanks and zeros."""
    return not any(cells) or all(not cell or is_blank(cell) for cell in cells)


def _is_below(serial: str) -> bool:
    """Whether a serial stands below another one, as 1.2 below 1; 2.0 is a number that a spreadsheet shows so."""
    match = _SUB_SERIAL.fullmatch(serial)
    return match is not None and match[2] != "0"


class _Parts:
    """Rows that say of what a sum, or the amount of a project, consists: 其中：自有资金, and below it 银行贷款."""

    def __init__(self, columns: Sequence[int]) -> None:
        """`columns` are those of amounts."""
        self._columns = columns
        self._kind = LineKind.HEADER
        self._row: list[Any] = []
        self._left = 0.0
        self._of: LineKind | None = None

    @property
    def below_a_row(self) -> bool:
        """Whether the row above is a project, or goes on with one."""
        return self._kind in (LineKind.DATA, LineKind.CONTINUED)

    @property
    def below_a_sum(self) -> bool:
        """Whether the row above is a sum, with which no project goes on."""
        return self._kind is LineKind.SUM

    @property
    def are_open(self) -> bool:
        """Whether the row above is a part, and more of them may follow."""
        return self._of is not None

    def above(self, kind: LineKind, row: list[Any]) -> None:
        """A row that is no part: what comes next stands below it. What goes on with a project leaves its amount."""
        self._of = None
        if kind is not LineKind.CONTINUED or self._figure(row):
            self._row = row
        self._kind = kind

    def settled(self, kind: LineKind, row: list[Any], *, says_part: bool, is_bare: bool) -> LineKind:
        """What a row is, now that it is known what stands above it: a part of a sum is a sum, one of a project goes on
        with it. The parts of an amount end where they come to it.
        """
        figure = self._figure(row)
        whole = self._figure(self._row)
        if says_part and kind is LineKind.SUM:
            self._of = LineKind.PART if self.below_a_row and 0 < figure < whole else LineKind.SUM
            self._left = whole - figure
            return self._of
        if says_part and kind is LineKind.DATA and self.below_a_row and (figure < whole or not figure):
            self._of, self._left = LineKind.PART, whole - figure
            return self._of
        fits = 0 < figure <= self._left * (1 + _ROUNDING)
        if self._of and kind in (LineKind.SECTION, LineKind.DATA) and is_bare and fits:
            self._left -= figure
            return self._of
        self.above(kind, row)
        return kind

    def _figure(self, row: list[Any]) -> float:
        """The first amount of a row; 0.0 where it has none."""
        return next((float(row[column]) for column in self._columns if column < len(row)
                     and isinstance(row[column], int | float) and row[column]), 0.0)


def _is_number(cell: Any) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return True
    return isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()) is not None


def _columns_of_sums(layout: SheetLayout) -> set[int]:
    """The columns of amounts, areas and months, which a sum row adds up."""
    named = {column for name, column in layout.columns.items()
             if name in ("amount", "value") or isinstance(FIELDS.get(name), AmountField | NumberField)}
    return named | {period.column for period in layout.periods} | {
        total.column for total in layout.totals} | {result.column for result in layout.results}


def _continued(sheet: BookSheet, layout: SheetLayout, name: int) -> set[int]:
    """Rows that a merged name makes one with the row above."""
    return {place for (top, left), (bottom, right) in sheet.merges
            if left <= name <= right and top >= layout.first_row
            for place in range(top + 1, min(bottom + 1, layout.last_row))}
