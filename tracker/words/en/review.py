"""What the weekly review says wherever it is shown, in English."""

from __future__ import annotations

from tracker.words.review import HealthWords, ReviewWords

WORDS = ReviewWords(
    title="Weekly blocker review", minutes="Minutes of the weekly blocker review",
    state={"planned": "not begun", "open": "under way", "closed": "closed"},
    counts={"open": "open", "remaining": "remaining", "new": "new", "listed": "added", "over": "carried over",
            "answered": "answered", "verified": "verified", "rejected": "rejected", "reopened": "reopened",
            "overdue": "overdue"},
    rules=HealthWords(
        signed_not_started="signed {days} days ago and not started (limit {limit})",
        no_receipt="started, and no receipt for {days} days (told from day {limit})",
        low_receipts="started {days} days ago and only {percent} of the contract received "
                     "(over {limit} days: at least {least}%)",
        stage_held="at “{stage}” for {days} days (limit {limit})",
        unproven="“funded” without money that proves it",
        before_money="started {days} days ago, and “funded” is not on record",
        untouched="nothing recorded for {days} days (told from day {limit})",
        late_start="not started {days} days after the day it was expected",
        not_in_statistics="not in the statistics {days} days after the start",
        missing_funds="no money for {days} days since the start or the last receipt",
        no_movement="no progress for {days} days",
    ),
    no_more="no further receipt for {days} days since the last (told from day {limit})",
    days="{count} working days",
    provisional_note="* provisional: reaches into a year whose make-up days are not published; statutory holidays only",
    overdue="overdue {days}", alert="{alert} alert: tell {level}", carried="carried over, week {count}",
    new="new this week", listed="added, raised earlier",
    moved="project has reached “{stages}” since last week",
    due_in="due in {days} days", due_today="due today", risk="risk", light="{light}: {line}",
    months=" ({limit} months gone by)",
    late_since="not started {days} days after “{since}”",
    said={"word": "{day} {word}", "due": " {due}", "level": " to {level}",
          "permit": ", permit {permit}", "authority": ", {authority}", "by": " ({by})", "text": ": {text}"},
)
