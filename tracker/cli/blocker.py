"""`sanxin blocker`: raises what stops a project, and says what is said about it until the office has verified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from tracker.cli import shapes, told
from tracker.cli.answer import done, done_to, granted, refuse_all
from tracker.cli.call import call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.meant import code_meant
from tracker.cli.options import AsJson, AsOf, On, Project, Until, Version, Why, cleaned
from tracker.cli.pages import noun
from tracker.cli.readers import Typed, choice, version, whole
from tracker.cli.then import office_then, then_asked
from tracker.domain.blocking import Word
from tracker.report.lists.blockers import HANDED, LISTED, hold_columns
from tracker.report.lists.shape import ListTable
from tracker.words import spoken
from tracker.words.screens import ScreenWords

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_Number = Annotated[str, typer.Argument(metavar="ID")]
_Said = Annotated[list[str] | None, typer.Argument(metavar="TEXT")]
By = Annotated[str, typer.Option("--by", metavar="WHO")]
Due = Annotated[str, typer.Option("--due", metavar="DATE")]
_Level = Annotated[str, typer.Option("--level")]


def raise_(
    ctx: typer.Context, project: Project, description: Annotated[list[str], typer.Argument(metavar="TEXT")],
    category: Annotated[str, typer.Option(metavar="用地")] = "", bureau: Annotated[str, typer.Option()] = "",
    person: Annotated[str, typer.Option(metavar="WHO")] = "", level: _Level = "", on: On = "", due: Due = "",
    risk: Annotated[bool, typer.Option("--risk")] = False, permit: Annotated[str, typer.Option()] = "",
    authority: Annotated[str, typer.Option()] = "", version_: Version = None, as_json: AsJson = False,
) -> None:
    """Puts a blocker on a project."""
    from tracker.office.project.blockers import Raised, raise_blocker

    call = call_of(ctx)
    at = choice(call, level, "level", "--level") if level else "bureau"
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    raised = Raised(category, " ".join(description), not risk, bureau, person, at, reader.day(on), reader.due(due),
                    permit, authority)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, raise_blocker(desk, project, raised, version=expected), as_json)
    done_to(call, desk, project, outcome, as_json, call.says.raised, {"blocker": outcome.value}, id=outcome.value,
            day=told.day(call, raised.raised) if raised.raised else "")


def _note(ctx: typer.Context, blocker: _Number, text: _Said = None, on: On = "", by: By = "",
         permit: Annotated[str, typer.Option()] = "", authority: Annotated[str, typer.Option()] = "",
         version_: Version = None, as_json: AsJson = False) -> None:
    """Adds a follow-up, and the number of a permit once there is one."""
    _say(ctx, blocker, Word.NOTE, text, (on, by, version_), as_json, permit=permit, authority=authority)


def _says(word: Word) -> Callable[..., None]:
    """The command that says a word on a blocker that brings nothing but a text."""
    def said(ctx: typer.Context, blocker: _Number, text: _Said = None, on: On = "", by: By = "",
             version_: Version = None, as_json: AsJson = False) -> None:
        _say(ctx, blocker, word, text, (on, by, version_), as_json)

    return said


def due(ctx: typer.Context, blocker: _Number, day: Annotated[str, typer.Argument(metavar="DATE")], text: _Said = None,
        on: On = "", by: By = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Sets a new deadline; the old one stays on record."""
    _say(ctx, blocker, Word.DUE, text, (on, by, version_), as_json, due=day)


def escalate(ctx: typer.Context, blocker: _Number, level: Annotated[str, typer.Argument(metavar="LEVEL")],
             text: _Said = None, on: On = "", by: By = "", version_: Version = None, as_json: AsJson = False
             ) -> None:
    """Takes a blocker to a higher level."""
    at = choice(call_of(ctx), level, "level", "LEVEL")
    _say(ctx, blocker, Word.ESCALATE, text, (on, by, version_), as_json, level=at)


def _correct(
    ctx: typer.Context, blocker: _Number, description: _Said = None,
    category: Annotated[str | None, typer.Option(metavar="用地")] = None,
    bureau: Annotated[str | None, typer.Option()] = None,
    person: Annotated[str | None, typer.Option(metavar="WHO")] = None,
    risk: Annotated[bool | None, typer.Option("--risk/--blocking")] = None, on: On = "", reason: Why = "",
    version_: Version = None, as_json: AsJson = False,
) -> None:
    """Corrects what a blocker was raised with; the wrong one stays on record."""
    from tracker.office.project.blockers import BlockerCorrection, correct_blocker

    call = call_of(ctx)
    number, expected = whole(call, blocker, "ID"), version(call, version_)
    desk = call.desk()
    reader = Typed(desk.today())
    day = reader.day(on) if on else None
    refuse_all(call, reader.reasons, as_json)
    correction = BlockerCorrection(category, " ".join(description) if description else None,
                                   None if risk is None else not risk, bureau, person, day)
    outcome = granted(call, correct_blocker(desk, number, correction, reason, version=expected), as_json)
    line = call.says.blocker_corrected.format(was=number, id=outcome.value)
    done(call, outcome, as_json, line, {"blocker": outcome.value, "was": number})


def _list_(ctx: typer.Context, project: Annotated[str | None, typer.Argument(callback=cleaned)] = None,
          verified: Annotated[bool, typer.Option("--verified", "--all")] = False, until: Until = "",
          as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Lists the blockers of the office or of one project, the most overdue first."""
    from tracker.office.project.blockers import blockers

    call = call_of(ctx)
    then = then_asked(call, call.desk(), until, as_of, as_json=as_json)
    desk = office_then(call, then)
    code = code_meant(call, desk, project, as_json) if project else None
    found = granted(call, blockers(desk, project=code, verified=verified), as_json)
    says = spoken(call.lang, ScreenWords).blockers_screen
    about = (*filter(None, (code,)), says.everything if verified else says.only_open)
    Handed(call, desk, output, as_json, about=about, narrowed=bool(code), then=then).on(
        "blockers", [ListTable(hold_columns(HANDED if output else LISTED, call.lang), found)],
        lambda: {"blockers": [shapes.hold(hold) for hold in found]})


def _say(ctx: typer.Context, blocker: str, word: Word, text: list[str] | None,
         said: tuple[str, str, str | None], as_json: bool, *, due: str = "", level: str = "", permit: str = "",
         authority: str = "") -> None:
    from tracker.office.project.blockers import say as say_of

    (on, by, version_), call = said, call_of(ctx)
    number, expected = whole(call, blocker, "ID"), version(call, version_)
    desk = call.desk()
    reader = Typed(desk.today())
    day, until = reader.day(on), reader.due(due)
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, say_of(desk, number, word, " ".join(text or []), on=day, by=by, due=until, level=level,
                                   permit=permit, authority=authority, version=expected), as_json)
    terms = call.words.terms
    line = call.says.blocker_said.format(id=number, word=told.name(terms.blocker_word, word), day=told.day(call, day),
                                         state=told.name(terms.blocker_state, outcome.value))
    done(call, outcome, as_json, line, {"blocker": number, "state": outcome.value})


app = noun("blocker", {"raise": raise_, "note": _note, "answer": _says(Word.ANSWER), "verify": _says(Word.VERIFY),
                       "reject": _says(Word.REJECT), "escalate": escalate, "due": due, "reopen": _says(Word.REOPEN),
                       "correct": _correct, "list": _list_})
