"""Where a server serves many people, each reads and writes files in one folder, and is handed those in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.conftest import sitting
from tui.files import listing, typed_path
from tui.kept_in import KEPT_IN, first_folder, kept_inside
from tui.opener import Shown, look_at


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own" / "files"
    (folder / "2023").mkdir(parents=True)
    (folder / "台账.xlsx").write_bytes(b"")
    (tmp_path / "secret.xlsx").write_bytes(b"")
    (folder / "link").symlink_to(tmp_path)
    monkeypatch.setenv(KEPT_IN, str(folder))
    return folder


@pytest.mark.parametrize("typed", ["/etc/passwd", "../../secret.xlsx", "~/secret.xlsx", "2023/../../../secret.xlsx",
                                   "link/secret.xlsx", "file:///etc/passwd", "'/etc/passwd'", "..", "/", "link",
                                   "\\\\server\\share\\x", "x" * 5000])
def test_no_path_leads_out_of_the_folder(own: Path, typed: str) -> None:
    path = typed_path(typed, first_folder())
    assert kept_inside(path) == path
    assert path.is_relative_to(own)
    assert listing(typed, first_folder()).folder.is_relative_to(own)


def test_paths_in_the_folder_are_as_they_were_typed(own: Path) -> None:
    assert typed_path("台账.xlsx", first_folder()) == own / "台账.xlsx"
    assert typed_path("2023/表.xlsx", first_folder()) == own / "2023" / "表.xlsx"
    assert typed_path(str(own / "2023"), first_folder()) == own / "2023"


def test_the_folders_above_it_are_not_listed(own: Path) -> None:
    assert [entry.name for entry in listing("", first_folder()).entries] == ["2023", "link", "台账.xlsx"]
    assert [entry.name for entry in listing("2023/", first_folder()).entries] == [".."]


def test_elsewhere_files_are_read_and_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert first_folder() == tmp_path
    assert typed_path("/etc/passwd", tmp_path) == Path("/etc/passwd")
    assert kept_inside(Path("../x")) == Path("../x")


class Handed:
    """An app in a browser, as far as documents are concerned."""

    is_web = True

    def __init__(self) -> None:
        self.files: list[bytes] = []

    def deliver_binary(self, path: Path, *, mime_type: str) -> None:
        self.files.append(path.read_bytes())


def test_a_browser_is_handed_a_document_and_no_program_of_the_server_opens_it(tmp_path: Path,
                                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.opener.opened_here", lambda path: pytest.fail("it was opened on the server's machine"))
    app: Any = Handed()
    file = tmp_path / "合同.pdf"
    assert look_at(file, app) is Shown.NOT
    file.write_bytes(b"%PDF")
    assert look_at(file, app) is Shown.DELIVERED
    assert app.files == [b"%PDF"]


async def test_an_export_is_handed_over_with_one_key(make_app: Any, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form says so; the file lies in the folder of whoever exported it, whatever path was typed."""
    handed: list[Path] = []
    app = make_app()
    monkeypatch.setattr(type(app), "is_web", property(lambda self: True))
    monkeypatch.setattr(type(app), "deliver_binary", lambda self, path, **kind: handed.append(path))
    async with sitting(app, (100, 30)) as officer:
        await officer.presses("ctrl+s", "enter")
        assert "下载" in officer.sees()
        await officer.presses("ctrl+o")
    assert [path.parent for path in handed] == [own]
