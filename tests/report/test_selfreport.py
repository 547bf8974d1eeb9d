"""Reports opened again by python-docx: they say what the rollup says, whatever people wrote."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.office.build import Made, in_place, put
from tests.office.figures.test_rollup_property import UNTILS, fresh, projects
from tests.report.conftest import HOSTILE
from tests.report.reporting import (
    budget,
    cell_text,
    content_of_report,
    document_of,
    hostile_office,
    lines_of,
    projects_of,
    rows_of,
)
from tests.selection import a_third, in_thirds
from tracker.domain.parts import PartOf
from tracker.office.demo import demo_desk
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.reporting.facts import ReportAsked, ReportFacts, report_facts
from tracker.report.controls import numbers_in_document
from tracker.report.selfreport import compose_report
from tracker.store.engine import open_store
from tracker.words import Lang
from tracker.words.days import day_text
from tracker.words.figures import papers_told

BY_FACT = 7
"""Columns of an annex in which each receipt has a row of its own."""
OF_2023 = ReportAsked(2023, until=date(2023, 12, 31))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "office.db"
    demo_desk(str(path), "联络员01").store.close()
    return path


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> ReportFacts:
    """The facts of the year of the sample office, whose totals and names were published."""
    desk = demo_desk(str(sample_file), "联络员01")
    found = report_facts(desk, OF_2023)
    desk.store.close()
    return found


@pytest.fixture(scope="session")
def hostile(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> ReportFacts:
    path = tmp_path_factory.mktemp("hostile") / "office.db"
    shutil.copyfile(sqlite_template, path)
    desk = Desk(open_store(path), "联络员01", Clock(datetime(2023, 12, 13, 1, tzinfo=UTC)))
    hostile_office(desk)
    found = report_facts(desk, ReportAsked(2023))
    desk.store.close()
    return found


@pytest.mark.story
def test_the_sentences_are_those_of_the_published_report(sample: ReportFacts) -> None:
    lines = lines_of(document_of(compose_report(sample, budget(), Lang.ZH)))
    for published in ("境内省外资金全年目标任务124亿元，全年完成129.8295亿元，完成全年目标任务的104.7%",
                      "域外省内资金全年目标任务7.3亿元，全年完成7.429亿元，完成全年目标任务的101.77%",
                      "湘商回归全年目标任务32亿元，全年完成47.4635亿元",
                      "实际使用外资全年目标任务320万美元，全年完成21.4万美元，完成全年目标任务的6.69%",
                      "新签约全年目标任务36个，全年完成44个", "新开工全年目标任务30个，全年完成31个",
                      "新投产全年目标任务22个，全年完成26个", "等5个三类500强项目，全年目标任务1个",
                      "2023年基本支出172.41万元，其中人员经费支出163.33万元、公用经费支出9.09万元",
                      "招商引资项目支出38.4万元，预算38.4万元，预算执行率100%",
                      "注册率88.64%（39/44）；到资率70.45%（31/44）；开工率50%（22/44）；投产率18.18%（8/44）",
                      "万骏船舶：", "桃花江二期：", "云帆船舶："):
        assert any(published in line for line in lines), published
    assert lines[:2] == ["2023年度沅江市投资促进服务中心", "整体支出绩效自评报告"]
    sections = [line for line in lines if line[:2] in ("一、", "二、", "三、", "四、", "五、")]
    assert len(sections) == 5
    assert not [line for line in lines if "{" in line or "\ufdd0" in line]


@pytest.mark.story
def test_every_table_has_the_figures_of_the_rollup(sample: ReportFacts) -> None:
    document = document_of(compose_report(sample, None, Lang.ZH))
    figures = sample.rollup.indicators
    assert rows_of(document, "figures") == [[
        [one.label, one.unit, one.target or "", one.actual, one.rate or "", str(one.counted)] for one in figures]]
    (months,) = rows_of(document, "months")
    assert [list(map(int, row[1:])) for row in months] == [
        [*numbers, sum(numbers)] for numbers in sample.rollup.new_by_month.values()]
    listed = [projects_of(rows) for rows in rows_of(document, "projects")]
    assert [len(rows) for rows in listed] == [one.counted for one in figures]
    for one, rows in zip(figures, listed, strict=True):
        assert [row[1] for row in rows] == [project.code for project in sample.behind[one.key].counted]
        assert sum(Decimal(row[3]) for row in rows) == Decimal(one.actual)
    (big,) = rows_of(document, "big")
    assert len(big) == 5
    assert "沅江草尾50MW风力发电项目" in {row[1] for row in big}
    (coverage,) = rows_of(document, "coverage")
    assert [row[:2] for row in coverage] == [[one.label, str(one.counted)] for one in figures]


@pytest.mark.story
def test_each_receipt_has_a_row_of_its_own_with_its_day_its_amount_and_its_paper(sample: ReportFacts) -> None:
    document = document_of(compose_report(sample, None, Lang.ZH))
    for one, rows in zip(sample.rollup.indicators, rows_of(document, "projects"), strict=True):
        counted = sample.behind[one.key].counted
        facts = [fact for project in counted for fact in project.facts]
        assert len(rows) == len(facts)
        if any(fact.receipt for fact in facts):
            assert [row[4:] for row in rows] == [
                [str(fact.day), fact.share, papers_told([proof.named for proof in fact.evidence], Lang.ZH)]
                for fact in facts]
            assert sum(Decimal(row[5]) for row in rows) == Decimal(one.actual)
    assert [row[2:4] for row in rows_of(document, "projects")[3] if row[1] == "P0001"] == [
        ["湘北管桩产业园项目", "2.2623"]] * 2  # two receipts: what stands once goes over both rows


def test_a_project_of_several_receipts_has_one_control(sample: ReportFacts) -> None:
    report = compose_report(sample, None, Lang.ZH)
    tags = [one.text for one in numbers_in_document(document_of(report)) if one.key == "row.out_of_province.P0001"]
    assert tags == ["2.2623"]


def test_the_months_are_a_chart_with_its_workbook(sample: ReportFacts) -> None:
    with ZipFile(BytesIO(content_of_report(compose_report(sample, None, Lang.ZH)))) as parts:
        assert b"c:barChart" in parts.read("word/charts/chart1.xml")
        sheet = openpyxl.load_workbook(BytesIO(parts.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx"))).active
    assert [[cell.value for cell in row] for row in sheet.iter_cols(2, 4, 2)] == [
        list(numbers) for numbers in sample.rollup.new_by_month.values()]
    assert [sheet.cell(1, at).value for at in (2, 3, 4)] == ["新签约", "新开工", "新投产"]


@pytest.mark.story
def test_the_foot_says_what_the_figures_stand_on(sample: ReportFacts) -> None:
    rollup_ = sample.rollup
    for kind in ("year", "leader"):
        section = document_of(compose_report(sample, None, Lang.ZH), kind).sections[0]
        foot = "\n".join(line.text for line in section.footer.paragraphs)
        assert "数据截至2023-12-31；所知截至" in foot
        assert f"口径{rollup_.ruleset_id} {rollup_.ruleset_digest[:19]}；校验号{rollup_.head}" in foot
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_leaders_page_says_what_is_red_and_who_is_waited_for(sample: ReportFacts) -> None:
    document = document_of(compose_report(sample, None, Lang.ZH), "leader")
    lit = next(line for line in lines_of(document) if line.startswith("【红】"))
    assert lit == "【红】实际使用外资全年目标任务320万美元，全年完成21.4万美元，完成全年目标任务的6.69%。"
    (overdue,) = rows_of(document, "overdue")
    late = [hold for hold in sample.stuck if hold.overdue is not None]
    assert [(row[0], row[4]) for row in overdue] == [(hold.project, str(hold.overdue)) for hold in late[:6]]
    assert f"另有{len(late) - 6}处逾期的卡点没有列出。" in lines_of(document)
    (waiting,) = rows_of(document, "waiting")
    assert [(row[0], row[1]) for row in waiting] == [("责任单位", str(len(sample.stuck)))]


@pytest.mark.story
@pytest.mark.parametrize(("part", "first", "last"), [
    (PartOf("month", "6"), "2023-06-01", "2023-06-30"), (PartOf("quarter", "2"), "2023-04-01", "2023-06-30")])
def test_a_part_of_the_year_has_its_own_sums_beside_the_year_so_far(sample_file: Path, part: PartOf, first: str,
                                                                    last: str) -> None:
    desk = demo_desk(str(sample_file), "联络员01")
    facts = report_facts(desk, ReportAsked(2023, part))
    document = document_of(compose_report(facts, None, Lang.ZH), "part")
    so_far = rollup(desk, 2023, until=date.fromisoformat(last))
    (rows,) = rows_of(document, "figures")
    assert [(row[4], row[5], row[6]) for row in rows] == [
        (one.actual, one.rate, one.ahead) for one in so_far.indicators]
    appendix = iter(rows_of(document, "projects"))
    for row, one in zip(rows, so_far.indicators, strict=True):
        told = explain(desk, 2023, one.key, until=date.fromisoformat(last), part=part)
        assert isinstance(told, Explanation)
        assert row[2] == told.figure
        listed = projects_of(next(appendix)) if told.counted else []
        assert [line[1] for line in listed] == [project.code for project in told.counted]
    assert (str(facts.first), str(facts.last)) == (first, last)
    desk.store.close()


@pytest.mark.story
def test_text_from_people_stays_as_they_wrote_it(hostile: ReportFacts) -> None:
    report = compose_report(hostile, None, Lang.ZH)
    document = document_of(report)
    signed = rows_of(document, "projects")[0]
    assert [row[2] for row in signed] == list(HOSTILE)
    assert {row[1] for row in rows_of(document, "big")[0]} == set(HOSTILE)
    lines = lines_of(document)
    for name in HOSTILE:
        assert any(f"{name}：{name}" in line for line in lines), name
    assert lines[0] == "2023年度甲县<b>招商引资工作"
    receipts = next(rows for rows in rows_of(document, "projects") if rows and len(rows[0]) == BY_FACT)
    assert [row[6] for row in receipts] == [f"银行进账单 {name}" for name in HOSTILE]
    for kind in ("leader", "year"):
        numbers = list(numbers_in_document(document_of(report, kind)))
        assert {one.text for one in numbers} <= {one.text for one in report.figures.values()}


@pytest.mark.story
def test_an_office_without_anything_has_a_report_too(desk: Desk) -> None:
    facts = report_facts(desk, ReportAsked(2023))
    for kind in ("year", "leader"):
        lines = lines_of(document_of(compose_report(facts, None, Lang.ZH), kind))
        assert not [line for line in lines if "{" in line]
    assert "没有未销号的卡点。" in lines_of(document_of(compose_report(facts, None, Lang.ZH)))


@pytest.mark.story
def test_english_has_the_same_figures(sample: ReportFacts) -> None:
    zh, en = (compose_report(sample, budget(), lang) for lang in (Lang.ZH, Lang.EN))
    assert {key: one.text for key, one in zh.figures.items() if not key.endswith(".amount")} == {
        key: one.text for key, one in en.figures.items() if not key.endswith(".amount")}
    document = document_of(en, lang=Lang.EN)
    assert any("reached in the whole year 129.8295 亿元, which is 104.7% of the target" in line
               for line in lines_of(document))


def test_tags_fit_into_what_word_allows(hostile: ReportFacts) -> None:
    document = document_of(compose_report(hostile, None, Lang.ZH))
    values = [one.get(qn("w:val")) for name in ("w:tag", "w:alias") for one in document.element.body.iter(qn(name))]
    assert values
    assert max(map(len, values)) <= 64
    names = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    assert max(map(len, names)) <= 40
    assert len(set(names)) == len(names)


@pytest.mark.story
def test_the_same_facts_give_the_same_bytes(sample: ReportFacts) -> None:
    assert content_of_report(compose_report(sample, budget(), Lang.ZH)) == content_of_report(
        compose_report(sample, budget(), Lang.ZH))


@pytest.mark.story
@in_thirds
@settings(max_examples=a_third(settings.default.max_examples * 6 // 100), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=st.lists(projects(), max_size=8), until=UNTILS.filter(lambda day: day.year == 2023))
def test_figures_explanation_report_and_appendix_agree(sqlite_template: Path, office: list[Made], until: date) -> None:
    for desk in fresh(sqlite_template):
        in_place(desk, "沅江市")
        put(desk, *office)
        figures = rollup(desk, 2023, until=until)
        document = document_of(compose_report(report_facts(desk, ReportAsked(2023, until=until)), None, Lang.ZH))
        (rows,) = rows_of(document, "figures")
        listed: Iterator[list[list[str]]] = iter(rows_of(document, "projects"))
        for row, figure in zip(rows, figures.indicators, strict=True):
            told = explain(desk, 2023, figure.key, until=until)
            assert isinstance(told, Explanation)
            rows_listed = next(listed) if told.counted else []
            appendix = projects_of(rows_listed)
            assert row[3] == figure.actual == told.figure
            assert int(row[5]) == figure.counted == len(told.counted) == len(appendix)
            assert [(line[1], line[2], line[3]) for line in appendix] == [
                (one.code, one.name, one.share) for one in told.counted]
            if rows_listed and len(rows_listed[0]) == BY_FACT:
                assert [(line[4], line[5]) for line in rows_listed] == [
                    (day_text(fact.day, Lang.ZH), fact.share) for one in told.counted for fact in one.facts]
        assert next(listed, None) is None


@pytest.mark.story
def test_a_cell_is_read_with_what_its_controls_hold(sample: ReportFacts) -> None:
    """The other tests look at cells by this; python-docx leaves out what stands in controls."""
    table = Document(BytesIO(content_of_report(compose_report(sample, None, Lang.ZH)))).tables[0]
    assert cell_text(table.rows[1].cells[3]) == "44"


@pytest.mark.story
def test_the_problems_name_each_target_that_was_missed(sample: ReportFacts) -> None:
    lines = lines_of(document_of(compose_report(sample, None, Lang.ZH)))
    at = lines.index("【红】实际使用外资全年目标任务320万美元，全年完成21.4万美元（6.69%），还差298.6万美元。")
    assert lines.index("四、存在的问题及原因分析") < at < lines.index("五、下一步改进措施")


@pytest.mark.story
def test_the_appendix_says_a_number_of_projects_once(sample: ReportFacts) -> None:
    lines = lines_of(document_of(compose_report(sample, None, Lang.ZH)))
    assert "新签约：44个项目" in lines
    assert any(line.startswith("境内省外资金：") and line.endswith("个项目，129.8295亿元") for line in lines)


@pytest.mark.story
def test_money_that_nobody_recognised_says_so_instead_of_a_blank(sample: ReportFacts) -> None:
    (coverage,) = rows_of(document_of(compose_report(sample, None, Lang.ZH)), "coverage")
    for row, one in zip(coverage, sample.rollup.indicators, strict=True):
        said = one.coverage.recognised
        assert row[5] == ("到资尚未作过认定" if said is None else str(said))
    assert "" not in {row[5] for row in coverage}


@pytest.mark.story
def test_what_no_target_is_set_for_and_what_has_no_denominator_is_said_in_words(desk: Desk) -> None:
    lines = lines_of(document_of(compose_report(report_facts(desk, ReportAsked(2023)), None, Lang.ZH)))
    assert [line for line in lines if "没有设定全年目标" in line] == ["以上指标都没有设定全年目标。"]
    assert "注册率、到资率、开工率、投产率没有可算的（没有计入分母的签约项目）。" in lines
    assert not [line for line in lines if "分母为0" in line]
