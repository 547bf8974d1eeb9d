"""The rows of the targets screen: a line for each target, and the ruleset chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.clock import office_day
from tracker.words.figures import span_text, units_line
from tui.text import drawn, marks, pad, right, wrap
from tui.widgets.lines import Line, width_of
from tui.widgets.page import Row, blank, heading

if TYPE_CHECKING:
    from tracker.domain.counting_year import YearSpan
    from tracker.office.figures.target_sheet import TargetLine, TargetSheet
    from tracker.office.figures.targets import StandingTarget
    from tracker.words.rulesets import Subject
    from tracker.words.screens import ScreenWords
    from tui.screens.targets_asked import RulesTold


def value_told(row: StandingTarget) -> str:
    """A target with its unit."""
    return drawn(f"{row.value}{row.unit}")


def label_width(sheet: TargetSheet, words: ScreenWords) -> int:
    """Cells the names of the indicators take; the editing line begins after them."""
    return min(max((cell_len(drawn(line.called(words.lang))) for line in sheet.lines), default=8), 24)


def target_rows(sheet: TargetSheet, span: YearSpan, words: ScreenWords, width: int) -> Iterator[Row]:
    """Label, target, who set it when, last year's; below it what stood before."""
    says = words.targets
    title = says.title.format(year=sheet.year) + span_text(span, words.lang)
    yield heading((title, "head"), (f"   {says.edit_hint}", "dim"))
    names = label_width(sheet, words)
    values = {line.key: value_told(line.standing) if line.standing else says.no_target for line in sheet.lines}
    room = max((cell_len(text) for text in values.values()), default=6)
    for line in sheet.lines:
        first: Line = [(pad(drawn(line.called(words.lang)), names), ""),
                       (f" {right(values[line.key], room)} ", "name" if line.standing else "quiet")]
        for piece in _more(line, words):
            if width_of(first) + cell_len(piece) + 1 <= width:
                first.append((f" {piece}", "dim"))
        yield Row((first, *_before(line, words, names, width)), does="edit_target", to=line)
    meant = units_line((line.standing.unit for line in sheet.lines if line.standing), words.lang)
    if meant:
        yield Row(tuple([(text, "dim")] for text in wrap(drawn(meant), width)), rest=False)
    if sheet.others:
        yield heading((says.others, "dim"))
        for row in sheet.others:
            yield Row(([(pad(drawn(row.indicator), names), "dim"), (f" {value_told(row)}", "dim")],))


def _more(line: TargetLine, words: ScreenWords) -> Iterator[str]:
    says = words.targets
    if line.standing:
        yield says.set_by.format(day=office_day(line.standing.recorded_at), who=drawn(line.standing.recorded_by))
    if line.last_year:
        yield says.last_year.format(value=value_told(line.last_year))


def _before(line: TargetLine, words: ScreenWords, names: int, width: int) -> Iterator[Line]:
    for past in line.before:
        text = words.targets.before.format(value=value_told(past), day=office_day(past.recorded_at),
                                           who=drawn(past.recorded_by))
        yield [(" " * (names + 1), ""), (text, "quiet")] if width > names else []


def rules_rows(rules: RulesTold, year: int, words: ScreenWords, width: int) -> Iterator[Row]:
    """The ruleset's name, file and digest, then each chapter."""
    says = words.targets
    yield heading((says.rules_title.format(year=year, id=drawn(rules.id)), "head"))
    file = (says.own if rules.own else says.shipped).format(file=drawn(rules.file))
    about = [*wrap(file, width), *wrap(says.digest.format(digest=rules.digest), width)]
    yield Row(tuple([(line, "dim")] for line in about))
    for chapter in rules.chapters:
        yield blank()
        yield heading((chapter.heading, "head"))
        for subject in chapter.subjects:
            yield from _subject(subject, width)


def _subject(subject: Subject, width: int) -> Iterator[Row]:
    lines: list[Line] = [[(drawn(subject.title), "name")]] if subject.title else []
    for sentence in subject.sentences:
        first, *more = wrap(drawn(sentence), width - 2)
        lines.append([(f"{marks().dot} ", "dim"), (first, "")])
        lines += [[("  ", ""), (line, "")] for line in more]
    if subject.title:
        yield Row(tuple(lines))
    else:
        for line in lines:
            yield Row((line,))
