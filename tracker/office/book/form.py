"""Fills another department's blank form from the office: a row for each project, or labelled cells of one project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tracker.domain.reasons import Code
from tracker.files import read_whole
from tracker.ledger.excel import MOST_ROWS
from tracker.ledger.form_choices import Choices
from tracker.ledger.form_file import FormFile, FormSheet, NotAForm
from tracker.ledger.layout import SheetLayout
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.titles import day_asked, day_unread, with_day_filled
from tracker.ledger.workbook import BookSheet, Unreadable, read_book
from tracker.office.book.form_cells import FormFacts, form_facts
from tracker.office.book.form_labels import fill_labels, is_card, labels_on
from tracker.office.book.form_rows import fill_rows, form_layout, form_table
from tracker.office.book.form_writing import Filled
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused

FORM_SUFFIXES = (".xlsx", ".xlsm")
"""How the names of forms end that can be filled."""
_FIRST_ROWS = 2
"""Rows of a sheet with labelled cells that can be titles."""


class BlankForm(NamedTuple):
    """A form as it came: the file that is written into, and its sheets as the reader of ledgers sees them."""

    name: str
    file: FormFile
    sheets: Sequence[BookSheet]

    @property
    def shown(self) -> list[BookSheet]:
        """The sheets that are not hidden and hold anything."""
        return [sheet for sheet in self.sheets if not sheet.hidden and not sheet.is_empty]

    def days_asked(self, today: date) -> set[date]:
        """The days up to which its titles ask what is so (截至6月底)."""
        return {day for title in self._all_titles(today) if (day := day_asked(title, today)) is not None}

    def days_unread(self, today: date) -> list[str]:
        """What its titles say of such a day where there is none of that name (截至2月30日)."""
        return [text for title in self._all_titles(today) if (text := day_unread(title, today))]

    def _all_titles(self, today: date) -> list[str]:
        return [text for sheet in self.shown for _, _, text in _titles(sheet, form_layout(sheet, today))]


def filled_form(desk: Desk, form: BlankForm, codes: Sequence[str], *, adds: bool = True) -> Filled | Refused:
    """The form with the projects of these codes, in this order, by what this office holds; a form is filled once.

    Every sheet with a table of projects gets a row for each; rows are put in where the blank ones are too few. A form
    without one has labelled cells, and takes one project. Rows that name a project are filled with it; `adds` says
    whether the other projects are added to a form that names some. What the form says itself stays; a day that a title
    leaves to be filled in (截至  年  月  日) is today of the office. Refused where the file is no form of either kind,
    the office has no such project, or none is given. In a past that has projects no lead of yet they are left out, and
    named.
    """
    if not codes:
        return refused(Code.NO_PROJECTS)
    with desk.reading() as session:
        facts = form_facts(session, codes, desk.today())
    if isinstance(facts, str):
        return refused(Code.UNKNOWN_PROJECT, field="project", value=facts)
    later = [project.code for project in facts.projects if not project.milestones]
    if len(later) == len(facts.projects):
        return refused(Code.NO_PROJECTS_THEN, day=desk.today())
    there = replace(facts, projects=[project for project in facts.projects if project.milestones])
    filled = _filled(form, there, adds=adds)
    if isinstance(filled, Filled):
        filled.later = later
    return filled


def _filled(form: BlankForm, facts: FormFacts, *, adds: bool) -> Filled | Refused:
    """The form filled in the ways it asks for: rows of tables, and the labelled cells of one project."""
    shown, sheets = form.shown, form.file.sheets
    today, count = facts.today, len(facts.projects)
    layouts = {sheet.name: layout for sheet in shown if (layout := form_layout(sheet, today))}
    cards = [sheet for sheet in shown if sheet.name not in layouts or is_card(sheet, layouts[sheet.name])]
    cards = [sheet for sheet in cards if labels_on(sheet, sheets[sheet.name], today)]
    tables = [form_table(sheets[sheet.name], sheet, layouts[sheet.name]) for sheet in shown
              if sheet.name in layouts and sheet not in cards]
    if tables:
        cards = [sheet for sheet in cards if count == 1 and any(
            label.field == "name" for label in labels_on(sheet, sheets[sheet.name], today))]
    elif not cards:
        return refused(Code.FORM_UNKNOWN, field="path", value=form.name)
    elif count != 1:
        return refused(Code.FORM_OF_ONE, field="path", value=form.name, count=count)
    full = next((table for table in tables if table.first + count > MOST_ROWS), None)
    if full is not None:
        return refused(Code.FORM_FULL, field="path", value=full.name, row=full.first + 1, rows=MOST_ROWS, count=count)
    merged = next((table for table in tables if table.is_short_of_merged(facts, adds=adds)), None)
    if merged is not None:
        return refused(Code.FORM_MERGED, field="path", value=merged.name, row=merged.first + 1, rows=len(merged.blank),
                       count=count)
    filled, choices = Filled(), Choices(form.file, form.sheets)
    used = {table.name for table in tables} | {sheet.name for sheet in cards}
    for sheet in shown:
        if sheet.name in used:
            _fill_days(sheets[sheet.name], _titles(sheet, layouts.get(sheet.name)), today, filled)
    for table in tables:
        fill_rows(form.file, table, facts, choices, filled, adds=adds)
    for sheet in cards:
        filled.codes |= {project.code for project in facts.projects}
        fill_labels(sheets[sheet.name], sheet, facts, choices, filled)
    filled.others = [sheet.name for sheet in shown if sheet.name not in used]
    filled.content = form.file.saved()
    return filled


def _titles(sheet: BookSheet, layout: SheetLayout | None) -> Iterator[tuple[int, int, str]]:
    """The texts above a table, or in the first rows of a sheet without one, each with its row and column."""
    for row, cells in enumerate(sheet.rows[:_FIRST_ROWS if layout is None else layout.top]):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                yield row, column, cell


def _fill_days(form: FormSheet, titles: Iterator[tuple[int, int, str]], today: date, filled: Filled) -> None:
    """Writes the day into titles that leave it to be filled in."""
    for row, column, text in titles:
        written = with_day_filled(text, today)
        if written != text and not form.formula(row, column):
            form.write(row, column, written)
            filled.cells += 1


def opened_form(path: Path) -> BlankForm | Refused:
    """The form in a file; refused where there is none, or it cannot be written into as it looks."""
    try:
        book = read_book(path)
        content = read_whole(path, MAX_FILE)
        if sha256(content).hexdigest() != book.sha256:
            return refused(Code.FILE_UNREADABLE, field="path", value=path.name)
        form = FormFile(content)
        return BlankForm(path.name, form, [sheet for sheet in book.sheets if sheet.name in form.sheets])
    except Unreadable as error:
        codes = {"missing": Code.NO_FILE, "folder": Code.NOT_A_FILE, "not_a_file": Code.NOT_A_FILE,
                 "denied": Code.FILE_UNREADABLE, "password": Code.FORM_LOCKED}
        other = Code.FORM_DAMAGED if path.suffix.lower() in FORM_SUFFIXES else Code.FORM_NOT_XLSX
        return refused(codes.get(error.why, other), field="path", value=path.name)
    except NotAForm:  # the reader of ledgers knows more formats: .xls, whatever the file is called
        return refused(Code.FORM_NOT_XLSX, field="path", value=path.name)
    except OSError:
        return refused(Code.FILE_UNREADABLE, field="path", value=path.name)
