"""What figures are headed with, and why a project is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from tracker.domain.clock import to_the_minute
from tracker.domain.counting_year import YearSpan
from tracker.domain.money import Money, print_exact
from tracker.domain.reasons import Nowhere, Unmet
from tracker.domain.results import People
from tracker.domain.rules_words import NO_INDICATOR, RulesSaid, label_in
from tracker.domain.stages import Stage
from tracker.domain.threshold import Share
from tracker.domain.units import find_unit
from tracker.words import Coded, Lang, spoken
from tracker.words.amounts import amount_text, currency_name, unit_text
from tracker.words.catalogue import words
from tracker.words.days import day_text
from tracker.words.limits import limit_text
from tracker.words.sentences import shown

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.currency import Currency
    from tracker.office.figures.explained import CountedFact, Explanation, NotCountedProject
    from tracker.office.figures.figures import (
        BesideMonths,
        Figure,
        MoneyLine,
        OthersFigure,
        Rollup,
        WithoutOrigin,
        YearMoney,
    )
    from tracker.office.figures.of_project import InFigure
    from tracker.office.figures.subtotals import SubTotals
    from tracker.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class NotCounted(Coded[Unmet, str]):
    """A sentence for each reason a project is not counted; `{name}` is filled from its particulars."""

    not_reached: str
    unknown_day: str
    not_recognised: str
    before: str
    again_left_out: str
    """Signed again on {again}, which the rules do not count; first on {day}."""
    before_base: str
    other_cohort: str
    two_cohorts: str
    after: str
    recognised_late: str
    two_years: str
    once_before: str
    once_two_years: str
    period_open: str
    no_evidence: str
    unproven: str
    not_hunan_return: str
    not_top500: str
    not_in: str
    not_filled: str
    excluded: str
    phase: str
    no_amount: str
    below: str
    above: str
    over: str
    not_over: str
    no_land: str
    below_per_mu: str
    entered_late: str
    receipt_entered_late: str
    result_entered_late: str
    late_next_year: str
    """The {stage} of {day} was entered on {entered}, after {last}: it counts in {counts}."""
    late_left_out: str
    receipt_next_year: str
    receipt_left_out: str
    arrived_below: str
    arrived_in_year_below: str
    one_receipt_below: str
    small_receipt: str
    no_increase: str
    stage_lacking: str
    stage_other_year: str
    stage_not_before: str
    never_expected: str
    not_on_time: str
    too_far_apart: str
    late_papers: str
    no_rate: str
    stands: str
    result_lacking: str
    result_below: str
    result_in_year_below: str
    no_result: str
    result_currency: str
    result_before: str
    result_after: str
    result_two_years: str
    result_open: str
    no_receipt: str
    withdrawn: str
    other_currency: str
    no_origin: str
    other_origin: str
    no_form: str
    other_form: str
    receipt_unknown_day: str
    receipt_before: str
    receipt_after: str
    receipt_two_years: str
    receipt_open: str
    receipt_no_evidence: str
    unconfirmed: str
    receipt_unconfirmed: str
    other_body: str
    """The {stage} was recognised for none of {bodies}."""
    receipt_other_body: str
    none_of: str
    """It meets none of several conditions: {missed}, what it lacks of each."""


@dataclass(frozen=True, slots=True)
class NowhereWords(Coded[Nowhere, str]):
    """Why no indicator counts money, to stand behind an amount; `{of}` is the origin that none counts."""

    no_origin: str
    other_currency: str
    other_origin: str
    withdrawn: str
    entered_late: str
    form: str
    no_evidence: str
    no_fit: str
    unknown_day: str
    two_years: str


@dataclass(frozen=True, slots=True)
class RulesWords(Coded[RulesSaid, str]):
    """What has to be known of the rules that counted figures."""

    by_now: str
    not_kept: str
    closed: str
    changed: str


@dataclass(frozen=True, slots=True)
class FiguresWords:
    """The words of the figures in one language."""

    indicator: str
    unit: str
    target: str
    actual: str
    rate: str
    ahead: str
    light: str
    counted: str
    not_counted: str
    numbered: str
    """Heads a column of how many of the projects counted have a document with a number."""
    filed: str
    recognised: str
    covered: str
    """{covered} of {count} projects counted."""
    proof: str
    """Heads the column of how many have a document with a number, where there is little room: 12/44."""
    proof_told: str
    """Says below the figures what that column counts."""
    every_proof: tuple[str, str, str, str]
    """Heads four columns: of how many a document has a number, is on file, who was recognised, out of how many."""
    every_proof_told: str
    """Says below the figures what these columns count."""
    units: Mapping[str, str]
    """What the units of rulesets that are no money mean."""
    units_told: str
    """Says below the figures what their units mean: {units}, each as `unit_told` with {unit} and {meaning}."""
    unit_told: str
    until: str
    as_of: str
    conversion: str
    conversion_rate: Mapping[str, str]
    numerator: str
    denominator: str
    cohort: str
    of_cohort: str
    """Of the projects signed in {year}."""
    source: str
    """Where a rule is written: {source}."""
    beside_months: str
    """{count} of {label} that no month counts: {named}{more}."""
    beside_more: str
    beside: str
    """Heads a column of how many those are."""
    month: str
    span: str
    """Behind a year that is not the calendar's: from {first} to {last}."""
    code: str
    name: str
    fact: str
    day: str
    amount: str
    share: str
    evidence: str
    why: str
    counts: str
    """Heads whether a project counts in a figure."""
    in_figures: str
    """Heads the figures of {year} with what one project adds to them."""
    counted_with: str
    """A project that counts, with its {share}."""
    not_counted_for: str
    """A project that does not count, and {why}."""
    any_value: str
    from_ledger: str
    """Figures of a moment before the office was kept here: {file}, {day}."""
    without_origin: str
    """Projects whose money has no origin, which no figure counts: {count}, {amounts}."""
    by_period: str
    """{count} projects of {label} whose day is known only by a period."""
    under: str
    """{count} amounts in {label} that are said to be less than they stand for."""
    rules: RulesWords
    past_until: str
    """Which past is shown: what had happened up to {day}, as known at {at}."""
    past_as_of: str
    stage_without_day: str
    """Projects that stand at a {stage} by a milestone of unknown day, before {until} perhaps: {count}."""
    comma: str
    either: str
    """Stands between things of which one is enough."""
    entered_late: str
    """Heads a column of when facts were entered whose year was closed by then."""
    late: Mapping[bool, str]
    """That a fact was entered on {on}, after its year was closed; that it is moved and counts in {year}."""
    met: str
    """Heads a column of the conditions that a project meets where any of several suffices."""
    withdrawal: str
    """Money that went back."""
    reasons: NotCounted
    no_indicator: str
    """What the money is called that no indicator counts."""
    nowhere: NowhereWords
    nowhere_line: str
    """{count} projects with {amounts}, which no figure counts: {reason}."""
    whole_money: str
    """{amounts} in {receipts} in the year; counted {counted} in {count}; what {below} stands in the lines below."""
    below: Mapping[str, str]
    """What stands there: what is "left" of the year's money, what is "of_no_year", or "both"."""
    projects: str
    key: str
    """Heads the column of what `sanxin explain` is asked for."""
    receipts: str
    """Heads a column of how many receipts."""
    told_apart: str
    """Heads the sub-totals by {by}."""
    by: Mapping[str, str]
    """The periods that figures are told apart by."""
    quarter: str
    period: str
    """Heads a column of months and quarters."""
    periods: str
    """Heads the targets of quarters and months."""
    not_filled: str
    """What nobody filled in, among sub-totals."""
    in_none: str
    """What belongs to no single {by}, since its day is not known that precisely."""
    whole: str
    region: str
    region_code: str
    over: str
    """What figures of several regions are of."""
    while_recording: str
    no_whole: str
    some_targets: str
    empty_regions: str
    narrowed_regions: str
    """The figure, below its sub-totals."""
    own_ratio: str
    """That the sub-totals of {labels} are of their own, and do not add up to the figure."""
    increases: str
    """Heads the column of the capital increases within an amount."""
    with_increase: str
    """A capital increase within an amount: {day}, {amount}, {paper}."""
    part_of: str
    """A {label} as far as it is of {value} by {by}."""
    asserted: str
    """Heads what others say of the figures; the six below its columns."""
    body: str
    theirs: str
    ours: str
    difference: str
    document: str
    entry: str
    asserted_line: str
    """{body} on {day}: {label} {value}, {beside}."""
    ours_is: Mapping[str, str]
    """How {ours} is beside theirs: "more" or "less" by {by}, "equal", or "unlike" where there is no comparing."""


