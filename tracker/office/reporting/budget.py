"""Reads the file in which a unit's budget was typed for the year's report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tracker.domain.budget import Budget, budget_of
from tracker.domain.reasons import Code
from tracker.files import NotToml, read_whole, toml_of
from tracker.office.outcome import Done, Refused, refused
from tracker.office.unread_file import file_unread


def read_budget(path: Path) -> Done[Budget] | Refused:
    """The budget in a TOML file, with notes where only rounding keeps its parts from their sum.

    Refused, with everything that is wrong, for a file that cannot be read and for amounts that do not go together.
    """
    try:
        typed = toml_of(read_whole(path).removeprefix(b"\xef\xbb\xbf"), parse_float=Decimal)
    except OSError as error:
        return Refused((file_unread(error, path, "budget"),))
    except NotToml as error:
        return refused(Code.BUDGET_UNREAD, field="budget", value=path.name, line=error.line)
    found, reasons = budget_of(typed)
    return Refused(tuple(one for one in reasons if one.hard)) if found is None else Done(found, reasons)
