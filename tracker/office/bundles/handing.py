"""Hands an office over as one signed file: every row as it is, from a file or a server alike."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from tracker.domain.clock import utc_text
from tracker.domain.counting_year import YEARS
from tracker.domain.county_bundle import FILE_MOST, ROWS_MOST, CountyBundle, CountyManifest, pack_rows
from tracker.domain.reasons import Code
from tracker.files import is_full, read_whole, write_whole
from tracker.office.bundles.region import region_of
from tracker.office.desk import Desk
from tracker.office.figures.rollup import rules_for
from tracker.office.figures.targets import year_beyond
from tracker.office.outcome import Done, Refused, refused
from tracker.office.rules_kept import place_of
from tracker.office.signatures import CAN_SIGN, KEY_BYTES, new_secret, signed_with
from tracker.office.unread_file import file_unread
from tracker.store.copying import rows_in
from tracker.store.migrations import HEAD
from tracker.store.query import JOURNAL
from tracker.store.row_lines import row_lines
from tracker.store.seals import head_of

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A key to sign with: the file it lies in, and the public key in hexadecimal digits."""

    file: Path
    public: str


def make_signer(path: Path) -> Done[SignerKey] | Refused:
    """Makes a new key in a file that only its owner may read. Refused where anything stands there already."""
    if not CAN_SIGN:
        return refused(Code.NO_SIGNING)
    if not path.parent.is_dir():
        return refused(Code.NO_FOLDER, field="path", value=str(path.parent))
    if path.exists():
        return refused(Code.SIGNER_THERE, field="path", value=str(path))
    secret = new_secret()
    try:
        write_whole(path, secret, mode=0o600)
    except OSError as error:
        return refused(Code.DISK_FULL if is_full(error) else Code.FILE_UNWRITABLE, field="path", value=str(path))
    return Done(SignerKey(path, signed_with(secret, b"")[0].hex()))


def signer_in(path: Path) -> SignerKey | Refused:
    """The public key of the key in a file. Refused where there is none."""
    secret = _secret(path)
    return secret if isinstance(secret, Refused) else SignerKey(path, signed_with(secret, b"")[0].hex())


def hand_over(desk: Desk, year: int, key: Path) -> CountyBundle | Refused:
    """The whole office as it stands at one moment, signed with the key in a file, for the figures of a year.

    Refused for a year beyond those that are counted, where no key lies, where nothing was recorded, where the office
    has no region, and where it is larger than a prefecture takes. Raises NotTaken where only some parks are seen.
    """
    desk.need_sight_of_all()
    if year not in YEARS:
        return year_beyond(year)
    secret = _secret(key)
    if isinstance(secret, Refused):
        return secret
    with desk.reading() as session:
        connection, region = session.connection(), region_of(desk, session)
        last, head = head_of(connection)
        found = session.execute(select(JOURNAL.c.at, select(func.count()).select_from(JOURNAL).scalar_subquery())
                                .where(JOURNAL.c.id == last)).first()
        if found is None:
            return refused(Code.NOTHING_SEALED)
        if not region:
            return refused(Code.NO_REGION, field="region")
        place, rows = place_of(session), rows_in(connection)
        packed, size = pack_rows(row_lines(connection))
    rules = rules_for(desk, year, found.at)
    manifest = CountyManifest(
        region=region, place=place or rules.place, year=year, head=head, entries=found[1], last_entry=last,
        last_at=found.at.isoformat(), rules_id=rules.id, rules_digest=rules.digest, made_at=utc_text(desk.now()),
        made_by=desk.who, tables=HEAD, rows=rows, size=size, sha256=hashlib.sha256(packed).hexdigest(),
        key=signed_with(secret, b"")[0].hex())
    bundle = CountyBundle(manifest, signed_with(secret, manifest.signed_bytes)[1], packed)
    if len(bundle.content) > FILE_MOST or size > ROWS_MOST:
        return refused(Code.COUNTY_BUNDLE_LARGE, limit=FILE_MOST // _MEGABYTE, unpacked=ROWS_MOST // _MEGABYTE)
    return bundle


def _secret(path: Path) -> bytes | Refused:
    if not CAN_SIGN:
        return refused(Code.NO_SIGNING)
    try:
        secret = read_whole(path)
    except OSError as error:
        return Refused((file_unread(error, path, "key"),))
    return secret if len(secret) == KEY_BYTES else refused(Code.NO_KEY, value=str(path))
