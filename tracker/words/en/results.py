"""How results of a project are told, in English."""

from __future__ import annotations

from tracker.words.results import ResultWords

WORDS = ResultWords(
    title="Results", told="{result} {amount}", added="{project}: {told}, {day} (no. {id})",
    voided="Result no. {id} is void; it stays on record",
    form_title="Result: {name}", form_commit="Record the result", form_done="{project}: {told}, {day}", what="Result",
    of_period="what the period brought, not the sum so far; its day is a month, a quarter or a year: 2023-06, 2023Q3",
    of_day_or_period="what the day or period brought, not the sum so far; a day, a month, a quarter or a year: 2023Q3",
    of_people="how many found work in the period, not how many there are by now; a month, a quarter or a year: 2023Q3",
    people="people", people_hint="120 or 120人 (people)",
    period_hint="such as 2023-06, 2023Q3 or 2023",
    of_a_day="a day and no amount", void_title="Void a result: {name}\n{day} {told}",
)
