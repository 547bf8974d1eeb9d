"""Makes the Word templates of reports, set as official documents are (GB/T 9704); an office edits them in Word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import count
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tracker.report.same_bytes import packed
from tracker.report.word_parts import (
    FANG,
    HEI,
    KAI,
    OFFICIAL_NAMES,
    SONG,
    name_fonts,
    put_block,
    put_field,
    put_text,
    repeat_on_pages,
    ruled,
    set_fonts,
)
from tracker.words import Lang, spoken
from tracker.words.selfreport import SelfReportWords

YEAR, PART, LEADER = "year", "part", "leader"
"""The reports there are: of a year, of a month or quarter, on one page for a leader."""
_STYLES = (
    # name, font, points, line, above, below
    ("Report title", SONG, 22, 34, 0, 0), ("Report heading", HEI, 16, 28, 8, 0), ("Report part", KAI, 16, 28, 0, 0),
    ("Report text", FANG, 16, 28, 0, 0), ("Report caption", HEI, 12, 20, 6, 3), ("Report cell", SONG, 10, 14, 0, 0),
    ("Report head cell", HEI, 10, 14, 0, 0), ("Report small", SONG, 9, 13, 0, 0), ("Page title", SONG, 20, 28, 0, 2),
    ("Page heading", HEI, 12, 18, 6, 2), ("Page text", FANG, 12, 18, 0, 3))
_MIDDLE = frozenset(("Report title", "Report caption", "Page title", "Report head cell"))
_RIGHT = frozenset(("target", "actual", "rate", "ahead", "counted", "numbered", "filed", "recognised", "share", "count",
                    "numbered_rate", "part_actual", "part_target", "part_rate", "longest", "age", "overdue", "amount",
                    "each"))
_FIRST_LINE = 32
"""Two characters of the text, in points."""
_MADE_ON = datetime(2023, 1, 1, tzinfo=UTC)
_WIDE, _NARROW = 156, 180
"""Between the margins of a report and of the leader's page, in mm."""

_FIGURES = (("label", 42), ("unit", 18), ("target", 24), ("actual", 28), ("rate", 22), ("counted", 22))
_COVERAGE = (("label", 48), ("counted", 22), ("numbered", 22), ("numbered_rate", 24), ("filed", 20), ("recognised", 20))
_BIG = (("no", 10), ("name", 48), ("listed", 28), ("investor", 28), ("amount", 20), ("day", 22))
_PROJECTS = (("no", 10), ("code", 18), ("name", 52), ("share", 22), ("day", 24), ("evidence", 30))
_BY_FACT = (("no", 10), ("code", 15), ("name", 34), ("share", 25), ("day", 22), ("each", 25), ("evidence", 25))
_OF_FACT = frozenset(("day", "each", "evidence"))
"""What each receipt has of its own; the rest stands once for all receipts of a project."""
_OF_PART = (("label", 30), ("unit", 15), ("part_actual", 24), ("target", 20), ("actual", 25), ("rate", 20),
            ("ahead", 22))
_OF_PAGE = (("label", 44), ("unit", 18), ("target", 24), ("actual", 28), ("rate", 24), ("ahead", 28), ("light", 14))
_OVERDUE = (("project", 42), ("description", 58), ("who", 36), ("age", 22), ("overdue", 22))
_WAITING = (("who", 26), ("count", 16), ("cases", 116), ("longest", 22))


@cache
def report_template(kind: str, lang: Lang) -> bytes:
    """The bytes of a template; the same each time."""
    draft = _Draft(Document(), spoken(lang, SelfReportWords), count(1))
    draft.begin(_NARROW if kind == LEADER else _WIDE)
    {YEAR: _year, PART: _part, LEADER: _leader}[kind](draft)
    draft.foot()
    properties = draft.document.core_properties
    properties.author, properties.title, properties.comments = "sanxin", kind, ""
    properties.created = properties.modified = _MADE_ON
    content = BytesIO()
    draft.document.save(content)
    return packed(content.getvalue())


