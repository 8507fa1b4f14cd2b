"""Simplified and Traditional characters are mixed.

简体字与繁体字混用。

## What it does
Reports Traditional characters in a Chinese text that is otherwise Simplified, and the other way
round. Only characters that belong to one script alone are counted (the list is in this file);
`乾`, `著`, `於`, `後` in names and other shared ones are not. A text of fewer than 20 such characters is not
judged.

## Why it matters
They come from copying; a search for the word does not find it.

## Example
```markdown
外泌體可促进创面愈合。
```

## How to mend it
Write the form of the text's own script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="LNG003",
    name="scripts-of-chinese-mixed",
    severity=Severity.WARNING,
    message=Message(
        en="`{typed}` is {script}, the rest of the text is not", zh="`{typed}` 为{script}，与全文不一致"
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
TRADITIONAL = Message(en="Traditional Chinese", zh="繁体字")
SIMPLIFIED = Message(en="Simplified Chinese", zh="简体字")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_PAIRS = (
    "体體细細创創伤傷疗療胶膠导導应應组組织織显顯经經实實验驗术術医醫药藥剂劑过過这這对對为為发發现現"
    "异異损損热熱转轉录錄调調节節种種类類龄齡单單双雙数數据據质質脏臟脑腦肿腫胀脹脉脈肾腎关關结結构構"
    "层層载載递遞给給输輸释釋缓緩响響观觀测測试試论論证證险險评評价價总總别別间間题題进進还還远遠选選"
    "连連达達运運动動静靜劳勞势勢学學习習产產广廣庆慶开開无無时時旧舊书書来來极極标標样樣树樹检檢权權"
    "业業东東乐樂义義乌烏买買乱亂亏虧亚亞仅僅从從仓倉仪儀们們优優会會伟偉传傳伦倫侧側侦偵减減凤鳳处處"
    "备備复復够夠头頭夹夾夺奪奋奮妇婦孙孫宁寧宝寶宪憲宽寬宾賓寻尋尔爾尝嘗尽盡届屆属屬岁歲岛島币幣帅帥"
    "师師带帶帮幫库庫张張弹彈强強归歸当當忆憶态態怀懷恶惡惊驚惯慣户戶扩擴扫掃扬揚抚撫护護报報担擔拟擬"
    "拥擁挤擠换換掷擲摄攝敌敵晓曉暂暫条條杀殺枪槍柜櫃桥橋梦夢欢歡欧歐毁毀气氣汇匯汉漢沟溝泪淚泽澤洁潔"
    "浅淺济濟浓濃涨漲渐漸温溫湿濕满滿滞滯滤濾灭滅灵靈灾災点點炼煉烧燒爱愛牵牽状狀独獨狱獄猪豬环環疡瘍"
    "疮瘡痒癢瘫癱皱皺盐鹽监監盘盤矫矯码碼砖磚确確碍礙祸禍离離积積称稱稳穩穷窮竞競笔筆筛篩签簽简簡粮糧"
    "紧緊纤纖约約级級纪紀纯純纳納纵縱纹紋纺紡纽紐线線练練终終绍紹统統绝絕继繼绩績续續维維绿綠编編缩縮"
    "网網罗羅罚罰职職联聯聪聰肠腸肤膚胁脅胆膽脓膿脱脫脸臉腊臘舰艦艰艱艺藝苏蘇荐薦荡蕩荣榮获獲营營萨薩"
    "蓝藍虑慮虽雖虾蝦蚀蝕补補装裝规規视視览覽觉覺触觸计計订訂认認讨討让讓训訓议議讯訊记記讲講许許设設"
    "访訪识識诉訴诊診词詞译譯诚誠话話诱誘语語误誤说說请請诸諸读讀课課谁誰谈談谢謝谱譜贝貝负負贡貢财財"
    "责責败敗货貨贫貧贯貫贴貼贵貴费費资資赖賴赛賽赞贊趋趨踪蹤车車轨軌软軟轮輪轻輕较較辅輔辆輛辐輻辑輯"
    "边邊迁遷迟遲适適逻邏遗遺邮郵邻鄰郑鄭酱醬鉴鑒针針钙鈣钠鈉钾鉀铁鐵铜銅铝鋁银銀链鏈锌鋅错錯锰錳镁鎂"
    "镜鏡长長门門闭閉问問阳陽阴陰阵陣阶階际際陆陸陈陳随隨隐隱难難雾霧须須顺順预預领領频頻颗顆额額风風"
    "飞飛饮飲饱飽馆館马馬驱驅骤驟鱼魚鲜鮮鸡雞鸟鳥齐齊龙龍"
)
"""Simplified and Traditional in turn. Characters that both scripts know (斗, 范, 胜, 后, 干) are left out."""
_LEAST = 20
_CLEAR = 10


@cache
def _maps() -> tuple[dict[str, str], dict[str, str]]:
    """Simplified by Traditional, and the reverse."""
    pairs = list(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
    return {trad: simple for simple, trad in pairs}, dict(pairs)


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = [item for item in prose(review) if item.chinese]
    to_simplified, to_traditional = _maps()
    whole = "".join(item.text for item in texts)
    letters = set(whole)
    strange, usual = letters & to_simplified.keys(), letters & to_traditional.keys()
    if not strange or not usual:
        return
    traditional = sum(map(whole.count, strange))
    simplified = sum(map(whole.count, usual))
    if simplified >= max(_LEAST, _CLEAR * traditional):
        wrong, right, script = strange, to_simplified, TRADITIONAL
    elif traditional >= max(_LEAST, _CLEAR * simplified):
        wrong, right, script = usual, to_traditional, SIMPLIFIED
    else:
        return
    pattern = re.compile(f"[{''.join(sorted(wrong))}]+")
    for item in texts:
        for match in pattern.finditer(item.text):
            new = "".join(right[char] for char in match[0])
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(*match.span(), new, WRITE),
                typed=match[0],
                right=new,
                script=script,
            )
