"""Reads the blockers sheet: what stops which project since when, who is to solve it, and how far that has come."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.days import Day, is_empty
from tracker.domain.text import clean_lines
from tracker.ledger.account import SheetAccount
from tracker.ledger.blocker_log import words_of_log
from tracker.ledger.cells import Cells
from tracker.ledger.headers import fold
from tracker.ledger.layout import SheetLayout
from tracker.ledger.receipts import Stray, named_rows, whose
from tracker.ledger.rows import BlockerRow, NoteCode, ProblemCode, SaidRow
from tracker.ledger.stack import is_blank
from tracker.ledger.words import blocker_state_said, cause_of, yes_or_no
from tracker.ledger.workbook import BookSheet, Stop

_FILLED = ("code", "project", "category", "bureau", "person", "raised", "due")
DONE = ("已销号", "销号", "已办结", "已答复")
LEVELS = (("联络员", "officer"), ("链长", "chain_leader"), ("省", "province"), ("地市", "prefecture"), ("市", "city"),
          ("县", "city"), ("区", "city"))


class Blockers:
    """The reader of one blockers sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: SheetAccount) -> None:
        self.sheet = sheet
        self.layout = layout
        self.cells = cells
        self.account = account
        self.strays: list[Stray] = []

    def rows(self, stop: Stop | None = None) -> list[BlockerRow]:
        """Every blocker that can be read, in order."""
        return [found for number, cells in named_rows(self.sheet, self.layout, self.cells, self.account, _FILLED, stop)
                if (found := self._row(number, cells))]

    def _row(self, number: int, cells: list[object]) -> BlockerRow | None:
        name, code, key = whose(self.cells, self.layout, number, cells)
        described = self._text("description", cells, page=True)
        said_category = self._text("category", cells)
        text = described or said_category
        if not text or is_empty(text):
            self.cells.note(NoteCode.BLOCKER_EMPTY, self.layout, number)
            return None
        raised = self._day("raised", number, cells)
        due = self._day("due", number, cells, ahead=True)
        first_due = self._day("first_due", number, cells, ahead=True)
        words = self._words(number, cells, raised)
        if not (name or code) or ProblemCode in (type(raised), type(due), type(first_due)) or words is None:
            self.strays.append((self.layout.sheet, self.layout.letter("project"), number, name, key, None, text))
            return None
        raised = raised if isinstance(raised, Day) else Day.unknown()
        if isinstance(due, Day) and due.certainly_before(raised):
            self.cells.note(NoteCode.DUE_BEFORE_RAISED, self.layout, number)
        return BlockerRow(
            self.layout, number, code, name, key, said_category or cause_of(text), text,
            bureau=self._text("bureau", cells), person=self._text("person", cells), level=self._level(cells),
            permit=self._text("permit", cells), authority=self._text("authority", cells), raised=raised,
            due=due.last if isinstance(due, Day) else None, words=self._with_log(cells, words),
            first_due=first_due.last if isinstance(first_due, Day) else None, blocking=self._blocking(cells),
        )

    def _blocking(self, cells: list[object]) -> bool | None:
        """Whether it keeps its project from starting; None where the sheet does not say."""
        column = self.layout.columns.get("blocking")
        return None if column is None or is_blank(cells[column]) else yes_or_no(cells[column])

    def _with_log(self, cells: list[object], words: tuple[SaidRow, ...]) -> tuple[SaidRow, ...]:
        """All words on it where a column has them, with what other columns say and it has not."""
        if "log" not in self.layout.columns:
            return words
        more = [column for header, column in self.layout.others if fold(header) == fold(self.layout.headers["log"])]
        logged = words_of_log(clean_lines("\n".join(str(cells[column] or "") for column in (
            self.layout.columns["log"], *more))))
        return (*logged, *(said for said in words if not any(_covers(word, said) for word in logged)))

    def _text(self, field: str, cells: list[object], *, page: bool = False) -> str:
        column = self.layout.columns.get(field)
        if column is None:
            return ""
        return self.cells.page(cells[column]) if page else self.cells.line(cells[column])

    def _day(self, field: str, number: int, cells: list[object], *, ahead: bool = False) -> Day | ProblemCode | None:
        column = self.layout.columns.get(field)
        if column is None or is_blank(cells[column]):
            return None
        return self.cells.day(self.layout, number, field, cells[column], ahead=ahead)

    def _level(self, cells: list[object]) -> str:
        text = self._text("level", cells)
        return next((level for sign, level in LEVELS if sign in text), "")

    def _words(self, number: int, cells: list[object], raised: Day | ProblemCode | None) -> tuple[SaidRow, ...] | None:
        """Answer and verification, from their days or else from the state; None when a day of them is wrong."""
        state = self._state(number, cells)
        days = {}
        for field, word in (("answered", Word.ANSWER), ("verified", Word.VERIFY)):
            day = self._closing_day(field, number, cells)
            if isinstance(day, ProblemCode):
                return None
            if isinstance(day, Day):
                days[word] = day
        if not days and state is BlockerState.VERIFIED:
            days[Word.VERIFY] = Day.unknown()
        if not days and state is BlockerState.ANSWERED:
            days[Word.ANSWER] = Day.unknown()
        if days and state is BlockerState.OPEN:
            self.cells.note(NoteCode.STATE_CONTRADICTS, self.layout, number)
        if not self._after(number, cells, raised, days):
            return None
        answer = self._text("answer", cells, page=True)
        closing = tuple(SaidRow(word, day, answer if word is Word.ANSWER or Word.ANSWER not in days else "")
                        for word, day in days.items())
        return (*self._told(cells, answer if answer and not is_empty(answer) and not days else ""), *closing)

    def _told(self, cells: list[object], answer: str) -> Iterator[SaidRow]:
        """What the sheet says besides: how far an open blocker has come, remarks, and columns that no field holds."""
        columns, headers = self.layout.columns, self.layout.headers
        if answer:
            yield SaidRow(Word.NOTE, Day.unknown(), f"{headers['answer']}：{answer}")
        told = [(headers[name], columns[name]) for name in ("measure", "remarks") if name in columns]
        log = fold(headers["log"]) if "log" in columns else ""
        for header, column in (*told, *((header, column) for header, column in self.layout.others
                                        if not log or fold(header) != log)):
            text = self.cells.page(cells[column])
            if text and not is_empty(text):
                yield SaidRow(Word.NOTE, Day.unknown(), f"{header}：{text}")

    def _state(self, number: int, cells: list[object]) -> BlockerState | None:
        text = self._text("state", cells)
        if is_empty(text):
            return None
        state = blocker_state_said(text)
        if state is None:
            self.cells.note(NoteCode.STATE_UNCLEAR, self.layout, number, value=text)
        return state

    def _closing_day(self, field: str, number: int, cells: list[object]) -> Day | ProblemCode | None:
        """A day, or an unknown one where the column only says yes."""
        column = self.layout.columns.get(field)
        if column is None or is_blank(cells[column]):
            return None
        answer = True if str(cells[column]).strip() in DONE else yes_or_no(cells[column])
        if answer is not None:
            return Day.unknown() if answer else None
        return self.cells.day(self.layout, number, field, cells[column])

    def _after(self, number: int, cells: list[object], raised: Day | ProblemCode | None, days: dict[Word, Day]) -> bool:
        """Whether nothing was answered or verified before it was raised."""
        fine = True
        for word, day in days.items():
            if isinstance(raised, Day) and day.certainly_before(raised):
                field = "verified" if word is Word.VERIFY else "answered"
                self.cells.problem(self.layout, number, field, ProblemCode.ORDER, cells[self.layout.columns[field]],
                                   "blocker", raised=raised)
                fine = False
        return fine


def _covers(word: SaidRow, said: SaidRow) -> bool:
    """Whether a column says no more than a word that is there: of the same kind, on its day or on none."""
    if word.word is not said.word:
        return False
    return word.text == said.text if said.word is Word.NOTE else said.day in (word.day, Day.unknown())
