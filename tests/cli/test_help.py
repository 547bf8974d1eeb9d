"""Help is quick, in the officer's language, and complete."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import Run
from tracker.cli.app import COMMANDS, GLOBAL, command
from tracker.words import Lang, spoken
from tracker.words.cli import CliWords

HEAVY = ("sqlalchemy", "sqlmodel", "pydantic", "pendulum", "textual", "alembic", "rich.console", "transitions",
         "tracker.office.desk", "tracker.store.tables")


def _commands() -> Iterator[tuple[str, Any]]:
    for name in COMMANDS:
        command_found = command(name)
        yield name, command_found
        for verb, under in getattr(command_found, "commands", {}).items():
            yield f"{name} {verb}", under


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("args", [["--help"], ["project", "--help"], ["blocker", "raise", "--help"],
                                  ["import", "--help"]])
def test_help_loads_nothing_slow(args: list[str]) -> None:
    """No database, no screen, no table of figures is loaded to print a page."""
    script = (f"import sys; from tracker.cli import main; main({args!r}); "
              f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.strip() == "[]"
    assert "用法：sanxin" in done.stdout


def test_help_is_chinese_unless_asked_otherwise(sanxin: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sanxin("--help").out
    assert "命令：" in page
    assert "显示帮助后退出" in page
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in page
    assert "Usage: sanxin" in sanxin("--lang", "en", "--help").out
    assert "Usage: sanxin project add" in sanxin("project", "add", "--help", "--lang=en").out
    monkeypatch.setenv("SANXIN_LANG", "en")
    assert "Commands:" in sanxin("project", "--help").out


@pytest.mark.parametrize("lang", list(Lang))
def test_every_command_and_option_is_explained(lang: Lang) -> None:
    """A command or an option without a text would end its help in a traceback."""
    says = spoken(lang, CliWords)
    for path, found in _commands():
        assert says.command[path]
        for param in found.params:
            name = param.name.rstrip("_")
            assert says.option.get(f"{path}.{name}") or says.option.get(name), (path, name)
    for name in GLOBAL:
        assert says.option[name.strip("-")]


def test_every_page_can_be_printed(sanxin: Run) -> None:
    for path, _ in _commands():
        for lang in Lang:
            assert f"sanxin {path}" in sanxin(*path.split(), "--help", "--lang", lang).out


def test_both_languages_explain_the_same() -> None:
    chinese, english = spoken(Lang.ZH, CliWords), spoken(Lang.EN, CliWords)
    for name in ("command", "option", "example", "heading", "part", "action"):
        assert getattr(chinese, name).keys() == getattr(english, name).keys(), name


def test_every_command_takes_json() -> None:
    for path, found in _commands():
        if not getattr(found, "commands", None):
            assert any("--json" in param.opts for param in found.params), path


def test_usage_errors_are_told_in_the_officers_language(sanxin: Run) -> None:
    told = sanxin("projekt", code=2).err
    assert "没有命令“projekt”" in told
    assert "project" in told
    assert "没有选项 --foo" in sanxin("project", "list", "--foo", code=2).err
    assert "缺少 PROJECT" in sanxin("project", "show", code=2).err
    assert "多出来的内容：丙" in sanxin("project", "show", "甲", "丙", code=2).err
    assert "--on" in sanxin("project", "pause", "甲", "--on", code=2).err
    assert "可用：zh、en" in sanxin("--lang", "fr", "project", "list", code=2).err
    assert "there is no command" in sanxin("--lang", "en", "nothing", code=2).err
    assert "--db" in sanxin("project", "list", "--db", code=2).err


def test_a_noun_alone_shows_its_commands(sanxin: Run) -> None:
    assert "advance" in sanxin("project", code=2).err


def test_the_version_is_shown(sanxin: Run) -> None:
    assert sanxin("--version").out.startswith("sanxin 0.")
