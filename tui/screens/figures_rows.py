"""The page of figures, block by block: indicators, months, conversion rates, stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from tracker.domain.clock import office_time, to_the_minute
from tracker.domain.parts import PartOf
from tracker.domain.rules_words import NO_INDICATOR
from tracker.words import spoken
from tracker.words.figures import (
    FiguresWords,
    amounts_text,
    beside_line,
    by_text,
    every_proof_text,
    figure_notes,
    own_ratio_line,
    part_text,
    proof_text,
    rate_label,
    span_text,
    units_line,
    whole_money_line,
    why_nowhere,
    without_day_lines,
)
from tracker.words.yearend import YearendWords, closed_text
from tui.actions import shown_key
from tui.text import ascii_only, bar, clip, drawn, marks, pad, right, wrap
from tui.widgets.bars import figure_bar, rate_bar
from tui.widgets.lines import Line, spread, width_of
from tui.widgets.months import Months, month_chart
from tui.widgets.page import Row, blank, heading

if TYPE_CHECKING:
    from tracker.office.figures.explained import Explanation
    from tracker.office.figures.figures import ConversionRate, Figure, MoneyLine, Rollup
    from tracker.office.figures.subtotals import SubTotal, SubTotals
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords
    from tui.screens.figures_asked import Seen

LIGHT_STYLES = {"green": "good", "yellow": "warn", "red": "bad"}
LEAST_BAR = 8
"""Cells below which a bar says nothing."""
WIDE = 110
"""Cells of the page from which a figure says in every way how many of its projects are proven."""
TALL = 32
"""Lines of the terminal from which blocks stand apart and columns are taller."""


class SubTotalOf(NamedTuple):
    """A sub-total: the indicator, and which part of it."""

    key: str
    part: PartOf


def figure_of(to: object) -> str:
    """The indicator that a row is about, by what Enter shows of it; empty where it is about none."""
    return to.key if isinstance(to, SubTotalOf) else str(to or "")


class FiguresPage:
    """Makes the rows of one year in one language."""

    def __init__(self, seen: Seen, words: ScreenWords, terms: Words, figure: str, tall: bool) -> None:
        self.seen, self.words, self.terms, self.tall = seen, words, terms, tall
        self.rollup: Rollup = seen.rollup
        self.figure = self.rollup.figure(figure) or next(iter(self.rollup.indicators), None)
        self.says = spoken(words.lang, FiguresWords)

    def rows(self, width: int) -> list[Row]:
        """All blocks, one below the other; the money that no indicator counts belongs to the indicators."""
        gap = [blank()] if self.tall else []
        below = self.parts(self.seen.apart, width) if self.seen.apart else self.months(width)
        return [*self.indicators(width), *self.nowhere(width), *self.periods(width), *gap, *below, *gap,
                *self.conversion(width), *gap, *self.stages(width)]

    # -- indicators ---------------------------------------------------------------------------------------------------

    def indicators(self, width: int) -> Iterator[Row]:
        """A line for each: label, actual / target unit, bar, rate, points ahead, light."""
        every = width >= WIDE
        proof, *proofs = self._proofs(every)
        lines = [(*self._told(figure), of) for figure, of in zip(self.rollup.indicators, proofs, strict=True)]
        sizes = [max((cell_len(parts[place]) for parts in lines), default=0) for place in range(6)]
        sizes[0] = min(sizes[0], max(width * 27 // 100, 8))
        sizes[5] = max(sizes[5], cell_len(proof))
        room = width - sum(sizes) - 6
        at_rest = f"{self.says.indicator}  {self.says.actual} / {self.says.target}"
        ends: Line = [(f"{self.says.rate}  {self.words.figures.ahead}  {self.says.light} "
                       f"{right(proof, sizes[5])}", "dim")]
        yield Row((spread([(at_rest, "dim")], ends, width),), rest=False)
        for figure, parts in zip(self.rollup.indicators, lines, strict=True):
            yield Row((self._line(figure, parts, sizes, room, width),), does="behind", to=figure.key, about=figure.key)
        told = self.says.every_proof_told if every else self.says.proof_told
        units = units_line((figure.unit for figure in self.rollup.indicators), self.words.lang)
        for text in filter(None, (told if any(map(str.strip, proofs)) else "", units)):
            yield Row(tuple([(line, "dim")] for line in wrap(text, width)), rest=False)

    def _proofs(self, every: bool) -> list[str]:
        """How many of the projects counted are proven, a text for each indicator: `every` way, or one; the head first.
        """
        figures = self.rollup.indicators
        rows: list[tuple[str, ...]] = [self.says.every_proof, *map(every_proof_text, figures)] if every else [
            (self.says.proof,), *((proof_text(figure),) for figure in figures)]
        sizes = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
        return ["  ".join(map(right, row, sizes)) for row in rows]

    def nowhere(self, width: int) -> Iterator[Row]:
        """The money that no indicator counts: in one line, on a tall screen one for each reason."""
        money, lang = self.rollup.money, self.words.lang
        if not money.lines:
            return
        if not self.tall:
            yield self._nowhere(f"{self.says.no_indicator} {self._sums(money.lines)}", NO_INDICATOR, width)
            return
        for text in wrap(whole_money_line(money, lang), width):
            yield heading((text, "dim"))
        told = [(line, why_nowhere(line.reason, line.of, lang)) for line in money.lines]
        size = max(cell_len(why) for _, why in told)
        for line, why in told:
            yield self._nowhere(f"{pad(why, size)}  {self._sums([line])}", line.key, width)

    def periods(self, width: int) -> Iterator[Row]:
        """Targets of quarters and months, a line for each; Enter shows what is behind it."""
        told = [(one, f"{one.called(self.words.lang)}  {part_text(*one.period, self.words.lang)}",
                 f"{one.actual} / {one.target} {one.unit}") for one in self.seen.periods]
        if told:
            yield heading((self.says.periods, "dim"))
        first = max((cell_len(label) for _, label, _ in told), default=0)
        second = max((cell_len(figures) for *_, figures in told), default=0)
        for one, label, figures in told:
            light = self.terms.terms.light.get(one.light or "", "")
            line: Line = [(pad(label, first), ""), ("  ", ""), (right(figures, second), ""),
                          (f"  {one.rate or ''}", ""), (f"  {light}", LIGHT_STYLES.get(one.light or "", ""))]
            yield Row((line,), does="behind", to=SubTotalOf(one.key, one.period))

    def _nowhere(self, text: str, key: str, width: int) -> Row:
        return Row(([(clip(drawn(text), width), "warn")],), does="behind", to=key)

    def _sums(self, lines: Sequence[MoneyLine]) -> str:
        money = {currency: sum(line.money.get(currency, 0) for line in lines) for line in lines
                 for currency in line.money}
        count = self.words.figures.receipts_of.format(count=sum(line.receipts for line in lines))
        return f"{amounts_text(money, self.words.lang)}{self.words.joint}{count}"

    def _told(self, figure: Figure) -> tuple[str, ...]:
        """Label, actual, what it is measured by, rate, points ahead: as text."""
        target = f"/ {figure.target} {figure.unit}" if figure.target else f"{figure.unit}"
        return (drawn(figure.called(self.words.lang)), figure.actual, drawn(target), figure.rate or "",
                signed(figure.ahead) if figure.ahead else "")

    def _line(self, figure: Figure, parts: tuple[str, ...], sizes: list[int], room: int,
              width: int) -> Line:
        label, actual, of, rate, ahead, proof = parts
        proven: Line = [(right(proof, sizes[5]), "warn" if figure.unproven else "dim")]
        light = figure.light or ""
        style = LIGHT_STYLES.get(light, "dim")
        line: Line = [(pad(label, sizes[0]), ""), (" " + right(actual, sizes[1]), "name"),
                      (" " + pad(of, sizes[2]) + " ", "dim")]
        light_cells = self._light_cells()
        bar_cells = room - light_cells - 1
        if not figure.target:
            says = self.words.figures
            why = says.of_the_place if self.rollup.narrowed else says.no_target
            return spread([*line, (why, "quiet")], proven, width)
        if bar_cells >= LEAST_BAR:
            share = float(figure.actual) / float(figure.target)
            line += [*figure_bar(share, self.progress, bar_cells, style), (" ", "")]
        line += [(right(rate, sizes[3]), style), (" " + right(ahead, sizes[4]) + " ", style),
                 (pad(f"{light_sign(light)} {self.terms.terms.light.get(light, '')}", light_cells), style)]
        return spread(line, proven, width)

    def _light_cells(self) -> int:
        return 2 + max(cell_len(name) for name in self.terms.terms.light.values())

    @property
    def progress(self) -> float:
        """Time progress as a share."""
        return float(self.rollup.time_progress.rstrip("%") or 0) / 100

    # -- months -------------------------------------------------------------------------------------------------------

    def months(self, width: int) -> Iterator[Row]:
        """The months of the indicator under the cursor, this year beside last; as many lines where it has none."""
        says, monthly, figure = self.words.figures, self.rollup.new_by_month, self.figure
        if not monthly or figure is None:
            yield heading((says.no_months, "quiet"))
            return
        key, label, height = figure.key, drawn(figure.called(self.words.lang)), 8 if self.tall else 4
        hint: Line = [(says.month_keys, "dim")]
        yield Row((spread([(says.months.format(label=label), "head")], hint, width),), rest=False)
        if key not in monthly:
            told = wrap(says.not_by_month.format(label=label, key=shown_key("tell_apart", self.words)), width)
            yield Row(tuple([(line, "quiet")] for line in told), rest=False)
            yield Row(([],) * (height + 3 - len(told)), rest=False)
            return
        before = self.seen.before.new_by_month.get(key) if self.seen.before else None
        until = self.rollup.until
        span = self.rollup.span
        last = min(max(span.place_of(until), 0), len(span.months))
        names = [self.says.month.format(month=month) for month in span.months]
        chart = Months(self.rollup.year, monthly[key], before, last)
        yield Row(tuple(month_chart(chart, names, width, height)), rest=False)
        if (beside := self.rollup.beside_months.get(key)) is not None:
            told = wrap(drawn(beside_line(beside, label, self.words.lang)), width)
            yield Row(tuple([(line, "warn")] for line in told), does="behind", to=key)

    def parts(self, apart: SubTotals, width: int) -> Iterator[Row]:
        """The sub-totals of the indicator under the cursor: a line for each value, whose Enter proves it."""
        figure = self.figure
        if figure is None:
            return
        says, lang = self.words.figures, self.words.lang
        title = says.parts.format(label=drawn(figure.called(lang)), by=by_text(apart.by, lang))
        yield Row((spread([(title, "head")], [(says.month_keys, "dim")], width),), rest=False)
        own = {value: row[figure.key] for value, row in apart.rows.items()}
        told = {value: (drawn(part_text(apart.by, value, lang)), one.actual, self._projects(one))
                for value, one in own.items()}
        sizes = [max((cell_len(parts[at]) for parts in told.values()), default=0) for at in range(3)]
        sizes[0] = min(sizes[0], max(width * 40 // 100, 8))
        most = max((abs(float(one.actual)) for one in own.values()), default=0.0)
        unit = f" {drawn(figure.unit)} "
        room = width - sum(sizes) - cell_len(unit) - 3
        for value, (name, actual, projects) in told.items():
            line: Line = [(pad(clip(name, sizes[0]), sizes[0]), "" if value else "warn"),
                          (" " + right(actual, sizes[1]), "name"), (unit, "dim"),
                          (right(projects, sizes[2]) + " ", "dim")]
            share = max(float(actual), 0.0) / most if most else 0.0
            to = SubTotalOf(figure.key, PartOf(apart.by, value))
            yield Row(([*line, *([(bar(share, room), "dim")] if room >= LEAST_BAR else [])],), does="behind", to=to,
                      about=to)
        if figure.key not in apart.adds_up:
            yield Row(tuple([(line, "warn")] for line in wrap(own_ratio_line(apart, self.rollup, lang), width)),
                      rest=False)

    def _projects(self, one: SubTotal) -> str:
        """How many projects there are, where the number before it is not that of projects."""
        return "" if one.actual == str(one.counted) else self.words.figures.projects_of.format(count=one.counted)

    # -- conversion ---------------------------------------------------------------------------------------------------

    def conversion(self, width: int) -> Iterator[Row]:
        """One bar each, with numerator and denominator."""
        if not self.rollup.conversion:
            return
        whole = self.words.figures.whole.get(self.seen.denominator, "").format(base=self.seen.base_year)
        yield heading((self.says.conversion, "head"), (f"  {whole}", "dim"))
        told = [self._rate_told(rate_of) for rate_of in self.rollup.conversion]
        sizes = [max(cell_len(parts[at]) for parts in told) for at in range(3)]
        room = width - sum(sizes) - 3
        for rate_of, (name, of, rate) in zip(self.rollup.conversion, told, strict=True):
            share = float(rate_of.numerator) / float(rate_of.denominator) if float(rate_of.denominator) else 0.0
            line: Line = [(pad(name, sizes[0]), ""), (" " + right(of, sizes[1]) + " ", "name"),
                          *(rate_bar(share, room) if room >= LEAST_BAR else []), (" " + right(rate, sizes[2]), "name")]
            yield Row((line,), does="behind", to=rate_of.explained_by)

    def _rate_told(self, rate: ConversionRate) -> tuple[str, str, str]:
        name = rate_label(rate.key, rate.labels, None, self.words.lang)
        if rate.cohort is not None:
            name = f"{name} {self.words.figures.cohort.format(year=rate.cohort)}"
        return name, f"{rate.numerator} / {rate.denominator} {drawn(rate.unit)}".rstrip(), rate.rate or "—"

    # -- stages -------------------------------------------------------------------------------------------------------

    def stages(self, width: int) -> Iterator[Row]:
        """How many projects stand where, and which of that is not certain."""
        yield from self._each_stage(width)
        for told in without_day_lines(self.rollup, self.words.lang):
            yield Row(tuple([(line, "warn")] for line in wrap(drawn(told), width)), rest=False)

    def _each_stage(self, width: int) -> Iterator[Row]:
        """How many projects stand where; on a tall screen with a bar each."""
        terms = self.terms.terms
        named = {**terms.stage, "terminated": terms.status["terminated"]}
        told = [(named.get(stage, stage), count) for stage, count in self.rollup.by_stage.items()]
        if not self.tall:
            line: Line = [(self.words.figures.stages, "head"), ("  ", "")]
            for name, count in told:
                line += [(f"{name} ", "dim"), (f"{count}  ", "name")]
            yield Row((line,))
            return
        yield heading((self.words.figures.stages, "head"))
        most, size = max((count for _, count in told), default=1) or 1, max(cell_len(name) for name, _ in told)
        digits = max(len(str(count)) for _, count in told)
        room = max(width - size - digits - 3, LEAST_BAR)
        lines: list[Line] = [[(pad(name, size), ""), (f" {right(str(count), digits)} ", "name"),
                              (bar(count / most, room), "dim")] for name, count in told]
        yield Row(tuple(lines[:1]))
        for one in lines[1:]:
            yield Row((one,))


def light_sign(light: str) -> str:
    """The sign that goes with the word of a light."""
    signs = marks()
    return {"green": signs.met, "yellow": signs.blocked, "red": signs.unmet}.get(light, " ")


def signed(points: str) -> str:
    """Points ahead with their sign: +4.7, −93.31."""
    if points.startswith("-"):
        return points if ascii_only() else f"−{points[1:]}"
    return f"+{points}" if points.strip("0.") else points


def moment_told(moment: datetime, words: ScreenWords) -> str:
    """A moment in office time to the minute; the end of a day as that."""
    local = office_time(moment)
    return words.figures.end_of_day.format(day=local.date()) if _ends(local) else to_the_minute(moment)


def moment_typed(moment: datetime) -> str:
    """A moment as it is typed: a day stands for its end."""
    local = office_time(moment)
    return str(local.date()) if _ends(local) else local.replace(tzinfo=None).isoformat()


def _ends(local: datetime) -> bool:
    return local.time() >= time(23, 59, 59, 999000)


def asked_told(until: date | None, as_of: datetime | None, words: ScreenWords) -> str:
    """What was asked for instead of now, in words."""
    says = words.figures
    parts = [says.until.format(day=until)] if until else []
    if as_of:
        parts.append(f"{says.as_of_label} {moment_told(as_of, words)}")
    return words.joint.join(parts)


def closed_lines(seen: Seen, words: ScreenWords, width: int) -> list[Line]:
    """That the year is closed, and which figures are others than they were then."""
    closing = seen.closed
    if closing is None:
        return []
    says = spoken(words.lang, YearendWords)
    moved = [f"{figure.called(words.lang)} {then} → {figure.actual}" for figure in seen.rollup.indicators
             if (then := closing.actual(figure.key)) not in (None, figure.actual)]
    told = [(closed_text(closing, says), "good"),
            *([(says.moved_since.format(figures=words.joint.join(moved)), "warn")] if moved else [])]
    return [[(line, style)] for text, style in told for line in wrap(drawn(text), width)]


def note_lines(shown: Rollup | Explanation, words: ScreenWords, width: int) -> list[Line]:
    """What has to be known of figures: the older ledger they are from, and money without an origin."""
    return [[(text, "warn")] for note in figure_notes(shown, words.lang) for text in wrap(f"! {drawn(note)}", width)]


def head_line(seen: Seen, words: ScreenWords, width: int) -> Line:
    """Year, last day and time progress; at the end the ruleset that counts, the digest shortened."""
    rollup, says = seen.rollup, words.figures
    start: Line = [(f"{rollup.place} {rollup.year}{span_text(rollup.span, words.lang)}".strip(), "name"), ("  ", ""),
                   (says.until.format(day=rollup.until), ""), ("  ", ""),
                   (says.time_mark.format(mark=marks().down, progress=rollup.time_progress), "")]
    digest = rollup.ruleset_digest.removeprefix("sha256:")[:8]
    end: Line = [(f"{says.ruleset} {drawn(rollup.ruleset_id)} {digest}", "dim")]
    return spread(start, end if width_of(start) + width_of(end) < width else
                  [(clip(f"{drawn(rollup.ruleset_id)} {digest}", max(width - width_of(start) - 1, 8)), "dim")], width)
