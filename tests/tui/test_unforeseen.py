"""The app when something goes wrong that nobody foresaw, or when its office is taken away from under it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import TestedApp, day, sitting, sure
from tracker.failures import log_file
from tracker.office.desk import Desk
from tracker.office.project.evidence import Paper, attach, fetch
from tui import opener
from tui.app import SanxinApp
from tui.drafts import Draft, Drafts
from tui.opener import LOOKED_AT, forget_copies, opened_here
from tui.settings import Settings, folder

MakeApp = Callable[..., SanxinApp]
SECRET = "万骏船舶 13907371234"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return log_file()


def breaks(*_: object, **__: object) -> None:
    phone = SECRET
    raise ZeroDivisionError(phone)


async def test_a_key_that_breaks_the_app_ends_it_with_a_sentence_and_a_note(
        make_app: MakeApp, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SanxinApp, "action_help", breaks)
    app = make_app()
    printed: list[str] = []
    monkeypatch.setattr(SanxinApp, "_print_error_renderables",
                        lambda app: printed.extend(str(one) for one in app._exit_renderables))
    with pytest.raises(ZeroDivisionError):
        async with sitting(app) as officer:
            await officer.pilot.press("f1")
    assert app.return_code == 70
    assert "万骏" not in log.read_text("utf-8")
    assert "ZeroDivisionError" in log.read_text("utf-8")
    (told,) = printed
    assert str(log) in told
    assert "万骏" not in told


async def test_a_question_that_breaks_is_told_and_the_app_goes_on(
        make_app: MakeApp, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        officer.app.screen_stack[0].ask(breaks, lambda _: None, group="test")
        await officer.waits()
        assert str(log) in officer.told()
        assert "万骏船舶 139" not in officer.told()
        await officer.presses("f1")
        assert "按键一览" in officer.sees()


@pytest.mark.parametrize(("what", "said"), [("deleted", "已被删除或移走"), ("replaced", "已被换成另一个文件")])
async def test_an_office_taken_away_is_told_and_nothing_is_acknowledged(
        make_app: MakeApp, office_desk: Desk, furnished: Path, what: str, said: str) -> None:
    path = office_desk.store.location.path
    assert path is not None
    app = make_app()
    async with sitting(app) as officer:
        if what == "deleted":
            path.rename(path.with_name("away.db"))
        else:
            shutil.copyfile(furnished, path.with_name("other.db"))
            path.with_name("other.db").replace(path)
        app._look()
        await officer.waits()
        assert said in officer.sees().replace("\n", "").replace(" ", "")
        assert "没有改动任何内容" not in officer.sees()
        app._look()
        await officer.waits()
        assert len(app.screen_stack) == 2
        await officer.pilot.press("q")
    assert app.return_value == 5


def test_only_documents_are_handed_to_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[object] = []

    def popen(line: object, **streams: object) -> None:
        assert streams["stdout"] == streams["stderr"] == opener.subprocess.DEVNULL, "else it prints over the screen"
        handed.append(line)

    monkeypatch.setattr(opener.subprocess, "Popen", popen)
    monkeypatch.setattr(opener.shutil, "which", lambda _: "/usr/bin/xdg-open")
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    for kind in (".exe", ".bat", ".cmd", ".com", ".scr", ".ps1", ".sh", ".desktop", ".app", ".jar", ".msi", ".vbs",
                 ".js", ".lnk", ".pif", ".hta", ".html", ".svg", ".docm", ".py", ".run", ""):
        assert not opened_here(tmp_path / f"evidence-1{kind}"), kind
        assert not opened_here(tmp_path / f"evidence-1.pdf{kind}") or not kind
    assert all("pdf" in str(line) for line in handed)
    handed.clear()
    for kind in LOOKED_AT:
        assert opened_here(tmp_path / f"evidence-1{kind.upper()}")
    assert len(handed) == len(LOOKED_AT)


async def test_a_copy_that_was_looked_at_goes_with_the_app(make_app: MakeApp, office_desk: Desk, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "收据.exe"
    file.write_bytes(b"MZ")
    number = sure(attach(office_desk, "P0003", Paper("bank_slip", day=day("2023-01-01"), path=file)))
    handed: list[object] = []
    monkeypatch.setattr(opener.subprocess, "Popen", lambda line, **_: handed.append(line))
    monkeypatch.setenv("DISPLAY", ":0")
    forget_copies()  # of tests before this one, whose apps have not ended as a program does
    async with sitting(make_app(), (140, 45)) as officer:
        officer.board.choose("P0003")
        await officer.presses("enter")
        officer.app.screen._fetched(fetch(office_desk, number))
        await officer.waits()
        assert "sanxin-copy-" in officer.told().replace("\n", "")
    (copy,) = opener._copies
    assert copy.read_bytes() == b"MZ"
    forget_copies()
    assert not copy.parent.exists()
    assert handed == []


def test_the_copies_go_when_the_app_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.words import Lang
    from tui import app

    copy = tmp_path / "sanxin-copy-x" / "evidence-1.pdf"
    copy.parent.mkdir()
    copy.write_bytes(b"%PDF")

    def runs(self: SanxinApp) -> None:
        opener.until_the_end(copy)
        raise KeyboardInterrupt

    monkeypatch.setattr(app.SanxinApp, "run", runs)
    with pytest.raises(KeyboardInterrupt):
        app.run(None, demo=False, lang=Lang.ZH, who=None)
    assert not copy.parent.exists()


def test_one_folder_for_settings_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui import settings, views

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("SANXIN_CONFIG", "~/cfg")
    settings.read_settings().keeping(theme="light")
    views.save((views.View("甲"),))
    Drafts(settings.drafts_file("sqlite:////office.db", "联络员01")).keep("x", {"text": "乙"})
    assert folder() == tmp_path / "cfg"
    assert sorted(path.name.split("-")[0] for path in (tmp_path / "cfg").iterdir()) == [
        "drafts", "ledger", "settings.toml"]


async def test_a_setting_and_a_draft_that_cannot_be_kept_are_told(office_desk: Desk, tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "settings.toml")


    monkeypatch.setattr(Path, "replace", full)
    app = TestedApp(desk=office_desk, settings=Settings(tmp_path / "settings.toml"),
                    drafts=Drafts(tmp_path / "drafts.json"))
    async with sitting(app, (140, 45)) as officer:
        await officer.presses("f12")
        assert "设置没有存下来" in officer.told()
        assert "磁盘空间不足" in officer.told()
        app.drafts.keep("x", {"text": "乙"})
        await officer.waits()
        assert "请保存" in officer.told()
    assert app.drafts.waiting("x") == [Draft("x", {"text": "乙"})]
    assert not (tmp_path / "settings.toml").exists()


async def test_settings_that_cannot_be_read_are_told(office_desk: Desk, tmp_path: Path) -> None:

    from tui.settings import read_settings

    (tmp_path / "settings.toml").write_text("theme = [", "utf-8")
    app = TestedApp(desk=office_desk, settings=read_settings(tmp_path / "settings.toml"))
    async with sitting(app, (140, 45)) as officer:
        assert "settings.toml 读不懂" in officer.told()


def test_drafts_that_cannot_be_read_are_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "drafts.json"
    path.write_text('{"half', "utf-8")
    Drafts(path).keep("x", {"text": "乙"})
    assert Drafts(path).waiting("x") == [Draft("x", {"text": "乙"})]
    assert (tmp_path / "drafts.damaged.json").read_text("utf-8") == '{"half'
