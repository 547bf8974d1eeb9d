"""The day that the README shows is run as it stands there, command by command, on the sample ledger."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.store import engine

ROOT = Path(__file__).parents[2]
THE_DAY = datetime(2024, 7, 5, 6, tzinfo=UTC)
"""Friday 5 July 2024, two in the afternoon in the office: the week of 2024-W27."""


def commands(page: str) -> list[list[str]]:
    """The command lines of a page's consoles, without the name of the program and the comments."""
    consoles = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ ") for console in consoles for line in console.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("sanxin")]


@pytest.fixture
def the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The officer's folder on that day, with the ledger in it and no office yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "now", lambda: THE_DAY)
    shutil.copyfile(ROOT / "data" / "ledgers" / "yuanjiang-2023.xlsx", "台账.xlsx")


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_day_of_the_readme_can_be_lived(page: str, sanxin: Run, the_day: None) -> None:
    """Every command does what it says; the figures are the published ones and the projects have moved."""
    lived = commands(page)
    assert len(lived) > 12
    told = {" ".join(command): sanxin(*command).out for command in lived}
    assert "129.8295" in told["rollup 2023"]
    assert "已推进到“到资”" in told["project advance 万骏船舶 --on 2023-12-20"]
    assert "现为已销号" in told["blocker verify 10"]
    assert "万骏船舶" in told["review show 2024-W27"]
    assert Path("会商表.docx").stat().st_size > 10_000
    assert "2023 年 · 项目 89 个" in sanxin().out, "the year at a glance is still the one that has figures"
    assert "130.1295" in sanxin("rollup", "2023").out, "the receipt that was forgotten is counted"
    explained = sanxin("explain", "2023", "out_of_province", "--json").json
    assert "2023-1218" in str(explained)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_past_that_the_readme_shows_has_figures(page: str, sanxin: Run, the_day: None) -> None:
    """`--as-of` of the README is a day on which the office knew what the ledger says."""
    sanxin("import", "台账.xlsx")
    [as_of] = re.findall(r"`sanxin (rollup 2023 --as-of \S+)`", (ROOT / page).read_text("utf-8"))
    assert "129.8295" in sanxin(*as_of.split()).out
    assert sanxin("rollup", "2023", "--as-of", "2024-07-04", "--json", code=1).codes == ["nothing_known"]
