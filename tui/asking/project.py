"""What the project screen asks of the office: a field's values, one field amended, a day corrected, papers, money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.domain.reasons import Reason
from tracker.office.outcome import Done, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.domain.stages import Stage
    from tui.office import Office, Opened

LISTED = {"park": "parks", "industry_chain": "industry_chains", "channel": "channels"}
"""Fields whose values a ruleset lists, and what its list is called."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a field is offered: the place's own list first, then what is written elsewhere."""

    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Looked:
    """A project as it is shown, and the code and name of the one it is a later phase of."""

    opened: Opened
    first: tuple[str, str] = ("", "")


def values(office: Office) -> Values:
    """The values each field is offered."""
    from tracker.office.project.in_use import values_in_use

    lists, used = office.lists(), values_in_use(office.desk)
    return Values({name: tuple(dict.fromkeys([*getattr(lists, LISTED.get(name, ""), ()), *more]))
                   for name, more in used.items()})


def look(office: Office, code: str) -> Looked | Refused:
    """A project in full."""
    from tracker.office.project.in_use import code_and_name

    found = office.project(code)
    if isinstance(found, Refused):
        return found
    phase_of = found.detail.profile.phase_of
    return Looked(found, (code_and_name(office.desk, phase_of) if phase_of else None) or ("", ""))


def amend(office: Office, code: str, name: str, typed: str, version: int) -> Done[str] | Refused:
    """Changes one field of a profile, unless somebody else has changed the project meanwhile."""
    from tracker.office.project.projects import amend

    if name == "phase_of":
        done = amend(office.desk, code, {}, phase_of=typed, version=version)
    else:
        done = amend(office.desk, code, {name: typed}, version=version)
    if isinstance(done, Refused):
        return Refused(tuple(one if one.field else replace(one, field=name) for one in done.reasons))
    return done


@dataclass(frozen=True, slots=True)
class Right:
    """A milestone as it should be, each text as typed."""

    day: str
    recognised_on: str = ""
    recognised_by: str = ""
    evidence: str = ""
    number: str = ""


def correct(office: Office, code: str, stage: Stage, right: Right, reason: str,
            version: int) -> Done[Stage] | Refused:
    """Puts a milestone right; the wrong one stays on record, with the reason. An emptied recognition is taken away."""
    from tracker.domain.typed import day_typed, whole_day_typed
    from tracker.office.project.evidence import Paper
    from tracker.office.project.moves import correct

    on = day_typed(right.day, office.today())
    accepted = whole_day_typed(right.recognised_on, office.today(), field="recognised_on")
    if isinstance(on, Reason) or isinstance(accepted, Reason):
        return Refused(tuple(one for one in (on, accepted) if isinstance(one, Reason)))
    papers = (Paper(right.evidence, right.number),) if right.evidence else ()
    return correct(office.desk, code, stage, day=on, recognised_on=accepted, unrecognised=accepted is None,
                   recognised_by=right.recognised_by, papers=papers, reason=reason, version=version)


def void_receipt(office: Office, receipt_id: int, reason: str) -> Done[int] | Refused:
    """Makes a receipt void."""
    from tracker.office.project.receipts import void_receipt

    return void_receipt(office.desk, receipt_id, reason)


def attach(office: Office, code: str, kind: str, number: str, day: str, path: str, *, stage: Stage | None = None,
           receipt_id: int | None = None) -> Done[int] | Refused:
    """Puts a document to a milestone, a receipt or the project; `path` is its file as it was typed, or nothing."""
    from pathlib import Path

    from tracker.domain.typed import optional_day_typed
    from tracker.office.project.evidence import Paper, attach

    on = optional_day_typed(day, office.today())
    if isinstance(on, Reason):
        return Refused((on,))
    typed = path.strip().strip("'\"")
    file = Path(typed).expanduser() if typed else None
    found = attach(office.desk, code, Paper(kind, number, on, file), stage=stage, receipt_id=receipt_id)
    if isinstance(found, Refused):
        return Refused(tuple(replace(one, field="path") if one.field == "evidence" else one for one in found.reasons))
    return found


def fetch(office: Office, document_id: int) -> Done[Path] | Refused:
    """A copy of a document's file to look at."""
    from tracker.office.project.evidence import fetch

    return fetch(office.desk, document_id)
