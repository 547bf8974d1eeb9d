"""What the lines above a table say: which place the office works for."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLACE = r"[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|自治州|林区|特区|市|县|区|旗|盟)"
_AFTER = (r"招商|投资|项目|重点|产业|对外|引资|签约|新引进|新签约|利用外资|外资|内资|在谈|在建|各|"
          r"商务局|商务和|商粮局|投促|经合|合作交流|发改局|发展和改革局|工信局|工业和信息化局|人民政府|政府办|政府|"
          r"委办|县委|市委|区委|"
          r"[\u4e00-\u9fff]{2,8}?(?:产业园|工业园|园区|开发区|高新区|经开区|集聚区|集中区|示范区|新区)")
"""What follows a place in a title: what the list is of, the bureau that keeps it, a park in it."""
_BEFORE_YEAR = re.compile(rf"^(?:附件\d*[:：]?)?((?:[\u4e00-\u9fff]{{2,6}}?(?:省"
                          rf"|自治区))?(?:{_PLACE})+)(?=\s*(?:20\d\d|二〇|{_AFTER}))")
_AFTER_YEAR = re.compile(rf"20\d\d\s*年?度?\s*((?:[\u4e00-\u9fff]{{2,6}}?(?:省|"
                         rf"自治区))?(?:{_PLACE})+)(?=\s*(?:{_AFTER}|到资|目标|年度))")
_REPORTER = re.compile(rf"(?:填报|报送|编制|制表)(?:单位|部门)?\s*[:：]\s*((?:{_PLACE})+)")
_TOKEN = re.compile(_PLACE)
_DISTRICTS = ("浦东新区", "滨海新区")
"""Districts whose names end as those of development zones do."""
_NOBODY = re.compile(r"^(?:全|各|本|我|该|外|省|跨|两|新|其他|有关)?(?:市|县|区|旗)+$|园区$|社区$|辖区$|地区$|片区$|"
                     r"库区$|景区$"
                     r"|超市$|城市$|股市$|上市$"
                     r"|(?:高新|经开|经济|开发|技术|工业|产业|示范|保税|临港|临空|新|集聚|集中|试验|度假|功能|核心|"
                     r"合作|物流|科技|商务|自贸|生态)"
                     r"区$")


def place_in(titles: Iterable[str]) -> str:
    """The county, city, district or banner a ledger belongs to, as its title names it; empty when none does.

    Of 益阳市沅江市 the last is meant. A title comes before the line that says who filled it in.
    """
    texts = list(titles)
    for pattern in (_BEFORE_YEAR, _AFTER_YEAR, _REPORTER):
        for text in texts:
            match = pattern.search(text.strip())
            if match:
                named = _TOKEN.findall(re.sub(r"^.{2,6}?(?:省|自治区)", "", match[1]))
                places = [place for place in named if not _NOBODY.search(place)]
                if places:
                    return str(places[-1])
    return ""
