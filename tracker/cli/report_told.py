"""Writes, checks and bundles reports for the command line: what was typed in, what came of it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import typer

from tracker.cli.answer import REFUSED, done, granted, refuse
from tracker.cli.assess_pages import numbers_of_pages
from tracker.cli.call import Call
from tracker.cli.printing import print_json, say, table, warn
from tracker.cli.then import then_asked
from tracker.domain.budget import Budget, budget_of
from tracker.domain.bundle import BUNDLE_MOST, Bundle, NotABundle, read_bundle
from tracker.domain.clock import to_the_minute, utc_text
from tracker.domain.counting_year import YEARS
from tracker.domain.day import Day, NotADay, Precision
from tracker.domain.day_text import read_day
from tracker.domain.digests import digest_shown
from tracker.domain.parts import PartOf, PeriodOfYear, is_period, period_key, period_of
from tracker.domain.reasons import Code
from tracker.domain.text import clean
from tracker.files import read_whole
from tracker.office.outcome import Done, Refused, refused
from tracker.office.reporting.budget import read_budget
from tracker.office.reporting.bundling import bundle_holds, bundled
from tracker.office.reporting.facts import ReportAsked, ReportFacts, outside_period, report_facts
from tracker.office.signatures import CAN_SIGN
from tracker.office.unread_file import file_unread
from tracker.report.assessment_paper import EVERY, which_pages
from tracker.report.figured import KeptFigures
from tracker.report.manifest import Manifest
from tracker.report.recheck import Rechecked, differences_in_order, read_report, recheck
from tracker.report.selfreport import SelfReport, compose_report
from tracker.report.selfreport_budget import told_budget
from tracker.report.selfreport_templates import LEADER, PART, YEAR, report_template
from tracker.report.selfreport_word import report_word
from tracker.report.write import put
from tracker.shipped import shipped
from tracker.words import Lang, spoken
from tracker.words.selfreport import SelfReportWords
from tracker.words.sentences import sentence

_MOST_TEMPLATE = 16 * 1024 * 1024


class ReportOptions(NamedTuple):
    """What was typed beside the period."""

    leader: bool = False
    budget: str = ""
    template: str = ""
    until: str = ""
    as_of: str = ""
    output: str = ""


def print_budget_example(call: Call, as_json: bool) -> None:
    """Prints a budget file to begin with."""
    text = shipped("report", "budget.toml").read_text("utf-8")
    if as_json:
        print_json({"budget": text})
    else:
        say(text.rstrip())


def hand_template(call: Call, period: str, leader: bool, output: str, as_json: bool) -> None:
    """Writes the shipped template of the report that the period asks for."""
    asked = _period(call, period, as_json) if period else ReportAsked(0)
    path = _docx(call, output, as_json)
    outcome = granted(call, put(path, lambda: report_template(_kind(asked, leader), call.lang),
                                  replaces=call.replaces), as_json)
    done(call, outcome, as_json, _says(call).template_written.format(file=outcome.value), {"file": str(outcome.value)})


def hand_report(call: Call, period: str, options: ReportOptions, as_json: bool) -> None:
    """Writes a report into a file, or prints its sentences where no file was named."""
    asked = _period(call, period, as_json)
    path = _docx(call, options.output, as_json) if options.output else None
    budget = granted(call, read_budget(Path(options.budget)), as_json) if options.budget else None
    template = _template(call, options.template, as_json) if options.template else None
    report = _composed(call, asked, options.until, options.as_of, budget.value if budget else None, as_json)
    if path is None:
        _print(call, report, as_json)
        return
    made = granted(call, report_word(report, template or report_template(_kind(asked, options.leader), call.lang)),
                   as_json)
    content, count = made.value
    outcome = granted(call, put(path, lambda: content, replaces=call.replaces), as_json)
    done(call, Done(outcome.value, budget.notes if budget else ()), as_json,
         _says(call).written.format(file=outcome.value, count=count),
         {"file": str(outcome.value), "numbers": count, **_question(report.facts)})


def hand_bundle(call: Call, period: str, until: str, as_of: str, output: str, as_json: bool) -> None:
    """Writes the signed bundle of a report's figures, or prints it where no file was named."""
    report = _composed(call, _period(call, period, as_json), until, as_of, None, as_json)
    figures = {str(lang): _texts(compose_report(report.facts, None, lang)) for lang in Lang}
    if report.facts.asked.part is None:  # units are assessed by the year
        rollup = report.facts.rollup
        for lang in Lang:
            answered = numbers_of_pages(call.opened[-1], (rollup.year, rollup.until, rollup.as_of), EVERY, lang)
            figures[str(lang)] |= answered[1] if answered else {}
    bundle = granted(call, bundled(report.facts, figures), as_json)
    if not output:
        say(bundle.text.rstrip())
        return
    outcome = granted(call, put(Path(output), bundle.text.encode, replaces=call.replaces), as_json)
    done(call, outcome, as_json, _says(call).bundle_written.format(
        file=outcome.value, count=len(figures[str(call.lang)]), key=bundle.key_shown),
        {"file": str(outcome.value), "key": bundle.key_shown, **_question(report.facts)})