def proof_text(figure: Figure) -> str:
    """How many of the projects counted have a document with a number, such as 12/44; nothing where none can have any.
    """
    numbered, *_, counted = every_proof_text(figure)
    return f"{numbered}/{counted}" if counted else ""


def every_proof_text(figure: Figure) -> tuple[str, ...]:
    """Of how many of the projects counted a document has a number, how many have its file, how many somebody else has
    recognised (a dash where nobody ever did), and how many are counted; texts without anything where none can have any.
    """
    if figure.without_papers or not figure.counted:
        return ("",) * (len(figure.coverage) + 1)
    return (*("-" if way is None else str(way) for way in figure.coverage), str(figure.counted))


def units_line(units: Iterable[str], lang: Lang) -> str:
    """What the units of figures mean, each once; nothing of those that are called so in the language itself."""
    says = spoken(lang, FiguresWords)
    meanings = {unit: unit_text(money, lang) if (money := find_unit(unit)) else says.units.get(unit, unit)
                for unit in units}
    told = [says.unit_told.format(unit=unit, meaning=meaning) for unit, meaning in meanings.items() if meaning != unit]
    return says.units_told.format(units=says.comma.join(told)) if told else ""


def coverage_text(figure: Figure, lang: Lang) -> str:
    """How many of the projects counted are covered, in every way there is."""
    says, covered = spoken(lang, FiguresWords), figure.coverage
    ways = ((says.numbered, covered.numbered), (says.filed, covered.filed), (says.recognised, covered.recognised))
    told = says.comma.join(f"{name} {count}" for name, count in ways if count is not None)
    return "" if figure.without_papers else says.covered.format(count=figure.counted, covered=told)


