"""The text of an entry, taken apart, formatted and extended. All works are synthetic."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.bibliography.bibtex_text import formatted, take_apart, with_fields

ENTRY = """\
@Article{a, % why
 year=2020, author = "A {"} B" # x, % two
 % above the title
 Title = {T {x}} % behind
 % last
}"""


def test_an_entry_in_normal_form_keeps_its_comments() -> None:
    entry = take_apart(ENTRY + "\nrest")
    assert entry is not None
    assert entry.end == len(ENTRY)
    assert formatted(entry) == (
        "@article{a,\n"
        "  % above the title\n"
        "  title = {T {x}}, % behind\n"
        '  author = "A {"} B" # x, % two\n'
        "  % why\n"
        "  year = {2020},\n"
        "  % last\n"
        "}"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{b}\nrest", "@misc{b,\n  doi = {1},\n}\nrest"),
        ("@misc{b,}", "@misc{b,\n  doi = {1},\n}"),
        ("@misc{b, a = {x}}", "@misc{b, a = {x},\n  doi = {1},\n}"),
        ("@misc{b,\n  a = {x}, % why\n  % last\n}", "@misc{b,\n  a = {x}, % why\n  doi = {1},\n  % last\n}"),
        ("@misc{b,\n  a = {x} % why\n}", "@misc{b,\n  a = {x}, % why\n  doi = {1},\n}"),
        ("@misc(b,\n  a = {x}\n)", "@misc(b,\n  a = {x},\n  doi = {1},\n)"),
    ],
)
def test_a_field_is_put_behind_the_last_one(before: str, after: str) -> None:
    entry = take_apart(before)
    assert entry is not None
    assert with_fields(before, entry, [("doi", "{1}")]) == after
    assert with_fields(before, entry, []) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "@misc{b c, a={1}}",
        "@misc{b, a={1}",
        "@misc{b, a={1} c={2}}",
        "@misc{b, ={2}}",
        '@misc{b, a="x}',
    ],
)
def test_what_has_not_the_usual_form_is_left_alone(text: str) -> None:
    assert take_apart(text) is None


_VALUE = st.text(string.ascii_letters + ' \\{}"#%,=@\n合', max_size=20)
_NAME = st.text(string.ascii_letters, min_size=1, max_size=8)


@given(st.lists(st.tuples(_NAME, _VALUE), max_size=5))
def test_formatting_is_idempotent_and_keeps_every_value(fields: list[tuple[str, str]]) -> None:
    clean = [(name, value.replace("{", "").replace("}", "").replace("\\", "")) for name, value in fields]
    text = "@misc{key,\n" + "".join(f" {name}={{{value}}}\n," for name, value in clean) + "}"
    entry = take_apart(text)
    assert entry is not None
    once = formatted(entry)
    again = take_apart(once)
    assert again is not None
    assert formatted(again) == once
    values = [(field.name, field.value) for field in again.fields]
    assert sorted(values) == sorted((name.lower(), f"{{{value}}}") for name, value in clean)


@given(st.text(string.printable, max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    entry = take_apart("@misc{a," + text)
    if entry is not None:
        formatted(entry)
