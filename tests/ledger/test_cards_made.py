"""Whatever stands on a card of a project, every cell of it has one fate, and that is the true one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.made_cards import card_sheets
from tests.ledger.test_account import TOKEN, changed, each, filled, is_serial, kept, named, of, said
from tracker.ledger.account import Fate
from tracker.ledger.cards import OnSheets
from tracker.ledger.raw import BookSheet
from tracker.ledger.rows import Ledger


@pytest.mark.story
@settings(deadline=None)
@given(card_sheets())
def test_each_cell_of_a_card_has_one_fate_and_what_is_unread_is_named(sheet: BookSheet) -> None:
    ledger = of(sheet)
    (account,) = ledger.accounts
    assert account.counts() == each(account)
    assert account.counts().total() == len(filled(sheet))
    on_sheet = told(ledger)
    for row, column in account.unread_cells():
        assert named(on_sheet, row, column), (row, column)


@pytest.mark.story
@settings(deadline=None)
@given(card_sheets(), st.data())
def test_a_word_put_anywhere_on_a_card_is_found_again(sheet: BookSheet, data: st.DataObject) -> None:
    """It is among the notes where its cell is one, changes what is read where that is a field (of a book without any
    problem, of which alone something is taken in), and is named where it is not read.
    """
    row, column = data.draw(st.sampled_from(filled(sheet)))
    before, after = of(sheet), of(changed(sheet, row, column))
    match after.accounts[0].of(row, column):
        case Fate.NOTE:
            assert TOKEN in kept(after)
        case Fate.FIELD if not (is_serial(after, column) or after.problems):
            assert facts(after) != facts(before)
        case Fate.UNREAD:
            assert named(told(after), row, column)


def told(ledger: Ledger) -> Ledger:
    """The ledger with its problems and notes where they stand on the sheet."""
    where = OnSheets(ledger.accounts)
    return replace(ledger, problems=where.problems(ledger.problems), notes=where.notes(ledger.notes))


def facts(ledger: Ledger) -> list[object]:
    """What a ledger says, without where."""
    return [*said(ledger), [(row.code, row.expected, row.sums) for row in ledger.projects],
            [(row.origin, row.vouchers) for row in ledger.receipts],
            [(row.bureau, row.person, row.due, row.category) for row in ledger.blockers]]
