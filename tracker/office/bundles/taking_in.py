"""Takes a county's bundle in: signature, chain and rows are checked, its bytes kept, and what it says recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col
from sqlmodel import select as select_row

from tracker.domain.clock import to_the_minute
from tracker.domain.county_bundle import (
    FILE_MOST,
    ROWS_MOST,
    CountyBundle,
    CountyManifest,
    NewerBundle,
    NotACountyBundle,
    is_of_its_rows,
    read_county_bundle,
)
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean_lines
from tracker.files import name_of, read_whole
from tracker.office.bundles.opened_bundle import BundleUnsound, bundle_amiss, county_desk, head_at
from tracker.office.bundles.region import trusted_keys
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.evidence import content_of, keep_bytes
from tracker.office.signatures import CAN_SIGN, is_signed
from tracker.office.unread_file import file_unread
from tracker.store.migrations import KNOWN
from tracker.store.query import known
from tracker.store.seals import SHOWN
from tracker.store.tables import BundleTaken

TOOK = "bundle.take"
"""The action of the journal entry that takes a bundle in."""


@dataclass(frozen=True, slots=True)
class BundleShown:
    """A bundle as it was taken in."""

    region: str
    place: str
    year: int
    head: str
    entries: int
    last_entry: int
    last_at: datetime
    rules_id: str
    signer: str
    made_at: datetime
    made_by: str
    sha256: str
    taken_at: datetime
    taken_by: str
    entry: int
    because: str

    @property
    def head_shown(self) -> str:
        """The first digits of the head, as the county's own pages show it."""
        return self.head[:SHOWN]


def take_bundle(desk: Desk, path: Path, *, reason: str = "") -> Done[BundleShown] | Refused:
    """Checks the bundle in a file and takes it in. Nothing of it becomes a project here.

    Refused where any byte is another one, for a signer who is not trusted for its region, a format of a newer program,
    more than is taken, one that was taken in already or is a part of the past of the last one taken in, and where its
    rows are not what its seals say. Where the past of this county is another one than when the last bundle was taken
    in, both heads are named; with a `reason` it is taken in all the same.
    """
    bundle, content = open_bundle(path)
    if isinstance(bundle, Refused):
        return bundle
    with desk.reading() as session:
        unfit = _not_trusted(session, bundle.manifest) or _taken(session, bundle.manifest, content)
        rows = _of_region(session, bundle.manifest.region)
        last = bundle_of(desk, session, rows[-1]) if rows else None
    if unfit is not None:
        return _put_back(desk, unfit, content)
    try:
        with county_desk(bundle, name_of(path)) as county:
            if amiss := bundle_amiss(county, bundle):
                return Refused((Reason(Code.COUNTY_BUNDLE_UNSOUND, params={"value": name_of(path)}), *amiss))
            if rows and (other := _other_past(county, bundle.manifest, rows[-1], last, reason)):
                return other
    except BundleUnsound:
        return refused(Code.COUNTY_BUNDLE_UNSOUND, value=name_of(path))
    return _record(desk, bundle, content, reason)


def bundles_taken(desk: Desk) -> tuple[BundleShown, ...]:
    """The bundles on record, by region, the last one of each at the end."""
    with desk.reading() as session:
        rows = session.exec(select_row(BundleTaken).where(known(BundleTaken)).order_by(
            col(BundleTaken.county), col(BundleTaken.id))).all()
        return tuple(map(bundle_shown, rows))


def bundle_of(desk: Desk, session: Session, row: BundleTaken | BundleShown) -> CountyBundle | None:
    """The bundle of a row, from the bytes that were kept; None where they are lost or altered."""
    content = content_of(desk, session, row.sha256)
    return None if content is None else read_county_bundle(content)


def open_bundle(path: Path) -> tuple[CountyBundle | Refused, bytes]:
    """The bundle in a file, whole and signed by the key it names; nothing of it is unpacked."""
    try:
        content = read_whole(path, FILE_MOST)
        bundle = read_county_bundle(content)
    except OSError as error:
        return Refused((file_unread(error, path, "path", FILE_MOST),)), b""
    except NewerBundle:
        return refused(Code.COUNTY_BUNDLE_NEWER, field="path", value=name_of(path)), b""
    except NotACountyBundle:
        return refused(Code.NO_COUNTY_BUNDLE, field="path", value=name_of(path)), b""
    told = bundle.manifest
    if not CAN_SIGN:
        return refused(Code.NO_SIGNING), b""
    if not is_signed(bytes.fromhex(told.key), bundle.signature, told.signed_bytes) or not is_of_its_rows(bundle):
        return refused(Code.COUNTY_BUNDLE_ALTERED, field="path", value=name_of(path)), b""
    if told.tables not in KNOWN:
        return refused(Code.COUNTY_BUNDLE_NEWER, field="path", value=name_of(path)), b""
    if told.size > ROWS_MOST:
        return refused(Code.COUNTY_BUNDLE_LARGE, field="path", limit=FILE_MOST >> 20, unpacked=ROWS_MOST >> 20), b""
    return bundle, content


