"""What databases and reference managers export: each file of `exports/` and what must be found in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.bibliography import read_bibliography
from toolkit.load.text import decode_export
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.reference import Reference
from toolkit.render.bibliography import write_references

EXPORTS = Path(__file__).parent / "exports"
FILES = sorted(path for path in EXPORTS.iterdir() if path.is_file() and path.suffix != ".md")
COMPOSED = {"language", "edition", "reference-type", "abstract", "AUID", "SI", "MH", "RN", "GR", "RIN"} | {
    "annote",
    "file-attachments",
    "collections",
}
"""Codes, types, and what is put together of several elements."""
WITHIN = {"PMID", "volume", "issue", "page"}
"""What may stand within the note or the citation of a table."""
RIS = (EXPORTS / "endnote.ris").read_text(encoding="utf-8")


def read(text: str, name: str = "works.txt") -> tuple[tuple[Reference, ...], list[Problem], list[Note]]:
    problems: list[Problem] = []
    notes: list[Note] = []
    return read_bibliography(Path(name), text, problems, notes), problems, notes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_export_is_read_in_the_terms_of_csl(path: Path) -> None:
    references, problems, _ = read(path.read_text(encoding="utf-8"))
    assert problems == []
    expected = (EXPORTS / "expected" / f"{path.name}.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(write_references(references, "csl-yaml")) == yaml.safe_load(expected)


@pytest.mark.parametrize(
    "path",
    # Those of BibTeX and CSL have tests of their own.
    [path for path in FILES if path.suffix not in {".bib", ".json"} and path.name != "pandoc-metadata.yaml"],
    ids=lambda path: path.name,
)
def test_every_field_knows_its_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    references, _, _ = read(text)
    for reference in references:
        assert reference.span is not None
        for variable, value in {**reference.fields, **reference.extra}.items():
            if variable not in COMPOSED:
                span = reference.field_spans[variable]
                here = "\n".join(lines[span.line - 1 : span.end_line])[span.column - 1 :]
                start = re.split(r"[-;<\n]", value.lstrip("["))[0][:6].rstrip()
                if variable in WITHIN and path.suffix in {".csv", ".rdf"}:
                    here = here[here.index(start) :]
                assert here.lstrip("[").casefold().startswith(start.casefold()), (variable, value)


def test_dialects_fall_into_one_form() -> None:
    """`DA` without a year, all keywords in one field, `(ISSN)` behind the number."""
    works = {path.name: read(path.read_text(encoding="utf-8"))[0][0] for path in FILES}
    assert works["wos.ris"].dates["issued"].parts == ((2023, 3, 15),)
    assert works["cnki.ris"].get("keyword") == "外泌体; 水凝胶; 创面愈合"
    assert works["scopus.ris"].get("ISSN") == "1000-1234"
    assert works["pubmed.nbib"].dates["issued"].parts == ((2024, 1), (2024, 2))


def test_an_entry_of_a_printed_list_that_is_not_understood_is_named() -> None:
    text = "[1] 张三. 合成文献一[J]. 合成医学杂志, 2020, 9(2): 77-82.\n[2] 王医生 内部交流\n"
    references, (problem,), (note,) = read(text)
    assert [one.get("title") for one in references] == ["合成文献一"]
    assert problem.span is not None
    assert problem.span.line == 2
    assert "no known form" in problem.message
    assert "printed list" in note.en


def test_what_has_no_place_is_kept_and_told() -> None:
    (first, *_), problems, notes = read(RIS)
    assert problems == []
    assert first.extra["M2"] == "unknown use"
    assert first.extra["UR"] == "https://example.org/1.pdf"
    assert "M2" in notes[0].en
    assert notes[0].span is not None


def test_a_type_that_nobody_knows_is_told() -> None:
    (work,), problems, notes = read("TY  - ZZZZ\nTI  - Synthetic\nER  - \n")
    assert (work.type, work.extra["reference-type"], problems) == ("document", "ZZZZ", [])
    assert "“ZZZZ”" in notes[0].en


def test_a_record_without_end_is_read_and_told() -> None:
    text = "TY  - JOUR\nTI  - Synthetic A\n\nTY  - JOUR\nTI  - Synthetic B\nER  - \n"
    works, (problem,), _ = read(text)
    assert [work.get("title") for work in works] == ["Synthetic A", "Synthetic B"]
    assert problem.span is not None
    assert problem.span.line == 1


def test_lines_outside_of_records_are_told_once() -> None:
    text = "TY  - JOUR\nTI  - Synthetic A\nER  - \nlost words\nmore words\nTY  - JOUR\nER  - \n"
    works, (problem,), _ = read(text)
    assert len(works) == 2
    assert "“lost words”" in problem.message
    assert "1 further" in problem.message
    assert problem.span is not None
    assert problem.span.line == 4


def test_records_without_a_key_get_readable_ones() -> None:
    twice = RIS + RIS.replace("ID  - yang2024synthetic\n", "")
    keys = [work.id for work in read(twice)[0]]
    own = ["yang2024synthetic", "smith2019synthetic", "jones2019synthetic", "wang2021hechengxuewei"]
    assert keys[:4] == own
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("Yang2024", "Yang2024"),
        ("王2024", "王2024"),
        ("17", "yang2024synthetic"),
        ("WOS:000000000000005", "yang2024synthetic"),
        ("https://example.org/1", "yang2024synthetic"),
        ("rayyan-123456789", "yang2024synthetic"),
        ("two words", "yang2024synthetic"),
        ("ABCD2345", "yang2024synthetic"),
    ],
)
def test_a_key_of_the_record_itself_is_its_key(given: str, key: str) -> None:
    text = f"TY  - JOUR\nID  - {given}\nTI  - Synthetic\nAU  - Yang, L\nPY  - 2024\nER  - \n"
    (work,), _, _ = read(text)
    assert work.id == key
    assert ("id" in work.field_spans) == (given == key)
    assert given in {work.id, work.extra.get("ID")}


def test_two_people_of_one_name_stay_two() -> None:
    (work,), _, _ = read("TY  - JOUR\nAU  - Wang, W\nAU  - Wang, W\nA1  - Wang, W\nER  - \n")
    assert len(work.names["author"]) == 2


def test_a_range_of_dates_is_not_cut_by_the_day_beside_it() -> None:
    (work,), _, _ = read("TY  - JOUR\nPY  - 2024/2025\nDA  - 2024/03/15\nER  - \n")
    assert work.dates["issued"].parts == ((2024,), (2025,))
    assert work.extra["DA"] == "2024/03/15"


def test_what_a_field_says_beside_its_number_or_date_is_kept() -> None:
    text = (
        "TY  - JOUR\nPY  - 2024/03/15/Special issue\nY2  - 2024-05-06 10:30\n"
        "SN  - 1000-1234 (Print)\nSN  - 1000-5678; 1000-9999\nER  - \n"
    )
    (work,), _, _ = read(text)
    assert work.dates["issued"].parts == ((2024, 3, 15),)
    assert work.dates["accessed"].parts == ((2024, 5, 6),)
    assert work.get("ISSN") == "1000-1234"
    written = write_references([work], "ris")
    for line in text.splitlines()[1:-1]:
        assert line in written.splitlines()
    assert len(re.findall("(?m)^(?:SN|Y2|PY)", written)) == 4


def test_damage_in_xml_costs_what_is_behind_it() -> None:
    text = (EXPORTS / "endnote.xml").read_text(encoding="utf-8")
    works, (problem,), _ = read(text.replace("</records>", "<record><titles>"))
    assert [work.get("DOI") for work in works] == ["10.5555/synthetic.15"]
    assert "not valid XML" in problem.message


@pytest.mark.parametrize("name", ["pubmed.xml", "zotero.rdf"])
def test_elements_within_elements_without_end_are_told(name: str) -> None:
    text = (EXPORTS / name).read_text(encoding="utf-8")
    end = text.rindex("</", 0, text.rindex("</"))
    _, problems, _ = read(f"{text[:end]}{'<a>' * 5000}{'</a>' * 5000}{text[end:]}")
    assert "deep" in problems[0].message


def test_a_work_without_a_name_is_the_journal_of_none() -> None:
    (work,), _, _ = read(
        '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#"><bib:Article>'
        "<z:itemType>journalArticle</z:itemType><dc:title>Synthetic</dc:title><dcterms:isPartOf><bib:Journal>"
        "<dc:title>Journal</dc:title></bib:Journal></dcterms:isPartOf></bib:Article></rdf:RDF>"
    )
    assert work.get("container-title") == "Journal"


def test_entities_are_refused() -> None:
    declared = '<!DOCTYPE PubmedArticleSet [<!ENTITY a "aa">]>'
    text = f"{declared}\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>"
    works, (problem,), _ = read(text)
    assert works == ()
    assert "entities" in problem.message


@pytest.mark.parametrize(
    ("codec", "words"), [("gb18030", "GB18030"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")]
)
@pytest.mark.parametrize("name", ["cnki.ris", "noteexpress.txt", "cnki.enw"])
def test_another_encoding_is_read_and_told(name: str, codec: str, words: str) -> None:
    text = (EXPORTS / name).read_text(encoding="utf-8")
    problems: list[Problem] = []
    notes: list[Note] = []
    found = decode_export(text.encode(codec), Path(name), problems, notes)
    if codec != "gb18030" and found is None:
        pytest.skip("few ASCII characters: UTF-16 without a mark cannot be told")
    assert (found, problems) == (text, [])
    assert words in notes[0].en


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_the_encoding(codec: str) -> None:
    notes: list[Note] = []
    assert decode_export(RIS.encode(codec), Path("a.ris"), [], notes) == RIS
    assert notes == []


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14\x00", bytes(range(256)) * 8])
def test_what_is_no_text_is_named(data: bytes) -> None:
    problems: list[Problem] = []
    assert decode_export(data, Path("a.ris"), problems, []) is None
    assert len(problems) == 1


_PIECES = (
    """
