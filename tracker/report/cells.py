"""What stands in the cells of a page: a blocker, its days, its last word, put into words once for every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.clock import days_between
from tracker.report.page import Cell, cell, number
from tracker.words import Lang, spoken
from tracker.words import review as told
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.days import day_text
from tracker.words.report import ReportWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.workdays import WorkingDays
    from tracker.office.project.detail import Said
    from tracker.office.review.items import Item
    from tracker.office.review.review import Review
    from tracker.words.review import ReviewWords
    from tracker.words.terms import Terms


@dataclass(frozen=True, slots=True)
class Sayer:
    """Puts a review into words of one language."""

    review: Review
    lang: Lang
    says: ReportWords
    common: ReviewWords
    terms: Terms

    @classmethod
    def of(cls, review: Review, lang: Lang) -> Sayer:
        """With the catalogues of a language."""
        return cls(review, lang, spoken(lang, ReportWords), spoken(lang, told.ReviewWords), words(lang).terms)

    @property
    def sample(self) -> str:
        """That the page shows the sample ledger, where it does."""
        return self.terms.sample if self.review.agenda.sample else ""

    def days(self, many: WorkingDays | None) -> Cell:
        """A number of working days; a provisional one with its star."""
        return Cell() if many is None else number(many.count, str(many))

    def project(self, one: Item) -> Cell:
        """A project with its code, stage and amount, and that it moved since last week."""
        below = " · ".join(part for part in (one.code, self.terms.stage[one.stage], self.amount(one)) if part)
        return cell(one.project, below, told.moved_text(one, self.common, self.terms))

    def amount(self, one: Item) -> str:
        """What the project's contract comes to."""
        return amount_text(one.amount, self.lang)

    def stuck(self, one: Item) -> Cell:
        """What is stuck, whether it is only a risk, and the permit it waits for."""
        text = self.says.stuck.format(category=one.category, description=one.description)
        return cell(text, "" if one.blocking else self.common.risk, self.permit(one))

    def permit(self, one: Item) -> str:
        """The number of a permit and who gives it, as far as they are known."""
        if one.permit and one.authority:
            return self.says.permit.format(permit=one.permit, authority=one.authority)
        return one.permit or one.authority

    def level(self, one: Item) -> Cell:
        """Whom it waits on, and for how long it has waited on outside levels."""
        return cell(self.level_name(one.level), self.waited(one))

    def level_name(self, level: str) -> str:
        """A level by its name; one the program does not know as it was written."""
        return self.terms.level.get(level, level)

    def waited(self, one: Item) -> str:
        """The outside clock; nothing where it never ran."""
        return self.says.outside.format(days=told.days_text(one.waited, self.common)) if one.waited.count else ""

    def due(self, one: Item) -> Cell:
        """The due day, how far it is off, and the first one where it was put off."""
        first = self.says.first_due.format(due=one.first_due) if one.first_due and one.first_due != one.due else ""
        return cell(str(one.due or ""), self.from_due(one), first)

    def from_due(self, one: Item) -> str:
        """How long it is overdue, or how many days are left."""
        if one.late is not None:
            return self.common.overdue.format(days=told.days_text(one.late, self.common))
        left = self.left(one)
        if left is None:
            return ""
        return self.common.due_in.format(days=left) if left else self.common.due_today

    def left(self, one: Item) -> int | None:
        """Calendar days until it comes due; None without a due day ahead."""
        on = self.review.agenda.on
        return days_between(on, one.due) if one.due and one.due >= on else None

    def raised(self, one: Item) -> str:
        """The day it was raised, as precisely as it is known."""
        return day_text(one.raised, self.lang, self.terms.unknown_day)

    def alert(self, one: Item) -> str:
        """Its alert and whom to tell."""
        return told.alert_text(one, self.common, self.terms)

    def carried(self, one: Item) -> str:
        """For the n-th week on the page."""
        return told.carried_text(one, self.common)

    def moved(self, one: Item) -> str:
        """That its project moved."""
        return told.moved_text(one, self.common, self.terms)

    def said(self, one: Said) -> str:
        """A word on a blocker as one line."""
        return told.word_line(one, self.lang)

    def last(self, one: Item) -> str:
        """The last word on a blocker."""
        last = last_said(self.review, one.id)
        return self.said(last) if last else ""


def last_said(review: Review, blocker: int) -> Said | None:
    """The last word on a blocker that the page knows."""
    during: Mapping[int, tuple[Said, ...]] = review.during
    return during[blocker][-1] if during.get(blocker) else review.before.get(blocker)


def day(on: date | None) -> Cell:
    """A day; an unknown one is empty."""
    return cell(str(on or ""))


def exact(text: str) -> Cell:
    """An exact number as the office's books have it."""
    return number(Decimal(text), text)
