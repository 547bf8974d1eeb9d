"""Templates that an office wrote: filled in, or refused with the places of what is wrong in them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.report.reporting import document_of, lines_of
from tracker.domain.reasons import Code
from tracker.office.demo import demo_desk
from tracker.office.outcome import Refused
from tracker.office.reporting.facts import ReportAsked, report_facts
from tracker.report.controls import numbers_in_document
from tracker.report.selfreport import SelfReport, compose_report
from tracker.report.selfreport_templates import LEADER, PART, YEAR, report_template
from tracker.report.selfreport_word import report_word
from tracker.words import Lang

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> SelfReport:
    desk = demo_desk(str(tmp_path_factory.mktemp("sample") / "office.db"), "联络员01")
    facts = report_facts(desk, ReportAsked(2023))
    desk.store.close()
    return compose_report(facts, None, Lang.ZH)


def template(*lines: str, cell: str = "") -> bytes:
    document: Any = Document()
    for line in lines:
        document.add_paragraph(line)
    if cell:
        document.add_table(2, 2).cell(1, 0).text = cell
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def refused_for(report: SelfReport, content: bytes) -> list[tuple[Code, str, str]]:
    found = report_word(report, content)
    assert isinstance(found, Refused)
    return [(one.code, one.params.get("value", ""), one.params.get("place", "")) for one in found.reasons]


def test_any_number_is_asked_for_by_its_name_and_has_its_control(report: SelfReport) -> None:
    document = document_of(report, template=template(
        "引进外资 {{ indicator.foreign.actual }}{{ indicator.foreign.unit }}，目标 {{ indicator.foreign.target }}",
        "{% for one in conversion %}{{ one.label }} {{ one.rate }} {% endfor %}", cell="{{ open }}处"))
    assert lines_of(document)[0] == "引进外资 21.4万美元，目标 320"
    keys = [one.key for one in numbers_in_document(document)]
    assert keys[:2] == ["foreign.actual", "foreign.target"]
    assert "conversion.registered.rate" in keys
    (place,) = (one.place for one in numbers_in_document(document) if one.key == "blockers.open")
    assert (place.table, place.row, place.cell) == (1, 2, 1)
    assert place.told(Lang.ZH) == "表 1 第 2 行第 1 列 “12处”"


def test_the_formatting_of_the_template_is_that_of_the_number(report: SelfReport) -> None:
    made: Any = Document()
    made.add_paragraph().add_run("共 {{ open }} 处").bold = True
    content = BytesIO()
    made.save(content)
    xml = document_of(report, template=content.getvalue()).paragraphs[0]._p.xml
    assert xml.count("<w:b/>") == 3


def test_what_is_not_known_is_named_with_each_of_its_places(report: SelfReport) -> None:
    assert refused_for(report, template(
        "{{ place }}", "本年 {{ nobody }}", "{% for one in indicators %}{{ one.labell }}{% endfor %}",
        cell="{{ indicator.foreign.actuall }}")) == [
        (Code.TEMPLATE_UNKNOWN, "{{ nobody }}", "第 2 段 “本年 {{ nobody }}”"),
        (Code.TEMPLATE_UNKNOWN, "{{ one.labell }}", "第 3 段 “{% for one in indi…”"),
        (Code.TEMPLATE_UNKNOWN, "{{ indicator.foreign.actuall }}", "表 1 第 2 行第 1 列 “{{ indicator.forei…”")]


def test_a_condition_on_what_is_not_known_is_named_too(report: SelfReport) -> None:
    assert refused_for(report, template("{% if nothing_such %}x{% endif %}"))[0][0] is Code.TEMPLATE_UNKNOWN
    assert refused_for(report, template("{% for one in nothing_such %}x{% endfor %}"))[0][0] is Code.TEMPLATE_UNKNOWN
    assert lines_of(document_of(report, template=template("{% if nothing_such is defined %}x{% endif %}y")))[0] == "y"


@pytest.mark.parametrize(("line", "place"), [
    ("{{ open + }}", "第 1 段 “{{ open + }}”"), ("{% for %}", "第 1 段 “{% for %}”"), ("{% if open %}", ""),
    ("{{ ''.__class__.__mro__ }}", ""), ("{{ place / 0 }}", ""), ("{% include 'x' %}", "")])
def test_what_is_wrong_in_a_template_is_said(report: SelfReport, line: str, place: str) -> None:
    ((code, _, where),) = refused_for(report, template(line))
    assert code is Code.TEMPLATE_WRONG if "__class__" not in line else code in (
        Code.TEMPLATE_WRONG, Code.TEMPLATE_UNKNOWN)
    assert where == place or not place


def test_what_is_no_word_document_is_refused(report: SelfReport) -> None:
    for content in (b"", b"text", b"PK\x03\x04"):
        assert refused_for(report, content)[0][0] is Code.NOT_A_TEMPLATE


@pytest.mark.long(keep=2)
@pytest.mark.parametrize("kind", [YEAR, PART, LEADER])
@pytest.mark.parametrize("lang", list(Lang))
def test_a_shipped_template_asks_for_nothing_that_is_not_there(report: SelfReport, kind: str, lang: Lang) -> None:
    assert report_template(kind, lang) == report_template(kind, lang)
    document_of(report, kind, lang)


def test_the_next_steps_are_fields_to_fill_in(report: SelfReport) -> None:
    lines = lines_of(document_of(report))
    assert [line for line in lines if line.startswith("［请填写：")][-3:] == [
        "［请填写：加快政策落实的措施］", "［请填写：加速项目落地的措施］", "［请填写：加快措施落细的做法］"]


@pytest.mark.parametrize("page", ["report.md", "report.zh-CN.md"])
def test_the_names_of_the_documents_are_there(report: SelfReport, page: str) -> None:
    """Each name in the table of the documents can be asked for, and each that can be asked for is in it."""
    table = (DOCS / page).read_text("utf-8").partition("## ")[2].rpartition("\n|---|---|\n")[2]
    first, told = set[str](), set[str]()
    for row in table.splitlines():
        names, about = row.strip("| ").split(" | ", 1)
        first |= {name.partition(".")[0] for name in re.findall(r"`([a-z_]+)", names)}
        told |= set(re.findall(r"`([a-z_]+)`", about))
    assert first == set(report.values)
    assert _named(report.values) - {"colour", "proven", "passed"} <= first | told


def _named(value: Any) -> set[str]:
    """The names of everything in rows, and in the rows of rows."""
    if isinstance(value, dict):
        inside = set[str]().union(*(_named(held) for held in value.values()))
        return inside | ({str(key) for key in value} - set(report_keys(value)))
    return set[str]().union(*map(_named, value)) if isinstance(value, list | tuple) else set()


def report_keys(value: dict[str, Any]) -> list[str]:
    """The keys of indicators and of the tables of a budget, which are the office's own."""
    return [key for key, held in value.items() if isinstance(held, dict) and ("key" in held or "spent" in held)]
