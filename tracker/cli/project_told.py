"""What `sanxin project show` hands on: everything known of one project, and in which figures of a year it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli import shapes
from tracker.cli.answer import granted
from tracker.cli.lists import Handed, print_table
from tracker.cli.meant import code_meant
from tracker.cli.printing import say
from tracker.cli.readers import year
from tracker.cli.sheet import sheet
from tracker.cli.then import office_then, then_asked
from tracker.office.figures.of_project import figures_of
from tracker.office.project.detail import detail
from tracker.office.register.overview import latest_year
from tracker.report.lists.figures import in_figures_table
from tracker.report.lists.project import project_lists

if TYPE_CHECKING:
    from tracker.cli.call import Call


def hand_project(call: Call, project: str, year_: str, until: str, as_of: str, output: str, as_json: bool) -> None:
    """Prints a project, or writes it into a file: now or at a moment of the past."""
    then = then_asked(call, call.desk(), until, as_of, as_json=as_json)
    desk = office_then(call, then)
    found = granted(call, detail(desk, code_meant(call, desk, project, as_json)), as_json)
    which = year(call, year_) if year_ else latest_year(desk)
    figures = figures_of(call.opened[0], found.code, which, until=then.until, as_of=then.as_of)
    table = in_figures_table(figures, which, call.lang)

    def printed() -> None:
        sheet(call, found)
        say(f"\n{table.title}")
        print_table(call, table)

    Handed(call, desk, output, as_json, about=(found.code, found.profile.name), then=then).on(
        "project", [*project_lists(found, call.lang), table],
        lambda: {**shapes.detail(found, call), "figures": shapes.in_figures(figures, which, call.lang)}, printed)
