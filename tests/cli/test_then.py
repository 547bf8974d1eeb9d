"""The past on the command line: what had happened until a day and what was known at a moment, on every command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.raw_books import read_here
from tracker.shipped import shipped

SHOWN = (("rollup", "2023"), ("explain", "2023", "new_signed"), ("project", "show", "P0001"), ("project", "list"),
         ("blocker", "list"), ("review", "show"))


@pytest.fixture(scope="session")
def moment(signed_template: Path) -> str:
    """After the project was signed, and before anything else was done."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@pytest.fixture
def then(after: Callable[..., str], signed: str, moment: str) -> str:
    """A moment after which the project got another name and another stage, and a blocker was raised."""
    after(("project", "advance", signed, "registered=2023-03-01"), ("project", "amend", signed, "name=飞龙船舶"),
          ("blocker", "raise", signed, "岸线未批", "--category", "河湖岸线", "--on", "2023-03-05"))
    return moment


@pytest.mark.long(keep=3)
@pytest.mark.parametrize("command", SHOWN, ids=" ".join)
def test_what_has_not_passed_is_refused_and_today_is_now(sanxin: Run, then: str, command: tuple[str, ...]) -> None:
    """On every command in one sentence; nothing is shown of it."""
    ahead = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert sanxin(*command, "--as-of", ahead, "--json", code=1).codes == ["not_passed"]
    assert "尚未过去" in sanxin(*command, "--as-of", f"{ahead}T10:00", code=1).err
    today = sanxin(*command, "--as-of", f"{datetime.now(UTC) + timedelta(hours=8):%Y-%m-%d}")
    assert "所知为准" in today.out


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=3)
@pytest.mark.parametrize("command", SHOWN, ids=" ".join)
def test_one_sentence_says_which_past_is_shown(sanxin: Run, then: str, tmp_path: Path, command: tuple[str, ...]
                                               ) -> None:
    """Printed, in JSON and in the file."""
    asked = ("--until", "2023-03-31", "--as-of", then)
    assert "截至 2023-03-31 发生的，以 " in sanxin(*command, *asked).out
    assert "what had happened up to 2023-03-31, as known at " in sanxin("--lang", "en", *command, *asked).out
    data = sanxin(*command, *asked, "--json").json
    assert (data["until"], data["as_of"][:16]) == ("2023-03-31", then[:16])
    sanxin(*command, *asked, "-o", str(tmp_path / "a.csv"))
    assert "截至 2023-03-31 发生的" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "所知为准" not in sanxin(*command).out


@pytest.mark.story
def test_lists_pages_and_the_book_are_of_then(sanxin: Run, signed: str, then: str, tmp_path: Path) -> None:
    """What was recorded later is in none of them; what happened later neither."""
    was = ("--as-of", then)
    shown = sanxin("project", "show", signed, *was, "--json").json
    assert (shown["name"], shown["stage"], shown["blockers"]) == ("万骏船舶", "signed", [])
    assert [row["name"] for row in sanxin("project", "list", *was, "--json").json["projects"]] == ["万骏船舶"]
    assert [row["stage"] for row in sanxin("project", "list", "--until", "2023-01-10", "--json").json["projects"]] == [
        "lead"]
    assert sanxin("blocker", "list", *was, "--json").json["blockers"] == []
    assert sanxin("blocker", "list", "--until", "2023-03-04", "--json").json["blockers"] == []
    assert len(sanxin("blocker", "list", "--until", "2023-03-05", "--json").json["blockers"]) == 1
    assert sanxin("export", str(tmp_path / "a.xlsx"), *was, "--json").json["blockers"] == 0
    assert "所知为准" in sanxin("export", str(tmp_path / "a.xlsx"), *was).out
    assert "飞龙船舶" not in str(read_here((tmp_path / "a.xlsx").read_bytes()))
    assert sanxin("project", "show", "飞龙船舶", *was, "--json", code=1).codes == ["unknown_project"]


def test_the_past_by_the_rules_of_now(sanxin: Run, signed: str, office: Path, then: str) -> None:
    """`--rules now`; another word is a mistake."""
    (office.parent / "rules").mkdir()
    text = shipped("rules", "default.toml").read_text(encoding="utf-8")
    (office.parent / "rules" / "ours.toml").write_text(text.replace('zh = "新签约"', 'zh = "新签"'), encoding="utf-8")
    asked = ("rollup", "2023", "--as-of", then)
    assert "新签约" in sanxin(*asked).out
    assert "按现在的口径" not in sanxin(*asked).out
    assert "按现在的口径计算" in sanxin(*asked, "--rules", "now").out
    assert sanxin("explain", "2023", "新签", "--as-of", then, "--rules", "now", "--json").json["label"] == "新签"
    assert sanxin("explain", "2023", "新签约", "--as-of", then, "--json").json["label"] == "新签约"
    assert "口径文件在上次记录之后改过" in sanxin("rollup", "2023").out
    assert "then" in sanxin(*asked, "--rules", "tomorrow", code=2).err


def test_a_reason_goes_on_where_the_clock_disagrees(sanxin: Run, signed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock three days slow records nothing and says what to do; with a reason it does, and the journal has it."""
    monkeypatch.setattr("tracker.store.engine.now", lambda: datetime.now(UTC) - timedelta(days=3))
    amend = ("project", "amend", signed, "park=高新区")
    slow = sanxin(*amend, code=5)
    assert "--clock" in slow.err
    assert "没有写入任何内容" in slow.err
    assert "高新区" not in sanxin("project", "show", signed).out
    sanxin("--clock", "那台机器快了三天", *amend)
    assert "那台机器快了三天" in sanxin("journal").out
    sanxin("project", "amend", signed, "park=经开区")


def test_an_increase_and_another_investor_hold_from_their_day(sanxin: Run, signed: str) -> None:
    """--until gives the amount and the investor of then; what was taken back had never been."""
    was = sanxin("project", "show", signed, "--json").json["profile"]
    added = sanxin("project", "increase", signed, "5000万元", "--on", "2023-06-18", "--note", "第二轮")
    assert "2023-06-18 起增资 5000万元" in added.out
    assert "2023-09-01 起变更投资方" in sanxin(
        "project", "change", signed, "投资方=新公司", "--on", "2023-09-01", "--reason", "股权转让").out
    now = sanxin("project", "show", signed, "--json").json
    assert now["profile"]["contract_amount"]["minor"] == was["contract_amount"]["minor"] + 5000 * 10**6
    assert [(step["what"], step["day"]) for step in now["changes"]] == [
        ("increase", "2023-06-18"), ("investor", "2023-09-01")]
    june = sanxin("project", "show", signed, "--until", "2023-06-17", "--json").json
    assert (june["profile"], june["changes"]) == (was, [])
    august = sanxin("project", "show", signed, "--until", "2023-08-31", "--json").json
    assert august["profile"]["investor"] == was["investor"]
    assert august["profile"]["contract_amount"] == now["profile"]["contract_amount"]
    assert "变更为“新公司”" in sanxin("project", "show", signed).out
    assert sanxin("project", "change", signed, "park=新园", "--json", code=1).codes == ["change_field"]
    for step in now["changes"]:
        sanxin("project", "unchange", str(step["id"]), "--reason", "弄错了")
    assert sanxin("project", "show", signed, "--json").json["profile"] == was
