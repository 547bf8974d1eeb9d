"""Templates that an office wrote: filled in, or refused with the places of what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.report.reporting import document_of, lines_of
from tracker.domain.reasons import Code
from tracker.office.demo import demo_desk
from tracker.office.outcome import Done, Refused
from tracker.office.reporting.facts import ReportAsked, report_facts
from tracker.report.controls import numbers_in_document
from tracker.report.recheck import ReadReport, read_report, recheck
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


@pytest.mark.story
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


@pytest.mark.story
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


BOX = """<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>
<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>
</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
"""A text box as Word writes it: once for itself, once for programs without text boxes."""


def built(build: Callable[[Any], object]) -> bytes:
    document: Any = Document()
    build(document)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def in_runs(*texts: str) -> Callable[[Any], object]:
    """A paragraph that Word has torn into runs, of which every other one is bold."""
    def build(document: Any) -> None:
        line = document.add_paragraph()
        for at, text in enumerate(texts):
            line.add_run(text).bold = at % 2 == 0
    return build


def in_box(text: str) -> Callable[[Any], object]:
    return lambda document: document.add_paragraph("框：")._p.append(parse_xml(BOX.format(ns=nsdecls("w"), text=text)))


def in_margins(header: str, footer: str, first: str = "") -> Callable[[Any], object]:
    def build(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = header
        section.footer.add_table(1, 1, section.page_width).cell(0, 0).text = footer
        if first:
            section.different_first_page_header_footer = True
            section.first_page_header.paragraphs[0].text = first
    return build


def in_rows(loop: str, cell: str) -> Callable[[Any], object]:
    def build(document: Any) -> None:
        table = document.add_table(4, 2)
        for at, text in enumerate(("指标", loop, cell, "{%tr endfor %}")):
            table.cell(at, 0).text = text
    return build


def with_changes_tracked(document: Any) -> None:
    line, about = document.add_paragraph(), f'{nsdecls("w")} w:id="9" w:author="甲" w:date="2023-01-01T00:00:00Z"'
    line._p.append(parse_xml(f"<w:ins {about}><w:r><w:t>{{{{ open }}}}处</w:t></w:r></w:ins>"))
    line._p.append(parse_xml(f"<w:del {about}><w:r><w:delText>{{{{ gone }}}}</w:delText></w:r></w:del>"))


@pytest.mark.parametrize(("build", "numbers"), [
    (in_runs("引进 {", "{ ind", "icator.for", "eign.act", "ual }", "}万美元"), {"foreign.actual": "21.4"}),
    (in_margins("{{ place }} {{ indicator.foreign.rate }}", "{{ open }}"),
     {"foreign.rate": "6.69%", "blockers.open": "12"}),
    (in_box("共 {{ open }} 处"), {"blockers.open": "12"}),
    (in_rows("{%tr for one in indicators if one.key == 'foreign' %}", "{{ one.label }}{{ one.actual }}"),
     {"foreign.actual": "21.4"}),
    (with_changes_tracked, {"blockers.open": "12"}),
], ids=["torn into runs", "header and footer", "text box", "rows", "changes tracked"])
def test_wherever_word_puts_a_number_it_keeps_its_control(
        report: SelfReport, tmp_path: Path, build: Callable[[Any], object], numbers: dict[str, str]) -> None:
    done = report_word(report, built(build))
    assert isinstance(done, Done)
    content, count = done.value
    assert {one.key: one.text for one in numbers_in_document(Document(BytesIO(content)))} == numbers
    assert count == len(numbers)
    with ZipFile(BytesIO(content)) as parts:
        assert not any(mark.encode() in parts.read(name) for name in parts.namelist() for mark in "\ufdd0\ufdd1\ufdd2")
    (tmp_path / "r.docx").write_bytes(content)
    read = read_report(tmp_path / "r.docx")
    assert isinstance(read, ReadReport)
    assert recheck(read, {key: one.text for key, one in report.figures.items()}).is_clean


@pytest.mark.parametrize(("build", "named"), [
    (in_margins("{{ officee }}", "{{ nope }}", "{{ first_no }}"), [
        (Code.TEMPLATE_UNKNOWN, "{{ officee }}", "页眉页脚，第 1 段 “{{ officee }}”"),
        (Code.TEMPLATE_UNKNOWN, "{{ first_no }}", "页眉页脚，第 1 段 “{{ first_no }}”"),
        (Code.TEMPLATE_UNKNOWN, "{{ nope }}", "页眉页脚，表 1 第 1 行第 1 列 “{{ nope }}”")]),
    (in_box("共 {{ openn }} 处"), [(Code.TEMPLATE_UNKNOWN, "{{ openn }}", "第 1 段 “框：共 {{ openn }} 处共…”")]),
    (in_rows("{%tr for one in indicatorz %}", "{{ one.label }}"), [
        (Code.TEMPLATE_UNKNOWN, "{%tr for one in indicatorz %}", "表 1 第 2 行第 1 列 “{%tr for one in in…”")]),
    (in_rows("{%tr for one in indicators %}", "{{ one.labell }}"), [
        (Code.TEMPLATE_UNKNOWN, "{{ one.labell }}", "表 1 第 3 行第 1 列 “{{ one.labell }}”")]),
    (in_runs("本年 {{ open"), [(Code.TEMPLATE_WRONG, "{{ open", "第 1 段 “本年 {{ open”")]),
    (in_runs("本年 ｛｛ open ｝｝"), [(Code.TEMPLATE_WRONG, "｛｛ open ｝｝", "第 1 段 “本年 ｛｛ open ｝｝”")]),
    (in_runs("本年 {{ open + 1 }}"), [(Code.TEMPLATE_WRONG, "{{ open + 1 }}", "第 1 段 “本年 {{ open + 1 }}”")]),
    (in_runs("本年 {{ ''.__class__ }}"), [
        (Code.TEMPLATE_UNKNOWN, "{{ ''.__class__ }}", "第 1 段 “本年 {{ ''.__class__…”")]),
], ids=["margins", "text box", "loop", "cell of a loop", "not ended", "wide signs", "reckons", "class"])
def test_each_mistake_is_named_with_its_place_wherever_it_is(
        report: SelfReport, build: Callable[[Any], object], named: list[tuple[Code, str, str]]) -> None:
    assert refused_for(report, built(build)) == named


def test_what_is_no_word_document_is_refused(report: SelfReport) -> None:
    for content in (b"", b"text", b"PK\x03\x04"):
        assert refused_for(report, content)[0][0] is Code.NOT_A_TEMPLATE


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=2)
@pytest.mark.parametrize("kind", [YEAR, PART, LEADER])
@pytest.mark.parametrize("lang", list(Lang))
def test_a_shipped_template_asks_for_nothing_that_is_not_there(report: SelfReport, kind: str, lang: Lang) -> None:
    assert report_template(kind, lang) == report_template(kind, lang)
    document_of(report, kind, lang)


@pytest.mark.story
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
