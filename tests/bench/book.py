"""How long the export of an office's book takes, beside plain xlsxwriter writing the same cells by themselves."""

from __future__ import annotations

import io
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import python_calamine
import xlsxwriter

from tests.bench.offices import fill
from tracker.office.book.export import book_of
from tracker.office.desk import Desk
from tracker.store.engine import open_store

PROJECTS = 100_000


@dataclass(frozen=True, slots=True)
class MeasuredBook:
    """Seconds of processor time for each part, and how many cells there are."""

    projects: int
    cells: int
    plain: float
    exporting: float

    @property
    def ratio(self) -> float:
        """The export against plain writing."""
        return self.exporting / self.plain

    def __str__(self) -> str:
        return (f"export of {self.projects:,} projects ({self.cells:,} cells): {self.exporting:.1f} s; "
                f"plain xlsxwriter {self.plain:.1f} s; {self.ratio:.2f} times (at most 2)")


def measure(projects: int = PROJECTS) -> MeasuredBook:
    """Writes the book of a large office, then the same cells without any office."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "office.db")
        with store.writing() as session:
            fill(session, projects)
        began = time.process_time()
        content = book_of(Desk(store, "bench")).content
        exporting = time.process_time() - began
        store.close()
    read = python_calamine.load_workbook(io.BytesIO(content))
    sheets = {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}
    began = time.process_time()
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    cells = 0
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell == "":
                    continue
                cells += 1
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell)
                elif isinstance(cell, float):
                    sheet.write_number(at, column, cell)
                else:
                    sheet.write_datetime(at, column, cell, day)
    book.close()
    return MeasuredBook(projects, cells, time.process_time() - began, exporting)


if __name__ == "__main__":
    sys.stdout.write(f"{measure(int(sys.argv[1]) if len(sys.argv) > 1 else PROJECTS)}\n")
