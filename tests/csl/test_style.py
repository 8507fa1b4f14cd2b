"""Styles that cannot be used are refused, with file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.csl.kit import entries, run, style, work
from toolkit.csl import load_style, parse_style
from toolkit.errors import ToolkitError

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">'
LOOP = '<macro name="a"><text macro="b"/></macro>\n<macro name="b"><text macro="a"/></macro>'


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("<style", "not well-formed XML", 1),
        ("<html/>", "not a CSL style", 1),
        (f"{HEAD}</style>", "no cs:citation", 1),
        (f"{HEAD}\n<citation/></style>", "no cs:layout", 2),
        (f'{HEAD}\n\n<citation><layout><text macro="a"/></layout></citation></style>', "no macro named a", 3),
        (f'{HEAD}\n<citation><layout><text term="zzz"/></layout></citation></style>', "no term named zzz", 2),
        (
            f'{HEAD}{LOOP}<macro name="b"><text macro="a"/></macro><citation><layout/></citation></style>',
            "calls itself",
            2,
        ),
    ],
)
def test_unusable_styles(source: str, message: str, line: int) -> None:
    with pytest.raises(ToolkitError, match=message) as caught:
        parse_style(source.encode(), "bad.csl")
    (problem,) = caught.value.problems
    assert problem.span is not None
    assert (problem.span.path.name, problem.span.line) == ("bad.csl", line)


def test_entities_are_refused_before_anything_is_expanded() -> None:
    source = b'<?xml version="1.0"?>\n<!DOCTYPE style [<!ENTITY x "yyyy">]><style>&x;</style>'
    with pytest.raises(ToolkitError, match="document type") as caught:
        parse_style(source, "evil.csl")
    assert caught.value.problems[0].span is not None
    assert caught.value.problems[0].span.line == 2


def dependent(parent: str) -> bytes:
    link = f'<link rel="independent-parent" href="http://www.zotero.org/styles/{parent}"/>'
    head = HEAD.replace(">", ' default-locale="de-DE">')
    return f"{head}<info>{link}</info></style>".encode()


def loader(**sources: bytes) -> Callable[[str], bytes | None]:
    def load(key: str) -> bytes | None:
        return sources.get(key)

    return load


def test_dependent_style_takes_its_parent_and_keeps_its_locale() -> None:
    parent = f'{HEAD}<citation><layout><text term="and"/></layout></citation></style>'.encode()
    found = parse_style(dependent("parent"), "child.csl", load_parent=loader(parent=parent))
    assert found.default_locale == "de-DE"


def test_dependent_style_without_its_parent() -> None:
    with pytest.raises(ToolkitError, match="depends on parent"):
        parse_style(dependent("parent"), "child.csl", load_parent=loader())


def test_parents_in_a_circle() -> None:
    sources = {"a": dependent("b"), "b": dependent("a")}
    with pytest.raises(ToolkitError, match="depends on itself"):
        parse_style(sources["a"], "child.csl", load_parent=loader(**sources))


def test_unknown_id() -> None:
    with pytest.raises(ToolkitError, match="no-such-style"):
        load_style("no-such-style")
    with pytest.raises(ToolkitError):
        load_style("../resources")


def test_installed_styles_numeric_or_not() -> None:
    assert load_style("nature").numeric
    assert not load_style("apa").numeric


def test_entry_that_prints_nothing_is_reported() -> None:
    used = style("<text variable='title'/>", "<text variable='title'/>")
    assert entries(used, [work("a", title="A"), work("b")]) == ["A"]
    assert any("b" in warning and "prints nothing" in warning for warning in run(used, [work("b")]).warnings)
