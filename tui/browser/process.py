"""The process of one session: started without a shell, told who it is for, ended with all it started."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.browser.session import SESSION_FOR, SessionFor

GRACE = 5.0
"""Seconds that an app has to end: what it was writing is written whole, or not at all."""
SIZES = range(1, 1001)
"""Columns and lines of a page; a browser may ask for any number."""


class SessionProcess(AppService):
    """The app of one page. What it draws and delivers goes to the page as long as that is there."""

    def __init__(self, told: SessionFor, own: Mapping[str, str], *, write_bytes: Callable[[bytes], Awaitable[None]],
                 write_str: Callable[[str], Awaitable[None]], downloads: DownloadManager) -> None:
        super().__init__("", write_bytes=write_bytes, write_str=write_str, close=self._quit,
                         download_manager=downloads)
        self._told, self._own = told, own
        self.has_quit = False
        """Whether the app ended by itself: the officer left it."""
        self._is_ending = False

    @property
    def pid(self) -> int:
        """The number of the process; 0 before it is there."""
        return 0 if self._process is None else self._process.pid

    async def _quit(self) -> None:
        self.has_quit = True

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {**super()._build_environment(width, height), **self._own, SESSION_FOR: self._told.written()}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        """The library gives a line to a shell; here there is none, and nothing that stands in the folder is imported.

        It leads a group, so that Ctrl+C at the server does not end it in the middle, and all of it can be ended.
        """
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "tui.browser.session", stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, start_new_session=True,
            env=self._build_environment(width, height))
        self._stdin = self._process.stdin
        return self._process

    @property
    def ended(self) -> asyncio.Task[None]:
        """Is done once the process says nothing more."""
        assert self._task is not None
        return self._task

    async def take(self, said: Any) -> bool:
        """Hands on what the page said; what it never says is left alone. Whether somebody is there: keys, the mouse."""
        match said:
            case ["stdin", str(text)]:
                await self.send_bytes(text.encode("utf-8", "ignore"))
                return True
            case ["resize", {"width": int(width), "height": int(height)}] if width in SIZES and height in SIZES:
                await self.set_terminal_size(width, height)
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()
        return False

    async def on_data(self, payload: bytes) -> None:
        """To a page that is gone nothing is written; but it is read on, or the app would wait for ever to be read."""
        if not self._is_ending:
            with suppress(ConnectionError, RuntimeError):
                await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """As `on_data`."""
        with suppress(ConnectionError, RuntimeError):
            await super().on_meta(data)

    async def stop(self) -> None:
        """Ends the app, and after a while whatever is left of it. Nothing of it runs when this returns."""
        process, self._is_ending = self._process, True
        if process is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        if not await _has_ended(process):
            self._kill(process)
            await _has_ended(process)
        self.stdin.close()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=GRACE)
        process._transport.close()  # type: ignore[attr-defined]  # asyncio closes a line only where it was read out

    def _kill(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # also what the app started: a reader of ledgers
            else:
                process.kill()


async def _has_ended(process: asyncio.subprocess.Process) -> bool:
    """Whether a process ends within its time. `wait` of asyncio also waits until all its lines are read and closed."""
    until = time.monotonic() + GRACE
    while process.returncode is None and time.monotonic() < until:
        await asyncio.sleep(0.02)
    return process.returncode is not None
