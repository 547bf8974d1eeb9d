"""An officer's own keys, theme and language: taken where they can be, told where they cannot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.conftest import sitting
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported
from tracker.store.engine import open_store
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords
from tui.actions import shown_key
from tui.app import SanxinApp
from tui.key_table import page, table
from tui.keymap import Keymap, checked, read_keymap, use
from tui.screens.intake_files import done_rows
from tui.settings import KEYS, Settings, drafts_file, read_settings
from tui.themes import CONTRAST, THEMES, after
from tui.widgets.lines import STYLES, inks

MakeApp = Callable[..., SanxinApp]


class Own(SanxinApp):
    """The app with keys of the officer's own, not looking for changes."""

    LOOK_AGAIN = 3600.0


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("SANXIN_CONFIG", str(folder))
    yield folder
    use(Keymap({}))


@pytest.mark.story
async def test_a_key_is_remapped_everywhere_it_is_shown(config: Path, office_desk: Desk) -> None:
    (config / KEYS).write_text('[keys]\nmove = "f13"\nfind = ["ctrl+k", "Q"]\nfirst = "ctrl+home"\n', encoding="utf-8")
    async with sitting(Own(desk=office_desk, own_keys=True)) as officer:
        assert "F13 推进" in officer.lines()[-1]
        officer.board.choose("P0002")
        await officer.presses("f2")
        assert "推进：" not in officer.sees()
        await officer.presses("Ｑ")
        assert "找项目" in officer.sees()
        await officer.presses("escape", "f13")
        assert "推进：" in officer.sees()
        await officer.presses("escape", "f1")
        assert "F13" in officer.sees()
        await officer.presses("end")
        # The path is broken where the line ends, beside the bar that shows how far down the page is.
        assert "keys.toml" in officer.sees().translate(str.maketrans("", "", "\n ▌"))


async def test_sentences_name_the_keys_an_officer_chose(config: Path, empty: Desk) -> None:
    """An empty office, the blockers where there are none, and the page after an import."""
    (config / KEYS).write_text('[keys]\ngo_intake = "f14"\nlead = "f15"\nraise_blocker = "f16"\nother_file = "f17"\n',
                               encoding="utf-8")
    async with sitting(Own(desk=empty, own_keys=True), (140, 45)) as officer:
        assert "F14  导入台账" in officer.sees()
        assert "F15  登记第一条线索" in officer.sees()
        await officer.presses("3")
        assert "按 F16 提出；按 F8 看" in officer.sees()
    words = spoken(Lang.ZH, ScreenWords)
    rows = done_rows(Imported("台账.xlsx"), None, None, words, 80)
    told = "".join(text for row in rows for line in row.lines for text, _ in line)
    assert "F14" not in told, "the board is gone to by another key"
    assert "F17" in told


async def test_what_cannot_be_taken_is_told_and_the_keys_stay(config: Path, office_desk: Desk) -> None:
    (config / KEYS).write_text('[keys]\nfly = "f2"\nnote = "f99"\nreceipt = "f4"\n', encoding="utf-8")
    async with sitting(Own(desk=office_desk, own_keys=True), (140, 45)) as officer:
        told = officer.told()
        assert "“fly”不是程序的动作" in told
        assert "“note”的按键“f99”认不出来" in told
        assert "“receipt”的按键 f4 已用于“raise_blocker”" in told
        assert "F3 到资" in officer.lines()[-1]


@pytest.mark.parametrize(("said", "kept"), [
    ({"move": "F3", "receipt": "F2"}, {"move": ("f3",), "receipt": ("f2",)}),
    ({"find": ["?"], "help": "f1"}, {"find": ("question_mark",), "help": ("f1",)}),
    ({"move": "m"}, {}), ({"move": ["f2", "？"]}, {}), ({"undo": "space"}, {}), ({"receipt": "shift+r"}, {}),
    ({"move": "ctrl+shift+m"}, {"move": ("ctrl+shift+m",)}),
    ({"move": "escape"}, {}), ({"move": []}, {}), ({"move": 3}, {}), ({"move": "hyper+x"}, {}),
    ({"move": "j"}, {}),
])
def test_keys_are_checked_against_the_table(said: dict[str, object], kept: dict[str, tuple[str, ...]]) -> None:
    found = checked(said)
    assert found.chosen == kept
    assert bool(found.troubles) is (not kept)
    for lang in Lang:
        assert all(trouble.sentence(spoken(lang, ScreenWords).settings) for trouble in found.troubles)


async def test_what_writes_takes_no_key_that_types(config: Path, office_desk: Desk) -> None:
    (config / KEYS).write_text('[keys]\nmove = "m"\n', encoding="utf-8")
    async with sitting(Own(desk=office_desk, own_keys=True), (140, 45)) as officer:
        assert "“move”会写入，按键不能是字母、数字或符号“m”" in officer.told()
        officer.board.choose("P0002")
        await officer.presses("m")
        assert "推进：" not in officer.sees()
        await officer.presses("f2")
        assert "推进：" in officer.sees()


