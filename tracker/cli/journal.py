"""`sanxin journal`: who did what, when and why, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import granted
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output, print_table
from tracker.cli.options import AsJson, Limit
from tracker.cli.pages import verb
from tracker.cli.printing import say
from tracker.cli.readers import whole
from tracker.domain.money import Currency, Money
from tracker.domain.money_form import share_text
from tracker.domain.profile import REMARK
from tracker.domain.restating import BECAUSE, CLASS
from tracker.domain.results import People
from tracker.report.lists.journal import JournalTold, Noted, journal_table
from tracker.words import spoken
from tracker.words.amounts import measure_text
from tracker.words.days import kept_day_text
from tracker.words.entry_told import grant_told
from tracker.words.ledger import kinds_counted
from tracker.words.screens import ScreenWords
from tracker.words.units import UnitWords
from tracker.words.yearend import YearendWords, restated_text

if TYPE_CHECKING:
    from tracker.office.project.detail import JournalLine

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def print_journal(ctx: typer.Context, entry: Annotated[str, typer.Argument(metavar="ENTRY")] = "",
                  limit: Limit = "200", output: Output = "", as_json: AsJson = False) -> None:
    """Prints the newest entries of the office's journal, those of many projects as one; or one of them, opened."""
    from tracker.office.journal.journal import journal_page, opened_entry

    call = call_of(ctx)
    count = whole(call, limit, "--limit")
    number = whole(call, entry, "ENTRY") if entry else None
    desk = call.desk()
    if number is not None:
        heading = call.says.fact.format(name=call.says.heading["id"], value=number)
        hand_lines(call, granted(call, opened_entry(desk, number), as_json),
                   Handed(call, desk, output, as_json, about=(heading,), narrowed=True))
    else:
        page = journal_page(desk, limit=count)
        about = (call.says.newest.format(count=count),) if page.more else ()
        hand_lines(call, page.lines, Handed(call, desk, output, as_json, about=about, narrowed=page.more),
                   head=page.head)


def hand_lines(call: Call, lines: Sequence[JournalLine], handed: Handed, head: str | None = None) -> None:
    """Journal lines as a table, as JSON, or into a file; `head` where they are the newest of the office's journal."""

    actions = call.says.action
    as_told = JournalTold(lambda row: actions.get(row.entry.action, row.entry.action),
                          lambda line: told.about(call, line), lambda line: _particulars(call, line))
    shown = journal_table([Noted(line) for line in lines], as_told, call.lang)

    sealed = {} if head is None else {"head": head}

    def show() -> None:
        if not lines:
            say(call.says.none_found)
            return
        print_table(call, shown)
        if any(line.many for line in lines):
            say(call.says.journal_opens)

    handed.on("journal", [shown], lambda: {**sealed, "journal": [shapes.line(line) for line in lines]}, show)


def _particulars(call: Call, shown: JournalLine) -> str:
    """What an entry changed, field by field, as short as it can be told."""
    detail = dict(shown.detail)
    restated = restated_text(detail, spoken(call.lang, YearendWords))
    for name in (CLASS, BECAUSE):
        detail.pop(name, None)
    return call.words.terms.semicolon.join(filter(None, [restated, _changed(call, detail)]))


def _changed(call: Call, detail: dict[str, Any]) -> str:
    known_on = ""
    if "known_on" in detail:
        known_on = spoken(call.lang, ScreenWords).journal_screen.known_on.format(day=detail["known_on"])
    told_apart = {"changes": _changes, "steps": _steps, "counts": _counts}
    for key, reads in told_apart.items():
        if detail.get(key):
            return call.words.terms.semicolon.join(filter(None, [known_on, reads(call, detail[key])]))
    if "minor" in detail and "currency" in detail:
        detail["minor"] = _amount(call, detail["minor"], detail.pop("currency"))
    if "people" in detail:
        detail["people"] = measure_text(People(int(detail["people"])), call.lang)
    if "role" in detail:
        detail["role"] = grant_told(detail, call.words)
        detail.pop("parks", None)
    detail.pop("unit_number", None)  # the subject names the unit
    if "share" in detail:
        detail["share"] = share_text(int(detail["share"]))
    if "indicator" in detail or "mark" in detail:
        detail = _of_figure(detail)
    return call.says.joint.join(_plain(call, key, value) for key, value in detail.items()
                                if value not in (None, "", {}, []))


def _of_figure(detail: dict[str, Any]) -> dict[str, Any]:
    """A target or a figure of others: the subject says its year, its period and what it is of; the value has a unit."""
    told_before = ("year", "indicator", "mark", "period", "subject")
    rest = {name: value for name, value in detail.items() if name not in told_before}
    if rest.get("value"):
        was, unit = rest.pop("was", None), rest.pop("unit", "")
        rest["value"] = (f"{was}→{rest['value']} {unit}" if was else f"{rest['value']} {unit}").rstrip()
    return rest


def _changes(call: Call, changes: Any) -> str:
    columns = spoken(call.lang, UnitWords).column
    fields = {**call.words.terms.field, "retired_on": columns["retired"], "ranked_in": columns["group"]}
    return call.says.joint.join(
        call.says.fact.format(name=told.name(fields, name), value=f"{_value(call, was)}→{_value(call, now)}")
        for name, (was, now) in changes.items())


def _value(call: Call, value: Any) -> Any:
    """A value of a profile as it is read: roles and notes by their labels, an officer's own remark without one."""
    if isinstance(value, Mapping):
        value = call.words.terms.semicolon.join(
            str(text) if label == REMARK else call.says.fact.format(name=label, value=text)
            for label, text in value.items())
    return call.says.yes if value is True else kept_day_text(value, call.lang) if value else "—"


def _steps(call: Call, steps: Any) -> str:
    return call.says.joint.join(f"{told.name(call.words.terms.stage, stage)} {kept_day_text(day, call.lang)}"
                               for stage, day in steps)


def _counts(call: Call, counts: Any) -> str:
    none = {"added": 0, "corrected": 0, "unchanged": 0}
    return call.words.terms.semicolon.join(call.says.import_count.format(what=name, **{**none, **found}).strip()
                                           for name, found in kinds_counted(counts, call.lang))


def _amount(call: Call, minor: Any, currency: Any) -> str:
    return told.amount(call, Money(int(minor), Currency(currency)))


def _plain(call: Call, key: str, value: object) -> str:
    terms = call.words.terms
    tables = {"stage": terms.stage, "kind": {**terms.evidence, **terms.unit_kind}, "how": terms.credit_how,
              "level": terms.level, "result": terms.result,
              "differs": terms.differs, "asked": terms.asked}
    return kept_day_text(told.name(tables.get(key, {}), value), call.lang)


app = verb("journal", print_journal)
