"""Prints every ratio of `make bench`; `small` makes do with a hundredth of the projects."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench import (
    audit,
    book,
    first_paint,
    ledger_import,
    long_titles,
    million,
    province,
    review,
    rollup,
    screens,
    seals,
    together,
)


def main(size: str = "") -> None:
    """Measures one after the other, each in a folder of its own."""
    projects, rounds = (1_000, 3) if size == "small" else (100_000, 9)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(first_paint.measure(folder, rounds), flush=True)
        print(screens.measure(folder, projects), flush=True)
        print(review.measure(folder, projects // 5, rounds), flush=True)
        print(rollup.measure(folder, projects, rounds), flush=True)
        print(rollup.measure_history(folder, projects // 10, rounds), flush=True)
        print(ledger_import.measure(folder, projects), flush=True)
        print(long_titles.measure(), flush=True)
        print(book.measure(projects), flush=True)
        print(audit.measure(projects), flush=True)
        print(seals.measure(folder, projects), flush=True)
        print(million.measure_million(folder, 5_000 if size == "small" else 1_000_000), flush=True)
        print(together.measure(folder, *((40, 1.5) if size == "small" else (400, 6.0))), flush=True)
        print(province.measure(*((3, 1, 600) if size == "small" else ())), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
