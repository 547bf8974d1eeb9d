"""`sanxin undo`: one's own last action is taken back, and nothing is erased."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_the_last_action_is_undone_with_a_reason(sanxin: Run, signed: str) -> None:
    assert sanxin("undo", code=1).err.startswith("未办理：没有写理由")
    assert sanxin("undo", "--reason", "只是意向").out == "已撤销：推进（P0001 万骏船舶）\n"
    assert sanxin("project", "show", signed, "--json").json["stage"] == "lead"
    page = sanxin("journal").out
    assert "撤销" in page
    assert "只是意向" in page


def test_an_entry_is_named_by_its_number_and_an_undo_can_be_undone(sanxin: Run, signed: str) -> None:
    sanxin("project", "amend", signed, "联络员=李四")
    entry = sanxin("journal", "--json").json["journal"][1]["id"]
    done = sanxin("undo", "--entry", str(entry), "--reason", "错了", "--json").json
    assert (done["undone"]["action"], done["notes"]) == ("project.advance", [])
    undo = sanxin("journal", "--json").json["journal"][0]
    assert (undo["action"], undo["detail"]) == ("undo", {"of": entry})
    sanxin("--lang", "en", "undo", "--entry", str(undo["id"]), "--reason", "no")
    assert sanxin("project", "show", signed, "--json").json["stage"] == "signed"
    assert sanxin("undo", "--entry", str(undo["id"]), "--reason", "x", "--json", code=1).codes == ["already_undone"]


def test_what_cannot_be_undone_says_why(sanxin: Run, signed: str) -> None:
    assert sanxin("--user", "别人", "undo", "--reason", "x", "--json", code=1).codes == ["nothing_to_undo"]
    assert "联络员01" in sanxin("--user", "别人", "undo", "--entry", "1", "--reason", "x", code=1).err
    assert "之后又有“推进”" in sanxin("undo", "--entry", "1", "--reason", "x", code=1).err
    assert "不是编号" in sanxin("undo", "--entry", "一", "--reason", "x", code=2).err
