"""Our GB/T 7714 styles against the standards' examples and a printed reference list."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit import resources
from toolkit.csl import Cite, Cluster, Style, load_style, process, to_html, to_text
from toolkit.model.csl_json import DATE_VARIABLES, NAME_VARIABLES, reference_from_csl
from toolkit.model.inline import plain_text
from toolkit.model.reference import Reference

FOLDER = Path(__file__).resolve().parent
STYLES = {
    "2015": "gb-t-7714-2015-numeric",
    "2015 author-date": "gb-t-7714-2015-author-date",
    "2025": "gb-t-7714-2025-numeric",
    "2025 author-date": "gb-t-7714-2025-author-date",
}


def read_yaml(name: str) -> Any:
    """A fixture; keys and values stay text, so that 2015 and 2013-01-12 need no quotes."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - safe


def name(text: str) -> dict[str, str]:
    """`Family, Given`, or a whole name; a closing `=` says that the comma belongs to the name."""
    family, comma, given = text.partition(", ")
    if not comma or text.endswith("="):
        return {"literal": text.removesuffix("=")}
    return {"family": family, "given": given}


def date(text: str) -> dict[str, Any]:
    """`2013-01-12`; `1936~` is an estimated year."""
    parts = [int(part) for part in text.removesuffix("~").split("-")]
    return {"date-parts": [parts], **({"circa": True} if text.endswith("~") else {})}


def reference(item: Mapping[str, Any], key: str = "work") -> Reference:
    """An item as the fixtures write it."""
    read: dict[str, Any] = {"id": key}
    for variable, value in item.items():
        if variable in NAME_VARIABLES:
            read[variable] = [name(text) for text in value]
        elif variable in DATE_VARIABLES:
            read[variable] = date(value)
        else:
            read[variable] = value
    found, warnings = reference_from_csl(read)
    assert not warnings
    return found


def entry(style: Style, work: Reference) -> str:
    (printed,) = process(style, [work], []).bibliography
    return to_text(printed.content).strip()


EXAMPLES = [
    pytest.param(case["item"], key, case[key], id=f"{case['from']} ({key})")
    for case in read_yaml("gbt7714.yaml")
    for key in STYLES
    if key in case
]


@pytest.mark.parametrize(("item", "key", "expected"), EXAMPLES)
def test_examples_of_the_standard(item: Mapping[str, Any], key: str, expected: str) -> None:
    assert entry(load_style(STYLES[key]), reference(item)).replace("\u00a0", " ") == expected


@pytest.mark.parametrize("style_id", STYLES.values())
def test_citations(style_id: str) -> None:
    cases = read_yaml("gbt7714_citations.yaml")
    works = [reference(item, key) for key, item in cases["works"].items()]
    clusters = [Cluster(tuple(Cite(id=key) for key in case["cites"])) for case in cases["styles"][style_id]]
    result = process(load_style(style_id), works, clusters)
    assert [plain_text(text) for text in result.citations] == [
        case["text"] for case in cases["styles"][style_id]
    ]


def test_numbers_are_superscript() -> None:
    work = reference({"type": "book", "title": "甲"})
    result = process(load_style("gb-t-7714-2015-numeric"), [work], [Cluster((Cite(id="work"),))])
    assert to_html(result.citations[0]) == "<sup>[1]</sup>"


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_terms_follow_the_entry_whatever_the_language_of_the_review(locale: str) -> None:
    names = ["Aa, A.", "Bb, B.", "Cc, C.", "Dd, D."]
    western = reference({"type": "book", "author": names, "title": "Title", "issued": "2000"}, "western")
    chinese = reference(
        {"type": "book", "author": ["甲", "乙", "丙", "丁"], "title": "题名", "issued": "2000"}, "chinese"
    )
    result = process(load_style("gb-t-7714-2015-numeric"), [western, chinese], [], locale=locale)
    texts = [to_text(printed.content) for printed in result.bibliography]
    assert texts[0].startswith("AA A, BB B, CC C, et al. Title[M]")
    assert texts[1].startswith("甲, 乙, 丙, 等. 题名[M]")


# --- the reference list of an article in 浙江大学学报(医学版) --------------------------------


