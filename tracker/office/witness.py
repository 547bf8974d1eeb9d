"""Makes a witness's note of the journal's head, signed with the key of whoever makes it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from tracker.domain.reasons import Code
from tracker.domain.witness import Witness
from tracker.files import read_whole, write_whole
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused
from tracker.office.rules_kept import place_of
from tracker.office.signatures import CAN_SIGN, KEY_BYTES, new_secret, with_signature
from tracker.store.location import default_location
from tracker.store.query import JOURNAL
from tracker.store.seals import head_of


def key_file() -> Path:
    """Where the key lies that notes are signed with: beside the officer's own office, readable by its user alone."""
    return default_location().with_name("witness.key")


def witness(desk: Desk, key: Path | None = None) -> Witness | Refused:
    """A note of the head as it is now, signed; the key is made when the first note is.

    Refused in an office where nothing has been recorded, where the file of the key holds no key, and on a machine
    without the library of signatures. Raises NotTaken where only some parks are seen.
    """
    desk.need_sight_of_all()
    if not CAN_SIGN:
        return refused(Code.NO_SIGNING)
    with desk.reading() as session:
        entry_id, head = head_of(session.connection())
        at = session.scalar(select(JOURNAL.c.at).where(JOURNAL.c.id == entry_id))
        place = place_of(session)
    if at is None:
        return refused(Code.NOTHING_SEALED)
    secret = signing_secret(key)
    if isinstance(secret, Refused):
        return secret
    return with_signature(Witness(place, entry_id, at.isoformat(), head), secret)


def signing_secret(key: Path | None = None) -> bytes | Refused:
    """The secret key that notes and bundles are signed with, made when it is first needed. Only where CAN_SIGN.

    Refused where the file holds no key.
    """
    path = key or key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, new_secret(), mode=0o600)
    try:
        secret = read_whole(path)
    except OSError:
        secret = b""
    return secret if len(secret) == KEY_BYTES else refused(Code.NO_KEY, value=str(path))
