"""Which account of this machine a connection comes from: loopback is open to everybody who has one."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

_TABLES = {4: Path("/proc/net/tcp"), 6: Path("/proc/net/tcp6")}
"""Where Linux tells of each connection from where to where it goes, and whose it is."""
_FROM, _TO, _STATE, _ACCOUNT = 1, 2, 3, 7
_STANDS = "01"
"""The state of a connection that both ends hold: of one that its program has let go, Linux tells account 0."""
GONE = -1
"""No account: of a connection that is let go already, nobody can tell whose it was."""


def account_of(peer: tuple[str, int], here: tuple[str, int]) -> int | None:
    """The number of the account that connected from `peer` to `here` on this machine, or GONE.

    None where nothing tells: on other systems than Linux.
    """
    with suppress(OSError, ValueError):
        wanted = [_written(*peer), _written(*here)]
        with _TABLES[ip_address(peer[0]).version].open(encoding="ascii") as table:
            for line in table:
                columns = line.split()
                if columns[_FROM:_TO + 1] == wanted and columns[_STATE] == _STANDS:
                    return int(columns[_ACCOUNT])
        return GONE
    return None


def _written(host: str, port: int) -> str:
    """An address as Linux writes it: each four bytes of it the other way round."""
    packed = ip_address(host).packed
    words = (packed[at:at + 4][::-1].hex().upper() for at in range(0, len(packed), 4))
    return f"{''.join(words)}:{port:04X}"
