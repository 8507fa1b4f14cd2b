"""Small styles and works for the engine's tests. The works are synthetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.csl import Cite, Cluster, NumericOptions, Result, Style, parse_style, process, to_html

Item = Mapping[str, Any]


def style(
    citation: str = "",
    bibliography: str = "",
    *,
    extra: str = "",
    attributes: str = "",
    citation_attributes: str = "",
    bibliography_attributes: str = "",
    layout: str = "",
    class_: str = "in-text",
) -> Style:
    """A style from the inside of its layouts. `layout` are attributes of the citation's layout."""
    sections = f"<citation {citation_attributes}><layout {layout}>{citation}</layout></citation>"
    if bibliography:
        sections += f"<bibliography {bibliography_attributes}><layout>{bibliography}</layout></bibliography>"
    source = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{class_}" {attributes}>'
        f"{extra}{sections}</style>"
    )
    return parse_style(source.encode(), "test.csl")


def work(key: str, **fields: Any) -> dict[str, Any]:
    """An item with `author="Doe, John; Roe, Jane"` and `year=2000` for short; `_` stands for `-`."""
    item: dict[str, Any] = {"id": key, "type": fields.pop("type", "book")}
    author = fields.pop("author", "")
    if author:
        item["author"] = [person(name) for name in author.split("; ")]
    year = fields.pop("year", None)
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    item.update({name.replace("_", "-"): value for name, value in fields.items()})
    return item


def person(text: str) -> dict[str, str]:
    family, _, given = text.partition(", ")
    return {"family": family, "given": given} if given else {"literal": family}


def run(
    used: Style,
    items: Sequence[Item],
    clusters: Sequence[Sequence[Cite | str]] = (),
    *,
    notes: bool = False,
    numeric: NumericOptions | None = None,
) -> Result:
    """Process clusters of cites, given as ids where nothing else is said."""
    return process(
        used,
        items,
        [
            Cluster(
                tuple(cite if isinstance(cite, Cite) else Cite(cite) for cite in cites),
                note_number=index + 1 if notes else 0,
            )
            for index, cites in enumerate(clusters)
        ],
        numeric=numeric,
    )


def cited(
    used: Style, items: Sequence[Item], clusters: Sequence[Sequence[Cite | str]], **options: Any
) -> list[str]:
    return [to_html(text) for text in run(used, items, clusters, **options).citations]


def entries(used: Style, items: Sequence[Item]) -> list[str]:
    return [to_html(entry.whole) for entry in run(used, items).bibliography]
