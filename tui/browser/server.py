"""The server: asks at the door of every request, gives each page a process of the app, and ends it in time."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler
from textual_serve.download_manager import DownloadManager

from tracker.failures import failure, note
from tracker.office.open import logged_in_as
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tracker.words.serve import ServeWords
from tui.browser.door import Closed, Door, Visitor
from tui.browser.folders import own_folders
from tui.browser.neighbours import account_of
from tui.browser.offer import Offer
from tui.browser.pages import FILES, app_page, safe_headers, told_page
from tui.browser.process import GRACE, SessionProcess

_LONGEST = 1 << 20
"""Bytes of what a page says at once: the longest text that is pasted, and to spare."""
_PATIENCE = 2.0
"""Seconds that a page waits for a place: one that is loaded anew has its old session ended meanwhile."""
_FAREWELL = 1.0
"""Seconds that a page has to answer when it is told that its session is over."""
_HEARTBEAT = 15.0
"""Seconds between two looks whether a page is still there, of which a machine that went off says nothing."""
_LOOK = 5.0
"""Seconds between two looks whether somebody touched a session."""
_VISITOR = web.RequestKey("visitor", Visitor)


class Over(StrEnum):
    """Why a session is over."""

    QUIT = "quit"
    FULL = "full"
    IDLE = "idle"
    FAILED = "failed"
    STOPPED = "stopped"
    FOLDER = "folder"


CLOSE_CODES: Mapping[Over, int] = {over: 4000 + number for number, over in enumerate(Over)}
"""The number a socket closes with; those from 4000 on are a program's own."""


@dataclass(slots=True, eq=False)
class _Session:
    """One page, its process, and when somebody was last there."""

    socket: web.WebSocketResponse
    process: SessionProcess
    visitor: Visitor
    touched: float = 0.0


