"""The page as one self-contained web page that prints on landscape A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from tracker.shipped import shipped

if TYPE_CHECKING:
    from tracker.report.assessment_paper import AssessmentPaper
    from tracker.report.page import Page


def web(page: Page) -> bytes:
    """The bytes of the page."""
    return _filled("page.html", page=page)


def assessment_web(paper: AssessmentPaper) -> bytes:
    """The bytes of the pages of an assessment, one below the other, each on paper of its own when printed."""
    return _filled("assessment.html", paper=paper)


def _filled(name: str, **told: object) -> bytes:
    language = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = language.from_string(shipped("report", name).read_text("utf-8"))
    style = Markup(shipped("report", "page.css").read_text("utf-8"))
    return (template.render(style=style, **told) + "\n").encode()
