"""What a header says: texts folded to be compared, and the fields that the texts above a column can mean."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from tracker.domain.counted import COUNTERS
from tracker.domain.money import Unit, find_unit
from tracker.domain.numerals import years_in_digits
from tracker.domain.text import clean
from tracker.ledger.english import header_in_chinese
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import LIKELY, NAMED, ROLE, SHAPED, Family, Kind, Sort
from tracker.ledger.stack import SIGNS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC = _words("名称 时间 日期 金额 单位 类别 类型 数额 编号 情况 内容 性质 备注 状态 来源 额度 总额 首笔 首次 年月 "
                 "是否")
"""Words that say little without the group above them: 投资方 / 名称 is no project's name."""
_NAMES = _words("名称 单位名称 单位 企业名称 公司名称 业主名称 全称 部门 部门名称 企业 公司")
_PLACES = _words("所在地 地址 注册地 注册地址 来源地 所在省份 省份 国别 国别地区 所属地区 地区 总部所在地")
_PERSONS = _words("负责人 责任人 联系人 联络人 联络员 经办人 具体责任人 具体负责人 姓名 法人代表 法定代表人 法人")
NUMBERS = _words("电话 联系电话 联系方式 手机 手机号 手机号码 电话号码 办公电话")
"""Under a party's group these are the party itself, where it is from, its people and their telephones."""
_PARTIES = ("investor", "bureau", "chain_leader")
_ABOUT = re.compile(r"(?:基本)?(?:信息|情况|资料)$")

NOTE_SIGN, ROLE_SIGN = SIGNS

_BRACKETED = re.compile(r"[(\[{【〔<《][^)\]}】〕>》]*[)\]}】〕>》]")
_SEPARATORS = re.compile(r"[\s/、,，;；·.\-_—~*★☆※#|:：()\[\]{}【】〔〕<>《》“”\"'和及与或]+")
_NUMBERED = re.compile(r"^[0-9一二三四五六七八九十]{1,2}[、.．)）]")
_UNIT_TAIL = re.compile(r"(?:单位)?(?:人民币)?(?:[十百千]?万|亿|千)?(?:元|美元|美金|港元|欧元|日元)$"
                        r"|(?<=[额资金值收])(?:万|亿)$|(?<=积|地)亩$|(?<=[额资])人民币$")
_SHORT = 3
"""Characters of a lower header that says what of its group it is: 投资 over 计划 is 计划投资."""
_MONEY = r"(?:人民币|折合)?[十百千]?[万亿]?(?:元人民币|元|美元|美金|港元|港币|欧元|日元|韩元|人民币)"
_UNIT_ALONE = re.compile(rf"[(（]?(?:{_MONEY}|[万亿]|亩|公顷|平方米|㎡|m2|平方公里|人|[{COUNTERS}]|台|套|吨|万吨|千瓦|"
                         rf"兆瓦|公里|米|[%％]"
                         r"|年[/.-]?月(?:[/.-]?日)?|年月日|y{2,4}[/.-]m{1,2}(?:[/.-]d{1,2})?)[)）]?", re.IGNORECASE)
_CURRENCY_AND_UNIT = re.compile(rf"(?:人民币|美元|美金|港元|港币|欧元|日元|外币)[(（]((?:{_MONEY}))[)）]")
PART = re.compile(r"\s*其中")
"""How a header, or the name of a row, begins that is a part of what stands before it: 其中：固定资产投资."""
_IN_YEAR = re.compile(r"(?<![0-9-—~至到])(20[0-9]{2})\s*年度?(?!\s*(?:[0-9]|[之以]?[前后来]|起|至|[初中底末内]))")
_WHETHER = re.compile(r"^(?:是否为?|有无|其中)(?=.)")


def letters(column: int) -> str:
    """0 is A, 25 Z, 26 AA."""
    text, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def stated_year(header: str) -> int | None:
    """The one year that the days below a header lie in: 2023年开工时间; not 2023年以来, 2023年12月 or two years."""
    years = set(_IN_YEAR.findall(years_in_digits(unicodedata.normalize("NFKC", header))))
    return int(years.pop()) if len(years) == 1 else None


def column_number(letters: str) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(maxsize=8192)
def fold(header: str) -> str:
    """A header as it is compared: half width, without blanks, brackets, unit, numbering, separators and 是否."""
    return _bare(header_in_chinese(_BRACKETED.sub("", unicodedata.normalize("NFKC", clean(header))).strip()))


@lru_cache(maxsize=8192)
def fold_whole(header: str) -> str:
    """Like `fold`, but what stands in brackets stays."""
    return _bare(unicodedata.normalize("NFKC", clean(header)))


def _bare(text: str) -> str:
    text = _SEPARATORS.sub("", _NUMBERED.sub("", text.strip().lower()))
    text = _WHETHER.sub("", text)
    return _UNIT_TAIL.sub("", text) or text


def label_of(header: str) -> str:
    """The label of a note or a role by its header."""
    text = clean(header)
    return text.removeprefix(NOTE_SIGN) if text.startswith(NOTE_SIGN) else text.removeprefix(ROLE_SIGN)


