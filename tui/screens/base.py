"""What every screen of the app shares: the strip and the keys, questions put to the office, reasons for a no."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import Screen
from textual.worker import get_current_worker

from tracker.words import Words
from tracker.words.screens import ScreenWords
from tui.text import clip, drawn
from tui.widgets.lines import Lined

if TYPE_CHECKING:
    from tracker.office.outcome import Refused
    from tui.app import SanxinApp
    from tui.office import Office

T = TypeVar("T")
R = TypeVar("R")


class Asking(Screen[R]):
    """A screen that asks the office in a thread and gets its answer back on the interface's own."""

    @property
    def office_app(self) -> SanxinApp:
        """The app, with its own type."""
        return cast("SanxinApp", self.app)

    @property
    def words(self) -> ScreenWords:
        """What screens say, in the language of the moment."""
        return self.office_app.words

    @property
    def terms(self) -> Words:
        """Terms and reasons, in the language of the moment."""
        return self.office_app.terms

    def ask(self, job: Callable[[Office], T], then: Callable[[T], Any], *, group: str,
            otherwise: Callable[[str], Any] | None = None, quiet: bool = False) -> None:
        """Runs `job` in a thread; its value is handed to `then` here.

        A later question of the same `group` takes the place of one still running: only its answer arrives. When the
        job breaks, the officer is told (unless `quiet`), and `otherwise` is called with the sentence.
        """
        office = self.office_app.office
        if office is not None:
            broke = partial(self._broke, otherwise, quiet)
            self.run_worker(partial(self._work, office, job, then, broke), thread=True, group=group, exclusive=True,
                            exit_on_error=False)

    def _work(self, office: Office, job: Callable[[Office], T], then: Callable[[T], Any],
              broke: Callable[[Exception], None]) -> None:
        worker = get_current_worker()
        try:
            value = job(office)
        except Exception as error:
            self.call_later(broke, error)
            return
        if not worker.is_cancelled:
            self.call_later(self._answered, then, value)

    def _answered(self, then: Callable[[T], Any], value: T) -> None:
        if self.is_attached:
            then(value)

    def _broke(self, otherwise: Callable[[str], Any] | None, quiet: bool, error: Exception) -> None:
        from tui.office import trouble

        if self.office_app.is_lost(error):
            return
        sentence = self.words.failed.format(error=trouble(error, self.words.lang))
        if not quiet:
            self.tell(sentence, bad=True)
        if otherwise is not None and self.is_attached:
            otherwise(sentence)

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Says something in the corner of the screen, as text and nothing but text."""
        self.notify(drawn(message), severity="warning" if bad else "information", markup=False,
                    timeout=8 if bad else 4)

    def copy(self, text: str) -> None:
        """Puts a text into the clipboard, and says so."""
        self.app.copy_to_clipboard(text)
        self.tell(self.words.ledger.copied.format(text=clip(" ".join(text.split()), 40)))

    def sentences(self, refused: Refused) -> str:
        """All reasons of a refusal, one in a line."""
        from tracker.words.reasons import sentence

        return "\n".join(sentence(reason, self.terms) for reason in refused.reasons)

    def reword(self) -> None:
        """Draws everything again, in another language."""
        self.refresh(layout=True)
        for widget in self.query("*"):
            widget.refresh(layout=True)


class OfficeScreen(Asking[None]):
    """A full screen: it is told when the board's facts are there, and when anything has changed."""

    ON = ""
    """The name of the screen in the table of actions."""
    MAIN = ""
    """The name under which the app goes to it, for a main screen."""
    BLANK = True
    """Its widgets cover all of it: Textual would draw what is under them first, half of the time a paint takes."""

    def arrived(self) -> None:
        """The office's facts were read, for the first time or again."""

    def action_copy_row(self) -> None:
        """Copies what is marked with the mouse, else the line under the cursor."""
        lists = [one for one in (self.focused, *self.query(Lined)) if isinstance(one, Lined)]
        text = self.get_selected_text() or next(filter(None, (one.copied() for one in lists)), "")
        if text:
            self.copy(text)
        else:
            self.tell(self.words.forms.nothing_to_copy, bad=True)

    def look_again(self) -> None:
        """Something has been written, here or elsewhere: the office's facts are read again."""
        self.office_app.read_again()
