"""The command line: one file for each noun, and no rule and no query of its own."""

from __future__ import annotations

# Late imports: `python -m tracker` starts its own root; typer is loaded when a command line is run.


def main(argv: list[str] | None = None) -> int:
    """The console script `sanxin`: runs one command and answers with its exit code.

    0 done, 1 refused, 2 usage, 3 bad input file, 4 somebody else changed it first, 5 database not usable,
    70 something nobody foresaw (noted in a log), 130 interrupted.
    """
    from tracker.cli.app import run

    return run(argv)
