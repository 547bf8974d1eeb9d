"""Composes a report from what the office answered: every number by its key, every sentence, every row of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.clock import office_day, to_the_minute
from tracker.domain.digests import digest_shown
from tracker.domain.rates import percent
from tracker.domain.rules_words import label_in
from tracker.domain.text import clean
from tracker.report.figured import CHART, Figured, KeptFigures, Sentence, in_one
from tracker.report.month_chart import MonthChart
from tracker.report.selfreport_budget import told_budget
from tracker.report.selfreport_stuck import told_stuck
from tracker.report.teller import Teller
from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.days import day_text
from tracker.words.figures import FiguresWords, figure_notes, nowhere_lines, papers_told, rate_label, units_line
from tracker.words.review import ReviewWords
from tracker.words.selfreport import SelfReportWords

if TYPE_CHECKING:
    from tracker.domain.budget import Budget
    from tracker.office.figures.explained import CountedFact, CountedProject
    from tracker.office.figures.figures import ConversionRate, Figure
    from tracker.office.reporting.facts import ReportFacts

NAMED_BIG = 2
"""Projects of the lists of 500 that the sentence names; the table below it has them all."""

TableRow = Mapping[str, object]
"""A line of a table by the names of its columns, as a template asks for them."""


@dataclass(frozen=True, slots=True)
class SelfReport:
    """A report before it is a file: what a template may ask for, every number by its key, and the months to draw."""

    facts: ReportFacts
    lang: Lang
    values: Mapping[str, object]
    figures: Mapping[str, Figured]
    chart: MonthChart | None
    budget: Budget | None
    sentences: tuple[str, ...]
    """The sentences on indicators as plain text."""


def compose_report(facts: ReportFacts, budget: Budget | None, lang: Lang) -> SelfReport:
    """What a report tells. The same facts give the same report."""
    teller = Teller(facts, lang, spoken(lang, SelfReportWords), words(lang).terms, KeptFigures())
    says, rollup = teller.says, facts.rollup
    indicators = [_indicator(teller, one) for one in rollup.indicators]
    conversion = [_conversion(teller, one) for one in rollup.conversion]
    appendix = [_appendix(teller, one) for one in rollup.indicators]
    by_key = {str(one["key"]): one for one in indicators}
    office = clean(budget.office) if budget and budget.office else says.unit_unnamed.format(place=clean(rollup.place))
    chart, numbered = _chart(teller), _numbered(teller, _sentences(teller, by_key))
    values: dict[str, object] = {
        "place": clean(rollup.place), "office": office, "year": str(facts.asked.year), "period": teller.period,
        "title": says.title.format(year=facts.asked.year, office=office), "subtitle": says.subtitle,
        "part_title": says.part_title.format(place=clean(rollup.place)),
        "leader_title": says.leader_title.format(place=clean(rollup.place)),
        "about": Sentence.of(says.leader_about, year=str(facts.asked.year), until=str(rollup.until),
                             progress=teller.sure("progress", "progress", rollup.time_progress, "")),
        "sample": teller.terms.sample if rollup.sample else "",
        "until": str(rollup.until), "as_of": to_the_minute(rollup.as_of), "ruleset": clean(rollup.ruleset_id),
        "digest": rollup.ruleset_digest, "head": rollup.head, **_foot(teller),
        "indicators": indicators, "indicator": by_key,
        "sentences": numbered,
        "months": _months(teller), "chart": CHART if chart else "",
        "big": _big(teller), "conversion": conversion, "rates": _rates(teller, conversion),
        "coverage": [one for one in indicators if one["proven"]],
        "appendix": appendix, "uncounted": _uncounted(teller, appendix),
        "closed": _closed(teller, by_key),
        "untargeted": says.untargeted if _without_targets(teller) else "",
        "units": units_line(dict.fromkeys(one.unit for one in rollup.indicators), lang),
        "notes": [clean(one) for one in (*figure_notes(rollup, lang), *nowhere_lines(rollup.money.lines, lang),
                                         *_provisional(teller))],
        **told_stuck(teller, indicators), **told_budget(budget, str(facts.asked.year), says, teller.figures),
    }
    return SelfReport(facts, lang, values, teller.figures.kept, chart, budget,
                      tuple(f"{one['no']}{one['sentence']}" for one in numbered))


def _foot(teller: Teller) -> dict[str, str]:
    """What every figure stands on: last day, moment of knowing, rules, head."""
    rollup, says = teller.facts.rollup, teller.says
    return {"foot": says.foot.format(until=rollup.until, as_of=to_the_minute(rollup.as_of)),
            "foot_rules": says.foot_rules.format(
                rules=clean(rollup.ruleset_id), digest=digest_shown(rollup.ruleset_digest),
                head=rollup.head or says.no_head)}


def _provisional(teller: Teller) -> Iterator[str]:
    """That some days are counted by a calendar that is not published yet, where they are."""
    spans = (span for hold in teller.facts.stuck for span in (hold.age, hold.overdue))
    if any(span is not None and span.provisional for span in spans):
        yield spoken(teller.lang, ReviewWords).provisional_note


# -- indicators -------------------------------------------------------------------------------------------------------


def _indicator(teller: Teller, figure: Figure) -> dict[str, object]:
    """An indicator with all its numbers, and its sentence; what is not known is empty."""
    key, label, cover = figure.key, clean(figure.called(teller.lang)), figure.coverage
    part, of_part = teller.facts.of_part.get(key), teller.facts.targets_of_part.get(key)
    behind = figure.ahead is not None and figure.ahead.startswith("-")
    proven = not figure.without_papers and figure.counted > 0
    numbers: dict[str, object | None] = {
        "target": figure.target, "actual": figure.actual, "rate": figure.rate,
        "ahead": figure.ahead, "behind": figure.ahead.removeprefix("-") if behind and figure.ahead else None,
        "counted": figure.counted, "not_counted": figure.not_counted,
        "numbered": cover.numbered if proven else None, "filed": cover.filed if proven else None,
        "recognised": cover.recognised if proven else None, "gap": _gap(figure),
        "numbered_rate": percent(cover.numbered, figure.counted, 1, with_sign=True) if proven else None,
        "part_actual": part.actual if part else "0" if teller.facts.asked.part else None,
        "part_target": of_part.target if of_part else None, "part_rate": of_part.rate if of_part else None}
    light = figure.light or ""
    told: dict[str, object] = {
        "key": key, "label": label, "unit": clean(figure.unit), "light": teller.terms.light.get(light, light),
        "colour": light, "proven": proven, "passed": _passed(figure),
        **{what: teller.put(f"{key}.{what}", what, number, label) for what, number in numbers.items()}}
    if proven and cover.recognised is None:
        told["recognised"] = teller.says.not_recognised
    told["short"] = _filled(teller.says.short, told, when=teller.when) if told["gap"] else Sentence(())
    told["sentence"] = _with_part(teller, told) if teller.facts.asked.part else _sentence(teller, told)
    return told


def _gap(figure: Figure) -> str | None:
    """What is missing to the target, exact; None where it is reached or no target is set."""
    if figure.target is None or (gap := Decimal(figure.target) - Decimal(figure.actual)) <= 0:
        return None
    return format(gap, "f")


def _untold(teller: Teller, told: Mapping[str, object]) -> str:
    """That no target is set, where some other indicator has one."""
    return "" if told["target"] or _without_targets(teller) else teller.says.no_target


def _without_targets(teller: Teller) -> bool:
    """Whether no indicator has a target: then that is said once."""
    return all(one.target is None for one in teller.facts.rollup.indicators)


def _passed(figure: Figure) -> bool:
    """Whether more was reached than was asked for."""
    return figure.target is not None and Decimal(figure.actual) > Decimal(figure.target)


def _sentence(teller: Teller, told: Mapping[str, object]) -> Sentence:
    says = teller.says
    if not told["target"] or not told["rate"]:
        return _filled(says.reached, told, when=teller.when, then=_untold(teller, told))
    return _filled(says.of_target, told, when=teller.when, then=_pace(teller, told))


def _pace(teller: Teller, told: Mapping[str, object]) -> Sentence:
    """How far ahead of the time gone by; of a year that is over whether its target was passed."""
    says, rollup = teller.says, teller.facts.rollup
    if rollup.until >= rollup.span.last:
        return Sentence((says.beyond,) if told["passed"] else ())
    if told["behind"]:
        return _filled(says.behind, {"points": told["behind"]})
    ahead = told["ahead"]
    return Sentence((says.on_pace,)) if str(ahead) == "0" else _filled(says.ahead, {"points": ahead})


def _with_part(teller: Teller, told: Mapping[str, object]) -> Sentence:
    """What was reached in the month or quarter, before what was reached in the year so far."""
    says = teller.says
    so_far = _filled(says.so_far_of, told, then=_pace(teller, told)) if told["rate"] else _filled(
        says.so_far, told, then=_untold(teller, told))
    then = _filled(says.of_part_target, {"target": told["part_target"], "unit": told["unit"],
                                         "rate": told["part_rate"]}) if told["part_rate"] else Sentence(())
    return _filled(says.in_part, {**told, "actual": told["part_actual"]}, then=then, so_far=so_far,
                   period=teller.period)


def _filled(wording: str, told: Mapping[str, object], **more: str | Figured | Sentence) -> Sentence:
    """A wording filled with what stands in a row."""
    texts = {name: value for name, value in told.items() if isinstance(value, str | Figured | Sentence)}
    return Sentence.of(wording, **{**texts, **more})


def _sentences(teller: Teller, by_key: Mapping[str, Mapping[str, object]]) -> Iterator[Sentence]:
    """Money first, then the three new as one sentence, then the lists of 500, as such reports are written."""
    says, facts = teller.says, teller.facts
    three = facts.rollup.new_by_month
    for key, told in by_key.items():
        if key not in three and key != facts.big_key:
            yield _said(told)
    if new := [_said(told) for key, told in by_key.items() if key in three]:
        yield Sentence.of(says.three_new, list=in_one(new, says.three_joint))
    if told_big := by_key.get(facts.big_key):
        yield _big_sentence(teller, told_big) if facts.big else _said(told_big)


def _said(told: Mapping[str, object]) -> Sentence:
    sentence = told["sentence"]
    assert isinstance(sentence, Sentence)
    return sentence


def _big_sentence(teller: Teller, told: Mapping[str, object]) -> Sentence:
    says = teller.says
    every = teller.facts.big
    names = teller.terms.list_joint.join(clean(one.name) for one in every[:NAMED_BIG])
    beyond = says.beyond if told["passed"] else ""
    then = _filled(says.big_target, told, beyond=beyond) if told["rate"] else Sentence(())
    wording = says.big if len(every) > NAMED_BIG else says.big_few
    return _filled(wording, told, names=names, when=teller.when, then=then)


def _numbered(teller: Teller, sentences: Iterator[Sentence]) -> list[TableRow]:
    ordinals = teller.says.ordinal
    return [{"no": ordinals[at % len(ordinals)], "sentence": one} for at, one in enumerate(sentences)]


def _closed(teller: Teller, by_key: Mapping[str, Mapping[str, object]]) -> Sentence:
    """That the year is closed, and which of its figures were restated since; nothing where it is not closed."""
    says, closed = teller.says, teller.facts.closed
    if closed is None:
        return Sentence(())
    moved = [_filled(says.restated, by_key[key], was=teller.sure(f"{key}.closed", "closed", was, str(
        by_key[key]["label"]))) for key, was in closed.was.items()]
    return Sentence.of(says.closed, number=str(closed.number), on=str(office_day(closed.at)),
                       then=Sentence.of(says.since_closed, moved=in_one(moved, says.sentence_joint)) if moved
                       else says.unmoved)


# -- tables -----------------------------------------------------------------------------------------------------------


def _months(teller: Teller) -> TableRow:
    """What each month brought, of the indicators that are told by month; months to come are empty."""
    rollup, says = teller.facts.rollup, spoken(teller.lang, FiguresWords)
    begun = rollup.span.place_of(min(rollup.until, rollup.span.last))
    rows = []
    for key, numbers in rollup.new_by_month.items():
        figure = rollup.figure(key)
        label = clean(figure.called(teller.lang)) if figure else key
        cells = [_month(teller, key, month, number if at <= begun else None, label)
                 for at, (month, number) in enumerate(zip(rollup.span.months, numbers, strict=True), 1)]
        beside = rollup.beside_months.get(key)
        rows.append({"label": label, "cells": cells, "whole": teller.put(f"{key}.counted", "counted", sum(numbers) + (
            beside.projects if beside else 0), label),
            "beside": teller.put(f"{key}.beside", "beside", beside.projects if beside else None, label)})
    return {"columns": [says.month.format(month=month) for month in rollup.span.months], "rows": rows,
            "beside": bool(rollup.beside_months)}


def _month(teller: Teller, key: str, month: int, number: int | None, label: str) -> Figured | str:
    named = f"{label} {teller.says.what['month'].format(month=month)}"
    return teller.figures.maybe(f"{key}.month.{month}", number, named)


def _chart(teller: Teller) -> MonthChart | None:
    rollup, says = teller.facts.rollup, spoken(teller.lang, FiguresWords)
    begun = rollup.span.place_of(min(rollup.until, rollup.span.last))
    series = tuple((clean(figure.called(teller.lang)), tuple(numbers[:begun]))
                   for key, numbers in rollup.new_by_month.items() if (figure := rollup.figure(key)))
    months = tuple(says.month.format(month=month) for month in rollup.span.months[:begun])
    drawable = bool(months) and any(any(numbers) for _, numbers in series)
    return MonthChart(teller.says.captions["months"], months, series) if drawable else None


def _big(teller: Teller) -> list[TableRow]:
    facts = teller.facts
    days = {one.code: one.facts[0].day for one in facts.behind[facts.big_key].counted
            if one.facts} if facts.big_key in facts.behind else {}
    return [{"no": str(at), "code": one.code, "name": clean(one.name),
             "listed": teller.terms.top500.get(one.listed, one.listed), "investor": clean(one.investor),
             "amount": teller.put(f"project.{one.code}.amount", "amount", amount_text(one.amount, teller.lang),
                                 one.name),
             "day": day_text(days[one.code], teller.lang) if one.code in days else ""}
            for at, one in enumerate(facts.big, 1)]


def _conversion(teller: Teller, rate: ConversionRate) -> TableRow:
    key, label = rate.explained_by, clean(rate_label(rate.key, rate.labels, rate.cohort, teller.lang))
    told: dict[str, object] = {
        "label": label, "unit": clean(rate.unit),
        **{what: teller.put(f"{key}.{what}", what, number, label) for what, number in (
            ("numerator", rate.numerator), ("denominator", rate.denominator), ("rate", rate.rate))}}
    counted_in = teller.says.counted_in.format(unit=told["unit"]) if told["unit"] else ""
    told["sentence"] = _filled(teller.says.rate if rate.rate else teller.says.no_rate, told, counted_in=counted_in)
    return told


def _rates(teller: Teller, told: list[TableRow]) -> Sentence:
    """All rates as one sentence; those that nothing can be divided by are named together."""
    says = teller.says
    rates = [_said(one) for one in told if one["rate"]]
    if without := [str(one["label"]) for one in told if not one["rate"]]:
        rates.append(Sentence.of(says.no_rates, labels=teller.terms.list_joint.join(without)))
    return in_one(rates, says.sentence_joint)


def _uncounted(teller: Teller, appendix: list[TableRow]) -> Sentence:
    """The indicators that count no project, which have no list of their own; nothing where each has one."""
    labels = [str(one["label"]) for one in appendix if not one["rows"]]
    return Sentence.of(teller.says.uncounted, labels=teller.terms.list_joint.join(labels)) if labels else Sentence(())


def _appendix(teller: Teller, figure: Figure) -> TableRow:
    """Every project an indicator counts, with what it adds, its days and its documents."""
    facts, key = teller.facts, figure.key
    within = facts.asked.part is not None
    told = facts.behind_part[key] if within else facts.behind[key]
    label = clean(label_in(figure.labels, teller.lang))
    part = facts.of_part.get(key)
    actual = (part.actual if part else "0") if within else figure.actual
    counts = key in facts.rollup.new_by_month or key == facts.big_key
    return {
        "title": Sentence.of(
            teller.says.appendix_counted if counts else teller.says.appendix, label=label, unit=clean(figure.unit),
            count=teller.sure(f"{key}.part_counted" if within else f"{key}.counted", "counted",
                              len(told.counted) if within else figure.counted, label),
            actual=teller.sure(f"{key}.part_actual" if within else f"{key}.actual", "actual", actual, label)),
        "label": label, "unit": clean(told.unit), "by_fact": any(
            len(one.facts) > 1 or any(fact.receipt is not None for fact in one.facts) for one in told.counted),
        "rows": [_project(teller, f"part.{key}" if within else f"row.{key}", label, at, one)
                 for at, one in enumerate(told.counted, 1)]}


def _project(teller: Teller, key: str, label: str, at: int, project: CountedProject) -> TableRow:
    joint, shown = teller.terms.list_joint, f"{label} {project.name}"
    facts = [_fact(teller, f"each.{key}.{number}.{project.code}", shown, fact)
             for number, fact in enumerate(project.facts, 1)]
    papers = dict.fromkeys(proof.named for fact in project.facts for proof in fact.evidence)
    return {"no": str(at), "code": project.code, "name": clean(project.name),
            "share": teller.sure(f"{key}.{project.code}", "share", project.share, shown),
            "day": joint.join(dict.fromkeys(str(fact["day"]) for fact in facts)),
            "evidence": clean(papers_told(papers, teller.lang)),
            "facts": facts or [{"day": "", "each": "", "evidence": ""}]}


def _fact(teller: Teller, key: str, shown: str, fact: CountedFact) -> TableRow:
    """One milestone or receipt of a project: its day, what it adds and its papers, side by side."""
    day = day_text(fact.day, teller.lang, teller.terms.unknown_day)
    papers = dict.fromkeys(proof.named for proof in fact.evidence)
    return {"day": day, "each": teller.put(key, "each", fact.share, f"{shown} {day}"),
            "evidence": clean(papers_told(papers, teller.lang))}
