"""The server hands out its own files alone, refuses what is not for it, and a session ends with its page or in time."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.tui.browser.conftest import At, Serving, runs, until_gone
from tracker.office.journal.journal import journal_page
from tracker.office.open import open_desk
from tracker.words import Lang, spoken
from tracker.words.serve import ServeWords
from tui.browser import process
from tui.browser.door import Closed, Door
from tui.browser.pages import FILES
from tui.browser.server import CLOSE_CODES, Over

OPEN = "新投产 0"
"""What is on top once the office was read."""
PUBLIC = {"Host": "office.county", "Origin": "https://office.county"}
PROXIED = Door("X-Remote-User", "https://office.county")
COMMENTS = {"https://github.com/chjj/term.js", "http://bellard.org/jslinux/"}
"""Addresses in the licences that stand in the terminal's script: comments."""


class Asked(HTMLParser):
    """What a page has the browser fetch, and what of a script stands in the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [value for name in ("src", "href", "action") if (value := given.get(name))]
        self.inside += [name for name in given if name.startswith("on") or name == "style"]
        if tag in ("style", "iframe", "object", "base") or (tag == "script" and "src" not in given):
            self.inside.append(tag)


@pytest.mark.story
async def test_every_file_of_the_page_is_the_servers_own(serving: Serving) -> None:
    async with serving() as at:
        page = Asked(await (await at.client.get("/")).text())
        assert page.inside == []
        assert {address for address in page.addresses if not address.startswith("/static/")} == {"data:,"}
        assert {f"/static/{name}" for name in FILES} >= set(page.addresses) - {"data:,"}
        for name, (_, kind) in FILES.items():
            file = await at.client.get(f"/static/{name}")
            assert (file.status, file.content_type) == (200, kind)
            if kind == "font/ttf":
                continue
            text = await file.text()
            assert "@import" not in text
            assert all(address.startswith("/static/") for address in re.findall(r"url\([\"']?([^)\"']+)", text))
            assert set(re.findall(r"(?:https?|wss?)://[\w./-]+", text)) <= COMMENTS


@pytest.mark.story
async def test_every_answer_forbids_the_browser_all_other_places(serving: Serving) -> None:
    async with serving() as at:
        answers = [await at.client.get(path, allow_redirects=False, headers=headers) for path, headers in (
            ("/", {}), ("/static/page.js", {}), ("/nothing", {}), ("/static/server.py", {}), ("/ws", {}),
            ("/static/..%2fserver.py", {}), ("/?ping=http://evil.example", {}), ("/", {"Host": "evil.example"}),
            ("/download/" + "0" * 32, {}))]
        assert [answer.status for answer in answers] == [200, 200, 404, 404, 403, 404, 302, 403, 404]
        assert answers[6].headers["Location"] == "/"
        for answer in answers:
            rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
            assert {rules[name] for name in ("default-src", "frame-ancestors", "base-uri")} == {"'none'"}
            assert rules["script-src"] == "'self'"
            assert not any("http" in rule or "*" in rule for rule in rules.values())
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.story
@pytest.mark.parametrize("lang", list(Lang))
async def test_whom_the_door_is_closed_to_reads_why(serving: Serving, lang: Lang) -> None:
    says = spoken(lang, ServeWords)
    async with serving(PROXIED, lang=lang) as at:
        for headers, why in (({"X-Remote-User": "张三"}, Closed.HOST), (PUBLIC, Closed.NOBODY),
                             ({**PUBLIC, "X-Remote-User": "x" * 99}, Closed.UNREADABLE),
                             ({**PUBLIC, "Origin": "http://evil.example", "X-Remote-User": "张三"}, Closed.ORIGIN)):
            answer = await at.client.get("/", headers=headers)
            assert answer.status == 403
            assert says.closed[why].format(header="X-Remote-User") in await answer.text()
        answer = await at.client.get("/", headers={**PUBLIC, "X-Remote-User": "张三"})
        assert (answer.status, answer.content_type) == (200, "text/html")


def test_every_reason_has_its_sentence_in_every_language() -> None:
    for lang in Lang:
        says = spoken(lang, ServeWords)
        assert set(says.closed) == set(Closed)
        assert set(says.left) == {"", *Over}


@pytest.mark.story
async def test_another_website_gets_no_line_to_the_office(serving: Serving) -> None:
    async with serving() as at:
        for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example", "Origin": "http://evil.example"}):
            answer = await at.client.get("/ws", headers={**headers, "Connection": "Upgrade", "Upgrade": "websocket",
                                                         "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "A" * 24})
            assert answer.status == 403
        assert at.pids == []


@pytest.mark.story
@pytest.mark.skipif(not Path("/proc/net/tcp").exists() or os.getuid() != 0, reason="only root can be another account")
async def test_another_account_of_the_machine_reads_that_the_office_is_not_its_own(serving: Serving) -> None:
    async with serving() as at:
        script = ("import encodings.idna, os, sys; from http.client import HTTPConnection; os.setuid(65534);"
                  "line = HTTPConnection('127.0.0.1', int(sys.argv[1])); line.request('GET', '/');"
                  "answer = line.getresponse(); print(answer.status, answer.read().decode())")
        other = await asyncio.create_subprocess_exec(sys.executable, "-c", script, str(at.client.port),
                                                     stdout=asyncio.subprocess.PIPE)
        told = (await other.communicate())[0].decode()
        assert told.startswith("403 ")
        assert spoken(Lang.ZH, ServeWords).closed[Closed.ACCOUNT] in told


@pytest.mark.story
async def test_one_session_more_than_there_may_be_is_told_what_to_do(serving: Serving) -> None:
    says = spoken(Lang.ZH, ServeWords)
    async with serving(most=1) as at:
        first = await at.opens()
        await first.waits(OPEN)
        (pid,) = at.pids
        refused = await at.client.get("/")
        assert refused.status == 503
        assert says.full_todo in (page := await refused.text())
        assert says.full.format(sessions=1) in page
        assert await (await at.opens()).ends() == CLOSE_CODES[Over.FULL]
        assert at.pids == [pid]
        await first.presses("ctrl+q")
        assert await first.ends() == CLOSE_CODES[Over.QUIT]
        await until_gone(pid)
        assert (await at.client.get("/")).status == 200


@pytest.mark.story
async def test_a_session_that_nobody_touches_ends_and_keeps_what_was_typed(serving: Serving) -> None:
    async with serving(idle=1800) as at:
        tab = await at.opens()
        await tab.waits(OPEN)
        await tab.presses("f9")
        await tab.waits("投资方")
        await tab.types("岳麓新材料")
        await tab.waits("岳麓新材料")
        (pid,) = at.pids
        (session,) = at.server._sessions
        session.touched -= 1801
        assert await tab.ends() == CLOSE_CODES[Over.IDLE]
        await until_gone(pid)
    (drafts,) = Path(os.environ["SANXIN_CONFIG"]).glob("drafts-*.json")
    assert "岳麓新材料" in drafts.read_text("utf-8")


@pytest.mark.story
async def test_who_the_proxy_names_is_who_records(serving: Serving, office: Path, tmp_path: Path) -> None:
    """Whatever the page says besides; and settings, drafts and files are that person's own."""
    async with serving(PROXIED, folders=tmp_path / "served") as at:
        tab = await at.opens(**PUBLIC, **{"X-Remote-User": "张三"})
        await tab.line.send_json(["resize", {"width": 10**9, "height": -1}])
        await tab.line.send_json({"who": "局长"})
        await tab.line.send_str("[")
        await tab.waits(OPEN)
        assert runs(*at.pids)
        await tab.presses("f9")
        await tab.waits("投资方")
        await tab.types("岳麓新材料")
        await tab.waits("岳麓新材料")
        await asyncio.sleep(0.2)
        await tab.presses("ctrl+s")
        await tab.waits("线索 1")
    desk = open_desk(str(office))
    assert [line.who for line in journal_page(desk).lines] == ["张三"]
    desk.store.close()
    (own,) = (tmp_path / "served").iterdir()
    assert own.name.startswith("张三-")
    assert sorted(folder.name for folder in own.iterdir()) == ["files", "settings"]


