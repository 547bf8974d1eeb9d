"""The shape of an office's own book: its sheets, the lines above each table, and which column is which field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

from tracker.domain.money import Unit, unit_name
from tracker.ledger.family import ROLE, Kind
from tracker.ledger.finding import stated_unit
from tracker.ledger.headers import unit_of
from tracker.ledger.layout import SheetLayout
from tracker.ledger.result_columns import RESULT_FIELDS
from tracker.ledger.sections import heads_a_section
from tracker.ledger.stack import Headings
from tracker.ledger.titles import title_texts
from tracker.ledger.workbook import BookSheet

_BETWEEN_TEXTS = "\u3000\u3000"
"""Between the texts of one line above a table, which is written into one cell."""
SEVERAL = (ROLE, *RESULT_FIELDS)
"""Fields of which a table can have several columns, each known by its label."""
NOTE = "note"
"""In place of a field, for a column of notes, which is known by its label."""


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One column: the texts above each other in its header, and the field it holds; `label` of a note or a role."""

    parts: tuple[str, ...]
    field: str = ""
    label: str = ""

    @property
    def header(self) -> str:
        """Its header as one text, by which a note is known that was left in the column of a field."""
        return "".join(self.parts)

    def unit(self, of_sheet: Unit | None) -> Unit | None:
        """The unit its header states, its own before that of its group; else that of the whole sheet."""
        return unit_of(self.parts) or of_sheet


@dataclass(frozen=True, slots=True)
class SheetShape:
    """One sheet: what it holds, its name, the lines above its header, and its columns from the first of the table on.

    A book is written from A on, wherever the table began in the one that was taken in.
    """

    kind: Kind
    sheet: str
    titles: tuple[str, ...]
    columns: tuple[ColumnShape, ...]
    unit: Unit | None = field(default=None, compare=False)
    """The unit that a line above the header states for all amounts."""
    first: int = field(default=0, compare=False)
    """The column of the sheet, from 0, that the table was found to begin in."""

    def on_sheet(self) -> Iterator[tuple[int, ColumnShape]]:
        """Each column with its number on the sheet that it was found on, from 0."""
        return enumerate(self.columns, self.first)

    def fields(self) -> dict[str, int]:
        """Which of the columns, from 0, holds which field; those of which there can be several are not among them."""
        return {column.field: place for place, column in enumerate(self.columns)
                if column.field and column.field not in (NOTE, *SEVERAL)}


def shape_of(sheet: BookSheet, layout: SheetLayout) -> SheetShape:
    """The shape of a table as it was found."""
    stacked = Headings(sheet).stack(layout.top, layout.first_row - layout.top)
    heads = layout.heads()
    meant = {column: (head.field, "") if head.field in layout.columns and layout.columns[head.field] == column
             else (head.field if head.field in SEVERAL else NOTE, head.header) for column, head in heads.items()}
    first, width = min(heads, default=0), max(heads, default=-1) + 1
    columns = tuple(ColumnShape(tuple(part for part in stacked.get(place, ()) if not part.isdigit()) or ("",),
                                *meant.get(place, ("", ""))) for place in range(first, width))
    return SheetShape(layout.kind, layout.sheet, _titles(sheet, layout), columns, layout.unit, first)


def _titles(sheet: BookSheet, layout: SheetLayout) -> tuple[str, ...]:
    """The lines above a table, without what names a section of its rows: in a book of the whole office further
    projects stand below them. A unit that only such a text states stays.
    """
    lines = [title_texts(row) for row in sheet.rows[layout.title_top:layout.top]]
    titles = _without_sections(lines)
    if layout.unit is not None and stated_unit(titles) is None:
        titles = (*titles, f"单位：{unit_name(layout.unit)}")
    return titles


def _without_sections(lines: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The texts of each line as one title, without those that name a section; a first line is never blank."""
    titles = [_BETWEEN_TEXTS.join(kept) for texts in lines
              if (kept := [text for text in texts if not heads_a_section(text)]) or not texts]
    return tuple(dropwhile(lambda title: not title, titles))


def shapes_of(tables: Iterable[tuple[BookSheet, SheetLayout]]) -> tuple[SheetShape, ...]:
    """The shapes a book is written in again: of each kind the table with the most fields."""
    best: dict[Kind, tuple[BookSheet, SheetLayout]] = {}
    for sheet, layout in tables:
        if layout.kind not in best or len(layout.columns) > len(best[layout.kind][1].columns):
            best[layout.kind] = (sheet, layout)
    return tuple(shape_of(*best[kind]) for kind in Kind if kind in best)


def shapes_as_text(shapes: Iterable[SheetShape]) -> str:
    """The shapes as they are kept."""
    return json.dumps([{"kind": shape.kind.value, "sheet": shape.sheet, "titles": shape.titles,
                        "columns": [[list(one.parts), one.field, one.label] for one in shape.columns]}
                       for shape in shapes], ensure_ascii=False, separators=(",", ":"))


def shapes_in(text: str) -> tuple[SheetShape, ...]:
    """The shapes that were kept. Raises ValueError for a text that is none."""
    return tuple(_shape(kept) for kept in json.loads(text))


def _shape(kept: Mapping[str, Any]) -> SheetShape:
    columns = tuple(ColumnShape(tuple(parts), name, label) for parts, name, label in kept["columns"])
    titles = _without_sections([text for text in title.split(_BETWEEN_TEXTS) if text] for title in kept["titles"])
    return made_shape(Kind(kept["kind"]), kept["sheet"], titles, columns)


def made_shape(kind: Kind, sheet: str, titles: tuple[str, ...], columns: tuple[ColumnShape, ...]) -> SheetShape:
    """A shape with the unit that its lines state."""
    return SheetShape(kind, sheet, titles, columns, stated_unit(titles))


_USUAL: dict[Kind, tuple[str, str]] = {
    Kind.PROJECTS: ("项目台账", "序号:serial 项目名称:name 投资方:investor 资金来源:origin 是否湘商回归:hunan_return "
                    "三类500强:top500 产业链:industry_chain 链条定位:chain_role 计划总投资（亿元）:contract_amount "
                    "落户园区/乡镇:park 链长（市级领导）:chain_leader 招商联络员:officer 线索登记时间:lead "
                    "签约时间:signed 注册时间:registered 统一社会信用代码:credit_code 首笔到资时间:funded "
                    "开工时间:started 投产时间:producing 存在问题:problems 备注:remarks"),
    Kind.RECEIPTS: ("到资明细", "项目名称:project 到资日期:day 到资金额（万元）:amount 凭证:voucher"),
    Kind.BLOCKERS: ("卡点清单", "项目名称:project 卡点类别:category 卡点描述:description 责任单位:bureau "
                    "提出日期:raised 办结时限:due 销号日期:verified 状态:state"),
    Kind.TARGETS: ("目标任务", "指标:indicator 单位:unit 年度目标:value"),
    Kind.RESULTS: ("项目成效", "项目名称:project 成效:result 时间或时期:day 金额（万元）:amount"),
}


def usual_shape(kind: Kind, place: str) -> SheetShape:
    """The columns of the sample ledger, for an office that has taken in no book of its own with such a sheet."""
    sheet, words = _USUAL[kind]
    columns = tuple(ColumnShape((header,), name) for header, _, name in (word.partition(":") for word in words.split()))
    titles = (f"{place}招商引资项目台账",) if kind is Kind.PROJECTS and place else ()
    return made_shape(kind, sheet, titles, columns)
