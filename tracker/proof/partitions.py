"""Knows by their labels whether parts leave no rest (省内, 省外), or have at least nothing in common (一期, 二期)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_PARTITIONS: Final = tuple(tuple(re.compile(f"(?:{one})") for one in line.split()) for line in (
    "第?一(?:次)?产业?|一产|农业 第?二(?:次)?产业?|二产|工业 第?三(?:次)?产业?|三产|服务业",
    "农业 工业 服务业|第三产业|旅游|商贸|三产",
    "工业 农业 商贸",
    "企业 体工商户|个体 合作社",
    "人员(?:经费|支出) 公用(?:经费|支出)|日常公用",
    "基本支出 项目支出",
    "内资 外资",
    "境内省外|省外|国内省外|市外|域外 省内|域外省内|市内|域内",
    "省外 (?<!省内)市外|省内 市内",
    "新建|新开工 续建",
    "新签约|新签 续建",
    "国家级 省级 市级 县级",
    "省级 市级 县级",
    "省级 市级",
    "已开工 未开工",
    "开工 (?:未|待)开工",
    "投产 在建 (?:筹备|前期|未开工|待建)",
    "竣工|投产|建成 在建",
    "续建 新开工 (?:储备|前期|预备)",
    "续建 新(?:开工|建)",
    "男 女",
    "城镇|城市 乡村|农村",
    "公务接待 公务用车 因公出国",
    "政府(?:投资|性) 社会(?:投资|资本)|企业投资|民间",
    "中央 省 市 县",
    "财政(?:拨款|补助) 自筹|其他",
    "外来|招商 本地|本土",
    "出口 进口",
    "税收 非税",
    "一季度|第一季度 二季度 三季度 四季度",
    "上半年 下半年",
    "货物 工程 服务",
    "行政编制 事业编制",
    "固定资产|建设投资 (?:铺底)?流动资金",
    "住院 门诊",
    "小学 初中 高中",
    "小麦 玉米 其他|其它",
    "动产 不动产",
    "国有 民营|民间|非国有",
    "建筑(?:工程|安装) 设备 其他|其它",
    "电信 邮政",
    "住户存款 非住户|单位",
    "短期 中长期",
    "旱地 水田",
    "公办 民办",
    "专利 商标",
))
"""Words that part a whole without a rest where all of a line stand there, one for each part."""
_APART: Final = tuple(tuple(re.compile(f"(?:{one})") for one in line.split()) for line in (
    "一期 二期 三期 四期",
    "制造业|工业|第二产业 服务业|第三产业 农业|第一产业",
    "一季度 二季度 三季度 四季度",
    "公路 铁路 水路|水运|航空",
    "博士 硕士 本科|学士 专科|大专",
    "领导 乡镇|街道|镇街 部门|局",
    "财政 自筹 贷款|融资",
))
"""Words for parts that have nothing in common, though there may be a rest: two phases of three."""
_OVERLAPS = re.compile(r"以上|以下|500强|亿元项目|重大|重点|湘商|新增|上市")
_SORT = re.compile(r"(?:类|型|产业|行业|领域|镇|乡|街道|园区|片区|县|区|市|组|经费|级|奖|年)"
                   r"(?:项目|企业|投资|资金|招商|合同)*$")
"""What labels of one sort end with: 装备制造类, 新材料类."""


def _are_of(line: Sequence[re.Pattern[str]], labels: Sequence[str]) -> bool:
    """Whether every label has a word of a line, each another one, and no label has two."""
    found = [[at for at, pattern in enumerate(line) if pattern.search(label)] for label in labels]
    return all(len(one) == 1 for one in found) and len({one[0] for one in found}) == len(labels)


def leave_no_rest(labels: Sequence[str]) -> bool:
    """Whether the labels are a line of words that leave no rest, each of one part."""
    if any(_OVERLAPS.search(label) for label in labels):
        return False
    return any(len(line) == len(labels) and _each_has_one(line, labels) for line in _PARTITIONS)


def _each_has_one(line: Sequence[re.Pattern[str]], labels: Sequence[str]) -> bool:
    """Whether every word of a line stands in one label of its own, in whatever order."""
    left = list(labels)
    for pattern in line:
        found = next((label for label in left if pattern.search(label)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def have_nothing_in_common(labels: Sequence[str]) -> bool:
    """Whether labels are of parts that do not overlap: words of one line, or names of one sort."""
    if len(labels) < 2 or any(_OVERLAPS.search(label) for label in labels):
        return False
    return any(len(labels) <= len(line) and _are_of(line, labels) for line in _APART) or are_of_one_sort(labels)


def are_of_one_sort(labels: Sequence[str]) -> bool:
    """Whether all labels end with the same word for a sort, and each is another one."""
    ends = [_SORT.search(label) for label in labels]
    return len(labels) > 1 and len(set(labels)) == len(labels) and all(ends) and len(
        {end[0] for end in ends if end}) == 1