def hand_check_of_report(call: Call, file: str, bundle: str, budget: str, as_json: bool) -> None:
    """Compares a report with the office, or with a bundle; ends with 1 where anything differs."""
    report = granted(call, read_report(Path(file)), as_json)
    manifest = report.manifest
    typed = granted(call, read_budget(Path(budget)), as_json).value if budget else _typed_budget(manifest)
    told: list[str] = []
    if bundle:
        held = _bundle(call, bundle, manifest, as_json)
        answers = dict(held.figures.get(manifest.lang, {}))
        told.append(_says(call).checked_by_bundle.format(office=held.office, key=held.key_shown))
    else:
        answers = _answers(call, manifest, told, file, as_json)
    figures = KeptFigures()
    lang = Lang.meant(manifest.lang)
    told_budget(typed, manifest.year, spoken(lang, SelfReportWords), figures)
    found = recheck(report, {**answers, **{key: one.text for key, one in figures.kept.items()}})
    _tell(call, found, told, as_json)
    if not found.is_clean:
        raise typer.Exit(REFUSED)


# -- what was asked ---------------------------------------------------------------------------------------------------


def _period(call: Call, text: str, as_json: bool) -> ReportAsked:
    """A year, or a month or quarter of one, however it is written."""
    try:
        day = read_day(clean(text)) if text.strip() else None
    except NotADay:
        day = None
    asked = _asked_by(day) if day else None
    if asked is None or asked.year not in YEARS:
        refuse(call, refused(Code.NOT_A_PERIOD, field="period", value=text), as_json)
    return asked


