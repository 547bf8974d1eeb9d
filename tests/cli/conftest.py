"""An officer at a command line: an empty office in a file, commands run in this process, answers kept apart."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from tests.domain.assessment.published import MARKS, line
from tests.office.rulesets import text_of
from tests.warm import CAN, warm
from tracker.cli import main

CREDIT_CODE = "91350100M000100Y43"
"""The example of GB 32100-2015."""
HOSTILE = ("[/]甲", "=1+1", "{{7*7}}", "A & B <合资>", "[bold red]乙[/]", ":smile: 丙", "{name}丁", "%s 戊",
           "'己\"`$(id)`")


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of a refusal in JSON."""
        return [reason["code"] for reason in self.json["refused"]]


Run = Callable[..., Answer]


@pytest.fixture
def office(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty office, and nobody's environment."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)
    monkeypatch.setenv("SANXIN_DB", str(path))
    monkeypatch.setenv("SANXIN_USER", "联络员01")
    for name in ("SANXIN_LANG", "SANXIN_RULES"):
        monkeypatch.delenv(name, raising=False)
    return path


@pytest.fixture
def sanxin(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; `code` is how it has to end."""

    def run(*args: str, code: int | None = 0) -> Answer:
        capsys.readouterr()
        ended = main(list(args))
        answer = Answer(ended, *capsys.readouterr())
        assert code is None or ended == code, answer
        return answer

    return run


@pytest.fixture(scope="session")
def signed_template(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """An office with one project, made once and copied."""
    path = tmp_path_factory.mktemp("signed") / "office.db"
    shutil.copyfile(sqlite_template, path)
    here = ("--db", str(path), "--user", "联络员01")
    assert main(["project", "add", "万骏船舶", "--contract-amount", "5.2亿元", "--origin", "境内省外", "--lead",
                 "2023-01-05", "--credit-code", CREDIT_CODE, "--investor", "万骏集团", *here]) == 0
    assert main(["project", "advance", "P0001", "--on", "2023-02-01", *here]) == 0
    return path


@pytest.fixture
def signed(office: Path, signed_template: Path) -> str:
    """A project signed on 1 February 2023, ready for more."""
    shutil.copyfile(signed_template, office)
    return "P0001"


@pytest.fixture(scope="session")
def done_once(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[tuple[str, ...], ...], Path]:
    """The offices in which some commands were run once, by these."""
    return {}


@pytest.fixture
def after(office: Path, signed: str, sanxin: Run, tmp_path_factory: pytest.TempPathFactory,
          done_once: dict[tuple[tuple[str, ...], ...], Path]) -> Callable[..., str]:
    """Brings the office with the signed project to where these commands lead; they are run once and then copied."""

    def brought(*commands: tuple[str, ...]) -> str:
        if commands not in done_once:
            for command in commands:
                sanxin(*command)
            done_once[commands] = tmp_path_factory.mktemp("after") / "office.db"
            shutil.copyfile(office, done_once[commands])
        shutil.copyfile(done_once[commands], office)
        return signed

    return brought


def process(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a shell would start it: without a terminal.

    It is forked from one that is ready, unless the environment says how Python itself is to start.
    """
    if CAN and not any(name.startswith(("LC_", "PYTHON")) for name in environment):
        return _forked(args, {**os.environ, **environment})
    return subprocess.run([sys.executable, "-m", "tracker.cli", *args], capture_output=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL, env={**os.environ, **environment}, check=False, timeout=60)


def _forked(args: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    with TemporaryFile() as out, TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        program = warm("tracker").start(args, (nothing.fileno(), out.fileno(), err.fileno()), environment, Path.cwd())
        until, ended = time.monotonic() + 60, (0, 0)
        while not ended[0]:
            if time.monotonic() > until:
                program.kill()
                program.wait()
                raise subprocess.TimeoutExpired(list(args), 60)
            time.sleep(0.01)
            ended = program.wait(os.WNOHANG)
        printed = []
        for file in (out, err):
            file.seek(0)
            printed.append(file.read().decode())
    return subprocess.CompletedProcess(list(args), os.waitstatus_to_exitcode(ended[1]), *printed)


SCORES = (line('way = "proportion"\ncompletion = "out_of_province"\npoints = 60\nfull_from = "100%"', "money")
         + line('way = "per_unit"\nactual = "reports"\npoints = 1', "reports_score"))
"""Money in proportion to its target, and a point for each report."""


@pytest.fixture
def scored(sanxin: Run, signed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Two units with targets and 5000万元 of one; the other has neither money nor marks."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "考核.toml").write_text(text_of(MARKS + SCORES), "utf-8")
    monkeypatch.setenv("SANXIN_RULES", str(folder))
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-01")
    for name in ("新湾镇", "高新区"):
        sanxin("unit", "add", name, "--kind", "乡镇街道", "--group", "一组")
        sanxin("unit", "target", "2023", name, "out_of_province", "1亿元")
    sanxin("credit", "add", signed, "新湾镇", "--from", "2023-01-05")
    told = sanxin("mark", "give", "2023", "新湾镇", "月报", "11", "--by", "考核办", "--on", "2023-06-01").out
    assert told == "已记下“新湾镇”2023 年“月报”：11（考核办，2023-06-01）\n"
    return sanxin
