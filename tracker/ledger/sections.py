"""What the section rows above a project say of it: a park, an industry, and in any case a note."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from tracker.domain.counted import THINGS_COUNTED
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage, Status
from tracker.domain.text import clean, fold_width
from tracker.ledger.families_projects import STEMS
from tracker.ledger.plan_words import PLAN_WORDS
from tracker.ledger.words import origin_said, stage_said, status_said

SECTION_NOTE = "所在分组"
"""The note that keeps the sections a project stands under."""

LONGEST_SECTION = 40
"""Characters of the longest section."""
CHINESE_NUMBER = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
NUMBERED = re.compile(rf"[(（]?{CHINESE_NUMBER}[)）]?\s*[、.．)）]\s*\S.*|[(（]{CHINESE_NUMBER}[)）]\s*\S.*"
                      rf"|第{CHINESE_NUMBER}(?:部分|批|类)\S*.*")
"""A text that begins with the number of a section: 一、工业项目, （二）农业."""
_NUMBER = r"[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾\d]{1,3}"
_NUMBERING = re.compile(rf"^(?:第{_NUMBER}(?:部分|批|类)\s*[、.．:：]?|[(（]{_NUMBER}[)）]\s*[、.．]?|{_NUMBER}\s*[、"
                        rf".．)）]|(?:{_NUMBER}|[A-Z]|[ⅠⅡⅢⅣⅤⅥ]|[★☆◆◇●○■□▲△※◎])\s)\s*")
_COUNT = re.compile(rf"\s*[(（]?\s*{THINGS_COUNTED}\s*[)）]?\s*$")
_PARK = re.compile(r"[\u4e00-\u9fff]{1,10}(?:高新区|经开区|开发区|工业园|产业园|园区|工业区|新区|港区|片区|集聚区|"
                   r"集中区|示范区|园|基地|镇|乡"
                   r"|街道)|经开区|开发区|工业园|产业园|工业区")
_INDUSTRY = re.compile(r"[\u4e00-\u9fff、]{1,12}(?:产业链?|制造业?|农业|服务业|旅游业?|工业|材料|医药|电子|食品|能源)"
                       r"|工业|农业|服务业|文旅")
_BUREAU = re.compile(r"([\u4e00-\u9fff]{2,8}(?:局|委|办|办公室|中心))(?:牵头|负责|引进|招引|责任|包联)?(?:的?项目)?")
_STAGE = re.compile(r"(?:20\d\d\s*年度?|全[县市区]|今年|本年)?(?:新|已|正在?)?"
                    r"(?:在谈|洽谈|意向|前期|储备|签约|签约未注册|签约未开工|注册|到资|到位|开工|在建|续建|"
                    r"开工未投产|竣工|竣工投产|投产"
                    r"|建成投产|终止|解约|退出|暂缓|停工|停建)(?:阶段|类|的)?(?:项目)?(?:情况|清单|名单|明细)?表?")
_AWAITED = {stage: re.compile(
    rf"(?:{PLAN_WORDS})(?:20\d\d\s*年?度?|年内|年度|今年|本年|全面|正式|新|项目)*(?:{STEMS[stage]})|"
    rf"(?:{STEMS[stage]})(?:项目)?计划")
    for stage in (Stage.SIGNED, Stage.REGISTERED, Stage.FUNDED, Stage.STARTED, Stage.PRODUCING)}
_PAGE_AGAIN = re.compile(r"^[(（]?(?:续|接上)[表页上前]|[(（](?:续|接上)[^()（）]{0,4}[)）]$|续表\s*\d*$")
_SORT = re.compile(r".{1,10}类(?:项目)?")
_GOES_ON = re.compile(r"续建")
"""Building that goes on from an earlier year."""


@lru_cache(maxsize=1024)
def said_by_sections(sections: tuple[str, ...]) -> MappingProxyType[str, Any]:
    """The fields that the texts of sections give, from the widest to the narrowest, and the note of all of them."""
    if not sections:
        return MappingProxyType({})
    found: dict[str, Any] = {"notes": {SECTION_NOTE: " / ".join(sections)}}
    for section in sections:
        text = bare(section)
        if _PARK.fullmatch(text):
            found["park"] = text
        elif _INDUSTRY.fullmatch(text.removesuffix("项目")):
            found["industry_chain"] = text.removesuffix("项目")
        elif bureau := _BUREAU.fullmatch(text):
            found["bureau"] = bureau[1]
        elif isinstance(origin := origin_said(text.removesuffix("项目")), Origin):
            found["origin"] = origin
    return MappingProxyType(found)


@lru_cache(maxsize=1024)
def stage_of_sections(sections: tuple[str, ...]) -> Stage | Status | None:
    """The stage or status that the narrowest section names which names one: 二、新开工项目, 五、终止项目."""
    for section in reversed(sections):
        text = bare(section)
        if _STAGE.fullmatch(text):
            said = status_said(text) or (Stage.STARTED if _GOES_ON.search(text) else stage_said(text))
            if said is not None:
                return said
    return None


@lru_cache(maxsize=1024)
def awaited_in_sections(sections: tuple[str, ...]) -> Stage | None:
    """The stage that the narrowest section says is still to come, if one does: 2025年计划开工项目."""
    return next((stage for section in reversed(sections) for stage, pattern in _AWAITED.items()
                 if pattern.search(section)), None)


def names_a_section(text: str) -> bool:
    """Whether a text alone in a row is of a section's words: 高新区, 工业项目, 在建项目, 商贸物流类."""
    return len(said_by_sections((text,))) > 1 or stage_of_sections((text,)) is not None or (
        awaited_in_sections((text,)) is not None) or (
        _SORT.fullmatch(bare(text)) is not None)


def heads_a_section(title: str) -> bool:
    """Whether a line above a table is no title of it but names a section of all its rows: 一、新签约项目, 在建项目."""
    return len(title) <= LONGEST_SECTION and (
        NUMBERED.fullmatch(row_key(title)) is not None or names_a_section(title))


def row_key(text: str) -> str:
    """The text of a row as it is compared: in half width, without blanks."""
    return fold_width(clean(text)).replace(" ", "")


def goes_on_from_a_page(text: str) -> bool:
    """Whether a text is the title of a page again, and names no section: 2024项目表（续）, 续表."""
    return _PAGE_AGAIN.search(text.strip()) is not None


def bare(section: str) -> str:
    """The text of a section without its number and its count: 一、工业项目（2个） is 工业项目."""
    return _COUNT.sub("", _NUMBERING.sub("", section.strip())).strip()
