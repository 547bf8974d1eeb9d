"""A report of the sample office and of one with the worst names there are, and what stands in their files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.office.build import YI, Slice, in_place, made, on, put
from tests.report.conftest import HOSTILE
from tracker.domain.budget import Budget, budget_of
from tracker.files import toml_of
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, raise_blocker
from tracker.report.controls import parts_of_document
from tracker.report.selfreport import SelfReport
from tracker.report.selfreport_templates import report_template
from tracker.report.selfreport_word import report_word
from tracker.shipped import shipped
from tracker.words import Lang

_OURS = re.compile(r"_sx_[0-9a-f]{16}_\d+")

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not here: what it does to a document cannot be looked at")


def hostile_office(desk: Desk) -> None:
    """Projects of those names, signed, funded, held up, on a list of 500, in a place with a name of that kind."""
    in_place(desk, "甲县<b>")
    put(desk, *(made(name, "2023-01-10", f"2023-{at + 1:02}-01", "2023-11-01", top500="world", investor=name,
                     contract_minor=3 * YI, origin="out_of_province",
                     receipts=(Slice(on("2023-11-10"), YI, origin="out_of_province", proof="bank_slip", number=name),))
                for at, name in enumerate(HOSTILE)))
    for name in HOSTILE:
        raised = Raised(name[:20], name, blocking=True, bureau=name[:20], person="", level="bureau",
                        raised=on("2023-11-06"), due=on("2023-12-01"), permit="", authority="")
        assert isinstance(raise_blocker(desk, name, raised), Done)


def budget() -> Budget:
    """The shipped example."""
    found, _ = budget_of(toml_of(shipped("report", "budget.toml").read_bytes(), parse_float=Decimal))
    assert found is not None
    return found


def document_of(report: SelfReport, kind: str = "year", lang: Lang = Lang.ZH, template: bytes | None = None) -> Any:
    """The report as python-docx opens it."""
    return Document(BytesIO(content_of_report(report, kind, lang, template)))


def content_of_report(report: SelfReport, kind: str = "year", lang: Lang = Lang.ZH,
                      template: bytes | None = None) -> bytes:
    done = report_word(report, template or report_template(kind, lang))
    assert isinstance(done, Done), done
    return done.value[0]


def rows_of(document: Any, key: str) -> list[list[list[str]]]:
    """The rows below the heading of each table with a caption."""
    found = []
    for table in document.tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        if caption is not None and caption.get(qn("w:val")) == key:
            found.append([[cell_text(cell) for cell in row.cells] for row in table.rows][1:])
    return found


def projects_of(rows: list[list[str]]) -> list[list[str]]:
    """The first row of each project: one of several receipts has a row for each, joined in the cells before the day."""
    return list({row[0]: row for row in reversed(rows)}.values())[::-1]


def cell_text(cell: Any) -> str:
    """All a reader sees in a cell; python-docx itself leaves out what stands in controls."""
    return "".join(one.text or "" for one in cell._tc.iter(qn("w:t")))


def lines_of(document: Any) -> list[str]:
    """The paragraphs outside of tables, with what stands in controls."""
    return ["".join(one.text or "" for one in line._p.iter(qn("w:t"))) for line in document.paragraphs]


def edited(path: Path, out: Path, count: int, seed: int = 1) -> set[str]:
    """Writes the document with one digit changed in each of so many of its controls, and says what they read now."""
    document, random, now = Document(str(path)), Random(seed), []
    with_digits = [one for one in _controls(document) if any(
        re.search(r"\d", held.text or "") for held in one.iter(qn("w:t")))]
    for control in random.sample(with_digits, count):
        texts = [one for one in control.iter(qn("w:t")) if re.search(r"\d", one.text or "")]
        one = random.choice(texts)
        at = random.choice([place for place, sign in enumerate(one.text) if sign.isdigit()])
        one.text = f"{one.text[:at]}{(int(one.text[at]) + random.randint(1, 9)) % 10}{one.text[at + 1:]}"
        now.append("".join(held.text or "" for held in control.iter(qn("w:t"))))
    document.save(str(out))
    return set(now)


def _controls(document: Any) -> Iterator[Any]:
    """The controls with a number of ours in them."""
    for root in parts_of_document(document):
        for control in root.iter(qn("w:sdt")):
            marks = (one.get(qn("w:name")) or "" for one in control.iter(qn("w:bookmarkStart")))
            if any(map(_OURS.fullmatch, marks)):
                yield control



def converted(kind: str, out: Path, *documents: Path) -> None:
    """Has LibreOffice save documents in another form into a folder: docx once more, or pdf."""
    profile = (out.parent / "profile").as_uri()
    subprocess.run([str(SOFFICE), "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir",
                    str(out), *map(str, documents)], check=True, capture_output=True, timeout=180)
