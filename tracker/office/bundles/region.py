"""The region an office is of, and the keys that a receiving office trusts for the regions below it: settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.county_bundle import is_whole_key
from tracker.domain.reasons import Code
from tracker.domain.region import NO_CODE, is_region_code
from tracker.domain.rights import Right
from tracker.domain.text import clean
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.versions import Version, changed_since
from tracker.store.query import SETTING, known
from tracker.store.tables import Setting

_REGION = "region"
_TRUSTED = "trust:"
"""What the keys of settings begin with that say whose signature is trusted for a region."""
SET_REGION, TRUST = "region.set", "bundle.trust"


class TrustedSigner(NamedTuple):
    """The public key that signs for a region, and the entry by which it is trusted."""

    region: str
    key: str
    version: int


def region_of(desk: Desk, session: Session) -> str:
    """The region the office is of: on a server the one it says, else as it was set; empty where nobody said so."""
    return _given(desk) or region_set(session)


def region_set(session: Session) -> str:
    """The region that was set in an office, wherever it lies; empty where none was."""
    return session.scalar(select(SETTING.c.value).where(SETTING.c.key == _REGION, known(SETTING))) or ""


def set_region(desk: Desk, code: str, *, version: Version = None) -> Done[str] | Refused:
    """Records which region the office is of, by its code of GB/T 2260; the answer is the code.

    Refused for what is no such code, where a server says the region, and where it is that one already. `version` is the
    entry by which the region stood. Takes the right to administer.
    """
    desk.need(Right.ADMIN)
    region = clean(code)
    if not is_region_code(region):
        return refused(Code.NOT_A_REGION, field="region", value=code)
    if given := _given(desk):
        return refused(Code.REGION_GIVEN, field="region", region=given)
    with desk.unit() as work:
        was = _standing(work.session, _REGION)
        if others := _changed(work.session, version, was, _REGION):
            return others
        if was is not None and was.value == region:
            return refused(Code.NOTHING_CHANGES)
        entry = work.entry(SET_REGION, subject=region, detail={"region": region, "was": was.value if was else None})
        work.append(Setting, entry, instead_of=was, key=_REGION, value=region)
        return Done(region)


def region_version(desk: Desk) -> int:
    """The entry by which the region stands; 0 where none was set."""
    with desk.reading() as session:
        return session.scalar(select(SETTING.c.entry_id).where(SETTING.c.key == _REGION, known(SETTING))) or 0


def trust_signer(desk: Desk, region: str, key: str, *, reason: str = "", version: Version = None
                 ) -> Done[TrustedSigner] | Refused:
    """Records whose signature stands for a region: the public key that its office printed.

    Refused for what is no region or no key, for a key that signs for another region, where nothing changes, and without
    a reason where it takes the place of another key. Takes the right to administer.
    """
    desk.need(Right.ADMIN)
    code, public = clean(region), clean(key).lower()
    if not is_region_code(code):
        return refused(Code.NOT_A_REGION, field="region", value=region)
    if not is_whole_key(public):
        return refused(Code.NOT_A_SIGNER, field="key", value=key)
    name = f"{_TRUSTED}{code}"
    with desk.unit() as work:
        was = _standing(work.session, name)
        if others := _changed(work.session, version, was, name):
            return others
        if was is not None and was.value == public:
            return refused(Code.NOTHING_CHANGES)
        other = next((one for one, of in trusted_keys(work.session).items() if of.key == public), None)
        if other is not None:
            return refused(Code.SIGNER_OF_OTHERS, field="key", key=public[:16], region=code, other=other)
        if was is not None and not clean(reason):
            return refused(Code.NO_REASON, field="reason")
        entry = work.entry(TRUST, subject=code, reason=clean(reason), detail={
            "region": code, "key": public, "was": was.value if was else None})
        row = work.append(Setting, entry, instead_of=was, key=name, value=public)
        return Done(TrustedSigner(code, public, row.entry_id))


def trusted_keys(session: Session) -> Mapping[str, TrustedSigner]:
    """By region the key that is trusted for it."""
    rows = session.execute(select(SETTING.c.key, SETTING.c.value, SETTING.c.entry_id).where(
        SETTING.c.key.startswith(_TRUSTED), known(SETTING)).order_by(SETTING.c.key))
    return {(region := name.removeprefix(_TRUSTED)): TrustedSigner(region, key, entry) for name, key, entry in rows}


def every_signer(desk: Desk) -> tuple[TrustedSigner, ...]:
    """The keys that are trusted, by region."""
    with desk.reading() as session:
        return tuple(trusted_keys(session).values())


def _given(desk: Desk) -> str:
    """The region a server says; empty beside a file, and in an office of a server that was set up without one."""
    return "" if desk.store.region == NO_CODE else desk.store.region


def _standing(session: Session, key: str) -> Setting | None:
    return session.exec(select_row(Setting).where(Setting.key == key, known(Setting))).first()


def _changed(session: Session, version: Version, was: Setting | None, key: str) -> Refused | None:
    return changed_since(session, version, was, Setting, lambda row: row.value, key=key)
