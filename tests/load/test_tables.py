"""Table specifications."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.support import load, places, problems_of
from toolkit.model.inline import Citation, plain_text, walk
from toolkit.model.tablespec import RowsSpec, TableSpec

FULL = """\
id: full
caption: {zh: 合成*表*, en: A synthetic table}
records: products
where: source in ["A", "B"]
sort: [source, -size]
rows: {group_by: source, heading: false}
columns:
  - {field: product, label: {zh: 产品, en: Product}, align: right}
  - label: Characterisation
    columns: [{field: size, unit: nm}, {field: markers}]
  - {field: effect, width: 30%}
  - {value: size, width: 0.2}
  - {cite: true, label: {zh: 文献, en: Ref.}}
notes:
  - {mark: a, on: [size, one.effect], text: {zh: '合成注释[@synthetic2020]'}}
  - {zh: 又一条}
  - And a third
abbreviations: none
missing: N/A
page: landscape
anchor: introduction
"""


def spec(folder: Path, text: str = FULL) -> TableSpec:
    review = load(folder, {"tables/full.yaml": text})
    assert not review.problems
    return review.tables["full"]


def test_every_key_of_a_specification(tmp_path: Path) -> None:
    table = spec(tmp_path)
    assert {language: plain_text(text) for language, text in table.caption.texts.items()} == {
        "zh": "合成表",
        "en": "A synthetic table",
    }
    assert (table.id, table.records, table.where) == ("full", "products", 'source in ["A", "B"]')
    assert table.sort == ("source", "-size")
    assert table.rows == RowsSpec(("source",), heading=False)
    assert (table.abbreviations, table.missing, table.page) == ("none", "N/A", "landscape")
    assert table.anchor == "introduction"
    assert table.spans["where"].start == (4, 8)
    assert table.spans["rows.group_by"].start == (6, 18)


def test_columns(tmp_path: Path) -> None:
    product, spanner, effect, value, cite = spec(tmp_path).columns
    assert (product.field, product.align, set(product.label.texts)) == ("product", "right", {"zh", "en"})
    assert product.span is not None
    assert product.span.start == (8, 5)
    assert [column.field for column in spanner.columns] == ["size", "markers"]
    assert spanner.columns[0].unit == "nm"
    # A plain text stands under the review's language.
    assert set(spanner.label.texts) == {"zh"}
    assert (effect.width, value.width, value.value) == (0.3, 0.2, "size")
    assert cite.cite


def test_notes(tmp_path: Path) -> None:
    marked, localized, plain = spec(tmp_path).notes
    assert (marked.mark, marked.on) == ("a", ("size", "one.effect"))
    assert any(isinstance(node, Citation) for node in walk(marked.text.best("zh")))
    assert plain_text(localized.text.best("zh")) == "又一条"
    assert plain_text(plain.text.best("zh")) == "And a third"
    assert plain.span is not None
    assert plain.span.start == (17, 5)


def test_short_forms(tmp_path: Path) -> None:
    table = spec(tmp_path, "caption: a\nrecords: products\nsort: -size\ncolumns: [{field: size}]\n")
    assert table.id == "full"
    assert table.sort == ("-size",)
    assert table.abbreviations == "auto"
    assert table.anchor == ""


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("caption:", "captoin:", (2, 1), "Did you mean “caption”?"),
        ("landscape", "lanscape", (20, 7), "Did you mean “landscape”?"),
        ("width: 30%", "width: 130%", (11, 28), "no share"),
        ("width: 0.2", "width: 2", (12, 26), "no share"),
        ("width: 0.2", "width: wide", (12, 26), "no share"),
        ("{cite: true, label", "{label", (13, 5), "shows nothing"),
        ("{value: size, width: 0.2}", "{value: size, field: size}", (12, 5), "field and value"),
        ("anchor: introduction", "anchor: introdution", (21, 9), "Did you mean “introduction”?"),
        ("id: full", "id: 全部", (1, 5), "cannot be an id"),
        ("heading: false", "heading: no", (6, 35), "true or false"),
        ("  - And a third", "  - 1: {}", (17, 5), "Item 3 of “notes”"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, place: tuple[int, int], message: str) -> None:
    assert FULL.count(old) == 1
    problems = problems_of(tmp_path, {"tables/full.yaml": FULL.replace(old, new)})
    assert places(problems)[0] == ("full.yaml", *place)
    assert any(message in problem.message for problem in problems)
