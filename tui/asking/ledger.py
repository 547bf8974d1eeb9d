"""What the ledger asks of the office: one change to many projects, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.domain.reasons import Reason
from tracker.office.outcome import Done, Refused

if TYPE_CHECKING:
    from tracker.domain.stages import Stage
    from tracker.office.project.bulk import RefusedMany, Watched
    from tui.office import Office
    from tui.widgets.intake_lines import Work


def amend_many(office: Office, codes: Sequence[str], field: str, typed: str, reason: str,
               versions: Mapping[str, int], work: Work) -> Done[int] | Refused | RefusedMany | None:
    """Puts the same text into a field of many profiles, or empties it; None where it was stopped."""
    from tracker.office.project.bulk import Stopped, amend_many

    try:
        return amend_many(office.desk, codes, {field: typed}, reason=reason, versions=versions,
                          watched=_watched(work))
    except Stopped:
        return None


def advance_many(office: Office, codes: Sequence[str], stage: Stage, day: str, override: str,
                 versions: Mapping[str, int], work: Work) -> Done[int] | Refused | RefusedMany | None:
    """Moves many projects to a stage on a day, as it was typed; None where it was stopped."""
    from tracker.domain.typed import day_typed
    from tracker.office.project.bulk import Stopped, advance_many

    on = day_typed(day, office.today())
    if isinstance(on, Reason):
        return Refused((on,))
    try:
        return advance_many(office.desk, codes, stage, on, override, versions=versions, watched=_watched(work))
    except Stopped:
        return None


def _watched(work: Work) -> Watched:
    from tracker.office.project.bulk import Watched

    return Watched(lambda done, whole: work.tell(done, whole, "write"), work.stops)


def values_now(office: Office, codes: Sequence[str], field: str) -> dict[str, int]:
    """What a field of many profiles says now, and in how many."""
    from tracker.office.project.bulk import values_in_many

    return values_in_many(office.desk, codes, field)


def versions(office: Office, codes: Sequence[str]) -> dict[str, int]:
    """The versions the projects have now."""
    from tracker.office.project.bulk import versions_of

    return versions_of(office.desk, codes)
