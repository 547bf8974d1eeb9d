"""The moves of `sanxin project`: on, back, aside, to its end and back again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import told
from tracker.cli.answer import done_to, granted, refuse_all
from tracker.cli.call import Call, call_of
from tracker.cli.options import AsJson, On, Papers, Project, RecognisedBy, RecognisedOn, Version, Why
from tracker.cli.readers import Typed, choice, pair, paper, stage, version
from tracker.domain.days import Day
from tracker.domain.expected import Awaited
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import STAGES, Move, Stage
from tracker.domain.typed import Stop
from tracker.words.expected import expected_line

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.outcome import Done
    from tracker.office.project.evidence import Paper

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def advance(
    ctx: typer.Context, project: Project,
    stages: Annotated[list[str] | None, typer.Argument(metavar="STAGE[=DATE]")] = None,
    to: Annotated[str, typer.Option("--to", metavar="STAGE")] = "", on: On = "",
    step: Annotated[list[str] | None, typer.Option("--step", metavar="STAGE=DATE")] = None, evidence: Papers = None,
    override: Annotated[str, typer.Option(metavar="REASON")] = "", recognised_on: RecognisedOn = "",
    recognised_by: RecognisedBy = "", version_: Version = None, as_json: AsJson = False,
) -> None:
    """Moves a project on: to the next stage, or over several with a day for each, all or nothing."""
    from tracker.office.project.route import advance_typed

    call = call_of(ctx)
    days, last = _days(call, stages or [], step or [], to, on)
    papers = _papers(call, evidence or [])
    expected = version(call, version_)
    desk = call.desk()
    if last is not None or not days:
        days[last] = on or None
    stops = [Stop(at, days[at]) for at in (*STAGES, None) if at in days]
    stops[-1] = replace(stops[-1], recognised_on=recognised_on, recognised_by=recognised_by)
    outcome = granted(call, advance_typed(desk, project, stops, override=override, version=expected, papers=papers),
                      as_json)
    reached = outcome.value
    _told(call, desk, project, outcome, as_json, call.says.advanced, stage=reached.stage, day=reached.day)


def revert(ctx: typer.Context, project: Project, stage_: Annotated[str, typer.Option("--stage", metavar="STAGE")] = "",
           reason: Why = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Takes a milestone back, the last one where none is named."""
    from tracker.office.project.moves import revert as move_back

    call = call_of(ctx)
    at, expected = stage(call, stage_, "--stage") if stage_ else None, version(call, version_)
    desk = call.desk()
    outcome = granted(call, move_back(desk, project, reason, stage=at, version=expected), as_json)
    later = at is not None and outcome.value.rank > at.rank
    _told(call, desk, project, outcome, as_json, call.says.reverted_one if later else call.says.reverted,
          stage=at if later else outcome.value)


def correct(
    ctx: typer.Context, project: Project, stage_: Annotated[str, typer.Argument(metavar="STAGE")], on: On = "",
    evidence: Papers = None,
    recognised_on: Annotated[str | None, typer.Option("--recognised-on", metavar="DATE")] = None,
    recognised_by: Annotated[str | None, typer.Option("--recognised-by", metavar="WHO")] = None,
    keep_evidence: Annotated[bool, typer.Option("--keep-evidence")] = False, reason: Why = "",
    version_: Version = None, as_json: AsJson = False,
) -> None:
    """Puts a milestone's day, recognition or evidence right; a recognition said to be empty is taken away."""
    from tracker.office.project.moves import correct as put_right

    call = call_of(ctx)
    at, expected = stage(call, stage_, "STAGE"), version(call, version_)
    papers = tuple(paper(call, text) for text in evidence or [])
    desk = call.desk()
    reader = Typed(desk.today())
    day = reader.day(on) if on else None
    recognised = reader.whole_day(recognised_on or "", "recognised_on")
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, put_right(desk, project, at, day=day, recognised_on=recognised, papers=papers,
                                      unrecognised=recognised_on is not None and not recognised_on.strip(),
                                      recognised_by=recognised_by, keep_evidence=keep_evidence, reason=reason,
                                      version=expected), as_json)
    line = call.says.corrected_day if day else call.says.corrected
    _told(call, desk, project, outcome, as_json, line, stage=at, day=day)


