"""Many manuscripts on one page: a row each, as CSV, XLSX or HTML."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from toolkit.check.report.common import shown_path
from toolkit.check.rule import Message
from toolkit.check.verdict import Verdict
from toolkit.model.diagnostic import Severity

ENDINGS = (".csv", ".xlsx", ".html")
_HEADER = (
    Message(en="File", zh="文件"),
    Message(en="Title", zh="题名"),
    Message(en="Errors", zh="错误"),
    Message(en="Warnings", zh="警告"),
    Message(en="Hints", zh="提示"),
    Message(en="Findings by rule", zh="各规则的问题数"),
    Message(en="Could not be read", zh="无法读取的原因"),
)
_TITLE = Message(en="Checked manuscripts", zh="稿件检查汇总")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}"
    "th,td{padding:.3rem .8rem;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}"
    "th{position:sticky;top:0;background:#fff;white-space:nowrap}td.n{text-align:right}"
)


def overview(verdicts: Sequence[Verdict], ending: str, *, base: Path, language: str = "en") -> bytes:
    """The table of these verdicts in the format of a file ending of `ENDINGS`; paths are seen from `base`."""
    header = [message.texts[language] for message in _HEADER]
    rows = [_row(verdict, base) for verdict in verdicts]
    if ending == ".xlsx":
        return _xlsx(header, rows)
    if ending == ".html":
        return _html(header, rows, language).encode("utf-8")
    # With a byte order mark, without which Excel takes Chinese text for another encoding.
    return _csv(header, rows).encode("utf-8-sig")


def _row(verdict: Verdict, base: Path) -> list[str | int]:
    result = verdict.result
    codes = Counter(finding.code for finding in result.findings)
    return [
        shown_path(verdict.root, base),
        verdict.title,
        result.count(Severity.ERROR),
        result.count(Severity.WARNING),
        result.count(Severity.HINT),
        ", ".join(f"{code} × {count}" for code, count in sorted(codes.items())),
        " ".join(problem.message for problem in verdict.problems),
    ]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    # A title that begins like a formula would be run by a spreadsheet: it is given as text.
    writer.writerows(
        [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row]
        for row in rows
    )
    return out.getvalue()


def _xlsx(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.create_sheet(index=0)
    book.remove(book.worksheets[1])
    for number, row in enumerate([header, *rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", (32, 48, 9, 9, 9, 48, 48), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _html(header: Sequence[str], rows: Iterable[Sequence[str | int]], language: str) -> str:
    def cell(value: str | int) -> str:
        return (
            f"<td>{escape(value).replace(' × ', '&nbsp;×&nbsp;')}</td>"
            if isinstance(value, str)
            else f'<td class="n">{value}</td>'
        )

    title = _TITLE.texts[language]
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in header)
    body = "\n".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    tag = "zh-CN" if language == "zh" else "en"
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return (
        f'<!doctype html>\n<html lang="{tag}"><head>{meta}<title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n"
        f"<body><h1>{title}</h1>\n<table><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></body></html>\n"
    )
