"""What `sanxin proof` does: reads the draft, has it checked, and hands on what was found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.answer import BAD_FILE, REFUSED, done, granted
from tracker.cli.lists import print_table
from tracker.cli.printing import json_text, print_json, say, warn
from tracker.cli.readers import year
from tracker.domain.clock import now
from tracker.failures import failure
from tracker.office.drafts import compare_draft
from tracker.proof.draft import DraftUnreadable
from tracker.proof.opening import UnreadDraft, open_draft
from tracker.proof.proofread import NumberFate, Proofread, proofread
from tracker.report.lists.files import write_list
from tracker.report.lists.proof import findings_table, numbers_table
from tracker.report.lists.shape import Listing, ListTable
from tracker.store.unusable import StoreTrouble, StoreUnusable
from tracker.words import spoken
from tracker.words.proof import ProofWords, cause_text, finding_lines, place_text, todo_text, unread_text, what_text

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.office.desk import Desk
    from tracker.proof.draft import DraftPlace
    from tracker.proof.findings import DraftFinding


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """What was typed about a draft, as it was."""

    path: str
    year: str
    alone: bool
    every: bool


@dataclass(frozen=True, slots=True)
class _Compared:
    """How many numbers were set against the office; `why_not` where there was none."""

    count: int = 0
    why_not: str = ""
    was_asked: bool = True


def hand_proof(call: Call, asked: DraftAsked, output: str, as_json: bool) -> None:
    """Proofs a draft and says what was found. Raises Exit with 1 where something does not agree, 3 for a bad file."""
    of_year = year(call, asked.year, "--year") if asked.year else None
    try:
        found = proofread(open_draft(Path(asked.path)))
    except DraftUnreadable as error:
        raise typer.Exit(_unread(call, error, asked.path, as_json)) from None
    found, compared = _with_office(call, found, of_year, alone=asked.alone)
    if output:
        _write(call, found, compared, asked, output, as_json)
    elif as_json:
        print_json(_shape(call, found, compared, every=asked.every))
    else:
        _tell(call, found, compared, every=asked.every)
    if found.findings:
        raise typer.Exit(REFUSED)


def _unread(call: Call, error: DraftUnreadable, path: str, as_json: bool) -> int:
    message, todo = unread_text(UnreadDraft(error.why), path, error.found, error.limit, call.lang)
    if as_json:
        print_json({"refused": [{"code": f"unread_{error.why}", "hard": True, "message": message, "todo": todo,
                                 "field": "path"}]})
    else:
        warn(call.says.refused.format(reason=call.words.terms.semicolon.join((message, todo))))
    return BAD_FILE


def _with_office(call: Call, found: Proofread, of_year: int | None, *, alone: bool) -> tuple[Proofread, _Compared]:
    """What was found, and what differs from the office; an office that was not named need not be there."""
    if alone:
        return found, _Compared(was_asked=False)
    says = spoken(call.lang, ProofWords)
    try:
        desk: Desk = call.desk()
    except StoreUnusable as error:
        if call.where is not None:
            raise
        missing = error.code is StoreTrouble.NO_STORE
        why = says.not_asked if missing else failure(error, call.lang, call.store).sentence
        return found, _Compared(why_not=says.not_compared.format(reason=why))
    compared = compare_draft(desk, found.sentences, of_year)
    if compared.exact:  # what no rounding explains any more is a finding
        found = proofread(found.draft, compared.exact)
    return found.compared(compared.findings, compared.used), _Compared(len(compared.used))


def _tell(call: Call, found: Proofread, compared: _Compared, *, every: bool) -> None:
    says = spoken(call.lang, ProofWords)
    for one in (*found.findings, *found.notes):
        for line in finding_lines(one, call.lang):
            say(line)
        say()
    if every:
        print_table(call, numbers_table(found, call.lang))
        say()
    if not found.findings:
        say(says.none_found)
    for line in _summary(call, found, compared):
        say(line)


def _summary(call: Call, found: Proofread, compared: _Compared) -> list[str]:
    """How much was found, what became of every number, and whether the office was asked."""
    says = spoken(call.lang, ProofWords)
    fates = says.joined.join(says.fate_counted.format(fate=says.fate[fate], count=count)
                             for fate in NumberFate if (count := found.count(fate)))
    lines = [says.counted.format(findings=len(found.findings), notes=len(found.notes), numbers=len(found.numbers))]
    if fates:
        lines.append(says.fates.format(fates=fates))
    if found.draft.failed_cells:
        lines.append(says.failed_cells.format(count=found.draft.failed_cells))
    if compared.why_not:
        lines.append(compared.why_not)
    elif compared.was_asked:
        lines.append(says.compared.format(count=compared.count) if compared.count else says.nothing_to_compare)
    return lines


def _write(call: Call, found: Proofread, compared: _Compared, asked: DraftAsked, output: str, as_json: bool) -> None:
    says = spoken(call.lang, ProofWords)
    tables: list[ListTable[Any]] = [findings_table(found, call.lang)]
    if asked.every:
        tables.append(numbers_table(found, call.lang))
    title = says.title.format(file=found.draft.name)
    listing = Listing((title, *_summary(call, found, compared)), tuple(tables), call.lang, now(), title)
    outcome = granted(call, write_list(listing, Path(output), replaces=call.replaces, also={
        ".json": lambda: f"{json_text(_shape(call, found, compared, every=asked.every))}\n".encode()}), as_json)
    done(call, outcome, as_json, call.says.list_written.format(file=outcome.value, count=listing.count),
         {"file": str(outcome.value), "lines": listing.count, "findings": len(found.findings)})


def _shape(call: Call, found: Proofread, compared: _Compared, *, every: bool) -> dict[str, Any]:
    """The proof for programs."""
    return {
        "file": found.draft.name,
        "findings": [_finding(call, one) for one in found.findings],
        "notes": [_finding(call, one) for one in found.notes],
        "numbers": {fate.value: found.count(fate) for fate in NumberFate},
        "failed_cells": found.draft.failed_cells,
        "office": {"compared": compared.count, "why_not": compared.why_not or None},
        **({"all": [{"text": one.text, "fate": one.fate.value, "place": _place(call, one.place),
                     "sentence": one.sentence} for one in found.numbers]} if every else {})}


def _finding(call: Call, one: DraftFinding) -> dict[str, Any]:
    return {
        "checked": one.checked.value, "cause": one.cause.value, "hard": one.hard, "place": _place(call, one.place),
        "sentence": one.sentence, "stated": one.stated, "computed": one.computed,
        "numbers": [{"part": said.part, "text": said.text} for said in one.numbers],
        "also": None if one.also is None else {"place": _place(call, one.also[0]), "sentence": one.also[1]},
        "message": what_text(one, call.lang), "likely": cause_text(one, call.lang), "todo": todo_text(one, call.lang)}


def _place(call: Call, place: DraftPlace) -> dict[str, Any]:
    return {"kind": place.kind.value, "numbers": list(place.numbers), "name": place.name,
            "text": place_text(place, call.lang)}
