"""What `sanxin review` prints as JSON: the page of a week as plain values, by names that stay as they are."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from tracker.cli.shapes import Json, day, days, money
from tracker.words import spoken
from tracker.words.review import ReviewWords, finding_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tracker.cli.call import Call
    from tracker.office.project.detail import Said
    from tracker.office.review.health import Finding
    from tracker.office.review.items import Item
    from tracker.office.review.meeting import Meeting
    from tracker.office.review.review import Moved, Review
    from tracker.office.review.trends import Trends


def review(shown: Review, call: Call) -> Json:
    """The whole page: what `review show --json` prints, in the order of the page."""

    agenda = shown.agenda
    return {
        "week": str(agenda.meeting.week), "monday": agenda.meeting.week.monday.isoformat(),
        "sunday": agenda.meeting.week.sunday.isoformat(), "place": agenda.place, "sample": agenda.sample,
        "known_at": agenda.at.isoformat(), "counted_on": agenda.on.isoformat(),
        "compared_with": agenda.last.isoformat(),
        "ruleset": {"id": agenda.ruleset_id, "digest": agenda.ruleset_digest}, "head": agenda.head,
        "meeting": meeting(agenda.meeting), "counts": asdict(agenda.counts),
        "blockers": [item(one, shown, call) for one in agenda.items],
        "reminders": [{"blocker": one.item.id, "due": one.item.due and one.item.due.isoformat(), "days": one.days,
                       "within": one.within} for one in shown.reminders],
        "health": [finding(one, call) for one in shown.health],
        "figures": [_moved(one, call) for one in shown.figures],
        "in_no_indicator": [line.as_json() for line in shown.nowhere],
        "trends": _trends(shown.trends),
    }


def _moved(one: Moved, call: Call) -> Json:
    covered = {"counted": one.figure.counted, "coverage": one.figure.coverage.as_json()} if one.figure else {}
    return {"key": one.key, "label": one.called(call.lang), "unit": one.unit, "was": one.was, "now": one.now, **covered}


def meeting(shown: Meeting) -> Json:
    """A meeting and its minutes; moments in UTC, null for what has not happened."""
    return {"week": str(shown.week), "state": shown.state, "started_at": _moment(shown.started_at),
            "started_by": shown.started_by, "closed_at": _moment(shown.closed_at), "closed_by": shown.closed_by,
            "skipped": sorted(shown.skipped), "version": shown.version,
            "notes": [{"at": one.at.isoformat(), "who": one.who, "text": one.text} for one in shown.notes]}


def item(shown: Item, page: Review, call: Call) -> Json:
    """A blocker on the page. Days are working days; `carried` counts the pages before this one it stood on;
    `new` says that it came up since the last of them."""
    before = page.before.get(shown.id)
    return {
        "id": shown.id, "code": shown.code, "project": shown.project, "stage": shown.stage,
        "amount": money(shown.amount, call.lang), "category": shown.category, "description": shown.description,
        "blocking": shown.blocking, "state": shown.state, "bureau": shown.bureau, "person": shown.person,
        "level": shown.level, "permit": shown.permit, "authority": shown.authority, "raised": day(shown.raised),
        "first_due": shown.first_due and shown.first_due.isoformat(), "due": shown.due and shown.due.isoformat(),
        "age": days(shown.age), "overdue": days(shown.late), "lapses": shown.lapses, "alert": shown.alert,
        "tell": shown.tell, "waited": days(shown.waited), "carried": shown.carried, "new": shown.new,
        "moved": list(shown.moved), "turned": list(shown.turned), "done": list(shown.done),
        "skipped": shown.skipped, "remains": shown.remains,
        "last_before": _said(before) if before else None, "said": said_all(page.during.get(shown.id, ())),
    }


def _said(shown: Said) -> Json:
    """A word on a blocker."""
    return {"word": shown.word, **day(shown.day), "by": shown.by, "text": shown.text,
            "due": shown.due and shown.due.isoformat(), "level": shown.level,
            "recorded_at": shown.recorded_at.isoformat()}


def said_all(shown: Iterable[Said]) -> list[Json]:
    """Words in the order they were recorded."""
    return [_said(one) for one in shown]


def finding(shown: Finding, call: Call) -> Json:
    """A project that fails a rule of the health check, with the sentence of the rule."""
    return {"code": shown.code, "project": shown.project, "officer": shown.officer, "stage": shown.stage,
            "rule": shown.rule, "days": shown.days, "limit": shown.limit, "light": shown.light,
            "percent": None if shown.percent is None else f"{float(shown.percent):.4f}",
            "least": None if shown.least is None else str(shown.least),
            "line": finding_line(shown, spoken(call.lang, ReviewWords), call.words.terms)}


def _trends(shown: Trends) -> Json:
    """The weeks behind, oldest first, and the bureaus."""
    return {"weeks": [{"week": str(one.week), "open": one.count, "categories": dict(one.categories),
                       "median_age": days(one.age)} for one in shown.points],
            "bureaus": [{"bureau": one.bureau, "verified": one.verified, "in_time": one.in_time}
                        for one in shown.bureaus]}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
