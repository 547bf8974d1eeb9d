"""What an inspection would ask of the year: kind by kind, each question with its projects; Enter answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from tracker.domain.rules_problems import RulesetError
from tracker.office.auditing.audited import QuestionSeen, YearAudited, audit
from tracker.report.lists.audit import audit_table
from tracker.words import spoken
from tracker.words.audit import AuditWords, audit_answer_line, audit_line, facts_text, left_out_line, question_text
from tui.actions import BACK, COPY, MARK, MARK_ALL, REFRESH, UNDO_LAST, YEAR_KEYS, Action
from tui.dialogs.auditing import AnswerQuestionsDialog
from tui.exported import Exported
from tui.screens.figures_asked import Wrong, wrong_rules
from tui.screens.year_page import YearPage
from tui.text import drawn, marks, wrap
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row, blank

if TYPE_CHECKING:
    from tracker.domain.audit_kinds import AuditCheck
    from tracker.office.desk import Desk
    from tracker.words import Lang


@dataclass(frozen=True, slots=True)
class QuestionsSeen:
    """What is asked of a year, as it was read."""

    year: int
    audited: YearAudited
    changes: int

    @property
    def questions(self) -> dict[str, QuestionSeen]:
        """Every question by its number, in the order they are shown."""
        return {one.id: one for one in self.audited.questions}


class AuditingScreen(YearPage[QuestionsSeen]):
    """The questions of the year; what is marked, or the line under the cursor, is answered."""

    NAME = "auditing"
    ACTIONS = (
        Action("answer_question", ("enter",), "figures", writes=True),
        Action("project_of_question", ("f2", "o"), "figures"),
        MARK, MARK_ALL, BACK, *YEAR_KEYS, UNDO_LAST, REFRESH, COPY)
    FOOTER = ("answer_question", "project_of_question", "mark", "mark_all", "year_back", "year_on", "palette", "help",
              "back", "undo", "export")
    DEFAULT_CSS = """
    AuditingScreen { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._marked: set[str] = set()

    def seen_by(self, desk: Desk, year: int, lang: Lang) -> QuestionsSeen | Wrong:
        """Asks of the year."""
        changes = desk.store.changes()
        try:
            return QuestionsSeen(year, audit(desk, year), changes)
        except RulesetError as error:
            return wrong_rules(error, lang)

    def fill(self) -> None:
        """Shows again what was read; what is no longer asked is not marked."""
        if self._seen is not None:
            self._marked &= self._seen.questions.keys()
        super().fill()

    # -- rows ---------------------------------------------------------------------------------------------------------

    @property
    def _says(self) -> AuditWords:
        return spoken(self.words.lang, AuditWords)

    def rows(self, seen: QuestionsSeen, width: int) -> Iterator[Row]:
        """The year in one line; then kind by kind which audits ask it, and each question."""
        lang, found = self.words.lang, seen.audited
        style = "warn" if found.open else "good"
        yield self._wrapped(audit_line(found, lang), width, style)
        if left_out := left_out_line(found, lang):
            yield self._wrapped(left_out, width, "dim")
        for check in dict.fromkeys(one.of.check for one in found.questions):
            yield blank()
            yield from self._kind(check, [one for one in found.questions if one.of.check is check], width)

    def _wrapped(self, text: str, width: int, style: str) -> Row:
        return Row(tuple([(line, style)] for line in wrap(drawn(text), width)), rest=False)

    def _kind(self, check: AuditCheck, questions: list[QuestionSeen], width: int) -> Iterator[Row]:
        says = self._says
        told = says.kind.format(name=self.terms.terms.asked[check], count=len(questions),
                                open=sum(one.answer is None for one in questions))
        yield Row(([(drawn(told), "name")], *([(line, "dim")] for line in wrap(says.published[check], width))),
                  rest=False)
        for one in questions:
            yield self._question(one, width)

    def _question(self, one: QuestionSeen, width: int) -> Row:
        """What is asked; below it the projects with their facts, and the answer."""
        lang, is_open = self.words.lang, one.answer is None
        mark = f"{marks().met} " if one.id in self._marked else "  "
        style = "warn" if is_open else "dim"
        lines: list[Line] = [[(mark if not at else "  ", "key"), (line, style)] for at, line in enumerate(
            wrap(f"{one.id}  {drawn(question_text(one.of, lang))}", max(width - 2, 8)))]
        told = [(facts_text(one.of, lang), "" if is_open else "dim")]
        if why := audit_answer_line(one, lang):
            told.append((why, "good" if one.answer else "warn"))
        for text, style in told:
            lines += [[("    ", ""), (line, style)] for line in wrap(drawn(text), max(width - 4, 8))]
        return Row(tuple(lines), does="answer", to=one.id)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def _here(self) -> str | None:
        row = self.query_one(Page).row
        return str(row.to) if row is not None and row.does == "answer" else None

    def action_mark(self) -> None:
        """Marks the question under the cursor, or unmarks it, and goes on."""
        if (here := self._here()) is not None:
            self._marked ^= {here}
            self.fill()
            self.query_one(Page).action_cursor_down()

    def action_mark_all(self) -> None:
        """Marks what nobody answered; where all of it is marked already, unmarks it."""
        if self._seen is not None:
            open_ = {one.id for one in self._seen.audited.open}
            self._marked = self._marked - open_ if open_ <= self._marked else self._marked | open_
            self.fill()

    def action_answer_question(self) -> None:
        """Enter: answers what is marked, or the question under the cursor."""
        self.query_one(Page).pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the form."""
        seen = self._seen
        if seen is None or event.row.does != "answer":
            return
        wanted = self._marked or {str(event.row.to)}
        chosen = [one for number, one in seen.questions.items() if number in wanted]
        self.app.push_screen(AnswerQuestionsDialog(seen.year, chosen), self._done)

    def _done(self, done: str | None) -> None:
        if done is not None:
            self._marked.clear()
            self._read()

    def action_project_of_question(self) -> None:
        """F2: the first project that the question under the cursor is about."""
        here = self._here()
        if self._seen is not None and here is not None:
            fact = self._seen.questions[here].of.facts[0]
            self.office_app.open_project(fact.code, fact.name)

    def exported(self) -> Exported | str:
        """Every question with its projects."""
        seen, lang = self._seen, self.words.lang
        if seen is None:
            return self.words.lists.not_yet
        about = tuple(filter(None, (audit_line(seen.audited, lang), left_out_line(seen.audited, lang))))
        return Exported("audit", lambda desk: [audit_table(seen.audited, lang)], about, year=seen.year)

    def action_back(self) -> None:
        """Unmarks everything, else back to the figures."""
        if self._marked:
            self._marked.clear()
            self.fill()
        else:
            self.dismiss()
