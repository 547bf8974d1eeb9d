"""What stands on a card: the name, and below it what is next or wrong, as much as the column has room for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.machines import stage_after
from tracker.domain.pace import over
from tracker.domain.stages import Stage, Status
from tracker.words.amounts import amount_text, brief_amount
from tracker.words.days import day_text
from tui.text import clip, drawn, marks
from tui.widgets.lines import Line, spread

if TYPE_CHECKING:
    from tracker.office.project.cards import Card, OldestBlocker
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords

Limits = Mapping[Stage, int]
"""Days a stage may be held, by the ruleset in force."""


def card_lines(card: Card, width: int, tall: bool, words: ScreenWords, terms: Words, limits: Limits) -> list[Line]:
    """A card in two lines, or in three where the screen is tall: name; who and how much; what is next or wrong."""
    name: Line = [(_mark(card), "bad" if card.blocked else "dim"),
                  (clip(drawn(card.name), width - 1), "dim" if card.status is Status.TERMINATED else "name")]
    state = _state(card, words, terms, limits, width)
    amount = brief_amount(card.amount, words.lang) if card.amount else words.no_amount
    if tall:
        who: Line = spread([(" ", ""), (drawn(card.investor) or "—", "dim")], [(amount, "")], width)
        rest = card.park if not card.stuck else _waits_on(card.stuck, words, terms)
        return [name, who, _joined(state, [(drawn(rest), "dim")] if rest else [], width)]
    if state[0][1] == "bad":
        return [name, _joined(state, [(amount, "dim")], width)]
    return [name, _joined([(amount, ""), *state], [(drawn(card.investor), "dim")], width)]


def _mark(card: Card) -> str:
    signs = marks()
    if card.status is Status.TERMINATED:
        return signs.ended
    if card.status is Status.PAUSED:
        return signs.paused
    return signs.blocked if card.blocked else " "


def _state(card: Card, words: ScreenWords, terms: Words, limits: Limits, width: int) -> Line:
    """What is wrong, else how long it has stood there."""
    held = words.since_unknown if card.days is None else words.days.format(days=card.days)
    if card.status is not Status.ACTIVE:
        return [(terms.terms.status[card.status], "warn"), (held, "dim")]
    if card.stuck:
        line: Line = [(drawn(card.stuck.category), "bad")]
        if (age := card.stuck.age) is not None:
            line.append((words.working_days.format(days=age), "warn"))
        if late := card.stuck.overdue:
            named = words.late.format(days=late)
            fits = cell_len(line[0][0]) + cell_len(named) + 2 <= width
            line.append((named if fits else words.late_short.format(days=late), "bad"))
        return line
    if card.stage is Stage.PRODUCING and card.since:
        return [(day_text(card.day, words.lang), "dim")]
    if over(card.days, limits.get(card.stage)):
        return [(held, "warn"), (words.over_limit, "warn")]
    return [(held, "dim")]


def _waits_on(stuck: OldestBlocker, words: ScreenWords, terms: Words) -> str:
    """待省级: the level it waits on."""
    level = terms.terms.level.get(stuck.level, stuck.level)
    return words.waits_on.format(level=drawn(level)) if level else ""


def _joined(pieces: Line, more: Line, width: int) -> Line:
    """Pieces with a blank between them; `more` only as far as there is room for at least a few cells of it.

    Of three pieces the one in the middle goes where there is no room: how late it is matters more than how old.
    """
    if len(pieces) > 2 and sum(cell_len(text) + 1 for text, _ in pieces) > width:
        pieces = [pieces[0], *pieces[2:]]
    line: Line = [(" ", "")]
    used = 0
    for text, style in pieces:
        line += [(text, style), (" ", "")]
        used += cell_len(text) + 1
    for text, style in more:
        room = width - 1 - used
        if text and room >= min(cell_len(text), 6):
            line.append((clip(text, room), style))
            used += cell_len(text) + 1
    return line


def in_full(card: Card, words: ScreenWords, terms: Words, limits: Limits) -> tuple[Line, Line]:
    """The chosen card in two whole lines: who and how much; what is next or wrong."""
    dot = "  "
    who = [drawn(card.investor), amount_text(card.amount, words.lang, words.no_amount), drawn(card.park),
           drawn(card.chain), drawn(card.officer), terms.terms.origin.get(card.origin or "", "")]
    first: Line = [(_mark(card), "bad"), (drawn(card.name), "name"), ("  ", ""),
                   (dot.join(part for part in who if part), "dim")]
    stage = terms.terms.stage[card.stage]
    held = words.since_unknown if card.days is None else words.days_in.format(stage=stage, days=card.days)
    since = words.aside.format(text=day_text(card.day, words.lang)) if card.since else ""
    second: Line = [(" ", ""), (f"{drawn(card.code)}  ", "dim"), (held + since, "")]
    if card.status is not Status.ACTIVE:
        second.append((f"  {terms.terms.status[card.status]}", "warn"))
    if card.stuck:
        second += [("  ", ""), *_stuck_in_full(card, words, terms)]
    elif card.status is Status.ACTIVE:
        if days := over(card.days, limits.get(card.stage)):
            second.append((f"  {words.over_by.format(days=days, limit=limits[card.stage])}", "warn"))
        if (following := stage_after(card.stage)) is not None:
            second.append((f"  {words.next_stage.format(stage=terms.terms.stage[following])}", "dim"))
    return first, second


def _stuck_in_full(card: Card, words: ScreenWords, terms: Words) -> Line:
    stuck = card.stuck
    if stuck is None:
        return []
    level = _waits_on(stuck, words, terms)
    line: Line = [(f"{drawn(stuck.category)} ", "bad")]
    if (age := stuck.age) is not None:
        line.append((words.working_days.format(days=age) + " ", "warn"))
    if late := stuck.overdue:
        line.append((words.late.format(days=late) + " ", "bad"))
    if level:
        line.append((f"{level} ", "dim"))
    line.append((drawn(stuck.description), ""))
    return line
