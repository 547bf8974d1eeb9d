"""One change to many projects as it was typed: all of them or none, told how far it is, and stopped at a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.reasons import Reason
from tracker.domain.stages import Stage
from tracker.domain.typed import day_typed
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project import bulk
from tui.widgets.intake_lines import Work


def amend_many(desk: Desk, codes: Sequence[str], field: str, typed: str, reason: str,
               versions: Mapping[str, int], work: Work) -> Done[int] | Refused | None:
    """Puts the same text into a field of many profiles, or empties it; None where it was stopped."""
    try:
        return bulk.amend_many(desk, codes, {field: typed}, reason=reason, versions=versions,
                               watched=_watched(work))
    except bulk.Stopped:
        return None


def advance_many(desk: Desk, codes: Sequence[str], stage: Stage, day: str, override: str,
                 versions: Mapping[str, int], work: Work) -> Done[int] | Refused | None:
    """Moves many projects to a stage on a day, as it was typed; None where it was stopped."""
    on = day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    try:
        return bulk.advance_many(desk, codes, stage, on, override, versions=versions, watched=_watched(work))
    except bulk.Stopped:
        return None


def _watched(work: Work) -> bulk.Watched:
    return bulk.Watched(lambda done, whole: work.tell(done, whole, "write"), work.stops)
