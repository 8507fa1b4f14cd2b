"""What is no DOCX is named; what is damaged or hostile is refused, fast and without a traceback."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load.docx.kit import archive, docx, field, opened, p, part
from toolkit.errors import ToolkitError
from toolkit.load.docx import package as limits
from toolkit.load.docx import read_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("name", "data", "what", "remedy"),
    [
        ("a.docx", b"", "an empty file", "once more"),
        ("a.docx", b"%PDF-1.7 ...", "a PDF", "Word file"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "Word 97–2003", "save it as"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password", "remove it"),
        ("a.docx", OLE + "Workbook".encode("utf-16-le"), "Excel", ""),
        ("a.docx", b"{\\rtf1 text}", "Rich Text", "save it as"),
        ("a.docx", b"<!DOCTYPE html><html></html>", "web page", "save it as"),
        ("a.docx", "只是文字".encode(), "a text file", "review.yaml"),
        ("a.docx", archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
         "zip archive", ""),
        ("a.docx", archive({"picture.png": b"x"}), "a zip archive without a document", ""),
        ("a.docx", archive({"manuscript.docx": b"x"}), "a zip archive without a document", "Unpack"),
        ("a.docx", archive({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "Excel", ""),
        ("~$a.docx", b"\x05Author" + b" " * 155, "note that Word keeps", "a.docx"),
    ],
)  # fmt: skip
def test_other_files_are_named(tmp_path: Path, name: str, data: bytes, what: str, remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ToolkitError) as caught:
        read_docx(path)
    (problem,) = caught.value.problems
    assert what in problem.message
    assert remedy in problem.help
    assert problem.span is not None


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="There is no file"):
        read_docx(tmp_path / "none.docx")
    with pytest.raises(ToolkitError, match="is a folder"):
        read_docx(tmp_path)


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    xml = part("document", f"<w:body>{p('&b;')}</w:body>").replace("?>", f"?>{ENTITIES}")
    xml = xml.replace("UTF-8", encoding)
    data = docx("", extra={"word/document.xml": xml.encode(encoding)})
    with pytest.raises(ToolkitError, match="entities"):
        opened(tmp_path, data)


def test_relationships_that_leave_the_package_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(part("footnotes", p("secret")), encoding="utf-8")
    type_ = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    for target in ("../../../secret.xml", f"file://{secret}", str(secret), "..\\..\\secret.xml"):
        link = f'<Relationship Id="rId9" Type="{type_}" Target="{target}"/>'
        found = opened(tmp_path, docx(p("text"), links=link)).document
        assert [each.text for each in found.paragraphs] == ["text"]


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PART", 2**20)
    bomb = docx("", extra={"word/document.xml": b" " * (64 * 2**20)})
    assert len(bomb) < 2**18
    tracemalloc.start()
    with pytest.raises(ToolkitError, match="unpacks to more than"):
        opened(tmp_path, bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20


def test_a_false_size_in_the_directory_changes_nothing(tmp_path: Path) -> None:
    data = bytearray(docx(p("text")))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 0x7FFFFFFF)
        at = data.find(b"PK\x01\x02", at + 4)
    _read_or_refuse(tmp_path, bytes(data))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + p("x") + "</w:tc></w:tr></w:tbl>" * 2000
    with pytest.raises(ToolkitError, match="damaged"):
        opened(tmp_path, docx(deep))


@pytest.mark.parametrize("missing", ["word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"])
def test_missing_parts(tmp_path: Path, missing: str) -> None:
    files = _unpacked(_sample())
    del files[missing]
    found = _read_or_refuse(tmp_path, archive(files))
    assert found is (missing != "word/document.xml")


def test_a_damaged_part_that_is_not_the_text_is_a_warning(tmp_path: Path) -> None:
    files = _unpacked(_sample()) | {"word/footnotes.xml": b"<w:footnotes"}
    document = opened(tmp_path, archive(files)).document
    assert document.paragraphs[0].text.startswith("synthetic")
    assert any("footnotes.xml" in warning for warning in document.warnings)


def test_damage_gives_a_reading_or_an_error(tmp_path: Path) -> None:
    """Cut off at 300 places, 300 times with flipped bits, 60 times with a damaged part: never a crash."""
    sample = _sample()
    dice = random.Random(7)  # noqa: S311 (not for secrets)
    read = sum(_read_or_refuse(tmp_path, damaged) for damaged in _damaged(sample, dice))
    assert read > 60, "some damage does not matter, and what can be read is read"


def _damaged(sample: bytes, dice: random.Random) -> Iterator[bytes]:
    for cut in range(300):
        yield sample[: len(sample) * cut // 300]
    for _ in range(300):
        data = bytearray(sample)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        yield bytes(data)
    files = _unpacked(sample)
    names = [name for name in files if name.endswith(".xml")]
    for _ in range(60):
        name = dice.choice(names)
        data = bytearray(files[name])
        at = dice.randrange(len(data))
        data[at : at + dice.randint(1, 30)] = dice.choice(
            (b"", b"<", b"</w:p>", b"\xff", b'"', b"99999999999")
        )
        yield archive(files | {name: bytes(data)})


def _sample() -> bytes:
    body = p("synthetic", field(" SEQ 1 ", "1"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>" + "".join(
        p(f"{number} {zlib.crc32(bytes([number]))}") for number in range(40)
    )
    return docx(body, footnotes=f'<w:footnote w:id="2">{p("note")}</w:footnote>', styles="")


def _unpacked(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _read_or_refuse(folder: Path, data: bytes) -> bool:
    """Whether a document reads; a refusal has to say what to do."""
    try:
        opened(folder, data)
    except ToolkitError as error:
        problems = error.problems
    else:
        return True
    assert all(problem.message and problem.help for problem in problems)
    return False
