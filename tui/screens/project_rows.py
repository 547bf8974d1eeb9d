"""What a project's page says, section by section, from what stands before the next stage down to the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.blocking import BlockerState
from tracker.domain.clock import to_the_minute
from tracker.domain.money import Money
from tracker.domain.recognising import Verdict
from tracker.domain.stages import Stage, Status
from tracker.words import spoken
from tracker.words.amounts import amount_text
from tracker.words.changed import dated_change_line
from tracker.words.days import day_text
from tracker.words.entry_told import fields_changed
from tracker.words.expected import expected_line
from tracker.words.figures import FiguresWords
from tracker.words.money_form import form_line
from tracker.words.recognition import verdict_line
from tracker.words.results import result_line
from tracker.words.sentences import check_line, parts
from tui.actions import find, shown_key
from tui.dialogs.say import mending_word
from tui.screens.project_figures import FiguresHere, figure_rows
from tui.screens.project_profile import ProfileRows
from tui.text import clip, drawn, marks, pad, paragraphs, with_text, wrap
from tui.widgets.lines import Line, spread, width_of
from tui.widgets.page import Row, blank, heading

if TYPE_CHECKING:
    from tracker.domain.reasons import Check
    from tracker.office.project.changes import ChangeShown
    from tracker.office.project.detail import Arrived, Detail, Hold
    from tracker.office.project.detail import JournalLine as Entry
    from tracker.office.project.offered import Document
    from tracker.office.project.results import ResultShown
    from tracker.office.recognition.reported import VerdictSaid
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords

class Sections:
    """Makes the rows of one project in one language."""

    def __init__(self, detail: Detail, words: ScreenWords, terms: Words, *, first: str = "",
                 every_field: bool = True, figures: FiguresHere | None = None) -> None:
        self.detail, self.words, self.terms, self._figures = detail, words, terms, figures
        self.back = spoken(words.lang, FiguresWords).withdrawal
        self.profile = ProfileRows(detail, words, terms, first, every_field=every_field)

    def doing(self, width: int) -> list[Row]:
        """What can be acted on: the next stage, blockers, receipts; and what the project adds to the year's figures."""
        return [*self.ahead(width), blank(), *self.blockers(width), blank(), *self.receipts(width),
                *([] if self._figures is None else [
                    blank(), *figure_rows(self._figures, self.words.lang, width)])]

    def knowing(self, width: int) -> list[Row]:
        """What is known: profile, milestones, documents, journal."""
        return [*self.profile.rows(width), blank(), *self.milestones(width), blank(), *self.documents(width), blank(),
                *self.journal(width)]

    def everything(self, width: int) -> list[Row]:
        """Both in one page, for narrow screens."""
        return [*self.doing(width), blank(), *self.knowing(width)]

    # -- the next stage -----------------------------------------------------------------------------------------------

    def ahead(self, width: int) -> Iterator[Row]:
        """What stands between the project and its next stage; Enter mends it."""
        detail, words = self.detail, self.words
        if detail.next_stage is None:
            yield heading((words.no_next, "head"))
            return
        stage = self.terms.terms.stage[detail.next_stage]
        yield heading((words.next_stage.format(stage=stage), "head"))
        for check in detail.ahead:
            yield self._check(check, width)
        if all(check.met for check in detail.ahead):
            called = words.actions.move.about
            yield Row(([(f"{shown_key('move', words)} ", "key"), (called, "")],), does="move")

    def _check(self, check: Check, width: int) -> Row:
        signs = marks()
        if check.reason is None:
            return Row(([(f"{signs.met} ", "good"), (drawn(check_line(check, self.terms)), "dim")],))
        what, todo = parts(check.reason, self.terms)
        does = self._mends(check.reason.field)
        hint = self._key(does)
        mark, style = (signs.unmet, "bad") if check.reason.hard else (signs.blocked, "warn")
        first, *more = wrap(drawn(what), width - 2 - 10)
        lines: list[Line] = [spread([(f"{mark} ", style), (first, style)], hint, width)]
        lines += [[("  ", ""), (line, style)] for line in more]
        lines += [[("  ", ""), (line, "dim")] for line in wrap(drawn(todo), width - 2)]
        return Row(tuple(lines), does=does)

    def _mends(self, field: str | None) -> str:
        """Which action mends a reason by its field; what has none of its own is mended in the form of the move."""
        if field == "blocker" and (mends := mending_word(self.detail.blockers)):
            return mends[1]
        return "receipt" if field == "receipt" else "move" if field else ""

    def _key(self, action_id: str) -> Line:
        """The key that mends a line, at its end."""
        if not action_id:
            return []
        return [(shown_key(action_id, self.words), "key"), (f" {find(action_id).called(self.words).short}", "dim")]

    # -- blockers -----------------------------------------------------------------------------------------------------

    def blockers(self, width: int) -> Iterator[Row]:
        """Each blocker with the last word on it; open ones first."""
        held = sorted(self.detail.blockers, key=lambda hold: hold.state is BlockerState.VERIFIED)
        still = sum(1 for hold in held if hold.state is not BlockerState.VERIFIED)
        yield heading((self.words.blockers, "head"), (f" {still}" if held else "", "name"))
        if not held:
            yield Row(([(self.words.blockers_none, "quiet")],))
        for hold in held:
            yield Row(tuple(self._hold(hold, width)), does="hold", to=hold)

    def _hold(self, hold: Hold, width: int) -> Iterator[Line]:
        closed = hold.state is BlockerState.VERIFIED
        signs, words = marks(), self.words
        mark = signs.met if closed else signs.blocked if hold.blocking else signs.dot
        style = "dim" if closed else "bad" if hold.blocking else "warn"
        head: Line = [(f"{mark} ", style), (drawn(hold.category), style)]
        head.append((f" {self.terms.terms.blocker_state[hold.state]}", "dim" if closed else ""))
        if not hold.blocking:
            head.append((f" {words.risk}", "dim"))
        if hold.age is not None and not closed:
            head.append((f" {words.working_days.format(days=hold.age)}", "warn"))
        if hold.overdue:
            head.append((f" {words.late.format(days=hold.overdue)}", "bad"))
        end = hold.bureau or hold.person
        yield spread(head, [(clip(drawn(end), width // 2), "dim")] if end else [], width)
        for line in paragraphs(hold.description, width - 2):
            yield [("  ", ""), (line, "dim" if closed else "")]
        if not closed:
            level = self.terms.terms.level.get(hold.level, hold.level)
            facts = [words.waits_on.format(level=drawn(level))] if level else []
            facts += [words.due.format(day=hold.due)] if hold.due else []
            if facts:
                yield [("  ", ""), ("  ".join(facts), "dim")]
        yield from self._last_word(hold, width)

    def _last_word(self, hold: Hold, width: int) -> Iterator[Line]:
        if hold.said:
            last = hold.said[-1]
            word = self.terms.terms.blocker_word.get(last.word, last.word)
            start = f"{day_text(last.day, self.words.lang)} {word} {drawn(last.by)}".rstrip()
            for line in paragraphs(with_text(start, self.words.colon, last.text), width - 2):
                yield [("  ", ""), (line, "dim")]

    # -- money --------------------------------------------------------------------------------------------------------

    def receipts(self, width: int) -> Iterator[Row]:
        """Each receipt with the running total, against the contract amount."""
        words, receipts = self.words, self.detail.receipts
        contract = self.detail.profile.contract_amount
        sums = running(receipts)
        end = self._total(sums[-1] if sums else None, contract)
        yield Row((spread([(words.receipts, "head"), (f" {len(receipts)}" if receipts else "", "name")],
                          [(end, "dim")], width),), rest=False)
        if not receipts:
            yield Row((spread([(words.receipts_none, "quiet")], self._key("receipt"), width),),
                      does="receipt")
        amounts = [amount_text(receipt.amount, words.lang) for receipt in receipts]
        room = max(14, *(cell_len(amount) + 1 for amount in amounts)) if amounts else 0
        for receipt, amount, so_far in zip(receipts, amounts, sums, strict=True):
            total = amount_text(so_far, words.lang)
            origin = self.terms.terms.origin.get(receipt.origin or "", "")
            beside, below = ([], [receipt.note]) if "\n" in receipt.note else ([receipt.note], [])
            day = day_text(receipt.day, words.lang, self.terms.terms.unknown_day)
            facts = " ".join(filter(None, (origin, form_line(receipt, words.lang), self._papers(receipt.documents),
                                          *beside)))
            start = [(pad(day, max(11, cell_len(day) + 1)), ""), (pad(amount, room), "name"),
                     (f"{self.back} " if receipt.amount.went_back else "", "warn")]
            left: Line = [(f"{words.receipts_left} {total}", "dim")]
            if width_of(start) + cell_len(facts) + width_of(left) < width:
                start.append((drawn(facts), "dim"))
            else:  # nothing of it is cut
                below = [facts, *below]
            lines = [spread(start, left, width)]
            lines += [[(" " * 11, ""), (line, "dim")] for text in below for line in paragraphs(text, width - 11)]
            if receipt.verdict is not None:
                lines += self._verdict(receipt.verdict, 11, width)
            yield Row(tuple(lines), does="money", to=receipt)

    def _second(self, said: VerdictSaid | None) -> Iterator[str]:
        """Who recognised a milestone and by which paper, behind the day and the office that it has itself."""
        if said is not None and said.verdict is Verdict.RECOGNISED:
            yield said.who
            yield said.number

    def _verdict(self, said: VerdictSaid, indent: int, width: int) -> Iterator[Line]:
        """Who recognised something, or sent it back and why."""
        style = "bad" if said.verdict is Verdict.SENT_BACK else "dim"
        for line in paragraphs(verdict_line(said, self.words.lang), width - indent):
            yield [(" " * indent, ""), (line, style)]

    def _total(self, total: Money | None, contract: Money | None) -> str:
        words = self.words
        amount = amount_text(total, words.lang, "0")
        if contract is None:
            return words.receipts_total.format(total=amount) if total else ""
        return words.receipts_of.format(total=amount, contract=amount_text(contract, words.lang))

    # -- what is known ------------------------------------------------------------------------------------------------

    def milestones(self, width: int) -> Iterator[Row]:
        """Each stage's day, who recognised it and when, and the reason where evidence was set aside; then
        increases and changes, results, money that went back, and what is expected.
        """
        words, terms = self.words, self.terms.terms
        yield heading((words.milestones, "head"))
        there = [*self.detail.milestones, *self.detail.passed_over]
        for milestone in sorted(there, key=lambda reached: reached.stage.rank):
            if milestone.missing:
                yield Row(([(pad(terms.stage[milestone.stage], 11), "dim"), (words.of_project.not_on_record, "bad")],),
                          does="milestone", to=milestone)
                continue
            facts = [words.recognised.format(day=milestone.recognised_on) if milestone.recognised_on else "",
                     milestone.recognised_by, *self._second(milestone.verdict),
                     words.with_reason.format(reason=milestone.override) if milestone.override else "",
                     self._papers(milestone.documents)]
            lacks = "" if milestone.proven else f"{words.of_project.without_proof}  "
            lacks = f"{words.of_project.before_money}  " if milestone.before_money else lacks
            first, *more = paragraphs("  ".join(part for part in facts if part), width - 23 - cell_len(lacks))
            day = day_text(milestone.day, words.lang, terms.unknown_day)
            lines: list[Line] = [[(pad(terms.stage[milestone.stage], 11), "dim"), (pad(day, 12), ""), (lacks, "bad"),
                                  (first, "dim")]]
            lines += [[(" " * 23, ""), (line, "dim")] for line in more]
            if milestone.verdict is not None and milestone.verdict.verdict is Verdict.SENT_BACK:
                lines += self._verdict(milestone.verdict, 23, width)
            yield Row(tuple(lines), does="milestone", to=milestone)
        for change in self.detail.changes:
            line = (dated_change_line(change, words.lang), self._papers(change.documents), change.note)
            yield self._dated(line, width, "change", change)
        for result in self.detail.results:
            yield self._dated((result_line(result, words.lang), result.note), width, "result", result)
        for receipt in self.detail.receipts:
            if receipt.amount.went_back:
                yield Row(tuple(self._withdrawal(receipt, width)), does="money", to=receipt)
        for outlook in self.detail.expected:
            told = paragraphs(expected_line(outlook, words.lang), width - 2)
            yield Row(tuple([("  ", ""), (line, "dim")] for line in told), does="expect", to=outlook)

    def _papers(self, documents: Iterable[Document]) -> str:
        """What proves something, by the kinds of its documents."""
        return " ".join(self.terms.terms.evidence.get(paper.kind, paper.kind) for paper in documents)

    def _dated(self, told: Iterable[str], width: int, does: str, to: ChangeShown | ResultShown) -> Row:
        """What became so on a day, behind that day."""
        day = pad(day_text(to.day, self.words.lang), 11)
        lines = paragraphs("  ".join(filter(None, told)), width - 13)
        return Row(tuple([(" " * 11 if place else day, "dim"), ("  ", ""), (drawn(line), "")]
                         for place, line in enumerate(lines)), does=does, to=to)

    def _withdrawal(self, receipt: Arrived, width: int) -> Iterator[Line]:
        first, *more = paragraphs(f"{amount_text(receipt.amount, self.words.lang)}  {receipt.note}".rstrip(),
                                  width - 23)
        yield [(pad(self.back, 11), "warn"),
               (pad(day_text(receipt.day, self.words.lang, self.terms.terms.unknown_day), 12), ""), (first, "dim")]
        yield from ([(" " * 23, ""), (line, "dim")] for line in more)

    def documents(self, width: int) -> Iterator[Row]:
        """The documents that prove milestones and receipts."""
        documents = self.detail.documents
        yield heading((self.words.documents, "head"), (f" {len(documents)}" if documents else "", "name"))
        if not documents and not self.detail.offered:
            yield Row((spread([(self.words.documents_none, "quiet")], self._key("attach"), width),), does="attach")
        for paper in documents:
            yield Row((self._document(paper, width),), does="document", to=paper)
        for paper in self.detail.offered:
            told = [("  ", ""), (self.words.of_project.offered, "warn")]
            yield Row((self._document(paper, width), told), does="offered", to=paper)

    def _document(self, paper: Document, width: int) -> Line:
        terms = self.terms.terms
        of = terms.stage[paper.stage] if paper.stage else self.words.receipts if paper.receipt_id else (
            self.words.of_project.increased if paper.change_id else "")
        facts = (paper.number, day_text(paper.day, self.words.lang), paper.filename,
                 self.words.kept_file if paper.sha256 else "")
        return [(pad(of, 11), "dim"), (terms.evidence.get(paper.kind, drawn(paper.kind)), ""),
                ("  " + drawn("  ".join(part for part in facts if part)), "dim")]

    def journal(self, width: int) -> Iterator[Row]:
        """Who did what when, the newest first."""
        yield heading((self.words.journal, "head"))
        for entry in self.detail.journal:
            yield Row(tuple(self._entry(entry, width)))

    def _entry(self, entry: Entry, width: int) -> Iterator[Line]:
        action = self.words.journal_actions.get(entry.action, entry.action)
        yield [(f"{to_the_minute(entry.at)} ", "dim"), (f"{action} ", ""), (drawn(entry.who), "dim")]
        for text in (entry.reason, *fields_changed(entry.detail, self.terms)):
            if text:
                for line in paragraphs(text, width - 2):
                    yield [("  ", ""), (line, "dim")]


def standing(detail: Detail, words: ScreenWords, terms: Words, width: int) -> Line:
    """The first line: name, code, stage, status, whether it is blocked or lacks its proof; who answers for it at the
    end. Where room is short, those who answer give way first, then the name: how the project stands is always there.
    """
    profile, status = detail.profile, terms.terms.status[detail.status]
    rest: Line = [(f"  {drawn(detail.code)}", "dim"), (f"  {terms.terms.stage[detail.stage]}", "head"),
                  (f"  {status}", "" if detail.status is Status.ACTIVE else "warn")]
    if detail.blocked:
        rest.append((f"  {marks().blocked}{words.blocked}", "bad"))
    if not all(milestone.proven for milestone in detail.milestones):
        rest.append((f"  {words.of_project.without_proof}", "bad"))
    if any(milestone.stage is Stage.FUNDED for milestone in detail.passed_over):
        rest.append((f"  {words.of_project.before_money}", "bad"))
    name, room = drawn(profile.name), width - width_of(rest)
    who = [drawn(person) for person in (profile.chain_leader, profile.officer, profile.park) if person]
    while who and cell_len(name) + 1 + cell_len("  ".join(who)) > room:
        who.pop()
    line: Line = [(clip(name, room), "name"), *rest]
    return spread(line, [("  ".join(who), "dim")], width) if who else line


def running(receipts: tuple[Arrived, ...]) -> list[Money]:
    """The total so far after each receipt, in its own currency: currencies are never mixed."""
    sums: dict[str, int] = {}
    totals = []
    for receipt in receipts:
        money = receipt.amount
        sums[money.currency] = sums.get(money.currency, 0) + money.minor
        totals.append(Money(sums[money.currency], money.currency))
    return totals
