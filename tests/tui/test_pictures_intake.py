"""Pictures of the import screen at 80x24 and 140x45 in both languages."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.made import BROKEN, PROJECTS, write_xlsx
from tests.tui.conftest import Officer, day
from tests.tui.test_pictures import SIZES, Compare, Does, MakeApp, prepared
from tracker.office.desk import Desk
from tracker.office.project.projects import add
from tracker.words import Lang
from tui.widgets.intake_lines import Title

WHEN = 1_703_000_000


async def reads(officer: Officer, name: str) -> None:
    await officer.presses("slash")
    await officer.types(name)
    await officer.presses("enter")


async def listed(officer: Officer) -> None:
    await officer.presses("5")


async def fine(officer: Officer) -> None:
    await listed(officer)
    await reads(officer, "2023")


async def headers(officer: Officer) -> None:
    await fine(officer)
    await officer.presses("tab", "tab")


async def sheet(officer: Officer) -> None:
    """The sheet itself, the cursor on a header nobody knows."""
    await fine(officer)
    await officer.presses("tab", "down", *["right"] * 11)


async def asked(officer: Officer) -> None:
    """What a row is, is asked on the sheet."""
    await sheet(officer)
    await officer.presses("enter")


async def stepped(officer: Officer) -> None:
    """The second cell with a problem."""
    await listed(officer)
    await reads(officer, "broken")
    await officer.presses("f8", "f8")


async def corrected(officer: Officer) -> None:
    await fine(officer)
    await officer.presses("shift+tab", "shift+tab")


async def problems(officer: Officer) -> None:
    await listed(officer)
    await reads(officer, "broken")
    await officer.presses("enter")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What differs from one machine to the next is kept out of the pictures: the path, sizes, the time zone."""
    path = tmp_path / "台账"
    (path / "往年").mkdir(parents=True)
    (path / "broken.xlsx").write_bytes(BROKEN.read_bytes())
    rows = [[*PROJECTS[0], "甲方联系人[/]"], *([*row, "某人"] for row in PROJECTS[1:])]
    write_xlsx(path / "招商台账2023.xlsx", {"项目": rows, "说明": [["填表说明"]]})
    for one in path.iterdir():
        os.utime(one, (WHEN, WHEN))
    monkeypatch.chdir(path)
    show = Title.show
    monkeypatch.setattr(Title, "show", lambda self, of: show(self, f"/home/officer/{Path(of).name}"))
    monkeypatch.setattr("tui.screens.intake_files.size", lambda number: "28 KB")
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "UTC")
        time.tzset()
        yield path
    time.tzset()


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="screen")
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", [listed, fine, sheet, asked, stepped, headers, corrected, problems],
                         ids=lambda does: does.__name__)
def test_picture(snap_compare: Compare, make_app: MakeApp, folder: Path, empty: Desk, screen: Does,
                 size: tuple[int, int], lang: Lang) -> None:
    add(empty, {"name": "万骏船舶", "investor": "旧公司", "contract_amount": "1亿元"}, lead=day("2020-01-01"))
    assert snap_compare(make_app(empty, lang), terminal_size=size, run_before=prepared(screen))
