"""`sanxin proof`: what does not agree in a draft is told, written and answered with an exit code; files are refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run

RIGHT = "2023年，到位资金目标任务124亿元，完成129.83亿元，完成全年目标任务的104.7%。\n"
WRONG = RIGHT.replace("104.7", "107.4")
NOTE = "2023年基本支出172.41万元，其中人员经费支出163.33万元；公用经费支出9.09万元。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "自评报告.txt"
    path.write_text(f"一、情况\n{WRONG}{NOTE}", "utf-8")
    return path


def test_what_is_wrong_is_told_with_its_place_its_cause_and_what_to_do(sanxin: Run, draft: Path) -> None:
    told = sanxin("proof", str(draft), "--alone", code=1).out
    assert ("不符：第 2 行：完成率写的是 107.4%，按实际÷目标是 104.7%（实际 129.83亿元，目标 124亿元，完成率 107.4%）"
            in told)
    assert f"  原文：{WRONG.strip()}" in told
    assert "可能的原因：相邻两位数字写颠倒了" in told
    assert "怎么办：核对实际、目标、完成率" in told
    assert "注意：第 3 行：总数写的是 172.41万元，各部分加起来是 172.42万元" in told
    assert "不符 1 处，注意 1 处；读到 8 个数" in told
    english = sanxin("--lang", "en", "proof", str(draft), "--alone", code=1).out
    assert "wrong: line 2: the rate is written 107.4%; actual ÷ target is 104.7%" in english


def test_notes_alone_end_with_0(sanxin: Run, draft: Path) -> None:
    draft.write_text(RIGHT + NOTE, "utf-8")
    told = sanxin("proof", str(draft), "--alone").out
    assert "没有发现不符" in told
    assert "注意 1 处" in told


def test_programs_get_every_finding_and_every_number(sanxin: Run, draft: Path) -> None:
    found = sanxin("proof", str(draft), "--alone", "--json", "--all", code=1).json
    (finding,), (note,) = found["findings"], found["notes"]
    assert (finding["checked"], finding["cause"], finding["stated"], finding["computed"]) == (
        "completion", "swapped", "107.4%", "104.7%")
    assert finding["place"] == {"kind": "line", "numbers": [2], "name": "", "text": "第 2 行"}
    assert finding["numbers"] == [{"part": "actual", "text": "129.83亿元"}, {"part": "target", "text": "124亿元"},
                                  {"part": "completion", "text": "107.4%"}]
    assert (note["checked"], note["hard"]) == ("parts", False)
    assert found["numbers"] == {"checked": 6, "alone": 0, "no_unit": 0, "day": 2, "numbering": 0, "code": 0,
                                "ratio": 0}
    assert [one["text"] for one in found["all"] if one["fate"] == "day"] == ["2023年", "2023年"]
    assert "all" not in sanxin("proof", str(draft), "--alone", "--json", code=1).json


def test_every_number_is_listed_where_asked(sanxin: Run, draft: Path) -> None:
    told = sanxin("proof", str(draft), "--alone", "--all", code=1).out
    assert "日期、时间" in told
    assert "163.33万元" in told


def test_findings_go_into_a_file(sanxin: Run, draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "核稿.csv"
    assert "核稿.csv" in sanxin("proof", str(draft), "--alone", "-o", str(out), code=1).out
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["核稿：自评报告.txt"]
    assert ["不符", "第 2 行"] in [row[:2] for row in rows]
    assert ["注意", "第 3 行"] in [row[:2] for row in rows]
    for name in ("核稿.xlsx", "核稿.json"):
        sanxin("proof", str(draft), "--alone", "--all", "-o", str(tmp_path / name), code=1)
        assert (tmp_path / name).stat().st_size > 500
    assert sanxin("proof", str(draft), "--alone", "-o", str(tmp_path / "核稿.odt"), "--json", code=1).codes == [
        "unknown_suffix"]


@pytest.mark.usefixtures("signed")
def test_the_office_is_asked_for_what_the_draft_says_of_it(sanxin: Run, draft: Path) -> None:
    sanxin("target", "set", "2023", "new_signed", "4")
    said = "五是新签约项目全年目标任务{target}个，已完成{actual}个。甲镇新签约项目3个。\n"
    draft.write_text("2023年招商引资情况\n" + said.format(target=5, actual=2), "utf-8")
    told = sanxin("proof", str(draft), code=1).out
    assert "新签约写的是 5个，办公室的数据是 4个" in told
    assert "新签约写的是 2个，办公室的数据是 1个" in told
    assert "sanxin explain 2023 new_signed" in told
    assert "与办公室的数据核对了 2 个数" in told
    assert "3个" not in told
    alone = sanxin("proof", str(draft), "--alone").out
    assert alone.endswith("读懂了，没有可比的数 3 个，日期、时间 1 个（逐个列出用 --all）\n")
    draft.write_text(said.format(target=4, actual=1), "utf-8")
    assert sanxin("proof", str(draft), "--json").json["office"] == {"compared": 0, "why_not": None}
    found = sanxin("proof", str(draft), "--year", "2023", "--json").json
    assert (found["office"]["compared"], found["numbers"]["checked"]) == (2, 2)


@pytest.mark.usefixtures("signed")
def test_figures_of_part_of_a_year_are_those_of_then(sanxin: Run, draft: Path) -> None:
    for months, count, code in (("1-1月", 0, 0), ("1-1月", 1, 1), ("1-2月", 1, 0), ("上半年", 1, 0), ("上半年", 2, 1)):
        draft.write_text(f"2023年{months}，全市新签约项目{count}个。", "utf-8")
        assert sanxin("proof", str(draft), "--json", code=code).json["office"]["compared"] == 1, months


def test_without_an_office_a_draft_is_proofed_alone_and_that_is_said(sanxin: Run, draft: Path, office: Path) -> None:
    office.unlink()
    told = sanxin("proof", str(draft), code=1).out
    assert "没有与办公室的数据核对：没有办公室" in told
    assert not office.exists()
    named = sanxin("proof", str(draft), "--db", str(office), code=None)
    assert named.code not in (0, 1)


def test_what_cannot_be_read_is_refused_in_a_sentence(sanxin: Run, tmp_path: Path) -> None:
    assert "找不到文件" in sanxin("proof", str(tmp_path / "无.docx"), code=3).err
    picture = tmp_path / "图.png"
    picture.write_bytes(b"\x89PNG")
    told = sanxin("proof", str(picture), code=3).err
    assert "这种文件不能核稿" in told
    assert "可以核的：.docx、.txt、.md、.xlsx、.pdf" in told
    assert sanxin("proof", str(tmp_path), "--json", code=3).codes == ["unread_folder"]
    assert sanxin("proof", str(picture), "--year", "23", code=2).err


def test_what_a_draft_says_is_shown_as_text(sanxin: Run, draft: Path) -> None:
    draft.write_text("[red]\x1b[31m" + WRONG, "utf-8")
    told = sanxin("proof", str(draft), "--alone", code=1).out
    assert "\x1b" not in told
    assert "[red]" in told


@pytest.mark.usefixtures("signed")
def test_a_target_that_is_the_offices_own_is_not_rounded(sanxin: Run, draft: Path) -> None:
    """129.38 of 124 is 104.34%: of a target between 123.5 and 124.5 it could be 104.7%, of 124 itself it cannot."""
    draft.write_text("2023年境内省外到位资金目标124亿元，完成129.38亿元，完成率104.7%。", "utf-8")
    alone = sanxin("proof", str(draft), "--alone", "--json").json
    assert [one["checked"] for one in alone["notes"]] == ["completion"]
    sanxin("target", "set", "2023", "out_of_province", "124")
    found = sanxin("proof", str(draft), "--json", code=1).json
    assert "completion" in [one["checked"] for one in found["findings"]]
    assert found["notes"] == []


@pytest.mark.usefixtures("signed")
def test_the_numerator_of_a_conversion_rate_is_no_figure_of_the_year(sanxin: Run, draft: Path) -> None:
    """What was signed this year and has started is fewer than what started this year."""
    sanxin("project", "add", "乙项目", "--investor", "乙公司")
    told = "2023年新签约{signed}个，开工{started}个，开工率{rate}%。"
    draft.write_text(told.format(signed=1, started=0, rate=0), "utf-8")
    found = sanxin("proof", str(draft), "--json", code=None).json
    assert [one for one in found["findings"] if one["checked"] == "office"] == []
    draft.write_text(told.format(signed=1, started=1, rate=100), "utf-8")
    found = sanxin("proof", str(draft), code=1).out
    assert "开工率的分子写的是 1个，办公室的数据是 0个" in found
    assert "sanxin explain 2023 conversion.started" in found


@pytest.mark.usefixtures("signed")
def test_a_rate_of_the_years_target_leaves_the_text_at_its_month(sanxin: Run, draft: Path) -> None:
    draft.write_text("2023年1-1月，完成全年目标的10%，全市新签约项目0个。", "utf-8")
    found = sanxin("proof", str(draft), "--json", code=None).json
    assert [one for one in found["findings"] if one["checked"] == "office"] == []
    draft.write_text("2023年1-1月，完成全年目标的10%，全市新签约项目1个。", "utf-8")
    assert "新签约写的是 1个，办公室的数据是 0个" in sanxin("proof", str(draft), code=1).out
