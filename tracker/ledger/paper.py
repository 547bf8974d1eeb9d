"""How a table lies on paper: how wide its columns are, how high its rows, which paper, and how many pages across."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_V = TypeVar("_V")

A4, A3 = 9, 8
"""The numbers of the papers in a workbook."""
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""Inches around a page."""
_INCH = 25.4
_ROOM = {size: across - (MARGINS["left"] + MARGINS["right"]) * _INCH for size, across in ((A4, 297), (A3, 420))}
"""Millimetres between the margins of a landscape page."""
_PER_CHARACTER, _PER_COLUMN = 7 / 96 * _INCH, 5 / 96 * _INCH
"""Millimetres of a unit of column width, and what a column takes besides."""
_TRIES = ((A4, 100, 36), (A4, 80, 28), (A4, 60, 20), (A3, 60, 20))
"""What is tried in turn: a paper, the least percentage it is printed at, and how narrow (in characters) long texts may
become for that. Below 60 per cent the letters of a sheet are smaller than 6 points."""
_SEVERAL = A4, 70
"""The paper and the percentage of a table that goes over several pages across."""
WIDEST = 48
"""Characters of the widest column there is, unless its texts would not fit into the highest row."""
_WIDEST_OF_ALL = 120
USUAL_WIDTH, _LINE_ABOVE = 8.43, 90
"""Characters of a column that nothing is said of, and how much room a line above a table has at the least."""
_NARROWEST, _AROUND = 6, 2
"""Characters of the narrowest column, and what is added around a text."""
_ONE_WORD = 20
"""Up to so many characters a text without Chinese in it is not broken: a code, a telephone number."""
_LONG_HEAD = 12
"""From how many characters on a header takes two lines."""
MEASURED_ROWS = 2_000
"""Rows whose texts decide how wide the columns are: measuring every text of a long list takes longer than writing it.
"""
_LINE, _LINE_PADDING, HIGHEST = 14.5, 4, 409
"""Points of a line of text, around all lines, and of the highest row there can be."""
_MOST_LINES = int((HIGHEST - _LINE_PADDING) / _LINE)
MOST_FROZEN = 4
"""Columns that stay in sight at the most: of more a small screen shows nothing else."""
SHOWN_AND_PRINTED = 0
"""How xlsxwriter is told that the lines between cells are printed: borders would be there around filled cells alone."""
PAGE_NUMBERS = "&C&P / &N"


def _printed_width(line: str) -> int:
    """How wide a line is on paper, in characters: what UTF-8 needs three bytes for is printed twice as wide.

    That is faster than looking each character up, and says of “”…— and the like what they are in Chinese print.
    """
    return (len(line) + len(line.encode("utf-8", "surrogatepass")) + 1) // 2


