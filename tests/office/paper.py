"""The printed page of the weekly review beside the page it was printed from."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.table import Table

from tracker.domain.blocking import BlockerState, Word
from tracker.office.outcome import Done
from tracker.office.review.review import Agenda, Review
from tracker.report.write import write_review
from tracker.words import Lang


def counted(agenda: Agenda) -> tuple[int, ...]:
    """Open, new, added although older, carried over, overdue, answered, verified, rejected, reopened, not reached.

    Each is counted by itself.
    """
    turned = (len(agenda.turned(word)) for word in (Word.ANSWER, Word.VERIFY, Word.REJECT, Word.REOPEN))
    older = [item for item in agenda.open if not item.carried and not item.new]
    over, overdue = (sum(map(bool, (getattr(item, name) for item in agenda.open))) for name in ("carried", "late"))
    return (len(agenda.open), len(agenda.new), len(older), over, overdue, *turned,
            sum(item.remains for item in agenda.items))


def compare_with_paper(page: Review, path: Path) -> None:
    """The printed page says what the screen says: as many rows, in the same order, with the same figures."""
    assert isinstance(write_review(page, path, Lang.ZH, minutes=False), Done)
    tables = {tuple(texts(table)[0]): texts(table)[1:] for table in Document(str(path)).tables}
    headings = next(one for one in tables if "历时（工作日）" in one and "结转" in one)
    at = {name: place for place, name in enumerate(headings)}
    rows = tables[headings]
    still_open = page.agenda.open
    assert len(rows) == len(still_open)
    for row, one in zip(rows, still_open, strict=True):
        assert row[at["项目"]].startswith(one.project)
        assert one.age is not None
        assert row[at["历时（工作日）"]] == str(one.age.count)
        assert str(one.due) in row[at["办结时限"]]
        assert (f"逾期 {one.late.count} 个工作日" if one.late else "还有" if one.due and one.due > page.agenda.on else
                "今天到期") in row[at["办结时限"]]
        light = {"blue": "蓝色预警，报责任单位", "yellow": "黄色预警，报链长", "red": "红色预警，报市级", "": ""}
        assert row[at["预警"]] == light[str(one.alert or "")]
        assert row[at["结转"]] == (f"连续第 {one.carried} 周结转" if one.carried else
                                       "本周新增" if one.new else "早前提出，本周补列")
    body = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    names = ("未销号", "新增", "补列", "结转", "逾期", "已答复", "已销号", "退回", "重开")
    for name, many in zip(names, counted(page.agenda), strict=False):
        assert f"{name} {many}" in body
    verified = next((rows for head, rows in tables.items() if "销号" in head and "历时（工作日）" in head), [])
    assert [row[1].split("\n")[0] for row in verified] == [
        one.project for one in page.agenda.items if one.state is BlockerState.VERIFIED]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]
