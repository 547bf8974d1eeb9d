"""`sanxin audit`: what an inspection would ask of a year, told, written, answered, narrowed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, Run


@pytest.fixture
def asked(sanxin: Run, signed: str) -> Run:
    """An office with a project that received money before its signing."""
    sanxin("receipt", "add", signed, "1000万元", "--on", "2023-01-28")
    return sanxin


def test_a_year_is_told_answered_and_told_again(asked: Run, tmp_path: Path) -> None:
    told = asked("audit", "2023").out
    assert "2023 年：按审计的眼光问出" in told
    assert "先到资后签约：1 个，1 个没有说明" in told
    assert "到位资金核查：把签约前的老资金、存量资产算作新引进" in told
    assert "P0001 万骏船舶：到资 2023-01-28 1000万元、签约 2023-02-01" in told
    data = asked("audit", "2023", "--json").json
    before = {one["check"]: one for one in data["questions"]}
    assert data["open"] == len(before)
    early = before["money_before_signing"]
    assert (early["projects"], early["answer"], early["facts"][0]["amount"]["minor"]) == (["P0001"], None, 10**9)
    assert asked("audit", "2023", "--answer", early["id"], "--reason", "订金，协议在卷").out == "已说明 1 个疑点\n"
    assert "订金，协议在卷（联络员01" in asked("audit", "2023").out
    assert "money before signing: 1, not answered: 0" in asked("--lang", "en", "audit", "2023").out
    left = asked("audit", "2023", "--open", "--json").json["questions"]
    assert [one["check"] for one in left] == [check for check in before if check != "money_before_signing"]
    assert "说明疑点" in asked("journal").out
    out = tmp_path / "自查.csv"
    asked("audit", "2023", "--check", "先到资后签约", "-o", str(out))
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert [row[0] for row in rows if row and row[0] in {one["id"] for one in before.values()}] == [early["id"]]
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
    assert "没有问出疑点" in asked("audit", "2020").out


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_an_answer_is_only_ever_text(asked: Run, text: str) -> None:
    number = asked("audit", "2023", "--json").json["questions"][0]["id"]
    asked("audit", "2023", "--answer", number, "--reason", text)
    assert text in asked("audit", "2023").out
