"""Composes the pages of an assessment: the board of all units and a page for each, every number by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from tracker.domain.clock import to_the_minute
from tracker.domain.digests import digest_shown
from tracker.domain.text import clean
from tracker.office.assessment.marks import marks_of
from tracker.report.figured import Figured, KeptFigures
from tracker.report.lists.assessment import board_tables, marks_table, unit_tables
from tracker.report.lists.shape import Kind, ListColumn, ListTable, Section, printed
from tracker.report.lists.units import one_unit_tables, unit_figures_tables
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import FiguresWords
from tracker.words.scoring_tables import AssessTableWords, grade_told, score_head
from tracker.words.selfreport import SelfReportWords
from tracker.words.sentences import sentence
from tracker.words.units import UnitWords

if TYPE_CHECKING:
    from tracker.office.assessment.paper_facts import PaperFacts
    from tracker.office.assessment.unit_figures import UnitOfYear

BOARD, EVERY = "board", "all"
"""Which pages a paper has: the board alone, or all of them; else the number of a unit."""
_ABOUT = "assess."
WIDE_MM, NARROW_MM = 267, 180
"""Between the margins of the board and of a unit's page."""
_WIDEST_CELLS, _NARROWEST_CELLS = 40, 5
"""Cells of a terminal's width by which a column is measured: no text makes it wider, none narrower."""
_MM_A_CELL = 2.6
"""Half a Chinese character of the size in tables, with the room beside it."""

