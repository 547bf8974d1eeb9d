"""Choosing a file on the import screen: from the list, by what is typed, or by a path pasted or dropped."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.events import Paste

from tui.asking import files
from tui.asking.files import Entry, Listed
from tui.screens.intake_naming import Naming
from tui.widgets.intake_lines import IntakePage
from tui.widgets.path_box import PathBox


class Choosing(Naming):
    """The part of the import screen before a file is read."""

    def __init__(self) -> None:
        super().__init__()
        self.listed = Listed(Path.cwd())

    @property
    def page(self) -> IntakePage:
        """The page."""
        return self.query_one(IntakePage)

    @property
    def choosing(self) -> bool:
        """Whether the files are what is shown."""
        raise NotImplementedError

    def draw(self, *, fresh: bool = False) -> None:
        """Shows where the officer is."""
        raise NotImplementedError

    def read(self, path: Path) -> None:
        """Reads a file and shows what it would do."""
        raise NotImplementedError

    def list_files(self, typed: str, folder: Path | None = None) -> None:
        """Lists a folder, narrowed by what is typed."""
        here = folder or self.listed.folder
        self.ask(lambda office: files.listing(typed, here), self._files, group="files")

    def _files(self, listed: Listed) -> None:
        self.listed = listed
        if self.choosing:
            self.draw(fresh=True)

    @on(PathBox.Typed)
    def typed(self, event: PathBox.Typed) -> None:
        """Narrows the list, or goes to the folder typed."""
        self.list_files(event.text)

    @on(PathBox.Entered)
    def entered(self, event: PathBox.Entered) -> None:
        """Enter in the path: that file, that folder, or what the cursor is on."""
        path = files.typed_path(event.text, self.listed.folder)
        row = self.page.row
        if event.text.strip() and files.is_file(path):
            self.read(path)
        elif event.text.strip() and files.is_folder(path):
            self._into(path)
        elif row is not None and isinstance(row.to, Entry) and row.to.name != "..":
            self.enter(row.to)
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
        event.stop()
        if self.choosing:
            self.query_one(PathBox).put(event.text)
