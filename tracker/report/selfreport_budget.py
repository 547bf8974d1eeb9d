"""What a report tells of its unit's budget: sentences of what was typed, with the shares worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.text import clean
from tracker.report.figured import Figured, Sentence, in_one

if TYPE_CHECKING:
    from tracker.domain.budget import Budget, Spending
    from tracker.report.figured import KeptFigures
    from tracker.words.selfreport import SelfReportWords


def told_budget(budget: Budget | None, year: str, says: SelfReportWords, figures: KeptFigures) -> dict[str, object]:
    """Sentences on basic spending, on projects, on all; empty lists where nothing was typed."""
    if budget is None:
        return {"duties": [], "scope": "", "basic": [], "spending": [], "budget": {}}
    teller = _OfBudget(says, figures, budget.unit, year)
    wordings = {"basic": says.basic, "public": says.public, "total": says.total}
    parts = {"total": (budget.tables.get("basic"), *budget.projects)} if budget.projects else {}
    told = {name: teller.sentence(f"budget.{name}", wordings[name], one, parts.get(name, ()))
            for name, one in budget.tables.items() if one.spent is not None}
    return {"duties": list(budget.duties), "scope": budget.scope,
            "basic": [told[name] for name in ("total", "basic", "public") if name in told],
            "spending": [teller.sentence(f"budget.projects.{at}", says.project, one)
                         for at, one in enumerate(budget.projects, 1) if one.spent is not None],
            "budget": {name: teller.numbers(f"budget.{name}", one) for name, one in budget.tables.items()}}


class _OfBudget(NamedTuple):
    """Tells one spending after the other."""

    says: SelfReportWords
    figures: KeptFigures
    unit: str
    year: str

    def numbers(self, key: str, one: Spending) -> dict[str, Figured | str]:
        """Every number of a spending by its name."""
        named = {"budget": one.budget, "spent": one.spent, **(one.parts or {})}
        labels = {**self.says.what, **self.says.spent_parts}
        told = {name: self.figures.maybe(f"{key}.{name}", None if amount is None else f"{amount:f}",
                                         f"{one.name} {labels[name]}".strip()) for name, amount in named.items()}
        return {**told, "rate": self.figures.maybe(f"{key}.rate", one.rate,
                                                   f"{one.name} {self.says.what['execution']}".strip())}

    def sentence(self, key: str, wording: str, one: Spending, made_of: Iterable[Spending | None] = ()) -> Sentence:
        """What was spent, on what, and which share of the budget that is; `made_of` are told in sentences of their own.
        """
        says, numbers = self.says, self.numbers(key, one)
        parts = [Sentence.of(says.spent_part, name=says.spent_parts[part], amount=numbers[part], unit=self.unit)
                 for part in one.parts or {}]
        among = Sentence.of("{among}{parts}", among=says.spent_parts["among"],
                            parts=in_one(parts, says.spent_parts["joint"])) if parts else Sentence(())
        spent = [part.spent if part else None for part in made_of] or list((one.parts or {}).values())
        rounded = self._rounded(key, one, [part for part in spent if part is not None] if None not in spent else [])
        share = Sentence.of(says.execution, budget=numbers["budget"], unit=self.unit, rate=numbers["rate"]) if (
            numbers["rate"]) else Sentence(())
        return Sentence.of(wording, year=self.year, name=clean(one.name), spent=numbers["spent"], unit=self.unit,
                           parts=Sentence((*among.pieces, *rounded.pieces)),
                           execution=share)

    def _rounded(self, key: str, one: Spending, parts: Sequence[Decimal]) -> Sentence:
        """That the parts as they are printed make a little more or less; nothing where they make the sum."""
        off = abs(exact_sum(parts) - one.spent) if len(parts) > 1 and one.spent is not None else Decimal(0)
        return Sentence.of(self.says.rounded, unit=self.unit, difference=self.figures.put(
            f"{key}.rounding", print_exact(off), f"{one.name} {self.says.what['rounding']}".strip())
            ) if off else Sentence(())