Text = str | Figured


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its title, and whether numbers stand in it, flush right."""

    title: Text
    right: bool


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table under its title; each cell is a text, or a number that knows where it is from."""

    key: str
    title: Text
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[Text, ...], ...]

    def widths(self, mm: int) -> list[int]:
        """How wide the columns are, in mm: by what stands in them, all together as wide as the page at most.

        The title of a column of numbers may take two lines.
        """
        cells = [min(max(_NARROWEST_CELLS, cell_len(str(column.title)) // (1 + column.right) + 1,
                         *(cell_len(str(text)) + 1 for text in texts)), _WIDEST_CELLS)
                 for column, texts in zip(self.columns, self._by_column(), strict=True)]
        each = min(mm / sum(cells), _MM_A_CELL)
        return [int(each * count) for count in cells]

    def _by_column(self) -> list[tuple[Text, ...]]:
        return list(zip(*self.rows, strict=True)) if self.rows else [()] * len(self.columns)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page: the board, which is wide, or a unit."""

    key: str
    title: Text
    about: tuple[Text, ...]
    """What is said of the whole under the title, a line each."""
    tables: tuple[PaperTable, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class AssessmentPaper:
    """Pages with all their numbers by key, and what these stand on."""

    which: str
    facts: PaperFacts
    lang: Lang
    title: str
    sample: str
    pages: tuple[PaperPage, ...]
    foot: tuple[str, ...]
    figures: Mapping[str, Figured]


def paper_part(which: str) -> str:
    """How the manifest of a document names such pages."""
    return f"{_ABOUT}{which}"


def which_pages(part: str) -> str | None:
    """Which pages a manifest means; None where it is that of another report."""
    return part.removeprefix(_ABOUT) if part.startswith(_ABOUT) else None


def compose_assessment(facts: PaperFacts, which: str, lang: Lang) -> AssessmentPaper | None:
    """The board, one unit by its number, or all; None where there is no such unit. The same facts give the same."""
    made = _Composing(facts, lang)
    units = {str(one.unit.number): one for one in facts.figures.units}
    if which not in (BOARD, EVERY, *units):
        return None
    pages = [made.board()] if which in (BOARD, EVERY) else []
    pages += [made.unit(one) for number, one in units.items() if which in (EVERY, number)]
    says, of = spoken(lang, SelfReportWords), facts.figures
    return AssessmentPaper(
        which, facts, lang, str(pages[0].title), words(lang).terms.sample if facts.sample else "", tuple(pages),
        (says.foot.format(until=of.until, as_of=to_the_minute(of.as_of)),
         says.foot_rules.format(rules=clean(of.ruleset_id), digest=digest_shown(of.ruleset_digest),
                                head=facts.head or says.no_head)), made.kept.kept)


class _Composing:
    """Makes the pages of one language; keeps every number."""

    def __init__(self, facts: PaperFacts, lang: Lang) -> None:
        self._facts, self._lang, self.kept = facts, lang, KeptFigures()
        self._says = spoken(lang, AssessTableWords)

    def board(self) -> PaperPage:
        """All units: scores where there are some, figures against targets, what two claim and what nobody does."""
        facts, says, lang = self._facts, self._says, self._lang
        about: list[Text] = []
        tables: list[ListTable[Any]] = []
        if facts.assessed is None:
            about += self._without_score()
        else:
            tables += board_tables(facts.assessed, lang)
            if waiting := facts.assessed.waiting:
                about.append(self._put("board.waiting", says.not_whole.format(count=waiting), says.missing))
        tables += unit_figures_tables(facts.figures, lang)
        title = says.paper.format(place=clean(facts.place), year=facts.figures.year).strip()
        return PaperPage(BOARD, self._said("board.title", title), tuple(about), tuple(self._tables(BOARD, tables)),
                         is_wide=True)

    def unit(self, one: UnitOfYear) -> PaperPage:
        """One unit: how it stands, its score line by line, its marks, its figures and the projects behind them."""
        facts, says, lang = self._facts, self._says, self._lang
        key, name = f"unit.{one.unit.number}", clean(one.unit.name)
        about: list[Text] = []
        tables: list[ListTable[Any]] = []
        scored = facts.assessed.numbered(one.unit.number) if facts.assessed else None
        if facts.assessed is None or scored is None:
            about += self._without_score()
        else:
            about.append(self._put(f"{key}.head", clean(score_head(
                scored.score, facts.assessed.ranked_with(scored), facts.figures.year, lang)), name))
            if grade := grade_told(scored.score, facts.assessed.rules, lang):
                about.append(self._put(f"{key}.grade", clean(f"{says.column['grade']} {grade}"), name))
            if source := facts.assessed.assessment.source:
                about.append(clean(source))
            tables += unit_tables(facts.assessed, scored, lang)
            marks = marks_of(one.unit.number, facts.marks)
            tables += [marks_table(marks, facts.assessed.rules, lang)] if marks else []
        reached, behind = one_unit_tables(facts.figures, one.unit.name, lang)
        tables += [reached, *([self._projects(one, behind.title)] if behind.rows else [])]
        return PaperPage(key, self._said(
            f"{key}.title", says.paper_of_unit.format(unit=name, year=facts.figures.year)), tuple(about),
                         tuple(self._tables(key, tables)), is_wide=False)

    def _projects(self, one: UnitOfYear, title: str) -> ListTable[tuple[str, str, str]]:
        """The projects behind the figures of a unit, one a row with all it counts in: a page holds them so."""
        lang, joint = self._lang, words(self._lang).terms.semicolon
        named, adds = dict[str, str](), dict[str, list[str]]()
        for indicator in self._facts.figures.indicators:
            for project in () if indicator.composed else one.figures[indicator.key].projects:
                named[project.code] = project.name
                adds.setdefault(project.code, []).append(
                    f"{indicator.called(lang)} {printed(project.adds, Kind.NUMBER, lang)} {indicator.unit}".rstrip())
        says, own = spoken(lang, FiguresWords), spoken(lang, UnitWords)
        return ListTable((
            ListColumn("code", says.code, lambda row: row[0]), ListColumn("name", says.name, lambda row: row[1]),
            ListColumn("adds", own.column["adds"], lambda row: row[2]),
        ), [(code, named[code], joint.join(adds[code])) for code in sorted(named)], title)

    def _without_score(self) -> Iterator[str]:
        """That there is no score, and why."""
        yield from (clean(sentence(reason, words(self._lang))) for reason in self._facts.why_none)

    def _said(self, key: str, text: str) -> Text:
        """A title as one of the texts that are checked."""
        return self._put(key, text, text) if text else ""

    def _put(self, key: str, text: str, label: str) -> Figured:
        return self.kept.put(f"{_ABOUT}{key}", text, label)

    def _tables(self, page: str, tables: Sequence[ListTable[Any]]) -> Iterator[PaperTable]:
        for number, table in enumerate(tables, 1):
            columns, key = table.shown(), f"{page}.{number}"
            rows = tuple(tuple(self._cells(f"{key}.{at}", row, columns))
                         for at, row in enumerate(table.rows, 1) if not isinstance(row, Section))
            yield PaperTable(key, self._said(f"{key}.title", clean(table.title)), tuple(
                PaperColumn(self._said(f"{key}.{one.name}", clean(one.title)), one.right) for one in columns), rows)

    def _cells(self, key: str, row: object, columns: Sequence[ListColumn[Any]]) -> Iterator[Text]:
        """The cells of a row: names too, since two that changed places would make another board."""
        texts = [clean(printed(one.value(row), one.kind, self._lang)) for one in columns]
        of = next((text for text, one in zip(texts, columns, strict=True) if one.kind is Kind.TEXT and text), "")
        for text, one in zip(texts, columns, strict=True):
            yield self._put(f"{key}.{one.name}", text, f"{of} {one.title}".strip()) if text else ""
