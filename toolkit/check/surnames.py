"""How Chinese family names sound: their pinyin (GB/T 28039-2011), for names in the other script.

Held are the family names that are common on the mainland. Others, and spellings such as Wong,
Lee or Chan, have no reading here: of them nothing is concluded.
"""

from __future__ import annotations

from functools import cache

from toolkit.check.scripts import has_han

_READINGS = (
    "ai艾 an安 bai白柏 bao包鲍 bi毕 bian边卞 cai蔡 cao曹 cen岑 chai柴 chang常 che车 chen陈谌 cheng程成 "
    "chu褚储楚 cong丛 cui崔 dai戴 deng邓 ding丁 dong董 dou窦 du杜 duan段 fan范樊 fang方房 fei费 feng冯丰 "
    "fu傅付符 gan甘 gao高 ge葛盖 geng耿 gong龚宫巩 gu顾古谷 guan关管 guo郭 han韩 hao郝 he何贺 hong洪 "
    "hou侯 hu胡 hua华 huang黄 huo霍 ji季纪吉冀 jia贾 jiang江蒋姜 jiao焦 jin金靳 jing景荆 ju鞠 kang康 "
    "ke柯 kong孔 lai赖 lan兰蓝 lei雷 li李黎厉郦 lian连廉 liang梁 liao廖 lin林蔺 ling凌 liu刘柳 long龙 "
    "lou娄 lu吕卢鲁陆路 luan栾 luo罗骆 lv吕 lyu吕 ma马 man满 mao毛茅 mei梅 meng孟蒙 miao苗缪 mo莫 mu穆牟 "
    "ni倪 nie聂 ning宁 niu牛 ou欧区 pan潘 pang庞 pei裴 peng彭 piao朴 pu蒲 qi齐戚祁 qian钱 qiao乔 qin秦覃 "
    "qiu邱秋裘仇 qu曲屈瞿 quan权全 rao饶 ren任 rong荣容 ruan阮 sha沙 shan单 shang尚商 shao邵 shen沈申 "
    "sheng盛 shi石史施时 shu舒 si司 song宋 su苏 sun孙 tan谭谈覃 tang唐汤 tao陶 teng滕 tian田 tong童佟 "
    "tu涂屠 wan万 wang王汪 wei魏韦卫 wen文温闻 weng翁 wu吴武伍邬巫 xi席奚习 xia夏 xiang向项 xiao肖萧 "
    "xie谢解 xin辛 xing邢 xiong熊 xu徐许 xuan宣 xue薛 yan阎严颜闫晏 yang杨阳 yao姚 ye叶 yi易 yin尹殷 "
    "ying应 you尤游 yu于余俞虞喻 yuan袁原 yue岳乐 yun云 zang臧 zeng曾 zha查 zhai翟 zhan詹 zhang张章 "
    "zhao赵 zheng郑 zhong钟仲 zhou周 zhu朱祝诸 zhuang庄 zhuo卓 zong宗 zou邹 zuo左"
)
_DOUBLE = (
    "欧阳ouyang 司马sima 上官shangguan 诸葛zhuge 夏侯xiahou 东方dongfang 皇甫huangfu 令狐linghu 慕容murong "
    "司徒situ 端木duanmu 公孙gongsun 宇文yuwen 尉迟yuchi"
)


@cache
def _table() -> dict[str, frozenset[str]]:
    """The readings of each family name in Chinese characters."""
    found: dict[str, set[str]] = {}
    for item in _READINGS.split():
        reading = "".join(char for char in item if char.isascii())
        for char in item[len(reading) :]:
            found.setdefault(char, set()).add(reading)
    for item in _DOUBLE.split():
        found[item[:2]] = {item[2:]}
    return {name: frozenset(readings) for name, readings in found.items()}


@cache
def _pinyin() -> frozenset[str]:
    return frozenset(reading for readings in _table().values() for reading in readings)


def family_of(han: str) -> str:
    """The family name at the beginning of a name in Chinese characters; nothing if it is not held."""
    return next((han[:length] for length in (2, 1) if han[:length] in _table()), "")


def readings(name: str) -> frozenset[str]:
    """How the family name sounds, from characters or from pinyin; nothing if that is not certain."""
    if has_han(name):
        return _table().get(family_of(name), frozenset())
    plain = name.casefold().replace("ü", "v")
    return frozenset({plain}) & _pinyin()
