"""`--version`: what a script worked out before is written only where nothing was changed since."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import Run


def test_a_target_is_set_against_the_one_that_was_read(sanxin: Run, signed: str) -> None:
    sanxin("target", "set", "2023", "new_signed", "36", "--version", "0")
    (row,) = sanxin("target", "list", "2023", "--json").json["targets"]
    late = sanxin("target", "set", "2023", "new_signed", "41", "--version", "0", code=4)
    assert "设定目标：（空） → 36个" in late.err
    assert f"现在的版本是 {row['version']}" in late.err
    sanxin("target", "set", "2023", "new_signed", "41", "--reason", "调整", "--version", str(row["version"]))
    assert sanxin("target", "drop", "2023", "new_signed", "--reason", "取消", "--version", str(row["version"]),
                  code=4).err.count("36个 → 41个") == 1


def test_a_word_on_a_blocker_and_money_made_void_are_against_what_was_read(sanxin: Run, signed: str) -> None:
    sanxin("blocker", "raise", signed, "岸线许可", "--on", "2023-03-01")
    (blocker,) = sanxin("blocker", "list", "--json").json["blockers"]
    sanxin("blocker", "note", "1", "厅里已受理", "--version", str(blocker["version"]))
    late = sanxin("blocker", "note", "1", "再催", "--version", str(blocker["version"]), "--json", code=4)
    (reason,) = late.json["refused"]
    assert reason["code"] == "changed_elsewhere"
    assert "厅里已受理" in reason["message"]
    shown: Any = sanxin("project", "show", signed, "--json").json
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-05-01")
    assert sanxin("receipt", "void", "1", "--reason", "重复", "--version", str(shown["version"]), code=4).err
    sanxin("receipt", "void", "1", "--reason", "重复", "--version", str(shown["version"] + 1))
