"""What is said of units that are assessed: what was done, and the tables of their figures, targets and credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words of units in one language; `{name}` is filled in."""

    column: Mapping[str, str]
    title: str
    """Heads the units."""
    suggested: str
    """Heads the names that profiles hold and no unit has."""
    none_suggested: str
    added: str
    """{name} was taken in with {number}."""
    taken: str
    """{count} units were taken in: {names}."""
    renamed: str
    """{before} is now called {name}."""
    grouped: str
    ungrouped: str
    retired: str
    resumed: str
    targets: str
    """Heads the targets that were handed down."""
    handed: str
    taken_back: str
    credits: str
    to_credit: str
    none_to_credit: str
    credits_taken: str
    credited: str
    """{unit} has {share} of {project} from {day} on; {id}."""
    withdrawn: str
    figures: str
    """Heads the figures of units: {year} up to {until}."""
    of_unit: str
    """Heads the figures of one {unit}."""
    twice: str
    """The line that is taken off, of what two claim."""
    unclaimed: str
    """The line that is put in, of what nobody claims."""
    place: Mapping[str, str]
    """The whole of the office's place, by how its name ends; with an empty end that of any other."""
    completion: str
    """Heads the targets of units with how far they are reached."""
    projects_twice: str
    projects_unclaimed: str
    behind: str
    """Heads the projects behind the figures of a unit."""
    how_told: str
    """How what stands under the units is meant; {place} is its whole."""
    exported: str
    imported: str
    unchanged: str

    def whole(self, place: str) -> str:
        """What the whole of a place is called: 全市 for 沅江市."""
        return next(said for end, said in self.place.items() if place.endswith(end))
