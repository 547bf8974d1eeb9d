"""Keys of an officer's own: reads keys.toml, checks it against the actions of all screens, and puts it to use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.keys import _character_to_key

from tracker.files import read_toml
from tracker.words.screens_settings import KeysTrouble
from tui import settings
from tui.actions import CHOSEN_KEYS, CURSOR, EVERYWHERE, Action, every_key
from tui.places import PLACES, every_action

if TYPE_CHECKING:
    from tracker.words.screens_settings import SettingsWords

_HELD = frozenset({"ctrl", "shift", "alt"})
_NAMED = frozenset({*(f"f{number}" for number in range(1, 25)), "up", "down", "left", "right", "enter", "escape", "tab",
                    "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"})

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the file that is not done as it says; `kind` names its sentence."""

    kind: KeysTrouble
    action: str = ""
    key: str = ""
    other: str = ""

    def sentence(self, words: SettingsWords) -> str:
        """What an officer reads."""
        return words.keys_wrong[self.kind].format(action=self.action, key=self.key, other=self.other)


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys chosen for actions, by id, and what in the file was not taken."""

    chosen: Mapping[str, Keys]
    troubles: tuple[Trouble, ...] = ()

    def for_textual(self) -> dict[str, str]:
        """As Textual takes it: every key with its full-width twins."""
        return {action.id: ",".join(every_key(action)) for action in every_action() if action.id in self.chosen}


def read_keymap(file: Path | None = None) -> Keymap:
    """The keymap of a file; where there is none, no key is changed."""
    try:
        kept = read_toml(file or settings.keys_file())
    except FileNotFoundError:
        return Keymap({})
    except (OSError, ValueError):
        return Keymap({}, (Trouble(KeysTrouble.UNREADABLE),))
    table = kept.get("keys", {})
    return checked(table if isinstance(table, dict) else {})


def checked(table: Mapping[str, object]) -> Keymap:
    """What of `action = [keys]` can be done; an action that cannot keeps the keys it has."""
    known = {action.id: action for action in every_action()}
    chosen: dict[str, Keys] = {}
    troubles: list[Trouble] = []
    for name, value in table.items():
        keys = tuple(value) if isinstance(value, list) else (value,)
        read = [_key(key) if isinstance(key, str) else None for key in keys]
        wrong = [str(key) for key, as_read in zip(keys, read, strict=True) if as_read is None]
        typing = [str(key) for key, as_read in zip(keys, read, strict=True) if as_read and _prints(as_read)]
        if name not in known:
            troubles.append(Trouble(KeysTrouble.UNKNOWN_ACTION, name))
        elif not keys or wrong:
            troubles.append(Trouble(KeysTrouble.UNKNOWN_KEY, name, wrong[0] if wrong else ""))
        elif known[name].writes and typing:
            troubles.append(Trouble(KeysTrouble.WRITES, name, typing[0]))
        else:
            chosen[name] = tuple(filter(None, read))
    while clash := _clash(chosen):
        troubles.append(clash)
        del chosen[clash.action]
    return Keymap(chosen, tuple(troubles))


def use(keymap: Keymap) -> None:
    """From now on footer, help, palette and hints show these keys."""
    CHOSEN_KEYS.clear()
    CHOSEN_KEYS.update(keymap.chosen)


def _prints(key: str) -> bool:
    """Whether a key, as Textual names it, is one that types: a letter, a digit, a sign or the space bar."""
    *held, last = key.split("+")
    return not {"ctrl", "alt"} & {*held} and (last == "space" or last not in _NAMED)


def _key(written: str) -> str | None:
    """A key as Textual names it: F2 is f2, ? is question_mark; None where there is no such key."""
    *held, last = written.strip().split("+") if len(written.strip()) > 1 else [written.strip()]
    if not set(map(str.lower, held)) <= _HELD:
        return None
    if len(last) == 1 and last.isprintable() and not last.isspace():
        last = _character_to_key(last)
    elif last.lower() in _NAMED:
        last = last.lower()
    else:
        try:
            unicodedata.lookup(last.replace("_", " ").upper())
        except KeyError:
            return None
    return "+".join([*map(str.lower, held), last])


def _clash(chosen: Mapping[str, Keys]) -> Trouble | None:
    """The first key that would mean two things on a screen because of what was chosen."""
    for place in PLACES.values():
        if clash := _twice((*place.screen().ACTIONS, *EVERYWHERE, *CURSOR), chosen):
            return clash
    return None


def _twice(there: Iterable[Action], chosen: Mapping[str, Keys]) -> Trouble | None:
    taken: dict[str, str] = {}
    for action in there:
        for key in chosen.get(action.id, action.given):
            other = taken.setdefault(key, action.id)
            if other != action.id and (action.id in chosen or other in chosen):
                mine, theirs = (action.id, other) if action.id in chosen else (other, action.id)
                return Trouble(KeysTrouble.TWICE, mine, key, theirs)
    return None
