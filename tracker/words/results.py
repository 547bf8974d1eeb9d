"""How results of a project are told, by lists, commands and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.office.project.results import ResultShown


@dataclass(frozen=True, slots=True)
class ResultWords:
    """One language of results."""

    title: str
    """Heads the results of a project."""
    told: str
    """{result} {amount}."""
    added: str
    """{project}: {told} on {day}, number {id}."""
    voided: str
    """Number {id} is void."""
    void_title: str
    """Heads the form that makes {told} of {day} void, of the project {name}."""


def result_line(shown: ResultShown, lang: Lang) -> str:
    """What it is, and how much, without its day."""
    says, name = spoken(lang, ResultWords), words(lang).terms.result[shown.what]
    return name if shown.amount is None else says.told.format(result=name, amount=amount_text(shown.amount, lang))
