"""`sanxin review`: the weekly meeting at the command line, its page as text, as JSON and in files."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import HOSTILE, Run, process
from tracker.domain.clock import now, office_day
from tracker.domain.week import Week


@pytest.fixture
def held(sanxin: Run, signed: str) -> str:
    """A project with two blockers, one long overdue."""
    sanxin("blocker", "raise", signed, "岸线许可未批", "--category", "河湖岸线", "--bureau", "水利局", "--on",
           "2023-03-01", "--due", "2023-06-30", "--permit", "涉河方案〔2023〕8号", "--authority", "长江委")
    sanxin("blocker", "raise", signed, "用工可能紧张", "--category", "用工", "--bureau", "人社局", "--risk")
    return signed


def this_week() -> str:
    return str(Week.of(office_day(now())))


def test_a_meeting_from_beginning_to_end(sanxin: Run, held: str) -> None:
    begun = sanxin("review", "start")
    assert "未销号 2 · 新增 1 · 补列 1 · 结转 0 · 逾期 1" in begun.out
    assert "待议 2" in begun.out
    first, second = [line for line in begun.out.splitlines() if "万骏船舶" in line]
    assert first.split()[0] == "1", "the overdue one first, by the number the other commands take"
    assert "红色预警，报市级" in first
    assert second.split()[0] == "2"
    assert "接着开" in sanxin("review", "start").err
    assert sanxin("review", "note", "--blocker", "1", "省厅", "已受理").out.startswith("第 1 号卡点：跟进（")
    assert sanxin("review", "skip", "2").out == "第 2 号卡点：略过，待议 0 个\n"
    assert sanxin("review", "note", "各单位周五前报进度").out == f"已记入 {this_week()} 的会商\n"
    assert sanxin("review", "close", "散会").out == f"{this_week()} 的会商已结束，未议 0 个\n"
    page = sanxin("review", "show").out
    for told in ("已结束", "联络员01 结束", "跟进：省厅 已受理", "略过，未作决定", "散会", "三、即将到期", "口径："):
        assert told in page, told
    minutes = sanxin("review", "show", "--minutes").out
    for told in ("纪要", "跟进：省厅 已受理", "略过，未作决定", "各单位周五前报进度", "散会"):
        assert told in minutes, told
    assert sanxin("review", "show", this_week()).out == page


def test_what_cannot_be_is_told_in_a_sentence(sanxin: Run, held: str) -> None:
    for args in (("note", "x"), ("skip", "1"), ("close",)):
        assert sanxin("review", *args, "--json", code=1).codes == ["no_review"]
    assert "没有正在进行的会商；先开始：sanxin review start" in sanxin("review", "close", code=1).err
    assert sanxin("review", "show", "2999-W01", "--json", code=1).codes == ["week_ahead"]
    assert sanxin("review", "show", "2023-W53", "--json", code=1).codes == ["not_a_week"]
    assert "“第五周”不是一周；写年份和周次，如 2023-W50" in sanxin("review", "show", "第五周", code=1).err
    assert "is no week" in sanxin("--lang", "en", "review", "show", "x", code=1).err
    both = sanxin("review", "show", "x", "--as-of", "昨天", "--json", code=1).codes
    assert both == ["not_a_week", "not_a_date"], "all at once"
    assert "正整数" in sanxin("review", "skip", "甲", code=2).err
    sanxin("review", "start")
    assert sanxin("review", "skip", "9", "--json", code=1).codes == ["unknown_blocker"]
    assert sanxin("review", "note", "--json", code=1).codes == ["no_text"]
    assert sanxin("review", "note", "--blocker", "9", "在吗", "--json", code=1).codes == ["unknown_blocker"]
    sanxin("review", "close")
    assert sanxin("review", "start", "--json", code=1).codes == ["review_closed"]


def test_the_page_as_json(sanxin: Run, held: str) -> None:
    """The shape scripts rely on."""
    begun = sanxin("review", "start", "--json").json
    assert begun["notes"] == []
    sanxin("review", "note", "--blocker", "1", "省厅已受理")
    assert sanxin("review", "skip", "2", "--json").json["remaining"] == 0
    assert sanxin("review", "note", "一条", "--json").json["meeting"]["notes"][0]["text"] == "一条"
    closed = sanxin("review", "close", "--json").json
    assert (closed["meeting"]["state"], closed["meeting"]["skipped"], closed["remaining"]) == ("closed", [2], 0)
    page = sanxin("review", "show", "--json").json
    assert list(page) == [
        "week", "monday", "sunday", "place", "sample", "known_at", "counted_on", "compared_with", "ruleset", "head",
        "meeting", "counts", "blockers", "reminders", "health", "figures", "in_no_indicator", "trends"]
    assert list(page["meeting"]) == ["week", "state", "started_at", "started_by", "closed_at", "closed_by", "skipped",
                                     "version", "notes"]
    assert page["counts"] == {"open": 2, "new": 1, "listed": 1, "over": 0, "overdue": 1, "answered": 0,
                              "verified": 0, "rejected": 0, "reopened": 0, "remaining": 0}
    first, second = page["blockers"]
    assert list(first) == [
        "id", "code", "project", "stage", "amount", "category", "description", "blocking", "state", "bureau", "person",
        "level", "permit", "authority", "raised", "first_due", "due", "age", "overdue", "lapses", "alert", "tell",
        "waited", "carried", "new", "moved", "turned", "done", "skipped", "remains", "last_before", "said"]
    assert (first["id"], first["alert"], first["tell"], first["done"], first["remains"]) == (1, "red", "city",
                                                                                            ["note"], False)
    assert first["overdue"]["days"] > 0
    assert [word["text"] for word in first["said"]] == ["省厅已受理"]
    assert (second["skipped"], second["blocking"], second["overdue"], second["age"]) == (
        True, False, None, {"days": 0, "provisional": False})
    caught = [one for one in page["health"] if one["rule"] == "signed_not_started"]
    assert [(one["code"], one["limit"]) for one in caught] == [("P0001", 365)]
    assert caught[0]["line"].startswith("签约 ")
    assert [one["open"] for one in page["trends"]["weeks"]] == [2]
    english = sanxin("--lang", "en", "review", "show", "--json").json
    assert english["health"][0]["line"].startswith("signed ")
    assert "carried over 0" in sanxin("--lang", "en", "review", "show").out


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md", "ics"])
def test_the_page_is_written_to_a_file(sanxin: Run, held: str, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"会商表.{suffix}"
    assert sanxin("review", "show", "-o", str(path)).out == f"已写入 {path}\n"
    assert path.stat().st_size > 100
    said = sanxin("review", "show", "--output", str(path), "--json").json
    assert (said["file"], said["week"], said["notes"]) == (str(path), this_week(), [])
    assert [found.name for found in tmp_path.glob("会商表*")] == [path.name], "nothing half written is left beside it"


@pytest.mark.story
def test_a_page_that_is_closed_is_written_the_same_twice(sanxin: Run, held: str, tmp_path: Path) -> None:
    sanxin("review", "start")
    sanxin("review", "close")
    for suffix in ("docx", "xlsx", "html", "md", "ics"):
        first, again = tmp_path / f"一.{suffix}", tmp_path / f"二.{suffix}"
        sanxin("review", "show", "-o", str(first))
        sanxin("blocker", "note", "1", f"之后又说 {suffix}")
        sanxin("review", "show", this_week(), "-o", str(again))
        assert first.read_bytes() == again.read_bytes(), suffix


def test_minutes_are_written_to_a_file(sanxin: Run, held: str, tmp_path: Path) -> None:
    sanxin("review", "start")
    sanxin("review", "note", "各单位周五前报进度")
    sanxin("review", "close")
    path = tmp_path / "纪要.docx"
    sanxin("review", "show", "--minutes", "-o", str(path))
    cells = [cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells]
    assert "各单位周五前报进度" in cells


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(sanxin: Run, held: str, tmp_path: Path) -> None:
    assert sanxin("review", "show", "-o", str(tmp_path / "表.pdf"), "--json", code=1).codes == ["unknown_suffix"]
    assert sanxin("review", "show", "-o", str(tmp_path / "没有" / "表.docx"), "--json", code=1).codes == ["no_folder"]
    assert list(tmp_path.glob("*.docx")) == []


def test_on_a_screen_each_blocker_has_its_lines(sanxin: Run, held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen is too narrow for a column for everything; nothing is left out for that."""
    monkeypatch.setattr("tracker.cli.review_page.on_terminal", lambda: True)
    sanxin("review", "start")
    sanxin("review", "note", "--blocker", "1", "[/]省厅已受理")
    sanxin("review", "skip", "2")
    lines = sanxin("review", "show").out.splitlines()
    at = lines.index("一、未销号卡点")
    assert lines[at + 1] == "    1  万骏船舶 · P0001 · 签约 · 5.2亿元 · 卡点号 1"
    assert lines[at + 2] == "       【河湖岸线】岸线许可未批 · 许可 涉河方案〔2023〕8号（长江委）"
    assert lines[at + 3].startswith("       水利局 · 责任单位 · 提出 2023-03-01 · 历时（工作日） ")
    assert " · 办结时限 2023-06-30 · 逾期 " in lines[at + 3]
    assert lines[at + 3].endswith(" 个工作日 · 红色预警，报市级 · 早前提出，本周补列 · 跟进")
    assert lines[at + 4].endswith(" 跟进：[/]省厅已受理")
    assert lines[at + 5] == "    2  万骏船舶 · P0001 · 签约 · 5.2亿元 · 卡点号 2"
    assert lines[at + 7].endswith("略过，未作决定")
    assert lines[at + 8] == ""


