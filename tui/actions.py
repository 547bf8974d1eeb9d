"""What an officer can do: each screen states its actions; keys, footer, help and palette are made from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.keys import format_key

from tracker.words.screens import ScreenWords
from tracker.words.screens_actions import Called

CHOSEN_KEYS: dict[str, tuple[str, ...]] = {}
"""Keys of the officer's own, by action; `tui/keymap.py` fills it when the office has been opened."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an officer can do.

    The first of its keys is the one shown. It is no letter, because an input method keeps letters from arriving.
    `does` is what Textual runs; left empty, that is the action named like the id. `writes` marks what writes into the
    office or opens a form that does. Such an action has no key that types a character, so that a slip of the hand
    writes nothing.
    """

    id: str
    given: tuple[str, ...]
    group: str
    does: str = ""
    writes: bool = False
    over_typing: bool = False
    """Whether its keys are taken before what is typed into takes them."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it has: those an officer chose, else those it was given."""
        return CHOSEN_KEYS.get(self.id, self.given)

    @property
    def runs(self) -> str:
        """What Textual runs."""
        return self.does or self.id

    def called(self, words: ScreenWords) -> Called:
        """What it is called."""
        called: Called = getattr(words.actions, self.id)
        return called


def job(name: str, keys: tuple[str, ...], group: str) -> Action:
    """One of the daily jobs, which are the same on every screen (`tui/jobs.py`); all of them write."""
    return Action(name, keys, group, f"job('{name}')", writes=True)


SEARCH = Action("search", ("slash", "ctrl+f"), "look")
OPEN = Action("open", ("enter",), "look")
BACK = Action("back", ("escape",), "look")
YEAR_BACK = Action("year_back", ("left_square_bracket", "ctrl+left"), "look", "year(-1)")
YEAR_ON = Action("year_on", ("right_square_bracket", "ctrl+right"), "look", "year(1)")
KNOWN = Action("known", ("f2", "d"), "figures")
BACK_TO_NOW = Action("back_to_now", ("f3", "0"), "figures")
REFRESH = Action("refresh", ("ctrl+r",), "look")
COPY = Action("copy_row", ("ctrl+c", "y"), "look")
MOVE = job("move", ("f2",), "project")
RECEIVE = job("receipt", ("f3",), "project")
STATUS = job("status", ("f11", "ctrl+u"), "project")
LEAD = job("lead", ("f9", "ctrl+n"), "project")
RAISE = job("raise_blocker", ("f4",), "blocker")
NOTE = job("note", ("f5",), "blocker")
ANSWER = job("answer", ("f6",), "blocker")
VERIFY = job("verify", ("f7",), "blocker")
CORRECT = job("correct_blocker", ("ctrl+g",), "blocker")
UNDO_LAST = job("undo", ("ctrl+z",), "office")
MARK = Action("mark", ("space", "x"), "table")
MARK_ALL = Action("mark_all", ("ctrl+a", "asterisk"), "table")

SHARED: tuple[Action, ...] = (SEARCH, OPEN, BACK, YEAR_BACK, YEAR_ON, REFRESH, COPY, MOVE, RECEIVE, STATUS, LEAD,
                              RAISE, NOTE, ANSWER, VERIFY, CORRECT, UNDO_LAST, KNOWN, BACK_TO_NOW)
"""Actions that are there on more than one screen."""

LOOK = (SEARCH, OPEN, BACK)
YEAR_KEYS = (YEAR_BACK, YEAR_ON)
PROJECT_JOBS = (MOVE, RECEIVE, STATUS)
BLOCKER_JOBS = (RAISE, NOTE, ANSWER, VERIFY)
"""Shared actions that screens have together."""

EVERYWHERE: tuple[Action, ...] = (
    Action("go_board", ("1",), "go", "app.go('board')"),
    Action("go_ledger", ("2",), "go", "app.go('ledger')"),
    Action("go_blockers", ("3",), "go", "app.go('blockers')"),
    Action("go_figures", ("4",), "go", "app.go('figures')"),
    Action("go_targets", ("7",), "go", "app.go('targets')"),
    Action("go_intake", ("5",), "go", "app.go('intake')"),
    Action("go_journal", ("6",), "go", "app.go('journal')"),
    Action("go_review", ("8",), "go", "app.go('review')"),
    Action("go_recognition", ("semicolon", "r"), "go", "app.go('recognition')"),
    Action("close", ("ctrl+w",), "look", "app.close", over_typing=True),
    Action("find", ("ctrl+k",), "look", "app.find"),
    Action("export", ("ctrl+s",), "look", "app.export"),
    Action("export_book", ("9",), "look", "app.export_book"),
    Action("palette", ("ctrl+p", "colon"), "look", "app.palette"),
    Action("help", ("f1", "question_mark"), "office", "app.help"),
    Action("language", ("f10", "ctrl+l"), "office", "app.language"),
    Action("theme", ("f12", "ctrl+t"), "office", "app.theme"),
    Action("quit", ("ctrl+q",), "office", "app.quit", over_typing=True),
)
"""Actions of the app itself."""

