"""`sanxin fill`: another department's blank form, filled from the office; what it does not know stays empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.answer import done, granted, refuse
from tracker.cli.call import Call, call_of
from tracker.cli.meant import code_meant
from tracker.cli.narrowed import FILTERS, narrowed
from tracker.cli.options import AsJson, Until, with_options
from tracker.cli.pages import verb
from tracker.cli.then import Then, office_then, then_asked
from tracker.domain.clock import to_the_minute
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Status
from tracker.office.outcome import refused
from tracker.report.write import put

if TYPE_CHECKING:
    from tracker.office.book.form import BlankForm
    from tracker.office.book.form_writing import Filled, HeadedCells
    from tracker.office.desk import Desk

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_SHOWN = 3
"""Cells of a header that are named."""


def _fill(ctx: typer.Context, form: Annotated[str, typer.Argument(metavar="FORM.xlsx")], typed: Mapping[str, Any],
          *, output: Annotated[str, typer.Option("-o", "--output", metavar="FILE")] = "",
          project: Annotated[list[str] | None, typer.Option("--project", metavar="PROJECT")] = None, until: Until = "",
          as_json: AsJson = False) -> None:
    """Fills a form; the blank one stays as it is. Projects that go on, where no option says which; by what had happened
    up to the day in its title (截至6月底), where that is past.
    """
    from tracker.office.book.form import FORM_SUFFIXES, filled_form, opened_form

    call, path = call_of(ctx), Path(form)
    desk = call.desk()
    blank = granted(call, opened_form(path), as_json)
    end = next((suffix for suffix in FORM_SUFFIXES if suffix == path.suffix.lower()), FORM_SUFFIXES[0])
    place = Path(output) if output else path.with_name(call.says.filled_name.format(name=path.stem, end=end))
    if place.suffix.lower() != end:
        refuse(call, refused(Code.UNKNOWN_SUFFIX, field="path", value=place.name, choices=[end]), as_json)
    if place.exists() and place.samefile(path):
        refuse(call, refused(Code.FORM_ITSELF, field="path", value=place.name), as_json)
    then, ahead = _day_of_form(call, desk, blank, until, as_json=as_json)
    desk = office_then(call, then)
    codes, chosen, idle = _codes(call, desk, typed, [code_meant(call, desk, one, as_json) for one in project or ()])
    filled = granted(call, filled_form(desk, blank, codes, adds=chosen), as_json)
    outcome = granted(call, put(place, lambda: filled.content, replaces=call.replaces), as_json)
    lines = _lines(call, filled, outcome.value.resolve(), then, ahead, titled=not until)
    if idle:
        lines.append(call.says.filled_without.format(count=len(idle), codes=call.words.terms.list_joint.join(idle)))
    done(call, outcome, as_json, "\n".join(lines), then.in_json({
        "file": str(outcome.value.resolve()), "projects": filled.projects, "cells": filled.cells,
        "empty": [{"label": one.label, "cells": list(one.cells), "unclear": one.unclear} for one in filled.empty],
        "texts": [{"label": one.label, "cells": list(one.cells)} for one in filled.texts], "added": filled.added,
        "later": filled.later, "idle": list(idle), "others": filled.others, "unknown": filled.unknown,
        "alike": [{"name": text, "code": code, "ours": name} for text, code, name in filled.alike]}))


def _day_of_form(call: Call, desk: Desk, blank: BlankForm, until: str, *, as_json: bool) -> tuple[Then, list[date]]:
    """By which day a form is filled: the one typed, or the one in its title where that is past.

    And those in its title that have not come, so that it is filled by today. Refused for a day that does not exist or
    has not come, and where titles ask for different ones.
    """
    today = desk.today()
    days, unread = sorted(blank.days_asked(today)), blank.days_unread(today)
    if unread and not until:
        refuse(call, refused(Code.FORM_DAY_UNREAD, field="path", value=blank.name, days=unread), as_json)
    if len(days) > 1 and not until:
        refuse(call, refused(Code.FORM_OF_DAYS, field="path", value=blank.name, days=days), as_json)

    def to_come(day: date | None) -> Reason | None:
        params = {"value": day, "now": to_the_minute(desk.now())}
        return Reason(Code.NOT_PASSED, field="until", params=params) if day and day > today else None

    asked = "".join(day.isoformat() for day in days if day < today)
    then = then_asked(call, desk, until or asked, "", as_json=as_json, more=to_come)
    return then, [] if until else [day for day in days if day > today]


def _lines(call: Call, filled: Filled, file: Path, then: Then, ahead: Sequence[date], *, titled: bool) -> list[str]:
    """What was filled in, by which day, and what was not."""
    says, joint = call.says, call.says.joint
    lines = [says.filled.format(file=file, projects=filled.projects, cells=filled.cells)]
    if then.until is not None:
        lines.append((says.filled_as_titled if titled else says.filled_until).format(day=then.until))
    lines += [says.filled_day_ahead.format(day=day) for day in ahead]
    if filled.later:
        lines.append(says.filled_later.format(codes=joint.join(filled.later)))
    if filled.alike:
        lines.append(says.filled_alike.format(names=joint.join(
            says.filled_alike_pair.format(text=text, code=code, name=name) for text, code, name in filled.alike)))
    if filled.unknown:
        lines.append(says.filled_unknown.format(names=joint.join(filled.unknown)))
    if filled.added:
        lines.append(says.rows_added.format(sheets=joint.join(
            says.rows_of_sheet.format(sheet=sheet, count=count) for sheet, count in filled.added.items())))
    if filled.texts:
        lines.append(says.filled_as_text.format(names=joint.join(_told(call, one) for one in filled.texts)))
    for told, unclear in ((says.left_empty, False), (says.left_unclear, True)):
        if names := [_told(call, one) for one in filled.empty if one.unclear is unclear]:
            lines.append(told.format(names=joint.join(names)))
    if filled.others:
        lines.append(says.not_filled.format(sheets=joint.join(filled.others)))
    return lines


def _codes(call: Call, desk: Desk, typed: Mapping[str, Any], named: Sequence[str]
           ) -> tuple[Sequence[str], bool, Sequence[str]]:
    """The codes of the projects that fit the options, in their order; each of those named once, in that order.

    And whether any option says which; and where none does, the paused and terminated projects that are left out.
    """
    found = narrowed(call, desk, typed)
    rows = found.rows if found.given else found.register.where({"status": (Status.ACTIVE,)}, found.rows)
    codes = [found.register.code(row) for row in found.register.in_pages(rows)]
    if named:
        return [code for code in dict.fromkeys(named) if code in codes or not found.given], True, ()
    going_on = set(codes)
    idle = [] if found.given else [code for row in found.register.in_pages(found.rows)
                                        if (code := found.register.code(row)) not in going_on]
    return codes, bool(found.given), idle


def _told(call: Call, named: HeadedCells) -> str:
    """A header that is meant with all its cells by itself, else with the cells."""
    if named.all:
        return named.label
    cells = " ".join(named.cells[:_SHOWN]) + (call.says.and_more.format(count=len(named.cells)) if len(
        named.cells) > _SHOWN else "")
    return call.says.empty_cells.format(label=named.label, cells=cells)


app = verb("fill", with_options(_fill, FILTERS))
