"""A server of a test's own at an office of a test's own, and browsers that are lines of sockets alone."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient, TestServer

from tests.tui.browser.drawn import Drawn
from tracker.words import Lang
from tui.browser import server as served
from tui.browser.door import Door
from tui.browser.offer import Offer
from tui.browser.server import OfficeServer
from tui.browser.session import SessionFor

PATIENCE = 60.0
"""Seconds after which a wait has failed, however busy the machine is."""
KEYS = {"enter": "\r", "esc": "\x1b", "ctrl+q": "\x11", "ctrl+s": "\x13", "f9": "\x1b[20~"}


@dataclass
class Tab:
    """A page without a browser: it says what the script of the page says."""

    line: ClientWebSocketResponse
    drawn: Drawn = field(default_factory=Drawn)
    told: list[str] = field(default_factory=list)

    async def types(self, text: str) -> None:
        await self.line.send_json(["stdin", text])

    async def presses(self, *keys: str) -> None:
        for key in keys:
            await self.types(KEYS[key])
            await asyncio.sleep(0.2)

    async def waits(self, wanted: str) -> str:
        until = time.monotonic() + PATIENCE
        while wanted not in (seen := self.drawn.sees()):
            assert time.monotonic() < until, seen
            message = await self.line.receive(PATIENCE)
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), (message, seen)
            if message.type is WSMsgType.BINARY:
                self.drawn.takes(message.data)
            else:
                self.told.append(message.data)
        return seen

    async def ends(self) -> int | None:
        """The number the server closed the line with; a browser is told it whether or not its answer gets through."""
        while (message := await self.line.receive(PATIENCE)).type in (WSMsgType.BINARY, WSMsgType.TEXT):
            pass
        return message.data if message.type is WSMsgType.CLOSE else self.line.close_code


@dataclass
class At:
    """A server, and what reaches it."""

    server: OfficeServer
    client: TestClient[Any, Any]

    @property
    def pids(self) -> list[int]:
        """The processes of the sessions that are open."""
        return [session.process.pid for session in self.server._sessions]

    async def opens(self, **headers: str) -> Tab:
        """A page that is opened, until its app has drawn."""
        asked = {"Origin": str(self.client.make_url("/")).rstrip("/"), **headers}
        return Tab(await self.client.ws_connect("/ws?width=80&height=24", headers=asked))


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until_gone(*pids: int) -> None:
    until = time.monotonic() + PATIENCE
    while any(map(runs, pids)):
        assert time.monotonic() < until, pids
        await asyncio.sleep(0.05)


Serving = Callable[..., AbstractAsyncContextManager[At]]


@pytest.fixture
def office(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copyfile(sqlite_template, tmp_path / "office.db"))


@pytest.fixture
def serving(office: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    """Serves the office as it is asked to, and ends."""
    monkeypatch.setattr(served, "_PATIENCE", 0.2)
    monkeypatch.setattr(served, "_LOOK", 0.1)

    @asynccontextmanager
    async def serve(door: Door | None = None, *, most: int = 4, idle: float = 3600, lang: Lang = Lang.ZH,
                    folders: Path | None = None) -> AsyncIterator[At]:
        told = SessionFor(str(office), lang=lang, who=None if folders else "联络员05")
        server = OfficeServer(Offer(told, most, idle, folders), door or Door(), lang)
        async with TestClient(TestServer(server.app())) as client:
            yield At(server, client)

    return serve
