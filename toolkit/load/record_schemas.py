"""JSON Schemas of records: an editor completes the fields and choices of the schema that a file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from toolkit import resources
from toolkit.load.evidence import EvidenceReader, schema_ids
from toolkit.load.paths import files_in
from toolkit.load.rich import RichText
from toolkit.load.sources import Sources
from toolkit.load.values import MISSING_TEXTS
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Schema, SchemaField

_EXAMPLES: Final[Mapping[str, str]] = {
    "number": "a number: 12, 3.5",
    "quantity": "a number with its unit: 30 ~ 150 nm, 108.97 ± 13.15 nm, 54 weeks",
    "range": "a range: 30 ~ 150 nm",
    "mean-sd": "mean ± SD: 108.97 ± 13.15 nm",
    "median-iqr": "median (quartiles): 12 (8–20) weeks",
    "proportion": "so many of so many: 19/61; the percentage is computed",
    "date": "a date: 2024, 2024-05, 2024-05-09",
    "registry": "a trial's number: NCT05078385, ChiCTR2100043210",
    "citation": 'a citation: "@yang2024"',
}
_SCALAR: Final = {"type": ["string", "number", "boolean", "null"]}


def known_schemas(folder: Path, problems: list[Problem]) -> dict[str, Schema]:
    """The built-in schemas and those of a review folder, by every name that a file may call them."""
    sources = Sources(problems)
    reader = EvidenceReader(folder, sources, RichText("en", problems))
    found: dict[str, Schema] = {}
    for name, path in (*_built_in(), *_own(folder, problems)):
        schema = reader.schema_at(path)
        if schema is not None:
            found.setdefault(name, schema)
    return found


def _built_in() -> Iterator[tuple[str, Path]]:
    for name in schema_ids():
        yield name, resources.templates() / "evidence" / f"{name}.yaml"


def _own(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """The author's schemas by name and by path: from the review's folder, and from that of the evidence."""
    for base in (folder / "schemas", folder / "evidence" / "schemas"):
        for path in files_in(base, (".yaml", ".yml"), folder, problems):
            for name in (path.stem, f"./schemas/{path.name}", f"schemas/{path.name}"):
                yield name, path


def with_records(evidence: dict[str, Any], schemas: Mapping[str, Schema]) -> dict[str, Any]:
    """The JSON Schema of evidence files, with the fields of each schema of records."""
    shape = dict(evidence)
    shape["properties"] = dict(evidence["properties"])
    shape["properties"]["schema"] = {
        **evidence["properties"]["schema"],
        "anyOf": [{"enum": list(schemas)}, {"type": "string"}],
    }
    names: dict[int, list[str]] = {}
    for name, schema in schemas.items():
        names.setdefault(id(schema), []).append(name)
    made = {id(schema): schema for schema in schemas.values()}
    shape["allOf"] = [
        {
            "if": {"properties": {"schema": {"enum": names[key]}}, "required": ["schema"]},
            "then": {"properties": {"records": {"items": _record(schema)}}},
        }
        for key, schema in made.items()
    ]
    return shape


def _record(schema: Schema) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"], "description": "What tables and values call the record."},
            **{name: _field(field) for name, field in schema.fields.items()},
        },
        "required": ["id"],
        "additionalProperties": False,
    }


def _field(field: SchemaField) -> dict[str, Any]:
    """The values of a field. Marks for nothing (N/A, –) may stand in any of them."""
    label = " · ".join(dict.fromkeys(field.labels.values()))
    example = _EXAMPLES.get(field.type, "")
    if field.unit and example:
        example += f"; in {field.unit} where no unit is typed"
    if field.measures and example:
        example += f"; in a unit of {field.measures}"
    value = _value(field)
    many = {"anyOf": [value, {"type": "array", "items": value}]} if field.multiple else value
    described = " — ".join(filter(None, (label, example)))
    return {"description": described, **many} if described else many


def _value(field: SchemaField) -> dict[str, Any]:
    if field.type == "text":
        return {"anyOf": [_SCALAR, {"type": "object", "additionalProperties": _SCALAR}]}
    if field.type == "choice":
        labels = [label for choice in field.choices.values() for label in choice.values()]
        known: list[object] = [*field.choices, *labels]
        # A code such as 0 is a number to YAML, and yes may be true.
        known += [int(code) for code in field.choices if code.isdecimal()]
        texts = [text for text in known if isinstance(text, str)]
        return {
            "anyOf": [
                {"enum": [*dict.fromkeys(known), *sorted(MISSING_TEXTS), None]},
                {"type": "string", "pattern": _folded_pattern(texts)},
            ]
        }
    if field.type == "boolean":
        words = ["unclear", "yes", "no", "是", "否", "有", "无", "不清楚", "未知", "not reported"]
        return {"enum": [True, False, *words, *sorted(MISSING_TEXTS), None]}
    return dict(_SCALAR)


def _folded_pattern(texts: Iterable[str]) -> str:
    """These texts in any capitals, with a blank, hyphen or underscore where they have one (ECMA 262)."""
    forms = (
        "[ _-]+".join("".join(map(_any_case, word)) for word in re.split(r"[\s_\-]+", text.strip()))
        for text in dict.fromkeys(texts)
    )
    return f"^ *(?:{'|'.join(forms)}) *$"


def _any_case(character: str) -> str:
    lower, upper = character.lower(), character.upper()
    if lower != upper and len(lower) == len(upper) == 1:
        return f"[{lower}{upper}]"
    return character if character.isalnum() or character in "/,，" else f"\\{character}"
