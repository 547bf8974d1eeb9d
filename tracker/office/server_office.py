"""An office on a server: sets it up, brings it up to date, and says who may do what in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL, make_url, select

from tracker.domain.reasons import Code, Reason
from tracker.domain.region import NO_CODE, is_reach, is_region_code
from tracker.domain.rights import EVERY_RIGHT, Right, Role
from tracker.domain.text import clean
from tracker.office.desk import Desk
from tracker.office.open import open_desk
from tracker.office.outcome import Done, Refused, refused
from tracker.store import regions, roles
from tracker.store.engine import open_store
from tracker.store.granted import GRANTED, REVOKED
from tracker.store.location import locate, without_region
from tracker.store.migrations import HEAD
from tracker.store.query import PROFILE, known
from tracker.store.regions import Region
from tracker.store.unusable import StoreTrouble, StoreUnusable

_LONGEST_LOGIN = 63
"""Bytes of an account's name in PostgreSQL."""
_NO_LOGINS, _NO_LOGINS_BEGIN = frozenset({"public", "none", "current_user", "session_user"}), ("pg_", "sanxin_")
"""Names that PostgreSQL keeps for itself, and those of our groups."""


@dataclass(frozen=True, slots=True)
class Granted:
    """What an account was granted."""

    name: str
    role: Role
    parks: tuple[str, ...]
    region: str = ""
    """In which region, or how the codes of several begin; empty for the office's own."""


@dataclass(frozen=True, slots=True)
class BroughtUp:
    """An office that was brought up to date."""

    where: str
    version: str
    dump: str
    """The file of the dump that was made before; empty where none was made."""


def set_up_office(where: str) -> Desk | Refused:
    """Makes the tables, the guards and the roles in a database of a server, and answers with the desk of its owner.

    What is there already stays, so it may be asked for again. Refused for a file; raises StoreUnusable.
    """
    if locate(where).path is not None:
        return refused(Code.NEEDS_SERVER, field="db", where=locate(where).shown)
    desk = open_desk(where, set_up=True)
    try:
        desk.store.put_up_roles()
    except BaseException:
        desk.store.close()
        raise
    return desk


def add_region(where: str | None, code: str, called: str) -> Done[tuple[Region, str]] | Refused:
    """Adds a region to a database of a server, or calls one by another name; answers with it and where it lies.

    Its office is empty, and apart from those of the other regions. Refused for a file and for what is no code; raises
    StoreUnusable, also where the office is older than the program, and for whoever is not the owner.
    """
    location, called = locate(where), clean(called)
    if location.path is not None:
        return refused(Code.NEEDS_SERVER, field="db", where=location.shown)
    if not is_region_code(code):
        return refused(Code.NOT_A_REGION, field="code", value=code)
    if older := _version_if_older(where):
        raise StoreUnusable(StoreTrouble.OLDER, where=location.shown, version=older, known=HEAD)
    region = Region(code, called)
    with closing(open_store(without_region(location.server), set_up=True)) as store:
        store.add_region(region)
    return Done((region, location.shown))


def regions_there(desk: Desk) -> Sequence[Region]:
    """The regions of a database, by their codes; none beside a file, and where there is only the one without a code."""
    if desk.store.account is None:
        return ()
    with desk.reading() as session:
        there = regions.regions_of(session.connection())
    return [] if [each.code for each in there] == [NO_CODE] else there


def place_for(where: str) -> Desk:
    """The desk of an office that another one is moved to: a file, or a database of a server that is set up for it.

    Raises StoreUnusable.
    """
    desk = set_up_office(where)
    return open_desk(where) if isinstance(desk, Refused) else desk


def upgrade_office(where: str | None, folder: Path, *, dumped: bool = False) -> Done[BroughtUp] | Refused:
    """Brings the tables up to date, and puts the guards and the roles up as they have to be.

    Before the tables of a server are changed a dump is made in the `folder`, unless somebody says that he made one
    (`dumped`). A file is brought up to date as by being opened, after a copy. Raises StoreUnusable.
    """
    location = locate(where)
    if location.path is not None:
        open_store(where, create=False).close()
        return Done(BroughtUp(location.shown, HEAD, ""))
    older = _version_if_older(where)
    dump: Path | Refused | None = _dump(where, folder, older) if older and not dumped else None
    if isinstance(dump, Refused):
        return dump
    desk = set_up_office(location.server)
    if isinstance(desk, Refused):
        return desk
    desk.store.close()
    return Done(BroughtUp(location.shown, HEAD, str(dump or "")))


def _version_if_older(where: str | None) -> str:
    """The version of an office that has to be brought up to date; empty where it is. Raises StoreUnusable."""
    try:
        open_store(where).close()
    except StoreUnusable as error:
        if error.code in (StoreTrouble.WHICH_REGION, StoreTrouble.NO_REGION):
            return ""
        if error.code is not StoreTrouble.OLDER:
            raise
        return str(error.params["version"])
    return ""


