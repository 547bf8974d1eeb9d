"""Each region's figures below what they come to together: what a prefecture looks at, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.rules import RulesetError
from tracker.domain.rules_words import label_in
from tracker.office.figures.over_regions import OverRegions, figures_over, reach_of_desk
from tracker.office.outcome import Refused
from tracker.report.lists.over_regions import RegionLine, lines_of, regions_table
from tracker.words.over_regions import over_head, over_notes
from tracker.words.sentences import sentence
from tui.actions import BACK, COPY, REFRESH, YEAR_KEYS
from tui.exported import Exported
from tui.screens.figures_asked import Known, Wrong, wrong_rules
from tui.screens.figures_rows import LEAST_BAR, LIGHT_STYLES, light_sign
from tui.screens.year_page import YearPage
from tui.text import clip, drawn, pad, right
from tui.widgets.bars import figure_bar
from tui.widgets.lines import Line
from tui.widgets.page import Row, blank, heading, wrapped

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.words import Lang


@dataclass(frozen=True, slots=True)
class RegionsSeen:
    """The figures of several regions, as they were read."""

    over: OverRegions
    changes: int

    @property
    def year(self) -> int:
        """The year."""
        return self.over.year


class RegionsScreen(YearPage[RegionsSeen]):
    """A year by region; what does not add up is shown for each region alone."""

    NAME = "regions"
    ACTIONS = (BACK, *YEAR_KEYS, REFRESH, COPY)
    FOOTER = ("year_back", "year_on", "palette", "help", "back")
    DEFAULT_CSS = """
    RegionsScreen { background: $background; }
    """

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def seen_by(self, desk: Desk, year: int, lang: Lang) -> RegionsSeen | Wrong:
        """The figures of all regions below the one of the desk."""
        changes = desk.store.changes()
        try:
            found = figures_over(desk, year, reach_of_desk(desk), until=self._known.until, as_of=self._known.as_of)
        except RulesetError as error:
            return wrong_rules(error, lang)
        if isinstance(found, Refused):
            return Wrong(tuple(sentence(reason, self.terms) for reason in found.reasons), of_rules=False)
        return RegionsSeen(found, changes)

    def rows(self, seen: RegionsSeen, width: int) -> Iterator[Row]:
        """A block for each indicator: its name and unit, what all come to, and a line for each region."""
        lang, over = self.words.lang, seen.over
        yield wrapped(over_head(over, lang), "name", width)
        yield wrapped(f"{self.words.figures.ruleset} {over.rules.id}", "dim", width)
        for note in over_notes(over, lang):
            yield wrapped(note, "warn", width)
        blocks = [list(lines_of(over, one, lang)) for one in over.together]
        sizes = self._sizes([line for lines in blocks for line in lines], width)
        for one, lines in zip(over.together, blocks, strict=True):
            yield blank()
            yield heading((f"{drawn(label_in(one.labels, lang))}  {drawn(one.unit)}", "head"))
            yield from (Row((self._line(line, sizes, width),), about=(line.indicator, line.code)) for line in lines)

    @staticmethod
    def _told(line: RegionLine) -> tuple[str, str, str, str]:
        return (drawn(line.region), line.actual or "", f"/ {line.target}" if line.target else "", line.rate or "")

    def _sizes(self, lines: list[RegionLine], width: int) -> list[int]:
        """The cells of each column, the same for all indicators."""
        told = [self._told(line) for line in lines]
        sizes = [max((cell_len(parts[at]) for parts in told), default=0) for at in range(4)]
        return [min(sizes[0], max(width * 30 // 100, 8)), *sizes[1:]]

    def _line(self, line: RegionLine, sizes: list[int], width: int) -> Line:
        """Region, figure, target, rate, light, and how much of the target that is, with the time gone by."""
        name, actual, target, rate = self._told(line)
        names, style = self.terms.terms.light, LIGHT_STYLES.get(line.light or "", "dim")
        lights = 2 + max(map(cell_len, names.values()))
        shown: Line = [(pad(clip(name, sizes[0]), sizes[0]), "" if line.code else "name"),
                       (" " + right(actual, sizes[1]), "name"), (" " + pad(target, sizes[2]), "dim"),
                       (" " + right(rate, sizes[3]) + " ", style)]
        room = width - sum(sizes) - lights - 5
        if line.target:
            sign = f"{light_sign(line.light)} {names.get(line.light, '')}" if line.light else ""
            shown.append((pad(sign, lights) + " ", style))
            if room >= LEAST_BAR and float(line.target):
                shown += figure_bar(float(line.actual or 0) / float(line.target), self._progress, room, style)
        return shown

    @property
    def _progress(self) -> float | None:
        """The share of the year that has gone by."""
        each = self._seen.over.each if self._seen else ()
        return float(each[0].figures.time_progress.rstrip("%") or 0) / 100 if each else None

    def exported(self) -> Exported | str:
        """Every line, with what has to be known of them."""
        if self._seen is None:
            return self.words.lists.not_yet
        over, lang = self._seen.over, self.words.lang
        return Exported("figures", lambda desk: [regions_table(over, lang)],
                        (over_head(over, lang), *over_notes(over, lang)), not self._known.now, year=over.year)
