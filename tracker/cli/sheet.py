"""One project on one sheet: what `sanxin project show` prints for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.cli import told
from tracker.cli.call import Call
from tracker.cli.lists import print_table
from tracker.cli.printing import say
from tracker.domain.money import Money
from tracker.domain.profile import FIELDS
from tracker.report.lists.project import project_tables
from tracker.words.expected import expected_line
from tracker.words.sentences import check_line

if TYPE_CHECKING:
    from tracker.office.project.detail import Detail


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
    for table in project_tables(shown, call.lang):
        say(f"\n{table.title}")
        print_table(call, table)
    if shown.expected:
        say(f"\n{call.says.part['expected']}")
        for outlook in shown.expected:
            say(f"  {expected_line(outlook, call.lang)}")
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


def _checklist(call: Call, shown: Detail) -> None:
    """What stands between the project and its next stage."""
    if shown.next_stage is None:
        return
    say("\n" + call.says.before_next.format(stage=call.words.terms.stage[shown.next_stage]))
    for check in shown.ahead:
        mark = call.says.met if check.met else call.says.unmet
        say(mark.format(line=check_line(check, call.words)))