def _year(draft: _Draft) -> None:
    draft.line("{{ title }}", "Report title")
    draft.line("{{ subtitle }}", "Report title")
    draft.sample()
    draft.heading("unit")
    draft.each("duties", "duties", draft.says.item.format(text="{{ loop.index }}") + "{{ one }}")
    draft.part("scope")
    draft.block("if scope", lambda: draft.line("{{ scope }}"), lambda: draft.fill("scope"))
    draft.heading("budget")
    draft.each("basic", "basic", "{{ one }}" + draft.says.stop)
    draft.each("projects", "spending", "{{ one }}" + draft.says.stop)
    draft.heading("performance")
    draft.part("targets")
    _figures(draft, _FIGURES)
    draft.part("three")
    _months(draft)
    draft.part("big")
    draft.block("if big", lambda: draft.table("big", _BIG, "big"), lambda: draft.line(draft.says.nothing["big"]))
    draft.part("conversion")
    _conversion(draft)
    draft.part("coverage")
    draft.block("if coverage", lambda: draft.table("coverage", _COVERAGE, "coverage"),
                lambda: draft.line(draft.says.nothing["coverage"]))
    draft.heading("problems")
    _missed(draft)
    _blockers(draft)
    draft.fill("reasons")
    draft.heading("next")
    for name in ("policy", "landing", "steps"):
        draft.part(name)
        draft.fill(name)
    _notes(draft)
    _appendix(draft)


def _part(draft: _Draft) -> None:
    draft.line("{{ part_title }}", "Report title")
    draft.line(draft.says.in_brackets.format(text="{{ period }}"), "Report title")
    draft.sample()
    draft.heading("part_targets")
    _figures(draft, _OF_PART)
    draft.heading("part_three")
    _months(draft)
    draft.heading("part_conversion")
    _conversion(draft)
    draft.heading("part_problems")
    _missed(draft)
    _blockers(draft)
    draft.heading("part_next")
    draft.fill("plan")
    _notes(draft)
    _appendix(draft)


def _leader(draft: _Draft) -> None:
    draft.line("{{ leader_title }}", "Page title")
    draft.line("{{ about }}", "Page text").alignment = WD_ALIGN_PARAGRAPH.CENTER
    draft.sample()
    draft.line(draft.says.headings["leader_figures"], "Page heading")
    draft.table("figures", _OF_PAGE, "indicators")
    draft.block("if untargeted", lambda: draft.line("{{ untargeted }}" + draft.says.stop, "Report small"))
    draft.block("if closed", lambda: draft.line("{{ closed }}" + draft.says.stop, "Report small"))
    draft.block("if units", lambda: draft.line("{{ units }}", "Report small"))
    draft.line(draft.says.headings["leader_red"], "Page heading")
    draft.block("if lit", lambda: draft.line(
        draft.listed("lit", draft.says.lit.format(text="{{ one.light }}") + "{{ one.sentence }}"), "Page text"))
    draft.block("if overdue", lambda: draft.table("overdue", _OVERDUE, "overdue", {
        "project": "{{ row.short }}",
        "description": draft.says.lit.format(text="{{ row.category }}") + "{{ row.brief }}"}))
    draft.block("if more_overdue", lambda: draft.line("{{ more_overdue }}", "Report small"))
    draft.block("if not lit and not overdue", lambda: draft.line(draft.says.nothing["red"], "Page text"))
    draft.line(draft.says.headings["leader_waits"], "Page heading")
    draft.block("if waiting", lambda: draft.table("waiting", _WAITING, "waiting"),
                lambda: draft.line(draft.says.nothing["waits"], "Page text"))
    draft.line(draft.says.headings["leader_decide"], "Page heading")
    draft.fill("decide", "Page text")


# -- what several of them have ----------------------------------------------------------------------------------------


def _figures(draft: _Draft, columns: Sequence[tuple[str, int]]) -> None:
    """The sentences on indicators, the table of them below, and what its units mean in another language."""
    draft.block("for one in sentences", lambda: draft.line("{{ one.no }}{{ one.sentence }}" + draft.says.stop))
    draft.block("if untargeted", lambda: draft.line("{{ untargeted }}" + draft.says.stop))
    draft.line(draft.says.captions["figures"], "Report caption")
    draft.table("figures", columns, "indicators")
    draft.block("if closed", lambda: draft.line("{{ closed }}" + draft.says.stop, "Report small"))
    draft.block("if units", lambda: draft.line("{{ units }}", "Report small"))


