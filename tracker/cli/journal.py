"""`sanxin journal`: who did what, when and why, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import granted
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson, Limit
from tracker.cli.pages import verb
from tracker.cli.printing import print_json, say, table
from tracker.cli.readers import whole
from tracker.domain.clock import to_the_minute
from tracker.domain.money import Currency, Money
from tracker.domain.profile import REMARK
from tracker.words import spoken
from tracker.words.ledger import LedgerWords

if TYPE_CHECKING:
    from tracker.office.project.detail import JournalLine

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_journal(ctx: typer.Context, entry: Annotated[str, typer.Argument(metavar="ENTRY")] = "",
                  limit: Limit = "200", as_json: AsJson = False) -> None:
    """Prints the newest entries of the office's journal, those of many projects as one; or one of them, opened."""
    from tracker.office.journal.journal import journal_page, opened_entry

    call = call_of(ctx)
    count = whole(call, limit, "--limit")
    if entry:
        number = whole(call, entry, "ENTRY")
        print_lines(call, granted(call, opened_entry(call.desk(), number), as_json), as_json)
    else:
        print_lines(call, journal_page(call.desk(), limit=count).lines, as_json)


def print_lines(call: Call, lines: Sequence[JournalLine], as_json: bool) -> None:
    """Journal lines as a table or as JSON."""
    if as_json:
        print_json({"journal": [shapes.line(line) for line in lines]})
    elif not lines:
        say(call.says.none_found)
    else:
        rows = [[line.id, to_the_minute(line.at), line.who, call.says.action.get(line.action, line.action),
                 told.about(call, line), "" if line.many else _particulars(call, line), line.reason] for line in lines]
        headings = [call.says.heading[name] for name in ("id", "at", "who", "action", "subject", "detail", "reason")]
        table(headings, rows, numbers=(0,))
        if any(line.many for line in lines):
            say(call.says.journal_opens)


def _particulars(call: Call, shown: JournalLine) -> str:
    """What an entry changed, field by field, as short as it can be told."""
    detail = dict(shown.detail)
    known_on = spoken(call.lang, LedgerWords).known_on.format(day=detail["known_on"]) if "known_on" in detail else ""
    told_apart = {"changes": _changes, "steps": _steps, "counts": _counts}
    for key, reads in told_apart.items():
        if detail.get(key):
            return call.words.terms.semicolon.join(filter(None, [known_on, reads(call, detail[key])]))
    if "minor" in detail and "currency" in detail:
        detail["minor"] = _amount(call, detail["minor"], detail.pop("currency"))
    return call.says.joint.join(_plain(call, key, value) for key, value in detail.items()
                                if value not in (None, "", {}, []))


def _changes(call: Call, changes: Any) -> str:
    fields = call.words.terms.field
    return call.says.joint.join(
        call.says.fact.format(name=told.name(fields, name), value=f"{_value(call, was)}→{_value(call, now)}")
        for name, (was, now) in changes.items())


def _value(call: Call, value: Any) -> Any:
    """A value of a profile as it is read: roles and notes by their labels, an officer's own remark without one."""
    if isinstance(value, Mapping):
        value = call.words.terms.semicolon.join(
            str(text) if label == REMARK else call.says.fact.format(name=label, value=text)
            for label, text in value.items())
    return call.says.yes if value is True else value or "—"


def _steps(call: Call, steps: Any) -> str:
    return call.says.joint.join(f"{told.name(call.words.terms.stage, stage)} {day}" for stage, day in steps)


def _counts(call: Call, counts: Any) -> str:
    none = {"added": 0, "corrected": 0, "unchanged": 0}
    kinds = spoken(call.lang, LedgerWords).kind
    return call.words.terms.semicolon.join(
        call.says.import_count.format(what=told.name(kinds, kind), **{**none, **found}).strip()
        for kind, found in counts.items())


def _amount(call: Call, minor: Any, currency: Any) -> str:
    return told.amount(call, Money(int(minor), Currency(currency)))


def _plain(call: Call, key: str, value: object) -> str:
    terms = call.words.terms
    tables = {"stage": terms.stage, "kind": terms.evidence, "level": terms.level}
    return told.name(tables.get(key, {}), value)


app = verb("journal", print_journal)
