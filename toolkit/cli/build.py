"""`review build`: check a review and write it as Word and HTML."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import (
    Progress,
    formats_of,
    language_option,
    message_language,
    output_option,
    show_files,
    show_verdict,
    typed,
)
from toolkit.pipeline import DEFAULT_FORMATS, FORMATS, Checked, Submission, summary

_SEE = {"en": "`{command}` shows them.", "zh": "运行 `{command}` 可逐一查看。"}
_ZOTERO_NOTE = {
    "en": "note: Zotero does not have the style of this journal; the file names the nearest one, {style}. "
    "Until Zotero refreshes, everything stands as the journal wants it.",
    "zh": "提示：Zotero 没有该期刊的样式，文件中写入了最接近的 {style}。"
    "在 Zotero 刷新之前，文中格式仍以期刊要求为准。",
}


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "--to",
    "formats",
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    callback=formats_of(FORMATS),
    help="What to write: docx, html, pdf (through LibreOffice).",
)
@click.option("--journal", help="Format for another journal than review.yaml names.")
@output_option
@click.option("--blind", is_flag=True, help="For blind review: leave out everything that names the authors.")
@click.option(
    "--line-numbers", is_flag=True, help="For reviewers: numbered lines, double spacing (Word, PDF)."
)
@click.option("--zotero", is_flag=True, help="Citations and reference list as live Zotero fields (Word).")
@click.option("--force", is_flag=True, help="Write even if the checker finds errors.")
@language_option
def command(
    path: Path,
    formats: tuple[str, ...],
    journal: str | None,
    output: Path,
    blind: bool,
    line_numbers: bool,
    zotero: bool,
    force: bool,
    lang: str | None,
) -> None:
    """Make the manuscript of the review in PATH (default: this folder).

    The review is checked first. Errors stop the build unless --force is given; warnings do
    not: `review check` shows them. Exit status: 0 written, 1 stopped by (or forced past) errors,
    2 unreadable input.

    A file written with --blind is opened again and searched for names, addresses, affiliations
    and grants of the authors; if one is found, nothing is written.
    """
    if zotero and "docx" not in formats:
        raise click.UsageError("--zotero writes fields into the Word file: add docx to --to")
    if line_numbers and not {"docx", "pdf"} & set(formats):
        raise click.UsageError("--line-numbers numbers lines in Word and PDF: add docx or pdf to --to")
    from toolkit import pipeline

    with Progress() as progress:
        built = pipeline.build(
            path,
            output,
            formats=formats,
            journal=journal,
            force=force,
            submission=Submission(blind=blind, line_numbers=line_numbers, zotero=zotero),
            progress=progress,
        )
    checked = built.checked
    language = message_language(lang)
    asked = ["review check", *([] if path == Path() else [typed(path)])]
    asked += ["--journal", journal] if journal else []
    _tell_found(checked, " ".join(asked), language)
    show_files(built.files)
    if built.zotero_style:
        click.echo(_ZOTERO_NOTE[language].format(style=built.zotero_style), err=True)
    if checked.problems:
        sys.exit(2)
    if checked.errors:
        sys.exit(1)


def _tell_found(checked: Checked, asked: str, language: str) -> None:
    """What stops the build, how much was found, and the command that shows the rest."""
    if checked.errors:
        show_verdict(checked, language, errors_only=True)
    click.echo(summary([checked], language=language), err=True)
    if len(checked.result.findings) > checked.errors:
        click.echo(_SEE[language].format(command=asked), err=True)
