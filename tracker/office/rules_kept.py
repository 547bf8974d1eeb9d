"""The rulesets as the office kept them: recorded beside what is recorded while they are in force, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.rules import (
    Ruleset,
    RulesFolder,
    RulesHead,
    RulesThere,
    best_of,
    read_ruleset,
    ruleset_for,
    rulesets_there,
)
from tracker.domain.rules_problems import RulesetError
from tracker.domain.rules_words import RulesSaid
from tracker.store.at_hand import answered
from tracker.store.query import JOURNAL, RULES, SETTING, YEAR_CLOSE, Query, RawRow, known
from tracker.store.together import Statement


@dataclass(frozen=True, slots=True)
class CountedBy:
    """The rules by which figures are counted, and what has to be known of them."""

    place: str
    rules: Ruleset
    said: RulesSaid | None = None


class Changed(NamedTuple):
    """A ruleset file that is not as it was kept last: the row that stands, and the file (None: it is gone)."""

    kept: _Head | None
    there: RulesThere | None

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.kept.file if self.kept else self.there.file if self.there else ""


class _Head(NamedTuple):
    id: int
    folder: RulesFolder
    file: str
    year: int | None
    place: str
    digest: str


HEADS = "rules"
"""What a unit has at hand of the rules that are kept."""
RULES_IN_FORCE = Statement(
    f"SELECT {', '.join(_Head._fields)} FROM {RULES.name} WHERE superseded_at IS NULL ORDER BY id")


def _last_of(places: Query, as_of: datetime | None) -> Query:
    return places.where(known(SETTING, as_of)).order_by(SETTING.c.id.desc()).limit(1)


_PLACES = select(SETTING.c.value).where(SETTING.c.key == "place")
_PLACE_NOW = _last_of(_PLACES, None)


def place_of(session: Session, as_of: datetime | None = None) -> str:
    """The place the office works for, as it was known at a moment (now where none is given); empty if unknown.

    For a moment before the office was kept here it is the first one: older ledgers are of the place it works for.
    """
    if as_of is None:
        return answered(session, "place", lambda: session.scalar(_PLACE_NOW) or "")
    found = session.scalar(_last_of(_PLACES, as_of))
    if found is None and before_kept(session, as_of):
        found = session.scalar(_PLACES.order_by(SETTING.c.known_at, SETTING.c.id).limit(1))
    return found or ""


def before_kept(session: Session, moment: datetime) -> bool:
    """Whether a moment lies before the first entry of the journal: what was known then comes from older ledgers."""
    first = session.scalar(select(func.min(JOURNAL.c.at)))
    return first is None or moment < first


def rules_changed(session: Session, office: Path | None) -> Iterator[Changed]:
    """What the ruleset files mean now and did not when something was last recorded.

    A file that is wrong is left as it was kept: it is in force no more, and every figure it would count says so.
    """
    kept = {(head.folder, head.file): head for head in _heads(session)}
    there, names = rulesets_there(place_of(session), office)
    for found in there:
        head = kept.get((found.folder, found.file))
        if head is None or head.digest != found.rules.digest:
            yield Changed(head, found)
    for key, head in kept.items():
        if key not in names:
            yield Changed(head, None)


def counted_by(session: Session, office: Path | None, year: int, asked: datetime | None, as_of: datetime | None, *,
               by_now: bool = False) -> CountedBy:
    """The rules for a year's figures: of a moment that was `asked` for those of then, else the files as they are.

    `office` is the folder of the office's own files.
    `as_of` is up to when facts are known, None for all of them. With `by_now` the past is counted by the files too.
    A year that was closed by then counts by the rules of its last closing, but for `by_now`.
    Raises RulesetError where the file that applies is wrong, or two apply equally.
    """
    place = place_of(session, as_of)
    closed = None if by_now else closed_by(session, as_of).get(year)
    if closed is not None:
        return CountedBy(place, rules_by(session, closed), _closed_said(session, office, year, place, closed))
    if asked is None or by_now:
        rules = ruleset_for(year, place, office)
        head = None if by_now else _chosen(_heads(session), year, place)
        changed = head is not None and head.digest != rules.digest
        return CountedBy(place, rules, RulesSaid.BY_NOW if by_now else RulesSaid.CHANGED if changed else None)
    then, said = _heads(session, asked), None
    if not then:
        said = RulesSaid.NOT_KEPT
        then = _heads(session, _first_kept(session))
    head = _chosen(then, year, place)
    if head is None:
        return CountedBy(place, ruleset_for(year, place, office), RulesSaid.NOT_KEPT)
    content: str = session.execute(select(RULES.c.content).where(RULES.c.id == head.id)).scalar_one()
    return CountedBy(place, read_ruleset(content.encode(), head.file), said)


def rules_of_digest(session: Session, office: Path | None, year: int, digest: str) -> Ruleset | None:
    """The ruleset of a digest: one that was kept, or the file that applies now; None where neither is it.

    Reading keeps nothing: of figures that were told before anything was recorded by their rules, only the file knows.
    """
    try:
        return rules_by(session, digest)
    except LookupError:
        rules = ruleset_for(year, place_of(session), office)
        return rules if rules.digest == digest else None


def closed_by(session: Session, as_of: datetime | None = None) -> dict[int, str]:
    """The years that were closed at a moment (now where none is given), with the digest of the rules of each."""
    query = select(YEAR_CLOSE.c.year, YEAR_CLOSE.c.digest).where(known(YEAR_CLOSE, as_of)).order_by(YEAR_CLOSE.c.number)
    return {row.year: row.digest for row in session.execute(query)}


def rules_by(session: Session, digest: str) -> Ruleset:
    """The ruleset of a digest, by the text that was kept of it. Raises LookupError where none was."""
    kept = session.execute(select(RULES.c.content, RULES.c.file).where(RULES.c.digest == digest).limit(1)).first()
    if kept is None:
        raise LookupError(digest)
    return read_ruleset(kept.content.encode(), kept.file)


def _closed_said(session: Session, office: Path | None, year: int, place: str, digest: str) -> RulesSaid | None:
    """That the file of a closed year says something else by now; one that is wrong does too."""
    try:
        return None if ruleset_for(year, place, office).digest == digest else RulesSaid.CLOSED
    except RulesetError:
        return RulesSaid.CLOSED


def head_kept(row: RawRow) -> _Head:
    """What `RULES_IN_FORCE` answers of a file."""
    return _Head._make((row[0], RulesFolder(row[1]), *row[2:]))


def _heads(session: Session, as_of: datetime | None = None) -> list[_Head]:
    return answered(session, HEADS, lambda: _asked_heads(session, None)) if as_of is None else _asked_heads(
        session, as_of)


def _asked_heads(session: Session, as_of: datetime | None) -> list[_Head]:
    columns = (RULES.c[name] for name in _Head._fields)
    query = select(*columns).where(known(RULES, as_of)).order_by(RULES.c.id)
    return [_Head._make(row) for row in session.execute(query)]


def _chosen(heads: list[_Head], year: int, place: str) -> _Head | None:
    """The one in force for a year and a place."""
    for folder in RulesFolder:
        found = best_of(((RulesHead(head.file, head.year, head.place), head) for head in heads
                         if head.folder is folder), year, place)
        if found is not None:
            return found
    return None


def _first_kept(session: Session) -> datetime | None:
    """The first moment at which rules were kept, and the office's place was known where it ever was."""
    first: datetime | None = session.scalar(select(func.min(RULES.c.known_at)))
    placed = session.scalar(select(func.min(SETTING.c.known_at)).where(SETTING.c.key == "place"))
    return max(first, placed) if first and placed else first
