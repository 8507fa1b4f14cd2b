"""Names in BibTeX."""

from __future__ import annotations

import pytest

from tests.load.bibliography.support import one, shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Donald E. Knuth", ["Knuth, Donald E."]),
        ("Knuth, Donald E.", ["Knuth, Donald E."]),
        ("Ludwig van Beethoven", ["(van) Beethoven, Ludwig"]),
        ("van der Berg, Jan and de la Cruz, Ana", ["(van der) Berg, Jan", "(de la) Cruz, Ana"]),
        (r"Charles de la Vall{\'e}e Poussin", ["(de la) Vallée Poussin, Charles"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther [Jr.]"]),
        ("von Neumann, John", ["(von) Neumann, John"]),
        ("El Andaloussi, A", ["El Andaloussi, A"]),
        ("d'Ormesson, Jean", ["(d') Ormesson, Jean"]),
        (r"Tinji{\'c}, S and {\v{S}}vajger, U", ["Tinjić, S", "Švajger, U"]),
        (r"{\'E}mile Zola", ["Zola, Émile"]),
        ("J.~R. Smith", ["Smith, J. R."]),
        ("{World Health Organization}", ["=World Health Organization"]),
        ("{Barnes and Noble} and Li, Wei", ["=Barnes and Noble", "Li, Wei"]),
        ("Jean {de la Fontaine}", ["de la Fontaine, Jean"]),
        ("Plato", ["Plato"]),
        ("family=Berg, given=Jan, prefix=van der", ["(van der) Berg, Jan"]),
        ("王璐璐 and 赖东梅", ["=王璐璐", "=赖东梅"]),
        ("王, 璐璐", ["王, 璐璐"]),
        ("{王璐璐}", ["=王璐璐"]),
        ("王 璐璐", ["王, 璐璐"]),
        ("王璐璐；赖东梅、欧阳娜", ["=王璐璐", "=赖东梅", "=欧阳娜"]),
        ("王璐璐，赖东梅", ["=王璐璐", "=赖东梅"]),
        ("王璐璐, 赖东梅, 易笑", ["=王璐璐", "=赖东梅", "=易笑"]),
        ("欧阳，娜", ["欧阳, 娜"]),
        ("山田, 太郎", ["山田, 太郎"]),
        ("", []),
    ],
)
def test_forms(written: str, read: list[str]) -> None:
    reference = one(f"author = {{{written}}}")
    assert [shown(name) for name in reference.names.get("author", ())] == read
    assert reference.truncated == frozenset()


@pytest.mark.parametrize("end", ["others", "Others", "et al.", "等"])
def test_a_list_that_goes_on(end: str) -> None:
    reference = one(f"author = {{Li, Wei and {end}}}, editor = {{Zhao, Min}}")
    assert [shown(name) for name in reference.names["author"]] == ["Li, Wei"]
    assert reference.truncated == {"author"}


def test_options_of_biblatex() -> None:
    body = "author = {van der Berg, Jan and King, Jr., Martin}, options = {useprefix=false, juniorcomma}"
    berg, king = one(body).names["author"]
    assert (shown(berg), king.comma_suffix) == ("Berg, Jan <van der>", True)


def test_editors_have_roles() -> None:
    names = one(
        "editor = {A, B}, editora = {C, D}, editoratype = {compiler}, translator = {E, F}", "book"
    ).names
    assert {variable: [shown(name) for name in found] for variable, found in names.items()} == {
        "editor": ["A, B"],
        "compiler": ["C, D"],
        "translator": ["E, F"],
    }
