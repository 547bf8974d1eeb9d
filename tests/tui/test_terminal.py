"""The program in a terminal: typing Chinese, full-width keys, resizing, suspending, a cut connection, odd names."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.tui.conftest import HOSTILE, day, sit_down, sure, take_in
from tests.tui.terminal import PATIENCE, ROOT, Terminal, terminal
from tracker.cli import main
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.office.project import blockers
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tui.places import every_action

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of Unix"),
    pytest.mark.xdist_group("terminal"),
]

ESCAPING = "丙\x1b[31m\x1b]0;x\x07丁"


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Path:
    """A copy of the small office."""
    path = tmp_path / "small.db"
    path.write_bytes(furnished.read_bytes())
    return path


@pytest.fixture
def seat(office: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """The program on the small office, its board read; started anew where the test says so (`ANEW`)."""
    with terminal("--db", str(office), cwd=tmp_path, anew=getattr(request, "param", False)) as found:
        found.waits("万骏船舶", "F2 推进")
        yield found


ANEW = pytest.mark.parametrize("seat", [True], indirect=True, ids=["anew"])
"""For what is about the process itself: how it begins, and which processes it leaves behind."""


def sound(path: Path) -> None:
    """The database is whole, and every project stands where its facts say."""
    kept = sqlite3.connect(path)
    try:
        assert kept.execute("pragma integrity_check").fetchone() == ("ok",)
    finally:
        kept.close()
    assert main(["--db", str(path), "doctor"]) == 0


def strays(word: str) -> list[str]:
    """Processes whose command line has the word."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = one.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if word in line and one.parent.name != str(os.getpid()):
            found.append(line)
    return found


def no_strays(word: str) -> None:
    until = time.monotonic() + PATIENCE
    while left := strays(word):
        assert time.monotonic() < until, left
        time.sleep(0.1)


def projects(path: Path) -> int:
    kept = sqlite3.connect(path)
    try:
        return int(kept.execute("select count(*) from project").fetchone()[0])
    finally:
        kept.close()


@pytest.mark.story
@ANEW
def test_it_starts_is_searched_in_chinese_and_ends(seat: Terminal, office: Path) -> None:
    seat.whole()
    seat.presses("/")
    seat.waits("搜索")
    seat.types("万骏")
    seat.waits("1 个", lambda seen: "芦苇" not in seen)
    seat.presses("esc")
    seat.waits("芦苇综合")
    seat.presses("ctrl+q")
    assert seat.ends() == 0
    sound(office)


@pytest.mark.story
def test_full_width_keys_do_what_their_twins_do(seat: Terminal) -> None:
    """With an input method on, Chinese punctuation and full-width letters arrive."""
    for opens in "／、":
        seat.types(opens)
        seat.waits("名称、投资方")
        seat.types("ｗｊｃｂ")
        seat.waits("1 个", "万骏船舶")
        seat.presses("esc")
        seat.waits("芦苇综合")
    seat.types("？")
    seat.waits("按键一览")
    seat.presses("esc")
    seat.types("：")
    seat.waits("输入汉字或拼音")
    seat.presses("esc")
    seat.waits("芦苇综合")
    seat.types("ｆ")
    seat.waits("园区", "产业链")
    seat.presses("esc", "ctrl+q")
    assert seat.ends() == 0


@pytest.mark.story
def test_resizing_leaves_no_broken_line(seat: Terminal) -> None:
    seat.whole()
    for size, more in (((140, 45), "F1 帮助"), ((97, 31), "F2 推进"), ((80, 24), "F2 推进")):
        seat.resizes(*size)
        seat.waits("万骏船舶", more, lambda seen: "F2 推进" in seen.splitlines()[-1])
        seat.reads(0.3)
        seat.whole()
    seat.presses("enter")
    seat.waits("下一步")
    for size in ((140, 45), (80, 24)):
        seat.resizes(*size)
        seat.waits("下一步", lambda seen: "F2 推进" in seen.splitlines()[-1])
        seat.reads(0.3)
        seat.whole()


