"""The data file of Retraction Watch: forms in which it is met, and files that are something else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import ToolkitError
from toolkit.load.retractions import read_retractions
from toolkit.model.lookup import Notice, Retractions

HEAD = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason,Paywalled,Notes"
)
ROW = (
    '1,"Synthetic work, 合成文献",S;,I,J,P,C,A;B,,Research Article;,7/26/2023 0:00,10.1000/Notice.1,90000010,'
    '1/1/2020 0:00,10.1000/Synthetic.1,90000001,Retraction,+Error in Data;+Other;,No,"a note\nof two lines"'
)
TEXT = f"{HEAD}\n{ROW}\n"


def read(tmp_path: Path, data: bytes) -> Retractions:
    path = tmp_path / "rw.csv"
    path.write_bytes(data)
    return read_retractions(path, "rw.csv")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("合成", "\ufffd").encode() + b"2,\xff\xfe,,,,,,,,,,,,,,,,,,\n",
    ],
    ids=["utf-8", "with a mark", "gb18030", "windows", "broken bytes"],
)
def test_a_row_is_read_in_every_encoding(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    notice = Notice(
        "retraction", "Retraction Watch", "2023-07-26", "10.1000/notice.1", "90000010", "Error in Data; Other"
    )
    assert found.until == "2023-07-26"
    assert found.works == {"doi:10.1000/synthetic.1": (notice,), "pmid:90000001": (notice,)}
    assert set(found.notices) == {"doi:10.1000/notice.1", "pmid:90000010"}


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_columns_in_another_order(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["RetractionNature", "OriginalPaperPubMedID", "OriginalPaperDOI"],
        ["Correction", "7", "10.1000/a"],
    ]
    found = read(tmp_path, "\n".join(map(delimiter.join, rows)).encode())
    assert [notice.kind for notice in found.works["pmid:7"]] == ["correction"]
    assert found.until == ""


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("7/26/2023 0:00", "2023-07-26"),
        ("2023/7/26", "2023-07-26"),
        ("2023-07-26", "2023-07-26"),
        ("26/7/2023", ""),
        ("", ""),
        ("soon", ""),
    ],
)
def test_dates(tmp_path: Path, date: str, expected: str) -> None:
    assert read(tmp_path, TEXT.replace("7/26/2023 0:00", date).encode()).until == expected


@pytest.mark.parametrize("none", ["unavailable", "Unavailable", "0", "", "n/a"])
def test_what_stands_for_no_identifier(tmp_path: Path, none: str) -> None:
    row = ROW.replace("10.1000/Synthetic.1", none).replace("90000001", none)
    assert read(tmp_path, f"{HEAD}\n{row}\n".encode()).works == {}


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("Retraction", "retraction"),
        ("Expression of concern", "concern"),
        ("Correction", "correction"),
        ("Reinstatement", "reinstatement"),
        ("Something new", "other"),
    ],
)
def test_natures(tmp_path: Path, nature: str, kind: str) -> None:
    found = read(tmp_path, TEXT.replace(",Retraction,", f",{nature},").encode())
    assert found.works["pmid:90000001"][0].kind == kind


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"%PDF-1.7\n\x00\xff", b"\xff" * 40])
def test_another_file_is_named_as_such(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ToolkitError, match="no data file of Retraction Watch: it has no column Original"):
        read(tmp_path, data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"rw\.csv cannot be read"):
        read_retractions(tmp_path / "rw.csv", "rw.csv")
    with pytest.raises(ToolkitError, match="cannot be read"):
        read_retractions(tmp_path, "a folder")


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    assert "pmid:90000001" in read(tmp_path, TEXT.encode()).works
    assert "pmid:90000002" in read(tmp_path, TEXT.replace("90000001", "90000002", 1).encode() + b"\n").works


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_whatever_follows_the_head_is_read_or_refused(tmp_path: Path, rest: str) -> None:
    with suppress(ToolkitError):
        read(tmp_path, f"{HEAD}\n{rest}".encode("utf-8", "replace"))