@pytest.mark.long(keep=3)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_text(sanxin: Run, signed: str, text: str) -> None:
    sanxin("blocker", "raise", signed, text, "--category", text, "--bureau", text)
    sanxin("review", "start")
    sanxin("review", "note", text)
    sanxin("review", "note", "--blocker", "1", text)
    for args in ((), ("--minutes",)):
        assert text in sanxin("review", "show", *args).out
    page = sanxin("review", "show", "--json").json
    assert (page["blockers"][0]["description"], page["meeting"]["notes"][0]["text"]) == (text, text)


@pytest.mark.story
def test_a_past_week_prints_the_same_bytes_whenever_it_is_asked_for(sanxin: Run, held: str) -> None:
    sanxin("review", "start")
    sanxin("review", "close", "散会")
    first = process("review", "show", this_week())
    assert first.returncode == 0
    sanxin("blocker", "answer", "1", "已批复")
    sanxin("receipt", "add", held, "5000万元", "--on", "2023-03-08")
    sanxin("blocker", "raise", held, "又一个卡点")
    again = process("review", "show", this_week())
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert "散会" in first.stdout


def test_undoing_a_close_by_mistake_goes_on(sanxin: Run, held: str) -> None:
    sanxin("review", "start")
    sanxin("review", "close")
    assert "结束会商" in sanxin("undo", "--reason", "还没开完").out
    assert sanxin("review", "skip", "1").out == "第 1 号卡点：略过，待议 1 个\n"
    assert "会商略过" in sanxin("journal").out


def test_what_was_verified_stands_in_its_own_table_and_not_among_the_open(sanxin: Run, held: str) -> None:
    sanxin("blocker", "answer", "1", "已批复")
    sanxin("blocker", "verify", "1")
    page = sanxin("review", "show").out
    first, *rest = page.split("\n\n")
    assert "未销号 1 ·" in first
    [listed] = [part for part in rest if part.startswith("一、")]
    assert "用工可能紧张" in listed
    assert "岸线许可未批" not in listed
    assert any("岸线许可未批" in part for part in rest if part is not listed)
    assert "岸线许可未批" not in sanxin("review", "start").out
