"""The records that a figure is made from, and what cannot be found among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal

from toolkit.model.chart import ChartSpec
from toolkit.model.evidence import (
    Choice,
    DateValue,
    FieldValue,
    Proportion,
    Quantity,
    Record,
    RecordSet,
    RegistryId,
    Schema,
    Typed,
)
from toolkit.model.frozen import mutable
from toolkit.model.inline import CiteItem, Localized, plain_text, primary
from toolkit.model.review import LoadedReview, Unresolved
from toolkit.resolve.expressions import check_expression, compile_expression
from toolkit.resolve.filters import ExpressionError, view


class ChartError(Exception):
    """The figure cannot be drawn: what is wrong with which key, in a sentence for the author."""

    def __init__(self, key: str, name: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.name = name


@mutable
class Records:
    """The records of one figure, in their order, those left out by `where` missing."""

    review: LoadedReview
    spec: ChartSpec
    language: str
    unresolved: list[Unresolved] = field(default_factory=list)

    def say(self, texts: Mapping[str, str]) -> str:
        """The text in the figure's language; English where there is none."""
        return texts.get(primary(self.language)) or texts["en"]

    @property
    def set(self) -> RecordSet:
        """The record set. Raises `ChartError` if it is not named, or not there."""
        known = ", ".join(self.review.evidence) or "none"
        name = self.spec.records
        if not name:
            raise ChartError("from", self.spec.kind, f"it needs `records:`; there are: {known}")
        found = self.review.evidence.get(name)
        if found is None:
            raise ChartError("records", name, f"no evidence file is called so; there are: {known}")
        return found

    def rows(self) -> list[Record]:
        """The records for which `where` is true. Raises `ChartError` if there are none."""
        records = self.set
        rows = list(records.records.values())
        if self.spec.where:
            try:
                check_expression(self.spec.where, (*records.schema.fields, "id"))
                test = compile_expression(self.spec.where)
                rows = [row for row in rows if test(view(records, row, self.language).fields)]
            except ExpressionError as error:
                raise ChartError("where", self.spec.where, str(error)) from None
        if not rows:
            reason = "no record fulfils this" if self.spec.where else "it has no records"
            raise ChartError("where" if self.spec.where else "records", self.spec.records, reason)
        return rows

    def field_of(self, part: str, default: str = "") -> str:
        """The name of the field that a part is taken from. Raises `ChartError` if the schema lacks it."""
        name = self.spec.name(part, default)
        self.known(part, name)
        return name

    def known(self, part: str, name: str) -> None:
        schema = self.set.schema
        if not name:
            known = ", ".join(schema.fields)
            raise ChartError("from", self.spec.kind, f"it needs `{part}:`, the name of a field: {known}")
        if name != "id" and name not in schema.fields:
            known = ", ".join(schema.fields)
            raise ChartError(part, name, f"'{schema.id}' has no such field; it has: {known}")

    def label(self, name: str) -> str:
        """What a field is called in the figure's language."""
        found = self.set.schema.fields.get(name)
        return self.say({"en": name, **found.labels}) if found else name

    def without(self, record: Record, name: str, needed: str) -> None:
        """A record that is left out, because a field is missing or is of another kind."""
        value = record.values.get(name)
        place = value.span if value else record.span
        reason = f"'{value.raw}' is not {needed}" if value else f"it has no '{name}', {needed}"
        self.unresolved.append(Unresolved("chart-record", f"{self.set.name}:{record.id}", reason, place))

    # --- values ------------------------------------------------------------------

    def texts(self, record: Record, name: str) -> list[str]:
        """What a field says, as text; several where it is a list."""
        if name == "id":
            return [record.id]
        value = record.values.get(name)
        return [] if value is None else list(self._texts(value))

    def _texts(self, value: FieldValue) -> Iterator[str]:
        if not value.items and value.raw:
            yield value.raw
        for item in value.items:
            yield self.text(item)

    def text(self, item: Typed) -> str:
        match item:
            case Localized():
                return plain_text(item.best(self.language))
            case Choice():
                return self.say({"en": item.code, **item.labels})
            case RegistryId():
                return item.id
            case DateValue():
                return "-".join(f"{part:02d}" for part in item.parts)
            case Proportion():
                return f"{item.part}/{item.whole}"
            case bool():
                return self.say({"zh": "是" if item else "否", "en": "yes" if item else "no"})
            case CiteItem():
                return self.cited(item)
            case Quantity():
                return str(item.centre.normalize())
            case Decimal():
                return str(item)

    def cited(self, item: CiteItem) -> str:
        """`Cui 2019`: a work by first author and year, as studies are called."""
        work = self.review.bibliography.find(item.key)
        if work is None:
            return item.key
        names = work.names.get("author") or work.names.get("editor") or ()
        issued = work.dates.get("issued")
        who = names[0].family or names[0].literal if names else item.key
        return f"{who} {issued.year}" if issued and issued.year is not None else who

    def study(self, record: Record, name: str = "") -> str:
        """What a study is called: the field asked for, else the work it cites, else its id."""
        for candidate in (name, "study", "cite"):
            texts = self.texts(record, candidate) if candidate else []
            if texts and texts[0]:
                return texts[0]
        return record.id

    def number(self, record: Record, name: str) -> float | None:
        """The one number of a field; None if it holds none."""
        value = record.values.get(name)
        item = value.items[0] if value and value.items else None
        match item:
            case Decimal():
                return float(item)
            case Quantity():
                return float(item.centre)
            case _:
                return None

    def item(self, record: Record, name: str) -> Typed | None:
        value = record.values.get(name)
        return value.items[0] if value and value.items else None


def studies_in_english(number: int) -> str:
    return f"{number} {'study' if number == 1 else 'studies'}"


def schema_prefix(schema: Schema, code: str) -> list[str]:
    """The fields whose names begin with a code and an underscore, in the schema's order."""
    return [name for name in schema.fields if name.startswith(f"{code}_")]
