"""What the blockers screen asks of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.office.stuck import Stuck
    from tui.office import Office


def stuck(office: Office, everything: bool) -> tuple[Stuck, ...]:
    """All blockers that hold something up; with `everything` risks and verified ones too."""
    from tracker.office.stuck import stuck

    return stuck(office.desk, everything=everything)