def beside_line(beside: BesideMonths, label: str, lang: Lang) -> str:
    """How many projects no month counts, and the first of them with their days."""
    says, common = spoken(lang, FiguresWords), words(lang).terms
    named = common.list_joint.join(f"{one.name} {day_text(one.day, lang)}" for one in beside.first)
    more = says.beside_more if beside.projects > len(beside.first) else ""
    return says.beside_months.format(count=beside.projects, label=label, named=named, more=more)


def by_text(by: str, lang: Lang) -> str:
    """What figures are told apart by."""
    return spoken(lang, FiguresWords).by.get(by) or words(lang).terms.field[by]


def part_text(by: str, value: str, lang: Lang) -> str:
    """A part of the figures of a year: a value of a field, or a period."""
    says, terms = spoken(lang, FiguresWords), words(lang).terms
    if by in says.by:
        told = says.month.format(month=value) if by == "month" else says.quarter.format(quarter=value)
        return told if value else says.in_none.format(by=says.by[by])
    return terms.names_of(by).get(value, value) if value else says.not_filled


def own_ratio_line(told: SubTotals, shown: Rollup, lang: Lang) -> str:
    """Which figures are not the sum of their sub-totals; nothing where all are."""
    labels = [figure.called(lang) for figure in shown.indicators if figure.key not in told.adds_up]
    return spoken(lang, FiguresWords).own_ratio.format(labels=words(lang).terms.list_joint.join(labels)) if (
        labels) else ""


def span_text(span: YearSpan, lang: Lang) -> str:
    """From when to when a year lasts, to stand behind its number; nothing where it is the calendar's."""
    return "" if span.is_calendar else spoken(lang, FiguresWords).span.format(first=span.first, last=span.last)


def past_line(until: date | None, as_of: datetime | None, lang: Lang) -> str:
    """Which past is shown: what had happened up to a day, as it was known at a moment."""
    says = spoken(lang, FiguresWords)
    return says.comma.join(filter(None, (
        says.past_until.format(day=until) if until else "",
        says.past_as_of.format(at=to_the_minute(as_of)) if as_of else "")))


