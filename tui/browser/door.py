"""Who may ask the server: by where a request comes from, whom it asks, which page sent it, and whom a proxy names."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.domain.text import TooLong, clean

if TYPE_CHECKING:
    from multidict import MultiMapping

LOOPBACK = "localhost"
_ROOT = 0
"""The account that may do everything anyway."""
_LONGEST = 64
"""Characters of a name; the journal says who it was on every line."""
_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_OF_BROWSERS = frozenset({
    "host", "origin", "cookie", "connection", "upgrade", "user-agent", "referer", "authorization", "content-type",
    "content-length", "cache-control", "pragma", "te"})
_BEGIN_OF_BROWSERS = ("accept", "sec-")
"""Headers that every browser sends, or can be made to send: what stands in them says nothing of who it is."""
_PORTS = {"http": "80", "https": "443"}


class Closed(StrEnum):
    """Why a request is not answered."""

    ACCOUNT = "account"
    """It comes from another account of this machine, whose office this is not."""
    PROXY = "proxy"
    """It comes from another machine than the proxy."""
    HOST = "host"
    """It asks for a machine of another name: the name was bent to this address (DNS rebinding), or was mistyped."""
    ORIGIN = "origin"
    """A page of another website sent it."""
    NOBODY = "nobody"
    """The proxy does not say who it is."""
    UNREADABLE = "unreadable"
    """The proxy says who it is twice, in no text, or at too great length."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose request it is; nobody's name where no proxy says it: then it is whoever started the server."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """What is asked of each request. Without a `header` only this machine is served, under its own names."""

    header: str = ""
    """The header in which a reverse proxy says who it is."""
    public: str = ""
    """The address that people type where there is a proxy: scheme and host, such as https://office.county."""
    proxies: frozenset[str] = field(default=frozenset())
    """The addresses that the proxy connects from; this machine where none is named."""
    account: int | None = field(default_factory=lambda: os.getuid() if hasattr(os, "getuid") else None)
    """Whose this server is."""

    def visitor(self, headers: MultiMapping[str], peer: str, *, account: int | None = None,
                opens: bool = False) -> Visitor | Closed:
        """Whose request it is, or why it is not answered. `account` is whose the connection is, where that can be told;
        `opens` where it would begin a session: then the page that asks has to say where it is from, as every browser
        does there.
        """
        if not self.header and account is not None and account not in (self.account, _ROOT):
            return Closed.ACCOUNT
        if self.header and not self._is_proxy(peer):
            return Closed.PROXY
        hosts = headers.getall("Host", [])
        if len(hosts) != 1 or not self._is_ours(hosts[0]):
            return Closed.HOST
        if not self._is_own_page(headers, hosts[0], opens):
            return Closed.ORIGIN
        return self._named(headers) if self.header else Visitor()

    def _is_proxy(self, peer: str) -> bool:
        return is_loopback(peer) if not self.proxies else _address(peer) in {_address(one) for one in self.proxies}

    def _is_ours(self, host: str) -> bool:
        if self.header:
            scheme, _, ours = self.public.partition("://")
            return _with_port(host, scheme) == _with_port(ours, scheme)
        return is_loopback(_name(host))

    def _is_own_page(self, headers: MultiMapping[str], host: str, opens: bool) -> bool:
        origins = headers.getall("Origin", [])
        if origins or opens:
            return origins == [self.public or f"http://{host}"]
        if headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none"):
            return True
        # A link on another page may lead here: it only shows the page, and only as a page of its own.
        return headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"

    def _named(self, headers: MultiMapping[str]) -> Visitor | Closed:
        names = headers.getall(self.header, [])
        if not any(name.strip() for name in names):
            return Closed.NOBODY
        try:
            names[0].encode()
            name = clean(names[0], _LONGEST)
        except (UnicodeEncodeError, TooLong):
            return Closed.UNREADABLE
        return Visitor(name) if name and len(names) == 1 else Closed.UNREADABLE


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own, and reached from nowhere else."""
    address = _address(host)
    return host.lower() == LOOPBACK or (address is not None and address.is_loopback)


def is_address(host: str) -> bool:
    """Whether something can be listened at: a numeric address, or this machine by its name."""
    return host.lower() == LOOPBACK or _address(host) is not None


def is_header(name: str) -> bool:
    """Whether something can be the name of a header in which a proxy says who it is: none that browsers send."""
    of_browsers = name.lower() in _OF_BROWSERS or name.lower().startswith(_BEGIN_OF_BROWSERS)
    return _HEADER.fullmatch(name) is not None and not of_browsers


def public_address(text: str) -> str:
    """The address people type, as browsers write it of a page: scheme and host, a usual port left out; empty where it
    is none. One with a path is none: the pages stand at the root.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    plain = not (parts.query or parts.fragment or parts.username or parts.password) and parts.path in ("", "/")
    if parts.scheme not in _PORTS or not parts.hostname or not plain or not parts.hostname.isascii():
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port and str(port) != _PORTS[parts.scheme] else "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _name(host: str) -> str:
    """The name or address of a host, without its port and brackets."""
    name = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower()


def _with_port(host: str, scheme: str) -> tuple[str, str]:
    return _name(host), host.rpartition("]")[2].partition(":")[2] or _PORTS[scheme]
