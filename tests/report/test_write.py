"""Writing a file: all of it or nothing, the same bytes each time, and a sentence where it cannot be done."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from tests.report.conftest import Write
from tracker.office.outcome import Done, Refused
from tracker.office.review.review import Review
from tracker.report.write import FORMS, put, write_review
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence


def refusal(outcome: Done[Path] | Refused, lang: Lang = Lang.ZH) -> str:
    assert isinstance(outcome, Refused)
    (reason,) = outcome.reasons
    return sentence(reason, words(lang))


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=6)
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("minutes", [False, True])
@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_review_is_the_same_bytes_whenever_it_is_written(
        held: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, minutes: bool, lang: Lang) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_review(held, first, lang, minutes=minutes)
    later, local = time.time() + 40_000_000, time.localtime
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda at=None: local(later if at is None else at))
    write_review(held, second, lang, minutes=minutes)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_no_moment_of_writing_is_in_the_file(held: Review, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"会商{suffix}"
    write_review(held, path, Lang.ZH)
    with zipfile.ZipFile(path) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
        assert core.count("2023-12-13T01:00:00Z") == 2
        assert str(datetime.now().astimezone().date()) not in "".join(
            packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_a_suffix_nobody_can_write(held: Review, tmp_path: Path) -> None:
    outcome = write_review(held, tmp_path / "会商.pdf", Lang.ZH)
    assert refusal(outcome) == ("“会商.pdf”不是能写的文件类型；"
                                "文件名以 .docx、.xlsx、.html、.md、.ics 结尾")
    assert list(tmp_path.glob("会商*")) == []


def test_capital_letters_of_a_suffix_are_no_matter(held: Review, tmp_path: Path) -> None:
    assert isinstance(write_review(held, tmp_path / "A.MD", Lang.ZH), Done)


def test_a_folder_that_is_not_there(held: Review, tmp_path: Path) -> None:
    outcome = write_review(held, tmp_path / "没有" / "会商.md", Lang.EN)
    told = refusal(outcome, Lang.EN)
    assert told == f"there is no folder “{tmp_path / '没有'}”; make it first, or choose another place"


def test_a_file_somebody_locked_stays_as_it_is(held: Review, tmp_path: Path) -> None:
    path = tmp_path / "会商.md"
    path.write_text("定稿", "utf-8")
    path.chmod(0o444)
    assert "只读" in refusal(write_review(held, path, Lang.ZH))
    assert path.read_text("utf-8") == "定稿"
    (tmp_path / "夹.md").mkdir()
    assert "文件夹" in refusal(write_review(held, tmp_path / "夹.md", Lang.ZH))


@pytest.mark.parametrize("suffix", FORMS)
def test_a_file_of_last_time_is_replaced(held: Review, tmp_path: Path, suffix: str) -> None:
    """A job that runs each week writes under the same name each time, in whatever form."""
    path = tmp_path / f"会商{suffix}"
    for minutes in (False, True, False):
        assert isinstance(write_review(held, path, Lang.ZH, minutes=minutes), Done)


def test_a_file_of_others_is_replaced_only_where_somebody_says_so(held: Review, tmp_path: Path) -> None:
    path = tmp_path / "会商.md"
    path.write_text("自己的", "utf-8")
    told = refusal(write_review(held, path, Lang.ZH))
    assert told == f"已有“{path}”，它不是本程序写出的；换一个文件名；确要替换的，命令行加 --replace"
    assert path.read_text("utf-8") == "自己的"
    assert isinstance(write_review(held, path, Lang.ZH, replaces=True), Done)
    assert isinstance(write_review(held, path, Lang.ZH), Done)  # it is ours by now


def test_what_was_changed_by_hand_since_is_not_lost(held: Review, tmp_path: Path) -> None:
    path = tmp_path / "会商.md"
    write_review(held, path, Lang.ZH)
    with path.open("a", encoding="utf-8") as file:
        file.write("手写的一行")
    assert "后来改过" in refusal(write_review(held, path, Lang.ZH))
    assert path.read_text("utf-8").endswith("手写的一行")
    path.unlink()
    assert isinstance(write_review(held, path, Lang.ZH), Done)


def test_nothing_is_made_where_a_file_may_not_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text("自己的", "utf-8")

    def make() -> bytes:
        raise AssertionError("made in vain")

    assert isinstance(put(path, make), Refused)


def test_a_file_is_written_where_nothing_can_be_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts as one of others then: it is asked about, and not lost."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "甲.txt"))
    (tmp_path / "甲.txt").write_text("no folder", "utf-8")
    assert put(tmp_path / "乙.csv", lambda: b"1") == Done(tmp_path / "乙.csv")
    assert "不是本程序写出的" in refusal(put(tmp_path / "乙.csv", lambda: b"2"))


def test_what_could_not_be_remembered_is_not_said_to_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                                ) -> None:
    """The note on the file before is no word about this one, which nobody touched."""
    path = tmp_path / "乙.csv"
    assert put(path, lambda: b"1") == Done(path)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tracker.report.written.write_whole", full)
    assert put(path, lambda: b"2") == Done(path)
    assert path.read_bytes() == b"2"
    assert "不是本程序写出的" in refusal(put(path, lambda: b"3"))


def test_only_so_many_files_are_remembered_and_no_name_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.report.written._MOST", 3)
    kept = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(kept))
    for number in range(5):
        put(tmp_path / f"机密{number}.csv", lambda: b"1")
        os.utime(next(iter(sorted((kept / "sanxin" / "written").iterdir(), key=lambda one: -one.stat().st_mtime_ns))),
                 (number, number))
    assert len(list((kept / "sanxin" / "written").iterdir())) == 3
    assert "机密" not in str([*kept.rglob("*")])
    assert isinstance(put(tmp_path / "机密4.csv", lambda: b"2"), Done)
    assert isinstance(put(tmp_path / "机密0.csv", lambda: b"2"), Refused)


def test_a_link_is_followed(held: Review, tmp_path: Path) -> None:
    there, link = tmp_path / "别处.md", tmp_path / "会商.md"
    link.symlink_to(there)
    write_review(held, there, Lang.ZH, minutes=True)
    before = there.read_bytes()
    assert isinstance(write_review(held, link, Lang.ZH), Done)
    assert there.read_bytes() != before
    assert link.is_symlink()
    assert there.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("name", ["长" * 200 + ".md", "a\x00b.md"])
def test_a_name_no_file_can_have(held: Review, tmp_path: Path, name: str) -> None:
    assert "写不进去" in refusal(write_review(held, tmp_path / name, Lang.ZH))


def test_who_could_read_the_old_file_can_read_the_new_one(held: Review, write: Write) -> None:
    path = write(held, "md")
    path.chmod(0o664)
    assert write(held, "md").stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_an_interrupted_write_leaves_the_old_file_and_nothing_beside_it(
        held: Review, write: Write, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    path = write(held, "md")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise PermissionError("the file is open elsewhere")

    if broken == "fsync":
        monkeypatch.setattr("tracker.files.os.fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    assert "写不进去" in refusal(write_review(held, path, Lang.ZH))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.glob(".sanxin-*")] == []


def test_a_full_disk_is_called_one(held: Review, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(held, "md")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tracker.files.os.fsync", full)
    assert "磁盘空间不足" in refusal(write_review(held, path, Lang.ZH))
    assert "the disk is full" in refusal(write_review(held, path, Lang.EN), Lang.EN)
    assert path.read_bytes() == before


def test_the_libraries_are_loaded_only_when_a_file_is_written() -> None:
    script = ("import sys, tracker.report.write, tracker.report.compose\n"
              "print({'docx', 'docxtpl', 'jinja2', 'xlsxwriter', 'icalendar'} & sys.modules.keys())")
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


@pytest.mark.parametrize("name", ["office.db", "office.db-wal", "office.evidence/ab/abcd", "rules/own.toml"])
def test_what_an_office_is_made_of_is_never_written_over_whatever_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "office.db").write_bytes(b"SQLite format 3\0" + b"x" * 100)
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        place.write_bytes(b"kept")
    before = place.read_bytes()
    outcome = put(place, lambda: b"gone", replaces=True)
    assert isinstance(outcome, Refused)
    assert [reason.code for reason in outcome.reasons] == ["file_of_office"]
    assert place.read_bytes() == before
