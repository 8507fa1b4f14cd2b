"""Documents that are whole packages but hold nonsense: each is read or refused, never a crash."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.load.docx.kit import archive
from tests.load.manuscript.kit import entries
from tests.word_text import docx_from_text
from toolkit.check.run import run_checks
from toolkit.errors import ToolkitError
from toolkit.load.docx import read_docx
from toolkit.load.manuscript import understand

TEXT = f"""\
合成标题
【摘要】 合成摘要。
# 1 引言
外泌体可促进愈合^[1]^，水凝胶可延长滞留{{zotero: [2,3-5]}}，见表1、图1[^1]。
表1 材料
| 材料 | 文献 |
| 明胶 | [2] |
![过程]
图1 过程
{{+利益冲突+}} 无。
# 参考文献
{entries(9, "[#]")}
[^1]: 合成脚注[6]。
"""
_ODD = ("\u2028", "\ufeff", "\u202e", "²³", "［", "〔１", "𝟙", "²⁾", "[", "^", "(2020", "表 ")


def drop_tags(xml: str, dice: random.Random) -> str:
    tokens = re.split(r"(<[^>]+>)", xml)
    for _ in range(dice.randint(1, 3)):
        tokens[dice.randrange(len(tokens))] = ""
    return "".join(tokens)


def scramble_text(xml: str, dice: random.Random) -> str:
    return re.sub(r"(<w:t [^>]*>)([^<&]*)(?=<)", lambda m: m[1] + "".join(dice.sample(m[2], len(m[2]))), xml)


def odd_characters(xml: str, dice: random.Random) -> str:
    return re.sub(r"(?=</w:t>)", lambda m: dice.choice(_ODD) if dice.random() < 0.4 else "", xml)


def odd_values(xml: str, dice: random.Random) -> str:
    values = ("-1", "99999999999999", "x", "", "²", "1.5")
    return re.sub(
        r'w:(val|id)="[^"]*"',
        lambda m: f'w:{m[1]}="{dice.choice(values)}"' if dice.random() < 0.3 else m[0],
        xml,
    )


def drop_field_marks(xml: str, dice: random.Random) -> str:
    return re.sub(r"<w:fldChar [^>]*/>", lambda m: "" if dice.random() < 0.3 else m[0], xml)


def other_numbers(xml: str, dice: random.Random) -> str:
    return re.sub(r"\d+(?=[^<>]*</w:t>)", lambda m: str(dice.randint(0, 9999)), xml)


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    drop_tags,
    scramble_text,
    odd_characters,
    odd_values,
    drop_field_marks,
    other_numbers,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nonsense_is_read_or_refused(change: Callable[[str, random.Random], str], tmp_path: Path) -> None:
    dice = random.Random(3)  # noqa: S311 (not for secrets)
    with zipfile.ZipFile(io.BytesIO(docx_from_text(TEXT))) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    path = tmp_path / "manuscript.docx"
    read = 0
    for number in range(40):
        changed = {
            name: change(bytes(content).decode(), dice)
            if name.startswith("word/") and "rels" not in name
            else content
            for name, content in files.items()
            if isinstance(content, bytes)
        }
        path.write_bytes(archive(changed))
        try:
            review = understand(read_docx(path))
        except ToolkitError:
            continue
        read += 1
        if number % 8 == 0:
            run_checks(review, source="manuscript")
    assert read > (0 if change is drop_tags else 30)
