"""How results of a project are told, in English."""

from __future__ import annotations

from tracker.words.results import ResultWords

WORDS = ResultWords(
    title="Results", told="{result} {amount}", added="{project}: {told}, {day} (no. {id})",
    voided="Result no. {id} is void; it stays on record", void_title="Void a result: {name}\n{day} {told}",
)
