"""What every screen of the app shares: the strip and the keys, questions put to the office, reasons for a no."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen
from textual.worker import get_current_worker

from tracker.office.outcome import NotTaken
from tracker.office.saving import RecordedBefore, Saving
from tracker.words import Lang, spoken
from tracker.words.catalogue import Words
from tracker.words.screens import ScreenWords
from tracker.words.yearend import YearendWords
from tui.actions import BY_ID, Action, bindings, find
from tui.host import Host, Jobs, host_of
from tui.text import clip, drawn
from tui.widgets.lines import Lined
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.domain.blocking import Word
    from tracker.domain.restating import Restating
    from tracker.office.desk import Desk
    from tracker.office.outcome import Refused
    from tracker.office.register.in_memory import Register
    from tui.exported import Exported

UNCERTAIN, UNREACHABLE = "uncertain", "unreachable"
"""Codes of what is amiss with the office: nobody can say whether something was recorded; its server is away."""


class _Unrestated(NotTaken):
    """A closed year would be another one, and the officer left the question why."""


_T = TypeVar("_T")
_R = TypeVar("_R")


def trouble(error: Exception, lang: Lang) -> str:
    """What went wrong, in a sentence; what nobody foresaw is logged."""
    from tracker.failures import failure  # seldom needed, and not by the first frame

    return failure(error, lang).sentence


class Asking(Screen[_R]):
    """A screen that asks the office in a thread and gets its answer back on the interface's own."""

    @property
    def office_app(self) -> Host:
        """The app, as screens use it."""
        return host_of(self)

    @property
    def words(self) -> ScreenWords:
        """What screens say, in the language of the moment."""
        return self.office_app.words

    @property
    def terms(self) -> Words:
        """Terms and reasons, in the language of the moment."""
        return self.office_app.terms

    def ask(self, job: Callable[[Desk], _T], then: Callable[[_T], Any], *, group: str,
            otherwise: Callable[[str], Any] | None = None, quiet: bool = False, saving: Saving | None = None) -> None:
        """Runs `job`, a use case, in a thread; its value is handed to `then` here.

        A later question of the same `group` takes the place of one still running: only its answer arrives. When the
        job breaks, the officer is told (unless `quiet`), and `otherwise` is called with the sentence. What it records
        is recorded once, also where a form gives the same `saving` to several attempts.
        """
        desk = self.office_app.desk
        if desk is not None:
            broke = partial(self._broke, otherwise, quiet)
            self.run_worker(partial(self._work, desk, saving or Saving(), job, then, broke), thread=True, group=group,
                            exclusive=True, exit_on_error=False)

    def ask_register(self, register: Register, job: Callable[[], _T], then: Callable[[_T], Any], *, group: str) -> None:
        """Runs `job`, which looks at a register: at once, or in a thread where it reads what it does not hold."""
        if register.by_pages:
            self.ask(lambda desk: job(), then, group=group)
        else:
            then(job())

    def _work(self, desk: Desk, saving: Saving, job: Callable[[Desk], _T], then: Callable[[_T], Any],
              broke: Callable[[Exception], None]) -> None:
        worker = get_current_worker()
        try:
            value = desk.once(saving, job)
        except NotTaken as error:
            if error.needs_class:
                self.call_later(self._restates, Saving(saving.form), job, then, broke, error)
            else:
                self.call_later(broke, error)
            return
        except Exception as error:
            self.call_later(broke, error)
            return
        if not worker.is_cancelled:
            self.call_later(self._answered, then, value)

    def _restates(self, saving: Saving, job: Callable[[Desk], _T], then: Callable[[_T], Any],
                  broke: Callable[[Exception], None], error: NotTaken) -> None:
        """Asks why a closed year is restated, then does what was refused; where nobody says it that is told."""
        def said(restating: Restating | None) -> None:
            desk = self.office_app.desk
            if restating is None or desk is None:
                broke(_Unrestated(error.refusal))
                return
            restated = partial(self._work, replace(desk, restating=restating), saving, job, then, broke)
            self.run_worker(restated, thread=True, group="restate", exclusive=True, exit_on_error=False)

        self.office_app.ask_why_restated(error.refusal, said)

    def _answered(self, then: Callable[[_T], Any], value: _T) -> None:
        if self.is_attached:
            then(value)

    def _broke(self, otherwise: Callable[[str], Any] | None, quiet: bool, error: Exception) -> None:
        if self.office_app.is_lost(error):
            return
        if isinstance(error, RecordedBefore):
            self.recorded_before(trouble(error, self.words.lang))
            return
        sentence = self._unrestated(error) if isinstance(error, _Unrestated) else self._failed(error)
        if not quiet:
            self.tell(sentence, bad=True)
        if otherwise is not None and self.is_attached:
            otherwise(sentence)

    def _failed(self, error: Exception) -> str:
        """That nothing was changed, and why; where nobody can say whether it was, only that."""
        told = trouble(error, self.words.lang)
        return told if getattr(error, "code", "") == UNCERTAIN else self.words.failed.format(error=told)

    def recorded_before(self, sentence: str) -> None:
        """What was saved had been recorded, though no answer came: that is said."""
        self.tell(sentence)
        self.office_app.read_again()

    def _unrestated(self, error: _Unrestated) -> str:
        """Which closed years are concerned, and what the screen asks for."""
        return f"{self.sentences(error.refusal, advice=False)}\n{spoken(self.words.lang, YearendWords).restate_again}"

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Says something in the corner of the screen, as text and nothing but text."""
        self.notify(drawn(message), severity="warning" if bad else "information", markup=False,
                    timeout=8 if bad else 4)

    def copy(self, text: str) -> None:
        """Puts a text into the clipboard, and says so."""
        self.app.copy_to_clipboard(text)
        self.tell(self.words.ledger.copied.format(text=clip(" ".join(text.split()), 40)))

    def sentences(self, refused: Refused, *, advice: bool = True) -> str:
        """All reasons of a refusal, one in a line, with what to do about each unless told otherwise."""
        from tracker.words.sentences import parts, sentence  # not needed by the first frame

        return "\n".join(sentence(reason, self.terms) if advice else parts(reason, self.terms)[0]
                         for reason in refused.reasons)

    def reword(self) -> None:
        """Draws everything again, in another language."""
        self.refresh(layout=True)
        for widget in self.query("*"):
            widget.refresh(layout=True)


class OfficeScreen(Asking[None]):
    """A full screen: it is told when the board's facts are there, and when anything has changed."""

    NAME: ClassVar[str]
    """Under which name it is found in `tui/places.py`."""
    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What can be done on it, in the order of the palette."""
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """The ids of the actions in its last line, the most used first."""
    BLANK = True
    """Its widgets cover all of it: Textual would draw what is under them first, half of the time a paint takes."""

    def __init_subclass__(cls, **how: Any) -> None:
        cls.BINDINGS = [*vars(cls).get("BINDINGS", ()), *bindings(vars(cls).get("ACTIONS", ()))]
        BY_ID.update((action.id, action) for action in cls.ACTIONS)
        super().__init_subclass__(**how)

    _read_at = -1
    _is_unread = False

    @property
    def unread(self) -> bool:
        """Whether what was asked for last could not be read."""
        return self._is_unread

    def has_news(self) -> bool:
        """Whether anybody has written anything since this was asked last, or it was never asked."""
        facts = self.office_app.facts
        if facts is None or facts.changes == self._read_at:
            return False
        self._read_at = facts.changes
        return True

    def arrived(self) -> None:
        """The office's facts were read, for the first time or again."""
        self._is_unread = False
        if facts := self.office_app.facts:
            for strip in self.query(YearStrip):
                strip.show(facts.strip)

    def _fill(self) -> None:
        """Shows what was read, on screens that are drawn anew as a whole."""

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self._fill()

    def _broke(self, otherwise: Callable[[str], Any] | None, quiet: bool, error: Exception) -> None:
        # What could not be read is read when the facts arrive again, though nothing was written.
        self._read_at, self._is_unread = -1, True
        for head in self.query("#head"):
            head.refresh()
        super()._broke(otherwise, quiet, error)

    def look_again(self) -> None:
        """Something has been written, here or elsewhere: the office's facts are read again."""
        self.office_app.read_again()

    def done(self, code: str | None) -> None:
        """A form was closed: with the code of its project where it has done something."""
        if code is not None:
            self.look_again()

    # -- what is under the cursor -------------------------------------------------------------------------------------

    def project_here(self) -> tuple[str, str] | None:
        """The code and name of the project under the cursor; says so where there is none."""
        return None

    def blocker_here(self, word: Word) -> int | None:
        """The number of the blocker under the cursor, where a screen has one there that `word` may be meant for."""
        return None

    @property
    def jobs(self) -> Jobs:
        """The daily jobs, done to what is under the cursor."""
        return self.office_app.jobs(self)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def offers(self, action_id: str) -> bool:
        """Whether an action of the key line can do anything now; screens whose keys depend on what is shown say."""
        return True

    async def run(self, action_id: str) -> None:
        """Does an action by its id."""
        await self.run_action(find(action_id).runs)

    def exported(self) -> Exported | str:
        """The list that is shown, to be exported; where there is none, a sentence that says so."""
        return self.words.lists.nothing_here

    def action_job(self, name: str) -> None:
        """Does one of the daily jobs."""
        if self.office_app.desk is None:
            self.tell(self.words.opening, bad=True)
        else:
            self.jobs.do(name)

    def action_year(self, by: int) -> None:
        """The strip shows the year before, or the next one."""
        app = self.office_app
        if app.facts is not None:
            app.show_year(app.year_beside(app.year or app.facts.strip.year, by))

    def action_copy_row(self) -> None:
        """Copies what is marked with the mouse, else the line under the cursor."""
        lists = [widget for widget in (self.focused, *self.query(Lined)) if isinstance(widget, Lined)]
        text = self.get_selected_text() or next(filter(None, (widget.copied() for widget in lists)), "")
        if text:
            self.copy(text)
        else:
            self.tell(self.words.forms.nothing_to_copy, bad=True)

    def action_refresh(self) -> None:
        """Reads everything again."""
        self.office_app.read_again()


def loading(screen: Screen[Any]) -> str:
    """What a head says while its screen is being read; nothing where it could not be, which is said below."""
    return screen.words.loading if isinstance(screen, OfficeScreen) and not screen.unread else ""
