"""The page as one self-contained web page that prints on landscape A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from tracker.shipped import shipped

if TYPE_CHECKING:
    from tracker.report.page import Page


def web(page: Page) -> bytes:
    """The bytes of the page."""
    language = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = language.from_string(shipped("report", "page.html").read_text("utf-8"))
    return (template.render(page=page) + "\n").encode()
