"""Narrows the list behind a figure by what is typed, and adds up what is left of it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import select

from tracker.domain.money import exact_sum, print_exact
from tracker.office.desk import Desk
from tracker.office.figures.explained import CountedFact
from tracker.office.naming import search_holds
from tracker.store.tables import Project


def codes_found(desk: Desk, typed: str) -> frozenset[str]:
    """The codes of the projects that fit what was typed, as on the board: name and investor by pinyin too."""
    query = select(Project.code).where(*search_holds(typed))
    with desk.reading() as session:
        return frozenset(session.exec(query))


def sum_of_shares(facts: Iterable[CountedFact]) -> str:
    """What facts add to their figure together: exact, in its unit."""
    return print_exact(exact_sum(fact.share for fact in facts))
