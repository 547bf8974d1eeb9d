"""When an app under test has done all that a key set going: no message, work, drawing or short timer is left."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot

PATIENCE = 20.0
"""Seconds after which an app that still does something has hung."""
SHORT = 1.0
"""A timer that rings later than that many seconds (a notification that goes away) is not waited for."""
ROUNDS = 2
"""So often in a row nothing may be left: what one widget did last may only just have told another."""


async def press(pilot: Pilot[Any], key: str) -> None:
    """Sends a key as `Pilot.press` does, which would then wait in steps of 20 ms for the processor to be idle."""
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
    """Until nothing is left to do."""
    until, quiet = time.monotonic() + PATIENCE, 0
    while quiet < ROUNDS:
        await pilot._wait_for_screen()
        if not pilot.app.is_running or pilot.app._exception is not None:
            return
        pilot.app.screen._on_timer_update()
        left = unfinished(pilot.app)
        assert not left or time.monotonic() < until, f"still busy: {left}"
        quiet = 0 if left else quiet + 1
        await asyncio.sleep(0.005 if left else 0)


def unfinished(app: App[Any]) -> str:
    """What is still to be done, or nothing."""
    if working := [worker.group for worker in app.workers if not worker.is_finished]:
        return f"work of {working}"
    screen = app.screen
    if screen._callbacks or screen._layout_required or screen._repaint_required or screen._dirty_widgets:
        return "drawing"
    return next((f"messages of {pump!r}" for pump in _pumps(app) if _told(pump) or _rings_soon(pump)), "")


def _pumps(app: App[Any]) -> Iterator[MessagePump]:
    yield app
    for screen in app.screen_stack:
        yield from screen.walk_children(with_self=True)


def _told(pump: MessagePump) -> bool:
    return bool(pump.message_queue_size or pump._next_callbacks or pump._pending_message is not None)


def _rings_soon(pump: MessagePump) -> bool:
    return any(timer._repeat == 0 and timer._interval < SHORT and timer._task is not None and not timer._task.done()
               for timer in list(pump._timers))
