"""A CSL 1.0.2 engine: references and citations formatted as a style says.

A pure function from items, citations and a style to inline trees: it reads no files besides its own
tables and, through `toolkit.resources`, styles and locales, and knows nothing of reviews.
"""

from toolkit.csl.bibliography import original_reference
from toolkit.csl.narrative import narrative_names
from toolkit.csl.output import to_html, to_text
from toolkit.csl.processor import process
from toolkit.csl.result import (
    BibliographyParameters,
    Cite,
    Cluster,
    Entry,
    Mode,
    NumericOptions,
    Result,
)
from toolkit.csl.style import Style, load_style, parse_style

__all__ = [
    "BibliographyParameters",
    "Cite",
    "Cluster",
    "Entry",
    "Mode",
    "NumericOptions",
    "Result",
    "Style",
    "load_style",
    "narrative_names",
    "original_reference",
    "parse_style",
    "process",
    "to_html",
    "to_text",
]
