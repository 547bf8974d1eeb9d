"""What `sanxin reconcile` does: takes a list of another office in, tells where it differs, and records why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from tracker.cli import shapes
from tracker.cli.answer import done, granted, reason_json, refuse_all
from tracker.cli.lists import Handed
from tracker.cli.printing import say, warn
from tracker.cli.readers import Typed, version, year
from tracker.ledger.mapping import BadMapping, LedgerMapping, read_mapping
from tracker.office.reconciling.answering import answer
from tracker.office.reconciling.reconciled import DifferenceSeen, ListReconciled, lists_reconciled
from tracker.office.reconciling.taking import lists_of_file, take_list
from tracker.report.lists.reconciling import differences_table
from tracker.words import Lang, spoken
from tracker.words.ledger import mapping_line
from tracker.words.reconciling import ReconcilingWords, alike_line
from tracker.words.sentences import sentence

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk


def hand_answer(call: Call, ids: Sequence[str], reason: str, version_: str | None, as_json: bool) -> None:
    """Says why differences are there."""
    expected = version(call, version_)
    outcome = granted(call, answer(call.desk(), ids, reason, version=expected), as_json)
    line = spoken(call.lang, ReconcilingWords).answered.format(count=outcome.value)
    done(call, outcome, as_json, line, {"answered": outcome.value})


class ListTyped(NamedTuple):
    """What was typed about a list, as it was."""

    path: str
    key: str
    year: str
    by: str
    on: str
    mapping: str

    @property
    def is_new(self) -> bool:
        """Whether the list is to be taken in; one that is on record is asked for by its file and year alone."""
        return bool(self.key or self.by or self.on or self.mapping)

    def named(self) -> tuple[tuple[str, str], ...]:
        """Each by the name that the command has for it."""
        return tuple(zip(("FILE", "KEY", "--year", "--by", "--on", "--mapping"), self, strict=True))


def hand_list(call: Call, typed: ListTyped, version_: str | None, output: str, as_json: bool) -> None:
    """Takes a list in and tells where it differs from ours. One that is on record needs nothing but its file."""
    needed = ("FILE", "KEY", "--year") if typed.is_new else ("FILE",)
    for name, text in typed.named():
        if name in needed and not text.strip():
            raise typer.BadParameter(call.says.is_needed.format(name=name))
    desk, path = call.desk(), Path(typed.path)
    if not typed.is_new:
        which = year(call, typed.year, "--year") if typed.year else None
        _hand(call, desk, granted(call, lists_of_file(desk, path, which), as_json), which, output, as_json, ())
        return
    of_year, expected, reader = year(call, typed.year, "--year"), version(call, version_), Typed(desk.today())
    day = reader.whole_day(typed.on, "on")
    refuse_all(call, reader.reasons, as_json)
    try:
        outcome = granted(call, take_list(desk, path, typed.key, year=of_year, body=typed.by, on=day,
                                          mapping=_mapping(typed.mapping), version=expected), as_json)
    except BadMapping as error:
        raise typer.BadParameter(mapping_line(error, call.lang), param_hint="--mapping") from None
    taken, says = outcome.value, spoken(call.lang, ReconcilingWords)
    held = [one for one in lists_reconciled(desk, of_year, sha256=taken.sha256)
            if (one.key, one.body) == (taken.indicator, taken.body)]
    if not as_json:
        line = says.taken if taken.is_new else says.taken_again
        say(line.format(body=taken.body, lines=taken.lines))
        for note in outcome.notes:
            warn(call.says.note.format(reason=sentence(note, call.words)))
    _hand(call, desk, held, of_year, output, as_json, outcome.notes)


def _mapping(file: str) -> LedgerMapping | None:
    return read_mapping(Path(file)) if file else None


def hand_lists(call: Call, year_: str, output: str, as_json: bool) -> None:
    """Tells where the lists on record differ from ours."""
    which = year(call, year_, "--year") if year_ else None
    desk = call.desk()
    _hand(call, desk, lists_reconciled(desk, which), which, output, as_json, ())


def _hand(call: Call, desk: Desk, held: Sequence[ListReconciled], which: int | None, output: str, as_json: bool,
          notes: Sequence[Reason]) -> None:
    about = tuple(filter(None, (alike_line(one, call.lang) for one in held)))
    if not held and not as_json and not output:
        say(spoken(call.lang, ReconcilingWords).nothing)
        return
    Handed(call, desk, output, as_json, which, about).told(
        "reconciled", [differences_table(one, call.lang) for one in held],
        lambda: {"year": which, "lists": [list_shape(one, call.lang) for one in held],
                 **({"notes": [reason_json(call, note) for note in notes]} if notes else {})})


def list_shape(held: ListReconciled, lang: Lang) -> dict[str, Any]:
    """A list beside our figure, for programs."""
    return {"year": held.year, "indicator": held.key, "label": held.called(lang), "by": held.body,
            "on": held.on.isoformat(), "file": held.filename, "sha256": held.sha256, "entry": held.entry_id,
            "lines": held.lines, "figure": held.figure or None, "unit": held.unit or None, "agreed": held.agreed,
            "alike": [{"name": line.name, "row": line.row, "code": ours.code, "ours": ours.name}
                      for line, ours in held.alike],
            "differences": [_difference(one, lang) for one in held.differences]}


def _difference(seen: DifferenceSeen, lang: Lang) -> dict[str, Any]:
    return {
        "id": seen.id, "differs": seen.of.kind,
        "theirs": [{"sheet": one.sheet, "row": one.row, "name": one.name, "credit_code": one.credit_code,
                    "amounts": [shapes.money(amount, lang) for amount in one.amounts], **shapes.day(one.day),
                    "turned_down": one.turned_down} for one in seen.of.theirs],
        "ours": [{"code": one.code, "name": one.name, "counted": one.reason is None,
                  "amounts": [shapes.money(amount, lang) for amount in one.amounts],
                  "days": [str(day) for day in one.days], "proven": one.is_proven, "reason": one.reason}
                 for one in seen.of.ours],
        "answer": seen.answer and seen.answer.as_json(), "before": seen.before and seen.before.as_json()}
