"""Reads what was typed on the command line: choices in either language, days, amounts, documents, pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from tracker.cli.call import Call
from tracker.domain.counting_year import YEARS
from tracker.domain.days import Day, NotADay
from tracker.domain.fields import ChoiceField
from tracker.domain.money import Money
from tracker.domain.money_form import share_typed
from tracker.domain.names import fold_name
from tracker.domain.parts import GROUPINGS, PartOf
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean, fold_width
from tracker.domain.typed import amount_typed, as_of_typed, day_typed, due_typed, optional_day_typed, whole_day_typed
from tracker.domain.week import Week
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import by_text, part_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.office.project.evidence import Paper

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.

_T = TypeVar("_T")

_MOST = 10**12
"""Numbers of rows above this are nobody's; a database would refuse them in its own words."""


@dataclass(slots=True)
class Typed:
    """Reads days and amounts and gathers a reason for each that is none, so that all are told at once."""

    today: date
    reasons: list[Reason] = field(default_factory=list)

    def day(self, text: str, name: str = "day") -> Day:
        """A day; today where nothing was typed."""
        return self._kept(day_typed(text, self.today, field=name), Day(self.today))

    def due(self, text: str, name: str = "due") -> Day | None:
        """A day that may be left out and may lie ahead."""
        return self._kept(due_typed(text, self.today, field=name), None)

    def known_day(self, text: str, name: str = "day") -> Day | None:
        """A day that may be left out and does not lie ahead."""
        return self._kept(optional_day_typed(text, self.today, field=name), None)

    def whole_day(self, text: str, name: str) -> date | None:
        """A whole day that may be left out."""
        return self._kept(whole_day_typed(text, self.today, field=name), None)

    def moment(self, text: str, now: datetime) -> datetime | None:
        """A moment of knowing that may be left out, up to now; a day alone is its end in the office."""
        return self._kept(as_of_typed(text, now), None)

    def week(self, text: str, name: str = "week") -> Week | None:
        """A week that may be left out."""
        try:
            return Week.read(text) if text.strip() else None
        except NotADay:
            self.reasons.append(Reason(Code.NOT_A_WEEK, params={"value": text}, field=name))
            return None

    def amount(self, text: str, unit: str = "", currency: str = "") -> Money:
        """An amount of money, in its own unit or else in the one given."""
        return self._kept(amount_typed(text, unit + currency), Money(0))

    def share(self, text: str) -> int | None:
        """A share in hundredths of a percent that may be left out."""
        return self._kept(share_typed(text), None)

    def _kept(self, found: _T | Reason, otherwise: _T) -> _T:
        if isinstance(found, Reason):
            self.reasons.append(found)
            return otherwise
        return found


def choice(call: Call, text: str, name: str, hint: str) -> str:
    """One of the values of a list in `Terms` (stage, status, origin, evidence, level), said in either language.

    Raises a usage error that lists the choices.
    """
    said: dict[str, str] = {}
    for lang in Lang:
        said |= {_folded(label): value for value, label in _terms(lang, name).items()}
    return pick(call, text, _with_part(text, said) if name == "evidence" else said, hint, _terms(call.lang, name))


def _with_part(text: str, said: Mapping[str, str]) -> Mapping[str, str]:
    """The names, and what was typed among them if it is a part of the names of one value only (合同 of 正式合同)."""
    part = _folded(text)
    values = {value for label, value in said.items() if part and part in label}
    return said if part in said or len(values) != 1 else {**said, part: values.pop()}


def pick(call: Call, text: str, said: Mapping[str, str], hint: str, labels: Mapping[str, str]) -> str:
    """The value that was said; `labels` are the values there are with their names in the officer's language."""
    folded = _folded(text)
    value = folded if folded in labels else said.get(folded)
    if value is None or value not in labels:
        shown = (value if value == label else f"{value} {label}" for value, label in labels.items())
        choices = call.says.joint.join(shown)
        raise typer.BadParameter(call.says.not_a_choice.format(value=clean(text), choices=choices), param_hint=hint)
    return value


