"""What is behind a figure, as it is handed on: projects counted with their facts, and the others with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.domain.days import Day
from tracker.domain.money import Mark, Money, print_amount
from tracker.office.figures.figures import utc_text
from tracker.words import Lang, words
from tracker.words.figures import why_not


@dataclass(frozen=True, slots=True)
class Proof:
    """A document behind a fact; `sha256` finds its file, if there is one."""

    kind: str
    number: str
    sha256: str | None

    def as_json(self) -> dict[str, object]:
        """Kind, number and digest."""
        return {"kind": self.kind, "number": self.number, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class CountedFact:
    """A milestone or a receipt that counted. `share` is what it adds to the figure: exact, in the figure's unit."""

    day: Day
    share: str
    amount: Money | None = None
    """Of a receipt, as recorded, with its mark (约): a mark does not change what is summed."""
    receipt: int | None = None
    evidence: tuple[Proof, ...] = ()

    def as_json(self, lang: Lang = Lang.ZH) -> dict[str, object]:
        """A receipt has an amount and a number, a milestone has not."""
        found: dict[str, object] = {"day": str(self.day), "share": self.share}
        if self.amount is not None:
            found |= {"receipt": self.receipt, "amount": print_amount(self.amount, lang=lang),
                      "mark": "" if self.amount.mark is Mark.EXACT else self.amount.mark.value}
        return {**found, "evidence": [proof.as_json() for proof in self.evidence]}


@dataclass(frozen=True, slots=True)
class CountedProject:
    """A project that counted; `share` is what it adds to the figure."""

    code: str
    name: str
    share: str
    facts: tuple[CountedFact, ...]

    def as_json(self, lang: Lang = Lang.ZH) -> dict[str, object]:
        """The project and its facts."""
        return {"code": self.code, "name": self.name, "share": self.share,
                "facts": [fact.as_json(lang) for fact in self.facts]}


@dataclass(frozen=True, slots=True)
class NotCountedProject:
    """A project that did not count, and the first thing it fails; `reason` names a sentence in `words/figures.py`."""

    code: str
    name: str
    reason: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, lang: Lang = Lang.ZH) -> str:
        """The reason in words."""
        return why_not(self.reason, self.params, words(lang))

    def as_json(self, lang: Lang = Lang.ZH) -> dict[str, object]:
        """The project, the reason's code and the sentence."""
        return {"code": self.code, "name": self.name, "reason": self.reason, "sentence": self.sentence(lang)}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure with everything behind it: the shares of the projects counted add up to `figure` exactly."""

    year: int
    key: str
    labels: Mapping[str, str]
    unit: str
    figure: str
    of: str | None
    """The denominator, for a conversion rate."""
    until: date
    as_of: datetime
    ruleset_id: str
    ruleset_digest: str
    counted: tuple[CountedProject, ...]
    not_counted: tuple[NotCountedProject, ...]

    def as_json(self, lang: Lang = Lang.ZH) -> dict[str, object]:
        """What `sanxin explain --json` prints; every key in a fixed order."""
        found: dict[str, object] = {
            "year": self.year, "key": self.key, "label": self.labels.get(lang, self.labels["zh"]), "unit": self.unit,
            "figure": self.figure,
        }
        if self.of is not None:
            found["of"] = self.of
        return {
            **found, "until": self.until.isoformat(), "as_of": utc_text(self.as_of),
            "ruleset": {"id": self.ruleset_id, "digest": self.ruleset_digest},
            "counted": [project.as_json(lang) for project in self.counted],
            "not_counted": [project.as_json(lang) for project in self.not_counted],
        }
