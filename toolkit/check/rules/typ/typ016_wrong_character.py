"""A word is written with a wrong character of the same sound or shape.

常见错别字。

## What it does
Reports slips that are certain as they stand: `显着` for 显著, `帐户` for 账户, `好象` for 好像,
`阀值` for 阈值, `松驰` for 松弛, and others of the list in this file. What can be right in
another word is not in the list or is excluded by its neighbours (`彰显着` holds a verb, `抽象`
and `血象` are right). Terms for which the standard of medical terminology prescribes a form
(`适应证`, `禁忌证`, `黏膜`, `综合征`) are hints.

## Why it matters
Editors and reviewers judge care by such slips; `显着` comes from conversion between scripts.

## Example
```markdown
外泌体可显着促进愈合。
```

## How to mend it
Write the right character; the fix does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP016",
    name="wrong-character",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` is a slip for `{right}`", zh="`{typed}` 应为 `{right}`"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
TERM = Message(en="the standard term for `{typed}` is `{right}`", zh="`{typed}` 的规范用词为 `{right}`")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_SLIPS = (
    "显着:显著 好象:好像 就象:就像 阀值:阈值 松驰:松弛 驰豫:弛豫 痉孪:痉挛 幅射:辐射 帐户:账户 "
    "帐号:账号 按装:安装 侯选:候选 枢钮:枢纽 部份:部分 成份:成分 报导:报道 既使:即使 做为:作为 "
    "决对:绝对 渡过难关:度过难关 迫不急待:迫不及待 再接再励:再接再厉 胰导素:胰岛素 侵润:浸润 "
    "干细包:干细胞 外秘体:外泌体 外泌休:外泌体 重迭:重叠 凝胶电永:凝胶电泳 萤光:荧光 血菅:血管 "
    "糖料病:糖尿病 靶相:靶向 纤维母细包:纤维母细胞 水疑胶:水凝胶 充份:充分 过份:过分 水份:水分 "
    "养份:养分 组份:组分 了望:瞭望 提练:提炼 缈小:渺小 缓合:缓和 竟争:竞争 遗转:遗传 "
    "蛋白脂酶:蛋白酯酶 巨嗜细胞:巨噬细胞 嗜菌体:噬菌体 自嗜:自噬 吞嗜:吞噬 凋忘:凋亡 烙氨酸:酪氨酸 "
    "慢病毒栽体:慢病毒载体 栽体:载体 栽药:载药 潜力剧大:潜力巨大 "
    "由其是:尤其是 症壮:症状 委缩:萎缩 脉膊:脉搏 炎症反映:炎症反应 炎性反映:炎性反应 不良反映:不良反应 "
    "过敏反映:过敏反应 氧化应急:氧化应激 内质网应急:内质网应激 应急性溃疡:应激性溃疡 再贯注:再灌注 "
    "灌洗夜:灌洗液 培养夜:培养液 分沁:分泌 分秘:分泌 胰岛素低抗:胰岛素抵抗 细胞增值:细胞增殖 "
    "细胞调亡:细胞凋亡 野生形:野生型 综上所诉:综上所述 治疔:治疗 疔效:疗效 医疔:医疗 疹断:诊断 诊段:诊断 "
    "愈后良好:预后良好 愈后不良:预后不良 愈后较差:预后较差 并发证:并发症 后遗证:后遗症 症侯群:症候群 "
    "己有研究:已有研究 己经:已经 己成为:已成为 己被证实:已被证实 尚末:尚未 茵群:菌群 细茵:细菌 杆茵:杆菌 "
    "球茵:球菌 抗茵:抗菌 茵株:菌株 灭茵:灭菌 血桨:血浆 蛋自:蛋白 淋已:淋巴 淋巳:淋巴 鳌合:螯合 神径:神经 "
    "神精元:神经元 炎证反应:炎症反应 耐药姓:耐药性 安全姓:安全性 可行姓:可行性 浓渡:浓度 渗逶:渗透"
)
_TERMS = "适应症:适应证 禁忌症:禁忌证 粘膜:黏膜 综合症:综合征 粘附:黏附 粘液:黏液 粘蛋白:黏蛋白"
_NOT_BEFORE = {
    "显着": "彰凸突尽浮明隐",
    "成份": "",
    "报导": "情通警汇预申上呈",
    "就象": "成造迁功",
    "做为": "去来想能敢要可该不所会爱",
    "过份": "不",
    "自嗜": "各独",
    "侵润": "",
    "己有研究": "自",
    "己经": "自",
    "己成为": "自",
    "己被证实": "自",
}
_NOT_AFTER = {
    "由其是": "否",
    "己经": "营常历手由济过",
    "细胞增值": "税",
    "显着": "呢",
    "粘附": "",
    "就象": "征形牙棋",
    "好象": "征牙棋",
    "做为": "了人什",
    "报导": "师向致",
    "成份": "股",
    "部份": "额",
    "过份": "额",
    "了望": "着去不见过诊其",
    "充份": "额",
    "自嗜": "酒铬碱酸睡中异",
    "既使": "用得人其",
    "吞嗜": "铬",
    "养份": "额",
    "靶相": "对关同似互比",
    "栽体": "育",
    "遗转": "移录",
    "决对": "照策于",
    "按装": "置",
}
"""Characters beside it with which a slip is no slip."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = [item for item in prose(review) if item.chinese]
    whole = "\n".join(item.text for item in texts)
    for listed, message, severity in ((_SLIPS, None, None), (_TERMS, TERM, Severity.HINT)):
        for pair in listed.split():
            wrong, right = pair.split(":")
            if wrong not in whole:
                continue
            for item in texts:
                for match in re.finditer(wrong, item.text):
                    start, end = match.span()
                    before, after = item.text[start - 1 : start], item.text[end : end + 1]
                    if (before and before in _NOT_BEFORE.get(wrong, "")) or (
                        after and after in _NOT_AFTER.get(wrong, "")
                    ):
                        continue
                    yield RULE.finding(
                        item.passage.span(start, end),
                        message=message,
                        severity=severity,
                        fix=item.fix(
                            start,
                            end,
                            right,
                            WRITE,
                            Applicability.UNSAFE if message else Applicability.SAFE,
                        ),
                        typed=wrong,
                        right=right,
                    )
