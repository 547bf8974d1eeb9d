"""`sanxin assess -o FILE.docx` and FILE.html: the board, one unit's page or all of them; what checks such a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.answer import done, granted, refuse
from tracker.cli.readers import year
from tracker.cli.then import by_rules_of_now, then_asked
from tracker.domain.reasons import Code
from tracker.office.assessment.paper_facts import PaperFacts, paper_facts
from tracker.office.assessment.units import unit_called
from tracker.office.outcome import refused
from tracker.report.assessment_paper import BOARD, EVERY, AssessmentPaper, compose_assessment
from tracker.report.assessment_word import assessment_word
from tracker.report.lists.files import FORMS
from tracker.report.web import assessment_web
from tracker.report.write import put
from tracker.words import Lang, spoken
from tracker.words.scoring_tables import AssessTableWords

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.domain.rules import Ruleset
    from tracker.office.desk import Desk

PAGE_FORMS: Mapping[str, Callable[[AssessmentPaper], bytes]] = {".docx": assessment_word, ".html": assessment_web}
"""What pages are made by, by the end of a file's name."""


def is_list(output: str) -> bool:
    """Whether a file is to be a list."""
    return Path(output).suffix.lower() in (*FORMS, ".json")


def hand_pages(call: Call, year_: str, unit: str, every: bool, past: tuple[str, str, str], output: str, as_json: bool
               ) -> None:
    """Writes the board, the page of one unit, or with `every` the board and a page for each."""
    path = Path(output)
    make = PAGE_FORMS.get(path.suffix.lower())
    if make is None:
        choices = list(PAGE_FORMS) if every else [*FORMS, ".json", *PAGE_FORMS]
        refuse(call, refused(Code.UNKNOWN_SUFFIX, field="output", value=path.name, choices=choices), as_json)
    which, desk = year(call, year_), call.desk()
    until, as_of, rules = past
    by_now = by_rules_of_now(call, rules)
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
    number = str(granted(call, unit_called(desk, unit), as_json).number) if unit else ""
    facts = paper_facts(desk, which, then.until, then.as_of, by_now=by_now)
    if not facts.figures.units:
        refuse(call, refused(Code.NO_UNITS), as_json)
    paper = compose_assessment(facts, number or (EVERY if every else BOARD), call.lang)
    if paper is None:
        refuse(call, refused(Code.UNIT_UNKNOWN, field="unit", value=unit), as_json)
    outcome = granted(call, put(path, lambda: make(paper), replaces=call.replaces), as_json)
    says = spoken(call.lang, AssessTableWords)
    told = says.pages_written if path.suffix.lower() == ".docx" else says.web_written
    line = told.format(file=outcome.value, pages=len(paper.pages), count=len(paper.figures))
    done(call, outcome, as_json, line, {"file": str(outcome.value), "pages": len(paper.pages),
                                        "numbers": len(paper.figures)})


def numbers_of_pages(desk: Desk, asked: tuple[int, date, datetime], which: str, lang: Lang,
                     ruleset: Ruleset | None = None) -> tuple[PaperFacts, Mapping[str, str]] | None:
    """What the office answers to the question of such pages: their numbers by key; None where it has no such unit."""
    on, until, as_of = asked
    facts = paper_facts(desk, on, until, as_of, ruleset=ruleset)
    paper = compose_assessment(facts, which, lang)
    return None if paper is None else (facts, {key: one.text for key, one in paper.figures.items()})
