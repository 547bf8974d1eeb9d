"""Makes sentences as reports of Chinese counties write them, right ones, and the same with one number planted wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

PLACES = ("全市", "全县", "我市", "全区", "")
MONEY = ("境内省外资金", "域外省内资金", "湘商回归资金", "招商引资到位资金", "重点项目投资",
         "固定资产投资", "省外到位资金")
THINGS = ("新签约项目", "新开工项目", "新投产项目", "新引进项目", "亿元以上项目", "规上工业企业")
BEFORE = ("", "今年以来，", "2023年，", "1-10月，", "截至12月底，", "一是",
          "（二）", "3．", "据沅政发〔2023〕15号文件，")
AFTER = ("。", "，位居全省第3位。", "，工作得到上级肯定。", "；其他工作正常推进。", "，联系电话0737-2722222。",
         "，其中50MW风电项目1个已并网。", "，力争全年引进1-2家上市企业。", "，严格落实《条例》第12条规定。",
         "，开展“三个一”活动5场次。", "，服务企业24小时不打烊。")


@dataclass(frozen=True)
class Made:
    """A sentence, and the text that was planted in the place of another; nothing where it is right."""

    text: str
    planted: str = ""
    form: str = ""


def rounded(value: Fraction, decimals: int) -> str:
    """Half up, as an office prints it; trailing zeros now and then dropped by whoever asks."""
    units = (abs(value) * 10**decimals * 2 + 1) // 2
    digits = str(units).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return ("-" if value < 0 else "") + text


def rate(top: str, bottom: str, decimals: int, less: int = 0) -> str:
    """In percent, worked out of what is printed."""
    return rounded(Fraction(top) / Fraction(bottom) * 100 - less, decimals)


class Pen:
    """Writes one sentence: draws its words and numbers."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def money(self, low: int = 5, high: int = 400, decimals: int | None = None) -> str:
        places = self.random.choice((1, 2, 2, 3, 4)) if decimals is None else decimals
        return rounded(Fraction(self.random.randint(low * 10**places, high * 10**places), 10**places), places)

    def decimals(self) -> int:
        return self.random.choice((1, 2))

    def unit(self) -> str:
        return self.random.choice(("亿元", "亿元", "万元", "万美元", "亿元人民币"))

    def around(self, text: str, of_year: bool = False) -> str:
        """A sentence with what stands before and behind it; one that tells of a year twice begins with no months."""
        before = [one for one in BEFORE if not of_year or "月" not in one]
        return self.one(*before) + text + self.one(*AFTER)


def shifted(random: Random, number: str) -> str:
    """A number that is plainly another: a digit changed, two changed over, or a tenth more or less."""
    digits = [at for at, char in enumerate(number) if char.isdigit()]
    for _ in range(50):
        chars = list(number)
        match random.randrange(3):
            case 0:
                at = random.choice(digits[:2])
                chars[at] = random.choice("123456789")
            case 1 if len(digits) > 2:
                first = random.randrange(min(2, len(digits) - 1))
                one, other = digits[first], digits[first + 1]
                chars[one], chars[other] = chars[other], chars[one]
            case _:
                places = len(number.partition(".")[2])
                chars = list(rounded(Fraction(number) * random.choice((Fraction(9, 10), Fraction(11, 10))), places))
        text = "".join(chars)
        if text[0] != "0" or text.startswith("0."):
            difference = abs(Fraction(text) / Fraction(number) - 1) if Fraction(number) else Fraction(1)
            if Fraction(3, 100) < difference < Fraction(1, 2):
                return text
    return rounded(Fraction(number) * Fraction(12, 10), len(number.partition(".")[2]))


Parts = tuple[str, dict[str, str]]
"""A sentence with {names} for its numbers, and these."""
_FORMS: list[Callable[[Pen], tuple[str, dict[str, str], tuple[str, ...]]]] = []


