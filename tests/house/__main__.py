"""`python -m tests.house [FOLDER …]`: prints the figures of the house, one column a checkout, for before and after."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tests.house.figures import House, measure
from tests.house.sources import sources

HERE = Path(__file__).resolve().parents[2]

LINES: dict[str, Callable[[House], str]] = {
    "files / lines": lambda house: f"{house.files} / {house.lines:,}",
    "file median / max": lambda house: f"{house.file_median:g} / {house.file_longest}",
    "function median / p95": lambda house: f"{house.function_median:g} / {house.function_p95:g}",
    "module docstrings": lambda house: f"{house.with_docstring:.0%}",
    "public functions annotated": lambda house: f"{house.annotated:.0%}",
    "public names in more than one module": lambda house: f"{house.shared:.1%} of {house.names}",
    "methods that raise NotImplementedError": lambda house: str(house.not_implemented),
    "imports inside functions": lambda house: str(house.late_imports),
    "… without a reason beside them": lambda house: str(len(house.unexplained)),
    "Any per 1,000 lines": lambda house: f"{house.any_per_thousand:.1f}",
    "import circles (modules in the largest)": lambda house: _circles(house),
}
"""Each line of the table, and how it is written."""


def _circles(house: House) -> str:
    return f"{len(house.circles)} ({len(house.circles[0])})" if house.circles else "0"


def main(folders: list[str]) -> None:
    """Prints the table; with `--names` also what is behind the figures of this checkout."""
    detailed = "--names" in folders
    roots = [Path(folder) for folder in folders if not folder.startswith("--")] or [HERE]
    houses = [measure(sources(root)) for root in roots]
    print("|".join(["", "", *(root.resolve().name for root in roots), ""]).replace("|", " | ").strip())
    print("|---" * (len(roots) + 1) + "|")
    for label, written in LINES.items():
        print(f"| {label} | " + " | ".join(written(house) for house in houses) + " |")
    if detailed:
        print("\nIn more than one module:", ", ".join(houses[0].shared_names))
        print("\nWithout a reason:", *houses[0].unexplained, sep="\n  ")
        print("\nCircles:", *(" ".join(circle) for circle in houses[0].circles), sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
