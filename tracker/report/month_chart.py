"""The months of a report as a native chart of Word, with the workbook behind it that Word opens to edit it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.opc.part import Part
from docx.oxml import parse_xml
from xlsxwriter import Workbook

from tracker.report.same_bytes import packed

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EMU = 36_000
"""Units of length of a drawing in a millimetre."""
_MADE = datetime(2023, 1, 1)  # noqa: DTZ001  xlsxwriter takes a time without a zone
_ONLY_VALUES = (b'<c:showVal val="1"/>', b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
                b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>')
"""What is not said of labels some programs take for asked."""
_PALETTE = ("#44546A", "#C0504D", "#9BBB59", "#4F81BD", "#8064A2")
_FONT = {"name": "宋体", "size": 9}


@dataclass(frozen=True, slots=True)
class MonthChart:
    """Columns for each month, a colour for each indicator."""

    title: str
    months: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    """What each is called, and its number of each month."""


def chart_run(document: Any, chart: MonthChart, width: int = 150, height: int = 68) -> Any:
    """Puts the chart among the parts of a document; the answer is the run that shows it, `width` by `height` mm."""
    book, xml = _made(chart)
    package = document.part.package
    data = Part(package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"), _BOOK, book, package)
    part = Part(package.next_partname("/word/charts/chart%d.xml"), _CHART, xml, package)
    behind = part.relate_to(data, f"{_RELATIONS}/package")
    part._blob = xml.replace(b"</c:chart>", f'</c:chart><c:externalData r:id="{behind}">'
                             '<c:autoUpdate val="0"/></c:externalData>'.encode(), 1)
    shown = document.part.relate_to(part, f"{_RELATIONS}/chart")
    title = chart.title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return parse_xml(
        f'<w:r xmlns:w="{_WORDS}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        f'xmlns:c="{_DRAWING}/chart" xmlns:r="{_RELATIONS}"><w:drawing><wp:inline distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{width * _EMU}" cy="{height * _EMU}"/><wp:docPr id="9001" name="chart" '
        f'descr="{title}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart r:id="{shown}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def _made(chart: MonthChart) -> tuple[bytes, bytes]:
    """The workbook with the numbers, and the chart that the library draws of them."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE, "author": "sanxin"})
        sheet = book.add_worksheet("Sheet1")
        columns = book.add_chart({"type": "column"})
        last = len(chart.months)
        for at, month in enumerate(chart.months, 1):
            sheet.write_string(at, 0, month)
        for place, (name, numbers) in enumerate(chart.series, 1):
            sheet.write_string(0, place, name)
            for at, number in enumerate(numbers, 1):
                sheet.write_number(at, place, number)
            columns.add_series({
                "name": ["Sheet1", 0, place], "categories": ["Sheet1", 1, 0, last, 0],
                "values": ["Sheet1", 1, place, last, place], "gap": 60,
                "fill": {"color": _PALETTE[(place - 1) % len(_PALETTE)]}, "data_labels": {
                    "value": True, "font": {**_FONT, "size": 7}, "num_format": "0;;"}})
        columns.set_legend({"position": "bottom", "font": _FONT})
        columns.set_x_axis({"num_font": _FONT})
        columns.set_y_axis({"num_font": _FONT, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
                            "min": 0, "major_unit": _step(chart)})
        columns.set_title({"none": True})
        sheet.insert_chart("G2", columns)
    with ZipFile(BytesIO(content.getvalue())) as parts:
        return packed(content.getvalue()), parts.read("xl/charts/chart1.xml").replace(*_ONLY_VALUES)


def _step(chart: MonthChart) -> int:
    """Whole numbers on the axis, eight lines at the most."""
    return max(1, -(-max((max(numbers, default=0) for _, numbers in chart.series), default=0) // 8))
