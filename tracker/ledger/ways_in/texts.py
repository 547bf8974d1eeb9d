"""Tells apart the files that are text: tables of lines, pages of the web, and the XML that Excel wrote in 2003."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from tracker.ledger.limits import BookCount
from tracker.ledger.ways_in.given import GivenSheet, NotForUs

# Late imports: of the formats only the file's own is loaded.

_LOOK_AT = 65_536
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_BIG5_WORDS = tuple(word.encode("big5") for word in ("項目", "投資", "名稱", "金額", "資金", "簽約", "備註", "招商"))
_COMMON_WORDS = ("项目", "投资", "名称", "金额", "资金", "签约", "备注", "招商", "公司", "日期")


def text_sheets(content: bytes, name: str, count: BookCount) -> Iterator[GivenSheet]:
    """The sheets of a text file called `name`. Raises OverLimit, NotForUs, ValueError."""
    head = content[:_LOOK_AT]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:13].lower() == b"mime-version:":
        raise NotForUs("web_archive")
    if start.startswith(b"<") and _OLD_XML in head and not _PAGE.match(start):
        from tracker.ledger.ways_in.old_xml import old_xml_sheets

        return old_xml_sheets(content, count)
    if start.startswith(b"<") and _FLAT_ODS in head:
        from tracker.ledger.ways_in.ods import flat_ods_sheets

        return flat_ods_sheets(content, count)
    encoding = encoding_of(content)
    plain = head.replace(b"\0", b"") if encoding == "utf-16" else head
    if b"<" in plain[:200] and _PAGE.search(plain):
        from tracker.ledger.ways_in.page import page_sheets

        return page_sheets(content.decode(encoding, "replace"), name, count)
    from tracker.ledger.ways_in.delimited import line_sheets

    return line_sheets(content, encoding, name, count)


def encoding_of(content: bytes) -> str:
    """The encoding of a text: by its mark, by being right UTF-8, as it says itself, else that of Chinese Windows.

    Raises NotForUs for Big5, ValueError for what is no text in any of them.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            _decoded(content, encoding)
            return encoding
    try:
        _decoded(content, "utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    stated = _CHARSET.search(content[:2_000]) if content.lstrip().startswith(b"<") else None
    if (stated and stated[1].lower().startswith(b"big5")) or is_big5(content[:_LOOK_AT]):
        raise NotForUs("big5")
    if stated and stated[1].lower() in (b"utf-8", b"utf8"):
        return "utf-8"  # a page with a few broken bytes
    _decoded(content, "gb18030")
    return "gb18030"


def is_big5(head: bytes) -> bool:
    """Whether a text is certainly in Big5: words of a ledger stand in it as Big5, and none as GB18030."""
    if sum(word in head for word in _BIG5_WORDS) < 2:
        return False
    read = head.decode("gb18030", "replace")
    return not any(word in read for word in _COMMON_WORDS)


def _decoded(content: bytes, encoding: str) -> None:
    """Raises UnicodeDecodeError where the content is none of the encoding; takes little memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), 1 << 20):
        decoder.decode(content[start:start + (1 << 20)])
    decoder.decode(b"", final=True)
