"""Finds lists of projects that lie on their side: a label a row, the names on top, and a column for each project."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tracker.ledger.card_labels import NAMED, SURE, CardPair, CardPlace, label_text, meant_by, unit_alone
from tracker.ledger.family import Kind
from tracker.ledger.lines import SUM_NAME
from tracker.ledger.raw import BookSheet
from tracker.ledger.sections import said_by_sections
from tracker.ledger.stack import header_text, is_blank

_LEAST_FIELDS, _LEAST_PROJECTS, _LABELS_WITHIN = 3, 2, 4
"""Known labels and projects that such a list has at least, and the columns from the left in which its labels stand."""
_OF_AN_INVESTMENT = frozenset({"investor", "contract_amount", "signed"})
"""Of what its labels say one at least: 产值 and 税收 may be those of whatever has a column."""
_CORNER = re.compile(r"(?:[一-龥]{0,4}(?:指标|项目|内容|栏目|要素|事项|类别|名称|字段|信息|情况)(?:名称)?"
                     r"|items?|indicators?)?", re.IGNORECASE)
"""What may stand above the labels, beside the names."""
_NO_NAME = re.compile(r"[\d.,%％\s]*|\D{0,3}(?:20)?\d\d\s*年.*|[\d一二三四十]+\s*(?:月份?|季度)|[上下]半年"
                      r"|(?:填写)?(?:说明|备注|要求)")
"""What stands above a column that is of no project: a number, a year, a month."""
_SAID_OF_ANYTHING = ("remarks", "progress", "problems")
"""What may stand below whatever has a column."""
_PARTIES = frozenset({"investor", "bureau", "chain_leader"})


class _Side(NamedTuple):
    """Such a list: its column of labels, the row of the names, the rows of labels below it, a column a project."""

    labels: int
    names: int
    rows: tuple[int, ...]
    projects: tuple[int, ...]
    units: int | None


def pairs_on_side(sheet: BookSheet) -> list[CardPair]:
    """Every label of a list on its side with a value for each project, the names first; none for any other sheet."""
    side = max((found for column in range(_LABELS_WITHIN) if (found := _side(sheet, column))),
               key=lambda found: len(found.rows), default=None)
    if side is None:
        return []
    names = _pair(sheet, side, side.names, "项目名称")
    if side.names and len(_projects_in(sheet, side.names - 1, side.labels)) == len(side.projects):
        above = ((side.names - 1, column) for column, cell in enumerate(sheet.rows[side.names - 1])
                 if not is_blank(cell))
        names = names._replace(heads=(*names.heads, *above))  # 项目一, 项目二 above their names
    return [names, *(_pair(sheet, side, row, "") for row in side.rows)]


def _side(sheet: BookSheet, labels: int) -> _Side | None:
    """The list whose labels stand in a column, where they do."""
    known = {row: field for row in range(len(sheet.rows)) if (field := meant_by(_cell(sheet, row, labels), SURE))}
    named = [row for row, field in known.items() if field == "name" and _projects_in(sheet, row, labels)]
    first = min((row for row in known if row not in named), default=0)
    names = named[0] if named else first - 1
    fields = {field for row, field in known.items() if row > names} - {"name", "serial"}
    if len(named) > 1 or names < 0 or len(fields) < _LEAST_FIELDS or _OF_AN_INVESTMENT.isdisjoint(fields) or (
            not named and not _CORNER.fullmatch(label_text(_cell(sheet, names, labels)))):
        return None
    projects = _projects_in(sheet, names, labels)
    rows = tuple(row for row in range(names + 1, len(sheet.rows)) if header_text(_cell(sheet, row, labels)) and (
        row in known or any(not is_blank(_cell(sheet, row, column)) for column in projects)))
    said = [_cell(sheet, row, column) for row, field in known.items() if row in rows and field not in _SAID_OF_ANYTHING
            for column in projects]
    if not projects or 2 * len(fields) < len(rows) or not any(map(_tells, said)) or (
            _labels_among(sheet, rows, projects)):
        return None
    between = (column for column in range(labels + 1, projects[-1] + 1) if column not in projects)
    units = next((column for column in between if any(unit_alone(_cell(sheet, row, column)) for row in rows)), None)
    return _Side(labels, names, rows, projects, units)


def _projects_in(sheet: BookSheet, row: int, labels: int) -> tuple[int, ...]:
    """The columns of the projects whose names stand in a row; none where these are no names."""
    texts = {column: label_text(cell) for column, cell in enumerate(sheet.rows[row]) if column > labels
             and not is_blank(cell)}
    found = {column: text for column, text in texts.items() if text and meant_by(text, SURE) != "unit"
             and not SUM_NAME.fullmatch(text)}
    headers = any(_NO_NAME.fullmatch(text) or any(meant_by(text, NAMED, kind) for kind in Kind)
                  for text in found.values())
    parks = all(not {"park", "bureau"}.isdisjoint(said_by_sections((text,))) for text in found.values())
    alike = len(set(found.values())) < len(found)
    return () if headers or parks or alike or len(found) < _LEAST_PROJECTS else tuple(found)


def _tells(cell: object) -> bool:
    """Whether a cell holds more than a figure: a table of nothing but figures is of no projects."""
    return isinstance(cell, date) or (isinstance(cell, str) and re.search(r"[^\W\d_]", cell) is not None)


def _labels_among(sheet: BookSheet, rows: tuple[int, ...], projects: tuple[int, ...]) -> bool:
    """Whether labels stand among the values: then these are cards beside each other."""
    return sum(bool(meant_by(_cell(sheet, row, column), NAMED)) for row in rows for column in projects) > 1


def _pair(sheet: BookSheet, side: _Side, row: int, label: str) -> CardPair:
    """A label with the value of each project; its unit and its group are heads of it."""
    heads: list[CardPlace] = []
    text = label or label_text(_cell(sheet, row, side.labels))
    for column in range(side.labels):
        if not is_blank(cell := _group(sheet, row, column)):
            heads.append((row, column))
            text = f"{label_text(cell)}{text}" if meant_by(cell, SURE) in _PARTIES else text
    if side.units is not None and not is_blank(cell := _cell(sheet, row, side.units)):
        heads.append((row, side.units))
        text += f"（{said}）" if (said := unit_alone(cell)) else ""
    places = tuple((row, column) for column in side.projects)
    return CardPair(text, (row, side.labels), places, tuple(_cell(sheet, *place) for place in places),
                    tuple(place for place in heads if not is_blank(_cell(sheet, *place))))


def _group(sheet: BookSheet, row: int, column: int) -> object:
    """The text of a cell, or of the merged ones that it belongs to."""
    for (top, left), (bottom, right) in sheet.merges:
        if top <= row <= bottom and left <= column <= right:
            return _cell(sheet, top, left)
    return _cell(sheet, row, column)


def _cell(sheet: BookSheet, row: int, column: int) -> object:
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else ""
