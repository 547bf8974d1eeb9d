"""Draws the README's pictures: runs the app in a real terminal, types keys, and writes its screen as an SVG.

    python docs/draw.py            (make pictures)

Every word is put at its own cell and made as wide as its cells, a Chinese character over two: whatever font shows the
picture, columns stay aligned.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
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

WIDE, HIGH = 9, 22
"""A cell in pixels; a Chinese character at twice the width is as wide as its font is high."""
INK, PAPER = "#d4d4d4", "#1e1e1e"
NAMED = {"black": "#000000", "red": "#cd3131", "green": "#0dbc79", "brown": "#e5e510", "blue": "#2472c8",
         "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#e5e5e5", "default": INK}
KEYS = {"enter": "\r", "esc": "\x1b", "down": "\x1b[B", "right": "\x1b[C", "f2": "\x1bOQ", "f4": "\x1bOS"}
LOWER = "▁▂▃▄▅▆▇"
BLOCKS = f"█▉▊▋▌▍▎▏─│{LOWER}"
LONGEST = 8.0
"""Seconds to wait for a screen at the most."""
PICTURES = Path(__file__).with_name("pictures")
_PROGRAM = (sys.executable, "-m", "tracker")


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
    Shot("blockers", (120, 30), "zh", ("3",)),
    Shot("figures", (120, 40), "zh", ("4",)),
    Shot("move", (120, 36), "zh", ("/", "wjcb", "enter", "f2")),
    Shot("review", (120, 32), "zh", ("8", "f2")),
)


def main() -> None:
    """Draws every picture on a fresh demonstration office."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demo.db"
        # Without a terminal the demonstration is filled and ends: a screen is then never drawn of a half-filled office.
        subprocess.run([*_PROGRAM, "--db", str(database), "demo"], stdin=subprocess.DEVNULL, capture_output=True,
                       check=True, env={**os.environ, "SANXIN_CONFIG": folder, "SANXIN_USER": "联络员01"})
        for shot in SHOTS:
            screen = _screen(shot, database)
            target = PICTURES / f"{shot.name}.svg"
            target.write_text(_svg(screen), encoding="utf-8")
            print(target)


def _screen(shot: Shot, database: Path) -> pyte.Screen:
    columns, rows = shot.size
    screen = pyte.Screen(columns, rows)
    stream, decode = pyte.Stream(screen), codecs.getincrementaldecoder("utf-8")("replace")
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", SANXIN_USER="联络员01",
                          SANXIN_CONFIG=str(database.parent))
        os.execv(sys.executable, [*_PROGRAM, "--db", str(database), "--lang", shot.lang, "demo"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    try:
        _settle(terminal, stream, decode, quiet=4.0)
        for keys in shot.typed:
            os.write(terminal, KEYS.get(keys, keys).encode())
            _settle(terminal, stream, decode)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    return screen


def _settle(terminal: int, stream: pyte.Stream, decode: codecs.IncrementalDecoder, quiet: float = 0.4) -> None:
    """Reads until nothing has come for `quiet` seconds: less than a cursor takes to blink."""
    import re

    private = re.compile(r"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")  # forms pyte would print the tails of
    last = time.monotonic()
    end = last + LONGEST
    while time.monotonic() - last < quiet and time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            stream.feed(private.sub("", decode.decode(os.read(terminal, 65536))))
            last = time.monotonic()


def _svg(screen: pyte.Screen) -> str:
    wide, high = screen.columns * WIDE, screen.lines * HIGH
    body = "\n".join(line for row in range(screen.lines) for line in _row(screen, row))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
            f'font-family="\'Sarasa Mono SC\',\'Noto Sans Mono CJK SC\',\'Microsoft YaHei\',\'PingFang SC\',monospace" '
            f'font-size="{2 * WIDE}">\n<rect width="{wide}" height="{high}" fill="{PAPER}"/>\n{body}\n</svg>\n')


def _row(screen: pyte.Screen, row: int) -> Iterator[str]:
    """The backgrounds of a row, then its texts: a run for each stretch of cells that look alike."""
    cells = [(column, screen.buffer[row][column]) for column in range(screen.columns)]
    for ground, run in groupby(cells, key=lambda cell: _colours(cell[1])[1]):
        columns = [column for column, _ in run]
        if ground != PAPER:
            yield (f'<rect x="{columns[0] * WIDE}" y="{row * HIGH}" width="{len(columns) * WIDE}" height="{HIGH}" '
                   f'fill="{ground}"/>')
    for look, run in groupby(cells, key=lambda cell: (*_look(cell[1]), *_shape(screen, row, cell[0]))):
        ink, bold, wide, seen = look
        placed = [(column, cell.data) for column, cell in run if cell.data]
        if seen and all(data in BLOCKS for _, data in placed):
            yield from (_block(column, row, data, ink) for column, data in placed)
        elif seen and placed:
            width = len(placed) * WIDE * (2 if wide else 1)
            weight = ' font-weight="bold"' if bold else ""
            yield (f'<text x="{placed[0][0] * WIDE}" y="{row * HIGH + 17}" textLength="{width}" '
                   f'lengthAdjust="spacingAndGlyphs" fill="{ink}"{weight}>'
                   f'{escape("".join(data for _, data in placed))}</text>')


def _block(column: int, row: int, data: str, ink: str) -> str:
    """A cell filled from the left or below by eighths, or a stroke through it: fonts differ in how wide these are."""
    x, y, wide, high = column * WIDE, row * HIGH, float(WIDE), HIGH
    if data == "─":
        y, high = y + HIGH // 2, 1
    elif data == "│":
        x, wide = x + WIDE // 2, 1
    elif data in LOWER:
        high = HIGH * (LOWER.index(data) + 1) // 8
        y += HIGH - high
    else:
        wide = WIDE * (8 - BLOCKS.index(data)) / 8
    return f'<rect x="{x}" y="{y}" width="{wide:g}" height="{high}" fill="{ink}"/>'


def _look(cell: pyte.screens.Char) -> tuple[str, bool]:
    return _colours(cell)[0], cell.bold


def _shape(screen: pyte.Screen, row: int, column: int) -> tuple[bool, str]:
    """Whether a cell belongs to a character of two cells, and what is seen in it: a text, a block, or nothing."""
    cells = screen.buffer[row]
    second = cells[column].data == ""
    wide = second or (column + 1 < screen.columns and cells[column + 1].data == "")
    data = cells[column].data
    return wide, "text" if second else ("block" if data in BLOCKS else data.strip() and "text")


def _colours(cell: pyte.screens.Char) -> tuple[str, str]:
    ink = NAMED.get(cell.fg, f"#{cell.fg}")
    ground = PAPER if cell.bg == "default" else NAMED.get(cell.bg, f"#{cell.bg}")
    return (ground, ink) if cell.reverse else (ink, ground)


if __name__ == "__main__":
    main()
