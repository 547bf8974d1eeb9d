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
    form_title: str
    """Heads the form for the project {name}."""
    form_commit: str
    form_done: str
    """{project}: {told} of {day}."""
    what: str
    of_period: str
    """What amounts of a period are of, and how the period is typed."""
    of_day_or_period: str
    """The same of amounts that can be of a day too."""
    of_a_day: str
    """That what only happens has a day and no amount."""
    void_title: str
    """Heads the form that makes {told} of {day} void, of the project {name}."""


def result_line(shown: ResultShown, lang: Lang) -> str:
    """What it is, and how much, without its day."""
    says, name = spoken(lang, ResultWords), words(lang).terms.result[shown.what]
    return name if shown.amount is None else says.told.format(result=name, amount=amount_text(shown.amount, lang))
