"""Every way a database can be unusable has its sentence, and each sentence the place."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from tracker.store import trouble
from tracker.store.unusable import StoreTrouble, StoreUnusable
from tracker.words import Lang, spoken
from tracker.words.store import StoreWords, unusable_sentence

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(trouble.__file__).parents[1].rglob("*.py"))


def test_no_trouble_is_there_that_nothing_raises() -> None:
    raised = re.findall(r"StoreTrouble\.(\w+)", SOURCES)
    assert set(raised) == {code.name for code in StoreTrouble}


@pytest.mark.parametrize("code", list(StoreTrouble))
def test_every_sentence_says_where(code: StoreTrouble) -> None:
    assert all("{where}" in spoken(lang, StoreWords)[code].what for lang in Lang)


def test_a_sentence_says_what_and_what_to_do() -> None:
    problem = StoreUnusable(StoreTrouble.NETWORK_SHARE, where="/mnt/{nas}/office.db", kind="cifs")
    assert unusable_sentence(problem, Lang.ZH) == (
        "/mnt/{nas}/office.db 在网络共享上（cifs），几个人同时写会损坏数据，未作改动；"
        "放到本机磁盘；多人共用请改用 PostgreSQL"
    )
    assert unusable_sentence(problem, Lang.EN).startswith("/mnt/{nas}/office.db is on a network share (cifs)")


def test_a_refusal_travels_between_processes() -> None:
    problem = pickle.loads(pickle.dumps(StoreUnusable(StoreTrouble.LOCKED, where="x", reason="busy")))
    assert (problem.code, dict(problem.params)) == ("locked", {"where": "x", "reason": "busy"})
    assert str(problem) == "locked (where=x, reason=busy)"
