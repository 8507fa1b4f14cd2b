"""Prose without what rules may not touch, and edits of it. All text is synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.build import TEXT, review, text
from tests.check.cases import Case, _default, write
from toolkit.check.bracket_pairs import pairs
from toolkit.check.passages import OBJECT
from toolkit.check.prose import covered, prose
from toolkit.model.block import Paragraph
from toolkit.model.diagnostic import Applicability, Edit
from toolkit.pipeline import check

FAMILIES = ("TYP", "LNG", "NUM", "ABB")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1,2;c",
        "www.example.org/x",
        "name.surname@example.org",
        "ClinicalTrials.gov",
        "10.1000/s0021-9258(19)00001-5",
        "NCT05078385",
        "ChiCTR-OPC-17010000",
        "0000-0002-1825-0097",
        "2024-05-06",
        "figures/scheme-1x2.png",
        "PMC1234567",
    ],
)
def test_addresses_and_identifiers_are_covered(address: str) -> None:
    assert covered(f"见{address}，其余") == f"见{OBJECT * len(address)}，其余"


@pytest.mark.parametrize(
    "words", ["ADSC-Exo@MMP-PEG", "30-150 nm", "5x10 cells", "H2O2/CO2", "MSC-Exos,EVs;"]
)
def test_names_of_products_and_numbers_are_prose(words: str) -> None:
    assert covered(words) == words


@given(st.text(max_size=80))
def test_covering_keeps_every_place(words: str) -> None:
    result = covered(words)
    assert len(result) == len(words)
    assert all(new in (old, OBJECT) for old, new in zip(words, result, strict=True))
    assert covered(result) == result


@given(st.text(alphabet="()（）[]1a，, ", max_size=30))
def test_every_bracket_has_one_fate(words: str) -> None:
    found = pairs(words)
    places = [place for pair in found.matched for place in pair] + [*found.unopened, *found.unclosed]
    assert len(places) == len(set(places))
    assert all(words[place] in "()（）[]" for place in places)
    assert all(start < end for start, end in found.matched)


def test_an_edit_is_refused_where_the_file_says_something_else() -> None:
    (item,) = prose(review([Paragraph((text("甲,乙"),))], sources={TEXT: "甲\\,乙"}))[1:]
    assert item.edit(1, 2, "，") is None
    (item,) = prose(review([Paragraph((text("甲,乙"),))], sources={TEXT: "甲,乙"}))[1:]
    edit = item.edit(1, 2, "，")
    assert edit is not None
    assert edit.span.column == 2


PARTS = [
    "外泌体可促进愈合,减轻炎症；",
    "外泌体可促进愈合，减轻炎症；水凝胶可延长滞留时间，减少给药次数；",
    '作为"无细胞"疗法；',
    "直径 30-150 nm，随访 4 ~ 6 周；",
    "注射 5x10^6^ 个，即 1 × 107 个；",
    "H2O2 与 Fe3O4；",
    "外泌体可显着促进  愈合 ，亦然。。",
    "加入 20 ug/mL[@yang2024]；",
    "保存于 -80 ºC（exosomes)；",
    "外泌体外泌体可以可以促进愈合；",
    "DOI 10.1000/a-1,b 与 https://example.org/a,b；",
    "体積與組織；",
]


@settings(max_examples=15)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
def test_fixing_twice_changes_nothing_more(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    root = tmp_path_factory.mktemp("fixing")
    body = "---\nid: text\ntitle: 正文\n---\n" + "".join(parts) + "[@yang2024; @wang2020]\n"
    case = Case("TYP001", "", clean=True, files={**_default(), "sections/01-text.md": body})
    folder = write(case, root)
    before = check(folder, select=FAMILIES)
    _apply(edit for fix in _safe(before.result.findings) for edit in fix)
    again = check(folder, select=FAMILIES)
    assert not again.problems
    assert len(again.resolved.bibliography) == len(before.resolved.bibliography)
    assert [entry.content for entry in again.resolved.bibliography] == [
        entry.content for entry in before.resolved.bibliography
    ]
    text_after = (folder / "sections" / "01-text.md").read_text(encoding="utf-8")
    for kept in ("10.1000/a-1,b", "https://example.org/a,b"):
        assert text_after.count(kept) == body.count(kept)
    for _ in range(3):
        _apply(edit for fix in _safe(check(folder, select=FAMILIES).result.findings) for edit in fix)
    assert not _safe(check(folder, select=FAMILIES).result.findings)


def _safe(findings: object) -> list[tuple[Edit, ...]]:
    """The safe fixes that do not overlap, from the front."""
    kept: list[tuple[Edit, ...]] = []
    taken: list[tuple[int, int, int]] = []
    for finding in findings:  # type: ignore[attr-defined]
        if finding.fix is None or finding.fix.applicability is not Applicability.SAFE:
            continue
        places = [(edit.span.line, edit.span.column, edit.span.end_column) for edit in finding.fix.edits]
        if not any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in places for b in taken):
            kept.append(finding.fix.edits)
            taken += places
    return kept


def _apply(edits: object) -> None:
    def order(edit: Edit) -> tuple[Path, int, int]:
        return edit.span.path, edit.span.line, edit.span.column

    for edit in sorted(edits, key=order, reverse=True):  # type: ignore[call-overload]
        lines = edit.span.path.read_text(encoding="utf-8").split("\n")
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = (
            line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
        )
        edit.span.path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
