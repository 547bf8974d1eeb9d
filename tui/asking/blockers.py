"""What the blockers screen asks of the office, and how a blocker is put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.reasons import Reason
from tracker.office.outcome import Done, Refused

if TYPE_CHECKING:
    from tracker.office.register.stuck import SearchedBlocker
    from tui.office import Office


def stuck(office: Office, everything: bool) -> tuple[SearchedBlocker, ...]:
    """All blockers that hold something up; with `everything` risks and verified ones too."""
    from tracker.office.register.stuck import stuck

    return stuck(office.desk, everything=everything)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a blocker should say, each text as typed."""

    category: str
    description: str
    bureau: str
    person: str
    day: str


def correct(office: Office, blocker: int, typed: Typed, reason: str, *, blocking: bool) -> Done[int] | Refused:
    """Puts a blocker right; an emptied day stays as it was."""
    from tracker.domain.typed import optional_day_typed
    from tracker.office.project.blockers import Right, correct_blocker

    on = optional_day_typed(typed.day, office.today())
    if isinstance(on, Reason):
        return Refused((on,))
    return correct_blocker(office.desk, blocker, Right(typed.category, typed.description, blocking, typed.bureau,
                                                       typed.person, on), reason)
