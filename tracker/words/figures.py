"""What figures are headed with, and why a project is not counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from tracker.domain.clock import to_the_minute
from tracker.domain.money import Money
from tracker.domain.reasons import Unmet
from tracker.domain.rules_words import RulesSaid, label_in
from tracker.domain.stages import Stage
from tracker.words import Coded, Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.days import day_text
from tracker.words.sentences import shown

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.office.figures.explained import Explanation, NotCountedProject
    from tracker.office.figures.figures import BesideMonths, Rollup, WithoutOrigin
    from tracker.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class NotCounted(Coded[Unmet, str]):
    """A sentence for each reason a project is not counted; `{name}` is filled from its particulars."""

    not_reached: str
    unknown_day: str
    not_recognised: str
    before: str
    before_base: str
    after: str
    period_open: str
    no_evidence: str
    unproven: str
    not_hunan_return: str
    not_top500: str
    not_in: str
    excluded: str
    phase: str
    no_amount: str
    below: str
    no_rate: str
    stands: str
    no_receipt: str
    withdrawn: str
    other_currency: str
    no_origin: str
    other_origin: str
    receipt_unknown_day: str
    receipt_before: str
    receipt_after: str
    receipt_open: str
    receipt_no_evidence: str


@dataclass(frozen=True, slots=True)
class RulesWords(Coded[RulesSaid, str]):
    """What has to be known of the rules that counted figures."""

    by_now: str
    not_kept: str
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
    until: str
    as_of: str
    conversion: str
    conversion_rate: Mapping[str, str]
    numerator: str
    denominator: str
    cohort: str
    beside_months: str
    """{count} of {label} that no month counts: {named}{more}."""
    beside_more: str
    beside: str
    """Heads a column of how many those are."""
    month: str
    code: str
    name: str
    fact: str
    day: str
    amount: str
    share: str
    evidence: str
    why: str
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
    withdrawal: str
    """Money that went back."""
    reasons: NotCounted


def beside_line(beside: BesideMonths, label: str, lang: Lang) -> str:
    """How many projects no month counts, and the first of them with their days."""
    says, common = spoken(lang, FiguresWords), words(lang).terms
    named = common.list_joint.join(f"{one.name} {day_text(one.day, lang)}" for one in beside.first)
    more = says.beside_more if beside.projects > len(beside.first) else ""
    return says.beside_months.format(count=beside.projects, label=label, named=named, more=more)


def past_line(until: date | None, as_of: datetime | None, lang: Lang) -> str:
    """Which past is shown: what had happened up to a day, as it was known at a moment."""
    says = spoken(lang, FiguresWords)
    return says.comma.join(filter(None, (
        says.past_until.format(day=until) if until else "",
        says.past_as_of.format(at=to_the_minute(as_of)) if as_of else "")))


def figure_notes(shown: Rollup | Explanation, lang: Lang) -> tuple[str, ...]:
    """What has to be known of figures beside them: the older ledger they are from, whose rules counted them, money
    that has no origin, what is known only by its month, what is said to be less than the amount that is summed.
    """
    says, ledger = spoken(lang, FiguresWords), shown.ledger
    source = says.from_ledger.format(file=ledger.file, day=ledger.on) if ledger else ""
    rules = says.rules[shown.rules_said] if shown.rules_said else ""
    told = (source, rules, without_origin_line(shown.without_origin, lang))
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


def without_day_lines(shown: Rollup, lang: Lang) -> list[str]:
    """Of projects counted at a stage that perhaps reached it after the last day, how many there are."""
    says, terms = spoken(lang, FiguresWords), words(lang).terms.stage
    return [says.stage_without_day.format(stage=terms[Stage(stage)], count=count, until=shown.until)
            for stage, count in shown.stages_without_day.items()]


def without_origin_line(lacking: WithoutOrigin | None, lang: Lang) -> str:
    """That money has no origin, so that no figure counts it; nothing where all of it has one."""
    if lacking is None:
        return ""
    says = spoken(lang, FiguresWords)
    amounts = says.comma.join(amount_text(Money(minor, currency), lang) for currency, minor in lacking.money.items())
    return says.without_origin.format(count=lacking.projects, amounts=amounts)


def label_of(explanation: Explanation, lang: Lang) -> str:
    """What a figure is called that is explained: as the ruleset says, or the rate of a stage."""
    if explanation.stage:
        return spoken(lang, FiguresWords).conversion_rate[explanation.stage]
    return label_in(explanation.labels, lang)


def why_not(project: NotCountedProject, words: Words) -> str:
    """Why a project is not counted, as one sentence."""
    says = spoken(words.lang, FiguresWords).reasons[project.reason]
    return says.format(**{name: _shown(name, value, words) for name, value in project.params.items()})


def _shown(name: str, value: Any, words: Words) -> str:
    """A particular as a person reads it; values of a field by the names that field gives them."""

    terms = words.terms
    if isinstance(value, Money):
        return amount_text(value, words.lang)
    if name in ("values", "origins"):
        names = {**terms.origin, **terms.top500, **terms.chain_role, "any": spoken(words.lang, FiguresWords).any_value}
        return terms.list_joint.join(names.get(str(one), str(one)) for one in value)
    return shown(value, words, name)
