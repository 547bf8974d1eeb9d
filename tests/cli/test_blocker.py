"""`sanxin blocker`: raised, answered by the bureau, closed by the office alone."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def held(sanxin: Run, signed: str) -> str:
    sanxin("blocker", "raise", signed, "岸线许可", "未批", "--category", "河湖岸线", "--bureau", "水利局", "--on",
           "2023-03-01", "--due", "2023-06-30", "--permit", "涉河建设方案", "--authority", "长江委")
    return "1"


def test_a_blocker_goes_from_raised_to_verified(sanxin: Run, held: str) -> None:
    (blocker,) = sanxin("blocker", "list", "--json").json["blockers"]
    assert blocker["description"] == "岸线许可 未批"
    assert (blocker["category"], blocker["state"], blocker["due"]) == ("河湖岸线", "open", "2023-06-30")
    assert sanxin("project", "list", "--blocked", "--json").json["projects"][0]["blocked"] is True
    sanxin("blocker", "note", held, "材料已补齐", "--on", "2023-03-10", "--by", "李四")
    sanxin("blocker", "escalate", held, "市级", "请市里协调", "--on", "2023-04-01")
    sanxin("blocker", "due", held, "2023-09-30", "延期", "--on", "2023-06-30")
    answered = sanxin("blocker", "answer", held, "已批复", "--on", "2023-08-01", "--by", "水利局").out
    assert answered == "第 1 号卡点：答复（2023-08-01），现为已答复\n"
    assert sanxin("project", "list", "--blocked", "--json").json["projects"] != []
    assert sanxin("blocker", "reject", held, "批文未到", "--on", "2023-08-05", "--json").json["state"] == "open"
    sanxin("blocker", "answer", held, "批文已送", "--on", "2023-08-10")
    sanxin("blocker", "verify", held, "--on", "2023-08-11")
    assert sanxin("blocker", "list").out == "没有符合的记录\n"
    (story,) = sanxin("blocker", "list", "P0001", "--all", "--json").json["blockers"]
    words = [word["word"] for word in story["said"]]
    assert words == ["note", "escalate", "due", "answer", "reject", "answer", "verify"]
    assert story["level"] == "city"
    assert sanxin("project", "list", "--blocked", "--json").json["projects"] == []
    assert sanxin("blocker", "reopen", held, "又停了", "--json").json["state"] == "open"


def test_the_doers_word_alone_does_not_close_it(sanxin: Run, held: str) -> None:
    assert sanxin("blocker", "verify", held, "--json", code=1).codes == ["blocker_state"]
    refused = sanxin("--lang", "en", "blocker", "verify", held, code=1).err
    assert refused.startswith("refused: the blocker is open")


def test_a_risk_does_not_block(sanxin: Run, signed: str) -> None:
    sanxin("blocker", "raise", signed, "用工可能紧张", "--category", "用工", "--risk", "--on", "2023-03-01")
    assert sanxin("project", "list", "--blocked", "--json").json["projects"] == []
    assert "（风险）" in sanxin("blocker", "list").out


def test_what_cannot_be_said_is_refused(sanxin: Run, held: str) -> None:
    assert sanxin("blocker", "note", held, "--json", code=1).codes == ["no_text"]
    assert sanxin("blocker", "due", held, "2022-01-01", "--json", code=1).codes == ["due_before_raised"]
    assert sanxin("blocker", "note", "9", "在吗", "--json", code=1).codes == ["unknown_blocker"]
    assert sanxin("blocker", "note", held, "晚了", "--on", "2999-1-1", "--json", code=1).codes == ["future_date"]
    assert "chain_leader 链长" in sanxin("blocker", "escalate", held, "天上", code=2).err
    assert sanxin("blocker", "list", "没有", "--json", code=1).codes == ["unknown_project"]


@pytest.mark.parametrize("text", ["[/]岸线", "{0} % {{7*7}}", "A & B <合资>"])
def test_hostile_text_comes_back_unharmed(sanxin: Run, signed: str, text: str) -> None:
    sanxin("blocker", "raise", signed, text, "--category", text)
    sanxin("blocker", "note", "1", text)
    (blocker,) = sanxin("blocker", "list", "--json").json["blockers"]
    assert (blocker["description"], blocker["category"], blocker["said"][0]["text"]) == (text, text, text)
    assert text in sanxin("blocker", "list").out
    assert text in sanxin("project", "show", signed).out
    assert text in sanxin("journal").out


def test_one_raised_wrongly_is_put_right_and_that_is_undone(sanxin: Run, held: str) -> None:
    answer = sanxin("blocker", "correct", held, "码头", "岸线未批", "--category", "用地", "--person", "李四", "--risk",
                    "--on", "2023-02-01", "--reason", "录错", "--json").json
    assert answer == {"blocker": 2, "was": 1, "notes": []}
    (now,) = sanxin("blocker", "list", "--json").json["blockers"]
    assert (now["id"], now["description"], now["category"], now["person"], now["bureau"], now["blocking"]) == (
        2, "码头 岸线未批", "用地", "李四", "水利局", False)
    assert sanxin("blocker", "correct", held, "--bureau", "林业局", "--reason", "x", "--json", code=1).codes == [
        "blocker_put_right"]
    assert sanxin("blocker", "correct", "2", "--json", code=1).codes == ["nothing_changes", "no_reason"]
    assert sanxin("blocker", "correct", "2", "--bureau", "", "--blocking", "--reason", "未定").out == (
        "第 2 号卡点已更正，现为第 3 号；原记录留档\n")
    assert sanxin("blocker", "list", "--json").json["blockers"][0]["bureau"] == ""
    told = sanxin("journal").out
    assert "更正卡点" in told
    assert "类别：河湖岸线→用地" in told
    assert "卡住开工：是→—" in told
    sanxin("undo", "--reason", "没错")
    assert sanxin("blocker", "list", "--json").json["blockers"][0]["bureau"] == "水利局"
