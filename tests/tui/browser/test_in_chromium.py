"""The app in a real browser: it opens, Chinese is typed, a project moves on, and a second browser sees it."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.served import children, served
from tests.tui.browser.chromium import PROGRAM, chromium
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tracker.words.serve import ServeWords

pytestmark = [
    pytest.mark.skipif(not PROGRAM, reason="no Chromium is installed (Debian's package: chromium)"),
    pytest.mark.xdist_group("chromium"),
]
SAYS = spoken(Lang.ZH, ServeWords)


@pytest.mark.story
async def test_an_officer_works_in_a_browser(furnished: Path, tmp_path: Path) -> None:
    office = Path(shutil.copyfile(furnished, tmp_path / "office.db"))
    with served(office, "--sessions", "2", "--user", "联络员05") as (process, said):
        async with chromium(tmp_path / "chromium") as browser:
            first = await browser.open(said["address"], 1280, 760)
            await first.wait("芦苇综合利用项目")
            await first.press("/")
            await first.wait(spoken(Lang.ZH, ScreenWords).search_hint[:4])
            await first.write("芦苇")
            await first.wait("搜索 芦苇")
            await first.press("Enter")
            second = await browser.open(said["address"], 1000, 520)
            await second.wait("注册 1")
            await first.press("F2")
            await first.wait("要求全部满足")
            await first.press("Enter")
            await first.wait("已推进到注册阶段")
            await second.wait("注册 2")

            downloads = tmp_path / "downloads"
            downloads.mkdir()
            await second.downloads_into(downloads)
            await second.press("s", ctrl=True)
            await second.wait("文件名")
            await second.press("Enter")
            await second.wait("Ctrl+O 下载")
            await second.press("o", ctrl=True)
            (written,) = tmp_path.glob("看板-*.xlsx")
            await _until((downloads / written.name).exists)
            assert (downloads / written.name).read_bytes() == written.read_bytes()

            third = await browser.open(said["address"])
            assert SAYS.full_todo in await third.wait(SAYS.full.format(sessions=2))
            here = said["address"].partition("://")[2]
            asked = [*first.asked, *second.asked, *third.asked]
            assert {address.partition("://")[2].partition("/")[0] for address in asked} == {here}
            assert [told for told in (*first.said, *second.said, *third.said) if "Security Policy" in told] == []

            apps = children(process.pid)
            assert len(apps) == 2
            await second.close()
            await _until(lambda: len(children(process.pid)) == 1)


async def _until(so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not so():
        assert time.monotonic() < until
        await asyncio.sleep(0.1)
