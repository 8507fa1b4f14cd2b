"""Authors in running text."""

from __future__ import annotations

import pytest

from tests.csl.kit import work
from toolkit.csl import narrative_names
from toolkit.model.csl_json import reference_from_csl


def told(et_al_from: int = 3, **fields: object) -> str:
    reference, _ = reference_from_csl(work("a", **fields))
    return narrative_names(reference, et_al="等", joiner="和", et_al_from=et_al_from)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Doe, John", "Doe"),
        ("Doe, John; Roe, Jane", "Doe和Roe"),
        ("Doe, John; Roe, Jane; Poe, Kim", "Doe等"),
        ("张, 三; 李, 四", "张三和李四"),
        ("世界卫生组织", "世界卫生组织"),
    ],
)
def test_authors(authors: str, expected: str) -> None:
    assert told(author=authors) == expected


def test_particle_stays_with_its_family_name() -> None:
    name = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
    reference, _ = reference_from_csl({"id": "a", "type": "book", "author": [name]})
    assert narrative_names(reference, et_al="et al.", joiner=" and ", et_al_from=3) == "van Gogh"


def test_truncated_list_of_one() -> None:
    assert told(author="Doe, John", author_truncated=True) == "Doe等"


def test_editors_then_title() -> None:
    assert told(editor=[{"family": "Roe", "given": "J"}], title="T") == "Roe"
    assert told(title="T") == "T"


def test_three_names_where_et_al_starts_later() -> None:
    assert told(4, author="Doe, John; Roe, Jane; Poe, Kim") in {"Doe、Roe和Poe", "Doe, Roe和Poe"}


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("李, 明; 王, 强; 张, 三", "李明等"),
        ("Yang, Li; 王, 强; 张, 三", "Yang 等"),
        ("李, 明; 王, 强", "李明和王强"),
        ("李, 明; Yang, Li", "李明和 Yang"),
    ],
)
def test_no_space_between_chinese_characters(authors: str, expected: str) -> None:
    reference, _ = reference_from_csl(work("a", author=authors))
    assert narrative_names(reference, et_al=" 等", joiner=" 和 ", et_al_from=3) == expected
