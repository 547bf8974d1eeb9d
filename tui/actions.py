"""The one table of what an officer can do: bindings, footer, help and palette are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.keys import format_key

from tracker.words.screens import ScreenWords
from tracker.words.screens_actions import Called

BOARD, PROJECT, CURSOR = "board", "project", "cursor"
LEDGER = "ledger"
BLOCKERS, JOURNAL = "blockers", "journal"
REVIEW = "review"
INTAKE = "intake"
FIGURES, COUNTED, TARGETS = "figures", "counted", "targets"

CHOSEN_KEYS: dict[str, tuple[str, ...]] = {}
"""Keys of the officer's own, by action; `tui/keymap.py` fills it when the app starts."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an officer can do. The first key is the one shown; at least one is not a letter.

    `where` are the screens it is bound on (empty: everywhere), `footer` its rank in the footer (0: not there).
    With an input method on, letters never arrive: they are the second way, not the first. What `writes` into the
    office, or opens the form that does, has no key that prints: a slip of the hand, or a text that lands beside its
    field, writes nothing.
    """

    id: str
    given: tuple[str, ...]
    group: str
    where: tuple[str, ...] = ()
    footer: int = 0
    writes: bool = False
    over_typing: bool = False
    """Whether its keys are taken before what is typed into takes them."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it has: those an officer chose, else those it was given."""
        return CHOSEN_KEYS.get(self.id, self.given)

    def called(self, words: ScreenWords) -> Called:
        """What it is called."""
        found: Called = getattr(words.actions, self.id)
        return found

    def on(self, screen: str) -> bool:
        """Whether it is there on that screen."""
        return not self.where or screen in self.where


ACTIONS: tuple[Action, ...] = (
    Action("go_board", ("1",), "go"),
    Action("go_ledger", ("2",), "go"),
    Action("go_blockers", ("3",), "go"),
    Action("go_figures", ("4",), "go"),
    Action("go_targets", ("7",), "go"),
    Action("go_intake", ("5",), "go"),
    Action("go_journal", ("6",), "go"),
    Action("go_review", ("8",), "go"),
    Action("show_demo", ("0",), "go", (BOARD,)),
    Action("pick_here", ("enter",), "intake", (INTAKE,), 1),
    Action("intake_write", ("f2",), "intake", (INTAKE,), 2, writes=True),
    Action("accept_gaps", ("f3",), "intake", (INTAKE,), 5, writes=True),
    Action("other_file", ("f4", "ctrl+o"), "intake", (INTAKE,), 3),
    Action("narrow_problems", ("f6",), "intake", (INTAKE,), 6),
    Action("keep_mapping", ("f7",), "intake", (INTAKE,), 10, writes=True),
    Action("type_path", ("slash", "ctrl+f"), "intake", (INTAKE,), 11),
    Action("next_part", ("tab",), "intake", (INTAKE,), 4),
    Action("part_before", ("shift+tab",), "intake", (INTAKE,)),
    Action("behind", ("enter",), "figures", (FIGURES,), 1),
    Action("known", ("f2", "d"), "figures", (FIGURES,), 2),
    Action("back_to_now", ("f3", "0"), "figures", (FIGURES,), 3),
    Action("other_side", ("tab",), "figures", (COUNTED,), 2),
    Action("edit_target", ("enter", "f2"), "figures", (TARGETS,), 1, writes=True),
    Action("copy_targets", ("f4",), "figures", (TARGETS,), 2, writes=True),
    Action("meeting", ("f2",), "review", (REVIEW,), 7, writes=True),
    Action("due", ("f8",), "review", (REVIEW,), 2, writes=True),
    Action("escalate", ("f9",), "review", (REVIEW,), 3, writes=True),
    Action("reject", ("f3",), "review", (REVIEW,), 13, writes=True),
    Action("skip", ("ctrl+n", "f11"), "review", (REVIEW,), 6, writes=True),
    Action("minute", ("ctrl+e",), "review", (REVIEW,), 11, writes=True),
    Action("review_part", ("tab",), "review", (REVIEW,), 8),
    Action("review_part_before", ("shift+tab",), "review", (REVIEW,)),
    Action("week_back", ("left_square_bracket", "ctrl+left"), "review", (REVIEW,), 14),
    Action("week_on", ("right_square_bracket", "ctrl+right"), "review", (REVIEW,)),
    Action("print_review", ("ctrl+o",), "review", (REVIEW,), 12, writes=True),
    Action("search", ("slash", "ctrl+f"), "look", (BOARD, LEDGER, PROJECT, BLOCKERS, JOURNAL), 1),
    Action("open", ("enter",), "look", (BOARD, LEDGER, PROJECT, COUNTED, BLOCKERS, JOURNAL, REVIEW), 2),
    Action("back", ("escape",), "look", (BOARD, LEDGER, PROJECT, FIGURES, COUNTED, TARGETS, INTAKE, BLOCKERS,
                                           JOURNAL, REVIEW), 9),
    Action("narrow", ("equals_sign", "f"), "look", (BOARD,), 9),
    Action("mine", ("full_stop", "i"), "look", (BOARD,)),
    Action("hidden", ("f8", "t"), "look", (BOARD,), 10),
    Action("year_back", ("left_square_bracket", "ctrl+left"), "look",
           (BOARD, LEDGER, PROJECT, FIGURES, TARGETS, BLOCKERS)),
    Action("year_on", ("right_square_bracket", "ctrl+right"), "look",
           (BOARD, LEDGER, PROJECT, FIGURES, TARGETS, BLOCKERS)),
    Action("refresh", ("ctrl+r",), "look", (BOARD, LEDGER, PROJECT, FIGURES, TARGETS, BLOCKERS, JOURNAL, REVIEW)),
    Action("all_fields", ("f8", "e"), "look", (PROJECT,), 10),
    Action("copy_row", ("ctrl+c", "y"), "look",
           (BOARD, LEDGER, PROJECT, FIGURES, COUNTED, TARGETS, INTAKE, BLOCKERS, JOURNAL, REVIEW)),
    Action("close", ("ctrl+w",), "look", over_typing=True),
    Action("find", ("ctrl+k",), "look"),
    Action("palette", ("ctrl+p", "colon"), "look", (), 7),
    Action("move", ("f2",), "project", (BOARD, LEDGER, PROJECT, BLOCKERS), 3, writes=True),
    Action("receipt", ("f3",), "project", (BOARD, LEDGER, PROJECT, BLOCKERS), 4, writes=True),
    Action("status", ("f11", "ctrl+u"), "project", (BOARD, LEDGER, PROJECT, BLOCKERS), writes=True),
    Action("lead", ("f9", "ctrl+n"), "project", (BOARD, LEDGER), writes=True),
    Action("correct", ("ctrl+e",), "project", (PROJECT,), writes=True),
    Action("void_receipt", ("delete",), "project", (PROJECT,), writes=True),
    Action("attach", ("ctrl+o",), "project", (PROJECT,), 13, writes=True),
    Action("raise_blocker", ("f4",), "blocker", (BOARD, LEDGER, PROJECT, BLOCKERS, REVIEW), 5, writes=True),
    Action("note", ("f5",), "blocker", (BOARD, LEDGER, PROJECT, BLOCKERS, REVIEW), 6, writes=True),
    Action("answer", ("f6",), "blocker", (BOARD, LEDGER, PROJECT, BLOCKERS, REVIEW), 11, writes=True),
    Action("verify", ("f7",), "blocker", (BOARD, LEDGER, PROJECT, BLOCKERS, REVIEW), 12, writes=True),
    Action("correct_blocker", ("ctrl+g",), "blocker", (PROJECT, BLOCKERS, REVIEW), writes=True),
    Action("sort_column", ("f8", "o"), "table", (LEDGER,), 2),
    Action("filter_column", ("equals_sign", "f"), "table", (LEDGER,), 3),
    Action("mark", ("space", "x"), "table", (LEDGER,), 4),
    Action("change_marked", ("ctrl+e",), "table", (LEDGER,), 5, writes=True),
    Action("mark_all", ("ctrl+a", "asterisk"), "table", (LEDGER,)),
    Action("group_rows", ("ctrl+g",), "table", (LEDGER,), 11),
    Action("fold_groups", ("minus", "z"), "table", (LEDGER,)),
    Action("choose_columns", ("ctrl+o", "c"), "table", (LEDGER,), 12),
    Action("saved_views", ("ctrl+d", "w"), "table", (LEDGER,), 13),
    Action("order_blockers", ("f9", "o"), "blocker", (BLOCKERS,), 4),
    Action("all_blockers", ("f8", "t"), "blocker", (BLOCKERS,), 13),
    Action("to_review", ("ctrl+e", "w"), "blocker", (BLOCKERS,), 10),
    Action("undo", ("ctrl+z",), "office", (BOARD, LEDGER, PROJECT, BLOCKERS, JOURNAL, REVIEW), 14, writes=True),
    Action("undo_this", ("f8",), "office", (JOURNAL,), 4, writes=True),
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
    Action("quit", ("ctrl+q",), "office", over_typing=True),
)

