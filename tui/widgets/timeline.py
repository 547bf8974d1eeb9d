"""The line of a project's life, to scale: each milestone at its place, the days between, and limits overrun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.pace import over
from tracker.domain.stages import Stage
from tracker.words.days import day_text
from tui.text import clip, marks, pad, shares
from tui.widgets.lines import Line

if TYPE_CHECKING:
    from tracker.office.project.detail import Reached
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords

LINES = 3
"""Names, the line itself, days."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one milestone to the next, or to today."""

    name: str
    day: str
    days: int | None
    limit: int | None
    open: bool

    @property
    def late(self) -> bool:
        """Whether the stage is or was held longer than its limit."""
        return over(self.days, self.limit) > 0


def spans(reached: Sequence[Reached], limits: Mapping[Stage, int], terms: Words) -> list[Span]:
    """The stages a project has gone through; the last one runs to today."""
    made = []
    for at, milestone in enumerate(reached):
        day = day_text(milestone.day, terms.lang, terms.terms.unknown_day)
        last = at == len(reached) - 1
        open_ended = last and milestone.stage is not Stage.PRODUCING
        made.append(Span(terms.terms.stage[milestone.stage], day, milestone.held if open_ended or not last else None,
                          limits.get(milestone.stage) if open_ended or not last else None, open_ended))
    return made


def timeline(life: Sequence[Span], width: int, words: ScreenWords) -> list[Line]:
    """Three lines of at most `width` cells; a span's length follows its days as far as the words leave room."""
    names: Line = []
    rule: Line = []
    days: Line = []
    ended = not life[-1].open if life else True
    today = "" if ended else words.timeline_today
    labels = [_label(span, words) for span in life]
    least = [max(cell_len(span.name), cell_len(span.day), cell_len(label) + 3) + 1
             for span, label in zip(life, labels, strict=True)]
    room = width - cell_len(today) - 1
    if sum(least) > room:
        labels = [_label(span, words, short=True) for span in life]
        least = [max(cell_len(span.name), cell_len(span.day), cell_len(label) + 3) + 1
                 for span, label in zip(life, labels, strict=True)]
    for at, (span, label, size) in enumerate(zip(
            life, labels, shares([span.days or 0 for span in life], room, least), strict=True)):
        last = at == len(life) - 1
        names.append((pad(span.name, size), "name" if last else ""))
        days.append((pad(span.day, size), "dim"))
        if last and ended:
            rule.append((pad(marks().joint if at else marks().start, size), "key"))
            continue
        rule += _rule(span, label, size, first=at == 0)
    if not ended:
        names.append((today, "dim"))
        rule.append((marks().arrow, "key"))
    return [names, rule, days]


def _label(span: Span, words: ScreenWords, short: bool = False) -> str:
    if span.days is None:
        return ""
    label = words.days.format(days=span.days)
    if span.late and not short:
        label += words.aside.format(text=words.limit.format(days=span.limit))
    return label


def _rule(span: Span, label: str, size: int, *, first: bool) -> Line:
    """├──302天（限60）──: the days in the middle of their stretch."""
    signs = marks()
    text = clip(label, size - 2)
    left = (size - 1 - cell_len(text)) // 2
    after = size - 1 - left - cell_len(text)
    style = "warn" if span.late else "quiet"
    return [(signs.start if first else signs.joint, "key"), (signs.across * left, style),
            (text, "warn" if span.late else ""), (signs.across * after, style)]
