"""Single entries in the forms that people send (`forms.yaml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.load.refstring import ParsedEntry, parse_entry

FORMS = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text(encoding="utf-8"))
FIELDS = (
    *("title", "container-title", "volume", "issue", "page", "publisher", "publisher-place", "edition"),
    *("number", "DOI", "URL", "PMID", "PMCID"),
)


def authors(entry: ParsedEntry) -> list[str]:
    listed = [
        name.literal or f"{name.non_dropping_particle} {name.family} {name.given.rstrip('.')}".strip()
        for name in entry.reference.names.get("author", ())
    ]
    return [*listed, *(["…"] if "author" in entry.reference.truncated else [])]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["entry"][:40])
def test_form(form: dict[str, Any]) -> None:
    entry = parse_entry(form["entry"])
    issued = entry.reference.dates.get("issued")
    assert {name: entry.reference.get(name) for name in FIELDS if entry.reference.get(name)} == {
        name: form[name] for name in FIELDS if name in form
    }
    assert authors(entry) == form.get("authors", [])
    assert (issued.year if issued else None) == form.get("issued")
    assert entry.style == form["style"]
    if form["style"]:
        assert entry.reference.type == form.get("type", "article-journal")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["entry"][:40])
def test_places_hold_what_was_read(form: dict[str, Any]) -> None:
    entry = parse_entry(form["entry"])
    for name in ("title", "volume", "DOI"):
        if name in entry.places:
            start, end = entry.places[name]
            assert entry.text[start:end] == entry.reference.get(name)
    for start, end in entry.name_places.get("author", ()):
        assert entry.text[start:end].strip(" .,&;") != ""
