"""The ruleset in force at this office for a year, and the file it is read from: what an officer can go and read."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.rules import Ruleset, ruleset_file, ruleset_for
from tracker.office.desk import Desk
from tracker.office.rules_kept import place_of


@dataclass(frozen=True, slots=True)
class InForce:
    """A ruleset with where it comes from."""

    rules: Ruleset
    file: str
    """The path of an officer's own file, or the name of one shipped."""
    own: bool


def in_force(desk: Desk, year: int) -> InForce:
    """The ruleset of a year. Raises RulesetError where the file that applies is wrong."""
    with desk.reading() as session:
        place = place_of(session)
    file, own = ruleset_file(year, place, desk.store.rules_folder)
    return InForce(ruleset_for(year, place, desk.store.rules_folder), file, own)