def form(made: Callable[[Pen], tuple[str, dict[str, str], tuple[str, ...]]]
         ) -> Callable[[Pen], tuple[str, dict[str, str], tuple[str, ...]]]:
    _FORMS.append(made)
    return made


@form
def completion_of_money(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    target, decimals = pen.money(20, 300, pen.random.choice((0, 1, 2))), pen.decimals()
    actual = rounded(Fraction(target) * pen.random.randint(50, 160) / 100 + Fraction(pen.random.randint(1, 99), 100),
                     pen.random.choice((2, 3, 4)))
    what, unit, place = pen.one(*MONEY), pen.unit(), pen.one(*PLACES)
    text = pen.one(
        "{place}{what}全年目标任务{target}{unit}，实际完成{actual}{unit}，完成率{rate}%",
        "引进{what}全年目标任务{target} {unit}，全年引进{what}{actual}{unit}，完成全年目标任务的{rate}%",
        "{place}{what}完成{actual}{unit}，占全年目标任务{target}{unit}的{rate}%",
        "{place}共引进{what}{actual}{unit}，完成年度目标{target}{unit}的{rate}%，同比增长12.5%",
        "{what}任务数为{target}{unit}，目前已到位{actual}{unit}，为年度任务的{rate}%",
        "{place}{what}达到{actual}{unit}，完成市下达目标任务（{target}{unit}）的{rate}%",
        "年初计划{what}{target}{unit}，截至目前完成{actual}{unit}，占年度计划的{rate}％",
        "全年计划完成{what}{target}{unit}，实际完成{actual}{unit}，完成计划的{rate}%",
        "{what}年度计划为{target}{unit}。{place}1—10月累计完成{actual}{unit}，占年度计划的{rate}%",
    ).replace("{place}", place).replace("{what}", what).replace("{unit}", unit)
    return text, {"target": target, "actual": actual, "rate": rate(actual, target, decimals)}, ("rate", "actual")


@form
def completion_of_things(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    target = str(pen.random.randint(20, 140))
    actual = str(max(2, int(Fraction(target) * pen.random.randint(60, 150) / 100)))
    what, unit, decimals = pen.one(*THINGS), pen.one("个", "家", "项"), pen.random.choice((1, 2))
    text = pen.one(
        "{what}目标{target}{unit}，实际完成{actual}{unit}，完成率为{rate}%",
        "{what}{actual}{unit}，完成年度目标任务{target}{unit}的{rate}%",
        "{what}全年目标任务数{target}{unit}，已完成{actual}{unit}，完成任务的{rate}%；到位资金正常",
        "全年任务{target}{unit}，{what}完成{actual}{unit}，达成率{rate}%",
    ).replace("{what}", what).replace("{unit}", unit)
    return text, {"target": target, "actual": actual, "rate": rate(actual, target, decimals)}, ("rate",)


@form
def conversion(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    whole = pen.random.randint(40, 300)
    part = pen.random.randint(whole // 2, whole)
    word = pen.one("履约", "开工", "投产", "注册", "落地")
    text = pen.one(
        "共签约项目{whole}个，已{word}{part}个，{word}率{rate}%",
        "签约项目{whole}个，目前{word}{part}个，{word}率达{rate}%",
        "全年签约合同项目{whole}个，其中{word}项目{part}个，{word}率为{rate}%",
        "{word}率{rate}%（{part}个/{whole}个）",
    ).replace("{word}", word)
    worked = rate(str(part), str(whole), pen.decimals())
    return text, {"whole": str(whole), "part": str(part), "rate": worked}, ("rate",)


@form
def share(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    whole, unit = pen.money(100, 900, 2), pen.unit()
    part = rounded(Fraction(whole) * pen.random.randint(20, 80) / 100, 2)
    text = pen.one(
        "到位资金{whole}{unit}，其中省外资金{part}{unit}，占到位资金的{rate}%",
        "到位资金共{whole}{unit}。其中工业项目到位资金{part}{unit}，占到位资金的{rate}%",
        "一般公共预算收入{whole}{unit}，其中税收收入{part}{unit}，占比{rate}%",
        "本年支出合计{whole}{unit}，其中：基本支出{part}{unit}，占{rate}%",
    ).replace("{unit}", unit)
    return text, {"whole": whole, "part": part, "rate": rate(part, whole, pen.decimals())}, ("rate", "part")


@form
def growth_by_years(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    before, unit, what = pen.money(50, 500, 2), pen.unit(), pen.one(*MONEY)
    up = pen.random.random() < 0.7
    now = rounded(Fraction(before) * (pen.random.randint(105, 160) if up else pen.random.randint(60, 95)) / 100, 2)
    text = pen.one(
        "{what}{now}{unit}，上年同期为{before}{unit}，同比{word}{rate}%",
        "{what}由上年的{before}{unit}{to}{now}{unit}，{word}{rate}%",
        "{what}完成{now}{unit}，比上年的{before}{unit}{word}{rate}%",
        "{what}完成{now}{unit}，去年同期{before}{unit}，{word}{rate}%",
    ).replace("{what}", what).replace("{unit}", unit).replace("{word}", "增长" if up else "下降").replace(
        "{to}", "增加到" if up else "下降到")
    worked = rate(now, before, pen.decimals(), 100)
    return text, {"now": now, "before": before, "rate": worked.lstrip("-")}, ("rate",)


@form
def growth_by_difference(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    before = Fraction(pen.random.randint(20_000, 900_000))
    what = pen.one("一般公共预算收入", "税收收入", "政府性基金收入", "财政总收入")
    up = pen.random.random() < 0.7
    step = Fraction(int(before * pen.random.randint(3, 40) / 100))
    now = before + step if up else before - step
    text = pen.one(
        "{what}完成{now}万元，比上年同期{more}{step}万元，{word}{rate}%",
        "{what}{now}万元，同比{more}{step}万元，{word}{rate}%",
        "{what}累计完成{now}万元，较上年{more}{step}万元，{word}{rate}%",
    ).replace("{what}", what).replace(
        "{more}", pen.one("增加", "增收") if up else pen.one("减少", "减收")).replace(
        "{word}", "增长" if up else "下降")
    worked = rounded(step / before * 100, pen.decimals())
    return text, {"now": str(now), "step": str(step), "rate": worked}, ("rate", "step")


_PARTITIONS = (("第一产业", "第二产业", "第三产业"), ("工业项目", "农业项目", "服务业项目"), ("人员经费", "公用经费"),
               ("基本支出", "项目支出"), ("省外资金", "省内资金"), ("内资", "外资"), ("税收收入", "非税收入"))


@form
def parts(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    labels = pen.random.choice(_PARTITIONS)
    things = "项目" in labels[0] and "支出" not in labels[0]
    unit = "个" if things else pen.one("亿元", "万元")
    values = [str(pen.random.randint(8, 90)) if things else pen.money(10, 200, 2) for _ in labels]
    total = rounded(sum(map(Fraction, values), Fraction(0)), 0 if things else 2)
    names = "abc"
    listed = pen.one("、", "，").join(f"{label}{{{name}}}{unit}" for label, name in zip(labels, names, strict=False))
    text = pen.one(f"共{{total}}{unit}，其中{listed}", f"总计{{total}}{unit}，其中：{listed}",
                   f"{listed}，合计{{total}}{unit}", f"实现总量{{total}}{unit}（{listed}）")
    return text, {"total": total, **dict(zip(names, values, strict=False))}, ("total", "a")


@form
def a_part_above_its_whole(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    whole = pen.random.randint(60, 99)
    part = pen.random.randint(10, 25)
    text = pen.one("新签约项目{whole}个，其中亿元以上项目{part}个", "{whole}个项目中，签约项目{whole}个"
                                                    "，其中制造业项目{part}个",
                   "引进企业{whole}家，其中规模以上企业{part}家")
    return text, {"whole": str(whole), "part": str(part)}, ("part*",)


@form
def listed_rates(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    targets = [pen.random.randint(20, 60) for _ in range(3)]
    actuals = [target + pen.random.randint(-4, 15) for target in targets]
    rates = [rate(str(actual), str(target), 1) for actual, target in zip(actuals, targets, strict=True)]
    text = ("新签约、新开工、新投产项目目标分别为{t0}个、{t1}个、{t2}个，实际完成{a0}个、{a1}个、{a2}个，"
            "分别完成目标任务的{r0}%、{r1}%和{r2}%")
    numbers = {f"{name}{at}": str(value) for name, values in (("t", targets), ("a", actuals), ("r", rates))
               for at, value in enumerate(values)}
    return text, numbers, ("r1", "r2", "r0")


@form
def surplus(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    target = pen.money(20, 200, 1)
    actual = rounded(Fraction(target) * pen.random.randint(105, 160) / 100, 1)
    text = pen.one("到位资金目标任务{target}亿元，完成{actual}亿元，超额完成{over}亿元",
                   "目标任务{target}亿元，实际到位{actual}亿元，比目标多{over}亿元")
    over = rounded(Fraction(actual) - Fraction(target), 1)
    return text, {"target": target, "actual": actual, "over": over}, ("over",)


@form
def surplus_points(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    done = rounded(Fraction(pen.random.randint(10_500, 16_000), 100), 2)
    return ("完成全年目标任务的{done}%，超目标{points}个百分点",
            {"done": done, "points": rounded(Fraction(done) - 100, 2)}, ("points",))


@form
def structure(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    first, second = pen.random.randint(50, 200), pen.random.randint(300, 500)
    shares = [rounded(Fraction(one, 10), 1) for one in (first, second, 1000 - first - second)]
    sign = pen.one(":", "∶", "：")
    return (f"三次产业结构{pen.one('为', '调整为', '优化为')}{{x}}{sign}{{y}}{sign}{{z}}",
            dict(zip("xyz", shares, strict=True)), ("y",))


@form
def rank(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    of = pen.random.randint(6, 20)
    return (pen.one("在全市{of}个县市区中排名第{rank}位", "在{of}个县（市"
                                              "、区）中位居第{rank}", "综合考核在全省{of}个市州中排第{rank}名"),
            {"of": str(of), "rank": str(pen.random.randint(1, of))}, ("rank*",))


@form
def claim(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    target = pen.random.randint(20, 90)
    actual = target + pen.random.randint(3, 15)
    return (pen.one("湘商回归目标任务{target}亿元，全年完成{actual}亿元，超额完成全年任务",
                    "新签约项目目标{target}个，完成{actual}个，超额完成全年目标任务"),
            {"target": str(target), "actual": str(actual)}, ("actual-",))


@form
def twice(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    what, value, unit = pen.one(*MONEY[:3]), pen.money(50, 300, 2), pen.one("亿元", "万元")
    text = pen.one(
        f"全年引进{what}{{one}}{unit}，成效明显。总的来看，{what}{{other}}{unit}，再创新高",
        f"{what}达到{{one}}{unit}。全年{what}完成{{other}}{unit}，为历史最好水平")
    return text, {"one": value, "other": value}, ("other",)


@form
def myriads(pen: Pen) -> tuple[str, dict[str, str], tuple[str, ...]]:
    target = pen.money(20, 300, 1)
    actual = rounded(Fraction(target) * pen.random.randint(70, 150) / 100, 2)
    return ("到位资金目标任务{target}亿元，实际到位{actual}{unit}，完成率{rate}%",
            {"target": target, "actual": actual, "unit": "亿元", "rate": rate(actual, target, 2)}, ("unit!",))


PROSE = (
    "全市{a}个乡镇（街道）共有{b}个村，常住人口{c}万人，耕地{d}万亩。", "第{a}次常务会议审议通过{b}个议题。",
    "完成投资超过{c}亿元，带动就业{b}余人。", "建成标准化厂房{c}万平方米，入驻企业{a}家，年产值约{d}亿元。",
    "年产{a}万吨的生产线预计{b}月投产，达产后年产值{d}亿元、税收{c}亿元。", "办理建议提案{b}件，满意率{c}%。",
    "坚持“一是抓招商，二是抓落地”，落实“四个一”机制，召开调度会{a}次。", "拟投资{d}亿元建设{a}条生产线，用地{b}亩。",
    "（{a}）深化“放管服”改革，压减时限{c}%，推行“一窗受理”事项{b}项。", "空气优良天数比上年多{a}天，优良率{c}%"
                                               "，同比提高1.2个百分点。",
    "男女比例为1:3，办学规模{b}人，生师比15：1。", "举办推介会{a}场，签约{b}个项目，合同引资{d}亿元"
                                  "，最大单个项目{c}亿元。",
    "固定资产投资增长{a}%，规模工业增加值增长{c}%，社会消费品零售总额增长{a}.{b}%。",
    "城镇居民人均可支配收入{b}万元、农村居民人均可支配收入1.{a}万元，分别增长{a}.1%和{a}.4%。",
    "G55高速、S71线、省道308线等{a}条干线建成通车，里程{c}公里。", "落实5G基站{b}个，4A级景区{a}家，500强企业2家。",
    "引进上市企业1-2家，投资强度200—300万元/亩，税收10%—15%返还。", "同比增长{c}%，增速居全市第{a}位"
                                               "，高于全省平均{a}.2个百分点。",
    "其中，{a}月份完成{c}亿元，环比增长{a}.5%。", "实施“百千万”工程，三个百亿产业集群、2个千亿园区加快建设。",
    "2019—2023年累计完成投资{d}亿元，年均增长{a}.3%。", "兑现政策资金{b}万元，惠及企业{a}家，单户最高{c}万元。",
    "超额完成全年目标任务，排名全省前3。", "新增规上企业{a}家、高新技术企业{b}家、专精特新“小巨人”企业2家。",
)


def prose(pen: Pen, text: str) -> str:
    """A sentence with numbers that have nothing to do with each other."""
    return text.format(a=pen.random.randint(2, 12), b=pen.random.randint(13, 350), c=pen.money(13, 99, 1),
                       d=pen.money(100, 300, 2))


def clean_sentence(random: Random) -> Made:
    """A sentence in which everything agrees, among others that have numbers too."""
    pen = Pen(random)
    made = random.choice(_FORMS)
    text, numbers, _ = made(pen)
    told = pen.around(text.format(**numbers), made is twice)
    before, after = random.sample(PROSE, 2)
    if random.random() < 0.5:
        told = prose(pen, before) + told
    if random.random() < 0.4:
        told += prose(pen, after)
    return Made(told, form=made.__name__)


def faulty_sentence(random: Random) -> Made:
    """A sentence in which one number was planted that no rounding explains."""
    pen = Pen(random)
    made = random.choice(_FORMS)
    text, numbers, plantable = made(pen)
    which = random.choice(plantable)
    name, kind = which.rstrip("*-!"), which[-1]
    if kind == "*":
        other = str(int(numbers["whole" if "whole" in numbers else "of"]) + random.randint(1, 9))
    elif kind == "-":
        other = str(int(numbers["target"]) - random.randint(3, 9))
    elif kind == "!":
        other = "万元"
    else:
        other = shifted(random, numbers[name])
    told = pen.around(text.format(**{**numbers, name: other}), made is twice)
    if random.random() < 0.3:
        told = prose(pen, random.choice(PROSE)) + told
    return Made(told, other, made.__name__)