def _asked_by(day: Day) -> ReportAsked | None:
    if day.first is None:
        return None
    parts = {Precision.YEAR: None, Precision.MONTH: PartOf(PeriodOfYear.MONTH.value, str(day.first.month)),
             Precision.QUARTER: PartOf(PeriodOfYear.QUARTER.value, str((day.first.month + 2) // 3))}
    return ReportAsked(day.first.year, parts[day.precision]) if day.precision in parts else None


def _composed(call: Call, asked: ReportAsked, until: str, as_of: str, budget: Budget | None, as_json: bool
              ) -> SelfReport:
    desk = call.desk()
    then = then_asked(call, desk, until, as_of, as_json=as_json,
                      more=lambda day: outside_period(desk, asked, day))
    facts = report_facts(desk, asked._replace(until=then.until, as_of=then.as_of))
    return compose_report(facts, budget, call.lang)


def _kind(asked: ReportAsked, leader: bool) -> str:
    return LEADER if leader else PART if asked.part else YEAR


def _docx(call: Call, output: str, as_json: bool) -> Path:
    path = Path(output)
    if path.suffix.lower() != ".docx":
        refuse(call, refused(Code.UNKNOWN_SUFFIX, field="output", value=path.name, choices=[".docx"]), as_json)
    return path


def _template(call: Call, file: str, as_json: bool) -> bytes:
    try:
        return read_whole(Path(file), _MOST_TEMPLATE)
    except OSError as error:
        refuse(call, Refused((file_unread(error, Path(file), "template", _MOST_TEMPLATE),)), as_json)


def _question(facts: ReportFacts) -> dict[str, object]:
    rollup = facts.rollup
    return {"year": facts.asked.year, "part": period_key(facts.asked.part), "until": rollup.until.isoformat(),
            "as_of": utc_text(rollup.as_of), "ruleset": {"id": rollup.ruleset_id, "digest": rollup.ruleset_digest},
            "head": rollup.head}


def _texts(report: SelfReport) -> dict[str, str]:
    return {key: one.text for key, one in report.figures.items()}


# -- what a report is checked by --------------------------------------------------------------------------------------


def _typed_budget(manifest: Manifest) -> Budget | None:
    """The budget the report was written with, held to its arithmetic once more."""
    return budget_of(manifest.budget)[0] if isinstance(manifest.budget, Mapping) else None


def _answers(call: Call, manifest: Manifest, told: list[str], file: str, as_json: bool) -> dict[str, str]:
    """What this office answers to the question of a report."""
    desk, says, lang = call.desk(), _says(call), Lang.meant(manifest.lang)
    asked, pages = _question_of(manifest), which_pages(manifest.part)
    if asked is None or asked.as_of is None or asked.until is None:
        refuse(call, refused(Code.REPORT_DAMAGED, field="file", value=file), as_json)
    if pages is not None:
        answered = numbers_of_pages(desk, (asked.year, asked.until, asked.as_of), pages, lang)
        if answered is None:
            refuse(call, refused(Code.UNIT_UNKNOWN, field="unit", value=pages), as_json)
        of_pages, numbers = answered
        digest, head = of_pages.figures.ruleset_digest, of_pages.head
    else:
        facts = report_facts(desk, asked)
        digest, head = facts.rollup.ruleset_digest, facts.rollup.head
        numbers = _texts(compose_report(facts, None, lang))
    told.append(says.checked_by_office.format(year=_asked_text(manifest), until=manifest.until,
                                              as_of=to_the_minute(asked.as_of), digest=digest_shown(digest),
                                              head=head or says.no_head))
    if digest != manifest.digest:
        told.append(says.other_rules.format(digest=digest_shown(manifest.digest)))
    if head != manifest.head:
        told.append(says.other_head.format(head=manifest.head or says.no_head))
    return dict(numbers)


def _question_of(manifest: Manifest) -> ReportAsked | None:
    """The question of a report; None for texts that are none."""
    part = period_of("" if which_pages(manifest.part) is not None else manifest.part)
    try:
        asked = ReportAsked(int(manifest.year), part, date.fromisoformat(manifest.until),
                            datetime.fromisoformat(manifest.as_of))
    except ValueError:
        return None
    fits = part is None or (part.by in list(PeriodOfYear) and is_period(part))
    known = asked.as_of is not None and asked.as_of.tzinfo is not None
    return asked if known and fits and asked.year in YEARS else None


def _asked_text(manifest: Manifest) -> str:
    return " ".join(filter(None, (manifest.year, _part(manifest))))


def _part(manifest: Manifest) -> str:
    """The month or quarter; none of a year, and of pages of an assessment, which are of a year."""
    return "" if which_pages(manifest.part) is not None else manifest.part


def _bundle(call: Call, file: str, manifest: Manifest, as_json: bool) -> Bundle:
    """The bundle in a file, where it is genuine and answers the question of the report."""
    try:
        bundle = read_bundle(read_whole(Path(file), BUNDLE_MOST).decode("utf-8"))
    except OSError as error:
        refuse(call, Refused((file_unread(error, Path(file), "bundle", BUNDLE_MOST),)), as_json)
    except (UnicodeDecodeError, NotABundle):
        refuse(call, refused(Code.NOT_A_BUNDLE, field="bundle", value=file), as_json)
    if not bundle_holds(bundle):
        refuse(call, refused(Code.BUNDLE_FORGED, field="bundle", value=file), as_json)
    ours = (manifest.year, _part(manifest), manifest.until, manifest.as_of)
    if bundle.asked != ours:
        command = f"sanxin bundle {_typed_as(manifest)} --until {manifest.until} --as-of {manifest.as_of} -o FILE"
        refuse(call, refused(Code.BUNDLE_OTHER, field="bundle", theirs=" ".join(filter(None, bundle.asked)),
                             ours=" ".join(filter(None, ours)), command=command), as_json)
    if not CAN_SIGN:
        warn(call.says.note.format(reason=sentence(refused(Code.BUNDLE_UNREAD).reasons[0], call.words)))
    return bundle


def _typed_as(manifest: Manifest) -> str:
    """The period as the command line takes it."""
    by, _, number = _part(manifest).partition(".")
    return manifest.year + (f"-{int(number):02}" if by == PeriodOfYear.MONTH else f"Q{number}" if by else "")


# -- what came of it --------------------------------------------------------------------------------------------------


def _print(call: Call, report: SelfReport, as_json: bool) -> None:
    if as_json:
        print_json({**_question(report.facts), "figures": {
            key: {"text": one.text, "label": one.label} for key, one in report.figures.items()}})
        return
    values = report.values
    say(f"{values['part_title']} {values['period']}" if report.facts.asked.part else str(values["title"]))
    for row in report.sentences:
        say(row)
    say(str(values["foot"]))
    say(str(values["foot_rules"]))


def _tell(call: Call, found: Rechecked, told: list[str], as_json: bool) -> None:
    says, manifest = _says(call), found.manifest
    rows = [(one, one.place.told(call.lang) if one.place else "") for one in differences_in_order(found)]
    if as_json:
        print_json({
            "year": manifest.year, "part": manifest.part, "until": manifest.until, "as_of": manifest.as_of,
            "ruleset": manifest.digest, "head": manifest.head, "found": found.found, "written": manifest.count,
            "differences": [{"kind": one.how.value, "key": one.key, "label": one.label, "place": place,
                             "printed": one.printed, "recomputed": one.recomputed} for one, place in rows]})
        return
    for line in told:
        say(line)
    if rows:
        named = says.check_columns
        table([named["place"], named["label"], named["difference"], named["printed"], named["recomputed"]],
              [[place, one.label, says.difference[one.how], one.printed, one.recomputed] for one, place in rows])
    say(says.checked.format(found=found.found, written=manifest.count, count=len(rows)))
    if not manifest.printed:
        say(says.no_names.format(written=manifest.count))
    say(says.not_claimed)


def _says(call: Call) -> SelfReportWords:
    return spoken(call.lang, SelfReportWords)