@pytest.fixture(scope="module")
def printed(shared: Path) -> dict[int, str]:
    """The 49 entries by number; an English version follows its Chinese entry after a line break."""
    (path,) = (shared / "seeds").glob("004_*.txt")
    text = path.read_text(encoding="utf-8").split("参考文献(Reference)")[1].split("[本文编辑")[0]
    lines = [line for line in text.splitlines() if line.strip()]
    entries: list[tuple[int, str]] = []
    for line in lines:
        numbered = re.match(r"(?:- )?\[(\d+)\] (.*)", line)
        if line.endswith("(in Chinese)"):
            # The extraction numbers one English version as if it were an entry.
            body = numbered[2] if numbered else line
            entries[-1] = (entries[-1][0], f"{entries[-1][1]}\n{body}")
        elif numbered:
            entries.append((len(entries) + 1, numbered[2]))
        else:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line}")
    assert len(entries) == 49
    return {number: _plain(body) for number, body in entries}


def _plain(text: str) -> str:
    """Without the marks of the extraction: asterisks, `^{}`, spaces before `[J]`."""
    text = re.sub(r"\^\{(\w+)\}", r"\1", text.replace("*", ""))
    return re.sub(r" +\[J", "[J", text)


@pytest.fixture(scope="module")
def works(shared: Path) -> dict[int, Reference]:
    """The verified records of that list, by number, as the journal prints them: without DOI and address."""
    records = json.loads((shared / "references" / "verified.json").read_text(encoding="utf-8"))
    found = {}
    for record in records:
        number = re.search(r"004\[(\d+)\]", record["note"])
        if number is None:
            continue
        item = {key: value for key, value in record.items() if key not in {"DOI", "URL", "note", "PMID"}}
        item["title"] = item["title"].replace("LRP1^high", "LRP1<sup>high</sup>")
        if number[1] == "47":
            item["issue"] = "23"  # as printed; the record has 22
        found[int(number[1])] = reference_from_csl(item)[0]
    return dict(sorted(found.items()))


def test_printed_list(printed: dict[int, str], works: dict[int, Reference]) -> None:
    result = process(load_style("gb-t-7714-2015-numeric"), list(works.values()), [])
    assert [entry.number for entry in result.bibliography] == list(range(1, 50))
    for entry in result.bibliography:
        wanted = printed[entry.number].partition("\n")[0]
        # Two of the twelve electronic articles carry [J/OL], against the rest of the list.
        wanted = wanted.replace("[J/OL]", "[J]") if entry.number in {23, 37} else wanted
        assert to_text(entry.content).strip() == wanted


def test_english_versions(printed: dict[int, str], works: dict[int, Reference]) -> None:
    result = process(load_style("gb-t-7714-2015-numeric"), list(works.values()), [])
    versions = {e.number: to_text(e.translation).strip() for e in result.bibliography if e.translation}
    assert versions == {number: body.partition("\n")[2] for number, body in printed.items() if "\n" in body}
    assert sorted(versions) == [15, 21, 27]


# --- what the files have in common ----------------------------------------------------------


# Where the two systems differ: the year stands after the author, and a work without one is anonymous.
_AUTHOR_DATE = {
    "anonymous",
    "citation",
    "creator",
    "creator-and-year",
    "creator-short",
    "entry",
    "imprint",
    "source-journal",
}
MACROS_OF_THEIR_OWN = {
    "2015": _AUTHOR_DATE,
    # A standard without author goes by its number; proceedings have their year in the container.
    "2025": _AUTHOR_DATE | {"container", "standard-number", "title"},
}


def macros(style_id: str) -> dict[str, str]:
    """The macros of a style file by name, as text."""
    text = (resources.style_bytes(style_id) or b"").decode()
    return {m[1]: m[2] for m in re.finditer(r'<macro name="([^"]+)">(.*?)</macro>', text, re.DOTALL)}


@pytest.mark.parametrize("edition", ["2015", "2025"])
def test_numeric_and_author_date_share_all_other_macros(edition: str) -> None:
    numeric = macros(f"gb-t-7714-{edition}-numeric")
    author_date = macros(f"gb-t-7714-{edition}-author-date")
    differing = {name for name in numeric | author_date if numeric.get(name) != author_date.get(name)}
    assert differing == MACROS_OF_THEIR_OWN[edition]


def test_styles_are_valid_xml_with_ids_of_their_file() -> None:
    for style_id in STYLES.values():
        assert load_style(style_id).id.endswith(style_id)
