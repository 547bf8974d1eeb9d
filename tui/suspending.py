"""A suspended program gives the terminal back, stands still, and draws itself anew when it goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App


def heed_suspension(app: App[int]) -> None:
    """Lets the loop answer when the app is told to stop, and when it goes on; to be called where the loop runs.

    Textual's own handlers write to the terminal in the middle of whatever runs. When that is a write, both wait for
    each other for ever, and the form being filled in is lost.
    """
    if hasattr(signal, "SIGTSTP"):
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, partial(_stop, app))
        loop.add_signal_handler(signal.SIGCONT, partial(_go_on, app))


def _stop(app: App[int]) -> None:
    # Going on after this stop is the end of this function, and nothing to be answered a second time.
    asyncio.get_running_loop().remove_signal_handler(signal.SIGCONT)
    with app.suspend():
        os.kill(os.getpid(), signal.SIGSTOP)
        _wait_for_the_terminal()
    heed_suspension(app)


def _go_on(app: App[int]) -> None:
    """Stopped without being asked (SIGSTOP): whoever had the terminal meanwhile has written on it."""
    _wait_for_the_terminal()
    with app.suspend():
        pass


def _wait_for_the_terminal() -> None:
    """Stands still as long as the program goes on in the background (`bg`)."""
    while _in_background():
        os.kill(os.getpid(), signal.SIGSTOP)


def _in_background() -> bool:
    try:
        return sys.__stdin__ is not None and os.tcgetpgrp(sys.__stdin__.fileno()) != os.getpgrp()
    except (OSError, ValueError):  # not a terminal, or closed
        return False