@pytest.mark.story
@pytest.mark.parametrize("key", ["left_square_bracket", "4", "7"])
async def test_the_year_an_officer_chose_stays_when_the_office_is_opened_again(config: Path, office_desk: Desk,
                                                                              key: str) -> None:
    """On the board, among the figures, among the targets; another office has a year of its own."""
    async with sitting(Own(desk=office_desk, settings=read_settings())) as officer:
        assert "2023" in officer.lines()[0]
        await officer.presses(key, *(["left_square_bracket"] if key.isdigit() else []))
        assert "2022" in officer.lines()[0]
    async with sitting(Own(desk=office_desk, settings=read_settings())) as officer:
        assert "2022" in officer.lines()[0]
        await officer.presses("right_square_bracket")
    async with sitting(Own(desk=office_desk, settings=read_settings())) as officer:
        assert "2023" in officer.lines()[0]
    path = office_desk.store.location.path
    assert path is not None
    elsewhere = open_store(shutil.copyfile(path, path.with_name("elsewhere.db")))
    async with sitting(Own(desk=replace(office_desk, store=elsewhere), settings=read_settings())) as officer:
        assert officer.app.year == 2023
        await officer.presses("left_square_bracket")
    assert sorted(read_settings().years.values()) == [2022, 2023]


@pytest.mark.parametrize("years", ["years = 3", "[years]\noffice = true", '[years]\noffice = "2022"',
                                   "[years]\noffice = 0"])
def test_a_year_that_is_none_is_left_out(config: Path, years: str) -> None:
    (config / "settings.toml").write_text(f'theme = "light"\n{years}\n', encoding="utf-8")
    assert read_settings().years == {}
    assert read_settings().theme == "light"


@pytest.mark.parametrize("rubbish", ["[keys", "keys = 3", "\x00"])
def test_a_spoilt_file_of_keys_changes_nothing(tmp_path: Path, rubbish: str) -> None:
    file = tmp_path / KEYS
    file.write_text(rubbish, encoding="utf-8")
    assert read_keymap(file).chosen == {}
    assert shown_key("move", spoken(Lang.ZH, ScreenWords)) == "F2"


async def test_the_theme_and_the_language_are_kept(config: Path, office_desk: Desk) -> None:
    async with sitting(Own(desk=office_desk, settings=read_settings())) as officer:
        await officer.presses("f12", "f12", "f10")
        assert officer.app.theme == CONTRAST.name
    kept = read_settings()
    assert (kept.theme, kept.lang) == ("contrast", "en")
    again = Own(desk=office_desk, settings=kept)
    assert again.theme == CONTRAST.name


def test_settings_that_cannot_be_read_set_nothing_and_are_left_alone(config: Path) -> None:
    file = config / "settings.toml"
    file.write_text("theme = [", encoding="utf-8")
    assert read_settings().keeping(theme="light") == Settings(theme="light", damaged=True)
    assert file.read_text(encoding="utf-8") == "theme = ["


def test_drafts_are_an_officers_own_in_one_office() -> None:
    files = {drafts_file(url, who) for url in ("sqlite:////a/office.db", "sqlite:////b/office.db")
             for who in ("联络员01", "联络员02")}
    assert len(files) == 4


def test_the_themes_come_around() -> None:
    assert after(after(after("dark"))) == "dark"
    assert after("anything") in THEMES


def luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


async def test_everything_read_in_high_contrast_has_seven_to_one(make_app: MakeApp) -> None:
    app = make_app()
    async with sitting(app) as officer:
        app.theme = CONTRAST.name
        await officer.waits()
        theme = app.theme_variables
        for paper_name in ("background", "surface", "panel"):
            paper = Color.parse(theme[paper_name])
            colours = inks(theme, paper)
            under_cursor = Color.from_rich_color(colours["cursor"].bgcolor)
            for name in STYLES:
                ink = Color.from_rich_color(colours[name].color) if colours[name].color else Color.parse(
                    theme["foreground"])
                assert contrast(ink, paper) >= 7, (name, paper_name)
                if paper_name == "background":
                    assert contrast(ink, under_cursor) >= 7, (name, "under the cursor")


@pytest.mark.parametrize("lang", Lang)
def test_the_manuals_table_of_keys_is_the_programs(lang: Lang) -> None:
    assert page(lang).read_text(encoding="utf-8") == table(lang), "python -m tui.key_table"


async def test_nothing_is_told_by_colour_alone(make_app: MakeApp) -> None:
    """The screens as bare text: what is blocked, late, met, unmet, paused or behind has a mark or a word."""
    async with sitting(make_app(), (140, 45)) as officer:
        board = officer.sees()
        for mark in ("!万骏船舶", "=麻地膜", "逾126工作日", "超限", "50% 红"):
            assert mark in board, mark
        officer.board.choose("P0003")
        await officer.presses("enter")
        project = officer.sees()
        for mark in ("√ ", "× 2023-12-31", "!卡点", "! 河湖岸线", "逾期126工作日"):
            assert mark in project, mark
        await officer.presses("escape", "4")
        figures = officer.sees()
        assert "红" in figures
        assert "绿" in figures


async def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch, office_desk: Desk) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Own(desk=office_desk)
    assert app.no_color
    async with sitting(app) as officer:
        for strip in app.screen._compositor.render_strips():
            for segment in app.screen._compositor and strip.apply_filter(app._filters[0], Color(0, 0, 0)):
                if segment.style is not None and segment.style.color is not None:
                    triplet = segment.style.color.get_truecolor()
                    assert triplet.red == triplet.green == triplet.blue
        assert "!万骏船舶" in officer.sees()
