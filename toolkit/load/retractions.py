"""The data file of Retraction Watch (CSV), as Crossref publishes it.

Its columns are described at crossref.org/documentation/retrieve-metadata/retraction-watch. Read
are UTF-8 and GB18030 (what Excel on a Chinese Windows saves), with commas, semicolons or tabs
between the columns. `unavailable`, `Unavailable` and `0` stand for no identifier.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.lookup import Notice, NoticeKind, Retractions
from toolkit.model.source import Span

SOURCE = "Retraction Watch"
_NEEDED = ("originalpaperdoi", "originalpaperpubmedid", "retractionnature")
_KINDS: Mapping[str, NoticeKind] = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(r"[1-9]\d{0,8}")
_DATE = re.compile(r"(\d{1,4})[/-](\d{1,2})[/-](\d{1,4})(?:\s.*)?")
_LONGEST_FIELD = 10_000_000
"""The notes of some rows are longer than what Python's reader allows unasked."""


def read_retractions(path: Path, name: str, span: Span | None = None) -> Retractions:
    """The notices in a data file. `name` is what the user calls it, `span` where he does.

    Raises `ToolkitError` if it cannot be read or is no such file.
    """
    try:
        stat = path.stat()
        return _read(path, name, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise ToolkitError(
            Problem(
                f"{name} cannot be read: {error.strerror or error}.",
                span or Span.at(path),
                "Name a data file of Retraction Watch (CSV).",
            )
        ) from error


@lru_cache(maxsize=2)
def _read(path: Path, name: str, changed: int, size: int) -> Retractions:
    """Kept as long as the file does not change: several reviews may be checked against it."""
    works: dict[str, list[Notice]] = {}
    notices: dict[str, list[str]] = {}
    until = ""
    for row in _rows(_text(path.read_bytes()), path, name):
        notice = _notice(row)
        until = max(until, notice.date)
        for key in _keys(row["originalpaperdoi"], row["originalpaperpubmedid"]):
            works.setdefault(key, []).append(notice)
        for key in _keys(notice.doi, notice.pmid):
            notices.setdefault(key, []).append(row.get("title", "").strip())
    return Retractions(
        name,
        until,
        {key: tuple(sorted(found, key=lambda notice: notice.date)) for key, found in works.items()},
        {key: tuple(titles) for key, titles in notices.items()},
    )


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Some copies hold a few broken bytes in titles; identifiers and dates are ASCII.
    return data.decode("utf-8", errors="replace")


def _rows(text: str, path: Path, name: str) -> Iterator[Mapping[str, str]]:
    """The rows by the names of their columns, in small letters."""
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        missing = [column for column in _NEEDED if column not in columns]
        if missing:
            raise ToolkitError(_no_data_file(path, name, missing))
        for values in reader:
            row = dict(zip(columns, values, strict=False))
            if all(column in row for column in _NEEDED):
                yield row
    except csv.Error as error:
        raise ToolkitError(
            Problem(
                f"{name} is no readable CSV: {error}.",
                Span.at(path, max(1, reader.line_num)),
                "Download the file again.",
            )
        ) from error


def _no_data_file(path: Path, name: str, missing: Iterable[str]) -> Problem:
    written = {
        "originalpaperdoi": "OriginalPaperDOI",
        "originalpaperpubmedid": "OriginalPaperPubMedID",
        "retractionnature": "RetractionNature",
    }
    names = ", ".join(written[column] for column in missing)
    return Problem(
        f"{name} is no data file of Retraction Watch: it has no column {names}.",
        Span.at(path),
        "Download retraction_watch.csv from gitlab.com/crossref/retraction-watch-data.",
    )


def _notice(row: Mapping[str, str]) -> Notice:
    dois, pmids = _doi(row.get("retractiondoi", "")), _pmid(row.get("retractionpubmedid", ""))
    reasons = [reason.strip(" +") for reason in row.get("reason", "").split(";")]
    return Notice(
        kind=_KINDS.get(row["retractionnature"].strip().lower(), "other"),
        source=SOURCE,
        date=_date(row.get("retractiondate", "")),
        doi=dois,
        pmid=pmids,
        reason="; ".join(filter(None, reasons)),
    )


def _keys(doi: str, pmid: str) -> Iterator[str]:
    if found := _doi(doi):
        yield f"doi:{found}"
    if found := _pmid(pmid):
        yield f"pmid:{found}"


def _doi(text: str) -> str:
    found = _DOI.search(text)
    return found[0].lower() if found else ""


def _pmid(text: str) -> str:
    """A PMID; Excel may have made it `12345678.0`."""
    found = _PMID.fullmatch(text.strip().removesuffix(".0"))
    return found[0] if found else ""


def _date(text: str) -> str:
    """`7/26/2019 0:00` (month first) or `2019-07-26` as ISO 8601; nothing if it is neither."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return ""
    first, second, third = found.groups()
    year, month, day = (first, second, third) if len(first) == 4 else (third, first, second)
    if len(year) != 4 or not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"
