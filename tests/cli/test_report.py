"""An officer writes the year's report, hands it on, and checks what came back, with an office and without one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import HOSTILE, Run
from tests.report.reporting import edited
from tracker.office.demo import demo_desk

pytestmark = pytest.mark.usefixtures("sample")


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "office.db"
    demo_desk(str(path), "联络员01").store.close()
    return path


@pytest.fixture
def sample(office: Path, sample_file: Path) -> None:
    shutil.copyfile(sample_file, office)


@pytest.mark.story
def test_a_report_is_written_and_checked(sanxin: Run, tmp_path: Path) -> None:
    budget, report = tmp_path / "b.toml", tmp_path / "r.docx"
    budget.write_text(sanxin("report", "--budget-example").out, "utf-8")
    answer = sanxin("report", "2023", "-o", str(report), "--budget", str(budget))
    assert "550 个数字控件" in answer.out
    assert "合计 172.42，差 0.01，在四舍五入之内" in answer.err
    answer = sanxin("check", str(report))
    assert "找到 550 个数字控件（写出时 550 个），0 处有出入" in answer.out
    assert "控件以外的数字没有核对" in answer.out

    edited(report, tmp_path / "e.docx", 5)
    answer = sanxin("check", str(tmp_path / "e.docx"), code=1)
    assert answer.out.count("改过") == 5
    found = sanxin("check", str(tmp_path / "e.docx"), "--json", code=1).json
    assert (found["found"], found["written"], len(found["differences"])) == (550, 550, 5)
    assert {one["kind"] for one in found["differences"]} == {"edited"}
    assert all(one["printed"] != one["recomputed"] and one["place"] for one in found["differences"])


@pytest.mark.story
def test_what_was_recorded_since_does_not_touch_a_report(sanxin: Run, tmp_path: Path) -> None:
    report = str(tmp_path / "r.docx")
    sanxin("report", "2023", "-o", report)
    sanxin("receipt", "add", "P0001", "3亿元", "--on", "2023-05-05", "--origin", "境内省外")
    assert "0 处有出入" in sanxin("check", report).out
    sanxin("report", "2023", "-o", str(tmp_path / "later.docx"))
    assert sanxin("rollup", "2023", "--json").json["indicators"][3]["actual"] == "132.8295"
    assert "0 处有出入" in sanxin("check", str(tmp_path / "later.docx")).out


@pytest.mark.story
def test_a_bundle_checks_where_there_is_no_office(sanxin: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report, bundle = tmp_path / "r.docx", tmp_path / "b.bundle"
    sanxin("report", "2023", "-o", str(report))
    sanxin("bundle", "2023", "-o", str(bundle))
    sanxin("report", "2023-06", "-o", str(tmp_path / "june.docx"))
    monkeypatch.setenv("SANXIN_DB", str(tmp_path / "none.db"))
    assert "按 沅江市 签名的数据包核对" in sanxin("check", str(report), "--bundle", str(bundle)).out
    edited(report, tmp_path / "e.docx", 3)
    assert "3 处有出入" in sanxin("check", str(tmp_path / "e.docx"), "--bundle", str(bundle), code=1).out
    assert not (tmp_path / "none.db").exists()

    other = sanxin("check", str(tmp_path / "june.docx"), "--bundle", str(bundle), code=1).err
    assert "sanxin bundle 2023-06 --until 2023-06-30 --as-of 20" in other
    bundle.write_text(bundle.read_text("utf-8").replace("129.8295", "129.8296"), "utf-8")
    assert sanxin("check", str(report), "--bundle", str(bundle), "--json", code=1).codes == ["bundle_forged"]
    bundle.write_text("x", "utf-8")
    assert sanxin("check", str(report), "--bundle", str(bundle), "--json", code=3).codes == ["not_a_bundle"]
    assert sanxin("check", str(report), "--bundle", str(tmp_path), "--json", code=3).codes == ["not_a_file"]


@pytest.mark.long
def test_the_bundle_that_a_refusal_names_checks_the_report(sanxin: Run, tmp_path: Path) -> None:
    june, bundle = str(tmp_path / "june.docx"), str(tmp_path / "b.bundle")
    sanxin("report", "2023-06", "-o", june)
    sanxin("receipt", "add", "P0001", "3亿元", "--on", "2023-06-05", "--origin", "境内省外")
    sanxin("bundle", "2023-06", "-o", bundle)
    told = sanxin("check", june, "--bundle", bundle, code=1).err
    words = told[told.index("sanxin bundle"):].strip().rstrip("）").split()[1:-1]
    sanxin(*words, bundle)
    assert "0 处有出入" in sanxin("check", june, "--bundle", bundle).out


@pytest.mark.long
def test_each_report_is_asked_for_by_its_period(sanxin: Run, tmp_path: Path) -> None:
    for period, first in (("2023", "2023年度"), ("2023年6月", "沅江市招商引资工作情况报告"),
                          ("2023Q2", "沅江市招商引资工作情况报告")):
        path = tmp_path / "r.docx"
        sanxin("report", period, "-o", str(path))
        assert Document(str(path)).paragraphs[0].text.startswith(first)
    sanxin("report", "2023", "--leader", "-o", str(path))
    assert Document(str(path)).paragraphs[0].text == "沅江市招商引资一页报"
    assert "实际使用外资全年目标任务320万美元，全年完成21.4万美元" in sanxin("report", "2023").out
    assert sanxin("report", "2023-06", "--json").json["figures"]["new_signed.part_actual"]["text"] == "1"


@pytest.mark.parametrize(("args", "code"), [
    (("report", "2023-13"), "not_a_period"), (("report", ""), "not_a_period"), (("report", "甲"), "not_a_period"),
    (("report", "2023-06", "--until", "2023-08"), "outside_period"), (("report", "2098"), "outside_period"),
    (("report", "2023", "-o", "r.pdf"), "unknown_suffix"), (("report", "2023", "--budget", "none.toml"), "no_file"),
    (("report", "2023", "-o", "r.docx", "--template", "none.docx"), "no_file"),
    (("report", "2023", "-o", "r.docx", "--template", "."), "not_a_file"),
    (("bundle", "2023-13"), "not_a_period")])
def test_what_cannot_be_written_is_refused(sanxin: Run, args: tuple[str, ...], code: str, tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    there = sorted(tmp_path.iterdir())
    assert sanxin(*args, "--json", code=3 if code.endswith("_file") else 1).codes == [code]
    assert sorted(tmp_path.iterdir()) == there


@pytest.mark.story
def test_a_file_that_is_no_report_ends_the_check_with_3_and_says_what_it_is(sanxin: Run, tmp_path: Path) -> None:
    """As `sanxin proof` does: 1 is for a report that was read and has numbers that differ."""
    report, other = tmp_path / "r.docx", tmp_path / "other.docx"
    sanxin("report", "2023-06", "-o", str(report))
    Document().save(str(other))
    (tmp_path / "half.docx").write_bytes(report.read_bytes()[:20_000])
    document = Document(str(report))
    (part,) = (one.target_part for one in document.part.rels.values()
               if one.reltype.endswith("/customXml") and b"urn:sanxin" in one.target_part.blob)
    part._blob = re.sub(rb'until="[^"]*"', b'until="soon"', part.blob)
    document.save(str(tmp_path / "question.docx"))
    for name, code in (("none.docx", "no_file"), (".", "not_a_file"), ("half.docx", "report_damaged"),
                       ("question.docx", "report_damaged"), ("other.docx", "not_a_report")):
        assert sanxin("check", str(tmp_path / name), "--json", code=3).codes == [code], name
    assert "已损坏" in sanxin("check", str(tmp_path / "half.docx"), code=3).err


@pytest.mark.story
def test_a_check_says_the_minute_and_the_digest_as_the_report_does(sanxin: Run, tmp_path: Path) -> None:
    """Who holds the paper beside the screen finds on both the same moment and the same digits."""
    report = tmp_path / "r.docx"
    sanxin("report", "2023", "-o", str(report))
    foot = "".join(one.text for one in Document(str(report)).sections[0].footer.paragraphs)
    told = sanxin("check", str(report)).out
    for pattern in (r"所知截至(\s*)(\d{4}-\d\d-\d\d \d\d:\d\d)(?!:)", r"口径[^；\n]*(sha256:)([0-9a-f]{12})\b"):
        ours, theirs = re.search(pattern, told), re.search(pattern, foot)
        assert ours, pattern
        assert theirs, pattern
        assert ours[2] == theirs[2]


def test_a_budget_that_does_not_add_up_writes_nothing(sanxin: Run, tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text("[basic]\nspent = 180.00\npersonnel = 163.33\nrunning = 9.09\n", "utf-8")
    answer = sanxin("report", "2023", "-o", str(tmp_path / "r.docx"), "--budget", str(tmp_path / "b.toml"), code=1)
    assert "163.33 + 9.09 合计 172.42，差 7.58，四舍五入解释不了" in answer.err
    (tmp_path / "b.toml").write_text("[basic\n", "utf-8")
    answer = sanxin("report", "2023", "-o", str(tmp_path / "r.docx"), "--budget", str(tmp_path / "b.toml"), code=3)
    assert "第 1 行" in answer.err
    assert not (tmp_path / "r.docx").exists()


@pytest.mark.story
def test_budget_figures_are_checked_by_the_file_they_were_typed_in(sanxin: Run, tmp_path: Path) -> None:
    budget, report = tmp_path / "b.toml", str(tmp_path / "r.docx")
    budget.write_text("[public]\nbudget = 90\nspent = 84.85\n", "utf-8")
    sanxin("report", "2023", "-o", report, "--budget", str(budget))
    budget.write_text("[public]\nbudget = 91\nspent = 84.85\n", "utf-8")
    found = sanxin("check", report, "--budget", str(budget), "--json", code=1).json["differences"]
    assert [(one["key"], one["printed"], one["recomputed"]) for one in found] == [
        ("budget.public.budget", "90", "91"), ("budget.public.rate", "94.28%", "93.24%")]


@pytest.mark.story
def test_a_template_of_ones_own_is_filled_or_refused_whole(sanxin: Run, tmp_path: Path) -> None:
    template, report = tmp_path / "t.docx", tmp_path / "r.docx"
    sanxin("report", "2023", "--template-out", str(template))
    document = Document(str(template))
    document.paragraphs[1].text = "{{ subtitle }}（{{ nobody }}）"
    document.save(str(template))
    answer = sanxin("report", "2023", "-o", str(report), "--template", str(template), code=1)
    assert "第 2 段 “{{ subtitle }}（{{ …”" in answer.err
    assert not report.exists()
    document.paragraphs[1].text = "{{ subtitle }}（送审稿）"
    document.save(str(template))
    sanxin("report", "2023", "-o", str(report), "--template", str(template))
    assert Document(str(report)).paragraphs[1].text == "整体支出绩效自评报告（送审稿）"
    assert "0 处有出入" in sanxin("check", str(report)).out


@pytest.mark.long
def test_names_of_people_are_only_text(sanxin: Run, tmp_path: Path) -> None:
    report = str(tmp_path / "r.docx")
    for name in HOSTILE:
        sanxin("project", "add", name, "--origin", "境内省外", "--lead", "2023-01-05", "--contract-amount", "1亿元")
        sanxin("project", "advance", name, "--on", "2023-02-01")
    sanxin("report", "2023", "-o", report)
    shown = {cell.text for table in Document(report).tables for row in table.rows for cell in row.cells}
    assert set(HOSTILE) <= shown
    assert "0 处有出入" in sanxin("check", report).out
