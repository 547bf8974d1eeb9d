"""The rows of the import screen before and after a ledger: the files to choose from, and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.ledger.family import Kind
from tracker.words import spoken
from tracker.words.control import older_lines
from tracker.words.ledger import LedgerWords
from tui.actions import shown_key
from tui.files import Entry, Listed
from tui.screens.intake_rows import totals
from tui.text import drawn, marks, pad, right, wrap
from tui.widgets.lines import Line
from tui.widgets.page import Row, blank

if TYPE_CHECKING:
    from tracker.ledger.rows import Ledger
    from tracker.office.intake.intake import Imported
    from tracker.office.intake.older import Then
    from tracker.words.screens import ScreenWords


def file_rows(listed: Listed, words: ScreenWords, width: int) -> list[Row]:
    """The folders and ledgers of a folder; folders first, the way up above them."""
    says = words.intake
    rows = [Row(([(text, "dim")],), rest=False) for text in wrap(says.choose, width)]
    rows.append(blank())
    if listed.trouble:
        rows.append(Row(([(f"{marks().blocked} {says.trouble[listed.trouble]}", "warn")],), rest=False))
    newest = max((entry.at for entry in listed.entries if entry.at is not None), default=None)
    rows += [_entry(entry, words, width, begins=entry.at is not None and entry.at == newest)
             for entry in listed.entries]
    if not any(not entry.folder for entry in listed.entries) and not listed.trouble:
        rows.append(Row(([(says.folder_empty, "quiet")],), rest=False))
    return rows


def _entry(entry: Entry, words: ScreenWords, width: int, *, begins: bool) -> Row:
    """A folder, or a file; the cursor begins on the newest file."""
    says = words.intake
    room = max(width - 28, 10)
    if entry.folder:
        up = entry.name == ".."
        name = f"../  {says.folder_up}" if up else f"{drawn(entry.name)}/"
        return Row(([(pad(name, room), "dim" if up else ""), ("" if up else f" {right(says.folder, 26)}", "quiet")],),
                   does="file", to=entry)
    changed = entry.at.strftime("%Y-%m-%d %H:%M") if entry.at else ""
    line: Line = [(pad(drawn(entry.name), room), "name"), (f" {right(size(entry.size), 9)} {changed}", "dim")]
    return Row((line,), does="file", to=entry, begins=begins)


def size(number: int) -> str:
    """A file's size in three digits or so."""
    for unit in ("B", "KB", "MB"):
        if number < 1000:
            return f"{number} {unit}"
        number = round(number / 1024)
    return f"{number} GB"


class YearsElsewhere(NamedTuple):
    """The years, latest first, whose targets were written while another one was shown."""

    shown: int
    years: tuple[int, ...]


def years_elsewhere(done: Imported, ledger: Ledger, shown: int) -> YearsElsewhere | None:
    """The years of the targets that were written, where the year `shown` is none of them."""
    counts = done.counts.get(Kind.TARGETS, {})
    if not (counts.get("added") or counts.get("corrected")):
        return None
    years = {year for row in ledger.targets if (year := row.year or ledger.year)}
    return YearsElsewhere(shown, tuple(sorted(years, reverse=True))) if years and shown not in years else None


def done_rows(answer: Imported, then: Then | None, elsewhere: YearsElsewhere | None, words: ScreenWords,
              width: int) -> list[Row]:
    """What was written, and where to go from here: first to targets of a year that is not the one shown."""
    says = words.intake
    sentence = says.done if answer.written else says.done_idle
    files = older_lines(answer.file, then.on, history=answer.history, lang=words.lang) if then else (answer.file,)
    rows = [Row(([(f"{marks().met} {sentence}", "good")],), rest=False),
            *(Row(([("  ", ""), (text, "name")],), rest=False) for line in files
              for text in wrap(drawn(line), width - 2))]
    rows.append(blank())
    rows += totals(answer, says, words.lang)
    rows.append(blank())
    if elsewhere is not None:
        years = spoken(words.lang, LedgerWords).comma.join(map(str, elsewhere.years))
        rows += [Row(([(text, "warn")],), rest=False)
                 for text in wrap(says.targets_elsewhere.format(years=years, shown=elsewhere.shown), width)]
        rows += [Row(([("  ", ""), (says.to_targets.format(year=year), "name"), (f"  {words.keys['enter']}", "key")],),
                     does="year", to=year) for year in elsewhere.years]
    for action, text, style in (("go_board", says.to_board, "name"), ("other_file", says.another, "")):
        rows.append(Row(([("  ", ""), (text, style), (f"  {shown_key(action, words)}", "key")],), does=action))
    return rows
