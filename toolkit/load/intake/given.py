"""What a source says of a record, before it is joined with what the author wrote."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.load.evidence import parse_field
from toolkit.load.quantities import UnfitError
from toolkit.load.values import MISSING_TEXTS
from toolkit.load.yaml_edit import Plain
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Choice, Quantity, SchemaField
from toolkit.model.frozen import frozen
from toolkit.model.source import Span
from toolkit.model.units import factor


@frozen
class GivenValue:
    """The value of a field in a source. `place` says where it stands, in the source's own terms."""

    value: Plain
    place: str
    span: Span


@frozen
class GivenRecord:
    """A record of a source. `registry` is the number by which a record without this id may be known."""

    id: str
    fields: Mapping[str, GivenValue]
    source: str
    """The file's name, or the registry's."""
    span: Span
    registry: str = ""
    aliases: tuple[str, ...] = ()
    """Further registry numbers of the same study."""
    read: str = ""
    """The day on which a registry said so, ISO 8601."""


def fitting(text: str, described: SchemaField) -> str:
    """A value of a source as it is written into a record. Raises `UnfitError`."""
    found = parse_field(text, described)
    if isinstance(found, Choice) and described.type == "choice":
        return found.code
    if isinstance(found, Quantity) and described.unit and factor(found.unit, described.unit) is None:
        raise UnfitError(f"the unit {found.unit} cannot be converted to {described.unit}")
    if described.type == "citation" and not text.startswith(("@", "[")):
        return f"@{text}"
    return text


def given_value(
    value: Plain, described: SchemaField, place: str, span: Span, record: str, problems: list[Problem]
) -> GivenValue | None:
    """A value that fits its field; None, and a problem, if it does not, and None if it says nothing."""
    parts = {"": value} if isinstance(value, str) else value
    texts = parts if isinstance(parts, Mapping) else dict(enumerate(parts))
    said = {key: text.strip() for key, text in texts.items() if text.strip() not in MISSING_TEXTS}
    if not said:
        return None
    try:
        fitted = {key: fitting(text, described) for key, text in said.items()}
    except UnfitError as error:
        problems.append(
            Problem(
                f"{place} (record {record}, field {described.name}): {error}".rstrip("?.")
                + ("?" if str(error).endswith("?") else "."),
                span,
                "Correct the value in the source; nothing was imported.",
            )
        )
        return None
    if isinstance(value, str):
        return GivenValue(fitted[""], place, span)
    if isinstance(value, Mapping):
        return GivenValue({str(key): text for key, text in fitted.items()}, place, span)
    return GivenValue(tuple(fitted.values()), place, span)
