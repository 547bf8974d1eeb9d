"""Reports checked again: each edited number is found, whatever program the document went through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.conftest import Clock
from tests.report.reporting import (
    budget,
    content_of_report,
    converted,
    document_of,
    edited,
    hostile_office,
    needs_libreoffice,
)
from tracker.domain.reasons import Code
from tracker.office.demo import demo_desk
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.reporting.facts import ReportAsked, ReportFacts, report_facts
from tracker.report.controls import numbers_in_document
from tracker.report.manifest import read_manifest
from tracker.report.recheck import HowItDiffers, ReadReport, Rechecked, read_report, recheck
from tracker.report.selfreport import SelfReport, compose_report
from tracker.store.engine import open_store
from tracker.words import Lang


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> SelfReport:
    """The year of the sample office with its budget."""
    desk = demo_desk(str(tmp_path_factory.mktemp("sample") / "office.db"), "联络员01")
    facts: ReportFacts = report_facts(desk, ReportAsked(2023))
    desk.store.close()
    return compose_report(facts, budget(), Lang.ZH)


@pytest.fixture(scope="module")
def written(report: SelfReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "报告.docx"
    path.write_bytes(content_of_report(report))
    return path


@pytest.fixture(scope="module")
def hostile_report(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> SelfReport:
    path = tmp_path_factory.mktemp("hostile") / "office.db"
    shutil.copyfile(sqlite_template, path)
    desk = Desk(open_store(path), "联络员01", Clock(datetime(2023, 12, 13, 1, tzinfo=UTC)))
    hostile_office(desk)
    facts = report_facts(desk, ReportAsked(2023))
    desk.store.close()
    return compose_report(facts, None, Lang.ZH)


def checked_again(path: Path, report: SelfReport) -> Rechecked:
    found = read_report(path)
    assert isinstance(found, ReadReport), found
    return recheck(found, {key: one.text for key, one in report.figures.items()})


@pytest.mark.story
def test_a_report_as_it_was_written_has_no_difference(written: Path, report: SelfReport) -> None:
    found = checked_again(written, report)
    assert found.is_clean
    assert found.found == found.manifest.count > 300
    assert {one.key for one in numbers_in_document(Document(str(written)))} <= set(report.figures)


@pytest.mark.story
def test_each_of_two_hundred_edited_digits_is_found(written: Path, report: SelfReport, tmp_path: Path) -> None:
    now = edited(written, tmp_path / "e.docx", 200)
    found = checked_again(tmp_path / "e.docx", report)
    assert len(found.differences) == 200
    assert {one.how for one in found.differences} == {HowItDiffers.EDITED}
    assert {one.printed for one in found.differences} == now
    assert all(report.figures[one.key].text == one.recomputed != one.printed for one in found.differences)
    assert all(one.place and one.printed in one.place.text for one in found.differences)


@needs_libreoffice
@pytest.mark.long
def test_after_libreoffice_saved_it_each_number_and_each_edit_is_found(written: Path, report: SelfReport,
                                                                      tmp_path: Path) -> None:
    again = tmp_path / "again"
    converted("docx", again, written)
    found = checked_again(again / written.name, report)
    assert found.is_clean
    assert found.found == found.manifest.count
    now = edited(again / written.name, tmp_path / "e.docx", 200)
    differences = checked_again(tmp_path / "e.docx", report).differences
    assert len(differences) == 200
    assert {one.printed for one in differences} == now


@needs_libreoffice
@pytest.mark.long
def test_the_leaders_page_is_one_page_whatever_is_on_it(hostile_report: SelfReport, report: SelfReport,
                                                        tmp_path: Path) -> None:
    for at, one in enumerate((hostile_report, report)):
        (tmp_path / f"{at}.docx").write_bytes(content_of_report(one, "leader"))
    converted("pdf", tmp_path / "pdf", *tmp_path.glob("*.docx"))
    for at in range(2):
        assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "pdf" / f"{at}.pdf").read_bytes())) == 1


def _changed(path: Path, tmp_path: Path, change: Callable[[Any], object]) -> Path:
    document = Document(str(path))
    change(document)
    document.save(str(tmp_path / "changed.docx"))
    return tmp_path / "changed.docx"


def _first(document: Any) -> Any:
    return next(one for one in document.element.body.iter(qn("w:sdt"))
                if one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).startswith("sanxin:"))


def test_a_control_that_is_gone_is_named(written: Path, report: SelfReport, tmp_path: Path) -> None:
    def take_away(document: Any) -> None:
        control = _first(document)
        control.getparent().remove(control)

    (gone,) = checked_again(_changed(written, tmp_path, take_away), report).differences
    assert (gone.how, gone.key, gone.recomputed, gone.place) == (
        HowItDiffers.MISSING, "budget.basic.spent", "172.41", None)


@pytest.mark.parametrize("left", ["bookmark", "tag"])
def test_tag_or_bookmark_alone_is_enough(written: Path, report: SelfReport, tmp_path: Path, left: str) -> None:
    """LibreOffice drops the tags, Word the bookmark that somebody typed over."""
    def strip(document: Any) -> None:
        for one in list(document.element.body.iter(qn("w:tag" if left == "bookmark" else "w:bookmarkStart"))):
            one.getparent().remove(one)

    assert checked_again(_changed(written, tmp_path, strip), report).is_clean


def test_a_bookmark_whose_control_was_taken_off_still_says_its_number(written: Path, report: SelfReport,
                                                                     tmp_path: Path) -> None:
    def unwrap(document: Any) -> None:
        control = _first(document)
        held = list(control.find(qn("w:sdtContent")))
        for one in held:
            control.addprevious(one)
        control.getparent().remove(control)
        next(one for run in held for one in run.iter(qn("w:t"))).text = "172.42"

    (found,) = checked_again(_changed(written, tmp_path, unwrap), report).differences
    assert (found.how, found.key, found.printed) == (HowItDiffers.EDITED, "budget.basic.spent", "172.42")


def test_what_is_struck_out_with_changes_tracked_is_not_read(written: Path, report: SelfReport, tmp_path: Path) -> None:
    def track(document: Any) -> None:
        run = next(_first(document).iter(qn("w:r")))
        old = run.makeelement(qn("w:del"), {})
        run.addprevious(old)
        new = run.makeelement(qn("w:r"), {})
        text = run.makeelement(qn("w:t"), {})
        text.text = "999"
        new.append(text)
        old.addnext(new)
        old.append(run)
        run.find(qn("w:t")).tag = qn("w:delText")

    (found,) = checked_again(_changed(written, tmp_path, track), report).differences
    assert found.printed == "999"


def test_a_number_that_moved_is_told_from_one_that_was_edited(written: Path, report: SelfReport) -> None:
    found = read_report(written)
    assert isinstance(found, ReadReport)
    answers = {key: one.text for key, one in report.figures.items()} | {"foreign.actual": "21.5"}
    differences = recheck(found, answers).differences
    assert {(one.how, one.key, one.printed) for one in differences} == {
        (HowItDiffers.MOVED, "foreign.actual", "21.4")}
    answers.pop("foreign.actual")
    assert {one.how for one in recheck(found, answers).differences} == {HowItDiffers.UNKNOWN}


def test_the_question_survives_without_the_list(written: Path, report: SelfReport, tmp_path: Path) -> None:
    """A program that keeps no XML of others keeps properties: the numbers are checked, how many are gone is known."""
    def forget(document: Any) -> None:
        for number, one in list(document.part.rels.items()):
            if one.reltype.endswith("/customXml"):
                del document.part.rels[number]
        control = _first(document)
        control.getparent().remove(control)

    found = checked_again(_changed(written, tmp_path, forget), report)
    assert found.manifest.until == "2023-12-31"
    assert (found.differences, found.manifest.count - found.found, found.is_clean) == ((), 1, False)


@pytest.mark.story
def test_a_report_used_as_a_template_says_only_what_it_says_now(report: SelfReport, written: Path) -> None:
    again = document_of(report, template=written.read_bytes())
    manifest = read_manifest(again)
    assert manifest is not None
    assert manifest.count == 0  # what was filled in is no template


def _why_not(path: Path) -> Code:
    found = read_report(path)
    assert isinstance(found, Refused)
    return found.reasons[0].code


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04"])
def test_what_is_no_document_is_said_to_be_damaged(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    assert _why_not(path) is Code.REPORT_DAMAGED


def test_a_damaged_report_is_never_called_a_foreign_one(written: Path, tmp_path: Path) -> None:
    whole, path = written.read_bytes(), tmp_path / "x.docx"
    packed = {"half": whole[:len(whole) // 2], "no end": whole[:-30]}
    with ZipFile(written) as parts:
        body = parts.getinfo("word/document.xml")
    at = body.header_offset + 200
    packed["altered"] = whole[:at] + bytes(255 - one for one in whole[at:at + 40]) + whole[at + 40:]
    without = BytesIO()
    with ZipFile(written) as parts, ZipFile(without, "w") as others:
        for name in parts.namelist():
            content = parts.read(name)
            others.writestr(name, content[:len(content) // 2] if name == "word/document.xml" else content)
    packed["half of its text"] = without.getvalue()
    for what, content in packed.items():
        path.write_bytes(content)
        assert _why_not(path) is Code.REPORT_DAMAGED, what


def test_a_document_of_others_and_a_bomb_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                     written: Path) -> None:
    Document().save(str(tmp_path / "x.docx"))
    assert _why_not(tmp_path / "x.docx") is Code.NOT_A_REPORT
    assert (_why_not(tmp_path), _why_not(tmp_path / "none.docx")) == (Code.NOT_A_FILE, Code.NO_FILE)
    monkeypatch.setattr("tracker.report.recheck.MOST_READ", written.stat().st_size)
    with ZipFile(tmp_path / "bomb.docx", "w", 8) as bomb:
        bomb.writestr("word/document.xml", b"0" * written.stat().st_size * 5)
    assert _why_not(tmp_path / "bomb.docx") is Code.REPORT_DAMAGED


@pytest.mark.story
def test_an_amount_in_another_language_is_checked_in_it(report: SelfReport, tmp_path: Path) -> None:
    english = compose_report(replace(report.facts), None, Lang.EN)
    path = tmp_path / "en.docx"
    path.write_bytes(content_of_report(english, lang=Lang.EN))
    found = checked_again(path, english)
    assert (found.is_clean, found.manifest.lang) == (True, "en")


def _controls_of(document: Any, key: str) -> list[Any]:
    return [one for one in document.element.body.iter(qn("w:sdt"))
            if one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) == f"sanxin:{key}"]


def _swapped(document: Any) -> None:
    one, other = _controls_of(document, "new_signed.actual")[0], _controls_of(document, "out_of_province.actual")[0]
    mark = one.makeelement(qn("w:r"))
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    mark.getparent().remove(mark)


def _moved_to_the_end(document: Any) -> None:
    one = _controls_of(document, "new_signed.actual")[0]
    document.add_paragraph()._p.append(one)


def _beside(text: str, *, before: bool) -> Callable[[Any], None]:
    def typed(document: Any) -> None:
        one = _controls_of(document, "new_signed.actual")[0]
        run = document.add_paragraph(text).runs[0]._r
        (one.addprevious if before else one.addnext)(run)
    return typed


def _another_unit(document: Any) -> None:
    text = next(one for one in _controls_of(document, "out_of_province.actual")[0].itersiblings(qn("w:r"))).find(
        qn("w:t"))
    assert text.text.startswith("亿元"), text.text
    text.text = "万元" + text.text[2:]


def _hidden(document: Any) -> None:
    run = next(_controls_of(document, "new_signed.actual")[0].iter(qn("w:r")))
    settings = run.get_or_add_rPr()
    settings.append(settings.makeelement(qn("w:vanish")))


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("does", "how"), [
    (_swapped, HowItDiffers.MISPLACED), (_moved_to_the_end, HowItDiffers.MISPLACED),
    (_beside("1", before=True), HowItDiffers.MISPLACED), (_beside("0", before=False), HowItDiffers.MISPLACED),
    (_beside("-", before=True), HowItDiffers.MISPLACED), (_another_unit, HowItDiffers.MISPLACED),
    (_hidden, HowItDiffers.EDITED),
], ids=["swapped", "moved", "digit before", "digit behind", "minus before", "another unit", "hidden"])
def test_a_number_that_says_something_else_where_it_stands_is_named(
        report: SelfReport, written: Path, tmp_path: Path, does: Callable[[Any], None], how: HowItDiffers) -> None:
    """Its control is as it was; what a reader reads is not."""
    document = Document(str(written))
    does(document)
    document.save(str(tmp_path / "改.docx"))
    found = checked_again(tmp_path / "改.docx", report)
    assert how in {one.how for one in found.differences}
    assert all(one.place is not None for one in found.differences if one.how is how)


def test_words_that_are_said_otherwise_touch_no_number(report: SelfReport, written: Path, tmp_path: Path) -> None:
    document = Document(str(written))
    for paragraph in list(document.paragraphs):
        for run in paragraph.runs:
            if "完成" in run.text:
                run.text = run.text.replace("完成", "共计完成")
    document.paragraphs[2].insert_paragraph_before("以下为补充说明，没有数字。")
    document.save(str(tmp_path / "改.docx"))
    assert checked_again(tmp_path / "改.docx", report).is_clean
