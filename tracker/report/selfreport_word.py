"""A report as a Word document: filled into the shipped template or the office's own, every number in its control."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError

from tracker.domain.clock import utc_text
from tracker.domain.parts import period_key
from tracker.domain.reasons import Code
from tracker.office.outcome import Done, Refused, refused
from tracker.report.controls import put_controls, unmarked
from tracker.report.manifest import Manifest, put_manifest
from tracker.report.month_chart import chart_run
from tracker.report.page_breaks import caption_of, keep_together, keep_with_next, last_row_of
from tracker.report.same_bytes import packed
from tracker.report.selfreport import SelfReport
from tracker.report.surroundings import lines_of_numbers
from tracker.report.template_asked import (
    FAILURES,
    failing_tags,
    line_of,
    template_language,
    template_of,
    unknown_names,
    unread_tags,
)

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def report_word(report: SelfReport, template: bytes) -> Done[tuple[bytes, int]] | Refused:
    """The bytes of the document, and how many numbers stand in controls. The same report gives the same bytes.

    Refused where the template is no Word document, where its tags cannot be read, and where it asks for what no report
    has: each with its places, and nothing is written.
    """
    try:
        filled = template_of(template)
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError):
        return refused(Code.NOT_A_TEMPLATE, field="template")
    asked: list[str] = []
    language = template_language(asked)
    if unfit := unread_tags(filled.docx, language, report.lang):
        return Refused(unfit)
    try:
        filled.render(dict(report.values), language, autoescape=True)
    except TemplateError as error:
        return refused(Code.TEMPLATE_WRONG, field="template", value=str(error),
                       place=line_of(template, error, report.lang))
    except (*FAILURES, XMLSyntaxError) as error:
        return Refused(failing_tags(template, error, report.values, report.lang))
    if asked:
        return Refused(unknown_names(template, asked, report.lang))
    return Done(_finished(filled.docx, report))


def _finished(document: Any, report: SelfReport) -> tuple[bytes, int]:
    chart = report.chart
    _without_marks(document)
    placed = put_controls(document, report.figures, lambda: [chart_run(document, chart)] if chart else [])
    for table in document.tables:
        keep_together(table._tbl)
        if chart and caption_of(table._tbl) == "months":
            keep_with_next(last_row_of(table._tbl))
    rollup, asked = report.facts.rollup, report.facts.asked
    put_manifest(document, Manifest(
        str(asked.year), period_key(asked.part), rollup.until.isoformat(), utc_text(rollup.as_of),
        rollup.ruleset_digest, rollup.head, len(placed), str(report.lang),
        budget=report.budget.typed if report.budget else None,
        lines=tuple(one.text for one in lines_of_numbers(document))), placed)
    properties = document.core_properties
    properties.title = str(report.values["title"])[:255]
    properties.created = properties.modified = rollup.as_of.astimezone(UTC)
    made = BytesIO()
    document.save(made)
    return packed(made.getvalue()), len(placed)


def _without_marks(document: Any) -> None:
    """Footnotes and the properties of a document have numbers as plain text: no control is found in them."""
    for part in document.part.package.iter_parts():
        if part.content_type == _FOOTNOTES:
            part._blob = unmarked(part.blob.decode()).encode()
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(document.core_properties, name, unmarked(getattr(document.core_properties, name)))