@pytest.mark.story
def test_suspended_it_comes_back_as_it_was(seat: Terminal, office: Path) -> None:
    """Ctrl+Z is undo, not suspend; a suspend from elsewhere, or an unsent form, costs nothing."""
    seat.presses("ctrl+z")
    assert not seat.stopped(0.3)
    seat.presses("esc", "f9")
    seat.waits("项目名称")
    seat.types("写到一半的线索")
    seat.waits("写到一半的线索")
    seat.signals(signal.SIGTSTP)
    assert seat.stopped()
    seat.screen.reset()
    seat.signals(signal.SIGCONT)
    seat.waits("写到一半的线索")
    seat.presses("enter")
    seat.waits("线索 3")
    seat.presses("ctrl+q")
    assert seat.ends() == 0
    sound(office)


STOPS_IN_A_WRITE = """
import os, pathlib, queue, signal

put, sign = queue.Queue._put, pathlib.Path(os.environ["STOP_HERE"])

def put_and_stop(self, item):
    put(self, item)
    if isinstance(item, str) and sign.exists():
        sign.unlink()
        signal.raise_signal(signal.SIGTSTP)

queue.Queue._put = put_and_stop
"""
"""Python reads this before the program: it is told to stop while a frame is being handed to the terminal."""


@pytest.mark.long
def test_suspended_in_the_middle_of_a_write_it_stops_and_comes_back(office: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(STOPS_IN_A_WRITE, "utf-8")
    sign = tmp_path / "stop here"
    with terminal("--db", str(office), cwd=tmp_path, anew=True, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
                  STOP_HERE=str(sign)) as seat:
        seat.waits("万骏船舶", "F2 推进")
        seat.presses("f9")
        seat.waits("项目名称")
        seat.types("写到一半的")
        seat.waits("写到一半的")
        sign.touch()
        seat.types("线索")
        assert seat.stopped()
        seat.screen.reset()
        seat.signals(signal.SIGCONT)
        seat.waits("写到一半的线索")


def test_halted_from_elsewhere_it_draws_itself_anew_and_still_ends(seat: Terminal) -> None:
    """A halt that no program is told of (SIGSTOP): whoever had the terminal meanwhile has written on it."""
    for _ in range(2):
        seat.signals(signal.SIGSTOP)
        assert seat.stopped()
        seat.screen.reset()
        seat.signals(signal.SIGCONT)
        seat.waits("万骏船舶", "F2 推进")
    seat.presses("ctrl+q")
    assert seat.ends() == 0


@pytest.mark.story
@ANEW
def test_a_cut_connection_ends_it_and_keeps_the_facts(seat: Terminal, office: Path) -> None:
    before = projects(office)
    seat.presses("f9")
    seat.waits("项目名称")
    seat.types("没有登记完的线索")
    seat.waits("没有登记完的线索")
    seat.hangs_up()
    assert seat.ends() == -signal.SIGHUP
    no_strays(str(office))
    assert projects(office) == before
    sound(office)


@pytest.mark.story
def test_a_hang_up_is_heard_where_it_was_ignored(office: Path, tmp_path: Path) -> None:
    """As under nohup: whoever started the program ignores hang-ups; it must not go on without a terminal."""
    was = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with terminal("--db", str(office), cwd=tmp_path, anew=True) as seat:
            seat.waits("万骏船舶")
            seat.hangs_up()
            assert seat.ends() == -signal.SIGHUP
    finally:
        signal.signal(signal.SIGHUP, was)


@pytest.mark.story
@pytest.mark.long(when="读取")
@pytest.mark.parametrize("when", ["读取", "写入"])
def test_a_connection_cut_while_a_ledger_is_taken_in_leaves_nothing_of_it(office: Path, tmp_path: Path,
                                                                         when: str) -> None:
    ledger = tmp_path / "大台账.csv"
    ledger.write_text("项目名称,投资方,资金来源,签约时间\n" + "".join(
        f"第{number}号项目,湖南投资有限公司{number},境内省外,2023-01-05\n" for number in range(20_000)), "utf-8")
    before = projects(office)
    with terminal("--db", str(office), cwd=tmp_path, anew=True) as seat:
        seat.waits("万骏船舶")
        seat.presses("5")
        seat.waits("大台账.csv")
        seat.presses("end", "enter")
        if when == "写入":
            seat.waits("可以导入")
            seat.presses("f2")
        seat.waits(lambda seen: when in seen and "Esc 停止" in seen)
        seat.hangs_up()
        assert seat.ends() == -signal.SIGHUP
    no_strays(str(tmp_path))
    assert projects(office) == before
    sound(office)


ODD = (*HOSTILE, "丙[31m]0;x丁")
"""Odd names as they are kept: what would steer a terminal is taken out on the way in."""
NAMED = {
    "board": ("投产 0", r"!{name} "),
    "ledger": ("F8 排序", r"!{name} "),
    "blockers": ("F9 排序", r" 责任单位 +{name} "),
    "journal": ("F8 撤销此条", r" P\d{{4}} {name} "),
    "counted": ("Tab 另一边", r"P\d{{4}}  {name} "),
    "project": ("下一步：", r"\n {name}  P\d{{4}}  签约 "),
    "review": ("F2 开始会商", r"! .* 责任单位 .* {name} +│"),
    "changes": ("即将到期", r"\n[ ▌]+{name}  {name}  {name}  +20"),
    "health": ("项目体检", r"\n[ ▌]{name}  +签约 "),
    "trends": ("各类别，按周", r"\n[ ▌]+{name} +1 "),
    "meeting": ("上次约定", r"│ {name} +签约 · "),
    "meeting_changes": ("会商记录", r" {name}  {name}  {name} +20"),
    "meeting_health": ("项目体检", r"[ ▌]{name} +签约 "),
    "meeting_trends": ("各类别，按周", r" {name} +1 "),
}
"""What is on each screen that names projects and on no other, and how a name stands there: whole, in its place."""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """An office of odd names only, each project blocked; files with odd names lie beside it."""
    office = tmp_path / "odd.db"
    desk = sit_down(office)
    for name in (*HOSTILE, ESCAPING):
        code = take_in(desk, name, "2023-01-05", ("signed", "2023-02-10"), investor=name, park=name, officer=name,
                       chain_leader=name)
        sure(blockers.raise_blocker(desk, code, blockers.Raised(name, name, bureau=name, raised=day("2023-03-01"))))
    desk.store.close()
    for name in ("[/]甲.xlsx", "A & B <合资>.xlsx", f"{ESCAPING}.csv"):
        (tmp_path / name.replace("/", "_")).write_bytes(b"x")
    return office


def names(seat: Terminal, screen: str, *wanted: str) -> None:
    """On that screen the names wanted stand whole, and none of them has done anything."""
    title, stands = NAMED[screen]
    seat.waits(title, *(partial(re.search, stands.format(name=re.escape(name))) for name in wanted))
    unharmed(seat)


def unharmed(seat: Terminal) -> None:
    """It runs, nothing went wrong, no line is broken, and no name has steered the terminal."""
    assert seat.code is None, seat.sees()
    assert not re.search("Traceback|没有办成", seat.sees()), seat.sees()
    assert "\x1b]0;x" not in seat.raw
    assert "\x1b[31m丁" not in seat.raw
    seat.whole()


@pytest.mark.story
def test_odd_names_stand_whole_on_every_screen(odd: Path, tmp_path: Path) -> None:
    """Names are text and nothing but text: no markup, no formula, no template, no command to the terminal."""
    keys = {action.id: action.keys[0] for action in every_action()}
    with terminal("--db", str(odd), size=(140, 45), cwd=tmp_path) as seat:
        names(seat, "board", *ODD)
        for screen in ("ledger", "blockers", "journal"):
            seat.presses(keys[f"go_{screen}"])
            names(seat, screen, *ODD)
        seat.presses(keys["go_figures"])
        seat.waits("F2 截至", "新签约       6 个")
        seat.presses("enter")
        names(seat, "counted", *ODD)
        seat.presses("enter")
        names(seat, "project", ODD[0])
        for name in ODD[1:]:
            seat.presses("/")
            seat.waits(spoken(Lang.ZH, ScreenWords).of_project.find_title)
            seat.types(name)
            seat.waits(name)
            seat.presses("enter")
            names(seat, "project", name)
        for screen, shown in (("targets", "Ctrl+P 命令"), ("intake", "[_]甲.xlsx")):
            seat.presses(keys[f"go_{screen}"])
            seat.waits(shown)
            unharmed(seat)


def due_soon(office: Path) -> None:
    """Each blocker comes due in ten days from the day the program sees, with an odd word about it."""
    desk = sit_down(office)
    soon = Day(date.today() + timedelta(days=10))  # noqa: DTZ011 - the program in the terminal reads the clock too
    listed = blockers.blockers(desk)
    assert isinstance(listed, tuple)
    for one in listed:
        sure(blockers.say(desk, one.id, Word.DUE, one.project, by=one.project, due=soon))
    desk.store.close()


@pytest.mark.story
def test_odd_names_stand_whole_in_the_review(odd: Path, tmp_path: Path) -> None:
    """Before the meeting and in it, blocker by blocker, and on the further pages of both."""
    due_soon(odd)
    keys = {action.id: action.keys[0] for action in every_action()}
    with terminal("--db", str(odd), size=(140, 45), cwd=tmp_path) as seat:
        names(seat, "board", *ODD)
        seat.presses(keys["go_review"])
        names(seat, "review", *(name for name in ODD if len(name) < 16))
        for part in ("changes", "health", "trends"):
            seat.presses("tab")
            names(seat, part, *ODD)
        seat.presses("tab", keys["meeting"])
        for name in ODD:
            names(seat, "meeting", name)
            seat.waits(partial(re.search, f"改期至 .*（{re.escape(name)}）：{re.escape(name)}"))
            seat.presses("f5")
            seat.waits("内容")
            seat.types(name)
            seat.waits(f"{spoken(Lang.ZH, ScreenWords).forms.text}      {name}")
            seat.presses("enter")
            seat.waits(partial(re.search, f"跟进：{re.escape(name)}"))
            unharmed(seat)
            seat.presses("down")
        for part in ("changes", "health", "trends"):
            seat.presses("tab")
            # The categories beside the list have room for ten cells; a longer one is cut, as it should be.
            names(seat, f"meeting_{part}", *(ODD[:3] if part == "trends" else ODD))


@pytest.mark.story
def test_odd_names_in_searches_forms_and_notifications(odd: Path, tmp_path: Path) -> None:
    with terminal("--db", str(odd), cwd=tmp_path) as seat:
        seat.waits(*ODD)
        for name in (ODD[0], ODD[4], ODD[5]):
            seat.presses("/")
            seat.waits("名称、投资方")
            seat.types(name)
            seat.waits("1 个")
            seat.presses("enter", "f3")
            seat.waits("登记到资：")
            seat.types("1亿元")
            seat.waits("1亿元")
            seat.presses("enter")
            seat.waits(f"{name}：已登记到资")
            unharmed(seat)
        seat.presses("ctrl+q")
        assert seat.ends() == 0


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("env", [{"TERM": "linux", "NO_COLOR": "1", "SANXIN_ASCII": "1"}, {"TERM": "screen-256color"}])
def test_other_terminals_start_too(office: Path, tmp_path: Path, env: dict[str, str]) -> None:
    with terminal("--db", str(office), cwd=tmp_path, anew=True, **env) as seat:
        seat.waits("万骏船舶", "F2 推进")
        seat.whole()
        if "NO_COLOR" in env:
            assert not set("─│▌█") & set(seat.sees())
            coloured = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", seat.raw)
            assert all(red == green == blue for red, green, blue in coloured)
        seat.presses("ctrl+q")
        assert seat.ends() == 0
