"""Taking a ledger in: choose a file, see what its headers were taken for and what it would do, then write it or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.events import Paste

from tracker.ledger.seen import ColumnSeen, SheetSeen
from tracker.office.intake.intake import Imported
from tracker.words.ledger import mapping_line
from tui.actions import BACK, COPY, Action
from tui.dialogs.choose import Choose
from tui.exported import Exported
from tui.files import Entry, Listed, is_file, is_folder, listing, typed_path
from tui.screens.base import OfficeScreen
from tui.screens.intake_files import done_rows, file_rows
from tui.screens.intake_look import Look, Unread, Wanted, look_into, save_choices, take_in
from tui.screens.intake_naming import Question, which_field, which_kind
from tui.screens.intake_rows import PARTS, Only, Pages
from tui.widgets.intake_lines import IntakePage, Parts, Progress, Title, Work
from tui.widgets.key_line import KeyLine
from tui.widgets.page import Page, Row
from tui.widgets.path_box import PathBox
from tui.widgets.year_strip import YearStrip


class IntakeScreen(OfficeScreen):
    """Nothing is written before it was seen; what is written is what was seen, all of it or nothing."""

    NAME = "intake"
    ACTIONS = (
        Action("pick_here", ("enter",), "intake"),
        Action("intake_write", ("f2",), "intake", writes=True),
        Action("accept_gaps", ("f3",), "intake", writes=True),
        Action("other_file", ("f4", "ctrl+o"), "intake"),
        Action("narrow_problems", ("f6",), "intake"),
        Action("keep_mapping", ("f7",), "intake", writes=True),
        Action("type_path", ("slash", "ctrl+f"), "intake"),
        Action("next_part", ("tab",), "intake", "part(1)"),
        Action("part_before", ("shift+tab",), "intake", "part(-1)"),
        BACK, COPY)
    FOOTER = ("pick_here", "intake_write", "other_file", "next_part", "accept_gaps", "narrow_problems", "palette",
              "help", "back", "keep_mapping", "type_path")
    DEFAULT_CSS = """
    IntakeScreen { background: $background; }
    IntakeScreen #parts { display: none; }
    IntakeScreen.-seen #parts { display: block; }
    IntakeScreen.-seen PathBox, IntakeScreen.-done PathBox { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.progress = Progress()
        self.listed = Listed(Path.cwd())
        self.found: Look | None = None
        self._done: Imported | None = None
        self._part = "summary"
        self._only: Only | None = None
        self._asked = False

    def compose(self) -> ComposeResult:
        """The strip, the title, the path, the names of the pages, a page, the progress, the keys."""
        yield YearStrip()
        yield Title()
        yield PathBox()
        yield Parts(PARTS)
        yield IntakePage("intake")
        yield self.progress
        yield KeyLine(self.FOOTER)

    @property
    def choosing(self) -> bool:
        """Whether the files are what is shown."""
        return self.found is None and self._done is None

    def on_mount(self) -> None:
        """The list of files takes the keys, so that the numbers lead to the other screens."""
        self.page.focus()
        self._draw(fresh=True)
        self.arrived()

    def on_unmount(self) -> None:
        """What is still under way when the screen is left stops, and leaves nothing behind."""
        if self.progress.stop():
            self.app.notify(self.words.intake.stopped, markup=False)

    @property
    def page(self) -> IntakePage:
        """The page."""
        return self.query_one(IntakePage)

    def arrived(self) -> None:
        """The strip; the first time, the files."""
        super().arrived()
        if self.office_app.desk is not None and not self._asked:
            self._asked = True
            self._list("")

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _draw(self, *, fresh: bool = False) -> None:
        """The rows for where the officer is: files, what was seen, or what was done."""
        look = self.found
        self.set_class(look is not None and self._done is None, "-seen")
        self.set_class(self._done is not None, "-done")
        self.query_one(Title).show(str(look.wanted.path if look else self.listed.folder))
        self.query_one(KeyLine).refresh()
        put = self.page.fresh if fresh else self.page.show
        if self._done is not None:
            done = self._done
            put(lambda width: done_rows(done, self.words, width))
        elif look is not None:
            pages, part = Pages(look, self.words, self._only), self._part
            self.query_one(Parts).show(part, pages.counts())
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
            "intake_write": look is not None and not problems and not look.looked.idle,
            "accept_gaps": look is not None and bool(look.wanted.gaps or Pages(look, self.words).gaps()),
            "narrow_problems": bool(problems),
            "keep_mapping": look is not None and bool(look.chosen),
            "next_part": self._done is None,
            "other_file": not self.choosing,
        }
        return needed.get(action_id, True)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self.query_one(PathBox).reword()
        self._draw()

    def action_type_path(self) -> None:
        """Puts the cursor into the path."""
        self.action_other_file()
        if self.progress.work is None:
            self.query_one(PathBox).take()

    # -- the files ----------------------------------------------------------------------------------------------------

    def _list(self, typed: str, folder: Path | None = None) -> None:
        """Lists a folder, narrowed by what is typed."""
        here = folder or self.listed.folder
        self.ask(lambda desk: listing(typed, here), self._files, group="files")

    def _files(self, listed: Listed) -> None:
        self.listed = listed
        if self.choosing:
            self._draw(fresh=True)

    @on(PathBox.Typed)
    def typed(self, event: PathBox.Typed) -> None:
        """Narrows the list, or goes to the folder typed."""
        self._list(event.text)

    @on(PathBox.Entered)
    def entered(self, event: PathBox.Entered) -> None:
        """Enter in the path: that file, that folder, or what the cursor is on."""
        path = typed_path(event.text, self.listed.folder)
        row = self.page.row
        if event.text.strip() and is_file(path):
            self.read(path)
        elif event.text.strip() and is_folder(path):
            self._into(path)
        elif row is not None and isinstance(row.to, Entry) and row.to.name != "..":
            self._enter(row.to)
        else:
            self.tell(self.words.intake.no_such_file.format(path=path), bad=True)

    def _into(self, folder: Path) -> None:
        self.query_one(PathBox).clear()
        self.page.focus()
        self._list("", folder)

    def _enter(self, entry: Entry) -> None:
        """Goes into a folder, or reads a file."""
        self._into(entry.path) if entry.folder else self.read(entry.path)

    def on_paste(self, event: Paste) -> None:
        """A path pasted, or a file dropped on the terminal, goes into the box."""
        event.stop()
        if self.choosing:
            self.query_one(PathBox).put(event.text)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _begin(self, of: str, step: str = "read") -> Work | None:
        """Shows the progress of something long; None where something is under way already, which is said."""
        if self.progress.work is not None:
            self.tell(self.words.intake.busy, bad=True)
            return None
        work = Work(of, step)
        self.progress.begin(work)
        return work

    def _over(self, sentence: str = "") -> None:
        self.progress.over()

    def read(self, path: Path) -> None:
        """Reads a file and shows what it would do."""
        self._look(Wanted(path))

    def _look(self, wanted: Wanted) -> None:
        if self.office_app.desk is None:
            self.tell(self.words.intake.opening, bad=True)
        elif work := self._begin(wanted.path.name):
            self.ask(lambda desk: look_into(desk, wanted, work), self._looked, group="intake", otherwise=self._over)

    def _looked(self, answer: Look | Unread) -> None:
        self._over()
        if isinstance(answer, Unread):
            if answer.bad is None:
                self.tell(self.words.intake.stopped)
                return
            self.tell(self.words.intake.bad_mapping.format(error=mapping_line(answer.bad, self.words.lang)),
                      bad=True)
            if answer.wanted.chosen is None:
                self._look(replace(answer.wanted, chosen={}))
            return
        again = self.found is not None and self.found.wanted.path == answer.wanted.path
        self.found, self._done = answer, None
        if not again or not answer.looked.ledger.sheets:
            self._part, self._only = "summary", None
        self.page.focus()
        self._draw(fresh=not again)

    # -- pages --------------------------------------------------------------------------------------------------------

    def action_part(self, by: int) -> None:
        """The next page, or the one before; among the files, the path and back."""
        if self.found is not None and self._done is None:
            self._to(PARTS[(PARTS.index(self._part) + by) % len(PARTS)])
        elif self._done is None:
            self.page.focus() if self.query_one(PathBox).has_focus_within else self.query_one(PathBox).take()

    def _to(self, part: str) -> None:
        self._part = part
        self._draw(fresh=True)

    @on(Parts.Chosen)
    def part_clicked(self, event: Parts.Chosen) -> None:
        """Goes to a page."""
        self._to(event.part)

    def action_narrow_problems(self) -> None:
        """Problems of one sheet, or of one kind."""
        if self.found is None or not self.found.looked.answer.problems:
            self.tell(self.words.intake.no_problems)
            return
        pages = Pages(self.found, self.words, self._only)
        words = self.words.intake
        self.app.push_screen(Choose(words.narrow, pages.narrowing(), words.pick_hint, self._only), self._narrow)

    def _narrow(self, chosen: tuple[Any] | None) -> None:
        if chosen is not None:
            self._only = chosen[0]
            self._to("problems")

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
                self._look(replace(look.wanted, chosen=question.then(got[0])))

        self.app.push_screen(Choose(question.title, question.options, self.words.intake.pick_hint, question.now),
                             chosen)

    def action_keep_mapping(self) -> None:
        """Saves the choices beside the ledger."""
        look = self.found
        if look is None or not look.chosen:
            self.tell(self.words.intake.nothing_chosen)
            return
        self.ask(lambda desk: save_choices(look), self._kept, group="save")

    def _kept(self, name: str) -> None:
        words = self.words.intake
        self.tell(words.saved.format(file=name) if name else words.not_saved, bad=not name)

    # -- writing ------------------------------------------------------------------------------------------------------

    def action_accept_gaps(self) -> None:
        """Lives with missing days, or no longer."""
        look = self.found
        if look is None or not (look.wanted.gaps or Pages(look, self.words).gaps()):
            self.tell(self.words.intake.gaps_none)
            return
        self._look(replace(look.wanted, gaps=not look.wanted.gaps, chosen=look.chosen))

    def action_intake_write(self) -> None:
        """Writes what was seen."""
        look, words = self.found, self.words.intake
        if look is None or self._done is not None:
            self.tell(words.nothing_to_take, bad=True)
        elif look.looked.answer.problems:
            self.tell(words.left_out.format(count=len(look.looked.answer.problems)), bad=True)
        elif look.looked.idle:
            self.tell(words.idle)
        elif work := self._begin(look.wanted.path.name, "write"):
            looked = look.looked
            self.ask(lambda desk: take_in(desk, looked, work), self._written, group="intake", otherwise=self._over)

    def _written(self, answer: Imported | str) -> None:
        self._over()
        look = self.found
        if isinstance(answer, str):
            words = self.words.intake
            self.tell(words.changed_file if answer == "file" else words.changed_office, bad=True)
            if look is not None:
                self._look(replace(look.wanted, chosen=look.chosen))
        elif answer.stopped:
            self.tell(self.words.intake.stopped)
        else:
            self._done = answer
            self._draw(fresh=True)
            self.office_app.read_again()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_pick_here(self) -> None:
        """Enter: does what the row under the cursor does."""
        self.page.pick()

    @on(Page.Picked)
    async def picked(self, event: Page.Picked) -> None:
        """Does what a row does."""
        to: Any = event.row.to
        match event.row.does:
            case "file":
                self._enter(to)
            case "part":
                self._to(to)
            case "column":
                self._name_column(*to)
            case "sheet" if self.found is not None:
                self._ask_which(which_kind(self.found, to, self.words))
            case "":
                pass
            case action:
                await self.run(action)

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
        self.found = self._done = None
        self.query_one(PathBox).clear()
        self.page.focus()
        self._draw(fresh=True)
        self._list("")

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
            self._list("")
        else:
            self.office_app.action_go("board")
