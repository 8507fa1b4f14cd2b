"""The registry, and what every rule must bring along."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

import toolkit.resolve
from toolkit.check import registry
from toolkit.check.registry import Entry
from toolkit.check.rule import LANGUAGES, SECTIONS, SECTIONS_ZH, Message, Rule

ENTRIES = registry.entries()
HAN = re.compile("[\u4e00-\u9fff]")


def by_code(entry: Entry) -> str:
    return entry.code


def test_there_are_rules_of_every_family_that_the_first_release_promises() -> None:
    assert {entry.family for entry in ENTRIES} >= {"abb", "cit", "evd", "fig", "prj", "ref", "tab", "xrf"}


def test_codes_and_names_are_unique() -> None:
    assert len({entry.code for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_file_name_and_metadata_agree(entry: Entry) -> None:
    rule = entry.rule
    assert isinstance(rule, Rule)
    assert (rule.code, rule.name) == (entry.code, entry.name)
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.code.startswith(entry.family.upper())


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_a_rule_has_exactly_one_check(entry: Entry) -> None:
    module = entry.load()
    kinds = [name for name in ("check", "check_facts", "check_run") if hasattr(module, name)]
    assert len(kinds) == 1
    assert (kinds == ["check_facts"]) is (module.RULE.availability != "offline")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_the_page_has_all_sections_in_order(entry: Entry, language: str) -> None:
    page = entry.page(language)
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert tuple(headings) == (SECTIONS_ZH if language == "zh" else SECTIONS)
    for part in re.split(r"^## .+$", page, flags=re.MULTILINE)[1:]:
        assert part.strip()
    assert "```" in page, "an example is shown, not told"


def chinese_page(entry: Entry) -> Path:
    return Path(registry.__file__).parent / "pages" / "zh" / f"{entry.code}.md"


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_the_chinese_page_tells_what_the_english_one_does(entry: Entry) -> None:
    """It names the same codes, keys and words."""
    text = chinese_page(entry).read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert set(headings) <= set(SECTIONS_ZH)
    example = text.partition("## 示例\n")[2].partition("\n## ")[0]
    assert "```" not in example, "the example is taken from the docstring"
    english, chinese = entry.page("en"), entry.page("zh")
    after = re.sub(r"```.*?```", "", english.split("## Example\n")[1].split("\n## ")[0], flags=re.DOTALL)
    assert bool(after.strip()) == ("示例" in headings), "what stands below the example is translated too"
    told = set(
        re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", english, flags=re.DOTALL).replace("\n", " "))
    )
    missing = {word for word in told if word not in chinese}
    assert not missing, "the Chinese page lacks these"


def test_every_chinese_page_belongs_to_a_rule() -> None:
    files = {path.stem for path in chinese_page(ENTRIES[0]).parent.iterdir()}
    assert files == {entry.code for entry in ENTRIES}


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_the_summary_is_one_sentence_in_each_language(entry: Entry) -> None:
    english, chinese = entry.summary("en"), entry.summary("zh")
    assert english.endswith(".")
    assert not HAN.search(english)
    assert chinese.endswith("。")
    assert HAN.search(chinese)
    assert "\n" not in english + chinese


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_every_message_says_the_same_in_both_languages(entry: Entry) -> None:
    rule = entry.rule
    messages = [value for value in vars(entry.load()).values() if isinstance(value, Message)]
    in_word = [rule.manuscript_help] if rule.manuscript_help else []
    assert not any(places(text) for message in in_word for text in message)
    for message in (rule.message, rule.help, *in_word, *messages):
        assert tuple(message.texts) == LANGUAGES
        assert HAN.search(message.zh) or not HAN.search(message.en)
        assert places(message.en) - {"s"} == places(message.zh) - {"s"}


@pytest.mark.parametrize("entry", ENTRIES, ids=by_code)
def test_its_family_has_a_title_in_both_languages(entry: Entry) -> None:
    title = registry.family_title(entry.family)
    assert title.en
    assert HAN.search(title.zh)


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("CIT001", {"CIT001"}),
        ("cit001", {"CIT001"}),
        ("unknown-citation-key", {"CIT001"}),
        ("XRF", {"XRF001", "XRF002", "XRF003"}),
        ("CIT9", set()),
        ("", set()),
        ("citation", set()),
    ],
)
def test_a_selector_means_codes(selector: str, codes: set[str]) -> None:
    assert registry.matching(selector) == codes


def test_listing_rules_imports_none() -> None:
    program = (
        "import sys\n"
        "from toolkit.check import registry\n"
        "assert registry.entries() and registry.matching('CIT')\n"
        "print([name for name in sys.modules if name.startswith('toolkit.check.rules.')])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rules_that_find_nothing_import_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from toolkit.check import registry, run\n"
        "for entry in registry.entries(): entry.load()\n"
        "print(sorted(set(sys.modules) & {'rapidfuzz', 'jinja2', 'pydantic', 'yaml', 'lxml', 'json'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def unresolved_kinds() -> set[str]:
    """Every kind of `Unresolved` that the resolver can give, read from its source."""
    kinds: set[str] = set()
    for path in Path(toolkit.resolve.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in {"Unresolved", "_miss"}:
                    kinds.add(node.args[0].value)
    return kinds


def test_whatever_cannot_be_resolved_is_reported_by_a_rule() -> None:
    kinds = unresolved_kinds()
    assert {"citation", "cross-reference", "table"} <= kinds
    handled = {
        node.value
        for entry in ENTRIES
        for node in ast.walk(ast.parse(Path(str(entry.load().__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert kinds <= handled, f"no rule reports {kinds - handled}"
