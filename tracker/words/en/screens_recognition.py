"""What the screen of what waits to be recognised says, in English."""

from __future__ import annotations

from tracker.words.screens_recognition import RecognitionScreenWords

WORDS = RecognitionScreenWords(
    head={"day": "day", "what": "what", "project": "project", "who": "reported by", "last": "papers till",
          "note": "evidence, or why sent back"},
    marked="{count} marked",
    none=("nothing waits to be recognised",
          "stages and receipts that were noted are recognised here by another person of the office"),
    no_match="nothing is like “{typed}”",
    filter_hint="project, code, reporter, what, pinyin initials; ↑↓ choose, Enter back to the list, Esc clears",
    reported="reported by {who}",
    lacks="lacks {kinds}",
    papers="evidence: {kinds}",
    papers_by="papers are taken until {day}",
    asked_by="counted only once recognised: {names}",
    recognise_one="Recognise: {name}",
    recognise_many="Recognise the {count} that are marked",
    recognise_commit="recognise",
    body_hint="needed, such as 市商务局",
    day_hint="empty: the day noted already, else today",
    number="paper",
    number_hint="its number, such as 商认〔2023〕8号; optional",
    override_hint="why it is recognised without evidence; is kept",
    recognised_one="{name}: recognised ({by})",
    recognised_many="{count} recognised ({by})",
    send_back_one="Send back: {name}",
    send_back_many="Send back the {count} that are marked",
    send_back_commit="send back",
    reason_hint="needed: what is missing or wrong, for the one who reported it",
    sent_back_one="{name}: sent back to the one who reported it",
    sent_back_many="{count} sent back to those who reported them",
    more="{count} more",
)
