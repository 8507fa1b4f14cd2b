"""Works rendered by our own engine and read back: what of that which a style prints is found again."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.csl.cases import data_folder
from toolkit.csl import load_style, process
from toolkit.load.refstring import ParsedEntry, parse_entry
from toolkit.model.csl_json import reference_from_csl
from toolkit.model.inline import plain_text
from toolkit.model.reference import Name, Reference

STYLES = {
    "GB/T 7714-2015": "gb-t-7714-2015-numeric",
    "GB/T 7714-2025": "gb-t-7714-2025-numeric",
    "CMA": "chinese-medical-association",
    "AMA": "american-medical-association",
    "APA": "apa",
    "Vancouver": "nlm-citation-sequence",
}
OTHER_TYPES = (
    "book", "chapter", "thesis", "paper-conference", "report", "webpage", "standard", "patent",
    "article-newspaper", "dataset", "article", "entry-encyclopedia",
)  # fmt: skip
"""What reviews cite besides articles; `article` is a preprint."""
FIELDS = (
    "title",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "edition",
    "number",
    "DOI",
)
PEOPLE = ("author", "editor", "translator")


def works(articles: int = 100, others: int = 100) -> list[Reference]:
    """Different works of the conformance data: journal articles, and the other types in turn."""
    found: dict[str, Reference] = {}
    for path in sorted((data_folder() / "oracle").glob("*/*/case.json")):
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            if str(item["id"]) not in found:
                found[str(item["id"])] = reference_from_csl(item)[0]
    journal = [work for work in found.values() if work.type == "article-journal"]
    by_type = {kind: [work for work in found.values() if work.type == kind] for kind in OTHER_TYPES}
    rest = [work for row in range(60) for kind in OTHER_TYPES for work in by_type[kind][row : row + 1]]
    return journal[:articles] + rest[:others]


@dataclass(frozen=True)
class Case:
    """One work as a style prints it."""

    work: Reference
    text: str
    printed: frozenset[str]
    """The variables without which the style prints something else."""


@cache
def cases(style: str) -> list[Case]:
    listed = works()
    whole = render(style, listed)
    printed: dict[str, set[str]] = {work.id: set() for work in listed}
    for variable in (*FIELDS, *PEOPLE, "issued"):
        for key, text in render(style, [without(work, variable) for work in listed]).items():
            if text != whole[key]:
                printed[key].add(variable)
    return [Case(work, whole[work.id], frozenset(printed[work.id])) for work in listed]


def without(work: Reference, variable: str) -> Reference:
    short = f"{variable}-short"
    return replace(
        work,
        fields={key: value for key, value in work.fields.items() if key not in (variable, short)},
        names={key: value for key, value in work.names.items() if key != variable},
        dates={key: value for key, value in work.dates.items() if key != variable},
    )


def render(style: str, listed: Sequence[Reference]) -> dict[str, str]:
    result = process(load_style(style), listed, translations=False)
    return {entry.id: plain_text(entry.content) for entry in result.bibliography}


def misread(case: Case) -> list[str]:
    """The variables that were printed and not read back as they are, or read and not there."""
    entry = parse_entry(case.text)
    return [variable for variable in (*FIELDS, *PEOPLE, "issued") if not _right(case, entry, variable)]


def _right(case: Case, entry: ParsedEntry, variable: str) -> bool:
    work, read = case.work, entry.reference
    if variable == "issued":
        want = work.dates["issued"].year if variable in case.printed and "issued" in work.dates else None
        got = read.dates["issued"].year if "issued" in read.dates else None
        return want == got or (want is not None and str(want) not in case.text)
    if variable in PEOPLE:
        return _right_people(case, entry, variable)
    got = read.get(variable)
    if variable not in case.printed:
        return (
            not got or variable in ("edition", "number") or any(got in value for value in _all_values(work))
        )
    wants = {work.get(variable), work.get(f"{variable}-short")} - {""}
    if variable == "number" and folded(read.get("page")) == folded(work.get("number")):
        return True  # an article number stands in the place of pages
    if {variable, "container-title", "publisher"} == {
        "container-title",
        "publisher",
    } and work.type == "article":
        got = got or read.get("container-title") or read.get("publisher")  # the server of a preprint
    if variable == "DOI" and work.get("DOI") in read.get("URL"):
        return True  # a short DOI, printed as an address
    if variable in ("volume", "edition") and got:
        wants |= {re.sub(r"^第|[卷册版]$", "", want) for want in wants}
    if variable == "publisher-place":
        wants |= {work.get("event-place")} - {""}
    return any(folded(got) == folded(want) for want in wants)


def _all_values(work: Reference) -> set[str]:
    return set(work.fields.values())


def folded(text: str) -> str:
    """Without markup, capitals, punctuation and the kinds of quotation marks."""
    text = re.sub(r"<[^<>]*>", "", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", text)


def _right_people(case: Case, entry: ParsedEntry, variable: str) -> bool:
    """Without an author the editors may stand in his place, as GB/T 7714 prints them without a mark."""
    work, read = case.work, entry.reference
    if variable == "editor" and "author" not in work.names:
        return True
    roles = ("author", "editor") if variable == "author" else (variable,)
    want = next((work.names[role] for role in roles if role in work.names), ())
    got = next((read.names[role] for role in roles if role in read.names), ())
    if not case.printed.intersection(roles):
        return not got or variable == "author"
    same = all(_same(a, b) for a, b in zip(want, got[:3], strict=False))
    if read.truncated.intersection(roles):
        return same and 0 < len(got) <= len(want) - (not work.truncated)
    return len(want) == len(got) and same


def _same(want: Name, got: Name) -> bool:
    return (
        folded(_family(want)) == folded(_family(got))
        and (not initials(got.given) or initials(want.given) == initials(got.given))
    ) or folded(_whole(want)) == folded(_whole(got))


def _family(name: Name) -> str:
    return name.literal or f"{name.dropping_particle}{name.non_dropping_particle}{name.family}"


def _whole(name: Name) -> str:
    return f"{name.literal}{name.family}{name.given}"


def initials(given: str) -> str:
    words = re.findall(r"[^\W\d_]+", given)
    return "".join(word if word.isupper() and len(word) < 4 else word[0] for word in words).casefold()
