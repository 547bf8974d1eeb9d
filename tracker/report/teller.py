"""Puts the facts of a report into words of one language, and keeps each number it tells by its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.report.figured import Figured, KeptFigures
from tracker.words import Lang
from tracker.words.figures import part_text

if TYPE_CHECKING:
    from tracker.office.reporting.facts import ReportFacts
    from tracker.words.selfreport import SelfReportWords
    from tracker.words.terms import Terms


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts the facts of a report into words of one language."""

    facts: ReportFacts
    lang: Lang
    says: SelfReportWords
    terms: Terms
    figures: KeptFigures

    @property
    def when(self) -> str:
        """全年 where the year is over, else up to which day."""
        rollup = self.facts.rollup
        return self.says.whole_year if rollup.until >= rollup.span.last else self.says.to_date.format(
            day=rollup.until)

    @property
    def period(self) -> str:
        """The year, or the month or quarter of it."""
        asked, says = self.facts.asked, self.says
        if asked.part is None:
            return says.year.format(year=asked.year)
        return says.part_of_year.format(year=asked.year, part=part_text(*asked.part, self.lang))

    def put(self, key: str, what: str, text: object | None, of: str) -> Figured | str:
        """A number of something, named for people by what it is of and what it is; nothing where it is not known."""
        return self.figures.maybe(key, text, f"{of} {self.says.what[what]}".strip())

    def sure(self, key: str, what: str, text: object, of: str) -> Figured:
        """The same of a number that is known."""
        return self.figures.put(key, text, f"{of} {self.says.what[what]}".strip())
