"""`sanxin assess -o FILE.docx`: pages of the assessment, checked in the office and with a bundle on another machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Run
from tests.report.reporting import edited

pytestmark = pytest.mark.usefixtures("scored")


@pytest.mark.story
def test_board_unit_and_all_pages_are_written_and_check_out(sanxin: Run, tmp_path: Path) -> None:
    for more, pages in (((), 1), (("--unit", "新湾镇"), 1), (("--pages",), 3)):
        file = str(tmp_path / f"{len(more)}{pages}.docx")
        told = sanxin("assess", "2023", *more, "-o", file, "--json").json
        assert told["pages"] == pages
        checked = sanxin("check", file, "--json").json
        assert checked["found"] == checked["written"]
        assert checked["written"] >= told["numbers"] > 10
        assert not checked["differences"]
    assert "写成 .docx" in sanxin("assess", "2023", "--pages", "-o", str(tmp_path / "a.html")).out
    assert "新湾镇" in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.story
def test_what_was_edited_is_found_in_the_office_and_with_its_bundle(
        sanxin: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, changed, bundle = (str(tmp_path / name) for name in ("a.docx", "b.docx", "2023.bundle"))
    sanxin("assess", "2023", "--pages", "-o", file)
    as_of = sanxin("check", file, "--json").json["as_of"]
    sanxin("bundle", "2023", "--as-of", as_of, "-o", bundle)
    edited(Path(file), Path(changed), 5)
    assert len(sanxin("check", changed, "--json", code=1).json["differences"]) == 5
    monkeypatch.setenv("SANXIN_DB", str(tmp_path / "nowhere.db"))
    assert not sanxin("check", file, "--bundle", bundle, "--json").json["differences"]
    assert len(sanxin("check", changed, "--bundle", bundle, "--json", code=1).json["differences"]) == 5


@pytest.mark.story
def test_what_changed_since_is_no_edit_because_the_moment_is_kept(sanxin: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "a.docx")
    sanxin("assess", "2023", "-o", file)
    sanxin("mark", "give", "2023", "新湾镇", "月报", "12", "--by", "考核办", "--on", "2023-06-02", "--reason", "补报")
    sanxin("unit", "rename", "新湾镇", "新湾乡")
    assert "0 处有出入" in sanxin("check", file).out


def test_what_cannot_be_written_is_told(sanxin: Run, tmp_path: Path) -> None:
    assert ".docx、.html" in sanxin("assess", "2023", "-o", "a.pdf", code=1).err
    assert "以 .docx、.html 结尾" in sanxin("assess", "2023", "--pages", "-o", "a.xlsx", code=1).err
    assert sanxin("assess", "2023", "--pages", code=2).err
    for options in (("--pages", "--unit", "新湾镇"), ("--unit", "新湾镇", "--more", "out_of_province=1")):
        assert sanxin("assess", "2023", *options, "-o", str(tmp_path / "a.docx"), code=2).err
    assert "新湾镇" in sanxin("assess", "2023", "--unit", "新湾", "-o", str(tmp_path / "a.docx"), code=1).err
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.story
def test_rules_that_were_edited_and_under_which_nothing_was_recorded_yet_are_those_of_board_pages_and_report(
        sanxin: Run, tmp_path: Path) -> None:
    """What stands on the paper is what stands on the screen, and its digest is of the rules that made it."""
    rules = tmp_path / "rules" / "考核.toml"
    rules.write_text(rules.read_text("utf-8").replace("points = 60", "points = 80"), "utf-8")
    total = sanxin("assess", "2023", "--json").json["units"][0]["total"]
    assert total == "51"
    for more in ((), ("--rules", "now")):
        file, report = (str(tmp_path / f"{len(more)}{name}") for name in ("a.docx", "r.docx"))
        sanxin("assess", "2023", "--pages", *more, "-o", file)
        assert "51 分" in "".join(one.text for one in Document(file).paragraphs[2:]) + _controls(file)
        checked = sanxin("check", file).out
        assert "0 处有出入" in checked
        assert "另一口径" not in checked
        sanxin("report", "2023", "-o", report)
        assert "另一口径" not in sanxin("check", report).out
    digest = sanxin("check", file, "--json").json["ruleset"]
    assert digest == sanxin("assess", "2023", "--json").json["ruleset"]["digest"]


def _controls(file: str) -> str:
    return "".join(one.text or "" for one in Document(file).element.body.iter() if one.tag.endswith("}t"))


@pytest.mark.story
def test_a_board_whose_names_heads_or_year_were_changed_is_found(sanxin: Run, tmp_path: Path) -> None:
    file, changed = str(tmp_path / "a.docx"), str(tmp_path / "b.docx")
    sanxin("assess", "2023", "-o", file)
    for was, becomes in (("新湾镇", "高新区"), ("总分", "名次"), ("2023年", "2022年")):
        document = Document(file)
        for one in document.element.body.iter():
            if one.tag.endswith("}t") and one.text and was in one.text:
                one.text = one.text.replace(was, becomes)
        document.save(changed)
        assert sanxin("check", changed, "--json", code=1).json["differences"], was
