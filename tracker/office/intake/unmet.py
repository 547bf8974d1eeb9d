"""What does not hold in the lives a ledger brings: taken in as reported, and counted, so that nobody has to find it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tracker.domain.guards import unmet
from tracker.domain.reasons import Code
from tracker.domain.stages import STAGES, Stage
from tracker.ledger.rows import Note, NoteCode, ResultRow
from tracker.office.intake.plan import State
from tracker.office.project.results import never_signed, outside_contract
from tracker.office.rules import Requirements

_SHOWN = 5
"""Projects named in one note; `sanxin doctor` names every one."""
_OUTSIDE = {
    Code.RESULT_BEFORE_SIGNED: NoteCode.RESULTS_BEFORE_SIGNED, Code.RESULT_AFTER_END: NoteCode.RESULTS_AFTER_END,
    Code.RESULT_UNSIGNED: NoteCode.RESULTS_UNSIGNED}
"""The note for each reason why a result lies outside the life of a contract."""


def unmet_notes(states: Iterable[State], required: Requirements, today: date) -> Iterator[Note]:
    """One note for each requirement that projects at a stage do not meet: how many, and the first of them by name."""
    names_by_lack: dict[tuple[Stage, Code], list[str]] = {}
    for state in states:
        standing = state.facts.standing(today)
        for code in dict.fromkeys(reason.code for reason in unmet(standing, required.of(state.facts.milestones))):
            names_by_lack.setdefault((standing.position.stage, code), []).append(state.name)
    for (stage, what), names in sorted(names_by_lack.items(), key=lambda pair: STAGES.index(pair[0][0])):
        yield Note(NoteCode.UNMET, {"count": len(names), "stage": stage, "what": what, "names": tuple(names[:_SHOWN])})


def outside_notes(states: Mapping[int, State], brought: Mapping[int, Iterable[ResultRow]],
                  today: date) -> Iterator[Note]:
    """What a ledger `brought` of projects, by their numbers, from outside the life of their contract: a note for each
    sheet and reason, with the projects, the time of each result and the day it lies beyond.
    """
    found: dict[tuple[Code, str], list[tuple[int, str, str]]] = defaultdict(list)
    for number, rows in brought.items():
        state = states[number]
        standing = state.facts.standing(today)
        for row in rows:
            outside = outside_contract(standing, row.what, row.day)
            for reason in (*never_signed(standing.milestones, row.what), *outside):
                day = reason.params.get("signed") or reason.params.get("ended")
                told = f"{state.name} {row.day}（{day}）" if day else f"{state.name} {row.day}"
                found[reason.code, row.layout.sheet].append((row.row, state.name, told))
    for (code, sheet), told_of in found.items():
        lines = list(dict.fromkeys(text for _, _, text in told_of))
        more = ["…"] if len(lines) > _SHOWN else []
        yield Note(_OUTSIDE[code], {
            "sheet": sheet, "rows": tuple(sorted({row for row, *_ in told_of})),
            "count": len({name for _, name, _ in told_of}), "names": (*lines[:_SHOWN], *more)})
