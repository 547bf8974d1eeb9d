"""What the commands print as JSON: cards, projects, blockers, documents and journal lines as plain values."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from tracker.domain.money import Money
from tracker.domain.money_form import share_text
from tracker.domain.results import HowMuch, People
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.changed import dated_change_line
from tracker.words.expected import expected_line
from tracker.words.figures import why_not
from tracker.words.results import result_line
from tracker.words.sentences import check_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.call import Call
    from tracker.domain.days import Day
    from tracker.domain.profile import Particulars
    from tracker.domain.workdays import WorkingDays
    from tracker.office.figures.of_project import InFigure
    from tracker.office.project.cards import Card
    from tracker.office.project.changes import ChangeShown
    from tracker.office.project.detail import Arrived, Detail, Hold, JournalLine, Reached
    from tracker.office.project.expected import Expected, Outlook
    from tracker.office.project.offered import Document
    from tracker.office.project.results import ResultShown
    from tracker.office.recognition.reported import VerdictSaid
    from tracker.words import Lang

Json = dict[str, Any]


def card(shown: Card, lang: Lang) -> Json:
    """One line of `project list`."""
    stuck = shown.stuck
    return {
        "code": shown.code, "name": shown.name, "stage": shown.stage, "status": shown.status,
        "blocked": shown.blocked, "investor": shown.investor, "amount": money(shown.amount, lang),
        "since": shown.since and shown.since.isoformat(), "days": shown.days, "origin": shown.origin,
        "tags": tags(shown), "chain": shown.chain, "park": shown.park, "officer": shown.officer,
        "version": shown.version,
        "stuck": stuck and {"category": stuck.category, "description": stuck.description, "level": stuck.level,
                            "age": days(stuck.age), "overdue": days(stuck.overdue)},
    }


def tags(shown: Card | Particulars) -> list[str]:
    """The tags of a project: hunan_return, and top500 with its list."""
    top = [f"top500:{shown.top500}"] if shown.top500 else []
    return (["hunan_return"] if shown.hunan_return else []) + top


def brief(shown: Detail) -> Json:
    """Where a project stands after a command has changed it."""
    return {"code": shown.code, "name": shown.profile.name, "stage": shown.stage, "status": shown.status,
            "blocked": shown.blocked, "version": shown.version}


def detail(shown: Detail, call: Call) -> Json:
    """Everything `project show` knows."""

    lang = call.lang
    return {
        **brief(shown), "profile": profile(shown.profile, lang), "tags": tags(shown.profile),
        "milestones": [reached(one) for one in shown.milestones],
        "changes": [changed(one, lang) for one in shown.changes],
        "results": [result(one, lang) for one in shown.results],
        "expected": [outlook(one, lang) for one in shown.expected],
        "receipts": [arrived(one, lang) for one in shown.receipts],
        "blockers": [hold(one) for one in shown.blockers],
        "evidence": [document(one) for one in shown.documents],
        "offered": [document(one) for one in shown.offered],
        "moves": sorted(shown.moves), "next_stage": shown.next_stage,
        "checklist": [{"code": check.code, "met": check.met, "line": check_line(check, call.words)}
                      for check in shown.ahead],
        "journal": [line(one) for one in shown.journal],
    }


def profile(shown: Particulars, lang: Lang) -> Json:
    """The fields of a profile by their names."""

    values = {f.name: getattr(shown, f.name) for f in fields(shown)}
    return {name: money(value, lang) if isinstance(value, Money) else
            dict(value) if name in ("roles", "notes") else value for name, value in values.items()}


def money(amount: Money | None, lang: Lang) -> Json | None:
    """An amount: exact minor units, and the text people read."""
    if amount is None:
        return None
    return {"minor": amount.minor, "currency": amount.currency, "mark": amount.mark,
            "text": amount_text(amount, lang)}


def reached(shown: Reached) -> Json:
    """A milestone with its evidence."""
    return {"stage": shown.stage, **day(shown.day), "recognised_on": shown.recognised_on and
            shown.recognised_on.isoformat(), "recognised_by": shown.recognised_by, "override": shown.override,
            "held": shown.held, "proven": shown.proven, "before_money": shown.before_money,
            "evidence": [document(one) for one in shown.documents],
            **verdict(shown.verdict)}


def verdict(said: VerdictSaid | None) -> Json:
    """What a second person said, where one did."""
    return {} if said is None else {"verdict": {
        "verdict": said.verdict, "on": said.on.isoformat(), "who": said.who, "body": said.body,
        "number": said.number, "reason": said.reason}}


def changed(shown: ChangeShown, lang: Lang) -> Json:
    """A capital increase, or a field that became something else on a day."""
    return {"id": shown.id, "what": shown.what, **day(shown.day), "amount": money(shown.amount, lang),
            "before": shown.before, "after": shown.after, "note": shown.note, "line": dated_change_line(shown, lang),
            "evidence": [document(one) for one in shown.documents]}


def how_much(amount: HowMuch | None, lang: Lang) -> Json:
    """What a result comes to: money, or a number of people."""
    people = {"people": amount.count} if isinstance(amount, People) else {}
    return {"amount": money(amount, lang) if isinstance(amount, Money) else None, **people}


def result(shown: ResultShown, lang: Lang) -> Json:
    """What came of a project, with its day or period."""
    return {"id": shown.id, "what": shown.what, **day(shown.day), **how_much(shown.amount, lang),
            "note": shown.note, "line": result_line(shown, lang)}


def outlook(shown: Outlook, lang: Lang) -> Json:
    """What is expected of a stage, what was before, and how it came out."""
    def one(expected: Expected) -> Json:
        return {**day(expected.day), "text": expected.text, "known_at": expected.known_at.isoformat(),
                "reason": expected.reason}

    return {"what": shown.what, "now": shown.now and one(shown.now), "before": [one(was) for was in shown.before],
            "reached": None if shown.reached is None else day(shown.reached), "line": expected_line(shown, lang)}


def arrived(shown: Arrived, lang: Lang) -> Json:
    """A receipt, or money that went back, with its evidence."""
    kind = "withdrawal" if shown.amount.went_back else "receipt"
    return {"id": shown.id, "kind": kind, **day(shown.day), "amount": money(shown.amount, lang), "origin": shown.origin,
            "form": shown.form, "outside_share": None if shown.outside is None else share_text(shown.outside),
            "note": shown.note, "evidence": [document(one) for one in shown.documents],
            **verdict(shown.verdict)}


def document(shown: Document) -> Json:
    """A piece of evidence."""
    return {"id": shown.id, "kind": shown.kind, "number": shown.number, **day(shown.day), "stage": shown.stage,
            "receipt": shown.receipt_id, "change": shown.change_id, "filename": shown.filename, "sha256": shown.sha256}


def hold(shown: Hold) -> Json:
    """A blocker with its whole story."""
    return {
        "id": shown.id, "code": shown.code, "project": shown.project, "category": shown.category,
        "description": shown.description, "blocking": shown.blocking, "state": shown.state, "bureau": shown.bureau,
        "person": shown.person, "level": shown.level, "raised": str(shown.raised) or None,
        "due": shown.due and shown.due.isoformat(), "age": days(shown.age), "overdue": days(shown.overdue),
        "permit": shown.permit, "authority": shown.authority, "version": shown.version,
        "said": [{"word": word.word, **day(word.day), "by": word.by, "text": word.text,
                  "due": word.due and word.due.isoformat(), "level": word.level,
                  "permit": word.permit, "authority": word.authority,
                  "recorded_at": word.recorded_at.isoformat()} for word in shown.said],
    }


def line(shown: JournalLine) -> Json:
    """A line of the journal; "many" where it stands for the entries of many projects."""
    many = shown.many and {"projects": shown.many.projects, "fields": shown.many.fields, "stages": shown.many.stages}
    return {"id": shown.id, "at": shown.at.isoformat(), "who": shown.who, "action": shown.action,
            "subject": shown.subject, "reason": shown.reason, "detail": shown.detail, "many": many}


def days(shown: WorkingDays | None) -> Json | None:
    """A number of working days, and whether it is provisional."""
    return None if shown is None else {"days": shown.count, "provisional": shown.provisional}


def day(shown: Day) -> Json:
    """A day with its precision; the day is null when it is not known."""
    return {"day": str(shown) or None, "precision": shown.precision}


def in_figures(figures: Sequence[InFigure], year: int, lang: Lang) -> Json:
    """In which figures of a year one project counts, and why not in the others."""
    return {"year": year, "indicators": [
        {"key": one.key, "label": one.called(lang), "unit": one.unit, "counted": one.reason is None,
         "share": one.share or None,
         **({"reason": one.reason.reason, "sentence": why_not(one.reason, words(lang))} if one.reason else {})}
        for one in figures]}