def _months(draft: _Draft) -> None:
    """The table of months with its picture; where the ruleset counts nothing by month, that."""
    def told() -> None:
        draft.line(draft.says.captions["three"], "Report caption")
        made = ruled(draft.document, "months", 4, [24, *[10] * 12, 12])
        heads, opens, body, ends = made.rows
        repeat_on_pages(heads)
        put_block(opens, "{%tr for row in months.rows %}")
        put_block(ends, "{%tr endfor %}")
        put_text(heads.cells[0], draft.says.columns["label"], "Report head cell", middle=True)
        put_text(body.cells[0], "{{ row.label }}", "Report cell")
        for at in range(12):
            put_text(heads.cells[at + 1], f"{{{{ months.columns[{at}] }}}}", "Report small", middle=True)
            put_text(body.cells[at + 1], f"{{{{ row.cells[{at}] }}}}", "Report small", middle=True)
        put_text(heads.cells[13], draft.says.columns["whole"], "Report small", middle=True)
        put_text(body.cells[13], "{{ row.whole }}", "Report small", middle=True)
        draft.block("if chart", lambda: _middle(draft.line("{{ chart }}", "Report small")))

    draft.block("if months.rows", told, lambda: draft.line(draft.says.nothing["three"]))


def _middle(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.space_before = Pt(6)


def _conversion(draft: _Draft) -> None:
    draft.block("if conversion", lambda: draft.line("{{ rates }}" + draft.says.stop),
                lambda: draft.line(draft.says.nothing["conversion"]))


def _missed(draft: _Draft) -> None:
    """The indicators with a red or yellow light, red first, each with what is missing to its target."""
    draft.block("for one in lit if one.short", lambda: draft.line("{{ one.short }}" + draft.says.stop))


def _blockers(draft: _Draft) -> None:
    """A heading for each category, its cases below it."""
    def told() -> None:
        draft.line("{{ group.no }}{{ group.sentence }}", "Report part")
        draft.line(draft.listed("group.cases", "{{ one.sentence }}"))

    draft.block("if not blockers", lambda: draft.line(draft.says.nothing["blockers"]))
    draft.block("for group in blockers", told)


def _notes(draft: _Draft) -> None:
    def told() -> None:
        draft.line(draft.says.closing, "Report small")
        draft.block("for note in notes", lambda: draft.line("{{ loop.index }}. {{ note }}", "Report small"))

    draft.block("if notes", told)


def _appendix(draft: _Draft) -> None:
    """Every project that is counted, indicator by indicator, on pages of their own."""
    title = draft.line(draft.says.headings["appendix"], "Report heading")
    title.paragraph_format.page_break_before = True

    def told() -> None:
        draft.line("{{ one.title }}", "Report caption").alignment = WD_ALIGN_PARAGRAPH.LEFT
        draft.block("if one.by_fact", lambda: draft.table("projects", _BY_FACT, "one.rows", {
            name: f"{{{{ fact.{name} }}}}" if name in _OF_FACT else f"{{% vm %}}{{{{ row.{name} }}}}"
            for name, _ in _BY_FACT}, within="for fact in row.facts"))
        draft.block("if not one.by_fact", lambda: draft.table("projects", _PROJECTS, "one.rows"))

    draft.block("for one in appendix if one.rows", told)
    draft.block("if uncounted", lambda: draft.line("{{ uncounted }}" + draft.says.stop, "Report small"))


class _Draft:
    """A template that is being written."""

    def __init__(self, document: Any, says: SelfReportWords, numbers: count[int]) -> None:
        self.document, self.says, self._numbers = document, says, numbers

    def begin(self, width: int) -> None:
        """Paper, margins and styles."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        narrow = width == _NARROW
        section.left_margin, section.right_margin = (Mm(15), Mm(15)) if narrow else (Mm(28), Mm(26))
        section.top_margin, section.bottom_margin = (Mm(15), Mm(16)) if narrow else (Mm(37), Mm(32))
        section.footer_distance = Mm(8) if narrow else Mm(18)
        styles = self.document.styles
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        set_fonts(styles["Normal"], FANG, 12)
        for name, font, points, line, above, below in _STYLES:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            set_fonts(style, font, points)
            spacing = style.paragraph_format
            spacing.line_spacing, spacing.space_before, spacing.space_after = Pt(line), Pt(above), Pt(below)
            style.font.bold = name in ("Report title", "Page title") or None
            if name in _MIDDLE:
                spacing.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if name in ("Report text", "Report heading", "Report part"):
                spacing.first_line_indent = Pt(_FIRST_LINE)
            spacing.keep_with_next = name in ("Report heading", "Report part", "Report caption", "Page heading") or None
        name_fonts(self.document, OFFICIAL_NAMES)

    def line(self, text: str, style: str = "Report text") -> Any:
        """A paragraph."""
        return self.document.add_paragraph(text, style)

    def listed(self, name: str, text: str) -> str:
        """The tags of a paragraph that tells several things one after the other."""
        between = f"{{% if not loop.last %}}{self.says.sentence_joint}{{% endif %}}"
        return f"{{% for one in {name} %}}{text}{between}{{% endfor %}}{self.says.stop}"

    def heading(self, name: str) -> None:
        """The heading of a section."""
        self.line(self.says.headings[name], "Report heading")

    def part(self, name: str) -> None:
        """The heading of a part of a section."""
        self.line(self.says.headings[name], "Report part")

    def block(self, opens: str, told: Any, otherwise: Any = None) -> None:
        """Paragraphs and tables within a block of the template's language."""
        self.line(f"{{%p {opens} %}}", "Report small")
        told()
        if otherwise is not None:
            self.line("{%p else %}", "Report small")
            otherwise()
        self.line(f"{{%p end{opens.split()[0]} %}}", "Report small")

    def each(self, heading: str, name: str, text: str) -> None:
        """A part with a paragraph for each of some texts, or a field to fill in where there is none."""
        self.part(heading)
        self.block(f"for one in {name}", lambda: self.line(text), lambda: self.fill(heading))

    def sample(self) -> None:
        """That sample data are shown, where they are."""
        self.block("if sample", lambda: _middle(self.line("{{ sample }}", "Report small")))

    def fill(self, name: str, style: str = "Report text") -> None:
        """A field that people fill in: a click into it takes all of its text."""
        text = self.says.fill.format(what=self.says.fills[name])
        paragraph = self.line("", style)
        paragraph._p.append(parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{self.says.fills[name][:60]}"/>'
            f'<w:tag w:val="fill:{name}"/><w:id w:val="{8000 + next(self._numbers)}"/><w:showingPlcHdr/><w:text/>'
            f'</w:sdtPr><w:sdtContent><w:r><w:rPr><w:color w:val="7F7F7F"/></w:rPr><w:t>{text}</w:t></w:r>'
            "</w:sdtContent></w:sdt>"))

    def table(self, key: str, columns: Sequence[tuple[str, int]], rows: str,
              texts: dict[str, str] | None = None, within: str = "") -> None:
        """A table with a row for each of something; `texts` are cells that are more than one value.

        `within` opens a block inside that: each of something then has as many rows as the block is gone through.
        """
        loops = (f"for row in {rows}", *filter(None, (within,)))
        made = ruled(self.document, key, 2 + 2 * len(loops), [mm for _, mm in columns])
        heads, body = made.rows[0], made.rows[1 + len(loops)]
        repeat_on_pages(heads)
        for at, opens in enumerate(loops, 1):
            put_block(made.rows[at], f"{{%tr {opens} %}}")
            put_block(made.rows[-at], "{%tr endfor %}")
        for at, (name, _) in enumerate(columns):
            put_text(heads.cells[at], self.says.columns[name], "Report head cell", middle=True)
            put_text(body.cells[at], (texts or {}).get(name, f"{{{{ row.{name} }}}}"), "Report cell")
            if name in _RIGHT:
                body.cells[at].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            elif name in ("no", "unit", "light"):
                body.cells[at].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def foot(self) -> None:
        """What the figures stand on, and the number of the page."""
        first = self.document.sections[0].footer.paragraphs[0]
        first.style, first.alignment = "Report small", WD_ALIGN_PARAGRAPH.CENTER
        first.add_run("{{ foot }}")
        rules = self.document.sections[0].footer.add_paragraph("{{ foot_rules }}", "Report small")
        rules.alignment = WD_ALIGN_PARAGRAPH.CENTER
        second = self.document.sections[0].footer.add_paragraph("", "Report small")
        second.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text, field in zip(self.says.page, ("PAGE", "NUMPAGES", ""), strict=True):
            second.add_run(text)
            if field:
                put_field(second, field)
