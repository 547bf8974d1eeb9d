"""What recognition says, in English."""

from __future__ import annotations

from tracker.domain.recognising import Verdict, Waiting
from tracker.words.recognition import RecognitionWords

WORDS = RecognitionWords(
    state={Waiting.SENT_BACK: "sent back", Waiting.READY: "ready", Waiting.LACKS: "lacks evidence"},
    column={"state": "state", "code": "code", "project": "project", "what": "what", "id": "receipt", "day": "day",
            "amount": "amount", "reported_by": "reported by", "lacks": "lacks", "papers": "evidence",
            "papers_by": "papers until", "back": "why sent back"},
    verdict="second person",
    money="receipt",
    own="reported by you",
    any_paper="a document",
    nothing="nothing waits to be recognised",
    waits="{count} wait to be recognised in {year}, {back} of them sent back",
    recognised="recognised by {by} ({on})",
    sent_back="sent back by {by} ({on}): {reason}",
    done={Verdict.RECOGNISED: "{{project}}: {what} recognised ({by}, {on})",
          Verdict.SENT_BACK: "{{project}}: {what} sent back to the one who reported it"},
    aside=", ",
    receipt_needs_id="give the number of the receipt: sanxin recognise PROJECT receipt NUMBER",
)
