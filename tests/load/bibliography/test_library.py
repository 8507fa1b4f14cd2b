"""Large bibliographies: an index finds entries, a citation reads them. All works are synthetic."""

from __future__ import annotations

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.bibliography import library as module
from toolkit.load.bibliography.bibtex import read_bibtex
from toolkit.load.bibliography.bibtex_index import build_index
from toolkit.load.bibliography.index_cache import cached_index
from toolkit.load.bibliography.library import Library
from toolkit.load.project import load_review
from toolkit.model.diagnostic import Problem

ENTRIES = """\
% synthetic works
@string{ja = {Synthetic Journal}}
@article{one,
  title = {Synthetic work one},
  journal = ja, year = 2020, doi = {10.5555/One_1},
}
@book{host, title = {Synthetic book}, year = 2019, editor = {Demo, A.}}
@incollection{two,
  title = {Synthetic chapter, see
@author, of the text},
  crossref = {host},
}
@comment{@article{hidden, title = {x}}}
  @misc{three, title = {合成文献 \\{三\\}}, pmid = {123}} @misc{four, title = {Synthetic four}}
@article(five, title = "Synthetic five")
"""


def library(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch, encoding: str = "utf-8") -> Library:
    monkeypatch.setattr(module, "LARGE", 0)
    path = folder / "library.bib"
    path.write_bytes(text.encode(encoding))
    found = Library.open(path)
    assert found is not None
    return found


def test_every_entry_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = library(tmp_path, ENTRIES, monkeypatch)
    assert list(opened.index.keys) == ["one", "host", "two", "three", "four", "five"]
    assert "hidden" not in opened


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_entries_are_as_if_the_whole_file_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    opened = library(tmp_path, ENTRIES.replace("\n", ending), monkeypatch, "utf-8-sig")
    problems: list[Problem] = []
    whole = read_bibtex(opened.path, ENTRIES, problems)
    assert opened.read(opened.index.keys, problems) == whole
    assert not problems
    (two,) = opened.read(["two"], problems)
    assert two.get("container-title") == "Synthetic book"


def test_a_line_of_a_value_may_look_like_an_entry() -> None:
    text = "@misc{a, note = {see\n@article{b, title = {x}}\n of it}}\n@misc{c}\n"
    assert list(build_index(text.encode()).keys) == ["a", "c"]


def test_places_and_lines_are_those_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = library(tmp_path, ENTRIES, monkeypatch)
    (four,) = opened.read(["four"], [])
    assert four.span is not None
    line = opened.excerpt().split("\n")[four.span.line - 1]
    assert line[four.span.column - 1 : four.span.end_column - 1] == "four"
    assert ENTRIES.split("\n")[four.span.line - 1][four.span.column - 1 :].startswith("four")


def test_entries_are_found_by_identifier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = library(tmp_path, ENTRIES, monkeypatch)
    assert opened.identified("doi:10.5555/one_1") == "one"
    assert opened.identified("pmid:123") == "three"
    assert opened.identified("pmid:12") is None


def test_an_unclosed_entry_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"@misc{{key{n},\n  title = {{Synthetic {n}}}\n}}\n" for n in range(300))
    text = text.replace("title = {Synthetic 170}", "title = {Synthetic 170")
    opened = library(tmp_path, text, monkeypatch)
    assert len(opened.index) == 299
    (problem,) = opened.broken()
    assert "key170" in problem.message
    assert problem.span is not None
    assert problem.span.line == 170 * 3 + 1
    assert len(opened.read([f"key{n}" for n in range(300)], [])) == 299


def test_an_entry_that_is_closed_too_early_can_be_cited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "@misc{a,\n title = {A}},\n year = 2020\n}\n@misc{b}\n"
    opened = library(tmp_path, text, monkeypatch)
    problems = list(opened.broken())
    (reference,) = opened.read(["a"], problems)
    assert reference.get("title") == "A"
    (problem,) = problems
    assert "closed before its field year" in problem.message


_NOT_USUAL = (
    "@misc{a, title={A} year=2020}\n@misc{b}",
    "@misc{a},@misc{b}, text @misc{c}",
    "text @misc{a}\n% @misc{x}\n@misc{b} % @misc{y}",
    "@misc{a, title={A}}, year = 2020}\n@misc{b}",
    "@misc{a, note = {see\n@misc{x, title={X}}\n}}\n@misc2{b, title={B}}",
    '@misc{a, note = "see\n@misc{x}\n"}\n@misc{b}',
)


