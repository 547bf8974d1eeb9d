"""The web page read by a parser: what people wrote is text in it, and nothing is fetched from anywhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from tests.report.conftest import HOSTILE, Write, crowded, spoilt
from tracker.office.review.review import Review
from tracker.words import Lang

KNOWN = frozenset(("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b", "section", "table",
                   "colgroup", "col", "thead", "tbody", "tr", "th", "td", "br"))


class Read(HTMLParser):
    """Gathers cells by the section they stand in, and every tag and attribute."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.rows: dict[str, list[list[str]]] = {}
        self._within, self._cell = "", False
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "section":
            self._within = dict(attrs)["id"] or ""
            self.rows[self._within] = []
        elif tag == "tr" and self._within:
            self.rows[self._within].append([])
        elif tag in ("th", "td") and self._within:
            self.rows[self._within][-1].append("")
            self._cell = True
        elif tag == "br" and self._cell:
            self.rows[self._within][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._within = ""
        elif tag in ("th", "td"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell and self._within:
            self.rows[self._within][-1][-1] += data


def test_the_cells_say_what_the_review_says(held: Review, write: Write) -> None:
    rows = Read(write(held, "html")).rows["list"][1:]
    assert [row[1].split("\n")[0] for row in rows] == [one.project for one in held.agenda.open]
    assert [row[6] for row in rows] == [str(one.age.count) for one in held.agenda.open if one.age]
    assert {row[1].split("\n")[0] for row in rows} == set(HOSTILE) - {"A & B <合资>"}


def test_nothing_that_was_written_becomes_a_tag(held: Review, write: Write) -> None:
    for minutes in (False, True):
        read = Read(write(held, "html", minutes=minutes))
        assert read.tags <= KNOWN
        assert not read.names & {"src", "href", "onclick", "onload"}


def test_it_prints_landscape_with_its_heading_on_every_sheet(held: Review, write: Write) -> None:
    text = write(held, "html", Lang.EN).read_text("utf-8")
    assert "@page { size: A4 landscape" in text
    assert "display: table-header-group" in text
    assert '<html lang="en">' in text
    assert "Chair (signature)" in text


def test_empty_crowded_and_spoilt(empty: Review, held: Review, write: Write) -> None:
    assert "没有未销号的卡点。" in write(empty, "html").read_text("utf-8")
    assert len(Read(write(crowded(held, 300), "html")).rows["list"]) == 301
    assert {row[1].split("\n")[0] for row in Read(write(spoilt(held), "html")).rows["list"][1:]} == {"甲乙"}
