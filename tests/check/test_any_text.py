"""No rule fails on any text, any references, or any record of a registry."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.check.cases import FOLDER, read_cases
from toolkit.check.registered import differences, is_another_work
from toolkit.model.lookup import RegisteredWork
from toolkit.model.reference import Date, Name, Reference
from toolkit.pipeline import check

WORDS = st.sampled_from(
    [
        "间充质干细胞",
        "（mesenchymal",
        "stem",
        "cells,",
        "MSCs）",
        "MSC-Exos",
        "研究表明",
        "有学者",
        "Yang",
        "等",
        "张伟等人",
        "et",
        "al.",
        "[@yang2024]",
        "[@yang2024;",
        "@wang2020]",
        "@wang2020",
        "[@none]",
        "[12]",
        "表",
        "1",
        "图",
        "2A",
        "@tbl:a",
        "@fig:b",
        "95%CI：0.5～0.3",
        "HR=0.9",
        "P=0.000",
        "10^6^",
        "10-6",
        "5×106",
        "H2O2",
        "CO~2~",
        "CD4+",
        "37",
        "℃",
        "37oC",
        "2021年13月5日",
        "30/60（52%）",
        "男",
        "30",
        "例，女",
        "20",
        "例",
        "45.3±12.6",
        "，。",
        "..",
        "(",
        "）",
        "“",
        '"',
        "'",
        "<",
        ">",
        "<b>",
        "$x^2$",
        "$$",
        "\\",
        "|",
        "{{",
        "studies",
        "|",
        "count",
        "}}",
        "[^1]",
        "**",
        "_",
        "`",
        "\u200b",
        "\u202e",
        "￼",
        "🧬",
        "１２",
        "##",
        "#",
        "-",
        ">",
        "1.",
        ":::",
        ":::table",
        "---",
        "```",
        "NCT0200062",
        "https://doi.org/10.1000/x",
        "<!--",
        "check:",
        "ignore",
        "CIT",
        "-->",
    ]
)
TEXT = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=40).map("".join)
PARAGRAPHS = st.lists(TEXT, min_size=1, max_size=4).map("\n\n".join)
VALUE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["12-3", "S1", "e123", "10.1000/x", "2024", "杨丽", "Yang, L.", "others", "~", "0", "第 3 期"]
    ),
)
FIELDS = st.sampled_from(
    [
        "title",
        "container-title",
        "volume",
        "issue",
        "page",
        "number",
        "DOI",
        "PMID",
        "ISSN",
        "ISBN",
        "language",
    ]
)
NAME = st.builds(Name, family=VALUE, given=VALUE) | st.builds(Name, literal=VALUE)
REFERENCE = st.builds(
    Reference,
    id=st.just("r"),
    type=st.sampled_from(["article-journal", "book", "thesis", "webpage", ""]),
    fields=st.dictionaries(FIELDS, VALUE, max_size=8),
    names=st.dictionaries(
        st.sampled_from(["author", "editor", "original-author"]), st.lists(NAME, max_size=3).map(tuple)
    ),
    dates=st.dictionaries(
        st.just("issued"), st.builds(Date, parts=st.just(((2024,),))) | st.just(Date(raw="soon"))
    ),
)
UNHURRIED = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def default(folder: Path) -> Path:
    """The review that every case file starts from."""
    root = folder / "review"
    for name, text in read_cases(FOLDER / "CIT002.md")[0].files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@UNHURRIED
@given(PARAGRAPHS, PARAGRAPHS)
def test_no_rule_fails_on_any_text(tmp_path: Path, body: str, more: str) -> None:
    root = default(tmp_path)
    text = f"---\nid: text\ntitle: {{zh: 正文, en: Text}}\n---\n{body}\n\n## {more}"
    section = root / "sections" / "01-text.md"
    section.write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8", newline="\n")
    check(root)


@UNHURRIED
@given(st.lists(st.tuples(FIELDS, VALUE), max_size=8), st.lists(VALUE, max_size=3))
def test_no_rule_fails_on_any_reference(
    tmp_path: Path, fields: list[tuple[str, str]], names: list[str]
) -> None:
    import json

    root = default(tmp_path)
    item: dict[str, object] = {"id": "yang2024", "type": "article-journal", **dict(fields)}
    item["author"] = [{"family": name, "given": name[::-1]} for name in names]
    other = {**item, "id": "wang2020"}
    (root / "refs.json").write_text(json.dumps([item, other]), encoding="utf-8")
    config = root / "review.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("refs.bib", "refs.json"), encoding="utf-8")
    check(root)


@UNHURRIED
@given(REFERENCE, REFERENCE, st.lists(VALUE, max_size=2), st.frozensets(st.integers(1900, 2030), max_size=2))
def test_any_record_can_be_compared_with_any_reference(
    reference: Reference, there: Reference, titles: list[str], years: frozenset[int]
) -> None:
    work = RegisteredWork("Crossref", there, tuple(titles), tuple(filter(None, titles)), years)
    is_another_work(reference, work)
    found = list(differences(reference, work))
    assert len({difference.variable for difference in found}) == len(found)


@given(REFERENCE)
def test_a_reference_differs_in_nothing_from_itself(reference: Reference) -> None:
    titles = tuple(filter(None, [reference.get("title")]))
    containers = tuple(filter(None, [reference.get("container-title")]))
    issued = reference.dates.get("issued")
    years = frozenset({issued.year} if issued and issued.year else ())
    work = RegisteredWork("Crossref", reference, titles, containers, years)
    assert not is_another_work(reference, work)
    assert list(differences(reference, work)) == []
