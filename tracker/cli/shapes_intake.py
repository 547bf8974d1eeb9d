"""What `sanxin import` prints as JSON: counts, problems with their cells, and in words what is worth a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.shapes import Json
from tracker.ledger.problem_list import summed_up
from tracker.words.control import total_rows
from tracker.words.figures import without_origin_line
from tracker.words.ledger import change_line, note_line, problem_line

if TYPE_CHECKING:
    from tracker.office.intake.intake import Imported
    from tracker.words import Lang


def imported(shown: Imported, lang: Lang) -> Json:
    """Counts by kind, problems with place, value and sentence, then the notes and each correction in words."""
    problems = summed_up(shown.problems)
    return {
        **shown.every_count(),
        "problems": [{"sheet": one.sheet, "row": one.row, "column": one.column, "code": one.code.value,
                      "value": one.value, "project": one.name, "message": problem_line(one, lang)}
                     for one in problems.listed],
        "more_problems": {code.value: count for code, count in problems.more.items()},
        "cells": {fate.value: count for fate, count in shown.cells.items()},
        "sheets": [{"sheet": account.sheet.name, "cells": {fate.value: count for fate,
                                                           count in account.counts().items()},
                    "unread": list(account.unread())} for account in shown.accounts],
        "totals": [{"what": what.strip(), "ledger": book, "before": before}
                   for what, book, before in total_rows(shown.book, shown.office, lang)],
        "notes": [*filter(None, [without_origin_line(shown.book.lacking, lang)]),
                  *(note_line(one, lang) for one in shown.notes),
                  *(change_line(one, lang) for one in shown.changes)],
    }
