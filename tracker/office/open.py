"""Opens the desk for a command or the app: which office, and who is sitting there."""

from __future__ import annotations

import getpass
import os
from dataclasses import replace

from sqlalchemy.orm import configure_mappers

from tracker.domain.restating import Restating
from tracker.domain.text import clean
from tracker.office.desk import Desk, Unit
from tracker.store.engine import open_store

# Late import: the demonstration is filled by the import of ledgers, a tenth of a second that other starts need not pay.


def open_desk(where: str | None = None, *, demo: bool = False, who: str | None = None, create: bool = True,
              clock_reason: str = "", restating: Restating | None = None) -> Desk:
    """The officer's own office, one at `where`, or the demonstration office; a new one is made only if `create`.

    `clock_reason` says why recording goes on though the clock stands before the last entry, or jumped; `restating` why
    facts of a closed year are recorded.

    Raises StoreUnusable where the database cannot be used; nothing has been touched then.
    """
    if demo:
        from tracker.office.demo import demo_desk

        return replace(demo_desk(where, officer(who)), restating=restating, holds=hold_years)
    sits = officer(who)
    return Desk(open_store(where, create=create, who=sits), sits, clock_reason=clean(clock_reason),
                restating=restating, holds=hold_years)


def hold_years(unit: Unit) -> None:
    """Holds closed years against what a unit recorded. Raises NotTaken."""
    from tracker.office.yearend.restated import hold_closed  # it counts figures, and most offices have no closed year

    hold_closed(unit)


def officer(who: str | None = None) -> str:
    """Who is at the keyboard: as given, else SANXIN_USER, else the login name."""
    named = clean(who or os.environ.get("SANXIN_USER") or "")
    if named:
        return named
    try:
        return clean(getpass.getuser())
    except (OSError, KeyError):  # no login name, as in some containers
        return "officer"


def map_tables() -> None:
    """Has SQLAlchemy map the tables now, 0.1 s, which it would do at the first query that asks for their rows."""
    configure_mappers()
