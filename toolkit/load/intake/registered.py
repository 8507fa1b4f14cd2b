"""Studies of ClinicalTrials.gov (API version 2, `GET /api/v2/studies`) as records.

What the registry has no field for (dose, length of follow-up, source of the cells) stays the
author's. A field that the review's schema does not name is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from toolkit.load.intake.given import GivenRecord, GivenValue, given_value
from toolkit.load.rich import RichText
from toolkit.load.sources import Sources
from toolkit.load.yaml_edit import Plain
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import ScalarNode
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Schema, SchemaField
from toolkit.model.inline import plain_text, primary
from toolkit.model.lookup import RegisteredStudy
from toolkit.model.source import Span

REGISTRY: Final = "ClinicalTrials.gov"
_PHASES: Final = {"EARLY_PHASE1": "0", "PHASE1": "I", "PHASE2": "II", "PHASE3": "III", "PHASE4": "IV"}
_ENROLMENT: Final = {"ACTUAL": "actual", "ESTIMATED": "planned"}
_P: Final = "protocolSection."
_NUMBER: Final = _P + "identificationModule.nctId"
_SPECIAL: Final = "\\`*_^~[]{}$<>@"


class _Rule(NamedTuple):
    """Where a study tells what a field of that name holds; with `text` in the English of a person."""

    field: str
    path: str
    value: Callable[[RegisteredStudy, str], str]
    text: bool = False


def read_studies(path: Path, sources: Sources) -> Iterator[tuple[RegisteredStudy, str]]:
    """The studies of a JSON file (one study, a search result, a list), each with its place in it."""
    text = sources.text(path)
    if text is None:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        what = getattr(error, "msg", "it is nested too deeply")
        sources.problems.append(
            Problem(
                f"{path.name} is no JSON that can be read: {what}.",
                Span.at(path, line, column),
                "Download the file again.",
            )
        )
        return
    found = list(_studies(data, ""))
    if not found:
        sources.problems.append(
            Problem(
                f"{path.name} holds no study of ClinicalTrials.gov.",
                Span.at(path),
                "It must be an answer of the API, version 2: a study with `protocolSection`, or a search "
                "result with `studies`.",
            )
        )
    for place, study in found:
        number = study.get("protocolSection", {}).get("identificationModule", {})
        number = number.get("nctId") if isinstance(number, dict) else None
        if isinstance(number, str) and number.strip():
            yield RegisteredStudy(number.strip(), study), place
        else:
            sources.problems.append(
                Problem(
                    f"{path.name}, {place or 'study'}: {_NUMBER} is missing.",
                    Span.at(path),
                    "Download the study again.",
                )
            )


def _studies(data: object, place: str) -> Iterator[tuple[str, dict[str, dict[str, object]]]]:
    """The objects with a `protocolSection`, with their place: `studies[2]`."""
    if isinstance(data, dict):
        if isinstance(data.get("protocolSection"), dict):
            yield place, data
        else:
            yield from _studies(data.get("studies"), f"{place}studies")
    elif isinstance(data, list):
        for number, item in enumerate(data):
            if isinstance(item, dict):
                yield from _studies(item, f"{place}[{number}]")


def study_record(
    study: RegisteredStudy,
    schema: Schema,
    rich: RichText,
    *,
    source: str,
    span: Span,
    place: str = "",
    read: str = "",
) -> GivenRecord:
    """A study as a record of the schema; values that do not fit are added to the problems of `rich`."""
    values: dict[str, GivenValue] = {}
    for name, field in schema.fields.items():
        rule = _RULES.get("registry" if field.type == "registry" else name)
        said = rule.value(study, rule.path) if rule else ""
        if rule is None or not said:
            continue
        where = ", ".join(filter(None, (source, place, rule.path)))
        value = given_value(_plain(said, rule, field, rich), field, where, span, study.nct_id, rich.problems)
        if value is not None:
            values[name] = value
    aliases = study.at("protocolSection.identificationModule.nctIdAliases")
    return GivenRecord(
        study.nct_id,
        values,
        source,
        span,
        study.nct_id,
        tuple(_texts(aliases)),
        read,
    )


def _plain(said: str, rule: _Rule, field: SchemaField, rich: RichText) -> Plain:
    """A text of the registry is English and no markup; a list is parted where its items were joined."""
    if field.type != "text":
        return said
    if field.multiple:
        return tuple(_literal(part, rich) for part in said.split("; "))
    text = _literal(said, rich)
    return {"en": text} if rule.text and primary(rich.language) != "en" else text


def _literal(text: str, rich: RichText) -> str:
    """The text with a backslash before what Markdown would take for markup, where there is any."""
    line = " ".join(text.split())
    if not any(mark in line for mark in _SPECIAL):
        return line
    problems: list[Problem] = []
    node = parse_yaml(json.dumps(line, ensure_ascii=False), Path("value"), problems)
    if isinstance(node, ScalarNode):
        reading = RichText(rich.language, problems)
        if plain_text(reading.inlines(node, sources=True)) == line and not problems:
            return line
    return "".join(f"\\{mark}" if mark in _SPECIAL else mark for mark in line)


# --- what stands where ----------------------------------------------------------


def _at(study: RegisteredStudy, path: str) -> str:
    return next(_texts(study.at(path)), "")


def _texts(value: object) -> Iterator[str]:
    """The strings and numbers of a list, or one alone."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str | int | float) and not isinstance(item, bool) and str(item).strip():
            yield str(item).strip()


