"""The app: paints the board's frame first, opens the office in a thread, and looks for changes made elsewhere."""

from __future__ import annotations

import os
import threading
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.events import Resize

from tracker.office.outcome import NotTaken
from tracker.words import Lang, spoken
from tracker.words.catalogue import Words
from tracker.words.catalogue import words as words_of
from tracker.words.screens import ScreenWords
from tui.actions import EVERYWHERE, bindings, named_key, shown_key
from tui.bursts import ReadsNoPaste
from tui.drafts import Drafts
from tui.hangup import end_if_gone, listen
from tui.host import Jobs
from tui.kept_in import first_folder
from tui.memory import sweep_only_new
from tui.opener import forget_copies
from tui.places import PLACES
from tui.rights import needed
from tui.screens.base import UNREACHABLE, Asking, OfficeScreen, trouble
from tui.screens.board import BoardScreen
from tui.settings import Settings, drafts_file, language_asked_for, office_key, own_keys, read_settings
from tui.suspending import heed_suspension
from tui.text import ASCII, drawn
from tui.themes import CONTRAST, THEMES, after, called
from tui.widgets.key_line import KeyLine
from tui.widgets.page import WIDE
from tui.widgets.year_strip import YearStrip

# Late imports: the first frame does without, and is on the screen before the database is touched.

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.screen import Screen

    from tracker.domain.restating import Restating
    from tracker.office.desk import Desk
    from tracker.office.outcome import Refused
    from tui.board import Board
    from tui.exported import Exported
    from tui.keymap import Keymap
    from tui.screens.unusable import UnusableScreen

_LOST = frozenset({"gone", "replaced", "log_gone"})
"""Why an office that was open can no longer be written."""


def _changes(desk: Desk) -> int | None:
    """What tells whether anybody has committed; None where the server is away."""
    try:
        return desk.store.changes()
    except Exception as error:
        if getattr(error, "code", "") == UNREACHABLE:
            return None
        raise


def _when_composed(screen: Asking[Any], show: Callable[[], None]) -> None:
    """Shows something on a screen: at once, or as soon as a screen that was just gone to has its widgets."""
    if screen.is_mounted:
        show()
    else:
        screen.call_later(show)


