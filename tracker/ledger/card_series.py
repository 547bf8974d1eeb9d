"""Lists on cards that are read as labels with their values: results by year, days by stage, and those kept as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.domain.text import clean
from tracker.ledger.card_labels import SURE, CardPair, CardPlace, label_text, meant_by
from tracker.ledger.card_lists import CardList, ListShape, cell_at, is_a_day, is_a_time, is_sum_label
from tracker.ledger.headers import NOTE_SIGN
from tracker.ledger.raw import BookSheet, Month
from tracker.ledger.rows import as_found
from tracker.ledger.stack import header_text, is_blank

_BARE_YEAR = re.compile(r"(20\d\d)(?:\.0)?(?:年度?)?")
_OF_A_YEAR = re.compile(r"20\d\d年")
_PLANNED = re.compile("计划|预计|拟|目标|要求|应")
_CAME = re.compile("实际|完成|办结|时间|日期|^时点$")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]\s*$")
_UNIT = re.compile(r"(?:单位[:：]?)?\s*([十百千]?[万亿]?元)")
_TAKEN = ("investor", "bureau", "officer")
"""Fields that a list of parties gives by its first row, where the card has no label for them."""


def pairs_of(sheet: BookSheet, one: CardList, taken: frozenset[str] = frozenset()) -> list[CardPair]:
    """The labels with their values that a list says; none for a table. `taken` are the fields that the card itself has
    labels for.
    """
    match one.shape:
        case ListShape.YEARS:
            return list(_by_year(sheet, one))
        case ListShape.ACROSS:
            return list(_across(sheet, one))
        case ListShape.NODES:
            return list(_by_node(sheet, one))
        case ListShape.SLICES:
            return list(_slices(sheet, one))
        case ListShape.LINES:
            return list(_lines(sheet, one, taken))
        case _:
            return []


def _by_year(sheet: BookSheet, one: CardList) -> Iterator[CardPair]:
    """Each result of a list by years, behind its year: 2023年产值."""
    years, *others = one.columns
    for row in one.rows:
        when = _time(cell_at(sheet, row, years))
        for column in others:
            header = header_text(cell_at(sheet, one.top, column)) or f"第{column + 1}列"
            yield from _pair(sheet, f"{when}{header}", (one.top, column), (row, column),
                             ((row, years), (one.top, years)))


def _across(sheet: BookSheet, one: CardList) -> Iterator[CardPair]:
    """Each result of a list whose columns are years or months, behind that time."""
    first = cell_at(sheet, one.top, one.columns[0])
    headless = is_a_time(first)
    for row in one.rows:
        label = one.groups[0] if headless else (row, one.columns[0])
        what = label_text(header_text(cell_at(sheet, *label)))
        heads = () if headless else ((one.top, one.columns[0]),)
        for column in one.columns if headless else one.columns[1:]:
            when = _time(cell_at(sheet, one.top, column))
            yield from _pair(sheet, _in_time(when, what), label, (row, column), ((one.top, column), *(
                heads if not is_blank(first) else ())))


def _in_time(when: str, what: str) -> str:
    """What comes in a time as one header: 2月 of 2024年到位资金 is 2024年2月到位资金."""
    year = _OF_A_YEAR.match(what)
    return f"{year[0]}{when}{what[year.end():]}" if year and "20" not in when else f"{when}{what}"


def _by_node(sheet: BookSheet, one: CardList) -> Iterator[CardPair]:
    """The days of each stage: those that were planned behind 计划, and what else is said of it as a note."""
    nodes, *others = one.columns
    headers = {column: header_text(cell_at(sheet, one.top, column)) for column in others}
    came = next((column for column in others if _CAME.search(headers[column]) and not _PLANNED.search(headers[column])),
                None)
    for row in one.rows:
        stage = label_text(cell_at(sheet, row, nodes))
        for column in others:
            header, cell = headers[column], cell_at(sheet, row, column)
            if _PLANNED.search(header):
                label = f"计划{stage}时间"
            elif column == came:
                label = f"{stage}时间"
            else:
                label = f"{NOTE_SIGN}{stage}{header}"
            yield from _pair(sheet, label, (row, nodes), (row, column), ((one.top, nodes), (one.top, column)),
                             is_kept=is_blank(cell))


def _slices(sheet: BookSheet, one: CardList) -> Iterator[CardPair]:
    """The day and the amount of each slice of money: 第一笔到账时间."""
    about = " ".join(str(cell_at(sheet, *place)) for place in (*one.groups, *filter(None, (one.title,))))
    bracketed = _IN_BRACKETS.search(about)
    stated = _UNIT.fullmatch(bracketed[1]) if bracketed else None
    for row in one.rows:
        place = row, one.columns[0]
        which = re.sub("(?:资金|到资|到账)$", "", label_text(cell_at(sheet, *place))) if len(one.rows) > 1 else ""
        which = re.sub("期$", "笔", which)
        for column in one.columns[1:]:
            cell = cell_at(sheet, row, column)
            unit = f"（{stated[1]}）" if stated and not isinstance(cell, str) else ""
            label = f"{which}到账时间" if is_a_day(cell) else f"{which}到账金额{unit}"
            yield from _pair(sheet, label, place, (row, column), ())


def _lines(sheet: BookSheet, one: CardList, taken: frozenset[str]) -> Iterator[CardPair]:
    """A list of no kind as one note, line by line; the parties in its first row where the card names none itself."""
    heads = tuple((one.top, column) for column in one.columns)
    headers = {column: label_text(header_text(cell_at(sheet, one.top, column))) for column in one.columns}
    first = one.rows[0]
    who = next((column for column in one.columns if meant_by(headers[column], SURE) != "serial"), one.columns[0])
    means, party = meant_by(headers[who], SURE), cell_at(sheet, first, who)
    if means in _TAKEN and means not in taken and not is_blank(party):
        yield CardPair(headers[who], (one.top, who), ((first, who),), (party,))
    cells = [(row, column) for row in one.rows for column in one.columns if not is_blank(cell_at(sheet, row, column))]
    lines = ["；".join(f"{headers[column]}：{_said(cell_at(sheet, row, column))}" if headers[column]
                      else _said(cell_at(sheet, row, column)) for at, column in cells if at == row) for row in one.rows]
    about = one.title or (one.groups[0] if one.groups else (one.top, one.columns[0]))
    label = label_text(cell_at(sheet, *about)) if about not in heads else "、".join(filter(None, headers.values()))
    place, *more = cells
    yield CardPair(f"{NOTE_SIGN}{label}", about, (place,), ("\n".join(filter(None, lines)),), heads, tuple(more))


def _pair(sheet: BookSheet, label: str, place: CardPlace, value: CardPlace, heads: tuple[CardPlace, ...], *,
          is_kept: bool = False) -> Iterator[CardPair]:
    """A label with its value; none for a cell that is blank, unless what it says of its label `is_kept`."""
    text = cell_at(sheet, *value)
    if not is_blank(text) or (is_kept and not label.startswith(NOTE_SIGN)):
        yield CardPair(label, place, (value,), (text,), heads)


def _time(cell: object) -> str:
    """A year or a part of it as a header says it; 合计 of several years is what came in all."""
    if isinstance(cell, Month):
        return f"{cell.year}年{cell.month}月"
    text = "".join(str(cell).split())
    match = _BARE_YEAR.fullmatch(text)
    if match is not None:
        return f"{match[1]}年"
    return "累计" if is_sum_label(cell) else text


def _said(cell: object) -> str:
    return clean(cell) if isinstance(cell, str) else str(as_found(cell))


