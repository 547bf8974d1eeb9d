"""Every way a database can be unusable has its sentence, in Chinese and in English."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields
from pathlib import Path

import pytest

from tracker.store import trouble
from tracker.store.unusable import StoreUnusable
from tracker.words.reasons import Says
from tracker.words.store import EN, ZH, StoreWords, unusable_sentence

CODES = [field.name for field in fields(StoreWords) if field.name != "joint"]


def raised() -> set[str]:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(trouble.__file__).parent.glob("*.py"))
    found = set(re.findall(r'StoreUnusable\(\s*"(\w+)"', sources)) | {"corrupt"}
    found |= set(re.findall(r'StoreUnusable\("(\w+)" if now else "(\w+)"', sources)[0])
    return found | set(trouble._SQLITE.values()) | set(trouble._POSTGRES.values())


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert raised() == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_both_languages_tell_the_same(code: str) -> None:
    zh, en = getattr(ZH, code), getattr(EN, code)
    for says in (zh, en):
        assert isinstance(says, Says)
        assert says.what
        assert says.todo
    assert names(zh.what) == names(en.what)
    assert names(zh.todo) == names(en.todo)
    assert "where" in names(zh.what)


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_a_sentence_says_what_and_what_to_do() -> None:
    problem = StoreUnusable("network_share", where="/mnt/{nas}/office.db", kind="cifs")
    assert unusable_sentence(problem, ZH) == (
        "/mnt/{nas}/office.db 在网络共享上（cifs），几个人同时写会损坏数据，未作改动；"
        "放到本机磁盘；多人共用请改用 PostgreSQL"
    )
    assert unusable_sentence(problem, EN).startswith("/mnt/{nas}/office.db is on a network share (cifs)")


def test_a_refusal_travels_between_processes() -> None:
    problem = pickle.loads(pickle.dumps(StoreUnusable("locked", where="x", reason="busy")))
    assert (problem.code, dict(problem.params)) == ("locked", {"where": "x", "reason": "busy"})
    assert str(problem) == "locked (where=x, reason=busy)"