class OfficeServer:
    """Answers the requests of browsers."""

    def __init__(self, offer: Offer, door: Door, lang: Lang) -> None:
        self._offer, self._door, self._lang = offer, door, lang
        self._says = spoken(lang, ServeWords)
        self._downloads = DownloadManager()
        self._sessions: set[_Session] = set()
        self._taken = 0
        """Places that are taken, also by sessions that are beginning or ending."""
        self._ending: set[asyncio.Task[None]] = set()

    def app(self) -> web.Application:
        """What aiohttp serves."""
        app = web.Application(middlewares=[self._at_the_door])
        app.on_response_prepare.append(_tell_safety)
        app.on_shutdown.append(self._end_all)
        app.add_routes([web.get("/", self._page), web.get("/ws", self._line), web.get("/static/{name}", _file),
                        web.get("/download/{key}", self._download)])
        return app

    # -- requests -----------------------------------------------------------------------------------------------------

    @web.middleware
    async def _at_the_door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        visitor = self._door.visitor(request.headers, request.remote or "", account=_account(request),
                                     opens=request.path == "/ws")
        if isinstance(visitor, Closed):
            return self._refused(403, self._says.closed[visitor].format(header=self._door.header))
        request[_VISITOR] = visitor
        try:
            return await handler(request)
        except (web.HTTPException, ConnectionError):
            raise
        except Exception as error:
            return self._refused(500, failure(error, self._lang).sentence)

    def _refused(self, status: int, sentence: str, title: str = "") -> web.Response:
        return told_page(self._lang, status, title or self._says.refused, sentence, self._says.again)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """The page with the app. What stands behind its address would be read by the scripts of the terminal."""
        if request.query_string:
            raise web.HTTPFound("/")
        if not await self._has_room():
            return self._refused(503, self._says.full_todo, self._says.full.format(sessions=self._offer.most))
        minutes = round(self._offer.idle / 60)
        left = {str(CLOSE_CODES[Over(why)]) if why else "": sentence.format(minutes=minutes)
                for why, sentence in self._says.left.items()}
        return app_page(self._lang, spoken(self._lang, ScreenWords).title, self._says.opening, left, self._says.again)

    async def _has_room(self) -> bool:
        """Whether there is a place, or will be in a moment."""
        until = time.monotonic() + _PATIENCE
        while self._taken >= self._offer.most and time.monotonic() < until:
            await asyncio.sleep(0.05)
        return self._taken < self._offer.most

    async def _line(self, request: web.Request) -> web.StreamResponse:
        """The line between a page and its process, for as long as both are there."""
        line = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LONGEST, timeout=_FAREWELL)
        await line.prepare(request)
        if not await self._has_room():
            await line.close(code=CLOSE_CODES[Over.FULL])
            return line
        self._taken += 1
        try:
            session = self._begun(line, request[_VISITOR])
            if session is None:
                await line.close(code=CLOSE_CODES[Over.FOLDER])
            else:
                await self._attend(session, *_size(request))
        except Exception as error:
            note(error)
            await line.close(code=CLOSE_CODES[Over.FAILED])
        finally:
            self._taken -= 1
        return line

    # -- sessions -----------------------------------------------------------------------------------------------------

    def _begun(self, line: web.WebSocketResponse, visitor: Visitor) -> _Session | None:
        """A session for a visitor; None where their folders cannot be made."""
        told, own = self._offer.told, {}
        if visitor.name:
            where = told.where if told.demo else logged_in_as(told.where, visitor.name)
            told = replace(told, who=visitor.name, user=visitor.name, where=where)
        if self._offer.folders is not None:
            try:
                own = own_folders(visitor.name, self._offer.folders)
            except OSError:
                return None
        process = SessionProcess(told, own, write_bytes=line.send_bytes, write_str=line.send_str,
                                 downloads=self._downloads)
        return _Session(line, process, visitor)

    async def _attend(self, session: _Session, width: int, height: int) -> None:
        """Hands on what a page says until it is gone or its time is over; then ends its process."""
        self._sessions.add(session)
        session.touched = time.monotonic()
        watch: asyncio.Task[None] | None = None
        try:
            await session.process.start(width, height)
            watch = asyncio.create_task(self._watch(session))
            async for message in session.socket:
                if message.type is WSMsgType.TEXT and await session.process.take(_said(message.data)):
                    session.touched = time.monotonic()
        finally:
            self._sessions.discard(session)
            ending = asyncio.create_task(session.process.stop())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
            await asyncio.shield(ending)  # also where aiohttp gives this handler up
            if watch is not None:
                await asyncio.wait({watch}, timeout=_FAREWELL)  # it may be just telling the page why
                watch.cancel()

    async def _watch(self, session: _Session) -> None:
        """Ends a session whose app has ended, or that nobody touched for long."""
        while (left := session.touched + self._offer.idle - time.monotonic()) > 0:
            done, _ = await asyncio.wait({session.process.ended}, timeout=min(left, _LOOK))
            if done:
                over = Over.QUIT if session.process.has_quit else Over.FAILED
                await session.socket.close(code=CLOSE_CODES[over])
                return
        await session.socket.close(code=CLOSE_CODES[Over.IDLE])

    async def _end_all(self, _app: web.Application) -> None:
        """Ends every session, and waits for their processes: aiohttp forgets a handler whose page is gone already."""
        await asyncio.gather(*(session.socket.close(code=CLOSE_CODES[Over.STOPPED]) for session in [*self._sessions]))
        until = time.monotonic() + 3 * GRACE
        while (self._taken or self._ending) and time.monotonic() < until:
            await asyncio.sleep(0.02)

    # -- files --------------------------------------------------------------------------------------------------------

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A document that the app hands over, once, and to nobody but whose session it is."""
        key = request.match_info["key"]
        with suppress(KeyError):
            download = await self._downloads.get_download_metadata(key)
            mine = [session for session in self._sessions if session.process is download.app_service]
            if mine and mine[0].visitor == request[_VISITOR]:
                name = quote(download.file_name)
                response = web.StreamResponse(headers={
                    "Content-Type": "application/octet-stream",
                    "Content-Disposition": f"attachment; filename*=UTF-8''{name}"})
                await response.prepare(request)
                async for chunk in self._downloads.download(key):
                    await response.write(chunk)
                await response.write_eof()
                return response
        raise web.HTTPNotFound


async def _file(request: web.Request) -> web.StreamResponse:
    """A file of the page; there are no others."""
    found = FILES.get(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    file, kind = found
    return web.FileResponse(file, headers={"Content-Type": kind, "Cache-Control": "no-cache"})


async def _tell_safety(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in safe_headers(request.host).items():
        response.headers.setdefault(name, value)


def _account(request: web.Request) -> int | None:
    """Whose the connection is, where it comes from this machine and the system tells."""
    peer, here = (request.get_extra_info(name) for name in ("peername", "sockname"))
    return account_of(peer[:2], here[:2]) if peer and here else None


def _said(text: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    return None


def _size(request: web.Request) -> tuple[int, int]:
    """Columns and lines that a page says it has at its start."""
    asked = (request.query.get("width", ""), request.query.get("height", ""))
    if all(text.isascii() and text.isdigit() and 0 < len(text) < 4 and int(text) for text in asked):
        return int(asked[0]), int(asked[1])
    return 80, 24


def run(server: OfficeServer, at: socket.socket, ready: Callable[[], None]) -> None:
    """Serves at a socket until the program is told to end; then every session has ended too."""
    with at, suppress(KeyboardInterrupt):
        asyncio.run(_serve(server, at, ready))


async def _serve(server: OfficeServer, at: socket.socket, ready: Callable[[], None]) -> None:
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with suppress(NotImplementedError):  # Windows: Ctrl+C cancels this instead
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=2 * GRACE)
    await runner.setup()
    try:
        await web.SockSite(runner, at).start()
        ready()
        await stop.wait()
    finally:
        await runner.cleanup()
