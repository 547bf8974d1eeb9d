"""A unit of work under way: the facts that a use case records, with the journal entry that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from tracker.domain.reasons import Code
from tracker.domain.restating import BECAUSE, CLASS, Restating
from tracker.domain.rules_read import canonical
from tracker.domain.text import clean, clean_lines
from tracker.office.outcome import NotTaken, refused
from tracker.office.rules_kept import rules_changed
from tracker.store.at_hand import AtHand, of_unit
from tracker.store.granted import ADDS, ENDS
from tracker.store.running import Running
from tracker.store.seals import Sealed, ToSeal
from tracker.store.tables import Fact, JournalEntry, Profile, RulesKept

CLOCK = "clock"
"""The action of the entry by which recording went on though a clock had stood ahead or jumped."""

CLOSED = "closed"
"""What a unit has at hand: whether any year was ever closed."""

_F = TypeVar("_F", bound=Fact)


@dataclass(slots=True)
class Unit:
    """A unit of work under way: appends facts and the journal entry they belong to."""

    session: Session
    who: str
    at: datetime
    recorded: ToSeal = field(default_factory=ToSeal)
    ticks: Running | None = None
    last_entry: JournalEntry | None = None
    restating: Restating | None = None
    token: str | None = None
    """Of the saving; the first entry has it."""
    need: Callable[..., None] = lambda *_: None
    """As `Desk.need`."""
    parks: tuple[str, ...] = ()
    """As `Desk.parks`."""

    @property
    def there(self) -> AtHand:
        """What it has at hand, and writes its rows by."""
        return of_unit(self.session)

    @property
    def first_entry(self) -> int | None:
        """The number of the first entry, the one that has the token; None where nothing was recorded."""
        return self.recorded.entries[0] if self.recorded.entries else None

    def entry(self, action: str, *, project_id: int | None = None, subject: str = "", reason: str = "",
              detail: Mapping[str, object] | None = None) -> JournalEntry:
        """Writes the journal entry of this use case; the facts that follow name it as their source.

        Subject and reason are cleaned here too, whatever way they came.
        """
        detail = dict(detail or {})
        if self.restating and action != CLOCK:
            detail |= {CLASS: self.restating.kind, BECAUSE: self.restating.because}
        row = self.there.write(JournalEntry, {
            "at": self.at, "who": self.who, "action": action, "project_id": project_id, "subject": clean(subject),
            "reason": clean_lines(reason), "detail": cleaned(detail),
            "running": str(self.ticks) if self.ticks else None, "token": self.token})
        self.token = None
        if row.id is not None:
            self.recorded.entries.append(row.id)
        self.last_entry = row
        return row

    def append(self, kind: type[_F], entry: JournalEntry, /, *, instead_of: Fact | None = None, **values: Any) -> _F:
        """Adds a fact, its texts cleaned; the one it stands `instead_of` is superseded at the same time."""
        values = {name: cleaned(value) for name, value in values.items()}
        if instead_of is not None:
            self.supersede(instead_of, entry)
            values["supersedes_id"] = instead_of.id
        return self.record(kind, {"entry_id": entry.id, "recorded_at": self.at, "known_at": self.at,
                                  "recorded_by": self.who, **values})

    def record(self, kind: type[_F], values: Mapping[str, Any]) -> _F:
        """Writes a fact that is complete. Raises NotTaken where that takes a right, or a park, that is not there."""
        self.need(*ADDS[kind])
        if self.parks and kind is Profile and values["park"] not in self.parks:
            raise NotTaken(refused(Code.PARK_NOT_GRANTED, "park", who=self.who, park=values["park"], parks=self.parks))
        row = self.there.write(kind, values)
        self.recorded.note(kind, Sealed.WRITTEN, row.id)
        return row

    def keep_rules(self, office: Path | None) -> None:
        """Records which rulesets are in force, where that changed since something was last recorded.

        They belong to the last entry of the unit; in a unit that wrote none nothing is recorded. `office` is the folder
        of the office's own files.
        """
        entry = self.last_entry
        if entry is None or entry.id is None:
            return
        for kept, there in list(rules_changed(self.session, office)):
            row = None if kept is None else self.session.get_one(RulesKept, kept.id)
            if row is not None:
                self.supersede(row, entry)
            if there is not None:
                rules = there.rules
                self.record(RulesKept, {
                    "entry_id": entry.id, "recorded_at": self.at, "known_at": self.at, "recorded_by": self.who,
                    "supersedes_id": row.id if row else None, "folder": there.folder, "file": there.file,
                    "rules_id": rules.id, "year": rules.year, "place": rules.place, "digest": rules.digest,
                    "content": canonical(there.content).decode()})

    def supersede(self, fact: Fact, entry: JournalEntry) -> None:
        """Marks a fact as no longer holding, from now on and because of `entry`. Raises NotTaken as `record` does."""
        self.need(*ENDS[type(fact)])
        self.there.change(fact, superseded_at=self.at, gone_at=self.at, superseded_entry_id=entry.id)
        self.recorded.note(type(fact), Sealed.ENDED, fact.id)
        if fact.known_at != fact.recorded_at:
            self.recorded.note(type(fact), Sealed.KNOWN, fact.id)


def cleaned(value: Any) -> Any:
    """A value without what cannot be seen in its texts; what a use case has cleaned before stays as it is."""
    if type(value) is str:
        return clean_lines(value)
    if isinstance(value, Mapping):
        return {cleaned(name): cleaned(held) for name, held in value.items()}
    return [cleaned(held) for held in value] if isinstance(value, list | tuple) else value
