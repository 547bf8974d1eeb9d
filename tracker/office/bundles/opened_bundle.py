"""A county's office loaded again from its bundle, in memory: to be verified, counted and read, never written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel

from tracker.domain.county_bundle import BundleBeyond, CountyBundle, unpacked_lines
from tracker.domain.reasons import Code, Reason
from tracker.office.bundles.region import region_set
from tracker.office.desk import Desk
from tracker.office.rules_kept import place_of
from tracker.office.verify import verify
from tracker.store.engine import Store
from tracker.store.location import Location
from tracker.store.query import SEAL
from tracker.store.row_lines import NotRows, load_row_lines
from tracker.store.sqlite import in_memory


class BundleUnsound(ValueError):
    """Signed rows that are no office: they cannot be unpacked, or no table takes them."""


@contextmanager
def county_desk(bundle: CountyBundle, shown: str) -> Iterator[Desk]:
    """A desk at the county's office; `shown` is what names it in sentences. Nothing can be recorded at it.

    It has no rulesets of its own beside it: figures are counted by those that were kept in it, or by one that is given.
    Raises BundleUnsound.
    """
    store = Store(in_memory(SQLModel.metadata), Location(shown=shown))
    try:
        try:
            with store.writing() as session:
                loaded = load_row_lines(session.connection(), unpacked_lines(bundle))
            if loaded != bundle.manifest.rows:
                raise NotRows("manifest")
        except (NotRows, BundleBeyond, SQLAlchemyError) as error:
            raise BundleUnsound from error
        yield Desk(store, bundle.manifest.made_by, rights=frozenset())
    finally:
        store.close()


def bundle_amiss(desk: Desk, bundle: CountyBundle) -> tuple[Reason, ...]:
    """What in a loaded office is not as its seals say, and what is not as its manifest says."""
    told, found = bundle.manifest, verify(desk, rows_alone=True)
    with desk.reading() as session:
        is_so = {"head": found.head == told.head, "last_entry": found.last == told.last_entry,
                 "entries": found.entries == told.entries, "region": region_set(session) in ("", told.region),
                 "place": place_of(session) in ("", told.place)}
    return (*(one for one in found.findings if one.hard),
            *(Reason(Code.MANIFEST_OFF, params={"value": name}) for name, holds in is_so.items() if not holds))


def head_at(session: Session, entry: int) -> str:
    """The hash of the seal of an entry; empty where there is none."""
    return session.scalar(select(SEAL.c.hash).where(SEAL.c.entry_id == entry)) or ""
