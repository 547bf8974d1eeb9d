"""What an import says of the whole book, in English."""

from __future__ import annotations

from tracker.ledger.mapping import EqualReceipts, RowKind
from tracker.words.control import CellWords, ChoiceWords, ControlWords, FateWords

WORDS = ControlWords(
    cells="{total} cells: {parts}", part="{count} {what}", below=" (see below)", comma=", ",
    fate=FateWords(title="titles", header="headers", field="read", note="kept as notes", sum="sums and sections",
                   unread="not read"),
    heading="control totals", book="ledger", office="held before", projects="projects",
    at="  now at {stage}", ended="  now {status}",
    contracts="contract amounts", receipts="receipts", withdrawals="  gone back",
    money="  {year} {origin}", no_origin="no origin given",
    no_year="year unknown",
    blockers="blockers", open_blockers="  open", targets="targets", results="results",
    shape="shape", decisions="decisions", decided_on="decided on", headers="headers",
    dropped="what was decided about books like “{file}” is taken back ({shape})",
    more_problems="… {count} more problems of this kind ({code})",
    codes_told="the codes under “problem” are for --accept, which takes only {codes}; all else is put right in the "
               "ledger",
    problems_written="the problems are marked in {file}: their cells are red, a comment in each says why; put them "
                     "right there and import it",
    problems_not_xlsx="“{file}” must end with .xlsx", problems_is_ledger="“{file}” is the ledger itself; give another "
                                                                         "name",
    no_problem_cells="the problems are in no cell, so that no workbook was written",
    mark=FateWords(title="title", header="header", field="read", note="note", sum="sum, section", unread="not read"),
    older_asked="it says it is of {day}, and the office knows of later things: to import it give --known-on {day}, "
                "or --known-on now",
    ledger_known_on="{file}: taken in as known on {day}",
    history_only="What the office knows later is newer: this one is history, and nothing changes now.",
    problem="problem",
    cell=CellWords(
        field="{field}: {value}", title="title, not taken in", header="header “{header}”, read as {field}",
        header_unknown="header “{header}” is not known: its column is kept as notes; Enter says what it is",
        note="kept as the note “{header}”", kept="not plainly {field}: kept as a note",
        sum="a section or a sum, no project", unread="not read: {why}", without_reason="in none of the tables",
        empty="empty",
    ),
    choice=ChoiceWords(
        columns="column “{about}” is {value}", sheet="“{about}” is a sheet of {value}",
        header_row="the header of {about} is row {value}", indicators="target “{about}” is {value}",
        rows="the row “{about}” is {value}", equal="receipts “{about}”: {value}", renamed="“{about}” is what was "
                                                                                          "“{value}”",
        skip="“{about}” is not read", values="“{about}” in {field} is read as “{value}”",
        units="the unit of “{about}” is {value}",
        by_origin="yuan for money from inside, the other for foreign", unit="amounts without a unit are in {value}",
        place="the place is {value}", left_out="left out",
        row={RowKind.SECTION: "a section", RowKind.RECORD: "a project (or a record)", RowKind.SUM: "a sum",
             RowKind.SKIP: "not read"},
        kept={EqualReceipts.ALL: "all are right (each is kept)", EqualReceipts.ONE: "written down twice, one is kept"},
    ),
)
