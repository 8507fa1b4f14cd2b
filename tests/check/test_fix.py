"""Which fixes go together, and what the texts are then."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from toolkit.check.fix import apply_fixes
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.source import Span

A, B = Path("/a.md"), Path("/b.md")
SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def edit(line: int, column: int, length: int, new: str, path: Path = A) -> Edit:
    return Edit(Span.at(path, line, column, length), new)


def finding(*edits: Edit, grade: Applicability = SAFE, code: str = "TYP001") -> Finding:
    span = edits[0].span if edits else None
    return Finding(code, Severity.WARNING, {"en": code}, span, fix=Fix({"en": "x"}, edits, grade))


def text(*findings: Finding, source: str, unsafe: bool = False) -> str:
    return apply_fixes(findings, {A: source}, unsafe=unsafe).texts.get(A, source)


def test_edits_are_counted_in_characters_of_the_old_text() -> None:
    assert (
        text(finding(edit(1, 4, 2, "显著")), finding(edit(1, 2, 1, "")), source="可以，显着好")
        == "可，显著好"
    )


def test_only_what_is_safe_is_applied_unless_more_is_asked_for() -> None:
    findings = [
        finding(edit(1, 1, 1, "A")),
        finding(edit(1, 2, 1, "B"), grade=UNSAFE),
        finding(edit(1, 3, 1, "C"), grade=DISPLAY),
    ]
    assert text(*findings, source="abc") == "Abc"
    assert text(*findings, source="abc", unsafe=True) == "ABc"


def test_of_two_fixes_of_the_same_characters_the_first_is_applied() -> None:
    done = apply_fixes([finding(edit(1, 1, 2, "x")), finding(edit(1, 2, 2, "y"))], {A: "abc"})
    assert done.texts == {A: "xc"}
    assert len(done.applied) == 1


def test_neighbours_do_not_overlap_but_two_insertions_at_one_point_do() -> None:
    assert text(finding(edit(1, 1, 1, "x")), finding(edit(1, 2, 1, "y")), source="ab") == "xy"
    assert text(finding(edit(1, 2, 0, "x")), finding(edit(1, 2, 0, "y")), source="ab") == "axb"


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    first = finding(edit(1, 3, 1, "X"))
    both = finding(edit(1, 1, 1, "Y"), edit(1, 3, 1, "Y"))
    assert text(first, both, source="abc") == "abX"
    nowhere = finding(edit(1, 1, 1, "Y"), edit(9, 1, 1, "Y"))
    assert text(nowhere, source="abc") == "abc"
    itself = finding(edit(1, 1, 2, "Y"), edit(1, 2, 1, "Y"))
    assert text(itself, source="abc") == "abc"


def test_a_fix_may_span_files_and_lines() -> None:
    over = Finding(
        "REF001",
        Severity.WARNING,
        {"en": "x"},
        None,
        fix=Fix({"en": "x"}, (Edit(Span(A, 1, 2, 2, 2), "-"), edit(1, 1, 1, "q", B)), SAFE),
    )
    assert apply_fixes([over], {A: "ab\ncd", B: "b"}).texts == {A: "a-d", B: "q"}
    assert apply_fixes([over], {A: "ab\ncd"}).texts == {}


def test_line_ends_stay_and_a_new_line_ends_as_its_neighbours() -> None:
    done = text(finding(edit(2, 1, 1, "x\ny")), source="a\r\nb\r\nc\r")
    assert done == "a\r\nx\r\ny\r\nc\r"
    assert text(finding(edit(1, 2, 0, "\n")), source="ab") == "a\nb"


def test_what_changes_nothing_is_not_applied() -> None:
    assert apply_fixes([finding(edit(1, 1, 1, "a"))], {A: "a"}).applied == ()


EDITS = st.tuples(
    st.integers(1, 5), st.integers(1, 9), st.integers(0, 4), st.sampled_from(["", "x", "长", "\n"])
)
SOURCES = st.text(st.sampled_from("ab显着。\r\n"), max_size=30)


@given(SOURCES, st.lists(st.lists(EDITS, min_size=1, max_size=3), max_size=6))
def test_only_characters_within_an_edit_change(
    source: str, fixes: list[list[tuple[int, int, int, str]]]
) -> None:
    findings = [finding(*(edit(*one) for one in edits)) for edits in fixes]
    done = apply_fixes(findings, {A: source})
    new = done.texts.get(A, source)
    if not done.applied:
        assert new == source
        return
    again = apply_fixes(done.applied, {A: source})
    assert again.texts == done.texts, "the same findings give the same text"
    inserted = sum(len(one.text) for item in done.applied if item.fix for one in item.fix.edits)
    removed = sum(
        one.span.end_column - one.span.column for item in done.applied if item.fix for one in item.fix.edits
    )
    # A line break may be written as \r\n, as its neighbours are.
    assert len(source) - removed + inserted <= len(new) <= len(source) - removed + 2 * inserted
    assert set(new) <= set(source) | set("x长\r\n")
