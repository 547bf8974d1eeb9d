"""What the section rows above a project say of it: a park, an industry, and in any case a note."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Any

SECTION_NOTE = "所在分组"
"""The note that keeps the sections a project stands under."""

_NUMBERING = re.compile(r"^(?:第?[(（]?[一二三四五六七八九十\d]{1,3}[)）]?(?:部分|批|类)?\s*[、.．)）]?\s*)")
_COUNT = re.compile(r"\s*[(（]?\s*(?:共|计|合计)?\s*\d+\s*[个项户家](?:项目)?\s*[)）]?\s*$")
_PARK = re.compile(r"[\u4e00-\u9fff]{1,10}(?:高新区|经开区|开发区|工业园|产业园|园区|工业区|新区|集聚区|集中区|镇|乡"
                   r"|街道)")
_INDUSTRY = re.compile(r"[\u4e00-\u9fff、]{1,12}(?:产业链?|制造业?|农业|服务业|旅游业?|工业|材料|医药|电子|食品|能源)"
                       r"|工业|农业|服务业|文旅")


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
    return MappingProxyType(found)


def bare(section: str) -> str:
    """The text of a section without its number and its count: 一、工业项目（2个） is 工业项目."""
    return _COUNT.sub("", _NUMBERING.sub("", section.strip())).strip()
