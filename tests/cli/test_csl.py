"""`review csl` and `review styles` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from toolkit.cli.csl import command as csl
from toolkit.cli.style_search import plain, read_entry, search
from toolkit.cli.styles import command as styles
from toolkit.errors import ToolkitError

ITEMS: list[dict[str, Any]] = [
    {
        "id": "a",
        "type": "article-journal",
        "author": [{"family": "Muster", "given": "Ada"}],
        "title": "A & B",
        "container-title": "Made-up Journal",
        "issued": {"date-parts": [[2020]]},
        "volume": "1",
        "page": "2-3",
        "language": "en",
    },
    {"id": "b", "type": "book", "title": "虚构之书", "publisher": "虚构出版社", "language": "zh"},
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "items.json").write_text(json.dumps(ITEMS), encoding="utf-8")
    citations = [["a"], ["b", {"id": "a", "locator": 4, "prefix": "see "}]]
    (tmp_path / "citations.json").write_text(json.dumps(citations), encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str, style: str = "gb-t-7714-2015-numeric") -> Result:
    arguments = ["--style", style, "--items", str(folder / "items.json"), *options]
    return CliRunner().invoke(csl, arguments, catch_exceptions=False)


def test_items_may_be_of_any_format(files: Path) -> None:
    (files / "items.json").write_text(
        "TY  - BOOK\nID  - c\nTI  - Synthetic book\nAU  - Muster, Ada\nPY  - 2019\nER  - \n", encoding="utf-8"
    )
    assert run(files).output.startswith("[1] MUSTER A. Synthetic book[M]")


def refused(folder: Path, *options: str, style: str = "gb-t-7714-2015-numeric") -> ToolkitError:
    with pytest.raises(ToolkitError) as caught:
        run(folder, *options, style=style)
    return caught.value


def test_text_is_the_bibliography(files: Path) -> None:
    result = run(files)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "[1] MUSTER A. A & B[J]. Made-up Journal, 2020, 1: 2-3."


def test_json_has_citations_bibliography_and_warnings(files: Path) -> None:
    found = json.loads(run(files, "--citations", str(files / "citations.json"), "--to", "json").stdout)
    assert found["citations"][0] == "<sup>[1]</sup>"
    assert len(found["bibliography"]) == 2
    assert found["bibliography"][0].strip().startswith('<div class="csl-entry">')
    assert "A &#38; B" in found["bibliography"][0]
    assert found["warnings"] == []


def test_html_is_a_fragment(files: Path) -> None:
    out = run(files, "--citations", str(files / "citations.json"), "--to", "html").stdout
    assert out.startswith('<p class="csl-citation"><sup>[1]</sup></p>\n')
    assert out.rstrip().endswith("</div>")


def test_notes_are_numbered(files: Path) -> None:
    citations = files / "citations.json"
    citations.write_text(json.dumps([["a"], ["a"]]), encoding="utf-8")
    style = "chicago-notes-bibliography"
    first, second = run(files, "--citations", str(citations), "--note", style=style).stdout.splitlines()[:2]
    assert "Made-up Journal" in first
    assert "Made-up Journal" not in second


def test_style_from_a_file(files: Path) -> None:
    from toolkit import resources

    path = files / "own.csl"
    path.write_bytes(resources.style_bytes("gb-t-7714-2015-numeric") or b"")
    assert run(files, style=str(path)).stdout == run(files).stdout


def test_odd_items_give_warnings(files: Path) -> None:
    (files / "items.json").write_text(
        '[{"id": "x", "type": "book", "author": "A. Muster"}]', encoding="utf-8"
    )
    result = run(files)
    assert "warning: item x: author is text" in result.stderr


def test_items_from_standard_input(files: Path) -> None:
    arguments = ["--style", "gb-t-7714-2015-numeric", "--items", "-"]
    result = CliRunner().invoke(csl, arguments, input=json.dumps(ITEMS[:1]), catch_exceptions=False)
    assert result.stdout.startswith("[1] MUSTER A.")


def test_unknown_style_names_the_nearest(files: Path) -> None:
    error = refused(files, style="gb-t-7714-2015-numerc")
    assert "gb-t-7714-2015-numeric" in error.problems[0].help


def test_missing_style_file(files: Path) -> None:
    assert "There is no file" in str(refused(files, style=str(files / "none.csl")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[{]", "not JSON"),
        (b"\xd6\xd0\xce\xc4", "no references in a form that is known"),
        (b'"text"', "no references in a form that is known"),
        (b"[1]", "item 1 is no object"),
    ],
)
def test_bad_items(files: Path, content: bytes, message: str) -> None:
    (files / "items.json").write_bytes(content)
    error = refused(files)
    assert message in str(error)
    assert error.problems[0].span is not None


@pytest.mark.parametrize(
    ("content", "message"),
    [('{"a": 1}', "list of clusters"), ("[1]", "citation 1 is no list"), ('[["z"]]', "cites 'z'")],
)
def test_bad_citations(files: Path, content: str, message: str) -> None:
    (files / "citations.json").write_text(content, encoding="utf-8")
    assert message in str(refused(files, "--citations", str(files / "citations.json")))


# --- review styles ----------------------------------------------------------------------------


def find(*words: str) -> Result:
    return CliRunner().invoke(styles, words, catch_exceptions=False)


def test_find_by_name_shows_the_parent_and_a_sample() -> None:
    out = find("stem cell research & therapy").stdout
    assert "stem-cell-research-and-therapy" in out
    assert "[style: springer-vancouver-brackets]" in out
    assert "Stuenkel" in out


def test_find_by_issn_with_and_without_hyphen() -> None:
    assert find("1476-4687", "--no-sample").stdout == find("14764687", "--no-sample").stdout
    assert find("1476-4687", "--no-sample").stdout.startswith("nature ")


def test_our_own_styles_are_found() -> None:
    lines = find("gb-t-7714-2025-numeric").stdout.splitlines()
    assert lines[0].startswith("gb-t-7714-2025-numeric")
    assert "复旦学报(医学版)，2021，48（6）：819-826." in lines[1]


def test_nothing_found_names_similar_ids() -> None:
    result = find("natur-medicne")
    assert result.exit_code == 1
    assert "nature-medicine" in result.stderr


def test_limit_tells_how_many_more() -> None:
    result = find("nature", "--limit", "2", "--no-sample")
    assert len(result.stdout.splitlines()) == 2
    assert "more" in result.stderr


def test_entry_of_a_small_file(tmp_path: Path) -> None:
    path = tmp_path / "own-style.csl"
    text = (
        "<style><info><title>Zeitschrift f&#252;r Öl &amp; Gas</title><issn>1234-567x</issn></info></style>"
    )
    path.write_text(text, encoding="utf-8")
    entry = read_entry(path)
    assert entry.title == "Zeitschrift für Öl & Gas"
    assert search("zeitschrift fur ol and gas", [path]) == [entry]
    assert search("1234-567X", [path]) == [entry]


def test_names_are_compared_without_accents_and_signs() -> None:
    assert plain("Géologie & L’Eau") == "geologie and l eau"


def test_dependent_style_from_a_file(files: Path) -> None:
    path = files / "own.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Own</title><id>own</id>'
        '<link href="http://www.zotero.org/styles/nature" rel="independent-parent"/></info></style>',
        encoding="utf-8",
    )
    assert run(files, style=str(path)).stdout == run(files, style="nature").stdout
