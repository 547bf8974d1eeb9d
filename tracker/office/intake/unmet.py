"""What does not hold in the lives a ledger brings: taken in as reported, and counted, so that nobody has to find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tracker.domain.guards import unmet
from tracker.domain.reasons import Code
from tracker.domain.stages import STAGES, Stage
from tracker.ledger.rows import Note, NoteCode
from tracker.office.intake.plan import State
from tracker.office.rules import Requirements

_SHOWN = 5
"""Projects named in one note; `sanxin doctor` names every one."""


def unmet_notes(states: Iterable[State], required: Requirements, today: date) -> Iterator[Note]:
    """One note for each requirement that projects at a stage do not meet: how many, and the first of them by name."""
    names_by_lack: dict[tuple[Stage, Code], list[str]] = {}
    for state in states:
        standing = state.facts.standing(today)
        for code in dict.fromkeys(reason.code for reason in unmet(standing, required.of(state.facts.milestones))):
            names_by_lack.setdefault((standing.position.stage, code), []).append(state.name)
    for (stage, what), names in sorted(names_by_lack.items(), key=lambda pair: STAGES.index(pair[0][0])):
        yield Note(NoteCode.UNMET, {"count": len(names), "stage": stage, "what": what, "names": tuple(names[:_SHOWN])})
