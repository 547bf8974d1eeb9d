"""`sanxin review`: the weekly meeting on what is stuck, begun, gone through and closed, and any week's page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import shapes_review, told
from tracker.cli.answer import done, granted, reason_json
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, AsOf, Until, Version
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, warn
from tracker.cli.readers import Typed, version, whole
from tracker.cli.review_page import print_list, print_page
from tracker.cli.then import office_then, then_asked
from tracker.domain.blocking import Word
from tracker.office.outcome import Refused
from tracker.report.lists.blockers import review_table
from tracker.report.write import FORMS, write_review
from tracker.words.sentences import sentence

if TYPE_CHECKING:
    from tracker.domain.week import Week
    from tracker.office.outcome import Done
    from tracker.office.review.meeting import Meeting
    from tracker.office.review.review import Review

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT")]


def _start(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Begins this week's meeting or goes on with the one under way, and prints its list."""
    from tracker.office.review.meeting import start as begin
    from tracker.office.review.review import review

    call = call_of(ctx)
    desk = call.desk()
    outcome = granted(call, begin(desk), as_json)
    found = granted(call, review(desk, outcome.value.week), as_json)
    if as_json:
        print_json({**shapes_review.review(found, call), "notes": [reason_json(call, one) for one in outcome.notes]})
        return
    for note in outcome.notes:
        warn(call.says.note.format(reason=sentence(note, call.words)))
    print_list(call, found)


def _show(ctx: typer.Context, week: Annotated[str, typer.Argument(metavar="WEEK")] = "", until: Until = "",
         as_of: AsOf = "", minutes: Annotated[bool, typer.Option("--minutes")] = False, output: Output = "",
         as_json: AsJson = False) -> None:
    """Prints a week's page as it was known then, or its minutes; with -o writes it to a file."""
    from tracker.office.review.review import review

    call = call_of(ctx)
    desk = call.desk()
    reader = Typed(desk.today())
    which = reader.week(week)
    then = then_asked(call, desk, until, as_of, as_json=as_json, others=reader.reasons)
    if then.until:  # the office of then knows no more than was known at that moment
        desk = office_then(call, then)
    found = granted(call, review(desk, which, as_of=None if then.until else then.as_of), as_json)
    if output and (minutes or Path(output).suffix.lower() in FORMS):
        _write(call, found, output, minutes, as_json)
    else:
        week_told = call.says.fact.format(name=call.says.heading["week"], value=found.agenda.meeting.week)
        Handed(call, desk, output, as_json, about=(week_told,), then=then).on(
            "review", [review_table(found, call.lang)], lambda: shapes_review.review(found, call),
            lambda: print_page(call, found, minutes=minutes))


def note(ctx: typer.Context, text: _Text = None,
         blocker: Annotated[str, typer.Option("--blocker", metavar="ID")] = "", version_: Version = None,
         as_json: AsJson = False) -> None:
    """Takes a minute of the meeting, or adds a follow-up to a blocker."""
    from tracker.office.review.meeting import note as minute

    call, said = call_of(ctx), " ".join(text or [])
    expected = version(call, version_)
    if blocker:
        _follow_up(call, blocker, said, expected, as_json)
        return
    outcome = granted(call, minute(call.desk(), said, version=expected), as_json)
    _done(call, outcome, call.says.review_noted.format(week=outcome.value.week), as_json)


def _skip(ctx: typer.Context, blocker: Annotated[str, typer.Argument(metavar="ID")], version_: Version = None,
          as_json: AsJson = False) -> None:
    """Passes over a blocker: it was looked at, nothing was decided."""
    from tracker.office.review.meeting import skip as pass_over

    call = call_of(ctx)
    number, expected = whole(call, blocker, "ID"), version(call, version_)
    desk = call.desk()
    outcome = granted(call, pass_over(desk, number, version=expected), as_json)
    left = _remaining(call, outcome.value.week)
    _done(call, outcome, call.says.review_skipped.format(id=number, count=left), as_json, remaining=left)


def _close(ctx: typer.Context, text: _Text = None, version_: Version = None, as_json: AsJson = False) -> None:
    """Closes the meeting, with a last minute: its page stays as it is from now on."""
    from tracker.office.review.meeting import close as end

    call = call_of(ctx)
    expected = version(call, version_)
    outcome = granted(call, end(call.desk(), " ".join(text or []), version=expected), as_json)
    left = _remaining(call, outcome.value.week)
    _done(call, outcome, call.says.review_ended.format(week=outcome.value.week, count=left), as_json, remaining=left)


def _follow_up(call: Call, blocker: str, text: str, expected: int | None, as_json: bool) -> None:
    from tracker.office.project.blockers import say as say_of

    number = whole(call, blocker, "--blocker")
    desk = call.desk()
    outcome = granted(call, say_of(desk, number, Word.NOTE, text, version=expected), as_json)
    terms = call.words.terms
    line = call.says.blocker_said.format(id=number, word=told.name(terms.blocker_word, Word.NOTE), day=desk.today(),
                                         state=told.name(terms.blocker_state, outcome.value))
    done(call, outcome, as_json, line, {"blocker": number, "state": outcome.value})


def _write(call: Call, found: Review, output: str, minutes: bool, as_json: bool) -> None:
    outcome = granted(call, write_review(found, Path(output), call.lang, minutes=minutes, replaces=call.replaces),
                      as_json)
    line = call.says.review_written.format(file=outcome.value)
    done(call, outcome, as_json, line, {"week": str(found.agenda.meeting.week), "file": str(outcome.value)})


def _remaining(call: Call, week: Week) -> int:
    """How many the meeting has still to take, or had when it was closed."""
    from tracker.office.review.review import agenda

    found = agenda(call.opened[-1], week)
    return 0 if isinstance(found, Refused) else found.counts.remaining


def _done(call: Call, outcome: Done[Meeting], line: str, as_json: bool, **more: Any) -> None:
    done(call, outcome, as_json, line, {"meeting": shapes_review.meeting(outcome.value), **more})


app = noun("review", {"start": _start, "show": _show, "note": note, "skip": _skip, "close": _close})
