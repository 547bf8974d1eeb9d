"""Keeps house with memory: what is let go of goes back to the machine, and garbage is looked for seldom."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

# Parameters of mallopt(3) in glibc.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_BLOCK = 128 * 1024


_MADE_AT_START = 1_000_000
_MADE_BETWEEN = 10_000
"""Objects made between two looks for garbage; Python looks after 700."""


def sweep_later() -> None:
    """Has no garbage looked for while the program starts, short of a million objects.

    It makes 200,000, of which all but a few hundred stay: looking through them again and again takes a tenth of the
    time until the board is there.
    """
    gc.set_threshold(_MADE_AT_START, 20, 20)


def sweep_only_new() -> None:
    """Leaves alone what is there by now, and has garbage looked for after many new objects rather than after few.

    A key makes some thousand objects, all but a few gone again without being looked for; looking several times while
    it is answered takes a tenth of the answer.
    """
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN, 20, 20)


def give_back() -> None:
    """Has large blocks given back as soon as they are free, where the C library is glibc; elsewhere nothing happens.

    Left alone, glibc raises the size from which it does so each time a large block is freed, up to 32 MB: the lists
    made while 100,000 projects are read and ranked then stay with the program for good, 20 to 30 MB of them.
    """
    mallopt = _of_glibc("mallopt")
    if mallopt is not None:
        for parameter, value in ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _BLOCK), (_TRIM_THRESHOLD, _BLOCK)):
            mallopt(parameter, value)


def give_back_all() -> None:
    """Gives back what lies free between what is in use too, which takes glibc some milliseconds.

    Reading 100,000 projects leaves 35 MB of such holes, and so do their figures.
    """
    malloc_trim = _of_glibc("malloc_trim")
    if malloc_trim is not None:
        malloc_trim(0)


def _of_glibc(name: str) -> Callable[..., int] | None:
    """A function of the C library; None where it has none of that name, or is another."""
    if sys.platform != "linux":
        return None
    import ctypes  # only where there is such a library

    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found
