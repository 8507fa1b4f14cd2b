"""`review styles`: find a CSL style by journal name, ISSN or id."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from toolkit.cli.style_search import StyleEntry

# Two works that exist, as their journals print them (the second one in a Chinese journal).
_SAMPLES = {
    "en": {
        "id": "sample", "type": "article-journal", "language": "en-US",
        "author": [{"family": "Stuenkel", "given": "C. A."}, {"family": "Gompel", "given": "A."}],
        "title": "Primary ovarian insufficiency", "container-title": "New England Journal of Medicine",
        "container-title-short": "N Engl J Med", "journalAbbreviation": "N Engl J Med",
        "issued": {"date-parts": [[2023]]}, "volume": "388", "issue": "2", "page": "154-163",
    },
    "zh": {
        "id": "sample", "type": "article-journal", "language": "zh-CN",
        "author": [{"family": "王", "given": "璐璐"}, {"family": "赖", "given": "东梅"}],
        "title": "人羊膜上皮细胞在妇产科相关疾病中的应用及研究进展", "container-title": "复旦学报(医学版)",
        "issued": {"date-parts": [[2021]]}, "volume": "48", "issue": "6", "page": "819-826",
    },
}  # fmt: skip


@click.command()
@click.argument("search", nargs=-1, required=True)
@click.option(
    "-n", "--limit", default=10, show_default=True, type=click.IntRange(min=1), help="Show at most."
)
@click.option("--no-sample", is_flag=True, help="Leave out the sample reference.")
def command(search: tuple[str, ...], limit: int, no_sample: bool) -> None:
    """Find a CSL style by SEARCH: a journal's name or words of it, an ISSN, or a style's id.

    Each style is shown with its id, which --style and `style:` of a journal profile take,
    and a sample reference. Many journals share the style of another one, which is named.
    Exit status: 0 found, 1 nothing found.
    """
    from toolkit import resources
    from toolkit.cli import style_search

    wanted = " ".join(search)
    found = style_search.search(wanted, resources.style_files())
    if not found:
        near = style_search.nearest(wanted, resources.style_files())
        hint = f" Similar ids: {', '.join(near)}." if near else ""
        click.echo(f"No style answers to '{wanted}'.{hint}", err=True)
        sys.exit(1)
    for entry in found[:limit]:
        click.echo(_describe(entry))
        if not no_sample:
            for line in _sample(entry):
                click.echo(f"    {line}")
    if len(found) > limit:
        click.echo(f"… and {len(found) - limit} more; --limit shows them", err=True)


def _describe(entry: StyleEntry) -> str:
    """`nature-digest  Nature Digest  [style: nature]  ISSN 1880-0556`."""
    parts = [click.style(entry.id, bold=True), entry.title]
    if entry.parent:
        parts.append(f"[style: {entry.parent}]")
    if entry.issns:
        parts.append(f"ISSN {', '.join(entry.issns)}")
    return "  ".join(parts)


def _sample(entry: StyleEntry) -> list[str]:
    """The sample reference as the style prints it (a style without a bibliography: its citation)."""
    from toolkit.csl import Cite, Cluster, load_style, process, to_text
    from toolkit.model.csl_json import reference_from_csl

    style = load_style(entry.id)
    language = "zh" if (style.default_locale or "").startswith("zh") else "en"
    reference, _ = reference_from_csl(_SAMPLES[language])
    result = process(style, [reference], [Cluster((Cite(id=reference.id),), note_number=1)])
    shown = [item.whole for item in result.bibliography] or list(result.citations)
    return [line for text in shown for line in to_text(text).strip().splitlines()]
