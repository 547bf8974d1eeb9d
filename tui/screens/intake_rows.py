"""What the import screen's pages say of a ledger: verdict, headers, problems, additions, corrections, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.ledger.account import Fate
from tracker.ledger.choosing import beside, choices_in
from tracker.ledger.headers import letters
from tracker.ledger.problem_list import summed_up
from tracker.ledger.rows import ProblemCode
from tracker.report.lists.intake import additions_table, changes_table, notes_table, problems_table
from tracker.words import spoken
from tracker.words.amounts import unit_text
from tracker.words.control import ControlWords, cells_line, choice_line, older_lines, total_rows
from tracker.words.days import day_text
from tracker.words.figures import without_origin_line
from tracker.words.ledger import (
    LedgerWords,
    column_field,
    fields_changed,
    kinds_counted,
    note_line,
    place_line,
    problem_line,
    value_text,
)
from tui.actions import shown_key
from tui.text import drawn, marks, pad, right, wrap
from tui.widgets.lines import Line, spread, width_of
from tui.widgets.page import Row, blank, heading

if TYPE_CHECKING:
    from tracker.ledger.rows import Note, Problem
    from tracker.ledger.seen import ColumnSeen, SheetSeen
    from tracker.office.intake.intake import Imported
    from tracker.report.lists.shape import ListTable
    from tracker.words import Lang
    from tracker.words.screens import ScreenWords
    from tracker.words.screens_intake import IntakeWords
    from tui.screens.intake_look import Look

PARTS = ("summary", "sheet", "mapping", "problems", "new", "changes", "notes")
_MOST = 500
"""Rows of one page; of more, the count is said."""

Only = tuple[str, str]
"""What problems are narrowed to: ("sheet", its name) or ("code", the code)."""


class Pages:
    """Makes the rows of one look at a ledger, in one language."""

    def __init__(self, look: Look, words: ScreenWords, only: Only | None = None, waiting: int = 0) -> None:
        """`waiting` is how many decisions of another time can be put back."""
        self.found, self.only, self._waiting = look, only, waiting
        self.looked, self.answer = look.looked, look.looked.answer
        self.screen_words: ScreenWords = words
        self.words: IntakeWords = words.intake
        self.lang, self.said = words.lang, spoken(words.lang, LedgerWords)

    def part(self, name: str, width: int) -> list[Row]:
        """The rows of one page."""
        return list(getattr(self, name)(width))

    def counts(self) -> dict[str, int]:
        """How many things each page has."""
        answer = self.answer
        return {"mapping": len(self.looked.ledger.sheets), "problems": len(answer.problems),
                "new": len(self.looked.new), "changes": len(answer.changes), "notes": len(answer.notes)}

    def leads(self, part: str) -> bool:
        """Whether Enter does something on a page: not on one that is empty, nor on notes that are about no row."""
        if part == "notes":
            return any(self._row_of(note)[1] for note in self.answer.notes)
        return self.counts().get(part, 1) > 0

    def as_list(self, part: str) -> list[ListTable[Any]]:
        """A page as a list, whole however long it is; nothing where it is none."""
        answer, lang = self.answer, self.lang
        if part == "problems":
            return [problems_table([problem for problem in answer.problems if self.fits(problem)], lang)]
        if part == "notes":
            return [notes_table(answer.notes, lang)]
        return [changes_table(answer.changes, lang) if part == "changes" else additions_table(self.looked.new, lang)]

    # -- verdict ------------------------------------------------------------------------------------------------------

    def summary(self, width: int) -> Iterator[Row]:
        """Whether it can be written, what that would do, the keys for it, and the control totals."""
        for line, style in self._verdict():
            for text in wrap(line, width):
                yield Row(([(text, style)],), rest=False)
        if not self.answer.problems:
            yield blank()
            yield from totals(self.answer, self.words, self.lang)
        yield blank()
        if self._waiting and self.looked.ledger.sheets:
            waits = self.words.draft_waits.format(count=self._waiting)
            yield Row(([("  ", ""), (waits, "warn"), (f"  {self.screen_words.keys['enter']}", "key")],), does="draft",
                      to="back", begins=self.looked.decided is None)
            yield Row(([("  ", ""), (self.words.draft_drop, "")],), does="draft", to="drop")
        yield from self._ways()
        if self.looked.ledger.sheets:
            yield blank()
            yield from self._control(width)

    def _ways(self) -> Iterator[Row]:
        """What can be done now, each with its key or the page it leads to."""
        words, counts = self.words, self.counts()
        if not self.answer.problems and not self.looked.idle:
            yield self._does("intake_write", words.take, "good")
        if counts["problems"] and self.looked.ledger.sheets:
            yield Row(([("  ", ""), (words.see_problems, "name"), (f"  {counts['problems']}", "bad")],),
                      does="part", to="problems")
        if gaps := self.gaps():
            yield self._does("accept_gaps", words.gaps_off.format(count=gaps), "")
        elif self.found.wanted.gaps:
            yield self._does("accept_gaps", words.gaps_on, "")
        if self.found.renamed:
            differs = words.differs.format(renamed=len(self.found.renamed), gone=self.found.gone)
            yield Row(([("  ", ""), (differs, "warn")],), does="part", to="notes")
        pages = ((words.see_sheet, "sheet", counts["mapping"]),
                 (words.see_mapping.format(sheets=counts["mapping"]), "mapping", counts["mapping"]),
                 (words.see_notes.format(count=counts["notes"]), "notes", counts["notes"]))
        for text, part, there in pages:
            if there:
                yield Row(([("  ", ""), (text, "")],), does="part", to=part)
            if part == "sheet" and (first := self._first_unread()):
                text = words.see_unread.format(count=self.answer.cells[Fate.UNREAD])
                yield Row(([("  ", ""), (text, "")],), does="cell", to=first)
        then = self.found.wanted.then
        if self.looked.ledger.sheets or then:
            yield self._does("known_on", words.as_known_on.format(day=then.on) if then else words.as_now, "")
        yield self._does("other_file", words.another, "")

    def _first_unread(self) -> tuple[str, int, str] | None:
        """The first cell that was not read: its sheet, its row from 1, the letters of its column."""
        if not self.answer.cells.get(Fate.UNREAD):
            return None
        cells = ((account.sheet.name, row + 1, letters(column)) for account in self.answer.accounts
                 for row, column in account.unread_cells())
        return next(cells, None)

    def _control(self, width: int) -> Iterator[Row]:
        """Control totals: what the book comes to, beside what the office holds."""
        says = spoken(self.lang, ControlWords)
        first, other = max(min(width - 34, 40), 12), 16
        yield Row(([(pad(says.heading, first), "head"), (right(says.book, other), "dim"), (" ", ""),
                    (right(says.office, other), "dim")],), rest=False)
        for what, book, office in total_rows(self.answer.book, self.answer.office, self.lang):
            yield Row(([(pad(drawn(what.replace("\u3000", "  ")), first), ""), (right(book, other), "name"), (" ", ""),
                        (right(office, other), "dim")],))
        for text in wrap(without_origin_line(self.answer.book.lacking, self.lang), width):
            yield Row(([(text, "warn")],))

    def _verdict(self) -> Iterator[tuple[str, str]]:
        words, signs = self.words, marks()
        problems = self.answer.problems
        if problems and not self.looked.ledger.sheets:
            yield f"{signs.unmet} {words.unreadable}", "bad"
            for problem in problems:
                yield drawn(problem_here(problem, self.screen_words)), ""
        elif problems:
            yield f"{signs.unmet} {words.problems.format(count=len(problems))}", "bad"
        elif self.looked.idle:
            yield f"{signs.met} {words.idle}", "good"
        else:
            yield f"{signs.met} {words.fine}", "good"
        yield from self._of_its_day()
        if any(self.answer.cells.values()):
            yield cells_line(self.answer.cells, self.lang), "dim"
        if self.found.kept:
            yield words.kept_mapping.format(file=drawn(beside(self.found.wanted.path).name)), "dim"
        elif self.found.chosen:
            yield words.chosen.format(count=len(choices_in(self.found.chosen))), "dim"

    def _of_its_day(self) -> Iterator[tuple[str, str]]:
        """As which day it is taken in, or that this is asked."""
        if self.looked.older and not self.found.wanted.as_now:
            yield self.words.older_asks.format(day=self.looked.older), "warn"
        if then := self.found.wanted.then:
            for line in older_lines(self.answer.file, then.on, history=self.answer.history, lang=self.lang):
                yield drawn(line), "warn"

    def _does(self, action: str, text: str, style: str) -> Row:
        return Row(([("  ", ""), (text, style), (f"  {shown_key(action, self.screen_words)}", "key")],), does=action)

    def gaps(self) -> int:
        """Problems an officer can accept."""
        return sum(problem.code is ProblemCode.GAP for problem in self.answer.problems)

    # -- headers ------------------------------------------------------------------------------------------------------

    def mapping(self, width: int) -> Iterator[Row]:
        """What was decided, then each sheet and column with what it was taken for; Enter says otherwise."""
        labels = {indicator.key: indicator.called(self.lang) for indicator in self.found.indicators}
        choices = choices_in(self.found.chosen)
        if choices:
            yield heading((self.words.choices, "head"))
        for choice in choices:
            yield Row((spread([("  ", ""), (drawn(choice_line(choice, self.lang, labels)), "name")],
                              [(self.words.take_back, "quiet")], width),), does="choice", to=choice)
        if choices:
            yield blank()
        for sheet in self.looked.ledger.sheets:
            table = (sheet.name, sheet.header_row)
            yield Row(tuple(self._sheet(sheet, width)), does="sheet", to=sheet, about=table)
            names = (4, max((width - 8) * 2 // 5, 12), max((width - 8) * 2 // 5, 12))
            if sheet.kind is not None:
                heads = [pad(text, room) for text, room in zip(self.words.heads, names, strict=False)]
                yield Row(([("  ", ""), ("".join(heads), "dim"), (self.words.heads[3], "dim")],), rest=False)
            for column in sheet.columns:
                yield Row((self._column(sheet, column, names),), does="column", to=(sheet, column),
                          about=(*table, column.letter))
            yield blank()

    def _sheet(self, sheet: SheetSeen, width: int) -> Iterator[Line]:
        words, name = self.words, drawn(sheet.name)
        if sheet.kind is not None:
            text = words.sheet.format(sheet=name, kind=self.said.kind[sheet.kind], row=sheet.header_row,
                                      rows=sheet.rows)
            yield spread([(text, "head")], [(words.change_hint, "quiet")], width)
        else:
            text = (words.sheet_hidden if sheet.hidden else words.sheet_unread).format(sheet=name)
            yield spread([(f"{marks().blocked} ", "warn"), (text, "warn")], [(words.change_hint, "quiet")], width)

    def _column(self, sheet: SheetSeen, column: ColumnSeen, names: tuple[int, int, int]) -> Line:
        line: Line = [("  ", ""), (pad(column.letter, names[0]), "dim"),
                      (f"{pad(drawn(column.header), names[1] - 1)} ", "")]
        if column.field:
            time = day_text(column.time, self.lang) if column.time is not None else ""
            line.append((pad(f"{column_field(column.field, self.lang)} {time}".rstrip(), names[2]), "name"))
        elif sheet.kind is None:
            line.append((pad("", names[2]), ""))
        else:
            kept = self.words.kept_as_note if sheet.kind == "projects" else self.words.not_read
            line.append((pad(f"? {self.words.unknown}{self.screen_words.joint}{kept}", names[2]), "warn"))
        if column.unit is not None:
            line.append((unit_text(column.unit, self.lang), "dim"))
        return line

    # -- problems -----------------------------------------------------------------------------------------------------

    def problems(self, width: int) -> Iterator[Row]:
        """Every cell in the way: where, what kind, what it says, what to do."""
        everything = self.answer.problems
        found = [one for one in everything if self.fits(one)]
        listed, more = summed_up(found)
        if not everything:
            yield Row(([(self.words.no_problems, "good")],))
        if self.only is not None:
            yield heading((self.words.narrowed.format(what=drawn(self.only_said()), count=len(found),
                                                      all=len(everything)), "warn"))
        for problem in listed:
            yield self._at(problem.sheet, problem.row, problem.column, *self._problem(problem, width))
        for code, count in more.items():
            says = spoken(self.lang, ControlWords).more_problems
            yield Row(([(says.format(code=self.words.codes[code], count=count), "dim")],))

    def _at(self, sheet: str, row: int, column: str, *lines: Line) -> Row:
        """Lines about a cell of a sheet, to which Enter leads; about the whole file there is none."""
        return Row(lines, does="cell", to=(sheet, row, column)) if row else Row(lines)

    def fits(self, problem: Problem) -> bool:
        """Whether a problem is among those asked for."""
        if self.only is None:
            return True
        kind, what = self.only
        return what == (problem.sheet if kind == "sheet" else problem.code.value)

    def only_said(self) -> str:
        """What the problems are narrowed to, in words."""
        if self.only is None:
            return self.words.all_of_it
        return self.only[1] if self.only[0] == "sheet" else self.words.codes[ProblemCode(self.only[1])]

    def narrowing(self) -> list[tuple[str, Only | None]]:
        """All problems, those of each sheet, and those of each kind, with how many there are."""
        sheets = Counter(problem.sheet for problem in self.answer.problems if problem.sheet)
        codes = Counter(problem.code for problem in self.answer.problems)
        return [(f"{self.words.all_of_it}  {len(self.answer.problems)}", None),
                *((f"{sheet}  {count}", ("sheet", sheet)) for sheet, count in sheets.items()),
                *((f"{self.words.codes[code]}  {count}", ("code", code.value)) for code, count in codes.most_common())]

    def _problem(self, problem: Problem, width: int) -> Iterator[Line]:
        where = place_line(problem, self.lang)
        code = self.words.codes[problem.code]
        line: Line = [(f"{marks().unmet} ", "bad"), (drawn(where), "name"), ("  " if where else "", ""), (code, "bad")]
        if str(problem.value or "").strip():
            value = self.words.value.format(value=drawn(value_text(problem.value, self.lang)))
            line = spread(line, [(value, "dim")], width) if width_of(line) + 12 < width else line
        yield line
        for text in wrap(drawn(problem_here(problem, self.screen_words)), width - 2):
            yield [("  ", ""), (text, "dim")]

    # -- what would be done -------------------------------------------------------------------------------------------

    def new(self, width: int) -> Iterator[Row]:
        """What would be added, kind by kind."""
        new = self.looked.new
        kind = None
        for addition in new[:_MOST]:
            if addition.kind is not kind:
                kind = addition.kind
                count = sum(other.kind is kind for other in new)
                yield heading((self.said.kind[kind], "head"), (f" {count}", "name"))
            values = "  ".join(drawn(value_text(value, self.lang, name)) for name, value in addition.what)
            where = self.words.row.format(sheet=drawn(addition.sheet), row=addition.row)
            line = spread([("+ ", "good"), (drawn(addition.subject), "name"), ("  ", ""), (values, "dim")],
                          [(where, "quiet")], width)
            yield self._at(addition.sheet, addition.row, "A", line)
        if not new:
            yield Row(([(self.words.no_new, "quiet")],))
        yield from self._rest(len(new))

    def changes(self, width: int) -> Iterator[Row]:
        """Each correction, field by field."""
        changes = self.answer.changes
        empty = self.said.empty
        for change in changes[:_MOST]:
            where = self.words.row.format(sheet=drawn(change.sheet), row=change.row)
            head: Line = [(self.said.kind[change.kind], "dim"), (" ", ""), (drawn(change.subject), "name")]
            lines: list[Line] = [spread(head, [(where, "quiet")], width)]
            for field, before, after in fields_changed(change, self.lang):
                sentence = self.words.change.format(field=drawn(field), before=drawn(before) or empty,
                                                    after=drawn(after) or empty)
                lines += [[("  ", ""), (text, "")] for text in wrap(sentence, width - 2)]
            yield self._at(change.sheet, change.row, "A", *lines)
        if not changes:
            yield Row(([(self.words.no_changes, "quiet")],))
        yield from self._rest(len(changes))

    def _row_of(self, note: Note) -> tuple[str, int]:
        """The sheet and the first row that a note is about; 0 where it is about none."""
        rows, sheet = note.params.get("rows"), str(note.params.get("sheet", ""))
        return sheet, int(rows[0]) if isinstance(rows, tuple) and rows and sheet else 0

    def notes(self, width: int) -> Iterator[Row]:
        """What is worth a look and stops nothing."""
        for note in self.answer.notes[:_MOST]:
            first, *more = wrap(drawn(note_here(note, self.screen_words)), width - 2)
            sheet, row = self._row_of(note)
            yield self._at(sheet, row, "A", [(f"{marks().dot} ", "warn"), (first, "")],
                           *([("  ", ""), (text, "")] for text in more))
        if not self.answer.notes:
            yield Row(([(self.words.no_notes, "quiet")],))
        yield from self._rest(len(self.answer.notes))

    def _rest(self, count: int) -> Iterator[Row]:
        if count > _MOST:
            yield Row(([(self.words.more.format(count=count - _MOST), "dim")],))


def totals(answer: Imported, words: IntakeWords, lang: Lang) -> Iterator[Row]:
    """A line for each kind: how many are added, corrected, left as they are."""
    yield Row(([(pad("", 12), ""), *((right(text, 10), "dim") for text in words.counts)],), rest=False)
    for name, counts in kinds_counted(answer.counts, lang):
        numbers = [counts.get(what, 0) for what in ("added", "corrected", "unchanged")]
        styles = ("good", "warn", "dim")
        yield Row(([(pad(name, 12), ""), *((right(str(number), 10), style if number else "quiet")
                                           for number, style in zip(numbers, styles, strict=True))],), rest=False)


def problem_here(problem: Problem, words: ScreenWords) -> str:
    """What is wrong with a cell, and what to do about it on this screen."""
    todos = words.intake.todo
    todo: str = getattr(todos, f"{problem.code}_{problem.variant}", "") or getattr(todos, problem.code, "")
    return problem_line(problem, words.lang, todo.replace("{accept_gaps}", shown_key("accept_gaps", words)))


def note_here(note: Note, words: ScreenWords) -> str:
    """Something worth a look, and what to do about it on this screen."""
    return note_line(note, words.lang, getattr(words.intake.todo, note.code, ""))
