"""Runs the same work in many processes at once: how eight officers at eight machines look to one database.

    results = crowd(add_receipts, address(store), members=8)

calls `add_receipts(number, address)` in eight processes that start together and gives back what each returned.
`work` must be a function of a module, so that another process can find it.
"""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable
from typing import Any

from tracker.store.engine import Store

SECONDS = 120
"""How long a crowd may take; a test machine may be busy with others."""


def address(store: Store) -> str:
    """What another process opens the same database with."""
    return str(store.location.path) if store.location.path else store.location.server


def crowd(work: Callable[..., Any], *particulars: Any, members: int = 8, seconds: float = SECONDS
          ) -> list[Any]:
    """Runs `work(number, *particulars)` in `members` processes; raises AssertionError with what went wrong in any."""
    context = _context()
    barrier, answers = context.Barrier(members), context.Queue()
    processes = [
        context.Process(target=_member, args=(barrier, answers, work, number, particulars), daemon=True)
        for number in range(members)
    ]
    for process in processes:
        process.start()
    try:
        found = dict(answers.get(timeout=seconds) for _ in processes)
    finally:
        for process in processes:
            process.join(timeout=5)
            process.kill()
    problems = [answer for answer in found.values() if isinstance(answer, _Problem)]
    assert not problems, "\n".join(problems)
    return [found[number] for number in range(members)]


def lone(work: Callable[..., None], *particulars: Any) -> tuple[Any, Any]:
    """Starts `work(ready, *particulars)` in one process; returns the process and the event `ready` that it sets."""
    context = _context()
    ready = context.Event()
    process = context.Process(target=work, args=(ready, *particulars), daemon=True)
    process.start()
    return process, ready


class _Problem(str):
    """The traceback of a member that failed."""


def _member(barrier: Any, answers: Any, work: Callable[..., Any], number: int, particulars: tuple[Any, ...]) -> None:
    try:
        barrier.wait(timeout=SECONDS)
        answers.put((number, work(number, *particulars)))
    except BaseException:
        answers.put((number, _Problem(traceback.format_exc())))


def _context() -> Any:
    # A server that has the libraries loaded hands out members ten times as quickly as starting Python for each.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tracker.store.engine", "tracker.store.shape", "tests.store.rows",
                                    "tracker.office.open", "tracker.office.project.moves",
                                    "tracker.office.project.receipts", "pypinyin", "tests.office.test_crowd"])
    return context
