"""Which project a command that only reads is about: its code or name, or a part of it that no other project has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.answer import granted
from tracker.cli.printing import warn

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.office.desk import Desk

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def code_meant(call: Call, desk: Desk, typed: str, as_json: bool) -> str:
    """The code of the project that was meant; where only a part was typed it is named on standard error.

    Ends the command where none is meant, or several may be.
    """
    from tracker.office.naming import project_meant

    project = granted(call, project_meant(desk, typed), as_json)
    if not project.exactly:
        warn(call.says.meant.format(typed=typed, project=f"{project.code} {project.name}"))
    return project.code
