"""A ruleset told in sentences: one for each thing a ruleset can say, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RulesetWords:
    """Sentences of one language; a vocabulary of rulesets has one for each of its values."""

    joint: str
    either: str
    both: str
    # sections
    indicators: str
    conversion: str
    progress_title: str
    lights_title: str
    rounding_title: str
    exchange_title: str
    evidence_title: str
    health_title: str
    limits_title: str
    review_title: str
    lists_title: str
    # what an indicator counts
    kind: Mapping[str, str]
    date: Mapping[str, str]
    unit: str
    of_origin: str
    of_currency: str
    own_currency: str
    yuan: str
    monthly: str
    proof: str
    # filters
    only: str
    any_value: str
    without: str
    without_any: str
    hunan_return: str
    at_least: str
    exclude_status: str
    exclude_phases: str
    # conversion
    denominator: Mapping[str, str]
    numerator: str
    # the rest
    progress: Mapping[str, str]
    lights: Mapping[str, str]
    decimals: str
    drop_zeros: str
    keep_zeros: str
    exchange: str
    no_exchange: str
    evidence: str
    no_evidence: str
    override: str
    signed_not_started_days: str
    no_receipt_days: str
    low_receipts: str
    untouched_days: str
    limit: str
    no_limits: str
    alert: str
    outside: str
    reminders: str
    lists: Mapping[str, str]
    aliases: str


ZH = RulesetWords(
    joint="、",
    either="或",
    both="，并有",
    indicators="指标",
    conversion="转化率",
    progress_title="序时进度",
    lights_title="亮灯",
    rounding_title="取整",
    exchange_title="外币折算",
    evidence_title="推进到各阶段要的凭证",
    health_title="项目体检",
    limits_title="各阶段期限",
    review_title="卡点周会商",
    lists_title="本地名录",
    kind={
        "milestone": "数本年度{stage}的项目，每个项目只计一次",
        "companies": "数本年度{stage}项目的投资方，同一企业只计一次",
        "receipts": "本年度到账的资金，以前年度签约的项目也算",
    },
    date={"occurred_on": "以{stage}的发生日期定年度", "recognised_on": "以{stage}的认定日期定年度，未经认定的不计"},
    unit="以{unit}计",
    of_origin="只计{origins}的资金",
    of_currency="计{currencies}到账的，按本口径汇率折算",
    own_currency="只计{currencies}到账的，不折算",
    yuan="人民币",
    monthly="分月列出",
    proof="要有凭证：{kinds}",
    only="只计{field}为{values}的项目",
    any_value="只计有{field}的项目",
    without="不计{field}为{values}的项目",
    without_any="不计有{field}的项目",
    hunan_return="只计湘商回归的项目",
    at_least="{field}不低于{limit}，没有填的不计",
    exclude_status="不计已{statuses}的项目",
    exclude_phases="后期项目（二期等）不单独计",
    denominator={
        "signed_in_year": "分母：本年度签约的全部项目",
        "not_terminated": "分母：本年度签约、其后没有终止的项目",
        "since_base_year": "分母：{base}年以来签约的全部项目，累计",
        "cohort": "分母：按签约年度分别算，自{base}年起每年一个率",
        "contract_amount": "分母：本年度签约项目的合同金额（以{unit}计），不是个数",
    },
    numerator="分子：其中已{stages}的，各为一个率",
    progress={"whole_months": "按整月计：10月末为 10/12", "days": "按天数计：已过天数 ÷ 全年天数"},
    lights={
        "points": "完成率落后序时进度达到 {yellow} 个百分点为黄，超过 {red} 个百分点为红，其余为绿",
        "pace": "完成率 ÷ 序时进度不到 {yellow}% 为黄，不到 {red}% 为红，其余为绿",
    },
    decimals="完成率、转化率四舍五入，保留 {decimals} 位小数",
    drop_zeros="末尾的零去掉（104.70% 写作 104.7%）",
    keep_zeros="末尾的零保留",
    exchange="1 {currency}折 {rate} 元",
    no_exchange="各币种分别统计，不折算",
    evidence="{stage}：{kinds}",
    no_evidence="不作要求",
    override="缺少时写明理由可以继续",
    signed_not_started_days="签约超过 {days} 天未开工",
    no_receipt_days="开工后 {days} 天没有新到资",
    low_receipts="开工超过 {days} 天，到资不足合同金额的 {percent}%",
    untouched_days="{days} 天没有更新记录",
    limit="停留在{stage}阶段不超过 {days} 天",
    no_limits="没有规定",
    alert="办理期限过了 {count} 次：{alert}色预警，报{level}",
    outside="在{levels}等待的工作日另行计时",
    reminders="到期前 {days} 天内提醒",
    lists={
        "parks": "园区、乡镇：{values}", "industry_chains": "产业链：{values}", "chain_roles": "链条定位：{values}",
        "top500": "三类500强：{values}", "evidence_kinds": "凭证种类：{values}", "channels": "线索渠道：{values}",
        "blocker_categories": "卡点类别：{values}", "roles": "六个一：{values}",
    },
    aliases="也称{names}",
)

EN = RulesetWords(
    joint=", ",
    either=" or ",
    both="; and ",
    indicators="Indicators",
    conversion="Conversion rates",
    progress_title="Time progress",
    lights_title="Lights",
    rounding_title="Rounding",
    exchange_title="Foreign currency",
    evidence_title="Evidence asked for a move",
    health_title="Health check",
    limits_title="How long a stage may be held",
    review_title="Weekly blocker review",
    lists_title="Lists of the place",
    kind={
        "milestone": "counts the projects {stage} in the year, each once",
        "companies": "counts the investors of projects {stage} in the year, each company once",
        "receipts": "money that arrived in the year, also for projects signed in earlier years",
    },
    date={"occurred_on": "the day a project was {stage} decides its year",
          "recognised_on": "the day it was recognised as {stage} decides its year; without that it does not count"},
    unit="in {unit}",
    of_origin="only money that is {origins}",
    of_currency="money in {currencies}, converted at the ruleset's rate",
    own_currency="only money in {currencies}, not converted",
    yuan="CNY",
    monthly="listed by month",
    proof="evidence is needed: {kinds}",
    only="only projects whose {field} is {values}",
    any_value="only projects that have a {field}",
    without="not projects whose {field} is {values}",
    without_any="not projects that have a {field}",
    hunan_return="only Hunan-return projects",
    at_least="{field} at least {limit}; without it a project does not count",
    exclude_status="not those {statuses}",
    exclude_phases="later phases are not counted by themselves",
    denominator={
        "signed_in_year": "a share of: all projects signed in the year",
        "not_terminated": "a share of: projects signed in the year and not terminated since",
        "since_base_year": "a share of: all projects signed since {base}",
        "cohort": "a share of: those signed in one year, a rate for each year from {base} on",
        "contract_amount": "a share of: the contract amounts signed in the year (in {unit}), not their number",
    },
    numerator="reached: those of them that are {stages}, a rate for each",
    progress={"whole_months": "by whole months: 10/12 at the end of October",
              "days": "by days: those gone by over those of the year"},
    lights={
        "points": "yellow from {yellow} points behind time progress, red above {red} points behind, else green",
        "pace": "yellow under {yellow}% of the pace (rate over time progress), red under {red}%, else green",
    },
    decimals="rates are rounded half up to {decimals} decimals",
    drop_zeros="trailing zeros dropped (104.70% is 104.7%)",
    keep_zeros="trailing zeros kept",
    exchange="1 {currency} is {rate} yuan",
    no_exchange="each currency by itself, none converted",
    evidence="{stage}: {kinds}",
    no_evidence="none is asked for",
    override="where it is missing, a written reason is enough",
    signed_not_started_days="signed over {days} days ago and not started",
    no_receipt_days="started, and no money for {days} days",
    low_receipts="started over {days} days ago, and under {percent}% of the contract amount has arrived",
    untouched_days="no record touched for {days} days",
    limit="{stage}: at most {days} days",
    no_limits="none is set",
    alert="deadline lapsed {count} times: {alert} alert, tell {level}",
    outside="the working days spent waiting on {levels} are counted apart",
    reminders="a reminder within {days} days of the due day",
    lists={
        "parks": "parks and townships: {values}", "industry_chains": "industry chains: {values}",
        "chain_roles": "chain roles: {values}", "top500": "top-500 lists: {values}",
        "evidence_kinds": "kinds of evidence: {values}", "channels": "lead channels: {values}",
        "blocker_categories": "blocker categories: {values}", "roles": "roles: {values}",
    },
    aliases="also called {names}",
)


def rulesets_words(lang: str) -> RulesetWords:
    """The words of a language."""
    return EN if lang == "en" else ZH
