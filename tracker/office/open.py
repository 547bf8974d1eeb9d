"""Opens the desk for a command or the app: which office, and who is sitting there."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace

from sqlalchemy.orm import configure_mappers

from tracker.domain.restating import Restating
from tracker.domain.text import clean
from tracker.office.desk import Desk, Unit
from tracker.store.engine import open_store
from tracker.store.location import logged_in_as as logged_in_as
from tracker.store.unusable import StoreTrouble, StoreUnusable

try:
    from pwd import getpwuid
except ImportError:  # on Windows
    getpwuid = None  # type: ignore[assignment]

# Late import: the demonstration is filled by the import of ledgers, a tenth of a second that other starts need not pay.


def open_desk(where: str | None = None, *, demo: bool = False, who: str | None = None, user: str = "",
              create: bool = True, clock_reason: str = "", restating: Restating | None = None, set_up: bool = False
              ) -> Desk:
    """The officer's own office, one at `where`, or the demonstration office; a new one is made only if `create`.

    `clock_reason` says why recording goes on though the clock stands before the last entry, or jumped; `restating` why
    facts of a closed year are recorded. `who` is who sits at a file; on a server whoever is logged in records, under
    that name and no other, what its roles grant. `set_up` makes the tables there, or brings them up to date.

    Raises StoreUnusable where the database cannot be used, "other_user" where a `user` was named whom the server knows
    by another name; nothing has been touched then.
    """
    if demo:
        from tracker.office.demo import demo_desk

        return replace(demo_desk(where, officer(who)), restating=restating, holds=hold_years)
    sits = officer(who)
    store = open_store(where, create=create, set_up=set_up, who=sits)
    desk = Desk(store, sits, clock_reason=clean(clock_reason), restating=restating, holds=hold_years)
    return replace(desk, rights=frozenset()) if store.read_only else _known_to_the_server(desk, user)


def _known_to_the_server(desk: Desk, user: str) -> Desk:
    """The desk of whoever is logged in on a server; beside a file it stays as it is."""
    account = desk.store.account
    if account is None:
        return desk
    if user and clean(user) != account.name:
        desk.store.close()
        raise StoreUnusable(StoreTrouble.OTHER_USER, where=desk.store.url, who=clean(user), account=account.name)
    return replace(desk, who=account.name, rights=account.rights, parks=account.parks)


def hold_years(unit: Unit) -> None:
    """Holds closed years against what a unit recorded. Raises NotTaken."""
    from tracker.office.yearend.restated import hold_closed  # it counts figures, and most offices have no closed year

    hold_closed(unit)


def officer(who: str | None = None) -> str:
    """Who is at the keyboard beside a file: as given, else SANXIN_USER, else the system's user."""
    named = clean(who or os.environ.get("SANXIN_USER") or "")
    if named:
        return named
    return clean(_system_user()) or "officer"


def _system_user() -> str:
    """The user as the system knows it, whatever LOGNAME or USER say; empty where it knows none.

    Some containers give no name to the user they run under, and where Windows runs a service nobody has logged in.
    """
    if getpwuid is None:
        with suppress(OSError):
            return os.getlogin()
        return ""
    with suppress(KeyError):
        return getpwuid(os.geteuid()).pw_name
    return ""


def map_tables() -> None:
    """Has SQLAlchemy map the tables now, 0.1 s, which it would do at the first query that asks for their rows."""
    configure_mappers()