def field_name(call: Call, text: str, hint: str = "FIELD=VALUE") -> str:
    """A field of a profile by its name in either language, or by a part of it that only one field has (联络员)."""

    said: dict[str, str] = {}
    for lang in Lang:
        said |= {_folded(label): field for field, label in _terms(lang, "field").items() if field in FIELDS}
    labels = {field: _terms(call.lang, "field").get(field, field) for field in FIELDS}
    return pick(call, text, _with_part(text, said), hint, labels)


def fields_typed(call: Call, typed: Iterable[str]) -> dict[str, str]:
    """FIELD=VALUE pairs by the names of the fields, which may be said in either language."""
    pairs = (pair(call, text, "FIELD=VALUE") for text in typed)
    return {field_name(call, name): value for name, value in pairs}


def grouping(call: Call, text: str, hint: str = "--by") -> str:
    """What figures are told apart by: a field by its name in either language, or month and quarter."""
    said = {_folded(by_text(by, lang)): by for lang in Lang for by in GROUPINGS}
    return pick(call, text, _with_part(text, said), hint, {by: by_text(by, call.lang) for by in GROUPINGS})


def part_of_year(call: Call, text: str, hint: str = "--in") -> PartOf:
    """A part of a year's figures: park=高新区, month=3; nothing behind the sign, or 未填, is what nobody filled in."""
    name, value = pair(call, text, hint)
    by, value = grouping(call, name, hint), clean(value)
    if fold_name(value) == fold_name(part_text(by, "", call.lang)):
        value = ""  # as the rollup prints what nobody filled in
    if by not in FIELDS:
        value = str(whole(call, value.rstrip("月季度"), hint)) if value else ""
    elif isinstance(FIELDS[by], ChoiceField) and value:
        value = choice(call, value, by, hint)
    return PartOf(by, value)


def stage(call: Call, text: str, hint: str) -> Stage:
    """A stage by its English or Chinese name."""
    return Stage(choice(call, text, "stage", hint))


def whole(call: Call, text: str, hint: str) -> int:
    """A whole number above zero. Raises a usage error."""
    digits = fold_width(clean(text)).lstrip("#")
    if not (digits.isascii() and digits.isdigit()) or not 0 < int(digits[:20]) <= _MOST:
        raise typer.BadParameter(call.says.not_whole.format(value=clean(text)), param_hint=hint)
    return int(digits)


def year(call: Call, text: str, hint: str = "YEAR") -> int:
    """A year of four digits that can be counted for. Raises a usage error."""
    digits = fold_width(clean(text)).removesuffix("年")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4 and int(digits) in YEARS):
        raise typer.BadParameter(call.says.not_a_year.format(value=clean(text), first=YEARS[0], last=YEARS[-1]),
                                 param_hint=hint)
    return int(digits)


def version(call: Call, text: str | None) -> int | None:
    """The version that is saved against, where one was given; 0 of what is not on record."""
    if text is None:
        return None
    return 0 if fold_width(clean(text)) == "0" else whole(call, text, "--version")


def pair(call: Call, text: str, hint: str) -> tuple[str, str]:
    """Both sides of NAME=VALUE. Raises a usage error."""
    name, sign, value = text.replace("＝", "=", 1).partition("=") if "=" not in text else text.partition("=")
    if not sign or not name.strip():
        raise typer.BadParameter(call.says.not_a_pair.format(value=clean(text)), param_hint=hint)
    return name.strip(), value


def paper(call: Call, text: str, hint: str = "--evidence") -> Paper:
    """A document written KIND[:NUMBER[:FILE]]; a colon of either width."""
    from tracker.office.project.evidence import Paper

    kind, *rest = text.replace("：", ":", 1).split(":", 1)
    number, *path = rest[0].replace("：", ":", 1).split(":", 1) if rest else ("",)
    return Paper(choice(call, kind, "evidence", hint), number.strip(), path=Path(path[0]) if path else None)


def _terms(lang: Lang, name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = getattr(words(lang).terms, name)
    return found


def _folded(text: str) -> str:
    return fold_width(clean(text)).casefold().replace("-", "_").replace(" ", "_")
