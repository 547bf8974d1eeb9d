"""What the blockers screen says, in English."""

from __future__ import annotations

from tracker.words.screens_blockers import BlockersWords

WORDS = BlockersWords(
    order={"late": "most overdue first", "age": "oldest first", "category": "by category", "bureau": "by bureau",
           "level": "by waiting level"},
    ordered="{order} ({key})",
    head={"age": "workdays", "late": "overdue", "category": "category", "waits": "waits on", "due": "due",
          "bureau": "bureau",
          "project": "project", "what": "what is stuck", "last": "last word"},
    everything="with risks and verified",
    only_open="open",
    unnamed="not named",
    none=("No blocker is open",
          "{raise_blocker} on a project raises one; {all_blockers} here shows risks and verified ones"),
    no_match="Nothing is found for “{typed}”",
    filter_hint="project, pinyin initials, category, bureau, level; ↑↓ choose, Enter to the list, Esc clears",
    shown_all="risks and verified ones are listed too",
    shown_open="only open blockers are listed",
    raised="raised",
    age="{days} working days ago",
    due="due {day}",
    late="{days} working days overdue",
    waits="waits on {level}",
    nobody="no bureau named",
    words_none="nothing said since it was raised",
    new_due="due {day} now",
    to_level="to {level}",
    permit="permit {permit} {authority}",
)
