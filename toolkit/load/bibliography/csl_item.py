"""One item of CSL-JSON or CSL-YAML → a reference that knows its places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from toolkit.load.bibliography.record_values import is_citation_key
from toolkit.model.csl_json import ALIASES, reference_from_csl
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import KEY, Reference
from toolkit.model.source import Span


def reference_of_item(
    value: Mapping[str, object], places: Mapping[str, Span], start: Span, problems: list[Problem]
) -> Reference | None:
    """The reference of an item; None if it has no id. `places` are those of its values.

    An id that is an address or a number of a program (Zotero's `http://zotero.org/users/…`) gives way
    to the item's own citation key, where it has one.
    """
    reference, warnings = reference_from_csl(value)
    if not reference.id:
        problems.append(Problem("This item has no id, so nothing can cite it; it is left out.", start))
        return None
    place = places.get("id", start)
    own = reference.get("citation-key")
    if own and not is_citation_key(reference.id):
        fields = {name: text for name, text in reference.fields.items() if name != "citation-key"}
        reference = replace(reference, id=own, fields=fields)
        place = places.get("citation-key", places.get("note", place))
    spans = {ALIASES.get(name, name): span for name, span in places.items() if name not in {"id", "type"}}
    if is_citation_key(reference.id):
        spans[KEY] = place
    for warning in warnings:
        name = next((name for name in places if re.search(rf"\b{re.escape(name)}\b", warning)), "")
        problems.append(Problem(f"{warning}.", places.get(name, place)))
    return replace(reference, span=place, field_spans=spans)
