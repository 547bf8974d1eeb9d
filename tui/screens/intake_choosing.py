"""Choosing a ledger: folders and files as a list, narrowed by what is typed, or a path that is typed or pasted."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path

from textual import on
from textual.events import Paste

from tui.files import Entry, Listed, is_file, is_folder, listing, typed_path
from tui.kept_in import first_folder
from tui.screens.base import OfficeScreen
from tui.widgets.intake_lines import IntakePage
from tui.widgets.path_box import PathBox


class ChoosesLedger(OfficeScreen):
    """A screen on which a ledger is chosen first."""

    def __init__(self) -> None:
        super().__init__()
        self.listed = Listed(first_folder())
        self._from = self._home = self.listed.folder
        """The folder that paths are typed from, before the one of the start; what is typed may list another one."""

    @property
    @abstractmethod
    def choosing(self) -> bool:
        """Whether the files are what is shown."""

    @abstractmethod
    def draw(self, *, fresh: bool = False) -> None:
        """Shows the files, or what became of the one that was chosen."""

    @abstractmethod
    def read(self, path: Path) -> None:
        """Reads the file that was chosen."""

    @property
    def page(self) -> IntakePage:
        """The page."""
        return self.query_one(IntakePage)

    def starts_from(self, folder: Path) -> None:
        """Takes the folder that paths are typed from, from now on."""
        self._from = folder

    def list_files(self, typed: str, folder: Path | None = None) -> None:
        """Lists a folder, narrowed by what is typed."""
        here = self._from = folder or self._from
        self.ask(lambda desk: listing(typed, here, self._home), self._files, group="files")

    def _files(self, listed: Listed) -> None:
        self.listed = listed
        if self.choosing:
            self.draw(fresh=True)

    @on(PathBox.Typed)
    def typed(self, event: PathBox.Typed) -> None:
        """Narrows the list, or goes to the folder typed."""
        if type(event) is PathBox.Typed:  # and not what tells of Enter
            self.list_files(event.text)

    @on(PathBox.Entered)
    def entered(self, event: PathBox.Entered) -> None:
        """Enter in the path: that file, that folder, or what the cursor is on."""
        here, text, row = self._from, event.text, self.page.row
        path = typed_path(text, here, self._home)
        if text.strip() and is_file(path):
            self.read(path)
        elif text.strip() and is_folder(path):
            self._into(path)
        elif self.office_app.desk is None:
            self.tell(self.words.intake.opening, bad=True)
        else:
            self.ask(lambda desk: listing(text, here, self._home),
                     lambda listed: self._enter_fitting(listed, row.to if row is not None else None, path),
                     group="enter")

    def _enter_fitting(self, listed: Listed, to: object, path: Path) -> None:
        """Enters what the cursor was on where that fits what was typed: the list can be behind a quick hand."""
        if to not in listed.entries:
            self._files(listed)
            to = self.page.row.to if self.page.row is not None else None
        if isinstance(to, Entry) and to.name != "..":
            self.enter(to)
        else:
            self.tell(self.words.intake.no_such_file.format(path=path), bad=True)

    def _into(self, folder: Path) -> None:
        self.query_one(PathBox).clear()
        self.page.focus()
        self.list_files("", folder)

    def enter(self, entry: Entry) -> None:
        """Goes into a folder, or reads a file."""
        self._into(entry.path) if entry.folder else self.read(entry.path)

    def on_paste(self, event: Paste) -> None:
        """A path pasted, or a file dropped on the terminal, goes into the box."""
        if self.choosing:
            event.stop()
            self.query_one(PathBox).put(event.text)
