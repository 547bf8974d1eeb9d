"""What a later book leaves out or calls otherwise: projects perhaps renamed, cells emptied since. Only ever notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tracker.domain.names import fold_name
from tracker.domain.profile import FIELDS
from tracker.domain.stages import STAGES, Stage
from tracker.ledger.rows import Note, NoteCode, ProjectRow
from tracker.office.intake.known import KnownOffice
from tracker.office.records import day_of

_SHOWN = 10


def perhaps_renamed(rows: Iterable[ProjectRow], numbers: Mapping[str, int], office: KnownOffice) -> Iterator[Note]:
    """New projects whose investor, and whose signing day or amount, are those of a project the book no longer has."""
    there = set(numbers.values())
    gone: dict[str, list[int]] = defaultdict(list)
    for number, profile in office.profiles.items():
        if number not in there and profile.investor:
            gone[fold_name(profile.investor)].append(number)
    for row in rows if gone else ():
        if numbers.get(row.key) in office.projects:
            continue
        for number in gone.get(fold_name(row.profile.get("investor", "")), ()):
            if _alike(row, number, office):
                yield Note(NoteCode.PERHAPS_RENAMED, {
                    "sheet": row.layout.sheet, "rows": (row.row,), "name": row.name,
                    "other": office.profiles[number].name, "investor": row.profile["investor"]})


def _alike(row: ProjectRow, number: int, office: KnownOffice) -> bool:
    """Whether the day of signing or the amount is the same."""
    signed, profile = office.milestones.get(number, {}).get(Stage.SIGNED), office.profiles[number]
    day, amount = row.milestones.get(Stage.SIGNED), row.profile.get("contract_amount")
    same_day = day is not None and day.known and signed is not None and day.on == signed.occurred_on
    same_amount = amount is not None and (amount.minor, amount.currency) == (
        profile.contract_minor, profile.contract_currency)
    return same_day or same_amount


def emptied(rows: Iterable[ProjectRow], numbers: Mapping[str, int], office: KnownOffice) -> Iterator[Note]:
    """Cells that are empty now where the office has a value, field by field, with what stays."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        number = numbers.get(row.key)
        if number in office.profiles:
            for name, value in _left_empty(row, number, office):
                found[name].append(f"{row.name} {value}")
    for name, values in found.items():
        yield Note(NoteCode.EMPTIED, {"field": name, "count": len(values), "names": tuple(values[:_SHOWN]),
                                      "more": len(values) > _SHOWN})


def _left_empty(row: ProjectRow, number: int, office: KnownOffice) -> Iterator[tuple[str, str]]:
    profile, milestones = office.profiles[number], office.milestones.get(number, {})
    notes = row.profile.get("notes", {})
    for name in row.layout.columns:
        field = FIELDS.get(name)
        if field is not None and name not in ("name", "notes") and name not in row.profile:
            value = field.from_columns([getattr(profile, column) for column in field.columns])
            if value != field.blank() and row.layout.headers[name] not in notes:
                yield name, str(field.plain(value))
    for stage in STAGES:
        kept = milestones.get(stage)
        said = row.milestones.get(stage)
        if stage in row.layout.columns and kept is not None and kept.occurred_on and (said is None or not said.known):
            yield stage, str(day_of(kept.occurred_on, kept.precision))
