"""The app of one browser page, in a process of its own: what it is told, and that it ends with the server."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass

import tui
from tracker.words import Lang

SESSION_FOR = "SANXIN_SESSION"
"""Environment variable: what a session is told. Arguments of a process can be read by everybody on a machine."""
_GRACE = 5.0
"""Seconds that the app has for its own end once nobody is there."""


@dataclass(frozen=True, slots=True)
class SessionFor:
    """Which office, for whom, in which language, as the app in a terminal is told."""

    where: str | None = None
    demo: bool = False
    lang: Lang = Lang.ZH
    who: str | None = None
    clock_reason: str = ""
    user: str = ""
    """Whom a server has to know the session as; empty: whoever it is."""

    def written(self) -> str:
        """As it stands in the environment."""
        return json.dumps(asdict(self))

    @classmethod
    def taken(cls, environment: MutableMapping[str, str]) -> SessionFor:
        """What a session was told; taken out, so that nothing the app starts is told it too."""
        told = json.loads(environment.pop(SESSION_FOR))
        return cls(told["where"], told["demo"], Lang(told["lang"]), told["who"], told["clock_reason"],
                   told["user"])


def main() -> int:
    """Runs the app until the officer quits, the page is closed, or the server ends; answers with the exit code."""
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    told = SessionFor.taken(os.environ)
    return tui.run(told.where, demo=told.demo, lang=told.lang, who=told.who, clock_reason=told.clock_reason,
                   user=told.user)


def _end_with_the_server() -> None:
    """Waits until the server has let go of the line to this process, be it because it was killed."""
    if not hasattr(select, "poll") or sys.__stdin__ is None:
        return
    poll = select.poll()
    poll.register(sys.__stdin__.fileno(), 0)
    poll.poll()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
