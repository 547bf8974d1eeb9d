"""The page as one self-contained web page that prints on landscape A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from tracker.shipped import shipped

if TYPE_CHECKING:
    from tracker.report.assessment_paper import AssessmentPaper
    from tracker.report.page import Page


def web(page: Page) -> bytes:
    """The bytes of the page."""
    return _filled("page.html", page.lang, page.title, page=page)


def assessment_web(paper: AssessmentPaper) -> bytes:
    """The bytes of the pages of an assessment, one below the other, each on paper of its own when printed."""
    return _filled("assessment.html", str(paper.lang), paper.title, paper=paper)


def _filled(name: str, lang: str, title: str, **told: object) -> bytes:
    """A page of its own, which needs no other file; what all of them have stands in web.html and page.css."""
    language = SandboxedEnvironment(loader=FunctionLoader(_text), autoescape=True, undefined=StrictUndefined,
                                    trim_blocks=True, lstrip_blocks=True)
    page = language.get_template(name).render(lang=lang, title=title, style=Markup(_text("page.css")), **told)
    return (page + "\n").encode()


def _text(name: str) -> str:
    return shipped("report", name).read_text("utf-8")
