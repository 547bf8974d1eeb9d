"""What the app draws on a page, read from what the page is sent: it draws on a canvas, of which no text can be read."""

from __future__ import annotations

import pyte


class Drawn:
    """A terminal that is sent what the page is sent."""

    def __init__(self, width: int = 80, height: int = 24) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)

    def takes(self, data: bytes) -> None:
        self._stream.feed(data)

    def resizes(self, width: int, height: int) -> None:
        self._screen.resize(height, width)

    def sees(self) -> str:
        # Not pyte's own `display`: it stumbles over a wide character of which one cell was painted over.
        return "\n".join("".join(self._screen.buffer[y][x].data for x in range(self._screen.columns))
                         for y in range(self._screen.lines))
