"""What the auditor's dry run says: each question in a sentence, what audits it comes from, and how rulesets tune it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.clock import to_the_minute
from tracker.domain.currency import Currency, Money
from tracker.domain.money import print_exact
from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.days import day_text

if TYPE_CHECKING:
    from tracker.domain.audit_rows import AuditFinding, FactAsked
    from tracker.domain.rules_audit import AuditRules
    from tracker.office.auditing.audited import QuestionSeen, YearAudited

FEW = 6
"""Projects of a question that are named one by one on a screen."""


@dataclass(frozen=True, slots=True)
class AuditWords:
    """The words of the dry run in one language; `{name}` is filled in."""

    title: str
    column: Mapping[str, str]
    tables: Mapping[str, str]
    """What the tables of the list are called: the questions, and the facts one by one."""
    head: str
    """How much is asked of a year, and how much of it is answered: {state}."""
    nothing: str
    no_facts: str
    """Of a year in which no project has a fact."""
    left_out: str
    """Which {checks} the ruleset does not ask."""
    taken_over: str
    """How many facts ({count}) the office took over, so that they are not asked about as entered late."""
    kind: str
    """Heads the questions of a kind: {name}, {count}, {projects}, {state}."""
    all_open: str
    all_answered: str
    some_answered: str
    """Of several questions {open} are not answered, and {answered} are."""
    published: Mapping[str, str]
    """By kind, in what published audits and notices it stands."""
    asks: Mapping[str, str]
    """By kind, what is asked."""
    of_many: Mapping[str, str]
    """By kind, what is asked once for the whole office, where its projects are else asked about one by one."""
    side: Mapping[str, str]
    fact: Mapping[str, str]
    """What facts beside stages are called."""
    beside: Mapping[str, str]
    """By kind, how what is {said} beside a fact is put; the others as it stands."""
    of_project: str
    """{project}: {facts}."""
    more: str
    unfold: str
    """How to see {count} more projects on a screen."""
    fold: str
    no_day: str
    said: str
    before: str
    before_alone: str
    """Like `before`, where who said it and when stand elsewhere."""
    answered: str
    answer_title: str
    answer_commit: str
    answer_hint: str
    # the table of the ruleset
    rules_title: str
    off: str
    chance: str
    year_end: str
    soon: str
    above: str
    free_day: str
    proof_of: str
    proof_of_receipts: str
    no_proof_of_receipts: str
    no_stages: str
    older: str
    older_receipt: str
    entered: str
    split: str
    no_split: str
    ended: str
    notes: str
    no_notes: str


def question_text(of: AuditFinding, lang: Lang) -> str:
    """What is asked, with its figures."""
    says = spoken(lang, AuditWords)
    numbers = dict(of.numbers)
    if "limit" in numbers:
        minor, currency = numbers["limit"].split()
        numbers["limit"] = amount_text(Money(int(minor), Currency(currency)), lang)
    if "side" in numbers:
        numbers["side"] = says.side[numbers["side"]]
    asks = says.of_many[of.check] if of.subject == "*" and of.check in says.of_many else says.asks[of.check]
    return asks.format(projects=len(of.projects), **numbers)


def facts_text(of: AuditFinding, lang: Lang, few: int = FEW, *, counts_more: bool = True) -> str:
    """The projects it is about with their facts, in the order of the question; so many of them, and how many more."""
    told = project_texts(of, lang)
    more = len(told) - few if counts_more else 0
    said = told[:few] + ([spoken(lang, AuditWords).more.format(count=more)] if more > 0 else [])
    return words(lang).terms.semicolon.join(said)


def project_texts(of: AuditFinding, lang: Lang) -> list[str]:
    """Each of the projects it is about with its facts, in the order of the question."""
    says, terms = spoken(lang, AuditWords), words(lang).terms
    by_project: dict[str, list[FactAsked]] = {}
    for fact in of.facts:
        by_project.setdefault(f"{fact.code} {fact.name}", []).append(fact)
    return [says.of_project.format(project=project, facts=terms.list_joint.join(
        fact_text(fact, of.check, lang) for fact in facts)) for project, facts in by_project.items()]


def fact_text(fact: FactAsked, check: AuditCheck, lang: Lang) -> str:
    """A fact in a few words: what, which day, how much, what is said of it."""
    says = spoken(lang, AuditWords)
    day = day_text(fact.day, lang) if fact.day.known else says.no_day if fact.what == "signed" else ""
    return " ".join(filter(None, (fact_name(fact, lang), day, amount_text(fact.amount, lang),
                                  fact_beside(fact, check, lang))))


def fact_name(fact: FactAsked, lang: Lang) -> str:
    """What a fact is called: money, a document, a stage."""
    return spoken(lang, AuditWords).fact.get(fact.what) or words(lang).terms.stage.get(fact.what, fact.what)


def fact_beside(fact: FactAsked, check: AuditCheck, lang: Lang) -> str:
    """What is said beside a fact: the kind and number of a document, a slip, an investor; else nothing."""
    said = fact.said
    if fact.what == "paper":
        kind, _, number = said.partition(" ")
        said = f"{words(lang).terms.evidence.get(kind, kind)} {number}".strip()
    return spoken(lang, AuditWords).beside.get(check, "{said}").format(said=said) if said else ""


def audit_head(found: YearAudited, lang: Lang) -> Iterator[str]:
    """The year in one line; then what is not asked: by the ruleset, and of what the office took over."""
    says, terms = spoken(lang, AuditWords), words(lang).terms
    told = says.head if found.questions else says.nothing if found.projects else says.no_facts
    yield told.format(year=found.year, of=found.projects, **_counts(found.questions, lang))
    if found.left_out:
        yield says.left_out.format(checks=terms.list_joint.join(terms.asked[check] for check in found.left_out))
    if found.taken_over:
        yield says.taken_over.format(count=found.taken_over)


def kind_line(check: AuditCheck, questions: Sequence[QuestionSeen], lang: Lang) -> str:
    """The heading of the questions of a kind: how many there are, about how many projects, how many are answered."""
    name = words(lang).terms.asked[check]
    return spoken(lang, AuditWords).kind.format(name=name, **_counts(questions, lang))


def _counts(questions: Sequence[QuestionSeen], lang: Lang) -> Mapping[str, object]:
    says, open_ = spoken(lang, AuditWords), sum(one.answer is None for one in questions)
    state = (says.all_answered if not open_ else says.all_open if open_ == len(questions) else says.some_answered)
    projects = {code for one in questions for code in one.of.projects}
    return {"count": len(questions), "projects": len(projects),
            "state": state.format(open=open_, answered=len(questions) - open_)}


def audit_answer_line(seen: QuestionSeen, lang: Lang) -> str:
    """What was answered, by whom and when; what was said while the figures were others; else nothing."""
    says = spoken(lang, AuditWords)
    sentence, said = (says.said, seen.answer) if seen.answer else (says.before, seen.before)
    return sentence.format(reason=said.reason, who=said.who, at=to_the_minute(said.at)) if said else ""


def audit_rules_told(rules: AuditRules, lang: Lang) -> Iterator[str]:
    """The table `[audit]` of a ruleset in sentences."""
    says, terms = spoken(lang, AuditWords), words(lang).terms
    joint = terms.list_joint.join
    if rules.left_out:
        yield says.off.format(checks=joint(terms.asked[check] for check in rules.left_out))
    yield says.chance.format(percent=print_exact(rules.chance))
    yield says.year_end.format(days=rules.year_end_days, percent=print_exact(rules.year_end_percent))
    yield says.soon.format(days=rules.soon_days, percent=print_exact(rules.soon_percent))
    yield says.above.format(percent=print_exact(rules.above_percent))
    yield says.free_day.format(limit=amount_text(rules.free_day_from, lang), percent=print_exact(rules.weekend_percent))
    stages = joint(terms.stage[stage] for stage in rules.proof_of) or says.no_stages
    yield says.proof_of.format(stages=stages, days=rules.proof_within)
    yield says.proof_of_receipts if rules.proof_of_receipts else says.no_proof_of_receipts
    for name in type(rules.older_than).model_fields:
        days = getattr(rules.older_than, name)
        yield says.older_receipt.format(days=days) if name == "receipt" else says.older.format(
            stage=terms.stage[name], days=days)
    yield says.entered.format(days=rules.entered_within)
    yield says.split.format(
        limits=joint(amount_text(limit, lang) for limit in rules.split_at) or says.no_split, days=rules.split_within,
        percent=print_exact(rules.split_percent))
    yield says.ended.format(days=rules.ended_within)
    yield says.notes.format(names=joint(rules.same_notes)) if rules.same_notes else says.no_notes
