"""A terminal of the tests' own: the program runs in it as over ssh, the screen is read as an officer reads it."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyte
from rich.cells import cell_len

from tests.warm import CAN, warm
from tui.bursts import QUIET

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which a wait has failed; on any machine the answer comes long before, however busy it is."""
_PRIVATE = re.compile(r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b_[^\x1b]*\x1b\\|\x1bP[^\x1b]*\x1b\\")
"""What a terminal does not draw and pyte does not know."""
_FRAMES_ASKED, _FRAMES_KNOWN = "\x1b[?2026$p", "\x1b[?2026;2$y"
"""Whether the terminal shows a frame only once it is whole, and the answer that it does: the system hands a long frame
over in pieces, and half of one is nothing an officer sees."""
KEYS = {"enter": "\r", "esc": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
        "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "bs": "\x7f", "f1": "\x1bOP", "f2": "\x1bOQ",
        "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f8": "\x1b[19~",
        "f9": "\x1b[20~", "f10": "\x1b[21~",
        "ctrl+q": "\x11", "ctrl+z": "\x1a", "ctrl+p": "\x10", "ctrl+c": "\x03", "ctrl+o": "\x0f", "ctrl+e": "\x05",
        "ctrl+j": "\n", "ctrl+n": "\x0e", "ctrl+s": "\x13"}


def _open_frame(text: str) -> int:
    """Where a frame begins that has not ended, or -1."""
    begun = text.rfind("\x1b[?2026h")
    return begun if begun > text.rfind("\x1b[?2026l") else -1


class Terminal:
    """One program in one pseudo-terminal. `anew` starts Python for it, as a shell would; else it is forked."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (80, 24), cwd: Path | None = None, anew: bool = False,
                 **env: str) -> None:
        self.columns, self.rows = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self.raw = ""
        variables = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8",
                     "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **env}
        self.fd, side = pty.openpty()
        self._name = os.ttyname(side)
        self._wait: Callable[[int], tuple[int, int]] = lambda options: os.waitpid(self.pid, options)
        if anew or not CAN:
            self.pid = os.fork()
            if self.pid == 0:  # pragma: no cover - the child becomes the program
                with suppress(OSError):
                    os.close(self.fd)
                    os.login_tty(side)
                    os.chdir(cwd or ROOT)
                    os.execve(sys.executable, [sys.executable, "-m", "tracker", *arguments], variables)
                os._exit(127)
        else:
            program = warm("tracker").start(arguments, (side, side, side), variables, cwd or ROOT, terminal=True)
            self.pid, self._wait = program.pid, program.wait
        os.close(side)
        self._size()
        self.closed = False
        self._code: int | None = None
        self._typed_at = 0.0

    def _size(self) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    # -- what the officer does ----------------------------------------------------------------------------------------

    def types(self, text: str) -> None:
        """Text as a keyboard or an input method hands it over; the program has read it then."""
        os.write(self.fd, text.encode())
        self._taken()
        self._typed_at = time.monotonic()

    def presses(self, *keys: str) -> None:
        """Keys one after the other, each read before the next (Esc alone is told from Esc with a key by a pause).

        After a text a hand takes a moment: a key that came with it would be read as the end of a line in it.
        """
        self.reads(max(self._typed_at + 2 * QUIET - time.monotonic(), 0))
        for key in keys:
            os.write(self.fd, KEYS.get(key, key).encode())
            self._taken()
            self.reads(0.25 if key == "esc" else 0.05)

    def _taken(self) -> None:
        """Until the program has read all that was typed, however busy the machine is."""
        until = time.monotonic() + PATIENCE
        while self.code is None and self._unread():
            assert time.monotonic() < until, f"it reads no key any more:\n{self.sees()}"
            self.reads(0.02)

    def _unread(self) -> int:
        """How many bytes the program has not read yet of what was typed."""
        side = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        try:
            return int.from_bytes(fcntl.ioctl(side, termios.FIONREAD, bytes(4)), sys.byteorder)
        finally:
            os.close(side)

    def resizes(self, columns: int, rows: int) -> None:
        """Drags the window to another size."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._size()

    def hangs_up(self) -> None:
        """The connection is gone: the other side of the terminal closes."""
        self.closed = True
        os.close(self.fd)

    def signals(self, number: int) -> None:
        os.kill(self.pid, number)

    # -- what the officer sees ----------------------------------------------------------------------------------------

    def reads(self, seconds: float) -> None:
        """Takes in what the program writes for a while."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self.fd], [], [], left)
            if not ready:
                return
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                return
            if not data:
                return
            self._feed(self._decoder.decode(data))

    def _feed(self, text: str) -> None:
        self.raw = (self.raw + text)[-400_000:]
        text = self._pending + text
        if _FRAMES_ASKED in text:
            os.write(self.fd, _FRAMES_KNOWN.encode())
        cut = _open_frame(text)
        if cut < 0:
            escape = text.rfind("\x1b")
            cut = escape if escape >= 0 and len(text) - escape < 24 and not text[escape:].endswith("m") else len(text)
        text, self._pending = text[:cut], text[cut:]
        self._stream.feed(_PRIVATE.sub("", text))

    def _flush(self) -> None:
        if _open_frame(self._pending) < 0:
            text, self._pending = self._pending, ""
            self._stream.feed(_PRIVATE.sub("", text))

    def lines(self) -> list[str]:
        # Not pyte's own `display`: it stumbles over a wide character of which one cell was painted over.
        return ["".join(row[x].data for x in range(self.screen.columns))
                for row in (self.screen.buffer[y] for y in range(self.screen.lines))]

    def sees(self) -> str:
        return "\n".join(self.lines())

    def waits(self, *wanted: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Until everything wanted is on the screen, and a frame has been shown to its end."""
        until = time.monotonic() + patience
        while True:
            self.reads(0.05)
            self._flush()
            seen = self.sees()
            if all(one(seen) if callable(one) else one in seen for one in wanted):
                return seen
            assert time.monotonic() < until, f"waited for {wanted}, saw:\n{seen}"
            assert self.code is None, f"waited for {wanted}, but it ended with {self.code}:\n{seen}"

    def whole(self, patience: float = 20.0) -> None:
        """No line is wider than the terminal, and no character two cells wide has lost a half, once all is drawn.

        What covers half of such a character for a while (a notification) leaves its other half standing here, where a
        terminal blanks it; what is drawn over it afterwards mends that.
        """
        until = time.monotonic() + patience
        while True:
            try:
                self._whole_now()
                return
            except AssertionError:
                if time.monotonic() > until:
                    raise
                self.reads(0.2)

    def _whole_now(self) -> None:
        for y in range(self.rows):
            cells = [self.screen.buffer[y][x].data for x in range(self.columns)]
            for x, cell in enumerate(cells):
                wide = cell != "" and cell_len(cell) == 2
                after = cells[x + 1] if x + 1 < self.columns else None
                assert not wide or after == "", f"cut at {y},{x}: {''.join(cells)}"
                before = cells[x - 1] if x else ""
                assert cell != "" or cell_len(before) == 2, f"half at {y},{x}: {''.join(cells)}"
            assert cell_len("".join(cells)) <= self.columns

    # -- its end ------------------------------------------------------------------------------------------------------

    @property
    def code(self) -> int | None:
        """The exit code, a signal as a negative number, or None while it runs."""
        if self._code is None:
            pid, status = self._wait(os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def ends(self, patience: float = PATIENCE) -> int:
        """Until the program has ended."""
        until = time.monotonic() + patience
        while self.code is None:
            assert time.monotonic() < until, f"still running:\n{self.sees()}"
            if self.closed:
                time.sleep(0.02)
            else:
                self.reads(0.02)
        return self.code

    def stopped(self, patience: float = PATIENCE) -> bool:
        """Whether it has been suspended."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            pid, status = self._wait(os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return True
            self.reads(0.05)
        return False

    def close(self) -> None:
        """Ends it whatever it does."""
        if self.code is None:
            os.kill(self.pid, signal.SIGCONT)
            os.kill(self.pid, signal.SIGKILL)
            self._wait(0)
        if not self.closed:
            os.close(self.fd)


@contextmanager
def terminal(*arguments: str, size: tuple[int, int] = (80, 24), cwd: Path | None = None,
             anew: bool = False, **env: str) -> Iterator[Terminal]:
    """The program in a terminal; however the test ends, it has ended too."""
    started = Terminal(*arguments, size=size, cwd=cwd, anew=anew, **env)
    try:
        yield started
    finally:
        started.close()
