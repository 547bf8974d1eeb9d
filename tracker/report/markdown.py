"""The page as Markdown, in which nothing that people wrote is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.report.page import Page, Table

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|#~$&!^]|(?<=[A-Za-z]):(?=//)|@|(?<=www)\.", re.IGNORECASE)
_OPENS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def markdown(page: Page) -> bytes:
    """The bytes of the text."""
    return ("\n".join(_lines(page)) + "\n").encode()


def escaped(text: str) -> str:
    """Text with everything escaped that Markdown would act on, at the beginning of a line too."""
    safe = _MARKUP.sub(lambda found: f"\\{found[0]}", text)
    opens = _OPENS.match(safe)
    if not opens:
        return safe
    blank, mark = opens.groups()
    rest = safe[opens.end():]
    return f"{blank}{mark}\\{rest}" if mark.isdigit() else f"{blank}\\{mark}{rest}"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    if page.sample:
        yield f"**{escaped(page.sample)}**"
        yield ""
    for line in (*page.facts, page.counts):
        yield f"- {escaped(line)}"
    for table in page.main:
        yield from _table(table)
    for line in page.notes:
        yield ""
        yield escaped(line)
    for table in page.annexes:
        yield from _table(table)
    yield ""
    yield "　　".join(f"{escaped(label)} ＿＿＿＿＿＿" for label in page.signatures)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {escaped(table.title)}"
    yield ""
    if not table.rows:
        yield escaped(table.nothing)
        return
    yield _row(escaped(column.heading) for column in table.columns)
    yield _row(":-:" if column.middle else "---" for column in table.columns)
    for row in table.rows:
        yield _row("<br>".join(map(escaped, cell.lines)) for cell in row)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
