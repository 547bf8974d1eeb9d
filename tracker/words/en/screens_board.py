"""What the board's filter says, in English."""

from __future__ import annotations

from tracker.words.screens_board import BoardWords

WORDS = BoardWords(
    label="filter",
    title="filter: {count} projects  {total}",
    hint="type to find a choice",
    keys="↑↓ go, Enter chooses or takes back, several if wanted; F8 clears all, Esc shows",
    none="there is no such choice",
    nothing_fits="no project fits the filter; Esc clears it",
    cleared="the filter is cleared",
    not_mine="there is no project whose officer is “{who}”",
    clear="Esc clears",
    several=", ",
    groups={"state": "state", "officer": "officer", "park": "park", "chain": "chain", "chain_leader": "chain leader",
            "origin": "origin", "tags": "tags"},
    states={"blocked": "blocked", "overdue": "blocker overdue", "stale": "untouched for {days} days",
            "paused": "paused"},
)
