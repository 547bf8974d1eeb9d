"""The screens by name: where each is found once it is first gone to, and the actions all of them state together."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from tui.actions import CURSOR, EVERYWHERE, SHARED, Action
from tui.screens.base import OfficeScreen


@dataclass(frozen=True, slots=True)
class Place:
    """A screen by the name it states, and the module and class it is loaded from: the first frame needs one alone."""

    name: str
    module: str
    kind: str

    def screen(self) -> type[OfficeScreen]:
        """Its class."""
        screen: type[OfficeScreen] = getattr(import_module(self.module), self.kind)
        return screen


PLACES: dict[str, Place] = {place.name: place for place in (
    Place("board", "tui.screens.board", "BoardScreen"),
    Place("ledger", "tui.screens.ledger", "LedgerScreen"),
    Place("project", "tui.screens.project", "ProjectScreen"),
    Place("blockers", "tui.screens.blockers", "BlockersScreen"),
    Place("figures", "tui.screens.figures", "FiguresScreen"),
    Place("counted", "tui.screens.counted", "CountedScreen"),
    Place("closing", "tui.screens.closing", "ClosingScreen"),
    Place("reconciling", "tui.screens.reconciling", "ReconcilingScreen"),
    Place("auditing", "tui.screens.auditing", "AuditingScreen"),
    Place("assessment", "tui.screens.assessment", "AssessmentScreen"),
    Place("assessed_unit", "tui.screens.assessed_unit", "AssessedUnitScreen"),
    Place("targets", "tui.screens.targets", "TargetsScreen"),
    Place("intake", "tui.screens.intake", "IntakeScreen"),
    Place("journal", "tui.screens.journal", "JournalScreen"),
    Place("review", "tui.screens.review", "ReviewScreen"),
    Place("recognition", "tui.screens.recognition", "RecognitionScreen"),
)}


def every_action() -> tuple[Action, ...]:
    """All actions there are, as the help and the manual list them: shared ones before those of a single screen."""
    own = [action for place in PLACES.values() for action in place.screen().ACTIONS]
    return tuple(dict.fromkeys([*(action for action in EVERYWHERE if action.group == "go"), *SHARED, *own,
                                *EVERYWHERE, *CURSOR]))
