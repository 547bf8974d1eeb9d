"""`sanxin assert`: what others recognised or published, told wherever the figure is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SAID = ("assert", "2023", "境内省外资金", "129.8295", "--by", "市商务局", "--on", "2024-01-20")


@pytest.fixture
def paid(sanxin: Run, signed: str) -> None:
    """5亿元 of money from other provinces."""
    sanxin("receipt", "add", signed, "5亿元", "--on", "2023-03-08")


@pytest.mark.usefixtures("paid")
def test_it_is_recorded_and_told_beside_ours(sanxin: Run, tmp_path: Path) -> None:
    line = "市商务局（2024-01-20）境内省外资金 129.8295 亿元 [沅商〔2024〕3号]，本办 5，少 124.8295"
    assert sanxin(*SAID, "--document", "沅商〔2024〕3号").out == f"2023 {line}\n"
    assert line in sanxin("explain", "2023", "out_of_province").out
    assert "市商务局" not in sanxin("explain", "2023", "new_signed").out
    page = sanxin("rollup", "2023").out
    below = page[page.index("其他单位认定或公布的数"):]
    assert "-124.8295" in below
    assert "沅商〔2024〕3号" in below
    assert "市商务局" in sanxin("assert", "2023").out
    (told,) = sanxin("rollup", "2023", "--json").json["asserted"]
    assert (told["key"], told["by"], told["on"], told["value"], told["unit"], told["ours"], told["difference"],
            told["number"]) == ("out_of_province", "市商务局", "2024-01-20", "129.8295", "亿元", "5", "-124.8295",
                                "沅商〔2024〕3号")
    assert sanxin("explain", "2023", "out_of_province", "--json").json["asserted"] == [told]
    assert sanxin("assert", "2023", "--json").json == {"year": 2023, "asserted": [told]}
    assert "asserted" not in sanxin("rollup", "2022", "--json").json
    assert "ours is 5, 124.8295 less" in sanxin("--lang", "en", "explain", "2023", "out_of_province").out
    path = tmp_path / "数.csv"
    sanxin("rollup", "2023", "-o", str(path))
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert any("市商务局" in row and "129.8295" in row for row in rows)
    for command in (("rollup", "2023"), ("explain", "2023", "out_of_province")):
        assert "市商务局" not in sanxin(*command, "--until", "2023-06-30").out


@pytest.mark.usefixtures("paid")
def test_it_is_withdrawn_through_undo(sanxin: Run) -> None:
    entry = sanxin(*SAID, "--json").json["asserted"]["entry"]
    sanxin("undo", "--entry", str(entry), "--reason", "看错了表")
    assert "asserted" not in sanxin("rollup", "2023", "--json").json
    journal = sanxin("journal").out
    assert "看错了表" in journal
    assert "记下别人的数" in journal


@pytest.mark.usefixtures("paid")
def test_a_document_is_a_file_or_a_number(sanxin: Run, tmp_path: Path) -> None:
    path = tmp_path / "认定表.pdf"
    path.write_bytes(b"%PDF-1.4")
    told = sanxin(*SAID, "--document", str(path), "--number", "3号", "--json").json["asserted"]
    assert (told["number"], told["filename"], len(told["sha256"])) == ("3号", "认定表.pdf", 64)
    assert "[3号 认定表.pdf]" in sanxin("explain", "2023", "out_of_province").out
    for mistyped in ("认定.pdf", str(tmp_path / "认定")):
        assert sanxin(*SAID, "--document", mistyped, "--json", code=3).codes == ["no_file"]
    assert sanxin(*SAID, "--document", " ", code=2).err
    assert len(sanxin("assert", "2023", "--json").json["asserted"]) == 1


def test_what_is_no_figure_of_others_is_refused_in_sentences(sanxin: Run) -> None:
    told = sanxin("assert", "2023", "天气", "1", "--by", "市商务局", code=1).err
    assert "new_signed" in told
    assert sanxin("assert", "2023", "new_signed", "1", "--json", code=1).codes == ["no_body"]
    assert "没有写是哪个单位认定或公布的" in sanxin("assert", "2023", "new_signed", "1", code=1).err
    assert "在今天" in sanxin("assert", "2023", "new_signed", "1", "--by", "市局", "--on", "2999-01-01", code=1).err
    assert "VALUE" in sanxin("assert", "2023", "new_signed", "--by", "市商务局", code=2).err
    assert "KEY" in sanxin("assert", "2023", "--by", "市商务局", code=2).err
    assert sanxin("assert", "二三年", "new_signed", "1", "--by", "市商务局", code=2).err
    assert sanxin("assert", "2023").out == "没有符合的记录\n"