def with_unit_above(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a header, of which a unit alone (万元, 美元（万美元）, 亩) belongs to the text above it."""
    if len(parts) < 2 or not is_unit_alone(parts[-1]):
        return parts
    inside = _CURRENCY_AND_UNIT.fullmatch("".join(parts[-1].split()))
    return (*parts[:-2], f"{parts[-2]}（{inside[1] if inside else parts[-1].strip('()（）')}）")


def is_unit_alone(text: str) -> bool:
    """Whether a text in a header is nothing but a unit, or says how days are written."""
    text = unicodedata.normalize("NFKC", "".join(text.split()))
    if _UNIT_ALONE.fullmatch(text) is not None or _CURRENCY_AND_UNIT.fullmatch(text) is not None:
        return True
    several = re.split("[/、,或]", text.strip("()"))
    return len(several) > 1 and all(re.fullmatch(_MONEY, unit, re.IGNORECASE) for unit in several)


def under_parties(stacked: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Headers of persons and telephones that stand there twice, under the party they stand beside: of 投资方, 联系人,
    责任单位, 联系人 the first is the investor's and the second the bureau's.
    """
    people = [column for column, parts in stacked.items() if len(parts) == 1 and fold(parts[0]) in _PERSONS | NUMBERS]
    twice = Counter(fold(stacked[column][0]) for column in people)
    found = dict(stacked)
    for column in people:
        if twice[fold(stacked[column][0])] > 1 and (party := _party_beside(stacked, column)):
            found[column] = (party, *stacked[column])
    return found


def _party_beside(stacked: Mapping[int, tuple[str, ...]], column: int) -> str:
    """The header of the party whose people stand in a column; empty where other columns stand between."""
    for before in range(column - 1, -1, -1):
        parts = stacked.get(before, ())
        if len(parts) == 1 and fold(parts[0]) in _PERSONS | NUMBERS:
            continue
        is_party = len(parts) == 1 and any(family.score(fold(parts[0]), fold_whole(parts[0])) >= SHAPED
                                           for family in FAMILIES[Kind.PROJECTS] if family.field in _PARTIES)
        return parts[0] if is_party else ""
    return ""


def unit_of(parts: tuple[str, ...]) -> Unit | None:
    """The unit that the texts above a column state, its own before that of its group."""
    return next((unit for part in reversed(parts) if (unit := find_unit(part))), None)


@lru_cache(maxsize=16384)
def fits(kind: Kind, parts: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """The fields a column can be and how well, from the texts above each other in its header."""
    if parts[-1].startswith((NOTE_SIGN, ROLE_SIGN)):
        return ((ROLE, NAMED),) if parts[-1].startswith(ROLE_SIGN) and kind is Kind.PROJECTS else ()
    if len(parts) > 1 and kind is Kind.PROJECTS and (meant := _of_a_party(parts)) is not None:
        return meant
    joined = "".join(parts)
    whole, money = fold_whole(joined), find_unit(joined) is not None
    found = []
    for family in FAMILIES[kind]:
        if money and family.sort is Sort.DAY:
            continue
        score = _score(family, parts, whole)
        if score:
            found.append((family.field, score))
    return tuple(found)


def _of_a_party(parts: tuple[str, ...]) -> tuple[tuple[str, float], ...] | None:
    """What 单位名称, 联系人, 电话 mean under 业主单位 or 责任单位; None under anything that is no party."""
    last = fold(parts[-1])
    if last not in _NAMES | _PERSONS | NUMBERS | _PLACES:
        return None
    groups = [_ABOUT.sub("", fold(group)) or fold(group) for group in dict.fromkeys(
        (parts[-2], "".join(parts[:-1]), *parts[:-2]))]
    scored = max((family.score(group, group), family.field) for family in FAMILIES[Kind.PROJECTS] for group in groups
                 if family.field in _PARTIES)
    if scored[0] < LIKELY:
        return None
    party = scored[1]
    if last in _PLACES:
        return (("investor_from", NAMED),) if party == "investor" else ()
    if last in _NAMES:
        return ((party, NAMED),)
    if last in _PERSONS and party == "bureau":
        return (("officer", NAMED - (0.0 if last.startswith("联") else 0.1)),)
    return ((party, NAMED),) if last in _PERSONS and party == "chain_leader" else ()


def _score(family: Family, parts: tuple[str, ...], whole: str) -> float:
    last = parts[-1]
    alone = max(family.score(fold(last), whole), family.score(fold_whole(last), whole) - 0.01)
    if family.sort is Sort.DAY and stated_year(last) is not None:
        alone = max(alone, family.score(fold(_IN_YEAR.sub("", last)), whole) - 0.02)
    if len(parts) == 1:
        return alone
    joined = max(family.score(fold("".join(parts[start:])), whole) for start in range(len(parts) - 1))
    if len(fold(last)) <= _SHORT:
        less = 0.0 if fold(last) == "是否" else 0.01
        joined = max(joined, family.score(fold(f"{last}{parts[-2]}"), whole) - less)
    if fold(last) in GENERIC:
        return max(joined, min(alone, 0.5))
    return max(alone, joined - 0.5)
