"""The words of the HTML report itself."""

from __future__ import annotations

WORDS = {
    "en": {
        "title": "Check report",
        "filter": "Show",
        "family": "Family",
        "severity": "Severity",
        "all": "all",
        "help": "What to do",
        "safe": "--fix would",
        "unsafe": "--unsafe-fixes would",
        "unread": "unreadable input",
        "loose": "The manuscript as a whole",
        "abstentions": "Not judged",
        "suppressed": "silenced by comments in the manuscript",
        "known": "known from the baseline",
        "clean": "Nothing was found.",
        "rules": "The rules explained",
        "line": "line",
        "skip": "To the findings",
    },
    "zh": {
        "title": "检查报告",
        "filter": "筛选",
        "family": "类别",
        "severity": "严重程度",
        "all": "全部",
        "help": "建议",
        "safe": "--fix 可",
        "unsafe": "--unsafe-fixes 可",
        "unread": "输入有误",
        "loose": "整篇稿件",
        "abstentions": "未作判断",
        "suppressed": "个已由稿件中的注释忽略",
        "known": "个已列入基线",
        "clean": "未发现问题。",
        "rules": "规则说明",
        "line": "行",
        "skip": "跳到问题列表",
    },
}
