"""Long work at a terminal: a bar that shows how far it is, and a Ctrl-C that asks it to stop cleanly."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from tracker.cli.call import Call
from tracker.cli.printing import on_terminal
from tracker.words import spoken
from tracker.words.ledger import LedgerWords

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

# Late imports: rich is needed for a bar on a terminal alone.

_Progress = Callable[[int, int, str], None]


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Inside it the first Ctrl-C only makes the answer True; a second one interrupts at once."""
    asked = threading.Event()

    def handler(number: int, frame: Any) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def watched(call: Call, *, quiet: bool) -> AbstractContextManager[_Progress | None]:
    """Something to tell progress to; None where nobody looks at standard error."""
    return nullcontext() if quiet or not on_terminal(sys.stderr) else _bar(call)


@contextmanager
def _bar(call: Call) -> Iterator[_Progress]:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, Task, TextColumn
    from rich.text import Text

    class Ascii(ProgressColumn):
        """A bar of ASCII: box-drawing characters are two cells wide on some Chinese terminals."""

        def render(self, task: Task) -> Text:
            full = int(task.percentage / 4)
            return Text("[" + "#" * full + "-" * (25 - full) + "]")

    bars = Progress(TextColumn("{task.description}", markup=False), Ascii(),
                    TextColumn("{task.percentage:>3.0f}%", markup=False), transient=True,
                    console=Console(stderr=True, markup=False, highlight=False, emoji=False))
    steps = spoken(call.lang, LedgerWords).step
    with bars:
        task = bars.add_task(call.says.reading, total=None)
        yield lambda done, whole, step: bars.update(task, description=steps.get(step, step), completed=done,
                                                    total=whole or None)
