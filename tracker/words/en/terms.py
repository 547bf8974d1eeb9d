"""The words of the field, in English."""

from __future__ import annotations

from tracker.words.terms import Terms

WORDS = Terms(
    stage={"lead": "lead", "signed": "signed", "registered": "registered", "funded": "funded", "started": "started",
           "producing": "producing"},
    status={"active": "active", "paused": "paused", "terminated": "terminated"},
    origin={"out_of_province": "out of province", "in_province": "in province", "foreign": "foreign",
            "local": "local"},
    top500={"world": "World 500", "china": "China 500", "china_private": "China private 500",
            "listed": "on one of the three lists"},
    chain_role={"main": "main", "strengthen": "strengthens", "extend": "extends", "complete": "completes"},
    evidence={"contract": "contract", "licence": "business licence", "verification_report": "verification report",
              "bank_slip": "bank slip", "invoice": "invoice", "land_fee": "land-fee receipt",
              "permit": "construction permit", "acceptance": "acceptance", "photo": "photograph", "other": "other"},
    blocker_state={"open": "open", "answered": "answered", "verified": "verified"},
    blocker_word={"raise": "raised", "note": "follow-up", "due": "new due day", "escalate": "escalated",
                  "answer": "answered", "verify": "verified", "reject": "rejected", "reopen": "reopened",
                  "correct": "correction"},
    minute={"start": "begun", "skip": "passed over", "note": "minute", "close": "closed"},
    level={"officer": "officer", "bureau": "bureau", "chain_leader": "chain leader", "city": "city",
           "prefecture": "prefecture", "province": "province"},
    light={"green": "green", "yellow": "yellow", "red": "red"},
    alert={"blue": "blue", "yellow": "yellow", "red": "red"},
    field={"code": "code", "name": "name", "investor": "investor", "investor_from": "investor from",
           "origin": "origin", "hunan_return": "Hunan return", "top500": "top 500",
           "industry_chain": "industry chain", "chain_role": "chain role",
           "contract_amount": "contract amount", "fixed_investment": "fixed investment",
           "land_mu": "land (mu)", "expected_output": "expected output", "expected_tax": "expected tax",
           "credit_code": "credit code", "park": "park or township", "bureau": "bureau in charge",
           "chain_leader": "chain leader", "officer": "officer", "channel": "lead channel", "roles": "roles",
           "phase_of": "phase of", "notes": "notes", "day": "day", "reason": "reason", "receipt": "receipt",
           "evidence": "evidence", "blocker": "blocker", "category": "category", "description": "what is stuck",
           "blocking": "stops the project", "person": "person", "raised": "raised on"},
    move={"advance": "move on", "revert": "move back", "correct": "correct", "pause": "pause", "resume": "resume",
          "terminate": "terminate", "reopen": "reopen"},
    list_joint=", ", semicolon="; ",
    unknown_day="day unknown",
    sample="Sample data: totals and project names from a published report of 2023, all other details invented",
    sample_tag="sample",
)
