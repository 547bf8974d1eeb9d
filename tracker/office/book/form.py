"""Fills another department's blank form from the office: a row for each project, or labelled cells of one project."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from tracker.domain.reasons import Code
from tracker.files import read_whole
from tracker.ledger.excel import MOST_ROWS
from tracker.ledger.form_choices import Choices
from tracker.ledger.form_file import FormFile, NotAForm
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.workbook import BookSheet, Unreadable, read_book
from tracker.office.book.form_cells import FormFacts, form_facts
from tracker.office.book.form_labels import fill_labels, is_card, labels_on
from tracker.office.book.form_rows import fill_rows, form_layout, form_table
from tracker.office.book.form_writing import Filled
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused

FORM_SUFFIXES = (".xlsx", ".xlsm")
"""How the names of forms end that can be filled."""


def filled_form(desk: Desk, path: Path, codes: Sequence[str], *, adds: bool = True) -> Filled | Refused:
    """The form with the projects of these codes, in this order.

    Every sheet with a table of projects gets a row for each; rows are put in where the blank ones are too few. A form
    without one has labelled cells, and takes one project. Rows that name a project are filled with it; `adds` says
    whether the other projects are added to a form that names some. What the form says itself stays. Refused where the
    file is no form of either kind, the office has no such project, or none is given.
    """
    if not codes:
        return refused(Code.NO_PROJECTS)
    opened = _opened(path)
    if isinstance(opened, Refused):
        return opened
    with desk.reading() as session:
        facts = form_facts(session, codes, desk.today())
    if isinstance(facts, str):
        return refused(Code.UNKNOWN_PROJECT, field="project", value=facts)
    return _filled(*opened, facts, path.name, adds=adds)


def _filled(form: FormFile, sheets: Sequence[BookSheet], facts: FormFacts, file: str, *,
            adds: bool) -> Filled | Refused:
    """The form filled in the ways it asks for: rows of tables, and the labelled cells of one project."""
    shown = [sheet for sheet in sheets if not sheet.hidden and not sheet.is_empty]
    today, count = facts.today, len(facts.projects)
    layouts = {sheet.name: layout for sheet in shown if (layout := form_layout(sheet, today))}
    cards = [sheet for sheet in shown if sheet.name not in layouts or is_card(sheet, layouts[sheet.name])]
    cards = [sheet for sheet in cards if labels_on(sheet, form.sheets[sheet.name], today)]
    tables = [form_table(form.sheets[sheet.name], sheet, layouts[sheet.name]) for sheet in shown
              if sheet.name in layouts and sheet not in cards]
    if tables:
        cards = [sheet for sheet in cards if count == 1 and any(
            label.field == "name" for label in labels_on(sheet, form.sheets[sheet.name], today))]
    elif not cards:
        return refused(Code.FORM_UNKNOWN, field="path", value=file)
    elif count != 1:
        return refused(Code.FORM_OF_ONE, field="path", value=file, count=count)
    full = next((table for table in tables if table.first + count > MOST_ROWS), None)
    if full is not None:
        return refused(Code.FORM_FULL, field="path", value=full.name, row=full.first + 1, rows=MOST_ROWS, count=count)
    merged = next((table for table in tables if table.is_short_of_merged(facts, adds=adds)), None)
    if merged is not None:
        return refused(Code.FORM_MERGED, field="path", value=merged.name, row=merged.first + 1, rows=len(merged.blank),
                       count=count)
    filled, choices = Filled(), Choices(form, sheets)
    for table in tables:
        fill_rows(form, table, facts, choices, filled, adds=adds)
    for sheet in cards:
        filled.codes |= {project.code for project in facts.projects}
        fill_labels(form.sheets[sheet.name], sheet, facts, choices, filled)
    used = {table.name for table in tables} | {sheet.name for sheet in cards}
    filled.others = [sheet.name for sheet in shown if sheet.name not in used]
    filled.content = form.saved()
    return filled


def _opened(path: Path) -> tuple[FormFile, list[BookSheet]] | Refused:
    """The form, and its sheets as the reader of ledgers sees them."""
    if path.suffix.lower() not in FORM_SUFFIXES and path.is_file():
        return refused(Code.FORM_NOT_XLSX, field="path", value=path.name)
    try:
        book = read_book(path)
        content = read_whole(path, MAX_FILE)
        if sha256(content).hexdigest() != book.sha256:
            return refused(Code.FILE_UNREADABLE, field="path", value=path.name)
        form = FormFile(content)
        return form, [sheet for sheet in book.sheets if sheet.name in form.sheets]
    except Unreadable as error:
        codes = {"missing": Code.NO_FILE, "folder": Code.NOT_A_FILE, "not_a_file": Code.NOT_A_FILE,
                 "denied": Code.FILE_UNREADABLE, "password": Code.FORM_LOCKED}
        return refused(codes.get(error.why, Code.FORM_DAMAGED), field="path", value=path.name)
    except NotAForm:
        return refused(Code.FORM_DAMAGED, field="path", value=path.name)
    except OSError:
        return refused(Code.FILE_UNREADABLE, field="path", value=path.name)
