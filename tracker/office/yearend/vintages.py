"""Every vintage of a year's figures: as they could first be reported, after each later change, and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.clock import utc_text
from tracker.domain.money import exact_sum, print_exact
from tracker.domain.restating import Restates
from tracker.office.known_then import KNOWN_ON

if TYPE_CHECKING:
    from tracker.office.project.detail import JournalLine
    from tracker.office.yearend.closing import Closing
    from tracker.office.yearend.moves import FigureStep, YearMoved


class VintageKind(StrEnum):
    """What makes the figures another vintage."""

    FIRST = "first"
    """They could first be reported."""
    ASKED = "asked"
    """The moment that was asked about."""
    CLOSING = "closing"
    RESTATED = "restated"
    """Something of the closed year was restated."""
    LEDGER = "ledger"
    """The day of an older ledger."""
    RULES = "rules"
    """They are counted by other rules; nothing was recorded of a project."""
    CHANGED = "changed"
    """Something was recorded, of a year that was not closed."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """The figures as known from a moment on (aware UTC), and what had moved them since the vintage before."""

    at: datetime
    figures: Mapping[str, str]
    """Exact, by the key of the indicator."""
    by: Mapping[str, str]
    """The difference from the vintage before; empty for the first."""
    moves: tuple[tuple[str, FigureStep], ...]
    """The steps, each behind the key of its indicator."""
    closing: int = 0
    """Which closing of the year it is, from 1; 0 for none."""
    begins: VintageKind | None = None
    """Of the oldest one why the vintages begin with it."""

    @property
    def kind(self) -> VintageKind:
        """What it is: a closing before all else, also where something was restated at its moment."""
        entries = self._entries
        if self.closing:
            return VintageKind.CLOSING
        if self.begins is not None:
            return self.begins
        if self.classes:
            return VintageKind.RESTATED
        if not entries:
            return VintageKind.RULES
        return VintageKind.LEDGER if all(entry.detail.get(KNOWN_ON) for entry in entries) else VintageKind.CHANGED

    @property
    def classes(self) -> tuple[Restates, ...]:
        """The classes of what was restated, in their order."""
        found = {move.restates for _, move in self.moves}
        return tuple(one for one in Restates if one in found)

    @property
    def actions(self) -> tuple[str, ...]:
        """What was done, each kind of entry once."""
        return tuple(dict.fromkeys(entry.action for entry in self._entries))

    @property
    def ledgers(self) -> tuple[str, ...]:
        """The days of the older ledgers that it comes of, such as 2023-06-30."""
        return tuple(dict.fromkeys(str(day) for entry in self._entries if (day := entry.detail.get(KNOWN_ON))))

    @property
    def _entries(self) -> list[JournalLine]:
        return [move.entry for _, move in self.moves if move.entry is not None]

    def as_json(self) -> dict[str, object]:
        """The moment, what it is, the figures, and what had moved them."""
        closing: dict[str, object] = {"closing": self.closing} if self.closing else {}
        if self.kind is VintageKind.LEDGER:
            closing["ledgers"] = list(self.ledgers)
        return {"at": utc_text(self.at), "kind": self.kind, **closing, "classes": list(self.classes),
                "figures": dict(self.figures), "by": dict(self.by),
                "moves": [{"key": key, **move.as_json()} for key, move in self.moves]}


class RevisionSize(NamedTuple):
    """How many vintages raised an indicator, by how much together; how many lowered it, by how much together."""

    raised: int
    up: str
    lowered: int
    down: str


@dataclass(frozen=True, slots=True)
class Revisions:
    """The vintages of a year, oldest first, and of each indicator how often and how far it went up and down."""

    year: int
    until: date
    keys: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]
    vintages: tuple[Vintage, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of what moved any figure, in their order; the empty one is what moved before a closing."""
        found = {move.restates for vintage in self.vintages for _, move in vintage.moves}
        return tuple(kind for kind in ("", *Restates) if kind in found)

    def size(self, key: str, kind: str | None = None) -> RevisionSize:
        """How often and how far an indicator was revised, by restatements of a class where one is given."""
        changes = [exact_sum(move.by for of, move in vintage.moves if of == key and kind in (None, move.restates))
                   for vintage in self.vintages]
        up, down = [one for one in changes if one > 0], [one for one in changes if one < 0]
        return RevisionSize(len(up), print_exact(exact_sum(up)), len(down), print_exact(exact_sum(down)))

    def as_json(self) -> dict[str, object]:
        """What `sanxin year revisions --json` prints."""
        return {"year": self.year, "until": self.until.isoformat(), "indicators": [
                    {"key": key, "label": self.labels[key]["zh"], "unit": self.units[key], **self.size(key)._asdict(),
                     "by_class": {kind or "before": self.size(key, kind)._asdict() for kind in self.classes}}
                    for key in self.keys],
                "vintages": [vintage.as_json() for vintage in self.vintages]}


def revisions_of(moved: YearMoved, closings: Iterable[Closing] = (), *, asked: bool = False) -> Revisions:
    """The vintages of a year: as known at the first moment, after each moment at which anything changed, and now.

    Each of the `closings` since that moment is one too, whether or not anything changed. `asked` says that somebody
    named the first moment; else the figures could first be reported at it.
    """
    begins = VintageKind.ASKED if asked else VintageKind.FIRST
    figures = {figure.key: Decimal(figure.before) for figure in moved.figures}
    steps: dict[datetime, list[tuple[str, FigureStep]]] = {}
    for figure in moved.figures:
        for move in figure.moves:
            steps.setdefault(move.at, []).append((figure.key, move))
    closed = {one.at: one.number for one in closings if moved.since <= one.at <= moved.to}
    found = [Vintage(moved.since, _printed(figures), {}, (), closed.pop(moved.since, 0), begins)]
    for at in sorted(steps.keys() | closed.keys()):
        by: dict[str, Decimal] = {}
        for key, move in steps.get(at, ()):
            by[key] = exact_sum((by.get(key, Decimal(0)), move.by))
        figures |= {key: exact_sum((figures[key], change)) for key, change in by.items()}
        found.append(Vintage(at, _printed(figures), _printed(by), tuple(steps.get(at, ())), closed.get(at, 0)))
    return Revisions(moved.year, moved.until, tuple(figures), {one.key: one.labels for one in moved.figures},
                     {one.key: one.unit for one in moved.figures}, tuple(found))


def _printed(figures: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: print_exact(figure) for key, figure in figures.items()}
