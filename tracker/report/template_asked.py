"""What a Word template asks for, tag by tag: what no report has and what cannot be read, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, TemplateError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tracker.domain.reasons import Code, Reason
from tracker.report.controls import Spot, is_fallback, parts_of_document, place_of_paragraph
from tracker.report.word import as_xml_text
from tracker.words import Lang

FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a tag can fail with that reads well: it adds a word to a number, divides by nothing."""
_TAGS = re.compile(r"\{[{%#].*?[%}#]\}", re.DOTALL)
_BEGUN = re.compile(r"\{[{%].*|｛[｛%].*", re.DOTALL)
"""A tag that does not end in its paragraph, or one in the wide signs of a Chinese keyboard."""
_LONGEST_PLACE = 60
_MIDDLE = 3
"""Of the lines around a mistake, as the library gives them, the one it is on."""


def template_language(asked: list[str]) -> ImmutableSandboxedEnvironment:
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


def unread_tags(document: Any, language: ImmutableSandboxedEnvironment, lang: Lang) -> tuple[Reason, ...]:
    """The tags that cannot be read alone and those that are not ended, with their places."""
    found = []
    for paragraph in _paragraphs(document):
        text = _joined(paragraph)
        wrong = [begun[0][:_LONGEST_PLACE]] if (begun := _BEGUN.search(_TAGS.sub("", text))) else []
        for tag in (one for one in _TAGS.findall(text) if one.startswith("{{")):
            try:
                find_undeclared_variables(language.parse(_alone(tag)))
            except TemplateSyntaxError as error:
                wrong.append(f"{tag[:_LONGEST_PLACE]} ({error.message})")
        found += [_wrong(one, place_of_paragraph(document, paragraph), lang) for one in wrong]
    return tuple(found)


def line_of(template: bytes, error: TemplateError, lang: Lang) -> str:
    """The paragraph whose tags could not be read, as far as the library tells its line."""
    around, number = list(getattr(error, "docx_context", ())), getattr(error, "lineno", 0) or 0
    at = _MIDDLE if number > _MIDDLE else number - 1
    line = around[at].strip() if 0 <= at < len(around) else ""
    document = opened(template)
    named = (one for one in _paragraphs(document) if line and _joined(one).strip().startswith(line))
    paragraph = next(named, None)
    return (Spot(0, 0) if paragraph is None else place_of_paragraph(document, paragraph)).told(lang)


def failing_tags(template: bytes, error: Exception, values: Mapping[str, object], lang: Lang) -> tuple[Reason, ...]:
    """The tags that fail with such an error when each is filled in alone; where none does, that the template failed."""
    document, language = opened(template), template_language([])

    def fails(tag: str) -> bool:
        try:
            language.from_string(_alone(tag)).render(values)
        except type(error):
            return True
        except (TemplateError, *FAILURES):
            return False
        return False

    found = [_wrong(tag[:_LONGEST_PLACE], place_of_paragraph(document, paragraph), lang)
             for paragraph in _paragraphs(document) for tag in _TAGS.findall(_joined(paragraph))
             if tag.startswith("{{") and fails(tag)]
    return tuple(found or [_wrong(type(error).__name__, Spot(0, 0), lang)])


def unknown_names(template: bytes, names: list[str], lang: Lang) -> tuple[Reason, ...]:
    """That a template asks for names there are not, each with every place where it does."""
    document = opened(template)
    return tuple(one for name in dict.fromkeys(names) for one in _unknown(document, name, lang))


def _unknown(document: Any, name: str, lang: Lang) -> list[Reason]:
    word = re.compile(rf"\b{re.escape(name)}\b")
    places = [(tag[:_LONGEST_PLACE], place_of_paragraph(document, paragraph)) for paragraph in _paragraphs(document)
              for tag in _TAGS.findall(_joined(paragraph)) if word.search(tag)]
    return [Reason(Code.TEMPLATE_UNKNOWN, params={"value": tag, "name": name, "place": place.told(lang)},
                   field="template") for tag, place in places or [(name, Spot(0, 0))]]


def opened(template: bytes) -> Any:
    """A template as it stands before it is filled in, without what was struck out in it with changes tracked."""
    return template_of(template).docx


def template_of(content: bytes) -> DocxTemplate:
    """A template to be filled in. Raises what python-docx raises where it is no Word document."""
    read = DocxTemplate(BytesIO(content))
    read.init_docx()
    for root in parts_of_document(read.docx):
        for struck in list(root.iter(qn("w:del"), qn("w:moveFrom"))):
            if struck.getparent().tag in (qn("w:p"), qn("w:hyperlink"), qn("w:sdtContent"), qn("w:smartTag")):
                struck.getparent().remove(struck)
    return read


def _alone(tag: str) -> str:
    """A tag that can be read by itself: {{r x }} of the library is {{ x }} of the language."""
    return re.sub(r"^\{\{[a-z]* ", "{{ ", tag)


def _wrong(what: str, place: Spot, lang: Lang) -> Reason:
    return Reason(Code.TEMPLATE_WRONG, params={"value": what, "place": place.told(lang)}, field="template")


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph, those of text boxes too, once each."""
    return (one for root in parts_of_document(document) for one in root.iter(qn("w:p")) if not is_fallback(one))


def _joined(paragraph: Any) -> str:
    """Its own text, whose tags Word may have torn into several runs; not that of a text box that hangs on it."""
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t"))
                   if next(one.iterancestors(qn("w:p"))) is paragraph)
