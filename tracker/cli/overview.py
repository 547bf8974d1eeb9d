"""`sanxin` and `sanxin demo`: the app where there is a terminal, else the office at a glance."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from tracker.cli import shapes, told
from tracker.cli.call import Call, call_of
from tracker.cli.figures import print_figures
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.printing import on_terminal, print_json, say, table
from tracker.domain.machines import stage_after
from tracker.words.figures import without_origin_line
from tui import run

if TYPE_CHECKING:
    from tracker.office.register.overview import Overview

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def demo(ctx: typer.Context, as_json: AsJson = False) -> None:
    """The demonstration office: published totals and project names, with invented details."""
    raise typer.Exit(start(call_of(ctx), demo=True, as_json=as_json))


def start(call: Call, *, demo: bool, as_json: bool) -> int:
    """Opens the app, or prints the overview where nobody sits at a terminal. Answers with the exit code."""
    if not as_json and on_terminal(sys.stdin) and on_terminal():
        return run(call.where, demo=demo, lang=call.lang, who=call.who, clock_reason=call.clock_reason,
                   user=call.user)
    from tracker.office.register.overview import overview

    desk = call.desk(demo=demo)
    shown = overview(desk)
    if as_json:
        print_json(_json(call, shown))
    else:
        _print(call, shown)
    return 0


def _print(call: Call, shown: Overview) -> None:
    says = call.says
    if not shown.strip.projects:
        say(says.empty)
        return
    say(says.overview.format(place=shown.strip.place, year=shown.strip.year, projects=shown.strip.projects,
                             progress=shown.strip.time_progress, blocked=shown.strip.blocked,
                             overdue=shown.strip.overdue))
    print_figures(call, shown.strip.figures)
    if lacking := without_origin_line(shown.strip.without_origin, call.lang):
        say(lacking)
    _blocked(call, shown)
    _next(call, shown)


def _blocked(call: Call, shown: Overview) -> None:
    if not shown.blocked:
        return
    terms = call.words.terms
    say(f"\n{call.says.part['blocked']}")
    rows = [[card.code, card.name, told.name(terms.stage, card.stage), card.stuck.category, card.stuck.description,
             told.name(terms.level, card.stuck.level), card.stuck.age, card.stuck.overdue or ""]
            for card in shown.blocked if card.stuck]
    table([call.says.heading[name] for name in ("code", "name", "stage", "category", "description", "level", "age",
                                                "overdue")], rows, numbers=(6, 7))


def _next(call: Call, shown: Overview) -> None:
    """What to do next: the blocked first, then those that have waited longest."""
    terms = call.words.terms
    say(f"\n{call.says.part['next']}")
    if shown.blocked:
        say(call.says.see_blockers.format(count=len(shown.blocked)))
    for card in shown.waiting:
        if (following := stage_after(card.stage)) is not None:
            say(call.says.waiting.format(project=f"{card.code} {card.name}", stage=terms.stage[card.stage],
                                         next=terms.stage[following], days=card.days))


def _json(call: Call, shown: Overview) -> dict[str, object]:
    strip = shown.strip
    return {
        "year": strip.year, "place": strip.place, "demo": strip.sample, "projects": strip.projects,
        "time_progress": strip.time_progress, "blocked_count": strip.blocked, "overdue_count": strip.overdue,
        "indicators": [one.as_json() for one in strip.figures],
        **({"without_origin": strip.without_origin.as_json()} if strip.without_origin else {}),
        "blocked": [shapes.card(card, call.lang) for card in shown.blocked],
        "waiting": [shapes.card(card, call.lang) for card in shown.waiting],
    }


app = verb("demo", demo)