@pytest.mark.story
async def test_somebody_who_can_have_no_folders_gets_no_session(serving: Serving, tmp_path: Path) -> None:
    (tmp_path / "served").write_bytes(b"")
    async with serving(PROXIED, folders=tmp_path / "served") as at:
        assert await (await at.opens(**PUBLIC, **{"X-Remote-User": "张三"})).ends() == CLOSE_CODES[Over.FOLDER]


@pytest.mark.story
@pytest.mark.long
async def test_the_process_of_a_page_that_is_gone_ends_even_if_it_hangs(serving: Serving,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "GRACE", 0.5)
    async with serving() as at:
        first, second = await at.opens(), await at.opens()
        await first.waits(OPEN)
        await second.waits(OPEN)
        pids = at.pids
        for pid in pids[:1]:
            os.kill(pid, signal.SIGSTOP)
        for tab in (first, second):
            tab.line._response.connection.transport.abort()  # type: ignore[union-attr]
        await until_gone(*pids)
        assert at.pids == []


@pytest.mark.story
@pytest.mark.long
async def test_a_page_is_told_that_its_app_died_or_that_the_server_ends(serving: Serving) -> None:
    async with serving() as at:
        first, second = await at.opens(), await at.opens()
        await first.waits(OPEN)
        await second.waits(OPEN)
        pids = at.pids
        os.kill(pids[0], signal.SIGKILL)
        ended = await _codes_after(at, first, second)
        assert sorted(ended) == [CLOSE_CODES[Over.FAILED], CLOSE_CODES[Over.STOPPED]]
        await until_gone(*pids)


async def _codes_after(at: At, *tabs: object) -> list[int | None]:
    waiting = [asyncio.create_task(tab.ends()) for tab in tabs]  # type: ignore[attr-defined]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    await at.server._end_all(at.client.app)  # type: ignore[arg-type]
    return list(await asyncio.gather(*waiting))


@pytest.mark.story
async def test_a_document_is_handed_to_nobody_else_and_once(serving: Serving) -> None:
    async with serving(PROXIED) as at:
        tab = await at.opens(**PUBLIC, **{"X-Remote-User": "张三"})
        await tab.waits(OPEN)
        (session,) = at.server._sessions
        # What the app says when it delivers; that it does so at Ctrl+O is told in tests/tui/test_kept_in.py.
        await session.process.on_meta(json.dumps({"type": "deliver_file_start", "key": "k1", "path": '/x/清单 "1".xlsx',
                                                  "open_method": "browser", "mime_type": "text/html",
                                                  "encoding": ""}).encode())
        other = {**PUBLIC, "X-Remote-User": "李四"}
        assert (await at.client.get("/download/k1", headers=other)).status == 404
        mine = asyncio.create_task(at.client.get("/download/k1", headers={**PUBLIC, "X-Remote-User": "张三"}))
        await asyncio.sleep(0.1)
        for chunk in (b"PK\x03\x04", b""):
            await at.server._downloads.chunk_received("k1", chunk)
        answer = await mine
        assert (answer.content_type, await answer.read()) == ("application/octet-stream", b"PK\x03\x04")
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''" + quote('清单 "1".xlsx')
        assert (await at.client.get("/download/k1", headers={**PUBLIC, "X-Remote-User": "张三"})).status == 404
