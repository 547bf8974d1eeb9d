"""Files an officer writes by hand, spoilt in a thousand ways: each is read, or said to be wrong, and nothing breaks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tracker.domain.rules import Problem, RulesetError, ruleset_at, ruleset_for
from tracker.ledger.choosing import as_toml
from tracker.ledger.mapping import BadMapping, load_mapping, mapping_of
from tracker.shipped import shipped
from tracker.words import Lang
from tracker.words.faults import fault_line
from tracker.words.ledger import mapping_line
from tui import views
from tui.drafts import Draft, Drafts
from tui.keymap import read_keymap
from tui.own_keys import own_keys
from tui.settings import read_settings
from tui.views import View

MAPPING = """
[projects]
sheet = "招商库"
header_row = 4
[projects.columns]
"甲方" = "investor"
"落地情况" = "开工时间"
"牵手日" = ["signed", "registered"]
[columns]
"盘子" = "总投资"
[values.origin]
"内资" = "out_of_province"
"""
KEYS = '[keys]\nmove = ["f2", "m"]\nreceipt = "ctrl+shift+r"\nhelp = "?"\n'
SETTINGS = 'theme = "light"\nlang = "en"\nascii = true\n'
DRAFTS = ('{"BlockerDialog P0001": {"typed": {"description": "岸线还差一个章", "bureau": "水利局"}, "version": 7}, '
          '"LeadDialog": {"typed": {"name": "甲"}, "version": null}}')
VIEWS = ('{"views": [{"name": "按金额", "columns": ["name", "amount"], "frozen": 1, "sort": [["amount", true]], '
         '"group": "park", "filters": {"park": {"values": ["船舶产业园"]}, "amount": {"typed": ">1亿"}}}]}')
ODD = ["3", "-1", "0.5", "1e999999999", "inf", "nan", "9" * 5000, "9" * 300, "-9223372036854775809", "true", '""',
       '"\\u0000"', '"' + "长" * 3000 + '"', "[]", "[[]]", "{}", "[1, [2, {a = 3}]]", '{"a": {"b": [1]}}', "null",
       "[" * 3000 + "]" * 3000, "2023-02-03", "2023-02-03T04:05:06Z", "07:08:09", '"\\ud800"', '"[/]{0}%s"',
       '["f2", 3, ["m"]]', "0x" + "f" * 4000, '"' + "ctrl+" * 500 + 'x"', "''' \n '''"]
_VALUE = re.compile(r"""(?<=[=:\[,]) *("[^"\n]*"|true|false|[0-9.]+|\[[^\[\]\n]*\]|\{[^{}\n]*\})""")


def spoilt(text: str, seed: int) -> bytes:
    """One file, spoilt in one way or a few: another value, a key gone or twice, bytes turned, cut short."""
    dice = random.Random(seed)
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        values = list(_VALUE.finditer(text))
        way = dice.randrange(6)
        if way <= 2 and values:
            value = dice.choice(values)
            text = text[:value.start(1)] + dice.choice(ODD) + text[value.end(1):]
        elif way == 3:
            lines = text.split("\n")
            at = dice.randrange(len(lines))
            lines[at:at + 1] = dice.choice([[], [lines[at]] * 2, [f"{dice.choice(ODD)}"], ["[" + lines[at]]])
            text = "\n".join(lines)
        elif way == 4:
            text = text[:dice.randrange(len(text) + 1)]
        else:
            at = dice.randrange(len(text) + 1)
            sign = dice.choice(["\0", '"', "]", "}", "=", "\\", "\u202e", "[[x]]", "\ufeff"])
            text = text[:at] + sign + text[at + 1:]
    content = text.encode("utf-8", "replace")
    if dice.randrange(5) == 0 and content:
        at = dice.randrange(len(content))
        content = content[:at] + bytes([dice.randrange(256)]) + content[at + 1:]
    return content


def a_ruleset(path: Path) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        ruleset_at(path)
    except RulesetError as error:
        problems = error.problems
    for lang in Lang:
        assert all(fault_line(problem, lang) for problem in problems)
    with suppress(RulesetError):
        ruleset_for(2023, "沅江市", path.parent)


def a_mapping(path: Path) -> None:
    wrong = []
    try:
        mapping = load_mapping(path)
        mapping_of(mapping)
        as_toml(mapping)
    except BadMapping as error:
        wrong.append(error)
    for lang in Lang:
        assert all(mapping_line(error, lang) for error in wrong)


def some_keys(path: Path) -> None:
    read_keymap(path)
    for lang in Lang:
        assert own_keys(lang).there


def some_settings(path: Path) -> None:
    settings = read_settings(path)
    assert settings.keeping(theme="dark").theme == "dark"


def some_drafts(path: Path) -> None:
    drafts = Drafts(path)
    drafts.waiting("BlockerDialog P0001")
    drafts.keep("LeadDialog", {"name": "乙"})
    assert Draft("LeadDialog", {"name": "乙"}) in Drafts(path).waiting("LeadDialog")


def some_views(_path: Path) -> None:
    found = views.load()
    views.save((*found.views, View("新")))
    assert [view.name for view in views.load().views][-1] == "新"


RULES = shipped("rules", "yuanjiang-2023.toml").read_text(encoding="utf-8")


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(("name", "text", "read"), [
    ("mine.toml", RULES, a_ruleset), ("m.toml", MAPPING, a_mapping), ("keys.toml", KEYS, some_keys),
    ("settings.toml", SETTINGS, some_settings), ("drafts.json", DRAFTS, some_drafts), (views.FILE, VIEWS, some_views),
], ids=["rules", "mapping", "keys", "settings", "drafts", "views"])
@pytest.mark.long(keep=10)
def test_whatever_stands_in_it_is_read_or_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str,
                                               read: Callable[[Path], None], part: int) -> None:
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path))
    broken = {}
    for seed in range(part, 600, 4):
        path = tmp_path / name
        path.write_bytes(spoilt(text, seed))
        try:
            read(path)
        except Exception as error:
            broken[seed] = f"{type(error).__name__}: {error}"[:200]
    assert broken == {}
