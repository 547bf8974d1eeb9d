"""Who may ask the server: this machine under its own names, or whom the proxy names, and no page of another website."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from multidict import CIMultiDict

from tui.browser.door import Closed, Door, Visitor, is_address, is_header, is_loopback, public_address
from tui.browser.neighbours import GONE, account_of

LOCAL = Door()
PROXIED = Door("X-Remote-User", "https://office.county", frozenset({"10.0.0.5"}))
AT = ("Host", "127.0.0.1:8000")
PUBLIC = [("Host", "office.county"), ("Origin", "https://office.county")]


def asks(door: Door, *headers: tuple[str, str], peer: str = "127.0.0.1", opens: bool = False) -> Visitor | Closed:
    return door.visitor(CIMultiDict(headers), peer, opens=opens)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.2:9",
                                  "[::1]"])
def test_this_machine_is_asked_under_its_own_names(host: str) -> None:
    """Any port: a tunnel of ssh ends at another one."""
    assert asks(LOCAL, ("Host", host)) == Visitor()
    assert asks(LOCAL, ("Host", host), ("Origin", f"http://{host}"), opens=True) == Visitor()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example",
                                  "localhost.evil.example", "192.168.1.5:8000", "", "[evil]:8000",
                                  "127.0.0.1@evil.example", "0.0.0.0:8000"])
def test_another_name_that_leads_here_is_not_answered(host: str) -> None:
    """A website can have its own name lead to this machine; its pages would then count as ours (DNS rebinding)."""
    assert asks(LOCAL, ("Host", host), ("Origin", f"http://{host}"), opens=True) is Closed.HOST
    assert asks(PROXIED, ("Host", host), ("X-Remote-User", "张三"), peer="10.0.0.5") is Closed.HOST


def test_two_names_or_none_are_not_answered() -> None:
    assert asks(LOCAL) is Closed.HOST
    assert asks(LOCAL, AT, ("Host", "evil.example")) is Closed.HOST


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1:3000", "https://127.0.0.1:8000",
                                    "http://localhost:8000", "http://127.0.0.1:8000.evil.example"])
def test_a_page_of_another_website_opens_no_session(origin: str) -> None:
    """Also one of another port: that is another program."""
    assert asks(LOCAL, AT, ("Origin", origin), opens=True) is Closed.ORIGIN
    assert asks(LOCAL, AT, ("Origin", origin)) is Closed.ORIGIN
    assert asks(LOCAL, AT, ("Origin", "http://127.0.0.1:8000"), ("Origin", origin), opens=True) is Closed.ORIGIN


def test_a_session_is_opened_by_a_page_that_says_where_it_is_from() -> None:
    assert asks(LOCAL, AT, opens=True) is Closed.ORIGIN


@pytest.mark.parametrize(("site", "mode", "dest", "answered"), [
    ("none", "navigate", "document", True), ("same-origin", "no-cors", "script", True),
    ("cross-site", "navigate", "document", True), ("cross-site", "navigate", "iframe", False),
    ("cross-site", "no-cors", "script", False), ("same-site", "cors", "empty", False),
    ("cross-site", "no-cors", "image", False),
])
def test_another_website_can_lead_here_and_do_nothing_else(site: str, mode: str, dest: str, answered: bool) -> None:
    asked = asks(LOCAL, AT, ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest))
    assert asked == (Visitor() if answered else Closed.ORIGIN)


def test_the_proxy_says_who_it_is() -> None:
    asked = asks(PROXIED, *PUBLIC, ("x-remote-user", " 张三 "), peer="10.0.0.5", opens=True)
    assert asked == Visitor("张三")
    assert asks(PROXIED, ("Host", "office.county:443"), ("X-Remote-User", "a"), peer="::ffff:10.0.0.5") == Visitor("a")


@pytest.mark.parametrize(("named", "why"), [
    ([], Closed.NOBODY), ([""], Closed.NOBODY), (["  "], Closed.NOBODY), (["张三", "李四"], Closed.UNREADABLE),
    (["张三", ""], Closed.UNREADABLE), (["\udce5"], Closed.UNREADABLE), (["x" * 65], Closed.UNREADABLE),
    (["\u200b"], Closed.UNREADABLE),
])
def test_whom_the_proxy_does_not_name_plainly_is_nobody(named: list[str], why: Closed) -> None:
    assert asks(PROXIED, *PUBLIC, *(("X-Remote-User", name) for name in named), peer="10.0.0.5", opens=True) is why


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.6", "", "::1"])
def test_nobody_but_the_proxy_says_who_it_is(peer: str) -> None:
    assert asks(PROXIED, *PUBLIC, ("X-Remote-User", "张三"), peer=peer) is Closed.PROXY
    assert asks(Door("X-Remote-User", "https://office.county"), *PUBLIC, ("X-Remote-User", "张三"),
                peer="10.0.0.6") is Closed.PROXY


def test_without_a_proxy_a_header_names_nobody() -> None:
    assert asks(LOCAL, AT, ("X-Remote-User", "局长")) == Visitor()


def test_behind_a_proxy_the_page_is_the_public_one() -> None:
    for origin in ("http://office.county", "https://office.county:8443", "https://127.0.0.1:8000"):
        assert asks(PROXIED, ("Host", "office.county"), ("Origin", origin), ("X-Remote-User", "张三"), peer="10.0.0.5",
                    opens=True) is Closed.ORIGIN


@pytest.mark.parametrize(("text", "address"), [
    ("https://office.county", "https://office.county"), ("HTTPS://Office.County/", "https://office.county"),
    ("https://office.county:443", "https://office.county"), ("http://10.0.0.1:8080", "http://10.0.0.1:8080"),
    ("https://[fd00::1]:8443", "https://[fd00::1]:8443"), ("office.county", ""), ("ftp://office.county", ""),
    ("https://office.county/sanxin", ""), ("https://office.county?a", ""), ("https://u:p@office.county", ""),
    ("https://", ""), ("https://office.county:x", ""), ("https://办公室.county", ""), ("", ""),
])
def test_the_public_address_is_read_as_browsers_write_it(text: str, address: str) -> None:
    assert public_address(text) == address


def test_addresses_and_headers_are_told_from_what_is_none() -> None:
    assert [host for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost") if not is_loopback(host)] == []
    assert [host for host in ("0.0.0.0", "::", "10.0.0.1", "office.county", "127.0.0.1:80") if is_loopback(host)] == []
    assert is_address("0.0.0.0")
    assert not is_address("office.county")
    assert is_header("X-Remote-User")
    assert not any(map(is_header, ("", "X Remote", "X-User:", "-X", "请求头")))
    assert not any(map(is_header, ("Host", "cookie", "Sec-Fetch-Site", "Accept")))


def test_another_account_of_the_machine_is_not_answered() -> None:
    """Root may do everything anyway; where the system does not tell whose a connection is, it is answered."""
    door = Door(account=1000)
    headers = CIMultiDict([AT])
    assert [door.visitor(headers, "127.0.0.1", account=other) for other in (1001, GONE)] == [Closed.ACCOUNT] * 2
    assert [door.visitor(headers, "127.0.0.1", account=mine) for mine in (1000, 0, None)] == [Visitor()] * 3


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_the_system_tells_whose_a_connection_is(host: str) -> None:
    if not Path("/proc/net/tcp6").exists():
        pytest.skip("only Linux tells whose a connection is")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        server = socket.create_server((host, 0), family=family)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    with server, socket.create_connection(server.getsockname()[:2]) as line:
        taken, peer = server.accept()
        with taken:
            assert account_of(peer[:2], taken.getsockname()[:2]) == os.getuid()
            assert account_of((host, 1), taken.getsockname()[:2]) == GONE
        line.close()
