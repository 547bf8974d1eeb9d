"""Workbooks written by hand, down to their XML, and what it costs to read one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ledger.made import write_xlsx
from tracker.ledger import reader
from tracker.ledger.workbook import RawCell

BOOKS = Path(__file__).parent / "books"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ASK = """
import json, resource, sys
from pathlib import Path
from tracker.ledger.workbook import Unreadable, read_book
why, cells = "", 0
try:
    cells = sum(len(row) for sheet in read_book(Path(sys.argv[1])).sheets for row in sheet.rows)
except Unreadable as error:
    why = error.why
child, own = (resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
peak = own.ru_maxrss
if Path("/proc/self/status").exists():  # ru_maxrss counts what the process held that began this one
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
print(json.dumps([why, cells, child.ru_utime + child.ru_stime + own.ru_utime + own.ru_stime,
                  max(child.ru_maxrss, peak) / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Why a file was refused (empty where it was read), its cells, and what that took, in both processes."""

    why: str
    cells: int
    seconds: float
    megabytes: float


def cost_of(path: Path) -> Cost:
    """Reads a file as an office does, in a process whose time and memory are counted."""
    root = str(Path(reader.__file__).parent.parent.parent)
    answer = subprocess.run([sys.executable, "-c", _ASK, str(path)], check=True, capture_output=True, timeout=120,
                            env={**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])})
    return Cost(*json.loads(answer.stdout))


def with_sheet(folder: Path, inside: str, *, strings: str = "", styles: str = "",
               more: Mapping[str, bytes] | None = None,
               root: str = f'<worksheet xmlns="{MAIN}">{{}}</worksheet>') -> Path:
    """A workbook whose only sheet is written by hand; `strings` and `styles` take the place of those parts."""
    plain, path = write_xlsx(folder / "plain.xlsx", {"a": [["x"]]}), folder / "made.xlsx"
    others = {"xl/sharedStrings.xml": strings, "xl/styles.xml": styles}
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if "worksheets/" in name:
                target.writestr(name, '<?xml version="1.0"?>' + root.format(inside))
            elif not others.get(name):
                target.writestr(name, source.read(name))
        for name, text in others.items():
            if text:
                target.writestr(name, text)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return path


def data(rows: str, after: str = "") -> str:
    """The data of a sheet."""
    return f"<sheetData>{rows}</sheetData>{after}"


def cell(where: str, value: int = 1) -> str:
    """A row with one cell in it."""
    digits = "".join(char for char in where if char.isdigit())
    return f'<row r="{digits}"><c r="{where}"><v>{value}</v></c></row>'


def read_here(content: bytes) -> list[tuple[str, list[list[RawCell]]]]:
    """The sheets of a file, read in this process; whatever is wrong is raised.

    The reading process caps its own memory. This process would keep the cap, and every later test would run under it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "cap_memory", lambda most: None)
        return [(given.sheet.name, list(given.rows)) for given in reader._sheets(content, "a")]
