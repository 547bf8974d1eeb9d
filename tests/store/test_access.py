"""Who may read an office: its user alone whatever the umask, or the group of a folder shared on purpose."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office.test_doctor import findings
from tests.store.test_units import write
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.outcome import Done
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.projects import add
from tracker.store.engine import open_store

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits"),
              pytest.mark.long(umask=0o002)]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account of the machine can enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="sanxin-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(params=[0o022, 0o002, 0], autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What new files are open to where nobody says otherwise."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def furnish(path: Path) -> Desk:
    """A new office with a document in it, still open: the log is there too."""
    desk = Desk(open_store(path), "联络员01")
    write(desk.store, "一")
    assert isinstance(add(desk, {"name": "甲"}), Done)
    slip = path.with_name("slip.pdf")
    slip.write_bytes(b"%PDF")
    assert isinstance(attach(desk, "甲", Paper("contract", path=slip)), Done)
    slip.unlink()
    return desk


@pytest.mark.story(keep=1)
def test_a_new_office_is_its_users_alone(open_folder: Path) -> None:
    desk = furnish(open_folder / "office" / "office.db")
    kept = modes(open_folder)
    assert {"office/office.db", "office/office.db-wal", "office/office.evidence"} <= set(kept)
    assert set(kept.values()) == {0o600, 0o700}
    assert examine(desk).facts["access"] == "owner"
    assert not {"open_to_everyone", "closed_to_group"} & set(findings(desk))
    desk.store.close()


@pytest.mark.story(keep=1)
@pytest.mark.long(umask=0)
@pytest.mark.parametrize("shared", [0o775, 0o2750, 0o2770])
def test_in_a_folder_shared_on_purpose_it_is_the_groups(open_folder: Path, shared: int) -> None:
    folder = open_folder / "shared"
    folder.mkdir()
    folder.chmod(shared)
    desk = furnish(folder / "office.db")
    kept = modes(folder)
    assert {mode & ~stat.S_ISGID for mode in kept.values()} == {0o660, 0o770}
    assert examine(desk).facts["access"] == "group"
    assert not {"open_to_everyone", "closed_to_group"} & set(findings(desk))
    desk.store.close()


@pytest.mark.story(keep=1)
def test_a_folder_of_everybody_is_no_groups(open_folder: Path) -> None:
    open_folder.chmod(0o1777)
    desk = furnish(open_folder / "office.db")
    assert modes(open_folder)["office.db"] == 0o600
    desk.store.close()


@pytest.mark.story(keep=1)
def test_the_doctor_tells_of_files_open_to_everyone_and_closed_to_the_group(open_folder: Path) -> None:
    desk = furnish(open_folder / "office.db")
    for name in ("office.db", "office.evidence"):
        (open_folder / name).chmod(0o755)
        assert findings(desk).count("open_to_everyone") == (1 if name == "office.db" else 2)
    assert examine(desk).facts["access"] == "everyone"
    open_folder.chmod(0o2750)
    assert "open_to_everyone" not in findings(desk), "nobody else can enter the folder"
    assert findings(desk).count("closed_to_group") == 2
    desk.store.close()


def test_an_empty_file_that_was_there_before_is_closed_like_a_new_one(open_folder: Path) -> None:
    """`touch office.db` asks the umask; the office that is then made in it is its user's alone all the same."""
    path = open_folder / "office.db"
    path.touch(mode=0o644)
    desk = furnish(path)
    kept = modes(open_folder)
    assert {name: mode for name, mode in kept.items() if mode & 0o077} == {}
    assert kept["office.db"] == 0o600
    assert examine(desk).facts["access"] == "owner"
