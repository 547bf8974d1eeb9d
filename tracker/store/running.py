"""How long this machine has been running: time that no clock set by hand or by a network can move."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Running:
    """Seconds since a beginning: a start of the machine, or of this program where the machine gives its starts no name.
    """

    since: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.since} {self.seconds:.3f}"

    @classmethod
    def read(cls, text: str | None) -> Running | None:
        """What `str` wrote; None for anything else."""
        since, _, seconds = (text or "").rpartition(" ")
        try:
            return cls(since, float(seconds)) if since else None
        except ValueError:
            return None

    def after(self, earlier: Running | None) -> timedelta | None:
        """How much time went by since; None where the two do not count from the same beginning."""
        if earlier is None or earlier.since != self.since:
            return None
        return timedelta(seconds=self.seconds - earlier.seconds)


def running() -> Running:
    """How long it has been by now, sleep included where the system counts it."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return Running(_beginning(), time.monotonic() if clock is None else time.clock_gettime(clock))


@cache
def _beginning() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return uuid4().hex
