"""A witness's note: the head of an office's journal at a moment, signed, short enough for a printed page."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime

_FIRST = "sanxin witness 1"
_LINE = re.compile(r"(\w+): ?(.*)")
_HASH = re.compile(r"[0-9a-f]{64}")
_NAMES = ("office", "entry", "at", "head", "key", "signature")
_LAST_ENTRY = 2**63 - 1
_MOST = 4_000
"""Characters of a note at the most: it is six short lines."""


class NotANote(ValueError):
    """A text that is no witness's note."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody else keeps. `head` is the whole hash of the seal of `entry_id`; key and signature are Ed25519."""

    office: str
    entry_id: int
    at: str
    """When the entry was recorded, as aware UTC in ISO form."""
    head: str
    key: bytes = b""
    signature: bytes = b""

    @property
    def signed(self) -> bytes:
        """What the signature is of."""
        return "\n".join((_FIRST, f"office: {self.office}".rstrip(), f"entry: {self.entry_id}", f"at: {self.at}",
                          f"head: {self.head}", f"key: {_text(self.key)}")).encode()

    @property
    def text(self) -> str:
        """The note as it is handed over."""
        return f"{self.signed.decode()}\nsignature: {_text(self.signature)}\n"

    @property
    def key_shown(self) -> str:
        """The beginning of the key, as an office's notes are told from those of another."""
        return self.key.hex()[:16]


def read_witness(content: str) -> Witness:
    """The note in a text, however its lines end and whatever stands around it. Raises NotANote."""
    lines = [line.strip() for line in content.lstrip("\ufeff").splitlines()] if len(content) <= _MOST else []
    if _FIRST not in lines:
        raise NotANote(content[:_MOST])
    said = {found[1]: found[2] for line in lines[lines.index(_FIRST) + 1:] if (found := _LINE.fullmatch(line))}
    try:
        values = [said[name] for name in _NAMES]
        office, entry, at, head = values[:4]
        if not _HASH.fullmatch(head) or not 0 < int(entry) <= _LAST_ENTRY or not datetime.fromisoformat(at).tzinfo:
            raise NotANote(content[:_MOST])
        return Witness(office, int(entry), at, head, b64decode(values[4], validate=True),
                       b64decode(values[5], validate=True))
    except (KeyError, ValueError, NotBase64):
        raise NotANote(content[:_MOST]) from None


def _text(content: bytes) -> str:
    return b64encode(content).decode()
