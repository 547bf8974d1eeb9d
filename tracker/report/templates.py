"""Makes the Word templates of the page and of the minutes anew: `python -m tracker.report.templates`."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.report.columns import COLUMNS, WEEKS, WIDTH, columns
from tracker.report.same_bytes import packed
from tracker.report.word_parts import (
    HEI,
    SONG,
    name_fonts,
    put_block,
    put_field,
    put_text,
    repeat_on_pages,
    ruled,
    set_fonts,
)
from tracker.shipped import shipped
from tracker.words import Lang, spoken
from tracker.words.report import ReportWords

TEMPLATES = {
    "review": (("list", "verified"), ("reminders", "health", "figures", "trends", "bureaus")),
    "minutes": (("said", "left", "general", "deadlines"), ()),
}
"""By template the tables before and after the notes; the signatures end the page."""

STRONG = frozenset(("project", "figure"))
"""Columns of which the first line stands out."""
LABEL = 30
"""The width of a signature's label in mm."""
MADE = datetime(2023, 1, 1, tzinfo=UTC)


def template(name: str) -> bytes:
    """The bytes of a template; the same each time."""
    document = Document()
    _paper(document)
    _styles(document)
    name_fonts(document)
    _head(document)
    before, after = TEMPLATES[name]
    for key in before:
        _part(document, key)
    _block(document, "for note in page.notes", "Small", "{{ note }}")
    for key in after:
        _part(document, key)
    _signatures(document)
    # Word wants a paragraph behind a table that ends a document.
    document.add_paragraph("", "Small")
    _foot(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "sanxin", name, ""
    properties.created = properties.modified = MADE
    content = BytesIO()
    document.save(content)
    return packed(content.getvalue())


# -- paper and fonts --------------------------------------------------------------------------------------------------


def _paper(document: Any) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm((297 - WIDTH) // 2)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(14), Mm(15), Mm(7)


def _styles(document: Any) -> None:
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    set_fonts(styles["Normal"], SONG, 9)
    for name, cjk, size in (("Heading 1", HEI, 16), ("Heading 2", HEI, 11), ("Facts", SONG, 9.5),
                            ("Sample", HEI, 9.5), ("Cell", SONG, 9),
                            ("Strong cell", HEI, 9), ("Small", SONG, 8)):
        known = name in [style.name for style in styles]
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        set_fonts(style, cjk, size)
    for name, above, below in (("Heading 1", 0, 6), ("Heading 2", 8, 3), ("Facts", 0, 2), ("Sample", 0, 6)):
        spacing = styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(above), Pt(below)
    for name, points in (("Cell", 12), ("Strong cell", 12), ("Small", 11)):
        # Exact, because Chinese fonts differ much in the height of a line.
        styles[name].paragraph_format.line_spacing = Pt(points)
    styles["Heading 1"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Sample"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Strong cell"].font.bold = styles["Sample"].font.bold = True


# -- parts of the page ------------------------------------------------------------------------------------------------


def _head(document: Any) -> None:
    document.add_paragraph("{{ page.title }}", "Heading 1")
    document.add_paragraph("{%p if page.sample %}")
    document.add_paragraph("{{ page.sample }}", "Sample")
    document.add_paragraph("{%p endif %}")
    for at in (0, 2):
        document.add_paragraph(f"{{{{ page.facts[{at}] }}}}\u3000\u3000{{{{ page.facts[{at + 1}] }}}}", "Facts")
    line = document.add_paragraph("{{ page.counts }}", "Facts")
    line.runs[0].bold = True


def _block(document: Any, opens: str, style: str, text: str) -> None:
    """Paragraphs within a block of the template's language."""
    document.add_paragraph(f"{{%p {opens} %}}")
    document.add_paragraph(text, style)
    document.add_paragraph(f"{{%p end{opens.split()[0]} %}}")


def _part(document: Any, key: str) -> None:
    """A table under its title, or that there is nothing to show."""
    title = document.add_paragraph(f"{{{{ table.{key}.title }}}}", "Heading 2")
    title.paragraph_format.keep_with_next = True
    document.add_paragraph(f"{{%p if table.{key}.rows %}}")
    if key in WEEKS:
        _weekly_table(document, key)
    else:
        _table(document, key)
    document.add_paragraph("{%p else %}")
    document.add_paragraph(f"{{{{ table.{key}.nothing }}}}", "Cell")
    document.add_paragraph("{%p endif %}")


def _table(document: Any, key: str) -> None:
    laid = columns(COLUMNS[key], spoken(Lang.ZH, ReportWords))
    made = ruled(document, key, 4, [column.mm for column in laid])
    heads, opens, body, ends = made.rows
    put_block(opens, f"{{%tr for row in table.{key}.rows %}}")
    put_block(ends, "{%tr endfor %}")
    repeat_on_pages(heads)
    for at, (name, _) in enumerate(COLUMNS[key]):
        put_text(heads.cells[at], f"{{{{ table.{key}.columns[{at}].heading }}}}", "Strong cell", middle=True)
        cell = body.cells[at]
        put_text(cell, f"{{{{ row[{at}].first }}}}", "Strong cell" if name in STRONG else "Cell",
              middle=laid[at].middle)
        for text, style in ((f"{{%p for line in row[{at}].rest %}}", None), ("{{ line }}", "Cell"),
                            ("{%p endfor %}", None)):
            added = cell.add_paragraph(text, style)
            added.alignment = WD_ALIGN_PARAGRAPH.CENTER if laid[at].middle else None


def _weekly_table(document: Any, key: str) -> None:
    """A table of which nobody knows how many columns it will have: a name, then one for each week."""
    made = ruled(document, key, 4, [WIDTH // 4] * 4)
    heads, opens, body, ends = made.rows
    repeat_on_pages(heads)
    put_block(opens, f"{{%tr for row in table.{key}.rows %}}")
    put_block(ends, "{%tr endfor %}")
    for row, loop, text, style in (
            (heads, f"column in table.{key}.columns", "column.heading", "Strong cell"),
            (body, "cell in row", "cell.first", "Cell")):
        name, among = loop.split(" in ")
        put_text(row.cells[0], f"{{{{ {text.replace(name, f'{among}[0]')} }}}}", style)
        put_text(row.cells[1], f"{{%tc for {loop}[1:] %}}", "Cell")
        put_text(row.cells[2], f"{{{{ {text} }}}}", style, middle=True)
        put_text(row.cells[3], "{%tc endfor %}", "Cell")


def _signatures(document: Any) -> None:
    """Four fields to sign in, kept on the page of the line above."""
    gap = document.add_paragraph("", "Small")
    gap.paragraph_format.keep_with_next = True
    blank = WIDTH // 4 - LABEL
    made = ruled(document, "signatures", 1, [LABEL, blank] * 4)
    row = made.rows[0]
    row.height, row.height_rule = Mm(15), WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at in range(4):
        put_text(row.cells[at * 2], f"{{{{ page.signatures[{at}] }}}}", "Strong cell", middle=True)
        put_text(row.cells[at * 2 + 1], "", "Cell")


def _foot(document: Any) -> None:
    """The number of the page, and of how many."""
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.style = "Small"
    for at, field in enumerate(("PAGE", "NUMPAGES", "")):
        line.add_run(f"{{{{ page.numbering[{at}] }}}}")
        if field:
            put_field(line, field)


if __name__ == "__main__":
    for each in TEMPLATES:
        Path(str(shipped("report", f"{each}.docx"))).write_bytes(template(each))
