"""Moves a whole office to another place, from a file to a server or back, and proves that all of it came."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Ruleset
from tracker.office.desk import Desk
from tracker.office.figures.figures import ConversionRate, Figure
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.evidence import content_of, keep_bytes
from tracker.office.verify import verify
from tracker.store.copying import copy_rows, rows_in
from tracker.store.postgres import server_version
from tracker.store.query import BUNDLE_TAKEN, JOURNAL, MILESTONE, RECEIPT, SEAL, TARGET, table_of
from tracker.store.seals import SHOWN
from tracker.store.shape import version_of
from tracker.store.sqlite import library_name
from tracker.store.tables import Assertion, Evidence


@dataclass(frozen=True, slots=True)
class OfficeMoved:
    """What came over, and what proves it: the same head of the journal, and the same figures of these years."""

    rows: Mapping[str, int]
    """How many of each table."""
    documents: int
    lost: tuple[str, ...]
    """Documents, by the name of their file, whose bytes were not what was kept, and could not be taken along."""
    head: str
    years: tuple[int, ...]


def move_office(desk: Desk, there: Desk) -> Done[OfficeMoved] | Refused:
    """Copies everything that is recorded into an office that is empty: facts, journal, seals, documents, own rulesets.

    The one it comes from stays as it is; what came is as it stood at one moment, whatever is recorded meanwhile.
    Refused, with nothing written, where the other one holds anything. What came is then verified, and every year
    counted in both as known at that moment; where they differ it is refused with what differs, and the copy is not to
    be used. A note says of which years the figures will be others there, because rulesets could not come along.
    """
    with desk.reading() as session, there.store.writing() as written:
        head, last = _end_of(session)
        if rows := rows_in(written.connection()):
            # A move that was ended after all had come is gone on with; anything else that lies there stays.
            if not head or _end_of(written) != (head, last) or desk.store.url == there.store.url:
                return refused(Code.OFFICE_NOT_EMPTY, field="db", where=there.store.url)
        else:
            rows = copy_rows(session.connection(), written.connection())
        documents, lost = _documents(desk, session, there, written)
        years = tuple(_years(session))
    _rulesets(desk, there)
    here, came = verify(desk), verify(there)
    rules = {year: rules_for(desk, year, last, by_now=True) for year in years}
    told = {year: _figures(desk, year, last, rules[year]) for year in years}
    differ = [year for year in years if _figures(there, year, last, rules[year]) != told[year]]
    if (came.head, came.entries, came.findings) != (head, rows.get("journal", 0), here.findings) or differ:
        return refused(Code.OFFICE_NOT_SAME, field="db", where=there.store.url, findings=came.findings, years=differ)
    others = [year for year in years if _figures(there, year, last) != told[year]]
    notes = [*came.findings, *([Reason(Code.RULES_LEFT_BEHIND, hard=False, field="db", params={
        "years": others, "folder": str(desk.store.rules_folder or "")})] if others else [])]
    return Done(OfficeMoved(rows, documents, lost, came.head_shown, years), notes=tuple(notes))


def _end_of(session: Session) -> tuple[str, datetime | None]:
    """The last seal, and the moment of the last entry."""
    head = session.scalar(select(SEAL.c.hash).order_by(SEAL.c.entry_id.desc()).limit(1)) or ""
    return head, session.scalar(select(JOURNAL.c.at).order_by(JOURNAL.c.id.desc()).limit(1))


def _rulesets(desk: Desk, there: Desk) -> None:
    """Takes the rulesets of the office's own along, from file to file, where none lie there."""
    own, place = desk.store.rules_folder, there.store.rules_folder
    if own is not None and place is not None and own.is_dir() and not place.exists():
        shutil.copytree(own, place)


def _documents(desk: Desk, session: Session, there: Desk, written: Session) -> tuple[int, tuple[str, ...]]:
    """Takes the bytes of documents and bundles along; how many, and the names of those that are lost or altered."""
    named = {digest: name for kind in (table_of(Evidence), table_of(Assertion)) for digest, name in session.execute(
        select(kind.c.sha256, kind.c.filename).where(kind.c.sha256.is_not(None)))}
    named |= {digest: f"{place} {year}" for digest, place, year in session.execute(
        select(BUNDLE_TAKEN.c.sha256, BUNDLE_TAKEN.c.place, BUNDLE_TAKEN.c.year))}
    lost = []
    for digest, name in named.items():
        content = content_of(desk, session, digest)
        if content is None:
            lost.append(name or digest)
        else:
            keep_bytes(there, written, content)
    return len(named) - len(lost), tuple(lost)


def _years(session: Session) -> range:
    """From the first year that has a fact or a target to the last."""
    days = [day for column in (MILESTONE.c.occurred_on, RECEIPT.c.received_on)
            for day in session.execute(select(func.min(column), func.max(column))).one() if day is not None]
    targets = [year for year in session.execute(select(func.min(TARGET.c.year), func.max(TARGET.c.year))).one()
               if year is not None]
    years = [*(day.year for day in days), *targets]
    return range(min(years), max(years) + 1) if years else range(0)


def _figures(desk: Desk, year: int, as_of: datetime | None, ruleset: Ruleset | None = None
             ) -> tuple[tuple[Figure, ...], tuple[ConversionRate, ...], Mapping[str, int]]:
    """What a year comes to by a ruleset, or by the one whose file applies there."""
    counted = rollup(desk, year, as_of=as_of, ruleset=ruleset, by_now=True)
    return counted.indicators, counted.conversion, counted.by_stage


def stands(desk: Desk) -> dict[str, object]:
    """Where an office lies and how it stands: the place, the program that keeps it, its shape, how much is recorded."""
    store = desk.store
    with desk.reading() as session:
        connection = session.connection()
        rows = rows_in(connection)
        head, _ = _end_of(session)
        program = library_name() if store.is_sqlite else f"PostgreSQL {server_version(connection)}"
        return {"database": store.url, "library": program, "version": version_of(connection) or "",
                "projects": rows.get("project", 0), "journal": rows.get("journal", 0),
                "rows": sum(rows.values()), "head": head[:SHOWN], **_at_work(desk)}


def _at_work(desk: Desk) -> dict[str, object]:
    """Who is at the desk, and on a server as what, and in which parks."""
    account = desk.store.account
    if account is None:
        return {"user": desk.who}
    return {"user": account.name, "roles": ["owner"] if account.owns else sorted(account.roles),
            **({"parks": list(account.parks)} if account.parks else {})}
