"""A text that lands where nothing is typed into is not read as keys, whether the terminal marks it as pasted or not."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

from textual.app import App
from textual.events import Event, Key, Paste

GAP: Final = 0.010
"""Seconds: keys nearer to each other than this no hand has typed, and no keyboard repeats one so fast."""
QUIET: Final = 0.050
"""Seconds of silence after which a text has ended."""
_BREAKS: Final = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}
"""What the ends of lines and the tabs of a text arrive as."""


@runtime_checkable
class TakesText(Protocol):
    """A field that is typed into."""

    def paste(self, text: str) -> None:
        """Puts a text where the cursor is."""


@dataclass(slots=True)
class Bursts:
    """Tells keys that were typed from a text that arrived all at once, by the time between them (seconds)."""

    held: list[Key] = field(default_factory=list)
    """Keys of which it is not known yet whether more follow; all of them are one key, repeated."""
    text: list[str] = field(default_factory=list)
    """What has arrived so far of a text."""
    pours: bool = False
    """Whether a text is arriving."""
    last: float = float("-inf")
    """When the last key that prints, or a break in a text, arrived."""

    def take(self, key: Key) -> list[Key]:
        """The keys that can be acted on now; those of a text go to `text`."""
        prints, gap = key.is_printable, key.time - self.last
        near = gap < GAP
        if self.pours and gap < QUIET and (prints or key.key in _BREAKS):
            self.last = key.time
            self.text.append(_written(key))
            return []
        self.pours = False
        if near and self.held and (key.key in _BREAKS or (prints and key.key != self.held[0].key)):
            self.text += map(_written, (*self.held, key))
            self.held, self.pours, self.last = [], True, key.time
            return []
        if not prints:
            return [*self.let_go(), key]
        self.last = key.time
        ready = [] if near else self.let_go()
        self.held.append(key)
        return ready

    def ended(self) -> str:
        """The text that has arrived whole, handed over once."""
        text, self.text = "".join(self.text), []
        return text

    def let_go(self) -> list[Key]:
        """Nothing followed: the keys were typed."""
        held, self.held = self.held, []
        return held

    def breaks(self, key: Key) -> str:
        """What a key of a text that arrives in a field stands for there: the end of a line or a tab, else nothing."""
        prints, breaks = key.is_printable, key.key in _BREAKS
        near = key.time - self.last < (QUIET if self.pours else GAP)
        self.pours = near and (prints or breaks)
        if prints or self.pours:
            self.last = key.time
        return _BREAKS[key.key] if near and breaks else ""


def _written(key: Key) -> str:
    """What a key of a text stands for in it."""
    return _BREAKS.get(key.key) or key.character or ""


class ReadsNoPaste(App[int]):
    """An app whose keys are typed: a text is a paste, taken where texts are typed, else said to be one."""

    def __init__(self) -> None:
        super().__init__()
        self._bursts = Bursts()
        self._listens = False
        """Whether it is waited for the end of a text."""

    @abstractmethod
    def say_not_keys(self) -> None:
        """Says that a text was not read as keys."""

    async def on_event(self, event: Event) -> None:
        """Keys are looked at before they are acted on (called by Textual)."""
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
        elif isinstance(self.focused, TakesText):
            await self._typed(event)
        else:
            await self._pressed(event)

    async def _typed(self, key: Key) -> None:
        """Into a field: the end of a line in a text that arrives neither saves nor leaves the field."""
        await self._act(self._bursts.let_go())
        await self._hand_over()
        text, into = self._bursts.breaks(key), self.focused
        if text and into is not None:
            into.post_message(Paste(text))  # behind the keys that wait there: a text stays in its order
        else:
            await self._act([key])

    async def _pressed(self, key: Key) -> None:
        """On a list, a board, a choice: a key waits a moment, whether others follow that no hand has typed."""
        ready = self._bursts.take(key)
        if self._bursts.held:
            self.set_timer(GAP, self._nothing_followed)
        if not self._bursts.pours:
            await self._hand_over()
        elif not self._listens:
            self._listen()
        await self._act(ready)

    def _listen(self) -> None:
        """Waits until nothing more of a text has arrived for a while."""
        self._listens, there = True, len(self._bursts.text)

        async def heard() -> None:
            self._listens = False
            if len(self._bursts.text) > there:
                self._listen()
            else:
                await self._hand_over()

        self.set_timer(QUIET, heard)

    async def _hand_over(self) -> None:
        """A text that has arrived key by key is a paste, as where the terminal marks it."""
        if text := self._bursts.ended():
            await super().on_event(Paste(text))

    async def _nothing_followed(self) -> None:
        await self._act(self._bursts.let_go())

    async def _act(self, keys: list[Key]) -> None:
        for key in keys:
            await super().on_event(key)

    def on_paste(self, event: Paste) -> None:
        """A paste that no field has taken (called by Textual)."""
        self.say_not_keys()
