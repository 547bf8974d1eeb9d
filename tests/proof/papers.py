"""Makes drafts as files: Word documents with and without damage, PDF with text in Chinese and pictures alone."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx

_OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [{kids}] /Count {count} >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
)
_PAGE = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
         "/Resources << /Font << /F1 3 0 R >> >> >>")


def write_pdf(path: Path, pages: Sequence[Sequence[str]]) -> Path:
    """A PDF of lines of text; a page without any is as a scanner leaves it to a program that reads characters."""
    objects = list(_OBJECTS)
    kids = []
    for lines in pages:
        content = "BT /F1 11 Tf 60 780 Td 16 TL " + " T* ".join(
            f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines) + " ET"
        kids.append(len(objects) + 1)
        objects.append(_PAGE.format(content=len(objects) + 2))
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = objects[1].format(kids=" ".join(f"{kid} 0 R" for kid in kids), count=len(kids))
    body, places = b"%PDF-1.4\n", []
    for at, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{at} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    body += (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R "
             f">>\nstartxref\n{len(body)}\n%%EOF\n").encode("latin-1")
    path.write_bytes(body)
    return path


def write_word(path: Path, paragraphs: Sequence[str], table: Sequence[Sequence[str]] = (), header: str = "") -> Path:
    """A Word document of paragraphs, with a table below them and a header where they are given."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                made.cell(row, column).text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def changed_part(path: Path, part: str, before: str, after: str) -> Path:
    """The document with a piece of one of its parts put in the place of another."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), after.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path