class SanxinApp(ReadsNoPaste):
    """The officer's terminal. It holds no fact: what is shown was read from the office and can be read again."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    CSS = """
    ToastRack { scrollbar-size-vertical: 0; padding: 0 2 0 0; }
    Toast { width: auto; max-width: 100%; min-width: 30; padding: 0 1; }
    .-two-pages Toast { max-width: 32%; }
    """
    """Of a notice as wide as the terminal Textual forgot the bar for scrolling when it took its height, and cut its
    last line: there is no bar. Where two pages stand side by side a notice stays over the right one: of a Chinese
    character that stands across the edge of two widgets below, Textual draws neither half.
    """
    LOOK_AGAIN = 2.0
    """Seconds between two looks for changes made elsewhere in a file; a server tells of them by itself."""

    def __init__(self, where: str | None = None, *, demo: bool = False, lang: Lang = Lang.ZH, who: str | None = None,
                 desk: Desk | None = None, settings: Settings | None = None, drafts: Drafts | None = None,
                 own_keys: bool = False, clock_reason: str = "",
                 user: str = "") -> None:
        super().__init__()
        self.settings, self._own_keys = settings or Settings(), own_keys
        self.register_theme(CONTRAST)
        self.theme = THEMES.get(self.settings.theme, self.theme)
        self._where, self._demo, self._who = where, demo, who
        self._clock_reason, self._user = clock_reason, user
        self.lang = lang
        self.year: int | None = None
        """The year on top: the one an officer chose, also at an earlier time; until one is chosen, the latest."""
        self._opened_in: int | None = None
        self._told_of = 0
        self.desk = desk
        self.facts: Board | None = None
        self.drafts = drafts or Drafts()
        self.drafts.unkept = lambda error: self._warn(self.words.settings.drafts_unkept, error)
        self._stop_hearing: Callable[[], None] = lambda: None
        self._heard = 0
        """What a server told last of what was recorded, as a count of changes."""
        self.away = self._looking = self._is_opening = self._is_started = False
        self._refusal: UnusableScreen | None = None
        """What is shown while the office cannot be opened, or is gone."""
        self.left: dict[str, object] = {}
        """What a main screen left behind, to be as it was when it is gone to again."""
        self.folder = Path(self.settings.folder) if self.settings.folder else first_folder()
        self.animation_level = "none"

    @property
    def words(self) -> ScreenWords:
        """What the screens say."""
        return spoken(self.lang, ScreenWords)

    @property
    def terms(self) -> Words:
        """The words of the field, and the sentences of refusals."""
        return words_of(self.lang)

    # -- opening ------------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The board is there from the first frame on."""
        return BoardScreen(id="_default")

    def on_resize(self, event: Resize) -> None:
        """Notices to come keep to the page on the right, where there are two."""
        self.set_class(event.size.width >= WIDE, "-two-pages", update=False)

    def on_mount(self) -> None:
        """Opens the office once the first frame has been painted."""
        self.title = self.words.title
        if not self.is_headless:
            heed_suspension(self)
        if self.settings.damaged:
            self.notify(self.words.settings.settings_damaged, severity="warning", markup=False, timeout=20)
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        """Opens the office, once: it may be asked again while an attempt is under way."""
        if self.desk is not None:
            self._start(self._chosen_keys())
        elif not self._is_opening:
            self._is_opening = True
            self.run_worker(self._opening, thread=True, group="open", exit_on_error=False)

    def _opening(self) -> None:
        from tracker.office.open import open_desk

        try:
            self.desk = open_desk(self._where, demo=self._demo, who=self._who, user=self._user,
                                  clock_reason=self._clock_reason)
        except Exception as error:
            self._is_opening = False
            again = self._open if getattr(error, "code", "") == UNREACHABLE else None
            self.call_later(self._unusable, trouble(error, self.lang), again=again)
        else:
            self.call_later(self._start, self._chosen_keys())

    def _start(self, keymap: Keymap | None) -> None:
        if self._is_started:
            return
        self._is_started = True
        if self._refusal is not None:  # the server is there by now
            self.pop_screen()
            self._refusal = None
        if keymap is not None:
            self._take_keys(keymap)
        self.year = self.settings.years.get(self._office)
        self.read_again()
        hearing = self.desk.store.hearing() if self.desk else None
        if hearing is None:
            self.set_interval(self.LOOK_AGAIN, self._look)
        else:
            self._stop_hearing = hearing.close
            self.set_interval(self.LOOK_AGAIN, self._end_if_gone)
            threading.Thread(target=hearing.listen, args=(partial(self.call_later, self._hears),), daemon=True,
                             name="hearing").start()

    def on_unmount(self) -> None:
        """Nothing is heard any more once the app ends."""
        self._stop_hearing()

    def _end_if_gone(self) -> None:
        if not self.is_headless:
            end_if_gone()

    def _chosen_keys(self) -> Keymap | None:
        """The officer's own keys, checked against the actions of all screens."""
        if not self._own_keys or not own_keys():
            return None
        from tui.keymap import read_keymap

        return read_keymap()

    def _take_keys(self, keymap: Keymap) -> None:
        """Puts an officer's own keys to use, and says what in their file was not taken."""
        from tui.keymap import use

        use(keymap)
        self.set_keymap(keymap.for_textual())
        for line in self.screen.query(KeyLine):
            line.refresh()
        for wrong in keymap.troubles:
            self.notify(drawn(wrong.sentence(self.words.settings)), severity="warning", markup=False, timeout=20)

    def _unusable(self, sentence: str, *, was_open: bool = False, again: Callable[[], None] | None = None) -> None:
        from tui.screens.unusable import UnusableScreen

        if self._refusal is not None:
            self._refusal.say(sentence)
        else:
            self._refusal = UnusableScreen(sentence, was_open=was_open, again=again)
            self.push_screen(self._refusal)

    def is_lost(self, error: Exception) -> bool:
        """Whether the office's file is gone or another one: nothing can be done any more but read that, and leave."""
        lost = getattr(error, "code", "") in _LOST
        if lost:
            self._unusable(trouble(error, self.lang), was_open=True)
        return lost

    def _fatal_error(self) -> None:
        """In place of Textual's traceback, which shows what variables held: a sentence, and a note in the log."""
        from rich.text import Text

        from tracker.failures import INTERNAL, failure

        if self._exception is not None:
            store = self.desk.store if self.desk else None
            self._exit_renderables[:] = [Text(failure(self._exception, self.lang, store).sentence)]
        self._return_code = INTERNAL
        self._close_messages_no_wait()

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def _base(self) -> Asking[None]:
        screen = self.screen_stack[0]
        assert isinstance(screen, Asking)
        return screen

    def read_again(self) -> None:
        """Reads the facts of the office anew; the screens are told when they are there."""
        before = self.facts.register if self.facts else None

        def read(desk: Desk) -> Board:
            from tui.board import read_board

            return read_board(desk, self.year, before)

        self._base.ask(read, self._arrived, group="read", otherwise=self._unread)

    def read_imported(self) -> None:
        """Reads the facts after an import; where no year was chosen, the one on top is what the next start would show.
        """
        if self.settings.years.get(self._office) is None:
            self.year = self._opened_in = None
        self.read_again()

    @property
    def _office(self) -> str:
        """What settings of this office are kept by."""
        return office_key(self.desk.store.url) if self.desk else ""

    def year_beside(self, year: int, by: int) -> int:
        """The year before, or the next one; from the latest year with facts, the one that has begun."""
        return self.new_year if by > 0 and year == self.year and self.new_year else year + by

    @property
    def new_year(self) -> int | None:
        """The year that has begun, while the one of the opening is still on top."""
        begun = self.facts.strip.begun if self.facts else 0
        return begun if self.year is not None and self.year == self._opened_in and begun > self.year else None

    def _arrived(self, facts: Board) -> None:
        if self.facts is None and facts.ahead:
            from tracker.domain.clock import to_the_minute

            self.notify(self.words.clock_ahead.format(at=to_the_minute(facts.ahead)), severity="warning",
                        markup=False, timeout=20)
        before, self.facts = self.facts, facts
        if self._opened_in is None and facts.register.whole:
            if before is not None and before.register.whole and before.strip.year != facts.strip.year:
                self.notify(self.words.year_follows.format(year=facts.strip.year), markup=False, timeout=10)
            self.year = self._opened_in = facts.strip.year
            self._told_of = facts.strip.begun
            self.call_after_refresh(self.run_worker, _load_ahead, thread=True, group="ahead", exit_on_error=False)
        if self.new_year and self.new_year != self._told_of:
            self._told_of = self.new_year
            self.notify(self.words.new_year_hint.format(year=self.new_year, shown=self.year,
                                                        key=shown_key("year_on", self.words)), markup=False, timeout=10)
        for screen in self.screen_stack:
            if isinstance(screen, OfficeScreen):
                _when_composed(screen, screen.arrived)
        if not facts.register.whole:
            self.read_again()
        elif self._heard > facts.changes:  # it was told while these were being read
            self._changed(self._heard)

    def _unread(self, sentence: str) -> None:
        base = self._base
        if self.facts is None and isinstance(base, BoardScreen):
            base.board.show(None, (), {}, (sentence,))

    def _look(self) -> None:
        self._end_if_gone()
        # None is left while the app is closing; a server that does not answer is not asked twice at once.
        if self.facts is not None and self.screen_stack and not self._looking:
            self._looking = True
            self._base.ask(_changes, self._looked, group="look", otherwise=self._not_looked, quiet=True)

    def _not_looked(self, _sentence: str) -> None:
        self._looking = False

    def _hears(self, changes: int | None) -> None:
        """A server told of a change, or went away, or is back."""
        self._heard = changes or 0
        self._looked(changes)

    def _looked(self, changes: int | None) -> None:
        self._looking = False
        self._is_away(changes is None)
        if changes is not None:
            self._changed(changes)

    def _is_away(self, away: bool) -> None:
        """Shows on every screen whether the office can be reached; once it can be again, what is shown is read anew."""
        if away == self.away:
            return
        self.away = away
        for screen in self.screen_stack:
            for strip in screen.query(YearStrip):
                strip.refresh()
        if not away:
            self.read_again()

    def _changed(self, changes: int) -> None:
        if self.facts is not None and changes != self.facts.changes:
            next(screen for screen in reversed(self.screen_stack) if isinstance(screen, OfficeScreen)).look_again()

    # -- rights -------------------------------------------------------------------------------------------------------

    async def run_action(self, action: str | ActionParseResult, default_namespace: DOMNode | None = None,
                         namespaces: Mapping[str, DOMNode] | None = None) -> bool:
        """Does what a key or the palette asks for; where that is not granted, says so instead of opening its form."""
        refusal = self._not_granted(action) if isinstance(action, str) else None
        if refusal is None:
            return await super().run_action(action, default_namespace, namespaces)
        self.notify(drawn(refusal), severity="warning", markup=False, timeout=8)
        return True

    def _not_granted(self, runs: str) -> str | None:
        """Why an action of the screen of the moment may not be done; None where it may, or nobody knows yet."""
        screen, desk = self.screen, self.desk
        if desk is None or not isinstance(screen, OfficeScreen):
            return None
        rights = next((needed(one) for one in screen.ACTIONS if one.runs == runs), ())
        try:
            if rights:
                desk.need(*rights)
        except NotTaken as error:
            return screen.sentences(error.refusal)
        return None

    # -- actions that are everywhere ----------------------------------------------------------------------------------

    def action_language(self) -> None:
        """The next language, at once and on every screen."""
        self.lang = self.lang.following
        self._keep(lang=self.lang.value)
        self.title = self.words.title
        for screen in self.screen_stack:
            if isinstance(screen, Asking):
                _when_composed(screen, screen.reword)
        self.notify(self.words.language_now, markup=False, timeout=2)

    def action_theme(self) -> None:
        """Dark, light, high contrast, and around again."""
        name = after(called(self.theme))
        self.theme = THEMES[name]
        self._keep(theme=name)
        says = self.words.settings
        self.notify(says.theme_now.format(theme=says.themes[name]), markup=False, timeout=2)

    def show_year(self, year: int) -> None:
        """Shows a year, now and when this office is opened again."""
        self.year = year
        self._keep(years={**self.settings.years, self._office: year})
        self.read_again()

    def keep_folder(self, folder: Path) -> None:
        """Exports into this folder from now on, and when the program is started again."""
        self.folder = folder
        self._keep(folder=str(folder))

    def _keep(self, **changed: object) -> None:
        """Keeps a setting, and says so where that cannot be done."""
        self.settings = self.settings.keeping(**changed)
        if self.settings.unkept is not None:
            self._warn(self.words.settings.settings_unkept, self.settings.unkept)

    def _warn(self, sentence: str, error: OSError) -> None:
        self.notify(drawn(sentence.format(error=trouble(error, self.lang))), severity="warning", markup=False,
                    timeout=20)

    def action_go(self, name: str) -> None:
        """Changes to one of the main screens; whatever lay on the one before is closed."""
        if isinstance(self.screen, OfficeScreen) and name == self.screen.NAME:
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name != BoardScreen.NAME:
            self.push_screen(PLACES[name].screen()())

    def jobs(self, screen: Screen[None]) -> Jobs:
        """The daily jobs for what is under the cursor of a screen."""
        from tui.jobs import DailyJobs

        assert isinstance(screen, OfficeScreen)
        return DailyJobs(screen)

    def ask_why_restated(self, refusal: Refused, then: Callable[[Restating | None], None]) -> None:
        """Asks why a closed year is restated; `then` is given None where nobody says it."""
        dialog = import_module("tui.dialogs.restate").RestateDialog(refusal)
        self.push_screen(dialog, lambda done: then(dialog.restating if done is not None else None))

    def action_help(self) -> None:
        """All keys."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_find(self) -> None:
        """Finds a project from any screen, and opens it."""
        from tui.dialogs.find import FindProject

        if isinstance(self.screen, OfficeScreen):
            self.push_screen(FindProject(), self._found)

    def _found(self, project: tuple[str, str] | None) -> None:
        from tui.screens.project import ProjectScreen

        if project is not None:
            if isinstance(self.screen, ProjectScreen):
                self.pop_screen()
            self.open_project(*project)

    def open_project(self, code: str, name: str) -> None:
        """Opens a project on top of the screen of the moment, which stays as it is."""
        self.call_next(self._open_project, code, name)

    async def _open_project(self, code: str, name: str) -> None:
        from tui.screens.project import ProjectScreen

        screen = ProjectScreen(code, name)
        if self.desk is not None:
            await screen.look_ahead(self, self.desk)
        self.push_screen(screen)

    def action_export(self) -> None:
        """Asks where to the list of the screen is exported; says so where there is none."""
        screen = self.screen
        if not isinstance(screen, OfficeScreen):
            return
        wanted = self.words.opening if self.desk is None else screen.exported()
        if isinstance(wanted, str):
            screen.tell(wanted, bad=True)
        else:
            self._ask_where(screen, wanted)

    def action_export_book(self) -> None:
        """Asks where to the whole office is exported as its own book."""
        if isinstance(self.screen, OfficeScreen):
            if self.desk is None:
                self.screen.tell(self.words.opening, bad=True)
            else:
                self._ask_where(self.screen, None)

    def _ask_where(self, screen: OfficeScreen, wanted: Exported | None) -> None:
        """Opens the form for a list; for the whole book where none is given."""
        from tracker.office.register.stamp import Stamp, stamp
        from tui.dialogs.export import BookDialog, ExportDialog

        year = (wanted.year if wanted else None) or self.year or (self.facts.strip.year if self.facts else None)

        def stamped(made: Stamp) -> None:
            if screen.is_current:
                self.push_screen(ExportDialog(wanted, made) if wanted else BookDialog(made))

        screen.ask(lambda desk: stamp(desk, year), stamped, group="export")

    def action_palette(self) -> None:
        """All commands that are there on this screen."""
        from tui.dialogs.palette import Palette

        screen = self.screen
        if isinstance(screen, OfficeScreen):
            self.push_screen(Palette(screen.ACTIONS), partial(self._run, screen))

    async def _run(self, screen: OfficeScreen, action_id: str | None) -> None:
        if action_id is not None:
            await screen.run(action_id)

    async def action_quit(self) -> None:
        """Ends the app; nothing is left half done, since every write is one unit of work."""
        self.exit(0)

    def action_close(self) -> None:
        """Closes what is on top: what Esc does there."""
        self.simulate_key("escape")

    def say_not_keys(self) -> None:
        """A text was pasted where none is typed."""
        self.notify(self.words.forms.not_keys, severity="warning", markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit: says what does."""
        self.notify(named_key("quit", self.words), markup=False)


def _load_ahead() -> None:
    """Loads what the first project that is opened needs, 0.2 s, while the officer looks at the board."""
    from tracker.office.open import map_tables

    import_module("tui.screens.project")
    map_tables()
    sweep_only_new()


def run(where: str | None, *, demo: bool, lang: Lang, who: str | None, clock_reason: str = "", user: str = "") -> int:
    """Runs the app in this terminal until the officer quits; the answer is the exit code."""
    listen()
    own = read_settings()
    if own.lang and not language_asked_for():
        lang = Lang.meant(own.lang)
    if own.ascii:
        os.environ.setdefault(ASCII, "1")
    app = SanxinApp(where, demo=demo, lang=lang, who=who, settings=own, own_keys=True, clock_reason=clock_reason,
                    user=user,
                    drafts=Drafts(lambda: drafts_file(app.desk.store.url, app.desk.who) if app.desk else None))
    try:
        code = app.run()
    finally:
        forget_copies()
        if app.desk is not None:
            app.desk.store.close()
    return code or app.return_code or 0
