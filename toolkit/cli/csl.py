"""`review csl`: format CSL-JSON items with any CSL style, without a manuscript."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.errors import ToolkitError
from toolkit.model.source import Span

_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"

if TYPE_CHECKING:
    from toolkit.csl import Cite, Cluster, Result, Style
    from toolkit.model.diagnostic import Problem
    from toolkit.model.reference import Reference


@click.command()
@click.option(
    "--style",
    "style_name",
    required=True,
    metavar="NAME|FILE",
    help="Id of a style (see `review styles`), or a .csl file.",
)
@click.option(
    "--items",
    "items_path",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    help="CSL-JSON, BibTeX, RIS, PubMed, EndNote, …; - reads CSL-JSON from standard input.",
)
@click.option(
    "--citations",
    "citations_path",
    type=click.Path(path_type=Path),
    help="JSON file: a list of citations, each a list of ids or of objects with id, locator, label, "
    "prefix, suffix, suppress-author.",
)
@click.option("--locale", help="Language of terms where the style does not set its own: en-GB, zh-CN, …")
@click.option(
    "--note", is_flag=True, help="The citations are notes, numbered from 1; else they stand in the text."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["html", "text", "json"]),
    default="text",
    show_default=True,
    help="What to print.",
)
def command(
    style_name: str, items_path: Path, citations_path: Path | None, locale: str | None, note: bool, form: str
) -> None:
    """Format references, and citations of them, with any CSL style.

    Without --citations the bibliography of all items is printed. Warnings go to standard
    error, with `--to json` into the output.
    """
    from toolkit.csl import process

    style = _style(style_name)
    references, warnings = _items(items_path)
    clusters = _clusters(citations_path, {reference.id for reference in references}, note=note)
    result = process(style, references, clusters, locale=locale)
    warnings = (*warnings, *result.warnings)
    if form == "json":
        click.echo(_json(result, warnings))
        return
    click.echo(_html(result) if form == "html" else _text(result))
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


# --- reading ------------------------------------------------------------------------


def _style(name: str) -> Style:
    """A style by its id, or from a file."""
    from toolkit import resources
    from toolkit.csl import load_style, parse_style

    path = Path(name)
    if name.lower().endswith((".csl", ".xml")) or path.is_file():
        return parse_style(_read(path), name, load_parent=resources.style_bytes)
    if resources.style_path(name) is None:
        from toolkit.cli.style_search import nearest

        near = nearest(name, resources.style_files())
        meant = f"Did you mean {', '.join(near)}? " if near else ""
        hint = f"{meant}`review styles WORDS` finds a style by the name of a journal."
        raise ToolkitError.of(f"There is no CSL style “{name}”.", help=hint)
    return load_style(name)


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ToolkitError.of(
            f"There is no file {path}.", Span.at(path), "Check the name and the folder."
        ) from error
    except OSError as error:
        raise ToolkitError.of(f"cannot read {path}: {error.strerror}", Span.at(path)) from error


def _read_json(path: Path) -> object:
    """The JSON value of a file; what is wrong is said with its line."""
    import json

    try:
        return json.loads(_read(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ToolkitError.of(
            f"not UTF-8 (byte {error.start})", Span.at(path), "save the file in UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise ToolkitError.of(f"not JSON: {error.msg}", Span.at(path, error.lineno, error.colno)) from error


def _items(path: Path) -> tuple[list[Reference], tuple[str, ...]]:
    """The items of a file, with warnings about what stood in an odd form; CSL-JSON may come from a pipe."""
    from toolkit.model.csl_json import reference_from_csl

    if str(path) != "-" and not _read(path).lstrip(_BEFORE_JSON).startswith((b"[", b"{")):
        return _bibliography(path)
    value = _read_json(path)
    if isinstance(value, Mapping):
        inner = value.get("items")
        value = inner if isinstance(inner, list) else [value]
    if not isinstance(value, list):
        raise ToolkitError.of("CSL-JSON is a list of items", Span.at(path))
    references: dict[str, Reference] = {}
    warnings: list[str] = []
    for number, item in enumerate(value, 1):
        if not isinstance(item, Mapping):
            raise ToolkitError.of(f"item {number} is no object in braces", Span.at(path))
        reference, found = reference_from_csl(item)
        warnings.extend(found)
        if reference.id in references:
            warnings.append(f"item {reference.id}: the id occurs twice; the later item counts")
        references[reference.id] = reference
    return list(references.values()), tuple(warnings)


def _bibliography(path: Path) -> tuple[list[Reference], tuple[str, ...]]:
    """The references of a file in another format: BibTeX, RIS, PubMed, …"""
    from toolkit.pipeline.libraries import read

    found = read([path])
    warnings = [_placed(problem) for problem in found.problems]
    references: dict[str, Reference] = {}
    for reference in found.references:
        if reference.id in references:
            warnings.append(f"item {reference.id}: the id occurs twice; the later item counts")
        references[reference.id] = reference
    return list(references.values()), tuple(warnings)


def _placed(problem: Problem) -> str:
    """`library.bib:12: what is wrong`."""
    span = problem.span
    return f"{span.path.name}:{span.line}: {problem.message}" if span is not None else problem.message


def _clusters(path: Path | None, known: set[str], *, note: bool) -> list[Cluster]:
    """The clusters of a citations file, in the form of the conformance cases."""
    from toolkit.csl import Cluster

    if path is None:
        return []
    value = _read_json(path)
    if not isinstance(value, list):
        raise ToolkitError.of("the file of citations is a list of clusters", Span.at(path))
    clusters = []
    for number, cites in enumerate(value, 1):
        if not isinstance(cites, list):
            raise ToolkitError.of(f"citation {number} is no list of ids or cites", Span.at(path))
        found = tuple(_cite(cite, path, number, known) for cite in cites)
        clusters.append(Cluster(found, note_number=number if note else 0))
    return clusters


def _cite(value: object, path: Path, number: int, known: set[str]) -> Cite:
    from toolkit.csl import Cite

    cite = value if isinstance(value, Mapping) else {"id": value}

    def text(key: str) -> str:
        found = cite.get(key)
        return "" if found is None else str(found)

    if text("id") not in known:
        raise ToolkitError.of(
            f"citation {number} cites '{text('id')}', which is not among the items", Span.at(path)
        )
    return Cite(
        id=text("id"),
        locator=text("locator"),
        label=text("label"),
        prefix=text("prefix"),
        suffix=text("suffix"),
        suppress_author=cite.get("suppress-author") is True,
        author_only=cite.get("author-only") is True,
    )


# --- printing -----------------------------------------------------------------------


def _json(result: Result, warnings: tuple[str, ...]) -> str:
    import json

    from toolkit.csl.output import entry_html, to_html

    found = {
        "citations": [to_html(citation) for citation in result.citations],
        "bibliography": [entry_html(entry.whole) for entry in result.bibliography],
        "warnings": list(warnings),
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _html(result: Result) -> str:
    """Citations as paragraphs, then the bibliography, as a fragment of a page."""
    from toolkit.csl.output import bibliography_html, to_html

    lines = [f'<p class="csl-citation">{to_html(citation)}</p>' for citation in result.citations]
    if result.bibliography:
        lines.append(bibliography_html(entry.whole for entry in result.bibliography))
    return "\n".join(lines)


def _text(result: Result) -> str:
    from toolkit.csl import to_text

    lines = [to_text(citation) for citation in result.citations]
    if lines and result.bibliography:
        lines.append("")
    lines.extend(to_text(entry.whole).strip() for entry in result.bibliography)
    return "\n".join(lines)
