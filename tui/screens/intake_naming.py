"""What an officer is asked about a header the program did not know: which field a column is, which kind a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.ledger.choosing import fields_of, kind_said, with_column, with_sheet
from tracker.ledger.family import Kind
from tracker.ledger.seen import ColumnSeen, SheetSeen
from tracker.words import spoken
from tracker.words.ledger import LedgerWords
from tracker.words.screens import ScreenWords
from tui.screens.intake_look import Look
from tui.screens.intake_rows import named

Chosen = Mapping[str, Any]
"""The choices made on a ledger, as its mapping file holds them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What can be chosen, what holds now, and what the choices are once one is taken."""

    title: str
    options: list[tuple[str, Any]]
    now: object
    then: Callable[[Any], Chosen]


def which_field(look: Look, sheet: SheetSeen, column: ColumnSeen, words: ScreenWords) -> Question | None:
    """What a column is; None while it is not known what its sheet is."""
    says, kind = words.intake, kind_said(look.chosen, sheet)
    if kind is None:
        return None
    options = [(named(field, says, words.lang), field) for field in fields_of(kind)]
    return Question(says.choose_field.format(header=column.header, letter=column.letter),
                    [(says.as_found, ""), *options], column.field,
                    lambda field: with_column(look.chosen, kind, column, field))


def which_kind(look: Look, sheet: SheetSeen, words: ScreenWords) -> Question:
    """What a sheet is."""
    says, kinds = words.intake, spoken(words.lang, LedgerWords).kind
    return Question(says.choose_kind.format(sheet=sheet.name),
                    [(says.as_found, None), *((kinds[kind], kind) for kind in Kind)],
                    kind_said(look.chosen, sheet), lambda kind: with_sheet(look.chosen, sheet.name, kind))
