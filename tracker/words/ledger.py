"""What an import says: what is wrong with a cell and what to do about it, what is worth a look, what was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.words import Lang, spoken, words
from tracker.words.reasons import Says

if TYPE_CHECKING:
    from tracker.ledger.mapping import BadMapping
    from tracker.ledger.rows import Note, Problem
    from tracker.office.intake.plan import Change


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """`problem` by code and variant (code_variant), `note` by code; `{name}` is filled from the particulars."""

    joint: str
    comma: str
    rows: str
    empty: str
    problem: Mapping[str, Says]
    note: Mapping[str, str]
    mapping: Mapping[str, Says]
    kind: Mapping[str, str]
    field: Mapping[str, str]
    place: str
    change: str
    change_field: str
    step: Mapping[str, str]


def problem_line(problem: Problem, lang: Lang = Lang.ZH) -> str:
    """What is wrong with a cell, and what to do about it."""
    said = spoken(lang, LedgerWords)
    key = f"{problem.code}_{problem.variant}" if problem.variant else problem.code.value
    says = said.problem.get(key) or said.problem[problem.code.value]
    value = said.empty if problem.value is None else problem.value
    filled = _filled({**problem.params, "value": value}, lang)
    return f"{says.what.format_map(filled)}{said.joint}{says.todo}"


def place_line(problem: Problem, lang: Lang = Lang.ZH) -> str:
    """Where the cell stands: 项目台账 N67; empty for the file itself."""
    if not problem.row:
        return problem.sheet
    return spoken(lang, LedgerWords).place.format(sheet=problem.sheet, column=problem.column, row=problem.row)


def note_line(note: Note, lang: Lang = Lang.ZH) -> str:
    """Something worth a look, in one line."""
    return spoken(lang, LedgerWords).note[note.code].format_map(_filled({"rows": (), **note.params}, lang))


def change_line(change: Change, lang: Lang = Lang.ZH) -> str:
    """One correction: each field before and after."""
    said = spoken(lang, LedgerWords)
    fields = said.comma.join(
        said.change_field.format_map({"field": field_name(name, lang), "before": value_text(before, lang) or said.empty,
                                      "after": value_text(after, lang) or said.empty})
        for name, (before, after) in change.what.items())
    return said.change.format_map({"kind": said.kind[change.kind], "subject": change.subject, "sheet": change.sheet,
                                   "row": change.row, "fields": fields})


def mapping_line(error: BadMapping, lang: Lang = Lang.ZH) -> str:
    """Why a mapping file, or a code to accept, cannot be used."""
    says = spoken(lang, LedgerWords).mapping[error.code]
    return f"{says.what.format_map({'value': error.value})}{spoken(lang, LedgerWords).joint}{says.todo}"


def field_name(name: str, lang: Lang) -> str:
    """What a field of a ledger is called."""
    terms = words(lang).terms
    return spoken(lang, LedgerWords).field.get(name) or terms.stage.get(name) or terms.field.get(name, name)


def _filled(params: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    found = {name: value_text(value, lang, name) for name, value in params.items()}
    if "rows" in params:
        found["rows"] = spoken(lang, LedgerWords).rows.format(rows=found["rows"]) if params["rows"] else ""
    return found


def value_text(value: Any, lang: Lang, name: str = "") -> str:
    """A particular as it is read by a person: stages by name, amounts with their unit, days by their precision."""
    from tracker.domain.money import Money
    from tracker.domain.stages import Stage
    from tracker.words.amounts import amount_text
    terms, said = words(lang).terms, spoken(lang, LedgerWords)
    if isinstance(value, Money):
        return amount_text(value, lang)
    if isinstance(value, Stage):
        return terms.stage[value]
    if isinstance(value, Mapping):
        return said.comma.join(f"{value_text(key, lang)} {one}" for key, one in value.items() if str(one))
    if isinstance(value, list | tuple):
        shown = [value_text(one, lang) for one in value]
        more = "…" if name == "rows" and len(shown) > 20 else ""
        return said.comma.join(shown[:20] if more else shown) + more
    return "" if value is None else str(value)
