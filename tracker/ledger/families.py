"""Which families of column names each kind of sheet has, and what makes a row of headers one of that kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.ledger.families_blockers import BLOCKERS_FAMILY
from tracker.ledger.families_money import RECEIPTS, TARGETS_FAMILY
from tracker.ledger.families_projects import EXPECTED, PROJECTS, STEMS
from tracker.ledger.families_results import HAPPENED, HAPPENINGS, RESULT_WORDS, RESULTS
from tracker.ledger.family import Family, Kind

FAMILIES: dict[Kind, tuple[Family, ...]] = {
    Kind.PROJECTS: (*PROJECTS, *HAPPENINGS), Kind.RECEIPTS: RECEIPTS, Kind.BLOCKERS: BLOCKERS_FAMILY,
    Kind.TARGETS: TARGETS_FAMILY, Kind.RESULTS: RESULTS,
}


@dataclass(frozen=True)
class Needs:
    """What makes a header row one of a kind: one of each of these groups of fields, and so many of those.

    `own` are words that only this kind of sheet has, looked for in the headers of the fields `own_of` and in the names
    and titles of the sheet: a list of projects has problems and money too, a sheet of receipts says that money arrived.
    """

    all_of: tuple[tuple[str, ...], ...]
    some_of: frozenset[str] = field(default_factory=frozenset)
    at_least: int = 0
    named: tuple[str, ...] = ()
    """Those of `some_of` that a sentence about what is missing names; all of them where none are given."""
    sheet: str = ""
    """Words in a sheet's name or title that speak for the kind where the columns leave it open."""
    instead: str = ""
    """Words in a sheet's name or title that stand in for `at_least`."""
    own: str = ""
    other: str = ""
    """Words in a sheet's name or title that say that such words there are about something else."""
    own_of: frozenset[str] = field(default_factory=frozenset)


COMPANIES = (
    "企业名称 企业 公司名称 公司 单位名称 项目单位 项目公司 引进企业 引进企业名称 签约企业 签约企业名称 落户企业 "
    "落户企业名称 入驻企业 入驻企业名称 落地企业 落地企业名称 投资企业 投资企业名称")
"""What heads the names of a list of projects that has no other column of names."""
OF_AN_INVESTMENT = ("contract_amount", "investor", "signed", "started", "fixed_investment", "producing", *EXPECTED)
"""Of what a list of companies has to have something, to be one of projects and not of whoever there is."""
OF_ANY_COMPANY = frozenset({"fixed_investment", "producing"})
"""Those of them that every company has: they tell nothing beside what a running business earns."""
ATTRACTED = re.compile("招商|引资|引进|招引|签约|落户|落地|入驻|投资|在谈|项目")
"""In the name or title of a sheet, or in the header of its names: stages of these companies are those of projects."""
A_RUNNING_BUSINESS = re.compile(r"^(?!.*(?:预[计期]|计划|达产|投产|拟|新增)).*"
                                r"(?:主营|营业?收|销售|用工|从业|职工|员工|产值|税|利润|增加值|用电)")
"""The header of what companies do that run already: 主营收入, 从业人数."""
_MONEY_CAME = "到资|到账|到帐|到位|进账|入账|到款|收款|汇入|注资|实缴|资金|外资|交易"
_A_TROUBLE = "卡点|堵点|难点|痛点|瓶颈|问题|困难|诉求|销号|办结|解决|整改|交办|协调|制约|障碍|要素|时限|期限|限办"
_OTHER_LISTS = "到资|到账|到位|进账|目标|任务|问题|卡点"
"""Of lists in whose titles results may stand beside what they are about."""
_CAME_OF = "成效|" + "|".join(words.name for words in RESULT_WORDS.values())
_MONEY_PAID = "兑现|奖补|奖励|补贴|补助|贴息|扶持|拨付|惠企|专项资金|财政资金"
"""Of what a place pays to companies: no money that arrived for a project."""
NEEDS: dict[Kind, Needs] = {
    Kind.PROJECTS: Needs(
        (("name",),),
        frozenset({"code", "investor", "investor_from", "origin", "contract_amount", "fixed_investment", "park",
                   "credit_code", "industry_chain", "bureau", "chain_leader", "officer", "land_mu", "expected_output",
                   "problems", "progress", "stage", *STEMS, *EXPECTED, *HAPPENED}), 2,
        ("investor", "contract_amount", "park", "bureau", "chain_leader", "stage", "progress", "problems"),
        sheet="项目|台账|库|清单"),
    Kind.RECEIPTS: Needs((("project", "code"), ("amount",), ("day",)), sheet="到资|到账|到位|资金|进账",
                         own=_MONEY_CAME, other=_MONEY_PAID, own_of=frozenset({"day", "amount"})),
    Kind.BLOCKERS: Needs((("project", "code"), ("description", "category")),
                         frozenset({"raised", "due", "verified", "answered", "state", "category"}), 1,
                         sheet="卡点|堵点|问题|困难|销号|诉求", instead="卡点|堵点|问题|困难|销号|诉求",
                         own=_A_TROUBLE, own_of=frozenset({"description", "category", "due", "verified", "answered",
                                                           "state"})),
    Kind.TARGETS: Needs((("indicator",), ("value",)), sheet="目标|任务|指标"),
    Kind.RESULTS: Needs((("project", "code"), ("result",), ("day",)), sheet="成效", own=_CAME_OF, other=_OTHER_LISTS,
                        own_of=frozenset({"result"})),
}
