"""Caps what the process that reads a stranger's file may take, where the system can."""

from __future__ import annotations

from contextlib import suppress

try:
    import resource
except ImportError:  # Windows has no limits of a process
    resource = None  # type: ignore[assignment]


def cap_time(seconds: int) -> None:
    """Caps the processor time of this process."""
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def cap_memory(most: int) -> None:
    """Caps the address space of this process, in bytes; a later cap takes the earlier's place."""
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
