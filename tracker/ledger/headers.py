"""Finds the table on a sheet: which row is its header, what kind of table it is, and which column is which field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.domain.money import Unit, find_unit
from tracker.domain.text import clean
from tracker.ledger.families import FAMILIES, NEEDS
from tracker.ledger.family import NAMED, Family, Kind, Sort
from tracker.ledger.workbook import BookSheet


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOOK_AT = 30
"""Rows from the top in which a header is looked for."""
HEIGHTS = (1, 2, 3)
"""Rows a header can take up; the lower ones stand under the group they belong to."""
LONGEST_HEADER = 60
MAPPED = 10.0

GENERIC = _words("名称 时间 日期 金额 单位 类别 类型 数额 编号 情况 内容 性质 备注 来源 额度 总额 状态 首笔 首次 年月")
"""Words that say little without the group above them: 投资方 / 名称 is no project's name."""

_BRACKETED = re.compile(r"[(\[{【〔<《][^)\]}】〕>》]*[)\]}】〕>》]")
_SEPARATORS = re.compile(r"[\s/、,，;；·.\-_—~*★☆※#|:：()\[\]{}【】〔〕<>《》“”\"'和及与或]+")
_NUMBERED = re.compile(r"^[0-9一二三四五六七八九十]{1,2}[、.．)）]")
_UNIT_TAIL = re.compile(r"(?:单位)?(?:人民币)?(?:[十百千]?万|亿|千)?(?:元|美元|美金|港元|欧元|日元)$"
                        r"|(?<=[额资金值收])(?:万|亿)$|(?<=积|地)亩$")
_WHETHER = re.compile(r"^(?:是否为?|有无|其中)(?=.)")
_UNIT_STATED = re.compile(r"(?:金额)?单位\s*[:：]?\s*([^\s,，;；)）]+)")


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A table found on a sheet. Rows and columns are counted from 0, as the cells are kept."""

    kind: Kind
    sheet: str
    first_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    units: Mapping[str, Unit]
    roles: tuple[tuple[str, int], ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    title: str = ""
    unit: Unit | None = None
    score: float = field(default=0.0, compare=False)

    def letter(self, name: str) -> str:
        """The letters of a field's column; of the first column when the table has none for it."""
        return letters(self.columns.get(name, 0))


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """What a mapping file says of one sheet: its kind, its header row (from 1), and fields by folded header."""

    kind: Kind | None = None
    header_row: int | None = None
    fields: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)


def letters(column: int) -> str:
    """0 is A, 25 Z, 26 AA."""
    text, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


@lru_cache(maxsize=8192)
def fold(header: str) -> str:
    """A header as it is compared: half width, without blanks, brackets, unit, numbering, separators and 是否."""
    return _bare(_BRACKETED.sub("", unicodedata.normalize("NFKC", clean(header))))


@lru_cache(maxsize=8192)
def fold_whole(header: str) -> str:
    """Like `fold`, but what stands in brackets stays."""
    return _bare(unicodedata.normalize("NFKC", clean(header)))


def _bare(text: str) -> str:
    text = _SEPARATORS.sub("", _NUMBERED.sub("", text.strip().lower()))
    text = _WHETHER.sub("", text)
    return _UNIT_TAIL.sub("", text) or text


