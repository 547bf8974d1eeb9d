"""`year close`, `year show` and what a closed year takes: told at a terminal and to programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.made import write_xlsx

LATE = ("--restate", "late", "--because", "回单三月才到")


@pytest.fixture
def closed(after: Callable[..., str]) -> str:
    """A project signed in 2023, and that year closed though things are open."""
    return after(("year", "close", "2023", "--despite", "局长同意"))


def test_what_is_open_is_told_with_how_to_close_all_the_same(sanxin: Run, signed: str) -> None:
    refusal = sanxin("year", "close", "2023", code=1)
    assert "以上 2 项未办结；要照样结账，加 --despite 理由" in refusal.err
    assert sanxin("year", "close", "2023", "--json", code=1).codes == ["close_audit", "close_health"]
    assert "还没有结账" in sanxin("year", "show", "2023", code=1).err
    assert "2023 年已结账（第 1 次" in sanxin("year", "close", "2023", "--despite", "局长同意").out


def test_a_closing_is_shown_with_its_lists(sanxin: Run, closed: str) -> None:
    shown, data = sanxin("year", "show", "2023"), sanxin("year", "show", "2023", "--json").json
    assert "2023 年第 1 次结账" in shown.out
    assert "未办结 2 项，照样结账的理由：局长同意" in shown.out
    assert (data["closing"], data["despite"], [one["closing"] for one in data["closings"]]) == (1, "局长同意", [1])
    assert [one["code"] for one in data["counted"]["new_signed"]] == [closed]
    assert data["head"] == data["closings"][0]["head"] != ""


@pytest.mark.story
def test_a_restatement_is_refused_without_and_told_with_its_class(sanxin: Run, closed: str) -> None:
    money = ("receipt", "add", closed, "300万元", "--on", "2023-11-02")
    assert "2023 年已结账" in sanxin(*money, code=1).err
    assert sanxin(*money, "--json", code=1).codes == ["year_closed"]
    sanxin(*LATE, *money)
    assert "迟报：回单三月才到" in sanxin("journal").out
    (figure,) = [one for one in sanxin("year", "diff", "2023", "--json").json["indicators"] if one["moves"]]
    assert [(move["by"], move["restates"], move["because"]) for move in figure["moves"]] == [
        ("0.03", "late", "回单三月才到")]
    assert "迟报：回单三月才到" in sanxin("year", "diff", "2023").out
    revisions = sanxin("year", "revisions", "2023", "--json").json
    (revised,) = [one for one in revisions["indicators"] if one["by_class"].get("late", {}).get("raised")]
    assert revised["by_class"]["late"] == {"raised": 1, "up": "0.03", "lowered": 0, "down": "0"}
    assert [(one["kind"], one.get("closing"), one["classes"]) for one in revisions["vintages"]] == [
        ("first", None, []), ("changed", None, []), ("closing", 1, []), ("restated", None, ["late"])]
    told = sanxin("year", "revisions", "2023").out
    assert all(name in told for name in ("首报", "第 1 次结账", "更正（迟报）"))
    told = sanxin("--lang", "en", "year", "revisions", "2023").out
    assert all(name in told for name in ("first report", "closing 1", "restatement (late information)"))


@pytest.mark.story
def test_a_comparison_names_both_its_moments(sanxin: Run, closed: str) -> None:
    def head(*options: str) -> str:
        return sanxin("year", "diff", "2023", *options).out.splitlines()[0]

    assert "（第 1 次结账）所知与" in head()
    assert "（现在）所知" in head()
    first, *_ = sanxin("year", "revisions", "2023", "--json").json["vintages"]
    assert "（指定的时间）所知与" in head("--from", first["at"])
    ends = sanxin("year", "diff", "2023", "--json").json
    assert (ends["from_is"], ends["to_is"]) == (
        {"kind": "closing", "closing": 1}, {"kind": "now", "closing": None})
    at = sanxin("year", "show", "2023", "--json").json["at"]
    assert head("--to", at).count("（第 1 次结账）所知") == 2


@pytest.mark.parametrize("options", [
    ("--restate", "late"), ("--because", "x"), ("--restate", "maybe", "--because", "x")])
def test_a_class_goes_with_a_reason(sanxin: Run, closed: str, options: tuple[str, ...]) -> None:
    sanxin(*options, "project", "amend", closed, "hunan_return=是", code=2)


def test_a_book_with_facts_of_a_closed_year_is_asked_about_once(sanxin: Run, closed: str, tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "签约时间"], ["甲厂", "甲", "2023-05-01"], ["乙厂", "乙", "2023-06-01"]]
    book = write_xlsx(tmp_path / "补报.xlsx", {"项目": rows})
    assert "2023 年已结账" in sanxin("import", str(book), code=1).err
    sanxin(*LATE, "import", str(book))
    newest = sanxin("journal", "--json").json["journal"][0]
    assert (newest["action"], newest["detail"]["restates"]) == ("import", "late")
