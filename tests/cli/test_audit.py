"""`sanxin audit`: what an inspection would ask of a year, told, written, answered, narrowed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, Run
from tests.ledger.made import write_xlsx


@pytest.fixture
def asked(sanxin: Run, signed: str) -> Run:
    """An office with a project that received money before its signing."""
    sanxin("receipt", "add", signed, "1000万元", "--on", "2023-01-28")
    return sanxin


def test_a_year_is_told_answered_and_told_again(asked: Run, tmp_path: Path) -> None:
    told = asked("audit", "2023").out
    assert "2023 年：按审计的眼光问出" in told
    assert "先到资后签约：1 个疑点，涉及 1 个项目；还没有说明" in told
    assert "到位资金核查：把签约前的老资金、存量资产算作新引进" in told
    assert "P0001 万骏船舶：到资 2023-01-28 1000万元、签约 2023-02-01" in told
    data = asked("audit", "2023", "--json").json
    before = {one["check"]: one for one in data["questions"]}
    assert data["open"] == len(before)
    early = before["money_before_signing"]
    assert (early["projects"], early["answer"], early["facts"][0]["amount"]["minor"]) == (["P0001"], None, 10**9)
    assert asked("audit", "2023", "--answer", early["id"], "--reason", "订金，协议在卷").out == "已说明 1 个疑点\n"
    assert "订金，协议在卷（联络员01" in asked("audit", "2023").out
    told = asked("--lang", "en", "audit", "2023").out
    assert "money before signing (questions: 1, projects: 1): answered" in told
    assert f"about 1 of the 1 projects with facts of the year; {len(before) - 1} not answered, 1 answered" in told
    left = asked("audit", "2023", "--open", "--json").json["questions"]
    assert [one["check"] for one in left] == [check for check in before if check != "money_before_signing"]
    assert "说明疑点" in asked("journal").out
    out = tmp_path / "自查.csv"
    asked("audit", "2023", "--check", "先到资后签约", "-o", str(out))
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in rows if row and row[0] in {one["id"] for one in before.values()}] == [early["id"]] * 3
    assert {row[0] for row in rows if row} >= {"疑点", "逐项事实"}
    (money,) = [row for row in rows if row[4:5] == ["到资"]]
    question = "资金先于签约到账：这笔钱是这个项目的吗"
    assert [*money[:6], *money[8:11]] == [early["id"], "先到资后签约", "P0001", "万骏船舶", "到资", "2023-01-28",
                                         question, "订金，协议在卷", "联络员01"]
    as_json = tmp_path / "自查.json"
    asked("audit", "2023", "--check", "money_before_signing", "-o", str(as_json))
    assert json.loads(as_json.read_text("utf-8"))["questions"][0]["answer"]["reason"] == "订金，协议在卷"
    exported = asked("export", str(tmp_path / "本办.xlsx"))
    assert "审计自查的说明" in exported.out + exported.err


def test_what_cannot_be_answered_is_refused_in_sentences(asked: Run) -> None:
    (number,) = [one["id"] for one in asked("audit", "2023", "--json").json["questions"]
                 if one["check"] == "money_before_signing"]
    assert asked("audit", "2023", "--answer", number, "--json", code=1).codes == ["no_reason"]
    gone = asked("audit", "2023", "--answer", "xyz", "--reason", "有因", code=1).err
    assert "2023 年没有编号“xyz”的疑点" in gone
    for more in (("--check", "free_day"), ("--open",), ("-o", "x.csv")):
        wrong = asked("audit", "2023", "--answer", number, "--reason", "有因", *more, code=2)
        assert "不能与 --answer" in wrong.err
    assert "free_day 休息日到资" in asked("audit", "2023", "--check", "周末", code=2).err
    assert "“23”不能作年份" in asked("audit", "23", code=2).err
    assert "没有哪个项目有本年度的事实" in asked("audit", "2020").out
    quiet = asked("audit", "2023", "--check", "slip_twice").out
    assert "没有问出疑点" in quiet


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_an_answer_is_only_ever_text(asked: Run, text: str) -> None:
    number = asked("audit", "2023", "--json").json["questions"][0]["id"]
    asked("audit", "2023", "--answer", number, "--reason", text)
    assert text in asked("audit", "2023").out


def test_a_first_book_is_taken_over_and_what_comes_later_is_entered_late(sanxin: Run, tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "签约时间"], ["甲厂", "甲公司", "2023-02-01"], ["乙厂", "乙公司", "2023-03-01"]]
    sanxin("import", str(write_xlsx(tmp_path / "台账.xlsx", {"项目台账": rows})), "--accept", "gap")
    first = sanxin("audit", "2023", "--check", "entered_late", "--json").json
    assert (first["taken_over"], first["questions"]) == (2, [])
    note = "开办当天导入的台账和以前的台账带来 2 项早已发生的事"
    assert sanxin("audit", "2023").out.count(note) == 1
    assert note not in sanxin("audit", "2023", "--check", "no_proof").out


def test_a_year_is_asked_about_as_it_was(asked: Run) -> None:
    def early(*options: str) -> list[str]:
        found = asked("audit", "2023", "--check", "money_before_signing", "--json", *options).json
        return [fact["what"] for one in found["questions"] for fact in one["facts"]]

    assert early() == early("--until", "2023-02-01") == ["receipt", "signed"]
    assert early("--until", "2023-01-31") == ["receipt", "signed"]
    assert early("--until", "2023-01-27") == []
    assert "截至 2023-01-27" in asked("audit", "2023", "--until", "2023-01-27").out
    number = asked("audit", "2023", "--json").json["questions"][0]["id"]
    for past in (("--until", "2023-01-31"), ("--as-of", "2023-01-31")):
        wrong = asked("audit", "2023", "--answer", number, "--reason", "有因", *past, code=2)
        assert "不能与 --answer" in wrong.err
    assert asked("audit", "2023", "--as-of", "2020-01-01", "--json", code=1).codes == ["nothing_known"]
