"""Where a place lies that an investor comes from: in the prefecture, the province, the country, or abroad."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from tracker.domain.profile import Origin
from tracker.domain.text import clean, fold_width

CITIES: Final[dict[str, str]] = {
    "北京": "", "天津": "滨海新区", "上海": "浦东", "重庆": "万州 涪陵 黔江",
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛",
    "吉林": "长春 吉林市 四平 辽源 通化 白山 松原 白城 延边",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 宜兴 "
          "启东 海门 如皋 丹阳 靖江 泰兴 吴江",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 诸暨 乐清 永康 "
          "海宁 桐乡 平湖 东阳 瑞安 温岭 玉环 萧山 余杭",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮 南安 福清 长乐 安溪",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西",
    "广东": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 "
          "顺德 南海区 普宁 前海 横琴",
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南": "海口 三亚 三沙 儋州 琼海 文昌",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 "
          "凉山",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南",
    "青海": "西宁 海东 海北 黄南 海南州 果洛 玉树 海西",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫",
    "新疆": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子",
}
"""Provinces of the mainland with their prefectures, and county-level cities that many investors come from."""

_ABROAD: Final = (
    "香港 澳门 台湾 港澳台 日本 韩国 新加坡 马来西亚 泰国 越南 印度尼西亚 印尼 印度 菲律宾 缅甸 柬埔寨 老挝 文莱 "
    "蒙古国 "
    "美国 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 瑞典 挪威 "
    "丹麦 芬兰 "
    "爱尔兰 奥地利 波兰 捷克 匈牙利 希腊 俄罗斯 乌克兰 白俄罗斯 哈萨克斯坦 土耳其 以色列 沙特 沙特阿拉伯 阿联酋 "
    "卡塔尔 埃及 "
    "南非 尼日利亚 澳大利亚 澳洲 新西兰 英属维尔京群岛 维尔京群岛 开曼群岛 开曼 萨摩亚 塞舌尔 百慕大 毛里求斯 欧洲 "
    "欧盟 东南亚 "
    "伊朗 巴基斯坦 孟加拉国 孟加拉 斯里兰卡 bvi 英属维京群岛 维京群岛 列支敦士登 马耳他 挪威 冰岛 罗马尼亚 保加利亚 "
    "塞尔维亚 克罗地亚 斯洛伐克 斯洛文尼亚 乌兹别克斯坦 阿塞拜疆 科威特 巴林 阿曼 约旦 尼泊尔 摩洛哥 肯尼亚 埃塞俄比亚 "
    "哥伦比亚 巴拿马 朝鲜 境外 国外 海外"
)
_REGIONS: Final[dict[str, str]] = {
    "珠三角": "广东", "粤东": "广东", "粤西": "广东", "粤北": "广东", "潮汕": "广东", "两广": "广东 广西",
    "粤港澳大湾区": "广东 香港", "大湾区": "广东 香港", "粤港澳": "广东 香港", "粤港": "广东 香港",
    "长三角": "上海 江苏 浙江 安徽", "江浙沪": "上海 江苏 浙江", "苏浙沪": "上海 江苏 浙江", "江浙": "江苏 浙江",
    "苏南": "江苏", "苏北": "江苏", "浙东": "浙江", "浙南": "浙江", "闽南": "福建", "胶东": "山东", "皖南": "安徽",
    "京津冀": "北京 天津 河北", "京津": "北京 天津", "环渤海": "北京 天津 河北 辽宁 山东", "成渝": "四川 重庆",
    "川渝": "四川 重庆", "长株潭": "湖南", "湘南": "湖南", "湘西": "湖南", "武汉城市圈": "湖北", "云贵": "云南 贵州",
    "东北": "辽宁 吉林 黑龙江", "华南": "广东 广西 海南", "华北": "北京 天津 河北 山西 内蒙古",
    "华东": "上海 江苏 浙江 安徽 福建 江西 山东", "华中": "湖北 湖南 河南", "西北": "陕西 甘肃 青海 宁夏 新疆",
    "西南": "四川 重庆 贵州 云南 西藏",
}
"""Regions people name, with their provinces."""
_SHORT: Final[dict[str, str]] = {
    "浙": "浙江", "粤": "广东", "闽": "福建", "苏": "江苏", "徽": "安徽", "皖": "安徽", "晋": "山西", "冀": "河北",
    "鲁": "山东", "豫": "河南", "鄂": "湖北", "楚": "湖北", "湘": "湖南", "赣": "江西", "川": "四川", "渝": "重庆",
    "沪": "上海", "京": "北京", "津": "天津", "桂": "广西", "琼": "海南", "黔": "贵州", "滇": "云南", "陕": "陕西",
    "秦": "陕西", "蒙": "内蒙古", "辽": "辽宁",
}
"""What the merchants of a province are called by: 浙商, 粤资."""
_AROUND = re.compile(r"^(?:中国大陆|中国|国内|大陆|内地)[\s·,，/、\-]*|_?[0-9]+$|籍$")
_ENDINGS = re.compile(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|地区|省|市|盟|州|县|区)$")
_OUTSIDE = re.compile(r"(.+?)(?:省|市|县|州|区|盟)?(?:以)?外(?:境内|国内)?$")
_IN_PROVINCE = re.compile(r"(?:.+?[市州盟县区域]外)?(?P<province>.{2,6}?)?(?:省|自治区|区)内(?:.*?[市州盟县区域]外)?")
_MERCHANTS = re.compile(rf"([{''.join(_SHORT)}])(?:商|资|籍|企)(?:企业|资本|投资|客商|商会)?")
_REGION_ENDINGS = re.compile(r"(?:等?地区|区域|经济[区圈带]|城市群|沿海|一带)$")
_SEPARATORS = re.compile(r"[\s·,，/、;；()\-]+")
_NOISE = re.compile(r"总部|(?:注册|总部|所在)地?|(?:母|分|子)?公司|集团|企业|控股|实(?:际控制|控)人|中国(?:大陆)?|"
                    r"国内|内地|境内|客商|投资")
"""Words beside a place that name none."""
_NAMED_SO = re.compile(r"[\u4e00-\u9fff]{1,8}(?:省|市|县|区|旗|州|盟)")
_REMEMBERED = 4096


class Borders:
    """What lies inside for one place: its province, its prefecture, and whatever else counts as local."""

    def __init__(self, province: str, prefecture: str, local: Iterable[str] = (),
                 in_province: Iterable[str] = ()) -> None:
        """`in_province` are counties of the province, which stand for it without its name."""
        self.province, self.prefecture = _bare(province), _bare(prefecture)
        home = {name: _bare(name) for name in (*local, prefecture) if name}
        self._local = frozenset(
            name if _PROVINCE_OF.get(bare, self.province) != self.province else bare for name,
            bare in home.items())
        self._inside = tuple(name for name in in_province if name)
        self._inside_bare = frozenset(map(_bare, self._inside))
        self._known: dict[str, Origin | None] = {}

    def origin_of(self, text: str) -> Origin | None:
        """The origin of money from a place; None for words that name none, or places on both sides of a border."""
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._origin_of(text)
        return self._known[text]

    def _origin_of(self, text: str) -> Origin | None:
        parts = _parts(text)
        found = {self._of_one(part) for part in parts}
        if len(parts) > 1 and _bare(parts[0]) == self.province:
            found = {self._of_one(part) for part in parts[1:]} & {Origin.IN_PROVINCE, Origin.LOCAL}
        return found.pop() if len(found) == 1 else None

    def _of_one(self, said: str) -> Origin | None:
        text = _AROUND.sub("", said)
        if _is_abroad(text):
            return Origin.FOREIGN
        return self._of_words(text) if _is_about_a_border(text) else self._of_place(text)

    def _of_words(self, text: str) -> Origin | None:
        """What lies on one side of a border: 湖南省外, 市外省内, 浙商, 长三角."""
        if match := _IN_PROVINCE.fullmatch(text):
            return self._inside_of(match["province"] or "")
        if match := _OUTSIDE.fullmatch(text):
            return self._outside(_bare(match[1]))
        if match := _MERCHANTS.fullmatch(text):  # those of the own province come from anywhere: 湘商回归
            return Origin.OUT_OF_PROVINCE if _SHORT[match[1]] != self.province else None
        return self._of_provinces(_of_region(text))

    def _of_place(self, text: str) -> Origin | None:
        """The origin of money from a place that is named: a province, a city, a county."""
        province = next((name for name in _BY_LENGTH if text.startswith(name)), "")
        rest = re.sub(r"^(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)", "", text[len(province):])
        if any(rest.startswith(name) or text.startswith(name) for name in self._local):
            return Origin.LOCAL if province in ("", self.province) else Origin.OUT_OF_PROVINCE
        if not province:
            if text.startswith(self._inside) or text in self._inside_bare:
                return Origin.IN_PROVINCE
            city = next((name for name in _PROVINCE_OF if text.startswith(name)), "")
            province = _PROVINCE_OF.get(city, "")
        elif province == self.province and not rest:
            return None
        if any(text.startswith(country) for country in _COUNTRIES):
            return Origin.FOREIGN
        if not province:
            return None
        return Origin.IN_PROVINCE if province == self.province else Origin.OUT_OF_PROVINCE

    def _of_provinces(self, provinces: tuple[str, ...]) -> Origin | None:
        """The origin of money from somewhere in these provinces, None where they lie on both sides of a border."""
        found = {Origin.FOREIGN if name in _COUNTRIES else Origin.IN_PROVINCE if name == self.province
                 else Origin.OUT_OF_PROVINCE for name in provinces}
        return found.pop() if len(found) == 1 else None

    def _inside_of(self, name: str) -> Origin | None:
        """广东省内 said in Hunan is out of the province; 益阳市外省内 said there is inside."""
        bare = _bare(name)
        if bare in ("", self.province):
            return Origin.IN_PROVINCE
        return Origin.OUT_OF_PROVINCE if bare in CITIES else None

    def _outside(self, name: str) -> Origin | None:
        """广东省外 said in Guangdong is out of the province; elsewhere it says nothing."""
        if name in (self.province, "省", ""):
            return Origin.OUT_OF_PROVINCE
        return None


def is_about_origin(text: str) -> bool:
    """Whether a text is about where money is from: it names a place or a border, whose origin can be told where the
    ruleset says what lies where, or is one of the words that stand beside a place (公司, 集团) and tell too little.
    """
    names = (*_BY_LENGTH, *_PROVINCE_OF, *_COUNTRIES)
    return any(_is_about_a_border(part) or _NAMED_SO.fullmatch(part) or part.startswith(names)
               for part in _parts(text)) or _NOISE.fullmatch(fold_width(clean(text))) is not None


def is_abroad(text: str) -> bool:
    """Whether a text names countries alone, or Hong Kong, Macao or Taiwan: they are abroad wherever the office is."""
    parts = _parts(text)
    return bool(parts) and all(_is_abroad(_AROUND.sub("", part)) or any(
        part.startswith(country) for country in _COUNTRIES) for part in parts)


def _parts(text: str) -> list[str]:
    """The places in a text, without the words around them."""
    said = _AROUND.sub("", fold_width(clean(text)).lower())
    return [part for part in _SEPARATORS.split(said) if part and not _NOISE.fullmatch(part)]


def _is_abroad(text: str) -> bool:
    return text in _COUNTRIES or _bare(text) in _COUNTRIES


def _is_about_a_border(text: str) -> bool:
    return any(words.fullmatch(text) for words in (_IN_PROVINCE, _OUTSIDE, _MERCHANTS)) or bool(_of_region(text))


def _of_region(text: str) -> tuple[str, ...]:
    """The provinces of a region; none for other words."""
    return tuple(_REGIONS.get(text, _REGIONS.get(_REGION_ENDINGS.sub("", text), "")).split())


_COUNTRIES: Final = frozenset(_ABROAD.split())
_BY_LENGTH: Final = tuple(sorted(CITIES, key=len, reverse=True))
_PROVINCE_OF: Final = {**{city: province for province, cities in CITIES.items() for city in cities.split()},
                       **{province: province for province in CITIES}}


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    """A name without 省, 市, 县 and the like: 沅江市 is 沅江; names of one character keep theirs (南县)."""
    short = _ENDINGS.sub("", name.strip())
    return short if len(short) > 1 else name.strip()
