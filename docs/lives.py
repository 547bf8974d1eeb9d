"""Draws the lives of projects, blockers and meetings into docs/lives.md, from the machines that the program asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tracker.domain.machines import BLOCKER_LIFE, MEETING_LIFE, PROJECT_LIFE, Life
from tracker.domain.stages import Position
from tracker.words import Lang
from tracker.words.catalogue import words

PAGE = Path(__file__).with_name("lives.md")
ZH = words(Lang.ZH).terms
MEETINGS = {"planned": "未开始", "open": "进行中", "closed": "已结束"}
HEAD = """# Lives

Three things here have a life: a project, a blocker, and the review meeting of a week. Each life is one machine in
`tracker/domain/machines.py`. Whatever asks "what can be done here" asks that machine: moves, imports, undo, dialogs and
the palette. This page is drawn from the machines (`python -m docs.lives`), and a test compares the two.

Beside an arrow stand what leads along it and, in brackets, the conditions that must hold. What a condition asks is in
`tracker/domain/guards.py` for projects, and in `tracker/office/project/blockers.py` for blockers.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([
        HEAD,
        "## A project\n\nIt moves from stage to stage while it is active.\n",
        _diagram(PROJECT_LIFE, lambda state: Position.of(state).stage, ZH.stage, ZH.move),
        "\nAt every stage it has a status too.\n",
        _diagram(PROJECT_LIFE, lambda state: Position.of(state).status, ZH.status, ZH.move),
        "\n## A blocker\n\nThe bureau answers, the office verifies, and only that closes it (销号).\n",
        _diagram(BLOCKER_LIFE, str, ZH.blocker_state, ZH.blocker_word),
        "\n## A meeting\n", _diagram(MEETING_LIFE, str, MEETINGS, ZH.minute), ""])


def _diagram(life: Life[Any, Any], seen: Callable[[str], str], called: Mapping[str, str],
             events: Mapping[str, str]) -> str:
    """One life as a state diagram in mermaid, its states as they are `seen`: a project's by stage, or by status."""
    lines = dict.fromkeys(_lines(life, seen, events))
    states = dict.fromkeys(seen(state) for state in life.states)
    known = [f'    state "{called[state]} {state}" as {state}' for state in states]
    return "\n".join(["```mermaid", "stateDiagram-v2", *known, f"    [*] --> {seen(life.start)}", *lines, "```"])


def _lines(life: Life[Any, Any], seen: Callable[[str], str], events: Mapping[str, str]) -> Iterator[str]:
    for arrow in life.arrows:
        source, dest = seen(arrow.source), seen(arrow.dest)
        if source != dest or arrow.source == arrow.dest:
            asked = f" [{', '.join(arrow.conditions)}]" if arrow.conditions else ""
            yield f"    {source} --> {dest}: {events[arrow.event]} {arrow.event}{asked}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
