"""Checks ranks against how many are ranked, and structures whose shares must come to 100."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from tracker.domain.numerals import read_numeral
from tracker.proof.findings import Cause, Checked, finding_in, percent_text
from tracker.proof.interval import Interval, rounded_from, total_of
from tracker.proof.labels import bare_label
from tracker.proof.measures import POINTS
from tracker.proof.pairs import HUNDRED
from tracker.proof.partitions import leave_no_rest
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_RANK = re.compile(
    r"(?:全|在)?(?P<where>[^，。；,;、]{0,12}?)(?P<of>\d{1,4})个(?P<kind>县市区|县（市、区）|县[（(]市、?区[)）]"
    r"|县[市区]|市州|区县|县|市|区"
    r"|省[市区]?|省份|地市|"
    r"乡镇|镇|街道|园区|开发区|单位|部门|城市|地区|州市|旗县)(?:[^，。；,;、\d]{0,12}?)(?:中，[^，。；、\d]{0,8}?)?"
    r"(?:排名|排位|位次|排|位列|位居"
    r"|居|列|名列|综合排名|考核排名|获)[^，。；,;\d]{0,6}?"
    r"第(?P<rank>\d{1,4}|[一二三四五六七八九十]{1,3})(?:位|名)?")
_RANKED = re.compile(
    r"第(?P<rank>\d{1,4})[位名]?[（(](?:共|全[省市县区州国])?(?P<of>\d{1,4})个(?:县|市|区|省|单位|地区|园区|乡镇)")
_AMONG = re.compile(
    r"(?:位居|位列|排名?|居|列)[^，。；,;\d]{0,6}?(?P<of>\d{1,4})个(?:县市区|县（市、?区）|县[市区]|区县|县|市州|市|区|乡镇"
    r"|街道|园区|开发区|单位|部门)(?:中|的)?(?:排名)?第(?P<rank>\d{1,4})(?:位|名)")
_MOVED = re.compile(
    r"第(?P<old>\d{1,4})[位名]?[^，。；\d第]{0,6}?(?:上升|提升|前移|跃升|进位|跃居|前进|升|下降|后退|下滑|退|降)(?:到|至)"
    r"[^，。；\d第]{0,8}?第(?P<new>\d{1,4})[位名]?，(?:前移|上升|提升|前进|进|下降|后移|后退|退)了?(?P<step>\d{1,4})"
    r"(?:位|名|个位次)")
_MOVED_TO = re.compile(
    r"(?:去年|上年|上期|上季度|上月)[^，；。\d第]{0,12}第(?P<old>\d{1,4})[位名]?，(?:今年|本年|本期|本季度|本月)?"
    r"[^，；。\d第]{0,6}?(?:前移|上升|提升|前进|进|下降|后移|后退|退)了?(?P<step>\d{1,4})(?:位|名|个位次)，"
    r"[^，；。\d第]{0,8}第(?P<new>\d{1,4})[位名]")
"""去年排第6位，今年前移2位，排第4位."""
_SHARES = re.compile(r"(?:结构|比例|比重|占比|产业比|(?:调整|优化|转变|变化|演变|变)(?:为|到|至))(?:[^，。；\d]{0,16}?)"
                     r"(?P<shares>\d{1,3}(?:\.\d+)?(?:[:：∶]\d{1,3}(?:\.\d+)?){1,5})(?![\d:：∶])")
_THREE_SECTORS = re.compile(r"(?:三产|三次产业|一二三产业?|一、二、三(?:次)?产业?)[^。；\d增速]{0,16}$")
_CONTRIBUTED = re.compile("贡献率(?:为|是|达到?)?$")
_REST = re.compile("其他|其余|其它")
_NEAR_ALL = HUNDRED / 5
"""How far from 100 shares may come that are told up to the rest (其他地区占25%)."""
_NOT_OF_HUNDRED = re.compile(r"杠杆|性别|师生|床|容积|男女|配比|兑换|汇率|进口")


def check_ranks(sentence: Sentence, tally: Tally) -> None:
    """在8个县市区中排名第9: a rank above the number of those ranked."""
    _check_moves(sentence, tally)
    for pattern in (_RANK, _RANKED, _AMONG):
        for match in pattern.finditer(sentence.text):
            rank = read_numeral(match["rank"])
            if rank is not None and rank[0] > int(match["of"]):
                tally.add(finding_in(sentence, Checked.RANK, Cause.OTHER, hard=True, stated=f"第{match['rank']}",
                                     computed=match["of"], numbers=[], start=sentence.start + match.start()))


def _check_moves(sentence: Sentence, tally: Tally) -> None:
    """由第5位上升到第2位，前移3位: ranks that a place rose or fell by."""
    for match in (*_MOVED.finditer(sentence.text), *_MOVED_TO.finditer(sentence.text)):
        moved, step = abs(int(match["old"]) - int(match["new"])), int(match["step"])
        if moved != step:
            tally.add(finding_in(sentence, Checked.SURPLUS, Cause.OTHER, hard=True, stated=f"{step}位",
                                 computed=f"{moved}位", numbers=[], start=sentence.start + match.start()))


def check_listed_shares(sentence: Sentence, tally: Tally) -> None:
    """三产占比分别为14.2%、41.5%、44.3%; 省外占65%，省内市外占25%，市内占10%: shares that leave no rest come to 100."""
    segments = sentence.segments()
    for here in [sentence.segment(one) for one in segments] + [list(sentence.numbers)] * (len(segments) > 1):
        rates = [one for one in here if one.number.measure.of != POINTS]
        runs = [list(run) for is_share, run in groupby(rates, _is_share) if is_share]
        for run in runs:
            lead = sentence.text_before(run[0])
            labels = [bare_label(one.number.before.partition("占")[0].lstrip("，、；")) for one in run]
            is_rest = bool(_REST.match(labels[-1])) and "其中" not in sentence.text
            if len(run) == 2 and leave_no_rest(labels) and _is_of_one(run):
                _check_hundred(sentence, run, tally, _NEAR_ALL)
            elif len(run) > 2 and (is_rest or leave_no_rest(labels) or (
                    len(run) == 3 and _THREE_SECTORS.search(lead))):
                _check_hundred(sentence, run, tally, _NEAR_ALL if is_rest else HUNDRED / 2)


def _is_share(one: Numbered) -> bool:
    return one.part is Role.SHARE or bool(_CONTRIBUTED.search(one.number.before))


def _is_of_one(run: Sequence[Numbered]) -> bool:
    """Whether shares are said to be of one thing: 城镇人口占总人口的34.1%，乡村人口占总人口的65.9%."""
    return len({one.number.before.partition("占")[2] for one in run if "占" in one.number.before}) == 1 and all(
        "占" in one.number.before for one in run)


def _check_hundred(sentence: Sentence, run: Sequence[Numbered], tally: Tally, reach: Fraction) -> None:
    total = sum((one.number.value for one in run), Fraction(0))
    possible = total_of([one.number.interval for one in run])
    tally.use(sentence, run)
    if not possible.meets(Interval(HUNDRED, HUNDRED)) and abs(total - HUNDRED) < reach:
        tally.add(finding_in(sentence, Checked.STRUCTURE, Cause.OTHER, hard=True,
                             stated="、".join(one.text for one in run),
                             computed=percent_text(total, min(one.number.step for one in run)), numbers=[],
                             start=run[0].number.start))


def check_structures(sentence: Sentence, tally: Tally) -> None:
    """三次产业结构为12.3:45.6:42.1: shares that come to 100, as far as rounding lets them."""
    for match in _SHARES.finditer(sentence.text):
        shares = re.split(r"[:：∶]", match["shares"])
        total = sum(map(Fraction, shares), Fraction(0))
        reach = 60 if "产业" in sentence.text[max(match.start() - 40, 0):match.end()] else 10
        if abs(total - 100) > reach or total == 100 or _NOT_OF_HUNDRED.search(sentence.text[:match.end()]):
            continue
        steps = [Fraction(1, 10 ** len(one.partition(".")[2])) for one in shares]
        possible = total_of([rounded_from(Fraction(one), step) for one, step in zip(shares, steps, strict=True)])
        hard = not possible.meets(Interval(HUNDRED, HUNDRED))
        tally.add(finding_in(sentence, Checked.STRUCTURE, Cause.OTHER if hard else Cause.ROUNDING, hard=hard,
                             stated=match["shares"], computed=percent_text(total, min(steps)), numbers=[],
                             start=sentence.start + match.start()))
