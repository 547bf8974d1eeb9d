"""Drafts of every format are read with the place of each sentence; what cannot be read says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.ledger.made import write_xlsx
from tests.proof.papers import changed_part, write_pdf, write_word
from tracker.proof.draft import DraftUnreadable, PlaceKind
from tracker.proof.opening import UnreadDraft, open_draft
from tracker.proof.proofread import proofread

WRONG = "到位资金目标任务124亿元，完成129.83亿元，完成全年目标任务的107.4%。"


def places(path: Path) -> list[tuple[PlaceKind, tuple[int, ...], str]]:
    """Where what is wrong stands, and what was written."""
    return [(one.place.kind, one.place.numbers, one.stated) for one in proofread(open_draft(path)).findings]


def test_of_a_word_document_paragraphs_tables_headers_and_notes_are_read(tmp_path: Path) -> None:
    table = [["指标", "目标任务", "实际完成", "完成率"], ["新签约（个）", "36", "44", "132.2%"],
             ["新开工（个）", "30", "31", "103.3%"], ["说明", WRONG, "", ""]]
    path = write_word(tmp_path / "报告.docx", ["一、完成情况", "", WRONG], table, WRONG.replace("107.4", "114.7"))
    assert places(path) == [
        (PlaceKind.PARAGRAPH, (3,), "107.4%"), (PlaceKind.HEADER, (1,), "114.7%"),
        (PlaceKind.TABLE, (1, 2, 4), "132.2%")]


def test_what_was_struck_out_in_word_is_not_read(tmp_path: Path) -> None:
    path = write_word(tmp_path / "报告.docx", ["到位资金目标任务124亿元，完成129.83亿元，完成率104.7%。"])
    changed_part(path, "word/document.xml", "<w:t>", "<w:del><w:r><w:t>完成率99.9%，</w:t></w:r></w:del><w:t>")
    assert places(path) == []
    assert len(open_draft(path).passages) == 1


def test_what_is_hidden_in_word_is_not_read_and_what_was_put_in_is(tmp_path: Path) -> None:
    path = write_word(tmp_path / "报告.docx", ["到位资金目标任务124亿元，完成129.83亿元，完成率104.7%。", "引进情况"])
    changed_part(path, "word/document.xml", "<w:r><w:t>引进情况</w:t></w:r>",
                 f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{WRONG}</w:t></w:r><w:r><w:t>引进情况</w:t></w:r>")
    assert places(path) == []
    changed_part(path, "word/document.xml", "<w:r><w:t>引进情况</w:t></w:r>",
                 f'<w:ins w:id="1" w:author="甲"><w:r><w:t>{WRONG}</w:t></w:r></w:ins>')
    assert places(path) == [(PlaceKind.PARAGRAPH, (2,), "107.4%")]


def test_a_cell_over_several_columns_leaves_the_others_in_line(tmp_path: Path) -> None:
    table = [["乡镇", "备注", "", "目标任务", "实际完成", "完成率"], ["甲镇", "新", "优", "10", "12", "120%"],
             ["乙镇", "旧", "", "20", "21", "115%"], ["丙镇", "旧", "", "40", "42", "105%"]]
    path = write_word(tmp_path / "表.docx", ["完成情况"], table)
    document = docx.Document(str(path))
    for row in (0, 2, 3):
        document.tables[0].cell(row, 1).merge(document.tables[0].cell(row, 2))
    document.save(str(path))
    assert places(path) == [(PlaceKind.TABLE, (1, 3, 6), "115%")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_are_read_in_the_encodings_of_the_land(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(f"招商引资情况\n\n{WRONG}\n", encoding)
    assert places(path) == [(PlaceKind.LINE, (3,), "107.4%")]


def test_lines_that_were_broken_at_a_width_are_read_as_paragraphs(tmp_path: Path) -> None:
    text = ("今年以来全市上下坚持把招商引资作为头号工程来抓，到位资金目标任务124亿元，"
            "实际完成129.83亿元，完成全年目标任务的107.4%，") * 3
    path = tmp_path / "报告.txt"
    path.write_text("\n".join(text[at:at + 30] for at in range(0, len(text), 30)), "utf-8")
    found = proofread(open_draft(path)).findings
    assert [one.stated for one in found] == ["107.4%"]


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "报告.md"
    path.write_text("# 情况\n\n- **到位资金**目标任务124亿元，\n  完成129.83亿元，完成率107.4%。\n\n"
                    "| 指标 | 目标任务 | 实际完成 | 完成率 |\n|---|---:|---:|---:|\n| 甲 | 10 | 12 | 120% |\n"
                    "| 乙 | 20 | 21 | 115% |\n| 丙 | 40 | 42 | 105% |\n", "utf-8")
    assert places(path) == [(PlaceKind.LINE, (3,), "107.4%"), (PlaceKind.LINE, (9,), "115%")]


def test_a_pdf_is_read_page_by_page_over_its_lines(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "报告.pdf", [
        ["招商引资情况", "今年以来引进境内省外资金全年目标任务124亿元，实际引进129.83",
         "亿元，完成全年目标任务的107.4%。", "- 1 -"],
        ["二、下一步打算", "共签约44个。", "2"]])
    assert places(path) == [(PlaceKind.PAGE, (1, 2), "107.4%")]
    assert "2" not in [passage.text for passage in open_draft(path).passages]


TABLE = [["2023年完成情况"], ["乡镇", "目标任务", "实际完成", "完成率", "去年同期", "同比增长"],
         ["甲镇", 10, 12.5, 1.25, 10, "25.0%"], ["乙镇", 8, 7.2, 0.9, 6, "20.0%"],
         ["丙镇", 12, 13.3, 13.3 / 12, 14, "-5.0%"],
         ["合计", 30, 33.0, 1.1, 30, "10.0%"], ["说明", WRONG, "", "", "", ""]]


@pytest.mark.parametrize(("row", "column", "value", "found"), [
    (3, 3, 0.95, [((4, 4), "0.95", "0.90")]), (4, 5, "-7.0%", [((5, 6), "-7.0%", "-5.0%")]),
    (5, 1, 31, [((6, 2), "31", "30"), ((6, 4), "1.1", "1.06")]), (3, 3, 0.9, []),
])
def test_the_tables_of_a_workbook_are_reckoned(tmp_path: Path, row: int, column: int, value: object,
                                               found: list[tuple[tuple[int, int], str, str]]) -> None:
    rows = [list(line) for line in TABLE[:-1]]
    rows[row][column] = value
    seen = proofread(open_draft(write_xlsx(tmp_path / "表.xlsx", {"完成情况": rows})))
    assert [(one.place.numbers, one.stated, one.computed) for one in seen.findings] == found
    assert {one.place.name for one in seen.findings} <= {"完成情况"}


def test_sentences_in_the_cells_of_a_workbook_are_read(tmp_path: Path) -> None:
    assert places(write_xlsx(tmp_path / "表.xlsx", {"完成情况": TABLE})) == [(PlaceKind.CELL, (7, 2), "107.4%")]


def test_every_number_of_a_workbook_is_accounted_for(tmp_path: Path) -> None:
    found = proofread(open_draft(write_xlsx(tmp_path / "表.xlsx", {"表": [["甲", "乙"], [1, 2.5], ["x", 7]]})))
    assert sorted(one.text for one in found.numbers) == ["1", "2.5", "7"]


def _empty(path: Path) -> Path:
    path.write_text(" \n\n", "utf-8")
    return path


def _bytes(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def _cut(path: Path) -> Path:
    whole = write_word(path, ["到位资金129.83亿元。"]).read_bytes()
    path.write_bytes(whole[:len(whole) // 2])
    return path


def _flipped(path: Path) -> Path:
    content = bytearray(write_word(path, ["到位资金129.83亿元。" * 200]).read_bytes())
    at = content.index(b"word/document.xml") + 200
    content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    return path


UNREAD: dict[str, tuple[str, Callable[[Path], Path], UnreadDraft]] = {
    "missing": ("无.docx", lambda path: path, UnreadDraft.MISSING),
    "scanned": ("扫描.pdf", lambda path: write_pdf(path, [[], []]), UnreadDraft.SCANNED),
    "broken pdf": ("坏.pdf", _bytes(b"%PDF-1.4\nnothing"), UnreadDraft.DAMAGED),
    "old word": ("旧.doc", _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), UnreadDraft.OLD_WORD),
    "old word called new": ("旧.docx", _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9), UnreadDraft.OLD_WORD),
    "rtf": ("旧.rtf", _bytes(b"{\\rtf1}"), UnreadDraft.RTF),
    "cut off": ("断.docx", _cut, UnreadDraft.DAMAGED),
    "a bit flipped": ("错.docx", _flipped, UnreadDraft.DAMAGED),
    "empty": ("空.txt", _empty, UnreadDraft.NOTHING),
    "no text": ("图.txt", _bytes(bytes(range(32)) * 40), UnreadDraft.NOT_TEXT),
    "text called a document": ("报告.docx", _bytes("到位资金129.83亿元。".encode()), UnreadDraft.TEXT_CALLED_DOCUMENT),
    "text called a pdf": ("报告.pdf", _bytes("到位129.83亿元。".encode("gb18030")), UnreadDraft.TEXT_CALLED_DOCUMENT),
    "picture": ("图.png", _bytes(b"\x89PNG"), UnreadDraft.SUFFIX),
    "workbook called a document": ("表.docx", lambda path: write_xlsx(path, {"甲": [["乙"]]}), UnreadDraft.WORKBOOK),
    "document called a workbook": ("文.xlsx", lambda path: write_word(path, ["字"]), UnreadDraft.BROKEN),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str) -> None:
    file, make, why = UNREAD[name]
    with pytest.raises(DraftUnreadable) as refused:
        open_draft(make(tmp_path / file))
    assert refused.value.why == why


def test_a_draft_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "长.txt"
    path.write_text("字" * 5_000_001, "utf-8")
    with pytest.raises(DraftUnreadable) as refused:
        open_draft(path)
    assert (refused.value.why, refused.value.found, refused.value.limit) == ("characters", 5_000_001, 5_000_000)
    monkeypatch.setattr("tracker.ledger.limits.MAX_FILE", 1_000)
    with pytest.raises(DraftUnreadable) as refused:
        open_draft(path)
    assert refused.value.why == "file_bytes"
