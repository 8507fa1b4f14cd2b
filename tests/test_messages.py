"""The catalogue of messages: whole, in step with the code, and applied where a message has that form."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from toolkit.messages import Template, catalogue, chinese, translated
from toolkit.net import reasons as reasons_of

PACKAGE = REPOSITORY / "toolkit"
TRANSLATED = [PACKAGE / "load", PACKAGE / "check" / "baseline.py", PACKAGE / "check" / "selection.py"]
"""Where every sentence that an author may see has its Chinese."""
APART = {
    PACKAGE / "load" / "manuscript",
    PACKAGE / "load" / "intake",
    PACKAGE / "load" / "refstring",
}
"""Not yet: their messages are still being written."""
_SENTENCE = re.compile(r"[A-Z“`*\\{].*[.?!)]|.*[.?]", re.DOTALL)
_SLOT = re.compile(r"\{(\w+)\}")
_HAN = re.compile("[\u4e00-\u9fff]")
NO_MESSAGES = {
    "PubMed (.nbib)",
    "EndNote (.enw)",
    "et al.",
    "`{0} {1}`.",
    '`{0}zh: "甲: 乙", en: "A: B"{1}`.',
    ", and there is none).",
    "there is no filter '{0}'; {1}",
    ", nor are {0} further lines.",
    "{0} ({1})",
    "What tables and values call the record.",
}
"""Names, and ends of sentences that the catalogue has whole."""
_EXPRESSION = re.compile(r"\(\?|\\[wsdb.|+(^]|\?\(|\| ?\?|\?P")
"""What only regular expressions have."""


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The sentences in a module, with `{0}` for the values of f-strings; docstrings are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            inside.add(node.value)  # a docstring
        if isinstance(node, ast.Raise | ast.Assert):
            inside.update(ast.walk(node))  # faults of ours
        if isinstance(node, ast.JoinedStr):
            inside.update(node.values)
    for node in ast.walk(tree):
        if node in inside:
            continue
        text = template(node).strip()
        if " " not in text or text in NO_MESSAGES or _EXPRESSION.search(text):
            continue
        if _SENTENCE.fullmatch(text):
            yield node.lineno, text  # type: ignore[attr-defined]


def template(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        numbers = iter(range(20))
        return _SLOT.sub(lambda _: f"{{{next(numbers)}}}", node.value)
    if isinstance(node, ast.JoinedStr):
        parts: list[str] = []
        slots = 0
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(str(part.value))
            else:
                parts.append(f"{{{slots}}}")
                slots += 1
        return "".join(parts)
    return ""


def modules() -> list[Path]:
    files: list[Path] = []
    for path in TRANSLATED:
        files += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [file for file in files if not any(folder in file.parents for folder in APART)]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_sentence_is_translated(path: Path) -> None:
    missing = [f"{line}: {text}" for line, text in sentences(path) if chinese(text) == text]
    assert not missing, "add these to templates/messages/zh.po"


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.english[:40])
def test_an_entry_says_the_same_with_the_same_values(entry: Template) -> None:
    assert set(re.findall(r"\{\d+\}", entry.english)) == set(re.findall(r"\{\d+\}", entry.chinese))
    assert _HAN.search(entry.chinese) or not re.search(r"[a-z]{2}", entry.english)
    quoted = {word for word in re.findall(r"`([^`]*)`", entry.english) if not set("{…") & set(word)}
    assert {word for word in quoted if word not in entry.chinese} == set()
    if entry.english.endswith("."):
        assert entry.chinese.endswith(("。", "…", "）"))


def test_no_sentence_is_translated_twice() -> None:
    english = [entry.english for entry in catalogue()]
    assert len(set(english)) == len(english)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("There is no journal “x”. Did you mean “y”?", "没有期刊“x”。是否应为“y”？"),
        (
            "Item 3 of “x” must be a text; here stands a list.",
            "“x”的第 3 项应为文字，此处却是列表。",
        ),
        ("Unheard of. Check the name and the folder.", "Unheard of. 请检查文件名和所在文件夹。"),
        ("nothing that is known", "nothing that is known"),
        # Two sentences are two, even where a short entry would fit both.
        (
            "Item 1 of “authors” has no field “nam”. Did you mean “name”?",
            "“authors”的第 1 项没有字段“nam”。是否应为“name”？",
        ),
        # Foreign words are set off from Chinese characters, wherever the value stands.
        (
            "“align” must be one of left, right; here stands the number 3.",
            "“align”应为 left, right 之一，此处却是数字 3。",
        ),
        # What an author wrote is not translated.
        ("The block “::: table” is not closed.", "块“::: table”没有结束。"),
        (
            "a.tif: TIFF is no picture format that Word shows (PNG, JPEG, GIF, SVG)",
            "a.tif：TIFF 不是 Word 能显示的图片格式（PNG、JPEG、GIF、SVG）",
        ),
        (
            "the blind copy gives away the name 作者甲: x.html has '…作者甲…'",
            "匿名稿泄露了姓名“作者甲”：x.html 中有 '…作者甲…'",
        ),
        # The lines of a list stay lines.
        ("Unheard of (1)\nUnheard of (2)", "Unheard of (1)\nUnheard of (2)"),
        ("", ""),
    ],
)
def test_a_message_is_put_together_again(english: str, expected: str) -> None:
    assert translated(english, "zh") == expected
    assert translated(english, "en") == english


REASONS = frozenset(["ExpressionError", "ChartError", "miss", "without"])
"""What says, in the resolver, why a value, a table or a figure cannot be made."""


def reasons(path: Path) -> Iterator[tuple[int, str]]:
    """The sentences that are given to these, those of a condition included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        for argument in node.args if name in REASONS else ():
            both = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
            texts = [text for text in map(template, both) if " " in text and text not in NO_MESSAGES]
            yield from ((node.lineno, text) for text in texts)