def figure_notes(shown: Rollup | Explanation, lang: Lang) -> tuple[str, ...]:
    """What has to be known of figures beside them: the older ledger they are from, whose rules counted them, money
    that has no origin, what is known only by its month, what is said to be less than the amount that is summed.

    Beside all figures of a year the money that none of them counts has lines of its own (`YearMoney.lines`).
    """
    says, ledger = spoken(lang, FiguresWords), shown.ledger
    source = says.from_ledger.format(file=ledger.file, day=ledger.on) if ledger else ""
    rules = says.rules[shown.rules_said] if shown.rules_said else ""
    lacking = None if hasattr(shown, "money") else shown.without_origin
    told = (source, rules, without_origin_line(lacking, lang))
    return (*filter(None, told), *_inexact_lines(shown, lang))


def _inexact_lines(shown: Rollup | Explanation, lang: Lang) -> Iterator[str]:
    """Of each figure, how many days and amounts in it are not exact."""
    says = spoken(lang, FiguresWords)
    figures: list[tuple[str, int, int]] = []
    if hasattr(shown, "counted"):  # one figure that is explained: loading its type to ask for it takes the database
        explained = cast("Explanation", shown)
        figures.append((label_of(explained, lang), explained.by_period, explained.under))
    else:
        figures += [(one.called(lang), one.by_period, one.under) for one in shown.indicators]
        figures += [(says.conversion, 0, one.under) for one in shown.conversion[:1]]
    for label, by_period, under in figures:
        if by_period:
            yield says.by_period.format(label=label, count=by_period)
        if under:
            yield says.under.format(label=label, count=under)


def explanation_notes(shown: Explanation, lang: Lang) -> tuple[str, ...]:
    """Where the rule of a figure is written, what has to be known of it, and what others say it is."""
    written = (spoken(lang, FiguresWords).source.format(source=shown.source),) if shown.source else ()
    return (*written, *figure_notes(shown, lang), *(asserted_line(told, lang) for told in shown.asserted))


def asserted_line(told: OthersFigure, lang: Lang) -> str:
    """What somebody else says of a figure, with the document that says so, and how far ours is from it."""
    says = spoken(lang, FiguresWords)
    off = Decimal(told.difference or 0)
    way = "unlike" if told.ours is None else "more" if off > 0 else "less" if off else "equal"
    beside = says.ours_is[way].format(ours=told.ours, by=print_exact(abs(off)))
    paper = document_text(told)
    return says.asserted_line.format(body=told.body, day=told.on, label=told.called(lang), beside=beside,
                                     value=f"{told.value} {told.unit}", paper=f" [{paper}]" if paper else "")


def document_text(told: OthersFigure) -> str:
    """The number and the file of the document in which others say a figure."""
    return " ".join(filter(None, (told.number, told.filename)))


def nowhere_lines(lines: Sequence[MoneyLine], lang: Lang) -> tuple[str, ...]:
    """The money that no figure counts, a sentence for each reason."""
    says = spoken(lang, FiguresWords)
    return tuple(
        without_origin_line(line, lang) if line.reason is Nowhere.NO_ORIGIN
        else says.nowhere_line.format(count=line.projects, amounts=amounts_text(line.money, lang),
                                      reason=why_nowhere(line.reason, line.of, lang)) for line in lines)


def why_nowhere(reason: Nowhere, of: str, lang: Lang) -> str:
    """Why no indicator counts money."""
    return spoken(lang, FiguresWords).nowhere[reason].format(of=words(lang).terms.origin.get(of, of))


def whole_money_line(money: YearMoney, lang: Lang) -> str:
    """All that arrived in the year, and what of it the indicators count; what stands in the lines below."""
    count, counted = money.counted
    below = "both" if money.nowhere and money.of_no_year else "of_no_year" if money.of_no_year else "left"
    return spoken(lang, FiguresWords).whole_money.format(
        amounts=amounts_text(money.money, lang), receipts=money.receipts, counted=amounts_text(counted, lang),
        count=count, below=spoken(lang, FiguresWords).below[below])


def amounts_text(money: Mapping[Currency, int], lang: Lang) -> str:
    """Sums of several currencies, one behind the other."""
    joint = spoken(lang, FiguresWords).comma
    return joint.join(amount_text(Money(minor, currency), lang) for currency, minor in money.items())


def without_day_lines(shown: Rollup, lang: Lang) -> list[str]:
    """Of projects counted at a stage that perhaps reached it after the last day, how many there are."""
    says, terms = spoken(lang, FiguresWords), words(lang).terms.stage
    return [says.stage_without_day.format(stage=terms[Stage(stage)], count=count, until=shown.until)
            for stage, count in shown.stages_without_day.items()]


