"""Exports a list or the whole book: asks where to, writes in a thread, says where the file is, opens it."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.clock import office_day
from tracker.office.book.export import book_of
from tracker.office.outcome import Done, Refused
from tracker.report.lists.files import FORMS, Told, clipboard_text, write_list
from tracker.report.lists.head import file_name, list_of
from tracker.report.write import put
from tracker.words.lists import left_out_line
from tui.dialogs.form import Field, QuestionForm, line_input
from tui.files import typed_path
from tui.opener import Shown, look_at
from tui.text import drawn
from tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.register.stamp import Stamp
    from tracker.words.lists import ListWords
    from tui.exported import Exported

CLIPBOARD = "clipboard"
ROOM, MOST = 74_994, 2_000_000
"""Bytes that every terminal takes into the clipboard, and the most that any is asked to take."""


class _Stopped(Exception):
    """The officer has stopped the writing."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What became of it: a file, a text for the clipboard, or a file of that name that is there already."""

    count: int
    path: Path | None = None
    text: str = ""
    there: bool = False
    besides: str = ""
    """What is said besides."""


_Make = Callable[["Desk", Path, Told], "Done[_Written] | Refused"]
"""Makes what is exported and writes it; what `told` raises ends it with nothing written."""


class _ToFile(QuestionForm):
    """The form stays until it is closed: it says where the file is, and one key opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "open_file", show=False)]
    SAYS_SLOW = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    SUFFIXES: ClassVar[Iterable[str]] = FORMS
    """How names of the files end that it can write."""

    def __init__(self, stamp: Stamp) -> None:
        super().__init__()
        self._stamp = stamp
        self._replaces: Path | None = None
        """The file that the officer was told is there already."""
        self._file: Path | None = None
        """The file that was written."""
        self._stopping = threading.Event()
        self._far = (0, 0)
        self._ticking: Timer | None = None

    @property
    def says(self) -> ListWords:
        """What is said of lists."""
        return self.words.lists

    # -- what is exported ---------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def called(self) -> str:
        """The name of the file that is offered, without an ending."""

    @property
    def kinds(self) -> Mapping[str, str]:
        """Into what it can go, and what that is called; of one alone it is not asked."""
        return self.says.kinds

    @abstractmethod
    def make(self) -> _Make:
        """Makes and writes it; runs in a thread."""

    # -- the form -----------------------------------------------------------------------------------------------------

    def commit_words(self) -> str:
        """What Enter does."""
        return self.says.close_key if self._file else self.says.form_commit

    def fields(self) -> Iterable[Widget]:
        """Where to; under which name; in which folder."""
        says = self.says
        if len(self.kinds) > 1:
            yield Field(says.form_kind, Choices(list(self.kinds.items()), "xlsx", id="kind"))
        yield Field(says.form_path, line_input("path", f"{self.called}.xlsx"), id="where")
        yield Static(drawn(says.form_folder.format(folder=self.office_app.folder)), id="folder", classes="told",
                     markup=False)

    def filled(self) -> None:
        """The name is there already: Enter writes. It takes no typing at first, for the key that opens the form is
        easily pressed twice.
        """
        self.set_focus(self.query_one("#kind") if len(self.kinds) > 1 else None)

    def kind(self) -> str:
        """Into what it goes."""
        return self.choice("kind") if len(self.kinds) > 1 else "xlsx"

    @on(Choices.Changed, "#kind")
    def kind_changed(self) -> None:
        """The name ends as the kind does; the clipboard has none."""
        kind, typed = self.kind(), self.text("path")
        for name in ("#where", "#folder"):
            self.query_one(name).display = kind != CLIPBOARD
        if kind != CLIPBOARD and Path(typed).suffix.lower() in self.SUFFIXES:
            self.fill({"path": typed[:-len(Path(typed).suffix)] + f".{kind}"})

    @on(Input.Changed, "#path")
    def renamed(self) -> None:
        """Of another file it is asked anew whether it may be replaced."""
        self._replaces = None

    # -- writing ------------------------------------------------------------------------------------------------------

    def action_commit(self) -> None:
        """Writes it; once it is written, closes the form."""
        if self._file is not None:
            self.dismiss(None)
        elif not self._saving:
            self._stopping.clear()
            self._far = (0, 0)
            self._ticking = self.set_interval(0.1, self._tell_far)
            super().action_commit()

    def _tell_far(self) -> None:
        done, whole = self._far
        if self._saving and whole:
            self.show_reasons(Content(self.says.writing.format(done=done, whole=whole)))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Makes and writes it; what stands there already is not replaced before that was asked."""
        make, path, replaces, into_file = self.make(), self._path(), self._replaces, self.kind() != CLIPBOARD

        def told(done: int, whole: int) -> None:
            self._far = (done, whole)
            if self._stopping.is_set():
                raise _Stopped

        def write(desk: Desk) -> Done[object] | Refused:
            if into_file and path != replaces and path.exists():
                return Done(_Written(0, path, there=True))
            try:
                outcome = make(desk, path, told)
            except _Stopped:
                return Done(None)
            return outcome if isinstance(outcome, Refused) else Done(outcome.value)
        return write

    def _path(self) -> Path:
        """The file that is meant; a name that does not say of what kind it is ends as the kind chosen."""
        path = typed_path(self.text("path").strip() or self.called, self.office_app.folder)
        return path if path.suffix.lower() in self.SUFFIXES else path.with_name(f"{path.name}.{self.kind()}")

    def _finished(self, outcome: Done[object] | Refused) -> None:
        self._stop_ticking()
        if isinstance(outcome, Refused):
            super()._finished(outcome)
            return
        self._saving, written = False, outcome.value
        if not isinstance(written, _Written):
            self.show_reasons(Content(self.says.stopped))
        elif written.there:
            self._replaces = written.path
            self._show(Content.assemble((drawn(self.says.form_there.format(path=written.path)), "$text-warning"),
                                        f"\n{self.says.form_replace}"))
        elif written.path is None:
            self._copy(written)
        else:
            self._file = written.path.absolute()
            self.set_focus(None)
            for control in self.controls():
                control.disabled = True
            self.office_app.keep_folder(self._file.parent)
            done = drawn(self.says.done.format(count=written.count, path=self._file))
            besides = f"\n{drawn(written.besides)}" if written.besides else ""
            self._show(Content.assemble((done, "$text-success"), besides))
            self.show_keys()

    def _free(self, sentence: str) -> None:
        self._stop_ticking()
        super()._free(sentence)

    def _stop_ticking(self) -> None:
        if self._ticking is not None:
            self._ticking.stop()

    def _show(self, told: Content) -> None:
        self.show_reasons(told)
        self.query_one("#reasons").scroll_visible(animate=False)

    def _copy(self, written: _Written) -> None:
        """Puts the list into the clipboard of the terminal, which has only so much room."""
        size = len(written.text.encode())
        if size > MOST:
            self._show(Content.styled(self.says.clipboard_too_large.format(size=size // 1000), "$text-error"))
            return
        self.app.copy_to_clipboard(written.text)
        told = self.says.clipboard_large if size > ROOM else self.says.in_clipboard
        self.tell(told.format(count=written.count, size=size // 1000), bad=size > ROOM)
        self.dismiss(None)

    def done_words(self, done: Done[object]) -> str:
        """The form itself says it."""
        return ""

    # -- keys ---------------------------------------------------------------------------------------------------------

    def _keys(self) -> list[Content]:
        if self._file is None:
            return super()._keys()
        opens = self.says.deliver_key if self.app.is_web else self.says.open_key
        return [self._key("ctrl+o", opens), self._key("enter", self.says.close_key)]

    def action_open_file(self) -> None:
        """Opens the file that was written; where it cannot be, says where it is."""
        if self._file is not None:
            shown = look_at(self._file, self.app)
            if shown is Shown.NOT:
                self.tell(self.says.not_opened.format(path=self._file), bad=True)
                return
            if shown is Shown.DELIVERED:
                self.tell(self.says.delivered.format(name=self._file.name))
            self.dismiss(None)

    def action_cancel(self) -> None:
        """Stops the writing; else closes the form."""
        if self._saving:
            self._stopping.set()
        else:
            super().action_cancel()


class ExportDialog(_ToFile):
    """Exports the list of a screen."""

    def __init__(self, exported: Exported, stamp: Stamp) -> None:
        super().__init__(stamp)
        self._exported = exported

    @property
    def called(self) -> str:
        """After the list, and what it was narrowed to."""
        exported = self._exported
        return file_name(exported.name, self._stamp, self.words.lang, narrowed=exported.narrowed, label=exported.label)

    def form_title(self) -> str:
        """Which list."""
        return self.says.form_title.format(name=f"{self.says.name[self._exported.name]} {self._exported.label}".strip())

    def make(self) -> _Make:
        """The list, into a file or as a text for the clipboard."""
        exported, stamp, lang, kind = self._exported, self._stamp, self.words.lang, self.kind()

        def made(desk: Desk, path: Path, told: Told) -> Done[_Written] | Refused:
            listing = list_of(exported.name, exported.tables(desk), stamp, lang, about=exported.about,
                              narrowed=exported.narrowed, label=exported.label)
            if kind == CLIPBOARD:
                return Done(_Written(listing.count, text=clipboard_text(listing, told)))
            outcome = write_list(listing, path, told, replaces=True)  # the form has asked
            return outcome if isinstance(outcome, Refused) else Done(_Written(listing.count, path))
        return made


class BookDialog(_ToFile):
    """Exports the whole office as its own book."""

    SUFFIXES = (".xlsx",)

    @property
    def called(self) -> str:
        """After the day: a book is of no year."""
        return file_name("book", self._stamp, self.words.lang, period=office_day(self._stamp.at).isoformat())

    @property
    def kinds(self) -> Mapping[str, str]:
        """A workbook: what the import reads again."""
        return {"xlsx": self.says.kinds["xlsx"]}

    def form_title(self) -> str:
        """The book."""
        return self.says.form_title.format(name=self.says.name["book"])

    def make(self) -> _Make:
        """The book, and what of the office it has no room for."""
        lang = self.words.lang

        def made(desk: Desk, path: Path, told: Told) -> Done[_Written] | Refused:
            book = book_of(desk, told)
            outcome = put(path, lambda: book.content, replaces=True)  # the form has asked
            if isinstance(outcome, Refused):
                return outcome
            return Done(_Written(sum(book.counts.values()), path, besides=left_out_line(book.left_out, lang)))
        return made