CURSOR: tuple[Action, ...] = (
    Action("cursor_up", ("up", "k"), "cursor"),
    Action("cursor_down", ("down", "j"), "cursor"),
    Action("cursor_left", ("left", "h"), "cursor"),
    Action("cursor_right", ("right", "l"), "cursor"),
    Action("page_up", ("pageup", "ctrl+b"), "cursor"),
    Action("page_down", ("pagedown",), "cursor"),
    Action("first", ("home", "g"), "cursor"),
    Action("last", ("end", "G"), "cursor"),
)
"""Actions of whatever has a cursor."""

BY_ID: dict[str, Action] = {action.id: action for action in (*SHARED, *EVERYWHERE, *CURSOR)}
"""Every action by its id; those of a screen from the moment on in which its module is loaded."""

GROUPS: tuple[str, ...] = ("go", "project", "blocker", "review", "figures", "intake", "table", "look", "office",
                           "cursor")

_TWINS = {
    "slash": ("fullwidth_solidus", "ideographic_comma"),
    "question_mark": ("fullwidth_question_mark",),
    "colon": ("fullwidth_colon",),
    "equals_sign": ("fullwidth_equals_sign",),
    "comma": ("fullwidth_comma",),
    "semicolon": ("fullwidth_semicolon",),
    "full_stop": ("ideographic_full_stop", "fullwidth_full_stop"),
    "space": ("ideographic_space",),
    "asterisk": ("fullwidth_asterisk",),
    "minus": ("fullwidth_hyphen_minus",),
    "left_square_bracket": ("left_black_lenticular_bracket", "fullwidth_left_square_bracket", "left_corner_bracket"),
    "right_square_bracket": ("right_black_lenticular_bracket", "fullwidth_right_square_bracket",
                             "right_corner_bracket"),
}
"""What arrives instead of a sign while a Chinese input method writes Chinese punctuation or full width."""


def twins(key: str) -> tuple[str, ...]:
    """The keys that mean the same under an input method: 、 for /, ？ for ?, 【 for [, full-width letters."""
    if len(key) == 1 and key.isascii():
        return (chr(ord(key) + 0xFEE0),)
    return _TWINS.get(key, ())


def every_key(action: Action) -> tuple[str, ...]:
    """All keys of an action, with their full-width twins."""
    return tuple(dict.fromkeys([*action.keys, *(twin for key in action.keys for twin in twins(key))]))


def bindings(actions: Iterable[Action]) -> list[BindingType]:
    """The bindings of actions, each under its id, by which an officer's own keys take their place."""
    return [Binding(",".join(every_key(action)), action.runs, action.id, show=False, id=action.id,
                    priority=action.over_typing) for action in actions]


def find(action_id: str) -> Action:
    """The action with this id."""
    return BY_ID[action_id]


def key_name(key: str, words: ScreenWords) -> str:
    """A key as it is written on keyboards: F2, 回车, Ctrl+P, /."""
    *held, last = key.split("+")
    named = words.keys.get(last) or (last.upper() if last.startswith("f") and last[1:].isdigit() else format_key(last))
    return "+".join([*(part.capitalize() for part in held), named.upper() if held else named])


def shown_key(action_id: str, words: ScreenWords) -> str:
    """The key that hints name for an action."""
    return key_name(find(action_id).keys[0], words)


def with_keys(text: str, words: ScreenWords) -> str:
    """A sentence that names keys by the ids of actions ("{lead} 登记第一条线索"), with the keys they have."""
    return text.format_map(_Shown(words))


class _Shown(dict[str, str]):
    """The shown key of an action, looked up when a sentence names it."""

    def __init__(self, words: ScreenWords) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, action_id: str) -> str:
        return shown_key(action_id, self._words)


def named_key(action_id: str, words: ScreenWords) -> str:
    """What an action is called, and its key: 退出：Ctrl+Q."""
    return f"{find(action_id).called(words).short}{words.colon}{shown_key(action_id, words)}"


def offered(actions: Sequence[Action]) -> list[Action]:
    """What the palette offers on a screen with these actions: those, before the ones that are everywhere."""
    return [*(action for action in actions if action not in (OPEN, BACK)),
            *(action for action in EVERYWHERE if action.id != "palette")]
