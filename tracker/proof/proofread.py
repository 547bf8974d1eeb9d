"""Proofs a draft: runs every check over its sentences and tables, and counts what they looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.proof.averages import check_averages
from tracker.proof.balances import check_balances
from tracker.proof.bounds import check_bounds
from tracker.proof.changes import check_changes
from tracker.proof.claims import check_claims
from tracker.proof.completions import check_completions
from tracker.proof.divided import check_divided
from tracker.proof.draft import DraftPlace, DraftText
from tracker.proof.findings import DraftFinding
from tracker.proof.formulas import check_formulas
from tracker.proof.gaps import check_gaps
from tracker.proof.growths import check_growths
from tracker.proof.interval import Interval
from tracker.proof.margins import check_margins
from tracker.proof.mentions import check_mentions
from tracker.proof.named_rates import check_named_rates
from tracker.proof.paces import check_paces
from tracker.proof.parts import check_parts
from tracker.proof.period_said import PeriodSaid, with_periods
from tracker.proof.ranks import check_listed_shares, check_ranks, check_structures
from tracker.proof.sentences import Numbered, Sentence, sentences_of
from tracker.proof.shares import check_shares
from tracker.proof.table_text import cell_number
from tracker.proof.tables import check_tables
from tracker.proof.tally import Tally
from tracker.proof.windows import MOST_TOGETHER, windows_of

_NEAR, _FAR = 4, 12
"""Sentences before one that may name a target, and those among which a share's whole may stand."""


class NumberFate(StrEnum):
    """What became of a number of a draft."""

    CHECKED = "checked"
    """Set against others."""
    ALONE = "alone"
    """Understood, with nothing to set it against."""
    NO_UNIT = "no_unit"
    """A number without a unit, which may be anything."""
    DAY = "day"
    NUMBERING = "numbering"
    CODE = "code"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class NumberMet:
    """A number of the draft as it was written, where it stands, and what became of it."""

    text: str
    place: DraftPlace
    sentence: str
    fate: NumberFate
    passage: int = -1
    start: int = -1
    """Passage and offset, where it stands in a text."""


@dataclass(frozen=True, slots=True)
class Proofread:
    """What the proof of a draft found: findings and notes in the order of the draft, and every number that was met."""

    draft: DraftText
    findings: tuple[DraftFinding, ...]
    notes: tuple[DraftFinding, ...]
    numbers: tuple[NumberMet, ...]
    sentences: tuple[Sentence, ...]

    def compared(self, findings: Iterable[DraftFinding], used: Collection[tuple[int, int]]) -> Proofread:
        """The same with what else was found, and with numbers (by passage and offset) that were set against others."""
        every = sorted((*self.findings, *findings), key=lambda one: (one.passage, one.start))
        numbers = [replace(one, fate=NumberFate.CHECKED) if (one.passage, one.start) in used else one
                   for one in self.numbers]
        return replace(self, findings=tuple(every), numbers=tuple(numbers))

    def count(self, fate: NumberFate) -> int:
        """How many numbers met with a fate."""
        return sum(one.fate is fate for one in self.numbers)


def proofread(draft: DraftText, exact: Collection[tuple[int, int]] = ()) -> Proofread:
    """Proofs a draft by what it says itself. `exact` are numbers, by passage and offset, that are known not to be
    rounded: the office's own target of 124 stands for nothing between 123.5 and 124.5.
    """
    tally, met = Tally(), list[NumberMet]()
    sentences: list[Sentence] = []
    for sentence, left in sentences_of(draft.passages):
        sentences.append(_made_exact(sentence, exact) if exact else sentence)
        met += [NumberMet(text, place, sentence.shown, NumberFate(kind.value)) for text, place, kind in left]
    _check(sentences, tally)
    check_tables(draft.tables, tally)
    found = sorted(tally.findings, key=lambda one: (one.passage, one.start))
    numbers = [NumberMet(one.text, sentence.place, sentence.shown, _fate(sentence, one, tally), sentence.passage,
                         one.number.start) for sentence in sentences for one in sentence.numbers]
    return Proofread(draft, tuple(one for one in found if one.hard), tuple(one for one in found if not one.hard),
                     (*numbers, *_cells(draft, tally), *met), tuple(sentences))


def _made_exact(sentence: Sentence, exact: Collection[tuple[int, int]]) -> Sentence:
    numbers = tuple(
        replace(one, number=replace(one.number, interval=Interval(one.number.value, one.number.value)))
        if (sentence.passage, one.number.start) in exact else one for one in sentence.numbers)
    return replace(sentence, numbers=numbers)


def _check(sentences: Sequence[Sentence], tally: Tally) -> None:
    for at, (sentence, period) in enumerate(with_periods(sentences)):
        check_ranks(sentence, tally)
        check_structures(sentence, tally)
        check_formulas(sentence, tally)
        recent = [one for one in sentences[max(at - _FAR, 0):at] if len(one.numbers) <= MOST_TOGETHER]
        for window in windows_of(sentence):
            begun = period.after(sentence.text[:window.sentence.start - sentence.start])
            _check_rates(window.sentence, recent, begun, tally)
            if not window.is_cut:
                _check_sums(window.sentence, recent, tally)
    check_mentions(sentences, tally)


def _check_rates(sentence: Sentence, recent: Sequence[Sentence], period: PeriodSaid, tally: Tally) -> None:
    """The checks that look at a number and those around it."""
    earlier = _before(sentence, recent)
    check_paces(sentence, period, tally)
    check_completions(sentence, earlier, tally)
    check_shares(sentence, recent, tally)
    check_growths(sentence, tally)
    check_claims(sentence, period, tally)
    check_margins(sentence, tally)
    check_bounds(sentence, tally)
    check_changes(sentence, tally)
    check_gaps(sentence, tally)
    check_averages(sentence, tally)
    check_named_rates(sentence, tally)


def _check_sums(sentence: Sentence, recent: Sequence[Sentence], tally: Tally) -> None:
    """The checks that have to see all of a list."""
    earlier = _before(sentence, recent)
    check_listed_shares(sentence, tally)
    check_parts(sentence, earlier, tally)
    check_divided(sentence, earlier, tally)
    check_balances(sentence, tally)


def _before(sentence: Sentence, recent: Sequence[Sentence]) -> list[Sentence]:
    """The sentences right before one in its passage, in which a target may stand."""
    return [one for one in recent[-_NEAR:] if one.passage == sentence.passage]


def _cells(draft: DraftText, tally: Tally) -> Iterator[NumberMet]:
    """The numbers that a workbook keeps as such."""
    for table in draft.tables:
        for row in table.rows:
            name = next((cell.text for cell in row if cell.text), "")
            for cell in row:
                if (number := cell_number(cell)) is not None and cell.number is not None:
                    fate = NumberFate.CHECKED if cell.place in tally.cells else NumberFate.ALONE
                    yield NumberMet(number.text, cell.place, name, fate)


def _fate(sentence: Sentence, one: Numbered, tally: Tally) -> NumberFate:
    if (sentence.passage, one.number.start) in tally.used or sentence.place in tally.cells:
        return NumberFate.CHECKED
    return NumberFate.ALONE if one.number.measure.of else NumberFate.NO_UNIT
