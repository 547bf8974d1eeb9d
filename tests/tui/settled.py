"""When an app under test has done all that a key set going: no message, work, drawing or short timer is left."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from tui.bursts import GAP

PATIENCE = 60.0
"""Seconds after which an app that still does something has hung, however busy the machine is."""
SHORT = 1.0
"""A timer that rings later than that many seconds (a notification that goes away) is not waited for."""
PAUSE = 0.005
"""Seconds between two looks at work in a thread, which alone ends when it likes."""
STEPS, DRAWING = "steps", "drawing"
_LAST = [float("-inf")]
"""When the last key was pressed."""
ROUNDS = 2
"""So often in a row nothing may be left: what one widget did last may only just have told another."""


async def press(pilot: Pilot[Any], key: str) -> None:
    """Sends a key as `Pilot.press` does, which would then wait in steps of 20 ms for the processor to be idle.

    It comes so long after the one before as a hand takes at least: nearer ones are read as a text that was pasted.
    """
    await asyncio.sleep(max(_LAST[0] + 1.5 * GAP - time.monotonic(), 0))
    _LAST[0] = time.monotonic()
    hit(pilot, key)
    await settled(pilot)


def hit(pilot: Pilot[Any], key: str) -> None:
    """Sends a key and waits for nothing."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        char = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        char = name if len(name) == 1 else None
    event = events.Key(name, char)
    event.set_sender(pilot.app)
    assert pilot.app._driver is not None
    pilot.app._driver.send_message(event)


async def settled(pilot: Pilot[Any]) -> None:
    """Until nothing is left to do; a frame is drawn only when all that would still change it has been done."""
    until, quiet = time.monotonic() + PATIENCE, 0
    while quiet < ROUNDS:
        await asyncio.sleep(0)
        if not pilot.app.is_running or pilot.app._exception is not None:
            return
        left = unfinished(pilot.app)
        assert not left or time.monotonic() < until, f"still busy: {left}"
        quiet = 0 if left else quiet + 1
        if left == DRAWING:
            draw(pilot.app)
        elif left and left != STEPS:
            await asyncio.sleep(PAUSE)


async def drawn_until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Until something is so, where the app is never done: work is held up, or begins anew all the time."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it never came to be so"
        await asyncio.sleep(PAUSE)
        draw(pilot.app)


def draw(app: App[Any]) -> None:
    """Draws a frame: the screen on top, and before it those that are seen behind it."""
    for behind in app._background_screens:
        behind._on_timer_update()
        # It has asked the screen on top to paint it. It asks itself as well, and so would be painted with every frame.
        behind._repaint_required = False
    app.screen._on_timer_update()


def unfinished(app: App[Any]) -> str:
    """What is still to be done, or nothing."""
    if _ready():
        return STEPS
    if working := [worker.group for worker in app.workers if not worker.is_finished]:
        return f"work of {working}"
    if busy := next((pump for pump in _pumps(app) if _told(pump) or _rings_soon(pump)), None):
        return f"messages of {busy!r}"
    drawing = any(
        screen._repaint_required or screen._callbacks or screen._layout_required or screen._scroll_required
        or screen._recompose_required or screen._dirty_widgets for screen in (*app._background_screens, app.screen))
    return DRAWING if drawing else ""


def _ready() -> bool:
    """Whether the loop has steps of any task to take at once (when it has none, only time and threads bring more)."""
    return bool(vars(asyncio.get_running_loop())["_ready"])


def _pumps(app: App[Any]) -> Iterator[MessagePump]:
    yield app
    for screen in app.screen_stack:
        yield from screen.walk_children(with_self=True)


def _told(pump: MessagePump) -> bool:
    """Whether messages wait for it, or one is being answered: it does not wait for the next."""
    if pump.message_queue_size or pump._next_callbacks or pump._pending_message is not None:
        return True
    return pump._running and not pump._closing and not pump._message_queue.ready_event._waiters


def _rings_soon(pump: MessagePump) -> bool:
    return any(timer._repeat == 0 and timer._interval < SHORT and timer._task is not None and not timer._task.done()
               for timer in list(pump._timers))