@pytest.mark.parametrize("text", _NOT_USUAL)
def test_index_and_whole_reading_find_the_same(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = library(tmp_path, text, monkeypatch)
    whole = read_bibtex(opened.path, text, [])
    assert whole
    assert opened.read(opened.index.keys, []) == whole
    assert list(opened.index.keys) == [reference.id for reference in whole]


def test_two_entries_with_one_key_are_both_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = library(tmp_path, "@misc{a, title={One}}\n@misc{b}\n@misc{a, title={Two}}\n", monkeypatch)
    assert [reference.get("title") for reference in opened.read(["a"], [])] == ["One", "Two"]


def test_what_is_no_bibtex_in_utf_8_is_left_to_the_whole_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGE", 0)
    path = tmp_path / "x.bib"
    for content in (b"", b"<html>", "@misc{a, title={合成}}".encode("gb18030"), b'[{"id": "a"}]'):
        path.write_bytes(content)
        assert Library.open(path) is None


def test_a_review_reads_of_a_library_only_what_it_cites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(tmp_path, ENTRIES, monkeypatch)
    (tmp_path / "sections").mkdir()
    (tmp_path / "review.yaml").write_text(
        "title: Synthetic\nlanguage: en\njournal: icmje\nbibliography: library.bib\n", encoding="utf-8"
    )
    (tmp_path / "sections" / "01.md").write_text(
        "---\nid: a\ntitle: A\n---\nText [@two; @doi:10.5555/one_1] @{three}.\n", encoding="utf-8"
    )
    bibliography = load_review(tmp_path).bibliography
    assert set(bibliography.references) == {"one", "two", "three"}
    assert set(bibliography.keys()) == {"one", "host", "two", "three", "four", "five"}
    assert bibliography.find("doi:10.5555/one_1") is bibliography.references["one"]


# --- the cache --------------------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_cache_gives_what_was_built(cache: Path) -> None:
    data = ENTRIES.encode()
    built = cached_index(data, build_index)
    again = cached_index(data, lambda _: pytest.fail("built again"))
    assert [again.piece(n) for n in range(len(again))] == [built.piece(n) for n in range(len(built))]
    assert (again.strings, again.broken) == (built.strings, built.broken)


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:60] + b"x" + data[61:]]
)
def test_a_damaged_cache_is_made_again(cache: Path, damage: object) -> None:
    data = ENTRIES.encode()
    cached_index(data, build_index)
    (file,) = (cache / "bibliographies").iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert len(cached_index(data, build_index)) == 6


def test_an_edit_is_seen_at_once(cache: Path) -> None:
    data = ENTRIES.encode()
    cached_index(data, build_index)
    assert "six" in cached_index(data + b"@misc{six}\n", build_index).places


def test_a_read_only_disk_has_no_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert len(cached_index(ENTRIES.encode(), build_index)) == 6
    assert not any(cache.rglob("*-little"))


def test_a_file_in_the_place_of_the_cache_does_no_harm(cache: Path) -> None:
    cache.write_text("")
    assert len(cached_index(ENTRIES.encode(), build_index)) == 6


_TEXT = st.text(string.ascii_letters + string.digits + ' {}@,=\\"#%\n合é', max_size=60)


@given(st.lists(st.tuples(st.sampled_from(["article", "misc", "Book"]), _TEXT), max_size=8), _TEXT)
def test_the_index_finds_the_entries_that_the_whole_reader_finds(
    entries: list[tuple[str, str]], between: str
) -> None:
    """Where every value is balanced and no text between the entries looks like one."""
    balanced = [(kind, text.replace("{", "").replace("}", "").replace("\\", "")) for kind, text in entries]
    between = between.replace("@", "").replace("{", "").replace("}", "")
    text = "".join(
        f"@{kind}{{key{n},\n title = {{Synthetic {value}}}\n}}\n{between}\n"
        for n, (kind, value) in enumerate(balanced)
    )
    whole = read_bibtex(Path("x.bib"), text, [])
    index = build_index(text.encode())
    assert list(index.keys) == [reference.id for reference in whole]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_index(data: bytes) -> None:
    index = build_index(data)
    assert len(index.keys) == len(index.starts) == len(index.ends) == len(index.lines)