def text_width(text: str) -> int:
    """How wide a text is on paper, in characters: its widest line."""
    return max(map(_printed_width, text.split("\n"))) if "\n" in text else _printed_width(text)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width; no program that shows a workbook says so by itself."""
    room = max(2, int(width) - _AROUND)
    if "\n" in text:
        return sum(_broken(line, room) for line in text.split("\n"))
    return _broken(text, room)


def _broken(line: str, room: int) -> int:
    """How many lines one line is broken into: between words, and within those that are longer than a line."""
    if _printed_width(line) <= room:
        return 1
    lines, used = 1, 0
    for word in line.split(" "):
        length = _printed_width(word)
        if used and used + length > room:
            lines, used = lines + 1, 0
        lines += max(0, length - 1) // room
        used += (length - 1) % room + 2 if length else 1
    return lines


def row_height(lines: int) -> float:
    """Points of a row with so many lines of text."""
    return min(HIGHEST, _LINE_PADDING + _LINE * lines)


class Measured(Generic[_V]):
    """Measures the first rows of a table, and lays it out by what they hold."""

    def __init__(self, heads: Iterable[str], spelled: Callable[[_V], str]) -> None:
        """`spelled` says how a value that is no text is shown."""
        self._spelled = spelled
        self._wanted = [width if (width := text_width(head)) < _LONG_HEAD else width / 2 + 2
                        for head in heads]
        self._least = [float(min(wanted, _NARROWEST)) for wanted in self._wanted]
        self._longest = [0] * len(self._wanted)

    def add(self, cells: Iterable[_V]) -> None:
        """One row more."""
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            if not isinstance(cell, str):
                width = len(self._spelled(cell))
                self._wanted[place] = max(self._wanted[place], width)
                self._least[place] = max(self._least[place], width)
            elif not self._has_room_for(cell, place):
                self._text(cell, place)

    def _has_room_for(self, text: str, place: int) -> bool:
        """Whether a text surely changes nothing, however wide its characters are; most do not."""
        widest = 2 * len(text)
        return widest <= self._wanted[place] and (widest <= self._least[place] or not text.isascii()) and (
            widest <= _MOST_LINES * _NARROWEST)

    def _text(self, text: str, place: int) -> None:
        width = text_width(text)
        self._wanted[place] = max(self._wanted[place], width)
        if width <= _ONE_WORD and text.isascii():
            self._least[place] = max(self._least[place], width)
        else:
            self._longest[place] = max(self._longest[place], _printed_width(text))

    def paper(self, named: int | None = None) -> Paper:
        """The table laid out; `named` is the column that says what a row is about, from 0."""
        widths: tuple[float, ...] = ()
        for size, percent, narrowest in _TRIES:
            for narrow in range(WIDEST, narrowest - 1, -2):
                widths = self._widths(narrow)
                if _millimetres(widths) * percent / 100 <= _ROOM[size]:
                    return Paper(widths, size)
        return _over_pages(self._widths(_TRIES[0][2]), named)

    def _widths(self, narrow: float) -> tuple[float, ...]:
        """The widths with long texts broken at so many characters, or later where the row would be too high."""
        return tuple(max(_NARROWEST, min(wanted, max(narrow - _AROUND, least,
                                                     min(longest / _MOST_LINES + 1, _WIDEST_OF_ALL))) + _AROUND)
                     for wanted, least, longest in zip(self._wanted, self._least, self._longest, strict=True))


def _millimetres(widths: Iterable[float]) -> float:
    return sum(width * _PER_CHARACTER + _PER_COLUMN for width in widths)


def paper_of(widths: Sequence[float], named: int | None = None) -> Paper:
    """The paper for columns whose widths are settled."""
    for size, percent, _ in _TRIES:
        if _millimetres(widths) * percent / 100 <= _ROOM[size]:
            return Paper(tuple(widths), size)
    return _over_pages(tuple(widths), named)


def _over_pages(widths: tuple[float, ...], named: int | None) -> Paper:
    size, percent = _SEVERAL
    room = _ROOM[size] * 100 / percent
    repeated = None if named is None else (0 if named < MOST_FROZEN else named, named)
    if repeated and _millimetres(widths[repeated[0]:repeated[1] + 1]) > room / 2:
        repeated = None
    so_far = accumulate(width * _PER_CHARACTER + _PER_COLUMN for width in widths)
    return Paper(widths, size, percent, repeated, max(1, sum(millimetres <= room for millimetres in so_far)))


@dataclass(frozen=True, slots=True)
class AboveLooks:
    """The two formats of a line above a table, and how many times larger than the texts of the table it is."""

    one_line: Format
    wrapped: Format
    times: float = 1


def above_looks(book: Workbook, look: dict[str, object], times: float = 1) -> AboveLooks:
    """The formats of lines above tables."""
    sized = look | {"font_size": 10 * times}
    return AboveLooks(book.add_format(sized), book.add_format(sized | {"text_wrap": True}), times)


@dataclass(frozen=True, slots=True)
class Paper:
    """A table laid out: the width of each column in characters, the paper, and how it goes over several pages across.

    `percent` is None where the table is fitted to the width of one page; else `repeated` are the first and last of the
    columns printed on each page, and `on_first` is how many the first page has.
    """

    widths: tuple[float, ...]
    size: int = A4
    percent: int | None = None
    repeated: tuple[int, int] | None = None
    on_first: int | None = None

    def lines(self, cells: Iterable[object]) -> int:
        """How many lines the row of these cells has; those that are no texts have one."""
        return max((line_count(cell, width) for cell, width in zip(cells, self.widths, strict=False)
                    if isinstance(cell, str) and cell), default=1)

    def characters(self, column: int) -> int:
        """Up to how many characters a text in a column surely takes one line, however wide they are."""
        return (int(self.widths[column]) - _AROUND) // 2

    def write_above(self, sheet: Worksheet, row: int, text: str, looks: AboveLooks, *, centred: bool = False) -> None:
        """Writes a line above the table; one longer than the first page is wide takes several lines there.

        A short one goes on beside a narrow table. `centred` ones stand over all columns of the first page.
        """
        columns = len(self.widths) if self.on_first is None else self.on_first
        width = sum(self.widths[:columns])
        if not centred:
            while width < _LINE_ABOVE:
                columns, width = columns + 1, width + USUAL_WIDTH
        lines = line_count(text, width / looks.times)
        sheet.set_row(row, min(HIGHEST, looks.times * row_height(lines)))
        merged = columns > 1 and (centred or lines > 1)
        sheet.write_string(row, 0, text, looks.wrapped if merged else looks.one_line)
        if merged:
            # `merge_range` would write the cells again, which cannot be done to rows that are out of memory.
            sheet.merge.append([row, 0, row, columns - 1])

    def lay_out(self, sheet: Worksheet, footer: str = PAGE_NUMBERS) -> None:
        """Tells a sheet its columns and its page: landscape, the number of the page below."""
        sheet.set_landscape()
        sheet.set_paper(self.size)
        sheet.set_margins(**MARGINS)
        sheet.set_footer(footer)
        sheet.set_default_row(row_height(1))
        if self.percent is None:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.set_print_scale(self.percent)
            if self.repeated:
                sheet.repeat_columns(*self.repeated)
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)


def keep_in_sight(sheet: Worksheet, header: tuple[int, int], last_row: int, columns: int, *, frozen: int = 0) -> None:
    """The header's rows (first and last, from 0) stay in sight and are printed on every page; its columns filter.

    `frozen` columns stay in sight too.
    """
    first, last = header
    sheet.freeze_panes(last + 1, frozen)
    sheet.repeat_rows(first, last)
    if columns:
        sheet.autofilter(last, 0, max(last_row, last + 1), columns - 1)
