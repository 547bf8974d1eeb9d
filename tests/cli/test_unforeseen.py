"""What nobody foresaw: a sentence and a note in a log, never a traceback, never anybody's data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, process
from tracker import failures
from tracker.failures import LOG_LARGEST, log_file, note
from tracker.files import FULL
from tracker.words import Lang

SECRET = "万骏船舶 13907371234"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the note will be; nothing is there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return log_file()


def breaks(*_: object, **__: object) -> None:
    phone = SECRET
    try:
        raise KeyError(phone)
    except KeyError as error:
        raise ZeroDivisionError(f"cannot read {phone}") from error


@pytest.mark.parametrize("lang", Lang)
def test_a_command_that_breaks_says_so_and_where_the_note_is(
        sanxin: Run, log: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    monkeypatch.setattr("tracker.office.journal.journal.journal_page", breaks)
    answer = sanxin("journal", "--lang", lang, code=70)
    assert str(log) in answer.err
    assert "Traceback" not in answer.err
    assert "万骏" not in answer.err
    text = log.read_text("utf-8")
    for part in ("builtins.ZeroDivisionError", "builtins.KeyError", "tests.cli.test_unforeseen:", "breaks", "sanxin "):
        assert part in text
    assert "万骏" not in text
    assert "1390737" not in text
    assert os.fspath(Path.home()) not in text
    assert sanxin("journal", "--json", code=70).codes == ["unforeseen"]


@pytest.mark.parametrize(("lang", "said"), [("zh", "已经记下"), ("en", "do not repeat it")])
def test_what_was_recorded_before_it_broke_is_said(
        sanxin: Run, signed: str, log: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("tracker.cli.receipt.done_to", breaks)
        told = sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-01", "--lang", lang, code=70).err
    assert said in told
    assert len(sanxin("project", "show", signed, "--json").json["receipts"]) == 1


def test_what_breaks_while_a_command_ends_is_told_too(sanxin: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.store.engine.Store.close", breaks)
    assert str(log) in sanxin("journal", code=70).err


def test_the_log_is_its_owners_and_does_not_grow_for_ever(log: Path) -> None:
    for _ in range(3):
        note(ValueError(SECRET))
    if os.name != "nt":
        assert log.stat().st_mode & 0o077 == 0
    log.write_text("x" * (LOG_LARGEST + 1), "utf-8")
    note(ValueError(SECRET))
    assert log.stat().st_size < 1000
    assert log.with_name("errors.old.log").stat().st_size == LOG_LARGEST + 1


def test_a_log_that_cannot_be_written_is_no_second_trouble(sanxin: Run, log: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.office.journal.journal.journal_page", breaks)
    log.parent.parent.mkdir(parents=True)
    log.parent.write_text("a file where a folder should be", "utf-8")
    assert "没能记下来" in sanxin("journal", code=70).err


def test_endless_recursion_makes_a_short_note(log: Path) -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as caught:
        deeper()
    note(caught.value)
    assert len(log.read_text("utf-8").splitlines()) < 60


@pytest.mark.parametrize("number", sorted(FULL))
def test_a_full_disk_is_called_one_wherever_it_shows(number: int) -> None:
    for lang, said in ((Lang.ZH, "磁盘空间不足"), (Lang.EN, "the disk is full")):
        told = failures.failure(OSError(number, "No space left on device", "/x/y"), lang)
        assert told.code == "disk_full"
        assert said in told.sentence


@pytest.mark.parametrize("option", ["connect_timeout=abc", "sslmod=require", "port=abc", "plugin=x", "autocommit=1",
                                    "host=a&host=b&port=1", "=3", "sslmode=yes", "target_session_attrs=zz"])
def test_mistyped_options_of_a_connection(sanxin: Run, option: str) -> None:
    pytest.importorskip("psycopg")
    answer = sanxin("journal", "--db", f"postgresql://u:geheim@127.0.0.1:1/x?{option}", code=5)
    assert "geheim" not in answer.err


@pytest.mark.story
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_pipes_and_devices_are_not_waited_for(signed: str, office: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for file in ("/dev/zero", tmp_path / "pipe.pdf", tmp_path):
        done = process("evidence", "attach", signed, "contract", str(file))
        assert done.returncode == 3
        assert "不是文件" in done.stderr
    (tmp_path / "rules").mkdir()
    os.mkfifo(tmp_path / "rules" / "mine.toml")
    done = process("rollup", "2023", SANXIN_RULES=str(tmp_path / "rules"))
    assert done.returncode == 3
    assert "mine.toml" in done.stderr
    os.mkfifo(tmp_path / "m.toml")
    (tmp_path / "a.csv").write_text("项目名称\n甲\n", "utf-8")
    done = process("import", str(tmp_path / "a.csv"), "--mapping", str(tmp_path / "m.toml"))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


@pytest.mark.story
def test_no_traceback_reaches_an_officer_in_a_process_of_its_own(office: Path, tmp_path: Path) -> None:
    script = ("import sys, tracker.cli.call as call\n"
              "def breaks(self): raise RuntimeError('甲')\n"
              "call.Call.close = breaks\n"
              "from tracker.cli import main\n"
              "sys.exit(main(['journal']))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
