"""What a second person says of many facts at once, as it was typed: of all of them, or of none and why beside each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.domain.reasons import Reason
from tracker.domain.typed import whole_day_typed
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, RefusedMany
from tracker.office.recognition.queue import Awaiting
from tracker.office.recognition.recognise import OF, recognise_in, send_back_in
from tracker.office.recognition.reported import VerdictSaid

FactKey = tuple[str, OF]
"""The code of a project, and which of its facts is meant."""


class _Undone(Exception):
    """Ends a unit of work without keeping any of it."""


def recognise_typed(desk: Desk, facts: Sequence[Awaiting], body: str, day: str, paper: str,
                    override: str) -> Done[int] | Refused:
    """Recognises facts for one body, by one paper; the answer is how many.

    Where no day was typed each has the one it was noted with, else today. A fact that is another since it was
    looked at, or on which something was said since, is a reason.
    """
    on = whole_day_typed(day, desk.today(), field="day")
    if isinstance(on, Reason):
        return Refused((on,))
    return _all_or_none(desk, facts, lambda unit, fact: recognise_in(
        desk, unit, fact.code, fact.of, body, on=on, paper=paper, override=override, seen=fact.version))


def send_back_many(desk: Desk, facts: Sequence[Awaiting], reason: str) -> Done[int] | RefusedMany[FactKey]:
    """Sends facts back for one reason; the answer is how many."""
    return _all_or_none(desk, facts, lambda unit, fact: send_back_in(
        desk, unit, fact.code, fact.of, reason, seen=fact.version))


def _all_or_none(desk: Desk, facts: Sequence[Awaiting],
                 say: Callable[[Unit, Awaiting], Done[VerdictSaid] | Refused]) -> Done[int] | RefusedMany[FactKey]:
    wrong: dict[FactKey, tuple[Reason, ...]] = {}
    try:
        with desk.unit() as unit:
            for fact in facts:
                outcome = say(unit, fact)
                if isinstance(outcome, Refused):
                    wrong[fact.code, fact.of] = outcome.reasons
            if wrong:
                raise _Undone
    except _Undone:
        return RefusedMany.of(wrong)
    return Done(len(facts))
