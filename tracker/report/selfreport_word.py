"""A report as a Word document: filled into the shipped template or the office's own, every number in its control."""

from __future__ import annotations

import re
from datetime import UTC
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, TemplateError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError
from markupsafe import Markup

from tracker.domain.clock import utc_text
from tracker.domain.parts import period_key
from tracker.domain.reasons import Code, Reason
from tracker.office.outcome import Done, Refused, refused
from tracker.report.controls import Spot, parts_of_document, place_of_paragraph, put_controls
from tracker.report.manifest import Manifest, put_manifest
from tracker.report.month_chart import chart_run
from tracker.report.page_breaks import caption_of, keep_together, keep_with_next, last_row_of
from tracker.report.same_bytes import packed
from tracker.report.selfreport import SelfReport
from tracker.report.surroundings import lines_of_numbers
from tracker.report.word import as_xml_text
from tracker.words import Lang

_TAGS = re.compile(r"\{[{%#].*?[%}#]\}", re.DOTALL)
_LONGEST_PLACE = 60
_MIDDLE = 3
"""Of the lines around a mistake, as the library gives them, the one it is on."""


def report_word(report: SelfReport, template: bytes) -> Done[tuple[bytes, int]] | Refused:
    """The bytes of the document, and how many numbers stand in controls. The same report gives the same bytes.

    Refused where the template is no Word document, where its tags cannot be read, and where it asks for what no report
    has: each with its places, and nothing is written.
    """
    try:
        filled = DocxTemplate(BytesIO(template))
        filled.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError):
        return refused(Code.NOT_A_TEMPLATE, field="template")
    asked: list[str] = []
    language = _language(asked)
    if unfit := _undeclared(filled.docx, language, report):
        return Refused(unfit)
    try:
        filled.render(dict(report.values), language, autoescape=True)
    except TemplateError as error:
        return refused(Code.TEMPLATE_WRONG, field="template", value=str(error),
                       place=_line_of(template, error, report.lang))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, XMLSyntaxError) as error:
        return refused(Code.TEMPLATE_WRONG, field="template", value=type(error).__name__,
                       place=Spot(0, 0).told(report.lang))
    if asked:
        original = DocxTemplate(BytesIO(template))
        original.init_docx()
        return Refused(tuple(one for name in dict.fromkeys(asked)
                             for one in _unknown(original.docx, name, report.lang)))
    return Done(_finished(filled.docx, report))


def _finished(document: Any, report: SelfReport) -> tuple[bytes, int]:
    chart = report.chart
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


# -- what a template asks for -----------------------------------------------------------------------------------------


def _language(asked: list[str]) -> ImmutableSandboxedEnvironment:
    """The template's language; what it asks for and is not there is noted in `asked`."""

    class Unknown(ChainableUndefined):
        """Something a template asked for that no report has."""

        def _note(self) -> Any:
            asked.append(str(self._undefined_name))
            return ""

        def __str__(self) -> str:
            return str(self._note())

        def __html__(self) -> str:
            return str(self._note())

        def __iter__(self) -> Any:
            return iter(self._note())

        def __bool__(self) -> bool:
            return bool(self._note())

        def __len__(self) -> int:
            return len(self._note())

        def __call__(self, *_: Any, **__: Any) -> Any:
            return self._note()

    def shown(value: object) -> Markup:
        return as_xml_text("" if value is None else value)

    return ImmutableSandboxedEnvironment(autoescape=True, undefined=Unknown, finalize=shown)


def _undeclared(document: Any, language: ImmutableSandboxedEnvironment, report: SelfReport) -> tuple[Reason, ...]:
    """The tags that cannot be read alone, with their places."""
    found = []
    for paragraph in _paragraphs(document):
        for tag in _TAGS.findall(_joined(paragraph)):
            if not tag.startswith("{{"):
                continue
            try:
                find_undeclared_variables(language.parse(re.sub(r"^\{\{[a-z]* ", "{{ ", tag)))
            except TemplateSyntaxError as error:
                found.append(Reason(Code.TEMPLATE_WRONG, params={
                    "value": f"{tag[:_LONGEST_PLACE]} ({error.message})",
                    "place": place_of_paragraph(document, paragraph).told(report.lang)}, field="template"))
    return tuple(found)


def _line_of(template: bytes, error: TemplateError, lang: Lang) -> str:
    """The paragraph whose tags could not be read, as far as the library tells its line."""
    around, number = list(getattr(error, "docx_context", ())), getattr(error, "lineno", 0) or 0
    at = _MIDDLE if number > _MIDDLE else number - 1
    line = around[at].strip() if 0 <= at < len(around) else ""
    original = DocxTemplate(BytesIO(template))
    original.init_docx()
    named = (one for one in _paragraphs(original.docx) if line and _joined(one).strip().startswith(line))
    paragraph = next(named, None)
    return (Spot(0, 0) if paragraph is None else place_of_paragraph(original.docx, paragraph)).told(lang)


def _unknown(document: Any, name: str, lang: Lang) -> list[Reason]:
    """That a template asks for a name there is not, with each place where it does."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    places = [(tag[:_LONGEST_PLACE], place_of_paragraph(document, paragraph)) for paragraph in _paragraphs(document)
              for tag in _TAGS.findall(_joined(paragraph)) if word.search(tag)]
    return [Reason(Code.TEMPLATE_UNKNOWN, params={"value": tag, "name": name, "place": place.told(lang)},
                   field="template") for tag, place in places or [(name, Spot(0, 0))]]


def _paragraphs(document: Any) -> list[Any]:
    return [one for root in parts_of_document(document) for one in root.iter(qn("w:p"))]


def _joined(paragraph: Any) -> str:
    """The text of a paragraph, whose tags Word may have torn into several runs."""
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
