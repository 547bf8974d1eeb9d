"""The pages of an assessment: their numbers are those of the office, and each that is edited is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.conftest import Clock
from tests.office.journal.test_undo import sure
from tests.report.reporting import converted, edited, hostile_office, needs_libreoffice
from tests.tui.assessed import in_force, with_units
from tests.tui.conftest import furnish
from tracker.domain.assessed import UnitKind
from tracker.office.assessment.paper_facts import PaperFacts, paper_facts
from tracker.office.assessment.suggested_credits import SuggestedBy, take_suggested
from tracker.office.assessment.units import NewUnit, add_units, suggested_units
from tracker.office.demo import demo_desk
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.report.assessment_paper import BOARD, EVERY, AssessmentPaper, compose_assessment, paper_part
from tracker.report.assessment_word import assessment_word
from tracker.report.recheck import HowItDiffers, ReadReport, read_report, recheck
from tracker.report.web import assessment_web
from tracker.store.engine import open_store
from tracker.words import Lang


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> PaperFacts:
    """Three units with scores, marks, a project that two claim and some that nobody does."""
    folder = tmp_path_factory.mktemp("scored")
    in_force(folder)
    desk = Desk(open_store(folder / "office.db"), "联络员05", Clock())
    furnish(desk)
    with_units(desk)
    facts = paper_facts(desk, 2023)
    desk.store.close()
    return facts


@pytest.fixture(scope="module")
def of_sample(tmp_path_factory: pytest.TempPathFactory) -> PaperFacts:
    """The sample office with the units its profiles name; its rules have no scores."""
    desk = replace(demo_desk(str(tmp_path_factory.mktemp("sample") / "office.db"), "联络员01"))
    sure(add_units(desk, [NewUnit(one.name, one.kind) for one in suggested_units(desk)]))
    sure(take_suggested(desk, SuggestedBy.PARK))
    facts = paper_facts(desk, 2023)
    desk.store.close()
    return facts


def paper(facts: PaperFacts, which: str = EVERY, lang: Lang = Lang.ZH) -> AssessmentPaper:
    made = compose_assessment(facts, which, lang)
    assert made is not None
    return made


def tables(made: AssessmentPaper) -> Mapping[str, list[list[str]]]:
    """Every table of a document as python-docx opens it, by its key: cells with their controls."""
    document: Any = Document(BytesIO(assessment_word(made)))
    found = {}
    for table in document.tables:
        texts = [["".join(one.text or "" for one in cell._tc.iter() if one.tag.endswith("}t")) for cell in row.cells]
                 for row in table.rows]
        caption = next(one for one in table._tbl.tblPr if one.tag.endswith("}tblCaption"))
        found[next(value for value in caption.attrib.values())] = texts
    return found


def checked(path: Path, made: AssessmentPaper) -> Any:
    report = read_report(path)
    assert isinstance(report, ReadReport), report
    return recheck(report, {key: one.text for key, one in made.figures.items()})


@pytest.mark.story
def test_the_board_has_the_ranks_points_and_figures_of_the_office(scored: PaperFacts) -> None:
    told = tables(paper(scored, BOARD))
    assert scored.assessed is not None
    head, *rows = told["board.1"]
    assert [row[head.index("单位")] for row in rows] == [one.unit.name for one in scored.assessed.units]
    assert [row[head.index("总分")] for row in rows] == ["0", "77", "56"]
    reached = next(rows for rows in told.values() if rows[0][:3] == ["单位", "组别", "新签约（个）"])
    assert {row[0]: row[2] for row in reached[1:]} == {
        **{one.unit.name: str(one.figures["new_signed"].actual) for one in scored.figures.units},
        "减：重复认领": str(scored.figures.twice["new_signed"].actual),
        "加：无人认领": str(scored.figures.unclaimed["new_signed"].actual),
        "全县（市、区）": str(scored.figures.place["new_signed"].actual)}
    assert any("恒瑞管桩二期" in row for rows in told.values() for row in rows)


@pytest.mark.story
def test_a_unit_follows_its_score_on_its_page(scored: PaperFacts) -> None:
    unit = next(one for one in scored.figures.units if one.unit.name == "高新区")
    made = paper(scored, str(unit.unit.number))
    texts = [cell for rows in tables(made).values() for row in rows for cell in row]
    for text in ("完成率：2 ÷ 3 ＝ 约 66.6667%", "月报（评定）：11", "考核办", "草尾50MW风电项目"):
        assert any(text in cell for cell in texts), text
    assert "56 分" in str(made.pages[0].about[0])
    assert str(made.pages[0].about[-1]) == "某县考核办法第二条"


@pytest.mark.story
def test_without_scores_the_pages_say_so_and_tell_the_figures(of_sample: PaperFacts) -> None:
    made = paper(of_sample)
    assert len(made.pages) == 1 + len(of_sample.figures.units)
    assert all("没有考核办法" in str(page.about[0]) for page in made.pages)
    board = tables(paper(of_sample, BOARD))["board.1"]
    assert board[-1][1] == "44"
    assert sum(int(row[1]) for row in board[1:-3]) == 44


def test_there_is_no_page_of_a_unit_that_there_is_not(scored: PaperFacts) -> None:
    assert compose_assessment(scored, "99", Lang.ZH) is None


@pytest.mark.story
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("office", ["scored", "of_sample"])
def test_each_number_is_found_and_each_edited_digit(office: str, lang: Lang, tmp_path: Path,
                                                    request: pytest.FixtureRequest) -> None:
    made = paper(request.getfixturevalue(office), lang=lang)
    path = tmp_path / "pages.docx"
    count = min(200, sum(any(sign.isdigit() for sign in one.text) for one in made.figures.values()))
    path.write_bytes(assessment_word(made))
    found = checked(path, made)
    assert found.is_clean
    assert found.found == len(made.figures)
    assert found.manifest.part == paper_part(EVERY)
    now = edited(path, tmp_path / "edited.docx", count)
    differences = checked(tmp_path / "edited.docx", made).differences
    assert len([one for one in differences if one.how is HowItDiffers.EDITED]) == count
    assert {one.printed for one in differences} >= now


@needs_libreoffice
@pytest.mark.long
def test_after_libreoffice_saved_them_each_number_and_each_edit_is_found(of_sample: PaperFacts, tmp_path: Path) -> None:
    made = paper(of_sample)
    (tmp_path / "pages.docx").write_bytes(assessment_word(made))
    converted("docx", tmp_path / "again", tmp_path / "pages.docx")
    again = tmp_path / "again" / "pages.docx"
    assert checked(again, made).is_clean
    now = edited(again, tmp_path / "edited.docx", 200)
    differences = checked(tmp_path / "edited.docx", made).differences
    assert len(differences) == 200
    assert {one.printed for one in differences} == now


@pytest.mark.story
def test_hostile_names_and_sixty_units_stand_as_text_in_both_forms(
        sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "office.db")
    desk = Desk(open_store(tmp_path / "office.db"), "联络员01", Clock())
    hostile_office(desk)
    names = ["[/]甲", "=1+1", "A & B <合资>", "{{7*7}}", "很长的名字" * 12, *(f"第{at}镇" for at in range(55))]
    sure(add_units(desk, [NewUnit(name, UnitKind.TOWNSHIP, "一组") for name in names]))
    made = paper(paper_facts(desk, 2023))
    desk.store.close()
    texts = {row[0] for rows in tables(made).values() for row in rows}
    assert set(names) <= texts
    page = assessment_web(made).decode()
    assert "A &amp; B &lt;合资&gt;" in page
    assert "<合资>" not in page
    assert "{{7*7}}" in page
    assert len(re.findall("<article", page)) == 61


@pytest.mark.story
def test_the_same_paper_gives_the_same_bytes(scored: PaperFacts) -> None:
    assert assessment_word(paper(scored)) == assessment_word(paper(scored))
    assert assessment_web(paper(scored)) == assessment_web(paper(scored))


def test_a_document_that_is_none_of_ours_is_told(scored: PaperFacts, tmp_path: Path) -> None:
    Document().save(str(tmp_path / "other.docx"))
    assert isinstance(read_report(tmp_path / "other.docx"), Refused)
