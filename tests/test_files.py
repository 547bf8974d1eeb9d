"""Writing whole files and reading safe ones: what is interrupted, full, shared, linked, or no file at all."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from tracker import files
from tracker.files import LEFT, NotReadable, name_of, read_json, read_toml, read_whole, sweep, write_whole
from tui.drafts import Drafts

needs_permissions = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("broken", ["fsync", "replace", "write"])
def test_whatever_is_interrupted_leaves_the_old_file_and_nothing_beside_it(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    path = tmp_path / "会商.md"
    path.write_text("旧", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "replace":
        monkeypatch.setattr(Path, "replace", full)
    else:
        monkeypatch.setattr(files.os, "fsync" if broken == "fsync" else "fdopen", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_text("utf-8") == "旧"
    assert [one.name for one in tmp_path.iterdir()] == ["会商.md"]


def test_the_new_file_is_on_the_disk_before_it_takes_the_old_ones_place(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(files.os, "fsync", lambda file: (
        steps.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file"), fsync(file))[1])
    monkeypatch.setattr(Path, "replace", lambda one, other: (steps.append("replace"), replace(one, other))[1])
    write_whole(tmp_path / "新的" / "a", b"x")
    assert steps == (["file", "replace"] if os.name == "nt" else ["file", "replace", "folder"])


def test_what_is_written_at_every_key_does_not_wait_for_the_disk(tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(files.os, "fsync", waits)
    write_whole(tmp_path / "a", b"x", durable=False)
    assert (tmp_path / "a").read_bytes() == b"x"
    Drafts(tmp_path / "drafts.json").keep("x", {"text": "甲"})


@needs_permissions
@pytest.mark.parametrize("umask", [0o022, 0o077, 0])
def test_permissions_are_as_asked_or_those_of_the_file_before(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "a"
    before = os.umask(umask)
    try:
        write_whole(path, b"1")
        assert mode(path) == 0o666 & ~umask
        path.chmod(0o640)
        write_whole(path, b"2")
        assert mode(path) == 0o640
        write_whole(path, b"3", mode=0o600)
        assert mode(path) == 0o600
    finally:
        os.umask(before)


@needs_permissions
def test_a_link_is_followed(tmp_path: Path) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_bytes(b"old")
    link.symlink_to(there)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert there.read_bytes() == b"new"


def test_what_a_killed_program_left_goes_with_the_next_writing_and_what_is_being_written_stays(tmp_path: Path) -> None:
    left, written = tmp_path / ".sanxin-00000000.tmp", tmp_path / ".sanxin-11111111.tmp"
    for path in (left, written):
        path.write_bytes(b"half")
    long_ago = time.time() - LEFT - 60
    os.utime(left, (long_ago, long_ago))
    write_whole(tmp_path / "a", b"x")
    assert sorted(one.name for one in tmp_path.iterdir()) == [written.name, "a"]
    sweep(tmp_path / "a folder that is not there")


def test_only_files_are_read_and_only_so_much(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_whole(path, 5) == b"12345"
    for what, most, kind in ((path, 4, "too_large"), (tmp_path, 9, "not_a_file")):
        with pytest.raises(NotReadable) as caught:
            read_whole(what, most)
        assert caught.value.kind == kind
    with pytest.raises(FileNotFoundError):
        read_whole(tmp_path / "a\0b")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_a_pipe_is_not_waited_for_and_a_device_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(NotReadable):
            read_whole(path)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff", b"{", b"\0", b"1" * 5000])
def test_what_is_no_toml_and_no_json_is_one_kind_of_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    for read in (read_json, read_toml):
        with pytest.raises(ValueError):  # noqa: PT011 - which one is the library's own matter
            read(path)


def test_a_file_name_of_an_older_system_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gbk"):
        assert name_of(Path(os.fsdecode("招商台账.xlsx".encode(encoding)))) == "招商台账.xlsx"
    assert name_of(Path(os.fsdecode(b"\xff\xff.pdf"))).endswith(".pdf")
