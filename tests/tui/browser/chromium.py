"""A headless Chromium that tests drive through its DevTools: pages are opened, typed into, read and drawn."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import re
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.tui.browser.drawn import Drawn

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--remote-debugging-port=0", "--lang=zh-CN", "--hide-scrollbars")
_SAID = "[...document.querySelectorAll('.said')].filter(it => it.checkVisibility()).map(it => it.innerText).join('')"
_KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "F2": 113, "F1": 112, "ArrowDown": 40, "ArrowUp": 38}


@dataclass
class Chromium:
    """One browser, with the line to it."""

    line: aiohttp.ClientWebSocketResponse
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    waiting: dict[int, asyncio.Future[Any]] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)

    async def ask(self, method: str, session: str = "", **given: Any) -> Any:
        number = next(self.numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        await self.line.send_json({"id": number, "method": method, "params": given,
                                   **({"sessionId": session} if session else {})})
        return await asyncio.wait_for(self.waiting[number], 30)

    async def listen(self) -> None:
        async for message in self.line:
            said = message.json()
            if "id" in said:
                answered = self.waiting.pop(said["id"])
                if "error" in said:
                    answered.set_exception(RuntimeError(said["error"]["message"]))
                else:
                    answered.set_result(said["result"])
            elif (page := self.pages.get(said.get("sessionId", ""))) is not None:
                page.heard(said["method"], said["params"])

    async def open(self, address: str, width: int = 1000, height: int = 700) -> Page:
        """A page of somebody's own: nothing of the other pages is known in it."""
        context = (await self.ask("Target.createBrowserContext"))["browserContextId"]
        target = (await self.ask("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = self.pages[session] = Page(self, session, target)
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.ask(f"{domain}.enable", session)
        await page.resize(width, height)
        await page.go(address)
        return page


@dataclass
class Page:
    """One page, and what it asked the network for."""

    browser: Chromium
    session: str
    target: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """What the browser complained of."""
    drawn: Drawn = field(default_factory=Drawn)

    def heard(self, method: str, given: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.asked.append(given["request"]["url"])
            case "Network.webSocketCreated":
                self.asked.append(given["url"])
            case "Network.webSocketFrameReceived" if given["response"]["opcode"] == 2:
                self.drawn.takes(base64.b64decode(given["response"]["payloadData"]))
            case "Network.webSocketFrameSent" if given["response"]["payloadData"].startswith('["resize"'):
                size = json.loads(given["response"]["payloadData"])[1]
                self.drawn.resizes(size["width"], size["height"])
            case "Log.entryAdded":
                self.said.append(given["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.said.append(str(given["exceptionDetails"].get("exception", {}).get("description")))

    async def _ask(self, method: str, **given: Any) -> Any:
        return await self.browser.ask(method, self.session, **given)

    async def go(self, address: str) -> None:
        await self._ask("Page.navigate", url=address)

    async def resize(self, width: int, height: int) -> None:
        await self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                        mobile=False)

    async def run(self, script: str) -> Any:
        done = await self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return done["result"].get("value")

    async def seen(self) -> str:
        """What is said around the terminal, else what stands in it."""
        return str(await self.run(_SAID) or "") or self.drawn.sees()

    async def wait(self, text: str, seconds: float = 20) -> str:
        """Waits until a text is on the page; what is there is told where it never comes."""
        seen = ""
        for _ in range(int(seconds * 10)):
            try:
                seen = await self.seen()
            except RuntimeError:  # between two pages
                seen = ""
            if text in seen:
                return seen
            await asyncio.sleep(0.1)
        raise AssertionError(f"{text!r} never came; there is:\n{seen}\n{self.said}")

    async def press(self, key: str, *, ctrl: bool = False) -> None:
        code = _KEYS.get(key, ord(key.upper()) if len(key) == 1 else 0)
        given = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 2 if ctrl else 0}
        printed = "\r" if key == "Enter" else key if len(key) == 1 and not ctrl else ""
        text = {"text": printed} if printed else {}
        await self._ask("Input.dispatchKeyEvent", type="keyDown", **given, **text)
        await self._ask("Input.dispatchKeyEvent", type="keyUp", **given)

    async def write(self, text: str) -> None:
        """Puts a text in as an input method does."""
        await self._ask("Input.insertText", text=text)

    async def picture(self, path: Path) -> None:
        drawn = await self._ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(drawn["data"]))

    async def downloads_into(self, folder: Path) -> None:
        about = await self.browser.ask("Target.getTargetInfo", targetId=self.target)
        await self.browser.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder),
                               browserContextId=about["targetInfo"]["browserContextId"])

    async def close(self) -> None:
        await self.browser.ask("Target.closeTarget", targetId=self.target)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    """A browser with nothing kept in it."""
    assert PROGRAM
    process = await asyncio.create_subprocess_exec(
        PROGRAM, *_OPTIONS, f"--user-data-dir={folder}", "about:blank", stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, start_new_session=True)
    assert process.stderr is not None
    address, told = None, ""
    while address is None:
        line = (await asyncio.wait_for(process.stderr.readline(), 30)).decode(errors="replace")
        assert line, told
        told += line
        address = re.search(r"ws://\S+", line)
    reading = asyncio.create_task(_read_on(process.stderr))
    async with aiohttp.ClientSession() as session, session.ws_connect(address[0], max_msg_size=0) as line_to_it:
        browser = Chromium(line_to_it)
        listening = asyncio.create_task(browser.listen())
        try:
            yield browser
        finally:
            listening.cancel()
            os.killpg(process.pid, signal.SIGKILL)
            await asyncio.wait_for(asyncio.gather(process.wait(), reading), 30)


async def _read_on(stream: asyncio.StreamReader) -> None:
    while await stream.readline():
        pass
