"""Taking a ledger in: choose a file, see what its headers were taken for and what it would do, then write it or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.actions import INTAKE, bindings
from tui.asking import intake
from tui.asking.intake import Look, Unread, Wanted
from tui.screens.intake_choosing import Choosing
from tui.screens.intake_files import done_rows, file_rows
from tui.screens.intake_naming import Chosen
from tui.screens.intake_rows import PARTS, Only, Pages
from tui.widgets.intake_lines import IntakePage, Parts, Progress, Title
from tui.widgets.key_line import KeyLine
from tui.widgets.page import Page, Row
from tui.widgets.path_box import PathBox
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.intake.intake import Imported


class IntakeScreen(Choosing):
    """Nothing is written before it was seen; what is written is what was seen, all of it or nothing."""

    ON = MAIN = INTAKE
    BINDINGS: ClassVar[list[BindingType]] = bindings(INTAKE)
    DEFAULT_CSS = """
    IntakeScreen { background: $background; }
    IntakeScreen #parts { display: none; }
    IntakeScreen.-seen #parts { display: block; }
    IntakeScreen.-seen PathBox, IntakeScreen.-done PathBox { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
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
        yield Progress()
        yield KeyLine(INTAKE)

    @property
    def choosing(self) -> bool:
        """Whether the files are what is shown."""
        return self.found is None and self._done is None

    def on_mount(self) -> None:
        """The list of files takes the keys, so that the numbers lead to the other screens."""
        self.page.focus()
        self.draw(fresh=True)
        self.arrived()

    def arrived(self) -> None:
        """The strip; the first time, the files."""
        if facts := self.office_app.facts:
            self.query_one(YearStrip).show(facts.strip)
        if self.office_app.office is not None and not self._asked:
            self._asked = True
            self.list_files("")

    # -- what is shown ------------------------------------------------------------------------------------------------

    def draw(self, *, fresh: bool = False) -> None:
        """The rows for where the officer is: files, what was seen, or what was done."""
        found = self.found
        self.set_class(found is not None and self._done is None, "-seen")
        self.set_class(self._done is not None, "-done")
        self.query_one(Title).show(str(found.wanted.path if found else self.listed.folder))
        put = self.page.fresh if fresh else self.page.show
        if self._done is not None:
            done = self._done
            put(lambda width: done_rows(done, self.words, width))
        elif found is not None:
            pages, part = Pages(found, self.words, self._only), self._part
            self.query_one(Parts).show(part, pages.counts())
            put(lambda width: pages.part(part, width))
        else:
            listed, words = self.listed, self.words
            put(lambda width: file_rows(listed, words, width) if self._asked else [Row(([(
                words.opening, "quiet")],), rest=False)])

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self.query_one(PathBox).reword()
        self.draw()

    def action_type_path(self) -> None:
        """Puts the cursor into the path."""
        self.action_other_file()
        if self.under_way is None:
            self.query_one(PathBox).take()

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self, path: Path, **how: Any) -> None:
        """Reads a file and shows what it would do."""
        self._look(Wanted(path, **how))

    def _look(self, wanted: Wanted) -> None:
        if self.office_app.office is None:
            self.tell(self.words.intake.opening, bad=True)
        elif work := self.begin(wanted.path.name):
            self.ask(lambda office: intake.look(office, wanted, work.tell, work.stops), self._looked, group="intake",
                     otherwise=self.over)

    def _looked(self, found: Look | Unread) -> None:
        self.over()
        if isinstance(found, Unread):
            if found.bad is None:
                self.tell(self.words.intake.stopped)
                return
            from tracker.words.ledger import mapping_line

            self.tell(self.words.intake.bad_mapping.format(error=mapping_line(found.bad, self.words.lang)),
                      bad=True)
            if found.wanted.chosen is None:
                self._look(replace(found.wanted, chosen={}))
            return
        again = self.found is not None and self.found.wanted.path == found.wanted.path
        self.found, self._done = found, None
        if not again or not found.looked.ledger.sheets:
            self._part, self._only = "summary", None
        self.page.focus()
        self.draw(fresh=not again)

    def read_with(self, chosen: Chosen) -> None:
        """Reads the file once more, with other choices."""
        if self.found is not None:
            self._look(replace(self.found.wanted, chosen=chosen))

    # -- pages --------------------------------------------------------------------------------------------------------

    def action_next_part(self) -> None:
        """The next page; among the files, the path and back."""
        self._turn(1)

    def action_part_before(self) -> None:
        """The page before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self.found is not None and self._done is None:
            self._to(PARTS[(PARTS.index(self._part) + by) % len(PARTS)])
        elif self._done is None:
            self.page.focus() if self.query_one(PathBox).has_focus_within else self.query_one(PathBox).take()

    def _to(self, part: str) -> None:
        self._part = part
        self.draw(fresh=True)

    @on(Parts.Chosen)
    def part_clicked(self, event: Parts.Chosen) -> None:
        """Goes to a page."""
        self._to(event.part)

    def action_narrow_problems(self) -> None:
        """Problems of one sheet, or of one kind."""
        from tui.dialogs.choose import Choose

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

    # -- writing ------------------------------------------------------------------------------------------------------

    def action_accept_gaps(self) -> None:
        """Lives with missing days, or no longer."""
        found = self.found
        if found is None or not (found.wanted.gaps or Pages(found, self.words).gaps()):
            self.tell(self.words.intake.gaps_none)
            return
        self._look(replace(found.wanted, gaps=not found.wanted.gaps, chosen=found.chosen))

    def action_intake_write(self) -> None:
        """Writes what was seen."""
        found, words = self.found, self.words.intake
        if found is None or self._done is not None:
            self.tell(words.nothing_to_take, bad=True)
        elif found.looked.answer.problems:
            self.tell(words.left_out.format(count=len(found.looked.answer.problems)), bad=True)
        elif found.looked.idle:
            self.tell(words.idle)
        elif work := self.begin(found.wanted.path.name, "write"):
            looked = found.looked
            self.ask(lambda office: intake.take_in(office, looked, work.tell, work.stops), self._written,
                     group="intake", otherwise=self.over)

    def _written(self, answer: Imported | str) -> None:
        self.over()
        found = self.found
        if isinstance(answer, str):
            words = self.words.intake
            self.tell(words.changed_file if answer == "file" else words.changed_office, bad=True)
            if found is not None:
                self._look(replace(found.wanted, chosen=found.chosen))
        elif answer.stopped:
            self.tell(self.words.intake.stopped)
        else:
            self._done = answer
            self.draw(fresh=True)
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
                self.enter(to)
            case "part":
                self._to(to)
            case "column":
                self.name_column(*to)
            case "sheet":
                self.name_sheet(to)
            case "go_board":
                self.office_app.go("board")
            case "":
                pass
            case action:
                await self.run_action(action)

    def action_other_file(self) -> None:
        """Back to the files."""
        if self.under_way is not None:
            self.tell(self.words.intake.busy, bad=True)
            return
        self.found = self._done = None
        self.query_one(PathBox).clear()
        self.page.focus()
        self.draw(fresh=True)
        self.list_files("")

    def action_back(self) -> None:
        """Stops what is under way; else back to the files; else to the board."""
        if self.stop_work():
            return
        if self._done is not None:
            self.office_app.go("board")
        elif self.found is not None:
            self.action_other_file()
        elif self.query_one(PathBox).has_focus_within:
            self.query_one(PathBox).clear()
            self.page.focus()
            self.list_files("")
        else:
            self.office_app.go("board")
