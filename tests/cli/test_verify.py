"""`verify` and `witness`: an officer proves that nothing was rewritten, alone and by a note that others keep."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.rows import rewrite

DOUBLE = "UPDATE receipt SET amount_minor = 2 * amount_minor"


@pytest.fixture
def paid(sanxin: Run, signed: str) -> str:
    """A project with money that arrived."""
    sanxin("receipt", "add", signed, "300万元", "--on", "2023-03-01")
    return signed


def test_all_is_as_it_was_recorded_and_the_head_is_told(sanxin: Run, paid: str) -> None:
    answer, data = sanxin("verify"), sanxin("verify", "--json").json
    assert "与入账时完全一致：3 次操作" in answer.out
    assert f"校验号 {data['head'][:16]}（到第 3 号操作）" in answer.out
    assert (data["entries"], data["last_entry"], data["findings"], data["witnessed"]) == (3, 3, [], None)


def test_an_amount_doubled_behind_the_back_is_named(sanxin: Run, paid: str, office: Path) -> None:
    rewrite(office, DOUBLE)
    assert "guard_missing" not in str(sanxin("doctor", "--json").json)
    answer = sanxin("verify", code=1)
    assert "不符：P0001 万骏船舶：第 1 条到资与入账时不同（第 3 号操作）" in answer.err
    assert "完全一致" not in answer.out
    (finding,) = sanxin("verify", "--json", code=1).json["findings"]
    assert finding["code"] == "fact_altered"
    assert "receipt 1 is not what was recorded" in sanxin("--lang", "en", "verify", code=1).err


def test_a_note_is_given_away_and_proves_what_came_before_it(sanxin: Run, paid: str, tmp_path: Path,
                                                             office: Path) -> None:
    note = tmp_path / "见证.txt"
    assert str(note) in sanxin("witness", "-o", str(note)).out
    kept = note.read_text("utf-8")
    assert len(kept.splitlines()) == 7
    assert sanxin("witness").out == kept
    assert sanxin("witness", "--json").json["text"] == kept
    sanxin("project", "add", "后来项目")
    assert "与见证一致：第 3 号操作" in sanxin("verify", "--witness", str(note)).out
    assert sanxin("verify", "--witness", str(note), "--json").json["witnessed"] == 3
    printed = tmp_path / "抄件.txt"
    printed.write_text("\ufeff沅江市商务局\r\n\r\n  " + kept.replace("\n", "  \r\n  ") + "\r\n阅。", "utf-8")
    assert sanxin("verify", "--witness", str(printed), "--json").json["witnessed"] == 3
    rewrite(office, "UPDATE seal SET hash = '" + "0" * 64 + "' WHERE entry_id = 3")
    codes = [one["code"] for one in sanxin("verify", "--witness", str(note), "--json", code=1).json["findings"]]
    assert "witness_differs" in codes


def test_what_is_no_note_is_told(sanxin: Run, paid: str, tmp_path: Path) -> None:
    note, other = tmp_path / "见证.txt", tmp_path / "信.txt"
    sanxin("witness", "-o", str(note))
    other.write_text("此致敬礼", "utf-8")
    assert sanxin("verify", "--witness", str(other), "--json", code=3).codes == ["not_a_note"]
    assert sanxin("verify", "--witness", str(tmp_path / "无"), "--json", code=3).codes == ["no_file"]
    other.write_text(note.read_text("utf-8").replace("entry: 3", "entry: 2"), "utf-8")
    assert "签名不对" in sanxin("verify", "--witness", str(other), code=1).err


def test_where_nothing_was_recorded_there_is_nothing_to_witness(sanxin: Run) -> None:
    assert "0 次操作" in sanxin("verify").out
    assert sanxin("witness", "--json", code=1).codes == ["nothing_sealed"]


WITHOUT = """
import sys
sys.modules["cryptography"] = None
from tracker.cli import main
for line, code in ((["verify", "--witness", sys.argv[1]], 0), (["witness"], 1), (["verify"], 0)):
    assert main(line) == code, line
"""


@pytest.mark.story
def test_without_the_library_of_signatures_all_but_signatures_is_verified(sanxin: Run, paid: str,
                                                                          tmp_path: Path) -> None:
    note = tmp_path / "见证.txt"
    sanxin("witness", "-o", str(note))
    done = subprocess.run([sys.executable, "-c", WITHOUT, str(note)], capture_output=True, encoding="utf-8",
                          check=False, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    assert "没有核对见证的签名" in done.stderr
    assert "开不了见证" in done.stderr
    assert "与见证一致" in done.stdout
    assert done.stdout.count("与入账时完全一致") == 2


def test_figures_the_book_and_the_journal_name_the_head(sanxin: Run, paid: str, tmp_path: Path) -> None:
    head = sanxin("verify", "--json").json["head"][:16]
    assert f"校验号 {head}" in sanxin("rollup", "2023").out
    assert sanxin("rollup", "2023", "--json").json["head"] == head
    assert sanxin("journal", "--json").json["head"] == head
    book = tmp_path / "台账.xlsx"
    assert f"校验号 {head}" in sanxin("export", str(book)).out
    assert sanxin("export", str(book), "--json").json["head"] == head
    assert sanxin("review", "show", "--json").json["head"] == head
    assert f"校验号：{head}" in sanxin("review", "show").out
    as_of = sanxin("rollup", "2023", "--json").json["as_of"]
    sanxin("project", "add", "后来项目")
    assert sanxin("rollup", "2023", "--json").json["head"] != head
    assert sanxin("rollup", "2023", "--as-of", as_of, "--json").json["head"] == head
