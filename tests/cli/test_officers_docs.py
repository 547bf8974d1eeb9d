"""Every command of the page about an office on a server, in its order, on a real server with the tools of its own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.embedded import Server

PAGES = Path(__file__).parents[2] / "docs"
ACCOUNTS = {"officers.md": "officer05", "officers.zh-CN.md": "联络员05"}


@pytest.fixture
def here(pg_server: Server, pg_tools: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine with the server's own tools, and services as the page says."""
    socket = re.search(r"host=([^&]*)", pg_server.uri)
    assert socket is not None
    host = socket[1].replace("%2F", "/")
    for name, value in {"PGHOST": host, "PGUSER": "postgres"}.items():
        monkeypatch.setenv(name, value)
    services = tmp_path / "services"
    services.write_text("".join(f"[{name}]\nhost={host}\ndbname=office\nuser={user}\n" for name, user in (
        ("office-owner", "postgres"), *(("office", user) for user in ACCOUNTS.values()))), encoding="utf-8")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name in ("office", "office2", "moved", "province"):
        pg_server.drop(name)


@pytest.mark.story
@pytest.mark.parametrize("page", ["officers.md", pytest.param("officers.zh-CN.md", marks=pytest.mark.long)])
def test_the_commands_of_the_page_work_one_after_another(page: str, here: Path, sanxin: Run, signed: str,
                                                        pg_server: Server) -> None:
    ran = 0
    for line in re.findall(r"^\$ (.+)$", (PAGES / page).read_text("utf-8"), re.MULTILINE):
        words = shlex.split(line)
        if words[0] == "sanxin":
            if words[3:5] == ["db", "move"]:
                words[2] = os.environ["SANXIN_DB"]
            told = sanxin(*words[1:])
            assert told.out, line
            ran += 1
        elif words[0] != "pip":
            subprocess.run(words, check=True, capture_output=True)
            ran += 1
    assert ran >= 14
    # Each said what the page says it did: an account that was granted reads, and records as itself.
    account = f"service=office-owner user={ACCOUNTS[page]}"
    sanxin("--db", account, "project", "add", "乙项目")
    assert sanxin("--db", account, "journal", "--json").json["journal"][0]["who"] == ACCOUNTS[page]
    assert "万骏船舶" in sanxin("--db", "service=office-owner dbname=moved", "project", "list").out

