"""The one table of what an officer can do: bindings, footer, help and palette are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.keys import format_key

from tracker.words.screens import ScreenWords
from tracker.words.screens_actions import Called

BOARD, PROJECT, CURSOR = "board", "project", "cursor"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an officer can do. The first key is the one shown; at least one is not a letter.

    `where` are the screens it is bound on (empty: everywhere), `footer` its rank in the footer (0: not there).
    With an input method on, letters never arrive: they are the second way, not the first.
    """

    id: str
    keys: tuple[str, ...]
    group: str
    where: tuple[str, ...] = ()
    footer: int = 0

    def called(self, words: ScreenWords) -> Called:
        """What it is called."""
        found: Called = getattr(words.actions, self.id)
        return found

    def on(self, screen: str) -> bool:
        """Whether it is there on that screen."""
        return not self.where or screen in self.where


ACTIONS: tuple[Action, ...] = (
    Action("go_board", ("1",), "go"),
    Action("search", ("slash", "ctrl+f"), "look", (BOARD,), 1),
    Action("open", ("enter",), "look", (BOARD, PROJECT), 2),
    Action("back", ("escape",), "look", (BOARD, PROJECT), 9),
    Action("hidden", ("f8", "t"), "look", (BOARD,), 10),
    Action("year_back", ("left_square_bracket", "ctrl+left"), "look", (BOARD, PROJECT)),
    Action("year_on", ("right_square_bracket", "ctrl+right"), "look", (BOARD, PROJECT)),
    Action("refresh", ("ctrl+r",), "look", (BOARD, PROJECT)),
    Action("palette", ("ctrl+p", "colon"), "look", (), 7),
    Action("move", ("f2", "m"), "project", (BOARD, PROJECT), 3),
    Action("receipt", ("f3", "r"), "project", (BOARD, PROJECT), 4),
    Action("status", ("f11", "ctrl+s", "s"), "project", (BOARD, PROJECT)),
    Action("lead", ("f9", "ctrl+n"), "project", (BOARD,)),
    Action("raise_blocker", ("f4", "b"), "blocker", (BOARD, PROJECT), 5),
    Action("note", ("f5", "n"), "blocker", (BOARD, PROJECT), 6),
    Action("answer", ("f6", "a"), "blocker", (BOARD, PROJECT), 11),
    Action("verify", ("f7", "v"), "blocker", (BOARD, PROJECT), 12),
    Action("cursor_up", ("up", "k"), "cursor", (CURSOR,)),
    Action("cursor_down", ("down", "j"), "cursor", (CURSOR,)),
    Action("cursor_left", ("left", "h"), "cursor", (CURSOR,)),
    Action("cursor_right", ("right", "l"), "cursor", (CURSOR,)),
    Action("page_up", ("pageup", "ctrl+b"), "cursor", (CURSOR,)),
    Action("page_down", ("pagedown",), "cursor", (CURSOR,)),
    Action("first", ("home", "g"), "cursor", (CURSOR,)),
    Action("last", ("end", "G"), "cursor", (CURSOR,)),
    Action("help", ("f1", "question_mark"), "office", (), 8),
    Action("language", ("f10", "ctrl+l"), "office"),
    Action("theme", ("f12", "ctrl+t"), "office"),
    Action("quit", ("ctrl+q", "q"), "office"),
)

GROUPS: tuple[str, ...] = ("go", "project", "blocker", "look", "office", "cursor")

_TWINS = {
    "slash": ("fullwidth_solidus", "ideographic_comma"),
    "question_mark": ("fullwidth_question_mark",),
    "colon": ("fullwidth_colon",),
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


def bindings(screen: str, *, everywhere: bool = False) -> list[BindingType]:
    """The bindings of a screen; with `everywhere` only those that are there on every screen."""
    return [
        Binding(",".join(every_key(action)), action.id, action.id, show=False, id=action.id)
        for action in ACTIONS
        if (not action.where if everywhere else screen in action.where)
    ]


def find(action_id: str) -> Action:
    """The action with this id."""
    return next(action for action in ACTIONS if action.id == action_id)


def key_name(key: str, words: ScreenWords) -> str:
    """A key as it is written on keyboards: F2, 回车, Ctrl+P, /."""
    *held, last = key.split("+")
    named = words.keys.get(last) or (last.upper() if last.startswith("f") and last[1:].isdigit() else format_key(last))
    return "+".join([*(part.capitalize() for part in held), named.upper() if held else named])


def shown_key(action_id: str, words: ScreenWords) -> str:
    """The key that hints name for an action."""
    return key_name(find(action_id).keys[0], words)


def offered(screen: str) -> Iterator[Action]:
    """The actions the palette offers on a screen: those there, before those that are everywhere."""
    yield from (action for action in ACTIONS if screen in action.where and action.id not in ("open", "back"))
    yield from (action for action in ACTIONS if not action.where and action.id != "palette")


def in_footer(screen: str) -> list[Action]:
    """The actions in the footer of a screen, the most used first."""
    return sorted((a for a in ACTIONS if a.footer and a.on(screen)), key=lambda action: action.footer)
