"""What the targets screen says, in English."""

from __future__ import annotations

from tracker.words.screens_targets import TargetsScreenWords

WORDS = TargetsScreenWords(
    title="Targets of {year}",
    edit_hint="Enter changes one",
    no_target="not set",
    last_year="year before {value}",
    set_by="{day} {who}",
    before="was {value} ({day} {who})",
    others="indicators the ruleset no longer has",
    reads="= {value}   Enter saves, Esc drops it",
    typing="such as 124亿元 or 36; Enter saves, Esc drops it",
    saved="the target of {label} is now {value}",
    again="yours is still here: Enter saves it, Esc drops it",
    why="to {value}: give the reason; Enter saves, Esc drops it",
    why_drop="to be removed: give the reason; Enter saves, Esc drops it",
    dropped="the target of {label}, {value}, is removed",
    copied="{count} targets copied from {year}; change each as needed",
    copied_kept="{count} that were there are as they were",
    copied_unfit="{count} do not fit this year's ruleset and were not copied",
    nothing_to_copy="there are no targets of {year} to copy",
    all_there="every target is there already; nothing was copied",
    rules_title="Ruleset of {year}: {id}",
    digest="digest {digest}",
    shipped="file {file} (comes with the program)",
    own="file {file} (the office's own)",
)