def without_origin_line(lacking: WithoutOrigin | MoneyLine | None, lang: Lang) -> str:
    """That money has no origin, so that no figure counts it; nothing where all of it has one."""
    if lacking is None:
        return ""
    return spoken(lang, FiguresWords).without_origin.format(
        count=lacking.projects, amounts=amounts_text(lacking.money, lang))


def label_of(explanation: Explanation, lang: Lang) -> str:
    """What a figure is called that is explained: as the ruleset says, or the rate of a stage."""
    if explanation.rate:
        return rate_label(explanation.rate, explanation.labels, explanation.cohort, lang)
    says = spoken(lang, FiguresWords)
    if explanation.key.startswith(NO_INDICATOR):
        reason, _, of = explanation.key.removeprefix(NO_INDICATOR).strip(".").partition(".")
        return says.comma.join(filter(None, (says.no_indicator, reason and why_nowhere(Nowhere(reason), of, lang))))
    label = label_in(explanation.labels, lang)
    return label if explanation.part is None else says.part_of.format(
        label=label, by=by_text(explanation.part.by, lang), value=part_text(*explanation.part, lang))


def rate_label(key: str, table: Mapping[str, str], cohort: int | None, lang: Lang) -> str:
    """What a conversion rate is called: with its table where there are several, with the year of its cohort."""
    says = spoken(lang, FiguresWords)
    named = [label_in(table, lang)] if table else []
    signed = [says.of_cohort.format(year=cohort)] if cohort is not None else []
    return " ".join((*named, *signed, says.conversion_rate.get(key, key)))


def in_figure_text(one: InFigure, lang: Lang) -> str:
    """What a project adds to a figure, or that it is not counted and why."""
    says = spoken(lang, FiguresWords)
    if one.reason is None:
        return says.counted_with.format(share=f"{one.share} {one.unit}".strip())
    return says.not_counted_for.format(why=why_not(one.reason, words(lang)))


def papers_told(papers: Iterable[tuple[str, str]], lang: Lang, joint: str = "") -> str:
    """Documents by their kinds and numbers, with the joint of lists where no other is given; empty where none are."""
    terms = words(lang).terms
    return (joint or terms.list_joint).join(
        " ".join(filter(None, (terms.evidence.get(kind, kind), number))) for kind, number in papers)


def late_told(fact: CountedFact, lang: Lang) -> str:
    """That a fact was entered after its year was closed, and where it counts; empty where it was in time."""
    late = fact.entered_late
    return spoken(lang, FiguresWords).late[late.moved].format(on=late.on, year=late.counts_in) if late else ""


def increases_told(fact: CountedFact, lang: Lang) -> str:
    """The capital increases within an amount that counted, each with its documents; empty where there are none."""
    says, terms = spoken(lang, FiguresWords), words(lang).terms
    return terms.semicolon.join(
        says.with_increase.format(day=day_text(one.day, lang), amount=amount_text(one.amount, lang),
                                  paper=papers_told((proof.named for proof in one.evidence), lang)).strip()
        for one in fact.increases)


def why_not(project: NotCountedProject, words: Words) -> str:
    """Why a project is not counted, as one sentence."""
    says = spoken(words.lang, FiguresWords).reasons[project.reason]
    field = str(project.params.get("field", ""))
    return says.format(**{name: _shown(name, value, words, field) for name, value in project.params.items()})


def _shown(name: str, value: Any, words: Words, field: str) -> str:
    """A particular as a person reads it; values of a field by the names that field gives them."""

    terms = words.terms
    if isinstance(value, Money | People | Share):
        return limit_text(value, words.lang)
    if name == "limits":
        return terms.list_joint.join(amount_text(one, words.lang) for one in value)
    if name == "currencies":
        return terms.list_joint.join(currency_name(one, words.lang) for one in value)
    if name == "bodies":
        return spoken(words.lang, FiguresWords).either.join(value)
    if name == "missed":
        return terms.semicolon.join(why_not(one, words) for one in value)
    if name in ("values", "origins"):
        names = {**terms.names_of(field or "origin"), "any": spoken(words.lang, FiguresWords).any_value}
        return terms.list_joint.join(names.get(str(one), str(one)) for one in value)
    return shown(value, words, name)
