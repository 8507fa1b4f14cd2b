"""Lists of journal names in the forms that people have. All journals are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.library.journal_names import joined, read_list

FULL, SHORT = "Synthetic Journal of Cells & Tissue", "Synth. J. Cells Tissue"


@pytest.mark.parametrize(
    "line",
    [
        f"{FULL};{SHORT}",
        f"{FULL};{SHORT};SJCT;12",
        f"{FULL},{SHORT}",
        f'"{FULL}","{SHORT}"',
        f"{FULL} = {SHORT}",
        f"{FULL}\t{SHORT}",
        f"# a comment\n\n  {FULL} ; {SHORT}  ",
    ],
)
def test_forms_of_a_line(line: str) -> None:
    journals = read_list(line)
    assert journals.abbreviated(FULL) == SHORT
    assert journals.abbreviated("the synthetic journal of cells and tissue") == SHORT
    assert journals.abbreviated("Synth J Cells Tissue") == SHORT
    assert journals.expanded("Synth J Cells Tissue") == FULL
    assert journals.abbreviated("Another Journal") == journals.expanded("Another J.") == ""
    assert not journals.unread


def test_what_is_no_pair_is_named_by_its_line() -> None:
    assert read_list(f"one column\n{FULL};{SHORT}\n;{SHORT}\n{FULL};\n").unread == (1, 3, 4)


def test_the_first_list_counts() -> None:
    lists = [read_list(f"{FULL};{SHORT}"), read_list(f"{FULL};Other\nAnother Journal;Another J.")]
    assert joined(lists).abbreviated(FULL) == SHORT
    assert joined(lists).abbreviated("Another Journal") == "Another J."


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    journals = read_list(text)
    assert len(journals.unread) <= text.count("\n") + 1
