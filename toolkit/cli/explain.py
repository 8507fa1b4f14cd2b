"""`review explain`: what a check looks for, or where a value in the text comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import language_option, message_language, use_colour


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--all", "everything", is_flag=True, help="All checks: a line each, or whole with --format.")
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "html"]), default="text", show_default=True,
    help="md and html give the pages as one document.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@language_option
def command(
    codes: tuple[str, ...], everything: bool, form: str, output: Path | None, lang: str | None
) -> None:
    """Explain the checks named by CODE: a code (CIT001), a family (CIT) or a name.

    Without a CODE all checks are listed.

    `review explain value [EXPRESSION | FILE:LINE] [PATH]` tells from which records and fields a value
    of the text is computed, as in

    \b
    review explain value 'trials | sum("participants")'
    review explain value sections/03-trials.md:12 reviews/wound-healing

    Without an expression or a line it tells so for every value of the review.
    """
    from toolkit import pipeline

    if codes[:1] == ("value",):
        _explain_values(codes[1:])
        return

    language, colour = message_language(lang), output is None and use_colour(sys.stdout)
    if codes and everything:
        raise click.UsageError("give either codes or --all")
    if form != "text":
        text = pipeline.rules_page(codes, form, language=language)
    elif codes:
        text = pipeline.explain_checks(codes, language=language, colour=colour)
    else:
        text = pipeline.list_checks(language=language, colour=colour)
    if output:
        pipeline.write_files({output: text.encode("utf-8")})
    else:
        click.echo(text, nl=False)


def _explain_values(words: tuple[str, ...]) -> None:
    """`review explain value`: a word that is a folder names the review, the other one what is asked."""
    from toolkit.pipeline.files import absolute
    from toolkit.pipeline.value_traces import report_traces, trace_values

    folders = [word for word in words if Path(word).is_dir()]
    asked = [word for word in words if word not in folders]
    if len(folders) > 1 or len(asked) > 1:
        raise click.UsageError("give one expression in quotation marks, or FILE:LINE, and one folder")
    folder = Path(folders[0]) if folders else Path()
    traces = trace_values(folder, asked[0] if asked else "")
    click.echo(report_traces(traces, absolute(folder)), nl=False)