SAYING = frozenset(["Note", "Problem", "of", "say", "counted", "LookedUp", "finish", "bar"])
"""What gets, in the commands on libraries, the texts that are shown."""
_WORDS = re.compile(r"[a-z]{2}.* | .*[a-z]{2}")


def said(path: Path) -> Iterator[tuple[int, str]]:
    """The texts that are given to these, as they are shown."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        given = [*node.args, *(keyword.value for keyword in node.keywords)] if name in SAYING else []
        both = [getattr(value, part, value) for value in given for part in ("body", "orelse")]
        texts = list(dict.fromkeys(map(template, both)))
        if any(map(_HAN.search, texts)):
            continue  # in both languages
        for text in filter(_WORDS.search, texts):
            prefix = {"counted": "2 ", "finish": "nothing was written; " if text.startswith("--") else ""}
            yield node.lineno, prefix.get(name, "") + text


def test_every_message_on_libraries_is_translated() -> None:
    files = [*(PACKAGE / "pipeline").glob("librar*.py"), *(PACKAGE / "cli" / "refs").glob("*.py")]
    found = [(path.name, *one) for path in files for one in said(path)]
    assert len(found) > 40
    assert not [one for one in found if chinese(one[2]) == one[2] and chinese(one[2] + "s") == one[2] + "s"]


def test_every_reason_of_the_resolver_is_translated() -> None:
    found = [(path, *one) for path in (PACKAGE / "resolve").rglob("*.py") for one in reasons(path)]
    assert len(found) > 40
    assert not [(path.name, line, text) for path, line, text in found if chinese(text) == text]


def test_what_a_service_did_is_said_as_the_checker_says_it() -> None:
    host = "registry.example"
    for why in (
        reasons_of.unreachable(host, OSError("Name or service not known")),
        reasons_of.given_up(host),
        reasons_of.timed_out(host, 20),
        reasons_of.refused(host, 503),
        reasons_of.busy(host, 60),
        reasons_of.too_large(host, 9_000_000),
        reasons_of.nonsense(host, "no JSON"),
    ):
        assert chinese(why.reason["en"]) == why.reason["zh"]


def test_joining_words_do_not_take_a_foreign_sentence_apart() -> None:
    assert chinese("a list or a number") == "列表或数字"
    assert chinese("Name or service not known") == "Name or service not known"
