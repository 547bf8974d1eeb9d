"""One project on one sheet: what `sanxin project show` prints for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli import blocker, told
from tracker.cli.call import Call
from tracker.cli.printing import say, table
from tracker.domain.money import Money
from tracker.domain.profile import FIELDS
from tracker.words.expected import expected_line
from tracker.words.sentences import check_line

if TYPE_CHECKING:
    from tracker.office.project.detail import Detail, Document


def sheet(call: Call, shown: Detail) -> None:
    """Prints a project: where it stands, its profile, its life, its money, what stops it, its proofs, what is next."""
    terms = call.words.terms
    words = [terms.stage[shown.stage], terms.status[shown.status], *([call.says.is_blocked] if shown.blocked else [])]
    say(told.title(shown))
    say(call.says.standing.format(words=call.says.joint.join(words), version=shown.version))
    for field in FIELDS:
        value = _plain(call, field, getattr(shown.profile, field))
        if value and field not in ("name", "phase_of"):
            say(call.says.fact.format(name=told.name(terms.field, field), value=value))
    _part(call, "milestones", ("stage", "day", "held", "recognised_on", "recognised_by", "evidence", "override"),
          [[terms.stage[one.stage], told.day(call, one.day), one.held, told.iso(one.recognised_on), one.recognised_by,
            _kinds(call, one.documents), one.override] for one in shown.milestones])
    if shown.expected:
        say(f"\n{call.says.part['expected']}")
        for outlook in shown.expected:
            say(f"  {expected_line(outlook, call.lang)}")
    _part(call, "receipts", ("id", "day", "amount", "origin", "evidence", "note"),
          [[one.id, told.day(call, one.day), told.amount(call, one.amount), told.name(terms.origin, one.origin),
            _kinds(call, one.documents), one.note] for one in shown.receipts])
    _part(call, "blockers", blocker.HEADINGS, [blocker.row(call, one) for one in shown.blockers])
    _said(call, shown)
    _checklist(call, shown)


def _plain(call: Call, field: str, value: Any) -> str:
    """A field of the profile as a person reads it."""
    terms = call.words.terms
    if isinstance(value, Money):
        return told.amount(call, value)
    if isinstance(value, bool):
        return call.says.yes if value else ""
    if isinstance(value, Mapping):
        return call.says.joint.join(f"{label}={text}" for label, text in value.items())
    return told.name(terms.names_of(field), value)


def _kinds(call: Call, documents: Sequence[Document]) -> str:
    return call.says.joint.join(f"{told.name(call.words.terms.evidence, one.kind)} {one.number}".strip()
                                for one in documents)


def _part(call: Call, name: str, columns: Sequence[str], rows: list[list[Any]]) -> None:
    """A part of the sheet with its heading; nothing where it is empty. Columns without a value are left out."""
    if not rows:
        return
    say(f"\n{call.says.part[name]}")
    table([call.says.heading[column] for column in columns], rows, sparse=True)


def _said(call: Call, shown: Detail) -> None:
    terms = call.words.terms
    rows = [[hold.id, told.day(call, word.day), told.name(terms.blocker_word, word.word), word.by, word.text,
             told.name(terms.level, word.level), told.iso(word.due)] for hold in shown.blockers for word in hold.said]
    _part(call, "said", ("id", "day", "word", "by", "text", "level", "due"), rows)


def _checklist(call: Call, shown: Detail) -> None:
    """What stands between the project and its next stage."""
    if shown.next_stage is None:
        return
    say("\n" + call.says.before_next.format(stage=call.words.terms.stage[shown.next_stage]))
    for check in shown.ahead:
        mark = call.says.met if check.met else call.says.unmet
        say(mark.format(line=check_line(check, call.words)))
