"""How results of a project are told, by lists, commands and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.words import Lang, spoken
from tracker.words.amounts import measure_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.domain.results import HowMuch, ResultKind
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
    of_people: str
    """That it is a number of people of a period, and which."""
    people: str
    """Labels a number of people."""
    people_hint: str
    period_hint: str
    """How a time is typed that is no single day."""
    of_a_day: str
    """That what only happens has a day and no amount."""
    void_title: str
    """Heads the form that makes {told} of {day} void, of the project {name}."""


def result_line(shown: ResultShown, lang: Lang) -> str:
    """What it is, and how much, without its day."""
    return result_told(shown.what, shown.amount, lang)


def result_told(what: ResultKind, amount: HowMuch | None, lang: Lang) -> str:
    """A result and what it comes to."""
    says, name = spoken(lang, ResultWords), words(lang).terms.result[what]
    return name if amount is None else says.told.format(result=name, amount=measure_text(amount, lang))
