"""Zip files, looked at whole before anything in them is believed: limits, names, and the checksum of every entry."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from tracker.ledger import limits
from tracker.ledger.limits import MIB, within
from tracker.ledger.ways_in.given import NotForUs

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_DIRECTORY_END = b"PK\x05\x06"


class Archive:
    """The entries of a zip file. Raises OverLimit for what asks for too much, NotForUs for what is damaged."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise NotForUs("damaged") from error
        if content.count(_DIRECTORY_END) != 1:  # with two of them, two programs see two different archives
            raise NotForUs("damaged")
        within("entries", len(entries), limits.MAX_ENTRIES)
        self.declared = sum(entry.file_size for entry in entries)
        within("unpacked_bytes", self.declared, limits.MAX_UNPACKED)
        if self.declared > limits.RATIO_FROM:
            within("ratio", self.declared // max(len(content), 1), limits.MAX_RATIO)
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
        if len(self._entries) != len(entries) or any(entry.compress_type not in _METHODS for entry in entries):
            raise NotForUs("damaged")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise NotForUs("password")

    @property
    def names(self) -> list[str]:
        """What the entries are called, in lower case and with slashes."""
        return list(self._entries)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of an entry, a mebibyte at a time; its checksum is known to be right when they have ended.

        Raises NotForUs where there is none of this name.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise NotForUs("damaged")
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(MIB):
                    size += len(piece)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
            raise NotForUs("damaged") from error
        if size != entry.file_size:
            raise NotForUs("damaged")

    def part(self, name: str) -> bytes:
        """The whole of an entry; nothing where there is none of this name."""
        return b"".join(self.pieces(name)) if name in self._entries else b""

    def check(self, *names: str) -> None:
        """Looks at the checksums of entries that are not needed here."""
        for name in names:
            for _ in self.pieces(name):
                pass
