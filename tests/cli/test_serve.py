"""`sanxin serve` says where it is found or why it is not, serves this machine alone, and ends with all it started."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.served import children, parent, served
from tracker.cli import serve
from tracker.words import Lang, spoken
from tracker.words.serve import ServeWords

SAYS = spoken(Lang.ZH, ServeWords)


@pytest.mark.parametrize(("typed", "sentence"), [
    (["--host", "0.0.0.0"], SAYS.needs_proxy.format(host="0.0.0.0")),
    (["--host", "192.168.1.5"], SAYS.needs_proxy.format(host="192.168.1.5")),
    (["--host", "office.county"], SAYS.no_address.format(host="office.county")),
    (["--host", ""], SAYS.no_address.format(host="")),
    (["--port", "0"], SAYS.not_a_port.format(value="0")), (["--port", "65536"], SAYS.not_a_port.format(value="65536")),
    (["--port", "http"], SAYS.not_a_port.format(value="http")),
    (["--behind-proxy", "X-Remote-User"], SAYS.no_public),
    (["--behind-proxy", "X User", "--address", "https://a.cn"], SAYS.no_header.format(header="X User")),
    (["--behind-proxy", "X-User", "--address", "a.cn"], SAYS.not_public.format(address="a.cn")),
    (["--behind-proxy", "X-User", "--address", "https://a.cn/x"], SAYS.not_public.format(address="https://a.cn/x")),
    (["--behind-proxy", "X-User", "--address", "https://a.cn", "--proxy", "nginx"],
     SAYS.not_proxy.format(proxy="nginx")),
    (["--behind-proxy", "X-User", "--address", "https://a.cn", "--user", "局长"], SAYS.user_is_told),
    (["--address", "https://a.cn"], SAYS.only_with_proxy.format(name="--address")),
    (["--proxy", "10.0.0.5"], SAYS.only_with_proxy.format(name="--proxy")),
    (["--sessions", "0"], "--sessions"), (["--idle", "x"], "--idle"),
], ids=lambda given: " ".join(given) if isinstance(given, list) else "told")
def test_what_cannot_be_served_is_refused_in_a_sentence(sanxin: Run, typed: list[str], sentence: str) -> None:
    answer = sanxin("serve", *typed, code=2)
    assert sentence in answer.err
    assert answer.out == ""


def test_a_port_in_use_is_told(sanxin: Run) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        answer = sanxin("serve", "--port", str(port), code=5)
    assert answer.out == ""
    assert SAYS.port_used.format(host="127.0.0.1", port=port) in answer.err


def test_an_address_that_this_machine_has_not_is_told(sanxin: Run) -> None:
    answer = sanxin("serve", "--host", "192.0.2.1", "--behind-proxy", "X-User", "--address", "https://a.cn", code=5)
    assert SAYS.not_here.format(host="192.0.2.1") in answer.err


def test_what_is_not_installed_is_told(sanxin: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    assert SAYS.no_extra in sanxin("serve", code=5).err


def test_a_database_that_cannot_be_meant_is_told_before_anybody_comes(sanxin: Run) -> None:
    assert "mysql://x" in sanxin("--db", "mysql://x", "serve", code=5).err


@pytest.mark.story
def test_neither_help_nor_the_app_loads_the_server() -> None:
    script = ("import sys; from tracker.cli import main; main(['serve', '--help']); import tui.app; "
              "print({'aiohttp', 'textual_serve', 'sqlalchemy'} & {*sys.modules} or '', file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.strip() == ""


def _line(address: str) -> socket.socket:
    """A page's line to its app, which has drawn."""
    host = address.removeprefix("http://")
    line = socket.create_connection(("127.0.0.1", int(host.rpartition(":")[2])))
    line.sendall((f"GET /ws HTTP/1.1\r\nHost: {host}\r\nOrigin: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket"
                  "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n").encode())
    line.settimeout(60)
    seen = b""
    while "新投产".encode() not in seen:
        data = line.recv(1 << 16)
        assert data, seen
        seen += data
    return line


@pytest.mark.story
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell who started whom")
@pytest.mark.parametrize("ended_by", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.long)])
def test_what_ends_the_server_ends_its_sessions(office: Path, ended_by: signal.Signals) -> None:
    """Ctrl+C does it in order; where the server was killed, each session notices that it is gone."""
    with served(office) as (process, said):
        address = said["address"]
        assert said == {"address": address, "listening": address, "sessions": 8, "idle_minutes": 60}
        line = _line(address)
        (app,) = children(process.pid)
        assert _listens_only_here(int(address.rpartition(":")[2]))
        process.send_signal(ended_by)
        assert process.wait(30) == (0 if ended_by == signal.SIGINT else -signal.SIGKILL)
        until = time.monotonic() + 30
        while Path(f"/proc/{app}").exists() and parent(Path(f"/proc/{app}/stat")):
            assert time.monotonic() < until
            time.sleep(0.05)
        line.close()


def _listens_only_here(port: int) -> bool:
    lines = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    rows = [line.split() for line in lines]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")]
    return listening == [f"0100007F:{port:04X}"]
