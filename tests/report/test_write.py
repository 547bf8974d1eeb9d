"""Writing a file: all of it or nothing, the same bytes each time, and a sentence where it cannot be done."""

from __future__ import annotations

import errno
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
from tracker.report.write import FORMS, write_review
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence


def refusal(outcome: Done[Path] | Refused, lang: Lang = Lang.ZH) -> str:
    assert isinstance(outcome, Refused)
    (reason,) = outcome.reasons
    return sentence(reason, words(lang))


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


def test_a_file_of_last_time_is_replaced(held: Review, write: Write) -> None:
    path = write(held, "md")
    whole = path.read_bytes()
    path.write_text("旧", "utf-8")
    assert write(held, "md").read_bytes() == whole


def test_a_link_is_followed(held: Review, tmp_path: Path) -> None:
    there, link = tmp_path / "别处.md", tmp_path / "会商.md"
    there.write_text("旧", "utf-8")
    link.symlink_to(there)
    assert isinstance(write_review(held, link, Lang.ZH), Done)
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
    path.write_text("旧", "utf-8")

    def full(*_: object) -> None:
        raise PermissionError("the file is open elsewhere")

    if broken == "fsync":
        monkeypatch.setattr("tracker.files.os.fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    assert "写不进去" in refusal(write_review(held, path, Lang.ZH))
    assert path.read_text("utf-8") == "旧"
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
