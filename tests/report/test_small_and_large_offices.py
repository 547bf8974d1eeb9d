"""Reports of offices with nothing, with one project, with many and with long names: no empty table, no odd sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from docx.oxml.ns import qn

from tests.conftest import Clock
from tests.office.build import WAN, YI, Made, Slice, in_place, made, on, put
from tests.report.reporting import document_of, lines_of, rows_of
from tracker.domain.money import Money
from tracker.domain.parts import PartOf
from tracker.domain.restating import Restates, Restating
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, raise_blocker
from tracker.office.project.receipts import add_receipt
from tracker.office.reporting.facts import ReportAsked, report_facts
from tracker.office.yearend.closing import close_year
from tracker.report.page_breaks import caption_of
from tracker.report.selfreport import SelfReport, compose_report
from tracker.words import Lang

KINDS = {"year": ReportAsked(2023), "part": ReportAsked(2023, PartOf("quarter", "4")), "leader": ReportAsked(2023)}
LONG = "某某省某某市某某县" + "超长名称项目" * 8 + "二期扩建"


def project(name: str, at: int = 0, receipts: int = 1) -> Made:
    money = tuple(Slice(on(f"2023-11-{day:02}"), 1234 * WAN + day, origin="out_of_province", proof="bank_slip",
                        number=f"{at}-{day}") for day in range(1, receipts + 1))
    return made(name, "2023-01-10", f"2023-{at % 10 + 1:02}-05", "2023-11-01", "2023-11-02", "2023-12-01",
                top500="world", investor=name, contract_minor=3 * YI, origin="out_of_province", receipts=money)


def nothing(_: Desk) -> None:
    """An office that has just begun."""


def one(desk: Desk) -> None:
    put(desk, project("万骏船舶"))
    raised = Raised("用地", "二期用地未供，", bureau="自然资源局", raised=on("2023-11-06"), due=on("2023-12-01"))
    assert isinstance(raise_blocker(desk, "万骏船舶", raised), Done)


def odd(desk: Desk) -> None:
    put(desk, *(project(name, at, receipts=3) for at, name in enumerate(("[/]甲", "=1+1", "A & B <合资>", LONG))))


def crowd(desk: Desk) -> None:
    put(desk, *(project(f"第{at}号项目", at) for at in range(60)))


OFFICES = [nothing, one, odd, crowd]


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    clock.at = datetime(2023, 12, 13, 1, tzinfo=UTC)
    in_place(desk, "某县")
    return desk


def told(desk: Desk, kind: str, lang: Lang = Lang.ZH) -> tuple[SelfReport, Any]:
    report = compose_report(report_facts(desk, KINDS[kind]), None, lang)
    return report, document_of(report, kind, lang)


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fills", OFFICES)
def test_no_table_is_empty_and_every_name_is_whole(office: Desk, fills: Callable[[Desk], None], kind: str,
                                                   lang: Lang) -> None:
    fills(office)
    _, document = told(office, kind, lang)
    assert [len(table.rows) for table in document.tables if len(table.rows) < 2] == []
    everything = "\n".join([*lines_of(document), *(cell for table in document.tables for row in table.rows
                                                   for cell in {text_of(cell._tc) for cell in row.cells})])
    assert "{" not in everything
    assert "分母为" not in everything
    assert "，，" not in everything
    assert "等1个" not in everything
    if fills is odd and kind == "year":
        assert {"[/]甲", "=1+1", "A & B <合资>", LONG} <= set(everything.split("\n"))


def text_of(part: Any) -> str:
    return "".join(text.text or "" for text in part.iter(qn("w:t")))


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("lang", "sentence"), [
    (Lang.ZH, "以上指标都没有设定全年目标。"), (Lang.EN, "No target of the year is set for any of them.")])
@pytest.mark.parametrize("kind", KINDS)
def test_that_no_target_is_set_is_said_once(office: Desk, kind: str, lang: Lang, sentence: str) -> None:
    one(office)
    report, document = told(office, kind, lang)
    lines = lines_of(document)
    assert lines.count(sentence) == 1
    assert sum(line.count("没有设定全年目标") + line.count("o target") for line in lines) == 1
    assert report.values["untargeted"]


def test_one_company_of_the_lists_is_named_without_others(office: Desk) -> None:
    one(office)
    _, document = told(office, "year")
    assert "六是“招大引强”方面，截至2023年12月13日引进三类500强项目1个（万骏船舶）。" in lines_of(document)


def test_indicators_without_projects_are_named_in_one_line_below_the_lists(office: Desk) -> None:
    one(office)
    _, document = told(office, "year")
    lines = lines_of(document)
    at = lines.index("附件：各项指标计入的项目")
    assert [line for line in lines[at + 1:] if line] == [
        "新签约：1个项目", "新开工：1个项目", "境内省外资金：1个项目，0.1234000001亿元", "三类500强：1个项目",
        "没有计入项目的指标：新投产、域外省内资金、湘商回归、实际使用外资。"]
    assert len(rows_of(document, "projects")) == 4


@pytest.mark.story
def test_an_english_report_says_what_its_units_mean(office: Desk) -> None:
    one(office)
    meant = "units: 个 is projects, 亿元 is CNY 100 million, 万美元 is USD 10,000"
    for kind in KINDS:
        assert meant in lines_of(told(office, kind, Lang.EN)[1])
        assert not [line for line in lines_of(told(office, kind)[1]) if "CNY" in line]


def kept(table: Any) -> Iterator[tuple[bool, bool]]:
    """Of each row, whether it stays with the next one, and whether it belongs to the one above."""
    for row in table._tbl.iterchildren(qn("w:tr")):
        merged = row.find(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
        yield all(line.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for line in row.iter(qn("w:p"))), goes_on


@pytest.mark.story
def test_no_page_ends_within_a_short_table_behind_a_heading_row_or_within_a_project(office: Desk) -> None:
    odd(office)
    crowd(office)
    _, document = told(office, "year")
    tables = {caption_of(table._tbl): list(kept(table)) for table in document.tables}
    for key in ("figures", "coverage"):
        assert [stays for stays, _ in tables[key]] == [True] * (len(tables[key]) - 1) + [False], key
    assert all(stays for stays, _ in tables["months"]), "its picture goes with it"
    money = next(list(kept(table)) for table in document.tables if len(table.columns) == 7)
    assert len(money) == 1 + 4 * 3 + 60
    assert money[0][0], "the heading row"
    assert money[-2][0], "the last row is not alone"
    for (stays, _), (_, goes_on) in pairwise(money):
        assert stays or not goes_on
    assert not all(stays for stays, _ in money), "a long table may go on over pages"


@pytest.mark.story
def test_a_closed_year_says_what_was_restated_since(office: Desk, clock: Clock) -> None:
    one(office)
    clock.at = datetime(2024, 1, 10, 1, tzinfo=UTC)
    assert "closed" not in "".join(key for key in told(office, "year")[0].figures)
    assert not told(office, "year")[0].values["closed"]
    assert isinstance(close_year(office, 2023, "局长同意"), Done)
    for kind in ("year", "leader"):
        assert "本年度已于2024-01-10结账（第1次），其后没有更正。" in lines_of(told(office, kind)[1])
    clock.at = datetime(2024, 3, 1, 1, tzinfo=UTC)
    late = replace(office, restating=Restating(Restates.LATE, "回单三月才到"))
    assert isinstance(add_receipt(late, "万骏船舶", on("2023-11-20"), Money(300 * WAN), origin="out_of_province"), Done)
    report, document = told(office, "year")
    assert ("本年度已于2024-01-10结账（第1次），其后更正：境内省外资金由0.1234000001亿元变为0.1534000001亿元。"
            in lines_of(document))
    assert report.figures["out_of_province.closed"].text == "0.1234000001"
    assert ("The year was closed on 2024-01-10 (closing 1); restated since: Out-of-province funds 0.1534000001 亿元 "
            "instead of 0.1234000001 亿元.") in lines_of(told(office, "leader", Lang.EN)[1])
    assert not told(office, "part")[0].values["closed"], "a part of the year was not closed"
    then = report_facts(office, ReportAsked(2023, as_of=datetime(2024, 2, 1, tzinfo=UTC)))
    assert "其后没有更正" in str(compose_report(then, None, Lang.ZH).values["closed"])
