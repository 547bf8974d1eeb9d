"""Takes a stream out of a compound file (OLE), in which .xls workbooks and encrypted ones are kept ([MS-CFB])."""

from __future__ import annotations

import struct
from array import array

from tracker.ledger.ways_in.given import NotForUs

_HEADER = struct.Struct("<30xHH10xLL4xLLLL")
_NAMED_SECTORS = 76
_IN_HEADER = 109
_ENTRY = 128
_FREE = 0xFFFF_FFFA
"""Numbers from this on are no sectors: the end of a chain, or nothing."""


class CompoundFile:
    """The streams of a compound file by name. Raises NotForUs for one that is damaged."""

    def __init__(self, content: bytes) -> None:
        try:
            self._open(content)
        except (struct.error, IndexError, ValueError) as error:
            raise NotForUs("damaged") from error

    def _open(self, content: bytes) -> None:
        sector, mini, tables, directory, self._cutoff, first_mini, _, more = _HEADER.unpack_from(content)
        if sector not in (9, 12) or mini != 6:
            raise ValueError(sector)
        self._content, self._size = content, 1 << sector
        self._table: array[int] = array("L" if array("L").itemsize == 4 else "I")
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}L", content, _NAMED_SECTORS))
        seen = 0
        while more < _FREE and seen * self._size < len(content):
            block = struct.unpack(f"<{self._size // 4}L", self._sector(more))
            numbers += block[:-1]
            more, seen = block[-1], seen + 1
        for number in numbers[:tables]:
            if number < _FREE:
                self._table.frombytes(self._sector(number))
        self._mini_table = array(self._table.typecode, self._chain(first_mini) if first_mini < _FREE else b"")
        entries = self._chain(directory)
        self._places: dict[str, tuple[int, int]] = {}
        self._minis = b""
        for start in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            self._entry(entries[start:start + _ENTRY])

    def _entry(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        first, size = struct.unpack_from("<LL", entry, 116)
        if kind == 5:
            self._minis = self._chain(first) if first < _FREE else b""
        elif kind == 2:
            self._places[entry[:max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()] = (first, size)

    @property
    def names(self) -> list[str]:
        """What the streams are called, in lower case."""
        return list(self._places)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises NotForUs."""
        first, size = self._places[name]
        try:
            content = self._chain(first) if size >= self._cutoff else self._mini_chain(first)
        except (struct.error, IndexError, ValueError) as error:
            raise NotForUs("damaged") from error
        if len(content) < size:
            raise NotForUs("damaged")
        return content[:size]

    def _sector(self, number: int) -> bytes:
        found = self._content[(number + 1) * self._size:(number + 2) * self._size]
        if not found:
            raise ValueError(number)
        return found.ljust(self._size, b"\0")  # the last one may be cut short

    def _chain(self, first: int) -> bytes:
        pieces: list[bytes] = []
        while first < _FREE:
            pieces.append(self._sector(first))
            first = self._table[first]
            if len(pieces) > len(self._table):
                raise ValueError("a ring")
        return b"".join(pieces)

    def _mini_chain(self, first: int) -> bytes:
        pieces: list[bytes] = []
        while first < _FREE:
            pieces.append(self._minis[first * 64:first * 64 + 64])
            first = self._mini_table[first]
            if len(pieces) > len(self._mini_table):
                raise ValueError("a ring")
        return b"".join(pieces)
