"""Published articles as the Word files that their authors might have sent, citations in several forms.

The articles are not part of the project (see `tests.reviews.samples.article`). Two of them were
published without their reference list; they get one of synthetic entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.reviews.samples import article

_CITATION = re.compile(r"\^?\[\s*(\d{1,2}(?:\s*[-,，]\s*\d{1,2})*)\s*\]")
_HEADING = re.compile(r"(\d(?:\.\d){0,2})\s{1,3}(?=\D)")
_BEGINS = {
    "001": "皮肤组织是人体最大的器官",
    "003": "根据现有文献报道",
    "004": "早发性卵巢功能不全(premature",
}
"""The first words of the text."""
_FULL = str.maketrans("0123456789-,", "０１２３４５６７８９～，")
FORMS: Mapping[str, Callable[[str], str]] = {
    "brackets": lambda numbers: f"[{numbers}]",
    "superscripts": lambda numbers: f"^[{numbers}]^",
    "bare superscripts": lambda numbers: f"^{numbers}^",
    "full width": lambda numbers: f"［{numbers.translate(_FULL)}］",
}


def manuscript_text(number: str, form: str, *, automatic: bool = False) -> tuple[str, list[tuple[int, ...]]]:
    """An article in the notation of `tests.word_text`, and the numbers of its citations in order."""
    body, entries = _body(number), _entries(number)
    cited: list[tuple[int, ...]] = []

    def printed(match: re.Match[str]) -> str:
        numbers = re.sub(r"\s", "", match[1]).replace("，", ",")
        cited.append(_expanded(numbers))
        return FORMS[form](numbers)

    text = "\n".join(_CITATION.sub(printed, paragraph) for paragraph in body)
    last = max(number for numbers in cited for number in numbers)
    if not entries:
        entries = [
            f"[{n}] AUTHOR {chr(65 + n % 26)}. Synthetic work {n}[J]. Synth J, 2020, 1({n}): 1-9."
            for n in range(1, last + 1)
        ]
    if automatic:
        entries = [re.sub(r"^\[\d+\]", "[#]", entry) for entry in entries]
    return "\n".join([text, "# 参考文献", *entries]), cited


def _expanded(numbers: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in numbers.split(","):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return tuple(found)


def _clean(line: str) -> str:
    """Without the marks that the extraction left: italics, page furniture, raised digits."""
    line = re.sub(r"(?<=10)\^(\d+)", r"^\1^", line)
    return re.sub(r"\^\{(\w+)\}", r"^\1^", line.replace("*", "").replace("|", " ").strip())


def _body(number: str) -> list[str]:
    """The paragraphs of the text; lines that the page broke are joined."""
    text = article(number).split("\n参考文献(Reference)")[0]
    # The front matter is scattered by the extraction, in one article over the first page of the text.
    text = re.sub(r"(?s)【Abstract】.*?\.\s*\n(?= *[\u4e00-\u9fff])", "", text[text.index(_BEGINS[number]) :])
    lines = [_clean(line) for line in text.splitlines()]
    found: list[str] = ["合成标题", "【摘要】 合成摘要。"]
    for line in filter(None, lines):
        heading = _HEADING.match(line)
        if heading is not None and len(line) < 40 and not line.endswith(("。", "，")):
            found.append("#" * (heading[1].count(".") + 1) + f" {line}")
        elif found and not found[-1].startswith("#") and not _ends(found[-1]):
            found[-1] += line
        else:
            found.append(line)
    return found


def _ends(paragraph: str) -> bool:
    """Whether a paragraph has ended before this line."""
    return paragraph.endswith(("。", "：", "]"))


def _entries(number: str) -> list[str]:
    """The entries of the printed list, each with its version in the other language behind it."""
    _, heading, rest = article(number).partition("\n参考文献(Reference)")
    found: list[str] = []
    for line in rest.split("[本文编辑")[0].splitlines() if heading else ():
        line = _clean(line.removeprefix("- "))
        if line.startswith("[") or (line and re.match(r"[A-Z]{2}", line)):
            found.append(line)
        elif line:
            found[-1] += f" {line}"
    return found
