"""English headers, alone or beside Chinese ones (项目名称 Project), as the Chinese words that the families know."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.domain.text import fold_width
from tracker.domain.units import CURRENCY, NO_UNIT, SCALES, any_of, units_in_chinese

_LIKE = {
    "sign": "signed signing signature signatory signoff", "register": "registered registration incorporation",
    "start": "started starting commencement commence commenced groundbreaking begin beginning began",
    "produce": "production producing operation operational operating commissioning commissioned",
    "complete": "completion completed", "expect": "expected planned plan planning proposed estimated scheduled target",
    "date": "day time dates", "amount": "value sum amt amounts", "invest": "investment investments investing invested",
    "company": "enterprise firm corporation", "investor": "investors", "name": "title", "contract": "agreement",
    "fund": "funds funding capital money", "arrive": "arrived arrival received receipt paid disbursed actual",
    "region": "area province city", "country": "nation nationality", "park": "zone site location address venue",
    "sector": "industry industrial", "issue": "issues problem problems difficulty difficulties obstacle obstacles",
    "remark": "remarks note notes comment comments", "progress": "update", "phone": "tel telephone mobile",
    "no": "number num serial nr", "department": "bureau unit agency", "responsible": "lead leading charge",
    "build": "construction building", "origin": "source from", "contact": "liaison",
    "leader": "official", "fixed": "asset assets"}
_WORDS = {other: word for word, others in _LIKE.items() for other in others.split()}
_NO_WORDS = frozenset(("the", "of", "for", "in", "on", "and", "to", "s", "by", "is"))
_MEANT = {
    "序号": "no|item no",
    "项目编号": "code|project code|project no|project id",
    "项目名称": "project|project name|name",
    "投资方": "investor|investor name|invest company|invest company name|"
        "invest party|company|company name|foreign investor|invest entity",
    "投资方所在地": "origin|country|country region|region|investor origin|origin country|"
        "investor country|investor region|country origin region",
    "资金来源": "fund origin|origin invest|invest origin",
    "合同金额": "contract amount|contract|contract invest|contract invest amount|sign amount",
    "总投资": "invest|invest amount|total invest|total invest amount|expect invest|expect total invest",
    "固定资产投资": "fixed invest|fixed invest amount",
    "签约时间": "sign|sign date|sign contract|sign contract date",
    "注册时间": "register|register date|company register date",
    "开工时间": "start|start date|start build|start build date|build date|work start|work start date",
    "投产时间": "produce|produce date|start produce|start produce date",
    "竣工时间": "complete|complete date|build complete|build complete date",
    "首笔到资时间": "first fund date|first fund arrive date|first fund arrive|fund arrive date|arrive date",
    "到资金额": "fund arrive|fund arrive amount|arrive amount|arrive invest|arrive invest amount",
    "所在园区": "park|sector park|project park|park name",
    "所属行业": "sector|sector sector|chain sector|project sector",
    "联系人": "contact|contact person|contact name",
    "联系电话": "phone|contact phone|phone no|contact no",
    "责任单位": "department|responsible department",
    "包联领导": "leader|responsible leader",
    "状态": "status|project status|current status",
    "项目阶段": "stage|project stage|current stage|phase",
    "进展情况": "progress|current progress|project progress|latest progress",
    "存在问题": "issue|main issue|key issue|existing issue",
    "备注": "remark",
    "用地面积": "land|land region|land used|land size",
    "统一社会信用代码": "credit code|social credit code|unified social credit code",
    "凭证": "voucher|proof",
    "币种": "currency",
    "金额": "amount",
    "日期": "date",
    "单位": "unit",
    "指标": "indicator",
    "年度": "year"}
_BY_WORDS = {frozenset(words.split()): chinese for chinese, several in _MEANT.items() for words in several.split("|")}
_KNOWN = frozenset(word for words in _BY_WORDS for word in words)
_STAGE_WORDS = {word: chinese for chinese, words in {
    "在谈": "negotiating|under negotiation|in negotiation|in talks|lead|prospect|under discussion",
    "已签约": "signed|contract signed|agreement signed", "已注册": "registered|incorporated",
    "在建": "under construction|in construction|started|construction started|building",
    "已投产": "in production|producing|in operation|operating|operational|production started",
    "已终止": "terminated|cancelled|canceled|withdrawn|abandoned", "暂缓": "suspended|on hold|paused|shelved",
}.items() for word in words.split("|")}
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_STAGES = frozenset(("签约时间", "注册时间", "开工时间", "投产时间", "竣工时间"))
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’&\s/\-]*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BESIDE = re.compile(r"(?:^|(?<=[\u4e00-\u9fff]))(?P<before>[\s/|:：\-]*)(?P<english>[A-Za-z][A-Za-z.'’&\s/\-,]*)"
                     r"(?P<behind>[\s/|:：\-]*)(?:$|(?=[\u4e00-\u9fff]))")
_SCALE = any_of(SCALES)
_MONEY = re.compile(rf"(?<![a-z])(?:(?:{_SCALE})\s*)?(?:{CURRENCY})(?:\s*(?:{_SCALE}))?(?![a-z])|{NO_UNIT}")
"""The unit of money in a header, which says nothing of what the column holds."""
_LONGER = 2
"""Words of English beside a Chinese header that are surely its translation; a single one has to be known or apart."""


@lru_cache(maxsize=8192)
def header_in_chinese(header: str) -> str:
    """A header whose English words are known in the Chinese of the families (Contract amount: 合同金额), and one in
    both languages without its English; any other one as it is. It has no brackets.
    """
    if not _LATIN.search(header):
        return header
    if _CHINESE.search(header):
        return _BESIDE.sub(lambda found: "" if _translates(found) else found[0], header).strip() or header
    return _meant(header) or header


def says_the_same(chinese: str, english: str) -> bool:
    """Whether a header has below it the English for it: 项目名称 over Project Name."""
    return bool(_CHINESE.search(chinese)) and not _CHINESE.search(english) and bool(
        _meant(_IN_BRACKETS.sub("", fold_width(english))))


@lru_cache(maxsize=1024)
def stage_in_chinese(text: str) -> str:
    """An English word for a stage or a status as the Chinese one; any other text as it is."""
    return _STAGE_WORDS.get(" ".join(text.lower().strip(" .").split()), text) if text.isascii() else text


def _translates(found: re.Match[str]) -> bool:
    """Whether English beside Chinese says the same again: several words, a known one, or one that stands apart."""
    words = found["english"].split()
    apart = bool(found["before"] or found["behind"] or found["english"][-1].isspace())
    return len(words) >= _LONGER or bool(_meant(words[0])) or (apart and len(words[0]) > _LONGER)


def _one_word(word: str) -> str:
    """A word of a header as it stands in the table: one for all that mean the same."""
    return next((_WORDS.get(form, form) for form in (word, word.removesuffix("s")) if form in _WORDS or form in _KNOWN),
                word)


def _meant(header: str) -> str:
    """The Chinese words for an English header; empty for one that is not known."""
    text = _MONEY.sub(" ", units_in_chinese(header))
    words = [_one_word(word) for word in re.findall("[a-z]+", text.replace("’", "'").replace("'s", ""))
             if word not in _NO_WORDS]
    chinese = _BY_WORDS.get(frozenset(words), "")
    if not chinese and "expect" in words:
        rest = _BY_WORDS.get(frozenset(words) - {"expect"}, "")
        return f"计划{rest}" if rest in _STAGES else ""
    return chinese
