"""Taking a ledger in: choose a file, see what its headers were taken for and what it would do, then write it or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult

from tracker.files import name_of
from tracker.ledger.account import SheetAccount
from tracker.ledger.cell_seen import CellSeen
from tracker.ledger.choosing import without
from tracker.ledger.headers import column_number
from tracker.ledger.seen import ColumnSeen, SheetSeen
from tracker.office.intake.intake import Imported
from tracker.office.intake.opened import OpenedBook
from tracker.words.control import cell_line
from tracker.words.ledger import mapping_line
from tui.actions import BACK, COPY, Action, with_keys
from tui.dialogs.choose import Choose, choosing
from tui.dialogs.known_on import KnownOnDialog
from tui.exported import Exported
from tui.opener import delivered
from tui.screens.intake_asks import asks_first
from tui.screens.intake_choosing import ChoosesLedger
from tui.screens.intake_drafts import DecisionDrafts
from tui.screens.intake_files import done_rows, file_rows, years_elsewhere
from tui.screens.intake_look import Look, Marked, Unread, Wanted, look_into, mark_problems, take_in
from tui.screens.intake_naming import Question, which_cell, which_field, which_kind
from tui.screens.intake_rows import PARTS, Only, Pages, note_here, problem_here
from tui.screens.intake_sheet import has_tables, legend, look_of, names_of_sheets, show_account, whole_text
from tui.text import drawn
from tui.widgets.grid import Grid
from tui.widgets.intake_lines import IntakePage, Parts, Progress, Title, Work
from tui.widgets.key_line import KeyLine
from tui.widgets.page import Page, Row
from tui.widgets.path_box import PathBox
from tui.widgets.sheet_grid import CellLines, SheetGrid, SheetNames
from tui.widgets.year_strip import YearStrip


class IntakeScreen(ChoosesLedger):
    """Nothing is written before it was seen; what is written is what was seen, all of it or nothing."""

    NAME = "intake"
    ACTIONS = (
        Action("pick_here", ("enter",), "intake"),
        Action("intake_write", ("f2",), "intake", writes=True),
        Action("accept_gaps", ("f3",), "intake", writes=True),
        Action("other_file", ("f4", "ctrl+o"), "intake"),
        Action("narrow_problems", ("f6",), "intake"),
        Action("forget_choices", ("f7",), "intake"),
        Action("next_problem", ("f8",), "intake"),
        Action("known_on", ("f9", "ctrl+d"), "intake"),
        Action("read_again", ("f5", "ctrl+r"), "intake"),
        Action("mark_problems", ("ctrl+y",), "intake", writes=True),
        Action("next_sheet", ("full_stop", "ctrl+pagedown"), "intake", "sheet(1)"),
        Action("sheet_before", ("comma", "ctrl+pageup"), "intake", "sheet(-1)"),
        Action("type_path", ("slash", "ctrl+f"), "intake"),
        Action("next_part", ("tab",), "intake", "part(1)"),
        Action("part_before", ("shift+tab",), "intake", "part(-1)"),
        BACK, COPY)
    FOOTER = ("pick_here", "intake_write", "next_problem", "next_part", "next_sheet", "read_again", "mark_problems",
              "forget_choices", "accept_gaps", "narrow_problems", "other_file", "palette", "help", "back", "type_path")
    DEFAULT_CSS = """
    IntakeScreen { background: $background; }
    IntakeScreen #parts, IntakeScreen SheetNames, IntakeScreen SheetGrid, IntakeScreen CellLines { display: none; }
    IntakeScreen.-sheet SheetNames, IntakeScreen.-sheet SheetGrid, IntakeScreen.-sheet CellLines { display: block; }
    IntakeScreen.-seen #parts { display: block; }
    IntakeScreen.-sheet IntakePage { display: none; }
    IntakeScreen.-seen PathBox, IntakeScreen.-done PathBox { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.progress = Progress()
        self.found: Look | None = None
        self._done: Imported | None = None
        self._part = "summary"
        self._only: Only | None = None
        self._asked = False
        self._sheet = 0
        self._marked: Marked | None = None
        self._drafts: DecisionDrafts | None = None

    def compose(self) -> ComposeResult:
        """The strip, the title, the path, the names of the pages, a page, the progress, the keys."""
        yield YearStrip()
        yield Title()
        yield PathBox()
        yield Parts(PARTS)
        yield IntakePage("intake")
        yield SheetNames()
        yield SheetGrid()
        yield CellLines()
        yield self.progress
        yield KeyLine(self.FOOTER)

    @property
    def choosing(self) -> bool:
        """Whether the files are what is shown."""
        return self.found is None and self._done is None

    @property
    def drafts(self) -> DecisionDrafts:
        """What was decided and not taken in."""
        if self._drafts is None:
            self._drafts = DecisionDrafts(self.office_app.drafts)
        return self._drafts

    def on_mount(self) -> None:
        """The list of files takes the keys, so that the numbers lead to the other screens."""
        self.page.focus()
        self.draw(fresh=True)
        self.arrived()

    def on_unmount(self) -> None:
        """What is still under way when the screen is left stops, and leaves nothing behind; decisions are a draft."""
        if self.progress.stop():
            self.app.notify(self.words.intake.stopped, markup=False)
        self._tell_drafts()

    def _tell_drafts(self) -> None:
        """Says that what was decided is kept, where the ledger that was looked at is left."""
        if self.found is not None and self._done is None and (count := self.drafts.undone):
            self.app.notify(self.words.intake.draft_kept.format(count=count), markup=False)

    def arrived(self) -> None:
        """The strip; the first time, the files."""
        super().arrived()
        if self.office_app.desk is not None and not self._asked:
            self._asked = True
            self.list_files("")
        elif self._done is not None:  # what it says of years is about the one on top
            self.draw()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def draw(self, *, fresh: bool = False) -> None:
        """The rows for where the officer is: files, what was seen, or what was done."""
        look = self.found
        self.set_class(look is not None and self._done is None, "-seen")
        self.set_class(self._done is not None, "-done")
        on_sheet = look is not None and self._done is None and self._part == "sheet"
        self.set_class(on_sheet, "-sheet")
        self.query_one(Title).show(str(look.wanted.path if look else self.listed.folder))
        self.query_one(KeyLine).refresh()
        put = self.page.fresh if fresh else self.page.show
        if self._done is not None:
            done, then = self._done, look.wanted.then if look is not None else None
            facts = self.office_app.facts
            shown = self.office_app.year or (facts.strip.year if facts else 0)
            elsewhere = years_elsewhere(done, look.looked.ledger, shown) if look is not None else None
            put(lambda width: done_rows(done, then, elsewhere, self.words, width))
        elif look is not None:
            pages, part = Pages(look, self.words, self._only, self.drafts.waiting), self._part
            self.query_one(Parts).show(part, pages.counts())
            if on_sheet:
                self._draw_sheet(look)
            else:
                put(lambda width: pages.part(part, width))
        else:
            listed, words = self.listed, self.words
            put(lambda width: file_rows(listed, words, width) if self._asked else [Row(([(
                words.opening, "quiet")],), rest=False)])

    def offers(self, action_id: str) -> bool:
        """While no ledger is open, only a file is chosen; of one that was seen, what there is to do with it."""
        look = self.found if self._done is None else None
        problems = look.looked.answer.problems if look is not None else ()
        needed = {
            "pick_here": look is None or Pages(look, self.words).leads(self._part),
            "intake_write": look is not None and not problems and not look.looked.idle,
            "accept_gaps": look is not None and bool(look.wanted.gaps or Pages(look, self.words).gaps()),
            "narrow_problems": bool(problems),
            "forget_choices": look is not None and bool(look.chosen),
            **dict.fromkeys(("next_problem", "mark_problems"), any(problem.row for problem in problems)),
            **dict.fromkeys(("read_again", "known_on"), look is not None),
            **dict.fromkeys(("next_sheet", "sheet_before"), self._part == "sheet" and len(self.accounts) > 1),
            "next_part": self._done is None,
            "other_file": not self.choosing,
        }
        return needed.get(action_id, True)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self.query_one(PathBox).reword()
        self.draw()

    def action_type_path(self) -> None:
        """Puts the cursor into the path."""
        self.action_other_file()
        if self.progress.work is None:
            self.query_one(PathBox).take()

    # -- reading ------------------------------------------------------------------------------------------------------

    def _begin(self, of: str, step: str = "read") -> Work | None:
        """Shows the progress of something long; None where something is under way already, which is said."""
        if self.progress.work is not None:
            self.tell(self.words.intake.busy, bad=True)
            return None
        work = Work(of, step)
        self.progress.begin(work)
        return work

    def read(self, path: Path) -> None:
        """Reads a file and shows what it would do."""
        self.starts_from(path.parent)
        self.page.focus()  # nothing is typed any more: Ctrl+C stops
        self.look(Wanted(path))

    def action_read_again(self) -> None:
        """Reads the file once more, or the workbook with the marked problems where somebody has changed that."""
        look, marked = self.found, self._marked
        if look is None or self._done is not None:
            return
        path = marked.path if marked is not None and marked.mended else look.wanted.path
        self.look(replace(look.wanted, path=path, chosen=look.chosen))

    def _choose(self, chosen: Mapping[str, Any]) -> None:
        """Reads the sheets at hand by other choices."""
        look = self.found
        if look is not None:
            self.look(replace(look.wanted, chosen=chosen), look.looked.opened)

    def look(self, wanted: Wanted, opened: OpenedBook | None = None) -> None:
        """Reads a file, or its sheets at hand, and shows what it would do."""
        if self.office_app.desk is None:
            self.tell(self.words.intake.opening, bad=True)
        elif work := self._begin(wanted.path.name):
            self.ask(lambda desk: look_into(desk, wanted, work, opened), self._looked, group="intake",
                     otherwise=lambda _: self.progress.over())

    def _looked(self, answer: Look | Unread) -> None:
        self.progress.over()
        if isinstance(answer, Unread):
            if answer.bad is None:
                self.tell(self.words.intake.stopped)
                return
            self.tell(self.words.intake.bad_mapping.format(error=mapping_line(answer.bad, self.words.lang)),
                      bad=True)
            if answer.wanted.chosen is None:
                self.look(replace(answer.wanted, chosen={}))
            return
        again = self.found is not None and self.found.wanted.path == answer.wanted.path
        self.found, self._done = answer, None
        self.drafts.looked(answer, again=again)
        if not again:
            self._marked, self._sheet = None, self._first_read()
        if not again or not answer.looked.ledger.sheets:
            self._part, self._only = "summary", None
        self.draw(fresh=not again)
        self._take_keys()

    # -- pages --------------------------------------------------------------------------------------------------------

    def action_part(self, by: int) -> None:
        """The next page, or the one before; among the files, the path and back."""
        if self.found is not None and self._done is None:
            self.to_part(PARTS[(PARTS.index(self._part) + by) % len(PARTS)])
        elif self._done is None:
            self.page.focus() if self.query_one(PathBox).has_focus_within else self.query_one(PathBox).take()

    def to_part(self, part: str) -> None:
        """Goes to one of the pages."""
        self._part = part
        self.draw(fresh=True)
        self._take_keys()

    def _take_keys(self) -> None:
        """The page shown takes the keys."""
        (self.query_one(SheetGrid) if self.has_class("-sheet") else self.page).focus()

    # -- the sheet ----------------------------------------------------------------------------------------------------

    @property
    def accounts(self) -> list[SheetAccount]:
        """The sheets with anything in them."""
        look = self.found
        return [account for account in look.looked.answer.accounts if any(map(any, account.sheet.rows))] if look else []

    def _first_read(self) -> int:
        """The place of the first sheet that was read; of a book without one, the first."""
        return next((at for at, account in enumerate(self.accounts) if has_tables(account)), 0)

    def _draw_sheet(self, look: Look) -> None:
        """The sheet itself, in the colours of what became of its cells."""
        accounts, grid = self.accounts, self.query_one(SheetGrid)
        self._sheet = min(self._sheet, max(len(accounts) - 1, 0))
        self.query_one(SheetNames).show(names_of_sheets(accounts, look.cells), self._sheet)
        if accounts:
            show_account(grid, accounts[self._sheet], look.cells)
            grid.go_column(grid.cell[1] + 1 if grid.cell else 1)
        self._tell_cell()

    @on(Grid.Chosen)
    def _tell_cell(self) -> None:
        """Says what the cell under the cursor became, and why."""
        look, seen = self.found, self._cell()
        if look is not None and seen is not None:
            account, cell = seen
            style = look_of(account, look.cells, cell.row - 1, column_number(cell.column))[1]
            text = cell_line(cell, self.words.lang, lambda problem: problem_here(problem, self.words),
                             lambda note: note_here(note, self.words))
            self.query_one(CellLines).show(drawn(text), style if cell.value is not None else "dim",
                                           whole_text(self.query_one(SheetGrid), cell, text), legend(self.words))

    def _cell(self) -> tuple[SheetAccount, CellSeen] | None:
        """The cell under the cursor, with its sheet."""
        look, at, accounts = self.found, self.query_one(SheetGrid).cell, self.accounts
        if look is None or at is None or self._sheet >= len(accounts) or at[0] >= len(
                accounts[self._sheet].sheet.rows):
            return None
        account = accounts[self._sheet]
        return account, look.cells.of(account, *at)

    def action_sheet(self, by: int) -> None:
        """The next sheet, or the one before."""
        if self.has_class("-sheet") and self.accounts:
            self._go_sheet((self._sheet + by) % len(self.accounts))

    def _go_sheet(self, place: int, row: int = 0, column: int = 0) -> None:
        self._sheet, self._part = place, "sheet"
        self.draw()
        self._take_keys()
        self.query_one(SheetGrid).go_cell(row, column)

    def _go_cell(self, sheet: str, row: int, letters: str) -> None:
        """To a cell by the name of its sheet, its row from 1 and the letters of its column."""
        names = [account.sheet.name for account in self.accounts]
        if sheet in names:
            self._go_sheet(names.index(sheet), row - 1, max(column_number(letters), 0))

    def action_next_problem(self) -> None:
        """To the next cell with a problem, on whatever sheet; after the last one to the first."""
        look = self.found if self._done is None else None
        names = [account.sheet.name for account in self.accounts]
        cells = look.cells.problem_cells() if look is not None else []
        if not cells:
            self.tell(self.words.intake.no_problems)
            return
        at = self.query_one(SheetGrid).cell if self.has_class("-sheet") else None
        places = [(names.index(sheet), row - 1, column_number(letters)) for sheet, row, letters in cells
                  if sheet in names]
        here = (self._sheet, *at) if at is not None else (-1, 0, 0)
        self._go_sheet(*next((place for place in places if place > here), places[0]))

    def action_mark_problems(self) -> None:
        """Writes the office's own workbook with the problems marked, beside it."""
        look, words = self.found, self.words
        if look is None or not any(problem.row for problem in look.looked.answer.problems):
            self.tell(words.intake.no_problems)
        elif self.progress.work is None:
            self.ask(lambda desk: mark_problems(look, words), self._problems_marked, group="save")

    def _problems_marked(self, marked: Marked | None) -> None:
        words = self.words.intake
        self._marked = marked
        if marked is None:
            self.tell(words.not_saved, bad=True)
        else:
            self.tell(with_keys(words.problems_saved, self.words).replace("{file}", name_of(marked.path)))
            delivered(marked.path, self.app)

    @on(Parts.Chosen)
    def part_clicked(self, event: Parts.Chosen) -> None:
        """Goes to a page."""
        self.to_part(event.part)

    def action_narrow_problems(self) -> None:
        """Problems of one sheet, or of one kind."""
        words = self.words.intake
        if self.found is None or not self.found.looked.answer.problems:
            self.tell(words.no_problems)
        else:
            pages = Pages(self.found, self.words, self._only)
            self.app.push_screen(Choose(words.narrow, pages.narrowing(), words.pick_hint, self._only), self._narrow)

    def _narrow(self, chosen: tuple[Any] | None) -> None:
        if chosen is not None:
            self._only = chosen[0]
            self.to_part("problems")

    def exported(self) -> Exported | str:
        """The page of what was seen: problems as they are narrowed, notes, additions, corrections."""
        look, part = self.found, self._part
        if look is None or self._done is not None or part not in ("problems", "notes", "new", "changes"):
            return self.words.lists.nothing_here
        pages = Pages(look, self.words, self._only)
        narrowed = part == "problems" and self._only is not None
        about = (look.wanted.path.name, *((pages.only_said(),) if narrowed else ()))
        return Exported(part, lambda desk: pages.as_list(part), about, narrowed)

    # -- naming -------------------------------------------------------------------------------------------------------

    def _ask_which(self, question: Question) -> None:
        """Asks what a column or a sheet is, then reads the file once more."""
        look = self.found

        def chosen(got: tuple[Any] | None) -> None:
            if got is not None and look is not None:
                self._choose(question.then(got[0]))

        self.app.push_screen(choosing(question.title, question.options, self.words.intake.pick_hint, question.now),
                             chosen)

    def action_forget_choices(self) -> None:
        """Reads the ledger as the program understands it; with the import what the office kept is taken back."""
        if self.found is not None and self.found.chosen:
            self._choose({})
            self.tell(self.words.intake.forgotten)

    # -- an older ledger ----------------------------------------------------------------------------------------------

    def action_known_on(self) -> None:
        """Asks which day an older ledger was known on, then works out what it would do as known then."""
        look = self.found if self._done is None else None
        if look is None:
            self.tell(self.words.intake.nothing_to_take, bad=True)
            return
        dialog = KnownOnDialog(look.wanted.path, look.wanted.then)

        def answered(done: str | None) -> None:
            if done is not None and dialog.then != look.wanted.then:
                self.look(replace(look.wanted, chosen=look.chosen, then=dialog.then), look.looked.opened)

        self.app.push_screen(dialog, answered)

    # -- writing ------------------------------------------------------------------------------------------------------

    def action_accept_gaps(self) -> None:
        """Lives with missing days, or no longer."""
        look = self.found
        if look is None or not (look.wanted.gaps or Pages(look, self.words).gaps()):
            self.tell(self.words.intake.gaps_none)
            return
        self.look(replace(look.wanted, gaps=not look.wanted.gaps, chosen=look.chosen), look.looked.opened)

    def action_intake_write(self) -> None:
        """Writes what was seen."""
        look, words = self.found, self.words.intake
        if look is None or self._done is not None:
            self.tell(words.nothing_to_take, bad=True)
        elif look.looked.answer.problems:
            self.tell(words.left_out.format(count=len(look.looked.answer.problems)), bad=True)
        elif look.looked.idle:
            self.tell(words.idle)
        else:
            self._write(look)

    def _write(self, look: Look) -> None:
        """Writes it; what is not answered yet is asked first."""
        self.found = look
        if self.progress.work is None and asks_first(self, look, self.look, self._write, self.to_part):
            return
        if work := self._begin(look.wanted.path.name, "write"):
            self.ask(lambda desk: take_in(desk, look.looked, work), self._written, group="intake",
                     otherwise=lambda _: self.progress.over())

    def _written(self, answer: Imported | str) -> None:
        self.progress.over()
        look = self.found
        if isinstance(answer, str):
            words = self.words.intake
            self.tell(words.changed_file if answer == "file" else words.changed_office, bad=True)
            if look is not None:
                self.look(replace(look.wanted, chosen=look.chosen))
        elif answer.stopped:
            self.tell(self.words.intake.stopped)
        else:
            self._done = answer
            self.drafts.taken_in()
            self.draw(fresh=True)
            self.office_app.read_imported()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_copy_row(self) -> None:
        """Stops what is under way, as in any other program; else copies."""
        if not self.progress.stop():
            super().action_copy_row()

    @on(Grid.Opened)
    def action_pick_here(self) -> None:
        """Enter, or a second click: does what the row under the cursor does; on a sheet asks what the cell there is."""
        look, seen = self.found, self._cell() if self.has_class("-sheet") else None
        if look is not None and seen is not None:
            self._ask_which(which_cell(look, *seen, self.words))
        elif not self.has_class("-sheet"):
            self.page.pick()

    @on(Page.Picked)
    async def picked(self, event: Page.Picked) -> None:
        """Does what a row does."""
        to: Any = event.row.to
        match event.row.does:
            case "file":
                self.enter(to)
            case "year":
                self.office_app.show_year(to)
                self.office_app.action_go("targets")
            case "part":
                self.to_part(to)
            case "cell":
                self._go_cell(*to)
            case "column" | "sheet" | "choice" | "draft" as about if self.found is not None:
                self._decide(self.found, about, to)
            case "":
                pass
            case action:
                await self.run(action)

    def _decide(self, look: Look, about: str, to: Any) -> None:
        """Asks what a column or a sheet is, takes a choice back, or goes on with decisions of another time, or not."""
        match about, to:
            case "column", _:
                self._name_column(*to)
            case "sheet", _:
                self._ask_which(which_kind(look, to, self.words))
            case "choice", _:
                self._choose(without(look.chosen, to))
            case _, "back":
                self.look(self.drafts.put_back(look.wanted), look.looked.opened)
            case _:
                self.drafts.throw_away()
                self.draw()

    def _name_column(self, sheet: SheetSeen, column: ColumnSeen) -> None:
        question = which_field(self.found, sheet, column, self.words) if self.found is not None else None
        if question is None:
            self.tell(self.words.intake.kind_first, bad=True)
        else:
            self._ask_which(question)

    def action_other_file(self) -> None:
        """Back to the files."""
        if self.progress.work is not None:
            self.tell(self.words.intake.busy, bad=True)
            return
        self._tell_drafts()
        self.found = self._done = None
        self.query_one(PathBox).clear()
        self.page.focus()
        self.draw(fresh=True)
        self.list_files("")

    def action_back(self) -> None:
        """Stops what is under way; else back to the files; else to the board."""
        if self.progress.stop():
            return
        if self._done is not None:
            self.office_app.action_go("board")
        elif self.found is not None:
            self.action_other_file()
        elif self.query_one(PathBox).has_focus_within:
            self.query_one(PathBox).clear()
            self.page.focus()
            self.list_files("")
        else:
            self.office_app.action_go("board")
