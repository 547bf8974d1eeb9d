"""`sanxin serve`: the app in a browser, on this machine alone or behind a proxy that knows who comes."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, warn
from tracker.cli.readers import whole
from tracker.failures import UNUSABLE
from tracker.store.location import locate
from tracker.words import spoken
from tracker.words.serve import ServeWords
from tui.browser.door import Door, is_address, is_header, is_loopback, public_address
from tui.browser.folders import all_folders
from tui.browser.offer import Offer, listening
from tui.browser.session import SessionFor

_EXTRA = ("aiohttp", "textual_serve")
"""What the extra brings."""
_LOCAL = "127.0.0.1"
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where to listen, and for whom, as it was typed."""

    host: str
    port: str
    header: str
    address: str
    proxies: tuple[str, ...]


def serve(ctx: typer.Context,
          host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = _LOCAL,
          port: Annotated[str, typer.Option("--port", metavar="N")] = "8000",
          behind_proxy: Annotated[str, typer.Option("--behind-proxy", metavar="HEADER")] = "",
          address: Annotated[str, typer.Option("--address", metavar="URL")] = "",
          proxy: Annotated[list[str] | None, typer.Option("--proxy", metavar="ADDRESS")] = None,
          sessions: Annotated[str, typer.Option("--sessions", metavar="N")] = "8",
          idle: Annotated[str, typer.Option("--idle", metavar="MINUTES")] = "60",
          demo: Annotated[bool, typer.Option("--demo")] = False, as_json: AsJson = False) -> None:
    """Serves the app to browsers until Ctrl+C."""
    call = call_of(ctx)
    asked = _Asked(host, port, behind_proxy, address, tuple(proxy or ()))
    most, minutes = whole(call, sessions, "--sessions"), whole(call, idle, "--idle")
    number, door = _port(call, asked), _door(call, asked)
    raise typer.Exit(_serve(call, asked, number, door, (most, minutes), demo=demo))


def _port(call: Call, asked: _Asked) -> int:
    with suppress(typer.BadParameter):
        if (number := whole(call, asked.port, "--port")) <= _LAST_PORT:
            return number
    raise typer.BadParameter(_says(call).not_a_port.format(value=asked.port), param_hint="--port")


def _door(call: Call, asked: _Asked) -> Door:
    """Who is let in. Raises a usage error where that would be everybody, or cannot be told."""
    says = _says(call)
    if not is_address(asked.host):
        raise typer.BadParameter(says.no_address.format(host=asked.host), param_hint="--host")
    if asked.header:
        return _behind_proxy(call, asked)
    if not is_loopback(asked.host):
        raise typer.BadParameter(says.needs_proxy.format(host=asked.host), param_hint="--host")
    for name, value in (("--address", asked.address), ("--proxy", asked.proxies)):
        if value:
            raise typer.BadParameter(says.only_with_proxy.format(name=name), param_hint=name)
    return Door()


def _behind_proxy(call: Call, asked: _Asked) -> Door:
    """Whom the proxy names is let in. Raises a usage error."""
    says, public = _says(call), public_address(asked.address)
    if not is_header(asked.header):
        raise typer.BadParameter(says.no_header.format(header=asked.header), param_hint="--behind-proxy")
    if not asked.address:
        raise typer.BadParameter(says.no_public, param_hint="--behind-proxy")
    if not public:
        raise typer.BadParameter(says.not_public.format(address=asked.address), param_hint="--address")
    for one in asked.proxies:
        if not is_address(one):
            raise typer.BadParameter(says.not_proxy.format(proxy=one), param_hint="--proxy")
    if call.who and call.who != os.environ.get("SANXIN_USER"):
        raise typer.BadParameter(says.user_is_told, param_hint="--user")
    return Door(asked.header, public, frozenset(asked.proxies))


def _serve(call: Call, asked: _Asked, port: int, door: Door, limits: tuple[int, int], *, demo: bool) -> int:
    """Serves until the program is told to end. Answers with the exit code."""
    says, (most, minutes) = _says(call), limits
    if any(find_spec(name) is None for name in _EXTRA):
        return _failed(call, says.no_extra)
    locate(call.where)  # an address that is none is told before anybody comes
    try:
        at = listening(asked.host, port)
    except OSError as error:
        return _failed(call, _why_not(says, error).format(host=asked.host, port=port))
    who, user = (None, "") if door.header else (call.who, call.user)
    told = SessionFor(call.where, demo, call.lang, who, call.clock_reason, user)
    offer = Offer(told, most, minutes * 60, all_folders() if door.header else None)
    server = import_module("tui.browser.server")  # of an extra, and long to load: only where it serves
    server.run(server.OfficeServer(offer, door, call.lang), at, lambda: _ready(call, asked, port, door, limits))
    if not call.as_json:
        say(says.ended)
    return 0


def _failed(call: Call, sentence: str) -> int:
    warn(call.says.error.format(message=sentence))
    return UNUSABLE


def _why_not(says: ServeWords, error: OSError) -> str:
    """Why nothing can listen there. Raises the error where that is none of the usual reasons."""
    if error.errno == errno.EADDRINUSE:
        return says.port_used
    if error.errno in (errno.EACCES, errno.EPERM):
        return says.port_denied
    if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT) or isinstance(error, socket.gaierror):
        return says.not_here
    raise error


def _ready(call: Call, asked: _Asked, port: int, door: Door, limits: tuple[int, int]) -> None:
    """Says where the app is found, once it is."""
    says, (most, minutes) = _says(call), limits
    host = f"[{asked.host}]" if ":" in asked.host else asked.host
    listening = f"http://{host}:{port}"
    if call.as_json:
        print_json({"address": door.public or listening, "listening": listening, "sessions": most,
                    "idle_minutes": minutes})
        return
    sentence = says.proxied_at if door.header else says.open_at
    say(sentence.format(address=door.public or listening, listening=listening))
    say(says.limits.format(sessions=most, minutes=minutes))


def _says(call: Call) -> ServeWords:
    return spoken(call.lang, ServeWords)


app = verb("serve", serve)