RANKS = {
    LEDGER: {"open": 20, "move": 21, "receipt": 22, "raise_blocker": 23, "note": 24, "answer": 25, "verify": 26},
    BLOCKERS: {"note": 1, "answer": 2, "verify": 3, "open": 4, "order_blockers": 5, "search": 6, "all_blockers": 9,
               "back": 20, "raise_blocker": 21, "move": 22, "receipt": 23},
    JOURNAL: {"undo": 3},
    REVIEW: {"note": 1, "answer": 3, "verify": 4, "review_part": 7, "escalate": 8, "help": 9, "palette": 10,
             "open": 15, "raise_blocker": 16, "back": 20},
    PROJECT: {"search": 15},
}
"""Footers with more to show than the rank in the table says: there, what is known from the board comes last."""

GROUPS: tuple[str, ...] = ("go", "project", "blocker", "review", "figures", "intake", "table", "look", "office",
                           "cursor")

_TWINS = {
    "slash": ("fullwidth_solidus", "ideographic_comma"),
    "question_mark": ("fullwidth_question_mark",),
    "colon": ("fullwidth_colon",),
    "equals_sign": ("fullwidth_equals_sign",),
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


def bindings(screen: str, *, everywhere: bool = False) -> list[BindingType]:
    """The bindings of a screen; with `everywhere` only those that are there on every screen."""
    return [
        Binding(",".join(every_key(action)), action.id, action.id, show=False, id=action.id,
                priority=action.over_typing)
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
    ranks = RANKS.get(screen, {})
    return sorted((a for a in ACTIONS if a.footer and a.on(screen)), key=lambda a: ranks.get(a.id, a.footer))