def expect(ctx: typer.Context, project: Project, what: Annotated[str, typer.Argument(metavar="STAGE")],
           day: Annotated[str, typer.Argument(metavar="DATE")] = "",
           withdrawn: Annotated[bool, typer.Option("--withdrawn")] = False, reason: Why = "", version_: Version = None,
           as_json: AsJson = False) -> None:
    """Records the day on which a stage, or the completion, is expected by now; a moved one keeps the day before."""
    from tracker.office.project.typed import expected_typed

    call = call_of(ctx)
    awaited = Awaited(choice(call, what, "awaited", "STAGE"))
    expected = version(call, version_)
    desk = call.desk()
    refuse_all(call, [] if day or withdrawn else [Reason(Code.DAY_MISSING, field="day")], as_json)
    outcome = granted(call, expected_typed(desk, project, awaited, "" if withdrawn else day, reason, expected), as_json)
    shown = told.standing(desk, project)
    line = next((expected_line(one, call.lang) for one in shown.expected if one.what is awaited), "") if shown else ""
    done_to(call, desk, project, outcome, as_json, "{project}  {expected}", {}, expected=line)


def _declares(move: Move) -> Callable[..., None]:
    """The command that changes a project's status by a move of its own."""
    def declare(ctx: typer.Context, project: Project, on: On = "", reason: Why = "", version_: Version = None,
                as_json: AsJson = False) -> None:
        from tracker.office.project.typed import CHANGES

        call = call_of(ctx)
        expected = version(call, version_)
        desk = call.desk()
        reader = Typed(desk.today())
        day = reader.day(on)
        refuse_all(call, reader.reasons, as_json)
        outcome = granted(call, CHANGES[move](desk, project, day, reason, version=expected), as_json)
        _told(call, desk, project, outcome, as_json, call.says.declared, status=outcome.value, day=day)

    return declare


pause, resume, terminate, reopen = map(_declares, (Move.PAUSE, Move.RESUME, Move.TERMINATE, Move.REOPEN))


def _told(call: Call, desk: Desk, project: str, outcome: Done[Any], as_json: bool, line: str, *,
          stage: Stage | None = None, status: str = "", day: Day | None = None) -> None:
    """One line: the project, its stage or status, the day."""
    terms = call.words.terms
    done_to(call, desk, project, outcome, as_json, line, {}, stage=told.name(terms.stage, stage),
            status=terms.status.get(status, status), day=told.day(call, day) if day else "")


def _days(call: Call, stages: Sequence[str], step: Sequence[str], to: str, on: str) -> (
        tuple[dict[Stage | None, str | None], Stage | None]):
    """The day typed for each stage on the way, and the stage that `--on` is for."""
    bare = [text for text in stages if "=" not in text and "＝" not in text] + ([to] if to else [])
    dated = [text for text in stages if "=" in text or "＝" in text]
    days: dict[Stage | None, str | None] = {
        stage(call, name, "STAGE=DATE"): day
        for name, day in (pair(call, text, "STAGE=DATE") for text in [*dated, *step])}
    if len(bare) > 1:
        raise typer.BadParameter(call.says.day_for_each, param_hint="STAGE=DATE")
    last = stage(call, bare[0], "--to" if to else "STAGE") if bare else None
    if on and last in days:
        raise typer.BadParameter(call.says.two_days, param_hint="--on")
    if on and days and last is None:
        raise typer.BadParameter(call.says.on_for_which, param_hint="--on")
    return days, None if last in days else last


def _papers(call: Call, evidence: Sequence[str]) -> dict[Stage | None, list[Paper]]:
    """Documents by the stage they are for, written STAGE=KIND…; without a stage they go to the last one."""
    found: dict[Stage | None, list[Paper]] = {}
    for text in evidence:
        head, sign, rest = text.partition("=")
        named = bool(sign) and ":" not in head and "：" not in head
        at = stage(call, head, "--evidence") if named else None
        found.setdefault(at, []).append(paper(call, rest if named else text))
    return found
