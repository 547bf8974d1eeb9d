"""What happens when the connection is cut: the app ends at once; what was being written is left out by the database."""

from __future__ import annotations

import os
import select
import signal
import sys


def listen() -> None:
    """Makes a hang-up end this process, also where whoever started it ignored hang-ups."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def end_if_gone() -> None:
    """Ends this process where its terminal is there no more and nobody has told it so."""
    if hasattr(select, "poll") and hasattr(signal, "SIGHUP") and _gone():
        signal.raise_signal(signal.SIGHUP)


def _gone() -> bool:
    stdin = sys.__stdin__
    if stdin is None or stdin.closed:
        return False
    if os.isatty(stdin.fileno()):
        return False
    poll = select.poll()
    poll.register(stdin.fileno(), 0)
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))
