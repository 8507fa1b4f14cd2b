"""Names in BibTeX."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.bibliography.support import one, shown
from toolkit.load.bibliography import read_bibliography
from toolkit.model.diagnostic import Problem


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
        ("Smith J, Jones K, Brown L", ["Smith, J", "Jones, K", "Brown, L"]),
        ("Smith J, Jones K", ["Smith, J", "Jones, K"]),
        (
            "van der Berg JA, O'Brien K., El Andaloussi S, Smith-Jones J-P",
            ["(van der) Berg, JA", "O'Brien, K.", "El Andaloussi, S", "Smith-Jones, J-P"],
        ),
        ("Tinjić S, Smith AB Jr, Öz Ü", ["Tinjić, S", "Smith, AB [Jr]", "Öz, Ü"]),
        ("Smith J; Jones K; Brown L", ["Smith, J", "Jones, K", "Brown, L"]),
        ("Smith J, Jones K; Brown L", ["Smith, J", "Jones, K", "Brown, L"]),
        ("Smith, John; von Jones, Karl", ["Smith, John", "(von) Jones, Karl"]),
        (r"Tinji{\'c} S, {\v{S}}vajger U", ["Tinjić, S", "Švajger, U"]),
        ("M&uuml;ller, Hans", ["M&uuml;ller, Hans"]),
        ("John Smith; Karl Jones", ["Smith, John", "Jones, Karl"]),
        ("{Barnes; Noble}; Li, Wei", ["=Barnes; Noble", "Li, Wei"]),
        ("陈竺, 李兰娟", ["=陈竺", "=李兰娟"]),
        ("陈竺;李兰娟", ["=陈竺", "=李兰娟"]),
        ("陈　竺 and 诸葛 亮", ["陈, 竺", "诸葛, 亮"]),
        ("阿卜杜拉·买买提 and 古丽", ["=阿卜杜拉·买买提", "=古丽"]),
        ("family=陈, given=竺 and 李兰娟", ["陈, 竺", "=李兰娟"]),
        ("Wang XM and Li L", ["Wang, XM", "Li, L"]),
        ("Wang LI and Smith JO", ["LI, Wang", "JO, Smith"]),
        ("Wei NG and Lan WU", ["NG, Wei", "WU, Lan"]),
        ("周强, 欧阳娜娜", ["=周强", "=欧阳娜娜"]),
        ("高林, 王伟", ["=高林", "=王伟"]),
        ("欧阳娜娜, 王伟", ["=欧阳娜娜", "=王伟"]),
        ("欧阳, 王伟", ["欧阳, 王伟"]),
        ("高木, 文子", ["高木, 文子"]),
        ("金子, 文子", ["金子, 文子"]),
        ("von Beethoven, Ludwig", ["(von) Beethoven, Ludwig"]),
        ("Smith, J", ["Smith, J"]),
        ("", []),
    ],
)
def test_forms(written: str, read: list[str]) -> None:
    reference = one(f"author = {{{written}}}")
    assert [shown(name) for name in reference.names.get("author", ())] == read
    assert reference.truncated == frozenset()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("WANG Lulu and LI Ming", ["WANG, Lulu", "LI, Ming"]),
        ("NG Mei", ["NG, Mei"]),
        ("Wang, LL and Li, M", ["Wang, LL", "Li, M"]),
        ("LL Wang", ["Wang, LL"]),
        ("Lulu WANG", ["WANG, Lulu"]),
    ],
)
def test_capitals_in_the_english_version_are_the_family_name(written: str, read: list[str]) -> None:
    names = one(f"author = {{王璐璐}}, author-en = {{{written}}}").names["original-author"]
    assert [shown(name) for name in names] == read


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


def test_a_pubmed_list_that_goes_on() -> None:
    reference = one("author = {Smith J, Jones K, et al.}")
    assert [shown(name) for name in reference.names["author"]] == ["Smith, J", "Jones, K"]
    assert reference.truncated == {"author"}


@pytest.mark.parametrize(
    "written",
    ["John Smith, Karl Jones, Lee Brown", "Smith, John, Jones, Karl", "Li, Wei and A B, Cd Ef, Gh Ij"],
)
def test_commas_that_cannot_be_understood_are_reported(written: str) -> None:
    problems: list[Problem] = []
    text = f"@article{{a,\n  title = {{T}},\n  author = {{{written}}},\n}}"
    assert len(read_bibliography(Path("refs.bib"), text, problems)) == 1
    (problem,) = problems
    assert "too many commas" in problem.message
    assert problem.span is not None
    assert problem.span.line == 3
    assert "and" in problem.help


@pytest.mark.parametrize(
    "written",
    [
        "King, Jr., Martin Luther and Knuth, III, Donald",
        "{Department of Health, Education, Welfare, and more}",
        "family=Berg, given=Jan, prefix=van der, useprefix=true",
        "Smith J, Jones K, Brown L",
        "王璐璐, 赖东梅, 易笑, 李雷",
    ],
)
def test_commas_that_are_understood_are_not(written: str) -> None:
    problems: list[Problem] = []
    read_bibliography(Path("refs.bib"), f"@article{{a, title = {{T}}, author = {{{written}}}}}", problems)
    assert not problems


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("王璐璐 and 等", ["=王璐璐"]),
        ("王璐璐等", ["=王璐璐"]),
        ("王璐璐，赖东梅等人", ["=王璐璐", "=赖东梅"]),
        ("王璐璐 et al.", ["=王璐璐"]),
        ("Smith, John, et al", ["Smith, John"]),
        ("Smith J, Jones K, et al.", ["Smith, J", "Jones, K"]),
        ("Smith, John and others", ["Smith, John"]),
    ],
)
def test_how_a_list_may_go_on(written: str, read: list[str]) -> None:
    reference = one(f"author = {{{written}}}")
    assert [shown(name) for name in reference.names["author"]] == read
    assert reference.truncated == {"author"}