TY  - JOUR|ER  - |AU  - |PY  - 2024///|DA  - 13/|SP  - 1-|EP  - 2|PMID- 1|FAU - A, B|N1  - title: x|%0 Book
%A 王,|%D|{Reference Type}: Book|{Author}: ;；|PT J|   x|EF|@article{a,|title = {|}|<xml><records><record>
</record>|<titles><title>|<PubmedArticle>|&a;|Title,Author,Year|Title\tAuthor\tDOI|"a|""|,
references:|- id: a|  issued: [|[{|"id": "b"|\ufeff|\u2028|�
""".strip()
    .replace("\n", "|")
    .split("|")
)


@given(
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=20)), max_size=12),
    st.sampled_from(["\n", " ", ""]),
)
def test_no_text_breaks_a_reader(pieces: list[str], joint: str) -> None:
    read(joint.join(pieces))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(data: bytes) -> None:
    problems: list[Problem] = []
    text = decode_export(data, Path("a.ris"), problems, [])
    assert (text is None) == bool(problems)
    if text is not None:
        read(text)


@given(st.sampled_from(FILES), st.data())
def test_no_damage_to_an_export_breaks_its_reader(path: Path, data: st.DataObject) -> None:
    """Cut, doubled, overwritten: whatever happens to the bytes is told or read, never raised."""
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 300)))
    damage = data.draw(st.one_of(st.just(b""), st.binary(max_size=8), st.just(content[start:end] * 2)))
    content = content[:start] + damage + (content[end:] if data.draw(st.booleans()) else b"")
    text = decode_export(content, path, [], [])
    if text is not None:
        read(text)


def test_a_year_that_cannot_be_read_keeps_the_day_beside_it() -> None:
    (work,), _, _ = read("TY  - JOUR\nPY  - soon\nDA  - 2024/03/15\nER  - \n")
    assert (work.dates["issued"].raw, work.extra["DA"]) == ("soon", "2024/03/15")


@pytest.mark.parametrize("line", ["# ", " ", "title: x", "FN ", "<!-- "])
def test_a_long_beginning_is_judged_at_once(line: str) -> None:
    """Were it tried again from every place, this would take minutes."""
    read(f"{line}\n" * 30_000)
    read(line * 30_000)


def test_rows_of_a_table_may_be_longer_than_its_head() -> None:
    (work,), problems, notes = read("Title;Author;Year\nSynthetic;Yang, L;2024;more\n;;\n")
    assert (work.get("title"), work.extra, problems) == ("Synthetic", {"column-4": "more"}, [])
    assert "column 4" in notes[0].en


def test_a_quotation_mark_that_nothing_closes_costs_its_cell_only() -> None:
    works, (problem,), _ = read('Title,Author,Year\n"Synthetic A,Yang,2024\nSynthetic B,Li,2023\n')
    assert [work.get("title") for work in works] == ['"Synthetic A', "Synthetic B"]
    assert problem.span is not None
    assert problem.span.line == 2


def test_a_whole_text_in_the_place_of_a_name_is_read_at_once() -> None:
    """Were every place in it tried as the end of a family name, this would take minutes."""
    (work,), _, _ = read(f"Title,Author,Year\nSynthetic,{'a' * 300_000},2024\n")
    assert len(work.names["author"]) == 1


def test_a_quotation_mark_within_a_cell_is_no_mistake() -> None:
    (work,), problems, _ = read('Title,Author,Year\n"""Synthetic",Yang,2024\n')
    assert (work.get("title"), problems) == ('"Synthetic', [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yang L, van der Berg JA.", ["Yang", "Berg"]),
        ("Yang, Lei and Li, Ming", ["Yang", "Li"]),
        ("Centre for Nothing and Nowhere", [""]),
        ("Yang, Lei", ["Yang"]),
        ("王璐璐，李明", ["", ""]),
    ],
)
def test_a_cell_may_hold_many_people(text: str, names: list[str]) -> None:
    (work,), _, _ = read(f"Title\tAuthors\tYear\nSynthetic\t{text}\t2024\n")
    assert [name.family for name in work.names["author"]] == names
