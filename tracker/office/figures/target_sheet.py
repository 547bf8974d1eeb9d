"""A year's targets on one sheet: what stands, what stood before, and last year's, which can be taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.domain.reasons import Reason
from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import label_in
from tracker.office.desk import Desk
from tracker.office.figures.targets import StandingTarget, read_target, target_shown
from tracker.office.outcome import Done
from tracker.office.rules import rules_of
from tracker.store.tables import Target


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One indicator of the year's ruleset: its target, those before it (latest first), and last year's."""

    key: str
    labels: Mapping[str, str]
    unit: str
    standing: StandingTarget | None
    before: tuple[StandingTarget, ...]
    last_year: StandingTarget | None

    def called(self, lang: str) -> str:
        """Its name in a language, Chinese where that language is missing."""
        return label_in(self.labels, lang)


@dataclass(frozen=True, slots=True)
class TargetSheet:
    """All indicators of a year. `others` are targets of indicators the ruleset does not have any more."""

    year: int
    lines: tuple[TargetLine, ...]
    others: tuple[StandingTarget, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of last year's targets: copied, left because the year has its own, or not to be used here."""

    copied: int
    had: int
    unfit: int


def target_sheet(desk: Desk, year: int) -> TargetSheet:
    """The targets of a year, one line for each indicator. Raises RulesetError as `rules_of` does."""
    rules = rules_of(desk, year)
    with desk.reading() as session:
        ever = _ever(session, year)
        last = {row.indicator: target_shown(row) for row in _ever(session, year - 1) if row.superseded_at is None}
    standing = {row.indicator: target_shown(row) for row in ever if row.superseded_at is None}
    past: dict[str, list[StandingTarget]] = {}
    for row in reversed(ever):
        if row.superseded_at is not None:
            past.setdefault(row.indicator, []).append(target_shown(row))
    return TargetSheet(
        year,
        tuple(TargetLine(one.key, one.labels, one.unit, standing.get(one.key), tuple(past.get(one.key, ())),
                         last.get(one.key)) for one in rules.indicators),
        tuple(row for key, row in standing.items() if rules.indicator(key) is None))


def copy_targets(desk: Desk, year: int) -> Done[Copied]:
    """Sets the targets of the year before wherever this year has none yet: a start, to be edited.

    Each is a target of its own in the journal; all of them are set in one unit of work.
    """
    rules = rules_of(desk, year)
    copied = had = unfit = 0
    with desk.unit() as work:
        has = {row.indicator for row in _ever(work.session, year) if row.superseded_at is None}
        for row in _ever(work.session, year - 1):
            if row.superseded_at is not None:
                continue
            kept = _fitting(rules, row)
            if row.indicator in has:
                had += 1
            elif kept is None:
                unfit += 1
            else:
                value, unit = kept
                entry = work.entry("target.set", subject=f"{year} {_called(rules, row.indicator)}", detail={
                    "year": year, "indicator": row.indicator, "value": value, "unit": unit, "was": None})
                work.append(Target, entry, year=year, indicator=row.indicator, value=value, unit=unit)
                copied += 1
    return Done(Copied(copied, had, unfit))


def _fitting(rules: Ruleset, row: Target) -> tuple[str, str] | None:
    """The target as the year's own ruleset would keep it; None where it has no such indicator or unit."""
    indicator = rules.indicator(row.indicator)
    kept = None if indicator is None else read_target(indicator, row.value, row.unit)
    return None if isinstance(kept, Reason) else kept


def _called(rules: Ruleset, key: str) -> str:
    indicator = rules.indicator(key)
    return indicator.called() if indicator else key


def _ever(session: Session, year: int) -> list[Target]:
    return list(session.exec(select(Target).where(Target.year == year, Target.period == "").order_by(col(Target.id))))
