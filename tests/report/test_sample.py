"""A page made of the sample ledger says so in every form, so that nobody takes an invented detail for a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from tests.conftest import Clock
from tests.report.conftest import Write
from tracker.domain.week import Week
from tracker.office.demo import demo_desk
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.outcome import Done
from tracker.office.project.projects import add
from tracker.office.review.review import Review, review
from tracker.office.sample import SAMPLE_LEDGER, is_sample
from tracker.report.write import FORMS
from tracker.shipped import shipped
from tracker.store.engine import Store
from tracker.words import Lang
from tracker.words.catalogue import words


def word(path: Path) -> tuple[str, str]:
    document: Any = docx.Document(str(path))
    foot = document.sections[0].footer.paragraphs[0].text
    return document.paragraphs[1].text, foot[foot.rindex("\u3000") + 1:]


def workbook(path: Path) -> tuple[str, ...]:
    return tuple(f"{sheet['A2'].value}" for sheet in openpyxl.load_workbook(path)) + tuple(
        sheet.oddFooter.center.text.split("\u3000")[-1] for sheet in openpyxl.load_workbook(path))


def web(path: Path) -> tuple[str, ...]:
    head = path.read_text("utf-8").partition("</h1>")[2]
    return (head[head.index('<p class="sample">') + 18:head.index("</p>")],)


def markdown(path: Path) -> tuple[str, ...]:
    tokens = MarkdownIt("gfm-like").parse(path.read_text("utf-8"))
    return ("".join(part.content for part in tokens[4].children or ()),)


def calendar(path: Path) -> tuple[str, ...]:
    made: Any = Calendar.from_ical(path.read_bytes())
    return (str(made["x-wr-caldesc"]), *(str(one["description"]).split("\n")[-1] for one in made.walk("VEVENT")))


HEADS = {".docx": word, ".xlsx": workbook, ".html": web, ".md": markdown, ".ics": calendar}


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("minutes", [False, True])
@pytest.mark.parametrize("suffix", FORMS)
def test_every_form_says_it_in_the_pages_language(held: Review, write: Write, suffix: str, minutes: bool,
                                                  lang: Lang) -> None:
    sample = replace(held, agenda=replace(held.agenda, sample=True))
    heads = HEADS[suffix](write(sample, suffix[1:], lang, minutes=minutes))
    assert set(heads) == {words(lang).terms.sample}


@pytest.mark.parametrize("suffix", FORMS)
def test_a_page_of_ones_own_office_says_nothing_of_it(held: Review, write: Write, suffix: str) -> None:
    path = write(held, suffix[1:])
    if suffix == ".docx":
        assert not any("虚构" in one.text for one in docx.Document(str(path)).paragraphs)
    elif suffix == ".xlsx":
        assert "虚构" not in "".join(workbook(path))
    else:
        assert "虚构" not in path.read_text("utf-8")


def test_an_office_that_takes_the_sample_in_is_marked_from_then_on(sqlite_store: Store, clock: Clock) -> None:
    desk = Desk(sqlite_store, "联络员01", clock)
    assert not is_sample(desk)
    clock.at -= timedelta(hours=2)
    assert isinstance(add(desk, {"name": "先有项目"}), Done)
    clock.at += timedelta(hours=2)
    intake(desk, Path(str(shipped(*SAMPLE_LEDGER))))
    assert is_sample(desk)
    this_week = Week.of(desk.today())
    shown, before = review(desk, this_week), review(desk, this_week, as_of=clock.at - timedelta(hours=1))
    assert isinstance(shown, Review)
    assert isinstance(before, Review)
    assert (shown.agenda.sample, before.agenda.sample) == (True, False)


def test_the_demonstration_is_one_and_an_office_that_was_there_is_not(tmp_path: Path, sqlite_store: Store) -> None:
    made = demo_desk(str(tmp_path / "new.db"), "联络员01")
    assert is_sample(made)
    made.store.close()
    there = demo_desk(str(sqlite_store.location.path), "联络员01")
    assert not is_sample(there)
    there.store.close()
