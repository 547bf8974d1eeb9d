"""The words of cards: what a cell that is a label means, with its value beside it or in the same cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.ledger.families_projects import EXPECTED, TICKED_STAGES
from tracker.ledger.family import SHAPED, Kind
from tracker.ledger.headers import fits, is_unit_alone
from tracker.ledger.stack import header_text

SURE, NAMED = SHAPED, SHAPED + 0.0005
"""How sure the reader is of a label that stands where labels do, and of one that stands anywhere (签约时间, 投资方)."""
CardPlace = tuple[int, int]
"""Row and column of a cell, from 0."""
_ABOUT_SHEET = re.compile("填[报表写]|报送|制表|审核|截[至止]|单位$|日期$")
"""What may say who filled in a card and when, or its unit: no label of the project's."""
_INLINE = re.compile(r"\s*(?!其中)([^:：\n]{2,20})[:：]\s*(\S.*)", re.DOTALL)
"""A label with its value in one cell; 其中：固定资产投资 is a label alone."""
_WITH_PEOPLE = frozenset({"investor", "bureau", "officer", "chain_leader"})
"""Fields beside whose value people and telephones stand in the same cell."""
_ASIDE = re.compile(r"[\s,，;；、(（/]+(?P<label>(?:具体|项目)?(?P<person>联系人|联络人|联络员|责任人|负责人|经办人"
                    r"|法人代表|法定代表人|法人)|(?:联系|办公|手机)?(?:电话|手机|方式)(?:号码?)?|职务|地址)\s*[:：]\s*")
"""A further label within a value: 县工信局 责任人：张三 电话：000."""


class CardPair(NamedTuple):
    """A label, and the cells of its value: one, or one for each project that has a column."""

    label: str
    place: CardPlace
    values: tuple[CardPlace, ...]
    texts: tuple[object, ...]
    heads: tuple[CardPlace, ...] = ()
    """Further cells that belong to the label: its unit, its group."""
    more: tuple[CardPlace, ...] = ()
    """Further cells that its value is made of."""


def label_text(cell: object) -> str:
    """The text of a label without what is around it; empty for what is no text."""
    return cell.strip(" ：:＿_\u3000\n") if isinstance(cell, str) else ""


def unit_alone(cell: object) -> str:
    """The unit that a cell says and nothing else: 亿元; empty for all others."""
    return cell.strip("()（） ") if isinstance(cell, str) and cell and is_unit_alone(cell) else ""


def label_with_value(cell: object, *, sure: bool = False) -> tuple[str, str] | None:
    """The label and the value of a cell that holds both; None for all others. It is `sure` that it is no title."""
    match = _INLINE.fullmatch(cell) if isinstance(cell, str) else None
    if match is None or is_about_sheet(match[1]) or not (sure or meant_by(match[1], SURE)):
        return None
    return match[1].strip(), match[2].strip()


def is_about_sheet(label: str) -> bool:
    """Whether a label is about the sheet: 填报单位, 日期, its unit. 责任单位 and 开工日期 are about a project."""
    name, score = max(fits(Kind.PROJECTS, (label.strip(),)), key=lambda fit: fit[1], default=("", 0.0))
    return _ABOUT_SHEET.search(label) is not None and (score < SURE or name == "unit")


def meant_by(cell: object, sure: float, kind: Kind = Kind.PROJECTS) -> str:
    """The field that a label means on a sheet of a kind, where the reader is so sure of it; else an empty text."""
    text = label_text(header_text(cell)) if isinstance(cell, str) else ""
    if text and (match := _INLINE.fullmatch(text)) is not None:
        text = "" if is_about_sheet(match[1]) else match[1].strip()
    name, score = max(fits(kind, (text,)), key=lambda fit: fit[1], default=("", 0.0)) if text else ("", 0.0)
    return name if score >= sure else ""


def is_stage_label(text: str) -> bool:
    """Whether a label is one of a stage or of when it is expected: 签约时间."""
    return meant_by(text, SURE) in (*TICKED_STAGES, *EXPECTED)


def apart(pair: CardPair) -> list[CardPair]:
    """A label with its value, and the labels of people and telephones that stand within the value with theirs."""
    text = pair.texts[0] if len(pair.texts) == 1 else None
    if not isinstance(text, str) or meant_by(pair.label, SURE) not in _WITH_PEOPLE:
        return [pair]
    labels = list(_ASIDE.finditer(text))
    if not labels:
        return [pair]
    found = [pair._replace(texts=(text[:labels[0].start()].strip(),))]
    ends = [*(match.start() for match in labels[1:]), len(text)]
    for match, end in zip(labels, ends, strict=True):
        of_bureau = match["person"] and meant_by(pair.label, SURE) == "bureau"  # its person is the project's
        label = match["label"] if of_bureau else f"{pair.label}{match['label']}"
        said = text[match.end():end].strip(" \n;；,，、)）")
        found.append(CardPair(label, pair.place, pair.values, (said,)))
    return found
