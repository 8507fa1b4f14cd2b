"""Citation keys. All works are synthetic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.kit import work
from toolkit.errors import ToolkitError
from toolkit.library.keys import make_key
from toolkit.model.reference import Name, Reference


@pytest.mark.parametrize(
    ("people", "title", "key"),
    [
        ("Yang X", "The hydrogel for <i>in vivo</i> wounds", "yang2024hydrogel"),
        ("Müller-Łoś A", "β-Catenin 3D models", "mullerlos2024catenin"),
        ("O'Brien A", "Effects of 5-azacytidine", "obrien2024azacytidine"),
        ("单 田芳", "外泌体治疗创面", "shan2024waimitizhi"),
        ("吕 布", "皮肤", "lyu2024pifu"),
        ("", "Synthetic work", "2024synthetic"),
        ("", "…", "2024"),
    ],
)
def test_keys_of_the_usual_pattern(people: str, title: str, key: str) -> None:
    assert make_key(work("x", title, people, 2024), set()) == key


def test_the_english_title_of_a_chinese_work_makes_its_word() -> None:
    chinese = work("x", "外泌体治疗创面", "王 甲", 2024, original_title="Exosomes for wounds")
    assert make_key(chinese, set()) == "wang2024exosomes"


def test_a_chinese_name_entered_as_a_whole_and_an_institution() -> None:
    whole = Reference("x", "book", names={"author": (Name(literal="欧阳修"),)})
    assert make_key(whole, set()) == "ouyang"
    institution = Reference("x", "report", names={"author": (Name(literal="The Synthetic Institute"),)})
    assert make_key(institution, set()) == "synthetic"


def test_taken_keys_get_letters() -> None:
    one = work("x", "Hydrogel", "Yang X", 2024)
    taken = {"yang2024hydrogel"} | {f"yang2024hydrogel{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
    assert make_key(one, {"yang2024hydrogel"}) == "yang2024hydrogela"
    assert make_key(one, taken) == "yang2024hydrogelaa"
    assert make_key(Reference("x", "book"), {"ref"}) == "refa"


def test_thousands_of_works_may_share_a_base() -> None:
    class Counting(set[str]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            Counting.asked += 1
            return super().__contains__(key)

    taken = Counting()
    for _ in range(2000):
        taken.add(make_key(Reference("x", "book"), taken))
    assert len(taken) == 2000
    assert {"ref", "refa", "refz", "refaa", "refzz"} <= set(taken)
    assert Counting.asked < 2000 * 30


def test_other_patterns() -> None:
    one = work("x", "Hydrogel for wounds", "Yang X; Li Y", 2024, container_title="J of Synthetic Work")
    assert make_key(one, set(), "{authors}_{shortyear}-{journal}") == "yangli_24-jsw"
    assert make_key(one, set(), "{title}") == "hydrogelwounds"


@pytest.mark.parametrize("pattern", ["{foo}{bar}", "fixed", "{author", "{}"])
def test_a_pattern_that_cannot_be_used_is_an_error(pattern: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        make_key(work("x", "Hydrogel"), set(), pattern)
    assert "{author}" in caught.value.problems[0].help


@settings(deadline=None)
@given(st.text(), st.text(), st.sets(st.sampled_from(["ref", "refa", "1999"])))
def test_any_key_can_be_cited_and_is_new(title: str, family: str, taken: set[str]) -> None:
    from toolkit.load.markdown.keys import possible_keys

    one = Reference("x", "book", {"title": title}, {"author": (Name(family=family),)})
    key = make_key(one, taken)
    assert key not in taken
    assert list(possible_keys(f"[@{key}]")) == [key]