@lru_cache(maxsize=16384)
def _fits(kind: Kind, parts: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """The fields a column can be and how well, from the texts above each other in its header."""
    joined = "".join(parts)
    whole, money = fold_whole(joined), find_unit(joined) is not None
    found = []
    for family in FAMILIES[kind]:
        if money and family.sort is Sort.DAY:
            continue
        score = _score(family, parts, whole)
        if score:
            found.append((family.field, score))
    return tuple(found)


def _score(family: Family, parts: tuple[str, ...], whole: str) -> float:
    last = parts[-1]
    alone = max(family.score(fold(last), whole), family.score(fold_whole(last), whole) - 0.01)
    if len(parts) == 1:
        return alone
    joined = max(family.score(fold("".join(parts[start:])), whole) for start in range(len(parts) - 1))
    if fold(last) in GENERIC:
        return max(joined, min(alone, 0.5))
    return max(alone, joined - 0.5)


def find_table(sheet: BookSheet, wanted: WantedColumn) -> SheetLayout | None:
    """The table on a sheet, or None when no row reads like a header of any kind.

    The best header wins; among equals the one of fewer rows, because a title above adds nothing.
    """
    best: tuple[float, int, SheetLayout] | None = None
    for top in _tops(sheet, wanted):
        if best is not None and wanted.header_row is None and top > best[2].first_row + len(HEIGHTS):
            break
        for height in HEIGHTS:
            for kind in (wanted.kind,) if wanted.kind else Kind:
                found = _table_at(sheet, top, height, kind, wanted)
                if found and (best is None or (found.score, -height) > best[:2]):
                    best = (found.score, -height, found)
    return best[2] if best else None


def _tops(sheet: BookSheet, wanted: WantedColumn) -> Iterable[int]:
    if wanted.header_row is not None:
        return (wanted.header_row - 1,)
    return range(min(LOOK_AT, len(sheet.rows)))


def _table_at(sheet: BookSheet, top: int, height: int, kind: Kind, wanted: WantedColumn) -> SheetLayout | None:
    stacked = _stacked(sheet.rows[top:top + height])
    if len(stacked) < 2 or top + height > len(sheet.rows):
        return None
    taken = _assign(kind, stacked, wanted.fields.get(kind, {}))
    score = _worth(kind, taken, sheet.name, wanted)
    if score is None:
        return None
    columns = {name: column for column, (name, _) in taken.items() if name != "role"}
    titles = _texts_above(sheet, top)
    return SheetLayout(
        kind=kind, sheet=sheet.name, first_row=_first_row(sheet, top + height), columns=columns,
        headers={name: "".join(stacked[column]) for name, column in columns.items()},
        units={name: unit for name, column in columns.items() if (unit := _unit_of(stacked[column]))},
        roles=tuple((clean(stacked[column][-1]), column) for column, (name, _) in taken.items() if name == "role"),
        others=_others(stacked, taken), title=" ".join(titles), unit=_stated_unit(titles), score=score,
    )


def _stacked(rows: list[list[Any]]) -> dict[int, tuple[str, ...]]:
    """For each column the texts of its header from the top down; a group's text stands over all its columns."""
    width = max((len(row) for row in rows), default=0)
    found: dict[int, tuple[str, ...]] = {}
    group: list[str] = [""] * len(rows)
    for column in range(width):
        cells = [_heading(row[column]) if column < len(row) else "" for row in rows]
        for level, text in enumerate(cells[:-1]):
            below = any(cells[level + 1:])
            if text:
                group[level] = text if below else ""
                group[level + 1:] = [""] * (len(rows) - level - 1)
            elif below:
                cells[level] = group[level]
        parts = tuple(dict.fromkeys(filter(None, cells)))
        if parts:
            found[column] = parts
    return found


def _heading(cell: Any) -> str:
    """The text of a header cell; numbers, days and long texts are none."""
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADER:
        return ""
    return cell.strip()


def _assign(kind: Kind, stacked: Mapping[int, tuple[str, ...]],
            mapped: Mapping[str, str]) -> dict[int, tuple[str, float]]:
    """Each column its field, best fit first; a field has one column, only roles have several."""
    fits = [
        (score, -column, name)
        for column, parts in stacked.items()
        for name, score in _mapped(parts, column, mapped) or _fits(kind, parts)
    ]
    taken: dict[int, tuple[str, float]] = {}
    used: set[str] = set()
    for score, minus_column, name in sorted(fits, reverse=True):
        if -minus_column not in taken and name not in used:
            taken[-minus_column] = (name, score)
            if name != "role":
                used.add(name)
    return dict(sorted(taken.items()))


def _mapped(parts: tuple[str, ...], column: int, mapped: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
    """What the mapping file says of a column, by its header or, as `=C`, by its letter."""
    if not mapped:
        return ()
    keys = (f"={letters(column)}", fold_whole(parts[-1]), fold(parts[-1]), fold_whole("".join(parts)))
    name = next((mapped[key] for key in keys if key in mapped), None)
    return ((name, MAPPED),) if name else ()


def _worth(kind: Kind, taken: Mapping[int, tuple[str, float]], name: str, wanted: WantedColumn) -> float | None:
    """How much speaks for a header of this kind; None when something it needs is missing."""
    fields = {field for field, _ in taken.values()}
    needs = NEEDS[kind]
    if not all(any(one in fields for one in group) for group in needs.all_of):
        return None
    if wanted.kind is None and len(fields & needs.some_of) < needs.at_least:
        return None
    bonus = 0.5 if needs.sheet and re.search(needs.sheet, name) else 0.0
    return round(sum(min(score, NAMED) / NAMED for field, score in taken.values() if field != "serial") + bonus, 6)


def _first_row(sheet: BookSheet, row: int) -> int:
    """The first row under the header that is not a row of column numbers (1 2 3 …, 甲 乙 丙)."""
    if row < len(sheet.rows):
        cells = [str(cell).removesuffix(".0") for cell in sheet.rows[row] if cell not in ("", None)]
        if len(cells) > 3 and cells == [str(number + 1) for number in range(len(cells))]:
            return row + 1
    return row


def _unit_of(parts: tuple[str, ...]) -> Unit | None:
    """The unit a header states, its own before that of its group."""
    return next((unit for part in reversed(parts) if (unit := find_unit(part))), None)


def _others(stacked: Mapping[int, tuple[str, ...]],
            taken: Mapping[int, tuple[str, float]]) -> tuple[tuple[str, int], ...]:
    """Columns no field claims, each with a header of its own."""
    found: dict[str, int] = {}
    for column, parts in stacked.items():
        if column not in taken:
            header = clean("".join(parts)) or letters(column)
            found[header if header not in found else f"{header}（{letters(column)}）"] = column
    return tuple(found.items())


def _texts_above(sheet: BookSheet, top: int) -> list[str]:
    return [clean(cell) for row in sheet.rows[:top] for cell in row if isinstance(cell, str) and cell.strip()]


def _stated_unit(titles: list[str]) -> Unit | None:
    """The unit of the whole sheet, from a line such as 单位：亿元 above the header."""
    for title in titles:
        for said in _UNIT_STATED.findall(title):
            if unit := find_unit(said):
                return unit
    return None
