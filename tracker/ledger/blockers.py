"""Reads the blockers sheet: what stops which project since when, who is to solve it, and how far that has come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from tracker.domain.blocking import OTHER_CATEGORY, BlockerState, Word
from tracker.domain.day_text import DATE_OF_ANY_YEAR
from tracker.domain.days import Day, NotADay, Precision, is_empty, is_vague, read_day
from tracker.domain.order import is_ahead
from tracker.domain.period_text import Period, lacks_period_year, read_period
from tracker.domain.reasons import Code
from tracker.domain.text import clean, clean_lines, fold_width
from tracker.ledger.account import Fate, PartAccount
from tracker.ledger.blocker_log import words_of_log
from tracker.ledger.blocker_words import (
    YearMeant,
    closing_in,
    deadline_in,
    names_in,
    one_deadline_in,
    pieces_of,
    speaker_in,
)
from tracker.ledger.cells import Cells
from tracker.ledger.headers import fold, stated_year
from tracker.ledger.layout import SheetLayout
from tracker.ledger.people import contact_columns, people_beside_numbers
from tracker.ledger.receipts import Stray, named_rows, whose
from tracker.ledger.rows import BlockerRow, NoteCode, ProblemCode, SaidRow
from tracker.ledger.sections import SECTION_NOTE, bare
from tracker.ledger.stack import is_blank
from tracker.ledger.stage_cells import planned_said
from tracker.ledger.targets import year_in
from tracker.ledger.words import blocker_state_said, cause_of, no_trouble_said, yes_or_no
from tracker.ledger.workbook import BookSheet, Stop

_FILLED = ("code", "project", "category", "bureau", "person", "raised", "due")
DONE = ("已销号", "销号", "已办结", "已答复")
LEVELS = (("联络员", "officer"), ("链长", "chain_leader"), ("省", "province"), ("地市", "prefecture"), ("市", "city"),
          ("县", "city"), ("区", "city"))


_LEADER = re.compile(r"领导|链长")
_PEOPLE = re.compile(r"(?:领导|链长|责任人|负责人|联系人|经办人|办理人|联络员)(?!.*(?:电话|方式))")
_SAID_ON = re.compile(rf"(?:是|已?(?:销号|核销|办结|解决|完成|答复|"
                      rf"回复))[(（\[:：,，\s]*(?:于|时间)?[:：]?({DATE_OF_ANY_YEAR})(?:已?(?:销号|核销|办结|解决|"
                      rf"完成))?[)）\]。]?"
                      rf"|(?:已于)?({DATE_OF_ANY_YEAR})(?:已|正式)?(?:销号|核销|办结|解决|完成|答复|回复)[。]?")
"""A day beside the word that says it was closed: 是（2024.5.20）, 已于5月20日销号."""
_WHETHER = re.compile(r"是否")
"""How the header of a state begins whose yes says that all is done."""
_CLOSED_SECTION = re.compile(r"(?:均|全部)*已经?(?:全部|完成)*(?:销号|核销|办结|解决|化解|整改|闭环|完成)"
                             r"(?:完成|到位|完毕)?的?(?:问题|卡点|堵点|困难|事项)*(?:清单|台账|情况)?")


class Blockers:
    """The reader of one blockers sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount) -> None:
        self.sheet = sheet
        self.layout = layout
        self.cells = cells
        self.account = account
        self.strays: list[Stray] = []
        self._year = year_in(layout.title) or year_in(sheet.name) or cells.year
        self._year_due = stated_year(layout.headers.get("due", "")) or self._year
        self._meant = YearMeant(None, cells.until, self._year)
        """What tells the year of days without one in the row that is read."""
        self._names = frozenset(self._people())
        self._contacts = contact_columns(layout)

    def rows(self, stop: Stop | None = None) -> list[BlockerRow]:
        """Every blocker that can be read, in order."""
        return [found for number, cells, sections in named_rows(self.sheet, self.layout, self.cells, self.account,
                                                                _FILLED, stop)
                if (found := self._row(number, cells, sections))]

    def _people(self) -> Iterator[str]:
        """Everybody whom a column of responsible people names; of 住建局 王五 in that of the bureau the last one."""
        columns = {column: head.field for column, head in self.layout.heads().items() if _PEOPLE.search(head.header)}
        for row in self.sheet.rows[self.layout.first_row:self.layout.last_row or None]:
            for column, field in columns.items():
                if column < len(row) and isinstance(cell := row[column], str):
                    names = names_in(cell)
                    yield from names[-1:] if field == "bureau" else names

    def _row(self, number: int, cells: list[object], sections: tuple[str, ...]) -> BlockerRow | None:
        name, code, key = whose(self.cells, self.layout, number, cells)
        described = self._text("description", cells, page=True)
        said_category = self._text("category", cells)
        text = described or said_category
        if not text or no_trouble_said(described or text):
            self.cells.note(NoteCode.BLOCKER_EMPTY, self.layout, number)
            return None
        raised = self._day("raised", number, cells)
        self._meant = YearMeant(raised.on if isinstance(raised, Day) else None, self.cells.until, self._year)
        due, kept = self._due(number, cells, raised)
        first_due = self._day("first_due", number, cells, ahead=True)
        words = self._words(number, cells, raised, kept, sections)
        if not (name or code) or ProblemCode in (type(raised), type(due), type(first_due)) or words is None:
            self.strays.append((self.layout.sheet, self.layout.letter("project"), number, name, key, None, text))
            return None
        raised = raised if isinstance(raised, Day) else Day.unknown()
        if isinstance(due, date) and Day(due).certainly_before(raised):
            self.cells.note(NoteCode.DUE_BEFORE_RAISED, self.layout, number)
        return BlockerRow(
            self.layout, number, code, name, key, said_category or _category(sections, text), text,
            bureau=self._text("bureau", cells), person=self._person(number, cells), level=self._level(cells),
            permit=self._text("permit", cells), authority=self._text("authority", cells), raised=raised,
            due=due if isinstance(due, date) else None, words=self._with_log(cells, words),
            first_due=first_due.last if isinstance(first_due, Day) else None, blocking=self._blocking(cells),
        )

    def _person(self, number: int, cells: list[object]) -> str:
        """Who is responsible; of a column that has telephones as well the people."""
        person = self._text("person", cells)
        for field, header, column in self._contacts:
            if not person and (person := people_beside_numbers(str(cells[column] or ""))):
                self.cells.note(NoteCode.PEOPLE_READ, self.layout, number, header=header, field=field)
        return person

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
        return (*logged, *(said for said in words if not _is_logged(said, logged)))

    def _text(self, field: str, cells: list[object], *, page: bool = False) -> str:
        column = self.layout.columns.get(field)
        if column is None:
            return ""
        return self.cells.page(cells[column]) if page else self.cells.line(cells[column])

    def _day(self, field: str, number: int, cells: list[object], *, ahead: bool = False) -> Day | ProblemCode | None:
        column = self.layout.columns.get(field)
        if column is None or is_blank(cells[column]):
            return None
        cell = cells[column]
        if isinstance(cell, str) and isinstance(self.cells.day_found(cell), ProblemCode):
            meant = self._meant.day(cell) if field in ("answered", "verified") else None
            year = meant.on.year if meant is not None and meant.on is not None else self._year
            day = self.cells.day_in_year(cell, year) if year is not None else None
            if day is not None and (ahead or not is_ahead(day, self.cells.today)):
                return day
        return self.cells.day(self.layout, number, field, cell, ahead=ahead)

    def _due(self, number: int, cells: list[object],
             raised: Day | ProblemCode | None) -> tuple[date | ProblemCode | None, str]:
        """The last day of what is asked for, and the text where it says otherwise: 立行立改, 年底前 are no day.

        A day without a year is of the year that the book names, or else of that of the day it was raised on or of the
        other days below this header; where there is none it is asked about.
        """
        column = self.layout.columns.get("due")
        if column is None or is_blank(cells[column]):
            return self._due_beside(number, cells, raised), ""
        cell = cells[column]
        if isinstance(cell, str):
            text = cell if self._is_a_day(cell) or lacks_period_year(cell) else (
                deadline_in(cell) or one_deadline_in(cell) or cell)
            period = self._period(number, text, raised)
            if period is not None:
                plain = text is cell and not period.before and period.day.precision is Precision.DAY
                return period.last, "" if plain else self.cells.line(cell)
            if lacks_period_year(text):
                self.cells.problem(self.layout, number, "due", ProblemCode.NOT_A_DATE, cell, "no_year")
                return ProblemCode.NOT_A_DATE, ""
            if not self._is_a_day(cell):
                self.cells.fate(self.layout, number, column, Fate.NOTE)
                self.cells.note(NoteCode.DUE_KEPT, self.layout, number, value=self.cells.line(cell))
                return None, self.cells.line(cell)
        day = self.cells.day(self.layout, number, "due", cell, ahead=True)
        return (day.last, "") if isinstance(day, Day) else (day, "")

    def _due_beside(self, number: int, cells: list[object], raised: Day | ProblemCode | None) -> date | None:
        """The deadline in a cell of responsible people (责任领导：张三 完成时限：6月底前), whose text stays there."""
        said = next((text for column, head in self.layout.heads().items() if _PEOPLE.search(head.header)
                     or head.field in ("bureau", "person") if (text := deadline_in(str(cells[column])))), "")
        period = self._period(number, said, raised) if said else None
        return period.last if period is not None else None

    def _period(self, number: int, text: str, raised: Day | ProblemCode | None) -> Period | None:
        """The period a deadline names; None for what is none, and where nothing says which year is meant.

        The year of a day beside it is said: it is the first such period that ends after it was raised.
        """
        if self._year_due is not None or not lacks_period_year(text):
            return read_period(text, self._year_due)
        on = raised.on if isinstance(raised, Day) else None
        first = on.year if on is not None else self._year_of_due
        periods = [read_period(text, year) for year in (first, first + 1)] if first is not None else []
        found = next((period for period in periods if period and (on is None or period.last >= on)), None)
        if found is not None:
            self.cells.note(NoteCode.DUE_YEAR, self.layout, number, value=self.cells.line(text), year=found.last.year)
        return found

    @cached_property
    def _year_of_due(self) -> int | None:
        """The one year that the other days below the header of the deadlines lie in."""
        column = self.layout.columns.get("due")
        rows = self.sheet.rows[self.layout.first_row:self.layout.last_row or None] if column is not None else []
        years = {day.on.year for row in rows if len(row) > (column or 0)
                 and isinstance(day := self.cells.day_found(row[column or 0]), Day) and day.on is not None}
        return years.pop() if len(years) == 1 else None

    @staticmethod
    def _is_a_day(cell: str) -> bool:
        """Whether a text is a day, or would be one if the calendar had it."""
        try:
            return read_day(cell) is not None
        except NotADay as error:
            return error.code is Code.NO_SUCH_DATE

    def _level(self, cells: list[object]) -> str:
        text = self._text("level", cells)
        return next((level for sign, level in LEVELS if sign in text), "")

    def _words(self, number: int, cells: list[object], raised: Day | ProblemCode | None,
               due: str, sections: tuple[str, ...]) -> tuple[SaidRow, ...] | None:
        """Answer and verification, from their days, else from the state, else from what the words on it or its section
        say; None when a day of them is wrong. What the sections are called is kept.
        """
        state = self._state(number, cells)
        days = {}
        for field, word in (("answered", Word.ANSWER), ("verified", Word.VERIFY)):
            day = self._closing_day(field, number, cells)
            if isinstance(day, ProblemCode):
                return None
            if isinstance(day, Day):
                days[word] = day
        if not days and state in (BlockerState.VERIFIED, BlockerState.ANSWERED):
            whether = _WHETHER.match(fold_width(self.layout.headers["state"]).strip())
            days[Word.VERIFY if state is BlockerState.VERIFIED or whether else Word.ANSWER] = self._day_said(
                fold_width(self._text("state", cells))) or Day.unknown()
        elif not days:
            days = self._closed_in_words(number, cells, sections, is_open=state is BlockerState.OPEN)
        if days and state is BlockerState.OPEN:
            self.cells.note(NoteCode.STATE_CONTRADICTS, self.layout, number)
        if not self._after(number, cells, raised, days):
            return None
        answer = self._text("answer", cells, page=True)
        answer = "" if is_empty(answer) else answer
        several = len(pieces_of(answer, self._meant, self._names)) > 1
        closing = tuple(SaidRow(word, day, answer if not several and (
            word is Word.ANSWER or Word.ANSWER not in days) else "") for word, day in days.items())
        grouped = (SaidRow(Word.NOTE, Day.unknown(), f"{SECTION_NOTE}：{' / '.join(sections)}"),) if sections else ()
        return (*self._told(number, cells, answer if several or not days else "", due), *grouped, *closing)

    def _closed_in_words(self, number: int, cells: list[object], sections: tuple[str, ...], *,
                         is_open: bool) -> dict[Word, Day]:
        """How one was done with by its last words (已销号（7月28日）) or its section (一、已销号问题), with a note.
        A state that says it is open holds.
        """
        pieces = pieces_of(self._text("answer", cells, page=True), self._meant, self._names)
        found = closing_in(pieces[-1].text) if pieces else None
        if found is not None:
            header, value = clean(self.layout.headers["answer"]), pieces[-1].text
            day = self._meant.day(found[1]) if found[1] else pieces[-1].day
        elif sections and _CLOSED_SECTION.fullmatch(bare(sections[-1])):
            header, value, found, day = SECTION_NOTE, sections[-1], (Word.VERIFY, ""), None
        else:
            return {}
        no = self.layout.columns.get("verified")
        if is_open or (no is not None and not is_blank(cells[no])):
            self.cells.note(NoteCode.CLOSED_AGAINST_STATE, self.layout, number, header=header, value=value)
            return {}
        if day is None or is_ahead(day, self.cells.today):
            day = Day.unknown()
        self.cells.note(NoteCode.CLOSED_IN_WORDS, self.layout, number, header=header, value=value, day=day)
        return {found[0]: day}

    def _told(self, number: int, cells: list[object], answer: str, due: str) -> Iterator[SaidRow]:
        """What the sheet says besides: how far an open blocker has come, remarks, and columns that no field holds.

        Each day that a text names begins a word of its own. They are the words of whoever signs them, else of the one
        person that the sheet names for the blocker.
        """
        columns, headers = self.layout.columns, self.layout.headers
        told = [("answer", answer), ("due", due), *self._unclosed(number, cells)]
        told += [(name, self.cells.line(cells[columns[name]])) for name in ("raised", "answered", "verified")
                 if name in columns and self.cells.says_more(cells[columns[name]])]
        told += [(name, self.cells.page(cells[columns[name]])) for name in ("measure", "remarks", "progress")
                 if name in columns]
        labelled = [(clean(headers[name]), text) for name, text in told if text]
        log = fold(headers["log"]) if "log" in columns else ""
        labelled += [(header, self.cells.page(cells[column])) for header, column in self.layout.others
                     if not log or fold(header) != log]
        author = self._author(cells)
        for header, text in labelled:
            if text and not is_empty(text):
                for piece in pieces_of(text, self._meant, self._names):
                    ahead = is_ahead(piece.day, self.cells.until if piece.year_meant else self.cells.today)
                    yield SaidRow(Word.NOTE, Day.unknown() if ahead else piece.day, f"{header}：{piece.text}",
                                  piece.author or author, year_meant=piece.year_meant)

    def _author(self, cells: list[object]) -> str:
        """Who speaks for a blocker: 责任人, else 责任领导."""
        person = speaker_in(self._text("person", cells))
        leaders = (self.cells.line(cells[column]) for header, column in self.layout.others if _LEADER.search(header))
        return person or next((speaker_in(name) for name in leaders if name and not is_empty(name)), "")

    def _unclosed(self, number: int, cells: list[object]) -> Iterator[tuple[str, str]]:
        """What columns of days of closing say that is no such day: 部分解决, 预计6月完成."""
        for field in ("answered", "verified"):
            column = self.layout.columns.get(field)
            cell = cells[column] if column is not None else ""
            if isinstance(cell, str) and self._is_unclosed(cell):
                yield field, self.cells.line(cell)
                self.cells.fate(self.layout, number, self.layout.columns[field], Fate.NOTE)

    def _is_unclosed(self, cell: str) -> bool:
        """Whether words in the place of a day of closing say that it is not closed, and more than no."""
        text = fold_width(self.cells.line(cell))
        if yes_or_no(text) is not None or not isinstance(self.cells.day_found(cell), ProblemCode):
            return False
        return planned_said(text) or blocker_state_said(text) is BlockerState.OPEN

    def _state(self, number: int, cells: list[object]) -> BlockerState | None:
        text = self._text("state", cells)
        if is_empty(text) and "未" not in text:  # 未销号 says more than / and 无
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
        text = fold_width(self.cells.line(cells[column]))
        if (day := self._day_said(text)) is not None:
            return day
        if isinstance(cells[column], str) and self._is_unclosed(str(cells[column])):
            return None
        closed = closing_in(text)
        if closed is not None and closed[1] and (day := self._meant.day(closed[1])) is not None:
            return Day.unknown() if is_ahead(day, self.cells.today) else day
        answer = True if text in DONE or closed is not None else yes_or_no(text)
        if answer is not None:
            return Day.unknown() if answer else None
        return self._day(field, number, cells)

    def _day_said(self, text: str) -> Day | None:
        """The day beside the word that says it was closed; None where there is none that has come."""
        match = _SAID_ON.fullmatch(text)
        said = match[1] or match[2] if match else ""
        day = self._meant.day(said)
        return None if day is None or is_vague(said) or is_ahead(day, self.cells.today) else day

    def _after(self, number: int, cells: list[object], raised: Day | ProblemCode | None, days: dict[Word, Day]) -> bool:
        """Whether nothing was answered or verified before it was raised."""
        fine = True
        for word, day in days.items():
            if isinstance(raised, Day) and day.certainly_before(raised):
                field = "verified" if word is Word.VERIFY else "answered"
                field = next((name for name in (field, "state", "answer") if name in self.layout.columns), "project")
                self.cells.problem(self.layout, number, field, ProblemCode.ORDER, cells[self.layout.columns[field]],
                                   "blocker", raised=raised)
                fine = False
        return fine


def _category(sections: tuple[str, ...], text: str) -> str:
    """The category of a blocker: that of the section it stands in (一、用地类), else by its own words."""
    of_section = next((found for section in reversed(sections) if (found := cause_of(section)) != OTHER_CATEGORY), "")
    return of_section or cause_of(text)


def _covers(word: SaidRow, said: SaidRow) -> bool:
    """Whether a column says no more than a word that is there: of the same kind, on its day or on none."""
    if word.word is not said.word:
        return False
    return said.day in (word.day, Day.unknown())


def _is_logged(said: SaidRow, logged: Sequence[SaidRow]) -> bool:
    """Whether the words of a log say what a column says: of a follow-up each of its lines, behind its header or not."""
    if said.word is not Word.NOTE:
        return any(_covers(word, said) for word in logged)
    header, sign, text = said.text.partition("：")
    lines = {line for word in logged for line in word.text.removeprefix(f"{header}{sign}").split("\n")}
    return lines.issuperset(text.split("\n"))
