"""One project in full, as the screens and forms on it read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.detail import Detail, detail
from tracker.office.project.in_use import code_and_name
from tracker.office.rules import rules_now


@dataclass(frozen=True, slots=True)
class Opened:
    """A project with the limits its stages have (days), and the code and name of the one it is a later phase of."""

    detail: Detail
    limits: Mapping[Stage, int]
    today: date
    first: tuple[str, str] = ("", "")


def open_in_full(desk: Desk, code: str) -> Opened | Refused:
    """One project in full."""
    project = detail(desk, code)
    if isinstance(project, Refused):
        return project
    phase_of = project.profile.phase_of
    first = code_and_name(desk, phase_of) if phase_of else None
    return Opened(project, rules_now(desk).stage_limits, desk.today(), first or ("", ""))
