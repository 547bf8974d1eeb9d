"""Draws the README's pictures: runs the app in a real terminal, types keys, and writes its screen as an SVG.

    python docs/draw.py            (make pictures)

Each character is put at its own cell, a Chinese one over two: whatever font shows the picture, columns stay aligned.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyte

WIDE, HIGH = 9, 20
"""A cell in pixels."""
INK, PAPER = "#d4d4d4", "#1e1e1e"
NAMED = {"black": "#000000", "red": "#cd3131", "green": "#0dbc79", "brown": "#e5e510", "blue": "#2472c8",
         "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#e5e5e5", "default": INK}
KEYS = {"enter": "\r", "esc": "\x1b", "down": "\x1b[B", "right": "\x1b[C", "f2": "\x1bOQ", "f4": "\x1bOS"}
PICTURES = Path(__file__).with_name("pictures")


class Shot(NamedTuple):
    """A picture: its name, the size of the terminal, the language, and what is typed before it is taken."""

    name: str
    size: tuple[int, int]
    lang: str
    typed: tuple[str, ...]


SHOTS = (
    Shot("board", (140, 40), "zh", ()),
    Shot("board.en", (140, 40), "en", ()),
    Shot("project", (120, 40), "zh", ("/", "wjcb", "enter", "enter")),
    Shot("move", (120, 36), "zh", ("/", "wjcb", "enter", "f2")),
)


def main() -> None:
    """Draws every picture on a fresh demonstration office."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for shot in SHOTS:
            screen = _screen(shot, Path(folder) / "demo.db")
            target = PICTURES / f"{shot.name}.svg"
            target.write_text(_svg(screen), encoding="utf-8")
            print(target)


def _screen(shot: Shot, database: Path) -> pyte.Screen:
    columns, rows = shot.size
    screen = pyte.Screen(columns, rows)
    stream, decode = pyte.Stream(screen), codecs.getincrementaldecoder("utf-8")("replace")
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", SANXIN_USER="联络员01")
        os.execv(sys.executable, [sys.executable, "-m", "tracker", "--db", str(database), "--lang", shot.lang, "demo"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    try:
        _settle(terminal, stream, decode, quiet=3.0)
        for keys in shot.typed:
            os.write(terminal, KEYS.get(keys, keys).encode())
            _settle(terminal, stream, decode)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    return screen


def _settle(terminal: int, stream: pyte.Stream, decode: codecs.IncrementalDecoder, quiet: float = 1.0) -> None:
    """Reads until nothing has come for `quiet` seconds."""
    import re

    private = re.compile(r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")  # forms pyte would print the tails of
    last = time.monotonic()
    while time.monotonic() - last < quiet:
        if select.select([terminal], [], [], 0.05)[0]:
            stream.feed(private.sub("", decode.decode(os.read(terminal, 65536))))
            last = time.monotonic()


def _svg(screen: pyte.Screen) -> str:
    wide, high = screen.columns * WIDE, screen.lines * HIGH
    body = "\n".join(line for row in range(screen.lines) for line in _row(screen, row))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
            f'font-family="\'Sarasa Mono SC\',\'Noto Sans Mono CJK SC\',\'Microsoft YaHei\',\'PingFang SC\',monospace" '
            f'font-size="15">\n<rect width="{wide}" height="{high}" fill="{PAPER}"/>\n{body}\n</svg>\n')


def _row(screen: pyte.Screen, row: int) -> Iterator[str]:
    """The backgrounds of a row, then its texts: a run for each stretch of cells that look alike."""
    cells = [(column, screen.buffer[row][column]) for column in range(screen.columns)]
    for ground, run in groupby(cells, key=lambda cell: _colours(cell[1])[1]):
        columns = [column for column, _ in run]
        if ground != PAPER:
            yield (f'<rect x="{columns[0] * WIDE}" y="{row * HIGH}" width="{len(columns) * WIDE}" height="{HIGH}" '
                   f'fill="{ground}"/>')
    for (ink, bold), run in groupby(cells, key=lambda cell: (_colours(cell[1])[0], cell[1].bold)):
        seen = [(column, cell.data) for column, cell in run if cell.data.strip()]
        if seen:
            places = " ".join(str(column * WIDE) for column, _ in seen)
            weight = ' font-weight="bold"' if bold else ""
            text = escape("".join(data for _, data in seen))
            yield f'<text x="{places}" y="{row * HIGH + 15}" fill="{ink}"{weight}>{text}</text>'


def _colours(cell: pyte.screens.Char) -> tuple[str, str]:
    ink = NAMED.get(cell.fg, f"#{cell.fg}")
    ground = PAPER if cell.bg == "default" else NAMED.get(cell.bg, f"#{cell.bg}")
    return (ground, ink) if cell.reverse else (ink, ground)


if __name__ == "__main__":
    main()
