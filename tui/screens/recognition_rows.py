"""How the screen of what waits to be recognised tells a milestone or a receipt: one line in the list, and its page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.domain.recognising import Waiting
from tracker.report.lists.recognition import lacking_text, what_waits
from tracker.words import spoken
from tracker.words.amounts import amount_text
from tracker.words.days import day_text
from tracker.words.recognition import RecognitionWords, verdict_line
from tui.text import drawn, marks, pad, paragraphs
from tui.widgets.lines import Line, spread
from tui.widgets.page import Row

if TYPE_CHECKING:
    from tracker.office.recognition.queue import Awaiting
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords

_SOON = timedelta(days=14)
"""So long before the last day for papers a line warns of it."""
_STYLES = {Waiting.SENT_BACK: "bad", Waiting.READY: "good", Waiting.LACKS: "warn"}


class RecognitionLines:
    """Makes lines of what waits in one language; `last_days` says whether any of it has a last day for papers."""

    def __init__(self, words: ScreenWords, terms: Words, today: date, *, last_days: bool) -> None:
        self.words, self.terms, self.today, self._last_days = words, terms, today, last_days
        self.says, self.named = words.recognition, spoken(words.lang, RecognitionWords)

    # -- the list -----------------------------------------------------------------------------------------------------

    def columns(self, width: int) -> list[tuple[str, int]]:
        """The columns, each with its cells; project and note share what is left."""
        wide = self.words.wide
        fixed = [("day", 10), ("what", 22 if wide else 18), ("who", 11 if wide else 8)]
        fixed += [("last", 11 if wide else 10)] if self._last_days else []
        rest = width - 3 - sum(size + 1 for _, size in fixed)
        project = max(min(rest // 2, 34), 10)
        return [*fixed[:2], ("project", project), *fixed[2:], ("note", max(rest - project - 1, 6))]

    def head(self, width: int) -> Line:
        """The names of the columns, over them."""
        line: Line = [("  ", "")]
        for name, size in self.columns(width):
            line += [(pad(self.says.head[name], size), "dim"), (" ", "")]
        return line[:-1]

    def line(self, fact: Awaiting, width: int, *, marked: bool) -> Line:
        """A fact in one line."""
        line: Line = [(f"{marks().met} " if marked else "  ", "key")]
        for name, size in self.columns(width + 1):
            text, style = self._cell(fact, name)
            line += [(pad(drawn(text), size), style), (" ", "")]
        return line[:-1]

    def _cell(self, fact: Awaiting, name: str) -> tuple[str, str]:
        if name == "day":
            return day_text(fact.day, self.words.lang, self.terms.terms.unknown_day), ""
        if name == "what":
            amount = amount_text(fact.amount, self.words.lang)
            return f"{what_waits(fact, self.words.lang)} {amount}".rstrip(), ""
        if name == "who":
            return (self.named.own if fact.own else fact.reported_by), "dim"
        if name == "last":
            return str(fact.papers_by or ""), self._pressing(fact)
        return (fact.project, "name") if name == "project" else self._note(fact)

    def _note(self, fact: Awaiting) -> tuple[str, str]:
        """Why it was sent back, else what it lacks, else what proves it."""
        if fact.state is Waiting.SENT_BACK and fact.back is not None:
            return " ".join(fact.back.reason.split()), "bad"
        if fact.lacks:
            return self.says.lacks.format(kinds=lacking_text(fact, self.words.lang)), "warn"
        return self._kinds(fact), "dim"

    def _pressing(self, fact: Awaiting) -> str:
        """How the last day for papers is drawn: it has passed, or comes soon."""
        if fact.papers_by is None or fact.papers_by > self.today + _SOON:
            return "dim"
        return "bad" if fact.papers_by < self.today else "warn"

    def _kinds(self, fact: Awaiting) -> str:
        terms = self.terms.terms
        return terms.list_joint.join(terms.evidence.get(kind, kind) for kind in fact.papers)

    def name(self, fact: Awaiting) -> str:
        """A fact as sentences name it: its project, and the stage or the amount."""
        amount = amount_text(fact.amount, self.words.lang) if fact.amount else ""
        return f"{fact.project} {what_waits(fact, self.words.lang)} {amount}".rstrip()

    # -- the page -----------------------------------------------------------------------------------------------------

    def story(self, fact: Awaiting, labels: Mapping[str, str], width: int) -> list[Row]:
        """All about a fact; `labels` are the names of indicators by their keys."""
        says, lang = self.says, self.words.lang
        amount = amount_text(fact.amount, lang) if fact.amount else ""
        day = day_text(fact.day, lang, self.terms.terms.unknown_day)
        lines: list[Line] = [
            spread([(drawn(fact.project), "name")], [(drawn(fact.code), "dim")], width),
            spread([(what_waits(fact, lang), "head"), (f"  {day}  {amount}".rstrip(), "")],
                   [(self.named.state[fact.state], _STYLES[fact.state])], width)]
        told = [(verdict_line(fact.back, lang), "bad" if fact.state is Waiting.SENT_BACK else "dim")] if (
            fact.back) else []
        told += [(says.lacks.format(kinds=lacking_text(fact, lang)), "warn")] if fact.lacks else []
        told += [(says.papers.format(kinds=self._kinds(fact)), "")] if fact.papers else []
        told += [(says.papers_by.format(day=fact.papers_by), self._pressing(fact))] if fact.papers_by else []
        told.append((self.named.own if fact.own else says.reported.format(who=fact.reported_by), "dim"))
        if fact.asked_by:
            names = self.terms.terms.list_joint.join(labels.get(key, key) for key in fact.asked_by)
            told.append((says.asked_by.format(names=names), "dim"))
        return [*(Row((line,), rest=False) for line in lines),
                *(Row(tuple([(line, style)] for line in paragraphs(text, width))) for text, style in told)]
