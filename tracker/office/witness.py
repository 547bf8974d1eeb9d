"""Makes a witness's note of the journal's head, signed with the key of whoever makes it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from tracker.domain.reasons import Code
from tracker.domain.witness import Witness
from tracker.files import read_whole, write_whole
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused
from tracker.office.rules import place_of
from tracker.store.location import default_location
from tracker.store.query import JOURNAL
from tracker.store.seals import head_of

# Late import: the library of signatures is loaded when one is made.

_PRIVATE = 32
"""Bytes of a key."""


def key_file() -> Path:
    """Where the key lies that notes are signed with: beside the officer's own office, readable by its user alone."""
    return default_location().with_name("witness.key")


def witness(desk: Desk, key: Path | None = None) -> Witness | Refused:
    """A note of the head as it is now, signed; the key is made when the first note is.

    Refused in an office where nothing has been recorded, and where the file of the key holds no key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    with desk.reading() as session:
        entry_id, head = head_of(session.connection())
        at = session.scalar(select(JOURNAL.c.at).where(JOURNAL.c.id == entry_id))
        place = place_of(session)
    if at is None:
        return refused(Code.NOTHING_SEALED)
    secret = _secret(key or key_file())
    if isinstance(secret, Refused):
        return secret
    signer = Ed25519PrivateKey.from_private_bytes(secret)
    note = Witness(place, entry_id, at.isoformat(), head, signer.public_key().public_bytes_raw())
    return replace(note, signature=signer.sign(note.signed))


def _secret(path: Path) -> bytes | Refused:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, Ed25519PrivateKey.generate().private_bytes_raw(), mode=0o600)
    try:
        secret = read_whole(path)
    except OSError:
        secret = b""
    return secret if len(secret) == _PRIVATE else refused(Code.NO_KEY, value=str(path))
