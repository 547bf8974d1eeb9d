"""What the checks of a draft found so far, and which of its numbers they looked at."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tracker.domain.rates import round_half_up
from tracker.proof.draft import DraftPlace
from tracker.proof.findings import (
    Cause,
    Checked,
    DraftFinding,
    HowStated,
    NumberSaid,
    Outcome,
    cause_of_difference,
    percent_text,
)
from tracker.proof.measures import PER_HUNDRED, SCALES_WRITTEN
from tracker.proof.numbers import PrintedNumber
from tracker.proof.sentences import Numbered, Sentence


class Tally:
    """Collects findings; `used` are the numbers that a check could set against others, by passage and offset."""

    def __init__(self) -> None:
        self.findings: list[DraftFinding] = []
        self.used: set[tuple[int, int]] = set()
        self.cells: set[DraftPlace] = set()
        """The cells of tables that were set against others."""
        self._said: set[tuple[Checked, str, str, str]] = set()

    def use(self, sentence: Sentence, numbers: Iterable[Numbered]) -> None:
        """Notes that numbers of a sentence were set against others."""
        self.used.update((sentence.passage, one.number.start) for one in numbers)

    def add(self, finding: DraftFinding) -> None:
        """Adds a finding; what the header of every page says is told once."""
        said = (finding.checked, finding.sentence, finding.stated, finding.computed)
        if said not in self._said:
            self._said.add(said)
            self.findings.append(finding)

    def judge(self, sentence: Sentence, checked: Checked, stated: Numbered, outcome: Outcome,
              numbers: list[tuple[Numbered, str]], cause: Cause | None = None) -> None:
        """Adds what is to be said of a stated number and what others come to; nothing where they agree.

        `cause` is the likely one where the check knows better than the digits do.
        """
        judged = outcome.judged(stated)
        if judged is HowStated.AGREES:
            return
        number = stated.number
        cause = cause or cause_of_difference(number.value, outcome.exact, number.step)
        hard = judged is HowStated.DIFFERS
        said = (*(NumberSaid(one.text, part) for one, part in numbers), NumberSaid(stated.text, stated.part.value))
        self.add(DraftFinding(checked, cause if hard or cause is Cause.CUT_OFF else Cause.ROUNDING, hard,
                              sentence.place, sentence.shown, stated.text, computed_text(outcome, stated), said,
                              passage=sentence.passage, start=number.start))


def computed_text(outcome: Outcome, stated: Numbered) -> str:
    """What others come to, printed as the stated number is; with one more digit where it would look the same."""
    number = stated.number
    if number.measure.of == PER_HUNDRED:
        return percent_text(outcome.exact, number.step)
    return f"{_plain(outcome.exact / (number.factor or 1), number)}{_unit(stated)}"


def _plain(value: Fraction, number: PrintedNumber) -> str:
    step = number.step / (number.factor or 1)
    decimals = 0 if step >= 1 or step == 0 else len(str(round(1 / step))) - 1
    sign = "-" if value < 0 else ""
    return f"{sign}{round_half_up(abs(value), decimals):f}"


def _unit(stated: Numbered) -> str:
    scale = next((word for word, factor in SCALES_WRITTEN.items() if factor == stated.number.factor), "")
    return scale + stated.number.measure.word