def _not_trusted(session: Session, told: CountyManifest) -> Refused | None:
    signers = trusted_keys(session)
    if told.region in signers and signers[told.region].key == told.key:
        return None
    of = [region for region, one in signers.items() if one.key == told.key]
    if of:
        return refused(Code.SIGNER_OF_OTHERS, field="path", key=told.key[:SHOWN], region=told.region, other=of[0])
    return refused(Code.SIGNER_UNKNOWN, field="path", key=told.key[:SHOWN], region=told.region, place=told.place)


def _taken(session: Session, told: CountyManifest, content: bytes) -> Refused | None:
    """The refusal of what was taken in already: the same file, or another one of the same head and year."""
    digest = hashlib.sha256(content).hexdigest()
    row = next((one for one in _of_region(session, told.region)
                if one.sha256 == digest or (one.year, one.head) == (told.year, told.head)), None)
    return None if row is None else refused(
        Code.COUNTY_BUNDLE_TAKEN, field="path", place=row.place, year=row.year, head=row.head[:SHOWN],
        at=to_the_minute(row.recorded_at), who=row.recorded_by, entry=row.entry_id)


def _put_back(desk: Desk, unfit: Refused, content: bytes) -> Refused:
    """The refusal; where the bytes that were kept are lost or altered, the same file takes their place again."""
    digest = hashlib.sha256(content).hexdigest()
    with desk.reading() as session:
        kept = session.exec(select_row(BundleTaken.id).where(BundleTaken.sha256 == digest)).first() is not None
        damaged = kept and content_of(desk, session, digest) is None
    if damaged and unfit.reasons[0].code is Code.COUNTY_BUNDLE_TAKEN:
        with desk.unit() as work:
            keep_bytes(desk, work.session, content)
    return unfit


def _of_region(session: Session, region: str) -> Sequence[BundleTaken]:
    return session.exec(select_row(BundleTaken).where(known(BundleTaken), BundleTaken.county == region).order_by(
        col(BundleTaken.id))).all()


def _other_past(county: Desk, told: CountyManifest, was: BundleTaken, last: CountyBundle | None, reason: str
                ) -> Refused | None:
    """The refusal where the county's past is not the one of the last bundle: an older copy of it, or another one."""
    with county.reading() as session:
        found = head_at(session, was.last_entry)
    if found == was.head:
        return None
    if not found and last is not None:
        try:
            with county_desk(last, was.place) as before, before.reading() as session:
                is_older = head_at(session, told.last_entry) == told.head
        except BundleUnsound:
            return refused(Code.COUNTY_BUNDLE_LOST, place=was.place, year=was.year)
        if is_older:
            return refused(Code.COUNTY_BUNDLE_OLDER, field="path", **_both(told, was))
    if clean_lines(reason):
        return None
    return Refused((Reason(Code.COUNTY_PAST_DIFFERS, hard=False, field="reason", params=_both(told, was)),))


def _both(told: CountyManifest, was: BundleTaken) -> dict[str, object]:
    return {"place": told.place, "head": told.head[:SHOWN], "entries": told.entries, "before": was.head[:SHOWN],
            "entries_before": was.entries, "at": to_the_minute(was.recorded_at)}


def _record(desk: Desk, bundle: CountyBundle, content: bytes, reason: str) -> Done[BundleShown] | Refused:
    told, because = bundle.manifest, clean_lines(reason)
    with desk.unit() as work:
        if refusal := _not_trusted(work.session, told) or _taken(work.session, told, content):
            return refusal
        digest = keep_bytes(desk, work.session, content)
        entry = work.entry(TOOK, subject=f"{told.place} {told.year}", reason=because, detail={
            "region": told.region, "year": told.year, "head": told.head[:SHOWN], "entries": told.entries,
            "key": told.key[:SHOWN], "made_at": told.made_at, "made_by": told.made_by})
        row = work.append(
            BundleTaken, entry, county=told.region, place=told.place, year=told.year, head=told.head,
            entries=told.entries, last_entry=told.last_entry, last_at=told.last_moment, rules_id=told.rules_id,
            rules_digest=told.rules_digest, signer=told.key, made_at=datetime.fromisoformat(told.made_at),
            made_by=told.made_by, sha256=digest, size=len(content), because=because)
        return Done(bundle_shown(row))


def bundle_shown(row: BundleTaken) -> BundleShown:
    """A bundle by its row."""
    return BundleShown(row.county, row.place, row.year, row.head, row.entries, row.last_entry, row.last_at,
                       row.rules_id, row.signer, row.made_at, row.made_by, row.sha256, row.recorded_at,
                       row.recorded_by, row.entry_id, row.because)
