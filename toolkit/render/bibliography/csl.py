"""CSL-JSON and CSL-YAML: the model's own terms. What CSL has no variable for stands under `custom`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from toolkit.model.csl_json import reference_to_csl
from toolkit.model.reference import Reference


def write_csl_json(references: Sequence[Reference]) -> str:
    """A list of items, as citeproc-js, pandoc and Zotero read it."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def write_csl_yaml(references: Sequence[Reference]) -> str:
    """Items under `references:`, as pandoc reads them from the head of a Markdown file."""
    import yaml

    items = {"references": [_item(reference) for reference in references]}
    # libyaml's writer, where PyYAML was built with it, is several times as fast.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(items, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def _item(reference: Reference) -> dict[str, object]:
    item = reference_to_csl(reference)
    return {**item, "custom": dict(reference.extra)} if reference.extra else item
