"""What an inspection would ask of the year, kind by kind: Enter answers a question, and lists all of its projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from tracker.domain.rules_problems import RulesetError
from tracker.office.auditing.audited import QuestionSeen, YearAudited, audit
from tracker.report.lists.audit import audit_tables
from tracker.words import spoken
from tracker.words.audit import (
    FEW,
    AuditWords,
    audit_answer_line,
    audit_head,
    facts_text,
    kind_line,
    project_texts,
    question_text,
)
from tui.actions import BACK, COPY, MARK, MARK_ALL, REFRESH, UNDO_LAST, YEAR_KEYS, Action, shown_key
from tui.dialogs.auditing import AnswerQuestionsDialog
from tui.exported import Exported
from tui.screens.figures_asked import Wrong, wrong_rules
from tui.screens.year_page import YearPage
from tui.text import drawn, marks, wrap
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row, blank, wrapped

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


@dataclass(frozen=True, slots=True)
class _Here:
    """What the cursor stands on: a question, or one of its projects."""

    question: str
    project: int = 0
    """Which of them, from 0."""


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
        self._unfolded: set[str] = set()
        """Questions of which every project is listed."""

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
        head, *notes = audit_head(found, lang)
        yield wrapped(head, "warn" if found.open else "good" if found.projects else "dim", width)
        for note in notes:
            yield wrapped(note, "dim", width)
        for check, questions in found.by_kind.items():
            yield blank()
            yield from self._kind(check, questions, width)

    def _kind(self, check: AuditCheck, questions: Sequence[QuestionSeen], width: int) -> Iterator[Row]:
        told = ((kind_line(check, questions, self.words.lang), "name"), (self._says.published[check], "dim"))
        yield Row(tuple([(line, style)] for text, style in told for line in wrap(drawn(text), width)), rest=False)
        for one in questions:
            yield self._question(one, width)
            yield from self._projects(one, width)

    def _question(self, one: QuestionSeen, width: int) -> Row:
        """What is asked; below it the first projects with their facts unless all are listed, and the answer."""
        lang, is_open = self.words.lang, one.answer is None
        mark = f"{marks().met} " if one.id in self._marked else "  "
        style = "warn" if is_open else "dim"
        lines: list[Line] = [[(mark if not at else "  ", "key"), (line, style)] for at, line in enumerate(
            wrap(f"{one.id}  {drawn(question_text(one.of, lang))}", max(width - 2, 8)))]
        told = []
        if one.id not in self._unfolded:
            told.append((facts_text(one.of, lang, counts_more=False), "" if is_open else "dim"))
        if why := audit_answer_line(one, lang):
            told.append((why, "good" if one.answer else "warn"))
        for text, style in told:
            lines += [[("    ", ""), (line, style)] for line in wrap(drawn(text), max(width - 4, 8))]
        return Row(tuple(lines), does="answer", to=_Here(one.id), about=one.id)

    def _projects(self, one: QuestionSeen, width: int) -> Iterator[Row]:
        """How many more projects there are; where they are listed, each on a row of its own."""
        says, projects, key = self._says, len(one.of.projects), shown_key("answer_question", self.words)
        unfolded = one.id in self._unfolded
        if unfolded or projects > FEW:
            told = says.fold.format(count=projects, key=key) if unfolded else says.unfold.format(
                count=projects - FEW, key=key)
            yield Row(([("    ", ""), (told, "key")],), does="unfold", to=_Here(one.id), about=(one.id, "unfold"))
        if unfolded:
            for at, text in enumerate(project_texts(one.of, self.words.lang)):
                lines = wrap(drawn(text), max(width - 6, 8))
                yield Row(tuple([("      " if not below else "        ", ""), (line, "")]
                                for below, line in enumerate(lines)), does="project", to=_Here(one.id, at),
                          about=(one.id, at))

    # -- keys ---------------------------------------------------------------------------------------------------------

    def _here(self) -> _Here | None:
        row = self.query_one(Page).row
        return row.to if row is not None and isinstance(row.to, _Here) else None

    def action_mark(self) -> None:
        """Marks the question under the cursor, or unmarks it, and goes on."""
        if (here := self._here()) is not None:
            self._marked ^= {here.question}
            self.fill()
            self.query_one(Page).action_cursor_down()

    def action_mark_all(self) -> None:
        """Marks what nobody answered; where all of it is marked already, unmarks it."""
        if self._seen is not None:
            open_ = {one.id for one in self._seen.audited.open}
            self._marked = self._marked - open_ if open_ <= self._marked else self._marked | open_
            self.fill()

    def action_answer_question(self) -> None:
        """Enter: answers what is marked, or the question under the cursor; lists its projects, or opens one of them.
        """
        self.query_one(Page).pick()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the form, the list of projects, or a project."""
        seen, here = self._seen, event.row.to
        if seen is None or not isinstance(here, _Here):
            return
        if event.row.does == "unfold":
            self._unfold(here.question)
        elif event.row.does == "project":
            self._open(here)
        else:
            wanted = self._marked or {here.question}
            chosen = [one for number, one in seen.questions.items() if number in wanted]
            self.app.push_screen(AnswerQuestionsDialog(seen.year, chosen), self._done)

    def _unfold(self, question: str) -> None:
        """Lists every project of a question, and goes to the first; or folds them up again."""
        self._unfolded ^= {question}
        self.fill()
        if question in self._unfolded:
            self.query_one(Page).stand_on_row((question, 0))

    def _open(self, here: _Here) -> None:
        if self._seen is not None:
            of = self._seen.questions[here.question].of
            code = of.projects[here.project]
            name = next(fact.name for fact in of.facts if fact.code == code)
            self.office_app.open_project(code, name)

    def _done(self, done: str | None) -> None:
        if done is not None:
            self._marked.clear()
            self._read()

    def action_project_of_question(self) -> None:
        """F2: the project under the cursor, or that of the question; of several projects all are listed first."""
        row, here = self.query_one(Page).row, self._here()
        if self._seen is None or row is None or here is None:
            return
        if row.does == "project" or len(self._seen.questions[here.question].of.projects) == 1:
            self._open(here)
        elif here.question in self._unfolded:
            self.query_one(Page).stand_on_row((here.question, 0))
        else:
            self._unfold(here.question)

    def exported(self) -> Exported | str:
        """Every question with its projects."""
        seen, lang = self._seen, self.words.lang
        if seen is None:
            return self.words.lists.not_yet
        return Exported("audit", lambda desk: audit_tables(seen.audited, lang), tuple(audit_head(seen.audited, lang)),
                        year=seen.year)

    def action_back(self) -> None:
        """Unmarks everything, else back to the figures."""
        if self._marked:
            self._marked.clear()
            self.fill()
        else:
            self.dismiss()
