"""The page as a Word document, filled into the shipped template; text from people is only ever text in it."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from tracker.report.columns import WEEKS
from tracker.report.same_bytes import packed
from tracker.shipped import shipped

if TYPE_CHECKING:
    from tracker.report.page import Cell, Page, Table

WHOLE = 400
"""Characters up to which a row is kept on one page; a longer one may run over."""


def word(page: Page) -> bytes:
    """The bytes of the document."""
    filled = DocxTemplate(BytesIO(shipped("report", f"{page.key}.docx").read_bytes()))
    language = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=as_xml_text)
    filled.render({"page": page, "table": {one.key: _rows(one) for one in page.tables}}, language, autoescape=True)
    for table in filled.docx.tables:
        keep_rows_whole(table._tbl)
    for one in page.tables:
        if one.key in WEEKS:
            _fit(filled.docx, one)
    properties = filled.docx.core_properties
    properties.title = page.title[:255]
    properties.created = properties.modified = page.known.astimezone(UTC)
    made = BytesIO()
    filled.save(made)
    return packed(made.getvalue())


def as_xml_text(value: object) -> Markup:
    """Text as XML. Braces too are written as references: the library would take `{_{` for its own."""
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))


def _rows(table: Table) -> dict[str, Any]:
    return {"title": table.title, "columns": table.columns, "nothing": table.nothing,
            "rows": [[_cell(one) for one in row] for row in table.rows]}


def _cell(one: Cell) -> dict[str, Any]:
    return {"first": one.lines[0] if one.lines else "", "rest": one.lines[1:]}


def keep_rows_whole(table: Any) -> None:
    """A row is not torn apart by the end of a page, unless it is so long that it might not fit on one."""
    for row in table.iter(qn("w:tr")):
        if sum(len(text.text or "") for text in row.iter(qn("w:t"))) <= WHOLE:
            properties = row.get_or_add_trPr()
            if properties.find(qn("w:cantSplit")) is None:
                properties.insert(0, properties.makeelement(qn("w:cantSplit"), {}))


def _fit(document: Any, table: Table) -> None:
    """Gives the columns of a table that has one for each week their widths."""
    for grid in document.tables:
        caption = grid._tbl.tblPr.find(qn("w:tblCaption"))
        if caption is None or caption.get(qn("w:val")) != table.key:
            continue
        for at, column in enumerate(table.columns):
            grid.columns[at].width = Mm(column.mm)
            for cell in grid.columns[at].cells:
                cell.width = Mm(column.mm)
