"""A server that is killed and started again while officers record: each form knows whether its own was recorded."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any

import psutil
import pytest

from tests.conftest import embedded_server
from tests.office.test_crowd import grants, sits_down
from tests.store.crowd import crowd
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.office.desk import Desk
from tracker.office.open import hold_years, open_desk
from tracker.office.outcome import Done
from tracker.office.project.detail import detail
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.saving import RecordedBefore, Saving
from tracker.office.verify import verify
from tracker.store.engine import open_store
from tracker.store.unusable import StoreTrouble, StoreUnusable

PATIENCE = 0.1


def records_slips(number: int, where: str, slips: int) -> tuple[list[int], list[str]]:
    """Saves forms until each says that it is recorded; answers with their sums, and what forms said in between."""
    desk = sits_down_once_it_is_there(where, number)
    recorded, told = list[int](), list[str]()
    for slip in range(slips):
        minor = number * 1000 + slip + 1
        told += saved(desk, minor, Day(date(2023, 1, 2) + timedelta(days=number)))
        recorded.append(minor)
    desk.store.close()
    return recorded, told


def sits_down_once_it_is_there(where: str, number: int) -> Desk:
    while True:
        with suppress(StoreUnusable):
            return sits_down(where, number)
        time.sleep(PATIENCE)


def saved(desk: Desk, minor: int, day: Day) -> list[str]:
    """Saves one form as often as it takes; answers with what was told before it was recorded."""
    form, told = Saving().form, [""]
    while True:
        try:
            outcome = desk.once(Saving(form), lambda desk: add_receipt(desk, "甲", day, Money(minor)))
        except RecordedBefore:
            assert told[-1] != StoreTrouble.NOT_RECORDED, "it was said that nothing was recorded"
            return told[1:]
        except StoreUnusable as error:
            told.append(error.code)
            time.sleep(PATIENCE)
        else:
            assert isinstance(outcome, Done)
            return told[1:]


@contextmanager
def killed_again_and_again(server: Any) -> Iterator[list[int]]:
    """Kills the server and starts it again, for as long as this lasts; answers with the processes that were killed."""
    over, killed = threading.Event(), list[int]()

    def kill() -> None:
        while not over.wait(0.7):
            pid = server.get_pid()
            os.kill(pid, signal.SIGQUIT)  # every process of it ends at once, as in a crash
            with suppress(psutil.NoSuchProcess):
                psutil.Process(pid).wait(30)
            killed.append(pid)
            time.sleep(0.3)
            server.ensure_postgres_running()

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


@pytest.mark.story
@pytest.mark.skipif(not hasattr(signal, "SIGQUIT"), reason="the server is killed by a signal")
@pytest.mark.long(officers=8)
@pytest.mark.parametrize(("officers", "slips"), [(3, 20), (8, 60)])
def test_what_was_acknowledged_is_there_once_and_what_was_not_can_be_saved_again(officers: int, slips: int) -> None:
    with embedded_server() as embedded:
        where = embedded.get_uri()
        open_store(where, set_up=True).close()
        store = open_store(where)
        project = {"name": "甲", "contract_amount": "1亿元"}
        add(Desk(store, "库主", holds=hold_years), project, lead=Day(date(2023, 1, 1)))
        store.close()
        grants(where, officers)
        with killed_again_and_again(embedded) as killed:
            answers = crowd(records_slips, where, slips, members=officers)
        assert killed, "the server was not killed while they recorded"
        assert any(told for _, told in answers), "nobody noticed"
        desk = open_desk(where)
        kept = detail(desk, "甲")
        assert sorted(receipt.amount.minor for receipt in kept.receipts) == sorted(
            minor for recorded, _ in answers for minor in recorded)
        assert verify(desk).is_sound
        desk.store.close()
