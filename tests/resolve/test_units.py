"""Quantities of several units in expressions and tables. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import section, write_review
from toolkit.load.project import load_review
from toolkit.model.block import NumberedTable, Paragraph
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview
from toolkit.resolve import resolve

SCHEMA = """\
id: gel
label: {{zh: 凝胶, en: Gel}}
fields:
  size: {{type: quantity, {unit}label: {{zh: 粒径, en: Size}}}}
  dose: {{type: quantity, label: {{zh: 剂量, en: Dose}}}}
"""
RECORDS = """\
schema: gel
records:
  - {id: a, size: 0.2 μm, dose: 2 mg}
  - {id: b, size: 120 nm, dose: 500 μg}
  - {id: c, dose: 3 mg}
"""
WRONG = """\
schema: gel
records:
  - {id: a, size: 120 nm}
  - {id: b, size: 120 mg}
"""
TABLE = """\
id: gels
caption: {zh: 凝胶}
records: gels
sort: [size]
columns: [{field: id}, {field: size}]
"""


def resolved(
    folder: Path, body: str, records: str, *, unit: str = "unit: nm, ", **files: str
) -> ResolvedReview:
    write_review(
        folder,
        {
            "sections/01-one.md": section(body),
            "schemas/gel.yaml": SCHEMA.format(unit=unit),
            "evidence/gels.yaml": records,
            **{f"tables/{name}.yaml": text for name, text in files.items()},
        },
    )
    loaded = load_review(folder)
    assert loaded.problems == ()
    return resolve(loaded)


def text(review: ResolvedReview) -> str:
    return "".join(plain_text(block.content) for block in review.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ('gels | max("size")', "200"),
        ('gels | sum("size")', "320"),
        ('gels | where("size > 150") | values("id") | join', "a"),
        ('gels | sum("dose")', "5.5"),
        ('gels | min("dose")', "0.5"),
        ('gels | where("size is none") | count', "1"),
        ("gels[0].size + gels[1].size", "320"),
    ],
)
def test_units_of_one_dimension_are_converted(tmp_path: Path, expression: str, printed: str) -> None:
    review = resolved(tmp_path, "{{ " + expression + " }}", RECORDS)
    assert review.unresolved == ()
    assert text(review) == printed


def test_without_a_unit_in_the_schema_the_first_quantity_decides(tmp_path: Path) -> None:
    review = resolved(tmp_path, '{{ gels | max("size") }}', RECORDS, unit="")
    assert text(review) == "0.2"


@pytest.mark.parametrize(
    "expression",
    [
        'gels | max("size")',
        'gels | where("size > 1") | count',
        'gels | where("120 == size") | count',
        'gels | values("size") | join',
        'gels | values("size") | sort',
        "gels[1].size * 2",
        "gels[1].size",
    ],
)
def test_other_dimensions_are_refused_with_the_record_and_both_units(tmp_path: Path, expression: str) -> None:
    review = resolved(tmp_path, "{{ " + expression + " }}", WRONG)
    (miss,) = review.unresolved
    assert miss.reason == "record 'b' gives 'size' in mg, which cannot be converted to nm"


def test_what_does_not_use_the_quantity_is_computed(tmp_path: Path) -> None:
    review = resolved(tmp_path, '{{ gels | count }}{{ gels | where("size is none") | count }}', WRONG)
    assert review.unresolved == ()
    assert text(review) == "20"


def cells(review: ResolvedReview) -> list[list[str]]:
    (table,) = (block for block in review.blocks if isinstance(block, NumberedTable))
    return [[plain_text(cell.content) for cell in row.cells] for row in table.table.body]


def test_a_table_sorts_by_size_and_prints_each_unit_as_typed(tmp_path: Path) -> None:
    review = resolved(tmp_path, "::: table gels\n:::\n", RECORDS, gels=TABLE)
    assert [row[:2] for row in cells(review)][:2] == [["b", "120 nm"], ["a", "0.2 μm"]]


def test_a_table_that_cannot_sort_says_so(tmp_path: Path) -> None:
    review = resolved(tmp_path, "::: table gels\n:::\n", WRONG, gels=TABLE)
    assert [row[1] for row in cells(review)] == ["120 nm", "120 mg"]
    assert [miss.kind for miss in review.unresolved] == ["expression"]


def test_a_table_groups_wrong_units_apart(tmp_path: Path) -> None:
    grouped = TABLE.replace("sort: [size]", "rows: {group_by: size}")
    review = resolved(tmp_path, "::: table gels\n:::\n", WRONG, gels=grouped)
    assert {"120 nm", "120 mg"} <= {cell for row in cells(review) for cell in row}
