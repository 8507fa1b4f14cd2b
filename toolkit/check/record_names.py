"""What records are called: the field that holds their name."""

from __future__ import annotations

from toolkit.model.evidence import Record, Schema
from toolkit.model.inline import Localized, plain_text


def name_field(schema: Schema) -> str:
    """The field that names a record: the first text field of its schema; nothing if there is none."""
    return next((name for name, field in schema.fields.items() if field.type == "text"), "")


def names(record: Record, schema: Schema) -> frozenset[str]:
    """The names of a record in all its languages."""
    value = record.values.get(name_field(schema))
    return frozenset(
        plain_text(text)
        for item in (value.items if value else ())
        if isinstance(item, Localized)
        for text in item.texts.values()
    )
