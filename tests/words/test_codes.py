"""Whatever carries a code has its sentence: a catalogue has a field for each member of its enum, and no other."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from tracker.domain.days import Day
from tracker.domain.guards import Obstacle, Standing, unmet
from tracker.domain.order import Declared
from tracker.domain.paid import Paid
from tracker.domain.reasons import Code
from tracker.domain.required import Asked
from tracker.domain.stages import STAGES, Position, Stage, Status
from tracker.ledger.rows import ProblemCode
from tracker.words import Coded, Lang, group
from tracker.words.ledger import ProblemWords
from tracker.words.reasons import Says

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem for path in (ROOT / "tracker" / "words" / Lang.ZH).glob("*.py") if path.stem != "__init__")
for name in NAMES:
    import_module(f"tracker.words.{name}")
CATALOGUES = [getattr(import_module(module), name)  # a dataclass with slots is made twice, and both are subclasses
              for module, name in sorted({(one.__module__, one.__name__) for one in Coded.__subclasses__()})]


def texts(catalogue: Any) -> dict[str, str]:
    """Every text of a group by its path, those of catalogues inside it too."""
    found: dict[str, str] = {}
    for field in fields(catalogue):
        value = getattr(catalogue, field.name)
        if isinstance(value, Says):
            value = value.what + value.todo
        inside = value if isinstance(value, dict) else texts(value) if is_dataclass(value) else {"": value}
        found |= {f"{field.name} {key}": text for key, text in inside.items() if isinstance(text, str)}
    return found


def blanks(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_the_catalogues_are_found() -> None:
    enums = {get_args(catalogue.__orig_bases__[0])[0] for catalogue in CATALOGUES}
    assert {Code, ProblemCode} < enums
    assert len(enums) == len(CATALOGUES) >= 10


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda catalogue: catalogue.__name__)
def test_every_code_has_a_sentence_and_every_sentence_a_code(catalogue: type[Coded[StrEnum, Any]]) -> None:
    [bound] = catalogue.__orig_bases__
    codes, _ = get_args(bound)
    assert {field.name for field in fields(catalogue)} == {code.value for code in codes}


def test_every_problem_of_a_ledger_has_a_sentence() -> None:
    said = {field.name for field in fields(ProblemWords)}
    for code in ProblemCode:
        assert code.value in said or any(name.startswith(f"{code.value}_") for name in said)
    assert all(any(name == code or name.startswith(f"{code}_") for code in ProblemCode) for name in said)


@pytest.mark.parametrize("lang", Lang)
def test_the_import_has_words_for_whatever_a_life_can_lack(lang: Lang) -> None:
    """A life of days alone lacks all that any stage asks for; others have a wrong code, a gap, days out of order."""
    today, day = date(2023, 12, 31), Day(date(2023, 6, 1))
    bare = Standing(Position(Stage.PRODUCING), today, dict.fromkeys(STAGES, day),
                    blockers=(Obstacle("用地：未落实", Day.unknown()),))
    lives = (bare, replace(bare, credit_code="1"), replace(bare, milestones={Stage.PRODUCING: day}),
             replace(bare, milestones={**bare.milestones, Stage.LEAD: Day(date(2024, 1, 1))}),
             replace(bare, receipts=(Paid(Day(date(2023, 5, 31))),)),
             replace(bare, recognised={Stage.SIGNED: date(2023, 5, 31)}),
             replace(bare, statuses=(Declared(Status.PAUSED, day), Declared(Status.ACTIVE, Day(date(2023, 5, 31))))),
             replace(bare, receipts=(Paid(day, 1), Paid(day, -2))), replace(bare, receipts=(Paid(day, -2),)))
    early = replace(bare, milestones={stage: day for stage in STAGES if stage is not Stage.FUNDED})
    asked = (Asked({Stage.SIGNED: (frozenset({"contract"}),)}), Asked(money_first=True))
    lacking = {reason.code.value for life in (*lives, early) for one in asked for reason in unmet(life, one)}
    assert lacking == {*group(lang, "ledger").lacks}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "amounts" and is_dataclass(group(Lang.ZH, name))])
def test_no_language_has_a_blank_that_the_first_one_lacks(name: str) -> None:
    """Nobody would fill it in."""
    first, *others = (texts(group(lang, name)) for lang in Lang)
    for other in others:
        assert set(other) == set(first)
        assert [path for path, text in other.items() if not blanks(text) <= blanks(first[path])] == []


def test_a_code_that_is_none_does_not_type_check(tmp_path: Path) -> None:
    (tmp_path / "slip.py").write_text(
        "from tracker.domain.reasons import Check, Reason\nfrom tracker.store.unusable import StoreUnusable\n"
        'Reason("no_such_code")\nCheck("no_such_requirement")\nStoreUnusable("no_such_trouble")\n', "utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"),
                           str(tmp_path / "slip.py")], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert re.findall(r'slip\.py:(\d+): error: Argument 1 to "\w+" has incompatible type "str"', done.stdout) == [
        "3", "4", "5"]


def test_a_sentence_says_what_is_wrong_and_what_to_do() -> None:
    for lang in Lang:
        for catalogue in (group(lang, "reasons"), group(lang, "store"), group(lang, "ledger").problem):
            says = [getattr(catalogue, field.name) for field in fields(catalogue)]
            assert all(isinstance(one, Says) and one.what and one.todo for one in says)
