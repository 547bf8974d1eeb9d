"""What a command answers with: what was done, or every reason why not, for people or for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

from tracker.cli import shapes, told
from tracker.cli.call import Call
from tracker.cli.printing import print_json, say, warn
from tracker.office.outcome import Done, Refused
from tracker.office.unread_file import BAD_FILES
from tracker.words.sentences import parts, sentence

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk

_T = TypeVar("_T")

REFUSED = 1
BAD_FILE = 3
CONFLICT = 4


def granted(call: Call, outcome: _T | Refused, as_json: bool) -> _T:
    """What was asked for; a refusal is printed and ends the command."""
    if isinstance(outcome, Refused):
        refuse(call, outcome, as_json)
    return outcome


def refuse(call: Call, refusal: Refused, as_json: bool, may: str = "") -> NoReturn:
    """Prints every reason, one a line, and ends as `told_reasons` answers.

    `may` says how to go on where a reason written down is enough; it is that of requirements set aside where not given.
    """
    raise typer.Exit(told_reasons(call, refusal, as_json, may))


def told_reasons(call: Call, refusal: Refused, as_json: bool, may: str = "") -> int:
    """Prints every reason of a refusal and answers with its exit code.

    It is 4 where somebody else was first, 3 where nothing but a file that was named is in the way, else 1.
    """
    if as_json:
        print_json({"refused": [reason_json(call, reason) for reason in refusal.reasons]})
    else:
        for reason in refusal.reasons:
            warn(call.says.refused.format(reason=sentence(reason, call.words)))
        if refusal.can_override:
            warn(may or call.says.may_override)
    if refusal.conflict:
        return CONFLICT
    return BAD_FILE if all(reason.code in BAD_FILES for reason in refusal.reasons) else REFUSED


def refuse_all(call: Call, reasons: Iterable[Reason], as_json: bool) -> None:
    """Ends the command if there is any reason."""
    found = tuple(reasons)
    if found:
        refuse(call, Refused(found), as_json)


def done(call: Call, outcome: Done[Any], as_json: bool, line: str, data: Mapping[str, Any]) -> None:
    """Says in one line what was done; notes follow on standard error, in JSON under "notes"."""
    if as_json:
        print_json({**data, "notes": [reason_json(call, note) for note in outcome.notes]})
        return
    say(line)
    for note in outcome.notes:
        warn(call.says.note.format(reason=sentence(note, call.words)))


def done_to(call: Call, desk: Desk, project: str, outcome: Done[Any], as_json: bool, line: str,
            data: Mapping[str, Any], **filled: object) -> None:
    """Says what was done to a project: `line` names it, the data hold it, both as it stands now.

    Where it has gone under that name meanwhile, it is named as it was typed.
    """
    shown = told.standing(desk, project)
    line = line.format(project=told.title(shown) if shown else project, **filled)
    done(call, outcome, as_json, line, {**data, "project": shapes.brief(shown) if shown else data.get("project", {})})


def reason_json(call: Call, reason: Reason) -> dict[str, Any]:
    """A reason for programs, with its sentence in the language of the call; of a conflict the version of now."""
    message, todo = parts(reason, call.words)
    told = {"code": reason.code, "hard": reason.hard, "message": message, "todo": todo, "field": reason.field}
    return {**told, "version": reason.params["version"]} if "version" in reason.params else told
