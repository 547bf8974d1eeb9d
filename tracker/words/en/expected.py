"""How an expected day is told, in English."""

from __future__ import annotations

from tracker.words.expected import ExpectedWords

WORDS = ExpectedWords(
    expected="{awaited} expected {day}", later="put off to {day} ({slip})",
    earlier="brought forward to {day} ({slip})", moved="changed to {day}", withdrawn="not expected any more",
    reached="came {day}{how}", on_time="as expected", late="{slip} later than expected",
    early="{slip} earlier than expected", years="{count} y", months="{count} months", days="{count} days",
    joint=", ", next="{awaited} expected {day}",
)