def _dump(where: str | None, folder: Path, version: str) -> Path | Refused:
    """Makes a dump with pg_dump; a password goes by the environment, where no list of processes shows it."""
    program = shutil.which("pg_dump")
    if program is None:
        return refused(Code.NO_DUMP)
    url = make_url(locate(where).server)
    file, number = folder / f"{url.database or 'office'}.before-{HEAD}.dump", 1
    while file.exists():
        number += 1
        file = folder / f"{url.database or 'office'}.before-{HEAD}-{number}.dump"
    made = subprocess.run(
        [program, "-Fc", "--no-password", "-f", str(file), "-d", _without_password(url)],
        env={**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}, capture_output=True,
        text=True, check=False)
    if made.returncode:
        file.unlink(missing_ok=True)
        said = "; ".join(filter(None, map(str.strip, made.stderr.splitlines()[:2])))
        return refused(Code.DUMP_FAILED, reason=said or str(made.returncode), version=version)
    file.chmod(0o600)
    return file


def _without_password(url: URL) -> str:
    """An address as libpq takes it; a password in it is left out."""
    return url._replace(drivername="postgresql", password=None).render_as_string(hide_password=False)


def grant_role(desk: Desk, role: Role, name: str, parks: Sequence[str] = (), region: str = ""
               ) -> Done[Granted] | Refused:
    """Grants a login of the server a role, everywhere or in some parks, and keeps an entry of it.

    `region` is a code, or how the codes of several begin; the desk's own where it is empty. What was granted before
    stays; the parks named last hold for all its roles. Notes say that the login had to be made,
    and of each park that no project is in. Refused for a file, and where nobody but an admin or the owner may.
    """
    name, parks = clean(name), tuple(dict.fromkeys(filter(None, map(clean, parks))))
    if desk.store.account is None:
        return refused(Code.NEEDS_SERVER, field="db", where=desk.store.url)
    if not _is_login(name):
        return refused(Code.NOT_A_LOGIN, field="name", value=name, most=_LONGEST_LOGIN)
    if region and (wrong := _not_there(desk, region)):
        return wrong
    with _granting(desk).unit() as unit:
        unit.entry(GRANTED, subject=name, detail={"role": role.value, "parks": list(parks),
                                                  **({"region": region} if region else {})})
        made = roles.grant(unit.session.connection(), role, name, parks, region)
        there = set(unit.session.scalars(select(PROFILE.c.park).where(known(PROFILE), PROFILE.c.park.in_(parks))))
    notes = [Reason(Code.LOGIN_MADE, hard=False, params={"who": name})] if made else []
    notes += [Reason(Code.PARK_UNKNOWN, hard=False, field="park", params={"park": park})
              for park in parks if park not in there]
    return Done(Granted(name, role, parks, region), tuple(notes))


def _not_there(desk: Desk, reach: str) -> Refused | None:
    """Refuses what is no code of a region, and one with which that of none in the database begins."""
    if not is_reach(reach):
        return refused(Code.NOT_A_REGION, field="region", value=reach)
    with desk.reading() as session:
        there = regions.regions_of(session.connection())
    if any(each.code.startswith(reach) for each in there):
        return None
    return refused(Code.REGION_UNKNOWN, field="region", region=reach, where=desk.store.url,
                   regions=[each.shown for each in there])


def revoke_roles(desk: Desk, name: str) -> Done[str] | Refused:
    """Takes all roles back from a login, and keeps an entry of it. Refused where it had none, and for a file."""
    name = clean(name)
    if desk.store.account is None:
        return refused(Code.NEEDS_SERVER, field="db", where=desk.store.url)
    with suppress(_HadNone), _granting(desk).unit() as unit:
        unit.entry(REVOKED, subject=name)
        if not roles.revoke(unit.session.connection(), name):
            raise _HadNone  # and the entry goes
        return Done(name)
    return refused(Code.NO_ROLE_TO_REVOKE, who=name)


def _is_login(name: str) -> bool:
    """Whether an account can be called so: PostgreSQL cuts what is longer, and keeps some names for itself."""
    kept = name in _NO_LOGINS or name.startswith(_NO_LOGINS_BEGIN)
    return 0 < len(name.encode()) <= _LONGEST_LOGIN and not kept


class _HadNone(Exception):
    """A login had no role."""


def _granting(desk: Desk) -> Desk:
    """The desk at which roles are granted: the owner's too, who records nothing else. Raises NotTaken."""
    account = desk.store.account
    if account is not None and account.owns:
        return replace(desk, rights=EVERY_RIGHT)
    desk.need(Right.ADMIN)
    return desk


def members(desk: Desk) -> Collection[roles.Member]:
    """Who has which role, by name; nobody beside a file."""
    if desk.store.account is None:
        return ()
    with desk.reading() as session:
        return roles.members(session.connection())
