"""What an import says of the whole book, in English."""

from __future__ import annotations

from tracker.words.control import ControlWords, FateWords

WORDS = ControlWords(
    cells="{total} cells: {parts}", part="{count} {what}", comma=", ",
    fate=FateWords(title="titles", header="headers", field="read", note="kept as notes", sum="sums and sections",
                   unread="not read (see below)"),
    heading="control totals", book="ledger", office="held before", projects="projects", at="  {stage}",
    contracts="contract amounts", receipts="receipts", money="  {year} {origin}", no_origin="no origin given",
    no_year="year unknown", without_origin="{count} projects with {amounts} have no origin: no figure counts that "
                                           "money",
    blockers="blockers", open_blockers="  open", targets="targets",
)
