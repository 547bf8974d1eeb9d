"""What the auditor's dry run says, in English."""

from __future__ import annotations

from tracker.words.audit import AuditWords

WORDS = AuditWords(
    title="what an inspection would ask",
    column={"id": "number", "asked": "about", "question": "question", "facts": "projects and facts",
            "published": "of which audits", "answer": "answer", "code": "code", "project": "project", "fact": "fact",
            "day": "day", "amount": "amount", "beside": "document, investor", "who": "answered by",
            "at": "answered at"},
    tables={"questions": "questions", "facts": "facts one by one"},
    head="{year}: questions that an inspection would ask: {count}, about {projects} of the {of} projects with facts of "
         "the year; {state}",
    nothing="{year}: of {of} projects with facts of the year an inspection would ask nothing",
    no_facts="{year}: no project has a fact of the year, so there is nothing to ask about",
    left_out="the ruleset does not ask about: {checks}",
    taken_over="what came late with the books of the first day, and with older ones: {count}; the office took it over "
               "and did not enter it late, so it is not asked about",
    kind="{name} (questions: {count}, projects: {projects}): {state}",
    all_open="not answered yet",
    all_answered="answered",
    some_answered="{open} not answered, {answered} answered",
    published={
        "year_end_starts": "audits of investment promotion: starts claimed in a rush at the year's end to meet targets",
        "soon_starts": "audits of investment promotion: ground broken on the day of signing, main works not begun",
        "money_before_signing": "checks of money arrived: old money and assets from before the signing called new",
        "above_contract": "checks of money arrived: more than the contract says, claimed twice or never there",
        "one_sum_twice": "checks of money arrived: one transfer claimed in two projects",
        "slip_twice": "checks of money arrived: one slip used again, sometimes with another amount or day",
        "free_day": "checks of money arrived: slips of days on which banks settle no large sums",
        "no_proof": "samples of assessments: facts claimed without anything that proves them",
        "proof_older": "samples of assessments: old contracts and permits put to new projects",
        "entered_late": "inspections of statistics: figures filled in long after they are said to have happened",
        "split_signings": "audits of investment promotion: one project signed as several, for their number or to stay "
                          "below a review",
        "ended_after_counted": "audits of investment promotion: signed to be counted, and given up right after",
        "code_of_another": "inspections of statistics: the credit code of another company",
        "same_behind": "audits of investment promotion: several investors with one telephone, address or person",
    },
    asks={
        "year_end_starts": "starts in the last {days} days of the year: {count} of {of}, {share}%, where habit "
                           "explains about {usual}%; why then?",
        "soon_starts": "starts within {days} days of the signing: {count} of {of}, {share}%, where habit explains "
                       "about {usual}%; have main works begun?",
        "money_before_signing": "money arrived before the signing: is it of this project?",
        "above_contract": "more has arrived than the contract says: what is the rest?",
        "one_sum_twice": "one sum on one day in {projects} projects: is it one transfer?",
        "slip_twice": "one slip number for several receipts: is it one transfer?",
        "free_day": "a large sum arrived on a free day: which day does the slip say?",
        "no_proof": "no document after {days} days: where is it?",
        "proof_older": "the document is much older than what it proves: is it of another matter?",
        "entered_late": "entered on {day}, each more than {days} days after it happened: {count}; why not then?",
        "split_signings": "one investor signed {count} projects within {days} days of each other, each {side} {limit}: "
                          "is it one?",
        "ended_after_counted": "terminated within {days} days of being counted: was it meant?",
        "code_of_another": "credit code {code} stands in {projects} projects of several investors: whose is it?",
        "same_behind": "“{note}” is {value} in {projects} projects of several investors: are they one?",
    },
    of_many={"no_proof": "no document of something after {days} days in {asked_of} of {of} projects: where are they?",
             "free_day": "large sums on weekends: {count} of {of}, {share}%, where habit explains at most {usual}%; "
                         "are these the days of the slips?"},
    side={"below": "just below", "above": "at or just above"},
    fact={"receipt": "received", "contract": "contract", "total": "received in all", "ended": "terminated",
          "paper": "document", "investor": "investor"},
    beside={"one_sum_twice": "slip {said}", "slip_twice": "slip {said}"},
    of_project="{project}: {facts}",
    more="{count} more projects",
    unfold="{count} more projects: {key} lists all",
    fold="all {count} projects: {key} folds them up",
    no_day="never",
    said="{reason} ({who}, {at})",
    before="the figures have changed, so it is asked again; said before: {reason} ({who}, {at})",
    before_alone="the figures have changed, so it is asked again; said before: {reason}",
    answered="questions answered: {count}",
    answer_title="answer",
    answer_commit="answer",
    answer_hint="such as: two shareholders paid the same on one day, both slips are on file",
    rules_title="the auditor's dry run",
    off="not asked: {checks}",
    chance="numbers are asked about that chance alone brings in less than {percent}% of such years",
    year_end="habit puts {percent}% of the year's starts into its last {days} days (the three years before count where "
             "they had more, up to twice that)",
    soon="habit puts {percent}% of starts within {days} days of the signing",
    above="money above {percent}% of the contract amount is asked about (a tenth more of “about”; not of “over”)",
    free_day="money above {limit} on a public holiday is asked about; on a plain weekend where it is an exception, and "
             "once for all where it is more than {percent}% of such sums",
    proof_of="{stages}: asked about where there is no document {days} days after",
    proof_of_receipts="each receipt has to have a document too",
    no_proof_of_receipts="documents of receipts are not asked about",
    no_stages="(no stage)",
    older="{stage}: documents over {days} days older than it are asked about",
    older_receipt="receipts: documents over {days} days older are asked about",
    entered="what was entered more than {days} days after is asked about",
    split="signings of one investor within {days} days of each other, on one side of {limits} and within {percent}% of "
          "it, are asked about",
    no_split="(no threshold)",
    ended="what was terminated within {days} days of being counted, or of the end of the year, is asked about",
    notes="columns that investors do not share: {names}",
    no_notes="telephones, addresses and persons of investors are not compared",
)
