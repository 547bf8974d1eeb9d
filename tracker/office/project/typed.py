"""Use cases as forms hand them over: every value as it was typed, read here or refused beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.domain.blocking import BlockerState, Level, Word
from tracker.domain.days import Day
from tracker.domain.expected import Awaited
from tracker.domain.money_form import MoneyForm, share_typed
from tracker.domain.profile import Origin
from tracker.domain.reasons import Reason
from tracker.domain.results import ResultKind
from tracker.domain.stages import Move, Stage, Status
from tracker.domain.typed import (
    day_typed,
    due_typed,
    how_much_typed,
    money_typed,
    optional_day_typed,
    whole_day_typed,
)
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project import (
    blockers,
    changes,
    evidence,
    expected,
    moves,
    projects,
    receipts,
    results,
    signings,
)
from tracker.office.versions import Version

CHANGES = {Move.PAUSE: moves.pause, Move.RESUME: moves.resume, Move.TERMINATE: moves.terminate,
           Move.REOPEN: moves.reopen}
"""The use cases that change a status on a day."""


@dataclass(frozen=True, slots=True)
class MilestoneTyped:
    """A milestone as it should be; an emptied recognition is taken away.

    `keep_evidence` says that the documents of the wrong day prove the right one too.
    """

    day: str
    recognised_on: str = ""
    recognised_by: str = ""
    evidence: str = ""
    number: str = ""
    keep_evidence: bool = False


@dataclass(frozen=True, slots=True)
class BlockerTyped:
    """What a blocker should say; an emptied day stays as it was."""

    category: str
    description: str
    bureau: str
    person: str
    day: str
    blocking: bool


def lead_typed(desk: Desk, fields: Mapping[str, str], day: str, override: str = "") -> Done[str] | Refused:
    """Takes in a new project; `override` says why it is none of those that are much like it."""
    on = day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    typed = {name: text for name, text in fields.items() if text.strip() or name == "name"}
    return projects.add(desk, typed, lead=on, override=override)


def field_typed(desk: Desk, code: str, name: str, text: str, version: Version) -> Done[str] | Refused:
    """Changes one field of a profile, unless somebody else has changed the project meanwhile."""
    done = projects.amend(desk, code, {name: text}, version=version)
    if isinstance(done, Refused):
        return Refused(tuple(reason if reason.field else replace(reason, field=name) for reason in done.reasons))
    return done


def status_typed(desk: Desk, code: str, move: Move, day: str, reason: str,
                 version: Version) -> Done[Status] | Done[Stage] | Refused:
    """Pauses, resumes, terminates or reopens a project, or takes it back a stage."""
    if move is Move.REVERT:
        return moves.revert(desk, code, reason, version=version)
    on = day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    return CHANGES[move](desk, code, on, reason, version=version)


def milestone_typed(desk: Desk, code: str, stage: Stage, typed: MilestoneTyped, reason: str,
                    version: Version) -> Done[Stage] | Refused:
    """Puts a milestone right; the wrong one stays on record, with the reason."""
    on = day_typed(typed.day, desk.today())
    accepted = whole_day_typed(typed.recognised_on, desk.today(), field="recognised_on")
    if isinstance(on, Reason) or isinstance(accepted, Reason):
        return _unread(on, accepted)
    papers = (evidence.Paper(typed.evidence, typed.number),) if typed.evidence else ()
    return moves.correct(desk, code, stage, day=on, recognised_on=accepted, unrecognised=accepted is None,
                         recognised_by=typed.recognised_by, papers=papers, keep_evidence=typed.keep_evidence,
                         reason=reason, version=version)


def expected_typed(desk: Desk, code: str, what: Awaited, day: str, reason: str,
                   version: Version) -> Done[Day | None] | Refused:
    """Records the day on which a stage is expected; an emptied day takes the expectation back."""
    on = due_typed(day, desk.today(), field="day")
    if isinstance(on, Reason):
        return Refused((on,))
    return expected.expect(desk, code, what, on, reason, version=version)


def increase_typed(desk: Desk, code: str, day: str, amount: str, note: str, version: Version) -> Done[int] | Refused:
    """Records a capital increase from a day on."""
    on, money = day_typed(day, desk.today()), money_typed(amount)
    if isinstance(on, Reason) or isinstance(money, Reason):
        return _unread(on, money)
    return changes.increase(desk, code, on, money, note=note, version=version)


def result_typed(desk: Desk, code: str, what: ResultKind, day: str, amount: str, note: str,
                 version: Version) -> Done[int] | Refused:
    """Records what came of a project, of a day or a period; a bare amount is in 万元."""
    return results.add_result(desk, code, what, day_typed(day, desk.today()), how_much_typed(what, amount),
                              note=note, version=version)


def change_typed(desk: Desk, code: str, fields: Mapping[str, str], day: str, reason: str,
                 version: Version) -> Done[str] | Refused:
    """Records what fields became on a day."""
    on = day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    return changes.change(desk, code, fields, on, reason=reason, version=version)


def signing_typed(desk: Desk, code: str, fields: Mapping[str, str], day: str, reason: str,
                  version: Version) -> Done[int] | Refused:
    """Records that a project that ended is signed again; what is left empty stays as it was."""
    on = day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    typed = {name: text for name, text in fields.items() if text.strip()}
    return signings.sign_again(desk, code, typed, on, reason=reason, version=version)


def intent_typed(desk: Desk, code: str, day: str, note: str, version: Version) -> Done[int] | Refused:
    """Records an intent of a day."""
    on = day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    return signings.record_intent(desk, code, on, note=note, version=version)


def receipt_typed(desk: Desk, code: str, day: str, amount: str, *, origin: str = "", note: str = "", kind: str = "",
                  number: str = "", back: bool = False, form: str = "", outside: str = "",
                  version: Version = None) -> Done[int] | Refused:
    """Records money that arrived, or went `back`, with its form and the outside share of it, and the kind and number of
    the document that proves it.
    """
    on, money, share = day_typed(day, desk.today()), money_typed(amount), share_typed(outside)
    if isinstance(on, Reason) or isinstance(money, Reason) or isinstance(share, Reason):
        return _unread(on, money, share)
    papers = (evidence.Paper(kind, number),) if kind else ()
    own = Origin(origin) if origin else None
    return receipts.add_receipt(desk, code, on, money, origin=own, note=note, papers=papers, back=back,
                                form=MoneyForm(form) if form else None, outside=share, version=version)


def document_typed(desk: Desk, code: str, kind: str, number: str, day: str, path: str, *, stage: Stage | None = None,
                   receipt_id: int | None = None, change_id: int | None = None, version: Version = None
                   ) -> Done[int] | Refused:
    """Puts a document to a milestone, a receipt, an increase or the project; `path` is where its file lies, or nothing.
    """
    on = optional_day_typed(day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    place = path.strip().strip("'\"")
    file = Path(place).expanduser() if place else None
    done = evidence.attach(desk, code, evidence.Paper(kind, number, on, file), stage=stage, receipt_id=receipt_id,
                           change_id=change_id, version=version)
    if isinstance(done, Refused):
        return Refused(tuple(replace(reason, field="path") if reason.field == "evidence" else reason
                             for reason in done.reasons))
    return done


def blocker_typed(desk: Desk, code: str, category: str, description: str, *, bureau: str = "", due: str = "",
                  day: str = "", blocking: bool = True, person: str = "", level: str = "", permit: str = "",
                  authority: str = "", version: Version = None) -> Done[int] | Refused:
    """Puts a blocker on a project."""
    on, until = day_typed(day, desk.today()), due_typed(due, desk.today())
    if isinstance(on, Reason) or isinstance(until, Reason):
        return _unread(on, until)
    return blockers.raise_blocker(desk, code, blockers.Raised(
        category, description, blocking, bureau, person, level or Level.BUREAU, on, until, permit, authority),
                                  version=version)


def blocker_corrected(desk: Desk, blocker_id: int, typed: BlockerTyped, reason: str, version: Version
                      ) -> Done[int] | Refused:
    """Puts a blocker right that was raised wrongly."""
    on = optional_day_typed(typed.day, desk.today())
    if isinstance(on, Reason):
        return Refused((on,))
    return blockers.correct_blocker(desk, blocker_id, blockers.BlockerCorrection(
        typed.category, typed.description, typed.blocking, typed.bureau, typed.person, on), reason,
        version=version)


def word_typed(desk: Desk, blocker_id: int, word: Word, text: str, *, day: str = "", by: str = "", due: str = "",
               level: str = "", permit: str = "", authority: str = "", version: Version = None
               ) -> Done[BlockerState] | Refused:
    """Adds a word to a blocker: a follow-up, an answer, a verification … `version` as in `blockers.say`."""
    on, until = day_typed(day, desk.today()), due_typed(due, desk.today())
    if isinstance(on, Reason) or isinstance(until, Reason):
        return _unread(on, until)
    return blockers.say(desk, blocker_id, word, text, on=on, by=by, due=until, level=level, permit=permit,
                        authority=authority, version=version)


def _unread(*values: object) -> Refused:
    """All reasons among what was read."""
    return Refused(tuple(value for value in values if isinstance(value, Reason)))