def _each(study: RegisteredStudy, path: str) -> str:
    """All texts of a list; the last key of the path is read of each of its objects."""
    parent, _, key = path.rpartition("[].")
    if not parent:
        return "; ".join(dict.fromkeys(_texts(study.at(path))))
    items = study.at(parent)
    found = (item.get(key) for item in items if isinstance(item, Mapping)) if isinstance(items, list) else ()
    return "; ".join(dict.fromkeys(text for value in found for text in _texts(value)))


def _phase(study: RegisteredStudy, path: str) -> str:
    """`PHASE1` and `PHASE2` together are I/II; NA is no phase."""
    phases = study.at(path)
    return "/".join(_PHASES.get(phase, phase) for phase in _texts(phases) if phase != "NA")


def _status(study: RegisteredStudy, path: str) -> str:
    return _at(study, path).lower().replace("_", "-")


def _posted(study: RegisteredStudy, path: str) -> str:
    results = study.at("hasResults")
    return {True: "true", False: "false"}.get(results, "") if isinstance(results, bool) else ""


_RULES: Final[Mapping[str, _Rule]] = {
    rule.field: rule
    for rule in (
        _Rule("registry", _NUMBER, _at),
        _Rule("title", _P + "identificationModule.briefTitle", _at, text=True),
        _Rule("participants", _P + "designModule.enrollmentInfo.count", _at),
        _Rule(
            "enrolment",
            _P + "designModule.enrollmentInfo.type",
            lambda study, path: _ENROLMENT.get(_at(study, path), ""),
        ),
        _Rule("condition", _P + "conditionsModule.conditions", _each, text=True),
        _Rule("intervention", _P + "armsInterventionsModule.interventions[].name", _each, text=True),
        _Rule("phase", _P + "designModule.phases", _phase),
        _Rule("status", _P + "statusModule.overallStatus", _status),
        _Rule("start", _P + "statusModule.startDateStruct.date", _at),
        _Rule("completion", _P + "statusModule.completionDateStruct.date", _at),
        _Rule("primary_outcome", _P + "outcomesModule.primaryOutcomes[].measure", _each, text=True),
        _Rule("sponsor", _P + "sponsorCollaboratorsModule.leadSponsor.name", _at, text=True),
        _Rule("country", _P + "contactsLocationsModule.locations[].country", _each, text=True),
        _Rule("results", "hasResults", _posted),
    )
}
