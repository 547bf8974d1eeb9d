"""The pages of an assessment in Word: the board on wide paper, a page for each unit, every number in its control."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.domain.clock import utc_text
from tracker.report.assessment_paper import NARROW_MM, WIDE_MM, paper_part
from tracker.report.controls import put_controls
from tracker.report.manifest import Manifest, put_manifest
from tracker.report.page_breaks import keep_together
from tracker.report.same_bytes import packed
from tracker.report.surroundings import lines_of_numbers
from tracker.report.word_parts import (
    FANG,
    HEI,
    OFFICIAL_NAMES,
    SONG,
    name_fonts,
    put_field,
    put_text,
    repeat_on_pages,
    ruled,
    set_fonts,
)
from tracker.words import spoken
from tracker.words.selfreport import SelfReportWords

if TYPE_CHECKING:
    from tracker.report.assessment_paper import AssessmentPaper, PaperPage, PaperTable, Text

_STYLES = (("Paper title", SONG, 20, 4), ("Paper heading", HEI, 12, 2), ("Paper text", FANG, 12, 3),
           ("Paper cell", SONG, 10, 0), ("Paper head cell", HEI, 10, 0), ("Paper small", SONG, 9, 0))
"""Name, font, points, points below."""
_LONG, _SHORT = 297, 210
"""Of A4, in mm."""


def assessment_word(paper: AssessmentPaper) -> bytes:
    """The bytes of the document. The same paper gives the same bytes."""
    document: Any = Document()
    _begin(document)
    for at, page in enumerate(paper.pages):
        section = document.sections[0] if not at else document.add_section(WD_SECTION.NEW_PAGE)
        _lay_out(section, page)
        _page(document, page, paper.sample)
    _foot(document, paper)
    placed = put_controls(document, paper.figures, list)
    for table in document.tables:
        keep_together(table._tbl)
    of = paper.facts.figures
    put_manifest(document, Manifest(
        str(of.year), paper_part(paper.which), of.until.isoformat(), utc_text(of.as_of), of.ruleset_digest,
        paper.facts.head, len(placed), str(paper.lang),
        lines=tuple(one.text for one in lines_of_numbers(document))), placed)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "sanxin", paper.title[:255], ""
    properties.created = properties.modified = of.as_of.astimezone(UTC)
    made = BytesIO()
    document.save(made)
    return packed(made.getvalue())


def _begin(document: Any) -> None:
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    set_fonts(styles["Normal"], FANG, 12)
    for name, font, points, below in _STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        set_fonts(style, font, points)
        style.paragraph_format.space_after = Pt(below)
    styles["Paper heading"].paragraph_format.space_before = Pt(8)
    styles["Paper heading"].paragraph_format.keep_with_next = True
    name_fonts(document, OFFICIAL_NAMES)


def _lay_out(section: Any, page: PaperPage) -> None:
    """Wide paper for the board, high one for a unit."""
    section.orientation = WD_ORIENT.LANDSCAPE if page.is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(_LONG), Mm(_SHORT)) if page.is_wide else (Mm(_SHORT), Mm(_LONG))
    section.left_margin = section.right_margin = section.top_margin = Mm(15)
    section.bottom_margin, section.footer_distance = Mm(18), Mm(8)


def _page(document: Any, page: PaperPage, sample: str) -> None:
    document.add_paragraph(_marked(page.title), "Paper title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    if sample:
        document.add_paragraph(sample, "Paper small").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in page.about:
        document.add_paragraph(_marked(line), "Paper text")
    for table in page.tables:
        if table.title:
            document.add_paragraph(_marked(table.title), "Paper heading")
        _table(document, table, WIDE_MM if page.is_wide else NARROW_MM)


def _table(document: Any, table: PaperTable, mm: int) -> None:
    made = ruled(document, table.key, 1 + len(table.rows), table.widths(mm))
    heads, *rows = made.rows
    repeat_on_pages(heads)
    for cell, column in zip(heads.cells, table.columns, strict=True):
        put_text(cell, _marked(column.title), "Paper head cell", middle=True)
    for row, texts in zip(rows, table.rows, strict=True):
        for cell, text, column in zip(row.cells, texts, table.columns, strict=True):
            put_text(cell, _marked(text), "Paper cell")
            if column.right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _marked(text: Text) -> str:
    """A text as it is put into a document: a number with the marks by which its control is put around it."""
    return text if isinstance(text, str) else text.marked


def _foot(document: Any, paper: AssessmentPaper) -> None:
    """What the numbers stand on, and the number of the page; the sections that follow have the same."""
    footer = document.sections[0].footer
    lines = [footer.paragraphs[0], *(footer.add_paragraph() for _ in paper.foot)]
    for line, text in zip(lines, (*paper.foot, ""), strict=True):
        line.style, line.alignment = "Paper small", WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text)
    for text, field in zip(spoken(paper.lang, SelfReportWords).page, ("PAGE", "NUMPAGES", ""), strict=True):
        lines[-1].add_run(text)
        if field:
            put_field(lines[-1], field)
