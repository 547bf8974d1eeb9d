"""What `sanxin rules` does once rulesets are loaded: checks a file, tells a ruleset, tries a draft, compares two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tracker.cli.answer import BAD_FILE, refuse
from tracker.cli.lists import Handed, print_table
from tracker.cli.printing import say
from tracker.cli.readers import year
from tracker.cli.then import then_asked
from tracker.domain.reasons import Code
from tracker.domain.rules import RulesetError, content_of, read_ruleset, ruleset_at, shipped_rulesets
from tracker.domain.rules_contradictions import everything_wrong
from tracker.office.figures.in_force import InForce, in_force
from tracker.office.figures.tried import try_rules
from tracker.office.outcome import refused
from tracker.office.rules import year_now
from tracker.report.lists.rules import differences_table, problems_table, sentences_table, tried_tables
from tracker.words.faults import fault_line
from tracker.words.figures import why_not
from tracker.words.rulesets import differences, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from tracker.cli.call import Call
    from tracker.domain.rules import Problem, Ruleset
    from tracker.office.desk import Desk
    from tracker.office.figures.tried import OneSide, Tried, TriedFigure
    from tracker.words.rulesets import Chapter, Difference


def hand_check(call: Call, file: str, output: str, as_json: bool) -> None:
    """Names everything that is wrong with a ruleset file, with its line; ends with 3 where anything is."""
    path = Path(file)
    content = content_of(_there(call, path, as_json))
    problems = everything_wrong(content, path.name)
    name = "" if problems else read_ruleset(content, path.name).id

    def show() -> None:
        for problem in problems:
            say(fault_line(problem, call.lang))
        if not problems:
            say(call.says.rules_right.format(file=path.name, id=name))

    Handed(call, None, output, as_json).on(
        "rules_problems", [problems_table(problems, call.lang)],
        lambda: {"file": path.name, "id": name, "problems": [_problem(one, call) for one in problems]}, show)
    if problems:
        raise typer.Exit(BAD_FILE)


def hand_show(call: Call, which: str, output: str, as_json: bool) -> None:
    """Tells everything a ruleset says in sentences: a file, one shipped, or the one of a year (empty: this)."""
    desk, which_year, found = _meant(call, which, as_json)
    head = call.says.rules_head.format(id=found.rules.id, digest=found.rules.digest, file=found.file)
    chapters = tell(found.rules, call.lang)
    Handed(call, desk, output, as_json, which_year, (head,)).on(
        "rules", [sentences_table(found.rules, call.lang)],
        lambda: {"year": which_year, "file": found.file, "own": found.own, "id": found.rules.id,
                 "digest": found.rules.digest, "chapters": [_chapter(one) for one in chapters]},
        lambda: _print(head, chapters))


def hand_try(call: Call, file: str, year_: str, until: str, as_of: str, output: str, as_json: bool) -> None:
    """Prints the figures of a year under a draft beside those in force, with the projects in which they differ."""
    which = year(call, year_)
    draft = _at(call, Path(file), as_json)
    desk = call.desk()
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
    tried = try_rules(desk, which, draft, until=then.until, as_of=then.as_of)
    last_days = dict.fromkeys(str(side.until) for side in (tried.before, tried.after))
    head = call.says.rules_tried.format(year=which, until=" / ".join(last_days), before=tried.before.ruleset_id,
                                        draft=draft.id)
    figures, projects = tried_tables(tried.figures, call.lang)
    in_both = [figure for figure in tried.figures if figure.before is not None and figure.after is not None]
    _, differing = tried_tables(in_both, call.lang)

    def printed() -> None:
        say(head)
        print_table(call, figures)
        if differing.rows:
            say(f"\n{projects.title}")
            print_table(call, differing)
        if len(differing.rows) < len(projects.rows):
            say(call.says.tried_one_side)
        if all(figure.same for figure in tried.figures):
            say(call.says.tried_alike)

    Handed(call, desk, output, as_json, which, (head,), then=then).on(
        "rules_try", (figures, projects), lambda: _tried(tried, call), printed)


def hand_diff(call: Call, before: str, after: str, output: str, as_json: bool) -> None:
    """Prints what two rulesets say otherwise, sentence by sentence."""
    old, new = (_meant(call, name, as_json)[2].rules for name in (before, after))
    found = differences(old, new, call.lang)
    Handed(call, None, output, as_json).on(
        "rules_diff", [differences_table(found, call.lang)],
        lambda: {"before": old.id, "after": new.id, "differences": [_difference(one) for one in found]},
        None if found else lambda: say(call.says.rules_alike))


def _there(call: Call, path: Path, as_json: bool) -> Path:
    """The path of a file that is there; where none is, the command ends with that refusal."""
    if not path.exists():
        refuse(call, refused(Code.NO_FILE, field="file", value=str(path)), as_json)
    return path


def _at(call: Call, path: Path | Traversable, as_json: bool) -> Ruleset:
    """The ruleset in a file somebody named; where it is wrong, the command ends with everything that is."""
    if isinstance(path, Path):
        _there(call, path, as_json)
    try:
        return ruleset_at(path)
    except RulesetError as error:
        refuse(call, refused(Code.DRAFT_WRONG, field="file", value=path.name, faults=error.problems), as_json)


def _meant(call: Call, which: str, as_json: bool) -> tuple[Desk | None, int | None, InForce]:
    """The ruleset somebody means: a file, the name of one shipped, or a year for the one in force (empty: this year).

    With the office and the year where it is the one in force.
    """
    if Path(which).is_file() or (which and not which.isdigit()):
        file = Path(which) if Path(which).exists() else _shipped(which) or Path(which)
        return None, None, InForce(_at(call, file, as_json), file.name, own=isinstance(file, Path))
    desk = call.opened[-1] if call.opened else call.desk()
    which_year = year(call, which) if which else year_now(desk)
    return desk, which_year, in_force(desk, which_year)


def _shipped(name: str) -> Traversable | None:
    """A shipped ruleset by the name of its file, with or without its ending."""
    return next((file for file in shipped_rulesets()
                 if file.name.removesuffix(".toml") == name.removesuffix(".toml")), None)


def _print(head: str, chapters: Sequence[Chapter]) -> None:
    say(head)
    for chapter in chapters:
        say(f"\n{chapter.heading}")
        for subject in chapter.subjects:
            if subject.title:
                say(f"  {subject.title}")
            for sentence in subject.sentences:
                say(f"    {sentence}")


def _problem(problem: Problem, call: Call) -> dict[str, object]:
    return {"line": problem.line, "place": problem.place, "code": problem.code, "value": problem.value,
            "message": fault_line(problem, call.lang)}


def _chapter(chapter: Chapter) -> dict[str, object]:
    return {"heading": chapter.heading, "subjects": [
        {"key": one.key, "title": one.title, "sentences": list(one.sentences)} for one in chapter.subjects]}


def _difference(one: Difference) -> dict[str, str]:
    return {"heading": one.heading, "subject": one.subject, "before": one.before, "after": one.after}


def _tried(tried: Tried, call: Call) -> dict[str, Any]:
    rules = {name: {"id": rollup.ruleset_id, "digest": rollup.ruleset_digest}
             for name, rollup in (("in_force", tried.before), ("draft", tried.after))}
    return {"year": tried.before.year, "until": tried.before.until.isoformat(), **rules,
            "figures": [_figure(figure, call) for figure in tried.figures]}


def _figure(figure: TriedFigure, call: Call) -> dict[str, object]:
    return {"key": figure.key, "label": figure.called(call.lang), "unit": figure.unit, "in_force": figure.before,
            "draft": figure.after, "projects": [
                {"code": one.code, "name": one.name, "in_force": _side(one.before, call),
                 "draft": _side(one.after, call)} for one in figure.projects]}


def _side(side: OneSide, call: Call) -> dict[str, object] | None:
    """What a project adds, or why it adds nothing; None where that ruleset does not have the figure."""

    if side.reason is not None:
        return {"share": None, "reason": side.reason.reason, "sentence": why_not(side.reason, call.words)}
    return {"share": side.share} if side.share else None

