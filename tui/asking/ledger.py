"""What the ledger asks of the office: one change to many projects, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.domain.reasons import Reason
from tracker.office.outcome import Done, Refused

if TYPE_CHECKING:
    from tracker.domain.stages import Stage
    from tracker.office.bulk import RefusedMany
    from tui.office import Office


def amend_many(office: Office, codes: Sequence[str], field: str, typed: str,
               versions: Mapping[str, int]) -> Done[int] | RefusedMany:
    """Puts the same text into a field of many profiles."""
    from tracker.office.bulk import amend_many

    return amend_many(office.desk, codes, {field: typed}, versions=versions)


def advance_many(office: Office, codes: Sequence[str], stage: Stage, day: str, override: str,
                 versions: Mapping[str, int]) -> Done[int] | Refused | RefusedMany:
    """Moves many projects to a stage on a day, as it was typed."""
    from tracker.domain.typed import day_typed
    from tracker.office.bulk import advance_many

    on = day_typed(day, office.today())
    if isinstance(on, Reason):
        return Refused((on,))
    return advance_many(office.desk, codes, stage, on, override, versions=versions)


def versions(office: Office, codes: Sequence[str]) -> dict[str, int]:
    """The versions the projects have now."""
    from tracker.office.bulk import versions_of

    return versions_of(office.desk, codes)
