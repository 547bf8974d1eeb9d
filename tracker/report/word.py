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
from tracker.report.page_breaks import caption_of, keep_together, keep_with_next, last_row_of
from tracker.report.same_bytes import packed
from tracker.shipped import shipped

if TYPE_CHECKING:
    from tracker.report.page import Cell, Page, Table

def word(page: Page) -> bytes:
    """The bytes of the document."""
    filled = DocxTemplate(BytesIO(shipped("report", f"{page.key}.docx").read_bytes()))
    language = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=as_xml_text)
    filled.render({"page": page, "table": {one.key: _rows(one) for one in page.tables}}, language, autoescape=True)
    for table in filled.docx.tables:
        keep_together(table._tbl)
        if caption_of(table._tbl) == "signatures":
            _keep_signatures(table._tbl)
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


def _keep_signatures(table: Any) -> None:
    """Nobody signs a page with nothing on it: the last lines above the signatures go with them."""
    for before in table.itersiblings(preceding=True):
        if before.tag == qn("w:tbl"):
            keep_with_next(last_row_of(before))
            return
        keep_with_next(before)
        if any(text.text for text in before.iter(qn("w:t"))):
            return


def _fit(document: Any, table: Table) -> None:
    """Gives the columns of a table that has one for each week their widths."""
    for grid in document.tables:
        if caption_of(grid._tbl) != table.key:
            continue
        for at, column in enumerate(table.columns):
            grid.columns[at].width = Mm(column.mm)
            for cell in grid.columns[at].cells:
                cell.width = Mm(column.mm)
