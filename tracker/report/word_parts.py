"""What the makers of Word templates share: fonts with their other names, ruled tables, fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LATIN, SONG, HEI, FANG, KAI = "Times New Roman", "宋体", "黑体", "仿宋", "楷体"
OTHER_NAMES = {SONG: "SimSun", HEI: "SimHei"}
"""What the fonts are called on machines that do not know their Chinese names."""
OFFICIAL_NAMES = {**OTHER_NAMES, FANG: "FangSong", KAI: "KaiTi"}
"""Those of papers that are written like official documents."""


def set_fonts(style: Any, cjk: str, size: float) -> None:
    """One font for Latin and one for Chinese, instead of the fonts of the theme, which know no Chinese."""
    style.font.size, style.font.color.rgb = Pt(size), None
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:color")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for name, value in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", cjk)):
        fonts.set(qn(f"w:{name}"), value)
    properties.insert(0, fonts)
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0


def name_fonts(document: Any, names: Mapping[str, str] = OTHER_NAMES) -> None:
    """Names the Chinese fonts in the table of fonts the way Word does."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    named = "".join(f'<w:font w:name="{font}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                    for font, other in names.items())
    part._blob = part.blob.replace(b"</w:fonts>", named.encode() + b"</w:fonts>")


def ruled(document: Any, key: str, rows: int, widths: list[int]) -> Any:
    """A ruled table whose columns keep their widths whatever is written in them."""
    made = document.add_table(rows, len(widths), "Table Grid")
    made.autofit = False
    properties = made._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 30), ("left", 55), ("bottom", 30), ("right", 50)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), key)
    properties.append(caption)
    for at, mm in enumerate(widths):
        made.columns[at].width = Mm(mm)
        for cell in made.columns[at].cells:
            cell.width, cell.vertical_alignment = Mm(mm), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return made


def repeat_on_pages(row: Any) -> None:
    """The heading row stands again on every page; it is shaded."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEDED")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().insert_element_before(shade, "w:vAlign")


def put_block(row: Any, text: str) -> None:
    """Puts a tag of the template's language into a row of its own."""
    row.cells[0].paragraphs[0].text = text


def put_text(cell: Any, text: str, style: str, *, middle: bool = False) -> None:
    """Writes the first paragraph of a cell."""
    paragraph = cell.paragraphs[0]
    paragraph.text, paragraph.style = text, style
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def put_field(line: Any, name: str) -> None:
    """Ends a paragraph with a field that Word works out: PAGE, NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)
