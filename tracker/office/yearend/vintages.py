"""Every vintage of a year's figures: as they could first be reported, after each later change, and now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.clock import utc_text
from tracker.domain.money import exact_sum, print_exact

if TYPE_CHECKING:
    from tracker.office.yearend.moves import FigureStep, YearMoved


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

    def as_json(self) -> dict[str, object]:
        """The moment, the figures, and what had moved them."""
        return {"at": utc_text(self.at), "figures": dict(self.figures), "by": dict(self.by),
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

    def size(self, key: str) -> RevisionSize:
        """How often and how far an indicator was revised."""
        changes = [Decimal(vintage.by[key]) for vintage in self.vintages if key in vintage.by]
        up, down = [one for one in changes if one > 0], [one for one in changes if one < 0]
        return RevisionSize(len(up), print_exact(exact_sum(up)), len(down), print_exact(exact_sum(down)))

    def as_json(self) -> dict[str, object]:
        """What `sanxin year revisions --json` prints."""
        return {"year": self.year, "until": self.until.isoformat(), "indicators": [
                    {"key": key, "label": self.labels[key]["zh"], "unit": self.units[key], **self.size(key)._asdict()}
                    for key in self.keys],
                "vintages": [vintage.as_json() for vintage in self.vintages]}


def revisions_of(moved: YearMoved) -> Revisions:
    """The vintages of a year: as known at the first moment, after each moment at which anything changed, and now."""
    figures = {figure.key: Decimal(figure.before) for figure in moved.figures}
    steps: dict[datetime, list[tuple[str, FigureStep]]] = {}
    for figure in moved.figures:
        for move in figure.moves:
            steps.setdefault(move.at, []).append((figure.key, move))
    found = [Vintage(moved.since, _printed(figures), {}, ())]
    for at in sorted(steps):
        by: dict[str, Decimal] = {}
        for key, move in steps[at]:
            by[key] = exact_sum((by.get(key, Decimal(0)), move.by))
        figures |= {key: exact_sum((figures[key], change)) for key, change in by.items()}
        found.append(Vintage(at, _printed(figures), _printed(by), tuple(steps[at])))
    return Revisions(moved.year, moved.until, tuple(figures), {one.key: one.labels for one in moved.figures},
                     {one.key: one.unit for one in moved.figures}, tuple(found))


def _printed(figures: Mapping[str, Decimal]) -> dict[str, str]:
    return {key: print_exact(figure) for key, figure in figures.items()}
