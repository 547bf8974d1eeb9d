"""What a server offers: which office, to how many at once and for how long, and the socket it is asked at."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

from tui.browser.session import SessionFor


@dataclass(frozen=True, slots=True)
class Offer:
    """What is served: which office, in how many sessions at once, and for how many seconds nobody need touch one."""

    told: SessionFor
    most: int
    idle: float
    folders: Path | None = None
    """Where each person has folders of their own; None where all are the one who started the server."""


def listening(host: str, port: int) -> socket.socket:
    """A socket at an address of this machine. Raises OSError where it cannot be had."""
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    return socket.create_server((host, port), family=family)
