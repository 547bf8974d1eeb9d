"""The table of bundles that counties handed in: what each said of itself when it was taken in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from tracker.store.columns import Moment
from tracker.store.fact import CURRENT, Fact


class BundleTaken(Fact, table=True):
    """A county's bundle that was checked and taken in; its bytes are kept as those of documents are.

    Every bundle stays beside those after it: the last of a region and a year is counted. None of it is a project here.
    """

    __tablename__ = "bundle_taken"

    county: str
    """Code of its region (GB/T 2260)."""
    place: str
    year: int
    head: str = Field(max_length=64)
    """The whole hash of the county's last seal."""
    entries: int
    last_entry: int
    """The number of the county's entry that has this seal."""
    last_at: datetime = Field(sa_type=Moment)
    """When the county recorded that entry."""
    rules_id: str
    rules_digest: str
    signer: str
    """The public key, in hexadecimal digits."""
    made_at: datetime = Field(sa_type=Moment)
    made_by: str
    sha256: str
    """Of the file."""
    size: int
    """Bytes of the file."""
    because: str = Field(default="", sa_type=Text)
    """Why it was taken in though the one before is not a part of its past."""

    __table_args__ = (
        Index("bundle_taken_current", "county", "year", "head", unique=True, sqlite_where=CURRENT),
    )
