"""Every name, path, option and command that the documents put in backticks exists."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import Source, sources
from tracker.cli.app import COMMANDS, GLOBAL, command

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.xdist_group("house")
"""The sources are read once, and not by each worker."""
PAGES = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md",
         *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r"^\| .+ (\| .+ \|) `\S+::\S+` \|$", re.MULTILINE)
"""A line of the tables of ledgers: its example and its test are looked up by `tests/test_docs_ledger.py`."""
FENCED = re.compile(r"```.*?```", re.DOTALL)
PATH = re.compile(r"\.?[A-Za-z*][\w.*-]*(/[\w.*-]*)*")
ENDINGS = (".py", ".toml", ".md", ".xlsx", ".docx", ".html", ".txt")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
TABLE = re.compile(r"\[+(\w+)\]+")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
"""A text with Chinese characters is an example of data, such as `5.2亿元`."""
KEYBOARD = {"ctrl", "shift", "alt", "tab", "end", "enter", "esc", "home", "pgdn", "pgup", "space", "del",
            *(f"f{number}" for number in range(1, 13))}
DATABASE = {"BEGIN", "CREATEROLE", "IMMEDIATE", "executemany", "null"}
"""Words of SQL and of Python's database interface: the documents speak of them, no code of ours defines them."""


def spans(page: str) -> list[str]:
    """What stands in backticks on a page, each once; blocks of code, examples of ledgers and their tests left out."""
    text = SHOWN.sub(r"\1", FENCED.sub("", (ROOT / page).read_text("utf-8")))
    return list(dict.fromkeys(re.findall(r"`([^`]+)`", text)))


@cache
def known_words() -> frozenset[str]:
    """Every name, keyword argument and word in a text of the program, and every key of the rulesets."""
    ours = {word for source in sources(ROOT) for word in _words_of(source)}
    return frozenset({"if"} | DATABASE | rule_words() | ours)


@cache
def rule_words() -> frozenset[str]:
    """Every table and key of the shipped rulesets, and every name and word of the modules that read rulesets."""
    files = (ROOT / "data" / "rules").glob("*.toml")
    shipped = {key for file in files for key in _keys(tomllib.loads(file.read_text("utf-8")))}
    readers = (source for source in sources(ROOT) if source.module.startswith("tracker.domain.rules"))
    return frozenset(shipped | {word for source in readers for word in _words_of(source)})


def _words_of(source: Source) -> Iterator[str]:
    for node in source.nodes:
        names = (getattr(node, name, None) for name in ("name", "id", "attr", "arg"))
        yield from (name for name in names if isinstance(name, str))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 300:
            yield from WORD.findall(node.value)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from _keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from _keys(below)


@cache
def _files() -> tuple[str, ...]:
    if (ROOT / ".git").exists():
        done = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True,
                              text=True, check=True)
        return tuple(done.stdout.splitlines())
    return tuple(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file())


@cache
def options() -> frozenset[str]:
    """Every option of every command, with the options of the whole call."""
    found = {*GLOBAL, "--help", "--version"}
    for name in COMMANDS:
        top = command(name)
        for under in [top, *getattr(top, "commands", {}).values()]:
            found.update(option for param in under.params for option in param.opts)
    return frozenset(found)


def _is_path(span: str) -> bool:
    return bool(PATH.fullmatch(span)) and ("/" in span or span.endswith(ENDINGS)
                                           or (span.startswith(".") and len(span) > 1))


def _path_exists(span: str) -> bool:
    """A path of the repository, a file's name somewhere in it, or a name the program itself reads or writes."""
    if any(ROOT.glob(span.rstrip("/"))) or any(name.rsplit("/", 1)[-1] == span for name in _files()):
        return True
    bare = span.rstrip("/")
    return any(bare in source.text for source in sources(ROOT))


def _command_missing(line: str) -> str:
    """What of a command line there is not; empty where all of it is there."""
    words = line.split()[1:] or [""]
    while words[0] in GLOBAL and len(words) > 1:  # an option of the whole call, and its value
        words = words[2:] or [""]
    name, *rest = words
    if not name and line.split()[1:]:
        return ""
    if name not in COMMANDS:
        return name
    under = getattr(command(name), "commands", {})
    verbs = rest[0].split("|") if under and rest else []
    unknown = [verb for verb in verbs if verb not in under]
    unknown += [word for word in rest if word.startswith("--") and word.partition("=")[0] not in options()]
    return " ".join(unknown)


def missing(span: str) -> str:
    """What of a text in backticks there is not; empty where all of it is there, or where it is an example of data."""
    if span.startswith("sanxin "):
        return _command_missing(span)
    if span.startswith("make "):
        return "" if re.search(rf"^{re.escape(span.split()[1])}:", (ROOT / "Makefile").read_text(), re.M) else span
    if span.startswith("python -m "):
        return "" if find_spec(span.split()[2]) else span
    if span.startswith("--"):
        return "" if span.partition(" ")[0] in options() else span
    if span.startswith("postgresql"):
        return ""
    if _is_path(span):
        return "" if _path_exists(span) else span
    if table := TABLE.fullmatch(span):
        return "" if table[1] in rule_words() else span
    if CHINESE.search(span):
        return ""
    return " ".join(word for word in WORD.findall(span) if len(word) > 1 and word.lower() not in KEYBOARD
                    and word not in known_words())


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("page", PAGES)
def test_what_stands_in_backticks_exists(page: str) -> None:
    assert {span: lacking for span in spans(page) if (lacking := missing(span))} == {}


@pytest.mark.parametrize("span", ["sanxin projekt", "sanxin review begin", "sanxin rollup 2023 --as-off 2024-01-05",
                                  "make tests", "python -m tui.keys", "--langs en", "tracker/words/help.py",
                                  "[[indicatorz]]", "advance(desk, kode)", "header_words.py"])
def test_what_does_not_exist_is_found(span: str) -> None:
    assert missing(span)


